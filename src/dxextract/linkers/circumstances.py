"""What speaks for a record and against it, part by part: what its confidence is made of.

Circumstances are known when the fact is linked: above all how a part was linked, and what stands near that could have
been meant instead.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dxextract.document import Document, Sentence
from dxextract.finders.rankings import IndexMention
from dxextract.knowledge.anchors import Anchored
from dxextract.knowledge.contexts import ContextModel
from dxextract.knowledge.cues import Cues
from dxextract.linkers.contexts import SentenceWords, answers, length
from dxextract.linkers.links import Links
from dxextract.linkers.metric_drafts import MetricDraft
from dxextract.linkers.peers import Peers
from dxextract.linkers.periods import PeriodLink
from dxextract.linkers.rankings import RankingDraft
from dxextract.linkers.references import ReferenceDraft
from dxextract.linkers.scopes import COUNTRY
from dxextract.spans import Span, within

Circumstances = Mapping[str, Mapping[str, float]]
"""Part of a record (a key of :data:`PARTS`) → circumstance → how far it holds: 1 for yes, or a measure."""

PARTS: Mapping[str, frozenset[str]] = {
    "subject": frozenset({"indicator_id", "index_id"}),
    "period": frozenset({"period"}),
    "place": frozenset({"place", "scope"}),
    "status": frozenset({"status"}),
    "rest": frozenset(),
}
"""Part of a record → the fields that it holds; ``rest`` holds all others, and whether there is a fact at all."""

_FAR = 20
"""Characters between a number and what names its indicator that are neither near nor far."""
_USUAL_NAME = 10
"""Characters of words that name an indicator and are neither many nor few."""
_USUAL_LENGTH = 120
"""Characters of a sentence that is neither long nor short."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a sentence and its paragraph hold, seen once for all facts of the sentence.

    Attributes:
        facts: logarithm of how many facts it holds.
        length: logarithm of how long it is.
        periods: how many expressions of time stand in it, and ``first_period`` where the first does.
        places: how many places it names.
        unknown: whether it names a place that is not known.
        aims: where the first word for a plan or an estimate stands; None where there is none.
        near_periods, near_places: how many different ones its paragraph names.
    """

    facts: float
    length: float
    periods: int
    first_period: int
    places: int
    unknown: bool
    aims: int | None
    near_periods: int
    near_places: int


class Witness:
    """Sees the circumstances of the facts of one document.

    Args:
        document: the article laid out.
        facts: spans of metrics and rankings, in order.
        peers: what they have in common.
        periods, places, indices: what the finders found, in order.
        cells: where the cells of tables start.
        type_words: finds, in folded text, a word for a type of places before a name.
        contexts: which words usually stand around numbers.
        cues: words that say that a number is aimed at or estimated.
        without_names: the folded text that the status is linked by. Cues are looked for in it alone: what was found
            is remembered for one text at a time.
    """

    def __init__(
        self,
        document: Document,
        *,
        facts: Sequence[Span],
        peers: Peers,
        periods: Sequence[Span],
        places: Sequence[Span],
        indices: Sequence[IndexMention],
        cells: Mapping[int, object],
        type_words: Anchored,
        contexts: ContextModel,
        cues: Cues,
        without_names: str,
    ) -> None:
        self._document = document
        self._facts = facts
        self._peers = peers
        self._periods = periods
        self._places = places
        self._indices = indices
        self._cells = cells
        self._contexts = contexts
        self._without_names = without_names
        self._may_aim = cues.anchors.may_stand
        self._cues = [cue for cue in cues.status if cue.direction == "forward"]
        self._unknown = self._unknown_names(type_words)
        self._all_periods = _log_of(len(self._named(periods, 0, len(document.text))))
        self._scenes: dict[int, _Scene] = {}
        self._words: dict[int, SentenceWords] = {}
        self._near: dict[int, tuple[int, int]] = {}
        self._said: dict[tuple[int, str], bool] = {}

    def metric(self, draft: MetricDraft, links: Links) -> Circumstances:
        """The circumstances of a metric."""
        quantity, sentence = draft.quantity, draft.sentence
        linked = draft.indicator_score is not None
        named = "named" if linked else "unnamed"
        subject = {
            f"{named}_{quantity.kind}": 1.0,
            f"{named}_change": float(draft.change is not None or draft.distance),
            f"{named}_passed_on": float(draft.dependent),
            f"{named}_noun_behind": float(draft.noun_follows),
            "rival" if linked else "near_miss": draft.indicator_rival,
            "weak": 1 - draft.indicator_score if draft.indicator_score is not None else 0.0,
            "alike": self._peers.share_of_indicator(draft),
            "alone": float(self._peers.of_indicator(draft) == 1),
            **self._naming(draft.indicator_span, quantity, sentence),
        }
        rest = {
            "in_words": float(quantity.rule == "numeral.words"),
            "compared": float(draft.comparator != "eq"),
            "in_table": float(quantity.start in self._cells),
            "bare": float(quantity.kind == "count" and draft.unit is None),
            "none": float(not linked),
        }
        status = {"money": float(quantity.kind == "money")}
        place = {"alike": self._peers.at(links)}
        told = self._peers.told(draft, links)
        stated = self._stated(
            "metric", quantity, sentence, links, told, subject=subject, place=place, status=status, rest=rest
        )
        suited = self._suited(draft, links)
        suited["subject"] = {f"{named}_{name}": value for name, value in suited["subject"].items()}
        return {part: {**found, **suited.get(part, {})} for part, found in stated.items()}

    def ranking(self, draft: RankingDraft, scope: str, links: Links) -> Circumstances:
        """The circumstances of a ranking."""
        sentence, named = draft.sentence, draft.index_span
        others = {i.index for i in within(self._indices, sentence.start, sentence.end)} - {draft.index}
        subject = {
            "none": float(draft.index is None),
            "named_before": float(named is not None and named.start < sentence.start),
            "several": float(bool(others)),
        }
        place = {"in_scope": float(scope != COUNTRY)}
        rest = {"in_table": float(draft.position.start in self._cells)}
        told = self._peers.told(draft, links)
        return self._stated(
            "ranking", draft.position, sentence, links, told, subject=subject, place=place, status={}, rest=rest
        )

    @staticmethod
    def reference(draft: ReferenceDraft) -> Circumstances:
        """The circumstances of a reference, which has no subject, period, place or status to be judged."""
        return {"rest": {"reference": 1.0, "no_symbol": float(draft.symbol is None)}}

    def _suited(self, draft: MetricDraft, links: Links) -> dict[str, Mapping[str, float]]:
        """How well the words around a number suit what is told of it, part by part, and what else could be."""
        words = self._words.get(draft.sentence.start)
        if words is None:
            words = self._words[draft.sentence.start] = SentenceWords(self._document.folded, draft.sentence)
        suited = self._contexts.suited(words.clues(draft.quantity))
        period, where = links.period, links.place.place
        told = answers(
            indicator=draft.indicator,
            status=links.status,
            start=period.start,
            end=period.end,
            place=where.code if where else None,
        )
        both = {part: suited.of(part, answer) for part, answer in told.items()}
        return {part: {"suits": this, "suits_other": other} for part, (this, other) in both.items()}

    @staticmethod
    def _naming(named: Span | None, number: Span, sentence: Sentence) -> Mapping[str, float]:
        """How what names the indicator stands to the number."""
        if named is None:
            return {}
        outside = not sentence.start <= named.start < sentence.end
        apart = min(abs(named.start - number.start), abs(named.end - number.start))
        return {
            "far": 0.0 if outside else _log_of(apart / _FAR),
            "named_behind": float(named.start > number.start),
            "named_outside": float(outside),
            "named_at_length": _log_of((named.end - named.start) / _USUAL_NAME),
        }

    def _stated(
        self,
        family: str,
        span: Span,
        sentence: Sentence,
        links: Links,
        told: int,
        *,
        subject: Mapping[str, float],
        place: Mapping[str, float],
        status: Mapping[str, float],
        rest: Mapping[str, float],
    ) -> Circumstances:
        seen = self._scene(sentence)
        rivals = {"rivals": _log_of(told)}
        period = {
            **rivals,
            "unsaid": float(links.period.basis != "stated"),
            "unsaid_here": float(links.period.basis != "stated" and seen.near_periods > 0),
            "inherited": float(not self._says(sentence, links.period.text)),
            "several": float(seen.periods > 1),
            "alike": self._peers.when(links),
            **_length(links.period, unsaid=links.period.basis != "stated"),
            "said_behind": float(seen.periods > 0 and seen.first_period > span.start),
            "in_paragraph": _log_of(seen.near_periods),
            "in_article": self._all_periods,
        }
        where = links.place.place
        place = {
            **place,
            **rivals,
            "of_article": float(links.place.basis == "article"),
            "of_paragraph": float(links.place.basis == "paragraph"),
            "below_province": float("/" in (where.code if where else "")),
            "several": float(seen.places > 1),
            "in_paragraph": _log_of(seen.near_places),
            "unknown_name": float(seen.unknown),
            "facts": seen.facts,
        }
        actual = links.status == "actual"
        status = {
            **status,
            links.status: 1.0,
            "aimed": float(actual and seen.aims is not None),
            "aimed_before": float(actual and seen.aims is not None and seen.aims < span.start),
            "open": float(links.period.basis == "stated" and links.period.start is None),
            "long_sentence": seen.length,
            "facts": seen.facts,
        }
        subject = {**subject, **rivals, "long_sentence": seen.length}
        parts = {"subject": subject, "period": period, "place": place, "status": status, "rest": rest}
        return {part: {family: 1.0, **found} for part, found in parts.items()}

    def _scene(self, sentence: Sentence) -> _Scene:
        start, end = sentence.start, sentence.end
        found = self._scenes.get(start)
        if found is None:
            periods = within(self._periods, start, end)
            cues = self._cues if self._may_aim(self._without_names, start, end) else ()
            hits = (next(cue.phrase.finditer(self._without_names, start, end), None) for cue in cues)
            near_periods, near_places = self._of_paragraph(sentence.paragraph)
            found = self._scenes[start] = _Scene(
                facts=_log_of(len(within(self._facts, start, end))),
                length=_log_of((end - start) / _USUAL_LENGTH),
                periods=len(periods),
                first_period=periods[0].start if periods else end,
                places=len(self._named(self._places, start, end)),
                unknown=bisect_left(self._unknown, start) < bisect_left(self._unknown, end),
                aims=min((hit.start() for hit in hits if hit is not None), default=None),
                near_periods=near_periods,
                near_places=near_places,
            )
        return found

    def _of_paragraph(self, number: int) -> tuple[int, int]:
        """How many different times and places a paragraph names."""
        found = self._near.get(number)
        if found is None:
            start, end = self._document.paragraphs[number].start, self._document.paragraphs[number].end
            found = len(self._named(self._periods, start, end)), len(self._named(self._places, start, end))
            self._near[number] = found
        return found

    def _says(self, sentence: Sentence, told: str | None) -> bool:
        """Whether an expression stands in a sentence; there is nothing to miss where there is none."""
        if told is None:
            return True
        key = sentence.start, told
        if key not in self._said:
            self._said[key] = told in self._document.article.text[sentence.start : sentence.end]
        return self._said[key]

    def _named(self, spans: Sequence[Span], start: int, end: int) -> set[str]:
        """The different wordings of spans between two characters."""
        folded = self._document.folded
        return {folded[span.start : span.end] for span in within(spans, start, end)}

    def _unknown_names(self, type_words: Anchored) -> list[int]:
        """Where a name stands behind the type of a place that is the name of no known place."""
        text, folded = self._document.article.text, self._document.folded
        words = type_words.finditer(folded, 0, len(folded))
        behind = [match.end() for match in words if text[match.end()].isupper()]
        known = {at for place in self._places for at in range(place.start, place.end)} if behind else ()
        return [at for at in behind if at not in known]


def _length(period: PeriodLink, *, unsaid: bool) -> Mapping[str, float]:
    """How long a period is, unless it is about a year; of one without a beginning, whether the text says its end."""
    found = length(period.start, period.end)
    if found == "open" and unsaid:
        found = "open_unsaid"
    return {} if found == "of_a_year" else {found: 1.0}


def _log_of(times: float) -> float:
    """Logarithm of how many times something is there; at least one."""
    return math.log(max(times, 1.0))
