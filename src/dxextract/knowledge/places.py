"""Vietnam's provinces, districts and communes, before and since the merger of 2025-07-01.

An entity has an id that never changes its meaning (``P87`` a province until 2025-06-30, ``N82`` one made by the merger,
``D934`` a district, ``C31402`` a commune until the merger, ``NC30115`` one since); GSO codes were given anew and are
no key. An entity that changed its type or name keeps its id and has one row for each time, so a :class:`Place` is an
entity at a time.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

import ahocorasick_rs

from dxextract.knowledge.files import AnyFolder, Entry, read_entries, read_rows, read_table, report
from dxextract.knowledge.overlay import Fault, Row
from dxextract.text import fold, strip_marks


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


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: ``place`` when that is certain, else the ``candidates`` that are left.

    ``reason``: unique, ambiguous, unknown, or misprint: no place has the name, and one inside the stated place is
    called almost so.
    """

    place: Place | None
    candidates: tuple[Place, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found in a text: code points ``start`` to ``end``, and all places or the region of that name."""

    start: int
    end: int
    places: tuple[Place, ...]
    region: str | None


class _TypeWord(Entry):
    type: str
    level: Literal["province", "district", "commune"]
    written: tuple[str, ...]


class _Country(Entry):
    id: str
    code: str = "VN"
    name: str
    aliases: tuple[str, ...]


class PlaceWords(Entry):
    """``gazetteer/place_words.yaml``; each key is explained there."""

    country: _Country
    abroad: tuple[str, ...]
    types: tuple[_TypeWord, ...]
    unit_attributes: tuple[str, ...]
    unit_list_openers: tuple[str, ...]
    address_level: str
    name_heads: tuple[str, ...]
    typed_only: tuple[str, ...]
    loose_name_heads: tuple[str, ...]
    name_breaks: tuple[str, ...]
    person_titles: tuple[str, ...]
    family_names: tuple[str, ...]
    site_words: tuple[str, ...]
    secondary_before: tuple[str, ...]
    residence_before: tuple[str, ...]
    collective_before: tuple[str, ...]
    collective_after: tuple[str, ...]
    list_joins: tuple[str, ...]
    one_to_one: tuple[str, ...]
    and_words: tuple[str, ...]
    rank_words: tuple[str, ...]
    qualifier_words: tuple[str, ...]
    owner_before: tuple[str, ...]
    rank_owner_before: tuple[str, ...]
    taken_before: tuple[str, ...]
    distance_openers: tuple[str, ...]
    parts_openers: tuple[str, ...]
    age_words: tuple[str, ...]
    predicates: tuple[str, ...]
    country_verbs: tuple[str, ...]
    has_words: tuple[str, ...]
    where_words: tuple[str, ...]
    venue_before: tuple[str, ...]
    venue_events: tuple[str, ...]
    whole_province: dict[str, tuple[str, ...]]
    province_bodies: dict[str, tuple[str, ...]]
    field_before: tuple[str, ...]
    whole_words: tuple[str, ...]
    reference_before: tuple[str, ...]
    indefinite_before: tuple[str, ...]
    indefinite_after: tuple[str, ...]
    clause_openers: tuple[str, ...]
    average_words: tuple[str, ...]
    provincial_words: tuple[str, ...]
    national_words: tuple[str, ...]
    after_merger_words: tuple[str, ...]


class RegionEntry(Entry):
    """One entry of ``gazetteer/regions.yaml``."""

    name: str
    aliases: tuple[str, ...]


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of the words, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True)) + ")"


def from_word(words: Iterable[str]) -> str:
    r"""``(?<!\w)`` and :func:`any_of`, with the guard behind the first letter: see :func:`phrases.guarded`."""
    ordered = sorted(set(words), key=len, reverse=True)
    firsts = (re.escape(word[0]) for word in ordered)
    return "(?:" + "|".join(rf"{c}(?<!\w{c}){re.escape(w[1:])}" for c, w in zip(firsts, ordered, strict=True)) + ")"


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
        # Articles name the same few places again and again, and each text is scanned for several finders.
        self._held: dict[tuple[str, date | None], Place] = {}
        self._scanned: tuple[str | None, list[Hit]] = (None, [])
        self._resolved = lru_cache(maxsize=_REMEMBERED)(self._resolve)
        self.type_word = re.compile(rf"(?<!\w){any_of(w for t in words.types for w in t.written)}\s*(?=\w)")

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
        tables = _Tables(words.country.id, {region.name for region in regions})
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
        if place_id not in self._by_id:
            raise KeyError(place_id)
        forms = self._by_id[place_id]
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
        while place.level in (Level.DISTRICT, Level.COMMUNE):
            place = self.get(str(place.parent), place.valid_to)
        return place if place.level is Level.PROVINCE else None

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
        step = place
        while step.parent is not None:
            step = self.get(step.parent, place.valid_to)
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
        if self._scanned[0] is not folded:
            automaton, named = self._automaton
            size = len(folded)
            self._scanned = (
                folded,
                [
                    Hit(start, end, *named[number])
                    for number, start, end in automaton.find_matches_as_indexes(folded, overlapping=True)
                    if not (start and folded[start - 1].isalnum()) and not (end < size and folded[end].isalnum())
                ],
            )
        return self._scanned[1]

    @cached_property
    def _automaton(self) -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[tuple[Place, ...], str | None], ...]]:
        """All names, and for each its places and its region."""
        keys = tuple(dict.fromkeys((*self._names, *self._regions)))
        named = tuple((tuple(self._names.get(key, ())), self._regions.get(key)) for key in keys)
        return ahocorasick_rs.AhoCorasick(keys), named

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


MERGER = date(2025, 7, 1)
"""Since this day there are 34 provinces and no districts."""

_COLUMNS = frozenset({"id", "code", "name", "type", "valid_from", "valid_to"})
PLACE_TABLES = (
    ("provinces.csv", Level.PROVINCE, _COLUMNS | {"holder_2025", "region", "aliases", "lookups"}),
    ("districts.csv", Level.DISTRICT, _COLUMNS | {"parent"}),
    ("communes.csv", Level.COMMUNE, _COLUMNS | {"parent"}),
)
"""The tables of places, the higher levels first, with the level of their places and the columns they need."""

_HEIGHT = {level: height for height, level in enumerate(Level)}
_REMEMBERED = 1 << 16
_SHORTEST_MISPRINT = 6
_MISPRINTED = 0.26
"""The greatest part of a name's letters that may be wrong in a misprint."""
_HIGHLAND = ("đắk", "đăk", "đắc")


def _first(places: tuple[Place, ...], *wishes: Callable[[Place], bool]) -> tuple[Place, ...]:
    """The places that fulfil the first wish that any fulfils."""
    return next((kept for wish in wishes if (kept := tuple(p for p in places if wish(p)))), ())


def _spellings(name: str) -> set[str]:
    """A name folded, with and without the spaces of its dash, and the three ways to write ``Đắk``."""
    key = fold(name)
    if " - " not in key and not key.startswith(_HIGHLAND):
        return {key}
    spellings = {key, key.replace(" - ", "-"), key.replace(" - ", " ")}
    if (first := key.split(" ")[0]) in _HIGHLAND:
        spellings |= {other + key[len(first) :] for other in _HIGHLAND}
    return spellings


class _Tables:
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
