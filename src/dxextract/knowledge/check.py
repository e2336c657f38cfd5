"""What can be wrong with knowledge that loads: names that mean two things, entries that shadow each other, duplicates.

These are looked for by ``dxextract check`` only, which has the time; what makes knowledge unusable is found whenever it
is loaded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import yaml
from pydantic import BaseModel

from dxextract.knowledge.abbreviations import AbbreviationEntry
from dxextract.knowledge.check_words import CheckWordsEntry
from dxextract.knowledge.checks import CheckEntry, MisprintEntry
from dxextract.knowledge.cues import CuesEntry
from dxextract.knowledge.documents import DocumentTypeEntry, IssuersEntry, ReferenceEntry
from dxextract.knowledge.files import Folder, Item, parse, read_entries, read_item, read_items, read_rows
from dxextract.knowledge.indicators import IndicatorEntry, WordClassEntry
from dxextract.knowledge.layout import FurnitureEntry, HeaderEntry
from dxextract.knowledge.links import LinkWordsEntry
from dxextract.knowledge.numbers import NonQuantityEntry, NumberWordsEntry, UnitEntry
from dxextract.knowledge.overlay import Fault, Location, Row
from dxextract.knowledge.panel import PanelRules
from dxextract.knowledge.periods import CuesEntry as PeriodCuesEntry
from dxextract.knowledge.periods import UnitEntry as PeriodEntry
from dxextract.knowledge.place_tables import PLACE_TABLES
from dxextract.knowledge.place_words import PlaceWords, RegionEntry
from dxextract.knowledge.places import Level
from dxextract.knowledge.ranking_words import RankingWordsEntry
from dxextract.knowledge.rankings import IndexEntry, RankingEntry
from dxextract.knowledge.registry import DocumentEntry
from dxextract.knowledge.short_forms import ShortFormEntry
from dxextract.knowledge.sources import Sources
from dxextract.text import fold

LISTS: dict[str, type[BaseModel]] = {
    "patterns/abbreviations.yaml": AbbreviationEntry,
    "patterns/checks.yaml": CheckEntry,
    "patterns/furniture.yaml": FurnitureEntry,
    "patterns/header.yaml": HeaderEntry,
    "patterns/non_quantities.yaml": NonQuantityEntry,
    "patterns/periods.yaml": PeriodEntry,
    "patterns/rankings.yaml": RankingEntry,
    "patterns/references.yaml": ReferenceEntry,
    "gazetteer/document_types.yaml": DocumentTypeEntry,
    "gazetteer/documents.yaml": DocumentEntry,
    "gazetteer/indicators.yaml": IndicatorEntry,
    "gazetteer/indices.yaml": IndexEntry,
    "gazetteer/misprints.yaml": MisprintEntry,
    "gazetteer/regions.yaml": RegionEntry,
    "gazetteer/short_forms.yaml": ShortFormEntry,
    "gazetteer/units.yaml": UnitEntry,
    "gazetteer/word_classes.yaml": WordClassEntry,
}
"""The files that are lists of entries."""

TABLES: dict[str, type[BaseModel]] = {
    "gazetteer/check_words.yaml": CheckWordsEntry,
    "gazetteer/cues.yaml": CuesEntry,
    "gazetteer/issuers.yaml": IssuersEntry,
    "gazetteer/link_words.yaml": LinkWordsEntry,
    "gazetteer/number_words.yaml": NumberWordsEntry,
    "gazetteer/panel.yaml": PanelRules,
    "gazetteer/period_cues.yaml": PeriodCuesEntry,
    "gazetteer/ranking_words.yaml": RankingWordsEntry,
    "gazetteer/place_words.yaml": PlaceWords,
}
"""The files that are one mapping."""

_CASED = ("short", "departments", "state", "party", "symbols", "examples", "counter_examples", "frameworks")
"""Fields whose values may differ in case alone."""


_BROAD = 5
"""A word in the names of so many other indicators tells none of them; packaged names stand in those of four at most."""


class Book:
    """The entries of all files with their places, faulty ones left out."""

    def __init__(self, sources: Sources) -> None:
        ignored: list[Fault] = []
        self._folders = {
            folder.layers[0].name: Folder(folder.layers, ignored) for folder in (sources.patterns, sources.gazetteer)
        }

    def items(self, file: str) -> tuple[Item[Any], ...]:
        """The entries of a file of :data:`LISTS`."""
        part, name = file.split("/")
        return read_items(self._folders[part] / name, LISTS[file])

    def table(self, file: str) -> Item[Any]:
        """A file of :data:`TABLES`."""
        part, name = file.split("/")
        return read_item(self._folders[part] / name, TABLES[file])

    def rows(self, file: str) -> Iterator[Row]:
        """The rows of one of the tables of places."""
        needed = next(needed for name, _, needed in PLACE_TABLES if name == file)
        return read_rows(self._folders["gazetteer"] / file, needed=needed, optional=["aliases"])

    def replaced(self) -> Iterator[Fault]:
        """The user's entries that take the place of a packaged one. No fault by itself, but the cause of others."""
        for file, entry in LISTS.items():
            if own := [item for item in self.items(file) if item.own and hasattr(item.entry, "id")]:
                part, name = file.split("/")
                packaged = {
                    getattr(one, "id", None) for one in read_entries(self._folders[part].layers[0] / name, entry)
                }
                for item in own:
                    if item.entry.id in packaged:
                        said = f"{item.entry.id!r} takes the place of the packaged entry, which others rely on"
                        yield item.fault(("id",), f"{said}; add extends: true to add to that one instead")

    def faults(self) -> Iterator[Fault]:
        """Everything that this module looks for."""
        for file in (*LISTS, *TABLES):
            part, name = file.split("/")
            for path in (self._folders[part] / name).paths:
                yield from _given_twice(parse(path))
        for file, entry in LISTS.items():
            items = self.items(file)
            yield from chain.from_iterable(_repeated(item) for item in items)
            if file.startswith("patterns/") and "pattern" in entry.model_fields:
                yield from _same(items, "pattern", lambda e: [(("pattern",), _sort_of(e) + e.pattern)])
        for file in TABLES:
            yield from _repeated(self.table(file))
        yield from self._collisions()
        yield from self._places()

    def _collisions(self) -> Iterator[Fault]:
        indicators = self.items("gazetteer/indicators.yaml")
        yield from _same(indicators, "alias", lambda e: _named(e, "aliases", prefix=f"{e.kind} "))
        yield from _too_broad(indicators)
        yield from _same(self.items("gazetteer/units.yaml"), "word", lambda e: _named(e, "words"))
        yield from _same(self.items("gazetteer/regions.yaml"), "name", lambda e: _named(e, "aliases"))
        yield from _same(self.items("gazetteer/short_forms.yaml"), "long form", lambda e: [(("long",), fold(e.long))])
        cues, issuers = self.table("gazetteer/cues.yaml"), self.table("gazetteer/issuers.yaml")
        for group in ("comparator", "change", "status", "scope"):
            yield from _same_inside(cues, self._packaged("cues.yaml"), group, "phrases")
        yield from _same_inside(issuers, self._packaged("issuers.yaml"), "bodies", "names")
        yield from _same_inside(issuers, self._packaged("issuers.yaml"), "sectors", "names")

    def _packaged(self, name: str) -> str:
        return str(self._folders["gazetteer"].layers[0] / name)

    def _places(self) -> Iterator[Fault]:
        rows = [(level, row) for name, level, _ in PLACE_TABLES for row in self.rows(name)]
        ids = {row.values["id"] for _, row in rows}
        bearers: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
        for level, row in sorted(rows, key=lambda pair: pair[1].packaged is not None):
            for successor in filter(None, (row.values.get("successor") or "").split(";")):
                if successor not in ids:
                    yield row.fault("successor", f"no place has the id {successor!r}")
            name = _key(row.values["name"])
            aliases = [_key(alias) for alias in (row.values.get("aliases") or "").split(";") if alias]
            for alias in sorted({a for a in aliases if aliases.count(a) > 1 or a == name}):
                yield row.fault("aliases", f"{alias!r} is given twice")
            # A province is known by its bare name, what lies in it by its type and name there.
            kind = (level,) if level == "province" else (level, row.values["parent"] or "", row.values["type"])
            for field, called in (("name", name), *(("aliases", alias) for alias in aliases)):
                for other in bearers[*kind, called]:
                    if other.values["id"] != row.values["id"] and _at_once(row, other):
                        yield row.fault(field, f"{called!r} names {other.values['id']} already")
                bearers[*kind, called].append(row)
        yield from self._borrowed(rows)

    def _borrowed(self, rows: Sequence[tuple[Level, Row]]) -> Iterator[Fault]:
        """Names that the user gives to a place or an indicator, and that places of another level have."""
        named: defaultdict[str, list[tuple[Level, Row]]] = defaultdict(list)
        for level, row in rows:
            named[_key(row.values["name"])].append((level, row))
        for level, row in rows:
            if not row.path.startswith(str(self._folders["gazetteer"].layers[0])):
                told = (row.packaged.values.get("aliases") or "").split(";") if row.packaged else []
                for alias in {*(row.values.get("aliases") or "").split(";")} - {"", *told}:
                    others = (one for above, one in named[_key(alias)] if above != level and _at_once(row, one))
                    if other := next(others, None):
                        yield row.fault("aliases", f"{alias!r} is the name of {other.values['id']} already")
        for item in self.items("gazetteer/indicators.yaml"):
            for position, alias in enumerate(item.entry.aliases if item.own else ()):
                for _, other in named[_key(alias)][:1]:
                    said = f"{alias!r} is the name of a place, {other.values['id']}"
                    yield item.fault(("aliases", position), f"{said}; name what is counted there")


def _key(name: str) -> str:
    return " ".join(fold(name).split())


def _at_once(one: Row, other: Row) -> bool:
    """Whether there was a day on which both rows held; days are written so that they sort as text."""
    return all(
        (a.values["valid_from"] or "0") <= (b.values["valid_to"] or "9") for a, b in ((one, other), (other, one))
    )


def _given_twice(node: yaml.Node) -> Iterator[Fault]:
    """Keys that a mapping has twice: only the last would count."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                yield Fault(key.start_mark.name, key.start_mark.line + 1, str(key.value), "this key is given twice")
            seen.add(str(key.value))
            yield from _given_twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _given_twice(child)


def _repeated(item: Item[Any]) -> Iterator[Fault]:
    """Phrases that stand twice in one list."""
    for location, phrases in _lists(item.entry, ()):
        seen: set[str] = set()
        for number, phrase in enumerate(phrases):
            key = phrase if location[-1] in _CASED else fold(phrase)
            if key in seen:
                yield item.fault((*location, number), f"{phrase!r} stands in this list twice")
            seen.add(key)


def _lists(value: Any, location: Location) -> Iterator[tuple[Location, tuple[str, ...]]]:
    """All lists of strings in an entry, with the way to them."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _lists(getattr(value, name), (*location, name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _lists(inner, (*location, key))
    elif isinstance(value, tuple):
        if value and all(isinstance(inner, str) for inner in value):
            yield location, value
        else:
            for number, inner in enumerate(value):
                yield from _lists(inner, (*location, number))


def _named(entry: Any, field: str, *, prefix: str = "") -> list[tuple[Location, str]]:
    return [((field, n), prefix + _key(name)) for n, name in enumerate(getattr(entry, field))]


def _sort_of(entry: Any) -> str:
    """Rules for different parts of a text do not meet."""
    return (
        " ".join(str(getattr(entry, field, "")) for field in ("part", "scope", "role", "kind", "frames", "again")) + " "
    )


def _same(items: Iterable[Item[Any]], what: str, names: Any) -> Iterator[Fault]:
    """Entries with a name that another entry before them has."""
    known: dict[str, Any] = {}
    for item in sorted(items, key=lambda item: item.own):
        for location, name in names(item.entry):
            other = known.setdefault(name, item.entry)
            if other is not item.entry:
                called = getattr(other, "id", None) or getattr(other, "name", None) or getattr(other, "long", None)
                yield item.fault(location, f"this {what} is one of {called!r} already, which shadows it")


def _too_broad(indicators: Iterable[Item[IndicatorEntry]]) -> Iterator[Fault]:
    """Names of the user's that many other indicators have in theirs: such a word tells none of them."""
    names = [(item.entry.id, f" {_key(alias)} ") for item in indicators for alias in item.entry.aliases]
    for item in indicators:
        for position, alias in enumerate(item.entry.aliases if item.own else ()):
            others = {other for other, name in names if other != item.entry.id and f" {_key(alias)} " in name}
            if len(others) >= _BROAD:
                said = f"{alias!r} stands in names of {len(others)} other indicators, such as {min(others)!r}"
                yield item.fault(("aliases", position), f"{said}; name this one more fully")


def _same_inside(table: Item[Any], packaged: str, group: str, field: str) -> Iterator[Fault]:
    """:func:`_same` for the entries in a list of a table; cues that look elsewhere do not meet."""
    known: dict[tuple[str, str], int] = {}
    entries = getattr(table.entry, group)
    own = {n for n in range(len(entries)) if table.fault((group, n), "").path != packaged}
    for position, entry in sorted(enumerate(entries), key=lambda pair: pair[0] in own):
        for number, name in enumerate(getattr(entry, field)):
            other = known.setdefault((_reach_of(entry), fold(name)), position)
            if other != position:
                called = getattr(entries[other], "id", None) or getattr(entries[other], field)[0]
                yield table.fault(
                    (group, position, field, number), f"{name!r} is one of {called!r} already, which shadows it"
                )


def _reach_of(entry: Any) -> str:
    return f"{getattr(entry, 'direction', '')} {getattr(entry, 'reach', '')}"
