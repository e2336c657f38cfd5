"""Vietnam's provinces, districts and communes, before and since the merger of 2025-07-01.

An entity has an id that never changes its meaning (``P87`` a province until 2025-06-30, ``N82`` one made by the merger,
``D934`` a district, ``C31402`` a commune until the merger, ``NC30115`` one since); GSO codes were given anew and are
no key. An entity that changed its type or name keeps its id and has one row for each time, so a :class:`Place` is an
entity at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MERGER = date(2025, 7, 1)
"""Since this day there are 34 provinces and no districts."""
LAST_DAY_BEFORE = MERGER - timedelta(days=1)
"""The last day of the 63 provinces."""


class Level(StrEnum):
    """How high a place stands."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Place:
    """An entity of the gazetteer as it was from ``valid_from`` to ``valid_to`` (days included; None is open).

    Attributes:
        code: as records print it: GSO code, below the province with the province's before it (``93/934``).
        name: without type; a numbered unit keeps it (``Phường 2``).
        parent: id of the district or province above; None for the country.
    """

    id: str
    code: str
    name: str
    type: str
    level: Level
    parent: str | None
    valid_from: date | None
    valid_to: date | None

    def valid(self, on: date) -> bool:
        """Whether the place existed like this on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)
