"""The knowledge as flat tables, for people who look at it in a spreadsheet or a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from dxextract.knowledge.check import LISTS, TABLES, Book
from dxextract.knowledge.place_tables import PLACE_TABLES

Rows = list[dict[str, str]]


def tables(book: Book) -> Iterator[tuple[str, Rows]]:
    """All tables with their names.

    A list of entries is a table with a row for each, and lists in it are joined by semicolons. A table of lists
    (``cues.yaml``) is a table with a row for each value: ``key``, ``entry``, ``field`` and ``value``. Places are the
    three tables that they are written in. Every table has ``file``, where its knowledge is written.
    """
    for file, model in LISTS.items():
        columns = [*model.model_fields] if file != "patterns/abbreviations.yaml" else ["abbreviation"]
        rows = [
            {column: _flat(_value(item.entry, column)) for column in columns} | {"file": file}
            for item in book.items(file)
        ]
        yield file.split("/")[1].removesuffix(".yaml"), rows
    for file in TABLES:
        entry = book.table(file).entry
        rows = [row | {"file": file} for key in type(entry).model_fields for row in _values(key, getattr(entry, key))]
        yield file.split("/")[1].removesuffix(".yaml"), rows
    for name, *_ in PLACE_TABLES:
        rows = [row.values | {"file": f"gazetteer/{name}"} for row in book.rows(name)]
        yield name.removesuffix(".csv"), rows


def _value(entry: Any, column: str) -> Any:
    return entry.root if column == "abbreviation" else getattr(entry, column)


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ";".join(map(_flat, value))
    if isinstance(value, BaseModel):
        return ";".join(f"{key}={_flat(part)}" for key, part in value.model_dump().items())
    if isinstance(value, dict):
        return ";".join(f"{key}={_flat(part)}" for key, part in value.items())
    return str(value)


def _values(key: str, value: Any) -> Iterator[dict[str, str]]:
    """A row for each value under a key of a mapping."""
    if isinstance(value, tuple) and any(isinstance(part, BaseModel) for part in value):
        for number, entry in enumerate(value):
            name = getattr(entry, "id", None) or str(number)
            for field in type(entry).model_fields:
                for row in _values(field, getattr(entry, field)):
                    yield {"key": key, "entry": name, "field": field, "value": row["value"]}
    elif isinstance(value, BaseModel):
        for field in type(value).model_fields:
            yield from (row | {"key": key, "field": field} for row in _values(field, getattr(value, field)))
    elif isinstance(value, dict):
        for field, part in value.items():
            yield from (row | {"key": key, "field": str(field)} for row in _values(key, part))
    else:
        for part in value if isinstance(value, tuple) else (value,):
            yield {"key": key, "entry": "", "field": "", "value": _flat(part)}
