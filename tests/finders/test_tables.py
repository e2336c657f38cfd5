"""Tables that became plain lines: which header a cell stands under."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxextract.document import Document
from dxextract.finders.tables import find_tables

Heads = list[tuple[str, str, str | None]]


def _heads(document: Document) -> Heads:
    text = document.article.text
    found = []
    for start, cell in sorted(find_tables(document).cells.items()):
        value = text[start:].split("\n")[0].split("|")[0].split("\t")[0].strip()
        label = None if cell.label is None else text[cell.label.start : cell.label.end].strip()
        found.append((value, text[cell.header.start : cell.header.end].strip(), label))
    return found


@pytest.mark.parametrize(
    ("lines", "heads"),
    [
        # between bars, around the whole row or not, and between tabs
        (
            "Xã | Hồ sơ | Tỷ lệ\nA | 5 | 60\nB | 7 | 70",
            [("5", "Hồ sơ", "A"), ("60", "Tỷ lệ", "A"), ("7", "Hồ sơ", "B")],
        ),
        (
            "| Xã | Hồ sơ | Tỷ lệ |\n| A | 5 | 60 |\n| B | 7 | 70 |",
            [("5", "Hồ sơ", "A"), ("60", "Tỷ lệ", "A"), ("7", "Hồ sơ", "B")],
        ),
        ("Xã\tHồ sơ\tTỷ lệ\nA\t5\t60\nB\t7\t70", [("5", "Hồ sơ", "A"), ("60", "Tỷ lệ", "A"), ("7", "Hồ sơ", "B")]),
        # an empty cell moves nothing, wherever it stands
        ("Xã | Hồ sơ | Tỷ lệ\nA | | 60\nB | 7 | ", [("60", "Tỷ lệ", "A"), ("7", "Hồ sơ", "B")]),
        ("| | Hồ sơ | Tỷ lệ |\n| A | | 60 |\n| B | 7 | |", [("60", "Tỷ lệ", "A"), ("7", "Hồ sơ", "B")]),
        # too few columns or rows, and headers that hold a number
        ("Xã | Hồ sơ\nA | 5\nB | 7", []),
        ("Xã | Hồ sơ | Tỷ lệ\nA | 5 | 60", []),
        ("Xã | 3 | Tỷ lệ\nA | 5 | 60\nB | 7 | 70", []),
    ],
)
def test_the_header_of_a_cell(lay_out_text: Callable[..., Document], lines: str, heads: Heads) -> None:
    assert _heads(lay_out_text(lines))[: len(heads) or None] == heads


def test_a_row_number_is_a_cell_and_no_label(lay_out_text: Callable[..., Document]) -> None:
    tables = find_tables(lay_out_text("TT | Xã | Hồ sơ\n1 | A | 5\n2 | B | 7"))
    assert len(tables.row_numbers) == 2
    assert len(tables.rows) == 2
    assert [cell.label is None for _, cell in sorted(tables.cells.items())] == [True, False, True, False]
