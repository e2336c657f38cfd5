"""Facts in words that a newcomer reads without the data dictionary. Numbers as in SI: ``1 797``, ``50.4``, so that
neither a Vietnamese nor an English reader takes a point for the other's comma.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from dxextract.cli.errors import printable

NO_BREAK = "\u00a0"
_COMPARATORS = {"approx": "about", "gt": "over", "ge": "at least", "lt": "under", "le": "at most"}
_SIGNS = {"increase": "+", "decrease": "-"}
_BEFORE, _AFTER = 40, 50


INCOMPLETE = "not complete: its run goes on, was interrupted, or had a limit"
"""What is said of a dataset in which inputs are missing."""


def counted(count: int, one: str) -> str:
    """A number of things: ``1 article``, ``2 articles``."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"


def number(value: float) -> str:
    """``1797`` as ``1 797`` (no-break space), ``50.40`` as ``50.4``."""
    return format(Decimal(repr(value)).normalize(), ",f").replace(",", NO_BREAK)


def quantity(metric: Mapping[str, Any]) -> str:
    """The number of a metric with comparator, range, denominator, unit and rate: ``about 88 of 143 xã``.

    The amount of a change has a sign: ``+1.39 %``.
    """
    if metric["value"] is None:
        return str(metric["raw"])
    sign = _SIGNS.get(metric["change"], "")
    amount = sign + number(metric["value"])
    if metric["value_high"] is not None:
        amount += f" to {sign}{number(metric['value_high'])}"
    if metric["denominator"] is not None:
        amount += f" of {number(metric['denominator'])}"
    if metric["unit"]:
        amount += NO_BREAK + metric["unit"]
    if metric["per"]:
        amount += f" per {metric['per']}"
    comparator = _COMPARATORS.get(metric["comparator"])
    return printable(f"{comparator} {amount}" if comparator else amount)


def position(ranking: Mapping[str, Any]) -> str:
    """The place of a ranking: ``no. 25 of 63 in VN, up 11``."""
    rank, delta = ranking["rank"], ranking["delta"]
    if rank is None:
        return printable(ranking["raw"])
    place = f"top {rank}" if ranking["top"] else f"no. {rank}"
    among = f" of {ranking['out_of']}" if ranking["out_of"] is not None else ""
    moved = f", {'up' if delta > 0 else 'down'} {abs(delta)}" if delta else ""
    return printable(f"{place}{among} in {ranking['scope']}{moved}")


def document(reference: Mapping[str, Any]) -> str:
    """The document of a reference: ``decision 861/QĐ-UBND-HC``; as written when it has no number."""
    kind = str(reference["doc_type"]).replace("_", " ")
    return printable(f"{kind} {reference['ref_id']}" if reference["ref_id"] else f"{kind}: {reference['raw']}")


def period(start: date | None, end: date | None) -> str:
    """A time in its shortest exact form.

    Whole calendar units are named (``2022``, ``2024-03``, ``2024-Q1``, ``2023-H1``), spans have ``to`` between two
    years, two months or two days, a state at the end of a time has ``until``, an open end has ``from``; nothing known
    gives ``""``.
    """
    if start and end:
        return _unit(start, end) or " to ".join(_edges(start, end))
    if end:
        return f"until {_edges(None, end)[0]}"
    return f"from {_edges(start, None)[0]}" if start else ""


def excerpt(fact: Mapping[str, Any]) -> tuple[str, str, str]:
    """What stands before the fact in its sentence, the fact as written, what stands after it; on one line, shortened
    at words.
    """
    sentence = str(fact["sentence"])
    start = max(0, fact["start"] - fact["sentence_start"])
    end = start + len(fact["raw"])
    before, after = sentence[:start], sentence[end:]
    if len(before) > _BEFORE:
        before = "…" + before[-_BEFORE - 1 :].partition(" ")[2]
    if len(after) > _AFTER:
        after = after[: _AFTER + 1].rpartition(" ")[0] + "…"
    return _line(before), _line(str(fact["raw"])), _line(after)


def _line(text: str) -> str:
    return printable(text.replace("\n", " ").replace("\t", " "))


_MONTHS = {12: "{year}", 6: "{year}-H{part}", 3: "{year}-Q{part}", 1: "{year}-{part:02d}"}


def _unit(start: date, end: date) -> str | None:
    """The name of the calendar unit that runs from ``start`` to ``end``, if there is one."""
    if start == end:
        return start.isoformat()
    if start.year != end.year or not (_first_of_month(start) and _last_of_month(end)):
        return None
    months = end.month - start.month + 1
    part, rest = divmod(start.month - 1, months)
    return _MONTHS[months].format(year=start.year, part=part + 1) if months in _MONTHS and not rest else None


def _edges(start: date | None, end: date | None) -> list[str]:
    """The ends of a time as years, months or days: the coarsest that is exact for both."""
    days = [day for day in (start, end) if day is not None]
    months = (start is None or _first_of_month(start)) and (end is None or _last_of_month(end))
    if months and (start is None or start.month == 1) and (end is None or end.month == 12):
        return [f"{day.year}" for day in days]
    return [f"{day:%Y-%m}" if months else day.isoformat() for day in days]


def _first_of_month(day: date) -> bool:
    return day.day == 1


def _last_of_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
