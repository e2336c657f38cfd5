from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dxextract.errors import KnowledgeError
from dxextract.knowledge.anchors import Anchors
from dxextract.knowledge.files import read_entries
from dxextract.knowledge.layout import FurnitureEntry, HeaderEntry, LayoutRules, flatten, load_layout
from dxextract.readers.furniture import recognise, split_lines

PATTERNS = Path(__file__).parents[2] / "patterns"
FRAGMENTS: dict[str, str] = yaml.safe_load((PATTERNS / "fragments.yaml").read_text("utf-8"))
RULES = load_layout(PATTERNS, FRAGMENTS)
HEADER = {entry.id: entry for entry in read_entries(PATTERNS / "header.yaml", HeaderEntry)}
FURNITURE = {entry.id: entry for entry in read_entries(PATTERNS / "furniture.yaml", FurnitureEntry)}


def holds_part(rule_id: str, line: str) -> bool:
    rule = next(rule for rule in RULES.header if rule.id == rule_id)
    (only,) = split_lines(line)
    words = only.piece.words
    return (rule.pattern.fullmatch(words) if rule.part == "section" else rule.pattern.search(words)) is not None


def is_line(rule_id: str, line: str) -> bool:
    """Whether the rule alone takes the whole line, or one part of a line that is furniture as a whole."""
    rule = next(rule for rule in RULES.furniture if rule.id == rule_id)
    (only,) = split_lines(line)
    alone = LayoutRules((), (rule,), rule.pattern, Anchors([]))
    taken = [piece for piece in (only.piece, *only.piece.parts()) if recognise(piece, alone)]
    return bool(taken) and recognise(only.piece, RULES) is not None


@pytest.mark.parametrize(("rule", "line"), [(e.id, x) for e in HEADER.values() for x in e.examples])
def test_header_example_holds_its_part(rule: str, line: str) -> None:
    assert holds_part(rule, line)


@pytest.mark.parametrize(("rule", "line"), [(e.id, x) for e in HEADER.values() for x in e.counter_examples])
def test_header_counter_example_does_not(rule: str, line: str) -> None:
    assert not holds_part(rule, line)


@pytest.mark.parametrize(("rule", "line"), [(e.id, x) for e in FURNITURE.values() for x in e.examples])
def test_furniture_example_is_taken(rule: str, line: str) -> None:
    assert is_line(rule, line)


@pytest.mark.parametrize(("rule", "line"), [(e.id, x) for e in FURNITURE.values() for x in e.counter_examples])
def test_furniture_counter_example_is_not(rule: str, line: str) -> None:
    assert not is_line(rule, line)


def test_every_rule_is_proven_from_both_sides_and_ids_are_unique() -> None:
    entries: list[HeaderEntry | FurnitureEntry] = [*HEADER.values(), *FURNITURE.values()]
    assert all(entry.examples and entry.counter_examples for entry in entries)
    ids = [rule.id for rule in RULES.header] + [rule.id for rule in RULES.furniture]
    assert len(set(ids)) == len(ids)


def test_flatten_keeps_the_length() -> None:
    text = "(BGĐT) – [GMT+7]\u200b {x} hoà"
    assert flatten(text) == " bgđt  -  gmt+7    x  hòa"
    assert len(flatten(text)) == len(text)


def write(folder: Path, header: list[dict[str, Any]], furniture: list[dict[str, Any]]) -> Path:
    for name, entries in (("header", header), ("furniture", furniture)):
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")
    return folder


PROOF = {"description": "d", "examples": ["x"], "counter_examples": ["y"]}


@pytest.mark.parametrize(
    ("header", "furniture", "message"),
    [
        ([{"id": "a", "part": "date", "pattern": "{day:day}"} | PROOF], [], "captures no month, year"),
        ([{"id": "a", "part": "weather", "pattern": "x"} | PROOF], [], "part"),
        ([], [{"id": "a", "scope": "page", "pattern": "x"} | PROOF], "scope"),
        ([], [{"id": "a", "scope": "line", "pattern": "x"}], "examples"),
        ([], [{"id": "a", "scope": "line", "pattern": "{nothing}"} | PROOF], "nothing"),
    ],
)
def test_faults_are_named(
    tmp_path: Path, header: list[dict[str, Any]], furniture: list[dict[str, Any]], message: str
) -> None:
    with pytest.raises(KnowledgeError, match=message):
        load_layout(write(tmp_path, header, furniture), FRAGMENTS)


def test_no_rules_match_no_line(tmp_path: Path) -> None:
    rules = load_layout(write(tmp_path, [], []), FRAGMENTS)
    (line,) = split_lines("Lượt xem: 613")
    assert recognise(line.piece, rules) is None
