"""Files that are there whole or not at all, and stay there when the machine stops."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from dxextract.errors import OutputError

T = TypeVar("T")


@contextmanager
def said(out: Path) -> Iterator[None]:
    """Failures of the file system and of Arrow as :class:`OutputError`."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"cannot write {out}: {error.strerror or error}") from error
    except pa.ArrowException as error:
        raise OutputError(f"cannot write {out}: {error}") from error


def write_bytes(target: Path, data: bytes, *, temporary: Path) -> None:
    """Write a file, by way of one in the folder ``temporary`` of the same file system."""

    def fill(path: Path) -> None:
        path.write_bytes(data)

    _put(target, fill, temporary)


def write_table(target: Path, table: pa.Table, *, temporary: Path) -> str:
    """Write a Parquet file as :func:`write_bytes` does.

    Returns:
        Its SHA-256 in hexadecimal. The same rows give the same one, however the table is chunked.
    """
    whole = table.combine_chunks()

    def fill(path: Path) -> str:
        pq.write_table(whole, path, compression="zstd")
        return hash_of(path)

    return _put(target, fill, temporary)


def read_table(path: Path, columns: list[str] | None = None) -> pa.Table:
    """Read one Parquet file, or some of its columns. Without threads, and not ahead: threads keep memory of their own.

    Raises:
        OSError, pyarrow.ArrowException: it cannot be read.
    """
    with pq.ParquetFile(path, pre_buffer=False) as file:
        return file.read(columns=columns, use_threads=False)


def hash_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()


def sync(path: Path) -> None:
    """Bring a file's content, or the names in a folder, to the disk."""
    try:
        descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except PermissionError:
        if path.is_dir():  # Windows opens no folders
            return
        raise
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put(target: Path, fill: Callable[[Path], T], temporary: Path) -> T:
    path = temporary / uuid4().hex  # processes on other machines may have the same number
    try:
        made = fill(path)
        sync(path)
        path.replace(target)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    return made
