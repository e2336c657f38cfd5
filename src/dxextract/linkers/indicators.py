"""Which indicator a number is about: every candidate near it is weighed, and none is better than a bad one.

An indicator's evidence is a set of terms (``gazetteer/indicators.yaml``). A term counts with the weight of the window
that it stands in, less with distance; evidence with more and longer terms is more specific and wins over a shorter
neighbour (``thuê bao internet băng rộng cố định`` over ``thuê bao internet``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from math import sqrt

from dxextract.knowledge.indicators import Evidence, Indicator, IndicatorRules
from dxextract.linkers.windows import FAINT, INHERITED, Surroundings, Window
from dxextract.spans import Span

THRESHOLD = 0.45
"""Below this mean weight of its terms an indicator is not linked."""
LEAST = 0.25
"""Below this weight a term is no part of evidence, however near its other parts stand."""
_FADE = 160
"""Distance in characters over which a term loses the whole of what it can lose."""
_FADED = 0.45
NEVER = 0.6
"""From this weight on a forbidden term forbids: it stands in the number's own clause."""
_AT_NOUN = 0.5
"""What each character of a name right behind the number adds to the rank."""
FITTING_KINDS = {"count": ("count", "measurement")}
"""Kinds of indicators that a number of a kind can be about, where they are more than its own."""


Hit = tuple[int, int, int]
"""A term found in the text: start, end, and the number of the term."""
Weighed = tuple[float, int, int]
"""The weight of a term, and where it stands: start and end."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator with the evidence found for it.

    Attributes:
        score: mean weight of the terms, 0 to 1: what is compared with the threshold.
        rank: what candidates are ordered by; longer evidence ranks higher.
        start, end: the heaviest term, for ``indicator_text``.
        rival: rank of the next best, as a share of the rank; 0 where there is none.
    """

    indicator: str
    score: float
    rank: float
    start: int
    end: int
    rival: float = 0.0


class IndicatorLinker:
    """Candidates for the numbers of one document."""

    def __init__(self, folded: str, rules: IndicatorRules) -> None:
        self.rules = rules
        self.hits: list[Hit] = sorted((s, e, t) for t, s, e in rules.matcher.find(folded))
        self.starts = [start for start, _, _ in self.hits]
        self._anywhere = frozenset(term for _, _, term in self.hits)
        self._last: tuple[Sequence[Window] | None, Mapping[int, Weighed]] = (None, {})

    def candidates(
        self, where: Surroundings, *, kind: str, unit: str | None = None, denied: Span | None = None
    ) -> list[Candidate]:
        """Indicators of a fitting kind with evidence in the windows, best first; empty where there is none.

        Args:
            where: where to look, see :mod:`dxextract.linkers.windows`; a noun there must be one of the indicator's.
            kind: the kind of the number: count, percentage, money, measurement or score.
            unit: the unit of a measurement, which must be the indicator's.
            denied: what is said not to be so: a term that begins there is no evidence.
        """
        weights = self.weights(where.windows)
        if denied is not None:
            weights = {t: w for t, w in weights.items() if not denied.start <= w[1] < denied.end}
        nouns = self.terms_at(where.noun) if where.noun is not None else None
        near: dict[str, set[int]] = {}
        counting = [term for term, weighed in weights.items() if weighed[0] >= LEAST]
        for fitting in FITTING_KINDS.get(kind, (kind,)):
            keys = self.rules.by_key.get(fitting, {})
            for term in counting:
                for name, number in keys.get(term, ()):
                    near.setdefault(name, set()).add(number)
        never = (
            NEVER * INHERITED if where.dependent and kind == "percentage" else NEVER
        )  # the clause of the number before is its own, too
        forbidding = {term for term, weighed in weights.items() if weighed[0] >= never}
        found: list[Candidate] = []
        for name in sorted(near):
            indicator = self.rules.indicators[name]
            if nouns is not None and indicator.nouns and nouns.isdisjoint(indicator.nouns):
                continue
            if indicator.kind != kind and (not nouns or nouns.isdisjoint(indicator.nouns)):
                continue
            if kind == "measurement" and (unit is None or unit.lower() != indicator.unit.lower()):
                continue
            candidate = self._best(indicator, sorted(near[name]), weights, forbidding, kind)
            if candidate is not None:
                found.append(candidate)
        if len(found) > 1 and where.noun is not None and where.noun_follows:
            found = [replace(c, rank=c.rank + _AT_NOUN * self.named_at(where.noun, c.indicator)) for c in found]
        found.sort(key=lambda c: (-c.rank, c.indicator))
        if len(found) > 1 and found[0].rank > 0:
            found[0] = replace(found[0], rival=found[1].rank / found[0].rank)
        return found

    def nearest_miss(self, where: Surroundings, *, kind: str) -> float:
        """How near the nearest indicator of a kind comes to being a candidate, 0 to 1: where nothing of what names one
        stands near a number, it is 0 and the number is surely about none."""
        weights = self.weights(where.windows)
        keys = self.rules.by_key.get(kind, {})
        best = 0.0
        for name, number in {one for term in weights for one in keys.get(term, ())}:
            way = self.rules.indicators[name].evidence[number]
            near = sum(max([weights[t][0] for t in group & weights.keys()], default=0.0) for group in way.groups)
            best = max(best, near / len(way.groups) * way.strength)
        return best

    def terms_of(self, indicator: str) -> frozenset[int]:
        """The terms that are evidence for an indicator, and those of what it counts."""
        known = self.rules.indicators[indicator]
        return known.nouns.union(*(group for way in known.evidence for group in way.groups))

    def term_at(self, span: Span) -> int | None:
        """The term that takes up just these characters."""
        first = bisect_left(self.starts, span.start)
        here = self.hits[first : bisect_right(self.starts, span.start, lo=first)]
        return next((term for _, end, term in here if end == span.end), None)

    def named_at(self, start: int, indicator: str) -> int:
        """The length of the longest evidence for an indicator that begins at a place."""
        terms = {t for e in self.rules.indicators[indicator].evidence for g in e.groups for t in g}
        first = bisect_left(self.starts, start)
        here = self.hits[first : bisect_right(self.starts, start, lo=first)]
        return max((end - start for _, end, term in here if term in terms), default=0)

    def counts(self, where: Surroundings, indicator: str | None) -> bool:
        """Whether the noun behind a number is one that the indicator counts."""
        if indicator is None or where.noun is None:
            return False
        return not self.terms_at(where.noun).isdisjoint(self.rules.indicators[indicator].nouns)

    def noun_between(self, indicator: str, start: int, end: int) -> Span | None:
        """The first noun of those that an indicator counts between two characters."""
        nouns = self.rules.indicators[indicator].nouns
        for first, last, term in self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            if term in nouns and last <= end:
                return Span(first, last)
        return None

    def said(self, terms: AbstractSet[int], start: int, end: int, *, beyond: int = 0) -> bool:
        """Whether any of some terms stands between two characters, and ends behind a third."""
        here = self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return any(term in terms and beyond < last <= end for _, last, term in here)

    def names_another(self, indicator: str, start: int, end: int) -> bool:
        """Whether a term between two characters names other indicators by itself, and nothing there but what it counts
        speaks for this one."""
        known = self.rules.indicators[indicator]
        here = self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        said = {term for _, last, term in here if last <= end}
        named = {term: self.rules.named[term] for term in said if term in self.rules.named}
        if any(indicator in names for names in named.values()) or said & (self.terms_of(indicator) - known.nouns):
            return False
        return not named.keys() <= known.nouns

    def is_named_by(self, indicator: str, words: re.Pattern[str]) -> bool:
        """Whether words stand in any term that is evidence for an indicator."""
        terms = (t for e in self.rules.indicators[indicator].evidence for group in e.groups for t in group)
        return any(words.search(self.rules.matcher.terms[term]) for term in terms)

    def forbids(self, where: Surroundings, indicator: str) -> bool:
        """Whether a term near a number forbids an indicator, however it came to it."""
        weights = self.weights(where.windows)
        never = {t for e in self.rules.indicators[indicator].evidence for t in e.never}
        return any(weights[t][0] >= NEVER for t in never & weights.keys())

    def terms_at(self, start: int) -> frozenset[int]:
        """The terms that begin at a place."""
        first = bisect_left(self.starts, start)
        return frozenset(term for _, _, term in self.hits[first : bisect_right(self.starts, start, lo=first)])

    def weights(self, windows: Sequence[Window]) -> Mapping[int, Weighed]:
        """The best weight of each term that stands in a window; none that is less than the least that counts."""
        if self._last[0] is not windows:  # one number is asked about several times
            self._last = windows, self._weights(windows)
        return self._last[1]

    def _weights(self, windows: Iterable[Window]) -> dict[int, Weighed]:
        weights: dict[int, Weighed] = {}
        starts, hits = self.starts, self.hits
        for window in windows:
            full, near, end = window.weight, window.near, window.end
            if full < FAINT:
                continue
            first = bisect_left(starts, window.start)
            for hit_start, hit_end, term in hits[first : bisect_right(starts, end, lo=first)]:
                if hit_end > end or (term in weights and weights[term][0] >= full):
                    continue
                before = near - hit_end if hit_end < near else hit_end - near
                distance = near - hit_start if hit_start < near else hit_start - near
                distance = min(distance, before)
                weight = full * (1 - _FADED * (distance / _FADE if distance < _FADE else 1.0))
                if weight >= FAINT and (term not in weights or weight > weights[term][0]):
                    weights[term] = (weight, hit_start, hit_end)
        return weights

    def _best(
        self,
        indicator: Indicator,
        evidence: Iterable[int],
        weights: Mapping[int, Weighed],
        forbidding: AbstractSet[int],
        kind: str,
    ) -> Candidate | None:
        """The best candidate that some of an indicator's evidence, given by its numbers, makes it."""
        penalty = 1.0 if indicator.kind == kind else 0.8
        best: Candidate | None = None
        for number in evidence:
            way = indicator.evidence[number]
            if not forbidding.isdisjoint(way.never) or (way.about and way.about.isdisjoint(self._anywhere)):
                continue
            candidate = self._weigh(indicator.id, way, weights, penalty)
            if candidate is not None and (best is None or candidate.rank > best.rank):
                best = candidate
        return best

    @staticmethod
    def _weigh(indicator: str, evidence: Evidence, weights: Mapping[int, Weighed], penalty: float) -> Candidate | None:
        total = rank = 0.0
        least = 1.0
        heaviest: Weighed | None = None
        for group in evidence.groups:
            near = group & weights.keys()
            if not near:
                return None
            options = [weights[term] for term in near]
            weight, start, end = option = options[0] if len(options) == 1 else max(options, key=_importance)
            total += weight
            rank += weight * weight * (end - start + 6)
            least = min(least, weight)
            if heaviest is None or weight > heaviest[0]:
                heaviest = option
        assert heaviest is not None
        score = total / len(evidence.groups) * evidence.strength * penalty
        if score < THRESHOLD or least < LEAST:
            return None
        rank *= evidence.strength * penalty * sqrt(least)  # all parts must be near, however long the nearest is
        return Candidate(indicator, score, rank, heaviest[1], heaviest[2])


def _importance(weighed: Weighed) -> tuple[float, int]:
    """What the terms of a group are chosen by: weight and length, then the first in the text."""
    weight, start, end = weighed
    return weight * (end - start + 6), -start
