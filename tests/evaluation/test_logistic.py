"""Logistic regression: it finds the odds that made the data, and settles where the likelihood is highest."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.evaluation.logistic import fit, share, solve


def test_one_name_gets_the_odds_of_its_cases() -> None:
    weights = fit([{"usual": 1.0}] * 10, [True] * 8 + [False] * 2, ridge=0.0)
    assert weights == {"usual": pytest.approx(math.log(8 / 2))}


def test_a_circumstance_gets_the_difference() -> None:
    rows = [{"usual": 1.0}] * 100 + [{"usual": 1.0, "risky": 1.0}] * 100
    weights = fit(rows, [True] * 90 + [False] * 10 + [True] * 50 + [False] * 50, ridge=1e-9)
    assert weights["usual"] == pytest.approx(math.log(9), abs=1e-5)
    assert weights["risky"] == pytest.approx(-math.log(9), abs=1e-5)


def test_the_ridge_holds_what_is_not_free() -> None:
    rows, right = [{"usual": 1.0, "rare": 1.0}, *[{"usual": 1.0}] * 20], [False, *[True] * 15, *[False] * 5]
    loose, tight = (fit(rows, right, ridge=ridge, free={"usual"}) for ridge in (0.01, 10.0))
    assert loose["rare"] < tight["rare"] < 0
    assert tight["usual"] > 0.7


def test_no_row_no_weight() -> None:
    assert fit([], [], ridge=1.0) == {}


def test_all_right_settles() -> None:
    assert 2 < fit([{"usual": 1.0}] * 50, [True] * 50, ridge=1.0)["usual"] < 10


@given(st.lists(st.lists(st.floats(-3, 3), min_size=3, max_size=3), min_size=3, max_size=3), st.floats(0.5, 2))
def test_solve_gives_back_the_solution(factor: list[list[float]], ridge: float) -> None:
    matrix = [[sum(row[i] * row[j] for row in factor) + (ridge if i == j else 0.0) for j in range(3)] for i in range(3)]
    wanted = [1.0, -2.0, 0.5]
    right = [sum(a * x for a, x in zip(row, wanted, strict=True)) for row in matrix]
    assert solve(matrix, right) == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize(("odds", "probability"), [(0.0, 0.5), (math.log(3), 0.75), (1e9, 1.0), (-1e9, 0.0)])
def test_share(odds: float, probability: float) -> None:
    assert share(odds) == pytest.approx(probability)
