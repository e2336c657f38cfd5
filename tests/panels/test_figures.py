from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.panels.figures import Figure, figure, joined, significant


def of(
    raw: str,
    value: str,
    *,
    kind: str = "percentage",
    high: float | None = None,
    cmp: str = "eq",
    out_of: float | None = None,
) -> Figure:
    return figure(kind, raw, value, high, out_of, cmp, 0.05)


@pytest.mark.parametrize(
    ("raw", "value", "kind", "low", "high"),
    [
        ("57%", "57", "percentage", "56.5", "57.5"),
        ("57,0%", "57", "percentage", "56.95", "57.05"),
        ("57,03%", "57.03", "percentage", "57.025", "57.035"),
        ("100%", "100", "percentage", "99.5", "100.5"),
        ("0,2938 điểm", "0.2938", "score", "0.29375", "0.29385"),
        ("0%", "0", "percentage", "-0.5", "0.5"),
        ("1,9 triệu", "1900000", "count", "1850000", "1950000"),
        ("2.300 tỷ đồng", "2300000000000", "money", "2299500000000", "2300500000000"),
        ("906", "906", "count", "906", "906"),
        ("1.000.000", "1000000", "count", "1000000", "1000000"),
        ("1 797", "1797", "count", "1797", "1797"),
        ("88/143", "88", "count", "88", "88"),
        ("1.847 chứng thư", "1847", "count", "1847", "1847"),
        ("hai triệu", "2000000", "count", "1500000", "2500000"),
        ("ba mươi", "30", "count", "30", "30"),
        ("1 tỷ 200 triệu đồng", "1200000000", "money", "1150000000", "1250000000"),
    ],
)
def test_what_would_be_rounded_to_it_is_allowed(raw: str, value: str, kind: str, low: str, high: str) -> None:
    found = of(raw, value, kind=kind)
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("value", "cmp", "low", "high"),
    [
        ("90", "gt", "89.5", "100"),
        ("95", "gt", "94.5", "100"),
        ("86", "gt", "85.5", "87"),
        ("86", "lt", "85", "86.5"),
        ("40", "approx", "38", "42"),
        ("80", "ge", "79.5", "Infinity"),
        ("5", "le", "-Infinity", "5.5"),
    ],
)
def test_a_comparator_loosens(value: str, cmp: str, low: str, high: str) -> None:
    found = of(f"{value}%", value, cmp=cmp)
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


def test_comparators_of_counts() -> None:
    assert of("1.900", "1900", kind="count", cmp="gt").high == 2000
    assert of("0", "0", kind="count", cmp="gt").high == 1
    assert of("20", "20", kind="rank", cmp="top").low == 1
    assert of("5 - 10%", "5", high=10.0).high == Decimal("10.5")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (of("57%", "57"), of("57,03%", "57.03"), True),
        (of("57%", "57"), of("57,5%", "57.5"), True),
        (of("57%", "57"), of("58%", "58"), False),
        (of("57,1%", "57.1"), of("57,2%", "57.2"), False),
        (of("90%", "90", cmp="gt"), of("92%", "92"), True),
        (of("90%", "90", cmp="gt"), of("88%", "88"), False),
        (of("906", "906", kind="count"), of("906", "906", kind="count"), True),
        (of("906", "906", kind="count"), of("907", "907", kind="count"), False),
        (of("900", "900", kind="count", cmp="gt"), of("906", "906", kind="count"), True),
        (of("900", "900", kind="count", cmp="gt"), of("900", "900", kind="count"), True),
        (of("1,9 triệu", "1900000", kind="count"), of("1.873.412", "1873412", kind="count"), True),
        (of("88/143", "88", kind="count", out_of=143), of("88", "88", kind="count"), True),
        (of("88/143", "88", kind="count", out_of=143), of("88/144", "88", kind="count", out_of=144), False),
        (of("20", "20", kind="rank", cmp="top"), of("17", "17", kind="rank"), True),
        (of("20", "20", kind="rank", cmp="top"), of("21", "21", kind="rank"), False),
    ],
)
def test_agreement(one: Figure, other: Figure, agree: bool) -> None:
    assert one.agrees(other) is other.agrees(one) is agree


def test_what_agrees_with_two_that_do_not_goes_to_the_nearer() -> None:
    low, high, rough = of("56,6%", "56.6"), of("57,2%", "57.2"), of("57%", "57")
    assert joined([rough, high, low]) == {low: low, high: high, rough: high}


@pytest.mark.parametrize(("value", "digits"), [("1900000", 2), ("50.4", 3), ("0.2938", 4), ("100", 1), ("906", 3)])
def test_significant(value: str, digits: int) -> None:
    assert significant(value) == digits


PRINTED = st.builds(
    lambda tenths, places, cmp: of(
        f"{tenths / 10:.{places}f}%".replace(".", ","), f"{tenths / 10:.{places}f}", cmp=cmp
    ),
    st.integers(0, 1000),
    st.integers(0, 2),
    st.sampled_from(["eq", "gt", "lt", "approx", "ge", "le"]),
)


@given(st.lists(PRINTED, min_size=1, max_size=12), st.randoms())
def test_joining_is_a_partition_around_rivals(figures: list[Figure], random: Random) -> None:
    home = joined(set(figures))
    assert set(home) == set(figures)
    heads = set(home.values())
    assert all(home[head] == head and one.agrees(head) for one, head in home.items())
    assert not any(a.agrees(b) for a in heads for b in heads if a != b)
    random.shuffle(figures)
    assert joined(dict.fromkeys(figures)) == home
