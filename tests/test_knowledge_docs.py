"""``docs/knowledge.md`` is true: its files are written, its commands run, and what it prints is printed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import dxextract

PAGE = Path(__file__).parents[1] / "docs" / "knowledge.md"
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(dxextract.__file__).parents[1])}


def commands(console: str) -> list[tuple[str, list[str]]]:
    """The commands of a console block with the lines that each prints."""
    found: list[tuple[str, list[str]]] = []
    for line in console.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def printed(expected: str, output: str) -> bool:
    """Whether a line of the page is a line of the output; ``...`` stands for anything."""
    pattern = ".*".join(map(re.escape, expected.split("...")))
    return any(re.fullmatch(pattern, line) for line in output.splitlines())


def test_the_page_holds(tmp_path: Path) -> None:
    ran = 0
    for language, path, body in BLOCKS:
        if path:
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("a", encoding="utf-8") as file:
                file.write(body)
        for command, lines in commands(body) if language == "console" else ():
            program, *arguments = shlex.split(command)
            assert program == "dxextract"
            done = subprocess.run(
                [sys.executable, "-m", "dxextract", *arguments],
                cwd=tmp_path,
                env=ENVIRONMENT,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            missing = [line for line in lines if not printed(line, done.stdout)]
            assert not missing, (command, done.stdout, done.stderr)
            ran += 1
    assert ran > 10


@pytest.mark.parametrize(("line", "output"), [("a...c", "abc"), ("a", "x\na"), ("...", "")])
def test_a_line_is_printed(line: str, output: str) -> None:
    assert printed(line, output or "anything")


def test_a_line_is_not_printed() -> None:
    assert not printed("a...c", "ab")
    assert not printed("a", "ab")
