"""Composite indices, and the rules for positions in an ordering."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import NonNegativeInt

from dxextract.knowledge.anchors import Anchors
from dxextract.knowledge.files import AnyFolder, Check, Entry, Trouble, read_entries
from dxextract.knowledge.indicators import NameEntry
from dxextract.knowledge.patterns import compile_pattern, readable
from dxextract.knowledge.phrases import AtEnd, anywhere, at_start
from dxextract.knowledge.ranking_words import RankingWords, load_ranking_words
from dxextract.knowledge.short_forms import load_short_forms, variants
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
    scope: Literal["world", "province"] | None = None
    of_countries: str | None = None
    component_words: tuple[str, ...] = ()
    component_score: str | None = None
    examples: tuple[str, ...] = ()


class RankingEntry(Entry):
    """One rule of ``patterns/rankings.yaml``."""

    id: str
    kind: Literal["position", "top", "first", "last", "delta", "series", "column", "other"]
    description: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    context: bool = False
    around: NonNegativeInt = 0
    near: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    sign: Literal[-1, 0, 1] = 1
    rank: int = 1


@dataclass(frozen=True, slots=True)
class Index:
    """An index family as linkers use it; ``scores`` gives the indicator of its score by the kind of number."""

    id: str
    name_vi: str
    scores: Mapping[str, str]
    pillar_of: str | None
    scope: str | None
    of_countries: str | None
    component: re.Pattern[str]
    component_score: str | None


@dataclass(frozen=True, slots=True)
class RankingRule:
    """A compiled rule; ``near`` and ``not_before`` match right behind, ``not_after`` right before."""

    id: str
    kind: str
    pattern: re.Pattern[str]
    context: bool
    around: int
    near: re.Pattern[str] | None
    not_after: AtEnd
    not_before: re.Pattern[str]
    sign: int
    rank: int


@dataclass(frozen=True, slots=True)
class RankingRules:
    """Rules and indices. ``found`` are the rules for positions and changes of place, and ``anchors`` finds them,
    numbered alike; ``series`` are those for what goes on behind a position, ``columns`` those for headers of tables.
    ``aliases`` maps a folded alias to its index and whether it is weak; ``alias`` finds them. ``scores`` are the
    indicators of the scores of all."""

    rules: tuple[RankingRule, ...]
    found: tuple[RankingRule, ...]
    anchors: Anchors
    series: tuple[RankingRule, ...]
    columns: tuple[RankingRule, ...]
    indices: Mapping[str, Index]
    aliases: Mapping[str, tuple[str, bool]]
    scores: frozenset[str]
    alias: Anchors
    words: RankingWords


def referring(indicators: Collection[str]) -> Check[IndexEntry]:
    """A check of indices: the indices and indicators they refer to exist, and no two share an alias."""

    def check(entries: Sequence[IndexEntry], ids: frozenset[str]) -> Iterator[Trouble]:
        names: dict[str, str] = {}
        for position, entry in enumerate(entries):
            for field, other_id in (("pillar_of", entry.pillar_of), ("of_countries", entry.of_countries)):
                if other_id is not None and other_id not in ids:
                    yield position, (field,), f"no index has the id {other_id!r}"
            for kind, score in entry.scores.items():
                if score not in indicators:
                    yield position, ("scores", kind), f"no indicator has the id {score!r}"
            if entry.component_score is not None and entry.component_score not in indicators:
                yield position, ("component_score",), f"no indicator has the id {entry.component_score!r}"
            for field in ("aliases", "aliases_weak"):
                for number, alias in enumerate(getattr(entry, field)):
                    other = names.setdefault(" ".join(fold(alias).split()), entry.id)
                    if other != entry.id:
                        yield position, (field, number), f"{alias!r} names {other!r} already"

    return check


def load_rankings(
    patterns: AnyFolder, gazetteer: AnyFolder, *, fragments: Mapping[str, str], indicators: Collection[str]
) -> RankingRules:
    """Load ``rankings.yaml`` of the patterns, ``indices.yaml``, ``ranking_words.yaml`` and ``short_forms.yaml``.

    Args:
        patterns, gazetteer: the folders of the two files.
        fragments: named regular expressions for patterns.
        indicators: ids that the scores of indices may name.

    Raises:
        KnowledgeError: an entry cannot be used, or two indices share an alias.
    """
    short_forms = load_short_forms(gazetteer)
    indices: dict[str, Index] = {}
    aliases: dict[str, tuple[str, bool]] = {}
    for entry in read_entries(gazetteer / "indices.yaml", IndexEntry, check=referring(indicators)):
        indices[entry.id] = Index(
            entry.id,
            entry.name.vi,
            entry.scores,
            entry.pillar_of,
            entry.scope,
            entry.of_countries,
            anywhere(entry.component_words),
            entry.component_score,
        )
        for alias, weak in [(a, False) for a in entry.aliases] + [(a, True) for a in entry.aliases_weak]:
            for written in variants(alias, short_forms):
                aliases.setdefault(written, (entry.id, weak))
    rules = tuple(
        RankingRule(
            rule.id,
            rule.kind,
            compile_pattern(rule.pattern, fragments),
            rule.context,
            rule.around,
            at_start(rule.near) if rule.near else None,
            AtEnd(rule.not_after),
            at_start(rule.not_before),
            rule.sign,
            rule.rank,
        )
        for rule in read_entries(patterns / "rankings.yaml", RankingEntry, check=readable(fragments))
    )
    series, columns = (tuple(r for r in rules if r.kind == kind) for kind in ("series", "column"))
    found = tuple(r for r in rules if r.kind not in ("series", "column"))
    anchors = Anchors([r.pattern for r in found])
    return RankingRules(
        rules,
        found,
        anchors,
        series,
        columns,
        indices,
        aliases,
        frozenset(score for index in indices.values() for score in index.scores.values()),
        Anchors([anywhere(aliases)]),
        load_ranking_words(gazetteer),
    )
