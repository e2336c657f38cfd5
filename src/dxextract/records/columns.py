"""How the columns of a table are written down: a name, a type, a meaning, and the values where these are few."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyarrow as pa

STRING = pa.string()
STRINGS = pa.list_(pa.string())
INT = pa.int32()
SHARE = pa.float32()
NUMBER = pa.float64()
DAY = pa.date32()
BOOL = pa.bool_()


def column(name: str, type_: pa.DataType, meaning: str) -> pa.Field:
    """A column without nulls."""
    return pa.field(name, type_, nullable=False, metadata={"description": meaning})


def optional(name: str, type_: pa.DataType, meaning: str) -> pa.Field:
    """A column that may be null."""
    return column(name, type_, meaning).with_nullable(True)


def choice(name: str, meaning: str, known: Mapping[str, str]) -> pa.Field:
    """A column of strings without nulls that has few values, each with its meaning."""
    said = {"description": meaning, "values": json.dumps(known, ensure_ascii=False)}
    return pa.field(name, STRING, nullable=False, metadata=said)


def values(of: pa.Field) -> dict[str, str]:
    """The values of a column that has few, with the meaning of each; empty for another column."""
    known: dict[str, str] = json.loads((of.metadata or {}).get(b"values", b"{}"))
    return known
