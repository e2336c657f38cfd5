"""The schema is the contract: the dataclasses' fields, in their order, with their types."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from types import NoneType
from typing import get_args, get_type_hints

import pyarrow as pa
import pytest

from dxextract.records import model
from dxextract.records.schema import SCHEMAS

RECORDS = {
    "articles": model.ArticleRecord,
    "metrics": model.Metric,
    "rankings": model.Ranking,
    "references": model.Reference,
    "findings": model.Finding,
    "rejects": model.Reject,
}
PYTHON_TYPES = {
    pa.string(): str,
    pa.int32(): int,
    pa.float32(): float,
    pa.float64(): float,
    pa.date32(): date,
    pa.bool_(): bool,
    pa.list_(pa.string()): tuple[str, ...],
}


def test_every_record_has_a_table() -> None:
    assert list(SCHEMAS) == list(RECORDS)


@pytest.mark.parametrize("name", RECORDS)
def test_columns_are_the_fields_of_the_record(name: str) -> None:
    assert SCHEMAS[name].names == [field.name for field in fields(RECORDS[name])]


@pytest.mark.parametrize("name", RECORDS)
def test_types_and_nulls_are_those_of_the_record(name: str) -> None:
    hints = get_type_hints(RECORDS[name])
    for column in SCHEMAS[name]:
        hint = hints[column.name]
        python = PYTHON_TYPES[column.type]
        assert hint in (python, python | None), column.name
        assert column.nullable == (NoneType in get_args(hint)), column.name


@pytest.mark.parametrize("name", RECORDS)
def test_every_column_says_what_it_means(name: str) -> None:
    for column in SCHEMAS[name]:
        meaning = column.metadata[b"description"].decode()
        assert meaning.endswith(".") and len(meaning) > 10, column.name


@pytest.mark.parametrize(
    ("name", "column", "type_"),
    [
        ("metrics", "value", pa.float64()),
        ("metrics", "confidence", pa.float32()),
        ("metrics", "indicator_score", pa.float32()),
        ("metrics", "start", pa.int32()),
        ("rankings", "top", pa.bool_()),
        ("references", "number", pa.string()),
        ("references", "year", pa.int32()),
        ("references", "issue_date", pa.string()),
        ("articles", "published", pa.date32()),
        ("articles", "repairs", pa.list_(pa.string())),
        ("findings", "fact_ids", pa.list_(pa.string())),
    ],
)
def test_types_that_a_hint_does_not_decide(name: str, column: str, type_: pa.DataType) -> None:
    assert SCHEMAS[name].field(column).type == type_
