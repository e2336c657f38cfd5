from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import dxextract
from dxextract.errors import OutputError
from dxextract.extractor import Extractor
from dxextract.readers.inputs import expand
from dxextract.readers.options import ReadOptions
from dxextract.records.load import load
from dxextract.records.write import DatasetWriter
from dxextract.runner.dataset import extract_dataset as extract_locally
from dxextract.runner.run import Settings, Summary, made_by
from dxextract.runner.tally import Tally
from dxextract.runner.work import Report
from dxextract.spark.dataset import block_length, extract_dataset
from dxextract.spark.recipe import Recipe, make_recipe
from dxextract.spark.session import said_by_spark

from .conftest import MISSING, same

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

needs_spark = pytest.mark.skipif(bool(MISSING), reason=f"Spark needs {MISSING}")
BAD = 5  # inputs that give no article


class Seen:
    """A watch that remembers."""

    def __init__(self) -> None:
        self.rejected: list[str] = []

    def report(self, report: Report) -> None:
        self.rejected.append(report.source)

    def kept(self, tally: Tally) -> None:
        pass

    def read(self, size: int) -> None:
        pass


Run = Callable[..., Summary]


@pytest.fixture
def inputs(tmp_path: Path, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sixty articles and five bad inputs, in files with names that mean something to Spark."""
    monkeypatch.chdir(tmp_path)
    folder = Path("in")
    folder.mkdir()
    lines = [json.dumps({"content": text, "url": f"https://a.vn/{n}"}) for n, text in enumerate(texts[:36])]
    lines[4:4] = ["", "{broken", "  "]
    (folder / "lines {1}.jsonl").write_text("\r\n".join([*lines, '{"title": "t"}', ""]), encoding="utf-8")
    with gzip.open(folder / "ắ%20.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts[36:44])
    rows: Mapping[str, Any] = {
        "Nội dung": [*texts[44:], None],
        "ngày đăng": pa.array([1_713_600_000_000_000] * 17, pa.timestamp("us", "UTC")),
        "no": list(range(17)),
    }
    table = pa.table(dict(rows))
    pq.write_table(table, folder / "table.parquet", row_group_size=5)
    pq.write_table(table.slice(0, 0), folder / "none.parquet")
    (folder / "empty.jsonl").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return make_recipe(None, ReadOptions(), timeout=60)


@pytest.fixture
def on_spark(spark: SparkSession, recipe: Recipe) -> Run:
    def run(*arguments: str, watch: Seen | None = None, anew: bool = False, **changes: Any) -> Summary:
        with said_by_spark():
            return extract_dataset(
                spark,
                arguments,
                Path("out"),
                replace(recipe, **changes),
                settings=Settings(),
                anew=anew,
                watch=watch or Seen(),
            )

    return run


def locally(extractor: Extractor, out: str, *arguments: str) -> Summary:
    options = ReadOptions()
    with DatasetWriter(Path(out), made_by(extractor.knowledge_hash, options)) as writer:
        return extract_locally(
            expand(arguments), extractor, writer, options=options, settings=Settings(jobs=1), watch=Seen()
        )


@needs_spark
@pytest.mark.needs_java
def test_the_dataset_of_the_local_run(on_spark: Run, inputs: Path, extractor: Extractor) -> None:
    seen = Seen()
    summary = on_spark("in", "nowhere", watch=seen)
    assert (summary.tally.articles, summary.tally.rejects) == (60, BAD + 1)
    assert summary.new == summary.tally and summary.shown and not summary.removed
    assert len(seen.rejected) == BAD + 1
    expected = locally(extractor, "expected", "in", "nowhere")
    assert summary.tally == expected.tally
    made = load("out")
    same(made.tables, load("expected").tables)
    assert made.manifest["complete"] and made.manifest["inputs"] == 66
    assert {name: table.schema for name, table in made.tables.items()} == {
        name: table.schema for name, table in load("expected").tables.items()
    }
    assert len(set(made.articles["cluster_id"].to_pylist())) < 60  # some texts are copies
    # A local run goes on from it: it finds what it would have made itself.
    again = locally(extractor, "out", "in", "nowhere")
    assert not again.new.articles and again.tally == expected.tally
    same(load("out").tables, load("expected").tables)


@needs_spark
@pytest.mark.needs_java
def test_what_is_there_is_not_done_again(on_spark: Run, inputs: Path, texts: list[str]) -> None:
    on_spark("in")
    before = {path.name: path.stat().st_mtime_ns for path in Path("out/metrics").iterdir()}
    again = on_spark("in")
    assert not again.new.inputs and again.tally.inputs == 60 + BAD
    assert {path.name: path.stat().st_mtime_ns for path in Path("out/metrics").iterdir()} == before

    (inputs / "table.parquet").unlink()
    (inputs / "new.jsonl").write_text(json.dumps({"text": texts[0]}), encoding="utf-8")
    third = on_spark("in", "in/new.jsonl")
    assert (third.new.articles, third.removed) == (1, 17)
    assert "in/new.jsonl#1" in load("out").articles["source"].to_pylist()

    redone = on_spark("in", anew=True)
    assert redone.new.inputs == redone.tally.inputs == third.tally.inputs


@needs_spark
@pytest.mark.needs_java
def test_files_of_a_file_system_of_sparks(on_spark: Run, inputs: Path) -> None:
    url = inputs.resolve().as_uri()
    (inputs / "empty.jsonl").unlink()
    summary = on_spark(url, f"{url}/nowhere/*")
    assert (summary.tally.articles, summary.tally.rejects) == (60, BAD)
    sources = load("out").articles["source"].to_pylist()
    assert f"file:{inputs.resolve().as_posix()}/lines {{1}}.jsonl#1" in sources
    assert not on_spark(url, f"{url}/nowhere/*").new.inputs


@needs_spark
@pytest.mark.needs_java
def test_workers_with_another_installation_stop_the_run(on_spark: Run, inputs: Path) -> None:
    with pytest.raises(OutputError, match="Spark failed: the dxextract of Spark's workers is version"):
        on_spark("in", version="0.0.1")
    assert not load("out").manifest["complete"]


@needs_spark
@pytest.mark.needs_java
def test_the_command(inputs: Path, tmp_path: Path, own_knowledge: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        source = str(Path(dxextract.__file__).parents[1])
        command = [sys.executable, "-m", "dxextract", "extract", "in", "-o", "out", "--knowledge", str(own_knowledge)]
        return subprocess.run(
            [*command, *arguments],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=280,
            env=os.environ | {"PYTHONPATH": source},
        )

    for name in ("table.parquet", "none.parquet", "empty.jsonl"):
        (inputs / name).unlink()
    done = run("--engine", "spark", "--master", "local[2]")
    said = [line for line in done.stderr.splitlines() if line.startswith("dxextract: ")]
    assert (done.returncode, done.stdout) == (3, "")
    assert len(said) == 3 and said[-1].startswith("dxextract: 44 articles, ") and said[-1].endswith("2 rejected → out")
    shutil.move("out", "spark")
    assert run("--jobs", "1").returncode == 3
    same(load("spark").tables, load("out").tables)


@pytest.mark.parametrize(
    ("records", "length"), [(0, 64), (60, 64), (262_144, 64), (262_145, 128), (10**6, 256), (10**8, 2048)]
)
def test_blocks_grow_with_the_work(records: int, length: int) -> None:
    assert block_length(records) == length
