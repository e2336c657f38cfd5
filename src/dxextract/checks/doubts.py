"""A doubt about what was printed, before it becomes a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dxextract.records.model import Metric, Ranking, Reference

AnyFact = Metric | Ranking | Reference


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a check has found.

    Attributes:
        rule: id of a rule in ``patterns/checks.yaml``.
        facts: what contradicts, at least one, in the order of the text.
        actual: what was printed.
        expected: what would be consistent; None when nothing can be said.
        named: further numbers that the rule's message names.
        loose: the structure of the text ties the facts less firmly; an error is then a warning.
    """

    rule: str
    facts: tuple[AnyFact, ...]
    actual: str
    expected: str | None
    named: Mapping[str, str] = field(default_factory=dict)
    loose: bool = False


def doubt(
    rule: str, facts: Sequence[AnyFact], *, actual: str, expected: str | None, loose: bool = False, **named: str
) -> Doubt:
    """A doubt with its facts in the order of the text, each once."""
    unique = {fact.fact_id: fact for fact in facts}
    ordered = tuple(sorted(unique.values(), key=lambda fact: fact.start))
    return Doubt(rule, ordered, actual, expected, named, loose)
