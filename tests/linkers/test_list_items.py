from __future__ import annotations

import pytest

from dxextract.linkers.list_items import item_mark


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
