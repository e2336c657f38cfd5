"""The standard streams, which may be closed, full, or without a reader."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO


def prepare() -> None:
    """Make standard output and error usable whatever the process was started with; once, before any file is opened.

    Closed ones are opened again: standard output so that writing fails, standard error so that what is said is lost.
    """
    _hold_closed()
    if sys.stdout is None:
        sys.stdout = open(1, "w")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w")  # noqa: SIM115
        discard(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Vietnamese must come through whatever the locale is, and an odd file name must not end a run.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def failure(stream: TextIO) -> OSError | None:
    """Why the stream does not take what was written on it; None when it has taken everything."""
    try:
        stream.flush()
    except OSError as error:
        return error
    return None


def discard(stream: TextIO) -> None:
    """Let what was and is written on the stream go nowhere: the interpreter flushes once more on its way out."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _hold_closed() -> None:
    """Take the numbers of closed streams, or the next files to be opened would get them, and what is said with them."""
    while (taken := os.open(os.devnull, os.O_RDONLY)) <= 2:
        pass
    os.close(taken)
