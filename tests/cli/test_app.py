from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

import dxextract

from .conftest import COMMAND, ENVIRONMENT, POSIX, Run


def test_version(dxextract_: Run) -> None:
    done = dxextract_("--version")
    assert (done.returncode, done.stdout) == (0, f"dxextract {dxextract.__version__}\n")


def test_help_names_every_command(dxextract_: Run) -> None:
    done = dxextract_("--help")
    assert done.returncode == 0
    assert re.findall(r"^│ (\w+)  ", done.stdout, re.MULTILINE) == [
        "extract",
        "show",
        "explain",
        "summary",
        "references",
        "panel",
        "report",
        "export",
        "evaluate",
        "diff",
        "check",
        "lookup",
        "schema",
        "annotate",
        "knowledge",
    ]
    assert "Usage: dxextract " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["frobnicate"], "frobnicate"),
        (["extract"], "INPUT"),
        (["extract", "a.txt", "-o", "out", "--frobnicate"], "--frobnicate"),
        (["extract", "a.txt", "-o", "out", "--format", "xml"], "xml"),
        (["extract", "a.txt", "-o", "out", "--published", "14/4/2024"], "write it as YYYY-MM-DD"),
        (["lookup", "place", "Huế", "--on", "2024-02-30"], "write it as YYYY-MM-DD"),
        (["extract", "a.txt"], "add -o OUT"),
        (["extract", "a.txt", "-o", "out", "--format", "jsonl"], "--format jsonl"),
        (["summary"], "OUT"),
        (["summary", "out", "--limit", "-1"], "--limit"),
        (["extract", "", "-o", "out"], "an argument is empty"),
        (["extract", "a.txt", "-o", ""], "an argument is empty"),
        (["extract", "a.txt", "--out="], "an argument is empty"),
        (["summary", ""], "an argument is empty"),
        (["extract", "a.txt", "-o", "out"], "a.txt: no such file or folder"),
        (["summary", "nothing"], "nothing is not a dataset: there is no such folder"),
        (["summary", __file__], "it is a file"),
        (["diff", "nothing", "nothing"], "nothing"),
        (["diff", __file__, __file__, "--ignore", "valeu"], "test_app.py:1: is no JSON"),
        (["evaluate", "nothing"], "nothing: no such folder"),
        (["references", "nothing"], "nothing is not a dataset"),
    ],
)
def test_a_wrong_call_exits_with_2(dxextract_: Run, tmp_path: Path, arguments: list[str], said: str) -> None:
    done = dxextract_(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"dxextract: error: .*\n", done.stderr)
    assert said in done.stderr


def test_called_without_anything_it_shows_the_help(dxextract_: Run) -> None:
    done = dxextract_()
    assert (done.returncode, done.stderr) == (2, "")
    assert "Usage: dxextract " in done.stdout


@POSIX
@pytest.mark.parametrize(
    ("redirection", "code", "said"),
    [
        (">&-", 1, "dxextract: error: standard output cannot be written: Bad file descriptor\n"),
        (">/dev/full", 1, "dxextract: error: standard output cannot be written: No space left on device\n"),
        ("2>&-", 0, ""),
        ("<&-", 0, ""),
        ("| true", 0, ""),
    ],
)
@pytest.mark.parametrize("arguments", ["--help", "diff one.jsonl two.jsonl"])
def test_streams_that_are_closed_or_full(
    tmp_path: Path, redirection: str, code: int, said: str, arguments: str
) -> None:
    if "/dev/full" in redirection and not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    (tmp_path / "one.jsonl").write_text('{"record": "article", "input_id": "a"}')
    (tmp_path / "two.jsonl").write_text('{"record": "article", "input_id": "b"}')
    done = shell(f"{shlex.join(COMMAND)} {arguments} {redirection}", tmp_path)
    assert (done.returncode, done.stderr) == (code, said)


@POSIX
@pytest.mark.parametrize(("redirection", "code"), [("2>&-", 2), ("2>/dev/full", 2)])
def test_where_nothing_can_be_said_the_code_tells(tmp_path: Path, redirection: str, code: int) -> None:
    done = shell(f"{shlex.join(COMMAND)} frobnicate {redirection}", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
