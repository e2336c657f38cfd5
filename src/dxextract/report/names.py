"""What the page calls the ids of the gazetteer: indicators, indices, provinces; and who holds whom since the merger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from dxextract.knowledge.files import read_entries
from dxextract.knowledge.indicators import IndicatorEntry
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.places import LAST_DAY_BEFORE
from dxextract.knowledge.rankings import IndexEntry
from dxextract.knowledge.sources import find_sources


@dataclass(frozen=True, slots=True)
class Names:
    """The part of the gazetteer that the page shows.

    Attributes:
        indicators, indices: id → names by language (``vi``, ``en``).
    """

    indicators: Mapping[str, Mapping[str, str]]
    indices: Mapping[str, Mapping[str, str]]
    _places: PlaceIndex

    def provinces_of(self, place_ids: Iterable[str]) -> dict[str, str]:
        """Place id → id of the province-level entity that the place is or lies in; the country and unknown ids are left
        out.
        """
        found: dict[str, str] = {}
        for place_id in place_ids:
            try:
                province = self._places.province(self._places.get(place_id))
            except KeyError:
                continue
            if province is not None:
                found[place_id] = province.id
        return found

    def map(self) -> dict[str, Any]:
        """The outlines of the 63 provinces, their names, and the entity that holds each since the merger."""
        data = json.loads(_OUTLINES.read_text(encoding="utf-8"))
        before = {id_: self._places.get(id_, LAST_DAY_BEFORE) for id_ in data["outlines"]}
        holders = {id_: self._places.holder_2025(place) for id_, place in before.items()}
        return {
            **{key: data[key] for key in ("credit", "license", "view_box", "outlines")},
            "before": {id_: place.name for id_, place in before.items()},
            "after": {holder.id: holder.name for holder in holders.values()},
            "holders": {id_: holder.id for id_, holder in holders.items()},
        }


_OUTLINES = files("dxextract.report") / "assets" / "provinces.json"


def load_names(knowledge: Path | None, places: PlaceIndex) -> Names:
    """Read the names.

    Args:
        knowledge: the user's own, see :func:`dxextract.knowledge.sources.find_sources`.
        places: the places of the same knowledge.

    Raises:
        KnowledgeError: the knowledge cannot be used.
    """
    gazetteer = find_sources(knowledge).gazetteer
    return Names(
        indicators={e.id: e.name.model_dump() for e in read_entries(gazetteer / "indicators.yaml", IndicatorEntry)},
        indices={e.id: e.name.model_dump() for e in read_entries(gazetteer / "indices.yaml", IndexEntry)},
        _places=places,
    )
