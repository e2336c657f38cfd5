"""How a command ends: its exit code, and one line on standard error instead of a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec

import typer

from dxextract.errors import DxextractError

P = ParamSpec("P")

DONE, FAILED, SOME_REJECTED, INTERRUPTED = 0, 1, 3, 130
"""Exit codes of docs/records.md that no exception carries."""

DEBUG: ContextVar[bool] = ContextVar("debug", default=False)
"""Whether an unexpected exception shows its traceback (``dxextract --debug``)."""

_MOST_FAULTS = 20


def say(message: str) -> None:
    """One line on standard error; control characters, as in odd file names, cannot break it."""
    print("dxextract: " + printable(message), file=sys.stderr)


def printable(text: str) -> str:
    """The text with line breaks and control characters escaped."""
    return "".join(c if c.isprintable() or c == "\u00a0" else c.encode("unicode_escape").decode() for c in text)


def _say_error(error: DxextractError) -> None:
    """A line for each fault of the message; many faults usually have one cause, so that the first ones are enough."""
    faults = str(error).splitlines()
    for fault in faults[:_MOST_FAULTS]:
        say(f"error: {fault}")
    if len(faults) > _MOST_FAULTS:
        say(f"error: and {len(faults) - _MOST_FAULTS} more")


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Make every ending of a command one of the documented ones.

    A :class:`DxextractError` exits with its code, an interrupt with 130, anything unexpected with 1. When the reader of
    standard output has gone (``| head``), the command has done what it was asked for and ends quietly with 0.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError as error:
            # The interpreter flushes standard output once more on its way out, and must not fail there.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(DONE) from error
        except KeyboardInterrupt as error:
            say("interrupted")
            raise typer.Exit(INTERRUPTED) from error
        except DxextractError as error:
            _say_error(error)
            raise typer.Exit(error.exit_code) from error
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:
            if DEBUG.get():
                traceback.print_exc()
            hint = "" if DEBUG.get() else " (`dxextract --debug ...` shows where)"
            say(f"error: unexpected {type(error).__name__}: {error}{hint}")
            raise typer.Exit(FAILED) from error

    return run
