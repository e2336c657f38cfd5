"""What a printed number says of the true one, and which printed numbers can be true together."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_NUMBER = re.compile(r"\d[\d.,]*(?: \d{3})*")
_NOT_DIGIT = re.compile(r"\D")
_EXACT_KINDS = ("count", "rank")
_IN_WORDS_EXACT = 1000
_INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number with the true values that it allows, ``low`` to ``high``.

    Attributes:
        denominator: what it is out of, if that is printed.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    denominator: float | None

    def agrees(self, other: Figure) -> bool:
        """Whether both can be true of one thing."""
        if None not in (self.denominator, other.denominator) and self.denominator != other.denominator:
            return False
        low, high = max(self.low, other.low), min(self.high, other.high)
        # Two roundings that only touch (57% and 58% at 57,5) do not agree; an exact number at an edge does.
        return low < high or (low == high and (self.low == self.high or other.low == other.high))

    @property
    def width(self) -> Decimal:
        """How much the figure leaves open."""
        return self.high - self.low

    def distance(self, other: Figure) -> Decimal:
        """How far the values lie apart."""
        return abs(self.value - other.value)


@lru_cache(maxsize=1 << 16)
def figure(
    kind: str,
    raw: str,
    value_text: str,
    value_high: float | None,
    denominator: float | None,
    comparator: str,
    approx_share: float,
) -> Figure:
    """The figure of a claim.

    A number allows what would be rounded to it as it is printed: ``57%`` 56.5 to 57.5, ``57,0%`` 56.95 to 57.05, ``1,9
    triệu`` 1 850 000 to 1 950 000. A count that is printed in full is exact. ``approx`` allows ``approx_share`` of the
    value to both sides. ``gt`` and ``lt`` allow values up to the next number that is as round: ``hơn 1.900`` up to
    2 000, ``hơn 95%`` up to 100, ``hơn 86%`` up to 87. ``ge`` and ``le`` bound on one side only.

    Args:
        kind: as in the records, or ``rank``.
        raw: the number as printed.
        value_text: its value as an exact decimal.
        value_high: upper end of a range.
        comparator: as in the records, or ``top`` for membership in the first places.
    """
    value = Decimal(value_text)
    high = value if value_high is None else max(value, Decimal(repr(value_high)))
    half = _last_place(kind, raw, value) / 2
    low, upper = value - half, high + half
    if comparator == "approx":
        share = Decimal(repr(approx_share))
        low, upper = min(low, value - abs(value) * share), max(upper, high + abs(high) * share)
    elif comparator == "gt":
        upper = max(upper, high + _roundness(high))
    elif comparator == "lt":
        low = min(low, value - _roundness(value))
    elif comparator == "ge":
        upper = _INFINITY
    elif comparator == "le":
        low = -_INFINITY
    elif comparator == "top":
        low = Decimal(1)
    return Figure(value, low, upper, denominator)


def significant(value_text: str) -> int:
    """Significant digits of a decimal, zeros at its end not counted: 1 900 000 has two."""
    return len(Decimal(value_text).normalize().as_tuple().digits)


def joined(figures: Collection[Figure]) -> dict[Figure, Figure]:
    """Each figure with the one that it is joined to: the exactest figures that exclude each other, and what agrees.

    A figure that agrees with several of these goes to the nearest.
    """
    order = sorted(figures, key=_exactness)
    heads: list[Figure] = []
    home: dict[Figure, Figure] = {}
    for one in order:
        fitting = [head for head in heads if head.agrees(one)]
        if fitting:
            home[one] = min(fitting, key=one.distance)
        else:
            heads.append(one)
            home[one] = one
    return home


def _exactness(one: Figure) -> tuple[Decimal, bool, Decimal, Decimal, float]:
    """Narrow ones first; the rest makes the order one and the same."""
    return one.width, one.denominator is None, one.value, one.low, one.denominator or 0.0


def _last_place(kind: str, raw: str, value: Decimal) -> Decimal:
    """The worth of the last digit that is printed: what the number may have been rounded to. 0 when it is exact."""
    exponent = _printed_exponent(raw, value)
    if exponent is None:
        # In words, or in a form of its own: zeros at the end of a large number are taken for rounding.
        exponent = _trailing(value) if abs(value) >= _IN_WORDS_EXACT else min(0, _trailing(value))
    if kind in _EXACT_KINDS and exponent <= 0:
        return Decimal(0)
    return Decimal(1).scaleb(exponent)


def _printed_exponent(raw: str, value: Decimal) -> int | None:
    """The power of ten by which the printed digits make the value; None when they do not."""
    found = _NUMBER.search(raw)
    if found is None or not value:
        return None
    digits = int(_NOT_DIGIT.sub("", found[0]))
    if not digits:
        return None
    ratio = (value / digits).normalize()
    sign, ones, exponent = ratio.as_tuple()
    return int(exponent) if (sign, ones) == (0, (1,)) else None


def _roundness(value: Decimal) -> Decimal:
    """The step from a number to the next one that is as round: 100 for 1 900, 5 for 95, 1 for 86."""
    if not value:
        return Decimal(1)
    last = value.normalize().as_tuple().digits[-1]
    return Decimal(5 if last == 5 else 1).scaleb(_trailing(value))


def _trailing(value: Decimal) -> int:
    return int(value.normalize().as_tuple().exponent) if value else 0
