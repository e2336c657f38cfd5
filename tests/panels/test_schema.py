from __future__ import annotations

from collections.abc import Callable

from dxextract.knowledge.load import Knowledge
from dxextract.panels.build import Panel
from dxextract.panels.schema import COVERAGE, PANEL, page
from dxextract.records.columns import values
from dxextract.records.describe import description

from .conftest import TIEN_GIANG, count, metric, ranking


def test_every_column_is_described() -> None:
    for column in (*PANEL, *COVERAGE):
        assert len(description(column)) > 8, column.name
        assert f"| `{column.name}` |" in page()


def test_enumerations_hold(build: Callable[..., Panel]) -> None:
    facts = (
        count("906"),
        count("871", **TIEN_GIANG),
        metric("57%"),
        metric("61%"),
        metric("57%", source="b.txt", indicator_id="online_payment_rate"),
        metric("63%", source="c.txt", indicator_id="online_payment_rate"),
        ranking(5),
    )
    made = build(*facts)
    for table in (made.rows, made.coverage):
        for column in table.schema:
            if known := values(column):
                assert set(table[column.name].drop_null().to_pylist()) <= set(known), column.name
    assert set(made.rows["agreement"].to_pylist()) == {"single", "computed", "mixed", "conflicting"}


def test_ids_of_indicators_and_indices_do_not_collide(knowledge: Knowledge) -> None:
    assert not set(knowledge.indicators.indicators) & set(knowledge.rankings.indices)
