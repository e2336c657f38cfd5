from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from .conftest import ARTICLE, COMMAND, ENVIRONMENT, POSIX, Run


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from dxextract.extractor import Extractor
    from dxextract.records.write import write_dataset

    folder = tmp_path_factory.mktemp("summary") / "out"
    extractor = Extractor()
    results = [
        extractor.extract(ARTICLE, source="a.txt"),
        extractor.extract(ARTICLE.replace("Đồng Tháp", "Hà Giang"), source="b.txt"),
    ]
    write_dataset(folder, results, knowledge_hash=extractor.knowledge_hash)
    return folder


def test_a_newcomer_sees_tables_and_facts(dxextract_: Run, dataset: Path) -> None:
    done = dxextract_("summary", "out", cwd=dataset.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert "│ articles   │    2 │" in done.stdout
    for words in (
        "[906]",
        "until 2024-03, actual",
        "50.4\u00a0%",
        "no. 25 of 63",
        "decision 861/QĐ-UBND-HC",
        "Hà Giang",
    ):
        assert words in done.stdout
    assert "findings" not in done.stdout, "there is none"
    assert "Place" not in done.stdout.partition("references  ")[2].partition("references\n")[2]
    assert max(map(len, done.stdout.splitlines())) <= 100
    assert "\x1b" not in done.stdout


def test_the_width_can_be_chosen(dxextract_: Run, dataset: Path) -> None:
    done = dxextract_("summary", dataset, env=ENVIRONMENT | {"COLUMNS": "70"})
    assert 60 < max(map(len, done.stdout.splitlines())) <= 70


@POSIX
def test_a_reader_that_goes_away_is_no_error(dataset: Path) -> None:
    command = f"{shlex.join(COMMAND)} summary out | true"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=dataset.parent, env=ENVIRONMENT, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_limit(dxextract_: Run, dataset: Path) -> None:
    done = dxextract_("summary", dataset, "--limit", 1)
    assert "1 of 4 metrics" in done.stdout and "1 of 2 rankings" in done.stdout
    assert "In the text" not in dxextract_("summary", dataset, "--limit", 0).stdout


def test_place_without_case_and_marks(dxextract_: Run, dataset: Path) -> None:
    shown = dxextract_("summary", dataset, "--place", "dong thap").stdout
    assert "Đồng Tháp" in shown and "Hà Giang" not in shown
    assert "lookup place" not in shown
    absent = dxextract_("summary", dataset, "--place", "Cà Mau").stdout
    assert "no metrics" in absent and "'Cà Mau'" in absent and "`dxextract lookup place` finds names" in absent


def test_indicator(dxextract_: Run, dataset: Path) -> None:
    shown = dxextract_("summary", dataset, "--indicator", "nonsense").stdout
    assert "no metrics" in shown and "[25/63]" not in shown
    assert "`dxextract lookup indicator` finds ids" in shown


def test_no_dataset(dxextract_: Run, tmp_path: Path) -> None:
    done = dxextract_("summary", "nothing", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "dxextract: error: nothing is not a dataset: there is no such folder\n"
