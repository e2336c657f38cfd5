"""Records as a draft of an annotation, for a person to correct."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dxextract.annotation.annotated import AnnotatedText, Fields
from dxextract.evaluation.gold import COLUMNS, VALUES, parse_period
from dxextract.records.model import Fact, Metric, Ranking, Result
from dxextract.spans import Span

_DEFAULTS: Mapping[str, Any] = {"cmp": "eq", "status": "actual", "scope": "VN", "top": False}
_ALWAYS = frozenset({"ind", "index"})
"""Said even when they are null: whether an indicator fits is what the person is to look at."""


def draft(result: Result, *, id: str) -> AnnotatedText:
    """The records of an article as an annotation that gives them back.

    Args:
        result: what was extracted.
        id: what the annotation is called.

    Returns:
        The annotation. Of two records that overlap, which an annotation cannot hold, the one that begins first stays.
    """
    article = result.article
    place = place_code(article.place_code, article.place_name)
    facts: list[tuple[Span, Fields]] = []
    done = 0
    for fact in sorted((*result.metrics, *result.rankings, *result.references), key=lambda f: (f.start, -f.end)):
        if fact.start >= done:
            facts.append((Span(fact.start, fact.end), fields_of(fact, place)))
            done = fact.end
    return AnnotatedText(id, article.text, place, article.published, tuple(facts))


def fields_of(fact: Fact, place: str | None) -> Fields:
    """The fields of an annotation that say what a record says.

    Args:
        fact: the record.
        place: the article's place as annotated; a fact about it does not repeat it.
    """
    family = _family(fact)
    value_field, value_column = VALUES[family]
    fields: dict[str, Any] = {"kind": fact.kind if isinstance(fact, Metric) else family}
    if family == "reference":
        fields |= {field: getattr(fact, column) for field, column in COLUMNS[family].items()}
        return _said(fields)
    fields[value_field] = getattr(fact, value_column)
    for field, column in COLUMNS[family].items():
        if field not in ("kind", "place", "period"):
            fields[field] = getattr(fact, column)
    if isinstance(fact, Ranking):
        fields["since"] = fact.since_text
    if fact.period_basis == "stated":
        fields["period"] = period(fact.period_start, fact.period_end)
    said = _said(fields)
    about = place_code(fact.place_code, fact.place_name)
    return {**said, "place": about} if about != place else said


def place_code(code: str | None, name: str | None) -> str | None:
    """A place as annotations write it: ``93``, ``93/Phụng Hiệp``, ``VN``."""
    if code is None:
        return None
    above, below, _ = code.partition("/")
    return f"{above}/{name}" if below else above


def period(start: date | None, end: date | None) -> str | None:
    """A period as annotations write it, the shortest way: ``2024``, ``2024-Q1``, ``..2024-03``, ``2021..2025``."""
    if start is None and end is None:
        return None
    wanted = (start and start.isoformat(), end and end.isoformat())
    first = _names(start) if start else [""]
    last = _names(end) if end else [""]
    single = [*_parts_of_year(start), *first] if start and end else []
    candidates = [*single, *(f"{a}..{b}" for a in first for b in last)]
    return next(word for word in candidates if parse_period(word) == wanted)


def _names(day: date) -> list[str]:
    """The year and the month of a day, and itself."""
    written = day.isoformat()
    return [written[:4], written[:7], written]


def _parts_of_year(day: date) -> list[str]:
    """The half-year and the quarter of a day."""
    year = day.isoformat()[:4]
    return [f"{year}-H{(day.month + 5) // 6}", f"{year}-Q{(day.month + 2) // 3}"]


def _family(fact: Fact) -> str:
    if isinstance(fact, Metric):
        return "metric"
    return "ranking" if isinstance(fact, Ranking) else "reference"


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without what an annotation need not say."""
    return {
        field: value
        for field, value in fields.items()
        if field in _ALWAYS or (value is not None and value != _DEFAULTS.get(field))
    }
