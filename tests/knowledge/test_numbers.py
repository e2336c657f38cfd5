"""Every rule for numbers that measure nothing does what its examples say; units and number words load."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from dxextract.knowledge.load import Knowledge
from dxextract.text import fold

ROOT = Path(__file__).parents[2]
RULES = yaml.safe_load((ROOT / "patterns" / "non_quantities.yaml").read_text("utf-8"))
UNITS = yaml.safe_load((ROOT / "gazetteer" / "units.yaml").read_text("utf-8"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_a_rule_matches_its_examples_and_no_counter_example(knowledge: Knowledge, rule: dict[str, Any]) -> None:
    (pattern,) = (r.pattern for r in knowledge.numbers.non_quantities if r.id == rule["id"])
    assert rule["examples"]
    assert rule["counter_examples"]
    assert [e for e in rule["examples"] if not pattern.search(fold(e))] == []
    assert [e for e in rule["counter_examples"] if pattern.search(fold(e))] == []


def test_all_rules_and_units_are_there(knowledge: Knowledge) -> None:
    assert [r.id for r in knowledge.numbers.non_quantities] == [rule["id"] for rule in RULES]
    assert {u.id for u in knowledge.numbers.units.values()} == {unit["id"] for unit in UNITS}
    assert sum(len(unit["words"]) for unit in UNITS) == len(knowledge.numbers.units)


@pytest.mark.parametrize(
    ("behind", "unit"),
    [
        ("%", "percent"),
        (" điểm phần trăm", "percent"),
        (" điểm", "score"),
        (" m2 sàn", "m2"),
        (" ki-lô-mét vuông", "km2"),
        (" m", "m"),
        (" ngày làm việc", "day"),
        ("đ", "vnd"),
    ],
)
def test_the_longest_unit_wins(knowledge: Knowledge, behind: str, unit: str) -> None:
    match = knowledge.numbers.unit.match(behind)
    assert match is not None
    assert knowledge.numbers.units[" ".join(match[0].split())].id == unit


@pytest.mark.parametrize("behind", [" máy", " hàng", " kmt", " xã", ""])
def test_a_unit_does_not_end_inside_a_word(knowledge: Knowledge, behind: str) -> None:
    assert knowledge.numbers.unit.match(behind) is None


@pytest.mark.parametrize(("words", "value"), [("nghìn tỷ", 10**12), ("triệu", 10**6), ("trăm nghìn", 10**5)])
def test_scales_multiply(knowledge: Knowledge, words: str, value: int) -> None:
    assert knowledge.numbers.words.scale_value(words) == Decimal(value)
