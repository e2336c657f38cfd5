"""The inputs behind the arguments of a command: files, folders, globs and standard input, in one fixed order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from dxextract.errors import InputError, UsageError
from dxextract.ids import input_id
from dxextract.readers.sniff import kind_of_name
from dxextract.readers.streams import unreadable
from dxextract.records.model import Reject

STANDARD_INPUT = "-"

_MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Input:
    """One file that may hold articles.

    Attributes:
        source: how it is called in every table.
        path: where it stands; None for standard input.
    """

    source: str
    path: Path | None


def expand(arguments: Iterable[str | os.PathLike[str]]) -> list[Input | Reject]:
    """All inputs behind the arguments, sorted by source.

    A folder gives its files of known formats (:data:`dxextract.readers.sniff.SUFFIXES`), at any depth; hidden files and
    folders and datasets of dxextract are left out, links to folders are not followed. What is no path and has ``*``,
    ``?`` or ``[...]`` is a glob (``**`` is any depth). ``-`` is standard input. Two arguments that lead to the same
    source (``a.txt`` and ``./a.txt``) give it once; the same file under two sources (a link, an absolute and a relative
    path) is two inputs with one ``article_id``.

    Args:
        arguments: paths as given.

    Returns:
        Inputs, and rejects of stage ``read`` for a path or a glob that leads nowhere (``missing``), a folder that
        cannot be listed (``unreadable``) or holds nothing that is read (``empty``).

    Raises:
        UsageError: an argument is empty.
    """
    found: dict[str, Input | Reject] = {}
    for argument in arguments:
        for item in _expand(os.fspath(argument)):
            found.setdefault(item.source, item)
    return [found[source] for source in sorted(found)]


def check_any(items: Sequence[Input | Reject]) -> None:
    """Refuse a call whose arguments all lead nowhere: it was not meant so, and there is nothing to write.

    Args:
        items: from :func:`expand`.

    Raises:
        UsageError: none of them is an input. A line for each says why.
    """
    faults = [f"{item.source}: {item.detail}" for item in items if isinstance(item, Reject)]
    if len(faults) == len(items):
        raise UsageError("\n".join(faults))


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
        if has_magic(argument):
            yield from _match(argument)
        else:
            yield reject(source_of(path), unreadable(error))
        return
    if is_folder:
        yield from _walk(path)
    else:
        yield Input(source_of(path), path)


def _match(pattern: str) -> Iterator[Input | Reject]:
    """The files that a glob matches, and those of known formats in the folders that it does."""
    try:
        paths = [Path(name) for name in glob(pattern, recursive=True)]
    except (OSError, ValueError) as error:
        yield reject(source_of(Path(pattern)), unreadable(error))
        return
    for path in paths:
        if not path.is_dir():
            yield Input(source_of(path), path)
        elif "**" not in pattern:  # which has the files of the folder, too
            yield from _walk(path)
    if not paths:
        yield reject(source_of(Path(pattern)), InputError("read", "missing", "no file matches"))


def _walk(top: Path) -> Iterator[Input | Reject]:
    faults: list[OSError] = []
    empty = True
    for folder, folders, files in os.walk(top, onerror=faults.append):
        if _MANIFEST in files and _is_dataset(Path(folder)):
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(folder, name)
            if kind_of_name(name) and not name.startswith("."):
                empty = False
                yield Input(source_of(path), path)
    for fault in faults:
        yield reject(source_of(Path(fault.filename)), unreadable(fault))
    if empty and not faults:
        what = "it is a dataset of dxextract" if _is_dataset(top) else "no file of a known format in this folder"
        yield reject(source_of(top), InputError("read", "empty", what))


def _is_dataset(folder: Path) -> bool:
    from dxextract.records.manifest import read_manifest

    return read_manifest(folder) is not None
