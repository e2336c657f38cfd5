"""A cell → its rows: claims that agree together, rivals side by side, the best supported one marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from dxextract.ids import digest
from dxextract.knowledge.panel import PanelRules
from dxextract.panels.cells import Cell
from dxextract.panels.claims import UNDATED, Claim, Period, Subject
from dxextract.panels.figures import Figure, figure, joined

_REASONS = ("undoubted", "sources", "closeness", "stated", "confidence", "exactness")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the panel.

    Attributes:
        values: the columns of :data:`dxextract.panels.schema.PANEL` that are not the subject's, but for
            ``sentence``, ``place_level`` and ``aggregation``.
        at: ``Claim.at`` of the best fact; None for a computed row.
    """

    values: dict[str, Any]
    subject: Subject
    at: int | None


@dataclass(frozen=True, slots=True)
class _Rival:
    """The claims of a cell that agree, and what speaks for them."""

    head: Figure
    claims: Sequence[Claim]
    best: Claim
    sources: int
    clusters: frozenset[str]
    first: date | None
    last: date | None

    def support(self) -> tuple[bool, int, int, bool, int, Decimal]:
        """In the order of ``_REASONS``; the greater wins."""
        return (
            not all(claim.doubted for claim in self.claims),
            self.sources,
            max(claim.closeness() for claim in self.claims),
            any(claim.period_basis == "stated" for claim in self.claims),
            int(round(max(claim.confidence for claim in self.claims), 3) * 10),
            -self.head.width,
        )


def rows(cell: Cell, rules: PanelRules) -> list[Row]:
    """The rows of a cell; each of its claims is in one of them, and one row is preferred.

    Claims are joined when their numbers can be true together (:mod:`dxextract.panels.figures`); a target is the number
    itself, so that no comparator widens it. Whether rivals are ``mixed`` (one text gives several), ``revised`` (each
    is first published ``revision_days`` or more after the one before it was last) or ``conflicting`` is said of all.
    Preferred is the latest of what was revised, else what is better supported: not doubted by a finding, more
    independent sources, a source closer to the place or an authority, a period that the text says, a confidence higher
    by a tenth, a more exact figure; when all is equal, the one published first, printed first, and then the smaller.
    """
    rivals = _rivals(cell, rules)
    agreement = _agreement(rivals, rules)
    order, reason = rivals, "only"
    if agreement == "revised":
        order = sorted(rivals, key=lambda rival: rival.first or date.min, reverse=True)
        reason = "latest"
    elif len(rivals) > 1:
        order = sorted(rivals, key=_last_resort)
        order.sort(key=_Rival.support, reverse=True)
        reason = _reason(order)
    identity = cell_id(cell.subject, cell.period)
    made = []
    for rival in order:
        judged = {"agreement": agreement, "preferred": rival is order[0], "preferred_because": reason}
        made.append(Row(_values(cell, rival, identity) | judged, cell.subject, rival.best.at))
    return made


def cell_id(subject: Subject, period: Period) -> str:
    """Identity of what is claimed about: the same in every dataset."""
    return digest("cell", *(getattr(subject, name) for name in Subject.__slots__), *period)


def _rivals(cell: Cell, rules: PanelRules) -> list[_Rival]:
    by_figure: defaultdict[Figure, list[Claim]] = defaultdict(list)
    for claim in cell.claims:
        by_figure[_figure(claim, rules)].append(claim)
    home = joined(by_figure)
    groups: defaultdict[Figure, list[Claim]] = defaultdict(list)
    for printed, claims in by_figure.items():
        groups[home[printed]] += claims
    return [_rival(head, claims, by_figure[head]) for head, claims in groups.items()]


def _figure(claim: Claim, rules: PanelRules) -> Figure:
    target = claim.subject.status == "target"
    comparator = "eq" if target else "top" if claim.top else claim.comparator
    return figure(
        claim.subject.kind,
        claim.raw,
        claim.value_text,
        claim.value_high,
        claim.denominator,
        comparator,
        rules.approx_share,
    )


def _rival(head: Figure, claims: list[Claim], exact: list[Claim]) -> _Rival:
    days = [claim.origin.published for claim in claims if claim.origin.published is not None]
    return _Rival(
        head=head,
        claims=claims,
        best=exact[0] if len(exact) == 1 else min(exact, key=_rank_of_claim),
        sources=_independent(claims),
        clusters=frozenset(claim.origin.cluster for claim in claims),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _rank_of_claim(claim: Claim) -> tuple[Any, ...]:
    """The best claim first; what is printed comes before where, so that a copy of an article changes no value."""
    return (
        claim.doubted,
        -claim.closeness(),
        claim.period_basis != "stated",
        -claim.confidence,
        claim.raw,
        claim.comparator,
        claim.unit or "",
        claim.delta is None,
        claim.delta or 0,
        claim.place_code or "",
        claim.place_name or "",
        claim.origin.published or date.max,
        claim.start,
        claim.origin.source,
        claim.fact_id,
    )


def _independent(claims: Sequence[Claim]) -> int:
    """Texts that are no copies of each other; those of one outlet count once."""
    if len(claims) == 1:
        return 1
    outlets: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        outlets[claim.origin.cluster].update([claim.origin.outlet] if claim.origin.outlet else [])
    return len({("outlet", *names) if len(names) == 1 else ("text", text) for text, names in outlets.items()})


def _agreement(rivals: Sequence[_Rival], rules: PanelRules) -> str:
    if len(rivals) == 1:
        return "agreed" if rivals[0].sources > 1 else "single"
    # Of near-duplicates with other figures one is a correction of the other: only the very text counts here.
    texts = [{claim.origin.text for claim in rival.claims} for rival in rivals]
    if sum(map(len, texts)) > len(set().union(*texts)):
        return "mixed"
    if any(claim.origin.published is None for rival in rivals for claim in rival.claims):
        return "conflicting"
    ordered = sorted((rival.first or date.min, rival.last or date.min) for rival in rivals)
    gaps = [(later - last).days for (_, last), (later, _) in pairwise(ordered)]
    return "revised" if min(gaps) >= rules.revision_days else "conflicting"


def _last_resort(rival: _Rival) -> tuple[Any, ...]:
    first = min(claim.start for claim in rival.claims)
    return rival.first or date.max, first, rival.head.value, rival.head.low, rival.head.denominator or 0.0


def _reason(order: Sequence[_Rival]) -> str:
    pairs = zip(_REASONS, order[0].support(), order[1].support(), strict=True)
    return next((reason for reason, mine, other in pairs if mine != other), "order")


def _values(cell: Cell, rival: _Rival, identity: str) -> dict[str, Any]:
    best, subject = rival.best, cell.subject
    reprints = [claim for claim in rival.claims if claim.fact_id in cell.reprints]
    inputs = {claim.origin.input_id for claim in rival.claims}
    return {
        "row_id": digest(
            "row", identity, best.value_text, best.value_high, best.denominator, best.comparator, best.top
        ),
        "cell_id": identity,
        "place_code": best.place_code,
        "place_name": best.place_name,
        "place_id_2025": best.place_id_2025,
        "place_name_2025": best.place_name_2025,
        "unit": best.unit,
        "period_start": cell.period[0],
        "period_end": cell.period[1],
        "period_basis": _basis(cell, rival),
        "value": best.value,
        "value_high": best.value_high,
        "value_text": best.value_text,
        "denominator": best.denominator,
        "comparator": best.comparator,
        "top": best.top if subject.family == "ranking" else None,
        "delta": best.delta,
        "n_facts": len(rival.claims),
        "n_inputs": len(inputs),
        "n_clusters": len(rival.clusters),
        "n_sources": rival.sources,
        "closeness": max(claim.closeness() for claim in rival.claims),
        "confidence": max(claim.confidence for claim in rival.claims),
        "doubted": all(claim.doubted for claim in rival.claims),
        "first_published": rival.first,
        "last_published": rival.last,
        "n_reprints": len(reprints),
        "restated_until": max((claim.when for claim in reprints if claim.when is not None), default=None),
        "fact_ids": sorted(claim.fact_id for claim in rival.claims),
        "sources": sorted({claim.origin.source for claim in rival.claims}),
        "best_fact_id": best.fact_id,
        "inputs": [],
    }


def _basis(cell: Cell, rival: _Rival) -> str:
    """Where the period of the cell, not that of its reprints, comes from."""
    if cell.period == UNDATED:
        return "none"
    own = (claim.period_basis for claim in rival.claims if claim.fact_id not in cell.reprints)
    return "stated" if "stated" in own else "published"
