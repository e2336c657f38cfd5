"""Kinds of documents, who issues them, and how a text speaks of them, compiled from data.

The data are ``gazetteer/document_types.yaml``, ``gazetteer/issuers.yaml``, ``gazetteer/documents.yaml`` and
``patterns/references.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import Literal

from dxextract.errors import KnowledgeError
from dxextract.knowledge.anchors import Anchors
from dxextract.knowledge.files import AnyFolder, Entry, Trouble, read_entries, read_table
from dxextract.knowledge.patterns import compile_pattern, readable
from dxextract.knowledge.phrases import guard_first
from dxextract.knowledge.registry import Key, Registry, load_registry
from dxextract.text import fold, skip_space

Scope = Literal["central", "local"]
Branch = Literal["state", "party"]
Height = Literal["province", "district", "commune"]
Role = Literal[
    "mark",
    "coordinator",
    "issue_date",
    "shared_date",
    "same_day",
    "loose_date",
    "law_date",
    "date_before",
    "issuing",
    "embodying",
    "owner",
    "agent",
    "adverb",
    "determiner",
    "connector",
    "means",
    "subject",
    "locator",
    "title",
    "title_end",
    "counted",
    "pointer",
]
ROLES: tuple[Role, ...] = Role.__args__  # type: ignore[attr-defined]


class DocumentTypeEntry(Entry):
    """One kind of document; the fields are explained at the top of ``gazetteer/document_types.yaml``."""

    id: str
    type: Literal[
        "law",
        "ordinance",
        "resolution",
        "decree",
        "decision",
        "circular",
        "directive",
        "plan",
        "programme",
        "scheme",
        "official_letter",
        "report",
        "notice",
        "submission",
        "conclusion",
        "guidance",
        "regulation",
        "other",
    ]
    words: tuple[str, ...]
    short: tuple[str, ...] = ()
    glued: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    numbered: Literal["loose", "capital", "marked", "symbol"]
    normative: bool = False
    named: bool = False
    dated: bool = False
    letterless: bool = False
    generic: bool = False
    not_after: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class BodyEntry(Entry):
    """One issuing body, or several that share their letters."""

    id: str
    names: tuple[str, ...]
    symbols: tuple[str, ...]
    scope: Scope
    branch: Branch = "state"
    open: bool = False
    person: bool = False


class DepartmentEntry(Entry):
    """A rank of office that exists for every sector: ministry, department."""

    names: tuple[str, ...]
    letter: str
    scope: Scope


class SectorEntry(Entry):
    """What a ministry or department is for."""

    letters: str
    names: tuple[str, ...]


class IssuersEntry(Entry):
    """``gazetteer/issuers.yaml``."""

    bodies: tuple[BodyEntry, ...]
    departments: tuple[DepartmentEntry, ...]
    sectors: tuple[SectorEntry, ...]
    offices: tuple[str, ...]
    levels: tuple[str, ...]
    heights: dict[Height | Literal["none"], tuple[str, ...]]
    surnames: tuple[str, ...]
    spellings: dict[str, str]


class ReferenceEntry(Entry):
    """One rule of ``patterns/references.yaml``."""

    id: str
    description: str
    role: Role
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of document as finders use it."""

    id: str
    type: str
    numbered: str
    normative: bool
    named: bool
    dated: bool
    generic: bool
    not_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """Who issues: the letters of the body, whether there is one in the country or one in every place, whether its name
    goes on in words of its own, and whether it is held by a person whose name may follow."""

    symbols: frozenset[str]
    scope: Scope
    open: bool
    person: bool


@dataclass(frozen=True, slots=True)
class ReferenceRules:
    """All that is known of references.

    Attributes:
        types: by folded word (``quyết định``) and by abbreviation as written (``QĐ``).
        words: matches the words of types in folded text; ``heads`` finds them.
        short: finds the abbreviations in text that keeps its case; also right before a number, where that is usual.
        state_types, party_types: types by their letters in a number.
        letterless: the type of a state number without letters of its own.
        bodies: by folded name.
        body_names, offices, levels, surnames: match folded text.
        scopes: scope by letters of a body.
        height_words: matches, in a folded name, words that say how high a local body stands; ``heights_of_words`` says
            which, None for words that only look so.
        heights: the same by letters of a body.
        party_letters: letters of the bodies that number the Party's way.
        letters: how ``ref_id`` prints letters, by their upper case.
        rules: patterns with their ids, by role; in the order of the file.
        registry: the documents that are well known.
    """

    types: Mapping[str, DocumentType]
    words: re.Pattern[str]
    heads: Anchors
    short: Anchors
    state_types: Mapping[str, DocumentType]
    party_types: Mapping[str, DocumentType]
    letterless: DocumentType
    bodies: Mapping[str, Body]
    body_names: re.Pattern[str]
    offices: re.Pattern[str]
    levels: re.Pattern[str]
    surnames: re.Pattern[str]
    scopes: Mapping[str, Scope]
    height_words: re.Pattern[str]
    heights_of_words: Mapping[str, Height | None]
    heights: Mapping[str, Height]
    party_letters: frozenset[str]
    letters: Mapping[str, str]
    rules: Mapping[Role, tuple[re.Pattern[str], ...]]
    registry: Registry

    def height(self, name: str) -> Height | None:
        """How high the local body of a folded name stands; the last word counts (``Văn phòng UBND tỉnh``)."""
        return _height(name, self.height_words, self.heights_of_words)

    def match(self, role: Role, text: str, at: int, end: int) -> re.Match[str] | None:
        """The first rule of a role that matches ``text`` at ``at``, not past ``end``."""
        for pattern in self.rules[role]:
            if (match := pattern.match(text, at, end)) is not None:
                return match
        return None

    def past(self, role: Role, text: str, at: int, end: int) -> int:
        """Where a run of words of one role that begins at ``at`` ends, white space around them included."""
        at = skip_space(text, at, end)
        while (match := self.match(role, text, at, end)) is not None:
            at = skip_space(text, match.end(), end)
        return at

    def find(self, role: Role, text: str, start: int, end: int) -> list[re.Match[str]]:
        """All matches of a role between two offsets, in the order of the text."""
        return sorted(chain.from_iterable(p.finditer(text, start, end) for p in self.rules[role]), key=re.Match.start)


def _height(name: str, words: re.Pattern[str], heights: Mapping[str, Height | None]) -> Height | None:
    said = [height for word in words.findall(name) if (height := heights[" ".join(word.split())]) is not None]
    return said[-1] if said else None


def load(patterns: AnyFolder, gazetteer: AnyFolder, fragments: Mapping[str, str]) -> ReferenceRules:
    """Read and compile the knowledge of references.

    Args:
        patterns: the folder of ``references.yaml``.
        gazetteer: the folder of ``document_types.yaml``, ``issuers.yaml`` and ``documents.yaml``.
        fragments: named regular expressions for patterns.

    Raises:
        KnowledgeError: a file cannot be read, an entry is wrong, or a role has no rule.
    """
    types = read_entries(gazetteer / "document_types.yaml", DocumentTypeEntry, check=_told_apart)
    issuers = read_table(gazetteer / "issuers.yaml", IssuersEntry)
    entries = read_entries(patterns / "references.yaml", ReferenceEntry, check=readable(fragments))
    missing = [role for role in ROLES if all(entry.role != role for entry in entries)]
    if missing:
        raise KnowledgeError(f"patterns/references.yaml:1: role: no rule has the role {missing[0]!r}")

    letterless = [t.id for t in types if t.letterless]
    if len(letterless) != 1:
        raise KnowledgeError(
            f"gazetteer/document_types.yaml:1: letterless: one kind must be letterless, not {len(letterless)}"
        )

    compiled = {
        t.id: DocumentType(
            id=t.id,
            type=t.type,
            numbered=t.numbered,
            normative=t.normative,
            named=t.named,
            dated=t.dated,
            generic=t.generic,
            not_after=tuple(map(fold, t.not_after)),
        )
        for t in types
    }
    bodies, letters = _bodies(issuers)
    heights_of_words: dict[str, Height | None] = {
        fold(word): None if height == "none" else height for height, words in issuers.heights.items() for word in words
    }
    height_words = _any(heights_of_words)
    heights: dict[str, Height] = {}
    for name, body in bodies.items():
        if body.scope == "local" and (height := _height(name, height_words, heights_of_words)) is not None:
            heights.update(dict.fromkeys(body.symbols - heights.keys(), height))
    named = {name: compiled[t.id].type for t in types for name in map(fold, t.words)}
    words = _any(named)

    def split_name(name: str) -> Key | None:
        head = words.match(fold(name))
        return (named[" ".join(head[0].split())], name[head.end() :]) if head else None

    state = {code: compiled[t.id] for t in types for code in t.state}
    party = {code: compiled[t.id] for t in types for code in t.party}
    printed = {code.upper(): code for code in chain(state, party, letters)}
    spellings = {wrong.upper(): right for wrong, right in issuers.spellings.items()}
    return ReferenceRules(
        types={name: compiled[t.id] for t in types for name in chain(map(fold, t.words), t.short)},
        words=words,
        heads=Anchors([words]),
        short=Anchors([_short(types)]),
        state_types=state,
        party_types=party,
        letterless=compiled[letterless[0]],
        bodies=bodies,
        body_names=_any(bodies),
        offices=_any(map(fold, issuers.offices)),
        levels=_any(map(fold, issuers.levels)),
        surnames=_any(map(fold, issuers.surnames)),
        scopes=letters,
        height_words=height_words,
        heights_of_words=heights_of_words,
        heights=heights,
        party_letters=frozenset(code for body in issuers.bodies if body.branch == "party" for code in body.symbols),
        letters=printed | spellings,
        rules={
            role: tuple(compile_pattern(entry.pattern, fragments) for entry in entries if entry.role == role)
            for role in ROLES
        },
        registry=load_registry(gazetteer, split_name),
    )


def _told_apart(entries: Sequence[DocumentTypeEntry], _: frozenset[str]) -> Iterator[Trouble]:
    """Names and letters that two kinds of documents share, and a second kind without letters."""
    known: dict[tuple[str, str], str] = {}
    letterless: str | None = None
    for position, entry in enumerate(entries):
        for field in ("words", "short", "state", "party"):
            for number, name in enumerate(getattr(entry, field)):
                key = ("words" if field == "short" else field, fold(name) if field == "words" else name)
                other = known.setdefault(key, entry.id)
                if other != entry.id:
                    yield position, (field, number), f"{name!r} means {other!r} already"
        if entry.letterless and letterless is not None:
            yield position, ("letterless",), f"{letterless!r} is the kind without letters already"
        letterless = entry.id if entry.letterless else letterless


def _bodies(issuers: IssuersEntry) -> tuple[dict[str, Body], dict[str, Scope]]:
    """Bodies by folded name, and scopes by letters; where letters are shared, the first in the file decides."""
    bodies: dict[str, Body] = {}
    scopes: dict[str, Scope] = {}
    for body in issuers.bodies:
        for name in body.names:
            bodies[fold(name)] = Body(frozenset(body.symbols), body.scope, body.open, body.person)
        for code in body.symbols:
            scopes.setdefault(code, body.scope)
    for rank, sector in product(issuers.departments, issuers.sectors):
        code = rank.letter + sector.letters
        for head, name in product(rank.names, sector.names):
            bodies.setdefault(fold(f"{head} {name}"), Body(frozenset({code}), rank.scope, open=False, person=False))
        scopes.setdefault(code, rank.scope)
    return bodies, scopes


def _short(types: Sequence[DocumentTypeEntry]) -> re.Pattern[str]:
    """Abbreviations as whole words; ``glued`` ones before a number, too, unless more letters follow it."""
    whole = _any(word for t in types for word in t.short).pattern
    glued = "|".join(guard_first(word[0], re.escape(word)) for t in types for word in t.glued) or "(?!)"
    return re.compile(rf"{whole}|(?:{glued})(?=\d{{1,4}}(?!\w))")


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    """Whole phrases, the longest first, in the case that they are given (``phrases.anywhere`` folds them)."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    body = "|".join(guard_first(phrase[0], re.escape(phrase).replace(r"\ ", r"\s+")) for phrase in ordered)
    return re.compile(rf"(?:{body})(?!\w)")
