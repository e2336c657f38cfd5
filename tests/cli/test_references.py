from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import ARTICLE, Run


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from dxextract.extractor import Extractor
    from dxextract.records.write import write_dataset

    folder = tmp_path_factory.mktemp("references") / "out"
    extractor = Extractor()
    results = [
        extractor.extract(ARTICLE + "Theo Quyết định 861 và Đề án 06, tỉnh làm.\n", source="a.txt"),
        extractor.extract(ARTICLE.replace("14/04/2024", "02/03/2023"), source="b.txt"),
    ]
    write_dataset(folder, results, knowledge_hash=extractor.knowledge_hash)
    return folder


def test_a_table_to_read(dxextract_: Run, dataset: Path) -> None:
    done = dxextract_("references", "out", cwd=dataset.parent)
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("Quyết định số 861/QĐ-UBND-HC", "861/QĐ-UBND-HC;P87;2022", "2023-03-02", "2024-04-14", "Đề án 06"):
        assert words in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_csv_and_jsonl_say_the_same(dxextract_: Run, dataset: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(dxextract_("references", dataset, "--format", "csv").stdout)))
    objects = [json.loads(line) for line in dxextract_("references", dataset, "--format", "jsonl").stdout.splitlines()]
    assert [list(row) for row in rows] == [list(one) for one in objects]
    assert [(one["document_id"], one["articles"], one["mentions"]) for one in objects] == [
        ("861/QĐ-UBND-HC;P87;2022", 2, 3),
        ("06/QĐ-TTg;VN;2022", 1, 1),
    ]
    assert rows[0]["sources"] == "a.txt; b.txt"
    assert objects[0]["sources"] == ["a.txt", "b.txt"]
    assert (objects[1]["document_basis"], objects[1]["ref_id"]) == ("registry", None)


def test_graph_and_limit(dxextract_: Run, dataset: Path, tmp_path: Path) -> None:
    done = dxextract_("references", dataset, "--limit", 1, "--format", "csv", "--graph", tmp_path / "g.graphml")
    assert len(done.stdout.splitlines()) == 2
    tags = [node.tag.rpartition("}")[2] for node in ElementTree.parse(tmp_path / "g.graphml").iter()]
    assert (tags.count("node"), tags.count("edge")) == (3, 2)


def test_nothing_to_show(dxextract_: Run, dataset: Path, tmp_path: Path) -> None:
    assert dxextract_("references", dataset, "--limit", 0).stdout == "no references\n"
    done = dxextract_("references", "nothing", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "dxextract: error: nothing is not a dataset: there is no such folder\n"
