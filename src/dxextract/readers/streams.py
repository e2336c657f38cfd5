"""The bytes of an input as a stream: opened, decompressed, and never more of them than allowed."""

from __future__ import annotations

import codecs
import gzip
import io
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from dxextract.errors import InputError
from dxextract.readers.options import Limits

HEAD = 1 << 16
"""So many bytes at the start say what a stream holds."""

_BUFFER = 1 << 16
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@contextmanager
def open_stream(path: Path | None, limits: Limits) -> Iterator[BinaryIO]:
    """Open a file, or standard input for None, and decompress it where its first bytes say that it is gzip or zstd.

    While it is read, it raises what this raises.

    Raises:
        InputError: stage ``read``; reason ``missing``, ``unreadable`` (pipes and devices, too), ``corrupt`` (compressed
            data that is broken or cut off) or ``too_large`` (over the limits of size or ratio).
    """
    with _opened(path) as file:
        fed = _Counted(file)
        head, stored = peek(cast(BinaryIO, io.BufferedReader(fed, _BUFFER)))
        unpacked: BinaryIO
        if head.startswith(_GZIP):
            unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=stored))
        elif head.startswith(_ZSTD):
            unpacked = _zstd(stored)
        else:
            unpacked = stored
        name = "gzip" if head.startswith(_GZIP) else "zstd" if head.startswith(_ZSTD) else None
        yield cast(BinaryIO, io.BufferedReader(_Limited(unpacked, fed, limits, name), _BUFFER))


def peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, :data:`HEAD` at most, and the stream with them still in it."""
    head = stream.read(HEAD)
    return head, cast(BinaryIO, io.BufferedReader(_Prepended(head, stream), _BUFFER))


def as_utf_8(stream: BinaryIO, head: bytes) -> BinaryIO:
    """The stream in UTF-8 and without byte order mark, where it has the mark of UTF-16 or UTF-8; else as it is."""
    if head.startswith(_WIDE):
        return cast(BinaryIO, io.BufferedReader(_Transcoded(stream), _BUFFER))
    if head.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
    return stream


def unreadable(error: OSError | ValueError) -> InputError:
    """What a path that cannot be opened or listed is a reject for."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InputError("read", "missing", "no such file or folder")
    cause = error.strerror if isinstance(error, OSError) else str(error)
    return InputError("read", "unreadable", f"cannot be read: {cause or type(error).__name__}")


@contextmanager
def _opened(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        if sys.stdin is None:
            raise InputError("read", "unreadable", "standard input is closed")
        yield sys.stdin.buffer
        return
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # to open a pipe is to wait for one who writes
            raise InputError("read", "unreadable", "not a regular file; - is standard input")
        file = path.open("rb")
    except (OSError, ValueError) as error:
        raise unreadable(error) from error
    with file:
        yield file


def _zstd(stream: BinaryIO) -> BinaryIO:
    import pyarrow as pa

    return cast(BinaryIO, pa.CompressedInputStream(pa.PythonFile(stream, "r"), "zstd"))


class _Raw(io.RawIOBase):
    """A stream of bytes that come from ``_next``."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._next(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        raise NotImplementedError


class _Counted(_Raw):
    """Counts what is read of a file; its faults are those of the input."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.count = 0

    def _next(self, size: int) -> bytes:
        try:
            data = self._file.read(size)
        except (OSError, ValueError) as error:
            raise unreadable(error) from error
        self.count += len(data)
        return data


class _Prepended(_Raw):
    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def _next(self, size: int) -> bytes:
        if not self._head:
            return self._stream.read(size)
        data, self._head = self._head[:size], self._head[size:]
        return data


class _Limited(_Raw):
    """Stops where a stream has given more than is allowed, or where what unpacks it gives up."""

    def __init__(self, stream: BinaryIO, fed: _Counted, limits: Limits, packed: str | None) -> None:
        self._stream = stream
        self._fed = fed
        self._limits = limits
        self._packed = packed
        self._given = 0

    def _next(self, size: int) -> bytes:
        try:
            data = self._stream.read(size)
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise InputError("read", "corrupt", f"broken or cut off {self._packed}: {error}") from error
        self._given += len(data)
        limits = self._limits
        if self._given > limits.file_bytes:
            raise InputError("read", "too_large", f"holds more than {limits.file_bytes:,} bytes; split it")
        if self._packed and self._given > max(limits.article_bytes, limits.ratio * self._fed.count):
            detail = f"unpacks to more than {limits.ratio} times its size; unpack it first if that is meant"
            raise InputError("read", "too_large", detail)
        return data


class _Transcoded(_Raw):
    """UTF-16 with its mark as UTF-8."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-16")()
        self._waiting = b""

    def _next(self, size: int) -> bytes:
        while not self._waiting:
            data = self._stream.read(_BUFFER)
            try:
                self._waiting = self._decoder.decode(data, final=not data).encode("utf-8")
            except UnicodeError as error:
                raise InputError("decode", "encoding", f"broken UTF-16: {error}") from error
            if not data:
                break
        given, self._waiting = self._waiting[:size], self._waiting[size:]
        return given
