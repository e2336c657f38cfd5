from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.errors import KnowledgeError
from dxextract.knowledge.files import Folder
from dxextract.knowledge.indicators import load_indicators
from dxextract.knowledge.load import Knowledge
from dxextract.knowledge.panel import load_panel
from dxextract.knowledge.sources import find_sources


def own(tmp_path: Path, name: str, text: str) -> Folder:
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "gazetteer" / name).write_text(text, encoding="utf-8")
    return find_sources(tmp_path).gazetteer


def test_every_kind_has_a_rule(knowledge: Knowledge) -> None:
    kinds = {indicator.kind for indicator in knowledge.indicators.indicators.values()}
    assert kinds <= {str(kind) for kind in knowledge.panel.aggregation}


def test_the_users_rules_win(tmp_path: Path) -> None:
    assert load_panel(own(tmp_path, "panel.yaml", "reprint_days: 90\n")).reprint_days == 90


@pytest.mark.parametrize("text", ["reprint_days: -1\n", "aggregation: {count: mean}\n", "approx_share: 2\n"])
def test_faults(tmp_path: Path, text: str) -> None:
    with pytest.raises(KnowledgeError, match=r"panel\.yaml:1: "):
        load_panel(own(tmp_path, "panel.yaml", text))


def test_ratios_are_of_counts_that_can_be_added_up(knowledge: Knowledge) -> None:
    indicators, rules = knowledge.indicators.indicators, knowledge.panel
    ratios = {i.id: i.ratio for i in indicators.values() if i.ratio is not None}
    assert set(ratios) == {"online_application_rate", "eid_activation_rate"}
    for rate, counts in ratios.items():
        assert indicators[rate].kind == "percentage"
        for part in map(indicators.__getitem__, counts):
            assert part.kind == "count"
            assert (part.aggregation or rules.aggregation["count"]) == "sum"


def test_a_ratio_of_unknown_counts(tmp_path: Path) -> None:
    text = "- {id: online_application_rate, extends: true, ratio: {part: online_applications, whole: nothing}}\n"
    with pytest.raises(KnowledgeError, match=r"ratio\.whole: no indicator has the id 'nothing'"):
        load_indicators(own(tmp_path, "indicators.yaml", text))
