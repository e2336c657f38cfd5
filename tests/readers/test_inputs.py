from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from dxextract.errors import InputError, UsageError
from dxextract.ids import input_id
from dxextract.readers.inputs import Input, check_any, expand, reject, source_of
from dxextract.readers.options import ReadOptions
from dxextract.readers.records import open_records
from dxextract.records.jsonl import lines
from dxextract.records.model import Reject
from dxextract.records.tables import tables


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with some texts."""
    for name in ("b.txt", "a.txt", "deep/c.TXT", "deep/x.csv.GZ", "deep/.hidden.txt", ".git/d.txt", "none/x.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "sources"),
    [
        (["b.txt", "a.txt"], ["a.txt", "b.txt"]),
        (["deep"], ["deep/c.TXT", "deep/x.csv.GZ"]),
        (["."], ["a.txt", "b.txt", "deep/c.TXT", "deep/x.csv.GZ"]),
        (["./deep/", "deep", "deep/c.TXT"], ["deep/c.TXT", "deep/x.csv.GZ"]),
        (["none/x.docx"], ["none/x.docx"]),
        (["*.txt"], ["a.txt", "b.txt"]),
        (["[a].txt", "deep/*"], ["a.txt", "deep/c.TXT", "deep/x.csv.GZ"]),
        (["d*p"], ["deep/c.TXT", "deep/x.csv.GZ"]),
        (["**/*.TXT"], ["deep/c.TXT"]),
        ([".git"], [".git/d.txt"]),
        (["deep/.hidden.txt"], ["deep/.hidden.txt"]),
        (["a.txt", "-", "-"], ["-", "a.txt"]),
    ],
)
def test_arguments_are_expanded_in_one_order(here: Path, arguments: list[str], sources: list[str]) -> None:
    items = expand(arguments)
    assert [item.source for item in items] == sources
    assert all(isinstance(item, Input) for item in items)
    assert expand(arguments[::-1]) == items


def test_an_absolute_path_is_another_source(here: Path) -> None:
    assert [item.source for item in expand([here / "a.txt", "a.txt"])] == [(here / "a.txt").as_posix(), "a.txt"]


@pytest.mark.parametrize(
    ("argument", "reason", "detail"),
    [
        ("nothing.txt", "missing", "no such file or folder"),
        ("a.txt/b", "missing", "no such file or folder"),
        ("none", "empty", "no file of a known format in this folder"),
        ("*.html", "missing", "no file matches"),
        ("x" * 300, "unreadable", "cannot be read: File name too long"),
        ("a\0b", "unreadable", "cannot be read: embedded null byte"),
    ],
)
def test_what_cannot_be_read_is_a_reject(here: Path, argument: str, reason: str, detail: str) -> None:
    first, second = expand([argument, "b.txt"])
    found, other = (first, second) if isinstance(first, Reject) else (second, first)
    assert found == Reject(input_id=input_id(argument), source=argument, stage="read", reason=reason, detail=detail)
    assert isinstance(other, Input)


def test_a_dataset_is_no_folder_of_articles(here: Path) -> None:
    (here / "none" / "manifest.json").write_text('{"format": "dxextract"}', encoding="utf-8")
    [found] = expand(["none"])
    assert isinstance(found, Reject) and found.detail == "it is a dataset of dxextract"


@pytest.mark.parametrize("arguments", [["nothing.txt"], ["none"], ["*.html", "nothing.txt"]])
def test_a_call_without_any_input_is_refused(here: Path, arguments: list[str]) -> None:
    with pytest.raises(UsageError) as refused:
        check_any(expand(arguments))
    assert [line.split(": ")[0] for line in str(refused.value).splitlines()] == sorted(arguments)
    check_any(expand([*arguments, "a.txt"]))


def test_an_empty_argument_is_not_the_current_folder() -> None:
    with pytest.raises(UsageError, match="empty"):
        expand([""])


def test_links_to_folders_are_not_followed(here: Path) -> None:
    (here / "deep" / "up").symlink_to("..")
    assert [item.source for item in expand(["deep"])] == ["deep/c.TXT", "deep/x.csv.GZ"]


@pytest.mark.parametrize(
    ("path", "source"),
    [(b"a/b.txt", "a/b.txt"), ("Hà Nội.txt".encode(), "Hà Nội.txt"), (b"\xff\xe1.txt", r"\xff\xe1.txt")],
)
def test_a_source_is_valid_unicode(path: bytes, source: str) -> None:
    assert source_of(Path(os.fsdecode(path))) == source


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the file system takes only Unicode names")
def test_an_odd_file_name_can_be_written(here: Path) -> None:
    (here / "deep" / os.fsdecode(b"\xff.txt")).write_bytes(b"\0")
    item = expand(["deep"])[0]
    assert isinstance(item, Input) and item.source == r"deep/\xff.txt"
    (raw,) = open_records(item, ReadOptions())
    assert raw.source == item.source
    row = reject(item.source, InputError("decode", "binary", "binary data, not text"))
    assert json.loads(next(lines(row)))["source"] == item.source
    assert tables([row])["rejects"]["source"].to_pylist() == [item.source]


def test_a_dataset_in_a_folder_is_left_out(here: Path) -> None:
    (here / "deep" / "out" / "articles").mkdir(parents=True)
    (here / "deep" / "out" / "articles" / "part-00000.parquet").write_bytes(b"PAR1")
    manifest = here / "deep" / "out" / "manifest.json"
    manifest.write_text('{"format": "dxextract"}')
    assert [item.source for item in expand(["deep"])] == ["deep/c.TXT", "deep/x.csv.GZ"]
    manifest.write_text('{"format": "another"}')
    assert len(expand(["deep"])) == 4


def test_a_name_with_a_star_is_a_name(here: Path) -> None:
    (here / "a*.txt").write_text("x")
    assert [item.source for item in expand(["a*.txt"])] == ["a*.txt"]


def test_a_detail_is_one_line_of_valid_unicode() -> None:
    row = reject("a", InputError("extract", "failed", "ValueError: one\n  two \udcff"))
    assert row.detail == r"ValueError: one two \udcff"
