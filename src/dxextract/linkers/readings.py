"""What a bare number is where its surroundings, not its own unit, say so: a percentage, money, or a score."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.finders.rankings import IndexMention
from dxextract.finders.tables import Cell
from dxextract.linkers.metric_drafts import MetricRules
from dxextract.spans import Span, within

_MONEY_REACH = 60
_HIGHEST_SCORE = 1000


class Readings:
    """Readings of the numbers of one document."""

    def __init__(
        self, document: Document, indices: Sequence[IndexMention], cells: Mapping[int, Cell], rules: MetricRules
    ) -> None:
        self.document = document
        self.indices = indices
        self.cells = cells
        self.links = rules.links
        self.numbers = rules.numbers

    def of(self, sentence: Sentence, quantity: Quantity, *, counts: Callable[[Quantity], bool]) -> Quantity:
        """A quantity with the kind and unit that its header, its label, or its sentence gives it.

        Args:
            sentence: its sentence.
            quantity: the number.
            counts: tells whether a noun that it counts stands behind it.
        """
        quantity = self._under_header(quantity)
        if self._is_money(sentence, quantity) and not counts(quantity):
            return replace(quantity, kind="money", unit="VND")
        return replace(quantity, kind="score", unit="điểm") if self._is_score(sentence, quantity) else quantity

    def _under_header(self, quantity: Quantity) -> Quantity:
        """A bare number under a header, or beside a label, that says its unit: ``Hồ sơ trực tuyến (%)``."""
        cell = self.cells.get(quantity.start)
        if cell is None or quantity.unit is not None or quantity.denominator is not None:
            return quantity
        said = (cell.header, cell.label) if cell.label is not None else (cell.header,)
        unit = self.numbers.unit_said
        found = next((m for s in said if (m := unit.search(self.document.folded, s.start, s.end))), None)
        if found is None:
            return quantity
        if found["percent"]:
            return replace(quantity, kind="percentage", unit="%")
        return replace(
            quantity,
            kind="money",
            unit="VND",
            value=quantity.value * self.numbers.words.scale_value(found["scale"] or ""),
        )

    def _is_money(self, sentence: Sentence, quantity: Quantity) -> bool:
        """``doanh thu 17 tỷ 800 triệu``: a bare amount with a scale word behind a word for money."""
        if quantity.kind != "count" or quantity.denominator is not None:
            return False
        folded = self.document.folded
        if self.numbers.words.scale_word.search(folded, quantity.start, quantity.number_end) is None:
            return False
        reach = folded[max(sentence.start, quantity.start - _MONEY_REACH) : quantity.start]
        return self.links.money.search(reach) is not None and self.links.counting.search(reach) is None

    def _is_score(self, sentence: Sentence, quantity: Quantity) -> bool:
        """``DTI của tỉnh là 0,4762``: a bare decimal in a sentence about an index or points is a score, and so is a
        number under a header that speaks of points."""
        bare = quantity.kind == "count" and quantity.unit is None and quantity.value_high is None
        if not bare or quantity.value > _HIGHEST_SCORE:
            return False
        decimal = quantity.value != quantity.value.to_integral_value()
        cell = self.cells.get(quantity.start)
        if cell is not None:
            header = cell.header
            named = decimal and bool(within(self.indices, header.start, header.end))
            return named or self._speaks_of_points(header)
        if not decimal:
            return False
        said = [sentence, *caption(self.document, sentence), *self._before(sentence, quantity)]
        return any(self._speaks_of_points(s) for s in said) or any(
            not i.weak for s in said for i in within(self.indices, s.start, min(s.end, quantity.start))
        )

    def _before(self, sentence: Sentence, quantity: Quantity) -> Sequence[Span]:
        """``Dẫn đầu là Ninh Kiều (98,4 điểm). Cuối bảng là Trường Khánh (80,6)``: the sentence before that of a number
        alone in brackets, in its paragraph."""
        text, sentences = self.document.text, self.document.sentences
        at = bisect_left(sentences, sentence.start, key=lambda s: s.start)
        alone = text[quantity.start - 1 : quantity.start] == "(" and text[quantity.end : quantity.end + 1] == ")"
        joined = at > 0 and sentences[at - 1].paragraph == sentence.paragraph
        return [sentences[at - 1]] if alone and joined else []

    def _speaks_of_points(self, span: Span) -> bool:
        return self.numbers.points.search(self.document.folded, span.start, span.end) is not None


def caption(document: Document, sentence: Sentence) -> Sequence[Span]:
    """The heading right above a sentence's paragraph, which may say what the numbers of a bare table are."""
    above = document.paragraphs[sentence.paragraph].headings[-1:]
    return [document.paragraphs[at] for at in above if at == sentence.paragraph - 1]
