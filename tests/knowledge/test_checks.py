"""The rules of the checks: all that the code names are there, and messages that cannot be written are faults."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dxextract
from dxextract.errors import KnowledgeError
from dxextract.knowledge.load import Knowledge, load_knowledge

SOURCES = Path(dxextract.__file__).parent / "checks"
NAMED = re.compile(r'"((?:share|sum|change|rank|range|goal|date|figure|misprint)\.[a-z_]+)"')


def test_the_code_and_the_rules_name_the_same(knowledge: Knowledge) -> None:
    named = {rule for path in SOURCES.glob("*.py") for rule in NAMED.findall(path.read_text("utf-8"))}
    goals = {f"goal.{outcome}" for outcome in ("beaten", "reached", "missed")}  # made from the outcome
    assert named | goals == set(knowledge.checks.rules)


def test_may_exceed_names_indicators(knowledge: Knowledge) -> None:
    assert knowledge.checks.words.may_exceed <= set(knowledge.indicators.indicators)


def own(folder: Path, rule: str) -> Path:
    (folder / "patterns").mkdir()
    (folder / "patterns" / "checks.yaml").write_text(rule, encoding="utf-8")
    return folder


def test_a_message_may_be_written_anew(tmp_path: Path) -> None:
    knowledge = load_knowledge(
        own(tmp_path, "- {id: rank.outside, extends: true, message_vi: 'Hạng {number}/{whole}?'}\n")
    )
    assert knowledge.checks.rules["rank.outside"].message_vi == "Hạng {number}/{whole}?"
    assert knowledge.checks.rules["rank.outside"].severity == "error"


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("- {id: rank.outside, extends: true, message_vi: 'Hạng {rank}'}\n", "no message can name {rank}"),
        ("- {id: rank.outside, extends: true, message_en: 'Rank {number'}\n", "no message"),
        ("- {id: rank.outside, extends: true, severity: fatal}\n", "severity"),
    ],
)
def test_a_message_that_cannot_be_written_is_a_fault(tmp_path: Path, rule: str, told: str) -> None:
    with pytest.raises(KnowledgeError, match=re.escape(told)):
        load_knowledge(own(tmp_path, rule))
