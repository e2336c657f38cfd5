"""The district or commune that a whole article is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dxextract.knowledge.places import Level, Place
from dxextract.linkers.place_references import is_definite
from dxextract.linkers.place_scene import PlaceScene
from dxextract.text import fold

_OFTEN = 3
"""So many times ``huyện`` alone shows that an article is about one."""


def focus_place(scene: PlaceScene, named: Sequence[Place]) -> Place | None:
    """The unit below the province that the whole article is about: named alone in the title, or all along.

    Args:
        scene: the article.
        named: the places of its mentions, in order.
    """
    if scene.main is None or scene.main.level is not Level.PROVINCE or not scene.document.sentences:
        return None
    title = scene.items.of(scene.document.sentences[0])
    if len(title) == 1 and _below(scene, title[0].place):
        return title[0].place
    below = {place.id: place for place in named if _below(scene, place)}
    headline = [place for place in below.values() if _titled(scene, place)]
    if not title and len(headline) == 1:
        return headline[0]
    counts = Counter(place.id for place in named if place.id in below)
    if not counts:
        return None
    (best, times), *others = counts.most_common(2)
    place = below[best]
    if place.type == scene.main.type or not _stands_out(place, times, counts, others, named):
        return None
    every = scene.cues.back.finditer(scene.folded, 0, len(scene.folded))
    back = Counter(match["type"] for match in every if is_definite(scene, match))
    outweighs = times + back[place.type] > 2 * back[scene.main.type]
    return place if back[place.type] >= _OFTEN and outweighs else None


def _stands_out(
    place: Place, times: int, counts: Counter[str], others: Sequence[tuple[str, int]], named: Sequence[Place]
) -> bool:
    """Whether a unit is named more than all others: a commune, among whose neighbours there are many, more often than
    any, and first."""
    if place.level is Level.DISTRICT:
        return 2 * times > counts.total()
    first = next(other for other in named if other.id in counts)
    return first.id == place.id and all(times > others_times for _, others_times in others)


def _titled(scene: PlaceScene, place: Place) -> bool:
    """Whether the title names a place without its type, with capital letters."""
    first = scene.document.sentences[0]
    name, title = fold(place.name), f" {scene.folded[first.start : first.end]} "
    at = title.find(name)
    while at >= 0:
        alone = not _is_word(title[at - 1]) and not _is_word(title[at + len(name)])
        if alone and scene.text[first.start + at - 1].isupper():
            return True
        at = title.find(name, at + 1)
    return False


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _below(scene: PlaceScene, place: Place) -> bool:
    """Whether a place is a district or commune of the article's province."""
    if scene.main is None or place.level not in (Level.DISTRICT, Level.COMMUNE):
        return False
    return scene.index.within(place, scene.main)
