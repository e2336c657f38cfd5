from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.errors import KnowledgeError
from dxextract.knowledge.files import Entry, read_entries, read_table


class Thing(Entry):
    id: str
    size: int = 0
    words: tuple[str, ...] = ()


def write(folder: Path, text: str) -> Path:
    path = folder / "things.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_entries_are_read_as_frozen_models(tmp_path: Path) -> None:
    (thing,) = read_entries(write(tmp_path, "- {id: a, size: 2, words: [x, y]}"), Thing)
    assert thing == Thing(id="a", size=2, words=("x", "y"))
    assert read_table(write(tmp_path, "id: a"), Thing) == Thing(id="a")


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("- id: a\n- id: b\n  colour: red\n", 3, "colour"),
        ("- id: a\n  size: '3'\n", 2, "size"),
        ("- id: NO\n", 1, "id"),
        ("- size: 3\n", 1, "id"),
        ("- id: a\n  words: [x, 3]\n", 2, "words.1"),
        ("- just a string\n", 1, "entry"),
    ],
)
def test_a_fault_names_file_line_and_field(tmp_path: Path, text: str, line: int, field: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(KnowledgeError) as caught:
        read_entries(path, Thing)
    assert str(caught.value).startswith(f"{path}:{line}: {field}: ")


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        read_entries(write(tmp_path, "- {size: x}\n- {id: 3}\n"), Thing)
    assert len(str(caught.value).splitlines()) == 3


@pytest.mark.parametrize("text", ["id: a", "- [", "\t- x", ""])
def test_what_is_no_list_of_entries_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(KnowledgeError, match=r"things\.yaml:\d+: "):
        read_entries(write(tmp_path, text), Thing)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="cannot be read"):
        read_entries(tmp_path / "none.yaml", Thing)
