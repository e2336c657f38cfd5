from __future__ import annotations

from dataclasses import replace

import pytest

from dxextract.records.check import check

from .conftest import MakeResult


def test_a_good_result_passes(make: MakeResult) -> None:
    check(make())
    check(make(value=None))
    check(make(value=10**15))  # doubles may be larger than an int32


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_numbers_are_finite(make: MakeResult, value: float) -> None:
    with pytest.raises(ValueError, match=r"Metric\.value"):
        check(make(value=value))


def test_a_span_must_hold_its_raw(make: MakeResult) -> None:
    result = make()
    moved = replace(result.metrics[0], start=0, end=5)
    with pytest.raises(ValueError, match=r"text\[0:5\]"):
        check(replace(result, metrics=(moved,)))


def test_integers_fit_their_columns(make: MakeResult) -> None:
    result = make()
    with pytest.raises(ValueError, match=r"Ranking\.rank"):
        check(replace(result, rankings=(replace(result.rankings[0], rank=2**31),)))


def test_strings_are_unicode(make: MakeResult) -> None:
    result = make()
    with pytest.raises(ValueError, match=r"ArticleRecord\.title"):
        check(replace(result, article=replace(result.article, title="\udcff")))
