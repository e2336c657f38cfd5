from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.errors import OutputError
from dxextract.records import export as module
from dxextract.records.export import check_targets, csv_to, harmless, jsonl_to, rows, write_csv, write_jsonl
from dxextract.records.jsonl import lines
from dxextract.records.load import Dataset, load
from dxextract.records.model import Reject, Result
from dxextract.records.tables import tables
from dxextract.records.write import write_dataset

from .conftest import MakeResult


@pytest.fixture
def data(tmp_path: Path, make: MakeResult, reject: Reject) -> Dataset:
    write_dataset(tmp_path / "out", [make("b.txt"), reject, make("a.txt")], knowledge_hash="k")
    return load(tmp_path / "out")


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("- Tỉnh đạt 95%", "'- Tỉnh đạt 95%"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r\n=1", "'\r\n=1"),
        (" =1", "' =1"),
        ("＝1+1", "'＝1+1"),
        ("-5", "-5"),
        ("+3,5%", "+3,5%"),
        ("-1.234,5", "-1.234,5"),
        ("906", "906"),
        ("Tỉnh = huyện", "Tỉnh = huyện"),
        ("", ""),
    ],
)
def test_formulas_are_made_harmless(text: str, cell: str) -> None:
    assert harmless(text) == cell


@given(st.text())
def test_no_cell_begins_as_a_formula_but_numbers(text: str) -> None:
    cell = harmless(text)
    assert cell.removeprefix("'") == text.removeprefix("'") or cell == f"'{text}"
    assert not cell.lstrip().startswith(("=", "@"))
    if cell.lstrip().startswith(("+", "-")):
        assert cell[1:2].isdigit()


def test_csv_holds_every_row_typed(tmp_path: Path, data: Dataset) -> None:
    write_csv(data, {name: tmp_path / f"{name}.csv" for name in data.tables})
    content = (tmp_path / "metrics.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    found = read_csv(content.removeprefix(b"\xef\xbb\xbf"))
    assert list(found[0]) == data.metrics.column_names
    assert len(found) == data.metrics.num_rows == 4
    first = found[0]
    assert [first[name] for name in ("source", "value", "confidence", "period_start", "per", "place_name")] == [
        "a.txt",
        "2023.0",
        "0.9",
        "2023-01-01",
        "",
        "Đồng Tháp",
    ]
    articles = read_csv((tmp_path / "articles.csv").read_bytes().removeprefix(b"\xef\xbb\xbf"))
    assert articles[0]["text"] == data.articles["text"][0].as_py()
    assert read_csv((tmp_path / "rankings.csv").read_bytes())[0]["top"] == "FALSE"
    findings = read_csv((tmp_path / "findings.csv").read_bytes())
    assert findings[0]["fact_ids"].split("; ") == data.findings["fact_ids"][0].as_py()
    assert (tmp_path / "rejects.csv").read_bytes().count(b"\r\n") == 2


def test_hostile_text_in_a_cell_and_negative_numbers(make: MakeResult) -> None:
    result = make(value=-5.5)
    hostile = replace(result.metrics[0], unit='=HYPERLINK("http://x")', value_text="-5,5", period_text='a "b", c\nd')
    table = tables([replace(result, metrics=(hostile,))])["metrics"]
    stream = io.BytesIO()
    csv_to(stream, table)
    (row,) = read_csv(stream.getvalue())
    assert (row["unit"], row["value"], row["value_text"]) == ('\'=HYPERLINK("http://x")', "-5.5", "-5,5")
    assert row["period_text"] == 'a "b", c\nd'


def test_jsonl_is_what_extract_prints(data: Dataset, make: MakeResult, reject: Reject) -> None:
    stream = io.BytesIO()
    jsonl_to(stream, data, list(data.tables))
    outcomes: list[Result | Reject] = [make("a.txt"), make("b.txt"), reject]
    printed = [json.loads(line) for outcome in outcomes for line in lines(outcome)]
    exported = [json.loads(line) for line in stream.getvalue().decode().splitlines()]
    by_position = [sorted(one, key=lambda r: r["record"]) for one in (printed, exported)]
    assert [one["record"] for one in exported] == [one["record"] for one in printed]
    assert [list(one) for one in exported] == [list(one) for one in printed]
    for before, after in zip(*by_position, strict=True):
        if before["record"] == "article":
            assert after.pop("cluster_id") is not None
            before.pop("cluster_id")
    assert sorted(map(json.dumps, exported)) == sorted(map(json.dumps, printed))


def test_records_of_a_file_come_in_their_order(tmp_path: Path, make: MakeResult, reject: Reject) -> None:
    sources = [f"a.jsonl#{number}" for number in (1, 2, 10, 11)]
    outcomes = [make(source) for source in sources] + [replace(reject, source="a.jsonl#3")]
    write_dataset(tmp_path / "out", outcomes, knowledge_hash="k")
    stream = io.BytesIO()
    jsonl_to(stream, load(tmp_path / "out"), ["articles", "rejects"])
    assert [json.loads(line)["source"] for line in stream.getvalue().splitlines()] == [
        *sources[:2],
        "a.jsonl#3",
        *sources[2:],
    ]


def test_some_tables_as_jsonl(tmp_path: Path, data: Dataset) -> None:
    write_jsonl(data, tmp_path / "some.jsonl", ["rankings"])
    records = [json.loads(line) for line in (tmp_path / "some.jsonl").read_text("utf-8").splitlines()]
    assert [record["record"] for record in records] == ["ranking", "ranking"]


def test_single_precision_is_printed_as_it_was_written(data: Dataset) -> None:
    assert {row["confidence"] for row in rows(data.metrics)} == {0.9}


def test_targets(tmp_path: Path) -> None:
    there = tmp_path / "there.csv"
    there.write_text("mine")
    check_targets([tmp_path / "new.csv"], overwrite=False)
    check_targets([there], overwrite=True)
    with pytest.raises(OutputError, match="add --overwrite"):
        check_targets([there], overwrite=False)
    with pytest.raises(OutputError, match="is a folder"):
        check_targets([tmp_path], overwrite=True)


def test_what_fails_leaves_everything_as_it_was(tmp_path: Path, data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "metrics.csv"
    target.write_text("mine")

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(module, "_write_rows", full)
    with pytest.raises(OutputError, match="No space left"):
        write_csv(data, {"metrics": target})
    assert target.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["metrics.csv", "out"]
