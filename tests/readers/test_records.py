from __future__ import annotations

import io
import os
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxextract.errors import InputError
from dxextract.knowledge.layout import LayoutRules
from dxextract.readers.inputs import Input
from dxextract.readers.options import Limits, ReadOptions
from dxextract.readers.reading import read
from dxextract.readers.records import Raw, open_records
from dxextract.records.model import Reject

SMALL = ReadOptions(limits=Limits(article_bytes=1000))
# How files of each kind begin, so that what is random behind it comes to the reader of that kind.
STARTS = (
    b"",
    b"{",
    b'{"text": "',
    b"[{",
    b'{"text": 1}\n{',
    b"title,text\n",
    b"title;text\n",
    b"<html><body>",
    b"<!doctype html><table>",
    b'<doc title="x"><main>',
    b'<TEI xmlns="http://www.tei-c.org/ns/1.0">',
    b"PAR1",
    b"WARC/1.0\r\n",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\nHTTP/1.0 200 OK\r\n\r\n",
    b"\x1f\x8b\x08\0",
    b"\x28\xb5\x2f\xfd",
    b"\xff\xfe",
    b"\xfe\xff\0[\0{",
)
NAMES = ("a.txt", "a.html", "a.xml", "a.json", "a.jsonl", "a.csv", "a.parquet", "a.warc", "a.gz", "a")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Input]:
    def write(data: bytes, name: str = "a") -> Input:
        path = tmp_path / name
        path.write_bytes(data)
        return Input(name, path)

    return write


def only(found: Iterator[Raw | Reject]) -> Raw | Reject:
    (one,) = found
    return one


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    row = only(open_records(Input("a.txt", tmp_path / "a.txt"), ReadOptions()))
    assert isinstance(row, Reject) and (row.source, row.stage, row.reason) == ("a.txt", "read", "missing")


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    row = only(open_records(Input("loop", tmp_path / "loop"), ReadOptions()))
    assert isinstance(row, Reject) and row.reason == "unreadable"


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/null")):
        row = only(open_records(Input("p", path), ReadOptions()))
        assert isinstance(row, Reject) and row.detail == "not a regular file; - is standard input"


@pytest.mark.parametrize(
    ("data", "sources"),
    [
        ("Hà Nội có 12 quận".encode(), ["-"]),
        (b'{"text": "a"}\n{"text": "b"}\n', ["-#1", "-#2"]),
        (b'[{"text": "a"}]', ["-#1"]),
        (b'{"text": "a"}', ["-"]),
        (b"title,text\na,b\nc,d\n", ["-#1", "-#2"]),
    ],
)
def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch, data: bytes, sources: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [one.source for one in open_records(Input("-", None), ReadOptions())] == sources
    assert not sys.stdin.buffer.closed


def test_standard_input_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    row = only(open_records(Input("-", None), ReadOptions()))
    assert isinstance(row, Reject) and row.detail == "standard input is closed"


@pytest.mark.parametrize(
    ("name", "data", "outcomes"),
    [
        ("a.txt", b"x" * 1000, ["a.txt"]),
        ("a.txt", b"x" * 1001, ["a.txt too_large"]),
        ("a.html", b"<p>" + b"x" * 1000, ["a.html too_large"]),
        (
            "a.jsonl",
            b'{"text": "a"}\n{"text": "' + b"x" * 5000 + b'"}\n{"text": "b"}\n',
            ["a.jsonl#1", "a.jsonl#2 too_large", "a.jsonl#3"],
        ),
        (
            "a.json",
            b'[{"text": "a"}, {"text": "' + b"x" * 200_000 + b'"}, {"text": "b"}]',
            ["a.json#1", "a.json#2 too_large", "a.json#3"],
        ),
        ("a.csv", b"title,text\na," + b"x" * 5000 + b"\nb,c\n", ["a.csv#1 too_large", "a.csv#2"]),
        ("a.csv", b'title,text\na,"' + b"x\n" * 1000 + b"b,c\n", ["a.csv#1 too_large", "a.csv#2 csv"]),
    ],
)
def test_no_record_is_larger_than_the_limit(
    write: Callable[..., Input], name: str, data: bytes, outcomes: list[str]
) -> None:
    found = list(open_records(write(data, name), SMALL))
    shown = [f"{one.source} {one.reason}" if isinstance(one, Reject) else one.source for one in found]
    assert shown[: len(outcomes)] == outcomes
    assert all(isinstance(one, Reject) for one in found[len(outcomes) : -1])


def test_a_file_may_be_too_large_as_a_whole(write: Callable[..., Input]) -> None:
    options = ReadOptions(limits=Limits(file_bytes=100_000))
    found = list(open_records(write(b'{"text": "a"}\n' * 20_000), options))
    assert isinstance(found[-1], Reject) and found[-1].reason == "too_large"
    assert not any(isinstance(one, Reject) for one in found[:-1])


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv"])
def test_records_stream(write: Callable[..., Input], name: str) -> None:
    line = {"a.jsonl": b'{"text": "%s"}\n', "a.json": b'{"text": "%s"},\n', "a.csv": b'title,"%s"\n'}[name]
    start = {"a.jsonl": b"", "a.json": b"[", "a.csv": b"title,text\n"}[name]
    item = write(start + line % (b"x" * 1000) * 20_000, name)
    tracemalloc.start()
    try:
        count = sum(1 for one in open_records(item, ReadOptions()) if isinstance(one, Raw))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert peak < 2_000_000  # of 20 MB


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.sampled_from(NAMES), st.sampled_from(STARTS), st.binary(max_size=400))
def test_random_bytes_give_articles_or_rejects(
    write: Callable[..., Input], rules: LayoutRules, name: str, start: bytes, rest: bytes
) -> None:
    for one in open_records(write(start + rest, name), ReadOptions()):
        read_or_reject(one, rules)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.sampled_from(["json", "jsonl/1", "csv", "html", "xml"]),
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    *(
                        '{"text":"',
                        '"}',
                        '"',
                        "\\",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        ";",
                        "\n",
                        "<p>",
                        "</p>",
                        "<table><tr><td>",
                    ),
                    *("<td colspan=9 rowspan=9>", "<div hidden>", "<h1>", "<br>", "|", "&amp;", "\ud800", "é", "\x00"),
                    *(
                        "<time datetime=2024-04-19>",
                        "Tỉnh có 12 xã.",
                        "19/04/2024",
                        "text",
                        "title",
                        '"date":',
                        "1e999",
                    ),
                ]
            ),
            st.text(max_size=5),
        ),
        max_size=40,
    ),
)
def test_pieces_give_articles_or_rejects(
    write: Callable[..., Input], rules: LayoutRules, kind: str, pieces: list[str]
) -> None:
    starts = {"json": "[{", "jsonl/1": '{"a":1}\n{', "csv": "title,text\n", "html": "<html>", "xml": "<doc><main>"}
    data = (starts[kind] + "".join(pieces)).encode("utf-8", "surrogatepass")
    for one in open_records(write(data), ReadOptions()):
        read_or_reject(one, rules)


def read_or_reject(one: Raw | Reject, rules: LayoutRules) -> None:
    if isinstance(one, Reject):
        assert one.stage and one.reason and one.detail
        return
    try:
        article = read(one, rules, ReadOptions())
    except InputError as error:
        assert error.detail
        return
    article.text.encode()
    assert article.text.strip()
    for span in article.furniture:
        assert 0 <= span.start <= span.end <= len(article.text)
