"""A sentence cut at its numbers: where clauses begin and end, and whether what stands between says anything new."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.knowledge.links import LinkWords
from dxextract.spans import Span, blank
from dxextract.text import SMALL_LETTERS

WORD = re.compile(r"[^\W\d_]+")
_PUNCTUATION = re.compile(r"[\s,;:.()\[\]\"'/•+–-]+")
_NAME_BEHIND = re.compile(rf"(?: [^\W\d_{SMALL_LETTERS}][{SMALL_LETTERS}]*){{1,4}}\s?[:(]")
_NOT_SMALL = re.compile(rf"[^\W\d_{SMALL_LETTERS}](?<![^\W\d_].)[^\W\d_]*")
_LIST_NUMBER = re.compile(r"(?<![\w.,])\d{1,2}(?:[.)](?=\s)|(?= (?:tháng|năm|ngày|quý|tuần)(?!\w)))")
_COMMA = re.compile(r",\s+(?!\d(?!g\b))")  # "phủ 99% dân số, 5G mới đạt 31%"
_LISTED_REACH = 24
_LONGEST_LIGHT = 200


class Clauses:
    """The clauses of one sentence. Its numbers are named by their position in ``numbers``.

    Attributes:
        covered: spans that say nothing about the subject (periods, places, documents) and reach into the sentence.
        bare: the folded sentence with ``covered`` and proper names blanked.
    """

    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        numbers: Sequence[Span],
        covered: Sequence[Span],
        words: LinkWords,
    ) -> None:
        self.text = document.text
        self.folded = document.folded
        self.sentence = sentence
        self.numbers = numbers
        self.covered = [s for s in covered if s.start < sentence.end and sentence.start < s.end]
        covered_here = [(max(0, s.start - sentence.start), s.end - sentence.start) for s in self.covered]
        names = _names(document.text, sentence, document.folded, words.light)
        self.bare = blank(document.folded[sentence.start : sentence.end], [*covered_here, *names])
        self.words = words
        self._light: dict[tuple[int, int], bool] = {}

    def edge(self, at: int) -> int:
        """Where the number before ends, or the sentence begins."""
        return self.numbers[at - 1].end if at else self.sentence.start

    def edge_behind(self, at: int) -> int:
        """Where the next number begins, or the sentence ends."""
        return self.numbers[at + 1].start if at + 1 < len(self.numbers) else self.sentence.end

    def opening(self, start: int, end: int) -> int:
        """Where the last clause between two characters begins."""
        for boundary in self.words.boundary.finditer(self.folded, start, end):
            start = boundary.end()
        return start

    def closing(self, start: int, end: int) -> int:
        """Where the first clause between two characters ends."""
        boundary = self.words.boundary.search(self.folded, start, end)
        return boundary.start() if boundary else end

    def comma(self, start: int, end: int) -> re.Match[str] | None:
        """The first comma that ends a clause, not one of a list of names. One of a list of bodies (``xã, phường``) ends
        none, but where a name begins behind it: ``37 dịch vụ, huyện Kon Rẫy không có hồ sơ nào``."""
        for comma in _COMMA.finditer(self.folded, start, end):
            at = bisect_right(self.covered, comma.start(), key=lambda span: span.start)
            behind_name = at > 0 and self.covered[at - 1].end == comma.start()
            name_follows = at < len(self.covered) and self.covered[at].start <= comma.end()
            if name_follows and behind_name:
                continue
            if name_follows or self._ends_clause(comma, end):
                return comma
        return None

    def commas(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """The commas that end a clause, whatever names stand beside them."""
        return (comma for comma in _COMMA.finditer(self.folded, start, end) if self._ends_clause(comma, end))

    def _ends_clause(self, comma: re.Match[str], end: int) -> bool:
        """Not one of a list of bodies or people, but where one begins a clause: ``26 chỉ tiêu, tỉnh đã hoàn thành``."""
        words = self.words
        if words.clause_comma.match(self.folded, comma.start(), end) is not None:
            return True
        acts = words.acts.match(self.folded, comma.end(), end) is not None
        return (
            acts and words.listable.search(self.folded[max(0, comma.start() - _LISTED_REACH) : comma.start()]) is None
        )

    def same_kind(self, at: int) -> bool:
        """Whether the number before is of the same kind."""
        one, other = self.numbers[at - 1], self.numbers[at]
        return bool(at) and isinstance(one, Quantity) and isinstance(other, Quantity) and one.kind == other.kind

    def is_share(self, at: int) -> bool:
        """Whether a number is a percentage."""
        number = self.numbers[at]
        return isinstance(number, Quantity) and number.kind == "percentage"

    def light(self, start: int, end: int) -> bool:
        """Whether nothing but light words, marks, and covered spans stand between two characters."""
        if end - start > _LONGEST_LIGHT:
            return False
        known = self._light.get((start, end))
        if known is None:
            known = self._light[start, end] = self._is_light(self.between(start, end))
        return known

    def _is_light(self, gap: str) -> bool:
        light = self.words.light_words
        if (first := WORD.search(gap)) is not None and first[0] not in light:
            return False  # most often it is the first word already
        if not light.issuperset(WORD.findall(gap)):
            return False
        return not _PUNCTUATION.sub("", self.words.light.sub(" ", _LIST_NUMBER.sub(" ", gap)))

    def names(self, start: int, end: int) -> bool:
        """Whether a name or another covered span stands between two characters."""
        return self.between(start, end).split() != self.folded[start:end].split()

    def between(self, start: int, end: int) -> str:
        """What stands between two characters, names and covered spans blanked."""
        return self.bare[start - self.sentence.start : end - self.sentence.start]


def _names(text: str, sentence: Span, folded: str, light: re.Pattern[str]) -> list[tuple[int, int]]:
    """Starts and ends, in a sentence, of capitalised words: proper names. Not the word that it begins with unless more
    names and a colon follow, no abbreviations in capitals, and no light words (``Sở Tư pháp``)."""
    first = WORD.search(text, sentence.start, sentence.end)
    if first is None:
        return []
    alone = _NAME_BEHIND.match(text, first.end(), sentence.end) is None
    found: list[tuple[int, int]] = []
    done = 0
    for name in _NOT_SMALL.finditer(text, first.end() if alone else first.start(), sentence.end):
        word = name[0]
        if name.start() < done or not word[0].isupper() or not (word[1:].islower() or len(word) == 1):
            continue
        if (said := light.match(folded, name.start())) is not None:
            done = said.end()
        else:
            found.append((name.start() - sentence.start, name.end() - sentence.start))
    return found
