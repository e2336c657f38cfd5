from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from dxextract.errors import InputError, UsageError
from dxextract.readers.options import Limits
from dxextract.readers.records import Raw
from dxextract.records.model import Reject
from dxextract.spark.files import File, find_files, is_url, key_of, number_lines, raw

LIMITS = Limits()
NO_SPARK: Any = SimpleNamespace()


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("s3a://bucket/a", True),
        ("hdfs://name:8020/a", True),
        ("file:/tmp/a", True),
        ("a.jsonl", False),
        ("/tmp/a", False),
        ("C:\\a", False),
        ("a:b", False),
    ],
)
def test_urls(argument: str, expected: bool) -> None:
    assert is_url(argument) is expected


@pytest.mark.parametrize(
    ("path", "spark"),
    [
        ("/tmp/d e[1]ắ/a{b}.jsonl", "file:/tmp/d%20e%5B1%5Dắ/a%7Bb%7D.jsonl"),
        ("/tmp/a%20b", "file:///tmp/a%2520b"),
        ("file:/tmp/a b", "file:///tmp/a%20b"),
        ("s3a://bucket/a b", "s3a://bucket/a%20b"),
    ],
)
def test_a_file_is_found_by_what_spark_calls_it(path: str, spark: str) -> None:
    assert File("", path, "jsonl").key == key_of(spark)


def test_files_by_what_they_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("b.jsonl").write_text('{"text": "a"}\n')
    Path("a.json").write_text('{"text": "a"}\n{"text": "b"}\n')
    Path("empty.jsonl").write_bytes(b"")
    Path("page.jsonl").write_bytes(b"%PDF-1.7")
    files, rejects = find_files(NO_SPARK, [".", "nowhere"], LIMITS)
    assert files == [File(name, str(tmp_path / name), "jsonl") for name in ("a.json", "b.jsonl")]
    found = {(reject.source, reject.reason) for reject in rejects}
    assert found == {("empty.jsonl", "empty"), ("page.jsonl", "unknown_format"), ("nowhere", "missing")}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", "Tỉnh có 5 xã.", "a.txt is text: leave it to the local engine"),
        ("a.json", '{"text": "a"}', "a.json is json: leave"),
        ("_a.jsonl", '{"text": "a"}', "rename _a.jsonl"),
    ],
)
def test_files_that_spark_does_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        find_files(NO_SPARK, [name], LIMITS)


def test_one_file_twice_and_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text('{"text": "a"}')
    with pytest.raises(UsageError, match=r"a\.jsonl are one file"):
        find_files(NO_SPARK, ["a.jsonl", str(tmp_path / "a.jsonl")], LIMITS)
    with pytest.raises(UsageError, match="not standard input"):
        find_files(NO_SPARK, ["-"], LIMITS)


def test_lines_are_numbered_on_from_the_splits_before() -> None:
    lines = [("a", 0, b"{1}"), ("a", 0, b" \t\r"), ("a", 0, b"{2}\r"), ("a", 90, b"{4}"), ("b", 0, b""), ("b", 0, b"{")]
    table = pa.table(dict(zip(("path", "split", "data"), map(list, zip(*lines, strict=True)), strict=True)))
    before = {("a", 0): (0, 0), ("a", 90): (5, 3), ("b", 0): (0, 0)}
    made = pa.Table.from_batches(number_lines(table.to_batches(max_chunksize=2), before=before)).to_pylist()
    found = [(row["path"], row["number"], row["line"], row["data"]) for row in made]
    assert found == [
        ("a", 1, 1, b"{1}\n"),
        ("a", 2, 3, b"{2}\r\n"),
        ("a", 4, 6, b"{4}\n"),
        ("b", 1, 2, b"{\n"),
    ]


def test_rows_as_the_local_readers_give_them() -> None:
    line = {"number": 2, "line": 3, "data": b"{}\n"}
    assert raw("a", line, "jsonl", LIMITS) == Raw(source="a#2", format="json", data=b"{}\n", where="line 3")
    row = {"number": 2, "line": 2, "data": {"text": "x"}}
    assert raw("a", row, "parquet", LIMITS) == Raw(source="a#2", format="fields", data={"text": "x"}, where="row 2")
    large = raw("a", line, "jsonl", Limits(article_bytes=2))
    assert isinstance(large, Reject) and large.reason == "too_large" and large.detail.startswith("line 3: ")
    broken = raw("a", row | {"data": InputError("read", "corrupt", "no")}, "parquet", LIMITS)
    assert isinstance(broken, Reject) and (broken.source, broken.detail) == ("a#2", "row 2: no")
