"""Files of articles as DataFrames whose rows are numbered as the local readers number records.

Spark reads Parquet and JSON Lines in pieces, many at once; the number of a row in its file is what ``path#n`` needs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyarrow as pa

from dxextract.errors import InputError, UsageError
from dxextract.readers.fields import no_column, wanted
from dxextract.readers.inputs import Input, check_any, expand, reject
from dxextract.readers.options import Limits, ReadOptions
from dxextract.readers.parts import too_large
from dxextract.readers.records import Raw, located
from dxextract.readers.sniff import Kind, kind_of_name, sniff
from dxextract.readers.streams import open_stream, peek
from dxextract.records.model import Reject

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

KINDS: tuple[Kind, ...] = ("jsonl", "parquet")

_URL = re.compile(r"[a-z][a-z0-9+.-]+://?")
_FILE = re.compile(r"^file:/+")
_SPECIAL = re.compile(r"[\\\[\]{}*?]")
_NUMBERED = "path string, number long, line long, data binary"


@dataclass(frozen=True, slots=True)
class File:
    """A file that Spark reads.

    Attributes:
        source: how it is called in the tables.
        path: how Spark finds it; without the special meaning of ``*`` and brackets.
        kind: what it holds.
    """

    source: str
    path: str
    kind: Kind

    @property
    def key(self) -> str:
        """What :func:`key_of` makes of the path that Spark gives for it."""
        return _FILE.sub("/", self.path)


@dataclass(frozen=True, slots=True)
class Reading:
    """Files of one kind as a DataFrame of ``path``, ``number`` (from 1 in its file), ``line`` and ``data``.

    Attributes:
        counts: rows by ``path``; files without any are left out.
    """

    kind: Kind
    frame: DataFrame
    counts: Mapping[str, int]


def is_url(argument: str) -> bool:
    """Whether a path is for Spark's file systems (``s3a://``, ``hdfs://``), not a path of this machine."""
    return bool(_URL.match(argument))


def key_of(path: str) -> str:
    """The :attr:`File.key` of what Spark calls ``_metadata.file_path``."""
    return _FILE.sub("/", unquote(path))


def find_files(spark: SparkSession, arguments: Iterable[str], limits: Limits) -> tuple[list[File], list[Reject]]:
    """The files behind the arguments of a command, sorted by source, and what leads nowhere.

    Raises:
        UsageError: no argument leads anywhere, or a file holds something else than Spark reads here, its name hides it
            from Spark, or it is there twice.
    """
    asked = list(arguments)
    found: dict[str, File] = {}
    rejects: list[Reject] = []
    local = expand(argument for argument in asked if not is_url(argument))
    for item in local:
        try:
            if isinstance(item, Input):
                found[item.source] = _local(item, limits)
            else:
                rejects.append(item)
        except InputError as error:
            rejects.append(reject(item.source, error))
    for argument in filter(is_url, asked):
        urls = _listed(spark, argument)
        found |= {url: _remote(url) for url in urls}
        if not urls:
            rejects.append(reject(argument, InputError("read", "missing", "no file there")))
    check_any([*local, *(Input(url, None) for url in found), *rejects])
    files = [found[source] for source in sorted(found)]
    first: dict[str, File] = {}
    for file in files:
        if (other := first.setdefault(file.key, file)) is not file:
            raise UsageError(
                f"{other.source} and {file.source} are one file; Spark reads it once: leave one of them out"
            )
    return files, rejects


def read_files(spark: SparkSession, files: Sequence[File], options: ReadOptions) -> Iterator[Reading]:
    """Read files, each kind by itself.

    Raises:
        UsageError: no column of the Parquet files is known as the text.
    """
    readers = {"jsonl": _read_lines, "parquet": _read_parquet}
    for kind in KINDS:
        paths = [_escaped(file.path) for file in files if file.kind == kind]
        if paths:
            yield readers[kind](spark, paths, options)


def raw(source: str, row: Mapping[str, Any], kind: Kind, limits: Limits) -> Raw | Reject:
    """A row of a :class:`Reading` as the record that the local readers would take out of the file."""
    source = f"{source}#{row['number']}"
    where = f"{'line' if kind == 'jsonl' else 'row'} {row['line']}"
    data = row["data"]
    if isinstance(data, InputError):
        return reject(source, located(data, where))
    if kind == "parquet":
        return Raw(source=source, format="fields", data=data, where=where)
    if len(data) > limits.article_bytes:
        return reject(source, located(too_large(limits.article_bytes), where))
    return Raw(source=source, format="json", data=data, where=where)


def _local(item: Input, limits: Limits) -> File:
    if item.path is None:
        raise UsageError("--engine spark reads files, not standard input")
    with open_stream(item.path, limits) as stream:
        head, _ = peek(stream)
    if not head.strip():
        raise InputError("read", "empty", "the file is empty")
    return _checked(File(item.source, Path(os.path.abspath(item.path)).as_posix(), sniff(head, item.source)))


def _remote(url: str) -> File:
    kind = kind_of_name(url)
    return _checked(File(url, url, "jsonl" if kind == "json" else kind or "text"))


def _checked(file: File) -> File:
    name = file.path.rpartition("/")[2]
    if file.kind not in KINDS:
        raise UsageError(
            f"--engine spark reads Parquet and JSON Lines; {file.source} is {file.kind}: leave it to the local engine"
        )
    if name.startswith(("_", ".")):
        raise UsageError(f"Spark leaves out files with names like {name}: rename {file.source}")
    return file


def _listed(spark: SparkSession, argument: str) -> list[str]:
    """The files of a folder, of a glob or alone on one of Spark's file systems. Their content is not read."""
    from pyspark.errors import AnalysisException

    try:
        files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(argument)
        return [row.path for row in files.select("path").collect()]
    except AnalysisException as error:
        if error.getCondition() == "PATH_NOT_FOUND":
            return []
        raise


def _escaped(path: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match[0], path)


def _read_parquet(spark: SparkSession, paths: list[str], options: ReadOptions) -> Reading:
    from pyspark.sql import functions as F

    # All rows get the columns of all files. Those that their file lacks are null, which is as if they were not there.
    table = spark.read.option("mergeSchema", "true").parquet(*paths)
    columns = wanted(table.columns, options.fields)
    if not columns:
        raise UsageError(no_column(table.columns, options.fields))
    counted = table.groupBy(F.col("_metadata.file_path").alias("path")).count().collect()
    number = F.col("_metadata.row_index") + 1
    frame = table.select(
        F.col("_metadata.file_path").alias("path"),
        number.alias("number"),
        number.alias("line"),
        F.struct(*(F.col(f"`{name}`") for name in columns)).alias("data"),
    )
    return Reading("parquet", frame, {row["path"]: row["count"] for row in counted})


def _read_lines(spark: SparkSession, paths: list[str], options: ReadOptions) -> Reading:
    """Lines that are not blank. How many stand in the splits before is counted in a pass of its own."""
    from pyspark.sql import functions as F

    text = (
        spark.read.option("lineSep", "\n")
        .text(paths)
        .select(
            F.col("_metadata.file_path").alias("path"),
            F.col("_metadata.file_block_start").alias("split"),
            F.col("value").cast("binary").alias("data"),
        )
    )
    # Blank is what Python's bytes.strip() leaves nothing of.
    filled = F.when(F.length(F.regexp_replace(F.col("data").cast("string"), r"^[ \t\n\x0B\f\r]+", "")) > 0, 1)
    splits = text.groupBy("path", "split").agg(F.count("*").alias("lines"), F.count(filled).alias("records")).collect()
    before: dict[tuple[str, int], tuple[int, int]] = {}
    counts: dict[str, int] = {}
    lines = 0
    for row in sorted(splits, key=lambda row: (row["path"], row["split"])):
        lines = lines if row["path"] in counts else 0
        before[row["path"], row["split"]] = (lines, counts.get(row["path"], 0))
        counts[row["path"]] = counts.get(row["path"], 0) + row["records"]
        lines += row["lines"]
    return Reading("jsonl", text.mapInArrow(partial(number_lines, before=before), _NUMBERED), counts)


def number_lines(
    batches: Iterable[pa.RecordBatch], *, before: Mapping[tuple[str, int], tuple[int, int]]
) -> Iterator[pa.RecordBatch]:
    """What runs in a worker: lines that come in the order of their splits get their numbers; blank ones are left out.

    Args:
        batches: of ``path``, ``split`` and ``data``.
        before: how many lines, and how many that are not blank, a file has before a split.
    """
    seen: dict[tuple[str, int], tuple[int, int]] = {}
    for batch in batches:
        rows = []
        for path, split, data in zip(*(batch[name].to_pylist() for name in ("path", "split", "data")), strict=True):
            line, number = seen.get((path, split)) or before[path, split]
            filled = bool(data.strip())
            seen[path, split] = line + 1, number + filled
            if filled:
                rows.append({"path": path, "number": number + 1, "line": line + 1, "data": data + b"\n"})
        yield pa.RecordBatch.from_pylist(rows, _SCHEMA)


_SCHEMA = pa.schema([("path", pa.string()), ("number", pa.int64()), ("line", pa.int64()), ("data", pa.binary())])
