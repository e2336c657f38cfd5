from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from dxextract.clusters import cluster
from dxextract.errors import InputError, UsageError
from dxextract.extractor import Extractor
from dxextract.readers.options import ReadOptions
from dxextract.readers.records import Raw
from dxextract.records.blocks import with_clusters
from dxextract.records.schema import SCHEMAS
from dxextract.rows import Done, flatten, rows
from dxextract.runner.process import process
from dxextract.spark.frames import Tables, extract, mappings, tables
from dxextract.spark.frames import rows as rows_of

from .conftest import ABOUT_COWS, MISSING, same

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

needs_spark = pytest.mark.skipif(bool(MISSING), reason=f"Spark needs {MISSING}")
ENGLISH = "The province of Dong Thap has provided 906 online public services to its people since the year 2023. " * 5


def collected(made: Tables) -> dict[str, pa.Table]:
    return {name: getattr(made, name).toArrow() for name in SCHEMAS}


def locally(extractor: Extractor, articles: list[dict[str, Any]], *, clustered: bool = False) -> dict[str, pa.Table]:
    """What the local runner's function makes of records."""
    done: list[Done] = [
        process(Raw(source=one["source"], format="fields", data=fields), extractor, ReadOptions())
        for one in articles
        for fields in [{name: value for name, value in one.items() if name != "source"}]
    ]
    made = rows(done)
    found = flatten(made)
    if clustered:
        ids = found["articles"]["article_id"].to_pylist()
        sketches = [sketch for sketch in made["sketch"].to_pylist() if sketch is not None]
        known = cluster(zip(ids, sketches, strict=True))
        found["articles"] = with_clusters(found["articles"], [known[one] for one in ids])
    return found


@pytest.fixture(scope="module")
def articles(texts: list[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"source": f"in/{n:03}", "noi_dung": text, "published": date(2024, 4, 1 + n % 28), "author": "A"}
        for n, text in enumerate(texts)
    ]
    found[7] |= {"noi_dung": None}
    found[8] |= {"noi_dung": ENGLISH}
    found[9] |= {"noi_dung": texts[10]}
    found[11] |= {"author": None, "published": None}
    return found


def frame(spark: SparkSession, records: list[dict[str, Any]], partitions: int = 3) -> DataFrame:
    return spark.createDataFrame(pa.Table.from_pylist(records)).repartition(partitions)


@needs_spark
@pytest.mark.needs_java
def test_the_records_of_the_local_run(
    spark: SparkSession, articles: list[dict[str, Any]], extractor: Extractor
) -> None:
    made = extract(frame(spark, articles))
    expected = locally(extractor, articles)
    assert expected["articles"].num_rows == 58 and expected["metrics"].num_rows > 500
    assert expected["rankings"].num_rows and expected["references"].num_rows and expected["findings"].num_rows
    assert sorted(expected["rejects"]["source"].to_pylist()) == ["in/007", "in/008"]
    same(collected(made), expected)
    same(collected(made.clustered()), locally(extractor, articles, clustered=True))
    assert made.rows.is_cached
    made.unpersist()
    assert not made.rows.is_cached


@needs_spark
@pytest.mark.needs_java
def test_rows_that_were_written(
    spark: SparkSession, articles: list[dict[str, Any]], extractor: Extractor, tmp_path: Path
) -> None:
    rows_of(frame(spark, articles[:8])).write.parquet(str(tmp_path / "rows"))
    read = spark.read.parquet(str(tmp_path / "rows"))
    assert read.count() == 8
    same(collected(tables(read)), locally(extractor, articles[:8]))


@needs_spark
@pytest.mark.needs_java
def test_own_knowledge_and_options_travel(spark: SparkSession, own_knowledge: Path) -> None:
    df = frame(spark, [{"id": 7, "x": ABOUT_COWS, "source": "Báo Sóc Trăng", "nothing": 1.0}, {"id": None, "x": "a"}])
    options: dict[str, Any] = {"source": "id", "published": date(2024, 1, 2), "fields": {"text": "x"}}
    made = collected(extract(df, knowledge=own_knowledge, **options))
    assert "own_cows" in made["metrics"]["indicator_id"].to_pylist()
    (article,) = made["articles"].to_pylist()
    assert article["knowledge_hash"] == Extractor(own_knowledge).knowledge_hash
    said = {name: article[name] for name in ("source", "published", "published_basis", "outlet")}
    assert said == {
        "source": "7",
        "published": date(2024, 1, 2),
        "published_basis": "given",
        "outlet": "Báo Sóc Trăng",
    }
    (reject,) = made["rejects"].to_pylist()
    assert (reject["source"], reject["stage"], reject["reason"]) == ("", "read", "no_source")
    packaged = collected(extract(df.where("id = 7"), **options))
    assert "own_cows" not in packaged["metrics"]["indicator_id"].to_pylist()


@needs_spark
@pytest.mark.needs_java
def test_an_article_that_takes_too_long(spark: SparkSession, texts: list[str]) -> None:
    df = frame(spark, [{"source": "a", "text": "\n".join(texts)}], 1)
    (reject,) = extract(df, timeout=0.01).rejects.toArrow().to_pylist()
    assert (reject["source"], reject["reason"]) == ("a", "timeout")


@needs_spark
@pytest.mark.needs_java
@pytest.mark.parametrize(
    ("columns", "options", "message"),
    [
        ({"id": "a", "text": "x"}, {}, "no column 'source' names the articles"),
        (
            {"source": "a", "x": "y"},
            {},
            r"is known as the text \(there are: source, x\); .* fields={\"text\"",
        ),
    ],
)
def test_columns_that_are_missing(
    spark: SparkSession, columns: dict[str, str], options: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        extract(frame(spark, [columns]), **options)


def test_a_row_that_cannot_be_read_harms_no_other() -> None:
    broken = pa.array([b"a", b"\xe1\xbb", "ổ".encode()], pa.binary()).view(pa.string())
    days = pa.array([0, 0, 1 << 60], pa.timestamp("us"))
    batch = pa.RecordBatch.from_arrays([broken, days], names=["text", "day"])
    first, second, third = mappings(batch)
    assert first == {"text": "a", "day": datetime(1970, 1, 1)}
    for fault in (second, third):
        assert isinstance(fault, InputError) and (fault.stage, fault.reason) == ("read", "corrupt")
