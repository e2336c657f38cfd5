"""Which record answers which annotated fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dxextract.evaluation.compare import Record, overlap, spans_agree, value_right
from dxextract.evaluation.gold import VALUES, GoldFact
from dxextract.spans import Span

_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Prediction(Span):
    """A record of one of the families whose span lies in the text."""

    family: str
    record: Record

    @property
    def value(self) -> object:
        """The number, the rank or the document number."""
        return self.record.get(VALUES[self.family][1])


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs, the best ones first; facts without a record; records without a fact."""

    pairs: tuple[tuple[GoldFact, Prediction], ...]
    missed: tuple[GoldFact, ...]
    extra: tuple[Prediction, ...]


def align(text: str, facts: Sequence[GoldFact], predictions: Sequence[Prediction]) -> Alignment:
    """Pair facts with records of their family whose spans agree or overlap by half.

    Greedy: a right value before a wrong one, then the larger overlap, then the earlier fact and the earlier record.
    """
    candidates = sorted(
        (not value_right(fact.family, fact.value, prediction.value), -overlap(fact, prediction), i, j)
        for i, fact in enumerate(facts)
        for j, prediction in enumerate(predictions)
        if fact.family == prediction.family
        and (overlap(fact, prediction) >= _ENOUGH or spans_agree(fact, prediction, text))
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in candidates:
        if i not in paired and j not in taken:
            paired[i] = j
            taken.add(j)
    return Alignment(
        pairs=tuple((facts[i], predictions[j]) for i, j in paired.items()),
        missed=tuple(fact for i, fact in enumerate(facts) if i not in paired),
        extra=tuple(prediction for j, prediction in enumerate(predictions) if j not in taken),
    )
