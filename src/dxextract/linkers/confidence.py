"""How sure a record is. A first level: an additive estimate from how each field was linked; calibrated later."""

from __future__ import annotations

from dxextract.linkers.links import Links
from dxextract.linkers.metrics import MetricDraft
from dxextract.linkers.rankings import RankingDraft
from dxextract.linkers.references import ReferenceDraft

_ARTICLE_PLACE = 0.95
_NO_PERIOD = 0.95
_NO_INDICATOR = 0.7
_INFERRED_RANK = 0.85
_NO_INDEX = 0.75
_SHORT_REFERENCE = 0.9


def confidence(draft: MetricDraft | RankingDraft | ReferenceDraft, links: Links) -> float:
    """A number from 0 to 1: the product of one factor for each field that was inferred rather than stated.

    The factors are judgements, not measurements; ``docs/accuracy.md`` says how far they can be trusted.
    """
    score = 1.0
    if links.place.basis == "article":
        score *= _ARTICLE_PLACE
    if isinstance(draft, ReferenceDraft):
        return round(score * (_SHORT_REFERENCE if draft.symbol is None else 1.0), 4)
    if links.period.basis != "stated":
        score *= _NO_PERIOD
    if isinstance(draft, RankingDraft):
        score *= _NO_INDEX if draft.index is None else 1.0
        score *= _INFERRED_RANK if draft.position.rule in ("rank.first", "rank.ordinal_words") else 1.0
        return round(score, 4)
    score *= _NO_INDICATOR if draft.indicator_score is None else 0.5 + 0.5 * draft.indicator_score
    return round(score, 4)
