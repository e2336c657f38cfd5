"""Which values agree, what rivals are to each other, and which one is preferred."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from .conftest import Build, count, metric, ranking


def values(rows: list[dict[str, Any]]) -> list[tuple[str, str, bool, str]]:
    return [(row["value_text"], row["agreement"], row["preferred"], row["preferred_because"]) for row in rows]


def test_values_that_can_be_true_together_are_one_row_with_the_most_exact(rows_of: Build) -> None:
    printed: tuple[tuple[str, dict[str, Any]], ...] = (
        ("57%", {}),
        ("57,03%", {}),
        ("50%", {"comparator": "gt", "value_text": "50"}),
    )
    (row,) = rows_of(*(metric(raw, source=f"{raw}.txt", **fields) for raw, fields in printed))
    assert (row["value_text"], row["agreement"], row["n_sources"], row["n_facts"]) == ("57.03", "agreed", 3, 3)
    assert row["best_fact_id"] == "57,03%.txt:0"
    assert row["sentence"] == "... 57,03% ..."


def test_copies_and_repetitions_count_once(rows_of: Build) -> None:
    lead, body = metric("57%"), metric("57%")
    copy = metric("57%", source="b.txt", article_id="a.txt")
    near = metric("57%", source="c.txt", cluster_id="a.txt")
    (row,) = rows_of(lead, body, copy, near)
    counted = tuple(row[name] for name in ("n_facts", "n_inputs", "n_clusters", "n_sources", "agreement"))
    assert counted == (4, 3, 1, 1, "single")


def test_texts_of_one_outlet_are_one_source(rows_of: Build) -> None:
    same = [metric("57%", source=source, outlet=outlet) for source, outlet in (("a", "ĐTO"), ("b", "Đto "))]
    (row,) = rows_of(*same)
    assert (row["n_clusters"], row["n_sources"], row["agreement"]) == (2, 1, "single")
    (row,) = rows_of(*same, metric("57%", source="c", outlet="AGO"))
    assert (row["n_sources"], row["agreement"]) == (2, "agreed")


def test_a_later_value_revises(rows_of: Build) -> None:
    old = [metric("56,2%", source=f"{n}", published=date(2024, 4, n)) for n in (1, 9)]
    new = metric("57,9%", source="new", published=date(2024, 5, 9), confidence=0.1)
    assert values(rows_of(*old, new)) == [("57.9", "revised", True, "latest"), ("56.2", "revised", False, "latest")]
    sooner = new | {"published": date(2024, 5, 8)}
    assert values(rows_of(*old, sooner)) == [
        ("56.2", "conflicting", True, "sources"),
        ("57.9", "conflicting", False, "sources"),
    ]
    undated = new | {"published": None}
    assert {row["agreement"] for row in rows_of(*old, undated)} == {"conflicting"}


def test_several_values_of_one_text_are_mixed(rows_of: Build) -> None:
    province, district, commune = (metric(raw) for raw in ("98,7%", "95,2%", "83,6%"))
    other = metric("95,2%", source="b.txt")
    rows = rows_of(province, district, commune)
    assert values(rows)[0] == ("98.7", "mixed", True, "order")
    assert values(rows_of(province, district, commune, other))[0] == ("95.2", "mixed", True, "sources")


def test_a_near_duplicate_with_another_value_is_no_mixture(rows_of: Build) -> None:
    corrected = metric("57,9%", source="b.txt", cluster_id="c", published=date(2024, 6, 1))
    rows = rows_of(metric("56,2%", cluster_id="c"), corrected)
    assert values(rows)[0] == ("57.9", "revised", True, "latest")


BETTER: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("closeness", {}, {"article_place": "VN"}),
    ("closeness", {"outlet": "Cổng Thông tin điện tử tỉnh Đồng Tháp"}, {"outlet": "Báo Tin"}),
    ("closeness", {"url": "https://dongthap.gov.vn/tin"}, {"url": "https://gov.vn.example.com/"}),
    ("stated", {}, {"period_basis": "published"}),
    ("confidence", {"confidence": 0.8}, {"confidence": 0.79}),
    ("exactness", {"raw": "61,20%"}, {"raw": "57,9%"}),
    ("order", {"published": date(2024, 4, 10)}, {"published": date(2024, 4, 12)}),
]


@pytest.mark.parametrize(("reason", "better", "worse"), BETTER)
def test_the_better_supported_value(rows_of: Build, reason: str, better: dict[str, Any], worse: dict[str, Any]) -> None:
    winner = metric("61,2%", source="z.txt", **better)
    loser = metric("57,9%", source="a.txt", **worse)
    assert values(rows_of(loser, winner))[0] == ("61.2", "conflicting", True, reason)


def test_confidence_decides_by_tenths(rows_of: Build) -> None:
    rows = rows_of(metric("57,9%", confidence=0.71), metric("61,2%", source="b.txt", confidence=0.79))
    assert rows[0]["preferred_because"] == "order"


def test_a_doubted_value_loses(rows_of: Build) -> None:
    doubt = {"fact_ids": ["a.txt:0"], "severity": "error"}
    facts = metric("57,9%", confidence=0.9), metric("61,2%", source="b.txt", confidence=0.2)
    assert values(rows_of(*facts, findings=[doubt]))[0] == ("61.2", "conflicting", True, "undoubted")
    rows = rows_of(*facts, findings=[doubt | {"severity": "note"}])
    assert values(rows)[0] == ("57.9", "conflicting", True, "confidence")


def test_targets_are_what_they_say(rows_of: Build) -> None:
    target = {"status": "target", "period_end": date(2025, 12, 31)}
    rows = rows_of(
        metric("80%", comparator="ge", **target),
        metric("80%", source="b.txt", **target),
        metric("90%", comparator="ge", source="c.txt", **target),
        metric("85%", period_end=date(2025, 12, 31), source="d.txt"),
    )
    assert [(row["status"], row["value_text"], row["n_facts"]) for row in rows] == [
        ("actual", "85", 1),
        ("target", "80", 2),
        ("target", "90", 1),
    ]


def test_rankings(rows_of: Build) -> None:
    exact, member = ranking(17, out_of=63, delta=3), ranking(20, top=True, source="b.txt")
    (row,) = rows_of(exact, member)
    assert (row["value"], row["denominator"], row["top"], row["delta"], row["kind"]) == (17.0, 63.0, False, 3, "rank")
    assert (row["family"], row["indicator_id"], row["scope"], row["n_sources"]) == ("ranking", "dti", "VN", 2)
    aim = {"status": "target"}
    assert len(rows_of(ranking(17, **aim), ranking(20, top=True, source="b.txt", **aim))) == 2
    assert len(rows_of(ranking(3), ranking(3, scope="Đồng bằng sông Cửu Long"))) == 2
    assert len(rows_of(ranking(24, out_of=34), ranking(24, out_of=63, source="b.txt"))) == 2


def test_a_row_says_where_it_comes_from(rows_of: Build) -> None:
    (row,) = rows_of(count("906", denominator=1797.0), count("906", source="b.txt", published=date(2024, 5, 1)))
    assert row["fact_ids"] == ["a.txt:0", "b.txt:0"]
    assert row["sources"] == ["a.txt", "b.txt"]
    assert (row["first_published"], row["last_published"]) == (date(2024, 4, 14), date(2024, 5, 1))
    assert row["denominator"] == 1797.0
    assert (row["confidence"], row["closeness"], row["doubted"]) == (0.75, 1, False)
