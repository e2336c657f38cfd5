"""Facts at marks: a text with ``[...]`` around the beginnings of the facts that a test is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from dxextract.extractor import Extractor
from dxextract.records.model import Metric, Ranking

DAY = date(2023, 8, 22)


@pytest.fixture
def metrics(extractor: Extractor) -> Callable[..., list[Metric]]:
    """The metrics that begin at the marks, in their order."""

    def run(marked: str, *, published: date | None = DAY) -> list[Metric]:
        text, starts = unmarked(marked)
        found = {m.start: m for m in extractor.extract(text, published=published).metrics}
        return [found[start] for start in starts]

    return run


@pytest.fixture
def rankings(extractor: Extractor) -> Callable[..., list[Ranking]]:
    """The rankings that begin at the marks, in their order."""

    def run(marked: str, *, published: date | None = DAY) -> list[Ranking]:
        text, starts = unmarked(marked)
        found = {r.start: r for r in extractor.extract(text, published=published).rankings}
        return [found[start] for start in starts]

    return run


def unmarked(marked: str) -> tuple[str, list[int]]:
    starts: list[int] = []
    text = ""
    for piece in re.split(r"(\[[^\]]*\])", marked):
        if piece.startswith("["):
            starts.append(len(text))
        text += piece.strip("[]")
    return text, starts
