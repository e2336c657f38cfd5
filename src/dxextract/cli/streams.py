"""The standard streams as every command may take them for granted: there, in UTF-8, and with errors that say which."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

from dxextract.errors import OutputError


def prepare() -> None:
    """Set up the standard streams of this process; once, before anything is opened or said.

    Vietnamese comes through whatever the locale is, and an odd file name does not end a run. A write on standard output
    that fails raises :class:`OutputError`, or BrokenPipeError where the reader has gone. Standard error that is closed
    or full swallows what is said.
    """
    for descriptor in range(3):
        # A closed one would be given to the next file that is opened, which then gets what is said.
        with suppress(OSError):
            _fill(descriptor)
    out = io.TextIOWrapper(io.BufferedWriter(_Output(1)), line_buffering=_is_terminal(1), **_LETTERS)
    error = io.TextIOWrapper(io.BufferedWriter(_Hints(2)), line_buffering=True, **_LETTERS)
    sys.stdout, sys.stderr = out, error


def discard_output() -> None:
    """Let what is still to be written on standard output go nowhere: the interpreter flushes it on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
