from __future__ import annotations

import json
from pathlib import Path

import pytest

from dxextract.records.schema import SCHEMAS

from .conftest import ARTICLE, Run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from dxextract.extractor import Extractor
    from dxextract.records.write import write_dataset

    folder = tmp_path_factory.mktemp("export") / "out"
    extractor = Extractor()
    results = [extractor.extract(ARTICLE, source="a.txt")]
    write_dataset(folder, results, knowledge_hash=extractor.knowledge_hash)
    return folder


def test_a_folder_of_csv(dxextract_: Run, made: Path, tmp_path: Path) -> None:
    done = dxextract_("export", made, "--format", "csv", "-o", tmp_path / "tables")
    assert (done.returncode, done.stdout) == (0, "")
    assert "articles: 1" in done.stderr and str(tmp_path / "tables") in done.stderr
    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == sorted(f"{name}.csv" for name in SCHEMAS)
    assert "Đồng Tháp" in (tmp_path / "tables" / "metrics.csv").read_text("utf-8-sig")
    again = dxextract_("export", made, "--format", "csv", "-o", tmp_path / "tables")
    assert again.returncode == 1 and "--overwrite" in again.stderr
    assert dxextract_("export", made, "--format", "csv", "-o", tmp_path / "tables", "--overwrite").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--format", "csv"], "out-csv"),
        (["--format", "csv", "--table", "metrics"], "out-metrics.csv"),
        (["--format", "csv", "--table", "metrics", "--table", "articles"], "out-articles-metrics-csv"),
        (["--format", "xlsx"], "out.xlsx"),
        (["--format", "jsonl"], "out.jsonl"),
    ],
)
def test_the_target_stands_beside_the_dataset(dxextract_: Run, made: Path, arguments: list[str], name: str) -> None:
    assert dxextract_("export", made, *arguments).returncode == 0
    assert (made.parent / name).exists()


def test_the_name_of_the_target_tells_the_format(dxextract_: Run, made: Path, tmp_path: Path) -> None:
    for arguments, name in (([], "facts.XLSX"), ([], "facts.jsonl"), (["--table", "metrics"], "facts.csv")):
        assert dxextract_("export", made, *arguments, "-o", tmp_path / name).returncode == 0
    assert (tmp_path / "facts.XLSX").read_bytes().startswith(b"PK")
    assert json.loads((tmp_path / "facts.jsonl").read_text("utf-8").splitlines()[0])["record"] == "article"
    assert (tmp_path / "facts.csv").read_text("utf-8-sig").startswith("fact_id,")


def test_standard_output(dxextract_: Run, made: Path) -> None:
    csv = dxextract_("export", made, "--format", "csv", "--table", "references", "-o", "-")
    assert csv.stdout.startswith("fact_id,input_id,") and "861/QĐ-UBND-HC" in csv.stdout
    jsonl = dxextract_("export", made, "--format", "jsonl", "-o", "-")
    assert json.loads(jsonl.stdout.splitlines()[0])["record"] == "article"
    assert csv.stderr == jsonl.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xlsx", "-o", "-"], "a workbook cannot go to standard output"),
        (["--format", "csv", "-o", "-"], "several tables as csv cannot go"),
        (["--format", "csv", "--table", "metric"], "the tables are: articles"),
        (["--format", "docx"], "docx"),
        ([], "in which format?"),
        (["-o", "facts"], "in which format?"),
        (["-o", "facts.csv"], "name a folder, or one --table"),
        (["--format", "csv", "-o", "facts.xlsx"], "ends like xlsx, but --format says csv"),
    ],
)
def test_wrong_calls(dxextract_: Run, made: Path, arguments: list[str], message: str) -> None:
    done = dxextract_("export", made, *arguments)
    assert done.returncode == 2 and message in done.stderr


def test_no_dataset(dxextract_: Run, tmp_path: Path) -> None:
    done = dxextract_("export", tmp_path, "--format", "csv", "-o", tmp_path / "x")
    assert done.returncode == 2 and "is not a dataset" in done.stderr
    assert not (tmp_path / "x").exists()
