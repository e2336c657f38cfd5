"""``dxextract references``: the documents that a dataset cites."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dxextract.citations import CitedDocument

_UNKNOWN = "–"


class _Format(StrEnum):
    table = "table"
    csv = "csv"
    jsonl = "jsonl"


def references(
    dataset: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `dxextract extract -o` wrote.")],
    format: Annotated[
        _Format, typer.Option(help="A table to read, or one document a row with all columns.")
    ] = _Format.table,
    limit: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Only the N documents that most articles cite.")
    ] = None,
    graph: Annotated[
        Path | None,
        typer.Option(metavar="FILE.graphml", help="Also write the graph of articles and documents, as GraphML."),
    ] = None,
) -> None:
    """List the documents that a dataset cites: how often, in how many articles, first and last mention.

    Documents are sorted by the number of articles. Days are days of publication.
    """
    from dxextract.citations import cited_documents, columns, write_graph
    from dxextract.records.load import load

    data = load(dataset)
    articles = data.articles.select(["input_id", "source", "title", "published"]).to_pylist()
    documents = cited_documents(data.references.to_pylist(), articles)[:limit]
    if graph is not None:
        write_graph(documents, graph)
    if format is _Format.table:
        _show(documents)
        return
    rows = list(map(columns, documents))
    if format is _Format.jsonl:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
    elif rows:
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, "sources": "; ".join(row["sources"])} for row in rows)


def _show(documents: Sequence[CitedDocument]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from dxextract.cli.console import console
    from dxextract.cli.errors import printable

    if not documents:
        typer.echo("no references")
        return
    table = Table(box=box.HORIZONTALS, expand=True)
    table.add_column("Document\nIts id", ratio=34)
    table.add_column("Title", ratio=40)
    table.add_column("Articles\nMentions", justify="right", no_wrap=True)
    table.add_column("First\nlast", no_wrap=True)
    for document in documents:
        table.add_row(
            Text.assemble((printable(document.name), "bold"), "\n", document.document_id or _UNKNOWN),
            printable(document.title or _UNKNOWN),
            f"{len(document.articles)}\n{document.mentions}",
            f"{document.first or _UNKNOWN}\n{document.last or _UNKNOWN}",
        )
    console().print(table)
