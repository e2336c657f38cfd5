"""Units, number words and the rules for numbers that measure nothing, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dxextract.knowledge.anchors import Anchors
from dxextract.knowledge.files import AnyFolder, Entry, read_entries, read_table
from dxextract.knowledge.number_joins import NumberJoins, NumberJoinsEntry, compile_joins
from dxextract.knowledge.patterns import compile_pattern, readable
from dxextract.knowledge.phrases import OUT_OF_WORD, AtEnd, alternatives, anywhere, at_start, guarded
from dxextract.text import fold


class UnitEntry(Entry):
    """One unit of ``gazetteer/units.yaml``."""

    id: str
    kind: Literal["percentage", "money", "measurement", "score"]
    symbol: str
    words: tuple[str, ...]
    scaled: bool = False
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    needs_before: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class NumberWordsEntry(NumberJoinsEntry):
    """``gazetteer/number_words.yaml``."""

    digits: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    connectors: tuple[str, ...]
    half: str
    comma: str
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    nouns_all_the_same: tuple[str, ...]
    only_in_compounds: tuple[str, ...]
    five_after: tuple[str, ...]
    every: tuple[str, ...]
    told_year: tuple[str, ...]
    five_before: tuple[str, ...]
    numbered_names: tuple[str, ...]
    ordinal: tuple[str, ...]
    never_first: tuple[str, ...]
    year: str
    half_of: str
    not_scaled: tuple[str, ...]


class NonQuantityEntry(Entry):
    """One rule of ``patterns/non_quantities.yaml``."""

    id: str
    description: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as finders use it.

    Attributes:
        not_before: what may not follow.
        not_after: what may not stand right before a whole number.
        needs_before: what must stand before one.
        counted: names of things before the number that the word stands for, so that it is no unit.
    """

    id: str
    kind: str
    symbol: str
    not_before: re.Pattern[str]
    not_after: AtEnd
    needs_before: AtEnd | None
    counted: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of Vietnamese numbers.

    ``run`` matches a sequence of them, the longest first; ``scale`` one or two words that multiply, ``scale_word``
    finds one; ``half_of`` finds the half of what the scale word behind it says, ``half_behind`` matches the half that
    stands behind a scale word, ``not_scaled`` what makes a scale word before it a part of another word.
    """

    digits: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    connectors: frozenset[str]
    half: str
    comma: str
    run: Anchors
    scale: re.Pattern[str]
    scale_word: re.Pattern[str]
    not_after: AtEnd
    not_before: re.Pattern[str]
    only_in_compounds: frozenset[str]
    five_after: AtEnd
    every: AtEnd
    told_year: AtEnd
    five_before: re.Pattern[str]
    numbered_name: AtEnd
    ordinal: AtEnd
    never_first: frozenset[str]
    year: str
    half_of: re.Pattern[str]
    half_behind: re.Pattern[str]
    not_scaled: re.Pattern[str]

    def scale_value(self, words: str) -> Decimal:
        """``nghìn tỷ`` → 10¹²."""
        value = Decimal(1)
        for word in words.split():
            value *= self.scales[word]
        return value


@dataclass(frozen=True, slots=True)
class NonQuantity:
    """A compiled rule: what it matches is no quantity."""

    id: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class NumberRules:
    """All that is known of numbers.

    Attributes:
        unit: matches a unit behind a number.
        unit_said: finds the unit that ends a header or a label: group ``percent``, or ``scale`` of an amount of đồng.
        points: finds a word for points.
        joins: what joins two numbers of one quantity.
        anchors: finds the patterns of ``non_quantities``, numbered alike.
    """

    units: Mapping[str, Unit]
    unit: re.Pattern[str]
    unit_said: re.Pattern[str]
    points: re.Pattern[str]
    words: NumberWords
    joins: NumberJoins
    non_quantities: tuple[NonQuantity, ...]
    anchors: Anchors


def _number_words(entry: NumberWordsEntry) -> NumberWords:
    scales = {fold(k): v for k, v in entry.scales.items()}
    numerals = {
        **entry.digits,
        **entry.tens,
        **scales,
        **dict.fromkeys((*entry.connectors, entry.half, entry.comma), 0),
    }
    word = alternatives(tuple(numerals))
    scale = alternatives(tuple(k for k in scales if k != "trăm"))
    return NumberWords(
        digits={fold(k): v for k, v in entry.digits.items()},
        tens={fold(k): v for k, v in entry.tens.items()},
        scales=scales,
        connectors=frozenset(fold(c) for c in entry.connectors),
        half=fold(entry.half),
        comma=fold(entry.comma),
        run=Anchors([re.compile(rf"{guarded(numerals, strictly=True)}(?:\s+(?:{word}))*(?!\w)")]),
        scale=re.compile(rf"\s*(?:{scale})(?:\s+(?:{scale}))?(?!\w)"),
        scale_word=re.compile(rf"{scale}(?!\w)"),
        not_after=AtEnd(entry.not_after),
        not_before=re.compile(
            rf"(?!\s*{alternatives(entry.nouns_all_the_same)}{OUT_OF_WORD}){at_start(entry.not_before).pattern}"
        ),
        only_in_compounds=frozenset(fold(w) for w in entry.only_in_compounds),
        five_after=AtEnd(entry.five_after),
        every=AtEnd(entry.every),
        told_year=AtEnd(entry.told_year),
        five_before=at_start(entry.five_before),
        numbered_name=AtEnd(entry.numbered_names),
        ordinal=AtEnd(entry.ordinal),
        never_first=frozenset(map(fold, entry.never_first)),
        year=fold(entry.year),
        half_of=re.compile(rf"{guarded([entry.half_of])}(?=\s+{alternatives(scales)}(?!\w))"),
        half_behind=re.compile(rf"\s+{alternatives([entry.half])}(?!\w)"),
        not_scaled=re.compile(rf"\s+{alternatives(entry.not_scaled)}(?!\w)"),
    )


def load_numbers(patterns: AnyFolder, gazetteer: AnyFolder, *, fragments: Mapping[str, str]) -> NumberRules:
    """Load ``gazetteer/units.yaml``, ``gazetteer/number_words.yaml`` and ``patterns/non_quantities.yaml``.

    Raises:
        KnowledgeError: a file or an entry cannot be used.
    """
    units: dict[str, Unit] = {}
    for entry in read_entries(gazetteer / "units.yaml", UnitEntry):
        needs = AtEnd(entry.needs_before) if entry.needs_before else None
        counted = anywhere(entry.counted) if entry.counted else None
        before, behind = AtEnd(entry.not_after), at_start(entry.not_before)
        unit = Unit(entry.id, entry.kind, entry.symbol, behind, before, needs, counted)
        units.update({fold(word): unit for word in entry.words})
    non_quantities = tuple(
        NonQuantity(rule.id, compile_pattern(rule.pattern, fragments))
        for rule in read_entries(patterns / "non_quantities.yaml", NonQuantityEntry, check=readable(fragments))
    )
    number_words = read_table(gazetteer / "number_words.yaml", NumberWordsEntry)
    words = _number_words(number_words)
    points = [word for word, unit in units.items() if unit.kind == "score"]
    percent = alternatives(word for word, unit in units.items() if unit.kind == "percentage")
    dong = alternatives(word for word, unit in units.items() if unit.symbol == "VND")
    one = words.scale_word.pattern
    amount = rf"[(,:]\s*(?:(?P<scale>{one}(?:\s+{one})?)\s+)?{dong}"
    return NumberRules(
        units=units,
        unit=re.compile(rf"\s*(?:{alternatives(tuple(units))})(?![^\W_])"),
        unit_said=re.compile(rf"(?:(?P<percent>{percent})|{amount})(?:\s*\))?\s*$"),
        points=anywhere(points),
        words=words,
        joins=compile_joins(number_words, points=points),
        non_quantities=non_quantities,
        anchors=Anchors([rule.pattern for rule in non_quantities]),
    )
