"""All knowledge together: it loads once, is picklable, and its hash follows its content."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from dxextract.errors import KnowledgeError, UsageError
from dxextract.knowledge.load import Knowledge, load_knowledge

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("patterns", "gazetteer"):
        shutil.copytree(ROOT / part, tmp_path / part)
    return tmp_path


def test_every_topic_is_loaded(knowledge: Knowledge) -> None:
    assert all(getattr(knowledge, field.name) for field in fields(knowledge))
    assert "TP." in knowledge.abbreviations


def test_the_hash_follows_the_content(knowledge: Knowledge) -> None:
    assert load_knowledge().content_hash == knowledge.content_hash
    assert len(knowledge.content_hash) == 16
    assert int(knowledge.content_hash, 16) >= 0


def test_it_survives_pickling(knowledge: Knowledge) -> None:
    copy = pickle.loads(pickle.dumps(knowledge))
    assert copy.content_hash == knowledge.content_hash
    assert copy.numbers.units.keys() == knowledge.numbers.units.keys()


def test_a_folder_without_knowledge_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=str(tmp_path)):
        load_knowledge(tmp_path / "nothing")
    with pytest.raises(KnowledgeError, match=str(tmp_path)):
        load_knowledge(tmp_path)


def test_a_fault_is_told_with_its_file(folder: Path) -> None:
    (folder / "gazetteer" / "units.yaml").write_text(
        "- {id: x, kind: colour, symbol: x, words: [x]}\n", encoding="utf-8"
    )
    with pytest.raises(KnowledgeError, match=r"units\.yaml:1: .*kind"):
        load_knowledge(folder)
