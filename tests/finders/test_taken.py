from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.finders.taken import Taken
from dxextract.spans import Span

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda p: Span(p[0], p[0] + p[1])), max_size=12)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 2, False), (0, 3, True), (4, 5, True), (5, 9, False), (8, 11, True), (12, 13, False), (20, 30, False)],
)
def test_overlaps(start: int, end: int, expected: bool) -> None:
    assert Taken([Span(10, 12), Span(2, 4), Span(3, 5)]).overlaps(start, end) is expected


def test_nothing_is_taken() -> None:
    assert not Taken().overlaps(0, 100)
    assert not Taken([Span(4, 4)]).overlaps(0, 100)


@given(SPANS, st.integers(0, 50), st.integers(1, 12))
def test_as_if_every_character_were_asked(spans: list[Span], start: int, length: int) -> None:
    characters = {at for span in spans for at in range(span.start, span.end)}
    assert Taken(spans).overlaps(start, start + length) == bool(characters & set(range(start, start + length)))
