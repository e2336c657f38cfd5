"""Among whom a position is held: the whole country, a region, a province, the world."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dxextract.document import Document
from dxextract.finders.places import RegionMention
from dxextract.knowledge.cues import ScopeCue
from dxextract.knowledge.places import Level, Place, PlaceIndex
from dxextract.knowledge.rankings import Index
from dxextract.linkers.rankings import RankingDraft

COUNTRY = "VN"
WORLD = "thế giới"

_ALL_PROVINCES = (63, 34)
_CLAUSE_END = re.compile(r"[;.(]|,\s*(?:còn|tăng|giảm|tụt|sau|trong khi|nhưng|song|xếp|đứng)")


def scope_of(
    document: Document,
    draft: RankingDraft,
    index: Index | None,
    place: Place | None,
    main: Place | None,
    regions: Sequence[RegionMention],
    places: PlaceIndex,
    cues: Sequence[ScopeCue],
) -> str:
    """The scope of a ranking.

    Args:
        document: the article laid out.
        draft: the linked position.
        index: its index, which may have a scope of its own.
        place: the place that is ranked.
        main: the article's main place.
        regions: names of regions in the text.
        places: the gazetteer.
        cues: words for scopes, see ``gazetteer/cues.yaml``.

    Returns:
        ``VN``, a region's name, a province's name, or ``thế giới``.
    """
    behind = document.folded[draft.position.end : min(draft.scope_to, draft.position.end + 70)]
    behind = _CLAUSE_END.split(behind, maxsplit=1)[0]
    before = document.folded[max(draft.sentence.start, draft.scope_from) : draft.position.start]
    if draft.position.out_of in _ALL_PROVINCES:
        return COUNTRY
    places_to_look = [(behind, draft.position.end), (before, draft.position.start - len(before))]
    if draft.position.rule == "rank.listed":
        places_to_look = []
    for text, start in places_to_look[: 1 if draft.position.top else 2]:
        found = _stated(text, start, place, main, regions, places, cues)
        if found is not None:
            return found
    if index is not None and index.scope is not None:
        return index.scope
    if place is not None and place.level in (Level.DISTRICT, Level.COMMUNE):
        province = places.province(place)
        return province.name if province else COUNTRY
    return COUNTRY


def _stated(
    text: str,
    start: int,
    place: Place | None,
    main: Place | None,
    regions: Sequence[RegionMention],
    places: PlaceIndex,
    cues: Sequence[ScopeCue],
) -> str | None:
    """The first scope named in a text; None where there is none, or where it points at nothing."""
    named = [(m.start(), cue.value) for cue in cues if (m := cue.phrase.search(text)) is not None]
    region = next((r for r in regions if start <= r.start < start + len(text)), None)
    if region is not None:
        named.append((region.start - start, region.region))
    for _, value in sorted(named):
        found = _meant(value, place, main, places)
        if found is not None:
            return found
    return None


def _meant(value: str, place: Place | None, main: Place | None, places: PlaceIndex) -> str | None:
    """The scope's name: the province or region is that of the ranked place, or else of the article."""
    if value == "world":
        return WORLD
    if value not in ("province", "region"):
        return value
    here = place if place is not None and place.level is not Level.COUNTRY else main
    province = places.province(here) if here is not None and here.level is not Level.COUNTRY else None
    if province is None:
        return None
    return places.region_of(province) if value == "region" else province.name
