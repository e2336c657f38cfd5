"""The tables of places: ``provinces.csv``, ``districts.csv`` and ``communes.csv``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise

from dxextract.knowledge.overlay import Fault, Row
from dxextract.knowledge.places import Level, Place

_COLUMNS = frozenset({"id", "code", "name", "type", "valid_from", "valid_to"})
PLACE_TABLES = (
    ("provinces.csv", Level.PROVINCE, _COLUMNS | {"holder_2025", "region", "aliases", "lookups"}),
    ("districts.csv", Level.DISTRICT, _COLUMNS | {"parent"}),
    ("communes.csv", Level.COMMUNE, _COLUMNS | {"parent"}),
)
"""The tables of places, the higher levels first, with the level of their places and the columns they need."""


class PlaceTables:
    """The rows of the three tables as places; rows with faults are left out."""

    def __init__(self, country: str, regions: Collection[str]) -> None:
        self.country = country
        self.regions = regions
        self.rows: list[tuple[Place, tuple[str, ...], tuple[str, ...]]] = []
        self.holders: dict[str, str] = {}
        self.regions_of: dict[str, str] = {}
        self.province_code: dict[str, str] = {}
        self.written: dict[str, list[tuple[Place, Row]]] = {}
        self.faults: list[Fault] = []

    def read(self, rows: Iterable[Row], level: Level) -> None:
        """Add the rows of the places of one level; those of the levels above must have been added."""
        for written in rows:
            row, place = written, self._place(written, level)
            if place is None and written.packaged is not None:
                row, place = written.packaged, self._place(written.packaged, level)
            if place is None:
                continue
            values = row.values
            if level is Level.PROVINCE:
                self.province_code[place.id] = place.code
                self.holders[place.id] = values["holder_2025"]
                self.regions_of[place.id] = values["region"]
            elif level is Level.DISTRICT:
                self.province_code[place.id] = self.province_code[values["parent"]]
            self.rows.append((place, _list(values.get("aliases")), _list(values.get("lookups"))))
            self.written.setdefault(place.id, []).append((place, row))

    def look_across(self) -> None:
        """Find what is wrong between rows: the holder of a province is no province, two times of one place overlap."""
        for forms in self.written.values():
            if len(forms) > 1:
                self._look_at_times(forms)
            for place, row in forms:
                if place.level is Level.PROVINCE and self.holders[place.id] not in self.holders:
                    self.faults.append(row.fault("holder_2025", f"no province has the id {self.holders[place.id]!r}"))
                    self.holders[place.id] = place.id

    def _look_at_times(self, forms: list[tuple[Place, Row]]) -> None:
        ordered = sorted(forms, key=lambda form: form[0].valid_from or date.min)
        for (before, _), (place, row) in pairwise(ordered):
            if (before.valid_to or date.max) >= (place.valid_from or date.min):
                self.faults.append(row.fault("valid_from", f"{place.id} has a row of that time already"))

    def _place(self, row: Row, level: Level) -> Place | None:
        values = row.values
        found = [row.fault(column, "this cell is empty") for column in ("code", "name", "type") if not values[column]]
        days: dict[str, date | None] = {}
        for column in ("valid_from", "valid_to"):
            try:
                days[column] = date.fromisoformat(values[column]) if values[column] else None
            except ValueError:
                found.append(row.fault(column, f"{values['id']}: {values[column]!r} is no day; write it as 2025-07-01"))
        first, last = days.get("valid_from"), days.get("valid_to")
        if first and last and first > last:
            found.append(row.fault("valid_to", f"{last} is before {first}"))
        above, code = self.country, values["code"]
        if level is Level.PROVINCE:
            if values["region"] not in self.regions:
                found.append(row.fault("region", f"regions.yaml has no region {values['region']!r}"))
        else:
            above = values["parent"]
            if above not in self.province_code:
                found.append(row.fault("parent", f"no place has the id {above!r}"))
            else:
                code = f"{self.province_code[above]}/{code}"
        self.faults += found
        if found:
            return None
        return Place(values["id"], code, values["name"], values["type"], level, above, first, last)


def _list(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()
