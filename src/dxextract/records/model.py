"""The records of the contract as frozen dataclasses, one for each table; field names are column names.

The Arrow schema of each table is in :mod:`dxextract.records.schema`; a test holds the two together. Nothing here
imports pyarrow, so that extraction from Python does not pay for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """One row of ``articles``."""

    input_id: str
    article_id: str
    source: str
    title: str | None
    author: str | None
    outlet: str | None
    url: str | None
    language: str | None
    text: str
    published: date | None
    published_basis: str
    place_id: str | None
    place_code: str | None
    place_name: str | None
    repairs: tuple[str, ...]
    cluster_id: str | None
    n_chars: int
    n_sentences: int
    n_metrics: int
    n_rankings: int
    n_references: int
    n_findings: int
    dxextract_version: str
    knowledge_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The columns that metrics, rankings and references share. ``text[start:end] == raw``, always.

    Attributes:
        finding_ids: the findings that speak of the fact.
    """

    fact_id: str
    input_id: str
    article_id: str
    source: str
    start: int
    end: int
    raw: str
    sentence: str
    sentence_start: int
    place_id: str | None
    place_code: str | None
    place_name: str | None
    place_id_2025: str | None
    place_name_2025: str | None
    place_basis: str
    period_start: date | None
    period_end: date | None
    period_text: str | None
    period_basis: str
    status: str
    rule: str
    confidence: float
    finding_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric(Fact):
    """One row of ``metrics``: a number that measures something."""

    kind: str
    value: float | None
    value_high: float | None
    denominator: float | None
    value_text: str | None
    comparator: str
    modifier_text: str | None
    unit: str | None
    per: str | None
    indicator_id: str | None
    indicator_text: str | None
    indicator_score: float | None
    change: str | None
    part_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking(Fact):
    """One row of ``rankings``: a position in an ordering."""

    index_id: str | None
    index_text: str | None
    edition: str | None
    rank: int | None
    out_of: int | None
    top: bool
    scope: str
    delta: int | None
    since_text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Fact):
    """One row of ``references``: a named legal or administrative document."""

    doc_type: str
    number: str | None
    year: int | None
    symbol: str | None
    article_number: str | None
    clause: str | None
    point: str | None
    ref_id: str | None
    document_id: str | None
    document_basis: str
    issue_date: str | None
    issuer: str | None
    issuer_place_id: str | None
    issuer_basis: str
    title: str | None
    same_as: str | None
    taken_up: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One row of ``findings``: a doubt about what was printed."""

    finding_id: str
    input_id: str
    kind: str
    severity: str
    rule: str
    fact_ids: tuple[str, ...]
    expected: str | None
    actual: str | None
    message_vi: str
    message_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """One row of ``rejects``: an input that gave no article, and why."""

    input_id: str
    source: str
    stage: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All that one article gave."""

    article: ArticleRecord
    metrics: tuple[Metric, ...] = field(default=())
    rankings: tuple[Ranking, ...] = field(default=())
    references: tuple[Reference, ...] = field(default=())
    findings: tuple[Finding, ...] = field(default=())
