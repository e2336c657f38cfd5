"""Findings of a text in a form that is easy to compare."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dxextract.extractor import Extractor

Found = list[tuple[str, str, tuple[str, ...], str | None]]
"""Severity, rule, the facts as written and what would be consistent, for each finding in the order of the text."""


@pytest.fixture(scope="session")
def findings(extractor: Extractor) -> Callable[..., Found]:
    def run(text: str, *, published: date | None = None) -> Found:
        result = extractor.extract(text, published=published)
        facts = {fact.fact_id: fact.raw for fact in (*result.metrics, *result.rankings, *result.references)}
        return [(f.severity, f.rule, tuple(facts[i] for i in f.fact_ids), f.expected) for f in result.findings]

    return run
