"""What a dataset says of itself holds for its rows, and is accepted by the tools that read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from frictionless import Package

from dxextract.article import Article
from dxextract.extractor import Extractor
from dxextract.records.columns import values
from dxextract.records.describe import MEANINGS, croissant, datapackage, page, tables_as_data
from dxextract.records.model import Finding, Reject, Result
from dxextract.records.schema import SCHEMAS
from dxextract.records.tables import tables

TUNED = Path(__file__).parents[2] / "corpus" / "tuned"
FILES = {name: [f"{name}/part-00000.parquet"] for name in SCHEMAS}


@pytest.fixture(scope="module")
def rows(extractor: Extractor) -> dict[str, list[dict[str, Any]]]:
    """The rows of a dataset in which no table is empty."""
    texts = sorted(TUNED.glob("*.txt"))[:12]
    results = [extractor.extract(path.read_text(encoding="utf-8"), source=path.name) for path in texts]
    doubt = Finding(
        finding_id="f1",
        input_id=results[0].article.input_id,
        kind="share",
        severity="error",
        rule="check.share",
        fact_ids=(results[0].metrics[0].fact_id,),
        expected="1",
        actual=None,
        message_vi="vi",
        message_en="en",
    )
    first = Result(article=results[0].article, metrics=results[0].metrics, findings=(doubt,))
    reject = Reject(input_id="r1", source="a.bin", stage="decode", reason="binary", detail="no text")
    return {name: table.to_pylist() for name, table in tables([first, *results[1:], reject]).items()}


def test_frictionless_accepts_package_and_rows(rows: dict[str, list[dict[str, Any]]]) -> None:
    package = datapackage(FILES)
    for resource in package["resources"]:
        # Frictionless reads Parquet through pandas, where an unknown integer becomes NaN: the rows are given instead.
        for key in ("path", "format", "mediatype", "encoding"):
            del resource[key]
        resource["data"] = rows[resource["name"]]
    report = Package.from_descriptor(package).validate()
    assert report.valid, report.flatten(["title", "message"])
    assert report.stats["tasks"] == len(SCHEMAS)


def test_frictionless_refuses_what_the_package_does_not_allow(rows: dict[str, list[dict[str, Any]]]) -> None:
    package = datapackage({**{name: [] for name in SCHEMAS}, "rankings": ["rankings/part-0.parquet"]})
    [resource] = package["resources"]
    del resource["path"], resource["format"], resource["schema"]["foreignKeys"]
    resource["data"] = [{**rows["rankings"][0], "status": "perhaps"}]
    assert not Package.from_descriptor(package).validate().valid


def test_a_table_without_files_is_left_out() -> None:
    assert [resource["name"] for resource in datapackage({**FILES, "rejects": []})["resources"]] == list(SCHEMAS)[:-1]


def test_croissant_names_every_table_and_column() -> None:
    metadata = croissant()
    json.dumps(metadata, allow_nan=False)
    assert [record_set["name"] for record_set in metadata["recordSet"]] == list(SCHEMAS)
    for record_set in metadata["recordSet"]:
        assert [field["name"] for field in record_set["field"]] == SCHEMAS[record_set["name"]].names
        assert record_set["key"]["@id"] in {field["@id"] for field in record_set["field"]}
    ids = {entry["@id"] for entry in metadata["distribution"]}
    sources = {
        field["source"]["fileSet"]["@id"] for record_set in metadata["recordSet"] for field in record_set["field"]
    }
    assert sources == ids


def test_rows_hold_only_documented_values(rows: dict[str, list[dict[str, Any]]]) -> None:
    for name, schema in SCHEMAS.items():
        for column in schema:
            if known := values(column):
                assert {row[column.name] for row in rows[name]} <= set(known), f"{name}.{column.name}"


def test_the_page_shows_meanings_and_values() -> None:
    text = page(["metrics"])
    assert "### metrics" in text and "### rankings" not in text
    assert "| `value` | double | yes |" in text and "`approx`: about" in text


def test_tables_as_data_are_complete() -> None:
    data = tables_as_data(MEANINGS)
    assert {name: [column["name"] for column in columns] for name, columns in data.items()} == {
        name: schema.names for name, schema in SCHEMAS.items()
    }
    jsonschema.validate(
        data["metrics"][-1], {"type": "object", "required": ["name", "type", "nullable", "description"]}
    )


def test_an_article_is_enough_to_be_described(extractor: Extractor) -> None:
    result = extractor.extract(Article("x", "Không có con số."))
    assert values(SCHEMAS["articles"].field("published_basis")).keys() >= {result.article.published_basis}
