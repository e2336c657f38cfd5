from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.evaluation.align import Prediction, align
from dxextract.evaluation.gold import GoldFact

TEXT = "x" * 100


def fact(start: int, end: int, value: float = 1, family: str = "metric") -> GoldFact:
    return GoldFact(start, end, family, "", TEXT[start:end], False, value, {})


def prediction(start: int, end: int, value: float = 1, family: str = "metric") -> Prediction:
    return Prediction(start, end, family, {"value": value, "rank": value})


@pytest.mark.parametrize(
    ("facts", "predictions", "pairs"),
    [
        ([fact(0, 5)], [prediction(0, 5)], [(0, 0)]),
        ([fact(0, 5)], [prediction(0, 5, family="ranking")], []),
        ([fact(0, 20)], [prediction(19, 60)], []),
        ([fact(0, 5)], [prediction(0, 20)], [(0, 0)]),  # 15 characters more
        ([fact(0, 5)], [prediction(0, 21)], []),
        ([fact(0, 20)], [prediction(0, 40)], [(0, 0)]),  # half
        # The right value wins over the larger overlap, ...
        ([fact(0, 5)], [prediction(0, 5, 2), prediction(0, 6)], [(0, 1)]),
        # ... the larger overlap over the order, ...
        ([fact(0, 5)], [prediction(0, 6), prediction(0, 5)], [(0, 1)]),
        # ... and of equals the first, on either side.
        ([fact(0, 5)], [prediction(0, 5), prediction(0, 5)], [(0, 0)]),
        ([fact(0, 5), fact(5, 10)], [prediction(3, 7)], [(0, 0)]),
        # Greedy: the best pair is taken even where two lesser pairs were possible.
        ([fact(0, 5), fact(5, 10)], [prediction(0, 5), prediction(4, 6, 2)], [(0, 0), (1, 1)]),
    ],
)
def test_align(facts: Sequence[GoldFact], predictions: Sequence[Prediction], pairs: Sequence[tuple[int, int]]) -> None:
    alignment = align(TEXT, facts, predictions)
    assert alignment.pairs == tuple((facts[i], predictions[j]) for i, j in pairs)
    assert len(alignment.missed) == len(facts) - len(pairs)
    assert len(alignment.extra) == len(predictions) - len(pairs)


PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30), st.integers(1, 2)), max_size=8)


@given(PLACES, PLACES)
def test_everything_is_used_once(golden: list[tuple[int, int, int]], found: list[tuple[int, int, int]]) -> None:
    facts = [fact(start, start + length, value) for start, length, value in golden]
    predictions = [prediction(start, start + length, value) for start, length, value in found]
    alignment = align(TEXT, facts, predictions)
    assert sorted([id(f) for f, _ in alignment.pairs] + [id(f) for f in alignment.missed]) == sorted(map(id, facts))
    assert sorted([id(p) for _, p in alignment.pairs] + [id(p) for p in alignment.extra]) == sorted(
        map(id, predictions)
    )
