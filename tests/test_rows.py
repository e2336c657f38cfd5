from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from dxextract.article import Article
from dxextract.extractor import Extractor
from dxextract.records.model import Reject, Result
from dxextract.records.schema import SCHEMAS
from dxextract.rows import ROWS, Done, flatten, rows

TEXT = "Tỉnh Đồng Tháp có 1.797 xã, xếp hạng 5/63. Theo Nghị quyết số 57-NQ/TW."
REJECT = Reject(input_id="r", source="b", stage="read", reason="missing", detail="no such file")


@pytest.fixture(scope="module")
def result(extractor: Extractor) -> Result:
    return extractor.extract(Article("c", TEXT, published=date(2024, 4, 14)))


def test_a_row_for_each_input(result: Result) -> None:
    batch = rows([Done(result, b"sketch"), Done(REJECT)])
    assert batch.schema == ROWS
    assert batch["source"].to_pylist() == ["b", "c"]
    assert [row is None for row in batch["article"].to_pylist()] == [True, False]
    assert [row is None for row in batch["reject"].to_pylist()] == [False, True]
    assert [len(row) for row in batch["metrics"].to_pylist()] == [0, len(result.metrics)]
    assert batch["sketch"].to_pylist() == [None, b"sketch"]
    assert batch["article"].to_pylist()[1]["published"] == date(2024, 4, 14)


def test_rows_flatten_to_the_tables(result: Result) -> None:
    done = [Done(result), Done(REJECT)]
    tables = flatten(rows(done))
    assert {name: table.schema for name, table in tables.items()} == SCHEMAS
    assert tables["articles"].to_pylist()[0]["text"] == TEXT
    assert tables["rejects"].to_pylist() == [
        {"input_id": "r", "source": "b", "stage": "read", "reason": "missing", "detail": "no such file"}
    ]
    assert tables["metrics"]["raw"].to_pylist() == [metric.raw for metric in result.metrics]
    assert tables["rankings"].num_rows == 1 and tables["references"].num_rows == 1
    several = pa.Table.from_batches([rows([done[0]]), rows([done[1]])])
    assert {name: table.to_pylist() for name, table in flatten(several).items()} == {
        name: table.to_pylist() for name, table in tables.items()
    }


def test_nothing_has_the_types_of_the_contract() -> None:
    assert {name: table.schema for name, table in flatten(rows([])).items()} == SCHEMAS
