from __future__ import annotations

import json
import os
import platform
import subprocess
from pathlib import Path

import pytest

from dxextract.errors import OutputError
from dxextract.records import lock as module
from dxextract.records.lock import Lock


def test_a_second_one_is_told_who_holds_it(tmp_path: Path) -> None:
    with (
        Lock(tmp_path / "lock", what="out"),
        pytest.raises(OutputError, match=rf"writing out \(process {os.getpid()} on "),
    ):
        Lock(tmp_path / "lock", what="out")
    with Lock(tmp_path / "lock", what="out"):
        pass


def dead_process() -> int:
    with subprocess.Popen(["true"]) as process:
        pass
    return process.pid


@pytest.mark.parametrize(
    ("pid", "host", "taken"),
    [
        (os.getpid(), platform.node(), False),
        (dead_process(), platform.node(), True),
        (dead_process(), "another", False),
        (None, None, True),
    ],
    ids=["running", "gone", "on another host", "unknown"],
)
def test_without_locks_of_the_system_the_process_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pid: int | None, host: str | None, taken: bool
) -> None:
    monkeypatch.setattr(module, "_take", lambda descriptor: None)
    path = tmp_path / "lock"
    path.write_text(json.dumps({"pid": pid, "host": host}) if pid else "")
    if taken:
        with Lock(path, what="out"):
            assert json.loads(path.read_text())["pid"] == os.getpid()
        assert path.read_text() == ""
    else:
        with pytest.raises(OutputError, match=r"if it does not run any more, delete .*lock"):
            Lock(path, what="out")


def test_a_stale_lock_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text(
        json.dumps({"pid": 1, "host": platform.node()})
    )  # its process lives, but holds it not
    with Lock(tmp_path / "lock", what="out"):
        pass
