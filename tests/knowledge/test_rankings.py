"""Every rule for positions does what its examples say; indices and their names load."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dxextract.knowledge.load import Knowledge
from dxextract.text import fold

ROOT = Path(__file__).parents[2]
RULES = yaml.safe_load((ROOT / "patterns" / "rankings.yaml").read_text("utf-8"))
INDICES = yaml.safe_load((ROOT / "gazetteer" / "indices.yaml").read_text("utf-8"))
INDICATORS = yaml.safe_load((ROOT / "gazetteer" / "indicators.yaml").read_text("utf-8"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_a_rule_matches_its_examples_and_no_counter_example(knowledge: Knowledge, rule: dict[str, Any]) -> None:
    (compiled,) = (r for r in knowledge.rankings.rules if r.id == rule["id"])

    def matches(text: str) -> bool:
        folded = fold(text)
        return any(
            not compiled.not_after.search(folded[: m.start()]) and not compiled.not_before.match(folded, m.end())
            for m in compiled.pattern.finditer(folded)
        )

    assert rule["examples"]
    assert rule["counter_examples"]
    assert [e for e in rule["examples"] if not matches(e)] == []
    assert [e for e in rule["counter_examples"] if matches(e)] == []


@pytest.mark.parametrize("index", INDICES, ids=lambda index: index["id"])
def test_every_name_of_an_index_finds_it(knowledge: Knowledge, index: dict[str, Any]) -> None:
    rules = knowledge.rankings
    for alias in [*index["aliases"], *index.get("aliases_weak", ())]:
        _, match = next(rules.alias.finditer(fold(alias)))
        assert rules.aliases[" ".join(match[0].split())][0] == index["id"], alias


def test_what_an_index_refers_to_exists(knowledge: Knowledge) -> None:
    for index in knowledge.rankings.indices.values():
        named = {*index.scores.values(), index.component_score} - {None}
        assert named <= set(knowledge.indicators.indicators), index.id
        assert index.pillar_of is None or index.pillar_of in knowledge.rankings.indices
