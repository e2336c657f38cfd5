"""Documents that are well known, from ``gazetteer/documents.yaml``: by number, by number alone, by name."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import Field

from dxextract.knowledge.files import AnyFolder, Entry, Trouble, read_entries
from dxextract.knowledge.phrases import anywhere
from dxextract.text import fold

K = TypeVar("K")
Key = tuple[str, str]
"""A kind of document (``decision``) and a number without symbol or a folded name (``57``, ``giao dịch điện tử``)."""

_ID = re.compile(
    r"(?P<ref_id>(?P<number>\d+(?:\.\d+)?[a-zđ]?)(?:/(?P<year>\d{4}))?[/-](?P<symbol>[^\s\d;][^\s;]*));(?P<place>[A-Z]+\d*)"
    r"(?:;\d{4})?"
)
_SEPARATORS = re.compile(r"[/.-]")
_ANYTHING = re.compile("")


class DocumentEntry(Entry):
    """One document; the fields are explained at the top of ``gazetteer/documents.yaml``."""

    id: Annotated[str, Field(pattern=f"^(?:{_ID.pattern})$")]
    type: str
    date: datetime.date | Annotated[str, Field(pattern=r"^\d{4}(-\d\d)?$")]
    issuer: str
    title: str
    names: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    source: str

    @property
    def parts(self) -> dict[str, str]:
        """``ref_id``, ``number``, ``year`` (empty without one), ``symbol`` and ``place`` of the id."""
        match = _ID.fullmatch(self.id)
        return match.groupdict(default="") if match else {}


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A well-known document.

    Attributes:
        document_id: number and symbol, place of the issuer, and the year where the number has none.
        ref_id, year: of the number.
        place_id: whose document it is, ``VN`` for central ones.
        letters: those of its symbol (``QĐ``, ``TTg``).
        date: ISO, perhaps only year and month.
        about: finds, in a folded article, the words without which a bare number does not mean this document.
    """

    document_id: str
    ref_id: str
    year: int | None
    place_id: str
    letters: frozenset[str]
    date: str
    title: str
    about: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Registry:
    """Well-known documents by what a text calls them.

    Attributes:
        by_ref_id: by number and symbol.
        by_number: by kind and number.
        by_name: by kind and name or nickname, which need no evidence.
    """

    by_ref_id: Mapping[str, tuple[KnownDocument, ...]]
    by_number: Mapping[Key, tuple[KnownDocument, ...]]
    by_name: Mapping[Key, tuple[KnownDocument, ...]]


def bare(number: str) -> str:
    """A number or name as keys have it: folded, without leading zeros, white space made one."""
    return " ".join(fold(number).split()).lstrip("0")


def load_registry(gazetteer: AnyFolder, split_name: Callable[[str], Key | None]) -> Registry:
    """Read ``documents.yaml``.

    Args:
        gazetteer: its folder.
        split_name: takes ``Đề án 06`` apart into the kind of document that its first words say and the rest; None where
            they say none.

    Raises:
        KnowledgeError: the file cannot be read, an entry is wrong, or a name has no word of a kind.
    """

    def told(entries: Sequence[DocumentEntry], _: frozenset[str]) -> Iterator[Trouble]:
        for position, entry in enumerate(entries):
            for number, name in enumerate(entry.names):
                if split_name(name) is None:
                    yield position, ("names", number), f"{name!r} does not begin with the word of a kind of document"

    by_ref_id: defaultdict[str, list[KnownDocument]] = defaultdict(list)
    by_number: defaultdict[Key, list[KnownDocument]] = defaultdict(list)
    by_name: defaultdict[Key, list[KnownDocument]] = defaultdict(list)
    for entry in read_entries(gazetteer / "documents.yaml", DocumentEntry, check=told):
        parts = entry.parts
        known = KnownDocument(
            document_id=entry.id,
            ref_id=parts["ref_id"],
            year=int(parts["year"]) if parts["year"] else None,
            place_id=parts["place"],
            letters=frozenset(_SEPARATORS.split(parts["symbol"])),
            date=str(entry.date),
            title=entry.title,
            about=anywhere(entry.about) if entry.about else _ANYTHING,
        )
        by_ref_id[known.ref_id].append(known)
        by_number[entry.type, bare(parts["number"])].append(known)
        for name in entry.names:
            if (key := split_name(name)) is not None:
                by_name[key[0], bare(key[1])].append(known)
    return Registry(_fixed(by_ref_id), _fixed(by_number), _fixed(by_name))


def _fixed(table: Mapping[K, list[KnownDocument]]) -> dict[K, tuple[KnownDocument, ...]]:
    return {key: tuple(found) for key, found in table.items()}
