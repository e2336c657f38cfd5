"""Small annotated texts for the tests of the judge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Annotate = Callable[..., Path]


@pytest.fixture
def annotate(tmp_path: Path) -> Annotate:
    """Write one annotated text, by default as ``tuned/a``; gives the corpus' folder."""

    def write(text: str, gold: str, *, name: str = "tuned/a") -> Path:
        path = tmp_path / "corpus" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        path.with_suffix(".yaml").write_text(gold, encoding="utf-8", newline="\n")
        return tmp_path / "corpus"

    return write
