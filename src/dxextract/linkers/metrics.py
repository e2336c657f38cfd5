"""Quantities → metrics: comparator, unit, rate, indicator, status and change of each number.

Place and period are linked for all families alike, see :mod:`dxextract.linkers.places` and
:mod:`dxextract.linkers.periods`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.finders.rankings import IndexMention
from dxextract.knowledge.cues import Cues
from dxextract.knowledge.indicators import IndicatorRules
from dxextract.knowledge.links import LinkWords
from dxextract.knowledge.rankings import RankingRules
from dxextract.linkers.indicators import THRESHOLD, Candidate, IndicatorLinker
from dxextract.linkers.modifiers import Modifiers, modifiers
from dxextract.linkers.nouns import counted_noun, rate_base, subject_noun
from dxextract.linkers.tables import table_cells
from dxextract.linkers.windows import Surroundings, surroundings
from dxextract.spans import Span, mask


_JOINS = re.compile(r"\s*(?:,|;|và|hay|hoặc|, và)\s*")
_POINTS = re.compile(r"(?<!\w)điểm(?:\s+số)?(?!\w)")
_HIGHEST_SCORE = 1000


@dataclass(frozen=True, slots=True)
class MetricDraft:
    """A metric before place, period and status are linked.

    Attributes:
        planned: whether a word for a plan stands right before the number.
        indicator_span: the words that named the indicator.
    """

    quantity: Quantity
    sentence: Sentence
    comparator: str
    modifier_text: str | None
    unit: str | None
    per: str | None
    indicator: str | None
    indicator_span: Span | None
    indicator_score: float | None
    change: str | None
    planned: bool


@dataclass(frozen=True, slots=True)
class MetricRules:
    """The knowledge that metrics are linked with."""

    cues: Cues
    links: LinkWords
    indicators: IndicatorRules
    rankings: RankingRules


def link_metrics(
    document: Document,
    quantities: Sequence[Quantity],
    positions: Sequence[Span],
    covered: Sequence[Span],
    indices: Sequence[IndexMention],
    rules: MetricRules,
) -> list[MetricDraft]:
    """Link the quantities of a document.

    Args:
        document: the article laid out.
        quantities: what the numeral finder found, in order.
        positions: spans of rankings, which bound what a number can be about.
        covered: spans of periods, places and documents: they say nothing about the subject.
        indices: names of indices, for scores.
        rules: see :class:`MetricRules`.
    """
    linker = _MetricLinker(document, quantities, covered, indices, rules)
    drafts: list[MetricDraft] = []
    for number, sentence in enumerate(document.sentences):
        mine = [q for q in quantities if sentence.start <= q.start < sentence.end]
        if mine:
            others = [p for p in positions if sentence.start <= p.start < sentence.end]
            drafts += linker.sentence(sentence, _context(document, number), mine, others)
    return drafts


def _context(document: Document, number: int) -> tuple[Span, ...]:
    """The sentence before in the same paragraph, or the heading right above; and the heading of the block."""
    sentence = document.sentences[number]
    found: list[Span] = []
    previous = document.sentences[number - 1] if number else None
    if previous is not None and previous.paragraph == sentence.paragraph:
        found.append(previous)
    above = document.paragraphs[sentence.paragraph - 1] if sentence.paragraph else None
    if above is not None and above.heading:
        found.append(above)
    return tuple(found)


class _MetricLinker:
    def __init__(
        self,
        document: Document,
        quantities: Sequence[Quantity],
        covered: Sequence[Span],
        indices: Sequence[IndexMention],
        rules: MetricRules,
    ) -> None:
        self.document = document
        self.covered = sorted(covered)
        self.indices = indices
        self.rules = rules
        self.indicators = IndicatorLinker(document.folded, rules.indicators)
        self.bare = mask(document.folded, self.covered)
        self.cells = table_cells(document, (q.start for q in quantities if q.table))
        self.last: tuple[int, MetricDraft, Surroundings] | None = None

    def sentence(
        self, sentence: Sentence, context: Sequence[Span], quantities: Sequence[Quantity], others: Sequence[Span]
    ) -> list[MetricDraft]:
        numbers = sorted([*quantities, *others], key=lambda s: s.start)
        before, earlier = self._earlier(sentence)
        around = surroundings(
            self.document,
            sentence,
            context,
            numbers,
            self.covered,
            self.rules.links,
            earlier=earlier,
            cells=self.cells,
        )
        drafts: list[MetricDraft] = []
        left = sentence.start
        for number, where in zip(numbers, around, strict=True):
            if isinstance(number, Quantity):
                drafts.append(self._draft(sentence, number, left, where, drafts[-1] if drafts else before))
            left = number.end
        self.last = sentence.paragraph, drafts[-1], around[-1]
        return self._series(drafts)

    def _earlier(self, sentence: Sentence) -> tuple[MetricDraft | None, Surroundings | None]:
        """The last metric of the paragraph before the sentence, and the surroundings of its last number."""
        if self.last is None or self.last[0] != sentence.paragraph:
            return None, None
        return self.last[1], self.last[2]

    def _series(self, drafts: list[MetricDraft]) -> list[MetricDraft]:
        """``7.932, 5.106 và 4.377 giao dịch``: the last of a series says what all of them count."""
        for at in range(len(drafts) - 2, -1, -1):
            draft, following = drafts[at], drafts[at + 1]
            gap = self.document.folded[draft.quantity.end : following.quantity.start]
            if draft.unit is not None or draft.quantity.kind != following.quantity.kind or not _JOINS.fullmatch(gap):
                continue
            if draft.indicator is None:
                draft = replace(
                    draft,
                    indicator=following.indicator,
                    indicator_span=following.indicator_span,
                    indicator_score=following.indicator_score,
                )
            drafts[at] = replace(draft, unit=following.unit)
        return drafts

    def _draft(
        self, sentence: Sentence, quantity: Quantity, left: int, where: Surroundings, before: MetricDraft | None
    ) -> MetricDraft:
        quantity = self._as_score(sentence, quantity)
        found = modifiers(self.bare, left, quantity, self.rules.cues)
        found = self._shared(found, quantity, before)
        noun = counted_noun(self.document, quantity, self.rules.links) if quantity.unit is None else None
        if noun is None and quantity.unit is None and not where.noun_follows:
            noun = subject_noun(self.document, left, quantity, self.rules.links)
            if noun is None and before is not None and where.dependent and before.quantity.kind == "count":
                noun = before.unit
        chosen = self._indicator(sentence, quantity, where, before)
        text = self.document.text
        return MetricDraft(
            quantity,
            sentence,
            found.comparator,
            text[found.start : quantity.start].strip() or None,
            quantity.unit or noun,
            rate_base(self.document, sentence, quantity, left, noun, self.rules.links),
            chosen.indicator if chosen else None,
            Span(chosen.start, chosen.end) if chosen else None,
            round(min(chosen.score, 1.0), 4) if chosen else None,
            found.change,
            found.planned,
        )

    def _as_score(self, sentence: Sentence, quantity: Quantity) -> Quantity:
        """``DTI của tỉnh là 0,4762``: a bare decimal behind the name of an index, or behind ``điểm``, is a score."""
        bare = quantity.kind == "count" and quantity.unit is None and quantity.value_high is None
        if not bare or quantity.value == quantity.value.to_integral_value() or quantity.value > _HIGHEST_SCORE:
            return quantity
        before = self.document.folded[sentence.start : quantity.start]
        named = any(not i.weak and sentence.start <= i.start < quantity.start for i in self.indices)
        if not named and not _POINTS.search(before):
            return quantity
        return replace(quantity, kind="score", unit="điểm")

    def _shared(self, found: Modifiers, quantity: Quantity, before: MetricDraft | None) -> Modifiers:
        """``trên 67% và 73%``: one modifier for both numbers."""
        if (
            before is None
            or found.comparator != "eq"
            or found.start != quantity.start
            or before.quantity.kind != quantity.kind
        ):
            return found
        gap = self.document.folded[before.quantity.end : quantity.start].strip()
        return replace(found, comparator=before.comparator) if gap == "và" and quantity.unit is not None else found

    # ------------------------------------------------------------------ indicators

    def _indicator(
        self, sentence: Sentence, quantity: Quantity, where: Surroundings, before: MetricDraft | None
    ) -> Candidate | None:
        if quantity.kind in ("score", "percentage"):
            scored = self._index_score(sentence, quantity, where)
            if scored is not None:
                return scored
        candidates = self.indicators.candidates(where, kind=quantity.kind, unit=quantity.unit)
        best = next((c for c in candidates if c.score >= THRESHOLD), None)
        if where.dependent and before is not None and before.indicator is not None:
            inherited = self._inherited(quantity, before, candidates)
            if inherited is not None and (best is None or inherited.score >= best.score * 0.9):
                return inherited
        return best

    def _inherited(self, quantity: Quantity, before: MetricDraft, candidates: Sequence[Candidate]) -> Candidate | None:
        """The indicator of the number before, or the share that belongs to its count."""
        assert before.indicator is not None and before.indicator_span is not None
        known = self.rules.indicators.indicators
        if before.quantity.kind == quantity.kind:
            name = before.indicator
        elif quantity.kind == "percentage" and known[before.indicator].share is not None:
            name = str(known[before.indicator].share)
        else:
            return None
        span, score = before.indicator_span, (before.indicator_score or 0.0) * 0.95
        return Candidate(name, score, score, span.start, span.end)

    def _index_score(self, sentence: Sentence, quantity: Quantity, where: Surroundings) -> Candidate | None:
        """The score of an index named in the sentence, the nearest before the number."""
        if where.noun_follows and quantity.kind == "percentage":
            return None
        named = [i for i in self.indices if not i.weak and sentence.start <= i.start < quantity.start]
        if not named:
            return None
        mention = named[-1]
        index = self.rules.rankings.indices[mention.index]
        between = self.document.folded[mention.end : quantity.start]
        if index.component_score is not None and index.component.search(between):
            return Candidate(index.component_score, 0.8, 1.0, mention.start, mention.end)
        indicator = index.scores.get(quantity.kind)
        if indicator is None:
            return None
        return Candidate(indicator, 0.9, 1.0, mention.start, mention.end)
