"""Tables that were flattened to one cell a line: which header a cell stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dxextract.document import Document
from dxextract.spans import Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ROW_NUMBER = re.compile(r"\s*\d{1,3}\s*")
_FEWEST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell's meaning is said.

    Attributes:
        header: the line that heads its column.
        headers_before: the headers of the columns to its left, nearest first; the label's is not among them.
        caption: the line above the headers, if there is one.
    """

    header: Span
    headers_before: tuple[Span, ...]
    caption: tuple[Span, ...]


def table_cells(document: Document, starts: Iterable[int]) -> dict[int, Cell]:
    """The cells of flattened tables whose rows begin with a number that counts up from 1.

    Args:
        document: the article laid out.
        starts: starts of the quantities that stand alone on a line.

    Returns:
        For each of the quantities whose column is known: its cell.
    """
    wanted = sorted(starts)
    if not wanted:
        return {}
    lines = [Span(*m.span()) for m in _LINE.finditer(document.folded)]
    cells: dict[int, Cell] = {}
    for rows in _tables(document.folded, lines):
        cells |= _cells(document.folded, lines, rows, set(wanted))
    return cells


def _tables(folded: str, lines: Sequence[Span]) -> list[list[int]]:
    """Runs of row numbers 1, 2, 3 ..., as positions in ``lines``; rows of one table have one length."""
    tables: list[list[int]] = []
    for at, line in enumerate(lines):
        text = folded[line.start : line.end]
        if not _ROW_NUMBER.fullmatch(text):
            continue
        number = int(text)
        rows = tables[-1] if tables else []
        if number == 1:
            tables.append([at])
        elif rows and number == len(rows) + 1 and (len(rows) == 1 or at - rows[-1] == rows[-1] - rows[-2]):
            rows.append(at)
    return [rows for rows in tables if len(rows) > 1 and rows[1] - rows[0] >= _FEWEST_COLUMNS]


def _cells(folded: str, lines: Sequence[Span], rows: list[int], wanted: set[int]) -> dict[int, Cell]:
    width = rows[1] - rows[0]
    first = rows[0] - width
    if first < 0:
        return {}
    headers = lines[first : rows[0]]
    caption = tuple(lines[first - 1 : first])
    found: dict[int, Cell] = {}
    for row in rows:
        for column, line in enumerate(lines[row : row + width]):
            start = line.start + len(folded[line.start : line.end]) - len(folded[line.start : line.end].lstrip())
            if start in wanted and column:
                found[start] = Cell(headers[column], tuple(reversed(headers[2:column])), caption)
    return found
