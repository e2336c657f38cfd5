"""A metric before place, period and status are linked, and the knowledge that it is made with."""

from __future__ import annotations

from dataclasses import dataclass

from dxextract.document import Sentence
from dxextract.finders.numerals import Quantity
from dxextract.knowledge.cues import Cues
from dxextract.knowledge.indicators import IndicatorRules
from dxextract.knowledge.links import LinkWords
from dxextract.knowledge.numbers import NumberRules
from dxextract.knowledge.rankings import RankingRules
from dxextract.linkers.windows import Surroundings
from dxextract.spans import Span


@dataclass(frozen=True, slots=True)
class MetricDraft:
    """A quantity with what its own sentence says of it.

    Attributes:
        distance: whether it is how far off something is, and no level of an indicator.
        planned: whether a word for a plan stands right before the number.
        dependent: whether it is about what its predecessor is about, because nothing new was said between.
        noun_follows: whether what it counts stands behind it.
        indicator_span: the words that named the indicator.
        indicator_rival: how near the next best indicator comes, 0 to 1; the best one, where none was near enough.
        where: where the indicator was looked for.
    """

    quantity: Quantity
    sentence: Sentence
    comparator: str
    modifier_text: str | None
    unit: str | None
    per: str | None
    indicator: str | None
    indicator_span: Span | None
    indicator_score: float | None
    indicator_rival: float
    change: str | None
    distance: bool
    planned: bool
    dependent: bool
    noun_follows: bool
    where: Surroundings


@dataclass(frozen=True, slots=True)
class MetricRules:
    """The knowledge that metrics are linked with."""

    cues: Cues
    links: LinkWords
    indicators: IndicatorRules
    rankings: RankingRules
    numbers: NumberRules
