"""All knowledge, loaded once and passed on explicitly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dxextract.errors import KnowledgeError
from dxextract.knowledge import documents, periods
from dxextract.knowledge.cues import Cues, load_cues
from dxextract.knowledge.indicators import IndicatorRules, load_indicators
from dxextract.knowledge.layout import LayoutRules, load_layout
from dxextract.knowledge.links import LinkWords, load_links
from dxextract.knowledge.numbers import NumberRules, load_numbers
from dxextract.knowledge.places import PlaceIndex
from dxextract.knowledge.rankings import RankingRules, load_rankings
from dxextract.knowledge.sources import Sources, find_sources


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that rules know, compiled and immutable.

    Attributes:
        content_hash: what the records name as ``knowledge_hash``.
    """

    content_hash: str
    abbreviations: frozenset[str]
    layout: LayoutRules
    numbers: NumberRules
    periods: periods.PeriodRules
    places: PlaceIndex
    documents: documents.ReferenceRules
    rankings: RankingRules
    indicators: IndicatorRules
    cues: Cues
    links: LinkWords


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """Load ``patterns/`` and ``gazetteer/``.

    Args:
        folder: a folder that holds both; None for what is packaged.

    Raises:
        KnowledgeError: a file or an entry cannot be used; one line a fault, with file, line and field.
    """
    sources = find_sources(folder)
    fragments = _strings(sources.patterns / "fragments.yaml", dict)
    return Knowledge(
        content_hash=sources.content_hash(),
        abbreviations=frozenset(_strings(sources.patterns / "abbreviations.yaml", list)),
        layout=load_layout(sources.patterns, fragments),
        numbers=load_numbers(sources.patterns, sources.gazetteer, fragments=fragments),
        periods=periods.load(sources.patterns, sources.gazetteer, fragments),
        places=PlaceIndex.load(sources.gazetteer),
        documents=documents.load(sources.patterns, sources.gazetteer, fragments),
        rankings=load_rankings(sources.patterns, sources.gazetteer, fragments=fragments),
        indicators=load_indicators(sources.gazetteer),
        cues=load_cues(sources.gazetteer),
        links=load_links(sources.gazetteer),
    )


def _strings(path: Path, shape: type[Any]) -> Any:
    """A YAML list of strings, or a mapping of strings to strings."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise KnowledgeError(f"{path}: cannot be read: {error}") from error
    items = [*data.items()] if isinstance(data, dict) else data
    flat = [part for item in items or () for part in (item if isinstance(item, tuple) else (item,))]
    if not isinstance(data, shape) or not all(isinstance(part, str) for part in flat):
        raise KnowledgeError(f"{path}:1: a {'mapping' if shape is dict else 'list'} of strings is expected")
    return data


__all__ = ["Knowledge", "Sources", "load_knowledge"]
