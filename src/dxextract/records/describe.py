"""What a dataset says of itself, made from the schema: a page for people, a data package and Croissant for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

from dxextract import __version__
from dxextract.records.columns import values
from dxextract.records.schema import SCHEMAS

DATAPACKAGE = "datapackage.json"
CROISSANT = "croissant.json"

MEANINGS: Mapping[str, str] = {
    "articles": "the texts, with title, day of publication and main place",
    "metrics": "numbers that measure something",
    "rankings": "positions in an ordering",
    "references": "laws, decisions, plans and other named documents",
    "findings": "doubts about what was printed",
    "rejects": "inputs that gave no article, and why",
}
"""What a row of each table is."""

_KEYS = {
    "articles": "input_id",
    "metrics": "fact_id",
    "rankings": "fact_id",
    "references": "fact_id",
    "findings": "finding_id",
    "rejects": "input_id",
}
_TITLE = "Facts from Vietnamese public-sector news"
_DESCRIPTION = (
    "Metrics, rankings and references to documents, each with its exact characters in the article's text "
    "(start and end are code points, half-open: text[start:end] == raw)."
)
_TYPES = {
    pa.string(): ("string", "sc:Text"),
    pa.int32(): ("integer", "sc:Integer"),
    pa.float32(): ("number", "sc:Float"),
    pa.float64(): ("number", "sc:Float"),
    pa.date32(): ("date", "sc:Date"),
    pa.bool_(): ("boolean", "sc:Boolean"),
    pa.list_(pa.string()): ("array", "sc:Text"),
}


def description(column: pa.Field) -> str:
    """What a column means, in a sentence."""
    return str(column.metadata[b"description"].decode())


def datapackage(files: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """A Frictionless data package (version 2) of a dataset.

    Args:
        files: paths of the Parquet files of each table, relative to the dataset's folder. A table without any is left
            out: the format wants at least one.

    Returns:
        The content of ``datapackage.json``. An enumeration has its values as a constraint.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dxextract",
        "title": _TITLE,
        "description": _DESCRIPTION,
        "version": __version__,
        "resources": [_resource(name, list(files[name])) for name in SCHEMAS if files[name]],
    }


def _resource(name: str, paths: list[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": list(map(_field, SCHEMAS[name])), "primaryKey": _KEYS[name]}
    if name not in ("articles", "rejects"):
        link = {"fields": "input_id", "reference": {"resource": "articles", "fields": "input_id"}}
        schema["foreignKeys"] = [link]
    return {
        "name": name,
        "title": MEANINGS[name],
        "path": paths if len(paths) > 1 else paths[0],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: pa.Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if known := values(column):
        constraints["enum"] = list(known)
    field = {"name": column.name, "type": _TYPES[column.type][0], "description": description(column)}
    return field | ({"constraints": constraints} if constraints else {})


def croissant() -> dict[str, Any]:
    """Croissant metadata (version 1.0, JSON-LD) of a dataset.

    Returns:
        The content of ``croissant.json``: a file set and a record set for each table. It is the same for every dataset;
        hashes of the files are in ``manifest.json``.
    """
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "dxextract",
        "description": f"{_TITLE}. {_DESCRIPTION}",
        "version": __version__,
        "distribution": list(map(_file_set, SCHEMAS)),
        "recordSet": list(map(_record_set, SCHEMAS)),
    }


def _file_set(name: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": f"{name}-files",
        "name": f"{name}-files",
        "description": MEANINGS[name],
        "encodingFormat": "application/x-parquet",
        "includes": f"{name}/*.parquet",
    }


def _record_set(name: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": MEANINGS[name],
        "key": {"@id": f"{name}/{_KEYS[name]}"},
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{column.name}",
                "name": column.name,
                "description": description(column),
                "dataType": _TYPES[column.type][1],
                **({"repeated": True} if pa.types.is_list(column.type) else {}),
                "source": {"fileSet": {"@id": f"{name}-files"}, "extract": {"column": column.name}},
            }
            for column in SCHEMAS[name]
        ],
    }


# The terms of Croissant 1.0, as its specification lists them for the context of a file.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def tables_as_data(names: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The columns of tables as plain data: name, Arrow type, whether null is allowed, meaning, values."""
    return {name: [_as_data(column) for column in SCHEMAS[name]] for name in names}


def _as_data(column: pa.Field) -> dict[str, Any]:
    data = {"name": column.name, "type": str(column.type), "nullable": column.nullable}
    known = values(column)
    return data | {"description": description(column)} | ({"values": known} if known else {})


def page(names: Iterable[str] = tuple(SCHEMAS)) -> str:
    """Tables of the contract as Markdown: columns, types, nulls, meanings, enumerations."""
    return "\n".join(line for name in names for line in _section(name, SCHEMAS[name]))


def _section(name: str, schema: pa.Schema) -> Iterator[str]:
    yield from (f"### {name}", "", f"{MEANINGS[name].capitalize()}.", "", "| column | type | null | meaning |")
    yield "|---|---|---|---|"
    for column in schema:
        yield f"| `{column.name}` | {column.type} | {'yes' if column.nullable else ''} | {_meaning(column)} |"
    yield ""


def _meaning(column: pa.Field) -> str:
    known = "; ".join(f"`{value}`: {meaning}" for value, meaning in values(column).items())
    return f"{description(column)} {known}".strip()
