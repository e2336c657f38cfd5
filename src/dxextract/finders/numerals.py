"""Quantities: what is a number that measures something, and which characters it takes.

The finder reads the numbers that nobody has claimed (documents, dates, periods, names, versions), with scale word and
unit, as single values, ranges (``30-40%``) and ratios (``88/143``, ``63 trong số 71``). What a number is about is the
linkers' business.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from dxextract.document import Document
from dxextract.finders.single_numbers import Number, NumberReader
from dxextract.finders.taken import Taken
from dxextract.finders.values import read_digits
from dxextract.knowledge.numbers import NumberRules, Unit
from dxextract.spans import Span

_SLASH = re.compile(r"\s*/\s*")
_LIST_MARK = re.compile(r"[.)/][ \n]|[.)]\s*[^\W\d]")
_WORD_BEFORE = re.compile(r"(?<!\S)[^\W\d_][\w’']*[ ]\Z")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_NAME = 40
_LEAD_REACH = 24


@dataclass(frozen=True, slots=True)
class Quantity(Span):
    """A number that measures something; the span holds the number with its scale word and unit.

    Attributes:
        kind: count, percentage, money, measurement or score.
        number_end: end of the number and its scale word, where a counted noun begins.
        rule: which way of writing it was.
    """

    kind: str
    value: Decimal
    value_high: Decimal | None
    denominator: Decimal | None
    unit: str | None
    number_end: int
    rule: str


def find_quantities(
    document: Document, rules: NumberRules, taken: Taken, row_numbers: AbstractSet[int]
) -> tuple[Quantity, ...]:
    """Find the quantities of a document.

    Args:
        document: the article laid out.
        rules: units, number words and the rules for numbers that measure nothing.
        taken: characters that other finders have claimed.
        row_numbers: where the numbers of table rows start, see :mod:`dxextract.finders.tables`.

    Returns:
        Quantities in the order of the text; they do not overlap.
    """
    return tuple(_Finder(document, rules, taken, row_numbers).run())


@dataclass(frozen=True, slots=True)
class NonQuantityMention(Span):
    """Characters that a rule of ``patterns/non_quantities.yaml`` claims."""

    rule: str


def find_non_quantities(document: Document, rules: NumberRules) -> tuple[NonQuantityMention, ...]:
    """What the rules of ``patterns/non_quantities.yaml`` claim; mentions may overlap."""
    return tuple(
        NonQuantityMention(*match.span(), rules.non_quantities[number].id)
        for number, match in rules.anchors.finditer(document.folded)
    )


class _Finder:
    def __init__(self, document: Document, rules: NumberRules, taken: Taken, row_numbers: AbstractSet[int]) -> None:
        self.text = document.text
        self.folded = document.folded
        self.joins = rules.joins
        self.words = rules.words
        self.sentence_starts = [s.start for s in document.sentences]
        self.reader = NumberReader(document, rules, taken)
        self.numbers = self.reader.numbers
        self.row_numbers = row_numbers

    def run(self) -> Iterator[Quantity]:
        at = end = 0
        while at < len(self.numbers):
            quantity, used = self._quantity(at) if self.numbers[at].start >= end else (None, 1)
            if quantity is not None:
                end = quantity.end
                yield quantity
            at += used

    def _is_year(self, number: Number) -> bool:
        """``nông thôn mới 2024``: a year that nothing announces, with nothing that it could count."""
        bare = number.unit is None and number.scale == 1 and _YEAR.fullmatch(number.digits) is not None
        return bare and not self.reader.noun_follows(number.end)

    # -------------------------------------------------------------- quantities of one or two numbers

    def _quantity(self, at: int) -> tuple[Quantity | None, int]:
        first = self.numbers[at]
        if self._numbers_a_list(first) or self._ends_a_name(first) or self._is_of_another(first):
            return None, 1
        if "/" in first.digits:
            return self._ratio(first), 1
        second = self.numbers[at + 1] if at + 1 < len(self.numbers) else None
        if second is not None and "/" not in second.digits and self._in_one_sentence(first, second):
            if (joined := self._range(first, second)) is not None:
                return joined, 2
            if (joined := self._sum(first, second)) is not None:
                return joined, 2
            if (joined := self._split_ratio(first, second)) is not None:
                return joined, 2
        kind = first.unit.kind if first.unit else "count"
        value = first.value(kind=kind)
        if value is None or self._is_year(first):
            return None, 1
        rule = "numeral.words" if first.in_words else "numeral.digits"
        return self._make(first.start, first.end, first.number_end, first.unit, value, rule), 1

    def _in_one_sentence(self, first: Number, second: Number) -> bool:
        return bisect_right(self.sentence_starts, first.start) == bisect_right(self.sentence_starts, second.start)

    def _make(
        self,
        start: int,
        end: int,
        number_end: int,
        unit: Unit | None,
        value: Decimal,
        rule: str,
        *,
        high: Decimal | None = None,
        of: Decimal | None = None,
    ) -> Quantity:
        return Quantity(
            start,
            end,
            kind=unit.kind if unit else "count",
            value=value,
            value_high=high,
            denominator=of,
            unit=unit.symbol if unit else None,
            number_end=number_end,
            rule=rule,
        )

    def _range(self, first: Number, second: Number) -> Quantity | None:
        link = self.joins.range.fullmatch(self.folded, first.end, second.start)
        if link is None or first.digits.startswith("0") or (first.in_words != second.in_words):
            return None
        unit = second.unit or first.unit
        if first.unit is not None and second.unit is not None and first.unit != second.unit:
            return None
        kind = unit.kind if unit else None
        low, high = first.value(scale=second.scale, kind=kind), second.value(kind=kind)
        if low is None or high is None or low >= high:
            return None
        return self._make(first.start, second.end, second.number_end, unit, low, "numeral.range", high=high)

    def _sum(self, first: Number, second: Number) -> Quantity | None:
        """``62 tỷ 400 triệu đồng``."""
        apart = self.folded[first.number_end : second.start]
        if first.unit is not None or apart.strip() or not first.scale > second.scale > 1:
            return None
        kind = second.unit.kind if second.unit else None
        value, rest = first.value(kind=kind), second.value(kind=kind)
        if value is None or rest is None:
            return None
        return self._make(first.start, second.end, second.number_end, second.unit, value + rest, "numeral.sum")

    def _split_ratio(self, first: Number, second: Number) -> Quantity | None:
        """``11,9112 điểm/13,5 điểm``, ``63 trong số 71``, ``92 hộ trên tổng số 118 hộ``; two shares (``41%/50%``) are
        what was reached and what was planned."""
        on_scale = self.joins.on_scale.fullmatch(self.folded, first.number_end, second.start)
        slash = _SLASH.fullmatch(self.folded, first.end, second.start)
        spoken = self.joins.out_of.fullmatch(self.folded, first.number_end, second.start)
        if spoken is None and first.unit is None and second.unit is None and second.digits.isdigit():
            spoken = self.joins.out_of_things.fullmatch(self.folded, first.number_end, second.start)
        noun = self.joins.out_of_noun.fullmatch(self.folded, first.number_end, second.start)
        money = first.unit is not None and first.unit.kind == "money"  # two sums, each of its own
        repeated = noun is not None and not money and self.folded.startswith(noun[1], second.number_end + 1)
        if on_scale is None and slash is None and spoken is None and not repeated:
            return None
        if slash is not None and all(n.unit is not None and n.unit.kind == "percentage" for n in (first, second)):
            return None
        unit = second.unit or first.unit
        kind = unit.kind if unit else None
        value, of = first.value(kind=kind), second.value(kind=kind)
        if value is None or of is None or value > of or of == 0:
            return None
        if on_scale is not None:
            return self._make(first.start, first.end, first.number_end, unit, value, "numeral.ratio", of=of)
        return self._make(first.start, second.end, second.number_end, unit, value, "numeral.ratio", of=of)

    def _ratio(self, number: Number) -> Quantity | None:
        parts = re.split(r"\s?/\s?", number.digits)
        kind = number.unit.kind if number.unit else None
        small = kind in ("percentage", "score")
        value, of = (read_digits(part, fractional=small or number.scale != 1, small=small) for part in parts)
        if value is None or of is None or of == 0:
            return None
        if value > of:
            # "912/1.000 điểm": what looks like decimals are thousands.
            of = read_digits(parts[1]) or of
        value, of = value * number.scale, of * number.scale  # "2,87/4,15 triệu"
        return self._make(number.start, number.end, number.number_end, number.unit, value, "numeral.ratio", of=of)

    def _ends_a_name(self, number: Number) -> bool:
        """``bản Tìa Dình 2``: the figure that tells villages of one name apart."""
        if len(number.digits) != 1 or number.end != number.start + 1:
            return False
        start = max(0, number.start - _LONGEST_NAME)
        at = number.start
        while (word := _WORD_BEFORE.search(self.text, start, at)) is not None and word[0][0].isupper():
            at = word.start()
        return at < number.start and self.words.numbered_name.search(self.folded[start:at]) is not None

    def _is_of_another(self, number: Number) -> bool:
        """``chấm theo thang điểm 100``, ``tuyến phố đi bộ thứ 3``: the top of a scale, or an ordinal."""
        before = self.folded[max(0, number.start - _LEAD_REACH) : number.start]
        ordinal = not number.in_words and self.words.ordinal.search(before) is not None
        return ordinal or self.joins.scale_before.search(before) is not None

    def _numbers_a_list(self, number: Number) -> bool:
        """``1. Về chính quyền số`` and the first column of a flattened table."""
        if number.start in self.row_numbers:
            return True
        if not number.digits.isdigit() or len(number.digits) > 2 or number.unit is not None:
            return False
        if _LIST_MARK.match(self.folded, number.number_end) is None:
            return False
        line_start = self.folded.rfind("\n", 0, number.start) + 1
        return not self.folded[line_start : number.start].strip()
