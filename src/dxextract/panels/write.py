"""A table of a panel as a file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from dxextract.errors import OutputError, UsageError
from dxextract.records import export

SUFFIXES = (".parquet", ".csv")


def check_targets(paths: Sequence[Path], *, overwrite: bool) -> None:
    """Refuse files that could not be written, or would replace what nobody wanted replaced, before any work is done.

    Raises:
        UsageError: a suffix names no known format, or two names are of one file.
        OutputError: a folder does not exist, or something stands there.
    """
    for path in paths:
        if path.suffix.lower() not in SUFFIXES:
            raise UsageError(f"{path}: the name must end in {' or '.join(SUFFIXES)}")
        if not path.parent.is_dir():
            raise OutputError(f"{path}: there is no folder {path.parent}")
    export.check_targets(paths, overwrite=overwrite)
    if len({path.resolve() for path in paths}) < len(paths):
        raise UsageError(f"{paths[0]} cannot hold two tables; name another file for one of them")


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table as Parquet (zstd) or CSV, by the suffix; an older file is replaced, as a whole or not at all.

    CSV starts with a byte order mark, which tells spreadsheets that it is UTF-8; lists are joined by ``; ``, and a text
    that a spreadsheet would run as a formula gets an apostrophe before it (:mod:`dxextract.records.export`).

    Raises:
        OutputError: it cannot be written.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            if path.suffix.lower() == ".csv":
                file.write("\ufeff".encode())
                pyarrow.csv.write_csv(_flat(table), file)
            else:
                pq.write_table(table, file, compression="zstd")
        os.replace(partial, path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error


def _flat(table: pa.Table) -> pa.Table:
    return pa.table(list(map(_column, table.itercolumns())), names=table.column_names)


def _column(column: pa.ChunkedArray) -> pa.ChunkedArray | pa.Array:
    if pa.types.is_list(column.type):
        column = pc.binary_join(column, "; ")
    if not pa.types.is_string(column.type):
        return column
    return pa.array((text and export.harmless(text) for text in column.to_pylist()), pa.string())
