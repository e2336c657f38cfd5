"""What an input holds, told by its first bytes; its name decides only where they leave it open."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Literal

from dxextract.errors import InputError
from dxextract.readers.fields import is_text_field

Kind = Literal["text", "html", "xml", "json", "jsonl", "csv", "parquet", "warc"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "xml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jl": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
}
"""What is taken from a folder, also with one of :data:`COMPRESSED` behind it. A file that is named itself may have any
name."""

COMPRESSED = (".gz", ".zst")

# Files that hold no text of an article, by how they begin, and what they are called.
_OTHERS = (
    (b"PK\x03\x04", "a ZIP archive or an Office document; unpack it, or save it as text"),
    (b"%PDF-", "a PDF; take its text out first"),
    (b"\xd0\xcf\x11\xe0", "an old Office document; save it as text"),
    (b"{\\rtf", "rich text (RTF); save it as plain text"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it"),
    (b"BZh", "compressed with bzip2; unpack it, or use gzip or zstd"),
    (b"\xfd7zXZ", "compressed with xz; unpack it, or use gzip or zstd"),
    (b"\x1f\x8b", "compressed twice; unpack it once"),
    (b"\x28\xb5\x2f\xfd", "compressed twice; unpack it once"),
)
PARQUET = b"PAR1"
_ARRAY = re.compile(r"\[\s*[\]{]")
_OBJECT = re.compile(r'\{\s*["}]')
_TWO_LINES = re.compile(r"[^\n]*\}[ \t\r]*\n\s*\{")
_PROLOGUE = r"(?><\?xml[^>]*>\s*)?(?>(?:<!--(?:(?!-->).)*-->\s*)*)"
_DOCUMENT = re.compile(_PROLOGUE + r"<(?:doc|corpus|TEI|teiCorpus)[\s>]", re.DOTALL)
_PAGE = re.compile(
    _PROLOGUE + r"<(?:!doctype\s+html|html|head|body|meta|title|main|article|section|header|div|span|font|center|table"
    r"|p|h[1-6]|br)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[a-z!/][^<>]*>", re.IGNORECASE)
_DELIMITERS = ",;\t|"
_LONGEST_NAME = 60


def sniff(head: bytes, source: str) -> Kind:
    """The kind of an input.

    Args:
        head: its first bytes, decompressed.
        source: its name.

    Raises:
        InputError: stage ``read``, reason ``unknown_format``: it is known to hold no text (a PDF, an image, ...).
    """
    for magic, name in _OTHERS:
        if head.startswith(magic):
            raise InputError("read", "unknown_format", f"{name}")
    if head.startswith(PARQUET):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    named = kind_of_name(source)
    text = characters(head).lstrip()
    if _ARRAY.match(text):
        return "json"
    if _OBJECT.match(text):
        return "jsonl" if named == "jsonl" or _TWO_LINES.match(text) else "json"
    if _DOCUMENT.match(text):
        return "xml"
    if _PAGE.match(text):
        return "html"
    if named == "html" and not _TAG.search(text):
        return "text"
    if named in ("html", "xml") and not text.startswith("<"):
        return "html" if _TAG.search(text) else "text"
    if named != "text" and delimiter(text.split("\n", 1)[0]):
        return "csv"
    return named or "text"


def kind_of_name(source: str) -> Kind | None:
    """What the name of a file says that it holds; None for other names."""
    path = PurePath(source.casefold())
    if path.suffix in COMPRESSED:
        path = path.with_suffix("")
    return SUFFIXES.get(path.suffix)


def characters(head: bytes) -> str:
    """The start of a stream as characters, good enough for ASCII marks: UTF-16 where it has its mark, else UTF-8."""
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return head.decode("utf-16" if wide else "utf-8-sig", "replace")


def delimiter(line: str) -> str | None:
    """What separates the cells of a table whose headings are in a line; None where none of them is known to be a text.

    Two headings are needed: a single word is as well the start of a text.
    """
    for mark in _DELIMITERS:
        cells = headings(line, mark)
        if len(cells) > 1 and any(map(is_text_field, cells)):
            return mark
    return None


def likely_delimiter(line: str) -> str:
    """What separates the cells of a line that is known to hold headings."""
    return max(_DELIMITERS, key=lambda mark: len(headings(line, mark)))


def headings(line: str, mark: str) -> list[str]:
    """The cells of a line; none where one is too long to head a column."""
    try:
        rows: Iterable[list[str]] = csv.reader([line.rstrip("\r\n")], delimiter=mark)
        cells = [cell.strip() for row in rows for cell in row]
    except csv.Error:
        return []
    return cells if all(len(cell) <= _LONGEST_NAME for cell in cells) else []
