"""The inputs behind the arguments of a command: files, folders and standard input, in one fixed order."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dxextract.errors import InputError, UsageError
from dxextract.ids import input_id
from dxextract.readers.decode import MAX_BYTES, decode
from dxextract.records.model import Reject

STANDARD_INPUT = "-"
SUFFIX = ".txt"
"""What is taken from a folder. A file that is named itself may have any name."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input that may hold an article.

    Attributes:
        source: how it is called in every table.
        path: where it stands; None for standard input.
    """

    source: str
    path: Path | None

    def text(self) -> str:
        """Read and decode it.

        Raises:
            InputError: stage ``read`` (``missing``; ``unreadable``, as pipes and devices are, too) or ``decode`` (see
                :func:`decode`).
        """
        return decode(self._bytes())

    def _bytes(self) -> bytes:
        # One byte more than allowed is enough to know that it is too large.
        try:
            if self.path is None:
                if sys.stdin is None:
                    raise InputError("read", "unreadable", "standard input is closed")
                return sys.stdin.buffer.read(MAX_BYTES + 1)
            if not stat.S_ISREG(self.path.stat().st_mode):  # to open a pipe is to wait for one who writes
                raise InputError("read", "unreadable", "not a regular file; - is standard input")
            with self.path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise _unreadable(error) from error


def expand(arguments: Iterable[str | os.PathLike[str]]) -> list[Input | Reject]:
    """All inputs behind the arguments, sorted by source.

    A folder gives its ``*.txt`` files, at any depth; hidden files and folders are left out, links to folders are not
    followed. ``-`` is standard input. Two arguments that lead to the same source (``a.txt`` and ``./a.txt``) give it
    once; the same file under two sources (a link, an absolute and a relative path) is two inputs with one
    ``article_id``.

    Args:
        arguments: paths as given.

    Returns:
        Inputs, and rejects of stage ``read`` for a path that is missing (``missing``), a folder that cannot be listed
        (``unreadable``) or holds no text (``empty``).

    Raises:
        UsageError: an argument is empty.
    """
    found: dict[str, Input | Reject] = {}
    for argument in arguments:
        for item in _expand(os.fspath(argument)):
            found.setdefault(item.source, item)
    return [found[source] for source in sorted(found)]


def reject(source: str, error: InputError) -> Reject:
    """The row of ``rejects`` for an input that gave no article; its ``detail`` is one line of valid Unicode."""
    detail = " ".join(error.detail.split()).encode("utf-8", "backslashreplace").decode()
    return Reject(input_id=input_id(source), source=source, stage=error.stage, reason=error.reason, detail=detail)


def source_of(path: Path) -> str:
    """How a path is called: as given, with ``/`` between folders and ``\\xff`` for a byte that is not UTF-8."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _expand(argument: str) -> Iterator[Input | Reject]:
    if not argument:
        raise UsageError("an input is empty; the current folder is written as .")
    if argument == STANDARD_INPUT:
        yield Input(STANDARD_INPUT, None)
        return
    path = Path(argument)
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as error:
        yield reject(source_of(path), _unreadable(error))
        return
    if is_folder:
        yield from _walk(path)
    else:
        yield Input(source_of(path), path)


def _walk(top: Path) -> Iterator[Input | Reject]:
    faults: list[OSError] = []
    empty = True
    for folder, folders, files in os.walk(top, onerror=faults.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(folder, name)
            if path.suffix.casefold() == SUFFIX and not name.startswith("."):
                empty = False
                yield Input(source_of(path), path)
    for fault in faults:
        yield reject(source_of(Path(fault.filename)), _unreadable(fault))
    if empty and not faults:
        yield reject(source_of(top), InputError("read", "empty", f"no *{SUFFIX} file in this folder"))


def _unreadable(error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InputError("read", "missing", "no such file or folder")
    cause = error.strerror if isinstance(error, OSError) else str(error)
    return InputError("read", "unreadable", f"cannot be read: {cause or type(error).__name__}")
