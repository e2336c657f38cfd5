"""Outcomes of many inputs as Arrow tables, columns built as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

import pyarrow as pa

from dxextract.records.model import Reject, Result
from dxextract.records.schema import SCHEMAS

_POSITION = attrgetter("start", "end", "fact_id")


def tables(outcomes: Iterable[Result | Reject]) -> dict[str, pa.Table]:
    """All six tables of the contract, rows in the order (source, start).

    Args:
        outcomes: what the inputs gave, in any order.

    Returns:
        One table for each name of :data:`dxextract.records.schema.SCHEMAS`, in its order, possibly without rows.
        Findings follow the order of their articles and, inside an article, the order in which they were given.
    """
    outcomes = list(outcomes)
    results = sorted((o for o in outcomes if isinstance(o, Result)), key=lambda result: result.article.source)
    rejects = sorted((o for o in outcomes if isinstance(o, Reject)), key=lambda reject: reject.source)
    rows: dict[str, Sequence[object]] = {
        "articles": [result.article for result in results],
        "metrics": [fact for result in results for fact in sorted(result.metrics, key=_POSITION)],
        "rankings": [fact for result in results for fact in sorted(result.rankings, key=_POSITION)],
        "references": [fact for result in results for fact in sorted(result.references, key=_POSITION)],
        "findings": list(chain.from_iterable(result.findings for result in results)),
        "rejects": rejects,
    }
    return {name: _table(schema, rows[name]) for name, schema in SCHEMAS.items()}


def _table(schema: pa.Schema, rows: Sequence[object]) -> pa.Table:
    def values(name: str) -> list[Any]:
        return [getattr(row, name) for row in rows]

    return pa.Table.from_arrays([pa.array(values(field.name), field.type) for field in schema], schema=schema)
