"""One number at a time changed in the annotated texts: where a relation covers it, a finding stands at that place.

Which numbers a relation covers is told without the checks: no words, only the annotated values, where they stand, and
arithmetic. A relation covers the numbers that it consists of. Relations hold within a sentence, of numbers without
comparator, range or change:

ratio    a fact with a denominator (``88/143``) and the next fact, a percentage at most 90 characters behind it, which
         is the ratio as rounded
share    a percentage, the number right before it, and another number of the kind of that, at least 100: the percentage
         is the one as a share of the other, as rounded
sum      a number of at least 100 and the two to five facts of its kind right behind it, all at least 10, add up
change   two levels of one kind, right behind one another, and a change of the same indicator right behind or before
         them: their difference, as rounded
delta    two positions of one index and place, right behind one another, and the places gained that are their difference
outside  a position whose span holds its denominator

A number is broken by changing one digit, as a misprint does, so that the relation misses by three times the rounding.
A position is broken by putting it behind the last place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from dxextract.evaluation.gold import GoldFact, GoldText, load_gold
from dxextract.extractor import Extractor
from dxextract.records.model import Finding, Result
from dxextract.spans import Span

CORPUS = Path(__file__).parents[2] / "corpus"
KINDS = ("ratio", "share", "sum", "delta", "outside")
LEAST = 0.85

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_STOP = re.compile(r"[.!?]\s|\n")
_AMOUNTS = ("count", "money", "measurement")
_TINY = 1e-9


Miss = Callable[[Sequence[float]], float]


@dataclass(frozen=True, slots=True)
class Relation:
    """Numbers that hang together; ``miss`` says of their values how far they are from holding."""

    kind: str
    facts: tuple[GoldFact, ...]
    miss: Miss
    slack: float

    @property
    def holds(self) -> bool:
        """Whether the printed values agree within rounding."""
        return abs(self.miss([value(fact) for fact in self.facts])) <= self.slack + _TINY


@dataclass(frozen=True, slots=True)
class Broken:
    """A text in which one number was changed; ``span`` is where it stands, ``was`` what it was."""

    kind: str
    text: str
    span: Span
    was: str


def broken(gold: GoldText) -> Iterator[Broken]:
    """A text with one number changed, for every number of every relation in it."""
    for sentence in _sentences(gold):
        for relation in (*_ratios(sentence), *_shares(sentence), *_sums(sentence), *_changes(sentence)):
            if relation.holds:
                yield from _each_number(gold, relation)
        for relation in _deltas(sentence):
            if relation.holds:
                yield from _each_number(gold, relation)
        yield from _outside(gold, sentence)


def value(fact: GoldFact) -> float:
    """The annotated number."""
    assert isinstance(fact.value, int | float)
    return float(fact.value)


def _sentences(gold: GoldText) -> Iterator[list[GoldFact]]:
    mine: list[GoldFact] = []
    for fact in sorted(gold.facts):
        if fact.optional or fact.family == "reference" or fact.value is None:
            continue
        if mine and _STOP.search(gold.text, mine[-1].end, fact.start):
            yield mine
            mine = []
        mine.append(fact)
    if mine:
        yield mine


def _field(fact: GoldFact, name: str) -> object:
    return fact.wanted.get(name, (None,))[0]


def _kind(fact: GoldFact) -> object:
    return _field(fact, "kind")


def _exact(fact: GoldFact) -> bool:
    """One number of a metric, without comparator and denominator."""
    said = [_field(fact, name) for name in ("value_high", "denominator", "comparator")]
    return fact.family == "metric" and said == [None, None, "eq"]


def _level(fact: GoldFact) -> bool:
    return _exact(fact) and _field(fact, "change") is None


def _half(fact: GoldFact) -> float:
    """Half a step of the last printed digit; nothing for numbers printed in full."""
    number = _NUMBER.search(fact.raw)
    if number is None or not value(fact):
        return 0.0
    step = 10.0 ** round(math.log10(value(fact) / int(re.sub(r"\D", "", number[0]))))
    return 0.0 if _kind(fact) in ("count", "money") and step <= 1 else step / 2


def _ratios(facts: Sequence[GoldFact]) -> Iterator[Relation]:
    for part, share in pairwise(facts):
        of = _field(part, "denominator")
        if part.family != "metric" or not isinstance(of, int | float) or not _level(share):
            continue
        if _kind(share) == "percentage" and share.start - part.end <= 90:
            yield Relation("ratio", (part, share), _ratio_of(float(of)), _half(share))


def _ratio_of(whole: float) -> Miss:
    return lambda v: 100 * v[0] / whole - v[1]


def _shares(facts: Sequence[GoldFact]) -> Iterator[Relation]:
    for part, share in pairwise(facts):
        if not (_level(part) and _level(share)) or _kind(share) != "percentage" or _kind(part) not in _AMOUNTS:
            continue
        for whole in facts:
            alike = whole is not part and _level(whole) and _kind(whole) == _kind(part)
            if alike and value(whole) >= 100 and value(whole) > value(part):
                rounded = 100 * _half(part) + value(share) * _half(whole)
                slack = _half(share) + rounded / value(whole)
                yield Relation("share", (part, share, whole), lambda v: 100 * v[0] / v[2] - v[1], slack)


def _sums(facts: Sequence[GoldFact]) -> Iterator[Relation]:
    for at, whole in enumerate(facts):
        if not _level(whole) or _kind(whole) not in ("count", "money") or value(whole) < 100:
            continue
        for size in range(2, 6):
            parts = facts[at + 1 : at + 1 + size]
            alike = all(_level(p) and _kind(p) == _kind(whole) and value(p) >= 10 for p in parts)
            if len(parts) == size and alike:
                slack = sum(map(_half, (whole, *parts)))
                yield Relation("sum", (whole, *parts), lambda v: v[0] - sum(v[1:]), slack)


def _changes(facts: Sequence[GoldFact]) -> Iterator[Relation]:
    for one, two, three in zip(facts, facts[1:], facts[2:], strict=False):
        for earlier, later, change in ((one, two, three), (two, three, one)):
            alike = {(_kind(f), _field(f, "indicator_id")) for f in (earlier, later, change)}
            if _level(earlier) and _level(later) and _exact(change) and _field(change, "change") and len(alike) == 1:
                slack = sum(map(_half, (earlier, later, change)))
                yield Relation("change", (earlier, later, change), lambda v: abs(v[1] - v[0]) - v[2], slack)


def _deltas(facts: Sequence[GoldFact]) -> Iterator[Relation]:
    for one, other in pairwise(facts):
        if one.family != "ranking" or other.family != "ranking":
            continue
        same = all(_field(one, name) == _field(other, name) for name in ("index_id", "place", "scope"))
        deltas = [d for d in (_field(one, "delta"), _field(other, "delta")) if isinstance(d, int)]
        if same and len(deltas) == 1:
            yield Relation("delta", (one, other), _gained(deltas[0]), 0.0)


def _gained(places: int) -> Miss:
    return lambda v: v[0] - v[1] - places


def _outside(gold: GoldText, facts: Sequence[GoldFact]) -> Iterator[Broken]:
    for fact in facts:
        of, numbers = _field(fact, "out_of"), list(_NUMBER.finditer(fact.raw))
        if fact.family != "ranking" or not isinstance(of, int | float) or len(numbers) < 2:
            continue
        rank = numbers[0]
        beyond = int(of) + 1 + int(value(fact)) % 7
        if rank[0].isdigit() and int(rank[0]) == fact.value and len(str(beyond)) >= len(rank[0]):
            yield _changed(gold, "outside", fact, rank, str(beyond))


def _each_number(gold: GoldText, relation: Relation) -> Iterator[Broken]:
    for at, fact in enumerate(relation.facts):
        values = [value(f) for f in relation.facts]
        number = _NUMBER.search(fact.raw)
        digits = re.sub(r"\D", "", number[0]) if number is not None else ""
        if number is None or not digits.strip("0"):
            continue
        for changed in _one_digit_changed(number[0]):
            values[at] = value(fact) * int(re.sub(r"\D", "", changed)) / int(digits)
            if abs(relation.miss(values)) > 3 * relation.slack + _TINY:
                yield _changed(gold, relation.kind, fact, number, changed)
                break


def _one_digit_changed(number: str) -> Iterator[str]:
    """A number with one digit changed, the first digits first, by as little as can be."""
    for at, digit in enumerate(number):
        if digit.isdigit():
            for new in sorted("123456789".replace(digit, ""), key=lambda new: abs(int(new) - int(digit))):
                yield number[:at] + new + number[at + 1 :]


def _changed(gold: GoldText, kind: str, fact: GoldFact, number: re.Match[str], digits: str) -> Broken:
    start, end = fact.start + number.start(), fact.start + number.end()
    text = gold.text[:start] + digits + gold.text[end:]
    return Broken(kind, text, Span(start, start + len(digits)), fact.raw)


@pytest.fixture(scope="module")
def texts() -> list[GoldText]:
    return load_gold([CORPUS / "tuned", CORPUS / "fresh"])


@pytest.fixture(scope="module")
def outcomes(texts: list[GoldText], extractor: Extractor) -> dict[str, list[bool]]:
    """For each kind of relation, whether each broken number was found."""
    found: dict[str, list[bool]] = {}
    for gold in texts:
        for change in broken(gold):
            result = extractor.extract(change.text, source=gold.name)
            found.setdefault(change.kind, []).append(any(_stands_at(change.span, f, result) for f in result.findings))
    return found


def _stands_at(span: Span, finding: Finding, result: Result) -> bool:
    facts = {fact.fact_id: fact for fact in (*result.metrics, *result.rankings)}
    return any(Span(facts[i].start, facts[i].end).overlaps(span) for i in finding.fact_ids if i in facts)


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_number_is_found(outcomes: dict[str, list[bool]], kind: str) -> None:
    found = outcomes[kind]
    assert len(found) > 5
    assert sum(found) >= LEAST * len(found)


def test_nothing_else_is_broken(outcomes: dict[str, list[bool]]) -> None:
    assert set(outcomes) <= {*KINDS, "change"}


def _doubts(texts: Iterable[GoldText], extractor: Extractor) -> list[tuple[str, str, str]]:
    return [
        (gold.name, finding.severity, finding.rule)
        for gold in texts
        for finding in extractor.extract(gold.text, source=gold.name).findings
    ]


def test_unread_texts_are_hardly_doubted(extractor: Extractor) -> None:
    """Nobody has looked at whether they contradict themselves; most articles do not."""
    texts = load_gold([CORPUS / "fresh"])
    doubted = {name for name, *_ in _doubts(texts, extractor)}
    assert len(doubted) <= len(texts) / 8


def test_no_relation_of_the_texts_as_they_are_is_doubted(extractor: Extractor) -> None:
    """Findings of the unchanged texts are those that were written into them (corpus/tuned/contradictions.csv), and a
    misprint that was imitated."""
    assert _doubts(load_gold([CORPUS / "tuned"]), extractor) == [
        ("d008", "error", "sum.of_parts"),
        ("d102", "error", "share.of_ratio"),
        ("d106", "error", "sum.of_parts"),
        ("d106", "warning", "misprint.term"),
        ("d110", "error", "change.amount"),
        ("w111", "error", "sum.of_parts"),
        ("w154", "error", "sum.of_parts"),
        ("w179", "warning", "sum.nearly"),
        ("w196", "warning", "sum.nearly"),
    ]
