"""Where to look for what a number is about: windows of text around it, each with a weight.

A counted noun stands behind its number (``906 dịch vụ công``), the subject of a share before it (``tỷ lệ ... đạt
57%``); a number whose neighbourhood brings no new subject (``(chiếm 50,4%)``, ``vượt mục tiêu 55%``) looks where its
predecessor looked, also across the end of a sentence, and one that begins a series (``7.932, 5.106 và 4.377 giao
dịch``) where its successor looks. The rest of the sentence, headings and the sentence before count a little.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.finders.tables import Cell
from dxextract.knowledge.links import LinkWords
from dxextract.light import light
from dxextract.linkers.nouns import implied_noun
from dxextract.spans import Span, blank
from dxextract.text import SMALL_LETTERS

_PUNCTUATION = re.compile(r"[\s,;:.()\[\]\"'/•+–-]+")
_WORD = re.compile(r"[^\W\d_]+")
_NOT_SMALL = re.compile(rf"[^\W\d_{SMALL_LETTERS}](?<![^\W\d_].)[^\W\d_]*")
_SPACE = re.compile(r"\s*")
_JOINED = re.compile(r"\s*(?:,|;|và|hoặc|, và|-)\s*(?:(?:hơn|gần|trên|khoảng)\s*)?")
_CLAUSE_MARK = re.compile(r"[,(](?!\d)")
_LAST_COMMA = re.compile(r",\s*(?:và\s+)?(?:(?:còn|có|hơn|gần|trên|khoảng)\s+)*\Z")
_IS = re.compile(r"\s+là(?=\s)")
_PART = re.compile(r"(?:(?<!\w)(?:trong đó|trong số đó|số đó|số này|có)|[,;(])\s+(?:[^\W\d_]+\s+)?$")
_PART_REACH = 24
_OF_THOSE = re.compile(r"\s+(?:[^\W\d_]+\s+)?(?:trong (?:số )?(?:đó|này)|số đó)(?!\w)")
_OPENS = re.compile(
    r"(?:^|[;:,(]|\svà|\scho (?:thấy|biết)|\sghi nhận)\s*"
    r"(?:(?:trong đó|có|đã có|hơn|trên|gần|khoảng|tới|đến|cả|mới có|chỉ|mới)\s+)*$"
)
_PART_OF = re.compile(r"(?<!\w)(?:trong đó|trong số đó|trong số này|số này|riêng)(?!\w)")
_LIST_NUMBER = re.compile(r"(?<![\w.,])\d{1,2}(?:[.)](?=\s)|(?= (?:tháng|năm|ngày|quý|tuần)(?!\w)))")


@light
@dataclass(frozen=True, slots=True)
class Window(Span):
    """A stretch of text and how much what stands in it counts; ``near`` is the end that lies at the number."""

    weight: float
    near: int


@light
@dataclass(frozen=True, slots=True)
class Surroundings:
    """The windows of one number.

    Attributes:
        noun: where the noun begins that the number counts or is a share of; None where it has none.
        noun_follows: whether the subject stands behind the number, not before it.
        dependent: whether the number looks where its predecessor looked, because nothing new was said between.
        plain: whether nothing new was said before the number since its predecessor, whatever noun follows.
        windows: nearest and heaviest first.
    """

    noun: int | None
    noun_follows: bool
    dependent: bool
    plain: bool
    windows: tuple[Window, ...]


PRIMARY = 1.0
SOFT = 0.75
"""What stands before a comma counts this much of what stands behind it."""
COUNTED = 0.6
"""What stands before a comma and is what the number before counts."""
LISTED = 0.5
"""What stands behind a comma after the number counts this much of what stands before it."""
OTHER_SIDE = 0.65
AWAY = 0.3
REOPENED = 0.6
SUBJECT = 0.6
INHERITED = 0.85
PART = 0.5
"""What a part (``trong đó``) takes from the whole before it."""
BEFORE = 0.3
EARLIER = 0.5
BEYOND = 0.4
SENTENCE = 0.48
DETACHED = 0.24
FAINT = 0.12
"""What weighs less stands too far away to count."""
_MOST = 14
_FARTHEST = 240
_LONGEST_LIGHT = 200


def surroundings(
    document: Document,
    sentence: Sentence,
    context: Sequence[Span],
    numbers: Sequence[Span],
    covered: Sequence[Span],
    words: LinkWords,
    *,
    earlier: Surroundings | None = None,
    joined: bool = False,
    cells: Mapping[int, Cell] | None = None,
) -> list[Surroundings]:
    """The windows of all numbers of one sentence.

    Args:
        document: the article laid out.
        sentence: the sentence.
        context: the sentence before it in the same paragraph, the heading above it.
        numbers: spans of the numbers of the sentence, in order.
        covered: spans that say nothing about the subject (periods, places, documents).
        words: light words, function words, clause boundaries.
        earlier: the surroundings of the last number before the sentence.
        joined: whether that number stands in the same paragraph.
        cells: the cells of flattened tables, by their start.
    """
    return _Builder(document, sentence, context, numbers, covered, words, earlier, joined, cells or {}).run()


@light
@dataclass(frozen=True, slots=True)
class _Behind:
    """What stands behind a number."""

    noun: int | None
    follows: bool
    windows: tuple[Window, ...]
    shared: bool = False


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
        joined: bool,
        cells: Mapping[int, Cell],
    ) -> None:
        self.folded = document.folded
        self.sentence = sentence
        self.context = context
        self.numbers = numbers
        self.covered = [s for s in covered if s.start < sentence.end and sentence.start < s.end]
        covered_here = [(max(0, s.start - sentence.start), s.end - sentence.start) for s in self.covered]
        names = _names(document.text[sentence.start : sentence.end])
        self.bare = blank(document.folded[sentence.start : sentence.end], [*covered_here, *names])
        self.words = words
        self.earlier = earlier
        self.joined = joined
        self.cells = cells

    def run(self) -> list[Surroundings]:
        behind = [self._behind(at) for at in range(len(self.numbers))]
        for at in range(len(self.numbers) - 2, -1, -1):
            if self._begins_series(at, behind[at], behind[at + 1]):
                behind[at] = replace(behind[at + 1], shared=False)
                behind[at + 1] = replace(behind[at + 1], shared=True)
        found: list[Surroundings] = []
        for at, number in enumerate(self.numbers):
            cell = self.cells.get(number.start)
            found.append(self._of_cell(cell) if cell is not None else self._of(at, behind[at], found))
        return found

    def _of_cell(self, cell: Cell) -> Surroundings:
        implied = implied_noun(self.folded, cell.header.start, self.words)
        spans = (
            *((s, PRIMARY) for s in (implied,) if s is not None),
            (cell.header, PRIMARY),
            *((s, PRIMARY) for s in (cell.label,) if s is not None),
            *((s, INHERITED) for s in cell.headers_before),
            *((s, BEFORE) for s in cell.caption),
        )
        return Surroundings(None, False, False, False, tuple(Window(s.start, s.end, w, s.start) for s, w in spans))

    def _of(self, at: int, behind: _Behind, found: Sequence[Surroundings]) -> Surroundings:
        number = self.numbers[at]
        edge = self._edge(at)
        before = found[-1] if found else self.earlier
        plain = self._light(edge, number.start)
        dependent = before is not None and (at > 0 or self.joined) and self._is_dependent(at, behind)
        noun = behind.noun
        if noun is None and dependent and before is not None and self._same_kind(at):
            noun = before.noun
        if (
            behind.noun is not None
            and not behind.follows
            and not dependent
            and self._light(self._clause(edge, number), number.start)
        ):
            behind = self._behind(at, total_opens=True)
        counted = at > 0 and (found[-1].noun_follows or self._behind(at - 1).noun is not None)
        told = at > 0 and self._tells_on(at - 1)
        windows = [*behind.windows, *self._ahead(edge, number, behind, counted=counted, told=told)]
        if before is not None:
            part = at > 0 and _PART_OF.search(self.folded, edge, number.start) is not None
            share = INHERITED if dependent else PART if part else BEFORE if at else EARLIER if self.joined else 0.0
            windows += [
                Window(w.start, w.end, w.weight * share, w.near)
                for w in before.windows
                if w.weight > BEFORE / 2 and w.weight * share >= FAINT
            ]
        if at and not dependent:
            start, end = self.sentence.start, self.numbers[0].start
            share = DETACHED if ";" in self.folded[end : number.start] else SENTENCE
            windows.append(Window(start, end, share, end))
        leaning = not at and behind.noun is None and plain
        windows += [Window(s.start, s.end, INHERITED if leaning else BEFORE, s.end) for s in self.context]
        windows.sort(key=lambda w: -w.weight)
        return Surroundings(noun, behind.follows, dependent, plain, tuple(windows[:_MOST]))

    def _edge(self, at: int) -> int:
        return self.numbers[at - 1].end if at else self.sentence.start

    def _behind(self, at: int, *, total_opens: bool = False) -> _Behind:
        """What stands behind a number; ``total_opens``: a total is the subject, since none stands before the number."""
        number = self.numbers[at]
        edge = self.numbers[at + 1].start if at + 1 < len(self.numbers) else self.sentence.end
        right = self._boundary_behind(number.end, edge)
        noun, follows = self._noun(number, right)
        follows = follows or (total_opens and noun is not None)
        farthest = max(edge, min(self.sentence.end, number.end + _FARTHEST))
        beyond = self._boundary_behind(edge, farthest) if right == edge else right
        reopened = self.folded.startswith(")", number.end)
        subject = self._edge_text(at, number.start)
        tells = noun is None and self.words.predicate.match(self.folded, number.end) and _OPENS.search(subject)
        follows = follows or _OF_THOSE.match(self.folded, number.end) is not None
        weight = PRIMARY if follows or tells else REOPENED if reopened else AWAY
        comma = self._comma(number.end, right)
        to_next = right == edge and at + 1 < len(self.numbers)
        windows: list[Window] = []
        if comma is None:
            windows.append(Window(number.end, right, weight, number.end))
        else:
            if not to_next:  # what leads up to the next number is said of that one
                windows.append(Window(number.end, right, weight * LISTED, number.end))
            windows.append(Window(number.end, comma.start(), weight, number.end))
        if follows and (tail := self._behind_brackets(at)) is not None:
            windows.append(Window(tail.start, tail.end, weight * SOFT, number.end))
        if reopened and beyond > right and self._light(self._edge(at), number.start):
            windows.append(Window(number.end, beyond, SOFT, number.end))
        if follows and beyond > right:
            windows.append(Window(right, beyond, BEYOND if comma is None else BEYOND * LISTED, number.end))
        return _Behind(noun, follows, tuple(windows))

    def _comma(self, start: int, end: int) -> re.Match[str] | None:
        """The first comma that ends a clause, not one of a list of names."""
        for comma in self.words.clause_comma.finditer(self.folded, start, end):
            at = bisect_right(self.covered, comma.start(), key=lambda span: span.start)
            if not at or self.covered[at - 1].end != comma.start():
                return comma
            if at == len(self.covered) or self.covered[at].start > comma.end():
                return comma
        return None

    def _behind_brackets(self, at: int) -> Span | None:
        """``1.094 thủ tục (49,95%) làm trực tuyến toàn trình``: what goes on behind a share in brackets of its own."""
        if at + 1 == len(self.numbers):
            return None
        number, share = self.numbers[at], self.numbers[at + 1]
        opened = self.folded[number.end : share.start]
        if not opened.endswith("(") or opened.count("(") > 1 or not self.folded.startswith(")", share.end):
            return None
        start = share.end + 1
        last = self.numbers[at + 2].start if at + 2 < len(self.numbers) else self.sentence.end
        end = self._boundary_behind(start, last)
        comma = self.words.clause_comma.search(self.folded, start, end)
        return Span(start, end if comma is None else comma.start())

    def _tells_on(self, at: int) -> bool:
        """Whether a number stands alone in brackets, behind which what the number before counts goes on."""
        return at > 0 and self._behind_brackets(at - 1) is not None

    def _edge_text(self, at: int, end: int) -> str:
        """What stands before a number, from the one before it."""
        return self.folded[max(self._edge(at), end - _PART_REACH) : end]

    def _noun(self, number: Span, right: int) -> tuple[int | None, bool]:
        """Where a noun begins behind the number, and whether it opens the subject rather than closing it."""
        if (
            not self.folded[number.end : number.end + 1].strip(",.;:()\"'/-")
            and not self.folded[number.end : number.end + 1].isspace()
        ):
            return None, False
        start = number.end
        total = False
        if self.words.generic.match(self.folded, start, right):
            return None, False
        if (link := _IS.match(self.folded, start)) is not None:  # "trong đó 81,7% là thuê bao ..."
            opening = self.folded[max(self.sentence.start, number.start - _PART_REACH) : number.start]
            start = link.end() if _PART.search(opening) else start
        while (light := self.words.determiner.match(self.folded, start, right)) is not None:
            total = total or light["total"] is not None
            start = light.end()
        start = _SPACE.match(self.folded, start).end()  # type: ignore[union-attr]
        if _WORD.match(self.folded, start, right) is None or self.words.function.match(self.folded, start):
            return None, False
        if any(s.start <= start < s.end for s in self.covered):
            return None, False
        total = total or (self._is_share(number) and self.words.total.match(self.folded, start) is not None)
        return start, not total

    def _ahead(self, edge: int, number: Span, behind: _Behind, *, counted: bool, told: bool) -> list[Window]:
        """The windows between the number before and this one: its clause, split at the last comma, and what is left."""
        clause = comma = self._clause(edge, number)
        for match in self.words.clause_comma.finditer(self.folded, clause, number.start):
            if _WORD.search(self.folded, match.end(), number.start) and not self._light(match.end(), number.start):
                comma = match.end()
        weight = OTHER_SIDE if behind.follows else PRIMARY
        listed = behind.follows and told and _LAST_COMMA.search(self.folded, edge, number.start) is not None
        share = COUNTED if listed and comma == edge else 1.0  # "1.094 thủ tục làm toàn trình, 618 thủ tục ..."
        windows = [Window(comma, number.start, weight * share, number.start)]
        if comma > clause:  # what the number before counts is less about this one
            share = COUNTED if clause == edge and counted else SOFT
            windows.append(Window(clause, number.start, weight * share, number.start))
        if clause > edge:
            windows.append(Window(edge, clause, BEFORE if behind.follows else SUBJECT, number.start))
        return windows

    def _clause(self, edge: int, number: Span) -> int:
        start = edge
        for boundary in self.words.boundary.finditer(self.folded, edge, number.start):
            start = boundary.end()
        return start

    def _boundary_behind(self, start: int, edge: int) -> int:
        boundary = self.words.boundary.search(self.folded, start, edge)
        return boundary.start() if boundary else edge

    def _is_dependent(self, at: int, behind: _Behind) -> bool:
        edge, start = self._edge(at), self.numbers[at].start
        if self.words.anaphor.search(self.folded, edge, start):
            return True
        if behind.noun is None or not behind.follows:
            return self._light(edge, start) or (behind.noun is None and self._is_appended(at))
        if not at:
            return False
        if behind.shared and self._same_kind(at):
            return True
        same = _common(self.folded[edge:start], self.folded, behind.noun)
        return same > 0 and self._light(edge + same, start)

    def _is_appended(self, at: int) -> bool:
        """``38.940 hồ sơ trực tuyến (chiếm 86,3%)``: whether a number only adds to the one before what it counts."""
        if not at:
            return False
        edge, start = self._edge(at), self.numbers[at].start
        marks = list(_CLAUSE_MARK.finditer(self.folded, edge, start))
        if not marks or self.words.boundary.search(self.folded, edge, start):
            return False
        words = _WORD.search(self.folded, marks[-1].end(), start) is not None or marks[-1][0] == "("
        return words and self._light(marks[-1].end(), start)

    def _begins_series(self, at: int, behind: _Behind, following: _Behind) -> bool:
        if self._named_alike(at):
            return True
        if behind.noun is not None or not following.follows or not self._same_kind(at + 1):
            return False
        number, gap = self.numbers[at], self.folded[self.numbers[at].end : self.numbers[at + 1].start]
        clause = self._clause(self._edge(at), number)
        if _JOINED.fullmatch(gap):  # but not where "tỷ lệ ... đạt 99%; 100% xã" begins anew
            whole = "và" in gap or (";" not in gap and not self._is_share(number))
            return whole or self._light(clause, number.start)
        return (
            ")" not in gap
            and ";" not in gap
            and self._light(number.end, number.end + len(gap))
            and self._light(clause, number.start)
        )

    def _named_alike(self, at: int) -> bool:
        """``Huyện A (88%) và huyện B (85%) là nơi có tỷ lệ ...``: whether two numbers stand alone in brackets behind
        names, with nothing said before them."""
        one, other = self.numbers[at], self.numbers[at + 1]
        gap = self.bare[one.end - self.sentence.start : other.start - self.sentence.start]
        alone = gap.startswith(")") and gap.endswith("(") and self.folded.startswith(")", other.end)
        return (
            alone
            and self._same_kind(at + 1)
            and self._light(one.end, other.start)
            and self._light(self._edge(at), one.start)
        )

    def _same_kind(self, at: int) -> bool:
        if not at:
            return self.earlier is not None
        one, other = self.numbers[at - 1], self.numbers[at]
        return isinstance(one, Quantity) and isinstance(other, Quantity) and one.kind == other.kind

    @staticmethod
    def _is_share(number: Span) -> bool:
        return isinstance(number, Quantity) and number.kind == "percentage"

    def _light(self, start: int, end: int) -> bool:
        """Whether nothing but light words, marks, and covered spans stand between two places."""
        if end - start > _LONGEST_LIGHT:
            return False
        gap = self.bare[start - self.sentence.start : end - self.sentence.start]
        light = self.words.light_words
        if (first := _WORD.search(gap)) is not None and first[0] not in light:
            return False  # most often it is the first word already
        if not light.issuperset(_WORD.findall(gap)):
            return False
        return not _PUNCTUATION.sub("", self.words.light.sub(" ", _LIST_NUMBER.sub(" ", gap)))


def _common(one: str, text: str, at: int) -> int:
    """Length of the whole words that ``one``, but for its leading space, begins with like ``text`` from ``at`` on."""
    lead = len(one) - len(one.lstrip())
    length = 0
    for left, right in zip(_WORD.finditer(one, lead), _WORD.finditer(text, at), strict=False):
        if left[0] != right[0]:
            break
        length = left.end()
    return length


def _names(sentence: str) -> list[tuple[int, int]]:
    """Starts and ends of capitalised words: proper names. Not the word that a sentence begins with, and no
    abbreviations in capitals."""
    first = _WORD.search(sentence)
    words = () if first is None else _NOT_SMALL.finditer(sentence, first.end())
    return [m.span() for m in words if (word := m[0])[0].isupper() and (word[1:].islower() or len(word) == 1)]
