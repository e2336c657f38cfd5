"""Logistic regression for a handful of named circumstances: Newton's method, a small ridge, nothing random."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set

Row = Mapping[str, float]
"""What holds in a case, and how far."""

_ROUNDS = 50
_SETTLED = 1e-9
_STEP = 2.0
"""A weight moves no further in one round, so that rare circumstances do not overshoot."""


def fit(rows: Sequence[Row], right: Sequence[bool], *, ridge: float, free: Set[str] = frozenset()) -> dict[str, float]:
    """Weights in log-odds that make what happened likeliest.

    Args:
        rows: the cases.
        right: how each turned out.
        ridge: how strongly weights are held to zero. It keeps those of rare circumstances small.
        free: names that are held a hundred times less, such as those that say how usual it is to be right.

    Returns:
        A weight for each name in the rows, in the order of names.
    """
    names = sorted({name for row in rows for name in row})
    place = {name: at for at, name in enumerate(names)}
    held = [ridge / 100 if name in free else ridge for name in names]
    cases = [
        ([(place[name], value) for name, value in row.items() if value], y) for row, y in zip(rows, right, strict=True)
    ]
    weights = [0.0] * len(names)
    for _ in range(_ROUNDS):
        slope = [-h * w for h, w in zip(held, weights, strict=True)]
        curve = [[held[i] if i == j else 0.0 for j in range(len(names))] for i in range(len(names))]
        for case, y in cases:
            p = share(sum(weights[i] * value for i, value in case))
            for i, value in case:
                slope[i] += (y - p) * value
                for j, other in case:
                    curve[i][j] += p * (1 - p) * value * other
        steps = [min(max(step, -_STEP), _STEP) for step in solve(curve, slope)]
        weights = [weight + step for weight, step in zip(weights, steps, strict=True)]
        if max(map(abs, steps), default=0.0) < _SETTLED:
            break
    return dict(zip(names, weights, strict=True))


def share(odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-min(max(odds, -30.0), 30.0)))


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Solve linear equations by elimination; the matrix is symmetric and positive definite, so no row is swapped."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(size):
        for below in range(at + 1, size):
            factor = rows[below][at] / rows[at][at]
            for column in range(at, size + 1):
                rows[below][column] -= factor * rows[at][column]
    found = [0.0] * size
    for at in range(size - 1, -1, -1):
        known = sum(rows[at][column] * found[column] for column in range(at + 1, size))
        found[at] = (rows[at][size] - known) / rows[at][at]
    return found
