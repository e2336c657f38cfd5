"""A run of the command on Spark: files in, a dataset out that is like the one of a local run (docs/scale.md).

Workers write blocks into the dataset's folder and commit them as the processes of a local run do; the driver holds the
lock, looks for near-duplicates and publishes. The folder must be one that the driver and all workers see.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dxextract.errors import InputError, OutputError
from dxextract.readers.inputs import Input, reject
from dxextract.readers.records import Raw
from dxextract.readers.sniff import Kind
from dxextract.records.blocks import Block, Blocks, name_of
from dxextract.records.files import said
from dxextract.records.model import Reject
from dxextract.records.write import DatasetWriter
from dxextract.rows import Done
from dxextract.runner.look import check_inputs
from dxextract.runner.plan import MOST_BYTES, Chunk, content_of, size_of
from dxextract.runner.run import Settings, Summary, Watch, made_by
from dxextract.runner.tally import Tally
from dxextract.runner.work import Job, Report, Work
from dxextract.spark.files import File, Reading, find_files, key_of, raw, read_files
from dxextract.spark.frames import mappings
from dxextract.spark.recipe import Recipe

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_LEAST, _MOST = 64, 2048
_BLOCKS = 4096
_TASKS = 20_000
"""Records of a block, blocks of a run before they grow, and the most tasks that blocks are dealt to."""

_ANSWERS = pa.schema([("first", pa.string()), ("number", pa.int64()), ("name", pa.string()), ("done", pa.bool_())])


@dataclass(frozen=True, slots=True)
class _Orders:
    """What workers are to do with the rows of a :class:`Reading`. It is pickled for them.

    Attributes:
        length: records of a block, counted from the first of a file.
        sources: what the files are called, in their order.
    """

    recipe: Recipe
    out: Path
    made: str
    retry: bool
    length: int
    kind: Kind
    sources: Sequence[str]


def extract_dataset(
    spark: SparkSession,
    arguments: Iterable[str],
    out: Path,
    recipe: Recipe,
    *,
    settings: Settings,
    anew: bool,
    watch: Watch,
) -> Summary:
    """Extract what the dataset does not hold yet, and publish it when all is done.

    A block holds records that follow each other in a file; which ones depends on nothing but their numbers and, in
    steps, on how many there are in all. A block that is committed is not done again.

    Args:
        spark: the session.
        arguments: paths of this machine, or URLs of a file system that Spark knows.
        out: folder of the dataset.
        recipe: how to extract.
        settings: ``retry`` of it.
        anew: whether what is committed is done again.
        watch: is told what was done when it is done.

    Returns:
        The numbers. An interrupt (``KeyboardInterrupt``) ends the run early and is not raised; blocks that were
        committed are found by the next run.

    Raises:
        UsageError: an input cannot be read by Spark.
        OutputError: the dataset cannot be written.
    """
    summary = Summary()
    made = made_by(recipe.knowledge_hash, recipe.options)
    files, rejects = find_files(spark, arguments, recipe.options.limits)
    if not anew:
        check_inputs([*(Input(file.source, None) for file in files), *rejects], out)
    with DatasetWriter(out, made, anew=anew) as writer:
        summary.damaged = writer.damaged
        before = writer.blocks.sources() if (writer.before or {}).get("complete") else set()
        try:
            readings = list(read_files(spark, files, recipe.options))
            read = {key_of(path) for reading in readings for path in reading.counts}
            rejects += [
                reject(f.source, InputError("read", "empty", "no record in it")) for f in files if f.key not in read
            ]
            answers = list(_answers(readings, files, recipe, writer, retry=settings.retry))
        except KeyboardInterrupt:
            summary.interrupted, summary.shown = True, False
            return summary
        blocks = []
        for answer in sorted(answers, key=lambda answer: (answer["first"], answer["number"])):
            block = writer.blocks.get(answer["name"])
            if block is None:
                raise OutputError(
                    f"{out}: what Spark's workers wrote is not there; it must be a folder that all machines share"
                )
            blocks.append(block)
            _count(block, summary, watch, writer, done=answer["done"])
        if rejects:
            blocks.append(_of_rejects(rejects, summary, watch, writer))
        for block in blocks:
            summary.tally.add(Tally.of_block(block))
        summary.shown = writer.publish(blocks, finished=True, complete=True)
        summary.removed = len(before - writer.blocks.sources())
    return summary


def block_length(records: int) -> int:
    """How many records a block takes in a run over so many: small ones for few, so that all cores have work."""
    length = _LEAST
    while length < _MOST and length * _BLOCKS < records:
        length *= 2
    return length


def _answers(
    readings: Sequence[Reading], files: Sequence[File], recipe: Recipe, writer: DatasetWriter, *, retry: bool
) -> Iterator[Mapping[str, Any]]:
    """Have all blocks written; a row of :data:`_ANSWERS` for each."""
    from pyspark.sql.pandas.types import from_arrow_schema

    length = block_length(sum(sum(reading.counts.values()) for reading in readings))
    for reading in filter(attrgetter("counts"), readings):
        orders = _Orders(
            recipe=recipe,
            out=Path(os.path.abspath(writer.blocks.out)),
            made=writer.blocks.made,
            retry=retry,
            length=length,
            kind=reading.kind,
            sources=[file.source for file in files],
        )
        work = partial(_write, orders=orders)
        for row in _dealt(reading, files, length).mapInArrow(work, from_arrow_schema(_ANSWERS)).collect():
            yield row.asDict()


def _dealt(reading: Reading, files: Sequence[File], length: int) -> DataFrame:
    """The rows, those of a block together and in their order, and the blocks in turn to all tasks."""
    from pyspark.sql import functions as F

    at = {file.key: position for position, file in enumerate(files)}
    paths = sorted(reading.counts)
    blocks = [-(-reading.counts[path] // length) for path in paths]
    places = pa.table(
        {
            "path": pa.array(paths, pa.string()),
            "file": pa.array([at[key_of(path)] for path in paths], pa.int32()),
            "first": pa.array(list(accumulate(blocks, initial=0))[:-1], pa.int64()),
        }
    )
    tasks = min(sum(blocks), _TASKS)
    placed = reading.frame.join(F.broadcast(reading.frame.sparkSession.createDataFrame(places)), on="path")
    block = F.col("first") + F.floor((F.col("number") - 1) / length)
    return (
        placed.withColumn("task", (block % tasks).cast("int"))
        .repartitionById(tasks, "task")
        .sortWithinPartitions("file", "number")
        .select("file", "number", "line", "data")
    )


def _write(batches: Iterable[pa.RecordBatch], *, orders: _Orders) -> Iterator[pa.RecordBatch]:
    """What runs in a worker: rows to committed blocks."""
    recipe = orders.recipe
    work = Work(
        extractor=recipe.extractor(), options=recipe.options, timeout=recipe.timeout, out=orders.out, made=orders.made
    )
    blocks = Blocks(orders.out, orders.made)
    for _, rows in groupby(_rows(batches), key=lambda row: (row["file"], (row["number"] - 1) // orders.length)):
        for number, chunk in _chunks(rows, orders):
            name = name_of(orders.made, chunk.entries)
            block = blocks.get(name)
            to_do = block is None or (orders.retry and block.given_up > 0)
            if to_do and work.do(Job(number=0, chunk=chunk)).interrupted:
                raise KeyboardInterrupt
            first = orders.sources[number[0]]
            answer = {"first": first, "number": number[1], "name": name, "done": to_do}
            yield pa.RecordBatch.from_pylist([answer], _ANSWERS)


def _rows(batches: Iterable[pa.RecordBatch]) -> Iterator[dict[str, Any]]:
    for batch in batches:
        places = batch.select(["file", "number", "line"]).to_pylist()
        for place, found in zip(places, mappings(batch.select(["data"])), strict=True):
            yield {**place, "data": found if isinstance(found, InputError) else found["data"]}


def _chunks(rows: Iterable[Mapping[str, Any]], orders: _Orders) -> Iterator[tuple[tuple[int, int], Chunk]]:
    """The rows of a block with the place of the first; several blocks where they are very large."""
    items: list[Raw | Reject] = []
    place = (0, 0)
    size = 0
    for row in rows:
        place = place if items else (row["file"], row["number"])
        items.append(raw(orders.sources[row["file"]], row, orders.kind, orders.recipe.options.limits))
        size += size_of(items[-1])
        if size >= MOST_BYTES:
            yield place, _chunk(items, size)
            items, size = [], 0
    if items:
        yield place, _chunk(items, size)


def _chunk(items: list[Raw | Reject], size: int) -> Chunk:
    return Chunk(items, [(item.source, content_of(item)) for item in items], size)


def _count(block: Block, summary: Summary, watch: Watch, writer: DatasetWriter, *, done: bool) -> None:
    tally = Tally.of_block(block)
    if done:
        summary.new.add(tally)
        for row in writer.blocks.read(block.name, "rejects").to_pylist() if tally.rejects else ():
            watch.report(Report(source=row["source"], tally=Tally(rejects=1), reject=Reject(**row)))
        tally = replace(tally, rejects=0)
    watch.kept(tally)


def _of_rejects(rejects: Sequence[Reject], summary: Summary, watch: Watch, writer: DatasetWriter) -> Block:
    """The block of inputs that gave no record at all, written here."""
    done = {(one.source, content_of(one)): Done(one) for one in sorted(rejects, key=lambda one: one.source)}
    there = writer.blocks.get(name_of(writer.blocks.made, done))
    with said(writer.blocks.out):
        block = there or writer.blocks.add(list(done), done, {})
    _count(block, summary, watch, writer, done=there is None)
    return block
