"""``docs/panel.md`` is true: its articles are written, its commands run, and what it prints is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dxextract.cli.app import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "panel.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def words(line: str) -> str:
    """A line of a table without its layout."""
    return " ".join(line.split())


def run(command: str) -> list[str]:
    program, *arguments = shlex.split(command)
    assert program == "dxextract"
    done = CliRunner().invoke(app, arguments, env={"COLUMNS": "100"})
    assert done.exit_code == 0, (command, done.output)
    return list(map(words, done.output.splitlines()))


def printed(expected: str, lines: list[str]) -> bool:
    """Whether a line of the page is printed; ``...`` stands for anything."""
    pattern = ".*".join(map(re.escape, words(expected).split("...")))
    return any(re.fullmatch(pattern, line) for line in lines)


def test_the_page_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("corpus").symlink_to(ROOT / "corpus")
    checked = 0
    for language, path, body in BLOCK.findall(PAGE):
        if path:
            Path(path).parent.mkdir(exist_ok=True)
            Path(path).write_text(body, encoding="utf-8")
        output: list[str] = []
        for line in body.splitlines() if language == "console" else ():
            if line.startswith("$ "):
                output = run(line[2:])
            else:
                assert printed(line, output), (line, output)
                checked += 1
    assert checked > 20


def test_python_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = (body for language, _, body in BLOCK.findall(PAGE) if language == "python")
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Năm 2023, tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 57%.", encoding="utf-8")
    run("dxextract extract a.txt -o OUT")
    known: dict[str, object] = {}
    exec(code, known)
    assert repr(known["panel"]) == "<Panel of 1 rows>"
