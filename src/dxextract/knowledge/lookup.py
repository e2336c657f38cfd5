"""What the knowledge says of a name, and why: the answers of ``dxextract lookup``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from dxextract.knowledge.check import Book
from dxextract.knowledge.place_index import PlaceIndex, Resolution
from dxextract.knowledge.places import Place
from dxextract.text import fold, strip_marks


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry that a name leads to.

    Attributes:
        id: of the entry.
        name: for people.
        why: how the name leads there.
        facts: the rest of what is known, by what it is called.
    """

    id: str
    name: str
    why: str
    facts: dict[str, str]


def every_place(places: PlaceIndex, *, on: date | None = None) -> tuple[Answer, ...]:
    """The provinces of all times, or those of a day."""
    found = (place for place in places.provinces() if on is None or place.valid(on))
    return tuple(_place(places, place, place.id, on, "") for place in found)


def every_entry(book: Book, *files: str) -> tuple[Answer, ...]:
    """The entries of files, as :func:`look_up_entry` gives them."""
    return tuple(_entry(item.entry, "its id") for file in files for item in book.items(file))


def look_up_place(
    places: PlaceIndex, book: Book, name: str, *, on: date | None = None, within: str | None = None
) -> tuple[str, tuple[Answer, ...]]:
    """What a name means as a place.

    Args:
        places: the gazetteer.
        book: its tables, which know the successors.
        name: as in an article (also ``HẬU_GIANG``), or an id.
        on: the day it is said of.
        within: name or id of the place that it lies in.

    Returns:
        How it was resolved, in a sentence, and the places: one, or the candidates, or none.
    """
    above = _above(places, within, on) if within else None
    if within and above is None:
        return f"the stated place {within!r} is not known, or is several", ()
    try:
        place = places.get(name, on)
        resolution = Resolution(place, (place,), "id")
    except KeyError:
        resolution = places.resolve(name.replace("_", " "), on=on, within=above.id if above else None)
    where = f" in {above.type} {above.name}" if above else ""
    when = f" on {on}" if on else ""
    missing = "a larger place must be stated"
    if on is None and not any(_at_once(a, b) for a, b in combinations(resolution.candidates, 2)):
        missing = "they followed each other, so the day must be stated"
    said = {
        "id": "this is the id of a place",
        "unique": f"one place has this name{where}{when}",
        "ambiguous": f"{len(resolution.candidates)} places have this name{where}{when}: {missing}",
        "misprint": f"no place has this name; one{where} is called almost so",
        "unknown": f"no place has this name{where}",
    }
    successors = _successors(book, {place.id for place in resolution.candidates})
    found = tuple(_place(places, place, name, on, successors.get(place.id, "")) for place in resolution.candidates)
    return said[resolution.reason], found


def look_up_entry(book: Book, file: str, name: str) -> tuple[str, tuple[Answer, ...]]:
    """The entries of a file that have a name, alias, word or id; where none has, those whose names contain it.

    Args:
        book: the entries.
        file: ``gazetteer/indicators.yaml``, ``indices.yaml``, ``document_types.yaml`` or ``documents.yaml`` there.
        name: case does not matter.

    Returns:
        As :func:`look_up_place`.
    """
    key = " ".join(fold(name).split())
    exact: list[Answer] = []
    near: list[Answer] = []
    for item in book.items(file):
        whys = [(field, text) for field, text in _names(item.entry) if " ".join(fold(text).split()) == key]
        parts = [(field, text) for field, text in _names(item.entry) if strip_marks(key) in strip_marks(text)]
        if whys:
            exact.append(_entry(item.entry, f"its {whys[0][0]} {whys[0][1]!r}"))
        elif parts:
            near.append(_entry(item.entry, f"the name is part of its {parts[0][0]} {parts[0][1]!r}"))
    if exact:
        return ("one entry has this name" if len(exact) == 1 else f"{len(exact)} entries have this name"), tuple(exact)
    return ("no entry has exactly this name" if near else "no entry has this name"), tuple(near)


def look_up_document(book: Book, name: str) -> tuple[str, tuple[Answer, ...]]:
    """A type of documents, or a document by its title, its number or both: ``Nghị quyết 57``.

    Args:
        book: the entries.
        name: case does not matter.

    Returns:
        As :func:`look_up_place`.
    """
    key = " ".join(fold(name).split())
    tried = [look_up_entry(book, file, key) for file in ("gazetteer/document_types.yaml", "gazetteer/documents.yaml")]
    words = {fold(word) for item in book.items("gazetteer/document_types.yaml") for _, word in _names(item.entry)}
    typed = max((word for word in words if key.startswith(f"{word} ")), key=len, default=None)
    if typed is not None:
        number = key.removeprefix(typed).strip().removeprefix("số ")
        tried.append(look_up_entry(book, "gazetteer/documents.yaml", number))
    return next((answer for answer in tried if answer[1]), tried[0])


def _successors(book: Book, ids: set[str]) -> dict[str, str]:
    """The ids of what places below the province became, as their tables print them."""
    rows = (row.values for table in ("districts.csv", "communes.csv") for row in book.rows(table))
    return {row["id"]: row["successor"].replace(";", ", ") for row in rows if row["id"] in ids and row["successor"]}


def _at_once(one: Place, other: Place) -> bool:
    """Whether there was a day on which both places were."""
    return all((a.valid_from or date.min) <= (b.valid_to or date.max) for a, b in ((one, other), (other, one)))


def _above(places: PlaceIndex, within: str, on: date | None) -> Place | None:
    try:
        return places.get(within, on)
    except KeyError:
        return places.resolve(within, on=on).place


def _place(places: PlaceIndex, place: Place, name: str, on: date | None, successor: str) -> Answer:
    key = " ".join(fold(name).split())
    if fold(place.name) == key or key == fold(f"{place.type} {place.name}"):
        why = "its name"
    elif strip_marks(place.name) in strip_marks(key):
        why = "its name in another spelling"
    elif key == fold(place.id):
        why = "its id"
    else:
        why = f"its alias {key!r}" if key in places.aliases(place) else "almost its name"
    facts = {"type": place.type, "level": str(place.level), "code": place.code}
    if place.parent is not None:
        above = places.get(place.parent, on)
        facts["in"] = f"{above.type} {above.name} ({above.id})"
    facts["valid"] = f"{place.valid_from or '...'} to {place.valid_to or '...'}"
    if successor:
        facts["successor"] = successor
    holder = places.holder_2025(place)
    facts["since 2025-07-01"] = f"{holder.type} {holder.name} ({holder.id})"
    if region := places.region_of(place):
        facts["region"] = region
    if aliases := places.aliases(place):
        facts["aliases"] = ", ".join(aliases)
    if on is not None and not place.valid(on):
        facts["note"] = f"it did not exist like this on {on}"
    return Answer(place.id, f"{place.type} {place.name}", why, facts)


def _names(entry: Any) -> Iterator[tuple[str, str]]:
    yield "id", entry.id
    if hasattr(entry, "name"):
        yield from (("name", entry.name.vi), ("name", entry.name.en))
    if hasattr(entry, "title"):
        yield "title", entry.title
    for field, called in (
        ("aliases", "alias"),
        ("aliases_weak", "weak alias"),
        ("names", "name"),
        ("words", "word"),
        ("short", "abbreviation"),
        ("state", "letters"),
        ("party", "letters"),
    ):
        yield from ((called, text) for text in getattr(entry, field, ()))


def _entry(entry: Any, why: str) -> Answer:
    facts: dict[str, str] = {}
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        if field in ("id", "name") or value in (None, (), {}, False):
            continue
        if isinstance(value, tuple):
            facts[field] = "; ".join(map(str, value))
        elif isinstance(value, dict):
            facts[field] = "; ".join(f"{key}: {text}" for key, text in value.items())
        else:
            facts[field] = str(value)
    name = entry.name.vi if hasattr(entry, "name") else getattr(entry, "title", None) or entry.words[0]
    return Answer(entry.id, name, why, facts)
