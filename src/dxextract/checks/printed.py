"""What a printed number allows: ``62%`` stands for anything from 61.5 to 62.5, ``hơn 400`` for 400 and some more.

A number is rounded to its last printed digit (``1,2 triệu`` to a hundred thousand), but a count or a sum of money that
is printed to the last unit is exact. A comparator loosens the side that it opens.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dxextract.records.model import Metric
from dxextract.text import fold

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SCALES = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9}
_SCALE = re.compile(r"(?<!\w)(nghìn|ngàn|triệu|tỷ)(?!\w)")
CUT_OFF = 0.49
"""So much of the last digit may be lost beyond rounding where a number was cut off instead."""
_EXACT = ("count", "money")
_CLOSE = 1e-9
"""Rounding of floating point, as a share of the number."""


@dataclass(frozen=True, slots=True)
class Range:
    """All values from ``low`` to ``high``, both included."""

    low: float
    high: float

    def meets(self, other: Range) -> bool:
        """Whether a value lies in both."""
        slack = _CLOSE * max(abs(self.low), abs(self.high), abs(other.low), abs(other.high))
        return self.low <= other.high + slack and other.low <= self.high + slack

    def plus(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def without(self, part: Range) -> Range:
        """What :meth:`plus` was called with to give this one."""
        return Range(self.low - part.low, self.high - part.high)

    def minus(self, other: Range) -> Range:
        return Range(self.low - other.high, self.high - other.low)

    def times(self, factor: float) -> Range:
        """For factors that are not negative."""
        return Range(self.low * factor, self.high * factor)

    def over(self, other: Range) -> Range:
        """For ranges above zero."""
        return Range(self.low / other.high, self.high / other.low if other.low > 0 else math.inf)

    def common(self, other: Range) -> Range | None:
        """What lies in both, None for nothing."""
        return Range(max(self.low, other.low), min(self.high, other.high)) if self.meets(other) else None


def last_digit(metric: Metric) -> float:
    """What one step of the last printed digit is worth: 0.1 for ``50,4%``; 0 for numbers in words."""
    return _step(metric.raw, metric.value)


@lru_cache(maxsize=4096)
def _step(raw: str, value: float | None) -> float:
    number = _NUMBER.search(raw)
    if number is None or value is None:
        return 0.0
    digits = int(number[0].replace(".", "").replace(",", ""))
    if digits == 0 or value == 0:
        _, comma, decimals = number[0].replace(".", ",").rpartition(",")
        return 10.0 ** -len(decimals) if comma else 1.0
    power = math.log10(value / digits)
    if abs(power - round(power)) < _CLOSE:
        return 10.0 ** round(power)
    # "62 tỷ 4 triệu": two numbers, the last with the smaller scale
    scales = _SCALE.findall(fold(raw))
    return _SCALES[scales[-1]] if scales else 0.0


def rounding(metric: Metric) -> float:
    """How far the printed number may be from what it was rounded from."""
    step = last_digit(metric)
    return 0.0 if metric.kind in _EXACT and step <= 1 else step / 2


def allowed(metric: Metric, loosened: Mapping[str, float]) -> Range:
    """The values that a metric may stand for.

    Args:
        metric: one that has a value.
        loosened: comparator → how far beyond the printed number it reaches, as a share of the number.
    """
    low = metric.value or 0.0
    high = low if metric.value_high is None else metric.value_high
    half = rounding(metric)
    more = loosened.get(metric.comparator, 0.0)
    below = more * abs(low) if metric.comparator in ("approx", "lt", "le") else 0.0
    above = more * abs(high) if metric.comparator in ("approx", "gt", "ge") else 0.0
    return Range(low - half - below, high + half + above)


def like(metric: Metric, value: float) -> str:
    """A value written as a metric is: 64.64 beside ``74,6%`` is ``64,6%``."""
    number = _NUMBER.search(metric.raw)
    if number is None or not metric.value:
        return written(value)
    step = last_digit(metric)
    if step == 0:
        return written(value)
    scales = _SCALE.findall(fold(metric.raw))
    if len(scales) > 1:
        return f"{written(value / _SCALES[scales[0]])} {scales[0]}" + (" đồng" if "đồng" in metric.raw else "")
    scale = _SCALES[scales[0]] if scales else 1.0
    decimals = max(0, round(-math.log10(step / scale)))
    mark = "." if decimals and "." in number[0] and "," not in number[0] else ","
    return metric.raw[: number.start()] + written(value / scale, decimals, mark) + metric.raw[number.end() :]


def written(value: float, decimals: int | None = None, mark: str = ",") -> str:
    """A number as Vietnamese writes it: ``1.234,5``; without ``decimals`` as many as it needs, four at most."""
    if decimals is None:
        decimals = next((n for n in range(4) if abs(value - round(value, n)) < _CLOSE * max(1, abs(value))), 4)
    whole, _, rest = f"{abs(value):,.{decimals}f}".partition(".")
    if mark == ",":
        whole = whole.replace(",", ".")
    sign = "-" if value < 0 else ""
    return sign + whole + (mark + rest if rest else "")


def one_digit_apart(metric: Metric, wanted: Range) -> float | None:
    """The value in a range that is printed like a metric but for one digit, or two neighbours swapped; else None.

    Args:
        metric: a number as printed, not negative.
        wanted: where the value must lie, as rounded.
    """
    step, half = last_digit(metric), rounding(metric)
    if step <= 0 or not metric.value or wanted.high < 0:
        return None
    digits = str(round(metric.value / step))
    if wanted.low - half > 10 ** len(digits) * step:  # which is more than any other digits say
        return None
    changed = (digits[:at] + new + digits[at + 1 :] for at in range(len(digits)) for new in "0123456789")
    swapped = (digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in range(len(digits) - 1))
    for other in (*changed, *swapped):
        value = int(other) * step
        if other != digits and wanted.meets(Range(value - half, value + half)):
            return value
    return None
