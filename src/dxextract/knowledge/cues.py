"""Cues: words that say how a number is meant, with direction, reach and terminators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dxextract.knowledge.files import AnyFolder, Entry, read_table
from dxextract.knowledge.phrases import anywhere, at_end, at_start
from dxextract.text import fold


class CueEntry(Entry):
    """One cue of ``gazetteer/cues.yaml``."""

    id: str
    value: Literal["approx", "gt", "ge", "lt", "le", "increase", "decrease", "target", "estimate"]
    direction: Literal["forward", "backward"]
    reach: Literal["adjacent", "clause", "sentence", "block"]
    phrases: tuple[str, ...]
    terminators: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class ScopeEntry(Entry):
    """Words that say among whom a position is held."""

    id: str
    value: Literal["VN", "world", "written", "province", "region"]
    phrases: tuple[str, ...]
    examples: tuple[str, ...] = ()


class LocativeEntry(Entry):
    """Comparators that are place words before a small count."""

    phrases: tuple[str, ...]
    below: int


class CuesEntry(Entry):
    """``gazetteer/cues.yaml``."""

    comparator: tuple[CueEntry, ...]
    change: tuple[CueEntry, ...]
    status: tuple[CueEntry, ...]
    transparent: tuple[str, ...]
    to_level: tuple[str, ...]
    met: tuple[str, ...]
    locative: LocativeEntry
    scope: tuple[ScopeEntry, ...]
    heading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A compiled cue. ``phrase`` finds it; ``ends`` and ``starts`` match it at the end or the start of a text."""

    id: str
    value: str
    direction: str
    reach: str
    phrase: re.Pattern[str]
    ends: re.Pattern[str]
    starts: re.Pattern[str]
    terminator: re.Pattern[str]
    not_after: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ScopeCue:
    """A compiled scope cue."""

    value: str
    phrase: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues by what they decide."""

    comparator: tuple[Cue, ...]
    change: tuple[Cue, ...]
    status: tuple[Cue, ...]
    transparent: re.Pattern[str]
    to_level: re.Pattern[str]
    met: re.Pattern[str]
    locative: frozenset[str]
    locative_below: int
    scope: tuple[ScopeCue, ...]
    heading: re.Pattern[str]


def _cue(entry: CueEntry) -> Cue:
    return Cue(
        entry.id,
        entry.value,
        entry.direction,
        entry.reach,
        phrase=anywhere(entry.phrases),
        ends=at_end(entry.phrases),
        starts=at_start(entry.phrases),
        terminator=anywhere(entry.terminators),
        not_after=at_end(entry.not_after),
    )


def load_cues(gazetteer: AnyFolder) -> Cues:
    """Load ``gazetteer/cues.yaml``.

    Raises:
        KnowledgeError: the file cannot be used.
    """
    entry = read_table(gazetteer / "cues.yaml", CuesEntry)
    return Cues(
        comparator=tuple(map(_cue, entry.comparator)),
        change=tuple(map(_cue, entry.change)),
        status=tuple(map(_cue, entry.status)),
        transparent=at_end(entry.transparent),
        to_level=at_end(entry.to_level),
        met=anywhere(entry.met),
        locative=frozenset(map(fold, entry.locative.phrases)),
        locative_below=entry.locative.below,
        heading=at_start(entry.heading),
        scope=tuple(ScopeCue(cue.value, anywhere(cue.phrases)) for cue in entry.scope),
    )
