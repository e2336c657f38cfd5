"""Tables in Parquet with a column of texts, a record a row; a few rows at a time are in memory."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from dxextract.errors import InputError
from dxextract.readers.fields import no_column, wanted
from dxextract.readers.options import ReadOptions
from dxextract.readers.parts import Part
from dxextract.readers.sniff import PARQUET

_ROWS = 64
_BUFFER = 1 << 20


def split_parquet(stream: BinaryIO, options: ReadOptions, path: Path | None) -> Iterator[Part]:
    """The rows, as mappings; columns that nothing is taken from are not read.

    Args:
        stream: the bytes, decompressed.
        options: how to read.
        path: the file that they come from; None for a pipe. What is no file of Parquet itself is put into one first.

    Raises:
        InputError: stage ``read``; reason ``no_text`` (no column is known as the text) or ``corrupt``.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with TemporaryFile() as spooled:
        stored = path is not None and _is_parquet(path)
        if not stored:
            shutil.copyfileobj(stream, spooled)
        try:
            with pq.ParquetFile(path if stored else spooled, pre_buffer=False, buffer_size=_BUFFER) as file:
                names = file.schema_arrow.names
                columns = wanted(names, options.fields)
                if not columns:
                    raise InputError("read", "no_text", no_column(names, options.fields))
                number = 0
                for batch in file.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
                    for row in _plain(batch).to_pylist():
                        number += 1
                        yield Part(number, f"row {number}", row)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise InputError("read", "corrupt", f"no Parquet that can be read: {error}") from error


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(PARQUET)) == PARQUET


def _plain(batch: Any) -> Any:
    """Moments in UTC and microseconds: all that Python's own can hold."""
    import pyarrow as pa

    for at, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type):
            kind = pa.timestamp("us", "UTC" if field.type.tz else None)
            batch = batch.set_column(at, field.name, batch.column(at).cast(kind, safe=False))
    return batch
