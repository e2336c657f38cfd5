"""Values of provinces since the merger, computed from those of the provinces that went into them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from dxextract.ids import digest
from dxextract.panels.claims import Period, Subject
from dxextract.panels.provinces import Provinces
from dxextract.panels.rows import Row, cell_id

SETTLED = ("single", "agreed", "revised")
"""What may be computed with: nobody knows which of the values that contradict each other is right."""

_Key = tuple[Subject, Period]


class Merger:
    """Takes rows, and gives those that can be computed from them."""

    def __init__(self, provinces: Provinces) -> None:
        self._provinces = provinces
        self._parts = {part for parts in provinces.merged.values() for part in parts}
        self._addends: defaultdict[_Key, dict[str, Row]] = defaultdict(dict)
        self._printed: set[str] = set()

    def add(self, row: Row) -> None:
        """Take a row of the panel."""
        subject = row.subject
        if subject.place_id in self._provinces.merged:
            self._printed.add(row.values["cell_id"])
        if subject.place_id in self._parts and row.values["preferred"] and addable(row, self._provinces):
            period = row.values["period_start"], row.values["period_end"]
            self._addends[replace(subject, place_id=""), period][subject.place_id] = row

    def computed(self) -> Iterator[Row]:
        """A row where all provinces that were merged have a value for the same period, and a rate where both counts do.

        Values are summed; their confidence, closeness and numbers of sources are those of the weakest one.
        """
        sums: dict[tuple[str, _Key], Row] = {}
        for (subject, period), rows in self._addends.items():
            for holder, parts in self._provinces.merged.items():
                if all(part in rows for part in parts):
                    whole = replace(subject, place_id=holder)
                    row = self._sum(whole, period, [rows[part] for part in parts])
                    sums[holder, (subject, period)] = row
                    yield row
        for rate, (part, total) in self._provinces.ratios().items():
            for (holder, (subject, period)), row in sums.items():
                other = sums.get((holder, (replace(subject, indicator_id=total), period)))
                if subject.indicator_id == part and subject.change is None and other and other.values["value"]:
                    rated = replace(subject, place_id=holder, indicator_id=rate, kind="percentage")
                    yield self._ratio(rated, period, row, other)

    def _sum(self, subject: Subject, period: Period, rows: Sequence[Row]) -> Row:
        total = sum((Decimal(row.values["value_text"]) for row in rows), Decimal(0))
        outs = [row.values["denominator"] for row in rows]
        units = {row.values["unit"] for row in rows}
        values = {
            "unit": units.pop() if len(units) == 1 else None,
            "denominator": None if None in outs else sum(outs),
        }
        return self._row(subject, period, rows, total, values)

    def _ratio(self, subject: Subject, period: Period, part: Row, whole: Row) -> Row:
        rate = Decimal(part.values["value_text"]) / Decimal(whole.values["value_text"]) * 100
        values = {"unit": "%", "denominator": None}
        return self._row(subject, period, [part, whole], round(rate, 2), values)

    def _row(
        self, subject: Subject, period: Period, rows: Sequence[Row], value: Decimal, values: Mapping[str, Any]
    ) -> Row:
        place = self._provinces.today[subject.place_id]
        cell = cell_id(subject, period)
        printed = cell in self._printed

        def each(column: str) -> list[Any]:
            return [row.values[column] for row in rows]

        def known(column: str) -> list[Any]:
            return [value for value in each(column) if value is not None]

        return Row(
            {
                "row_id": digest("computed", cell, *each("row_id")),
                "cell_id": cell,
                "place_code": place.code,
                "place_name": place.name,
                "place_id_2025": place.id,
                "place_name_2025": place.name,
                "period_start": period[0],
                "period_end": period[1],
                "period_basis": "stated" if set(each("period_basis")) == {"stated"} else "published",
                "value": float(value),
                "value_high": None,
                "value_text": f"{value.normalize():f}",
                "comparator": _comparator(each("comparator")),
                "top": None,
                "delta": None,
                "agreement": "computed",
                "preferred": not printed,
                "preferred_because": "printed" if printed else "only",
                "n_facts": sum(each("n_facts")),
                "n_inputs": len({source for sources in each("sources") for source in sources}),
                "n_clusters": min(each("n_clusters")),
                "n_sources": min(each("n_sources")),
                "closeness": min(each("closeness")),
                "confidence": min(each("confidence")),
                "doubted": any(each("doubted")),
                "first_published": min(known("first_published"), default=None),
                "last_published": max(known("last_published"), default=None),
                "n_reprints": sum(each("n_reprints")),
                "restated_until": max(known("restated_until"), default=None),
                "fact_ids": sorted(fact for facts in each("fact_ids") for fact in facts),
                "sources": sorted({source for sources in each("sources") for source in sources}),
                "best_fact_id": None,
                "inputs": each("row_id"),
                **values,
            },
            subject,
            None,
        )


def addable(row: Row, provinces: Provinces) -> bool:
    """Whether a row may be an addend: settled, no range, no part, of a known period, and of what can be added up."""
    subject, values = row.subject, row.values
    return (
        provinces.aggregation(subject.family, subject.indicator_id) == "sum"
        and provinces.own_kind(subject.family, subject.indicator_id, subject.kind)
        and values["agreement"] in SETTLED
        and values["value_high"] is None
        and not subject.part
        and (values["period_start"], values["period_end"]) != (None, None)
    )


def _comparator(comparators: Sequence[str]) -> str:
    """What is known of a sum: more than the sum of lower bounds, and so on; about it where they pull apart."""
    found = set(comparators) - {"eq"}
    if not found:
        return "eq"
    if found <= {"gt", "ge"}:
        return "gt" if "gt" in found else "ge"
    if found <= {"lt", "le"}:
        return "lt" if "lt" in found else "le"
    return "approx"
