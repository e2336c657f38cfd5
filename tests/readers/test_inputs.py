from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from dxextract.errors import InputError, UsageError
from dxextract.ids import input_id
from dxextract.readers.inputs import Input, expand, reject, source_of
from dxextract.records.jsonl import lines
from dxextract.records.model import Reject
from dxextract.records.tables import tables


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with some texts."""
    for name in ("b.txt", "a.txt", "deep/c.TXT", "deep/x.csv", "deep/.hidden.txt", ".git/d.txt", "none/x.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "sources"),
    [
        (["b.txt", "a.txt"], ["a.txt", "b.txt"]),
        (["deep"], ["deep/c.TXT"]),
        (["."], ["a.txt", "b.txt", "deep/c.TXT"]),
        (["./deep/", "deep", "deep/c.TXT"], ["deep/c.TXT"]),
        (["deep/x.csv"], ["deep/x.csv"]),
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
        ("none", "empty", "no *.txt file in this folder"),
        ("x" * 300, "unreadable", "cannot be read: File name too long"),
        ("a\0b", "unreadable", "cannot be read: embedded null byte"),
    ],
)
def test_what_cannot_be_read_is_a_reject(here: Path, argument: str, reason: str, detail: str) -> None:
    first, second = expand([argument, "b.txt"])
    found, other = (first, second) if isinstance(first, Reject) else (second, first)
    assert found == Reject(input_id=input_id(argument), source=argument, stage="read", reason=reason, detail=detail)
    assert isinstance(other, Input)


def test_a_file_is_read_when_asked_for(here: Path) -> None:
    (item,) = expand(["a.txt"])
    assert isinstance(item, Input) and item.text() == "a.txt"
    (here / "a.txt").unlink()
    with pytest.raises(InputError, match="no such file") as caught:
        item.text()
    assert (caught.value.stage, caught.value.reason) == ("read", "missing")


def test_a_file_that_cannot_be_opened(here: Path) -> None:
    (here / "loop.txt").symlink_to("loop.txt")
    items = {item.source: item for item in expand(["."])}
    loop = items["loop.txt"]
    assert isinstance(loop, Input)
    with pytest.raises(InputError, match="cannot be read") as caught:
        loop.text()
    assert (caught.value.stage, caught.value.reason) == ("read", "unreadable")


def test_only_regular_files_are_read(here: Path) -> None:
    os.mkfifo(here / "p.txt")
    items = [*expand(["p.txt"]), *expand(["/dev/null"])]
    for item in items:
        assert isinstance(item, Input)
        with pytest.raises(InputError, match="not a regular file") as caught:
            item.text()
        assert (caught.value.stage, caught.value.reason) == ("read", "unreadable")


def test_standard_input_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="standard input is closed"):
        Input("-", None).text()


def test_an_empty_argument_is_not_the_current_folder() -> None:
    with pytest.raises(UsageError, match="empty"):
        expand([""])


def test_links_to_folders_are_not_followed(here: Path) -> None:
    (here / "deep" / "up").symlink_to("..")
    assert [item.source for item in expand(["deep"])] == ["deep/c.TXT"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbfH\xc3\xa0 N\xe1\xbb\x99i")))
    (item,) = expand(["-"])
    assert isinstance(item, Input) and item.text() == "Hà Nội"


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
    with pytest.raises(InputError) as caught:
        item.text()
    row = reject(item.source, caught.value)
    assert json.loads(next(lines(row)))["source"] == item.source
    assert tables([row])["rejects"]["source"].to_pylist() == [item.source]


def test_a_detail_is_one_line_of_valid_unicode() -> None:
    row = reject("a", InputError("extract", "failed", "ValueError: one\n  two \udcff"))
    assert row.detail == r"ValueError: one two \udcff"
