"""Where a number is to be looked at: windows of text around it, each with a weight.

A counted noun stands behind its number (``906 dịch vụ công``), the subject of a share before it (``tỷ lệ ... đạt
57%``); a number whose neighbourhood brings no new subject (``(chiếm 50,4%)``, ``vượt mục tiêu 55%``) looks where its
predecessor looked, also across the end of a sentence, and one that begins a series (``7.932, 5.106 và 4.377 giao
dịch``) where its successor looks. The rest of the sentence, headings and the sentence before count a little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.finders.tables import Cell
from dxextract.knowledge.links import LinkWords
from dxextract.linkers.behind import Behind, behind_brackets, look_behind
from dxextract.linkers.clauses import WORD, Clauses
from dxextract.linkers.nouns import implied_noun
from dxextract.linkers.series import is_dependent, lent, repeats, told_in_turn
from dxextract.linkers.windows import (
    ALIKE,
    BEFORE,
    COUNTED,
    DETACHED,
    EARLIER,
    FAINT,
    INHERITED,
    LABEL,
    OTHER_SIDE,
    PART,
    PRIMARY,
    SENTENCE,
    SOFT,
    SUBJECT,
    Surroundings,
    Window,
)
from dxextract.spans import Span

_LONGEST_LABEL = 60
_SHORT_LABEL = 20
_LONGEST_BRACKETS = 200
_MOST = 14
_VERB_REACH = 40


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
    clauses = Clauses(document, sentence, numbers, covered, words)
    return _Builder(clauses, context, earlier, joined, cells or {}).run()


class _Builder:
    def __init__(
        self,
        clauses: Clauses,
        context: Sequence[Span],
        earlier: Surroundings | None,
        joined: bool,
        cells: Mapping[int, Cell],
    ) -> None:
        self.clauses = clauses
        self.folded = clauses.folded
        self.numbers = clauses.numbers
        self.words = clauses.words
        self.context = context
        self.earlier = earlier
        self.joined = joined
        self.cells = cells
        self.whole: Surroundings | None = None
        self.told = told_in_turn(clauses)
        self.own = [look_behind(clauses, at) for at in range(len(clauses.numbers))]

    def run(self) -> list[Surroundings]:
        found: list[Surroundings] = []
        for at, behind in enumerate(lent(self.clauses, self.own)):
            cell = self.cells.get(self.numbers[at].start)
            told = self.told.get(at)
            if cell is not None:
                found.append(self._of_cell(cell))
            else:
                found.append(self._of(at, behind, found) if told is None else self._of_told(told, behind))
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

    def _of_told(self, told: Span, behind: Behind) -> Surroundings:
        others = (Window(s.start, s.end, BEFORE, s.end) for s in (*self.told.values(), *self.context))
        windows = (Window(told.start, told.end, PRIMARY, told.end), *behind.windows, *others)
        return Surroundings(behind.noun, False, False, False, windows, told)

    def _of(self, at: int, behind: Behind, found: Sequence[Surroundings]) -> Surroundings:
        clauses, number = self.clauses, self.numbers[at]
        edge = clauses.edge(at)
        before = found[-1] if found else self.earlier
        plain = clauses.light(edge, number.start)
        dependent = before is not None and (at > 0 or self.joined) and is_dependent(clauses, at, behind)
        noun = behind.noun
        if noun is None and dependent and before is not None and (not at or clauses.same_kind(at)):
            noun = before.noun
        if (
            behind.noun is not None
            and not behind.follows
            and not dependent
            and clauses.light(clauses.opening(edge, number.start), number.start)
        ):
            behind = look_behind(clauses, at, total_opens=True)
        counted = at > 0 and (found[-1].noun_follows or self.own[at - 1].noun is not None)
        windows = [*behind.windows, *self._ahead(at, behind, counted=counted)]
        whole = at > 0 and self._is_whole(edge, number.start)  # no part says what its whole is
        if before is not None and not whole:
            added = at > 0 and clauses.is_share(at) and clauses.folded.startswith("(", number.start - 1)
            share = (
                INHERITED if dependent else OTHER_SIDE if added else BEFORE if at else EARLIER if self.joined else 0.0
            )
            windows += _lighter(before, share)
            self.whole = self._whole(at, before)
            windows += _lighter(self.whole, PART) if self.whole is not None and not dependent else ()
            outer = self._outside_brackets(at)
            windows += _lighter(found[outer], EARLIER) if outer is not None and not dependent else ()
        if at and not dependent:
            start, end = clauses.sentence.start, self.numbers[0].start
            share = DETACHED if ";" in self.folded[end : number.start] else SENTENCE
            windows.append(Window(start, end, share, end))
            if (colon := self.folded.find(": ", start, min(end, start + _LONGEST_LABEL))) > 0:
                windows.append(Window(start, colon, LABEL, colon))
        leaning = not at and behind.noun is None and plain and not behind.tells
        windows += [Window(s.start, s.end, INHERITED if leaning else BEFORE, s.end) for s in self.context]
        windows.sort(key=lambda w: -w.weight)
        placed = at > 0 and not isinstance(self.numbers[at - 1], Quantity)
        dependent = dependent and (not placed or found[-1].dependent)  # "Về học bạ số, Yên Thành dẫn đầu với 71%"
        return Surroundings(
            noun, behind.follows, dependent, plain, tuple(windows[:_MOST]), opens=self._opens(at), whole=whole
        )

    def _outside_brackets(self, at: int) -> int | None:
        """``276 tổ (271 tổ ở tổ dân phố), tổng cộng 1.904 thành viên``: the number before the brackets that close right
        before a number's clause; None where the number before it stands in none."""
        closed = self.folded.find(")", self.clauses.edge(at), self.numbers[at].start)
        farthest = max(self.clauses.sentence.start, closed - _LONGEST_BRACKETS)
        opened = self.folded.rfind("(", farthest, closed) if closed >= 0 else -1
        inside = at - 1
        while inside >= 0 and self.numbers[inside].start > opened:
            inside -= 1
        return inside if opened >= 0 and 0 <= inside < at - 1 else None

    def _opens(self, at: int) -> bool:
        """``...; riêng Phú Xuân 41 lớp``: whether nothing but names stands before a number, from the last mark on."""
        edge, start = self.clauses.edge(at), self.numbers[at].start
        mark = max(self.folded.rfind(mark, edge, start) for mark in (", ", "; "))
        return self.clauses.light(max(edge, mark), start)

    def _whole(self, at: int, before: Surroundings) -> Surroundings | None:
        """The surroundings of what a number is a part of: what stands before ``trong đó``, for all parts of a list."""
        edge, start = self.clauses.edge(at), self.numbers[at].start
        if at and self.words.part.search(self.folded, edge, start) is not None:
            return before
        verb = self.folded[max(edge, start - _VERB_REACH) : start] if at else ""
        if self.words.carried_on.search(verb):
            return before
        number = self.numbers[at]
        counts = at and isinstance(number, Quantity) and number.kind == "count" and self.clauses.same_kind(at)
        if counts and self.words.companion.search(verb):
            return before
        more = self.words.joining.search(self.folded, edge, start) or self.words.listed_next.search(
            self.folded, edge, start
        )
        return self.whole if at and more else None

    def _embedding(self, at: int, start: int) -> Span | None:
        """``Mức hài lòng qua 1.200 phiếu là 95,4%``: the subject before a number of what it was measured on."""
        if not at or not self.clauses.is_share(at) or self.clauses.is_share(at - 1):
            return None
        edge, end, first = self.clauses.edge(at), self.numbers[at].start, self.numbers[at - 1].start
        if start != edge or self.words.copula.search(self.folded[edge:end]) is None:
            return None
        opening = self.clauses.opening(self.clauses.edge(at - 1), first)
        among = self.words.among.search(self.folded[opening:first])
        return None if among is None else Span(opening, opening + among.start())

    def _repeats(self, start: int, end: int, noun: int | None) -> bool:
        """Whether the noun behind a number stands in its label: ``Số dịch vụ công mức độ 3, 4 tăng: 152 dịch vụ``."""
        word = None if noun is None else WORD.match(self.folded, noun)
        return word is not None and word[0] in WORD.findall(self.folded, start, end)

    def _is_whole(self, edge: int, start: int) -> bool:
        return self.words.of_whole.search(self.folded[max(edge, start - _VERB_REACH) : start]) is not None

    def _ahead(self, at: int, behind: Behind, *, counted: bool) -> list[Window]:
        """The windows between the number before and this one: its clause, split at the last comma, and what is left."""
        edge, start = self.clauses.edge(at), self.numbers[at].start
        clause = comma = self.clauses.opening(edge, start)
        for match in self.clauses.commas(clause, start):
            if WORD.search(self.folded, match.end(), start) and not self.clauses.light(match.end(), start):
                comma = match.end()
        weight = OTHER_SIDE if behind.follows or (at and behind.tells) else PRIMARY
        told = at > 1 and behind.follows and behind_brackets(self.clauses, at - 2) is not None
        listed = told and self.words.listed_next.search(self.folded, edge, start) is not None
        share = COUNTED if listed and comma == edge else 1.0  # "1.094 thủ tục (8%) làm toàn trình, 618 thủ tục ..."
        coordinated = at > 0 and behind.follows and self.own[at - 1].follows and not behind.shared
        coordinated = coordinated and self.words.joining.search(self.folded, edge, start) is not None
        told = (
            at > 0 and (behind.tells or (behind.follows and counted)) and self.folded[edge:start].rstrip().endswith(",")
        )
        share = COUNTED if coordinated or told else share  # "100% dùng hóa đơn điện tử, 95% nộp thuế điện tử",
        # "558 tổ cấp xã và 3.789 tổ cấp thôn"
        if at and behind.noun is not None and repeats(self.clauses, at, behind.noun) and self._is_whole(edge, start):
            share = BEFORE  # "312 trạm 5G trên tổng số 3.204 trạm"
        windows = [Window(comma, start, weight * share, start)]
        if coordinated:  # what leads up to the first is said of both
            first = self.numbers[at - 1].start
            windows.append(Window(self.clauses.opening(self.clauses.edge(at - 1), first), first, weight, first))
        if (subject := self._embedding(at, comma)) is not None:
            windows.append(Window(subject.start, subject.end, ALIKE, subject.end))
        if comma > clause:  # what the number before counts is less about this one
            share = COUNTED if clause == edge and counted else SOFT
            windows.append(Window(clause, start, weight * share, start))
        if clause > edge:
            headed = self.folded.startswith(":", clause - 2) and self.clauses.light(clause, start)
            label = self.clauses.opening(edge, clause - 2) if headed else clause
            if label < clause:  # "văn bản được ký số: 98,7%"
                near = clause - label <= _SHORT_LABEL or self._repeats(label, clause, behind.noun)
                share = PRIMARY if not behind.follows else SOFT if near else SUBJECT  # "Trực tiếp: 571 hồ sơ"
                windows.append(Window(label, clause, share, start))
            if edge < label:
                share = BEFORE if behind.follows else PRIMARY if self._is_opposed_share(at, clause) else SUBJECT
                windows.append(Window(edge, label, share, start))
        return windows

    def _is_opposed_share(self, at: int, clause: int) -> bool:
        """``187 hồ sơ nhưng chỉ 30% nộp qua mạng``: whether a share, against what was counted, opens a clause."""
        clauses, edge, start = self.clauses, self.clauses.edge(at), self.numbers[at].start
        if not at or not clauses.is_share(at) or clauses.is_share(at - 1) or not clauses.light(clause, start):
            return False
        *_, last = (None, *self.words.opposing.finditer(self.folded, edge, clause))
        return last is not None and clauses.light(last.end(), clause)


def _lighter(where: Surroundings, share: float) -> list[Window]:
    """The windows of another number, but for the faintest, with a share of their weight."""
    return [
        Window(w.start, w.end, w.weight * share, w.near)
        for w in where.windows
        if w.weight > BEFORE / 2 and w.weight * share >= FAINT
    ]
