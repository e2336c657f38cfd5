from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dxextract.spans import Span, mask

SPANS = st.tuples(st.integers(0, 30), st.integers(0, 10)).map(lambda t: Span(t[0], t[0] + t[1]))


def test_overlap_and_containment() -> None:
    assert Span(0, 3).overlaps(Span(2, 5))
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 5).contains(Span(0, 5))
    assert not Span(0, 5).contains(Span(4, 6))
    assert len(Span(2, 6)) == 4
    assert sorted([Span(1, 4), Span(1, 2), Span(0, 9)]) == [Span(0, 9), Span(1, 2), Span(1, 4)]


@given(st.text(min_size=40, max_size=60), st.lists(SPANS, max_size=5))
def test_masking_blanks_the_spans_and_nothing_else(text: str, spans: list[Span]) -> None:
    masked = mask(text, spans)
    assert len(masked) == len(text)
    for at, (before, after) in enumerate(zip(text, masked, strict=True)):
        inside = any(s.start <= at < s.end for s in spans)
        assert after == (("\n" if before == "\n" else " ") if inside else before)
