from __future__ import annotations

import pytest

from dxextract.linkers.list_items import item_mark, label_behind
from dxextract.spans import Span


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("- Nộp trực tuyến 98%", "-"),
        ("  • 12 dịch vụ", "•"),
        ("– 12 dịch vụ", "–"),
        ("1. Về kinh tế số", "1."),
        ("12) 40 xã", "12)"),
        ("a) 40 xã", "a)"),
        ("đ) 40 xã", "đ)"),
    ],
)
def test_an_item_begins(text: str, mark: str) -> None:
    assert item_mark(text, 0) == mark


@pytest.mark.parametrize(
    "text", ["TP. Huế có 40 xã", "A. Mục tiêu", "1.240 hồ sơ", "98% hồ sơ", "a.b", "Xã có 3 tổ", ""]
)
def test_nothing_begins(text: str) -> None:
    assert item_mark(text, 0) is None


def test_only_what_stands_at_the_place_counts() -> None:
    assert item_mark("Mục tiêu: - 98%", 0) is None
    assert item_mark("Mục tiêu: - 98%", 9) == "-"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("- 98%: hồ sơ nộp qua mạng", "hồ sơ nộp qua mạng"),
        ("98% – tỷ lệ phủ sóng", "tỷ lệ phủ sóng"),
        ("98% là tỷ lệ phủ sóng", "tỷ lệ phủ sóng"),
        ("98% là người già", None),
        ("Nộp 98%: hồ sơ của dân", None),
        ("98%: 12 xã", None),
        ("98% hồ sơ", None),
        ("98%:", None),
    ],
)
def test_the_label_of_a_number_that_opens_its_line(text: str, label: str | None) -> None:
    start = text.index("98%")
    found = label_behind(text, Span(0, len(text)), Span(start, start + 3))
    assert (None if found is None else text[found.start : found.end]) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Số liệu\n\n98%\nhồ sơ nộp qua mạng\n\n12\nxã", "hồ sơ nộp qua mạng"),
        ("Số liệu\n\n98%\nhồ sơ năm 2023", "hồ sơ năm 2023"),
        ("Số liệu\n\n98%\nhồ sơ\nnộp qua mạng", None),
        ("Số liệu\n\nhồ sơ\n98%\nnộp qua mạng", None),
        ("Số liệu\n\n98%\n\nhồ sơ", None),
        ("Số liệu\n\n98%\n12 xã", None),
    ],
)
def test_the_label_on_the_line_below_a_number(text: str, label: str | None) -> None:
    start = text.index("98%")
    found = label_behind(text, Span(start, start + 3), Span(start, start + 3))
    assert (None if found is None else text[found.start : found.end]) == label
