"""``dxextract schema``: what the tables of a dataset hold."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class SchemaFormat(StrEnum):
    """How the schema is printed."""

    text = "text"
    json = "json"
    markdown = "markdown"


def schema(
    tables: Annotated[
        list[str] | None, typer.Argument(metavar="[TABLE]...", help="Only these tables.", show_default=False)
    ] = None,
    format_: Annotated[
        SchemaFormat,
        typer.Option("--format", help="text: for people. json: for programs. markdown: as in docs/records.md."),
    ] = SchemaFormat.text,
) -> None:
    """Show the tables that a dataset has: columns, types, meanings and the values of enumerations."""
    import json

    from dxextract.errors import UsageError
    from dxextract.records.describe import page, tables_as_data
    from dxextract.records.schema import SCHEMAS

    if unknown := [name for name in tables or () if name not in SCHEMAS]:
        raise UsageError(f"there is no table {unknown[0]}; the tables are: {', '.join(SCHEMAS)}")
    chosen = [name for name in SCHEMAS if not tables or name in tables]
    if format_ is SchemaFormat.json:
        typer.echo(json.dumps(tables_as_data(chosen), ensure_ascii=False, indent=2))
    elif format_ is SchemaFormat.markdown:
        typer.echo(page(chosen))
    else:
        _show(chosen)


def _show(names: list[str]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from dxextract.cli.console import console
    from dxextract.records.columns import values
    from dxextract.records.describe import MEANINGS, description
    from dxextract.records.schema import SCHEMAS

    out = console()
    for name in names:
        table = Table(
            title=f"\n{name}: {MEANINGS[name]}",
            title_justify="left",
            title_style="bold",
            box=box.HORIZONTALS,
            expand=True,
        )
        table.add_column("Column", no_wrap=True)
        table.add_column("Type", no_wrap=True)
        table.add_column("Meaning", ratio=1)
        for column in SCHEMAS[name]:
            meaning = Text(description(column))
            for value, said in values(column).items():
                meaning.append(f"\n{value}", "bold").append(f"  {said.replace('`', '')}")
            optional = " or null" if column.nullable else ""
            table.add_row(column.name, f"{str(column.type).removesuffix('[day]')}{optional}", meaning)
        out.print(table)
