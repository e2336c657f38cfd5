"""Quantities → metrics: comparator, unit, rate, indicator, status and change of each number.

Place and period are linked for all families alike, see :mod:`dxextract.linkers.places` and
:mod:`dxextract.linkers.periods`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.finders.rankings import IndexMention
from dxextract.finders.tables import Cell
from dxextract.linkers.afterwards import Afterwards
from dxextract.linkers.clauses import WORD
from dxextract.linkers.counted import CountedNouns
from dxextract.linkers.metric_drafts import MetricDraft, MetricRules
from dxextract.linkers.modifiers import Modifiers, change_in_time, is_distance, is_of_plan, modifiers
from dxextract.linkers.nouns import rate_base
from dxextract.linkers.rankings import RankingDraft
from dxextract.linkers.readings import Readings
from dxextract.linkers.subjects import SubjectLinker
from dxextract.linkers.surroundings import surroundings
from dxextract.linkers.windows import Surroundings
from dxextract.spans import Span, within
from dxextract.text import SMALL_LETTERS

_UNDONE_REACH = 20
_TOLD = 6
"""So many numbers with an indicator are kept for those behind them that are told off in the same order."""
_TYPE_OF_NAME = re.compile(rf"[^\W\d_]+(?: [^\W\d_]+)*? (?=[^\W\d_{SMALL_LETTERS}])")
_LONGEST_NAME = 300
"""Names and dates that begin so many characters before a sentence may reach into it."""


def link_metrics(
    document: Document,
    quantities: Sequence[Quantity],
    positions: Sequence[Span],
    covered: Sequence[Span],
    indices: Sequence[IndexMention],
    ranked: Sequence[RankingDraft],
    cells: Mapping[int, Cell],
    rules: MetricRules,
) -> list[MetricDraft]:
    """Link the quantities of a document.

    Args:
        document: the article laid out.
        quantities: what the numeral finder found, in order.
        positions: spans of rankings, which bound what a number can be about.
        covered: spans of periods, places and documents: they say nothing about the subject.
        indices: names of indices, for scores.
        ranked: the rankings linked, for scores told beside them.
        cells: cells of tables, by their start.
        rules: see :class:`MetricRules`.
    """
    linker = _MetricLinker(document, covered, indices, ranked, cells, rules)
    drafts: list[MetricDraft] = []
    for number, sentence in enumerate(document.sentences):
        mine = within(quantities, sentence.start, sentence.end)
        if mine:
            others = within(positions, sentence.start, sentence.end)
            drafts += linker.sentence(sentence, _context(document, number), mine, others)
    return drafts


def _context(document: Document, number: int) -> tuple[Span, ...]:
    """The sentence before in the same paragraph, and the heading right above the paragraph."""
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
        covered: Sequence[Span],
        indices: Sequence[IndexMention],
        ranked: Sequence[RankingDraft],
        cells: Mapping[int, Cell],
        rules: MetricRules,
    ) -> None:
        self.document = document
        self.covered = sorted(covered)
        self.rules = rules
        self.subjects = SubjectLinker(document, self.covered, indices, ranked, rules)
        self.readings = Readings(document, indices, cells, rules)
        self.nouns = CountedNouns(document, cells, self.covered, self.subjects.indicators, rules.links)
        self.cells = cells
        self.last: tuple[int, MetricDraft | None, Surroundings | None] = (-1, None, None)
        self.afterwards = Afterwards(document, self.subjects, rules)
        self.told: list[MetricDraft] = []
        self.recent: dict[str, MetricDraft] = {}
        self.counted: dict[str, MetricDraft] = {}

    def sentence(
        self, sentence: Sentence, context: Sequence[Span], quantities: Sequence[Quantity], others: Sequence[Span]
    ) -> list[MetricDraft]:
        numbers = sorted([*quantities, *others], key=lambda s: s.start)
        block, before, earlier = self.last
        around = surroundings(
            self.document,
            sentence,
            context,
            numbers,
            within(self.covered, sentence.start - _LONGEST_NAME, sentence.end),
            self.rules.links,
            earlier=earlier,
            joined=block == self.document.paragraphs[sentence.paragraph].block,
            cells=self.cells,
        )
        drafts: list[MetricDraft] = []
        left = sentence.start
        for number, where in zip(numbers, around, strict=True):
            if isinstance(number, Quantity):
                level = next((d for d in reversed(drafts) if not d.distance), before)
                draft = self._draft(sentence, number, left, where, level)
                drafts.append(draft)
                if draft.change is None and not draft.distance:
                    self.recent[draft.quantity.kind] = draft
                    self._remember(draft, self.document.folded[left : number.start])
            left = number.end
        self.last = self.document.paragraphs[sentence.paragraph].block, drafts[-1], around[-1]
        drafts = self.afterwards.settle(drafts, self.told)
        self.told = [*self.told, *(d for d in drafts if d.indicator is not None)][-_TOLD:]
        return drafts

    def _draft(
        self, sentence: Sentence, quantity: Quantity, left: int, where: Surroundings, before: MetricDraft | None
    ) -> MetricDraft:
        quantity = self.readings.of(sentence, quantity, counts=lambda one: self.nouns.behind(sentence, one) is not None)
        folded, links = self.document.folded, self.rules.links
        found = modifiers(self.subjects.bare, left, quantity, self.rules.cues, links)
        found = self._shared(found, quantity, before)
        noun = self.nouns.of(sentence, quantity, left, where, before) if quantity.unit is None else None
        named = self._named(quantity)
        if named is not None and not (noun and named.startswith(f"{noun} ")):  # "5 phường gồm Cẩm Trung và Cẩm Đông"
            noun = named
        chosen = None
        changed = found.change or change_in_time(folded, sentence.start, quantity, links)
        distance = changed is None and (
            is_distance(folded, sentence.start, quantity, found, links)
            or is_of_plan(folded, sentence.start, quantity, links)
        )
        if not distance and named is None:
            change = changed is not None
            alike = self._alike(sentence, quantity, noun, where)
            chosen = self.subjects.choose(
                sentence, quantity, where, before, self.recent, alike, left=left, change=change
            )
        if changed is None and chosen is not None and self._is_undone(chosen.indicator, found, left):
            changed = "decrease"
        if noun is None and quantity.kind == "count" and chosen is not None and not where.noun_follows:
            noun = self.nouns.of_subject(chosen.indicator, max(left, sentence.start), quantity.start)
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
            round(chosen.rival if chosen else self.subjects.indicators.nearest_miss(where, kind=quantity.kind), 4),
            changed,
            distance,
            found.planned,
            where.dependent,
            where.noun_follows,
            where,
        )

    def _named(self, quantity: Quantity) -> str | None:
        """``hai huyện A Lưới và Nam Đông``: the type of the places whose names stand behind their number, which says
        nothing but how many are named; None for other numbers."""
        start = quantity.number_end + 1
        name = next(iter(within(self.covered, start, start + 1)), None)
        if quantity.kind != "count" or name is None:
            return None
        of_type = _TYPE_OF_NAME.match(self.document.text, name.start, name.end)
        return of_type[0].strip() if of_type is not None and of_type[0].islower() else None

    def _is_undone(self, indicator: str, found: Modifiers, left: int) -> bool:
        """``xóa 25 bản lõm sóng``: whether so many are no longer there."""
        undone = self.rules.indicators.indicators[indicator].undone_by
        return undone.search(self.document.folded[max(left, found.start - _UNDONE_REACH) : found.start]) is not None

    def _remember(self, draft: MetricDraft, before: str) -> None:
        """Keep a level for those with the same noun; its parts (``gồm 512 trạm 5G``) do not take its place."""
        noun = self._shared_noun(draft.quantity, draft.unit, draft.where)
        if noun is None or draft.per is not None:
            return
        last = self.counted.get(noun)
        part = last is not None and last.sentence is draft.sentence and self.rules.links.to_part.search(before)
        if not part:
            self.counted[noun] = draft

    def _shared_noun(self, quantity: Quantity, unit: str | None, where: Surroundings) -> str | None:
        """The word that numbers with the same noun are known by: the first of what a count counts, or of what a
        percentage is a share of, with its sign."""
        if quantity.kind == "count":
            return unit.lower().split()[0] if unit else None
        if quantity.kind != "percentage" or where.noun is None or not where.noun_follows:
            return None
        word = WORD.match(self.document.folded, where.noun)
        return None if word is None else f"%{word[0]}"

    def _alike(
        self, sentence: Sentence, quantity: Quantity, noun: str | None, where: Surroundings
    ) -> MetricDraft | None:
        """The last level of a sentence's paragraph with the same noun, or one that begins like it:
        ``57 thôn lõm sóng, nhiều nhất là Trà My (21 thôn)``; of the last paragraph with a level, where this one opens
        with who comes first."""
        shared = self._shared_noun(quantity, noun, where)
        last = None if shared is None else self.counted.get(shared)
        if last is None:
            return None
        if last.sentence.paragraph != sentence.paragraph:
            told = max(level.sentence.paragraph for level in self.recent.values())
            first = self.rules.links.foremost.search(self.document.folded, sentence.start, quantity.start)
            if last.sentence.paragraph != told or first is None:
                return None
        if noun is None:
            return last
        return last if f"{last.unit} ".lower().startswith(f"{noun} ".lower()) else None

    def _shared(self, found: Modifiers, quantity: Quantity, before: MetricDraft | None) -> Modifiers:
        """``trên 67% và 73%``: one modifier for both numbers."""
        if (
            before is None
            or found.comparator != "eq"
            or found.change is not None
            or found.start != quantity.start
            or before.quantity.kind != quantity.kind
        ):
            return found
        gap = self.document.folded[before.quantity.end : quantity.start].strip()
        if self.rules.links.coordinated.fullmatch(gap) is None or quantity.unit is None:
            return found
        return replace(found, comparator=before.comparator, change=before.change)
