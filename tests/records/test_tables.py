from __future__ import annotations

from datetime import date

from dxextract.records.model import Reject
from dxextract.records.schema import SCHEMAS
from dxextract.records.tables import tables

from .conftest import MakeResult


def test_rows_are_ordered_by_source_and_position(make: MakeResult, reject: Reject) -> None:
    made = tables([make("b.txt"), reject, make("Á.txt"), make("a.txt")])
    order = [("a.txt", 4), ("a.txt", 23), ("b.txt", 4), ("b.txt", 23), ("Á.txt", 4), ("Á.txt", 23)]
    assert list(zip(made["metrics"]["source"].to_pylist(), made["metrics"]["start"].to_pylist(), strict=True)) == order
    assert made["articles"]["source"].to_pylist() == ["a.txt", "b.txt", "Á.txt"]
    assert made["findings"]["input_id"].to_pylist() == made["articles"]["input_id"].to_pylist()


def test_values_come_through(make: MakeResult, reject: Reject) -> None:
    made = tables([make(), reject])
    metric = made["metrics"].to_pylist()[1]
    assert (metric["raw"], metric["value"], metric["value_high"]) == ("1.797", 1797.0, None)
    assert metric["period_end"] == date(2023, 12, 31)
    assert made["rankings"].to_pylist()[0]["delta"] == -2
    assert made["articles"].to_pylist()[0]["repairs"] == ["mojibake"]
    assert made["rejects"].to_pylist()[0]["reason"] == "missing"


def test_nothing_gives_tables_without_rows() -> None:
    made = tables([])
    assert {name: table.schema for name, table in made.items()} == SCHEMAS
    assert {table.num_rows for table in made.values()} == {0}
