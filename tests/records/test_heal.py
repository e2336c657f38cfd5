from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dxextract.errors import OutputError
from dxextract.records.blocks import Blocks
from dxextract.records.heal import drop_damaged
from dxextract.records.manifest import files_of, read_manifest
from dxextract.records.schema import SCHEMAS
from dxextract.records.write import check_target, write_dataset

from .conftest import MakeResult


@pytest.fixture
def out(tmp_path: Path, make: MakeResult) -> Path:
    write_dataset(tmp_path / "out", [make("a.txt"), make("b.txt", value=None)], knowledge_hash="k")
    return tmp_path / "out"


def listed(out: Path) -> dict[str, str]:
    manifest = read_manifest(out)
    assert manifest is not None
    return {file.path: file.sha256 for table in SCHEMAS for file in files_of(manifest, table)}


def part(out: Path, table: str) -> Path:
    return next((out / table).glob("*.parquet"))


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def test_what_is_as_it_was_written_is_left_alone(out: Path) -> None:
    blocks = Blocks(out, "")
    before = sorted(out.rglob("*"))
    assert drop_damaged(blocks, listed(out)) == 0
    assert sorted(out.rglob("*")) == before


@pytest.mark.parametrize("table", ["articles", "metrics", "rejects"])
@pytest.mark.parametrize("damage", [flip, truncate, Path.unlink])
def test_a_block_with_a_damaged_part_is_given_up(out: Path, table: str, damage: Callable[[Path], object]) -> None:
    blocks = Blocks(out, "")
    sums = listed(out)
    damage(part(out, table))
    assert drop_damaged(blocks, sums) == 1
    assert not list((out / table).iterdir())
    assert not blocks.all()
    assert drop_damaged(blocks, sums) == 0


@pytest.mark.parametrize(("table", "damage"), [("metrics", flip), ("articles", truncate)])
def test_without_a_manifest_the_marker_tells(out: Path, table: str, damage: Callable[[Path], None]) -> None:
    assert drop_damaged(Blocks(out, ""), {}) == 0
    damage(part(out, table))
    assert drop_damaged(Blocks(out, ""), {}) == 1


def test_a_damaged_marker_commits_nothing(out: Path) -> None:
    blocks = Blocks(out, "")
    truncate(next(blocks.markers.iterdir()))
    assert (blocks.all(), blocks.sources(), list(blocks.entries())) == ({}, set(), [])


def test_files_of_others_stay(out: Path) -> None:
    mine = [out / "metrics" / name for name in ("part-mine.parquet", f"part-{'0' * 32}.parquet", "notes.txt")]
    for path in mine:
        path.write_text("mine", encoding="utf-8")
    assert drop_damaged(Blocks(out, ""), listed(out)) == 0
    assert all(path.exists() for path in mine)


def test_a_dataset_may_be_written_to_without_its_manifest(out: Path, tmp_path: Path) -> None:
    (out / "manifest.json").write_text("{", encoding="utf-8")
    check_target(out)
    (out / "manifest.json").unlink()
    check_target(out)
    (out / "manifest.json").write_text('{"name": "a web application"}', encoding="utf-8")
    with pytest.raises(OutputError, match="holds no dataset"):
        check_target(out)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(OutputError, match=r"is damaged: .*; delete it or name another folder"):
        check_target(tmp_path / "site")
