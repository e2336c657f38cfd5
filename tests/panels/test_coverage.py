from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dxextract.panels.build import Panel

from .conftest import TIEN_GIANG, count, metric, ranking


@pytest.fixture
def covered(build: Callable[..., Panel]) -> Callable[..., dict[tuple[str, str], tuple[Any, ...]]]:
    """(level, place) → state, reason, lacking."""

    def make(*facts: dict[str, Any]) -> dict[tuple[str, str], tuple[Any, ...]]:
        rows = build(*facts).coverage.to_pylist()
        assert len({(row["indicator_id"], row["status"], row["year"]) for row in rows}) == 1
        return {(r["level"], r["place_id"]): (r["state"], r["reason"], r["lacking"]) for r in rows}

    return make


STATED: tuple[Any, ...] = ("stated", None, [])
UNCLAIMED: tuple[Any, ...] = ("missing", "unclaimed", [])


def test_every_province_of_the_year_and_of_today(covered: Callable[..., Any]) -> None:
    found = covered(count("233.805"))
    assert len(found) == 63 + 34
    assert found["then", "P87"] == STATED
    assert found["then", "P82"] == found["then", "P01"] == found["2025", "P01"] == UNCLAIMED
    assert found["2025", "N82"] == ("missing", "incomplete", ["P82"])


def test_why_there_is_no_value_for_a_merged_province(covered: Callable[..., Any]) -> None:
    tien_giang = count("186.195", **TIEN_GIANG)
    assert covered(count("233.805"), tien_giang)["2025", "N82"] == ("computed", None, [])
    later = tien_giang | {"period_end": date(2024, 6, 30)}
    assert covered(count("233.805"), later)["2025", "N82"] == ("missing", "periods", [])
    rival = count("186.519", **TIEN_GIANG)
    assert covered(count("233.805"), tien_giang, rival)["2025", "N82"] == ("missing", "unsettled", [])
    assert covered(metric("57%"))["2025", "N82"] == ("missing", "not_additive", [])
    assert covered(ranking(5))["2025", "N82"] == ("missing", "not_additive", [])
    assert covered(count("420.000", place_id="N82"))["2025", "N82"] == STATED
    assert covered(count("420.000", place_id="P01"))["2025", "P01"] == STATED


def test_what_covers_nothing(build: Callable[..., Panel]) -> None:
    facts = (
        count("100", change="increase"),
        count("60%", kind="percentage"),
        count("7", place_id="D941"),
        count("7", place_id="VN"),
        count("7", period_end=None),
        ranking(3, scope="Đồng bằng sông Cửu Long"),
    )
    found = build(*facts)
    assert (len(found), found.coverage.num_rows) == (6, 0)


def test_rows_and_last_period(build: Callable[..., Panel]) -> None:
    facts = count("233.805"), count("301.000", period_end=date(2024, 9, 30))
    rows = build(*facts).coverage.to_pylist()
    (row,) = [row for row in rows if (row["level"], row["place_id"]) == ("then", "P87")]
    assert (row["n_rows"], row["last_period_end"], row["year"], row["place_name"]) == (
        2,
        date(2024, 9, 30),
        2024,
        "Đồng Tháp",
    )
