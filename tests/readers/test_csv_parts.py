from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dxextract.errors import InputError
from dxextract.readers.csv_parts import decode_cells, split_rows
from dxextract.readers.options import ReadOptions

CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=8)


def rows(data: bytes, **fields: str) -> list[Any]:
    parts = list(split_rows(io.BytesIO(data), ReadOptions(fields=fields)))
    return [
        tuple(part.data.values())
        if isinstance(part.data, Mapping)
        else (part.where, getattr(part.data, "reason", None))
        for part in parts
    ]


@given(st.lists(st.tuples(CELL, CELL), max_size=6), st.sampled_from(",;\t|"))
@example([("", "\x1f")], ",")  # no white space as bytes go
def test_what_a_spreadsheet_writes_is_read_back(cells: list[tuple[str, str]], mark: str) -> None:
    sink = io.StringIO()
    csv.writer(sink, delimiter=mark, quoting=csv.QUOTE_ALL).writerows([("title", "text"), *cells])
    expected = [tuple(cell.encode() for cell in row) for row in cells if any(cell.encode().strip() for cell in row)]
    assert rows(sink.getvalue().encode()) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"title,text\na,b\n", [(b"a", b"b")]),
        (b"\n\ntitle,text\na,b,c\n", [("line 4", "csv")]),
        (b'title,text\na,"b\n', [("line 2", "csv")]),
        (b'title,text\na,"b\nc,d\ne,f\n', [("line 2", "csv"), (b"c", b"d"), (b"e", b"f")]),
        (b'title,text\na,say "x" now\n', [(b"a", b'say "x" now')]),
        (b'title,text\na,"b\n\n""c"""\n\nd,e', [(b"a", b'b\n\n"c"'), (b"d", b"e")]),
        (b"title,text\na\rb,c\n", [("line 2", "csv")]),
        (b"text\nH\xe0 N\xf4i\n", [(b"H\xe0 N\xf4i",)]),
    ],
)
def test_broken_rows_leave_the_others(data: bytes, expected: list[Any]) -> None:
    assert rows(data) == expected


def test_a_file_of_open_quotation_marks_is_given_up() -> None:
    with pytest.raises(InputError, match="too many open quotation marks"):
        rows(b"title,text\n" + b'5" x,"y\n' * 2000)


def test_columns_may_be_named() -> None:
    assert rows(b"a;b\n1;2\n", text="b") == [(b"1", b"2")]
    with pytest.raises(InputError, match=r"there are: a, b\); name one with --map text=COLUMN"):
        rows(b"a;b\n1;2\n")
    with pytest.raises(InputError, match="no column"):
        rows(b"a;b\n1;2\n", text="c")


def test_cells_are_decoded_together() -> None:
    text = "Tỉnh Đồng Tháp đã cung cấp 906 dịch vụ công trực tuyến, đạt 50,4% kế hoạch."
    cells, repairs = decode_cells({"title": "Đồng Tháp".encode(), "text": text.encode()})
    assert (cells, repairs) == ({"title": "Đồng Tháp", "text": text}, ())
