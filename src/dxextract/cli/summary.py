"""``dxextract summary``: what a dataset holds, for people who see one for the first time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dxextract.cli.console import console as open_console
from dxextract.cli.errors import printable

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console
    from rich.text import Text

    from dxextract.records.load import Dataset

_UNKNOWN = "–"
Row = Mapping[str, Any]
Lines = tuple[str, str]


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
    chosen = _chosen(data.metrics, place, indicator)
    _show_facts(console, chosen, "metrics", "indicator_id", limit, ("Value", "Indicator"), _metric)
    if indicator is None:
        chosen = _chosen(data.rankings, place)
        _show_facts(console, chosen, "rankings", "index_id", limit, ("Position", "Index"), _ranking)
        chosen = _chosen(data.references, place)
        _show_facts(console, chosen, "references", "ref_id", limit, ("Document", "Issued"), _reference)


def _show_tables(console: Console, data: Dataset, path: Path) -> None:
    from rich.table import Table

    from dxextract.records.describe import MEANINGS

    state = "" if data.manifest.get("complete", True) else ", interrupted: inputs are missing"
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


def _show_facts(
    console: Console,
    facts: pa.Table,
    name: str,
    key: str,
    limit: int,
    headings: Lines,
    words: Callable[[Row], Lines],
) -> None:
    """A sample of facts, two lines each, spread evenly over the dataset; those whose ``key`` is known come first."""
    import pyarrow.compute as pc
    from rich import box
    from rich.table import Table

    total = facts.num_rows
    if not total:
        console.print(f"\nno {name}")
    shown = min(limit, total)
    if not shown:
        return
    which = name if shown == total else f"{shown} of {total} {name}"
    known = facts.filter(pc.is_valid(facts[key]))
    sample = known if known.num_rows >= shown else facts
    rows = sample.take([i * sample.num_rows // shown for i in range(shown)])
    table = Table(
        title=f"\n{which}", title_justify="left", title_style="bold", box=box.HORIZONTALS, show_lines=True, expand=True
    )
    table.add_column("\n".join(headings), ratio=32)
    dated = name != "references"  # a document is no state of affairs somewhere at some time
    if dated:
        table.add_column("Place\nPeriod, status", ratio=26)
    table.add_column("In the text", ratio=42)
    for fact in rows.to_pylist():
        where = [_two_lines(_where_and_when(fact))] if dated else []
        table.add_row(_two_lines(words(fact)), *where, _quoted(fact))
    console.print(table)


def _metric(fact: Row) -> Lines:
    from dxextract.cli.wording import quantity

    return quantity(fact), _name(fact["indicator_id"], fact["indicator_text"])


def _ranking(fact: Row) -> Lines:
    from dxextract.cli.wording import position

    return position(fact), _name(fact["index_id"], fact["index_text"])


def _reference(fact: Row) -> Lines:
    from dxextract.cli.wording import document

    issue = ", ".join(filter(None, (fact["issue_date"], fact["issuer"])))
    return document(fact), printable(issue) or _UNKNOWN


def _name(known: str | None, written: str | None) -> str:
    """What something is called: its name in the gazetteer, else the words of the text in quotation marks."""
    if known:
        return _names().get(known, known)
    return f"“{printable(written)}”" if written else _UNKNOWN


@cache
def _names() -> dict[str, str]:
    """The English names of indicators and indices by id, from the packaged gazetteer.

    Empty when it cannot be used: a dataset can be looked at without it.
    """
    from dxextract.errors import KnowledgeError
    from dxextract.knowledge.files import read_entries
    from dxextract.knowledge.indicators import IndicatorEntry
    from dxextract.knowledge.rankings import IndexEntry
    from dxextract.knowledge.sources import find_sources

    try:
        gazetteer = find_sources().gazetteer
        indices = {entry.id: entry.name.en for entry in read_entries(gazetteer / "indices.yaml", IndexEntry)}
        return indices | {e.id: e.name.en for e in read_entries(gazetteer / "indicators.yaml", IndicatorEntry)}
    except KnowledgeError:
        return {}


def _where_and_when(fact: Row) -> Lines:
    from dxextract.cli.wording import period

    published = fact["period_basis"] == "published"
    when = f"published {fact['period_end']}" if published else period(fact["period_start"], fact["period_end"])
    return fact["place_name"] or _UNKNOWN, ", ".join(filter(None, (when, fact["status"])))


def _two_lines(lines: Lines) -> Text:
    from rich.text import Text

    return Text.assemble((lines[0], "bold"), "\n", lines[1])


def _quoted(fact: Row) -> Text:
    from rich.text import Text

    from dxextract.cli.wording import excerpt

    before, raw, after = excerpt(fact)
    return Text.assemble(before, (f"[{raw}]", "bold cyan"), after)
