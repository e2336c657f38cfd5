"""``dxextract knowledge``: the knowledge itself, for use elsewhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dxextract.cli.config import own_knowledge
from dxextract.cli.errors import guarded

knowledge = typer.Typer(help="The knowledge itself, for use elsewhere.", no_args_is_help=True)


@knowledge.callback()
def _group() -> None:
    """Without this, a group of one command would be that command."""


class TableFormat(StrEnum):
    """How tables are written."""

    csv = "csv"
    parquet = "parquet"


@knowledge.command()
@guarded
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder for the tables; it is made.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace tables that are there already.")] = False,
    format_: Annotated[TableFormat, typer.Option("--format", help="csv or parquet.")] = TableFormat.csv,
    own: Annotated[
        Path | None,
        typer.Option("--knowledge", metavar="DIR", help="Your own knowledge, which adds to the packaged one."),
    ] = None,
) -> None:
    """Write the knowledge as tables: indicators, indices, document types, units, places, rules, cues."""
    import csv

    from dxextract.errors import OutputError
    from dxextract.knowledge.check import Book
    from dxextract.knowledge.export import tables
    from dxextract.knowledge.load import load_knowledge
    from dxextract.knowledge.sources import find_sources

    own = own_knowledge(own)
    if own is not None:
        load_knowledge(own)  # raises what is wrong with it
    written = 0
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, rows in tables(Book(find_sources(own))):
            path = out / f"{name}.{format_}"
            if path.exists() and not overwrite:
                raise OutputError(f"{path}: it is there already; choose another folder or add --overwrite")
            if format_ is TableFormat.parquet:
                import pyarrow as pa
                import pyarrow.parquet as pq

                pq.write_table(pa.Table.from_pylist(rows), path)
            else:
                # The mark at the start tells spreadsheets that the file is UTF-8.
                with path.open("w", encoding="utf-8-sig", newline="") as lines:
                    writer = csv.DictWriter(lines, list(dict.fromkeys(column for row in rows for column in row)))
                    writer.writeheader()
                    writer.writerows(rows)
            written += 1
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from error
    typer.echo(f"{written} tables → {out}")
