"""Indicators, and the terms whose presence near a number is evidence for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import ahocorasick_rs

from dxextract.errors import KnowledgeError
from dxextract.knowledge.files import AnyFolder, Entry, Trouble, read_entries
from dxextract.knowledge.overlay import Location
from dxextract.knowledge.phrases import AtEnd
from dxextract.knowledge.short_forms import ShortFormEntry, load_short_forms, variants
from dxextract.text import fold

COMPOUNDS = "compounds"
"""The class of words that hide the words in them."""
WEAK = 0.6
"""How much a weak alias counts beside a strong one."""


class NameEntry(Entry):
    """A name in both languages."""

    vi: str
    en: str


class RatioEntry(Entry):
    """The two counts that make a percentage."""

    part: str
    whole: str


class IndicatorEntry(Entry):
    """One indicator of ``gazetteer/indicators.yaml``."""

    id: str
    name: NameEntry
    kind: Literal["count", "percentage", "money", "measurement", "score", "ranking"]
    unit: str
    pillar: str | None = None
    denominator: str | None = None
    frameworks: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    aliases_weak: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    undone_by: tuple[str, ...] = ()
    share: str | None = None
    aggregation: Literal["sum", "none"] | None = None
    ratio: RatioEntry | None = None
    confusable_with: tuple[str, ...] = ()
    note: str | None = None
    examples: tuple[str, ...] = ()


class WordClassEntry(Entry):
    """One entry of ``gazetteer/word_classes.yaml``."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One way of naming an indicator: a term of every group must be near, none of ``never``; and one of ``about``, if
    there are any, anywhere in the article.

    Terms are numbers into the matcher's ``terms``.
    """

    groups: tuple[frozenset[int], ...]
    never: frozenset[int]
    strength: float
    about: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as linkers use it; a noun right behind the number must be one of ``nouns`` (empty: any noun).

    ``undone_by`` matches at the end of what stands before a number of things that are no longer there. ``ratio`` is the
    part and the whole of a share; ``confusable_with`` are the indicators that are named alike; ``aggregation`` is for
    :mod:`dxextract.panels`.
    """

    id: str
    name_vi: str
    name_en: str
    kind: str
    unit: str
    pillar: str | None
    share: str | None
    undone_by: AtEnd
    nouns: frozenset[int]
    evidence: tuple[Evidence, ...]
    aggregation: str | None
    ratio: tuple[str, str] | None
    confusable_with: frozenset[str]


class TermMatcher:
    """All terms of all indicators in one automaton, and the compounds that hide them. Picklable: rebuilt from both."""

    __slots__ = ("_automaton", "compounds", "terms")

    def __init__(self, terms: tuple[str, ...], compounds: tuple[str, ...] = ()) -> None:
        self.terms = terms
        self.compounds = compounds
        contiguous = ahocorasick_rs.Implementation.ContiguousNFA  # for so many, faster than the library's own choice
        self._automaton = ahocorasick_rs.AhoCorasick([*terms, *compounds], implementation=contiguous)

    def __reduce__(self) -> tuple[type[TermMatcher], tuple[tuple[str, ...], tuple[str, ...]]]:
        return TermMatcher, (self.terms, self.compounds)

    def find(self, folded: str) -> list[tuple[int, int, int]]:
        """Every term in a folded text, overlapping ones too: (term, start, end), whole words only.

        A term that is part of a compound is none: ``bản`` in ``văn bản``.
        """
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        compounds, size = len(self.terms), len(folded)  # from this number on a hit is a compound
        hits = [
            (t, s, e)
            for t, s, e in found
            if not (s and folded[s - 1].isalnum() and folded[s].isalnum())
            and not (e < size and folded[e].isalnum() and folded[e - 1].isalnum())
        ]
        hidden = {at: (s, e) for t, s, e in hits if t >= compounds for at in range(s, e)}
        return [(t, s, e) for t, s, e in hits if t < compounds and (s not in hidden or not _inside(s, e, hidden[s]))]


def _inside(start: int, end: int, span: tuple[int, int]) -> bool:
    return span[0] <= start and end <= span[1] and end - start < span[1] - span[0]


@dataclass(frozen=True, slots=True)
class IndicatorRules:
    """Indicators by id, and the matcher of all terms.

    ``by_key`` gives for a kind of indicators and a term the evidence that cannot hold without its group: an indicator's
    id, and a number into its ``evidence``. Each way of naming an indicator stands there under the terms of its smallest
    group. ``nouns`` are the terms that any indicator counts, ``shared`` those that any
    percentage is a share of, ``labels`` the indicators of each kind that a word or two name
    in a list of figures, ``named`` the indicators that a term names by itself.
    """

    indicators: Mapping[str, Indicator]
    by_key: Mapping[str, Mapping[int, tuple[tuple[str, int], ...]]]
    nouns: frozenset[int]
    shared: frozenset[int]
    labels: Mapping[tuple[str, str], str]
    named: Mapping[int, frozenset[str]]
    matcher: TermMatcher


class _Terms:
    """Numbers terms, and their variants with short forms, in the order of first mention."""

    def __init__(self, short_forms: tuple[ShortFormEntry, ...], classes: tuple[WordClassEntry, ...]) -> None:
        self.numbers: dict[str, int] = {}
        self.short_forms = short_forms
        self.classes = {f"{{{e.id}}}": e.words for e in classes}
        self.compounds = tuple(fold(w) for e in classes if e.id == COMPOUNDS for w in e.words)

    def group(self, terms: Iterable[str], nouns: tuple[str, ...]) -> frozenset[int]:
        """The numbers of terms, of the words of their classes and (for ``#``) of the nouns, with all variants."""
        numbers: set[int] = set()
        for term in terms:
            if term == "#":
                numbers |= self.group(nouns, ())
            elif term.startswith("{"):
                if term not in self.classes:
                    raise KnowledgeError(f"no class of words is named {term}")
                numbers |= self.group(self.classes[term], ())
            elif not term:
                raise KnowledgeError("an empty term")
            else:
                numbers.update(self.numbers.setdefault(v, len(self.numbers)) for v in variants(term, self.short_forms))
        return frozenset(numbers)

    def evidence(self, expression: str, entry: IndicatorEntry) -> Evidence:
        groups: list[frozenset[int]] = []
        never = set(self.group(entry.never, ()))
        for part in expression.split("&"):
            terms = [t.strip() for t in part.strip().removeprefix("!").split("|")]
            if part.strip().startswith("!"):
                never |= self.group(terms, entry.nouns)
            else:
                groups.append(self.group(terms, entry.nouns))
        if not groups or not all(groups):
            raise KnowledgeError("nothing but forbidden terms, or # without nouns")
        return Evidence(tuple(groups), frozenset(never), 1.0)

    def faults(self, entry: IndicatorEntry) -> Iterator[tuple[Location, str]]:
        """What in an entry cannot be read as terms, with the way to it."""
        for field in ("aliases", "aliases_weak", "about", "nouns", "never", "evidence"):
            for number, term in enumerate(getattr(entry, field)):
                try:
                    if field == "evidence":
                        self.evidence(term, entry)
                    else:
                        self.group([term], ())
                except KnowledgeError as error:
                    yield (field, number), str(error)

    def alias(self, alias: str, entry: IndicatorEntry, *, weak: bool = False) -> Evidence:
        named, never = (self.group([alias], ()),), self.group(entry.never, ())
        return Evidence(named, never, WEAK, self.group(entry.about, ())) if weak else Evidence(named, never, 1.0)


def load_indicators(gazetteer: AnyFolder) -> IndicatorRules:
    """Load ``indicators.yaml``, ``short_forms.yaml`` and ``word_classes.yaml`` of the gazetteer.

    Raises:
        KnowledgeError: an entry cannot be used, or refers to an indicator or a class of words that does not exist.
    """
    terms = _Terms(
        load_short_forms(gazetteer),
        read_entries(gazetteer / "word_classes.yaml", WordClassEntry),
    )
    indicators: dict[str, Indicator] = {}
    labels: dict[tuple[str, str], str] = {}

    def check(entries: Sequence[IndicatorEntry], ids: frozenset[str]) -> Iterator[Trouble]:
        for position, entry in enumerate(entries):
            yield from ((position, location, message) for location, message in terms.faults(entry))
            named: list[tuple[Location, str]] = [
                (("confusable_with", n), i) for n, i in enumerate(entry.confusable_with)
            ]
            if entry.share is not None:
                named.append((("share",), entry.share))
            if entry.ratio is not None:
                named += [(("ratio", "part"), entry.ratio.part), (("ratio", "whole"), entry.ratio.whole)]
            for location, name in named:
                if name not in ids:
                    yield position, location, f"no indicator has the id {name!r}"
            for number, label in enumerate(entry.labels):
                if (other := labels.setdefault((entry.kind, fold(label)), entry.id)) != entry.id:
                    yield position, ("labels", number), f"{label!r} is a label of {other!r}, which is of the same kind"

    for entry in read_entries(gazetteer / "indicators.yaml", IndicatorEntry, check=check):
        indicators[entry.id] = _indicator(entry, terms)
    by_key: dict[str, dict[int, tuple[tuple[str, int], ...]]] = {}
    for indicator in indicators.values():
        keys = by_key.setdefault(indicator.kind, {})
        for number, evidence in enumerate(indicator.evidence):
            for term in min(evidence.groups, key=len):
                keys[term] = (*keys.get(term, ()), (indicator.id, number))
    nouns = frozenset[int]().union(*(indicator.nouns for indicator in indicators.values()))
    shared = frozenset[int]().union(*(i.nouns for i in indicators.values() if i.kind == "percentage"))
    named: dict[int, frozenset[str]] = {}
    for indicator in indicators.values():
        for evidence in indicator.evidence:
            if len(evidence.groups) == 1 and evidence.strength >= 1:
                for term in evidence.groups[0]:
                    named[term] = named.get(term, frozenset()) | {indicator.id}
    return IndicatorRules(indicators, by_key, nouns, shared, labels, named, _matcher(terms))


def _matcher(terms: _Terms) -> TermMatcher:
    known = tuple(terms.numbers)
    return TermMatcher(known, terms.compounds)


def _indicator(entry: IndicatorEntry, terms: _Terms) -> Indicator:
    nouns = entry.nouns or ((entry.unit,) if entry.kind == "count" else ())
    if nouns:  # what names the indicator may stand right behind the number, too
        nouns = (*nouns, *entry.aliases)
    evidence = [
        *(terms.alias(alias, entry) for alias in entry.aliases),
        *(terms.alias(alias, entry, weak=True) for alias in entry.aliases_weak),
        *(terms.evidence(expression, entry) for expression in entry.evidence),
    ]
    numbers = terms.group(nouns, ())
    return Indicator(
        id=entry.id,
        name_vi=entry.name.vi,
        name_en=entry.name.en,
        kind=entry.kind,
        unit=entry.unit,
        pillar=entry.pillar,
        share=entry.share,
        confusable_with=frozenset(entry.confusable_with),
        undone_by=AtEnd(entry.undone_by),
        nouns=numbers,
        evidence=tuple(evidence),
        aggregation=entry.aggregation,
        ratio=(entry.ratio.part, entry.ratio.whole) if entry.ratio else None,
    )
