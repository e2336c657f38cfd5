from __future__ import annotations

import time
import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.text import contract_positions, contract_text, fold, level, strip_marks


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


@given(st.one_of(st.text(), st.text(alphabet="ae\u0301\u0302\u0323\u0327\r\n\ufeffđ각\u1100\u1161\u11a8🙂 ")))
def test_positions_lead_from_the_contract_text_to_the_original(decoded: str) -> None:
    text, positions = contract_text(decoded), contract_positions(decoded)
    assert len(positions) == len(text) + 1 and positions == sorted(positions)
    for at in range(len(text)):
        if text[at].isascii() and text[at] != "\n" and decoded[positions[at] + 1 : positions[at] + 2].isascii():
            assert decoded[positions[at]] == text[at]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_positions_of_composed_letters(form: Literal["NFC", "NFD"]) -> None:
    decoded = "\ufeff" + unicodedata.normalize(form, "Việt\r\nNam ð 각 🙂 đến")
    text, positions = contract_text(decoded), contract_positions(decoded)
    for word in ("Việt", "Nam", "각", "🙂", "đến"):
        at = text.index(word)
        piece = decoded[positions[at] : positions[at + len(word)]]
        assert contract_text(piece).strip() == word


MARKS = "\u0301\u0323\u0302\u031b\u0345\u0344\u05b0\u064b"


@given(st.text(f"aấđ -.\n\u1100\u1161{MARKS}"), st.text(MARKS, min_size=40, max_size=80), st.text("aấ.\u0344"))
def test_long_runs_of_marks_are_composed_as_unicode_says(before: str, marks: str, after: str) -> None:
    decoded = before + marks + after
    assert contract_text(decoded) == unicodedata.normalize("NFC", decoded)


def test_long_runs_of_marks_take_little_time() -> None:
    started = time.process_time()
    assert len(contract_text("a" + "\u0301\u0323\u0302" * 100_000)) == 300_000  # ạ is one letter
    assert time.process_time() - started < 5  # 0.1 s when it was written; minutes where the marks are not sorted first
