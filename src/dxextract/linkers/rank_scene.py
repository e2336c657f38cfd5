"""What the linkers of positions look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dxextract.document import Document
from dxextract.finders.rankings import Delta, IndexMention, Position
from dxextract.finders.tables import Cell
from dxextract.knowledge.links import LinkWords
from dxextract.knowledge.rankings import RankingRules


@dataclass(frozen=True, slots=True)
class RankScene:
    """One document's positions and what is known around them.

    Attributes:
        document: the article laid out.
        positions, deltas, mentions: what :mod:`dxextract.finders.rankings` found, each in order.
        cells: cells of tables, by their start.
        rules: see ``gazetteer/indices.yaml``.
        words: clause boundaries.
    """

    document: Document
    positions: Sequence[Position]
    deltas: Sequence[Delta]
    mentions: Sequence[IndexMention]
    cells: Mapping[int, Cell]
    rules: RankingRules
    words: LinkWords
