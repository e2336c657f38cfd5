"""``dxextract panel``: what all articles of a dataset say of a place, an indicator and a period, joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dxextract.cli.config import own_knowledge
from dxextract.cli.errors import printable, say
from dxextract.cli.wording import counted

if TYPE_CHECKING:
    from rich.console import Console

    from dxextract.panels.build import Panel

_UNKNOWN = "–"
_RIVALS = ("conflicting", "revised", "mixed")

Row = Mapping[str, Any]


def panel(
    dataset: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `dxextract extract -o` wrote.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="File for the panel: FILE.parquet or FILE.csv."),
    ] = None,
    coverage: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="File for what is missing of which province: FILE.parquet or FILE.csv."),
    ] = None,
    place: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only places with this in their name, or of this id. May be repeated."),
    ] = None,
    indicator: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this indicator or index. May be repeated.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="SHARE", help="Leave out facts whose confidence is lower.")
    ] = 0.0,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="How many lines of a table to show.")] = 20,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that are there.")] = False,
    knowledge: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Your own knowledge, which adds to the packaged one."),
    ] = None,
) -> None:
    """Join the facts of all articles: a row for each place, indicator and period, rival values side by side.

    Without a file to write, it is shown: an overview, or with --place or --indicator the rows themselves.
    """
    from dxextract.panels.build import panel as build
    from dxextract.panels.write import check_targets, write_table

    check_targets([target for target in (out, coverage) if target is not None], overwrite=overwrite)
    made = build(
        dataset,
        knowledge=own_knowledge(knowledge),
        min_confidence=min_confidence,
        places=place or (),
        indicators=indicator or (),
    )
    if out is not None:
        write_table(made.rows, out)
    if coverage is not None:
        write_table(made.coverage, coverage)
    if out is None and coverage is None:
        _show(made, limit, chosen=bool(place or indicator))
    else:
        written = [f"{counted(len(made), 'row')} → {out}"] if out else []
        written += [f"{counted(made.coverage.num_rows, 'row')} of coverage → {coverage}"] if coverage else []
        say(", ".join(written))


def _show(made: Panel, limit: int, *, chosen: bool) -> None:
    from dxextract.cli.console import console

    names = (
        *("cell_id", "family", "indicator_id", "place_id", "place_name", "place_level", "scope", "status", "change"),
        *("unit", "per", "period_start", "period_end", "period_basis", "value", "value_high", "denominator"),
        *("comparator", "top", "delta", "agreement", "preferred", "preferred_because", "n_facts", "n_sources"),
    )
    rows = made.rows.select(list(names)).to_pylist()
    screen = console()
    screen.print(_counts(rows, made.left_out))
    if not rows:
        return
    if chosen:
        _show_rows(screen, "Values", rows, limit)
        return
    _show_indicators(screen, rows, limit)
    for agreement in _RIVALS:
        if rivals := [row for row in rows if row["agreement"] == agreement]:
            _show_rows(screen, agreement.capitalize(), rivals, limit)


def _counts(rows: list[Row], left_out: Mapping[str, int]) -> str:
    cells = Counter({row["cell_id"]: row["agreement"] for row in rows}.values())
    facts = sum(row["n_facts"] for row in rows if row["agreement"] != "computed")
    states = ", ".join(f"{number} {agreement}" for agreement, number in sorted(cells.items()))
    total = f"{counted(facts, 'fact')}, {counted(len(rows), 'row')} in {counted(cells.total(), 'cell')}"
    said = total + (f": {states}" if states else "")
    reasons = ", ".join(f"{number} with {reason}" for reason, number in sorted(left_out.items()))
    return f"{said}\nnot in the panel: {reasons}" if reasons else said


def _show_indicators(screen: Console, rows: Iterable[Row], limit: int) -> None:
    from rich import box
    from rich.table import Table

    by_indicator: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_indicator[row["indicator_id"]].append(row)
    order = sorted(by_indicator.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    table = Table(
        title=f"\nIndicators and indices{_share(limit, len(order))}",
        title_justify="left",
        title_style="bold",
        box=box.HORIZONTALS,
    )
    table.add_column("Indicator")
    for heading in ("Cells", "Provinces", "Other places", "Rivals"):
        table.add_column(heading, justify="right")
    table.add_column("Years", no_wrap=True)
    for indicator, members in order[:limit]:
        provinces = {row["place_id"] for row in members if row["place_level"] == "province"}
        others = {row["place_id"] for row in members} - provinces
        years = [row["period_end"].year for row in members if row["period_end"]]
        table.add_row(
            indicator,
            f"{len({row['cell_id'] for row in members})}",
            f"{len(provinces)}",
            f"{len(others)}",
            f"{sum(not row['preferred'] for row in members)}",
            f"{min(years)}–{max(years)}" if years else _UNKNOWN,
        )
    screen.print(table)


def _show_rows(screen: Console, title: str, rows: list[Row], limit: int) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from dxextract.cli.wording import period

    cells = len({row["cell_id"] for row in rows})
    table = Table(
        title=f"\n{title}: {counted(cells, 'cell')}, {counted(len(rows), 'row')}{_share(limit, len(rows))}",
        title_justify="left",
        title_style="bold",
        box=box.HORIZONTALS,
        expand=True,
    )
    for heading, ratio in (("Indicator\nPlace", 36), ("Period\nStatus", 24), ("Value", 22), ("Agreement", 18)):
        table.add_column(heading, ratio=ratio)
    table.add_column("Sources", justify="right")
    last = None
    for row in rows[:limit]:
        same, last = row["cell_id"] == last, row["cell_id"]
        when = period(row["period_start"], row["period_end"]) or _UNKNOWN
        basis = "published " if row["period_basis"] == "published" else ""
        name = printable(f"{row['place_name']} ({row['place_id']})")
        agreement = Text(row["agreement"])
        if row["preferred"] and row["preferred_because"] != "only":
            agreement = Text.assemble((row["agreement"], "bold"), f"\nby {row['preferred_because']}")
        table.add_row(
            Text("") if same else Text.assemble((row["indicator_id"], "bold"), "\n", name),
            Text("") if same else Text(f"{basis}{when}\n{row['status']}"),
            _value(row),
            agreement,
            f"{row['n_sources']}",
        )
    screen.print(table)


def _value(row: Row) -> str:
    from dxextract.cli.wording import position, quantity

    if row["family"] == "metric":
        return quantity({**row, "raw": ""})
    out_of = row["denominator"]
    return position({**row, "rank": int(row["value"]), "out_of": None if out_of is None else int(out_of)})


def _share(limit: int, total: int) -> str:
    return f" ({limit} of {total})" if total > limit else ""
