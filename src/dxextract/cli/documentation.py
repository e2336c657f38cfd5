"""The pages of ``docs/`` that are made from the code: ``python -m dxextract.cli.documentation`` (``make docs``).

``docs/cli.md`` is the help of every command. ``docs/records.md`` gets the columns of all tables between its markers,
``docs/panel.md`` those of the panel.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import typer.main

from dxextract.panels.schema import page as panel_page
from dxextract.records.describe import page as schema_page

_BEGIN, _END = "<!-- columns -->", "<!-- /columns -->"
_WIDTH = 100
_INTRODUCTION = """# The command line

Made by `make docs` from the help of the commands. Exit codes are in [records.md](records.md#exit-codes).
"""


def write(docs: Path) -> None:
    """Write the pages anew; the same code gives the same pages."""
    (docs / "cli.md").write_text(cli_page(), encoding="utf-8", newline="\n")
    for name, columns in (("records.md", schema_page()), ("panel.md", panel_page())):
        page = docs / name
        page.write_text(with_columns(page.read_text(encoding="utf-8"), columns), encoding="utf-8", newline="\n")


def with_columns(text: str, columns: str) -> str:
    """A page with ``columns`` between its markers.

    Raises:
        ValueError: the page has no markers.
    """
    before, found, rest = text.partition(_BEGIN)
    _, found_end, after = rest.partition(_END)
    if not found or not found_end:
        raise ValueError(f"{_BEGIN} and {_END} are expected")
    return f"{before}{_BEGIN}\n\n{columns}\n{_END}{after}"


def cli_page() -> str:
    """The help of every command, as a person sees it on a terminal of 100 columns."""
    names = list(_commands())
    with ThreadPoolExecutor() as pool:
        helps = pool.map(_help, names)
    sections = [
        f"## {' '.join(('dxextract', *name))}\n\n```\n{said}\n```\n" for name, said in zip(names, helps, strict=True)
    ]
    return "\n".join((_INTRODUCTION, *sections))


def _commands() -> Iterator[tuple[str, ...]]:
    from dxextract.cli.app import app

    yield ()
    for name, command in sorted(typer.main.get_group(app).commands.items()):
        yield (name,)
        yield from ((name, below) for below in sorted(getattr(command, "commands", ())))


def _help(command: tuple[str, ...]) -> str:
    plain = {"COLUMNS": f"{_WIDTH}", "TERMINAL_WIDTH": f"{_WIDTH}", "NO_COLOR": "1", "TERM": "dumb"}
    said = subprocess.run(
        [sys.executable, "-m", "dxextract", *command, "--help"],
        env=os.environ | plain,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    return "\n".join(line.rstrip() for line in said.strip("\n").splitlines()).strip()


if __name__ == "__main__":
    write(Path("docs"))
