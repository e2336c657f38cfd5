"""Provinces then and now: which there were, which were merged, and which indicators can be joined across a merger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from operator import attrgetter

from dxextract.knowledge.load import Knowledge
from dxextract.knowledge.places import LAST_DAY_BEFORE, MERGER, Place

_id = attrgetter("id")


class Provinces:
    """The province-level places of the gazetteer and the rules for joining them.

    Attributes:
        today: the provinces since 2025-07-01, by id and in its order.
        merged: id of a province that was made by the merger → ids of those that went into it, sorted.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._places = knowledge.places
        self._knowledge = knowledge
        forms = self._places.provinces()
        self.today: Mapping[str, Place] = {p.id: p for p in sorted(forms, key=_id) if p.valid(MERGER)}
        self._forms = forms
        into: defaultdict[str, list[str]] = defaultdict(list)
        for place in forms:
            if place.valid(LAST_DAY_BEFORE):
                into[self._places.holder_2025(place).id].append(place.id)
        self.merged: Mapping[str, tuple[str, ...]] = {
            holder: tuple(sorted(parts)) for holder, parts in into.items() if len(parts) > 1
        }
        self._levels = {place.id: str(place.level) for place in forms}
        self.of_year = cache(self._of_year)
        self.aggregation = cache(self._aggregation)

    def _of_year(self, year: int) -> Mapping[str, Place]:
        """The provinces that existed on any day of a year, by id and in its order, as they were at its end."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        return {
            p.id: p
            for p in sorted(self._forms, key=lambda p: (p.id, p.valid_from or date.min))
            if (p.valid_from or date.min) <= last and first <= (p.valid_to or date.max)
        }

    def level(self, place_id: str) -> str | None:
        """The level of a place; None when the gazetteer does not know it."""
        if place_id not in self._levels:
            try:
                self._levels[place_id] = str(self._places.get(place_id).level)
            except KeyError:  # extracted with other knowledge
                return None
        return self._levels[place_id]

    def _aggregation(self, family: str, indicator_id: str) -> str:
        """sum, ratio or none: how the values of merged provinces are joined."""
        if family != "metric" or indicator_id not in self._knowledge.indicators.indicators:
            return "none"
        indicator = self._knowledge.indicators.indicators[indicator_id]
        if indicator.ratio is not None:
            return "ratio"
        kinds: Mapping[str, str] = {str(kind): rule for kind, rule in self._knowledge.panel.aggregation.items()}
        return indicator.aggregation or kinds.get(indicator.kind, "none")

    def ratios(self) -> dict[str, tuple[str, str]]:
        """The rates that two counts make, with these counts: the part and the whole."""
        indicators = self._knowledge.indicators.indicators.values()
        return {i.id: i.ratio for i in indicators if i.ratio is not None}

    def own_kind(self, family: str, indicator_id: str, kind: str) -> bool:
        """Whether a value is of the kind that its indicator has; where the indicator is not known, any is."""
        indicator = self._knowledge.indicators.indicators.get(indicator_id) if family == "metric" else None
        return indicator is None or indicator.kind == kind
