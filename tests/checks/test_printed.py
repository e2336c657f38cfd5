"""What a printed number allows."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.checks.printed import Range, allowed, last_digit, like, one_digit_apart, written
from dxextract.extractor import Extractor
from dxextract.records.model import Metric

LOOSENED = {"approx": 0.1, "gt": 0.15, "lt": 0.15}


@pytest.fixture(scope="module")
def metric(extractor: Extractor) -> Callable[[str], Metric]:
    return lambda text: extractor.extract(text).metrics[0]


@pytest.mark.parametrize(
    ("text", "step", "low", "high"),
    [
        ("Tỷ lệ đạt 62%.", 1, 61.5, 62.5),
        ("Tỷ lệ đạt 50,4%.", 0.1, 50.35, 50.45),
        ("Tỷ lệ đạt 0,05%.", 0.01, 0.045, 0.055),
        ("Tỷ lệ đạt 0%.", 1, -0.5, 0.5),
        ("Có 1.797 hồ sơ.", 1, 1797, 1797),
        ("Có 1,2 triệu hồ sơ.", 1e5, 1.15e6, 1.25e6),
        ("Có 500 nghìn hồ sơ.", 1e3, 499_500, 500_500),
        ("Có hơn 400 hồ sơ.", 1, 400, 460),
        ("Có gần 400 hồ sơ.", 1, 360, 440),
        ("Có dưới 400 hồ sơ.", 1, 340, 400),
        ("Chi 62 tỷ 400 triệu đồng.", 1e6, 62_399_500_000, 62_400_500_000),
        ("Chi 62 tỷ 4 triệu đồng.", 1e6, 62_003_500_000, 62_004_500_000),
        ("Chi 120.000 đồng.", 1, 120_000, 120_000),
        ("Có 5 - 7 hồ sơ.", 1, 5, 7),
    ],
)
def test_a_number_allows_what_rounds_to_it(
    metric: Callable[[str], Metric], text: str, step: float, low: float, high: float
) -> None:
    found = metric(text)
    assert last_digit(found) == pytest.approx(step)
    range_ = allowed(found, LOOSENED)
    assert (range_.low, range_.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("Tỷ lệ đạt 74,6%.", 64.64, "64,6%"),
        ("Có 1.644 hồ sơ.", 1664.0, "1.664"),
        ("Có 2,1 triệu hồ sơ.", 2_068_460.0, "2,1 triệu"),
        ("Tỷ lệ đạt 97.8%.", 87.84, "87.8%"),
        ("Chi 312 tỷ 450 triệu đồng.", 312.35e9, "312,35 tỷ đồng"),
        ("Có ba hồ sơ.", 4.0, "4"),
    ],
)
def test_a_value_is_written_as_printed_numbers_are(
    metric: Callable[[str], Metric], text: str, value: float, expected: str
) -> None:
    assert like(metric(text), value) == expected


@pytest.mark.parametrize(
    ("text", "goal", "expected"),
    [
        ("Có 1.644 hồ sơ.", 1664.0, 1664.0),  # one digit
        ("Có 1.240 hồ sơ.", 1420.0, 1420.0),  # two neighbours swapped
        ("Có 1.644 hồ sơ.", 1735.0, None),
        ("Có ba hồ sơ.", 4.0, None),
    ],
)
def test_one_digit_apart(metric: Callable[[str], Metric], text: str, goal: float, expected: float | None) -> None:
    assert one_digit_apart(metric(text), Range(goal, goal)) == expected


def test_a_rounded_number_is_one_digit_apart_from_what_rounds_to_its_neighbour(metric: Callable[[str], Metric]) -> None:
    assert one_digit_apart(metric("Tỷ lệ đạt 62,4%."), Range(72.377, 72.377)) == pytest.approx(72.4)


@pytest.mark.parametrize(
    ("value", "expected"), [(1664, "1.664"), (-3.5, "-3,5"), (0.5922, "0,5922"), (1234567.25, "1.234.567,25")]
)
def test_written(value: float, expected: str) -> None:
    assert written(value) == expected


numbers = st.floats(0.001, 1e9)
ranges = st.tuples(numbers, numbers).map(lambda pair: Range(min(pair), max(pair)))


@given(ranges, ranges)
def test_ranges_hold_what_their_ends_make(one: Range, other: Range) -> None:
    assert one.plus(other).low <= one.plus(other).high
    assert one.minus(other).low <= one.minus(other).high
    assert one.over(other).low <= one.over(other).high
    assert one.meets(other) == other.meets(one) == (one.common(other) is not None)


def test_a_range_over_one_that_begins_at_zero_has_no_end() -> None:
    assert Range(1, 2).over(Range(0, 4)) == Range(0.25, math.inf)
