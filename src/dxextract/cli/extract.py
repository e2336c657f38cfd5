"""``dxextract extract``: articles in, tables or JSON lines out."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxextract.cli.config import own_knowledge
from dxextract.cli.errors import INTERRUPTED, SOME_REJECTED, say
from dxextract.cli.options import day
from dxextract.errors import UsageError

if TYPE_CHECKING:
    from dxextract.extractor import Extractor
    from dxextract.readers.inputs import Input
    from dxextract.records.model import Reject
    from dxextract.runner import Tally


class Format(StrEnum):
    """What is written."""

    parquet = "parquet"
    jsonl = "jsonl"


def extract(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Text files, folders of *.txt, or - for standard input.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="OUT", help="Folder of the dataset to write.")
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", help="parquet: a dataset in OUT. jsonl: one record a line on standard output.")
    ] = Format.parquet,
    knowledge: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder with your own patterns/ or gazetteer/, which adds to the packaged ones."
        ),
    ] = None,
    published: Annotated[
        date | None,
        typer.Option(parser=day, metavar="YYYY-MM-DD", help="Day of publication of all the inputs."),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the dataset that OUT already holds.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no closing line.")] = False,
) -> None:
    """Extract metrics, rankings and references from articles.

    An input that cannot be read is named on standard error and listed in rejects; the command then ends with 3.
    """
    if format_ is Format.parquet and out is None:
        raise UsageError("where to? add -o OUT for Parquet tables, or --format jsonl for standard output")
    if format_ is Format.jsonl and out is not None:
        raise UsageError("--format jsonl writes to standard output: redirect it with > instead of -o")

    from dxextract.readers.inputs import expand

    if out is not None:
        from dxextract.records.write import check_target

        check_target(out, overwrite=overwrite)  # before the models are loaded, not after
    items = expand(inputs)

    from dxextract.extractor import Extractor

    extractor = Extractor(knowledge=own_knowledge(knowledge))
    if out is None:
        tally, written = _to_stdout(items, extractor, published, quiet=quiet), True
    else:
        tally, written = _to_dataset(items, extractor, published, out, overwrite=overwrite, quiet=quiet)
    _close(tally, len(items), out, written=written, quiet=quiet)


def _to_stdout(items: list[Input | Reject], extractor: Extractor, published: date | None, *, quiet: bool) -> Tally:
    from dxextract.cli.progress import RunProgress
    from dxextract.records.jsonl import JsonlSink
    from dxextract.runner import run

    with RunProgress(len(items), quiet=quiet) as progress:
        return run(items, extractor, JsonlSink(sys.stdout.buffer), published=published, progress=progress)


def _to_dataset(
    items: list[Input | Reject],
    extractor: Extractor,
    published: date | None,
    out: Path,
    *,
    overwrite: bool,
    quiet: bool,
) -> tuple[Tally, bool]:
    """The numbers, and whether the dataset was put in its place.

    What an interrupted run has done is kept, unless it would replace a dataset: that one may be whole.
    """
    from dxextract.cli.progress import RunProgress
    from dxextract.records.write import DatasetWriter
    from dxextract.runner import run

    with DatasetWriter(out, knowledge_hash=extractor.knowledge_hash, overwrite=overwrite) as writer:
        with RunProgress(len(items), quiet=quiet) as progress:
            tally = run(items, extractor, writer, published=published, progress=progress)
        written = not tally.interrupted or (tally.inputs > 0 and not writer.replaces)
        if written:
            writer.commit(complete=not tally.interrupted)
    return tally, written


def _close(tally: Tally, total: int, out: Path | None, *, written: bool, quiet: bool) -> None:
    if tally.interrupted:
        kept = "" if written else f"; {out} is left as it was"
        say(f"interrupted, {total - tally.inputs} of {total} inputs are left undone{kept}")
    if written and not quiet:
        counts = [
            _number(tally.articles, "article"),
            _number(tally.metrics, "metric"),
            _number(tally.rankings, "ranking"),
            _number(tally.references, "reference"),
            *([_number(tally.findings, "finding")] if tally.findings else []),
            f"{tally.rejected} rejected",
        ]
        target = f" → {out}" if out is not None else ""
        say(f"{', '.join(counts)}{target}")
    if tally.interrupted:
        raise typer.Exit(INTERRUPTED)
    if tally.rejected:
        raise typer.Exit(SOME_REJECTED)


def _number(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count} {one}s"
