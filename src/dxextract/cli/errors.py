"""How a command ends: its exit code, and one line on standard error instead of a traceback."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec

import typer

from dxextract.cli.streams import discard, failure
from dxextract.errors import DxextractError, UsageError
from dxextract.wording import plain

P = ParamSpec("P")

DONE, FAILED, SOME_REJECTED, INTERRUPTED = 0, 1, 3, 130
"""Exit codes of docs/records.md that no exception carries."""

DEBUG: ContextVar[bool] = ContextVar("debug", default=False)
"""Whether an unexpected exception shows its traceback (``dxextract --debug``)."""

_MOST_FAULTS = 20

_WRONG_CALL: Any = typer.BadParameter.__base__
"""What typer raises for every wrong call. It does not export this class."""


def say(message: str) -> None:
    """One line on standard error; control characters, as in odd file names, cannot break it.

    Where standard error cannot take it, it is lost: the exit code still tells.
    """
    try:
        print("dxextract: " + printable(message), file=sys.stderr)
    except OSError:
        discard(sys.stderr)


def printable(text: str) -> str:
    """The text with line breaks and control characters escaped."""
    return "".join(c if c.isprintable() or c == "\u00a0" else c.encode("unicode_escape").decode() for c in text)


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Make every ending of a command one of the documented ones.

    A :class:`DxextractError` exits with its code, a call that typer refuses as a :class:`UsageError` does, an interrupt
    with 130, anything unexpected with 1. When the reader of standard output has gone (``| head``), the command has done
    what it was asked for and ends quietly with 0.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except typer.Exit:
            raise
        except (Exception, KeyboardInterrupt) as error:
            raise typer.Exit(_code(error)) from error

    return run


def finish(code: int) -> int:
    """Write out what is still kept back for standard output; gives the exit code of the process.

    Args:
        code: that of the command.
    """
    fault = failure(sys.stdout)
    return code if fault is None else max(code, _code(fault))


def _code(error: BaseException) -> int:
    """Say what ended a command; gives the exit code."""
    if isinstance(error, BrokenPipeError):
        discard(sys.stdout)
        return DONE
    if isinstance(error, KeyboardInterrupt):
        say("interrupted")
        return INTERRUPTED
    if isinstance(error, DxextractError):
        _say_faults(str(error).splitlines())
        return error.exit_code
    if isinstance(error, _WRONG_CALL):
        # Called without anything, typer has printed the help, and there is no message.
        said = _said_of(error)
        _say_faults([said] if said else [])
        return UsageError.exit_code
    if isinstance(error, OSError) and error.filename is None:  # of no file, so of what every command writes to
        discard(sys.stdout)
        say(f"error: standard output cannot be written: {error.strerror}")
        return FAILED
    if DEBUG.get():
        traceback.print_exception(error)
    hint = "" if DEBUG.get() else " (`dxextract --debug ...` shows where)"
    say(f"error: unexpected {type(error).__name__}: {error}{hint}")
    return FAILED


def _said_of(error: Any) -> str:
    """What is wrong with a call, in plain words also where pydantic refused a value for typer."""
    if isinstance(error.__cause__, ValueError) and hasattr(error.__cause__, "errors"):
        error.message = plain(error.__cause__.errors()[0])
    return " ".join(error.format_message().split())


def _say_faults(faults: list[str]) -> None:
    """A line for each fault; many faults usually have one cause, so that the first ones are enough."""
    for fault in faults[:_MOST_FAULTS]:
        say(f"error: {fault}")
    if len(faults) > _MOST_FAULTS:
        say(f"error: and {len(faults) - _MOST_FAULTS} more")
