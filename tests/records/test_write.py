from __future__ import annotations

import json
import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dxextract.clusters import sketch
from dxextract.errors import OutputError, UsageError
from dxextract.records import blocks as blocks_module
from dxextract.records import files
from dxextract.records import write as write_module
from dxextract.records.load import load
from dxextract.records.manifest import Made
from dxextract.records.model import Reject, Result
from dxextract.records.schema import SCHEMAS
from dxextract.records.write import DatasetWriter, check_target, write_dataset
from dxextract.rows import Done

from .conftest import MakeResult

MADE = Made(knowledge_hash="k", options={})
Outcome = Result | Reject


def write(out: Path, *blocks: Iterable[Outcome], finished: bool = True, made: Made = MADE, anew: bool = False) -> Path:
    """A run that does these blocks, or finds them done."""
    with DatasetWriter(out, made, anew=anew) as writer:
        committed = []
        for outcomes in blocks:
            done = {
                (one.source, "content"): one
                for one in (Done(o, None if isinstance(o, Reject) else sketch(o.article.text)) for o in outcomes)
            }
            committed.append(writer.blocks.add(list(done), done, {}))
        writer.publish(committed, finished=finished, complete=finished)
    return out


def content(out: Path) -> dict[str, bytes]:
    """What readers and globs see."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in files if ".dxextract" not in p.parts}


def listed(out: Path) -> set[str]:
    manifest = json.loads((out / "manifest.json").read_text())
    return {file["path"] for table in manifest["tables"].values() for file in table["files"]}


def sources(out: Path) -> Any:
    return load(out).articles["source"].to_pylist()


def test_layout_and_manifest(tmp_path: Path, make: MakeResult, reject: Reject) -> None:
    out = write(tmp_path / "deep" / "out", [make(), reject])
    files = content(out)
    assert set(files) == {"manifest.json", "datapackage.json", "croissant.json", *listed(out)}
    manifest = json.loads(files["manifest.json"])
    assert (manifest["knowledge_hash"], manifest["complete"], manifest["inputs"]) == ("k", True, 2)
    assert {name: table["rows"] for name, table in manifest["tables"].items()} == {
        "articles": 1, "metrics": 2, "rankings": 1, "references": 1, "findings": 1, "rejects": 1,
    }  # fmt: skip
    for table in manifest["tables"].values():
        for file in table["files"]:
            assert sha256(files[file["path"]]).hexdigest() == file["sha256"]
    package = json.loads(files["datapackage.json"])
    assert {resource["path"] for resource in package["resources"]} == listed(out)


def test_the_same_outcomes_give_the_same_bytes(tmp_path: Path, make: MakeResult, reject: Reject) -> None:
    outcomes: list[Outcome] = [make("a.txt"), make("b.txt"), reject]
    write_dataset(tmp_path / "one", outcomes, knowledge_hash="k")
    write_dataset(tmp_path / "two", outcomes[::-1], knowledge_hash="k")
    write_dataset(tmp_path / "two", outcomes, knowledge_hash="k")
    assert sources(tmp_path / "two") == ["a.txt", "b.txt"]
    assert load(tmp_path / "one").articles == load(tmp_path / "two").articles


def test_results_of_one_source_are_refused(tmp_path: Path, make: MakeResult) -> None:
    with pytest.raises(UsageError, match=r"two results have the source 'a\.txt'"):
        write_dataset(tmp_path / "out", [make("a.txt"), make("a.txt")], knowledge_hash="k")
    assert not (tmp_path / "out").exists()


def test_near_duplicates_share_a_cluster_across_blocks(tmp_path: Path, make: MakeResult) -> None:
    articles = load(write(tmp_path / "out", [make("a.txt")], [make("b.txt")])).articles
    assert articles["cluster_id"].to_pylist() == articles["article_id"].to_pylist()
    assert len(set(articles["cluster_id"].to_pylist())) == 1


def test_no_input_is_a_dataset_without_rows(tmp_path: Path) -> None:
    dataset = load(write(tmp_path / "out"))
    assert {name: table.num_rows for name, table in dataset.tables.items()} == dict.fromkeys(SCHEMAS, 0)
    assert all(list((tmp_path / "out" / name).glob("*.parquet")) for name in SCHEMAS)


def test_an_unfinished_run_shows_what_it_has(tmp_path: Path, make: MakeResult) -> None:
    out = write(tmp_path / "out", [make("a.txt")], finished=False)
    assert (sources(out), load(out).manifest["complete"]) == (["a.txt"], False)
    assert load(out).articles["cluster_id"].to_pylist() == [None]
    write(out, finished=False)  # less is not shown in its place
    assert sources(out) == ["a.txt"]
    write(out, [make("a.txt")], [make("b.txt")], finished=False)
    assert sources(out) == ["a.txt", "b.txt"]


def test_a_complete_dataset_stays_until_the_next_is_complete(tmp_path: Path, make: MakeResult) -> None:
    out = write(tmp_path / "out", [make("a.txt")])
    before = content(out)
    write(out, [make("b.txt")], [make("c.txt")], finished=False)
    assert content(out) == before
    write(out, [make("b.txt")], [make("c.txt")])
    assert content(out) == content(write(tmp_path / "fresh", [make("b.txt")], [make("c.txt")]))
    assert not list((out / ".dxextract" / "parts").rglob("*.parquet"))
    assert len(list((out / ".dxextract" / "blocks").iterdir())) == 2


def test_committed_blocks_survive_a_writer_that_is_killed(tmp_path: Path, make: MakeResult) -> None:
    with DatasetWriter(tmp_path / "out", MADE) as writer:
        done = {("a.txt", "content"): Done(make("a.txt"), sketch("x"))}
        block = writer.blocks.add(list(done), done, {})
    (tmp_path / "out" / ".dxextract" / "temporary" / "left").touch()
    assert load(tmp_path / "out").articles.num_rows == 0
    with DatasetWriter(tmp_path / "out", MADE) as writer:
        assert writer.blocks.get(block.name) == block
        assert not list(writer.blocks.temporary.iterdir())
    with DatasetWriter(tmp_path / "out", MADE, anew=True) as writer:
        assert writer.blocks.get(block.name) is None
        writer.blocks.add(list(done), done, {})
    with DatasetWriter(tmp_path / "out", MADE, anew=True) as writer:  # the same command, after it was killed
        assert writer.blocks.get(block.name) == block


class Killed(BaseException):
    """No handler of ours may catch it."""


@pytest.mark.parametrize("there_before", [False, True])
def test_killed_at_any_step_the_next_run_makes_the_same(
    tmp_path: Path, make: MakeResult, monkeypatch: pytest.MonkeyPatch, there_before: bool
) -> None:
    """Every change of a name in the file system is a place to be killed at, and so is every one of the next run."""
    runs: list[list[Outcome]] = [[make("a.txt")], [make("b.txt")]]
    expected = content(write(tmp_path / "expected", *runs))
    real_replace, real_unlink = Path.replace, Path.unlink
    left = 10**9

    def step() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed

    def replace(self: Path, target: Path) -> Path:
        step()
        return real_replace(self, target)

    def unlink(self: Path, missing_ok: bool = False) -> None:
        step()
        real_unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(files, "sync", lambda path: None)  # it only takes time
    monkeypatch.setattr(write_module, "sync", lambda path: None)
    monkeypatch.setattr(blocks_module, "sync", lambda path: None)
    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(Path, "unlink", unlink)
    kill_at = kills = 0
    while True:
        out = tmp_path / f"out{kill_at}"
        left = 10**9
        old = content(write(out, [make("a.txt")], [make("old.txt")])) if there_before else None
        left = kill_at
        try:
            write(out, *runs)
        except Killed:
            kills += 1
        else:
            break
        # Whatever happened, a reader sees a state that was published.
        names = sources(out) if (out / "manifest.json").exists() else []
        assert names in ([["a.txt", "old.txt"], ["a.txt", "b.txt"]] if there_before else [[], ["a.txt", "b.txt"]])
        left = 10**9
        write(out, *runs)
        assert content(out) == expected
        kill_at += 1
    assert kills > 20
    assert old is None or old != expected


def test_a_second_writer_is_refused(tmp_path: Path, make: MakeResult) -> None:
    out = tmp_path / "out"
    with DatasetWriter(out, MADE):
        with pytest.raises(OutputError, match=rf"another dxextract is writing .*out \(process {os.getpid()} on"):
            write(out)
        assert load(out).articles.num_rows == 0
    write(out, [make()])


def test_an_empty_folder_is_taken(tmp_path: Path, make: MakeResult) -> None:
    (tmp_path / "out").mkdir()
    assert load(write(tmp_path / "out", [make()])).articles.num_rows == 1


def test_a_folder_that_a_killed_run_has_only_begun_is_taken(tmp_path: Path, make: MakeResult) -> None:
    (tmp_path / "out" / ".dxextract" / "blocks").mkdir(parents=True)
    assert load(write(tmp_path / "out", [make()])).articles.num_rows == 1


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path, make: MakeResult) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    write(tmp_path / "out", [make()])
    assert (tmp_path / "out").is_symlink() and load(tmp_path / "real").articles.num_rows == 1


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("name", ["notes.txt", "manifest.json", "metrics/part-00000.parquet"])
def test_what_is_no_dataset_is_left_alone(tmp_path: Path, make: MakeResult, name: str, anew: bool) -> None:
    file = tmp_path / "out" / name
    file.parent.mkdir(parents=True)
    file.write_text('{"format": "of others"}')
    with pytest.raises(OutputError, match="no dataset of dxextract"):
        write(tmp_path / "out", [make()], anew=anew)
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == [file]


@pytest.mark.parametrize("name", ["notes.txt", "metrics/mine.csv", "metrics/part-mine.parquet", "mine/a"])
def test_files_of_others_in_a_dataset_stay(tmp_path: Path, make: MakeResult, name: str) -> None:
    out = write(tmp_path / "out", [make()])
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_text("mine")
    write(out, [make("b.txt")], anew=True)
    assert (out / name).read_text() == "mine"
    assert sources(out) == ["b.txt"]


def test_a_damaged_manifest_is_made_again(tmp_path: Path, make: MakeResult) -> None:
    out = write(tmp_path / "out", [make()])
    before = content(out)
    (out / "manifest.json").write_text('{"format": "dxextract"}')
    write(out, [make()])
    assert content(out) == before


def test_a_target_that_cannot_be_written(tmp_path: Path, make: MakeResult, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="is a file"):
        check_target(tmp_path / "file")
    with pytest.raises(OutputError, match=r"cannot write .*: Not a directory"):
        write(tmp_path / "file" / "out", [make()])

    def read_only(self: Path, *args: object, **kwargs: object) -> None:
        raise OSError(30, os.strerror(30), str(self))

    monkeypatch.setattr(Path, "mkdir", read_only)
    with pytest.raises(OutputError, match=r"cannot write .*out: Read-only file system"):
        write(tmp_path / "out", [make()])
