"""Quantities → metrics: comparator, unit, rate, indicator, status and change of each number.

Place and period are linked for all families alike, see :mod:`dxextract.linkers.places` and
:mod:`dxextract.linkers.periods`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.finders.rankings import IndexMention
from dxextract.finders.tables import Cell
from dxextract.knowledge.cues import Cues
from dxextract.knowledge.indicators import IndicatorRules
from dxextract.knowledge.links import LinkWords
from dxextract.knowledge.rankings import RankingRules
from dxextract.light import light
from dxextract.linkers.indicators import Candidate, IndicatorLinker
from dxextract.linkers.modifiers import Modifiers, modifiers
from dxextract.linkers.nouns import MOST_WORDS, counted_noun, noun_of, rate_base, subject_noun
from dxextract.linkers.surroundings import surroundings
from dxextract.linkers.windows import Surroundings
from dxextract.spans import Span, mask, within
from dxextract.tokenizer.words import cut_around

_JOINS = re.compile(r"\s*(?:,|;|và|hay|hoặc|, và)\s*")
_AND = re.compile(r"(?:về [^\W\d_]+(?: [^\W\d_]+){0,4} )?và")
_SCALED = re.compile(r"(?:nghìn|ngàn|triệu|tỷ)\b")
_MONEY_REACH = 60
_UNIT_SAID = re.compile(
    r"(?:(?P<percent>%|phần trăm)|[(,:]\s*(?:(?P<scale>nghìn|triệu|tỷ)\s+)?(?:đồng|đ|vnđ))\s*\)?\s*$"
)
_SCALES = {"": Decimal(1), "nghìn": Decimal(1000), "triệu": Decimal(10) ** 6, "tỷ": Decimal(10) ** 9}
_POINTS = re.compile(r"(?<!\w)điểm(?:\s+số)?(?!\w)")
_ANOTHER_SUBJECT = re.compile(r"\d|(?<!\w)(?:tỷ lệ|số|tổng|doanh thu)(?!\w)")
_SHARE = re.compile(r"(?<!\w)tỷ lệ(?!\w)")
_MAKES_UP = re.compile(r"(?<!\w)(?:chiếm|tương đương|tức|bằng)(?:\s+tỷ lệ)?(?:\s+(?:khoảng|gần|hơn|trên|xấp xỉ))?\s+\Z")
_DISTANCE_REACH = 40
_NAME_REACH = 60
_HIGHEST_SCORE = 1000
_BEHIND = 3
"""So near behind a number the name of an index is its own: ``0,58 điểm DTI``."""
_INDEX_REACH = 3000
"""So many characters behind its name a score may still be that of an index."""
_LONGEST_NAME = 300
"""Names and dates that begin so many characters before a sentence may reach into it."""


@light
@dataclass(frozen=True, slots=True)
class MetricDraft:
    """A metric before place, period and status are linked.

    Attributes:
        distance: whether it is how far off something is, and no level of an indicator.
        planned: whether a word for a plan stands right before the number.
        dependent: whether it is about what its predecessor is about, because nothing new was said between.
        noun_follows: whether what it counts stands behind it.
        indicator_span: the words that named the indicator.
        indicator_rival: how near the next best indicator comes, 0 to 1; the best one, where none was near enough.
        where: where the indicator was looked for.
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
    indicator_rival: float
    change: str | None
    distance: bool
    planned: bool
    dependent: bool
    noun_follows: bool
    where: Surroundings


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
        cells: cells of tables, by their start.
        rules: see :class:`MetricRules`.
    """
    linker = _MetricLinker(document, covered, indices, cells, rules)
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


_OWN = 0.8
"""From this score on a number's own noun says more than its being one of a series."""
_PASSED_ON = 0.95
"""What is left of an indicator's score when the next number takes it over."""


class _MetricLinker:
    def __init__(
        self,
        document: Document,
        covered: Sequence[Span],
        indices: Sequence[IndexMention],
        cells: Mapping[int, Cell],
        rules: MetricRules,
    ) -> None:
        self.document = document
        self.covered = sorted(covered)
        self.indices = indices
        self.rules = rules
        self.indicators = IndicatorLinker(document.folded, rules.indicators)
        self.bare = mask(document.folded, self.covered)
        self.cells = cells
        self.last: tuple[int, MetricDraft | None, Surroundings | None] = (-1, None, None)
        self.recent: dict[str, MetricDraft] = {}
        self.cut: tuple[Sentence, Sequence[tuple[int, int]]] | None = None

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
            left = number.end
        self.last = self.document.paragraphs[sentence.paragraph].block, drafts[-1], around[-1]
        return self._series(drafts)

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
        quantity = self._under_header(quantity)
        quantity = self._as_money(sentence, quantity) or self._as_score(sentence, quantity)
        found = modifiers(self.bare, left, quantity, self.rules.cues)
        found = self._shared(found, quantity, before)
        noun = self._noun(sentence, quantity, left, where, before) if quantity.unit is None else None
        distance = self._is_distance(sentence, quantity, found)
        chosen = None
        if not distance:
            chosen = self._indicator(sentence, quantity, where, before, change=found.change is not None)
        if noun is None and quantity.kind == "count" and chosen is not None and not where.noun_follows:
            noun = self._subject(chosen.indicator, max(left, sentence.start), quantity.start)
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
            round(chosen.rival if chosen else self.indicators.nearest_miss(where, kind=quantity.kind), 4),
            found.change,
            distance,
            found.planned,
            where.dependent,
            where.noun_follows,
            where,
        )

    def _is_distance(self, sentence: Sentence, quantity: Quantity, found: Modifiers) -> bool:
        """``cao hơn 8,1 điểm phần trăm``, ``thấp hơn 4% so với kế hoạch``: how far off something is, no level."""
        if quantity.kind not in ("percentage", "score") or found.change is not None:
            return False
        folded, links = self.document.folded, self.rules.links
        if links.points.search(folded[quantity.number_end : quantity.end]):
            return True
        before = folded[max(sentence.start, found.start - _DISTANCE_REACH) : found.start].rstrip()
        said = f"{before} {folded[found.start : quantity.start].strip()}".strip()
        if links.apart_by.search(before) or links.apart_by.search(said):
            return True
        off = links.apart.search(before) or links.apart.search(said)
        return bool(off) and links.measured_against.match(folded, quantity.end) is not None

    def _words_behind(self, sentence: Sentence, at: int) -> Sequence[Span]:
        """The next words of a sentence, as many as a noun may have. Only sentences that count something are cut."""
        if self.cut is None or self.cut[0] is not sentence:
            start = sentence.start
            claims = [(c.start - start, c.end - start) for c in within(self.document.claims, start, sentence.end)]
            self.cut = sentence, cut_around(self.document.text[start : sentence.end], claims)
        words = self.cut[1]
        first = bisect_left(words, (at - sentence.start,))
        return [Span(sentence.start + a, sentence.start + b) for a, b in words[first : first + MOST_WORDS + 1]]

    def _noun(
        self, sentence: Sentence, quantity: Quantity, left: int, where: Surroundings, before: MetricDraft | None
    ) -> str | None:
        """What a count counts: the noun behind it, the subject before it, its header, or what the last one counted."""
        cell = self.cells.get(quantity.start)
        if cell is not None:
            headers = (cell.header, *cell.headers_before)
            return next((n for h in headers if (n := noun_of(self.document, h, self.rules.links))), None)
        noun = counted_noun(
            self.document, quantity, self._words_behind(sentence, quantity.number_end), self.rules.links
        )
        if noun is None:
            noun = subject_noun(self.document, left, quantity, self.rules.links)
        if noun is None and where.noun_follows and where.noun is not None and where.noun > quantity.end:
            shared = replace(quantity, number_end=where.noun)
            noun = counted_noun(self.document, shared, self._words_behind(sentence, where.noun), self.rules.links)
        elif noun is None and before is not None and before.quantity.kind == "count":
            goes_on = where.plain and before.sentence.paragraph == sentence.paragraph
            noun = before.unit if where.dependent or goes_on else None
        return noun

    def _subject(self, indicator: str, start: int, end: int) -> str | None:
        """The noun that an indicator counts where it is the subject: ``Hồ sơ gửi qua mạng mới là 41.027``."""
        noun = self.indicators.noun_between(indicator, start, end)
        return None if noun is None else self.document.text[noun.start : noun.end]

    def _under_header(self, quantity: Quantity) -> Quantity:
        """A bare number under a header, or beside a label, that says its unit: ``Hồ sơ trực tuyến (%)``."""
        cell = self.cells.get(quantity.start)
        if cell is None or quantity.unit is not None or quantity.denominator is not None:
            return quantity
        said = (cell.header, cell.label) if cell.label is not None else (cell.header,)
        found = next((m for s in said if (m := _UNIT_SAID.search(self.document.folded, s.start, s.end))), None)
        if found is None:
            return quantity
        if found["percent"]:
            return replace(quantity, kind="percentage", unit="%")
        return replace(quantity, kind="money", unit="VND", value=quantity.value * _SCALES[found["scale"] or ""])

    def _as_money(self, sentence: Sentence, quantity: Quantity) -> Quantity | None:
        """``doanh thu 17 tỷ 800 triệu``: a bare amount with a scale word behind a word for money."""
        folded, links = self.document.folded, self.rules.links
        scaled = _SCALED.search(folded, quantity.start, quantity.number_end) is not None
        bare = quantity.kind == "count" and quantity.denominator is None and scaled
        if not bare:
            return None
        if counted_noun(self.document, quantity, self._words_behind(sentence, quantity.number_end), links) is not None:
            return None
        start = max(sentence.start, quantity.start - _MONEY_REACH)
        if links.money.search(folded, start, quantity.start) is None:
            return None
        return replace(quantity, kind="money", unit="VND")

    def _as_score(self, sentence: Sentence, quantity: Quantity) -> Quantity:
        """``DTI của tỉnh là 0,4762``: a bare decimal in a sentence about an index or points is a score, and so is a
        number under a header that speaks of points."""
        bare = quantity.kind == "count" and quantity.unit is None and quantity.value_high is None
        if not bare or quantity.value > _HIGHEST_SCORE:
            return quantity
        cell = self.cells.get(quantity.start)
        if cell is not None:
            points = _POINTS.search(self.document.folded, cell.header.start, cell.header.end) is not None or (
                quantity.value != quantity.value.to_integral_value()
                and bool(within(self.indices, cell.header.start, cell.header.end))
            )
        else:
            said = [sentence, *self._caption(sentence)]
            points = quantity.value != quantity.value.to_integral_value() and any(
                any(not i.weak for i in within(self.indices, s.start, min(s.end, quantity.start)))
                or _POINTS.search(self.document.folded, s.start, s.end) is not None
                for s in said
            )
        if not points:
            return quantity
        return replace(quantity, kind="score", unit="điểm")

    def _caption(self, sentence: Sentence) -> Sequence[Span]:
        """The heading right above a sentence's paragraph, which may say what the numbers of a bare table are."""
        above = self.document.paragraphs[sentence.paragraph].headings[-1:]
        return [self.document.paragraphs[at] for at in above if at == sentence.paragraph - 1]

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
        if _AND.fullmatch(gap) is None or quantity.unit is None:
            return found
        return replace(found, comparator=before.comparator, change=before.change)

    # ------------------------------------------------------------------ indicators

    def _indicator(
        self,
        sentence: Sentence,
        quantity: Quantity,
        where: Surroundings,
        before: MetricDraft | None,
        *,
        change: bool,
    ) -> Candidate | None:
        best = next(iter(self.indicators.candidates(where, kind=quantity.kind, unit=quantity.unit)), None)
        mention = self._index(sentence, quantity, where, best)
        if mention is not None:
            return self._index_score(mention, quantity)
        if before is None or (best is not None and self._is_density(quantity, best)):
            return best
        same = before.quantity.kind == quantity.kind
        if where.dependent and same and not (where.noun_follows and best is not None and best.score >= _OWN):
            forbidden = before.indicator is not None and self.indicators.forbids(where, before.indicator)
            return None if forbidden and where.noun_follows else self._inherited(before.indicator, before)
        if where.dependent and before.indicator is not None:
            share = self.rules.indicators.indicators[before.indicator].share
            if share is not None and quantity.kind == "percentage":
                return self._inherited(share, before)
        weak = best is None or best.score < _OWN
        if weak and quantity.kind == "percentage" and (part := self._part_of(sentence, quantity, before)) is not None:
            return part
        if change and quantity.kind == "percentage":  # growth of what a count counts is no rate of its own
            own = best is not None and best.score >= _OWN and best.start >= before.quantity.end
            return best if own and not where.noun_follows else None
        if best is None and same and where.plain and self.indicators.counts(where, before.indicator):
            return self._inherited(before.indicator, before)
        if best is None and not change:
            return self._of_another_place(sentence, quantity, where)
        return best

    def _is_density(self, quantity: Quantity, best: Candidate) -> bool:
        """``158.000, tương đương 21,4 thuê bao/100 dân``: a count whose noun says that it is a rate."""
        return quantity.kind == "count" and self.rules.indicators.indicators[best.indicator].kind == "measurement"

    def _part_of(self, sentence: Sentence, quantity: Quantity, before: MetricDraft) -> Candidate | None:
        """``74.615 hồ sơ gửi trực tuyến, chiếm 48,6% số tiếp nhận mới``: the share that a count makes up."""
        share = None if before.indicator is None else self.rules.indicators.indicators[before.indicator].share
        start = max(sentence.start, before.quantity.end)
        gap = self.document.folded[start : quantity.start]
        if share is None or ";" in gap or _MAKES_UP.search(gap) is None:
            return None
        return self._inherited(share, before)

    def _of_another_place(self, sentence: Sentence, quantity: Quantity, where: Surroundings) -> Candidate | None:
        """``đạt 13,1%, gấp 2,4 lần. Vũ Thư làm tốt hơn cả với 22,6%``: a share or a score with no subject but a name is
        about what the last one of its paragraph was about."""
        last = self.recent.get(quantity.kind)
        if last is None or quantity.kind == "count" or where.noun_follows:
            return None
        if last.sentence.paragraph != sentence.paragraph:
            return None
        start = max(sentence.start, last.quantity.end)
        covered = within(self.covered, start, quantity.start)
        name = next((s for s in reversed(covered) if self._names_place(s)), None)
        if name is None:
            return None
        between = self.bare[name.end : quantity.start]
        told = len(between) > _NAME_REACH or _ANOTHER_SUBJECT.search(between) is not None
        told = told or (
            not self.document.text[name.start].isupper()
            and _ANOTHER_SUBJECT.search(self.bare, start, name.start) is not None
        )
        return None if told else self._inherited(last.indicator, last)

    def _names_place(self, span: Span) -> bool:
        """Whether a covered span is a name, or ``cả nước``."""
        folded = self.document.folded[span.start : span.end]
        return self.document.text[span.start].isupper() or folded in ("cả nước", "toàn quốc")

    @staticmethod
    def _inherited(indicator: str | None, before: MetricDraft) -> Candidate | None:
        """An indicator on the ground of the number before."""
        if indicator is None or before.indicator_span is None:
            return None
        span, score = before.indicator_span, (before.indicator_score or 0.0) * _PASSED_ON
        return Candidate(indicator, score, score, span.start, span.end)

    def _index(
        self, sentence: Sentence, quantity: Quantity, where: Surroundings, best: Candidate | None
    ) -> IndexMention | None:
        """The index whose score a score or a percentage is: right behind it, or the nearest before it."""
        if quantity.kind not in ("score", "percentage"):
            return None
        near = within(self.indices, quantity.end, quantity.end + _BEHIND)
        behind = next((i for i in near if not i.weak and self._touches(quantity, i)), None)
        if behind is not None or (where.noun_follows and quantity.kind == "percentage"):
            return behind
        start = sentence.start
        if quantity.kind == "score" or where.plain:
            block = self.document.paragraphs[sentence.paragraph].block
            first = bisect_left(self.document.paragraphs, block, key=lambda p: p.block)
            start = max(self.document.paragraphs[first].start, quantity.start - _INDEX_REACH)
            if quantity.kind == "score":
                start = min([start, *(caption.start for caption in self._caption(sentence))])
        named = [i for i in within(self.indices, start, quantity.start) if not i.weak]
        if not named or (best is not None and best.start > named[-1].end):
            return None
        if quantity.kind == "percentage" and _SHARE.search(self.document.folded, named[-1].end, quantity.start):
            return None
        scores = self.rules.rankings.indices[named[-1].index].scores
        return named[-1] if quantity.kind == "score" or quantity.kind in scores else None

    def _touches(self, quantity: Quantity, name: Span) -> bool:
        """``43,2 điểm PAPI``, ``43,2 điểm (PAPI)``: whether a name says right behind a number what it is."""
        between = self.document.folded[quantity.end : name.start].strip()
        return not between or (between == "(" and self.document.folded.startswith(")", name.end))

    def _index_score(self, mention: IndexMention, quantity: Quantity) -> Candidate | None:
        """The indicator of an index's score, or of a part's; None where the index has none."""
        index = self.rules.rankings.indices[mention.index]
        between = self.document.folded[mention.end : quantity.start]
        if index.component_score is not None and index.component.search(between):
            return Candidate(index.component_score, 0.8, 1.0, mention.start, mention.end)
        indicator = index.scores.get(quantity.kind)
        return None if indicator is None else Candidate(indicator, 0.9, 1.0, mention.start, mention.end)
