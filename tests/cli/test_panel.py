from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dxextract.panels.schema import COVERAGE, PANEL

from .conftest import ARTICLE, Run

OTHER = """Người dân làm thủ tục qua mạng

Cập nhật ngày: 16/04/2024 09:00:00

Xếp hạng chuyển đổi số năm 2022, tỉnh Đồng Tháp đứng thứ 25/63.

Đến tháng 3/2024, tỷ lệ hồ sơ trực tuyến của tỉnh đạt 61,2%.
"""


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from dxextract.extractor import Extractor
    from dxextract.records.write import write_dataset

    folder = tmp_path_factory.mktemp("panel") / "out"
    extractor = Extractor()
    results = [
        extractor.extract(ARTICLE, source="a.txt"),
        extractor.extract(OTHER, source="b.txt"),
    ]
    write_dataset(folder, results, knowledge_hash=extractor.knowledge_hash)
    return folder


def test_an_overview(dxextract_: Run, dataset: Path) -> None:
    done = dxextract_("panel", "out", cwd=dataset.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("5 facts, 4 rows in 3 cells: 1 agreed, 1 conflicting, 1 single\n")
    for words in ("Indicators and indices", "online_application_rate", "Conflicting", "50.4\u00a0%", "61.2\u00a0%"):
        assert words in done.stdout
    assert "Revised" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_the_rows_of_a_choice(dxextract_: Run, dataset: Path) -> None:
    done = dxextract_("panel", dataset, "--indicator", "dti", "--place", "dong thap")
    assert done.stdout.startswith("2 facts, 1 row in 1 cell: 1 agreed\n")
    for words in ("Values", "dti", "no. 25 of 63", "Đồng Tháp (P87)", "2022"):
        assert words in done.stdout
    done = dxextract_("panel", dataset, "--place", "Hà Giang")
    assert done.stdout.startswith("0 facts, 0 rows in 0 cells\n")


def test_long_tables_are_cut(dxextract_: Run, dataset: Path) -> None:
    done = dxextract_("panel", dataset, "--limit", "1")
    assert "Indicators and indices (1 of 3)" in done.stdout
    assert "Conflicting: 1 cell, 2 rows (1 of 2)" in done.stdout


def test_files(dxextract_: Run, dataset: Path, tmp_path: Path) -> None:
    done = dxextract_("panel", dataset, "-o", "p.parquet", "--coverage", "c.csv", cwd=tmp_path)
    assert done.returncode == 0
    rows = pq.read_table(tmp_path / "p.parquet")
    assert [(f.name, f.nullable, f.metadata) for f in rows.schema] == [(f.name, f.nullable, f.metadata) for f in PANEL]
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as lines:
        covered = list(csv.DictReader(lines))
    assert list(covered[0]) == COVERAGE.names
    assert done.stdout == ""
    assert done.stderr == f"dxextract: {rows.num_rows} rows → p.parquet, {len(covered)} rows of coverage → c.csv\n"
    again = dxextract_("panel", dataset, "-o", "p.parquet", cwd=tmp_path)
    refused = "dxextract: error: p.parquet exists; add --overwrite to replace it\n"
    assert (again.returncode, again.stderr) == (1, refused)
    assert dxextract_("panel", dataset, "-o", "p.parquet", "--overwrite", cwd=tmp_path).returncode == 0


def test_facts_below_a_confidence(dxextract_: Run, dataset: Path) -> None:
    done = dxextract_("panel", dataset, "--min-confidence", "1")
    assert done.stdout == "0 facts, 0 rows in 0 cells\nnot in the panel: 5 with low confidence\n"


def test_own_knowledge(dxextract_: Run, dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "gazetteer" / "panel.yaml").write_text("revision_days: 2\n", encoding="utf-8")
    done = dxextract_("panel", dataset, "--knowledge", tmp_path)
    assert "1 revised" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nothing"], 2, "nothing is not a dataset"),
        (["{dataset}", "-o", "p.xlsx"], 2, "p.xlsx: the name must end in .parquet or .csv"),
        (["{dataset}", "-o", "none/p.csv"], 1, "none/p.csv: there is no folder none"),
        (["{dataset}", "--indicator", "dtii"], 2, "no indicator or index has the id 'dtii'"),
        (["{dataset}", "--min-confidence", "2"], 2, "min-confidence"),
    ],
)
def test_wrong_calls(
    dxextract_: Run, dataset: Path, tmp_path: Path, arguments: list[str], code: int, message: str
) -> None:
    done = dxextract_("panel", *(a.format(dataset=dataset) for a in arguments), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith("dxextract: error: ")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
