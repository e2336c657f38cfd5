from __future__ import annotations

import re

import pytest

import dxextract

from .conftest import Run


def test_version(dxextract_: Run) -> None:
    done = dxextract_("--version")
    assert (done.returncode, done.stdout) == (0, f"dxextract {dxextract.__version__}\n")


def test_help_names_every_command(dxextract_: Run) -> None:
    done = dxextract_("--help")
    assert done.returncode == 0
    assert re.findall(r"^│ (\w+)  ", done.stdout, re.MULTILINE) == [
        "extract",
        "summary",
        "references",
        "evaluate",
        "diff",
    ]
    assert "Usage: dxextract " in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["frobnicate"], "frobnicate"),
        (["extract"], "INPUT"),
        (["extract", "a.txt", "-o", "out", "--frobnicate"], "--frobnicate"),
        (["extract", "a.txt", "-o", "out", "--format", "xml"], "xml"),
        (["extract", "a.txt", "-o", "out", "--published", "14/4/2024"], "14/4/2024"),
        (["extract", "a.txt"], "add -o OUT"),
        (["extract", "a.txt", "-o", "out", "--format", "jsonl"], "--format jsonl"),
        (["summary"], "OUT"),
        (["summary", "out", "--limit", "-1"], "--limit"),
    ],
)
def test_a_wrong_call_exits_with_2(dxextract_: Run, arguments: list[str], said: str) -> None:
    done = dxextract_(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
