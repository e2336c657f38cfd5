from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.finders.values import read_digits, read_words
from dxextract.knowledge.load import Knowledge


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("906", "906"),
        ("1.797", "1797"),
        ("3.012.455", "3012455"),
        ("50,4", "50.4"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("12,518", "12518"),
        ("97.8", "97.8"),
        ("0,4895", "0.4895"),
        ("0.061", "0.061"),
        ("11,9112", "11.9112"),
        ("06", "6"),
        ("1.14", "1.14"),
    ],
)
def test_digits(written: str, value: str) -> None:
    assert read_digits(written) == Decimal(value)


@pytest.mark.parametrize(
    ("written", "value"), [("1,489", "1.489"), ("12,518", "12.518"), ("1.234", "1234"), ("1.234,5", "1234.5")]
)
def test_digits_before_a_scale_word(written: str, value: str) -> None:
    assert read_digits(written, fractional=True) == Decimal(value)


@pytest.mark.parametrize(("written", "value"), [("97.825", "97.825"), ("43,125", "43.125"), ("1.797", "1.797")])
def test_digits_of_a_small_unit(written: str, value: str) -> None:
    assert read_digits(written, fractional=True, small=True) == Decimal(value)


@pytest.mark.parametrize("digits", ["9" * 18, "9." * 17 + "9", "9" * 17 + ",9"])
def test_more_than_18_digits_are_no_number(digits: str) -> None:
    assert read_digits(digits.replace("9.", "9")) is not None
    assert read_digits(digits + "9") is None
    assert read_digits("9" * 3_000_000) is None


@pytest.mark.parametrize(
    "words", ["một tỷ tỷ", "một" + " tỷ" * 200_000, "hai phẩy" + " năm" * 19, "hai phẩy năm tỷ tỷ"]
)
def test_words_for_more_than_18_digits_are_no_number(words: str, knowledge: Knowledge) -> None:
    assert read_words(words.split(), knowledge.numbers.words) is None


@pytest.mark.parametrize("written", ["1.2.3", "1,2,3", "1.2,3.4"])
def test_marks_that_make_no_number(written: str) -> None:
    assert read_digits(written) is None


@given(st.integers(0, 10**12))
def test_an_integer_is_read_back_with_thousands_marked(value: int) -> None:
    assert read_digits(f"{value:,}".replace(",", ".")) == value


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_decimal_is_read_back(whole: int, part: int) -> None:
    written = f"{whole:,}".replace(",", ".") + f",{part:02d}"
    assert read_digits(written) == Decimal(f"{whole}.{part:02d}")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hai", 2),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("ba trăm linh năm", 305),
        ("năm trăm", 500),
        ("hai triệu", 2_000_000),
        ("một triệu rưỡi", 1_500_000),
        ("ba trăm hai mươi lăm nghìn", 325_000),
        ("một nghìn tỷ", 10**12),
        ("hai phẩy năm", "2.5"),
        ("hai phẩy năm triệu", 2_500_000),
        ("chín mươi", 90),
    ],
)
def test_words(words: str, value: int | str, knowledge: Knowledge) -> None:
    assert read_words(words.split(), knowledge.numbers.words) == Decimal(value)


@pytest.mark.parametrize("words", ["trăm", "nghìn", "mươi", "hai ba", "không", "rưỡi"])
def test_words_that_make_no_number(words: str, knowledge: Knowledge) -> None:
    assert read_words(words.split(), knowledge.numbers.words) is None


_UNITS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def spell(value: int) -> str:
    """Vietnamese words of 1 to 999, as in school."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{_UNITS[hundreds]} trăm"] if hundreds else []
    if tens == 1:
        words.append("mười")
    elif tens:
        words.append(f"{_UNITS[tens]} mươi")
    elif hundreds and ones:
        words.append("linh")
    if ones:
        words.append("mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 and tens else _UNITS[ones])
    return " ".join(words)


@given(st.integers(1, 999), st.sampled_from([1, 1_000, 1_000_000, 10**9]))
def test_a_number_in_words_is_read_back(knowledge: Knowledge, value: int, scale: int) -> None:
    scale_word = {1: "", 1_000: " nghìn", 1_000_000: " triệu", 10**9: " tỷ"}[scale]
    assert read_words((spell(value) + scale_word).split(), knowledge.numbers.words) == value * scale
