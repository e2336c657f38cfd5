"""A dataset as files for people with spreadsheets (CSV), and for programs that read line by line (JSON lines).

CSV is UTF-8 with a byte order mark, by which Excel knows it; commas between cells, a point in decimals, days as
``2024-04-14``, truth values as ``TRUE`` and ``FALSE``, lists joined by ``; ``, unknown as an empty cell.

A spreadsheet runs a cell as a formula if it begins with ``=``, ``+``, ``-`` or ``@``, also behind a tab or a line break
(CWE-1236). Texts come from web pages, so that a text that begins so gets an apostrophe before it; a number is left as
it is. JSON lines and Excel workbooks, which keep texts and formulas apart, need no apostrophe.
"""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from dxextract.errors import OutputError
from dxextract.records.jsonl import record_line
from dxextract.records.load import Dataset
from dxextract.records.manifest import files_of

_BATCH = 4_096
_FORMULA = re.compile(r"[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]")
_FIGURE = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")
_RECORD = re.compile(r"(.*)#(\d+)", re.DOTALL)

Row = dict[str, Any]


def check_targets(targets: Sequence[Path], *, overwrite: bool) -> None:
    """Refuse targets that could not be written, or would replace something that nobody wanted replaced.

    Raises:
        OutputError: says what stands there.
    """
    for path in targets:
        if path.is_dir():
            raise OutputError(f"{path} is a folder; name a file")
        if path.exists() and not overwrite:
            raise OutputError(f"{path} exists; add --overwrite to replace it")


def write_csv(data: Dataset, targets: Mapping[str, Path]) -> None:
    """Write tables as CSV files, all of them or none.

    Args:
        data: the dataset.
        targets: the file of each table that is wanted.

    Raises:
        OutputError: a file cannot be written.
    """
    with ExitStack() as stack:
        for name, path in targets.items():
            file = stack.enter_context(replacing(path))
            file.write("\ufeff".encode())
            _write_rows(data.tables[name], file)


def csv_to(stream: BinaryIO, table: pa.Table) -> None:
    """Write one table as CSV to a stream, without the byte order mark, which other programs stumble over."""
    _write_rows(table, stream)


def write_jsonl(data: Dataset, path: Path, names: Sequence[str]) -> None:
    """Write tables as one file of JSON lines; see :func:`jsonl_to`.

    Raises:
        OutputError: it cannot be written.
    """
    with replacing(path) as file:
        jsonl_to(file, data, names)


def jsonl_to(stream: BinaryIO, data: Dataset, names: Sequence[str]) -> None:
    """Write tables to a stream as ``dxextract extract --format jsonl`` prints them: input by input, the article first.

    ``cluster_id``, which is not known until all articles are, is filled here.

    Args:
        stream: takes UTF-8.
        data: the dataset.
        names: the tables that are wanted.
    """
    for line in _lines(data, set(names)):
        stream.write(line.encode() + b"\n")


def rows(table: pa.Table) -> Iterator[Row]:
    """The rows of a table as Python values; single-precision numbers as they were written (0.9)."""
    for batch in _printable(table).to_batches(max_chunksize=_BATCH):
        yield from batch.to_pylist()


def harmless(text: str) -> str:
    """A text as a cell of a CSV file: with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _FIGURE.fullmatch(text) else text


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its place at the end, and not at all if anything fails.

    Raises:
        OutputError: it cannot be written.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _write_rows(table: pa.Table, file: BinaryIO) -> None:
    writer = csv.writer(codecs.getwriter("utf-8")(file))
    writer.writerow(table.column_names)
    for row in rows(table):
        writer.writerow(map(_cell, row.values()))


def _cell(value: object) -> object:
    match value:
        case str():
            return harmless(value)
        case bool():
            return "TRUE" if value else "FALSE"
        case list():
            return harmless("; ".join(map(str, value)))
        case date():
            return value.isoformat()
    return value


def _printable(table: pa.Table) -> pa.Table:
    for position, column in enumerate(table.schema):
        if column.type == pa.float32():
            exact = pc.cast(pc.cast(table[position], pa.string()), pa.float64())
            table = table.set_column(position, column.name, exact)
    return table


def _lines(data: Dataset, names: set[str]) -> Iterator[str]:
    """Block by block. Inside a block tables are sorted by the words of the source (#10 before #2), inputs are not."""
    facts = [name for name in data.tables if name in names - {"articles", "rejects"}]
    for block in _blocks(data):
        by_input: dict[str, list[str]] = {}
        for name in facts:
            for row in rows(block[name]):
                by_input.setdefault(row["input_id"], []).append(_line(name, row))
        for name, row in sorted(_inputs(block), key=lambda item: _place(item[1]["source"])):
            if name in names:
                yield _line(name, row)
            yield from by_input.get(row["input_id"], ())


def _line(table: str, row: Row) -> str:
    return record_line(table.removesuffix("s"), row)


def _inputs(block: Mapping[str, pa.Table]) -> Iterator[tuple[str, Row]]:
    for name in ("articles", "rejects"):
        yield from ((name, row) for row in rows(block[name]))


def _place(source: str) -> tuple[str, int]:
    record = _RECORD.fullmatch(source)
    return (record[1], int(record[2])) if record else (source, 0)


def _blocks(data: Dataset) -> Iterator[Mapping[str, pa.Table]]:
    """The tables cut where the run cut them; as a whole where they are not cut alike."""
    sizes = {name: [file.rows for file in files_of(data.manifest, name)] for name in data.tables}
    if len(set(map(len, sizes.values()))) > 1:
        yield data.tables
        return
    ends = {name: [0, *accumulate(counts)] for name, counts in sizes.items()}
    for number in range(len(sizes["articles"])):
        yield {name: table.slice(ends[name][number], sizes[name][number]) for name, table in data.tables.items()}
