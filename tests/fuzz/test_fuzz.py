"""The fuzz target on its seeds and on what hypothesis makes up; atheris goes further (fuzz_articles.py)."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HERE = Path(__file__).parent
SEEDS = sorted((HERE / "seeds").iterdir())


def _target() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz_target", HERE / "target.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TARGET = _target()
EXAMINE: Callable[[bytes], int] = TARGET.examine
PIECES: list[str] = TARGET.PIECES
RELAXED = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_seeds(path: Path) -> None:
    EXAMINE(path.read_bytes())


def test_seeds_reach_extraction() -> None:
    assert sum(EXAMINE(path.read_bytes()) for path in SEEDS) >= len(SEEDS) // 2


@RELAXED
@given(st.integers(0, 4), st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60))
def test_pieces_of_articles(format_: int, pieces: list[str]) -> None:
    EXAMINE(bytes([format_]) + "".join(pieces).encode("utf-8", "surrogatepass"))


@RELAXED
@given(st.integers(0, 4), st.binary(max_size=300))
def test_bytes(format_: int, data: bytes) -> None:
    EXAMINE(bytes([format_]) + data)


@RELAXED
@given(st.data())
def test_seeds_that_were_changed(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(SEEDS)).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content)))
        piece = data.draw(st.sampled_from(PIECES).map(str.encode) | st.binary(max_size=2))
        content[at : at + data.draw(st.integers(0, 8))] = piece
    EXAMINE(bytes(content))
