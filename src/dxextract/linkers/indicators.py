"""Which indicator a number is about: every candidate near it is weighed, and none is better than a bad one.

An indicator's evidence is a set of terms (``gazetteer/indicators.yaml``). A term counts with the weight of the window
that it stands in, less with distance; evidence with more and longer terms is more specific and wins over a shorter
neighbour (``thuê bao internet băng rộng cố định`` over ``thuê bao internet``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from dxextract.knowledge.indicators import Evidence, Indicator, IndicatorRules
from dxextract.linkers.windows import Surroundings, Window

THRESHOLD = 0.5
"""Below this mean weight of its terms an indicator is not linked."""
_FADE = 160
"""Distance in characters over which a term loses the whole of what it can lose."""
_FADED = 0.45
_NEVER = 0.55
"""From this weight on a forbidden term forbids: it stands in the number's own clause."""
_LEAST = 0.12
"""A term with less weight stands too far away to count."""
_KINDS = {"count": ("count", "measurement")}


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term found in the text."""

    term: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator with the evidence found for it.

    Attributes:
        score: mean weight of the terms, 0 to 1: what is compared with the threshold.
        rank: what candidates are ordered by; longer evidence ranks higher.
        start, end: the heaviest term, for ``indicator_text``.
    """

    indicator: str
    score: float
    rank: float
    start: int
    end: int


class IndicatorLinker:
    """Candidates for the numbers of one document."""

    def __init__(self, folded: str, rules: IndicatorRules) -> None:
        self.rules = rules
        hits = sorted((TermHit(t, s, e) for t, s, e in rules.matcher.find(folded)), key=lambda h: (h.start, h.end))
        self.hits = hits
        self.starts = [h.start for h in hits]

    def candidates(self, where: Surroundings, *, kind: str, unit: str | None = None) -> list[Candidate]:
        """Indicators of a fitting kind with evidence in the windows, best first; empty where there is none.

        Args:
            where: where to look, see :mod:`dxextract.linkers.windows`; a noun there must be one of the indicator's.
            kind: the kind of the number: count, percentage, money, measurement or score.
            unit: the unit of a measurement, which must be the indicator's.
        """
        weights = self._weights(where.windows)
        nouns = self._terms_at(where.noun) if where.noun is not None else None
        near = {i for term in weights for i in self.rules.by_term.get(term, ())}
        found: list[Candidate] = []
        for name in sorted(near):
            indicator = self.rules.indicators[name]
            if nouns is not None and indicator.nouns and nouns.isdisjoint(indicator.nouns):
                continue
            if indicator.kind != kind and (not nouns or nouns.isdisjoint(indicator.nouns)):
                continue
            if kind == "measurement" and (unit is None or unit.lower() != indicator.unit.lower()):
                continue
            candidate = self._best(indicator, weights, kind)
            if candidate is not None:
                found.append(candidate)
        return sorted(found, key=lambda c: (-c.rank, c.indicator))

    def counts(self, where: Surroundings, indicator: str | None) -> bool:
        """Whether the noun behind a number is one that the indicator counts."""
        if indicator is None or where.noun is None:
            return False
        return not self._terms_at(where.noun).isdisjoint(self.rules.indicators[indicator].nouns)

    def forbids(self, where: Surroundings, indicator: str) -> bool:
        """Whether a term near a number forbids an indicator, however it came to it."""
        weights = self._weights(where.windows)
        never = {t for e in self.rules.indicators[indicator].evidence for t in e.never}
        return any(weights[t][0] >= _NEVER for t in never & weights.keys())

    def _terms_at(self, start: int) -> frozenset[int]:
        """The terms that begin at a place."""
        first = bisect_left(self.starts, start)
        last = bisect_right(self.starts, start)
        return frozenset(hit.term for hit in self.hits[first:last])

    def _weights(self, windows: Iterable[Window]) -> dict[int, tuple[float, TermHit]]:
        """The best weight of each term that stands in a window."""
        weights: dict[int, tuple[float, TermHit]] = {}
        for window in windows:
            first = bisect_left(self.starts, window.start)
            last = bisect_right(self.starts, window.end)
            for hit in self.hits[first:last]:
                if hit.end > window.end:
                    continue
                distance = min(abs(hit.start - window.near), abs(window.near - hit.end))
                weight = window.weight * (1 - _FADED * min(1.0, distance / _FADE))
                if hit.term not in weights or weight > weights[hit.term][0]:
                    weights[hit.term] = (weight, hit)
        return weights

    def _best(self, indicator: Indicator, weights: dict[int, tuple[float, TermHit]], kind: str) -> Candidate | None:
        if indicator.kind not in _KINDS.get(kind, (kind,)):
            return None
        penalty = 1.0 if indicator.kind == kind else 0.8
        best: Candidate | None = None
        for evidence in indicator.evidence:
            candidate = self._weigh(indicator.id, evidence, weights, penalty)
            if candidate is not None and (best is None or candidate.rank > best.rank):
                best = candidate
        return best

    @staticmethod
    def _weigh(
        indicator: str, evidence: Evidence, weights: dict[int, tuple[float, TermHit]], penalty: float
    ) -> Candidate | None:
        if any(t in weights and weights[t][0] >= _NEVER for t in evidence.never):
            return None
        total = rank = 0.0
        heaviest: tuple[float, TermHit] | None = None
        for group in evidence.groups:
            options = [weights[t] for t in group if t in weights and weights[t][0] >= _LEAST]
            if not options:
                return None
            weight, hit = max(options, key=lambda o: (o[0] * (o[1].end - o[1].start + 6), -o[1].start))
            total += weight
            rank += weight * weight * (hit.end - hit.start + 6)
            if heaviest is None or weight > heaviest[0]:
                heaviest = (weight, hit)
        assert heaviest is not None
        score = total / len(evidence.groups) * evidence.strength * penalty
        if score < THRESHOLD:
            return None
        hit = heaviest[1]
        return Candidate(indicator, score, rank * evidence.strength * penalty, hit.start, hit.end)
