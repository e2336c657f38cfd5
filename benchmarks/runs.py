"""Runs the command line as a user does, and says how long it took and how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

COMMAND = [sys.executable, "-m", "dxextract"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall-clock seconds, and the most memory that its process held (not those it started)."""

    seconds: float
    megabytes: float


def run(arguments: Sequence[str], *, cores: int | None = None) -> Run:
    """Run ``dxextract`` with arguments.

    Args:
        cores: how many cores it may use, the first ones; None for all. Where the system cannot say so, all.

    Raises:
        RuntimeError: it failed; the message ends with what it said.
    """
    began = perf_counter()
    with pinned(cores):
        process = subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - began
    if process.returncode:
        raise RuntimeError(f"dxextract {' '.join(arguments)}: {said.decode(errors='replace')[-500:]}")
    return Run(seconds, used.ru_maxrss / 1024)


def first_record(inputs: Path) -> float:
    """Seconds from the start of ``dxextract extract`` to its first record on standard output."""
    began = perf_counter()
    process = subprocess.Popen(
        [*COMMAND, "extract", str(inputs), "--format", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    seconds = perf_counter() - began
    process.communicate()
    if not line:
        raise RuntimeError("dxextract extract printed no record")
    return seconds


@contextmanager
def pinned(cores: int | None) -> Iterator[None]:
    """Keep this process, and those that it starts, to the first cores; None, or a system that cannot, for all."""
    if cores is None or not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(allowed)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)
