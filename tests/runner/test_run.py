from __future__ import annotations

import errno
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dxextract.errors import OutputError
from dxextract.readers.inputs import Input, expand
from dxextract.readers.options import ReadOptions
from dxextract.readers.records import Raw, open_records
from dxextract.records.load import load
from dxextract.records.model import Reject
from dxextract.runner import look as look_module
from dxextract.runner import plan, pool
from dxextract.runner.look import check_inputs, look
from dxextract.runner.run import Settings, extract_lines, made_by, processes

from .conftest import TEXT, Go, Seen, content, write_inputs


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of about seven, so that a few inputs make many."""
    for name, value in (("LEAST", 4), ("USUAL", 4), ("MOST", 12)):
        monkeypatch.setattr(plan, name, value)


def rejects(out: Path) -> dict[str, tuple[str, str, str]]:
    rows = load(out).rejects.to_pylist()
    return {Path(row["source"]).stem: (row["stage"], row["reason"], row["detail"]) for row in rows}


def stems(seen: Seen) -> list[str]:
    return [Path(source).stem for source in seen.sources]


def test_every_input_gives_an_article_or_a_reject(tmp_path: Path, go: Go) -> None:
    write_inputs(tmp_path / "in", 20, empty="", fault="FAULT", binary="\0")
    summary, seen = go(tmp_path / "in", tmp_path / "out")
    dataset = load(tmp_path / "out")
    assert (dataset.articles.num_rows, dataset.rejects.num_rows) == (20, 3)
    assert summary.tally == summary.new
    assert (summary.tally.articles, summary.tally.rejects, summary.tally.inputs) == (20, 3, 23)
    assert summary.tally.metrics == dataset.metrics.num_rows > 0
    assert summary.tally.facts == sum(dataset.tables[name].num_rows for name in ("metrics", "rankings", "references"))
    assert len(seen.reports) == 23 and seen.size == sum(p.stat().st_size for p in (tmp_path / "in").iterdir())
    assert {name: reason for name, (_, reason, _) in rejects(tmp_path / "out").items()} == {
        "empty": "empty", "fault": "failed", "binary": "binary",
    }  # fmt: skip
    assert dataset.articles["source"].to_pylist() == sorted(dataset.articles["source"].to_pylist())
    assert dataset.manifest["complete"] is True and dataset.manifest["inputs"] == 23


def _gone(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize("damage", [_gone, _cut])
@pytest.mark.parametrize("pattern", ["metrics/*", "articles/*", ".dxextract/blocks/*", "manifest.json"])
def test_a_damaged_file_is_made_again(tmp_path: Path, go: Go, pattern: str, damage: Callable[[Path], None]) -> None:
    write_inputs(tmp_path / "in", 20, empty="")
    go(tmp_path / "in", tmp_path / "out")
    before = content(tmp_path / "out")
    damage(min((tmp_path / "out").glob(pattern)))
    summary, seen = go(tmp_path / "in", tmp_path / "out")
    assert content(tmp_path / "out") == before
    assert len(seen.reports) < 20
    assert summary.damaged == (1 if pattern in ("metrics/*", "articles/*") else 0)


def test_the_number_of_processes_changes_nothing(tmp_path: Path, go: Go) -> None:
    write_inputs(tmp_path / "in", 40, empty="", fault="FAULT")
    made = []
    for jobs in (1, 2, 4):
        summary, seen = go(tmp_path / "in", tmp_path / f"out{jobs}", jobs=jobs)
        assert summary.tally.inputs == len(seen.reports) == 42
        made.append(content(tmp_path / f"out{jobs}"))
    assert made[0] == made[1] == made[2]
    assert len(made[0]) > 6 * 4


def _change(folder: Path) -> list[str]:
    (folder / "0007.txt").write_text(TEXT.format(n=777), encoding="utf-8")
    return ["0007"]


def _add(folder: Path) -> list[str]:
    for name in ("00065", "0100"):
        (folder / f"{name}.txt").write_text(TEXT.format(n=888), encoding="utf-8")
    return ["00065", "0100"]


def _remove(folder: Path) -> list[str]:
    (folder / "0003.txt").unlink()
    return []


def _copy(folder: Path) -> list[str]:
    shutil.copy(folder / "0030.txt", folder / "0002.txt")  # now near-duplicates, in different blocks
    return ["0002"]


def _touch(folder: Path) -> list[str]:
    os.utime(folder / "0001.txt", (1, 1))
    return []


@pytest.mark.parametrize("edit", [_change, _add, _remove, _copy, _touch])
def test_an_update_does_what_is_new_and_gives_what_a_fresh_run_gives(
    tmp_path: Path, go: Go, edit: Callable[[Path], list[str]]
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_inputs(folder, 40, empty="")
    go(folder, out)
    new = edit(folder)
    summary, seen = go(folder, out)
    assert stems(seen) == new
    assert summary.new.inputs == len(new)
    assert summary.removed == (1 if edit is _remove else 0)
    go(folder, tmp_path / "fresh")
    assert content(out) == content(tmp_path / "fresh")


def test_nothing_is_written_again_when_nothing_changed(tmp_path: Path, go: Go) -> None:
    write_inputs(tmp_path / "in", 30)
    go(tmp_path / "in", tmp_path / "out")
    before = {path: path.stat().st_ino for path in (tmp_path / "out").rglob("*.parquet")}
    summary, seen = go(tmp_path / "in", tmp_path / "out")
    assert (seen.reports, seen.unchanged, summary.new.inputs) == ([], 30, 0)
    assert {path: path.stat().st_ino for path in (tmp_path / "out").rglob("*.parquet")} == before


def test_other_options_do_all_again(tmp_path: Path, go: Go) -> None:
    from datetime import date

    write_inputs(tmp_path / "in", 10)
    go(tmp_path / "in", tmp_path / "out")
    options = ReadOptions(published=date(2024, 4, 14))
    _, seen = go(tmp_path / "in", tmp_path / "out", options=options)
    assert len(seen.reports) == 10
    assert set(load(tmp_path / "out").articles["published"].to_pylist()) == {date(2024, 4, 14)}
    go(tmp_path / "in", tmp_path / "fresh", options=options)
    assert content(tmp_path / "out") == content(tmp_path / "fresh")


def test_an_interrupt_keeps_what_was_done(tmp_path: Path, go: Go) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_inputs(folder, 30)
    (folder / "0017.txt").write_text("INTERRUPT")
    summary, seen = go(folder, out)
    assert summary.interrupted and summary.shown
    assert stems(seen) == [f"{n:04d}" for n in range(17)]
    dataset = load(out)
    assert dataset.articles.num_rows == 17 and dataset.manifest["complete"] is False  # half a block, too
    write_inputs(folder, 30)
    _, seen = go(folder, out)
    assert stems(seen) == [f"{n:04d}" for n in range(17, 30)]
    go(folder, tmp_path / "fresh")
    assert content(out) == content(tmp_path / "fresh")


def test_an_interrupted_update_leaves_the_dataset_as_it_was(tmp_path: Path, go: Go) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_inputs(folder, 20)
    go(folder, out)
    before = content(out)
    write_inputs(folder, 25, **{"0024": "INTERRUPT"})
    summary, _ = go(folder, out)
    assert summary.interrupted and not summary.shown
    assert content(out) == before


def test_a_disk_that_is_full(tmp_path: Path, go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_inputs(folder, 30)
    real, left = pq.write_table, 20

    def write_table(table: pa.Table, path: Path, **options: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            path.write_bytes(b"PAR1")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(table, path, **options)

    monkeypatch.setattr(pq, "write_table", write_table)
    with pytest.raises(OutputError, match=r"cannot write .*out: No space left on device"):
        go(folder, out)
    dataset = load(out)
    assert 0 < dataset.articles.num_rows < 30 and dataset.manifest["complete"] is False  # two blocks of at most twelve
    assert not list((out / ".dxextract" / "temporary").iterdir())
    left = 10**6
    _, seen = go(folder, out)
    assert len(seen.reports) == 30 - dataset.articles.num_rows
    go(folder, tmp_path / "fresh")
    assert content(out) == content(tmp_path / "fresh")


def test_a_process_that_cannot_write_says_so(tmp_path: Path, go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_inputs(folder, 10)
    go(folder, out)
    shutil.rmtree(out / ".dxextract" / "blocks")
    real = Path.mkdir

    def without_blocks(self: Path, *args: Any, **kwargs: Any) -> None:
        if self.name != "blocks":
            real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "mkdir", without_blocks)
    with pytest.raises(OutputError, match=r"cannot write .*out: No such file or directory"):
        go(folder, out, jobs=2)


def test_an_input_that_vanishes_is_a_reject(tmp_path: Path, go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    write_inputs(tmp_path / "in", 10)

    def open_late(item: Input, options: ReadOptions) -> Iterator[Raw | Reject]:
        if item.source.endswith("0004.txt"):
            (tmp_path / "in" / "0004.txt").unlink()
        return open_records(item, options)

    monkeypatch.setattr(plan, "open_records", open_late)
    summary, _ = go(tmp_path / "in", tmp_path / "out")
    assert (summary.tally.articles, summary.tally.rejects) == (9, 1)
    assert rejects(tmp_path / "out")["0004"][:2] == ("read", "missing")


def test_the_limit_takes_the_first(tmp_path: Path, go: Go) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_inputs(folder, 30)
    summary, _ = go(folder, out, limit=9)
    assert (summary.tally.inputs, summary.limited) == (9, True)
    dataset = load(out)
    assert dataset.articles.num_rows == 9 and dataset.manifest["complete"] is False
    assert None not in dataset.articles["cluster_id"].to_pylist()
    _, seen = go(folder, out)
    assert len(seen.reports) == 21
    go(folder, tmp_path / "fresh")
    assert content(out) == content(tmp_path / "fresh")
    summary, _ = go(folder, tmp_path / "other", limit=30)
    assert not summary.limited and load(tmp_path / "other").manifest["complete"] is True
    with pytest.raises(OutputError, match="holds 30 inputs, more than the limit of 9"):
        check_inputs(expand([folder]), out, limit=9)


def test_a_dataset_of_other_inputs_is_not_replaced(tmp_path: Path, go: Go) -> None:
    write_inputs(tmp_path / "in", 3)
    write_inputs(tmp_path / "other", 3)
    go(tmp_path / "in", tmp_path / "out")
    with pytest.raises(OutputError, match=r"holds a dataset of other inputs; .* --overwrite"):
        check_inputs(expand([tmp_path / "other"]), tmp_path / "out")
    check_inputs(expand([tmp_path / "other", tmp_path / "in" / "0001.txt"]), tmp_path / "out")
    check_inputs(expand([tmp_path / "other"]), tmp_path / "nothing")


def test_a_dataset_without_an_article_stands_in_nobodys_way(tmp_path: Path, go: Go) -> None:
    write_inputs(tmp_path / "in", 0, empty="")
    write_inputs(tmp_path / "other", 1)
    go(tmp_path / "in", tmp_path / "out")
    check_inputs(expand([tmp_path / "other"]), tmp_path / "out")
    write_inputs(tmp_path / "in", 1)
    go(tmp_path / "in", tmp_path / "out")
    for manifest in (None, "gone"):
        if manifest:
            (tmp_path / "out" / "manifest.json").unlink()
        with pytest.raises(OutputError, match="a dataset of other inputs"):
            check_inputs(expand([tmp_path / "other"]), tmp_path / "out")


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_takes_too_long_is_tried_again_only_when_asked_for(tmp_path: Path, go: Go, jobs: int) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_inputs(folder, 10, endless="ENDLESS")
    go(folder, out, jobs=jobs, timeout=3)
    assert rejects(out) == {"endless": ("extract", "timeout", "took longer than 3 s, in dxextract")}
    _, seen = go(folder, out, jobs=jobs, timeout=4)
    assert seen.reports == []
    _, seen = go(folder, out, jobs=jobs, timeout=4, retry=True)
    assert stems(seen) == ["endless"]
    assert rejects(out)["endless"][2] == "took longer than 4 s, in dxextract"


def test_a_process_that_dies_costs_one_article(tmp_path: Path, go: Go) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_inputs(folder, 30, **{"0011x": "SEGMENT", "0020x": f"ONCE {tmp_path / 'once'} {TEXT.format(n=5)}"})
    summary, seen = go(folder, out, jobs=2)
    assert rejects(out) == {"0011x": ("extract", "crashed", "the process that worked on it ended 2 times (SIGSEGV)")}
    assert (summary.tally.articles, len(seen.reports)) == (31, 32)


def test_a_process_that_hangs_is_replaced(tmp_path: Path, go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_GRACE", 1.0)
    folder, out = tmp_path / "in", tmp_path / "out"
    write_inputs(folder, 12, **{"0005x": "STUCK"})
    summary, _ = go(folder, out, jobs=2, timeout=1)
    assert rejects(out) == {"0005x": ("extract", "timeout", "took longer than 1 s and could not be interrupted")}
    assert summary.tally.articles == 12


@pytest.mark.parametrize("jobs", [1, 2])
def test_json_lines_come_in_the_order_of_the_inputs(tmp_path: Path, breaking: Any, jobs: int) -> None:
    write_inputs(tmp_path / "in", 40, empty="")
    stream, seen = io.BytesIO(), Seen()
    summary = extract_lines(
        expand([tmp_path / "in"]),
        breaking,
        stream,
        options=ReadOptions(),
        settings=Settings(jobs=jobs, limit=30),
        watch=seen,
    )
    records = [json.loads(line) for line in stream.getvalue().splitlines()]
    names = [Path(record["source"]).stem for record in records if record["record"] == "article"]
    assert names == [f"{n:04d}" for n in range(30)]
    assert (summary.tally.articles, summary.limited, len(seen.reports)) == (30, True, 30)


def test_what_a_run_would_do(tmp_path: Path, go: Go, breaking: Any) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    write_inputs(folder, 10)
    items = expand([folder, tmp_path / "missing"])
    options = ReadOptions()
    made = made_by(breaking.knowledge_hash, options)
    outlook = look(items, options, out=None, made=made)
    assert (outlook.formats, [r.reason for r in outlook.unreadable]) == ({"text": 10}, ["missing"])
    go(folder, out)
    _change(folder), _add(folder), _remove(folder)
    before = content(out)
    outlook = look(expand([folder]), options, out=out, made=made)
    assert (outlook.new, outlook.changed, outlook.unchanged, outlook.gone) == (2, 1, 8, 1)
    assert outlook.otherwise is None and content(out) == before
    other = made_by("other", options)
    outlook = look(expand([folder]), options, out=out, made=other)
    assert (outlook.otherwise, outlook.unchanged) == ("another knowledge", 0)
    assert look_module.made_otherwise(out, made_by("other", ReadOptions(fields={"text": "a"}))) == (
        "another knowledge and other options"
    )


def test_processes_are_worth_their_start_for_many_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1, 2}, raising=False)
    few, many = [Input(str(n), None) for n in range(20)], [Input(str(n), None) for n in range(2000)]
    (tmp_path / "large").write_bytes(b"x" * 10_000_000)
    assert processes(few, Settings()) == 1
    assert processes(many, Settings()) == 3
    assert processes([Input("large", tmp_path / "large")], Settings()) == 3
    assert processes(many, Settings(limit=10)) == 1
    assert processes(few, Settings(jobs=2)) == 2


def test_parts_hold_no_dictionary_of_the_way_to_them(tmp_path: Path, go: Go) -> None:
    """The schema of the files is the contract's, with its descriptions."""
    write_inputs(tmp_path / "in", 3)
    go(tmp_path / "in", tmp_path / "out")
    (path,) = (tmp_path / "out" / "metrics").iterdir()
    assert pq.read_schema(path).field("value").metadata[b"description"]


class Unwilling:
    """A context whose processes do not start so many times."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.context = pool._context()

    def Pipe(self) -> Any:
        return self.context.Pipe()

    def Process(self, **options: Any) -> Any:
        self.times -= 1
        return self if self.times >= 0 else self.context.Process(**options)

    def start(self) -> None:
        raise (BrokenPipeError if self.times % 2 else EOFError)("gone")


@pytest.mark.parametrize("times", [1, 3])
def test_a_process_that_does_not_start_is_started_again(
    tmp_path: Path, go: Go, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    write_inputs(tmp_path / "in", 3)
    unwilling = Unwilling(times)
    monkeypatch.setattr(pool, "_context", lambda: unwilling)
    monkeypatch.setattr(pool, "_PAUSES", (0.0, 0.0, 0.0))
    summary, _ = go(tmp_path / "in", tmp_path / "out", jobs=2)
    assert (summary.tally.articles, unwilling.times < 0) == (3, True)


def test_processes_that_never_start_end_the_run(tmp_path: Path, go: Go, monkeypatch: pytest.MonkeyPatch) -> None:
    write_inputs(tmp_path / "in", 3)
    unwilling = Unwilling(1000)
    monkeypatch.setattr(pool, "_context", lambda: unwilling)
    monkeypatch.setattr(pool, "_PAUSES", (0.0, 0.0))
    with pytest.raises(OutputError, match=r"do not start \(.*gone\); try --jobs 1"):
        go(tmp_path / "in", tmp_path / "out", jobs=2)
