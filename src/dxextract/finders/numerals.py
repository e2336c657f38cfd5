"""Quantities: what is a number that measures something, and which characters it takes.

The finder reads the numbers that nobody has claimed (documents, dates, periods, names, versions), with scale word and
unit, as single values, ranges (``30-40%``) and ratios (``88/143``, ``63 trong số 71``). What a number is about is the
linkers' business.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from dxextract.document import Document
from dxextract.finders.taken import Taken
from dxextract.finders.values import read_digits, read_words
from dxextract.knowledge.numbers import NumberRules, Unit
from dxextract.spans import Span
from dxextract.tokenizer.claims import ClaimKind

_RANGE = re.compile(r"\s*-\s*|\s+(?:đến|tới)\s+(?:(?:dưới|trên|khoảng|gần|hơn)\s+)?")
_OUT_OF = re.compile(r"\s+(?:trên tổng số|trong tổng số|trên tổng|trong số|trên|của tổng số)\s+")
_SLASH = re.compile(r"\s*/\s*")
_LIST_MARK = re.compile(r"[.)/][ \n]|[.)]\s*[^\W\d]")
_ON_A_SCALE = re.compile(
    r"\s+(?:điểm\s*)?(?:(?:trên|theo|của)\s+|[(,]\s*(?:(?:trên|theo)\s+)?)thang(?:\s+điểm)?(?:\s+là)?\s+"
)
_SCALE_BEFORE = re.compile(r"(?<!\w)(?:thang\s+điểm|(?:trên|theo|của)\s+thang)(?:\s+(?:là|từ))?\s+\Z")
_WORD_BEFORE = re.compile(r"(?<!\S)[^\W\d_][\w’']*[ ]\Z")
_WORD_AFTER = re.compile(r"\s*([^\W\d_]+)")
_WORD_RANGE = re.compile(r"\s+(?:đến|tới|-)\s+([^\W\d_]+)\s+[^\W\d_]")
_SAME_NOUN = re.compile(r"\s+([^\W\d_]+(?:\s[^\W\d_]+)?)\s+(?:trên tổng số|trong tổng số|trong số)\s+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_AHEAD = re.compile(r"\s+(?:19|20)\d\d(?!\d)")
_CLOSES = re.compile(r"\s*[.,;]")
_NO_SCALE = re.compile(r"\s+(?:lệ|trọng|suất|giá)(?!\w)")
"""Behind ``tỷ``: it is part of a word then, and no scale."""
_LONGEST_NAME = 40
_NAMED_REACH = 120
"""So many characters before a number the things may be named that its unit's word stands for."""
_NEVER_FIRST = ("tư", "mốt", "lăm", "nhăm", "không", "linh", "lẻ", "rưỡi", "phẩy")
_HALF_OF = re.compile(r"nửa(?<!\wnửa)(?=\s+(?:triệu|tỷ|nghìn|ngàn|trăm)(?!\w))")
_HALF_SCALE = re.compile(r"\s+rưỡi(?!\w)")


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


@dataclass(frozen=True, slots=True)
class _Number:
    """One number with what is glued to it: digits or words, scale, unit."""

    start: int
    number_end: int
    end: int
    digits: str
    amount: Decimal | None
    scale: Decimal
    unit: Unit | None
    in_words: bool

    def value(self, *, scale: Decimal | None = None, kind: str | None = None) -> Decimal | None:
        """The value, with the scale and kind of a partner where the number has none of its own."""
        if self.amount is not None:
            return self.amount
        own = self.scale if self.scale != 1 else (scale or Decimal(1))
        small = kind in ("percentage", "score")
        read = read_digits(self.digits, fractional=small or own != 1, small=small)
        return None if read is None else read * own


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
        self.rules = rules
        self.taken = taken
        self.sentence_starts = [s.start for s in document.sentences]
        self.numbers = sorted([*self._in_digits(document), *self._in_words(document)], key=lambda n: n.start)
        self.row_numbers = row_numbers

    def run(self) -> Iterator[Quantity]:
        at = end = 0
        while at < len(self.numbers):
            quantity, used = self._quantity(at) if self.numbers[at].start >= end else (None, 1)
            if quantity is not None:
                end = quantity.end
                yield quantity
            at += used

    # -------------------------------------------------------------- single numbers

    def _in_digits(self, document: Document) -> Iterator[_Number]:
        for claim in document.claims:
            if claim.kind in (ClaimKind.NUMBER, ClaimKind.FRACTION) and not self.taken.overlaps(claim.start, claim.end):
                yield self._number(claim.start, claim.end, self.text[claim.start : claim.end], None)

    def _in_words(self, document: Document) -> Iterator[_Number]:
        words = self.rules.words
        claimed = Taken(document.claims)
        for match in words.run.finditer(self.folded):
            start, end = self._on_one_line(*match.span())
            run = self.folded[start:end].split()
            while len(run) > 1 and run[0] in _NEVER_FIRST:
                start = start + len(run.pop(0))
                start += len(self.folded[start:end]) - len(self.folded[start:end].lstrip())
            if len(run) > 1 and run[-1] == "năm" and run[-2] != words.comma:
                end = start + self.folded[start:end].rindex("năm")
                run.pop()
                end = len(self.folded[:end].rstrip())
            if len(run) > 1 and _NO_SCALE.match(self.folded, end):  # "hai tỷ lệ này"
                end = start + self.folded[start:end].rindex(run.pop())
                end = len(self.folded[:end].rstrip())
            value = read_words(run, words)
            if value is None or self.taken.overlaps(start, end) or claimed.overlaps(start, end):
                continue
            if self._counts(start, end, run):
                yield self._number(start, end, "", value)
        for match in _HALF_OF.finditer(self.folded):
            yield self._number(*match.span(), "", Decimal("0.5"))

    def _on_one_line(self, start: int, end: int) -> tuple[int, int]:
        """``cả năm\\nTỷ lệ ...``: no number goes on with a capital behind the end of a line."""
        line = self.text.find("\n", start, end)
        capital = line >= 0 and self.text[line:end].lstrip()[:1].isupper()
        return (start, line) if capital else (start, end)

    def _counts(self, start: int, end: int, run: list[str]) -> bool:
        """Whether number words count something, rather than being a name, an ordinal or a part of another word."""
        words = self.rules.words
        before = self.folded[max(0, start - 24) : start]
        if (
            self.text[start].isupper()
            and not self._opens_a_sentence(start)
            and not before.rstrip(" \n").endswith(('"', ":"))
        ):
            return False
        if words.not_after.search(before):
            return False
        if len(run) > 1:
            return True
        if (span := _WORD_RANGE.match(self.folded, end)) is not None:
            return read_words(span[1].split(), words) is not None
        if _CLOSES.match(self.folded, end) and words.five_after.search(before):
            return run[0] not in words.only_in_compounds
        following = self.text[end : end + 2]
        if len(following) < 2 or not following[0].isspace() or not following[1].islower():
            return False
        if run[0] == "năm":
            counts = words.five_before.match(self.folded, end) or words.five_after.search(before)
            counts = None if words.every.search(before) else counts
            return counts is not None and words.not_before.match(self.folded, end) is None
        return run[0] not in words.only_in_compounds and words.not_before.match(self.folded, end) is None

    def _number(self, start: int, end: int, digits: str, amount: Decimal | None) -> _Number:
        scale = Decimal(1)
        number_end = end
        match = self.rules.words.scale.match(self.folded, end)
        if match is not None and not _NO_SCALE.match(self.folded, match.end()):
            scale, number_end = self.rules.words.scale_value(match[0]), match.end()
            half = _HALF_SCALE.match(self.folded, number_end) if digits.isdigit() else None
            if half is not None and (whole := read_digits(digits)) is not None:
                amount, number_end = (whole + Decimal("0.5")) * scale, half.end()
            elif amount is not None:
                amount *= scale
        unit, unit_end = self._unit(start, number_end)
        return _Number(start, number_end, unit_end, digits, amount, scale, unit, in_words=not digits)

    def _unit(self, start: int, end: int) -> tuple[Unit | None, int]:
        match = self.rules.unit.match(self.folded, end)
        if match is None or "\n" in match[0]:
            return None, end
        unit = self.rules.units[" ".join(match[0].split())]
        if unit.not_before.match(self.folded, match.end()):
            return None, end
        if unit.symbol == "năm" and _YEAR_AHEAD.match(self.folded, match.end()):  # "9,4 tỷ năm 2023"
            return None, end
        whole = "," not in self.text[start:end]  # "1,8 lần" is no number of occasions
        if (
            whole
            and unit.needs_before is not None
            and not unit.needs_before.search(self.folded[max(0, start - 20) : start])
        ):
            return None, end
        if unit.counted is not None and self._is_counted(unit.counted, start, match.end()):
            return None, end
        if unit.kind == "score" and self.text[start:end].isdigit() and self._noun_follows(match.end()):
            return None, end
        return unit, match.end()

    def _is_counted(self, things: re.Pattern[str], start: int, end: int) -> bool:
        """``Số điểm bưu chính là 186 điểm``: whether a unit's word stands for things that the clause named before."""
        if not self.text[start:end].split()[0].replace(".", "").isdigit():
            return False
        clause = self.folded[max(0, start - _NAMED_REACH) : start]
        return things.search(clause, max(clause.rfind(mark) for mark in (". ", ";", "\n")) + 1) is not None

    def _is_year(self, number: _Number) -> bool:
        """``nông thôn mới 2024``: a year that nothing announces, with nothing that it could count."""
        bare = number.unit is None and number.scale == 1 and _YEAR.fullmatch(number.digits) is not None
        return bare and not self._noun_follows(number.end)

    def _noun_follows(self, end: int) -> bool:
        word = _WORD_AFTER.match(self.folded, end)
        return word is not None and self.rules.words.not_before.match(self.folded, end) is None

    # -------------------------------------------------------------- quantities of one or two numbers

    def _quantity(self, at: int) -> tuple[Quantity | None, int]:
        first = self.numbers[at]
        if self._numbers_a_list(first) or self._ends_a_name(first) or self._tops_a_scale(first):
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

    def _opens_a_sentence(self, start: int) -> bool:
        at = bisect_left(self.sentence_starts, start)
        return at < len(self.sentence_starts) and self.sentence_starts[at] == start

    def _in_one_sentence(self, first: _Number, second: _Number) -> bool:
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

    def _range(self, first: _Number, second: _Number) -> Quantity | None:
        link = _RANGE.fullmatch(self.folded, first.end, second.start)
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

    def _sum(self, first: _Number, second: _Number) -> Quantity | None:
        """``62 tỷ 400 triệu đồng``."""
        apart = self.folded[first.number_end : second.start]
        if first.unit is not None or apart.strip() or not first.scale > second.scale > 1:
            return None
        kind = second.unit.kind if second.unit else None
        value, rest = first.value(kind=kind), second.value(kind=kind)
        if value is None or rest is None:
            return None
        return self._make(first.start, second.end, second.number_end, second.unit, value + rest, "numeral.sum")

    def _split_ratio(self, first: _Number, second: _Number) -> Quantity | None:
        """``11,9112 điểm/13,5 điểm``, ``63 trong số 71``, ``92 hộ trên tổng số 118 hộ``."""
        on_scale = _ON_A_SCALE.fullmatch(self.folded, first.number_end, second.start)
        slash = _SLASH.fullmatch(self.folded, first.end, second.start)
        spoken = _OUT_OF.fullmatch(self.folded, first.number_end, second.start)
        noun = _SAME_NOUN.fullmatch(self.folded, first.number_end, second.start)
        repeated = noun is not None and self.folded.startswith(noun[1], second.number_end + 1)
        if on_scale is None and slash is None and spoken is None and not repeated:
            return None
        unit = second.unit or first.unit
        kind = unit.kind if unit else None
        value, of = first.value(kind=kind), second.value(kind=kind)
        if value is None or of is None or value > of or of == 0:
            return None
        if on_scale is not None:
            return self._make(first.start, first.end, first.number_end, unit, value, "numeral.ratio", of=of)
        return self._make(first.start, second.end, second.number_end, unit, value, "numeral.ratio", of=of)

    def _ratio(self, number: _Number) -> Quantity | None:
        parts = re.split(r"\s?/\s?", number.digits)
        kind = number.unit.kind if number.unit else None
        small = kind in ("percentage", "score")
        value, of = (read_digits(part, fractional=small, small=small) for part in parts)
        if value is None or of is None or of == 0:
            return None
        if value > of:
            # "912/1.000 điểm": what looks like decimals are thousands.
            of = read_digits(parts[1]) or of
        return self._make(number.start, number.end, number.number_end, number.unit, value, "numeral.ratio", of=of)

    def _ends_a_name(self, number: _Number) -> bool:
        """``bản Tìa Dình 2``: the figure that tells villages of one name apart."""
        if len(number.digits) != 1 or number.end != number.start + 1:
            return False
        start = max(0, number.start - _LONGEST_NAME)
        at = number.start
        while (word := _WORD_BEFORE.search(self.text, start, at)) is not None and word[0][0].isupper():
            at = word.start()
        return at < number.start and self.rules.words.numbered_name.search(self.folded[start:at]) is not None

    def _tops_a_scale(self, number: _Number) -> bool:
        """``chấm theo thang điểm 100``."""
        return _SCALE_BEFORE.search(self.folded[max(0, number.start - 24) : number.start]) is not None

    def _numbers_a_list(self, number: _Number) -> bool:
        """``1. Về chính quyền số`` and the first column of a flattened table."""
        if number.start in self.row_numbers:
            return True
        if not number.digits.isdigit() or len(number.digits) > 2 or number.unit is not None:
            return False
        if _LIST_MARK.match(self.folded, number.number_end) is None:
            return False
        line_start = self.folded.rfind("\n", 0, number.start) + 1
        return not self.folded[line_start : number.start].strip()
