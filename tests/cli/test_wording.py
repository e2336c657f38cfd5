from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dxextract.cli.wording import counted, document, excerpt, number, period, position, quantity


def test_counted() -> None:
    assert [counted(n, "row") for n in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (906.0, "906"),
        (1797.0, "1 797"),
        (50.4, "50.4"),
        (7.04, "7.04"),
        (1.9e6, "1 900 000"),
        (9e10, "90 000 000 000"),
        (1e20, "100 000 000 000 000 000 000"),
        (0.0, "0"),
        (1234.5, "1 234.5"),
        (-3.0, "-3"),
    ],
)
def test_number(value: float, words: str) -> None:
    assert number(value) == words.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": 906.0, "unit": "dịch vụ"}, "906 dịch vụ"),
        ({"value": 50.4, "unit": "%", "change": "increase"}, "+50.4 %"),
        ({"value": 5.0, "value_high": 10.0, "unit": "%", "change": "decrease"}, "-5 to -10 %"),
        ({"value": 88.0, "denominator": 143.0, "unit": "xã", "comparator": "gt"}, "over 88 of 143 xã"),
        ({"value": 9e10, "unit": "VND", "per": "năm", "comparator": "approx"}, "about 90 000 000 000 VND per năm"),
        ({"value": None, "raw": "hàng chục"}, "hàng chục"),
    ],
)
def test_quantity(fields: dict[str, Any], words: str) -> None:
    nothing = dict.fromkeys(("value", "value_high", "denominator", "unit", "per", "change"))
    assert quantity({"comparator": "eq", **nothing, **fields}).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"rank": 25, "out_of": 63, "delta": 11}, "no. 25 of 63 in VN, up 11"),
        ({"rank": 20, "top": True, "scope": "thế giới"}, "top 20 in thế giới"),
        ({"rank": 7, "delta": -3}, "no. 7 in VN, down 3"),
        ({"rank": None, "raw": "tụt hạng"}, "tụt hạng"),
    ],
)
def test_position(fields: dict[str, Any], words: str) -> None:
    assert position({"out_of": None, "top": False, "scope": "VN", "delta": None, **fields}) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"doc_type": "decision", "ref_id": "861/QĐ-UBND"}, "decision 861/QĐ-UBND"),
        (
            {"doc_type": "official_letter", "ref_id": None, "raw": "Công văn hỏa tốc"},
            "official letter: Công văn hỏa tốc",
        ),
    ],
)
def test_document(fields: dict[str, Any], words: str) -> None:
    assert document(fields) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2024-03-01", "2024-03-31", "2024-03"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2023-02-01", "2023-02-27", "2023-02-01 to 2023-02-27"),
        ("2024-01-01", "2024-03-31", "2024-Q1"),
        ("2023-10-01", "2023-12-31", "2023-Q4"),
        ("2023-07-01", "2023-12-31", "2023-H2"),
        ("2023-02-01", "2023-04-30", "2023-02 to 2023-04"),
        ("2023-01-01", "2023-09-30", "2023-01 to 2023-09"),
        ("2024-03-15", "2024-03-15", "2024-03-15"),
        ("2021-01-01", "2025-12-31", "2021 to 2025"),
        (None, "2024-03-31", "until 2024-03"),
        (None, "2025-12-31", "until 2025"),
        (None, "2024-04-14", "until 2024-04-14"),
        ("2015-01-01", None, "from 2015"),
        ("2015-03-01", None, "from 2015-03"),
    ],
)
def test_period(start: str | None, end: str | None, words: str) -> None:
    assert period(start and date.fromisoformat(start), end and date.fromisoformat(end)) == words  # type: ignore[arg-type]


def test_excerpt_is_shortened_at_words() -> None:
    before, after = "một hai ba bốn năm sáu bảy tám chín mười ", " mười chín tám bảy sáu năm bốn ba hai một không âm"
    sentence = f"{before}906{after}"
    fact = {"sentence": sentence, "sentence_start": 100, "start": 100 + len(before), "raw": "906"}
    shortened = excerpt(fact)
    assert shortened == ("…hai ba bốn năm sáu bảy tám chín mười ", "906", after)
    assert excerpt(fact | {"sentence": sentence + " hết"})[2].endswith("không âm…")


def test_excerpt_is_one_line_without_control_characters() -> None:
    fact = {"sentence": "a\nb\t5\x1b[0m", "sentence_start": 0, "start": 4, "raw": "5"}
    assert excerpt(fact) == ("a b ", "5", r"\x1b[0m")
