"""``dxextract extract``: articles in, tables or JSON lines out."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxextract.cli.config import config
from dxextract.cli.errors import INTERRUPTED, SOME_REJECTED, say
from dxextract.cli.options import day
from dxextract.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxextract.cli.progress import RunProgress
    from dxextract.extractor import Extractor
    from dxextract.readers.inputs import Input
    from dxextract.readers.options import ReadOptions
    from dxextract.records.model import Reject
    from dxextract.runner.look import Outlook
    from dxextract.runner.run import Settings, Summary


class Format(StrEnum):
    """What is written."""

    parquet = "parquet"
    jsonl = "jsonl"


class Engine(StrEnum):
    """What runs the extraction."""

    local = "local"
    spark = "spark"


def extract(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, or - for standard input.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="OUT", help="Folder of the dataset to write, or to bring up to date."),
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
    fields: Annotated[
        str | None,
        typer.Option("--map", metavar="NAME=FIELD,...", help="Which field of a record holds what: text=body,date=pub."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Take the first N articles only, for a try.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes; by default as many as the work is worth."),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(
            min=0, metavar="SECONDS", help="An article that takes longer is rejected (120); 0: it may take any time."
        ),
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(help="local: processes of this machine. spark: Apache Spark; reads Parquet and JSON Lines."),
    ] = Engine.local,
    master: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Spark's master, such as local[4]; by default what Spark is configured for, or local."
        ),
    ] = None,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what timed out or crashed before.")] = False,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Do everything again; what OUT holds is replaced at the end."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be read, and what of it is new or changed.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, no closing line.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="A line for every article.")] = False,
) -> None:
    """Extract metrics, rankings and references from articles.

    A dataset that OUT holds is brought up to date: what is new or changed is extracted, what is gone is removed.
    A run that was broken off goes on where it was.

    An input that cannot be read is named on standard error and listed in rejects; the command then ends with 3, and
    the others are in OUT all the same. Where no input is there at all, it ends with 2 and writes nothing.
    """
    if format_ is Format.parquet and out is None and not dry_run:
        raise UsageError("where to? add -o OUT for Parquet tables, or --format jsonl for standard output")
    if format_ is Format.jsonl and out is not None:
        raise UsageError("--format jsonl writes to standard output: redirect it with > instead of -o")
    if quiet and verbose:
        raise UsageError("--quiet or --verbose, not both")
    if engine is Engine.spark:
        unfit = {
            "--format jsonl": out is None,
            "--dry-run": dry_run,
            "--limit": limit,
            "--jobs": jobs,
            "--verbose": verbose,
        }
        if given := [name for name, value in unfit.items() if value]:
            raise UsageError(f"--engine spark writes a dataset and knows no {given[0]}; leave it out")
    elif master is not None:
        raise UsageError("--master is Spark's: add --engine spark")

    from dxextract.readers.inputs import check_any, expand
    from dxextract.readers.options import ReadOptions, parse_map
    from dxextract.runner.run import TIMEOUT, Settings

    configured = config()
    seconds = next(value for value in (timeout, configured.timeout, TIMEOUT) if value is not None)
    settings = Settings(jobs=jobs or configured.jobs, timeout=seconds or None, limit=limit, retry=retry)
    options = ReadOptions(published=published, fields={**configured.map, **(parse_map(fields) if fields else {})})
    own = knowledge or configured.knowledge
    if engine is Engine.spark and out is not None:
        _write_on_spark(inputs, own, options, settings, out, master=master, anew=overwrite, quiet=quiet)
        return
    items = expand(inputs)
    check_any(items)
    call = _Call(items, own, options, settings, quiet=quiet, verbose=verbose)
    if dry_run:
        call.show(out)
    elif out is None:
        call.print_lines()
    else:
        call.write(out, anew=overwrite)


class _Call:
    """What one call of the command was asked for."""

    def __init__(
        self,
        items: list[Input | Reject],
        knowledge: Path | None,
        options: ReadOptions,
        settings: Settings,
        *,
        quiet: bool,
        verbose: bool,
    ) -> None:
        self._items = items
        self._knowledge = knowledge
        self._options = options
        self._settings = settings
        self._quiet = quiet
        self._verbose = verbose

    def show(self, out: Path | None) -> None:
        """Say what a run would do."""
        from dxextract.knowledge.sources import find_sources
        from dxextract.runner.look import look
        from dxextract.runner.run import made_by

        made = made_by(find_sources(self._knowledge).content_hash(), self._options)
        outlook = look(self._items, self._options, out=out, made=made, limit=self._settings.limit)
        for line in _outlook(outlook, out):
            typer.echo(line)

    def print_lines(self) -> None:
        """Extract to standard output."""
        from dxextract.runner.run import extract_lines

        extractor = self._extractor()
        with self._progress() as progress:
            summary = extract_lines(
                self._items,
                extractor,
                sys.stdout.buffer,
                options=self._options,
                settings=self._settings,
                watch=progress,
            )
        _close(summary, None, quiet=self._quiet)

    def write(self, out: Path, *, anew: bool) -> None:
        """Extract to a dataset."""
        from dxextract.records.write import DatasetWriter, check_target
        from dxextract.runner.dataset import extract_dataset
        from dxextract.runner.look import check_inputs, made_otherwise
        from dxextract.runner.run import made_by

        check_target(out)  # before the models are loaded, not after
        if not anew:
            check_inputs(self._items, out, limit=self._settings.limit)
        extractor = self._extractor()
        made = made_by(extractor.knowledge_hash, self._options)
        if (otherwise := made_otherwise(out, made)) and not self._quiet:
            say(_again(out, otherwise))
        with DatasetWriter(out, made, anew=anew) as writer, self._progress() as progress:
            summary = extract_dataset(
                self._items,
                extractor,
                writer,
                options=self._options,
                settings=self._settings,
                watch=progress,
            )
        _close(summary, out, quiet=self._quiet)

    def _extractor(self) -> Extractor:
        from dxextract.runner.pool import start
        from dxextract.runner.run import processes

        if processes(self._items, self._settings) > 1:
            start()  # it loads what workers need while this process loads the knowledge
        from dxextract.extractor import Extractor

        return Extractor(self._knowledge)

    def _progress(self) -> RunProgress:
        from dxextract.cli.progress import RunProgress
        from dxextract.runner.run import size_of

        return RunProgress(sum(map(size_of, self._items)), quiet=self._quiet, verbose=self._verbose)


def _write_on_spark(
    inputs: list[str],
    knowledge: Path | None,
    options: ReadOptions,
    settings: Settings,
    out: Path,
    *,
    master: str | None,
    anew: bool,
    quiet: bool,
) -> None:
    """Extract to a dataset on Spark."""
    from dxextract.cli.progress import RunProgress
    from dxextract.records.write import check_target
    from dxextract.runner.look import made_otherwise
    from dxextract.runner.run import made_by
    from dxextract.spark.dataset import extract_dataset
    from dxextract.spark.recipe import make_recipe
    from dxextract.spark.session import session

    check_target(out)
    recipe = make_recipe(knowledge, options, timeout=settings.timeout)
    if (otherwise := made_otherwise(out, made_by(recipe.knowledge_hash, options))) and not quiet:
        say(_again(out, otherwise))
    watch = RunProgress(0, quiet=True)  # Spark draws a bar of its own
    with session(master, bar=sys.stderr.isatty() and not quiet) as spark:
        summary = extract_dataset(spark, inputs, out, recipe, settings=settings, anew=anew, watch=watch)
    _close(summary, out, quiet=quiet)


def _close(summary: Summary, out: Path | None, *, quiet: bool) -> None:
    """Say what came of it, and exit with the code that tells so."""
    from dxextract.cli.progress import facts
    from dxextract.cli.wording import counted

    if summary.interrupted:
        left = f"; {out} is as it was" if not summary.shown else ""
        again = "; the same command goes on from here" if out is not None else ""
        say(f"interrupted after {counted(summary.new.inputs, 'input')}{left}{again}")
    if summary.shown and not quiet:
        tally = summary.tally
        counts = f"{counted(tally.articles, 'article')}, {facts(tally)}, {tally.rejects} rejected"
        kept = tally.inputs - summary.new.inputs
        changes = [
            *([f"{kept} unchanged"] if kept else []),
            *([f"{summary.removed} removed"] if summary.removed else []),
            *([f"{counted(summary.damaged, 'damaged block')} made again"] if summary.damaged else []),
            *(["the rest left out by --limit"] if summary.limited else []),
        ]
        say(counts + (f" ({', '.join(changes)})" if changes else "") + (f" → {out}" if out is not None else ""))
    if summary.interrupted:
        raise typer.Exit(INTERRUPTED)
    if summary.tally.rejects:
        raise typer.Exit(SOME_REJECTED)


def _again(out: Path, otherwise: str) -> str:
    return f"{out} was made with {otherwise}: everything is extracted again"


def _outlook(outlook: Outlook, out: Path | None) -> Iterator[str]:
    from dxextract.cli.wording import counted

    total = outlook.formats.total()
    formats = ", ".join(f"{count} {name}" for name, count in sorted(outlook.formats.items()))
    yield f"{counted(total, 'record')} to read" + (f": {formats}" if formats else "")
    for reject in outlook.unreadable:
        yield f"cannot be read: {reject.source}: {reject.detail}"
    if out is None:
        return
    if outlook.otherwise:
        yield f"{out} was made with {outlook.otherwise}: everything would be extracted again"
    state = f"{outlook.new} new, {outlook.changed} changed, {outlook.unchanged} unchanged, {outlook.gone} gone"
    yield f"compared with {out}: {state}"
