"""The index of a position from the score that it stands behind: ``đạt 88,42/100 điểm, xếp thứ 14/34``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dxextract.knowledge.rankings import Index
from dxextract.linkers.metric_drafts import MetricDraft
from dxextract.linkers.rankings import RankingDraft

_REACH = 30
"""Characters between a score and the position that it gives."""


def indexed_by_scores(
    rankings: Sequence[RankingDraft], metrics: Sequence[MetricDraft], indices: Mapping[str, Index], folded: str
) -> list[RankingDraft]:
    """Give positions without an index that of the score right before them in their clause.

    Args:
        rankings: the positions of a document.
        metrics: its metrics, in order.
        indices: all indices, with the indicators of their scores.
        folded: its folded text.
    """
    of_score = {score: index.id for index in indices.values() for score in index.scores.values()}
    starts = [metric.quantity.start for metric in metrics]

    def indexed(ranking: RankingDraft) -> RankingDraft:
        at = bisect_right(starts, ranking.position.start) - 1
        if ranking.index is not None or at < 0:
            return ranking
        metric = metrics[at]
        index = of_score.get(metric.indicator or "") if metric.change is None else None
        if index is None or not _gives(metric, ranking, folded):
            return ranking
        return replace(ranking, index=index, whole=index, index_span=metric.indicator_span)

    return [indexed(ranking) for ranking in rankings]


def _gives(metric: MetricDraft, ranking: RankingDraft, folded: str) -> bool:
    end, start = metric.quantity.end, ranking.position.start
    between = folded[end:start]
    return metric.sentence == ranking.sentence and start - end <= _REACH and not set(between) & set(";.:")
