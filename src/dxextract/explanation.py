"""Why a record says what it says: the candidates for each of its links, what was rejected and why, its confidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dxextract.document import Document, Sentence
from dxextract.finders.period_roles import PeriodRole
from dxextract.finders.periods import PeriodMention
from dxextract.finders.rankings import IndexMention
from dxextract.knowledge.confidence import ConfidenceModel
from dxextract.knowledge.indicators import IndicatorRules
from dxextract.linkers.circumstances import Circumstances
from dxextract.linkers.confidence import part_of_one
from dxextract.linkers.indicators import IndicatorLinker
from dxextract.linkers.metric_drafts import MetricDraft
from dxextract.linkers.periods import PeriodLinker
from dxextract.linkers.places import PlaceLinker
from dxextract.linkers.weighing import weigh_all
from dxextract.records.model import Fact, Metric, Ranking, Reference, Result
from dxextract.spans import Span, within

_ROLES = {
    PeriodRole.BASELINE: "figures are compared with it",
    PeriodRole.EVENT: "it says when something happened, or dates a document",
    PeriodRole.NAME: "it is part of a name",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate for a link of a fact.

    Attributes:
        what: id of the indicator, index or place; a time expression as written.
        words: the words of the text that brought it up; None where none did.
        score: how much speaks for it, 0 to 1; None where nothing is weighed.
        chosen: whether it was linked.
        why: why it was linked, or was not.
    """

    what: str
    words: str | None
    score: float | None
    chosen: bool
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the confidence: its probability, and what speaks for it or against it, in log-odds, heaviest first."""

    name: str
    probability: float
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class FactExplanation:
    """Why one record says what it says.

    Attributes:
        subjects: candidates for the indicator or the index, the chosen one first.
        places, periods: candidates for the place and the time, in the order of the text.
        parts: what the confidence is the product of.
    """

    fact: Fact
    subjects: tuple[Choice, ...]
    places: tuple[Choice, ...]
    periods: tuple[Choice, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """An article's records with the reasons for them. Made by :meth:`dxextract.extractor.Extractor.explain`.

    Attributes:
        result: the records.
        circumstances: by ``fact_id`` what the confidence is made of.
    """

    result: Result
    circumstances: Mapping[str, Circumstances]
    document: Document
    drafts: Sequence[MetricDraft]
    indices: Sequence[IndexMention]
    periods: Sequence[PeriodMention]
    period_linker: PeriodLinker
    place_linker: PlaceLinker
    indicators: IndicatorRules
    confidence: ConfidenceModel

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts in the order of the text."""
        found = (*self.result.metrics, *self.result.rankings, *self.result.references)
        return tuple(sorted(found, key=lambda fact: (fact.start, fact.end)))

    def of(self, fact: Fact) -> FactExplanation:
        """The reasons for one of :attr:`facts`."""
        sentence = self.document.sentences[
            bisect_right(self.document.sentences, fact.start, key=lambda one: one.start) - 1
        ]
        return FactExplanation(
            fact=fact,
            subjects=tuple(self._subjects(fact, sentence)),
            places=tuple(self._places(fact, sentence)),
            periods=tuple(self._periods(fact, sentence)) if not isinstance(fact, Reference) else (),
            parts=self._parts(fact),
        )

    def _words(self, span: Span) -> str:
        return self.document.text[span.start : span.end]

    # ------------------------------------------------------------ indicator or index

    def _subjects(self, fact: Fact, sentence: Sentence) -> list[Choice]:
        if isinstance(fact, Metric):
            return self._indicators(fact)
        return self._indices(fact, sentence) if isinstance(fact, Ranking) else []

    def _indicators(self, fact: Metric) -> list[Choice]:
        draft = next(one for one in self.drafts if one.quantity.start == fact.start)
        linker = IndicatorLinker(self.document.folded, self.indicators)
        weighed = weigh_all(linker, draft.where, kind=draft.quantity.kind, unit=draft.quantity.unit)
        choices = []
        for one in weighed:
            words = self.document.text[one.start : one.end]
            chosen = one.indicator == fact.indicator_id
            why = "what speaks for it outweighs all others" if chosen else one.against or "another one outweighs it"
            choices.append(Choice(one.indicator, words, one.score, chosen, why))
        if fact.indicator_id is not None and not any(choice.chosen for choice in choices):
            why = "taken over from the number before" if draft.dependent else "it is the score of the index named here"
            choices.append(Choice(fact.indicator_id, fact.indicator_text, fact.indicator_score, True, why))
        if fact.indicator_id is None:
            choices = [choice if choice.why != "another one outweighs it" else _left(choice) for choice in choices]
        return sorted(choices, key=lambda choice: not choice.chosen)

    def _indices(self, fact: Ranking, sentence: Sentence) -> list[Choice]:
        choices: list[Choice] = []
        for one in within(self.indices, sentence.start, sentence.end):
            chosen = one.index == fact.index_id and self._words(one) == fact.index_text
            why = "it governs the position" if chosen else _position(one, fact)
            choices.append(Choice(one.index, self._words(one), None, chosen, why))
        if fact.index_id is not None and not any(choice.chosen for choice in choices):
            why = "named before the sentence, or in the title or a heading"
            choices.append(Choice(fact.index_id, fact.index_text, None, True, why))
        return sorted(choices, key=lambda choice: not choice.chosen)

    # ------------------------------------------------------------ place and time

    def _places(self, fact: Fact, sentence: Sentence) -> list[Choice]:
        choices: list[Choice] = []
        for item in self.place_linker.named_in(sentence):
            chosen = item.place.id == fact.place_id and fact.place_basis == "sentence"
            if chosen:
                why = "it governs the fact"
            elif not item.governs:
                why = "the clause only mentions it, or compares with it"
            else:
                why = _position(item, fact)
            choices.append(Choice(item.place.id, self._words(item), None, chosen, why))
        if fact.place_id is not None and not any(choice.chosen for choice in choices):
            why = {
                "sentence": "the clause refers back to it",
                "paragraph": "it goes on from an earlier sentence, the heading or the list's introduction",
                "article": "it is the article's main place, and nothing nearer governs",
            }[fact.place_basis]
            choices.append(Choice(fact.place_id, None, None, True, why))
        return choices

    def _periods(self, fact: Fact, sentence: Sentence) -> list[Choice]:
        governing = self.period_linker.governing(Span(fact.start, fact.end))
        choices = []
        for mention in within(self.periods, sentence.start, sentence.end):
            chosen = governing is not None and mention.start <= governing.end and governing.start <= mention.start
            if chosen:
                why = "it governs the fact"
            elif mention.deadline:
                why = "it is a deadline of what stands before it"
            else:
                why = _ROLES.get(mention.role) or _position(mention, fact)
            choices.append(Choice(mention.text, mention.text, None, chosen, why))
        if governing is not None and not any(choice.chosen for choice in choices):
            why = "handed on from an earlier sentence, the heading or the list's introduction"
            choices.append(Choice(governing.text, governing.text, None, True, why))
        if governing is None and fact.period_basis == "published":
            why = "the day of publication: the text says nothing"
            choices.append(Choice(str(fact.period_end), None, None, True, why))
        return choices

    # ------------------------------------------------------------ confidence

    def _parts(self, fact: Fact) -> tuple[Part, ...]:
        return tuple(
            Part(name, *part_of_one(found, self.confidence.parts.get(name, {})))
            for name, found in self.circumstances[fact.fact_id].items()
        )


def _left(choice: Choice) -> Choice:
    """A candidate that was good enough, and still was not linked."""
    why = "the number's own noun, or a change of a count, speaks against it"
    return Choice(choice.what, choice.words, choice.score, False, why)


def _position(span: Span, fact: Fact) -> str:
    if span.start >= fact.end:
        return "it stands behind the fact, where it does not reach back"
    return "another one took over between it and the fact, or it belongs to another number"
