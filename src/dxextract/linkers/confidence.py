"""How sure a record is: the probability that it is right as a whole.

A record is right when each of its parts is. For each part a few circumstances are looked at that are known when the
fact is linked, above all how the part was linked; their weights (``gazetteer/confidence.yaml``) add up to the log-odds
that the part is right, and the parts multiply.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dxextract.document import Document, Sentence
from dxextract.finders.rankings import IndexMention
from dxextract.knowledge.confidence import ConfidenceModel
from dxextract.linkers.links import Links
from dxextract.linkers.metrics import MetricDraft
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

_USUAL_LENGTH = 120
"""Characters of a sentence that is neither long nor short."""
_LEAST = 1e-6
_MOST = 30.0


class Witness:
    """Sees the circumstances of the facts of one document.

    Args:
        document: the article laid out.
        facts: spans of metrics and rankings, in order.
        periods, places, indices: what the finders found, in order.
        cells: where the cells of tables start.
    """

    def __init__(
        self,
        document: Document,
        *,
        facts: Sequence[Span],
        periods: Sequence[Span],
        places: Sequence[Span],
        indices: Sequence[IndexMention],
        cells: Mapping[int, object],
    ) -> None:
        self._document = document
        self._facts = facts
        self._periods = periods
        self._places = places
        self._indices = indices
        self._cells = cells

    def metric(self, draft: MetricDraft, links: Links) -> Circumstances:
        """The circumstances of a metric."""
        quantity, sentence = draft.quantity, draft.sentence
        linked = draft.indicator_score is not None
        subject = {
            f"kind_{quantity.kind}": 1.0,
            "none": float(not linked),
            "weak": 1 - draft.indicator_score if draft.indicator_score is not None else 0.0,
            "passed_on": float(draft.dependent),
            "noun_behind": float(draft.noun_follows),
        }
        rest = {
            "in_words": float(quantity.rule == "numeral.words"),
            "compared": float(draft.comparator != "eq"),
            "in_table": float(quantity.start in self._cells),
        }
        return self._stated("metric", sentence, links, subject=subject, place={}, rest=rest)

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
        return self._stated("ranking", sentence, links, subject=subject, place=place, rest=rest)

    @staticmethod
    def reference(draft: ReferenceDraft) -> Circumstances:
        """The circumstances of a reference, which has no subject, period, place or status to be judged."""
        return {"rest": {"reference": 1.0, "no_symbol": float(draft.symbol is None)}}

    def _stated(
        self,
        family: str,
        sentence: Sentence,
        links: Links,
        *,
        subject: Mapping[str, float],
        place: Mapping[str, float],
        rest: Mapping[str, float],
    ) -> Circumstances:
        start, end = sentence.start, sentence.end
        text = self._document.article.text[start:end]
        names = {self._document.folded[p.start : p.end] for p in within(self._places, start, end)}
        told = links.period.text
        facts = _log_of(len(within(self._facts, start, end)))
        period = {
            "unsaid": float(links.period.basis != "stated"),
            "inherited": float(told is not None and told not in text),
            "several": float(len(within(self._periods, start, end)) > 1),
        }
        place = {
            **place,
            "of_article": float(links.place.basis == "article"),
            "of_paragraph": float(links.place.basis == "paragraph"),
            "below_province": float("/" in (links.place.place.code if links.place.place else "")),
            "several": float(len(names) > 1),
            "facts": facts,
        }
        status = {
            "not_actual": float(links.status != "actual"),
            "long_sentence": _log_of(len(text) / _USUAL_LENGTH),
            "facts": facts,
        }
        parts = {"subject": subject, "period": period, "place": place, "status": status, "rest": rest}
        return {part: {family: 1.0, **found} for part, found in parts.items()}


def confidence(circumstances: Circumstances, model: ConfidenceModel) -> float:
    """The probability that a record is right as a whole, rounded to four decimals."""
    return round(_share(log_odds(circumstances, model.parts) + model.unseen), 4)


def log_odds(circumstances: Circumstances, weights: Mapping[str, Mapping[str, float]]) -> float:
    """The log-odds that all parts are right, on texts like those that the weights were fitted on."""
    right = 1.0
    for part, found in circumstances.items():
        known = weights.get(part, {})
        right *= _share(sum([known[name] * value for name, value in found.items() if value and name in known]))
    right = min(max(right, _LEAST), 1 - _LEAST)
    return math.log(right / (1 - right))


def part_of_one(
    found: Mapping[str, float], weights: Mapping[str, float]
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """The probability that one part is right, and what each circumstance adds to its log-odds, heaviest first."""
    added = [(name, weights.get(name, 0.0) * value) for name, value in found.items()]
    told = tuple(sorted((one for one in added if one[1]), key=lambda one: (-abs(one[1]), one[0])))
    return _share(sum(weight for _, weight in added)), told


def _log_of(times: float) -> float:
    """Logarithm of how many times something is there; at least one."""
    return math.log(max(times, 1.0))


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-min(max(odds, -_MOST), _MOST)))
