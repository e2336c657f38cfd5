"""Finding what became of a dataset's files since they were written: disks fail, copies break off, people tidy up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dxextract.records.blocks import Block, Blocks
from dxextract.records.files import hash_of
from dxextract.records.schema import SCHEMAS

_PART = re.compile(r"part-([0-9a-f]{32})(?:-[0-9a-f]{8})?\.parquet")


def drop_damaged(blocks: Blocks, listed: Mapping[str, str]) -> int:
    """Delete the parts of committed blocks that are not as they were written, and the markers of blocks that lack one.

    The inputs of such a block are then new to the next run.

    Args:
        blocks: of the dataset; nobody else may be writing it.
        listed: SHA-256 by path of what the manifest lists.

    Returns:
        How many blocks were given up.
    """
    committed = blocks.all()
    sound: defaultdict[str, set[str]] = defaultdict(set)
    for table in SCHEMAS:
        for folder in (blocks.waiting(table), blocks.out / table):
            for path in list(folder.glob("part-*.parquet")):
                match = _PART.fullmatch(path.name)
                block = committed.get(match[1]) if match else None
                expected = listed.get(f"{table}/{path.name}")
                if match is None or (block is None and expected is None):
                    continue  # of somebody else, or of a block that was never committed
                if _is_sound(path, block, table, expected):
                    sound[match[1]].add(table)
                else:
                    path.unlink()
    given_up = [name for name in committed if len(sound[name]) < len(SCHEMAS)]
    for name in given_up:
        blocks.marker(name).unlink()
    return len(given_up)


def _is_sound(path: Path, block: Block | None, table: str, expected: str | None) -> bool:
    try:
        if block is not None and expected is None and path.stem == f"part-{block.name}":
            expected = block.parts[table].sha256
        if expected is not None:
            return hash_of(path) == expected
        # With clusters, and no manifest lists it: its beginning and end are there.
        return block is not None and pq.read_metadata(path).num_rows == block.parts[table].rows
    except (OSError, pa.ArrowException):
        return False
