from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pytest

import dxextract
from dxextract.errors import OutputError, UsageError
from dxextract.records import load as module
from dxextract.records.load import load
from dxextract.records.model import Reject
from dxextract.records.schema import SCHEMAS
from dxextract.records.write import write_dataset

from .conftest import MakeResult


@pytest.fixture
def dataset(tmp_path: Path, make: MakeResult, reject: Reject) -> Path:
    out = tmp_path / "year=2024"
    write_dataset(out, [make("a.txt"), make("b.txt", value=None), reject], knowledge_hash="k")
    return out


def test_tables_have_the_types_of_the_contract(dataset: Path) -> None:
    loaded = dxextract.load(dataset)
    assert {name: table.schema for name, table in loaded.tables.items()} == SCHEMAS
    assert loaded.metrics["value"].to_pylist() == [2023.0, 1797.0, 2023.0, None]
    assert loaded.metrics.schema.field("value").metadata[b"description"]


def test_polars(dataset: Path) -> None:
    frames = load(dataset).to_polars()
    assert list(frames) == list(SCHEMAS)
    schema = frames["metrics"].schema
    assert (schema["value"], schema["start"], schema["confidence"]) == (pl.Float64, pl.Int32, pl.Float32)
    assert schema["period_end"] == pl.Date
    assert frames["findings"].schema["fact_ids"] == pl.List(pl.String)
    assert pl.read_parquet(dataset / "rankings" / "*.parquet")["top"].to_list() == [False, False]


def test_pandas(dataset: Path) -> None:
    frames = load(dataset).to_pandas()
    assert frames["rankings"]["rank"].tolist() == [5, 5]
    assert str(frames["rankings"]["rank"].dtype) == "int32[pyarrow]"
    assert frames["references"]["year"].isna().all()
    assert frames["metrics"]["value"].sum() == 2023 + 1797 + 2023
    assert frames["articles"]["published"].dt.year.tolist() == [2024, 2024]


def test_duckdb(dataset: Path) -> None:
    def rows(query: str) -> list[tuple[Any, ...]]:
        return duckdb.execute(query.replace("OUT", str(dataset))).fetchall()

    types = {name: type_ for name, type_, *_ in rows("describe select * from read_parquet('OUT/metrics/*.parquet')")}
    assert (types["value"], types["start"], types["confidence"]) == ("DOUBLE", "INTEGER", "FLOAT")
    assert (types["period_start"], types["raw"]) == ("DATE", "VARCHAR")
    joined = rows(
        "select m.raw, a.published, len(a.repairs) from read_parquet('OUT/metrics/*.parquet') m "
        "join read_parquet('OUT/articles/*.parquet') a using (input_id) order by m.source, m.start limit 1"
    )
    assert joined == [("2023", date(2024, 4, 14), 1)]


@pytest.mark.parametrize(("library", "call"), [("polars", "to_polars"), ("pandas", "to_pandas")])
def test_a_library_that_is_not_there_is_named(
    dataset: Path, monkeypatch: pytest.MonkeyPatch, library: str, call: str
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(module, "import_module", missing)
    with pytest.raises(OutputError, match=f"pip install {library}"):
        getattr(load(dataset), call)()


def test_no_dataset(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="no such folder"):
        load(tmp_path / "nothing")
    with pytest.raises(UsageError, match="it is a file"):
        load(tmp_path / "file")
    with pytest.raises(UsageError, match=r"manifest\.json"):
        load(tmp_path)


def test_repr_is_short(dataset: Path) -> None:
    counts = "articles: 2, metrics: 4, rankings: 2, references: 2, findings: 2, rejects: 1"
    assert repr(load(dataset)) == f"<Dataset of rows in {counts}>"


def _edit(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    def edit(dataset: Path) -> None:
        manifest = json.loads((dataset / "manifest.json").read_text())
        change(manifest)
        (dataset / "manifest.json").write_text(json.dumps(manifest))

    return edit


def _metrics(dataset: Path) -> Path:
    return next((dataset / "metrics").iterdir())


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_edit(lambda m: m.update(schema_version=99)), "schema version 99"),
        (_edit(lambda m: m["tables"].pop("metrics")), "does not list the files of metrics"),
        (_edit(lambda m: m["tables"]["metrics"].update(rows=9)), "4 rows, the manifest says 9"),
        (lambda dataset: _metrics(dataset).unlink(), "metrics cannot be read"),
        (lambda dataset: _metrics(dataset).write_bytes(b"PAR1"), "metrics cannot be read"),
        (
            lambda dataset: (dataset / "manifest.json").write_text('{"format"'),
            r"manifest\.json is damaged: .*run again",
        ),
    ],
)
def test_a_damaged_dataset_says_what_is_wrong(dataset: Path, damage: Callable[[Path], None], message: str) -> None:
    damage(dataset)
    with pytest.raises(OutputError, match=message):
        load(dataset)


def test_a_table_may_have_no_file(dataset: Path) -> None:
    _edit(lambda m: m["tables"]["findings"].update(rows=0, files=[]))(dataset)
    assert load(dataset).findings.schema == SCHEMAS["findings"]
    assert isinstance(load(dataset).findings, pa.Table)
