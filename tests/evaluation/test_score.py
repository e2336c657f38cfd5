from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.evaluation.gold import GoldText, load_gold
from dxextract.evaluation.score import Evaluation, Score, score

TEXT = "Tỉnh có 906 dịch vụ và 12 trạm, xếp thứ 25/63; khoảng 7 xã."
GOLD = """\
id: a
place: "87"
published: 2024-04-14
facts:
- {q: "có [[906]] dịch", kind: count, value: 906, unit: dịch vụ}
- {q: "và [[12]] trạm", kind: count, value: 12, unit: trạm}
- {q: "thứ [[25/63]]", kind: ranking, index: dti, rank: 25, of: 63}
- {q: "khoảng [[7]] xã", kind: count, value: 7, cmp: approx, unit: xã, opt: true}
"""


@pytest.fixture
def text(annotate: Callable[..., Path]) -> GoldText:
    return load_gold([annotate(TEXT, GOLD)])[0]


def record(raw: str, family: str = "metric", **columns: Any) -> dict[str, Any]:
    start = TEXT.index(raw)
    common = {"record": family, "source": "a.txt", "start": start, "end": start + len(raw), "raw": raw}
    return common | {"kind": "count", "place_code": "87", "scope": "VN"} | columns


ARTICLE = {"record": "article", "source": "a.txt", "published": "2024-04-14", "place_code": "87"}
RIGHT = [
    ARTICLE,
    record("906", value=906, unit="dịch vụ"),
    record("12", value=12, unit="trạm"),
    record("25/63", "ranking", index_id="dti", rank=25, out_of=63),
]


def counts(evaluation: Evaluation, name: str) -> tuple[int, int, int]:
    s = evaluation.scores[name]
    return s.tp, s.fp, s.fn


def kinds(evaluation: Evaluation) -> list[str]:
    return [miss.kind for miss in evaluation.misses]


def test_all_right(text: GoldText) -> None:
    evaluation = score([text], RIGHT)
    assert kinds(evaluation) == []
    assert counts(evaluation, "record.all") == (3, 0, 0)
    assert counts(evaluation, "record.metric") == (2, 0, 0)
    assert evaluation.as_json()["found.all"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "tp": 3, "fp": 0, "fn": 0}
    assert evaluation.as_json()["slots"]["metric.unit"] == {"right": 2, "of": 2, "accuracy": 1.0}


@pytest.mark.parametrize(
    ("change", "miss", "found", "value", "whole"),
    [
        ({"value": 905}, ["VALUE"], (3, 0, 0), (2, 1, 1), (2, 1, 1)),
        ({"kind": "money"}, ["FIELD kind"], (3, 0, 0), (3, 0, 0), (2, 1, 1)),
        ({"unit": "xã"}, ["FIELD unit"], (3, 0, 0), (3, 0, 0), (3, 0, 0)),
        ({"raw": "905"}, ["BAD SPAN", "MISSED"], (2, 1, 1), (2, 1, 1), (2, 1, 1)),
        ({"end": 999}, ["BAD SPAN", "MISSED"], (2, 1, 1), (2, 1, 1), (2, 1, 1)),
        ({"record": "reference"}, ["MISSED", "EXTRA"], (2, 1, 1), (2, 1, 1), (2, 1, 1)),
        ({"record": "finding"}, ["MISSED"], (2, 0, 1), (2, 0, 1), (2, 0, 1)),
        ({"source": "b.txt"}, ["MISSED"], (2, 0, 1), (2, 0, 1), (2, 0, 1)),
    ],
)
def test_one_thing_wrong(
    text: GoldText,
    change: dict[str, Any],
    miss: list[str],
    found: tuple[int, int, int],
    value: tuple[int, int, int],
    whole: tuple[int, int, int],
) -> None:
    evaluation = score([text], [ARTICLE, RIGHT[1] | change, *RIGHT[2:]])
    assert kinds(evaluation) == miss
    assert [counts(evaluation, f"{name}.all") for name in ("found", "value", "record")] == [found, value, whole]


def test_a_span_of_its_own(text: GoldText) -> None:
    evaluation = score([text], [*RIGHT[:3], RIGHT[3] | {"end": RIGHT[3]["end"] - 2, "raw": "25/"}])
    assert kinds(evaluation) == ["FIELD span"]
    assert counts(evaluation, "value.all") == (3, 0, 0)
    assert counts(evaluation, "record.all") == (2, 1, 1)


@pytest.mark.parametrize("extra", [record("7", value=7), record("khoảng 7 xã", value=1), record("7 xã", "reference")])
def test_an_optional_fact_is_neither_asked_for_nor_punished(text: GoldText, extra: dict[str, Any]) -> None:
    evaluation = score([text], [*RIGHT, extra])
    assert kinds(evaluation) == []
    assert counts(evaluation, "record.all") == (3, 0, 0)


@pytest.mark.parametrize(
    ("article", "misses"),
    [
        ([], ["ARTICLE published", "ARTICLE place"]),
        ([ARTICLE | {"published": None}], ["ARTICLE published"]),
        ([ARTICLE | {"place_code": "87/866"}], []),
        ([ARTICLE | {"place_code": None}], ["ARTICLE place"]),
    ],
)
def test_article(text: GoldText, article: list[dict[str, Any]], misses: list[str]) -> None:
    assert kinds(score([text], [*article, *RIGHT[1:]])) == misses


@pytest.mark.parametrize("source", ["a.txt", "elsewhere/a.txt", "a.txt#1", "{path}", "{path}#12"])
def test_records_find_their_text(text: GoldText, source: str) -> None:
    here = source.format(path=text.path)
    assert kinds(score([text], [record | {"source": here} for record in RIGHT])) == []


def test_the_path_wins_over_the_name(text: GoldText) -> None:
    here = [record | {"source": str(text.path)} for record in RIGHT]
    assert kinds(score([text], [*here, RIGHT[1] | {"source": "other/a.txt", "value": 1}])) == []


COUNTS = st.integers(0, 2000)


@given(COUNTS, COUNTS, COUNTS)
def test_score(tp: int, fp: int, fn: int) -> None:
    s = Score(tp, fp, fn)
    exact = Fraction(2 * tp, 2 * tp + fp + fn) if tp else Fraction(0)
    assert s.f1 == pytest.approx(float(exact), abs=1e-12)
    floor = Fraction(round(s.floor * 1000), 1000)
    assert floor <= exact < floor + Fraction(1, 1000)
    assert s.floor == float(floor)
