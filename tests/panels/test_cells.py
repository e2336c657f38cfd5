"""Which claims are about the same thing, and which are the same one again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .conftest import Build, count, metric, ranking

MARCH, APRIL, OCTOBER = date(2024, 3, 31), date(2024, 4, 14), date(2024, 10, 20)


def now(day: date, **fields: Any) -> dict[str, Any]:
    """``đến nay`` in an article of a day."""
    return {"published": day, "period_end": day, "source": f"{day}.txt", **fields}


def test_the_same_figure_as_of_a_later_day_is_a_reprint(rows_of: Build) -> None:
    (row,) = rows_of(count("906"), count("906", **now(OCTOBER)))
    assert (row["period_end"], row["restated_until"], row["n_reprints"]) == (MARCH, OCTOBER, 1)
    assert row["sources"] == ["2024-10-20.txt", "a.txt"]
    assert (row["agreement"], row["n_sources"]) == ("agreed", 2)


def test_it_is_a_reprint_of_the_first_day_when_no_text_says_a_period(rows_of: Build) -> None:
    days = [APRIL, date(2024, 6, 1), OCTOBER]
    (row,) = rows_of(*(count("906", **now(day, period_basis="published")) for day in reversed(days)))
    assert (row["period_end"], row["restated_until"], row["n_reprints"]) == (APRIL, OCTOBER, 2)
    assert row["period_basis"] == "published"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (count("906"), count("907", **now(OCTOBER))),  # another figure
        (metric("100%"), metric("100%", **now(OCTOBER))),  # may well be so again
        (count("906"), count("906", **now(date(2025, 4, 14)))),  # too long ago
        (count("906", period_end=date(2024, 12, 31)), count("906", **now(OCTOBER))),  # not yet
        (count("906"), count("906", source="b.txt", period_end=date(2024, 6, 30))),  # the text says so
        (count("906"), count("906", **now(OCTOBER, period_start=date(2024, 1, 1)))),  # since January is no state
    ],
)
def test_it_is_none(rows_of: Build, first: dict[str, Any], second: dict[str, Any]) -> None:
    rows = rows_of(first, second)
    assert [row["n_reprints"] for row in rows] == [0, 0]
    assert len({row["cell_id"] for row in rows}) == 2


def test_a_copy_of_another_day_is_a_reprint_whatever_the_figure(rows_of: Build) -> None:
    copies = [metric("100%", **now(day), cluster_id="c") for day in (APRIL, date(2024, 4, 15))]
    (row,) = rows_of(*copies)
    assert (row["n_facts"], row["n_clusters"], row["agreement"]) == (2, 1, "single")


def test_the_latest_period_that_a_text_says(rows_of: Build) -> None:
    june = count("906", source="b.txt", period_end=date(2024, 6, 30))
    march, june_row = rows_of(count("906"), june, count("906", **now(OCTOBER)))
    assert (march["n_reprints"], june_row["n_reprints"]) == (0, 1)


def test_a_rank_is_the_same_edition(rows_of: Build) -> None:
    (row,) = rows_of(ranking(5), ranking(5, **now(date(2023, 8, 2), period_start=None, period_basis="published")))
    assert (row["period_end"], row["n_reprints"]) == (date(2022, 12, 31), 1)


def test_undated_claims(rows_of: Build) -> None:
    undated: dict[str, Any] = {"period_end": None, "period_basis": "none", "published": None, "source": "b.txt"}
    (row,) = rows_of(count("906"), count("906", **undated))
    assert (row["period_end"], row["n_reprints"], row["restated_until"]) == (MARCH, 1, None)
    assert [r["period_end"] for r in rows_of(metric("50%"), metric("50%", **undated))] == [MARCH, None]
    (alone,) = rows_of(count("906", **undated))
    assert (alone["period_basis"], alone["period_end"]) == ("none", None)


@pytest.mark.parametrize(
    "other",
    [
        {"status": "target"},
        {"change": "increase"},
        {"per": "năm"},
        {"kind": "count"},
        {"place_id": "P82"},
        {"indicator_id": "online_payment_rate"},
        {"period_start": date(2024, 1, 1)},
    ],
)
def test_what_is_not_the_same_thing(rows_of: Build, other: dict[str, Any]) -> None:
    assert len({row["cell_id"] for row in rows_of(metric("50,4%"), metric("60,4%", source="b.txt", **other))}) == 2


def test_what_is_the_same_thing(rows_of: Build) -> None:
    services = [count("906", unit=unit, source=f"{unit}.txt") for unit in ("DVCTT", "dịch vụ công trực tuyến")]
    assert len(rows_of(*services)) == 1
    scores = {"indicator_id": "par_index_score", "value_text": "88.46"}
    one = metric("88,46%", **scores)
    other = metric("88,46 điểm", **{**scores, "kind": "score", "unit": "điểm", "source": "b.txt"})
    assert [row["kind"] for row in rows_of(one, other)] == ["score"]


def test_a_part_is_no_rival_of_its_total(rows_of: Build) -> None:
    total, part = count("1.847", fact_id="total"), count("612", part_of="total")
    assert sorted((row["value"], row["part"], row["agreement"]) for row in rows_of(total, part)) == [
        (612.0, True, "single"),
        (1847.0, False, "single"),
    ]
    share = count("612", "online_applications", part_of="received")
    received = count("1.847", "applications_received", fact_id="received")
    assert not any(row["part"] for row in rows_of(received, share))


def test_a_score_of_a_component_is_no_rival_of_the_whole(rows_of: Build) -> None:
    score = {"indicator_id": "service_quality_766_score", "kind": "score", "unit": "điểm"}
    whole = metric("88,71/100 điểm", value_text="88.71", denominator=100.0, **score)
    bare = metric("88,71 điểm", value_text="88.71", source="b.txt", **score)
    component = metric("17,2/18 điểm", value_text="17.2", denominator=18.0, **score)
    assert sorted((row["value"], row["scale"], row["agreement"]) for row in rows_of(whole, bare, component)) == [
        (17.2, 18.0, "single"),
        (88.71, None, "agreed"),
    ]
