"""``dxextract export``: a dataset as CSV, an Excel workbook or JSON lines."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dxextract.cli.errors import say
from dxextract.cli.wording import INCOMPLETE
from dxextract.errors import UsageError

_STANDARD_OUTPUT = Path("-")


class ExportFormat(StrEnum):
    """What is written."""

    csv = "csv"
    xlsx = "xlsx"
    jsonl = "jsonl"


def export(
    dataset: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `dxextract extract -o` wrote.")],
    format_: Annotated[
        ExportFormat | None,
        typer.Option(
            "--format",
            help="csv: a file for each table, for spreadsheets. xlsx: one workbook, a sheet for each table. "
            "jsonl: one record a line, as `extract --format jsonl` prints them.",
            show_default="what the name of TARGET ends with",
        ),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option(
            "--target",
            "-o",
            metavar="TARGET",
            help="File to write; for several tables as csv, a folder. - is standard output (csv of one table, jsonl).",
            show_default="beside OUT, named after it",
        ),
    ] = None,
    tables: Annotated[
        list[str] | None,
        typer.Option("--table", metavar="NAME", help="Only this table. May be repeated.", show_default="all of them"),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that are there.")] = False,
) -> None:
    """Write the tables of a dataset for other programs.

    In CSV, a text that a spreadsheet would take for a formula gets an apostrophe before it. Excel shows CSV as it is
    meant only where the computer's region separates by commas; elsewhere choose xlsx.
    """
    from dxextract.records.export import check_targets, csv_to, jsonl_to, write_csv, write_jsonl
    from dxextract.records.load import load
    from dxextract.records.schema import SCHEMAS

    if unknown := [name for name in tables or () if name not in SCHEMAS]:
        raise UsageError(f"there is no table {unknown[0]}; the tables are: {', '.join(SCHEMAS)}")
    names = [name for name in SCHEMAS if not tables or name in tables]
    format_ = _format(format_, target)
    several = format_ is ExportFormat.csv and len(names) > 1
    if several and target is not None and _ending(target):
        raise UsageError(f"{target} is one file, and each table is one as csv; name a folder, or one --table, or xlsx")
    if target == _STANDARD_OUTPUT:
        if format_ is ExportFormat.xlsx or several:
            what = "a workbook" if format_ is ExportFormat.xlsx else "several tables as csv"
            raise UsageError(f"{what} cannot go to standard output; name a target, or one table as csv, or jsonl")
        data = load(dataset)
        if format_ is ExportFormat.csv:
            csv_to(sys.stdout.buffer, data.tables[names[0]])
        else:
            jsonl_to(sys.stdout.buffer, data, names)
        return
    path = target if target is not None else _beside(dataset, names if tables else [], format_, several=several)
    files = {name: path / f"{name}.csv" for name in names} if several else dict.fromkeys(names, path)
    check_targets(list(files.values()), overwrite=overwrite)
    data = load(dataset)
    if several:
        _make_folder(path)
    notes: list[str] = []
    if format_ is ExportFormat.csv:
        write_csv(data, files)
    elif format_ is ExportFormat.jsonl:
        write_jsonl(data, path, names)
    else:
        from dxextract.records.spreadsheet import write_xlsx

        notes = write_xlsx(data, path, names)
    if not data.manifest.get("complete", True):
        notes.append(f"the dataset is {INCOMPLETE}")
    for note in notes:
        say(f"note: {note}")
    counts = ", ".join(f"{name}: {data.tables[name].num_rows}" for name in names)
    say(f"{counts} → {path}")


def _format(wanted: ExportFormat | None, target: Path | None) -> ExportFormat:
    """The format that is asked for, by its name or by that of the target."""
    ending = _ending(target) if target is not None else None
    chosen = wanted or ending
    if chosen is None:
        raise UsageError(f"in which format? add --format {'|'.join(ExportFormat)}, or -o FILE.xlsx")
    if ending not in (None, chosen):
        raise UsageError(f"{target} ends like {ending}, but --format says {chosen}; leave one of them out")
    return chosen


def _ending(target: Path) -> ExportFormat | None:
    ending = target.suffix.lower().removeprefix(".")
    return ExportFormat(ending) if ending in list(ExportFormat) else None


def _beside(dataset: Path, chosen: list[str], format_: ExportFormat, *, several: bool) -> Path:
    """``out.xlsx`` for the dataset ``out``, ``out-metrics.csv`` for one of its tables, ``out-csv`` for several."""
    name = "-".join([dataset.resolve().name, *chosen])
    return dataset.resolve().parent / (f"{name}-csv" if several else f"{name}.{format_}")


def _make_folder(path: Path) -> None:
    from dxextract.errors import OutputError

    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path} cannot be made: {error.strerror or error}") from error
