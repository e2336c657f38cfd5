"""Places by id and by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from dxextract.knowledge.anchors import Anchored, Anchors
from dxextract.knowledge.files import AnyFolder, read_entries, read_rows, read_table, report
from dxextract.knowledge.place_scanner import Hit, PlaceScanner
from dxextract.knowledge.place_tables import PLACE_TABLES, PlaceTables
from dxextract.knowledge.place_words import PlaceWords, RegionEntry, from_word
from dxextract.knowledge.places import MERGER, Level, Place
from dxextract.text import fold, strip_marks

_HEIGHT = {level: height for height, level in enumerate(Level)}
_REMEMBERED = 1 << 16
_SHORTEST_MISPRINT = 6
_MISPRINTED = 0.26
"""The greatest part of a name's letters that may be wrong in a misprint."""
_HIGHLAND = ("đắk", "đăk", "đắc")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: ``place`` when that is certain, else the ``candidates`` that are left.

    ``reason``: unique, ambiguous, unknown, or misprint: no place has the name, and one inside the stated place is
    called almost so.
    """

    place: Place | None
    candidates: tuple[Place, ...]
    reason: str


class PlaceIndex:
    """All places, by id and by name. Immutable once built; load it with :meth:`load`."""

    def __init__(
        self,
        *,
        folder: AnyFolder,
        rows: Iterable[tuple[Place, tuple[str, ...], tuple[str, ...]]],
        holders: dict[str, str],
        regions_of: dict[str, str],
        words: PlaceWords,
        regions: Iterable[RegionEntry],
    ) -> None:
        self.folder = folder
        self.words = words
        self._holders = holders
        self._regions_of = regions_of
        self._by_id: defaultdict[str, list[Place]] = defaultdict(list)
        self._names: defaultdict[str, list[Place]] = defaultdict(list)
        self._lookups: defaultdict[str, list[Place]] = defaultdict(list)
        for place, aliases, lookups in rows:
            self._by_id[place.id].append(place)
            for name in (place.name, *aliases):
                for spelling in _spellings(name):
                    self._names[spelling].append(place)
            for name in lookups:
                self._lookups[strip_marks(name)].append(place)
        country = words.country
        self.country = Place(country.id, country.code, country.name, "quốc gia", Level.COUNTRY, None, None, None)
        self._by_id[country.id].append(self.country)
        for alias in country.aliases:
            self._names[fold(alias)].append(self.country)
        self._regions = {fold(alias): r.name for r in regions for alias in (r.name, *r.aliases)}
        # Articles name the same few places again and again.
        self._held: dict[tuple[str, date | None], Place] = {}
        self._chains: dict[tuple[str, date | None], tuple[Place, ...]] = {}
        self._provinces: dict[tuple[str, date | None], Place | None] = {}
        self._resolved = lru_cache(maxsize=_REMEMBERED)(self._resolve)
        written = [w for t in words.types for w in t.written]
        self.type_word = re.compile(rf"{from_word(written)}\s*(?=\w)")
        type_alone = re.compile(rf"({from_word(written, behind='.')})\s*(?=\w)")  # no "q." of "tp.q."
        # looked for in whole texts, which are gone over once for them and the other rules
        self.anchors = Anchors([self.type_word, type_alone])
        self.type_words, self.types_alone = Anchored(self.anchors, 0), Anchored(self.anchors, 1)

    def __reduce__(self) -> tuple[Callable[[AnyFolder], PlaceIndex], tuple[AnyFolder]]:
        return PlaceIndex.load, (self.folder,)

    @classmethod
    def load(cls, folder: AnyFolder) -> PlaceIndex:
        """Read ``provinces.csv``, ``districts.csv``, ``communes.csv``, ``regions.yaml`` and ``place_words.yaml``.

        Raises:
            KnowledgeError: a file is missing or a row is wrong; the message names file and line.
        """
        words = read_table(folder / "place_words.yaml", PlaceWords)
        regions = read_entries(folder / "regions.yaml", RegionEntry)
        tables = PlaceTables(words.country.id, {region.name for region in regions})
        for name, level, needed in PLACE_TABLES:
            tables.read(read_rows(folder / name, needed=needed, optional=["aliases"]), level)
        tables.look_across()
        report(folder, tables.faults)
        return cls(
            folder=folder,
            rows=tables.rows,
            holders=tables.holders,
            regions_of=tables.regions_of,
            words=words,
            regions=regions,
        )

    def get(self, place_id: str, on: date | None = None) -> Place:
        """The place with an id, as it was on a day (its last form when it did not exist then).

        Raises:
            KeyError: no such id.
        """
        forms = self._by_id.get(place_id)
        if forms is None:
            raise KeyError(place_id)
        if len(forms) == 1:
            return forms[0]
        return next((p for p in forms if on is not None and p.valid(on)), forms[-1])

    def provinces(self) -> tuple[Place, ...]:
        """Every form of every province-level place."""
        return tuple(p for forms in self._by_id.values() for p in forms if p.level is Level.PROVINCE)

    def aliases(self, place: Place) -> tuple[str, ...]:
        """Other names of a place, folded, in the order of the alphabet."""
        known = _spellings(place.name)
        return tuple(sorted(name for name, places in self._names.items() if place in places and name not in known))

    def province(self, place: Place) -> Place | None:
        """The province-level place that ``place`` is or lies in; None for the country."""
        key = place.id, place.valid_to
        if key not in self._provinces:
            self._provinces[key] = next((step for step in self._chain(place) if step.level is Level.PROVINCE), None)
        return self._provinces[key]

    def _chain(self, place: Place) -> tuple[Place, ...]:
        """The place and what it lies in, the smallest first, as they were at its end."""
        chain = self._chains.get((place.id, place.valid_to))
        if chain is None:
            steps = [place]
            while (parent := steps[-1].parent) is not None:
                steps.append(self.get(parent, place.valid_to))
            chain = self._chains[place.id, place.valid_to] = tuple(steps)
        return chain

    def holder_2025(self, place: Place) -> Place:
        """The province-level entity that holds the place since 2025-07-01; the country holds itself."""
        known = self._held.get((place.id, place.valid_to))
        if known is None:
            province = self.province(place)
            known = self.country if province is None else self.get(self._holders[province.id], MERGER)
            self._held[place.id, place.valid_to] = known
        return known

    def within(self, place: Place, above: Place) -> bool:
        """Whether a place is ``above`` or lies in it, today's provinces holding those merged into them."""
        if above.level is Level.COUNTRY or place.id == above.id:
            return True
        for step in self._chain(place):
            if step.id == above.id:
                return True
        return above.level is Level.PROVINCE and self.holder_2025(place).id == above.id

    def at(self, place: Place, on: date) -> Place:
        """The place of the same name that existed on a day: ``N82`` in 2023 is ``P87``; itself when there is none."""
        if place.valid(on):
            return place
        here = self.get(place.id, on)
        if here.valid(on):
            return here
        same = [p for p in self._names[fold(place.name)] if p.level is place.level and p.valid(on)]
        holder = self.holder_2025(place).id
        kept = [p for p in same if self.holder_2025(p).id == holder]
        return kept[0] if len(kept) == 1 else place

    def region_of(self, place: Place) -> str | None:
        """The region that a place's province is counted to."""
        province = self.province(place)
        return None if province is None else self._regions_of[province.id]

    def region(self, name: str) -> str | None:
        """The region's name in records for a written name (``ĐBSCL``); None when it is no region."""
        key = fold(" ".join(name.split()))
        bare = strip_marks(key)
        return self._regions.get(key) or next((r for a, r in self._regions.items() if strip_marks(a) == bare), None)

    def named(self, name: str) -> tuple[Place, ...]:
        """All places with a name or alias as written, type words not removed."""
        return tuple(self._names.get(fold(name), ()))

    def stripped(self, name: str) -> tuple[Place, ...]:
        """All places whose name is the same when every diacritic is removed."""
        return tuple(self._stripped.get(strip_marks(name), ()))

    def types_written(self, word: str) -> tuple[tuple[str, Level], ...]:
        """The types and levels that a type word may mean: ``tp.`` a province-level city or a district-level one."""
        return self._types.get(word, ())

    def resolve(
        self, name: str, *, on: date | None = None, within: str | None = None, level: str | None = None
    ) -> Resolution:
        """What a whole name means: with or without type word and diacritics, any known spelling.

        Args:
            name: such as ``tỉnh Đồng Tháp``, ``TP.HCM``, ``DONG THAP``, ``huyện Châu Thành``.
            on: the day it is said of; places that did not exist then are left out unless nothing else has the name.
            within: id of the province or district that the place must lie in.
            level: country, province, district or commune. A province of the name wins where nothing is said.
        """
        return self._resolved(name, on, within, level)

    def _resolve(self, name: str, on: date | None, within: str | None, level: str | None) -> Resolution:
        key = bare = " ".join(fold(name).split())
        kinds: tuple[tuple[str, Level], ...] = ()
        found = self.named(key)
        if not found and (typed := self.type_word.match(key)) is not None:
            kinds = self.types_written(typed[0].strip())
            bare = key[typed.end() :]
            found = self.named(bare) or self.stripped(bare)
        found = found or self.stripped(key)
        if not found and within is not None:
            return self._misprinted(bare, kinds, self.get(within, on), on, level)
        if kinds:
            levels = {level for _, level in kinds}
            found = _first(found, lambda p: (p.type, p.level) in kinds, lambda p: p.level in levels)
        if level is not None:
            found = tuple(p for p in found if p.level == level)
        if within is not None:
            above = self.get(within, on)
            found = tuple(p for p in found if self.within(p, above))
        if on is not None and len(found) > 1:
            found = tuple(p for p in found if p.valid(on)) or found
        if level is None and not kinds and len(found) > 1:
            highest = min(_HEIGHT[p.level] for p in found)
            found = tuple(p for p in found if _HEIGHT[p.level] == highest)
        if len(found) > 1:
            found = tuple({p.id: p for p in found}.values())
        if len(found) == 1:
            return Resolution(found[0], found, "unique")
        return Resolution(None, found, "ambiguous" if found else "unknown")

    def _misprinted(
        self, name: str, kinds: tuple[tuple[str, Level], ...], above: Place, on: date | None, level: str | None
    ) -> Resolution:
        """The one place inside ``above`` whose name a folded name is a misprint of (``gạch ròi`` for Rạch Gòi)."""
        from rapidfuzz.distance import OSA

        inside = [
            p
            for forms in self._by_id.values()
            for p in forms
            if abs(len(p.name) - len(name)) <= 1
            and (on is None or p.valid(on))
            and (level is None or p.level == level)
            and (not kinds or (p.type, p.level) in kinds)
            and self.within(p, above)
        ]
        scored = sorted(((OSA.distance(name, fold(p.name)), p.id, p) for p in inside), key=lambda s: s[:2])
        if len(name) < _SHORTEST_MISPRINT or not scored or scored[0][0] > len(name) * _MISPRINTED:
            return Resolution(None, (), "unknown")
        near = {place_id: place for distance, place_id, place in scored if distance <= scored[0][0] + 1}
        if len(near) > 1:
            return Resolution(None, tuple(near.values()), "ambiguous")
        return Resolution(scored[0][2], (scored[0][2],), "misprint")

    def scan(self, folded: str) -> Sequence[Hit]:
        """Every whole-word occurrence of a name or a region in a folded text, overlaps included, in no order."""
        return self._scanner.scan(folded)

    @cached_property
    def _scanner(self) -> PlaceScanner:
        return PlaceScanner(self._names, self._regions)

    @cached_property
    def _stripped(self) -> dict[str, list[Place]]:
        table: defaultdict[str, list[Place]] = defaultdict(list)
        for key, places in self._names.items():
            table[strip_marks(key)] += places
        for key, places in self._lookups.items():
            table[key] += places
        return {key: list(dict.fromkeys(places)) for key, places in table.items()}

    @cached_property
    def _types(self) -> dict[str, tuple[tuple[str, Level], ...]]:
        table: defaultdict[str, list[tuple[str, Level]]] = defaultdict(list)
        for word in self.words.types:
            for written in word.written:
                table[written].append((word.type, Level(word.level)))
        return {written: tuple(kinds) for written, kinds in table.items()}


def _first(places: tuple[Place, ...], *wishes: Callable[[Place], bool]) -> tuple[Place, ...]:
    """The places that fulfil the first wish that any fulfils."""
    return next((kept for wish in wishes if (kept := tuple(p for p in places if wish(p)))), ())


def _spellings(name: str) -> set[str]:
    """A name folded, with and without each space of its dash, and the three ways to write ``Đắk``."""
    key = fold(name)
    if " - " not in key and not key.startswith(_HIGHLAND):
        return {key}
    spellings = {key.replace(" - ", dash) for dash in (" - ", "-", " ", "- ", " -")}
    if (first := key.split(" ")[0]) in _HIGHLAND:
        spellings |= {other + key[len(first) :] for other in _HIGHLAND}
    return spellings
