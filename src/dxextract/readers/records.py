"""The records of an input: a file opened and taken apart, each record still as it was stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from dxextract.errors import InputError
from dxextract.readers.csv_parts import split_rows
from dxextract.readers.inputs import Input, reject
from dxextract.readers.json_parts import split_lines, split_values
from dxextract.readers.options import ReadOptions
from dxextract.readers.parquet_parts import split_parquet
from dxextract.readers.parts import Part, too_large
from dxextract.readers.sniff import Kind, sniff
from dxextract.readers.streams import as_utf_8, open_stream, peek
from dxextract.readers.warc_parts import split_warc
from dxextract.records.model import Reject


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One record before it is read. It can be pickled, so that another process may read it.

    Attributes:
        source: the path, or ``path#n`` for the n-th record of a file, counted from 1.
        format: what ``data`` is: ``text``, ``html``, ``xml``, ``json`` (bytes) or ``fields`` (a mapping).
        data: the bytes as stored, or values by the name of their field.
        where: where in its file the record stands (``line 7``), for people.
        url: the address, where the container says it and not the record.
        charset: the encoding that the container declares.
    """

    source: str
    format: str
    data: bytes | Mapping[str, object]
    where: str | None = None
    url: str | None = None
    charset: str | None = None


def open_records(item: Input, options: ReadOptions) -> Iterator[Raw | Reject]:
    """The records of one input, streamed in their order.

    Args:
        item: from :func:`dxextract.readers.inputs.expand`.
        options: the limits and the names of fields are used here, the rest by :func:`dxextract.readers.reading.read`.

    Returns:
        Records, and rejects for the input as a whole (its source is the path) or for a record that cannot even be taken
        out of its file (``path#n``). Nothing is raised for what an input holds.
    """
    last: int | None = None
    try:
        with open_stream(item.path, options.limits) as packed:
            head, stream = peek(packed)
            kind = sniff(head, item.source)
            for part in _parts(kind, head, stream, item, options):
                last = part.number
                yield _record(part, kind, item.source)
            if last is None:
                raise InputError("read", "empty", "no record in it" if head.strip() else "the file is empty")
    except InputError as error:
        if last:
            error = located(error, f"behind record {last}")
        yield reject(f"{item.source}#{last + 1}" if last else item.source, error)


def _parts(kind: Kind, head: bytes, stream: BinaryIO, item: Input, options: ReadOptions) -> Iterator[Part]:
    limit = options.limits.article_bytes
    match kind:
        case "jsonl":
            return split_lines(as_utf_8(stream, head), limit)
        case "json":
            return split_values(as_utf_8(stream, head), options)
        case "csv":
            return split_rows(as_utf_8(stream, head), options)
        case "parquet":
            return split_parquet(stream, options, item.path)
        case "warc":
            return split_warc(stream, options.limits)
    data = stream.read(limit + 1)
    return iter([Part(0, "", data if len(data) <= limit else too_large(limit))])


def _record(part: Part, kind: Kind, source: str) -> Raw | Reject:
    """A part as a record; the number 0 means that it is all of its file."""
    if part.number:
        source = f"{source}#{part.number}"
    where = part.where if part.number else None
    if isinstance(part.data, InputError):
        return reject(source, located(part.data, where))
    kind = part.kind or kind
    known = "fields" if isinstance(part.data, Mapping) else "json" if kind == "jsonl" else kind
    return Raw(source=source, format=known, data=part.data, where=where, url=part.url, charset=part.charset)


def located(error: InputError, where: str | None) -> InputError:
    """The error with the place of the record in its file, where it has one."""
    return InputError(error.stage, error.reason, f"{where}: {error.detail}") if where else error
