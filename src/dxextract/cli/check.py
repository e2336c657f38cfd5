"""``dxextract check``: is the knowledge sound, and does every example do what it says?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxextract.cli.config import own_knowledge


def check(
    knowledge: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own knowledge, checked together with what it adds to.")
    ] = None,
) -> None:
    """Load, validate and prove the knowledge: prints every fault as file:line: field: message.

    Exits with 1 if there is a fault.
    """
    from dxextract.cli.errors import FAILED, printable
    from dxextract.proof import check as prove
    from dxextract.tokenizer.words import is_fast

    report = prove(own_knowledge(knowledge))
    for fault in report.faults:
        typer.echo(printable(str(fault)))
    if report.faults:
        typer.echo(f"{len(report.faults)} fault{'s' * (len(report.faults) > 1)}", err=True)
        raise typer.Exit(FAILED)
    if not is_fast():
        typer.echo("Words are cut by underthesea's own, slower tagger: its model is not the one of version 9.5.")
    typer.echo(f"The knowledge is sound: {report.entries} entries, {report.examples} examples hold.")
