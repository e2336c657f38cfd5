"""First and last days of calendar units."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from dxextract.finders.period_units import FoundUnit

SCHOOL_STARTS = 9
"""The month in which a school year begins."""
SCHOOL_ENDS = 5
"""The month in which its lessons end."""
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def unit_dates(
    found: FoundUnit, year: int | None, numerals: Mapping[str, int], published: date | None
) -> tuple[date, date] | None:
    """First and last day of a unit; None when it has none.

    Args:
        found: the unit.
        year: the year that it lies or begins in.
        numerals: number words, folded, with their values.
        published: the day of publication, which ``nay`` is.
    """
    rule, groups = found.rule, found.groups
    if rule.unit == "now":
        return (published, published) if published else None
    if year is None or rule.unit in ("vague", "same_period"):
        return None
    try:
        match rule.unit:
            case "day":
                day = date(year, int(groups["month"]), int(groups["day"]))
                return day, day
            case "days":
                month = int(groups["month"])
                first_day = date(year, month, int(groups["day"]))
                last_day = date(year, int(groups.get("to_month", month)), int(groups["to_day"]))
                return (first_day, last_day) if first_day < last_day else None
            case "month":
                return _months(year, int(groups["month"]), int(groups["month"]))
            case "quarter":
                last = 3 * _QUARTERS[groups["quarter"]]
                return _months(year, last - 2, last)
            case "months":
                count = rule.count or _count(groups["months"], numerals)
                first = 13 - count if rule.last else int(groups.get("month", 1))
                return _months(year, first, 12 if rule.last else count) if first <= count or rule.last else None
            case "years":
                to_year = int(groups["to_year"])
                return (date(year, 1, 1), date(to_year, 12, 31)) if to_year >= year else None
            case "school_months":
                last = SCHOOL_STARTS + _count(groups["months"], numerals) - 1
                return date(year, SCHOOL_STARTS, 1), _last_day(year + (last - 1) // 12, (last - 1) % 12 + 1)
            case "school_year":
                return date(year, SCHOOL_STARTS, 1), date(year + 1, SCHOOL_STARTS - 1, 31)
    except ValueError:
        return None
    if "start" in found.before:
        return _months(year, 1, 1)
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), _last_day(year, last)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _count(months: str, numerals: Mapping[str, int]) -> int:
    return int(months) if months.isdigit() else numerals[" ".join(months.split())]


def shift(day: date, years: int) -> date:
    """The same day of another year; the last day of a month stays the last."""
    year = day.year + years
    last = (day + timedelta(days=1)).month != day.month
    return date(year, day.month, calendar.monthrange(year, day.month)[1] if last else day.day)
