"""What measures: the clock of stages, runs of the command line, the tables."""

from __future__ import annotations

import os
from pathlib import Path
from time import sleep

import pytest
from benchmarks.bench import Figure, markdown
from benchmarks.generate import articles
from benchmarks.runs import first_record, pinned, run
from benchmarks.stages import NAMES, _Watch, stages

import dxextract.extractor


def test_only_the_innermost_clock_runs() -> None:
    watch = _Watch()
    with watch.stage("linkers"):
        sleep(0.01)
        with watch.stage("tokenizer"):
            sleep(0.03)
    assert watch.spent["tokenizer"] >= 0.03
    assert 0.01 <= watch.spent["linkers"] < 0.03


def test_every_stage_is_measured_and_nothing_stays_wrapped() -> None:
    before = dict(vars(dxextract.extractor))
    measured = stages([text for _, text in articles(3, 1)])
    assert set(measured.milliseconds) == set(NAMES.values())
    assert all(spent > 0 for spent in measured.milliseconds.values())
    assert measured.facts > 15
    assert vars(dxextract.extractor) == before


def test_a_run_is_timed_and_a_failed_one_says_why(tmp_path: Path) -> None:
    done = run(["--version"])
    assert 0 < done.seconds < 60
    assert 5 < done.megabytes < 2000
    with pytest.raises(RuntimeError, match="nowhere"):
        run(["extract", str(tmp_path / "nowhere"), "-o", str(tmp_path / "out")])


def test_the_first_record_comes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Tỉnh Đồng Tháp có 1.797 trạm BTS.", encoding="utf-8")
    assert 0 < first_record(tmp_path) < 60


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system cannot pin processes")
def test_cores_are_given_back() -> None:
    before = os.sched_getaffinity(0)
    with pinned(1):
        assert len(os.sched_getaffinity(0)) == 1
    assert os.sched_getaffinity(0) == before


def test_figures_and_tables() -> None:
    assert str(Figure((3.0, 1.0, 2.0))) == "2.00 (1.00 to 3.00)"
    assert str(Figure((120.4, 99.6, 1000.0))) == "120 (99.6 to 1000)"
    assert markdown([["a", "b"], ["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
