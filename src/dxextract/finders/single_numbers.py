"""Single numbers: digits and number words that nobody has claimed, with the scale word and the unit behind them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dxextract.document import Document
from dxextract.finders.taken import Taken
from dxextract.finders.values import read_digits, read_words
from dxextract.knowledge.numbers import NumberRules, Unit
from dxextract.tokenizer.claims import ClaimKind

_WORD_AFTER = re.compile(r"\s*([^\W\d_]+)")
_YEAR_AHEAD = re.compile(r"\s+(?:19|20)\d\d(?!\d)")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?= [^\W\d_])")
_CLOSES = re.compile(r"\s*[.,;]")
_NAMED_REACH = 120
"""So many characters before a number the things may be named that its unit's word stands for."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number with what is glued to it: digits or words, scale, unit.

    Attributes:
        start: where it begins.
        number_end: where its digits or words end, with the scale word.
        end: where its unit ends.
        digits: as written; empty where it is written in words.
        amount: its value, where that is read already.
        scale: what the scale word multiplies it by, 1 where there is none.
    """

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


class NumberReader:
    """The numbers of one document.

    Args:
        document: the article laid out.
        rules: units, number words and the rules for numbers that measure nothing.
        taken: characters that other finders have claimed.
    """

    def __init__(self, document: Document, rules: NumberRules, taken: Taken) -> None:
        self.text = document.text
        self.folded = document.folded
        self.rules = rules
        self.taken = taken
        self.sentence_starts = [s.start for s in document.sentences]
        self.numbers = sorted([*self._in_digits(document), *self._in_words(document)], key=lambda n: n.start)

    def noun_follows(self, end: int) -> bool:
        """Whether a word that can be counted stands behind a number."""
        word = _WORD_AFTER.match(self.folded, end)
        return word is not None and self.rules.words.not_before.match(self.folded, end) is None

    def _in_digits(self, document: Document) -> Iterator[Number]:
        done = 0
        for claim in document.claims:
            if claim.kind not in (ClaimKind.NUMBER, ClaimKind.FRACTION) or claim.start < done:
                continue
            grouped = self._grouped(claim.start)
            done = grouped or claim.end
            if not self.taken.overlaps(claim.start, done):
                digits = self.text[claim.start : done]
                yield self._number(claim.start, done, digits.replace(" ", ".") if grouped else digits, None)

    def _grouped(self, start: int) -> int | None:
        """``tiếp nhận 203 418 hồ sơ``: the end of thousands parted by spaces, which only a word in small letters tells
        from two columns of a table."""
        match = _GROUPED.match(self.folded, start)
        if match is None or not self.text[match.end() + 1].islower() or self.taken.overlaps(*match.span()):
            return None
        return None if self.folded[max(0, start - 2) : start].rstrip()[-1:].isdigit() else match.end()

    def _in_words(self, document: Document) -> Iterator[Number]:
        words = self.rules.words
        claimed = Taken(document.claims)
        for _, match in words.run.finditer(self.folded):
            start, end = self._on_one_line(*match.span())
            run = self.folded[start:end].split()
            while len(run) > 1 and run[0] in words.never_first:
                start = start + len(run.pop(0))
                start += len(self.folded[start:end]) - len(self.folded[start:end].lstrip())
            if len(run) > 1 and run[-1] == words.year and run[-2] != words.comma:
                end = start + self.folded[start:end].rindex(words.year)
                run.pop()
                end = len(self.folded[:end].rstrip())
            if len(run) > 1 and words.not_scaled.match(self.folded, end):  # "hai tỷ lệ này"
                end = start + self.folded[start:end].rindex(run.pop())
                end = len(self.folded[:end].rstrip())
            value = read_words(run, words)
            if value is None or self.taken.overlaps(start, end) or claimed.overlaps(start, end):
                continue
            if self._counts(start, end, run):
                yield self._number(start, end, "", value)
        for match in words.half_of.finditer(self.folded):
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
        if (span := self.rules.joins.range_in_words.match(self.folded, end)) is not None:
            return read_words(span[1].split(), words) is not None
        if _CLOSES.match(self.folded, end) and words.five_after.search(before):
            return run[0] not in words.only_in_compounds
        following = self.text[end : end + 2]
        if len(following) < 2 or not following[0].isspace() or not following[1].islower():
            return False
        if run[0] == words.year:
            noun = words.five_before.match(self.folded, end)
            named = noun is not None and self.text[noun.end() : noun.end() + 2].strip()[:1].isupper()
            if words.every.search(before) or (named and words.told_year.search(before)):
                return False
            counts = noun or words.five_after.search(before)
            return counts is not None and words.not_before.match(self.folded, end) is None
        return run[0] not in words.only_in_compounds and words.not_before.match(self.folded, end) is None

    def _number(self, start: int, end: int, digits: str, amount: Decimal | None) -> Number:
        scale = Decimal(1)
        number_end = end
        match = self.rules.words.scale.match(self.folded, end)
        if match is not None and not self.rules.words.not_scaled.match(self.folded, match.end()):
            scale, number_end = self.rules.words.scale_value(match[0]), match.end()
            half = self.rules.words.half_behind.match(self.folded, number_end) if digits.isdigit() else None
            if half is not None and (whole := read_digits(digits)) is not None:
                amount, number_end = (whole + Decimal("0.5")) * scale, half.end()
            elif amount is not None:
                amount *= scale
        unit, unit_end = self._unit(start, number_end)
        return Number(start, number_end, unit_end, digits, amount, scale, unit, in_words=not digits)

    def _unit(self, start: int, end: int) -> tuple[Unit | None, int]:
        match = self.rules.unit.match(self.folded, end)
        if match is None or "\n" in match[0]:
            return None, end
        unit = self.rules.units[" ".join(match[0].split())]
        if unit.not_before.match(self.folded, match.end()):
            return None, end
        if unit.id == "year" and _YEAR_AHEAD.match(self.folded, match.end()):  # "9,4 tỷ năm 2023"
            return None, end
        whole = "," not in self.text[start:end]  # "1,8 lần" is no number of occasions
        before = self.folded[max(0, start - 20) : start]
        if whole and (
            unit.not_after.search(before) or (unit.needs_before is not None and not unit.needs_before.search(before))
        ):
            return None, end
        if unit.counted is not None and self._is_counted(unit.counted, start, match.end()):
            return None, end
        if unit.kind == "score" and self.text[start:end].isdigit() and self.noun_follows(match.end()):
            return None, end
        return unit, match.end()

    def _is_counted(self, things: re.Pattern[str], start: int, end: int) -> bool:
        """``Số điểm bưu chính là 186 điểm``: whether a unit's word stands for things that the clause named before."""
        if not self.text[start:end].split()[0].replace(".", "").isdigit():
            return False
        clause = self.folded[max(0, start - _NAMED_REACH) : start]
        return things.search(clause, max(clause.rfind(mark) for mark in (". ", ";", "\n")) + 1) is not None

    def _opens_a_sentence(self, start: int) -> bool:
        at = bisect_left(self.sentence_starts, start)
        return at < len(self.sentence_starts) and self.sentence_starts[at] == start
