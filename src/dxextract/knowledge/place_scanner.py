"""Where names of places and regions stand in a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import ahocorasick_rs

from dxextract.knowledge.places import Place


class Hit(NamedTuple):
    """A name found in a text: code points ``start`` to ``end``, and all places or the region of that name."""

    start: int
    end: int
    places: tuple[Place, ...]
    region: str | None


class PlaceScanner:
    """Finds names.

    Args:
        names: places by their folded names.
        regions: names of regions by what is written for them, folded.
    """

    def __init__(self, names: Mapping[str, Sequence[Place]], regions: Mapping[str, str]) -> None:
        keys = tuple(dict.fromkeys((*names, *regions)))
        self._named = tuple((tuple(names.get(key, ())), regions.get(key)) for key in keys)
        # Of so many names the library would choose a form that takes longer to search and saves little memory.
        self._automaton = ahocorasick_rs.AhoCorasick(keys, implementation=ahocorasick_rs.Implementation.ContiguousNFA)
        # Each text is scanned for several finders.
        self._scanned: tuple[str | None, list[Hit]] = (None, [])

    def scan(self, folded: str) -> Sequence[Hit]:
        """Every whole-word occurrence of a name or a region in a folded text, overlaps included, in no order."""
        if self._scanned[0] is not folded:
            size = len(folded)
            self._scanned = (
                folded,
                [
                    Hit(start, end, *self._named[number])
                    for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
                    if not (start and folded[start - 1].isalnum()) and not (end < size and folded[end].isalnum())
                ],
            )
        return self._scanned[1]
