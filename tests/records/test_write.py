from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import pyarrow.parquet as pq
import pytest

from dxextract.errors import OutputError
from dxextract.records import write as module
from dxextract.records.load import load
from dxextract.records.model import Reject, Result
from dxextract.records.schema import SCHEMAS
from dxextract.records.write import DatasetWriter, check_target

from .conftest import MakeResult


def write(out: Path, *outcomes: Result | Reject, overwrite: bool = False, complete: bool = True) -> Path:
    with DatasetWriter(out, knowledge_hash="k", overwrite=overwrite) as writer:
        for outcome in outcomes:
            writer.add(outcome)
        writer.commit(complete=complete)
    return out


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_layout_and_manifest(tmp_path: Path, make: MakeResult, reject: Reject) -> None:
    out = write(tmp_path / "deep" / "out", make(), reject)
    files = content(out)
    assert set(files) == {"manifest.json", *(f"{name}/part-00000.parquet" for name in SCHEMAS)}
    manifest = json.loads(files["manifest.json"])
    assert manifest["knowledge_hash"] == "k" and manifest["complete"] is True
    assert {name: table["rows"] for name, table in manifest["tables"].items()} == {
        "articles": 1, "metrics": 2, "rankings": 1, "references": 1, "findings": 1, "rejects": 1,
    }  # fmt: skip
    for table in manifest["tables"].values():
        for file in table["files"]:
            assert sha256(files[file["path"]]).hexdigest() == file["sha256"]
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["out"]


def test_the_same_outcomes_give_the_same_bytes(tmp_path: Path, make: MakeResult, reject: Reject) -> None:
    outcomes: list[Result | Reject] = [make("a.txt"), make("b.txt"), reject]
    assert content(write(tmp_path / "one", *outcomes)) == content(write(tmp_path / "two", *outcomes))


def test_parts_hold_a_bounded_number_of_inputs(
    tmp_path: Path, make: MakeResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_INPUTS_IN_PART", 2)
    out = write(tmp_path / "out", *(make(f"{n}.txt") for n in range(5)))
    assert sorted(p.name for p in (out / "metrics").iterdir()) == [f"part-0000{n}.parquet" for n in range(3)]
    assert load(out).articles["source"].to_pylist() == [f"{n}.txt" for n in range(5)]


def test_no_input_is_a_dataset_without_rows(tmp_path: Path) -> None:
    dataset = load(write(tmp_path / "out"))
    assert {name: table.num_rows for name, table in dataset.tables.items()} == dict.fromkeys(SCHEMAS, 0)


def test_what_is_not_committed_leaves_no_trace(tmp_path: Path, make: MakeResult) -> None:
    with pytest.raises(RuntimeError), DatasetWriter(tmp_path / "out", knowledge_hash="k") as writer:
        writer.add(make())
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_was_interrupted_is_written_once(
    tmp_path: Path, make: MakeResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_INPUTS_IN_PART", 1)
    real, calls = pq.write_table, 0

    def interrupted(*args: object, **kwargs: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        real(*args, **kwargs)

    monkeypatch.setattr(pq, "write_table", interrupted)
    with DatasetWriter(tmp_path / "out", knowledge_hash="k") as writer:
        with pytest.raises(KeyboardInterrupt):
            writer.add(make())
        writer.commit(complete=False)
    dataset = load(tmp_path / "out")
    assert dataset.articles.num_rows == 1
    assert dataset.manifest["complete"] is False


def test_a_dataset_is_replaced_only_when_asked_for(tmp_path: Path, make: MakeResult) -> None:
    out = write(tmp_path / "out", make("a.txt"))
    before = content(out)
    with pytest.raises(OutputError, match="--overwrite"):
        write(out, make("b.txt"))
    assert content(out) == before
    write(out, make("b.txt"), overwrite=True)
    assert load(out).articles["source"].to_pylist() == ["b.txt"]
    assert list(tmp_path.iterdir()) == [out]


def test_a_second_writer_is_refused(tmp_path: Path, make: MakeResult) -> None:
    out = tmp_path / "out"
    with DatasetWriter(out, knowledge_hash="k") as first:
        for attempt in (lambda: check_target(out, overwrite=True), lambda: write(out, overwrite=True)):
            with pytest.raises(OutputError, match="another dxextract is writing"):
                attempt()
        first.add(make())
        first.commit()
    assert load(out).articles.num_rows == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_a_killed_writer_left_is_cleared_away(tmp_path: Path, make: MakeResult) -> None:
    out = write(tmp_path / "out", make("a.txt"))
    (tmp_path / ".out.partial" / "metrics").mkdir(parents=True)
    (tmp_path / ".out.partial" / "dxextract.lock").touch()
    (tmp_path / ".out.partial" / "metrics" / "part-00000.parquet").touch()
    copytree(out, tmp_path / ".out.old")
    write(out, make("b.txt"), overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_dataset_is_put_back_when_its_writer_was_killed_in_between(tmp_path: Path, make: MakeResult) -> None:
    out = write(tmp_path / "out", make("a.txt"))
    out.rename(tmp_path / ".out.old")
    with pytest.raises(OutputError, match="already holds a dataset"):
        write(out, make("b.txt"))
    assert load(out).articles["source"].to_pylist() == ["a.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", [".out.partial", ".out.old"])
def test_what_others_put_in_the_way_is_not_cleared_away(tmp_path: Path, make: MakeResult, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"it holds notes\.txt"):
        write(tmp_path / "out", make())
    assert (tmp_path / name / "notes.txt").exists()


def test_an_empty_folder_is_taken(tmp_path: Path, make: MakeResult) -> None:
    (tmp_path / "out").mkdir()
    assert load(write(tmp_path / "out", make())).articles.num_rows == 1


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path, make: MakeResult) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    write(tmp_path / "out", make())
    assert (tmp_path / "out").is_symlink() and load(tmp_path / "real").articles.num_rows == 1


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("name", ["notes.txt", "manifest.json", "metrics/part-00000.parquet"])
def test_what_is_no_dataset_is_never_deleted(tmp_path: Path, make: MakeResult, name: str, overwrite: bool) -> None:
    file = tmp_path / "out" / name
    file.parent.mkdir(parents=True)
    file.write_text('{"format": "of others"}')
    with pytest.raises(OutputError, match="no dataset of dxextract"):
        write(tmp_path / "out", make(), overwrite=overwrite)
    assert file.exists()


@pytest.mark.parametrize("name", ["notes.txt", "metrics/mine.csv", "metrics/deep/part-1.parquet", "mine/a"])
def test_a_dataset_with_files_of_others_is_not_deleted(tmp_path: Path, make: MakeResult, name: str) -> None:
    out = write(tmp_path / "out", make())
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_text("mine")
    with pytest.raises(OutputError, match="also holds"):
        write(out, make(), overwrite=True)
    assert (out / name).read_text() == "mine"


def test_a_target_that_cannot_be_written(tmp_path: Path, make: MakeResult) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="is a file"):
        write(tmp_path / "file", make(), overwrite=True)
    with pytest.raises(OutputError, match="cannot write"):
        write(tmp_path / "file" / "out", make())
