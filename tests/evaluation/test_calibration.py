"""Confidence is fitted by article, measured in bins, and its file is one that loads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml

from dxextract.evaluation.calibration import (
    Case,
    calibration_error,
    cases,
    cross_validated,
    fit_weights,
    held_out_cases,
    model_file,
    reliability,
)
from dxextract.evaluation.gold import GoldText, load_gold
from dxextract.extractor import Extractor
from dxextract.knowledge.confidence import ConfidenceModel
from dxextract.linkers.confidence import confidence


def case(article: str, *wrong: str, risky: bool = False) -> Case:
    status = {"metric": 1.0, "risky": float(risky)}
    return Case(article, {"status": status, "rest": {"metric": 1.0}}, frozenset(wrong))


CASES = [
    *(case(f"a{at}") for at in range(40)),
    *(case(f"a{at}", risky=True) for at in range(20)),
    *(case(f"a{at}", "status", risky=True) for at in range(20)),
]


def test_what_goes_wrong_weighs_against_its_part() -> None:
    weights = fit_weights(CASES)
    assert weights["status"]["risky"] < -1
    assert weights["status"]["metric"] > 2
    assert "risky" not in weights["rest"]
    assert weights["subject"] == {}


def test_risky_records_are_less_sure() -> None:
    judged = cross_validated(CASES)
    assert len(judged) == len(CASES)
    sure = sorted({round(sure, 2) for sure, _ in judged})
    assert sure[0] > 0.4
    assert not any(0.65 < one < 0.9 for one in sure)
    assert sum(one > 0.9 for one, _ in judged) == sum(c.circumstances["status"]["risky"] == 0 for c in CASES)


def test_each_article_is_judged_by_others() -> None:
    """An article whose records are all wrong must not teach the weights that judge it."""
    known = [*(case(f"a{at}") for at in range(40)), *(case("b", "rest") for _ in range(40))]
    judged = cross_validated(known)
    assert min(sure for sure, _ in judged) == min(sure for sure, right in judged if right)
    assert max(sure for sure, right in judged if not right) > 0.8


def test_texts_that_nobody_read_set_the_level() -> None:
    unread = [*(case(f"u{at}") for at in range(6)), *(case(f"u{at}", "status") for at in range(4))]
    weights = fit_weights(CASES, unread)
    assert set(weights["status"]) == {"metric", "risky"}
    model = ConfidenceModel(parts=weights)
    assert confidence(unread[0].circumstances, model) == pytest.approx(0.6, abs=0.05)
    assert confidence(case("u", risky=True).circumstances, model) < 0.4


def test_the_file_loads() -> None:
    weights = fit_weights(CASES)
    model = ConfidenceModel.model_validate(yaml.safe_load(model_file(weights)))
    assert model.parts == weights


def test_reliability() -> None:
    bins = reliability([(1.0, True), (0.95, False), (0.15, False), (0.1, True)])
    assert [(b.low, b.high, b.records, b.right) for b in bins] == [(0.1, 0.2, 2, 1), (0.9, 1.0, 2, 1)]
    assert [b.mean for b in bins] == pytest.approx([0.125, 0.975])
    assert calibration_error(bins) == pytest.approx((abs(0.25 - 1) + abs(1.95 - 1)) / 4)
    assert calibration_error(()) == 0


def test_cases_of_texts(annotate: Callable[..., Path]) -> None:
    gold = """\
id: a
place: "87"
facts:
- {q: "có [[906]] máy", kind: count, value: 906, unit: máy, status: target}
- {q: "cùng [[12]] xe", kind: count, value: 12, unit: xe, opt: true}
"""
    corpus = annotate("Tỉnh Đồng Tháp hiện có 906 máy cùng 12 xe; ngoài ra còn 55 nhà.", gold)
    found = cases(load_gold([corpus]), Extractor())
    assert [c.wrong for c in found] == [frozenset({"status"}), frozenset({"rest"})]
    assert {c.article for c in found} == {"a"}
    assert all(any(f"{named}_count" in c.circumstances["subject"] for named in ("named", "unnamed")) for c in found)


def test_no_article_is_judged_by_its_own_words(annotate: Callable[..., Path]) -> None:
    stations = """\
id: stations
facts:
- {q: "dựng [[906]] trạm BTS", kind: count, value: 906, unit: trạm BTS, ind: bts_stations}
"""
    teams = """\
id: teams
facts:
- {q: "lập [[55]] tổ công nghệ", kind: count, value: 55, unit: tổ công nghệ số cộng đồng, ind: community_digital_teams}
"""
    annotate("Đồng bằng sông nước mênh mông dựng 906 trạm BTS.", stations, name="tuned/stations")
    corpus = annotate("Xã lập 55 tổ công nghệ số cộng đồng.", teams, name="tuned/teams")
    texts = load_gold([corpus])

    def suits(texts: Sequence[GoldText]) -> float:
        (found,) = (c for c in held_out_cases(texts)[:2] if c.article == "stations")
        return found.circumstances["subject"]["named_suits"]

    assert suits(texts) == 0, "the other article does not have the indicator"
    assert suits(texts * 5) > 0, "its copies do"
