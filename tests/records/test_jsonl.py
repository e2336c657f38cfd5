from __future__ import annotations

import json
from io import BytesIO

import pytest

from dxextract.records.jsonl import JsonlSink, lines
from dxextract.records.model import Reject
from dxextract.records.schema import SCHEMAS

from .conftest import MakeResult


def test_one_record_a_line_with_the_columns_of_its_table(make: MakeResult, reject: Reject) -> None:
    records = [json.loads(line) for outcome in (make(), reject) for line in lines(outcome)]
    tables = dict(zip(("article", "metric", "ranking", "reference", "finding", "reject"), SCHEMAS, strict=True))
    kinds = [record["record"] for record in records]
    assert kinds == ["article", "metric", "metric", "ranking", "reference", "finding", "reject"]
    for record in records:
        assert list(record) == ["record", *SCHEMAS[tables[record["record"]]].names]


def test_values_are_json(make: MakeResult) -> None:
    article, metric, *_ = lines(make())
    assert '"published": "2024-04-14"' in article
    assert '"repairs": ["mojibake"]' in article
    assert '"value": 1797.0' in metric
    assert '"value_high": null' in metric
    assert "Đồng Tháp" in metric
    assert "\n" not in article  # although the text has a line break


def test_nan_is_refused(make: MakeResult) -> None:
    with pytest.raises(ValueError, match="JSON"):
        list(lines(make(value=float("nan"))))


def test_the_sink_writes_utf8(make: MakeResult, reject: Reject) -> None:
    stream = BytesIO()
    sink = JsonlSink(stream)
    sink.add(make())
    sink.add(reject)
    assert stream.getvalue().decode().splitlines() == [*lines(make()), *lines(reject)]
    assert stream.getvalue().endswith(b"}\n")
