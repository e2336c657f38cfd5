from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.errors import InputError
from dxextract.readers import decode as module
from dxextract.readers.decode import decode
from dxextract.text import contract_text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Hà Nội".encode(), "Hà Nội"),
        (b"\xef\xbb\xbf" + "Hà Nội".encode(), "Hà Nội"),
        (b"a\r\nb\n", "a\nb\n"),
        ("Ha\u0300 No\u0323\u0302i".encode(), "Hà Nội"),
        ("😀 5 xã\u200b".encode(), "😀 5 xã\u200b"),
        (b"page one\x0cpage two\x1b[0m", "page one\x0cpage two\x1b[0m"),
        (b"one odd control character \x07 in a longer text", "one odd control character \x07 in a longer text"),
    ],
)
def test_text(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "reason", "detail"),
    [
        (b"", "empty", "file is empty"),
        (b" \n\t\r\n", "empty", "no text"),
        (b"\xef\xbb\xbf", "empty", "no text"),
        ("\u00a0\u3000".encode(), "empty", "no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "binary", "binary"),
        (b"text \0 text", "binary", "binary"),
        (bytes(range(1, 32)) * 10, "binary", "binary"),
        (b"ok\nH\xc3\xa0 N\xff", "encoding", r"0xFF at offset 8 \(line 2\)"),
        (b"cut \xe1\xba", "encoding", "offset 4"),
        ("Hà".encode("cp1258"), "encoding", "UTF-8"),
        ("Hà Nội".encode("utf-16"), "encoding", "UTF-16"),
        ("\ufeffHà Nội".encode("utf-16-be"), "encoding", "UTF-16"),
        (b"\xed\xb3\xbf", "encoding", "offset 0"),  # a lone surrogate is no UTF-8
    ],
)
def test_no_text(data: bytes, reason: str, detail: str) -> None:
    with pytest.raises(InputError, match=detail) as caught:
        decode(data)
    assert (caught.value.stage, caught.value.reason) == ("decode", reason)


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 3_000_000)
    assert len(decode(b"a" * 3_000_000)) == 3_000_000
    with pytest.raises(InputError, match="larger than 3 MB") as caught:
        decode(b"a" * 3_000_001)
    assert caught.value.reason == "too_large"


@given(st.binary())
def test_bytes_give_text_or_an_input_error(data: bytes) -> None:
    try:
        text = decode(data)
    except InputError:
        return
    assert text == contract_text(data.decode()) and text.strip()


def test_random_bytes_are_no_text() -> None:
    with pytest.raises(InputError):
        decode(os.urandom(1000))
