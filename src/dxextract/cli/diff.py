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

    A fact that an edit of the text only moved is the same. Inputs are the same when they are named alike; if none is,
    those with the same text or file name are compared.
    """
    from dxextract.cli.errors import say
    from dxextract.evaluation import report
    from dxextract.evaluation.diff import counterparts, read_result
    from dxextract.evaluation.diff import diff as compare

    before, after = read_result(old), read_result(new)
    changes = compare(before, after, ignore=ignore or ())
    if (same := counterparts(before, after)) is not None:
        how = f"{len(same)} compared by their text or file name" if same else "extract both from the same folder"
        say(f"{old} and {new} share no source: {how}")
    lines = (json.dumps(change.as_json(), ensure_ascii=False) for change in changes)
    for line in lines if as_json else report.differences(changes):
        typer.echo(line)
    if exit_code and changes:
        raise typer.Exit(1)
