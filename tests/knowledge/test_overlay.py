"""The user's knowledge over the packaged one."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import Field

from dxextract.errors import KnowledgeError
from dxextract.knowledge.files import Entry, Folder, read_entries, read_rows, read_table
from dxextract.knowledge.overlay import Fault


class Thing(Entry):
    id: str
    size: int = 0
    words: tuple[str, ...] = ()
    sizes: dict[str, int] = Field(default_factory=dict)


class Table(Entry):
    size: int
    words: tuple[str, ...]
    things: tuple[Thing, ...]
    sizes: dict[str, int]


BASE = "- {id: a, size: 1, words: [x, y], sizes: {k: 1}}\n- {id: b}\n"
TABLE = "size: 1\nwords: [x]\nthings:\n- {id: a, size: 1, words: [x]}\nsizes: {k: 1}\n"


def folder(tmp_path: Path, base: str, own: str | None, *, name: str = "f.yaml", lenient: bool = False) -> Folder:
    layers = (tmp_path / "base", tmp_path / "own")
    for layer, text in zip(layers, (base, own), strict=True):
        layer.mkdir()
        if text is not None:
            (layer / name).write_text(text, encoding="utf-8")
    return Folder(layers, [] if lenient else None)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (None, [Thing(id="a", size=1, words=("x", "y"), sizes={"k": 1}), Thing(id="b")]),
        ("- {id: c, size: 3}", ["a", "b", Thing(id="c", size=3)]),
        ("- {id: a, size: 3}", [Thing(id="a", size=3), "b"]),
        (
            "- {id: a, extends: true, words: [y, z], sizes: {l: 2}}",
            [Thing(id="a", size=1, words=("x", "y", "z"), sizes={"k": 1, "l": 2}), "b"],
        ),
        ("- {id: a, extends: true, size: 9}", [Thing(id="a", size=9, words=("x", "y"), sizes={"k": 1}), "b"]),
        ("- {id: a, remove: true}", ["b"]),
        ("[]", ["a", "b"]),
    ],
)
def test_entries_are_added_replaced_extended_and_removed(
    tmp_path: Path, own: str | None, expected: list[Thing | str]
) -> None:
    entries = read_entries(folder(tmp_path, BASE, own) / "f.yaml", Thing)
    assert [entry.id for entry in entries] == [e if isinstance(e, str) else e.id for e in expected]
    assert [entry for entry, e in zip(entries, expected, strict=True) if isinstance(e, Thing)] == [
        e for e in expected if isinstance(e, Thing)
    ]


class Neighbour(Entry):
    id: str
    confusable_with: tuple[str, ...] = ()


def test_what_is_taken_out_is_no_longer_confusable(tmp_path: Path) -> None:
    base = "- {id: a, confusable_with: [b, c]}\n- {id: b}\n- {id: c, confusable_with: [b]}\n"
    left = read_entries(folder(tmp_path, base, "- {id: b, remove: true}") / "f.yaml", Neighbour)
    assert left == (Neighbour(id="a", confusable_with=("c",)), Neighbour(id="c"))


def test_an_alias_that_is_used_twice_holds_no_loop(tmp_path: Path) -> None:
    own = "- {id: c, words: &w [x]}\n- {id: d, words: *w}"
    entries = read_entries(folder(tmp_path, BASE, own) / "f.yaml", Thing)
    assert [entry.words for entry in entries[-2:]] == [("x",), ("x",)]


def test_a_table_grows_key_by_key(tmp_path: Path) -> None:
    own = "words: [x, y]\nsize: 2\nsizes: {l: 3}\nthings:\n- {id: a, extends: true, words: [z]}\n- {id: b}\n"
    table = read_table(folder(tmp_path, TABLE, own) / "f.yaml", Table)
    things = (Thing(id="a", size=1, words=("x", "z")), Thing(id="b"))
    assert table == Table(size=2, words=("x", "y"), things=things, sizes={"k": 1, "l": 3})


@pytest.mark.parametrize(
    ("own", "line", "field"),
    [
        ("- {id: a, size: big}", 1, "size"),
        ("- id: a\n  extends: true\n  words: [z, 3]", 3, "words.1"),
        ("- id: q\n  extends: true", 1, "id"),
        ("- id: q\n  remove: true", 1, "id"),
        ("- {id: c}\n- {id: c}", 2, "id"),
        ("- id: a\n  extends: true\n  words: z", 3, "words"),
        ("id: a", 1, "entry"),
        ("- id: a\n  extends: maybe", 2, "extends"),
        ("- {id: a, extends: true, remove: true}", 1, "remove"),
        ("- id: c\n  words: &all [*all]", 2, "file"),
        ("- &it {id: c, words: [*it]}", 1, "file"),
    ],
)
def test_a_fault_is_the_users_and_the_packaged_entry_stays(tmp_path: Path, own: str, line: int, field: str) -> None:
    lenient = folder(tmp_path, BASE, own, lenient=True)
    entries = read_entries(lenient / "f.yaml", Thing)
    assert lenient.faults
    (fault,) = lenient.faults
    assert (fault.path, fault.line, fault.field) == (str(tmp_path / "own" / "f.yaml"), line, field)
    kept = next(entry for entry in entries if entry.id == "a")
    assert kept.size == 1
    strict = Folder(lenient.layers)
    with pytest.raises(KnowledgeError, match=f":{line}: {field}: "):
        read_entries(strict / "f.yaml", Thing)


@pytest.mark.parametrize(
    ("own", "line", "field"),
    [("things:\n- {id: b, size: x}", 2, "things.0.size"), ("words: 3", 1, "words"), ("size: x", 1, "size")],
)
def test_a_fault_in_a_table_leaves_the_rest(tmp_path: Path, own: str, line: int, field: str) -> None:
    lenient = folder(tmp_path, TABLE, own, lenient=True)
    table = read_table(lenient / "f.yaml", Table)
    assert [(f.line, f.field) for f in lenient.faults or ()] == [(line, field)]
    assert [thing.id for thing in table.things] == ["a"]


ROWS = "id,name,valid_from,valid_to,aliases\nP1,One,,2024-12-31,Uno\nP1,Won,2025-01-01,,\nP2,Two,,,\n"


def names(rows: Folder) -> list[tuple[str, str, str]]:
    return [
        (row.values["id"], row.values["name"], row.values.get("aliases") or "")
        for row in read_rows(rows / "p.csv", needed=["id", "name"])
    ]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("id,aliases\nP2,Deux;Dos\n", [("P1", "One", "Uno"), ("P1", "Won", ""), ("P2", "Two", "Deux;Dos")]),
        ("id,aliases\nP1,Un\n", [("P1", "One", "Uno;Un"), ("P1", "Won", "Un"), ("P2", "Two", "")]),
        ("id,name,valid_from\nP1,Wan,2025-01-01\n", [("P1", "One", "Uno"), ("P1", "Wan", ""), ("P2", "Two", "")]),
        ("id,name\nP3,Three\n", [("P1", "One", "Uno"), ("P1", "Won", ""), ("P2", "Two", ""), ("P3", "Three", "")]),
    ],
)
def test_rows_change_the_cells_that_they_fill(tmp_path: Path, own: str, expected: list[tuple[str, str, str]]) -> None:
    assert names(folder(tmp_path, ROWS, own, name="p.csv")) == expected


@pytest.mark.parametrize(
    ("own", "line", "field"),
    [("id,colour\nP1,red\n", 1, "colour"), ("id,name\nP1\n", 2, "row"), ("id,name\n,Four\n", 2, "id")],
)
def test_faults_of_rows(tmp_path: Path, own: str, line: int, field: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"own/p\.csv:{line}: {field}: "):
        names(folder(tmp_path, ROWS, own, name="p.csv"))


@pytest.mark.parametrize("fault", [Fault("a/b.yaml", 3, "x.0", "it is: wrong"), Fault("c:/d.csv", 1, "id", "no")])
def test_a_fault_is_read_as_it_is_printed(fault: Fault) -> None:
    assert Fault.read(str(fault)) == fault
