from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.records.blocks import Blocks, Entry, name_of
from dxextract.records.model import Reject, Result
from dxextract.records.schema import SCHEMAS
from dxextract.rows import Done

from .conftest import MakeResult


def done_of(*outcomes: Result | Reject) -> dict[Entry, Done]:
    made = [Done(o, None if isinstance(o, Reject) else b"sketch") for o in outcomes]
    return {(one.source, f"content of {one.source}"): one for one in made}


@pytest.fixture
def blocks(tmp_path: Path) -> Blocks:
    blocks = Blocks(tmp_path, "made")
    blocks.make_folders()
    return blocks


def parts(blocks: Blocks, name: str) -> dict[str, bytes]:
    found = {table: blocks.find(name, table) for table in SCHEMAS}
    return {table: path.read_bytes() for table, path in found.items() if path}


def test_a_block_is_found_when_all_of_it_is_there(blocks: Blocks, make: MakeResult, reject: Reject) -> None:
    done = done_of(make("a.txt"), reject)
    block = blocks.add(list(done), done, {})
    assert block.name == name_of("made", done)
    assert blocks.get(block.name) == block
    assert (block.inputs, block.parts["metrics"].rows, block.given_up) == (2, 2, 0)
    assert list(blocks.sketches([block.name])) == [(make("a.txt").article.article_id, b"sketch")]
    path = blocks.find(block.name, "rankings")
    assert path
    path.unlink()
    assert blocks.get(block.name) is None
    assert Blocks(blocks.out, "made").get("0" * 32) is None


def test_the_name_tells_what_went_in(make: MakeResult) -> None:
    entries = [("a", "1"), ("b", "2")]
    names = {name_of("made", entries), name_of("other", entries), name_of("made", entries[:1])}
    names |= {name_of("made", [("a", "1"), ("b", "3")]), name_of("made", entries[::-1])}
    assert len(names) == 5


def test_what_is_reused_makes_the_same_bytes(blocks: Blocks, make: MakeResult, reject: Reject, tmp_path: Path) -> None:
    done = done_of(make("c.txt"), make("a.txt"), make("b.txt", value=None), reject)
    fresh = Blocks(tmp_path / "fresh", "made")
    fresh.make_folders()
    whole = fresh.add(list(done), done, {})
    entries = list(done)
    first = blocks.add(entries[1:], {entry: done[entry] for entry in entries[1:]}, {})
    again = blocks.add(entries, {entries[0]: done[entries[0]]}, {first.name: frozenset(entries[1:])})
    assert again == whole
    assert parts(blocks, again.name) == parts(fresh, whole.name)
    assert blocks.marker(again.name).read_bytes() == fresh.marker(whole.name).read_bytes()
    assert dict(blocks.entries()) == dict.fromkeys(entries, again.name) or len(dict(blocks.entries())) == 4


def test_what_was_given_up_is_not_reused(blocks: Blocks) -> None:
    given_up = Reject(input_id="i", source="slow.txt", stage="extract", reason="timeout", detail="")
    done = done_of(given_up)
    block = blocks.add(list(done), done, {})
    assert block.given_up == 1 and blocks.get(block.name) == block
    assert [content for (_, content), _ in blocks.entries()] == [""]


def test_blocks_that_were_made_otherwise_are_not_looked_at(blocks: Blocks, make: MakeResult) -> None:
    done = done_of(make("a.txt"))
    blocks.add(list(done), done, {})
    other = Blocks(blocks.out, "otherwise")
    assert list(other.entries()) == []
    assert other.sources() == {"a.txt"}
