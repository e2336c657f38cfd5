"""Counting what a run gave."""

from __future__ import annotations

from dataclasses import dataclass, fields

from dxextract.records.blocks import Block
from dxextract.records.model import Reject
from dxextract.rows import Done


@dataclass(slots=True, kw_only=True)
class Tally:
    """How many records there are."""

    articles: int = 0
    metrics: int = 0
    rankings: int = 0
    references: int = 0
    findings: int = 0
    rejects: int = 0

    @property
    def inputs(self) -> int:
        """Each gave an article or a reject."""
        return self.articles + self.rejects

    @property
    def facts(self) -> int:
        """Metrics, rankings and references."""
        return self.metrics + self.rankings + self.references

    def add(self, other: Tally) -> None:
        """Count what another one has counted."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    @staticmethod
    def of_one(done: Done) -> Tally:
        """What one input gave."""
        outcome = done.outcome
        if isinstance(outcome, Reject):
            return Tally(rejects=1)
        return Tally(
            articles=1,
            metrics=len(outcome.metrics),
            rankings=len(outcome.rankings),
            references=len(outcome.references),
            findings=len(outcome.findings),
        )

    @staticmethod
    def of_block(block: Block) -> Tally:
        """What a block holds."""
        return Tally(**{table: part.rows for table, part in block.parts.items()})
