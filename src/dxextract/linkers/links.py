"""What is linked alike for facts of all families."""

from __future__ import annotations

from dataclasses import dataclass

from dxextract.linkers.periods import PeriodLink
from dxextract.linkers.places import PlaceLink


@dataclass(frozen=True, slots=True)
class Links:
    """Where and when a fact is, and whether it is actual, a target or an estimate."""

    place: PlaceLink
    period: PeriodLink
    status: str
