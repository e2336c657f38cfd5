"""Cutting a stream of records into blocks.

Where a block ends is decided by hashes of sources, not by counting: an input that comes or goes changes the block that
it is in, and its neighbour at most, however many there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain

from dxextract.errors import InputError
from dxextract.ids import digest
from dxextract.readers.inputs import Input, reject
from dxextract.readers.options import ReadOptions
from dxextract.readers.records import Raw, open_records
from dxextract.records.blocks import Entry
from dxextract.records.model import Reject

LEAST, USUAL, MOST = 64, 64, 256
"""Records in a block: no fewer except at the end, on average that many more, and no more."""

MOST_BYTES = 32_000_000
"""A block ends where its records hold more than this."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What becomes a block.

    Attributes:
        items: the records in their order.
        entries: of each, its source and the hash of its content.
        size: bytes in them.
    """

    items: list[Raw | Reject] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    size: int = 0


def records(inputs: Iterable[Input | Reject], options: ReadOptions) -> Iterator[Raw | Reject]:
    """The records of all inputs, in their order."""
    return chain.from_iterable([item] if isinstance(item, Reject) else _open(item, options) for item in inputs)


def _open(item: Input, options: ReadOptions) -> Iterator[Raw | Reject]:
    try:
        yield from open_records(item, options)
    except Exception as error:  # a fault of ours costs this input, not the run
        yield reject(item.source, InputError("read", "failed", f"{type(error).__name__}: {error}"))


def chunks(items: Iterable[Raw | Reject]) -> Iterator[Chunk]:
    """Cut a stream into blocks. The same records are cut in the same way."""
    taken: list[Raw | Reject] = []
    entries: list[Entry] = []
    size = 0
    for item in items:
        taken.append(item)
        entries.append((item.source, content_of(item)))
        size += size_of(item)
        if len(taken) >= MOST or size >= MOST_BYTES or (len(taken) >= LEAST and _ends(item.source)):
            yield Chunk(taken, entries, size)
            taken, entries, size = [], [], 0
    if taken:
        yield Chunk(taken, entries, size)


def content_of(item: Raw | Reject) -> str:
    """Hash of all that a record holds, besides its source."""
    if isinstance(item, Reject):
        return digest("reject", item.stage, item.reason, item.detail)
    about = digest("raw", item.format, item.where, item.url, item.charset)
    if isinstance(item.data, bytes):
        data = item.data
    else:
        data = json.dumps(item.data, ensure_ascii=False, sort_keys=True, default=repr).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=16, key=about.encode()).hexdigest()


def size_of(item: Raw | Reject) -> int:
    """About how many bytes a record takes."""
    if isinstance(item, Reject):
        return 0
    return len(item.data) if isinstance(item.data, bytes) else sum(len(str(value)) for value in item.data.values())


def _ends(source: str) -> bool:
    return int(digest("block ends", source), 16) % USUAL == 0
