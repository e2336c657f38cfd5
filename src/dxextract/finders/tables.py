"""Tables that became plain lines: which header a cell stands under.

Three shapes are read: cells between bars or tabs, a row a line; one cell a line, rows numbered from 1; one cell a line,
every row a label and the same number of values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dxextract.document import Document
from dxextract.spans import Span

_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)
_BAR = re.compile(r"[|\t]")
_ROW_NUMBER = re.compile(r"\s*\d{1,3}\.?\s*")
_VALUE = re.compile(r"[\s.,/%+-]*\d[\d\s.,/%+-]*")
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_MOST_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell's meaning is said.

    Attributes:
        header: what heads its column.
        headers_before: the headers of the columns to its left, nearest first; the label's is not among them.
        caption: the line above the headers, if there is one.
        label: what names the row; None for the numbers of rows.
    """

    header: Span
    headers_before: tuple[Span, ...]
    caption: tuple[Span, ...]
    label: Span | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    """Headers and rows of equal length; the values begin at column ``first``."""

    caption: tuple[Span, ...]
    headers: Sequence[Span]
    rows: Sequence[Sequence[Span]]
    first: int


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a document.

    Attributes:
        cells: cells that hold a number, by the place where the number starts; numbers of rows are among them, because
            rows may be numbered by their rank.
        row_numbers: where the numbers of rows start.
        rows: the rows below the headers, from their first cell to their last.
        labels: where what names a row begins and ends.
    """

    cells: Mapping[int, Cell]
    row_numbers: frozenset[int]
    rows: tuple[Span, ...]
    labels: frozenset[tuple[int, int]]


def find_tables(document: Document) -> Tables:
    """Find the tables of a document, in any of the three shapes."""
    folded = document.folded
    lines = [Span(*m.span()) for m in _LINE.finditer(folded)]
    cells: dict[int, Cell] = {}
    row_numbers: set[int] = set()
    rows: list[Span] = []
    labels: set[tuple[int, int]] = set()
    for table in (
        *_unnumbered(folded, lines),
        *_numbered(folded, lines),
        *_barred(folded, document.article.text, lines),
    ):
        for row in table.rows:
            rows.append(Span(row[0].start, row[-1].end))
            if folded[row[table.first - 1].start : row[table.first - 1].end].strip():
                labels.add(_text_of(folded, row[table.first - 1]))
            if table.first > 1:
                start = _text_start(folded, row[0])
                row_numbers.add(start)
                cells[start] = Cell(table.headers[0], (), table.caption)
            for column in range(table.first, len(row)):
                if _VALUE.fullmatch(folded, row[column].start, row[column].end):
                    before = tuple(reversed(table.headers[table.first : column]))
                    cells[_text_start(folded, row[column])] = Cell(
                        table.headers[column], before, table.caption, row[table.first - 1]
                    )
    return Tables(cells, frozenset(row_numbers), tuple(rows), frozenset(labels))


def _text_start(folded: str, span: Span) -> int:
    text = folded[span.start : span.end]
    return span.end - len(text.lstrip())


def _text_of(folded: str, span: Span) -> tuple[int, int]:
    return _text_start(folded, span), span.start + len(folded[span.start : span.end].rstrip())


def _barred(folded: str, text: str, lines: Sequence[Span]) -> Iterator[_Table]:
    """Runs of lines with one number of bars or tabs (blanks in ``folded``); the first line heads the columns."""
    split = [_between_bars(text, line) for line in lines]
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and len(split[end]) == len(split[at]):
            end += 1
        headers = split[at]
        barred = len(headers) >= _FEWEST_COLUMNS and end - at > _FEWEST_ROWS
        if barred and not any(_VALUE.fullmatch(folded, h.start, h.end) for h in headers):
            numbered = _ROW_NUMBER.fullmatch(folded, split[at + 1][0].start, split[at + 1][0].end) is not None
            yield _Table(tuple(lines[max(at - 1, 0) : at]), headers, split[at + 1 : end], 2 if numbered else 1)
        at = end


def _between_bars(text: str, line: Span) -> list[Span]:
    """The cells of a line, empty ones too, but for those outside of bars around the whole row: ``| Tổng | 12 | |``."""
    bars = [match.start() for match in _BAR.finditer(text, line.start, line.end)]
    starts, ends = [line.start, *(bar + 1 for bar in bars)], [*bars, line.end]
    cells = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    outer = (cells[0], cells[-1])
    return cells[1:-1] if all(not text[cell.start : cell.end].strip() for cell in outer) else cells


def _numbered(folded: str, lines: Sequence[Span]) -> Iterator[_Table]:
    """Rows that begin with 1, 2, 3 ... on a line of its own, all as long as the headers above the first."""
    numbers = {
        at: int(folded[line.start : line.end].strip().rstrip("."))
        for at, line in enumerate(lines)
        if _ROW_NUMBER.fullmatch(folded, line.start, line.end)
    }
    last = -1
    for at, number in numbers.items():
        if number != 1 or at <= last:
            continue
        widths = range(_FEWEST_COLUMNS, min(at, _MOST_COLUMNS) + 1)
        counts = {width: _rows(numbers, at, width, len(lines)) for width in widths}
        width = max(counts, key=lambda w: (counts[w], -w), default=0)
        if width and counts[width] >= _FEWEST_ROWS:
            rows = [at + n * width for n in range(counts[width])]
            if any(_VALUE.fullmatch(folded, h.start, h.end) for h in lines[max(0, at - width) : at]):
                continue  # no headers: positions that count up, inside the rows of another table
            last = rows[-1] + width - 1
            yield from _flat(lines, rows, 2)


def _rows(numbers: Mapping[int, int], first: int, width: int, end: int) -> int:
    """How many rows of a width count up from the first, whole ones only."""
    count = 0
    while numbers.get(first + count * width) == count + 1 and first + (count + 1) * width <= end:
        count += 1
    return count


def _unnumbered(folded: str, lines: Sequence[Span]) -> Iterator[_Table]:
    """Rows of a label and values, one a line, all of one length."""
    value = [_VALUE.fullmatch(folded, line.start, line.end) is not None for line in lines]
    rows: list[int] = []
    for at in range(1, len(lines)):
        if not value[at] or value[at - 1]:
            continue
        if rows and len(rows) >= _FEWEST_ROWS and at - 1 - rows[-1] != rows[-1] - rows[-2]:
            yield from _flat(lines, rows, 1)
            rows = []
        if rows and not all(value[rows[-1] + 1 : at - 1]):
            rows = []
        rows.append(at - 1)
    yield from _flat(lines, rows, 1)


def _flat(lines: Sequence[Span], rows: Sequence[int], first: int) -> Iterator[_Table]:
    if len(rows) < _FEWEST_ROWS:
        return
    width = rows[1] - rows[0]
    top = rows[0] - width
    if top >= 0 and width > first:
        yield _Table(
            tuple(lines[max(top - 1, 0) : top]), lines[top : rows[0]], [lines[row : row + width] for row in rows], first
        )
