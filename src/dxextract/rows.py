"""One article, one Arrow row: the form in which results travel between the engine that makes them and the tables.

A row holds the article as a struct, its facts and findings as lists of structs, or the reject that came instead of
them. The local runner flattens rows into the tables of a dataset; Spark makes the same rows and explodes the lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any

import pyarrow as pa

from dxextract.records.model import Reject, Result
from dxextract.records.schema import SCHEMAS

_LISTS = ("metrics", "rankings", "references", "findings")
_FACTS = frozenset(_LISTS) - {"findings"}
_POSITION = attrgetter("start", "end", "fact_id")


def _struct(table: str) -> pa.DataType:
    # Nullable throughout: a row without an article has no values for its columns, and engines do not keep the flag.
    return pa.struct([pa.field(field.name, field.type) for field in SCHEMAS[table]])


ROWS = pa.schema(
    [
        pa.field("source", pa.string(), nullable=False),
        pa.field("article", _struct("articles")),
        *(pa.field(name, pa.list_(_struct(name))) for name in _LISTS),
        pa.field("reject", _struct("rejects")),
        pa.field("sketch", pa.binary()),
    ]
)
"""A row for each input. Either ``article`` or ``reject`` is null; the lists of a reject are empty. ``sketch`` is what
:func:`dxextract.clusters.cluster` compares."""


@dataclass(frozen=True, slots=True)
class Done:
    """What one input gave.

    Attributes:
        outcome: its records, or why there are none.
        sketch: of its article; None for a reject, or where near-duplicates are not looked for.
    """

    outcome: Result | Reject
    sketch: bytes | None = None

    @property
    def source(self) -> str:
        return self.outcome.source if isinstance(self.outcome, Reject) else self.outcome.article.source


def rows(done: Iterable[Done]) -> pa.RecordBatch:
    """What inputs gave as a batch of :data:`ROWS`, in the order of their sources.

    Facts follow the text; findings stay in the order in which they were given.
    """
    ordered = sorted(done, key=lambda one: one.source)
    outcomes = [one.outcome for one in ordered]
    columns = {
        "source": pa.array([one.source for one in ordered], pa.string()),
        "article": _optional("articles", [o.article if isinstance(o, Result) else None for o in outcomes]),
        "reject": _optional("rejects", [o if isinstance(o, Reject) else None for o in outcomes]),
        "sketch": pa.array([one.sketch for one in ordered], pa.binary()),
    }
    for name in _LISTS:
        columns[name] = _lists(name, [getattr(o, name) if isinstance(o, Result) else () for o in outcomes])
    return pa.RecordBatch.from_arrays([columns[name] for name in ROWS.names], schema=ROWS)


def flatten(batch: pa.RecordBatch | pa.Table) -> dict[str, pa.Table]:
    """The six tables of the contract from rows of :data:`ROWS`, in the rows' order."""
    columns = {
        "articles": batch["article"].drop_null(),
        **{name: _chunked(batch[name]).combine_chunks().flatten() for name in _LISTS},
        "rejects": batch["reject"].drop_null(),
    }
    return {
        name: pa.Table.from_arrays(_chunked(columns[name]).combine_chunks().flatten(), schema=schema)
        for name, schema in SCHEMAS.items()
    }


def _optional(table: str, records: Sequence[object | None]) -> pa.Array:
    there = [record for record in records if record is not None]
    positions = accumulate((record is not None for record in records), initial=0)
    indices = [at if record is not None else None for at, record in zip(positions, records, strict=False)]
    return _structs(table, there).take(pa.array(indices, pa.int64()))


def _lists(table: str, records: Sequence[Sequence[Any]]) -> pa.Array:
    if table in _FACTS:
        records = [sorted(facts, key=_POSITION) for facts in records]
    offsets = pa.array(list(accumulate(map(len, records), initial=0)), pa.int32())
    return pa.ListArray.from_arrays(offsets, _structs(table, list(chain.from_iterable(records))))


def _structs(table: str, records: Sequence[object]) -> pa.Array:
    fields = list(_struct(table))
    values = attrgetter(*(field.name for field in fields))
    columns = zip(*map(values, records), strict=True) if records else ((),) * len(fields)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)]
    return pa.StructArray.from_arrays(arrays, fields=fields)


def _chunked(column: pa.Array | pa.ChunkedArray) -> pa.ChunkedArray:
    return column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column], column.type)
