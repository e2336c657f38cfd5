"""Composite indices, and the rules for positions in an ordering."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dxextract.errors import KnowledgeError
from dxextract.knowledge.files import Entry, read_entries
from dxextract.knowledge.indicators import NameEntry
from dxextract.knowledge.patterns import compile_pattern
from dxextract.knowledge.phrases import anywhere, at_end, at_start
from dxextract.text import fold


class IndexEntry(Entry):
    """One index family of ``gazetteer/indices.yaml``."""

    id: str
    name: NameEntry
    aliases: tuple[str, ...]
    aliases_weak: tuple[str, ...] = ()
    scores: dict[str, str]
    denominators: tuple[int, ...] = ()
    pillar_of: str | None = None
    scope: str | None = None
    component_words: tuple[str, ...] = ()
    component_score: str | None = None


class RankingEntry(Entry):
    """One rule of ``patterns/rankings.yaml``."""

    id: str
    kind: Literal["position", "top", "first", "delta"]
    description: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    context: bool = False
    near: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    sign: Literal[-1, 0, 1] = 1


@dataclass(frozen=True, slots=True)
class Index:
    """An index family as linkers use it; ``scores`` gives the indicator of its score by the kind of number."""

    id: str
    name_vi: str
    scores: Mapping[str, str]
    pillar_of: str | None
    scope: str | None
    component: re.Pattern[str]
    component_score: str | None


@dataclass(frozen=True, slots=True)
class RankingRule:
    """A compiled rule; ``near`` and ``not_before`` match right behind, ``not_after`` right before."""

    id: str
    kind: str
    pattern: re.Pattern[str]
    context: bool
    near: re.Pattern[str] | None
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    sign: int


@dataclass(frozen=True, slots=True)
class RankingRules:
    """Rules and indices. ``aliases`` maps a folded alias to its index and whether it is weak; ``alias`` finds them."""

    rules: tuple[RankingRule, ...]
    indices: Mapping[str, Index]
    aliases: Mapping[str, tuple[str, bool]]
    alias: re.Pattern[str]


def load_rankings(patterns: Path, gazetteer: Path, *, fragments: Mapping[str, str]) -> RankingRules:
    """Load ``patterns/rankings.yaml`` and ``gazetteer/indices.yaml``.

    Raises:
        KnowledgeError: an entry cannot be used, or two indices share an alias.
    """
    path = gazetteer / "indices.yaml"
    indices: dict[str, Index] = {}
    aliases: dict[str, tuple[str, bool]] = {}
    for entry in read_entries(path, IndexEntry):
        indices[entry.id] = Index(
            entry.id,
            entry.name.vi,
            entry.scores,
            entry.pillar_of,
            entry.scope,
            anywhere(entry.component_words),
            entry.component_score,
        )
        for alias, weak in [(a, False) for a in entry.aliases] + [(a, True) for a in entry.aliases_weak]:
            known = aliases.setdefault(" ".join(fold(alias).split()), (entry.id, weak))
            if known[0] != entry.id:
                raise KnowledgeError(f"{path}: {entry.id}.aliases: {alias!r} already names {known[0]}")
    rules = tuple(
        RankingRule(
            rule.id,
            rule.kind,
            compile_pattern(rule.pattern, fragments),
            rule.context,
            at_start(rule.near) if rule.near else None,
            at_end(rule.not_after),
            at_start(rule.not_before),
            rule.sign,
        )
        for rule in read_entries(patterns / "rankings.yaml", RankingEntry)
    )
    return RankingRules(rules, indices, aliases, anywhere(aliases))
