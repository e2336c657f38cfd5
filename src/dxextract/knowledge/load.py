"""All knowledge, loaded once and passed on explicitly."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dxextract.errors import KnowledgeError
from dxextract.knowledge import documents, periods
from dxextract.knowledge.abbreviations import load_abbreviations
from dxextract.knowledge.anchors import look_together
from dxextract.knowledge.checks import CheckRules, load_checks
from dxextract.knowledge.confidence import ConfidenceModel, load_confidence
from dxextract.knowledge.contexts import ContextModel, load_contexts
from dxextract.knowledge.cues import Cues, load_cues
from dxextract.knowledge.indicators import IndicatorRules, load_indicators
from dxextract.knowledge.layout import LayoutRules, load_layout
from dxextract.knowledge.links import LinkWords, load_links
from dxextract.knowledge.numbers import NumberRules, load_numbers
from dxextract.knowledge.overlay import Fault
from dxextract.knowledge.panel import PanelRules, load_panel
from dxextract.knowledge.patterns import load_fragments
from dxextract.knowledge.place_index import PlaceIndex
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
    confidence: ConfidenceModel
    contexts: ContextModel
    panel: PanelRules
    checks: CheckRules


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """Load ``patterns/`` and ``gazetteer/``.

    Args:
        folder: the user's own knowledge, which adds to the packaged one (see :func:`find_sources`).

    Raises:
        KnowledgeError: a file or an entry cannot be used; one line a fault, with file, line and field.
    """
    knowledge, faults = load_sound(folder)
    if faults or knowledge is None:
        raise KnowledgeError("\n".join(map(str, faults)))
    return knowledge


def load_sound(folder: Path | None = None) -> tuple[Knowledge | None, list[Fault]]:
    """Load what is sound, and list everything that is not.

    Args:
        folder: as in :func:`load_knowledge`.

    Returns:
        The knowledge without the entries that have faults, and the faults in the order of files and lines. None when
        too little is left to be used.

    Raises:
        KnowledgeError: there is no such folder.
    """
    faults: list[Fault] = []
    sources = find_sources(folder, faults=faults)
    try:
        knowledge = _load(sources)
    except KnowledgeError as error:
        faults += map(Fault.read, str(error).splitlines())
        knowledge = None
    return knowledge, sorted(set(faults))


def _load(sources: Sources) -> Knowledge:
    patterns, gazetteer = sources.patterns, sources.gazetteer
    fragments = load_fragments(patterns)
    indicators = load_indicators(gazetteer)
    knowledge = Knowledge(
        content_hash=sources.content_hash(),
        abbreviations=load_abbreviations(patterns),
        layout=load_layout(patterns, fragments),
        numbers=load_numbers(patterns, gazetteer, fragments=fragments),
        periods=periods.load(patterns, gazetteer, fragments),
        places=PlaceIndex.load(gazetteer),
        documents=documents.load(patterns, gazetteer, fragments),
        rankings=load_rankings(patterns, gazetteer, fragments=fragments, indicators=indicators.indicators),
        indicators=indicators,
        cues=load_cues(gazetteer),
        links=load_links(gazetteer),
        confidence=load_confidence(gazetteer),
        contexts=load_contexts(gazetteer),
        panel=load_panel(gazetteer),
        checks=load_checks(patterns, gazetteer, terms=indicators.matcher.terms),
    )
    rankings = knowledge.rankings
    rules = (knowledge.documents.heads, knowledge.numbers.anchors, knowledge.periods.anchors, rankings.anchors)
    numbers = knowledge.numbers
    look_together([*rules, rankings.alias, numbers.words.run, numbers.joins.announced_scale, knowledge.places.anchors])
    return knowledge


__all__ = ["Knowledge", "Sources", "load_knowledge", "load_sound"]
