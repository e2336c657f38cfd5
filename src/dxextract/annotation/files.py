"""Annotations on disk: ``NAME.txt`` with ``NAME.yaml`` beside it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from dxextract.annotation.annotated import AnnotatedText
from dxextract.errors import OutputError, UsageError
from dxextract.text import contract_text


def read_file(path: Path) -> str:
    """The content of a file in UTF-8.

    Raises:
        UsageError: it cannot be read; the message does not name it.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"cannot be read: {error}") from error


def write_all(texts: Sequence[AnnotatedText], folder: Path, *, overwrite: bool = False) -> None:
    """Write each text and its annotation into a folder, all or none where a name is taken.

    A text that stands there already, letter by letter, is left alone.

    Args:
        overwrite: whether other files of these names may be replaced.

    Raises:
        OutputError: a name is taken, or cannot be written.
        GoldError: an annotation cannot be written down.
    """
    contents: dict[Path, str] = {}
    for text in texts:
        if Path(text.id).name != text.id or not text.id:
            raise OutputError(f"{text.id!r} cannot be the name of a file")
        stem = folder / text.id
        if stem.with_name(f"{text.id}.yaml") in contents:
            raise OutputError(f"two texts are called {text.id}")
        contents[stem.with_name(f"{text.id}.yaml")] = text.to_yaml()
        contents[stem.with_name(f"{text.id}.txt")] = text.text
    wanted = {path: content for path, content in contents.items() if not _holds(path, content)}
    if taken := [path for path in wanted if path.exists()]:
        _may_replace(taken[0], overwrite=overwrite)
    for path, content in wanted.items():
        write_file(path, content, overwrite=overwrite)


def write_file(path: Path, content: str, *, overwrite: bool = False) -> None:
    """Write a file as a whole or not at all.

    Raises:
        OutputError: it is there already and must not be replaced, or it cannot be written.
    """
    if path.exists():
        _may_replace(path, overwrite=overwrite)
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(content, encoding="utf-8", newline="\n")
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


def _may_replace(path: Path, *, overwrite: bool) -> None:
    if not overwrite:
        raise OutputError(f"{path} is there already; add --overwrite to replace it")


def _holds(path: Path, content: str) -> bool:
    """Whether a text file holds this text already; its own line ends and form of letters do not matter."""
    try:
        return path.suffix == ".txt" and contract_text(path.read_bytes().decode("utf-8")) == content
    except (OSError, ValueError):
        return False
