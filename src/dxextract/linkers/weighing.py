"""Why an indicator was linked or not: every one that something near a number speaks for, and what came of it.

For ``explain`` alone. Linking (:mod:`dxextract.linkers.indicators`) asks for the best, not for reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dxextract.knowledge.indicators import Evidence, Indicator
from dxextract.linkers.indicators import FITTING_KINDS, LEAST, NEVER, THRESHOLD, IndicatorLinker, Weighed
from dxextract.linkers.windows import Surroundings


@dataclass(frozen=True, slots=True)
class Weighing:
    """An indicator that something near a number speaks for.

    Attributes:
        score: mean weight of its terms, 0 to 1; None where some are missing.
        start, end: the words that speak most for it.
        against: why it was no candidate; None for one.
    """

    indicator: str
    score: float | None
    start: int
    end: int
    against: str | None


def weigh_all(linker: IndicatorLinker, where: Surroundings, *, kind: str, unit: str | None) -> list[Weighing]:
    """The candidates, best first, then all others that a term near the number speaks for.

    Args:
        linker: of the document.
        where, kind, unit: as for :meth:`IndicatorLinker.candidates`.
    """
    weights = linker.weights(where.windows)
    nouns = linker.terms_at(where.noun) if where.noun is not None else None
    candidates = linker.candidates(where, kind=kind, unit=unit)
    found = [Weighing(c.indicator, min(c.score, 1.0), c.start, c.end, None) for c in candidates]
    known = {c.indicator for c in candidates}
    others = []
    for indicator in linker.rules.indicators.values():
        if indicator.id not in known:
            unfit = _unfit(indicator, kind, unit, nouns)
            tried = [_tried(linker, indicator, e, weights, unfit) for e in indicator.evidence]
            nearest = max((one for one in tried if one), key=lambda one: one.score or 0.0, default=None)
            others += [nearest] if nearest else []
    return found + sorted(others, key=lambda one: (-(one.score or 0.0), one.indicator))


def _unfit(indicator: Indicator, kind: str, unit: str | None, nouns: frozenset[int] | None) -> str | None:
    """Why it does not matter how much speaks for an indicator."""
    if indicator.kind not in FITTING_KINDS.get(kind, (kind,)):
        return f"it is a {indicator.kind}, the number a {kind}"
    if nouns is not None and indicator.nouns and nouns.isdisjoint(indicator.nouns):
        return "the noun beside the number is none of its nouns"
    if indicator.kind != kind and (not nouns or nouns.isdisjoint(indicator.nouns)):
        return f"it is a {indicator.kind}, the number a {kind}"
    if kind == "measurement" and (unit is None or unit.lower() != indicator.unit.lower()):
        return f"it is measured in {indicator.unit}"
    return None


def _tried(
    linker: IndicatorLinker, indicator: Indicator, evidence: Evidence, weights: Mapping[int, Weighed], unfit: str | None
) -> Weighing | None:
    """What came of one way of naming an indicator; None where nothing of it is near."""
    groups = [max((weights[t] for t in group if t in weights), default=None) for group in evidence.groups]
    near = [found for found in groups if found is not None]
    if not near:
        return None
    score = sum(weight for weight, _, _ in near) / len(groups) * evidence.strength if len(near) == len(groups) else None
    _, start, end = max(near)
    against = unfit or _lacking(linker, evidence, weights, score)
    return Weighing(indicator.id, None if score is None else min(score, 1.0), start, end, against)


def _lacking(linker: IndicatorLinker, evidence: Evidence, weights: Mapping[int, Weighed], score: float | None) -> str:
    terms = linker.rules.matcher.terms
    for term in sorted(evidence.never & weights.keys()):
        if weights[term][0] >= NEVER:
            return f"“{terms[term]}” forbids it"
    for group in evidence.groups:
        if not any(weights[term][0] >= LEAST for term in group & weights.keys()):
            return f"“{terms[min(group)]}” or the like is not near"
    return f"{score:.2f} is below {THRESHOLD}"
