"""Provinces since 2025-07-01, from those that went into them: N82 is P82 Tiền Giang and P87 Đồng Tháp."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dxextract.knowledge.load import Knowledge
from dxextract.panels.provinces import Provinces

from .conftest import TIEN_GIANG, Build, count, metric, ranking

TODAY = {"place_id": "N82", "place_code": "82", "source": "n.txt"}


def computed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if row["agreement"] == "computed"]


def test_counts_are_added_up(rows_of: Build) -> None:
    one, other = count("233.805", confidence=0.6), count("186.195", **TIEN_GIANG, confidence=0.8, outlet="ABO")
    rows = rows_of(one, other)
    (row,) = computed(rows)
    assert (row["place_id"], row["place_name"], row["value"], row["value_text"]) == (
        "N82",
        "Đồng Tháp",
        420000,
        "420000",
    )
    assert row["inputs"] == [r["row_id"] for r in sorted(rows, key=lambda r: r["place_id"]) if r is not row]
    assert (row["fact_ids"], row["sources"]) == (["a.txt:0", "tg.txt:0"], ["a.txt", "tg.txt"])
    assert (row["confidence"], row["n_facts"], row["n_inputs"]) == (pytest.approx(0.6), 2, 2)
    assert (row["preferred"], row["best_fact_id"], row["sentence"], row["unit"]) == (True, None, None, "hồ sơ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (metric("57%"), metric("48%", **TIEN_GIANG)),  # a rate
        (count("906", "online_public_services_full"), count("871", "online_public_services_full", **TIEN_GIANG)),
        (ranking(5), ranking(9, **TIEN_GIANG)),
        (count("233.805"), count("186.195", **TIEN_GIANG, period_end=date(2024, 6, 30))),  # another period
        (count("233.805"), count("186.195", **TIEN_GIANG, status="target")),
        (count("233.805"), count("186.195", **{**TIEN_GIANG, "place_id": "P83"})),  # of another province
        (count("40", value_high=50.0), count("186.195", **TIEN_GIANG)),  # a range
        (count("233.805", period_end=None), count("186.195", **TIEN_GIANG, period_end=None)),  # nobody knows when
        (count("60%", kind="percentage"), count("55%", kind="percentage", **TIEN_GIANG)),  # a rate of a count
    ],
)
def test_what_is_not_added_up(rows_of: Build, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert not computed(rows_of(one, other))


def test_no_sum_of_what_is_contradicted(rows_of: Build) -> None:
    contradicted = [count("233.805"), count("233.508", source="b.txt")]
    assert not computed(rows_of(*contradicted, count("186.195", **TIEN_GIANG)))


def test_a_printed_value_is_preferred(rows_of: Build) -> None:
    rows = rows_of(count("233.805"), count("186.195", **TIEN_GIANG), count("420.100", **TODAY))
    today = [row for row in rows if row["place_id"] == "N82"]
    assert [(row["value"], row["agreement"], row["preferred"], row["preferred_because"]) for row in today] == [
        (420100.0, "single", True, "only"),
        (420000.0, "computed", False, "printed"),
    ]
    assert len({row["cell_id"] for row in today}) == 1


def test_a_rate_from_both_counts(rows_of: Build) -> None:
    received = [count("412.350", "applications_received"), count("387.650", "applications_received", **TIEN_GIANG)]
    online = [count("233.805"), count("186.195", **TIEN_GIANG)]
    rate = next(row for row in rows_of(*received, *online) if row["kind"] == "percentage")
    assert (rate["indicator_id"], rate["value"], rate["unit"]) == ("online_application_rate", 52.5, "%")
    assert (rate["aggregation"], len(rate["inputs"]), rate["n_facts"]) == ("ratio", 2, 4)
    assert not [row for row in rows_of(*online) if row["kind"] == "percentage"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("eq", "eq", "eq"),
        ("gt", "eq", "gt"),
        ("ge", "eq", "ge"),
        ("ge", "gt", "gt"),
        ("lt", "le", "lt"),
        ("gt", "lt", "approx"),
        ("approx", "eq", "approx"),
        ("le", "eq", "le"),
    ],
)
def test_the_comparator_of_a_sum(rows_of: Build, one: str, other: str, expected: str) -> None:
    facts = count("233.805", comparator=one), count("186.195", comparator=other, **TIEN_GIANG)
    assert [row["comparator"] for row in computed(rows_of(*facts))] == [expected]


def test_provinces(knowledge: Knowledge) -> None:
    provinces = Provinces(knowledge)
    assert len(provinces.today) == 34
    assert provinces.merged["N82"] == ("P82", "P87")
    assert provinces.merged["N68"] == ("P60", "P67", "P68")
    assert sum(map(len, provinces.merged.values())) + len(provinces.today) - len(provinces.merged) == 63
    assert "P01" not in provinces.merged
    assert len(provinces.of_year(2024)) == 63
    assert len(provinces.of_year(2026)) == 34
    assert len(provinces.of_year(2025)) == 63 + 23
    assert "P28" in provinces.of_year(2008)
    assert "P28" not in provinces.of_year(2009)
    assert [provinces.level(place) for place in ("VN", "P87", "D941", "nowhere")] == [
        "country",
        "province",
        "district",
        None,
    ]
    rules = [provinces.aggregation("metric", i) for i in ("online_applications", "fiber_length", "dx_budget")]
    assert rules == ["sum", "sum", "sum"]
    rules = [provinces.aggregation("metric", i) for i in ("postal_enterprises", "dti_score", "postal_service_radius")]
    assert rules == ["none", "none", "none"]
    assert provinces.aggregation("ranking", "dti") == provinces.aggregation("metric", "of_my_own") == "none"
    assert provinces.aggregation("metric", "eid_activation_rate") == "ratio"
