from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.text import contract_text, fold, level, strip_marks


@pytest.mark.parametrize(
    ("decoded", "text"),
    [
        ("\ufeffTỉnh", "Tỉnh"),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\rb"),
        (unicodedata.normalize("NFD", "Đồng Tháp"), "Đồng Tháp"),
        ("hai  khoảng trắng", "hai  khoảng trắng"),
    ],
)
def test_contract_text(decoded: str, text: str) -> None:
    assert contract_text(decoded) == text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Hoà Bình", "hòa bình"),
        ("THUỶ", "thủy"),
        ("khoẻ", "khỏe"),
        ("toàn, hoàn", "toàn, hoàn"),
        ("quý, quỳ", "quý, quỳ"),
        ("tỉ lệ", "tỷ lệ"),
        ("5 tỉ đồng", "5 tỷ đồng"),
        ("tỉ mỉ", "tỉ mỉ"),
        ("2021–2025", "2021-2025"),
        ("100\u00a0%", "100 %"),
        ("“Chợ 4.0”", '"chợ 4.0"'),
        ("ðồng", "đồng"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    plain = contract_text(text)
    assert len(fold(plain)) == len(plain)
    assert len(level(plain)) == len(plain)


@given(st.text(alphabet=st.characters(max_codepoint=0x1EFF)))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(contract_text(text))
    assert fold(once) == once


def test_strip_marks() -> None:
    assert strip_marks("Đồng Tháp") == strip_marks("DONG THAP") == strip_marks("ÐỒNG THÁP") == "dong thap"
