"""Runs that are killed with SIGKILL, and started again with the same command."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dxextract.records.load import load

from ..cli.conftest import ENVIRONMENT, POSIX
from .conftest import content, write_inputs

pytestmark = POSIX

_START = "from dxextract.runner import plan; plan.LEAST, plan.USUAL, plan.MOST = {sizes}; "
_START += "from dxextract.__main__ import main; main()"
Command = Callable[[Path], list[str]]


def command(sizes: tuple[int, int, int], jobs: int) -> Command:
    code = _START.format(sizes=sizes)
    return lambda out: [
        *(sys.executable, "-c", code, "extract", "in", "-o", str(out)),
        *("--quiet", "--jobs", str(jobs)),
    ]


def finish(command: Command, folder: Path, out: Path) -> int:
    done = subprocess.run(command(out), cwd=folder, env=ENVIRONMENT, stderr=subprocess.DEVNULL, check=False)
    return done.returncode


def kill(command: Command, folder: Path, out: Path, *, committed: int, delay: float) -> None:
    """Start the command, and kill it a while after so many blocks are committed, or after its end."""
    process = subprocess.Popen(command(out), cwd=folder, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    while process.poll() is None and sum(1 for _ in blocks(folder / out)) < committed:
        time.sleep(0.01)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()


def blocks(out: Path) -> Iterator[Path]:
    return (out / ".dxextract" / "blocks").glob("*.parquet")


def check_dataset(out: Path, inputs: int) -> None:
    manifest = load(out).manifest
    rows = {name: table["rows"] for name, table in manifest["tables"].items()}
    assert (manifest["complete"], rows["articles"] + rows["rejects"]) == (True, inputs)


def test_killed_and_started_again_it_makes_the_same(tmp_path: Path) -> None:
    write_inputs(tmp_path / "in", 60, empty="")
    run = command((4, 4, 12), jobs=2)
    for at, delay in ((1, 0.0), (4, 0.05)):
        kill(run, tmp_path, Path("killed"), committed=at, delay=delay)
        assert not load(tmp_path / "killed").manifest["complete"]
    assert finish(run, tmp_path, Path("killed")) == 3
    assert finish(command((4, 4, 12), jobs=1), tmp_path, Path("whole")) == 3
    assert content(tmp_path / "killed") == content(tmp_path / "whole")
    check_dataset(tmp_path / "killed", 61)


def test_ctrl_c_reaches_all_processes_and_is_said_once(tmp_path: Path) -> None:
    write_inputs(tmp_path / "in", 60)
    run = command((4, 4, 12), jobs=2)
    process = subprocess.Popen(
        [argument for argument in run(Path("out")) if argument != "--quiet"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    while process.poll() is None and sum(1 for _ in blocks(tmp_path / "out")) < 2:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    first, closing = said.splitlines()
    assert first.startswith("dxextract: interrupted after ") and first.endswith("the same command goes on from here")
    dataset = load(tmp_path / "out")
    assert 0 < dataset.articles.num_rows < 60 and dataset.manifest["complete"] is False
    assert closing.startswith(f"dxextract: {dataset.articles.num_rows} articles, ")
    assert finish(run, tmp_path, Path("out")) == 0
    assert finish(run, tmp_path, Path("whole")) == 0
    assert content(tmp_path / "out") == content(tmp_path / "whole")


@pytest.mark.slow
def test_killed_ten_times_among_five_thousand_articles(tmp_path: Path, generated: Callable[[Path, int], None]) -> None:
    from dxextract.runner.plan import LEAST, MOST, USUAL

    generated(tmp_path / "in", 5_000)
    (tmp_path / "in" / "empty.txt").touch()
    run = command((LEAST, USUAL, MOST), jobs=2)
    assert finish(run, tmp_path, Path("whole")) == 3
    total = sum(1 for _ in blocks(tmp_path / "whole"))
    chance = random.Random(20_240_414)
    for at in sorted(chance.choices(range(total + 1), k=10)):
        kill(run, tmp_path, Path("killed"), committed=at, delay=chance.uniform(0, 2))
    assert finish(run, tmp_path, Path("killed")) == 3
    assert content(tmp_path / "killed") == content(tmp_path / "whole")
    check_dataset(tmp_path / "killed", 5_001)
