from __future__ import annotations

import json
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.report.columns import column, pack


@pytest.mark.parametrize(
    ("values", "kind", "expected"),
    [
        (["a", None, "b", "a"], pa.string(), {"d": ["a", "b"], "i": [0, -1, 1, 0]}),
        ([date(2024, 3, 1), None], pa.date32(), {"d": ["2024-03-01"], "i": [0, -1]}),
        ([1, None, 3], pa.int32(), {"v": [1, None, 3]}),
        ([True, False, None], pa.bool_(), {"v": [1, 0, None]}),
        ([0.79, None], pa.float32(), {"v": [0.79, None]}),
        ([906.0, 50.4, 1e300, None], pa.float64(), {"v": [906, 50.4, 1e300, None]}),
        ([float("inf"), float("nan"), 1.5], pa.float64(), {"v": [None, None, 1.5]}),
        ([["a", "b"], [], ["c"]], pa.list_(pa.string()), {"l": [["a", "b"], [], ["c"]]}),
        ([None, None], pa.string(), None),
        ([], pa.string(), None),
    ],
)
def test_a_column(values: list[Any], kind: pa.DataType, expected: Any) -> None:
    assert column(pa.chunked_array([values], type=kind)) == expected


def test_chunks_of_a_table_share_their_words() -> None:
    table = pa.concat_tables(pa.table({"place": pa.array([name], pa.string())}) for name in ("x", "y", "x"))
    assert pack(table) == {"n": 3, "c": {"place": {"d": ["x", "y"], "i": [0, 1, 0]}}}


@given(st.lists(st.none() | st.text(max_size=5), max_size=20))
def test_strings_come_back(values: list[str | None]) -> None:
    packed = json.loads(json.dumps(column(pa.chunked_array([values], type=pa.string()))))
    back = [None if i < 0 else packed["d"][i] for i in packed["i"]] if packed else [None] * len(values)
    assert back == values
