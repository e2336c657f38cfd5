"""Which provinces have a value, year by year, and why others have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

import pyarrow as pa

from dxextract.knowledge.places import Place
from dxextract.panels.claims import Period
from dxextract.panels.provinces import Provinces
from dxextract.panels.rows import Row
from dxextract.panels.schema import COVERAGE

_WHOLE_COUNTRY = "VN"
_Key = tuple[str, str, str, int]


@dataclass(slots=True)
class _Seen:
    """What is there of a province in a year.

    Attributes:
        printed, computed: numbers of rows.
        last: latest end of a period.
        periods: the periods of the printed ones.
    """

    printed: int = 0
    computed: int = 0
    last: date | None = None
    periods: set[Period] = field(default_factory=set)


_NOTHING = _Seen()


class Coverage:
    """Takes the rows of a panel, and tells what is missing.

    Only levels of the indicator's own kind count, and positions in the whole country: not the amount of a change, not a
    part, not a region's ranking.
    """

    def __init__(self, provinces: Provinces) -> None:
        self._provinces = provinces
        self._seen: defaultdict[_Key, defaultdict[str, _Seen]] = defaultdict(lambda: defaultdict(_Seen))

    def add(self, row: Row) -> None:
        """Take a row of the panel."""
        subject, values = row.subject, row.values
        day = values["period_end"] or values["period_start"]
        if (
            day is None
            or subject.change is not None
            or subject.part
            or subject.scope not in (None, _WHOLE_COUNTRY)
            or self._provinces.level(subject.place_id) != "province"
            or not self._provinces.own_kind(subject.family, subject.indicator_id, subject.kind)
        ):
            return
        seen = self._seen[subject.family, subject.indicator_id, subject.status, day.year][subject.place_id]
        seen.last = max(seen.last or day, day)
        if values["agreement"] == "computed":
            seen.computed += 1
        else:
            seen.printed += 1
            seen.periods.add((values["period_start"], values["period_end"]))

    def table(self) -> pa.Table:
        """The coverage, sorted by indicator, status, year, level and province."""
        rows = chain.from_iterable(self._rows(key, self._seen[key]) for key in sorted(self._seen))
        columns = list(zip(*rows, strict=True)) or [()] * len(COVERAGE)
        arrays = [pa.array(column, field.type) for column, field in zip(columns, COVERAGE, strict=True)]
        return pa.Table.from_arrays(arrays, schema=COVERAGE)

    def _rows(self, key: _Key, seen: Mapping[str, _Seen]) -> Iterator[tuple[Any, ...]]:
        """The rows of an indicator, a status and a year, in the order of the columns."""
        for level, places in (("then", self._provinces.of_year(key[-1])), ("2025", self._provinces.today)):
            for place in places.values():
                found = seen.get(place.id, _NOTHING)
                reason: str | None = None
                lacking: Sequence[str] = ()
                state = "stated" if found.printed else "computed" if found.computed else "missing"
                if state == "missing":
                    reason, lacking = self._why(key, place, seen) if level == "2025" else ("unclaimed", ())
                number = found.printed + found.computed
                yield *key, level, place.id, place.name, state, reason, lacking, number, found.last

    def _why(self, key: _Key, place: Place, seen: Mapping[str, _Seen]) -> tuple[str, Sequence[str]]:
        """Why there is no value for a province of today, and which of those merged into it lack one."""
        parts = self._provinces.merged.get(place.id, ())
        if not any(part in seen for part in parts):
            return "unclaimed", ()
        if self._provinces.aggregation(key[0], key[1]) != "sum":
            return "not_additive", ()
        if lacking := [part for part in parts if part not in seen]:
            return "incomplete", lacking
        common = set.intersection(*(seen[part].periods for part in parts))
        return ("unsettled" if common else "periods"), ()
