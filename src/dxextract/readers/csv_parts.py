"""Tables in CSV and TSV, a record a row. Cells stay bytes: the encoding shows in the text of an article, not in a name.

Rows may go over several lines inside quotation marks. One that is never closed would take all others along: it is
given up, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Mapping
from string import whitespace
from typing import BinaryIO

from dxextract.errors import InputError
from dxextract.readers.encodings import decode
from dxextract.readers.fields import no_column, wanted
from dxextract.readers.options import ReadOptions
from dxextract.readers.parts import Part, too_large
from dxextract.readers.sniff import delimiter, headings, likely_delimiter

_CHUNK = 1 << 16
_MOST_OPEN = 20
"""So many rows that are never closed are given up one by one; a file with more is no CSV."""

_MARK = b"\n\x1d\n"
"""Between cells that are decoded together: a control character that is one in the legacy encodings, too."""


def split_rows(stream: BinaryIO, options: ReadOptions) -> Iterator[Part]:
    """The rows below the headings, as mappings of bytes; blank lines are none.

    Raises:
        InputError: stage ``read``, reason ``no_text``: no column is known as the text.
    """
    limit = options.limits.article_bytes
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    line, first = 1, stream.readline(limit + 1)
    while first and not first.strip():
        line, first = line + 1, stream.readline(limit + 1)
    top = first.decode("utf-8", "replace")
    mark = (None if "text" in options.fields else delimiter(top)) or likely_delimiter(top)
    names = headings(top, mark)
    if not wanted(names, options.fields):
        raise InputError("read", "no_text", no_column(names, options.fields))
    yield from _Rows(_Lines(stream, line, limit), mark, names).parts()


def decode_cells(cells: Mapping[str, bytes]) -> tuple[dict[str, object], tuple[str, ...]]:
    """The cells of a row as text, and the repairs of its encoding.

    Raises:
        InputError: stage ``decode``, as :func:`dxextract.readers.encodings.decode`.
    """
    try:
        return {name: cell.decode("utf-8") for name, cell in cells.items()}, ()
    except UnicodeDecodeError:
        decoded = decode(_MARK.join(cells.values()))
    texts = decoded.text.split(_MARK.decode())
    if len(texts) != len(cells):
        raise InputError("decode", "encoding", "its cells are in no known encoding")
    return dict(zip(cells, texts, strict=True)), decoded.repairs


class _Unended(Exception):
    """A row is not at its end where the stream is, or where the limit is."""

    def __init__(self, fault: InputError) -> None:
        self.fault = fault


class _Lines:
    """Lines for a CSV reader. Those of the row that is being read are remembered, so that they can be read again."""

    def __init__(self, stream: BinaryIO, line: int, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._again: deque[str] = deque()
        self._row: list[str] = []
        self._size = 0
        self.line = line
        """Number of the last line that was given out."""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._stream.readline(self._limit + 1).decode("latin-1")
        if not line:
            if self._row:
                raise _Unended(InputError("read", "csv", "a quotation mark is opened and never closed"))
            raise StopIteration
        self.line += 1
        self._row.append(line)
        self._size += len(line)
        if self._size > self._limit:
            while not line.endswith("\n") and (more := self._stream.readline(_CHUNK)):
                line = more.decode("latin-1")
            raise _Unended(too_large(self._limit))
        return line

    def begin_row(self) -> None:
        self._row.clear()
        self._size = 0

    def give_up(self) -> None:
        """Leave out the first line of the row, and give out the others again."""
        self._again.extendleft(reversed(self._row[1:]))
        self.line -= len(self._row) - 1
        self.begin_row()


class _Rows:
    def __init__(self, lines: _Lines, mark: str, names: list[str]) -> None:
        self._lines = lines
        self._reader = csv.reader(lines, delimiter=mark)
        self._names = names

    def parts(self) -> Iterator[Part]:
        number = opened = 0
        while True:
            self._lines.begin_row()
            line = self._lines.line + 1
            data: Mapping[str, object] | InputError
            try:
                cells = next(self._reader)
                if not any(cell.strip(whitespace) for cell in cells):
                    continue
                data = self._record(cells)
            except StopIteration:
                return
            except csv.Error as error:
                data = InputError("read", "csv", f"no row of CSV: {error}")
            except _Unended as error:
                data = error.fault
                opened += 1
                if opened > _MOST_OPEN:
                    raise InputError("read", "csv", f"line {line}: too many open quotation marks") from error
                self._lines.give_up()
            number += 1
            yield Part(number, f"line {line}", data)

    def _record(self, cells: list[str]) -> Mapping[str, object] | InputError:
        if len(cells) != len(self._names):
            return InputError("read", "csv", f"{len(self._names)} cells are needed, here are {len(cells)}")
        return {name: cell.encode("latin-1") for name, cell in zip(self._names, cells, strict=True)}
