"""The command ``dxextract``. A module a command; what a command needs is imported when it runs."""

from __future__ import annotations

import logging
import signal
import sys
from typing import Annotated

import typer

from dxextract import __version__
from dxextract.cli.annotate import annotate
from dxextract.cli.check import check
from dxextract.cli.diff import diff
from dxextract.cli.errors import DEBUG, DONE, finish, guarded
from dxextract.cli.evaluate import evaluate
from dxextract.cli.explain import explain
from dxextract.cli.export import export
from dxextract.cli.extract import extract
from dxextract.cli.knowledge import knowledge
from dxextract.cli.lookup import lookup
from dxextract.cli.panel import panel
from dxextract.cli.references import references
from dxextract.cli.report import report
from dxextract.cli.schema import schema
from dxextract.cli.show import show
from dxextract.cli.streams import prepare
from dxextract.cli.summary import summary
from dxextract.errors import UsageError

app = typer.Typer(
    name="dxextract",
    help="Extract facts from Vietnamese public-sector news: metrics, rankings and references, with exact offsets.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
COMMANDS = (
    extract,
    show,
    explain,
    summary,
    references,
    panel,
    report,
    export,
    evaluate,
    diff,
    check,
    lookup,
    schema,
)
for command in COMMANDS:
    app.command()(guarded(command))
app.add_typer(annotate, name="annotate")
app.add_typer(knowledge, name="knowledge")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dxextract {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of every unexpected error.")] = False,
) -> None:
    if debug:
        DEBUG.set(True)
        logging.basicConfig(format="%(name)s: %(message)s")
        logging.getLogger("dxextract").setLevel(logging.DEBUG)


def main() -> None:
    """Run the command of ``sys.argv`` and exit with its code."""
    prepare()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end, as Ctrl-C does
    code = DONE
    try:
        _call()
    except typer.Exit as ending:
        code = ending.exit_code
    except SystemExit:  # how rich and typer end when the reader of what they print has gone
        code = DONE
    sys.exit(finish(code))


@guarded
def _call() -> None:
    if any(not argument or (argument.startswith("--") and argument.endswith("=")) for argument in sys.argv[1:]):
        # Path("") is the current folder: an unset variable of a script must not mean that.
        raise UsageError("an argument is empty; the current folder is written as .")
    raise typer.Exit(app(prog_name="dxextract", standalone_mode=False) or DONE)
