"""What must hold for a result before it may be written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from itertools import chain
from math import isfinite

from dxextract.records.model import ArticleRecord, Fact, Finding, Result

_INT32 = 2**31
_DOUBLES = frozenset({"value", "value_high", "denominator"})


def check(result: Result) -> None:
    """Refuse a result that would break the contract of the tables.

    Raises:
        ValueError: a fact's span does not hold its ``raw``, a number is not finite or is too large for its column, a
            string cannot be written as UTF-8. Names the field.
    """
    text = result.article.text
    for fact in chain(result.metrics, result.rankings, result.references):
        if text[fact.start : fact.end] != fact.raw:
            raise ValueError(f"raw is {fact.raw!r}, but text[{fact.start}:{fact.end}] is another text")
    records: Iterable[ArticleRecord | Fact | Finding] = chain(
        (result.article,), result.metrics, result.rankings, result.references, result.findings
    )
    for record in records:
        for field in fields(record):
            _check_value(type(record).__name__, field.name, getattr(record, field.name))


def _check_value(record: str, name: str, value: object) -> None:
    match value:
        case float() if not isfinite(value):
            raise ValueError(f"{record}.{name} is {value}, which is no number")
        case int() if not -_INT32 <= value < _INT32 and name not in _DOUBLES:
            raise ValueError(f"{record}.{name} is too large")
        case str() if not _writable(value):
            raise ValueError(f"{record}.{name} holds a lone surrogate")


def _writable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
