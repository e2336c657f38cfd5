from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxextract.errors import InputError
from dxextract.readers.options import Limits
from dxextract.readers.streams import as_utf_8, open_stream, peek

MEGABYTE = 1 << 20


def content(path: Path, limits: Limits | None = None) -> bytes:
    with open_stream(path, limits or Limits()) as stream:
        return stream.read()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.integers(1, 3))
def test_what_is_compressed_is_read_back(tmp_path: Path, data: bytes, times: int) -> None:
    path = tmp_path / "a"
    for packed in (gzip.compress(data), pa.compress(data, codec="zstd", asbytes=True)):
        path.write_bytes(packed * times)
        assert content(path) == data * times


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=300), st.integers(min_value=1), st.booleans())
def test_what_is_cut_off_is_corrupt(tmp_path: Path, data: bytes, cut: int, zstd: bool) -> None:
    packed = pa.compress(data, codec="zstd", asbytes=True) if zstd else gzip.compress(data)
    path = tmp_path / "a"
    path.write_bytes(packed[: -(cut % (len(packed) - 8) + 1)])
    with pytest.raises(InputError) as caught:
        content(path)
    assert caught.value.reason == "corrupt"


def test_ten_gigabytes_of_nothing_are_a_reject_at_once(tmp_path: Path) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    megabyte = bytes(MEGABYTE)
    start = b"".join(packer.compress(megabyte) for _ in range(64)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = b"".join(packer.compress(megabyte) for _ in range(64)) + packer.flush(zlib.Z_FULL_FLUSH)
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(start + block * 159)  # 160 times 64 MB; a deflate stream may repeat a flushed block
    assert bomb.stat().st_size < 12 * MEGABYTE
    tracemalloc.start()
    begin = time.perf_counter()
    with pytest.raises(InputError, match="200 times its size") as caught, open_stream(bomb, Limits()) as stream:
        while stream.read(MEGABYTE):
            pass
    assert caught.value.reason == "too_large"
    assert time.perf_counter() - begin < 5
    assert tracemalloc.get_traced_memory()[1] < 10 * MEGABYTE
    tracemalloc.stop()


def test_text_that_compresses_well_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"text " * 3_000_000))
    assert len(content(path)) == 15_000_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_streams_become_utf_8(tmp_path: Path, encoding: str) -> None:
    text = "Hà Nội 😀 " * 20_000
    path = tmp_path / "a"
    path.write_bytes((("\ufeff" if encoding == "utf-16-be" else "") + text).encode(encoding))
    with open_stream(path, Limits()) as packed:
        head, stream = peek(packed)
        assert as_utf_8(stream, head).read().decode() == text


def test_broken_utf_16(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff\xfea")
    with open_stream(tmp_path / "a", Limits()) as packed:
        head, stream = peek(packed)
        with pytest.raises(InputError, match="broken UTF-16"):
            as_utf_8(stream, head).read()
