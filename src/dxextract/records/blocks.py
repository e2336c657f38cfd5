"""Blocks: what some consecutive inputs gave, written and committed together.

A block is named by a hash of what goes into it (how the dataset is made, and the source and content of each of its
inputs), and never changes. Its parts of all tables lie in the working folder until a manifest lists them. The commit
marker, written last, is a small table of the block's inputs with what the next run needs of them; a block counts only
if its marker and all parts are there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from errno import ENOENT
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dxextract.ids import digest
from dxextract.records.files import read_table, sync, write_table
from dxextract.records.model import Reject
from dxextract.records.schema import SCHEMAS
from dxextract.rows import Done, flatten, rows

WORK = ".dxextract"
"""The folder inside a dataset that belongs to who writes it."""

_MARKS = pa.schema(
    [
        pa.field("source", pa.string(), nullable=False),
        pa.field("content", pa.string(), nullable=False),
        pa.field("input_id", pa.string(), nullable=False),
        pa.field("article_id", pa.string()),
        pa.field("sketch", pa.binary()),
    ]
)
_ABOUT = b"dxextract"
_GIVEN_UP = ""
"""Instead of the content's hash where another try may succeed: what such an input gave is not reused."""

Entry = tuple[str, str]
"""An input: its source, and a hash of its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A block's part of one table."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A committed block.

    Attributes:
        name: its hash.
        parts: by table. The one of articles is without ``cluster_id``.
        given_up: how many of its inputs timed out or crashed.
    """

    name: str
    parts: Mapping[str, Part]
    given_up: int

    @property
    def inputs(self) -> int:
        """How many inputs it holds."""
        return self.parts["articles"].rows + self.parts["rejects"].rows


def name_of(made: str, entries: Iterable[Entry]) -> str:
    """The name of a block.

    Args:
        made: hash of how the dataset is made.
        entries: its inputs in their order.
    """
    return digest("block", made, *(part for entry in entries for part in entry))


class Blocks:
    """The blocks of a dataset's folder: looking them up, reading and adding them. Holds nothing open.

    Args:
        out: folder of the dataset.
        made: hash of how the dataset is made. Blocks that were made otherwise are not looked at.
    """

    def __init__(self, out: Path, made: str) -> None:
        self.out = out
        self.made = made
        self.work = out / WORK
        self.temporary = self.work / "temporary"
        self.markers = self.work / "blocks"

    def make_folders(self) -> None:
        """Make the folders that are missing."""
        for folder in (self.temporary, self.markers, *(self.waiting(name) for name in SCHEMAS)):
            folder.mkdir(parents=True, exist_ok=True)

    def waiting(self, table: str) -> Path:
        """The folder for parts that no manifest lists yet."""
        return self.work / "parts" / table

    def get(self, name: str) -> Block | None:
        """The block of a name, if it is committed and all its parts are there."""
        block = _block(self.marker(name))
        if block is None or any(self.find(name, table) is None for table in SCHEMAS):
            return None
        return block

    def all(self) -> dict[str, Block]:
        """By name, the blocks that have a readable marker, whether or not their parts are there."""
        found = (_block(path) for path in sorted(self.markers.glob("*.parquet")))
        return {block.name: block for block in found if block is not None}

    def marker(self, name: str) -> Path:
        """Where a block's commit marker lies."""
        return self.markers / f"{name}.parquet"

    def find(self, name: str, table: str) -> Path | None:
        """Where a block's part of a table lies. Of articles it may be one with ``cluster_id``."""
        file = f"part-{name}.parquet"
        for folder in (self.waiting(table), self.out / table, self.waiting(table)):  # it may be moved meanwhile
            if (path := folder / file).exists():
                return path
            if table == "articles" and (clustered := next(folder.glob(f"part-{name}-*.parquet"), None)):
                return clustered
        return None

    def read(self, name: str, table: str) -> pa.Table:
        """A block's part of a table.

        Raises:
            OSError, pyarrow.ArrowException: it cannot be read.
        """
        while (path := self.find(name, table)) is not None:
            with suppress(FileNotFoundError):  # it was moved meanwhile
                return read_table(path)
        raise FileNotFoundError(ENOENT, f"the part of {table} in block {name} is missing")

    def entries(self) -> Iterator[tuple[Entry, str]]:
        """The inputs of all blocks that were made in this way, each with the name of its block."""
        for name, marks in self._all_marks("source", "content"):
            if _about(marks.schema)["made"] == self.made:
                pairs = zip(marks["source"].to_pylist(), marks["content"].to_pylist(), strict=True)
                yield from (((source, content), name) for source, content in pairs)

    def sources(self) -> set[str]:
        """What the inputs of all blocks are called, however these were made."""
        return {source for _, marks in self._all_marks("source") for source in marks["source"].to_pylist()}

    def sketches(self, names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """``article_id`` and sketch of every article of some blocks."""
        for name in names:
            marks = read_table(self.marker(name), ["article_id", "sketch"]).drop_null()
            yield from zip(marks["article_id"].to_pylist(), marks["sketch"].to_pylist(), strict=True)
        pa.default_memory_pool().release_unused()  # what was read stays taken otherwise

    def add(
        self, entries: Sequence[Entry], done: Mapping[Entry, Done], reuse: Mapping[str, Collection[Entry]]
    ) -> Block:
        """Write a block and commit it.

        Args:
            entries: its inputs in their order.
            done: what inputs gave.
            reuse: the other inputs, by the name of the committed block that holds what they gave.

        Raises:
            OSError, pyarrow.ArrowException: it cannot be written.
        """
        pieces = [flatten(rows(done.values())), *(self._taken(name, kept) for name, kept in reuse.items())]
        marks = [_marks(done), *(self._marks(name, kept) for name, kept in reuse.items())]
        inputs = pa.concat_tables(marks).sort_by("source")
        ranks = {input_id: rank for rank, input_id in enumerate(inputs["input_id"].to_pylist())}
        name = name_of(self.made, entries)
        parts: dict[str, Part] = {}
        for table in SCHEMAS:
            whole = _ordered(pa.concat_tables([piece[table] for piece in pieces]), ranks)
            target = self.waiting(table) / f"part-{name}.parquet"
            sha256 = write_table(target, whole, temporary=self.temporary)
            sync(target.parent)
            parts[table] = Part(rows=whole.num_rows, sha256=sha256)
        given_up = inputs["content"].to_pylist().count(_GIVEN_UP)
        about = {
            "made": self.made,
            "given_up": given_up,
            "parts": {table: asdict(part) for table, part in parts.items()},
        }
        marked = inputs.replace_schema_metadata({_ABOUT: json.dumps(about)})
        write_table(self.marker(name), marked, temporary=self.temporary)
        sync(self.markers)
        return Block(name=name, parts=parts, given_up=given_up)

    def _all_marks(self, *columns: str) -> Iterator[tuple[str, pa.Table]]:
        """Columns of all markers that can be read, by the names of their blocks."""
        for path in sorted(self.markers.glob("*.parquet")):
            with suppress(OSError, pa.ArrowException):
                yield path.stem, read_table(path, list(columns))

    def _marks(self, name: str, kept: Collection[Entry]) -> pa.Table:
        marks = read_table(self.marker(name)).replace_schema_metadata()
        pairs = zip(marks["source"].to_pylist(), marks["content"].to_pylist(), strict=True)
        return marks.filter(pa.array([pair in kept for pair in pairs], pa.bool_()))

    def _taken(self, name: str, kept: Collection[Entry]) -> dict[str, pa.Table]:
        """The rows of some of a block's inputs, as they were before near-duplicates were looked for."""
        inputs = self._marks(name, kept)["input_id"].combine_chunks()
        tables: dict[str, pa.Table] = {}
        for table in SCHEMAS:
            part = self.read(name, table)
            tables[table] = part.filter(pc.is_in(part["input_id"], inputs))
        tables["articles"] = with_clusters(tables["articles"], None)
        return tables


def with_clusters(articles: pa.Table, clusters: Sequence[str] | None) -> pa.Table:
    """The articles with these values of ``cluster_id``, or none."""
    at = articles.schema.get_field_index("cluster_id")
    field = articles.schema.field(at)
    column = pa.nulls(len(articles), field.type) if clusters is None else pa.array(clusters, field.type)
    return articles.set_column(at, field, column)


def _about(schema: pa.Schema) -> dict[str, Any]:
    about: dict[str, Any] = json.loads((schema.metadata or {})[_ABOUT])
    return about


def _marks(done: Mapping[Entry, Done]) -> pa.Table:
    outcomes = [one.outcome for one in done.values()]
    ids = [
        (o.input_id, None) if isinstance(o, Reject) else (o.article.input_id, o.article.article_id) for o in outcomes
    ]
    columns = {
        "source": [source for source, _ in done],
        "content": [_GIVEN_UP if _is_given_up(one) else content for (_, content), one in done.items()],
        "input_id": [input_id for input_id, _ in ids],
        "article_id": [article_id for _, article_id in ids],
        "sketch": [one.sketch for one in done.values()],
    }
    return pa.table(columns, schema=_MARKS)


def _is_given_up(done: Done) -> bool:
    return isinstance(done.outcome, Reject) and done.outcome.reason in ("timeout", "crashed")


def _block(marker: Path) -> Block | None:
    """The block of a commit marker; None where it cannot be read."""
    try:
        about = _about(pq.read_schema(marker))
    except (OSError, pa.ArrowException):
        return None
    parts = {table: Part(**part) for table, part in about["parts"].items()}
    return Block(name=marker.stem, parts=parts, given_up=about["given_up"])


def _ordered(table: pa.Table, ranks: Mapping[str, int]) -> pa.Table:
    """The rows in the order of their inputs, and inside an input as they are."""
    order = [ranks[input_id] for input_id in table["input_id"].to_pylist()]
    return table.take(pa.array(sorted(range(len(order)), key=order.__getitem__), pa.int64()))
