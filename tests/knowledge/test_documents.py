"""The knowledge of references loads, its examples hold, and its faults are told with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from dxextract.errors import KnowledgeError
from dxextract.knowledge.documents import ROLES, ReferenceEntry, load
from dxextract.knowledge.files import read_entries
from dxextract.knowledge.patterns import compile_pattern
from dxextract.text import fold

ROOT = Path(__file__).parents[2]
FRAGMENTS = yaml.safe_load((ROOT / "patterns" / "fragments.yaml").read_text("utf-8"))
ENTRIES = read_entries(ROOT / "patterns" / "references.yaml", ReferenceEntry)
RULES = load(ROOT / "patterns", ROOT / "gazetteer", FRAGMENTS)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_examples_hold(entry: ReferenceEntry) -> None:
    pattern = compile_pattern(entry.pattern, FRAGMENTS)
    assert entry.examples
    assert entry.counter_examples
    assert [e for e in entry.examples if pattern.fullmatch(fold(e)) is None] == []
    assert [e for e in entry.counter_examples if pattern.fullmatch(fold(e)) is not None] == []


def test_ids_are_unique() -> None:
    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)


def test_every_role_has_a_rule() -> None:
    assert {entry.role for entry in ENTRIES} == set(ROLES)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("nghị quyết", "resolution"),
        ("công văn", "official_letter"),
        ("đề án", "scheme"),
        ("QĐ", "decision"),
        ("tờ trình", "submission"),
    ],
)
def test_words_of_types(word: str, kind: str) -> None:
    assert RULES.types[word].type == kind


@pytest.mark.parametrize(
    ("letters", "state", "party"),
    [
        ("TT", "circular", "other"),
        ("QĐ", "decision", "decision"),
        ("KL", "conclusion", "conclusion"),
        ("QH15", "law", None),
    ],
)
def test_letters_of_types(letters: str, state: str, party: str | None) -> None:
    assert RULES.state_types[letters].type == state
    assert (RULES.party_types[letters].type if letters in RULES.party_types else None) == party


@pytest.mark.parametrize(
    ("letters", "scope"),
    [
        ("TTg", "central"),
        ("UBND", "local"),
        ("TU", "local"),
        ("BTTTT", "central"),
        ("SYT", "local"),
        ("BTC", "central"),
    ],
)
def test_scopes(letters: str, scope: str) -> None:
    assert RULES.scopes[letters] == scope


@pytest.mark.parametrize(
    "name", ["bộ y tế", "sở kh&cn", "ủy ban nhân dân", "tỉnh ủy", "bộ văn hóa, thể thao và du lịch"]
)
def test_bodies_are_known(name: str) -> None:
    assert RULES.body_names.fullmatch(name)
    assert name in RULES.bodies


def copy(tmp_path: Path) -> Path:
    for folder in ("patterns", "gazetteer"):
        (tmp_path / folder).mkdir()
    shutil.copy(ROOT / "patterns" / "references.yaml", tmp_path / "patterns")
    for name in ("document_types.yaml", "issuers.yaml", "documents.yaml"):
        shutil.copy(ROOT / "gazetteer" / name, tmp_path / "gazetteer")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("patterns/references.yaml", "role: locator", "role: place", r"references\.yaml:\d+: role: "),
        ("patterns/references.yaml", "role: title\n", "role: counted\n", "no rule has the role 'title'"),
        ("gazetteer/document_types.yaml", "  letterless: true\n", "", "one kind must be letterless, not 0"),
        ("gazetteer/document_types.yaml", "type: decree", "type: edict", r"document_types\.yaml:\d+: type: "),
        ("gazetteer/issuers.yaml", "scope: central}", "scope: world}", r"issuers\.yaml:\d+: bodies\.0\.scope: "),
        ("patterns/references.yaml", "{day:day}", "{day:dawn}", "no fragment is named 'dawn'"),
    ],
)
def test_faults_are_told(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    root = copy(tmp_path)
    path = root / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(KnowledgeError, match=message):
        load(root / "patterns", root / "gazetteer", FRAGMENTS)
