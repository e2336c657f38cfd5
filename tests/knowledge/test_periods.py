"""The knowledge of time expressions loads, its examples hold, and its faults are told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from dxextract.errors import KnowledgeError
from dxextract.knowledge.files import read_entries
from dxextract.knowledge.patterns import compile_pattern
from dxextract.knowledge.periods import PrefixesEntry, UnitEntry, load
from dxextract.text import fold

ROOT = Path(__file__).parents[2]
FRAGMENTS = yaml.safe_load((ROOT / "patterns" / "fragments.yaml").read_text("utf-8"))
ENTRIES = read_entries(ROOT / "patterns" / "periods.yaml", UnitEntry)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_examples_hold(entry: UnitEntry) -> None:
    pattern = compile_pattern(entry.pattern, FRAGMENTS)
    assert entry.examples
    assert entry.counter_examples
    assert [e for e in entry.examples if pattern.search(fold(e)) is None] == []
    assert [e for e in entry.counter_examples if pattern.search(fold(e)) is not None] == []


def test_ids_are_unique() -> None:
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)


def test_a_phrase_keeps_all_its_effects() -> None:
    rules = load(ROOT / "patterns", ROOT / "gazetteer", FRAGMENTS)
    assert rules.effects["vào"] == {"within", "attach"}
    assert rules.effects["tính đến"] == {"until"}
    assert frozenset().union(*rules.effects.values()) == set(PrefixesEntry.model_fields)


def test_a_run_of_prefixes_ends_where_the_expression_begins() -> None:
    rules = load(ROOT / "patterns", ROOT / "gazetteer", FRAGMENTS)
    run = rules.prefixes.search("báo cáo cho biết, tính đến hết ngày ")
    assert run is not None
    assert run[0] == "tính đến hết ngày "
    assert rules.prefixes.search("tính đến hết ngày hôm ") is None


def test_a_pattern_that_captures_too_little_is_a_fault(tmp_path: Path) -> None:
    shutil.copy(ROOT / "gazetteer" / "period_cues.yaml", tmp_path)
    entry = {
        "id": "x",
        "description": "x",
        "pattern": "quý {quarter}",
        "unit": "quarter",
        "examples": ["quý i"],
        "counter_examples": [],
    }
    (tmp_path / "periods.yaml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"periods\.yaml:6: pattern: it captures no quarter"):
        load(tmp_path, tmp_path, FRAGMENTS)


def test_an_unknown_prefix_is_a_fault_with_its_place(tmp_path: Path) -> None:
    shutil.copy(ROOT / "patterns" / "periods.yaml", tmp_path)
    cues = (ROOT / "gazetteer" / "period_cues.yaml").read_text("utf-8")
    (tmp_path / "period_cues.yaml").write_text(cues.replace("\n  until:", "\n  untill:", 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"period_cues\.yaml:\d+: prefixes\.until"):
        load(tmp_path, tmp_path, FRAGMENTS)
