"""Where to look for what a number is about: windows of text around it, each with a weight.

A counted noun stands behind its number (``906 dịch vụ công``), the subject of a share before it (``tỷ lệ ... đạt 57%``);
a number whose neighbourhood brings no new subject (``(chiếm 50,4%)``, ``vượt mục tiêu 55%``) looks where its predecessor
looked, also across the end of a sentence, and one that begins a series (``7.932, 5.106 và 4.377 giao dịch``) where its
successor looks. The rest of the sentence, headings and the sentence before count a little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.knowledge.links import LinkWords
from dxextract.linkers.tables import Cell
from dxextract.spans import Span

_PUNCTUATION = re.compile(r"[\s,;:.()\[\]\"'/•+–-]+")
_WORD = re.compile(r"[^\W\d_]+")
_SPACE = re.compile(r"\s*")
_COMMA = re.compile(r",\s+(?!\d)")


@dataclass(frozen=True, slots=True)
class Window(Span):
    """A stretch of text and how much what stands in it counts; ``near`` is the end that lies at the number."""

    weight: float
    near: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The windows of one number.

    Attributes:
        noun: where the noun begins that the number counts or is a share of; None where it has none.
        noun_follows: whether the subject stands behind the number, not before it.
        dependent: whether the number looks where its predecessor looked, because nothing new was said between.
        windows: nearest and heaviest first.
    """

    noun: int | None
    noun_follows: bool
    dependent: bool
    windows: tuple[Window, ...]


PRIMARY = 1.0
SOFT = 0.75
"""What stands before a comma counts this much of what stands behind it."""
OTHER_SIDE = 0.55
AWAY = 0.2
REOPENED = 0.6
SUBJECT = 0.6
INHERITED = 0.85
BEFORE = 0.3
EARLIER = 0.5
BEYOND = 0.4
_MOST = 14
_FARTHEST = 240
_LONGEST_LIGHT = 120


def surroundings(
    document: Document,
    sentence: Sentence,
    context: Sequence[Span],
    numbers: Sequence[Span],
    covered: Sequence[Span],
    words: LinkWords,
    *,
    earlier: Surroundings | None = None,
    cells: dict[int, Cell] | None = None,
) -> list[Surroundings]:
    """The windows of all numbers of one sentence.

    Args:
        document: the article laid out.
        sentence: the sentence.
        context: the sentence before it in the same paragraph, the heading above it.
        numbers: spans of the numbers of the sentence, in order.
        covered: spans that say nothing about the subject (periods, places, documents).
        words: light words, function words, clause boundaries.
        earlier: the surroundings of the last number before the sentence in the same paragraph.
        cells: the cells of flattened tables, by their start.
    """
    return _Builder(document, sentence, context, numbers, covered, words, earlier, cells or {}).run()


@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands behind a number."""

    noun: int | None
    follows: bool
    windows: tuple[Window, ...]


class _Builder:
    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        context: Sequence[Span],
        numbers: Sequence[Span],
        covered: Sequence[Span],
        words: LinkWords,
        earlier: Surroundings | None,
        cells: dict[int, Cell],
    ) -> None:
        self.folded = document.folded
        self.sentence = sentence
        self.context = context
        self.numbers = numbers
        self.covered = [s for s in covered if s.start < sentence.end and sentence.start < s.end]
        self.words = words
        self.earlier = earlier
        self.cells = cells

    def run(self) -> list[Surroundings]:
        behind = [self._behind(at) for at in range(len(self.numbers))]
        for at in range(len(self.numbers) - 2, -1, -1):
            if self._begins_series(at, behind[at], behind[at + 1]):
                behind[at] = behind[at + 1]
        found: list[Surroundings] = []
        for at, number in enumerate(self.numbers):
            cell = self.cells.get(number.start)
            found.append(self._of_cell(cell) if cell is not None else self._of(at, behind[at], found))
        return found

    @staticmethod
    def _of_cell(cell: Cell) -> Surroundings:
        spans = (
            (cell.header, PRIMARY),
            *((s, REOPENED) for s in cell.headers_before),
            *((s, BEFORE) for s in cell.caption),
        )
        return Surroundings(None, False, False, tuple(Window(s.start, s.end, w, s.start) for s, w in spans))

    def _of(self, at: int, behind: _Behind, found: Sequence[Surroundings]) -> Surroundings:
        number = self.numbers[at]
        edge = self._edge(at)
        before = found[-1] if found else self.earlier
        dependent = before is not None and self._is_dependent(at, behind)
        noun = behind.noun
        if noun is None and dependent and before is not None and self._same_kind(at):
            noun = before.noun
        windows = [*behind.windows, *self._ahead(edge, number, behind)]
        if before is not None:
            share = INHERITED if dependent else BEFORE if at else EARLIER
            windows += [
                Window(w.start, w.end, w.weight * share, w.near) for w in before.windows if w.weight > BEFORE / 2
            ]
        if at and not dependent:
            windows.append(Window(self.sentence.start, self.numbers[0].start, SUBJECT * 0.8, self.numbers[0].start))
        windows += [Window(s.start, s.end, BEFORE, s.end) for s in self.context]
        windows.sort(key=lambda w: -w.weight)
        return Surroundings(noun, behind.follows, dependent, tuple(windows[:_MOST]))

    def _edge(self, at: int) -> int:
        return self.numbers[at - 1].end if at else self.sentence.start

    def _behind(self, at: int) -> _Behind:
        number = self.numbers[at]
        edge = self.numbers[at + 1].start if at + 1 < len(self.numbers) else self.sentence.end
        right = self._boundary_behind(number.end, edge)
        noun, follows = self._noun(number, right)
        beyond = min(self._boundary_behind(edge, self.sentence.end), number.end + _FARTHEST) if right == edge else right
        reopened = self.folded.startswith(")", number.end)
        weight = PRIMARY if follows else REOPENED if reopened else AWAY
        windows = [Window(number.end, right, weight, number.end)]
        if follows and beyond > right:
            windows.append(Window(right, beyond, BEYOND, number.end))
        return _Behind(noun, follows, tuple(windows))

    def _noun(self, number: Span, right: int) -> tuple[int | None, bool]:
        """Where a noun begins behind the number, and whether it opens the subject rather than closing it."""
        if (
            not self.folded[number.end : number.end + 1].strip(",.;:()\"'/-")
            and not self.folded[number.end : number.end + 1].isspace()
        ):
            return None, False
        start = number.end
        total = False
        while (light := self.words.determiner.match(self.folded, start, right)) is not None:
            total = total or light["total"] is not None
            start = light.end()
        start = _SPACE.match(self.folded, start).end()  # type: ignore[union-attr]
        if _WORD.match(self.folded, start, right) is None or self.words.function.match(self.folded, start):
            return None, False
        total = total or self.words.total.match(self.folded, start) is not None
        return start, not total

    def _ahead(self, edge: int, number: Span, behind: _Behind) -> list[Window]:
        """The windows between the number before and this one: its clause, split at the last comma, and what is left."""
        clause = edge
        for boundary in self.words.boundary.finditer(self.folded, edge, number.start):
            clause = boundary.end()
        comma = clause
        for match in _COMMA.finditer(self.folded, clause, number.start):
            if _WORD.search(self.folded, match.end(), number.start) and not self._light(match.end(), number.start):
                comma = match.end()
        weight = OTHER_SIDE if behind.follows else PRIMARY
        windows = [Window(comma, number.start, weight, number.start)]
        if comma > clause:
            windows.append(Window(clause, number.start, weight * SOFT, number.start))
        if clause > edge:
            windows.append(Window(edge, clause, BEFORE if behind.follows else SUBJECT, number.start))
        return windows

    def _boundary_behind(self, start: int, edge: int) -> int:
        boundary = self.words.boundary.search(self.folded, start, edge)
        return boundary.start() if boundary else edge

    def _is_dependent(self, at: int, behind: _Behind) -> bool:
        edge, start = self._edge(at), self.numbers[at].start
        if behind.noun is None or not behind.follows:
            return self._light(edge, start)
        if not at:
            return False
        same = _common(self.folded[edge:start], self.folded[behind.noun :])
        return same > 0 and self._light(edge + same, start)

    def _begins_series(self, at: int, behind: _Behind, following: _Behind) -> bool:
        if behind.noun is not None or not following.follows or not self._same_kind(at + 1):
            return False
        return self._light(self.numbers[at].end, self.numbers[at + 1].start)

    def _same_kind(self, at: int) -> bool:
        if not at:
            return self.earlier is not None
        one, other = self.numbers[at - 1], self.numbers[at]
        return isinstance(one, Quantity) and isinstance(other, Quantity) and one.kind == other.kind

    def _light(self, start: int, end: int) -> bool:
        """Whether nothing but light words, marks, and covered spans stand between two places."""
        gap = self.folded[start:end]
        if len(gap) > _LONGEST_LIGHT:
            return False
        characters = list(gap)
        for span in self.covered:
            for at in range(max(0, span.start - start), min(len(gap), span.end - start)):
                characters[at] = " "
        return not _PUNCTUATION.sub("", self.words.light.sub(" ", "".join(characters)))


def _common(one: str, other: str) -> int:
    """Length of the whole words that two texts begin with alike, leading space of the first included."""
    lead = len(one) - len(one.lstrip())
    length = 0
    for left, right in zip(_WORD.finditer(one, lead), _WORD.finditer(other), strict=False):
        if left[0] != right[0]:
            break
        length = left.end()
    return length
