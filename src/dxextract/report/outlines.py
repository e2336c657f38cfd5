"""The outlines of the provinces as points, for maps outside the report."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from itertools import accumulate

from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.places import LAST_DAY_BEFORE
from dxextract.knowledge.sources import find_sources

_LINE = 2  # islands that thinning has left only so many points of enclose nothing

Ring = tuple[tuple[float, float], ...]
"""Points of a closed line. The y axis points down, as in SVG."""

_RING = re.compile(r"M(-?\d+)([ -]\d+)l([^z]*)z")
_NUMBER = re.compile(r"-?\d+")


def load_outlines() -> Mapping[str, tuple[Ring, ...]]:
    """The outlines of the 63 provinces until 2025-06-30, by ``place_id``; every province is one ring or several.

    They are those of the npm package @svg-maps/vietnam by Stephen Truong and Victor Cazanave, CC BY 4.0, thinned out:
    whoever shows them names their authors.
    """
    data = json.loads((files("dxextract.report") / "assets" / "provinces.json").read_text(encoding="utf-8"))
    rings = {place: map(_ring, _RING.findall(path)) for place, path in data["outlines"].items()}
    return {place: tuple(ring for ring in found if len(ring) > _LINE) for place, found in rings.items()}


def load_successors() -> Mapping[str, str]:
    """For each of these provinces the ``place_id`` of the one that holds it since 2025-07-01."""
    places = PlaceIndex.load(find_sources().gazetteer)
    return {id_: places.holder_2025(places.get(id_, LAST_DAY_BEFORE)).id for id_ in load_outlines()}


def _ring(match: tuple[str, str, str]) -> Ring:
    """A move to a point, then steps from point to point."""
    steps = [int(number) for number in _NUMBER.findall(match[2])]
    xs = accumulate(steps[::2], initial=int(match[0]))
    ys = accumulate(steps[1::2], initial=int(match[1]))
    return tuple(zip(map(float, xs), map(float, ys), strict=True))
