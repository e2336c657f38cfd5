"""A table of a panel as a file."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from dxextract.errors import OutputError, UsageError

SUFFIXES = (".parquet", ".csv")


def check_target(path: Path) -> None:
    """Refuse a file that could not be written, before any work is done.

    Raises:
        UsageError: its suffix names no known format.
        OutputError: its folder does not exist.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: the name must end in {' or '.join(SUFFIXES)}")
    if not path.parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent}")


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table as Parquet (zstd) or CSV, by the suffix; an older file is replaced, as a whole or not at all.

    CSV starts with a byte order mark, which tells spreadsheets that it is UTF-8; lists are joined by ``; ``.

    Raises:
        UsageError, OutputError: as :func:`check_target`, or it cannot be written.
    """
    check_target(path)
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
    columns = [
        pc.binary_join(column, "; ") if pa.types.is_list(column.type) else column for column in table.itercolumns()
    ]
    return pa.table(columns, names=table.column_names)
