"""The registry of well-known documents says what can be trusted, and its faults are told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from dxextract.errors import KnowledgeError
from dxextract.finders.document_numbers import parse_number
from dxextract.knowledge.documents import load
from dxextract.knowledge.files import read_entries
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.registry import DocumentEntry, bare

ROOT = Path(__file__).parents[2]
FRAGMENTS = yaml.safe_load((ROOT / "patterns" / "fragments.yaml").read_text("utf-8"))
ENTRIES = read_entries(ROOT / "gazetteer" / "documents.yaml", DocumentEntry)
RULES = load(ROOT / "patterns", ROOT / "gazetteer", FRAGMENTS)
PLACES = PlaceIndex.load(ROOT / "gazetteer")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_agrees_with_itself(entry: DocumentEntry) -> None:
    ref_id, place, *year = entry.id.split(";")
    number = parse_number(ref_id, RULES)
    assert number.ref_id == ref_id
    # QH15 stands behind laws and behind resolutions.
    assert number.type is not None
    assert number.type.type == entry.type or number.symbol.startswith("QH")
    assert (number.year is None) == bool(year), "the year stands once: in the number, or behind the place"
    assert str(entry.date)[:4] == str(number.year or year[0])
    assert PLACES.get(place)
    assert entry.source.split()[0].strip(";") in ("verified", "recalled")


def test_documents_are_found_by_number_and_by_name() -> None:
    registry = RULES.registry
    assert [known.document_id for known in registry.by_ref_id["749/QĐ-TTg"]] == ["749/QĐ-TTg;VN;2020"]
    assert [known.document_id for known in registry.by_number["resolution", "57"]] == ["57-NQ/TW;VN;2024"]
    assert [known.ref_id for known in registry.by_name["scheme", "6"]] == ["06/QĐ-TTg"]
    assert {known.year for known in registry.by_name["law", "đất đai"]} == {2013, 2024}


@pytest.mark.parametrize(
    ("written", "key"), [("06", "6"), ("  Giao dịch\nđiện tử ", "giao dịch điện tử"), ("30a", "30a")]
)
def test_bare(written: str, key: str) -> None:
    assert bare(written) == bare(key) == key


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: 749/QĐ-TTg;VN;2020", "id: 749/QĐ-TTg", r"documents\.yaml:\d+: id: "),
        ("id: 749/QĐ-TTg;VN;2020", "id: QĐ-TTg;VN;2020", r"documents\.yaml:\d+: id: "),
        ("date: 2020-06-03", "date: June 2020", r"documents\.yaml:\d+: date"),
        ("names: [Đề án 06,", "names: [Đề-án 06,", r"documents\.yaml:\d+: names\.0: 'Đề-án 06' does not begin"),
    ],
)
def test_faults_are_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    gazetteer = tmp_path / "gazetteer"
    gazetteer.mkdir()
    for name in ("document_types.yaml", "issuers.yaml", "documents.yaml"):
        shutil.copy(ROOT / "gazetteer" / name, gazetteer)
    file = gazetteer / "documents.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(KnowledgeError, match=message):
        load(ROOT / "patterns", gazetteer, FRAGMENTS)
