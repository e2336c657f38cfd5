"""Cues load, and stand on the side of the number that their direction says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dxextract.errors import KnowledgeError
from dxextract.knowledge.load import Knowledge, load_knowledge
from dxextract.text import fold

CUES = yaml.safe_load((Path(__file__).parents[2] / "gazetteer" / "cues.yaml").read_text("utf-8"))
ENTRIES = [(topic, entry) for topic in ("comparator", "change", "status") for entry in CUES[topic]]
VALUES = {
    "comparator": {"approx", "gt", "ge", "lt", "le"},
    "change": {"increase", "decrease"},
    "status": {"target", "estimate", "actual"},
}


@pytest.mark.parametrize(("topic", "entry"), ENTRIES, ids=lambda part: part["id"] if isinstance(part, dict) else part)
def test_every_phrase_is_found_whole(knowledge: Knowledge, topic: str, entry: dict[str, Any]) -> None:
    (cue,) = (c for c in getattr(knowledge.cues, topic) if c.id == entry["id"])
    assert cue.value in VALUES[topic]
    for phrase in entry["phrases"]:
        written = fold(phrase)
        found = cue.ends.search(f"x {written} ") if cue.direction == "forward" else cue.starts.match(f" {written} x")
        assert found is not None
        assert found[0].strip() == written
        assert cue.phrase.pattern.fullmatch(written)
        inside = f"x{written.split()[0]}x"
        assert not list(cue.phrase.finditer(inside, 0, len(inside)))


@pytest.mark.parametrize("phrase", [p for entry in CUES["scope"] for p in entry["phrases"]])
def test_scopes_are_found(knowledge: Knowledge, phrase: str) -> None:
    assert any(cue.phrase.search(fold(f"xếp thứ 2 {phrase},")) for cue in knowledge.cues.scope)


def test_ids_are_unique() -> None:
    ids = [entry["id"] for _, entry in ENTRIES]
    assert len(set(ids)) == len(ids)


def test_a_small_count_is_where_above_may_be_a_place(knowledge: Knowledge) -> None:
    assert "trên" in knowledge.cues.locative
    assert knowledge.cues.locative_below > 1


@pytest.mark.parametrize(("topic", "value"), [("comparator", "target"), ("change", "gt"), ("status", "increase")])
def test_a_cue_with_a_value_of_another_topic_is_refused(tmp_path: Path, topic: str, value: str) -> None:
    gazetteer = tmp_path / "gazetteer"
    gazetteer.mkdir()
    entry = {"id": "own", "value": value, "direction": "forward", "reach": "adjacent", "phrases": ["áng độ"]}
    (gazetteer / "cues.yaml").write_text(yaml.safe_dump({topic: [entry]}, allow_unicode=True), "utf-8")
    with pytest.raises(KnowledgeError, match=f"{topic}.0.value: "):
        load_knowledge(tmp_path)
