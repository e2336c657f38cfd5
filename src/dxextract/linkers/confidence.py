"""How sure a record is: the probability that it is right as a whole.

A record is right when each of its parts is. The weights (``gazetteer/confidence.yaml``) of a part's circumstances
(:mod:`dxextract.linkers.circumstances`) add up to the log-odds that the part is right, and the parts multiply.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from dxextract.knowledge.confidence import ConfidenceModel
from dxextract.linkers.circumstances import Circumstances

_LEAST = 1e-6
_MOST = 30.0


def confidence(circumstances: Circumstances, model: ConfidenceModel) -> float:
    """The probability that a record is right as a whole, rounded to four decimals."""
    return round(_share(log_odds(circumstances, model.parts)), 4)


def log_odds(circumstances: Circumstances, weights: Mapping[str, Mapping[str, float]]) -> float:
    """The log-odds that all parts are right."""
    right = 1.0
    for part, found in circumstances.items():
        known = weights.get(part, {})
        right *= _share(sum([known[name] * value for name, value in found.items() if value and name in known]))
    right = min(max(right, _LEAST), 1 - _LEAST)
    return math.log(right / (1 - right))


def part_of_one(
    found: Mapping[str, float], weights: Mapping[str, float]
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """The probability that one part is right, and what each circumstance adds to its log-odds, heaviest first."""
    added = [(name, weights.get(name, 0.0) * value) for name, value in found.items()]
    told = tuple(sorted((one for one in added if one[1]), key=lambda one: (-abs(one[1]), one[0])))
    return _share(sum(weight for _, weight in added)), told


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-min(max(odds, -_MOST), _MOST)))
