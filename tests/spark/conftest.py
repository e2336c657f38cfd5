"""A small session of Spark for all tests that need one, and what they compare with: the local run."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from dxextract.records.schema import SCHEMAS

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MISSING = " and ".join(
    name for name, found in {"pyspark": find_spec("pyspark"), "Java": shutil.which("java")}.items() if not found
)
TUNED = Path(__file__).parents[2] / "corpus" / "tuned"

OWN = """- id: own_cows
  name: {vi: Số bò sữa, en: Dairy cows}
  kind: count
  unit: con
  nouns: [con bò sữa]
  aliases: [con bò sữa]
"""
ABOUT_COWS = "Năm 2023, tỉnh Sóc Trăng có 12.500 con bò sữa và 906 dịch vụ công trực tuyến."


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    import os
    import sys

    from pyspark.sql import SparkSession

    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.memory": "512m",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.session.timeZone": "UTC",
        # Splits of some kilobytes, so that files of some articles are cut.
        "spark.sql.files.maxPartitionBytes": "20000",
        "spark.sql.files.openCostInBytes": "1000",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def texts() -> list[str]:
    """Sixty texts: those of the corpus, and the first of them in another form."""
    found = [path.read_text("utf-8") for path in sorted(TUNED.glob("*.txt"))][:45]
    return (found + [f"{text}\nTheo đó, có 15 xã về đích." for text in found])[:60]


@pytest.fixture
def own_knowledge(tmp_path: Path) -> Path:
    """A folder of knowledge that knows what cows are."""
    (tmp_path / "my" / "gazetteer").mkdir(parents=True)
    (tmp_path / "my" / "gazetteer" / "indicators.yaml").write_text(OWN, encoding="utf-8")
    return tmp_path / "my"


def in_order(table: pa.Table) -> list[dict[str, object]]:
    """The rows of a table in the order of the contract."""
    keys = [name for name in ("source", "start", "input_id", "finding_id") if name in table.column_names]
    ordered: list[dict[str, object]] = table.sort_by([(name, "ascending") for name in keys]).to_pylist()
    return ordered


def same(made: dict[str, pa.Table], expected: dict[str, pa.Table]) -> None:
    """Fail unless all six tables hold the same records."""
    for name in SCHEMAS:
        assert in_order(made[name]) == in_order(expected[name]), name
