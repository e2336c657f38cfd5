"""What the facts of one document have in common: the company that each of them keeps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

from dxextract.linkers.links import Links
from dxextract.linkers.metric_drafts import MetricDraft
from dxextract.linkers.rankings import RankingDraft


class Peers:
    """Counts what is shared by the metrics and rankings of a document.

    Args:
        metrics, rankings: all of them, each with where and when it is.
    """

    def __init__(
        self, metrics: Sequence[tuple[MetricDraft, Links]], rankings: Sequence[tuple[RankingDraft, Links]]
    ) -> None:
        links = [links for _, links in (*metrics, *rankings)]
        self._places = Counter(map(_place, links))
        self._periods = Counter(map(_period, links))
        self._indicators = Counter(draft.indicator for draft, _ in metrics)
        self._told: defaultdict[Hashable, set[object]] = defaultdict(set)
        for metric, where in metrics:
            self._told[_measured(metric, where)].add(metric.quantity.value)
        for ranking, where in rankings:
            self._told[_ranked(ranking, where)].add(ranking.position.rank)

    def at(self, links: Links) -> float:
        """The share of all facts that are about the place."""
        return self._places[_place(links)] / self._places.total()

    def when(self, links: Links) -> float:
        """The share of all facts that are about the period."""
        return self._periods[_period(links)] / self._periods.total()

    def of_indicator(self, draft: MetricDraft) -> int:
        """How many metrics have the indicator; 0 where there is none."""
        return self._indicators[draft.indicator] if draft.indicator is not None else 0

    def share_of_indicator(self, draft: MetricDraft) -> float:
        """The share of all metrics that have the indicator; 0 where there is none."""
        return self.of_indicator(draft) / self._indicators.total()

    def told(self, draft: MetricDraft | RankingDraft, links: Links) -> int:
        """How many different numbers are told of what this one is told of; 1 where nobody knows what that is.

        Of one indicator, place, period and status there is one number: where several are told, something was taken
        for the same that is not.
        """
        if isinstance(draft, RankingDraft):
            return len(self._told[_ranked(draft, links)]) if draft.index is not None else 1
        level = draft.indicator is not None and draft.change is None and not draft.distance
        return len(self._told[_measured(draft, links)]) if level else 1


def _place(links: Links) -> Hashable:
    return links.place.place.id if links.place.place else None


def _period(links: Links) -> Hashable:
    return links.period.start, links.period.end


def _measured(draft: MetricDraft, links: Links) -> Hashable:
    about = draft.indicator, draft.quantity.kind, draft.per, draft.comparator, draft.change, draft.distance
    return about, _place(links), _period(links), links.status


def _ranked(draft: RankingDraft, links: Links) -> Hashable:
    return draft.index, draft.whole, _place(links), _period(links), links.status
