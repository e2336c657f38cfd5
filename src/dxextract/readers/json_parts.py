"""JSON that holds many records: an array or values after one another, and JSON Lines. They stay bytes of JSON.

A stream is cut at brackets without being parsed, so that a broken record does not take the others along and no more
than one is in memory.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dxextract.errors import InputError
from dxextract.readers.encodings import decode
from dxextract.readers.fields import nested
from dxextract.readers.options import Limits, ReadOptions
from dxextract.readers.parts import Part, too_large

_CHUNK = 1 << 16
_OUTSIDE = re.compile(rb'["\[\]{}]')
_INSIDE = re.compile(rb'["\\]')
_SPACE = b", \t\r\n"


def split_lines(stream: BinaryIO, limit: int) -> Iterator[Part]:
    """The lines that are not blank. Their number counts records, not lines; a line over the limit is skipped."""
    number = line = 0
    while data := stream.readline(limit + 1):
        line += 1
        whole = len(data) <= limit
        while not data.endswith(b"\n") and (more := stream.readline(_CHUNK)):
            data = more
        if not whole or data.strip():
            number += 1
            yield Part(number, f"line {line}", data if whole else too_large(limit))


def split_values(stream: BinaryIO, options: ReadOptions) -> Iterator[Part]:
    """The objects of an array, or those that stand one after the other.

    A file of one object is that record, or the records that it lists (``{"articles": [...]}``); as a record it has the
    number 0, because it is the file.
    """
    in_array, values = _values(stream, options.limits)
    first = next(values, None)
    if first is None:
        return
    second = next(values, None)
    if second is None and not in_array:
        yield from _alone(first, options)
        return
    yield first
    if second is not None:
        yield second
        yield from values


def load(data: bytes, limits: Limits) -> tuple[Any, tuple[str, ...]]:
    """A value of JSON, and the repairs of its encoding.

    Raises:
        InputError: stage ``read``; reason ``json`` (it is none) or ``too_deep``; or of stage ``decode``.
    """
    repairs: tuple[str, ...] = ()
    try:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            decoded = decode(data)
            text, repairs = decoded.text, decoded.repairs
        value = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        what = error.msg.removesuffix(" at")
        raise InputError("read", "json", f"no JSON: {what} at character {error.pos + 1}") from error
    except ValueError as error:  # an integer of thousands of figures
        raise InputError("read", "json", f"no JSON that can be read: {error}") from error
    except RecursionError as error:
        raise _too_deep(limits) from error
    if _is_deeper(value, limits.json_depth):
        raise _too_deep(limits)
    return value, repairs


def _alone(part: Part, options: ReadOptions) -> Iterator[Part]:
    listed = None
    if isinstance(part.data, bytes):
        try:
            value, _ = load(part.data, options.limits)
            listed = nested(value, options.fields) if isinstance(value, Mapping) else None
        except InputError:  # reading it as a record will say so
            listed = None
    if listed is None:
        yield Part(0, part.where, part.data)
    else:
        yield from (Part(number, f"record {number}", record) for number, record in enumerate(listed, 1))


def _values(stream: BinaryIO, limits: Limits) -> tuple[bool, Iterator[Part]]:
    """Whether a stream is an array, and its values."""
    head = b""
    while not head and (chunk := stream.read(_CHUNK)):
        head = chunk.lstrip()
    in_array = head.startswith(b"[")
    return in_array, _Cutter(stream, limits).cut(head[1:] if in_array else head)


class _Cutter:
    """Cuts a stream of values at the brackets around each. What stands between them and is no comma is a reject."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits
        self._pieces: list[bytes] = []
        self._size = 0
        self._fault: InputError | None = None
        self._number = 0

    def cut(self, chunk: bytes) -> Iterator[Part]:
        depth, in_string, at, start = 0, False, 0, 0
        while chunk := chunk or self._stream.read(_CHUNK):
            while match := (_INSIDE if in_string else _OUTSIDE).search(chunk, at):
                mark, at = match[0], match.end()
                if mark == b'"':
                    in_string = not in_string
                elif mark == b"\\":
                    at += 1
                elif mark in b"[{":
                    if depth == 0:
                        self._between(chunk[start : match.start()])
                        if self._size:
                            yield self._part()
                        start = match.start()
                    depth += 1
                    if depth > self._limits.json_depth:
                        self._fault = self._fault or _too_deep(self._limits)
                elif depth > 1:
                    depth -= 1
                elif depth == 1:
                    depth = 0
                    self._take(chunk[start:at])
                    start = at
                    yield self._part()
                else:  # the end of the array, or a bracket too many
                    self._between(chunk[start : match.start()])
                    start = at
            if depth:
                self._take(chunk[start:])
            else:
                self._between(chunk[start:])
            at = max(at - len(chunk), 0)  # 1 where the character behind a backslash is still to come
            start, chunk = 0, b""
        if self._size:
            self._fault = self._fault or InputError("read", "json", "no JSON: it ends before it is closed")
            yield self._part()

    def _between(self, data: bytes) -> None:
        """What stands outside all brackets: commas, or what is no record."""
        if left := data.strip(_SPACE):
            self._take(left)
            self._fault = self._fault or InputError("read", "json", f"no object: {left[:40].decode(errors='replace')}")

    def _take(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limits.article_bytes:
            self._fault = self._fault or too_large(self._limits.article_bytes)
        if self._fault is None:
            self._pieces.append(data)

    def _part(self) -> Part:
        self._number += 1
        part = Part(self._number, f"record {self._number}", self._fault or b"".join(self._pieces))
        self._pieces, self._size, self._fault = [], 0, None
        return part


def _too_deep(limits: Limits) -> InputError:
    return InputError("read", "too_deep", f"more than {limits.json_depth} arrays and objects inside one another")


def _is_deeper(value: object, most: int) -> bool:
    level = [value]
    for _ in range(most):
        level = [child for one in level for child in _children(one)]
    return any(isinstance(one, dict | list) for one in level)


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
