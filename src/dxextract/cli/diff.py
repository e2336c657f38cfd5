"""``dxextract diff``: what changed between two results, record by record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A dataset's folder or a file of JSON lines.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Likewise.")],
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="COLUMN", help="A column whose changes do not count; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one change a line as JSON.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if there is a difference.")] = False,
) -> None:
    """Compare two results record by record: gained, lost, and changed fields (old → new).

    Records are the same when their ids are: both results must name their inputs alike.
    """
    from dxextract.evaluation import report
    from dxextract.evaluation.diff import diff as compare
    from dxextract.evaluation.diff import read_result

    changes = compare(read_result(old), read_result(new), ignore=ignore or ())
    lines = (json.dumps(change.as_json(), ensure_ascii=False) for change in changes)
    for line in lines if as_json else report.differences(changes):
        typer.echo(line)
    if exit_code and changes:
        raise typer.Exit(1)
