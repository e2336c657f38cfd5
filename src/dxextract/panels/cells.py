"""Claims of one subject and one period together; what is a reprint goes to the period that it was first given for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dxextract.knowledge.panel import PanelRules
from dxextract.panels.claims import UNDATED, Claim, Period, Subject
from dxextract.panels.figures import significant


@dataclass(frozen=True, slots=True)
class Cell:
    """What is claimed of a subject for a period.

    Attributes:
        claims: all of them, reprints included.
        reprints: ``fact_id`` of the claims that were made as of a later day, or of none.
    """

    subject: Subject
    period: Period
    claims: list[Claim] = field(default_factory=list)
    reprints: set[str] = field(default_factory=set)


def cells(claims: Sequence[Claim], rules: PanelRules) -> Iterator[Cell]:
    """Every claim in one cell.

    A claim whose text says its period belongs to that period. A claim as of the day of publication (``đến nay``, or
    nothing is said) is a reprint when the same figure was given at most ``reprint_days`` before: it goes to the latest
    such period that a text says, else to the first day of publication. A claim of no known time goes to the latest
    period with its figure. A figure that is the same by chance must not be taken for a reprint: only one with
    ``specific_digits`` digits, or a rank, or one in a copy of the same text is.

    Args:
        claims: of any subjects, in any order.
    """
    subjects: defaultdict[Subject, list[Claim]] = defaultdict(list)
    for claim in claims:
        subjects[claim.subject].append(claim)
    for subject, members in subjects.items():
        yield from _Assignment(subject, rules).of(members)


class _Assignment:
    """The cells of one subject."""

    def __init__(self, subject: Subject, rules: PanelRules) -> None:
        self._subject = subject
        self._rules = rules
        self._cells: dict[Period, Cell] = {}

    def of(self, claims: list[Claim]) -> Iterator[Cell]:
        current, undated = [], []
        given: defaultdict[object, set[Period]] = defaultdict(set)
        for claim in claims:
            if claim.when is None:
                undated.append(claim)
            elif claim.current:
                current.append(claim)
            else:
                self._put(claim, claim.period)
                given[claim.figure].add(claim.period)
        first: defaultdict[object, list[Period]] = defaultdict(list)
        for claim in sorted(current, key=lambda c: (c.when or date.min, c.fact_id)):
            specific = self._specific(claim)
            period = self._latest(claim, given[claim.figure]) if specific else None
            if period is None:
                seen = first[claim.figure, claim.period[0], None if specific else claim.origin.cluster]
                period = self._latest(claim, seen[-1:])
                if period is None:
                    period = claim.period
                    seen.append(period)
            self._put(claim, period)
        for period, cell in self._cells.items():
            for claim in cell.claims:
                given[claim.figure].add(period)
        for claim in undated:
            known = given[claim.figure] if self._specific(claim) else ()
            self._put(claim, max(known, key=_order, default=UNDATED))
        return iter(self._cells.values())

    def _put(self, claim: Claim, period: Period) -> None:
        if period not in self._cells:
            self._cells[period] = Cell(self._subject, period)
        cell = self._cells[period]
        cell.claims.append(claim)
        if period != claim.period:
            cell.reprints.add(claim.fact_id)

    def _latest(self, claim: Claim, periods: Sequence[Period] | set[Period]) -> Period | None:
        """The latest of the periods that the claim may be a reprint for."""
        when = claim.when
        assert when is not None
        earliest = when - timedelta(days=self._rules.reprint_days)
        start = claim.period[0]
        fitting = [
            period
            for period in periods
            # What a span holds is no reprint of what was there at a day, nor of what another span holds.
            if earliest <= _order(period)[0] <= when and (start is None or period[0] == start)
        ]
        return max(fitting, key=_order, default=None)

    def _specific(self, claim: Claim) -> bool:
        return self._subject.family == "ranking" or significant(claim.value_text) >= self._rules.specific_digits


def _order(period: Period) -> tuple[date, date]:
    start, end = period
    return end or start or date.min, start or date.min
