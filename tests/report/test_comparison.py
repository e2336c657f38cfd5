from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.errors import UsageError
from dxextract.extractor import Extractor
from dxextract.records.load import Dataset
from dxextract.report.comparison import compare
from dxextract.report.payload import FAMILIES

from .conftest import ARTICLE, dataset

GOLD = """
id: a
place: "87"
published: 2024-04-14
facts:
- {q: "[[906]] dịch vụ", kind: count, value: 906, unit: dịch vụ công, ind: online_services, period: ..2024-03}
- {q: "hạng [[25/63]]", kind: ranking, index: par_index, rank: 25, of: 63, period: 2022}
- {q: "chuyển đổi [[số]]\\n", kind: count, value: 1}
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    (folder / "a.yaml").write_text(GOLD, "utf-8")
    return folder


def rows(data: Dataset) -> dict[str, int]:
    ids = [row["fact_id"] for name in FAMILIES.values() for row in data.tables[name].to_pylist()]
    return {id_: row for row, id_ in enumerate(ids)}


def test_every_kind_of_verdict(gold: Path, extractor: Extractor) -> None:
    data = dataset(
        [extractor.extract(ARTICLE, source="elsewhere/a.txt"), extractor.extract("Không có gì.", source="b.txt")]
    )
    made = compare(data, [gold], rows(data))
    by_raw = {row["raw"]: row for row in made["rows"]}
    assert {raw: row["verdict"] for raw, row in by_raw.items() if raw in ("25/63", "số")} == {
        "25/63": "differs",
        "số": "missed",
    }
    assert by_raw["50,4%"]["verdict"] == "extra"
    assert ("index_id", "par_index", "dti", False) in by_raw["25/63"]["fields"]
    assert ("period", "2022-01-01 – 2022-12-31", "2022-01-01 – 2022-12-31", True) in by_raw["25/63"]["fields"]
    assert (by_raw["số"]["fact"], by_raw["số"]["fields"][0]) == (-1, ("value", "1", "", True))
    assert {row["article"] for row in made["rows"]} == {1}
    assert (made["texts"], made["absent"], made["articles"]) == (1, 0, [1])
    assert set(made["scores"]) >= {"record.all", "found.metric", "value.reference"}
    for row in made["rows"]:
        assert ARTICLE[row["start"] : row["end"]] == row["raw"]


def test_texts_that_the_dataset_lacks_are_counted(gold: Path, extractor: Extractor) -> None:
    (gold / "z.txt").write_text("Không có gì.", "utf-8")
    (gold / "z.yaml").write_text("id: z\nfacts: []\n", "utf-8")
    data = dataset([extractor.extract(ARTICLE, source="a.txt")])
    assert compare(data, [gold], rows(data))["absent"] == 1


@pytest.mark.parametrize(
    ("source", "text", "message"),
    [
        ("b.txt", ARTICLE, "no annotated text is in the dataset"),
        ("a.txt", ARTICLE + "Thêm.", "its text is not that of a.txt"),
    ],
)
def test_annotations_of_other_texts(gold: Path, extractor: Extractor, source: str, text: str, message: str) -> None:
    data = dataset([extractor.extract(text, source=source)])
    with pytest.raises(UsageError, match=message):
        compare(data, [gold], rows(data))
