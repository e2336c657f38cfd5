"""``dxextract summary``: what a dataset holds, for people who see one for the first time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxextract.cli.console import console as open_console
from dxextract.cli.fact_table import fact_table
from dxextract.cli.wording import INCOMPLETE, counted

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

    from dxextract.records.load import Dataset


def summary(
    dataset: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `dxextract extract -o` wrote.")],
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="How many facts of each kind to show.")] = 8,
    place: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only facts about places with this in their name; case and marks are free."),
    ] = None,
    indicator: Annotated[
        str | None, typer.Option(metavar="ID", help="Only metrics of this indicator, and no other facts.")
    ] = None,
) -> None:
    """Show what a dataset holds: its tables, and a sample of its facts with the words they come from."""
    from dxextract.records.load import load

    data = load(dataset)
    console = open_console()
    _show_tables(console, data, dataset)
    tables = {"metrics": (data.metrics, "indicator_id")}
    if indicator is None:
        tables |= {"rankings": (data.rankings, "index_id"), "references": (data.references, "ref_id")}
    for name, (facts, key) in tables.items():
        _show_facts(console, _chosen(facts, place, indicator), name, key, limit)
    if indicator is not None and not _chosen(data.metrics, None, indicator).num_rows:
        console.print(f"the dataset has none of {indicator!r}; `dxextract lookup indicator` finds ids")
    if place is not None and not any(_chosen(facts, place).num_rows for facts, _ in tables.values()):
        console.print(f"no place of these facts has {place!r} in its name; `dxextract lookup place` finds names")


def _show_tables(console: Console, data: Dataset, path: Path) -> None:
    from rich.table import Table

    from dxextract.records.describe import MEANINGS

    state = "" if data.manifest.get("complete", True) else f", {INCOMPLETE}"
    table = Table(title=f"{path}{state}", title_justify="left", title_style="bold")
    table.add_column("Table")
    table.add_column("Rows", justify="right")
    table.add_column("What a row is")
    for name, rows in data.tables.items():
        if name == "findings" and not rows.num_rows:
            continue
        table.add_row(name, f"{rows.num_rows}", MEANINGS[name])
    console.print(table)


def _chosen(table: pa.Table, place: str | None, indicator: str | None = None) -> pa.Table:
    """The rows about the place and the indicator; None means any."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from dxextract.text import strip_marks

    if place is not None:
        wanted = strip_marks(place)
        names = [name for name in table["place_name"].unique().to_pylist() if name and wanted in strip_marks(name)]
        table = table.filter(pc.is_in(table["place_name"], pa.array(names, pa.string())))
    if indicator is not None:
        table = table.filter(pc.equal(table["indicator_id"], indicator))
    return table


def _show_facts(console: Console, facts: pa.Table, name: str, key: str, limit: int) -> None:
    """A sample of facts, two lines each, spread evenly over the dataset; those whose ``key`` is known come first."""
    import pyarrow.compute as pc

    total = facts.num_rows
    if not total:
        console.print(f"\nno {name}")
    shown = min(limit, total)
    if not shown:
        return
    which = counted(total, name[:-1]) if shown == total else f"{shown} of {counted(total, name[:-1])}"
    known = facts.filter(pc.is_valid(facts[key]))
    sample = known if known.num_rows >= shown else facts
    rows = sample.take([i * sample.num_rows // shown for i in range(shown)])
    console.print(fact_table(name, rows.to_pylist(), title=f"\n{which}"))
