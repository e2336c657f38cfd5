"""Misses are grouped by what was asked for and what was given instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dxextract.evaluation.failures import causes, grouped
from dxextract.evaluation.gold import load_gold
from dxextract.evaluation.score import Verdict, verdicts

TEXT = "Tỉnh có 906 máy."
RIGHT = {
    "record": "metric",
    "source": "a.txt",
    "start": 8,
    "end": 11,
    "kind": "count",
    "value": 906,
    "unit": "máy",
    "place_code": "87",
    "place_name": "Đồng Tháp",
    "period_start": None,
    "period_end": "2024-03-31",
    "period_basis": "stated",
    "status": "target",
}
GOLD = """\
id: a
place: "87"
facts:
- {q: "có [[906]]", kind: count, value: 906, unit: máy, period: "..2024-03", status: target}
"""
Judge = Callable[..., list[Verdict]]


@pytest.fixture
def judge(annotate: Callable[..., Path]) -> Judge:
    def run(*records: dict[str, Any], gold: str = GOLD) -> list[Verdict]:
        return list(verdicts(load_gold([annotate(TEXT, gold)]), records))

    return run


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({}, []),
        ({"status": "actual"}, ["metric, status: actual for target"]),
        ({"period_basis": "none"}, ["metric, period: none where there is one"]),
        ({"period_end": "2025-12-31"}, ["metric, period: another"]),
        ({"place_code": "87/870", "place_name": "Xã A"}, ["metric, place: a place in the province for the province"]),
        ({"place_code": None}, ["metric, place: none where there is one"]),
        ({"place_code": "02"}, ["metric, place: another"]),
        ({"indicator_id": "x"}, ["metric, indicator_id: one where there is none"]),
        ({"value": 905, "unit": None}, ["metric, value: another", "metric, unit: none where there is one"]),
    ],
)
def test_causes(judge: Judge, change: dict[str, Any], wanted: list[str]) -> None:
    (verdict,) = judge(RIGHT | change)
    assert causes(verdict) == wanted


def test_places_below_the_province(judge: Judge) -> None:
    gold = GOLD.replace("status: target", "status: target, place: 87/Lai Vung")
    (verdict,) = judge(RIGHT, gold=gold)
    assert causes(verdict) == ["metric, place: the province for a place in it"]
    (verdict,) = judge(RIGHT | {"place_code": "87/1", "place_name": "Tháp Mười"}, gold=gold)
    assert causes(verdict) == ["metric, place: another place in the province"]


def test_missed_and_extra(judge: Judge) -> None:
    extra = RIGHT | {"start": 0, "end": 4}
    assert list(grouped(judge(extra))) == ["metric: missed", "metric: not a fact"]


def test_the_commonest_cause_comes_first(judge: Judge) -> None:
    (status,) = judge(RIGHT | {"status": "actual"})
    (place,) = judge(RIGHT | {"place_code": None})
    groups = grouped([place, status, status])
    assert [(cause, len(found)) for cause, found in groups.items()] == [
        ("metric, status: actual for target", 2),
        ("metric, place: none where there is one", 1),
    ]
