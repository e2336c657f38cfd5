"""Rules about time expressions: ``patterns/periods.yaml`` and ``gazetteer/period_cues.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dxextract.knowledge.anchors import Anchors
from dxextract.knowledge.files import AnyFolder, Entry, read_entries, read_table
from dxextract.knowledge.patterns import compile_pattern, readable
from dxextract.knowledge.phrases import OUT_OF_WORD, alternatives, anywhere, guarded
from dxextract.text import fold

UnitName = Literal[
    "day",
    "days",
    "month",
    "quarter",
    "months",
    "year",
    "years",
    "school_year",
    "school_months",
    "now",
    "same_period",
    "vague",
]
Effect = Literal[
    "until",
    "since",
    "end",
    "start",
    "within",
    "total",
    "attach",
    "deadline",
    "limit",
    "plain",
    "baseline",
    "event",
    "review",
    "name",
]

_PLAIN = r"[^\s,;:.\d]++"
"""A word without figures, whole: an expression that could cut one in two would try all the ways to."""
_COMMA = r"(?<!mức độ 3)(?<!mức 3),(?! (?:công nghệ|đổi mới sáng tạo)(?!\w))"
"""``dịch vụ công mức độ 3, 4`` are of two levels, ``khoa học, công nghệ, đổi mới sáng tạo`` is one field; no clause
ends there."""

_NEEDED: Mapping[UnitName, frozenset[str]] = {
    "day": frozenset({"day", "month"}),
    "days": frozenset({"day", "to_day", "month"}),
    "month": frozenset({"month"}),
    "quarter": frozenset({"quarter"}),
    "years": frozenset({"year", "to_year"}),
    "school_months": frozenset({"year", "months"}),
}


class UnitEntry(Entry):
    """One calendar expression of ``patterns/periods.yaml``; the head of the file explains the fields."""

    id: str
    description: str
    pattern: str
    unit: UnitName
    offset: int | None = None
    count: int | None = None
    last: bool = False
    frames: tuple[Effect, ...] = ()
    edition: bool = False
    recent: bool = False
    again: bool = False
    lasting: bool = False
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class PrefixesEntry(Entry):
    """Words before an expression, by what they do."""

    until: tuple[str, ...]
    since: tuple[str, ...]
    end: tuple[str, ...]
    start: tuple[str, ...]
    within: tuple[str, ...]
    total: tuple[str, ...]
    attach: tuple[str, ...]
    deadline: tuple[str, ...]
    limit: tuple[str, ...]
    plain: tuple[str, ...]
    baseline: tuple[str, ...]
    event: tuple[str, ...]
    review: tuple[str, ...]
    name: tuple[str, ...]


class CuesEntry(Entry):
    """``gazetteer/period_cues.yaml``, which explains its fields."""

    prefixes: PrefixesEntry
    year_words: dict[str, int]
    told_from: tuple[str, ...]
    event_names: tuple[str, ...]
    document_names: tuple[str, ...]
    name_ends: tuple[str, ...]
    assemblies: tuple[str, ...]
    terms: tuple[str, ...]
    plan_says: tuple[str, ...]
    set_by: tuple[str, ...]
    by_plans: tuple[str, ...]
    carry_out: tuple[str, ...]
    indices: tuple[str, ...]
    standings: tuple[str, ...]
    targets: tuple[str, ...]
    measured: tuple[str, ...]
    barely: tuple[str, ...]
    stock: tuple[str, ...]
    present: tuple[str, ...]
    reaching: tuple[str, ...]
    flow: tuple[str, ...]
    no_flow: tuple[str, ...]
    level_from: tuple[str, ...]
    level_to: tuple[str, ...]
    about: tuple[str, ...]
    respectively: tuple[str, ...]
    topics: tuple[str, ...]
    back_to: dict[str, tuple[str, ...]]
    anaphors: tuple[str, ...]
    parts_of: tuple[str, ...]
    meanwhile: tuple[str, ...]
    reports: tuple[str, ...]
    makes_up: tuple[str, ...]
    fresh: tuple[str, ...]
    timeless: tuple[str, ...]
    singly: tuple[str, ...]
    just: tuple[str, ...]
    incomes: tuple[str, ...]
    points: tuple[str, ...]
    no_points: tuple[str, ...]
    sums: tuple[str, ...]
    clause_words: tuple[str, ...]
    contrasts: tuple[str, ...]
    thence: tuple[str, ...]
    apart: tuple[str, ...]
    compounds: tuple[str, ...]
    joints: tuple[str, ...]
    adverbs: tuple[str, ...]
    passing: tuple[str, ...]
    leads: tuple[str, ...]
    tells: tuple[str, ...]
    itself: tuple[str, ...]
    records: tuple[str, ...]
    counts_on: tuple[str, ...]
    levels: tuple[str, ...]
    by_figures: tuple[str, ...]
    passed_plans: tuple[str, ...]
    plan_words: tuple[str, ...]
    openers: tuple[str, ...]
    since_events: tuple[str, ...]
    titles_on: tuple[str, ...]
    month_counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class UnitRule:
    """A compiled calendar expression; see the head of ``patterns/periods.yaml``."""

    id: str
    pattern: re.Pattern[str]
    unit: UnitName
    offset: int | None
    count: int | None
    last: bool
    frames: frozenset[str]
    edition: bool
    recent: bool
    again: bool
    lasting: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """Words around expressions and figures. Every pattern matches folded text; see ``gazetteer/period_cues.yaml``.

    ``measured``, ``barely``, ``stock``, ``reaching``, ``level_from``, ``reached_level``, ``since_event``,
    ``compared``, ``by_figures``, ``passed_plan``, ``makes_up`` and ``leads`` match at the end of what stands before,
    ``fresh``, ``meanwhile``, ``reports``, ``flow``, ``tells``, ``counts_on``,
    ``level_ahead``, ``title_about``, ``topic`` (which captures it) and ``level_to`` at the beginning of what
    comes, the others anywhere; ``openers`` are ends of what stands before.
    """

    event_name: re.Pattern[str]
    document_name: re.Pattern[str]
    name_end: re.Pattern[str]
    term_of: re.Pattern[str]
    plan_says: re.Pattern[str]
    set_for: re.Pattern[str]
    by_plan: re.Pattern[str]
    carries_out: re.Pattern[str]
    index: re.Pattern[str]
    standing: re.Pattern[str]
    target: re.Pattern[str]
    measured: re.Pattern[str]
    barely: re.Pattern[str]
    stock: re.Pattern[str]
    present: re.Pattern[str]
    reaching: re.Pattern[str]
    flow: re.Pattern[str]
    flow_before: re.Pattern[str]
    level_from: re.Pattern[str]
    since_event: re.Pattern[str]
    level_to: re.Pattern[str]
    reached_level: re.Pattern[str]
    compared: re.Pattern[str]
    about: re.Pattern[str]
    respectively: re.Pattern[str]
    topic: re.Pattern[str]
    back_to: Mapping[str, re.Pattern[str]]
    anaphor: re.Pattern[str]
    part_of: re.Pattern[str]
    reviews: re.Pattern[str]
    meanwhile: re.Pattern[str]
    reports: re.Pattern[str]
    fresh: re.Pattern[str]
    timeless: re.Pattern[str]
    singly: re.Pattern[str]
    just: re.Pattern[str]
    incomes: re.Pattern[str]
    points: re.Pattern[str]
    sum: re.Pattern[str]
    sum_ahead: re.Pattern[str]
    clause_end: re.Pattern[str]
    hard_end: re.Pattern[str]
    contrast: re.Pattern[str]
    age_end: re.Pattern[str]
    apart: re.Pattern[str]
    list_joint: re.Pattern[str]
    leads: re.Pattern[str]
    tells: re.Pattern[str]
    itself: re.Pattern[str]
    counts_on: re.Pattern[str]
    level_ahead: re.Pattern[str]
    by_figures: re.Pattern[str]
    passed_plan: re.Pattern[str]
    makes_up: re.Pattern[str]
    title_about: re.Pattern[str]
    openers: tuple[str, ...]
    adverbs: frozenset[str]
    passing: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeriodRules:
    """All rules about periods, compiled.

    Attributes:
        units: the calendar expressions.
        anchors: finds the patterns of ``units``, numbered alike.
        prefixes: a run of prefix phrases at the end of a folded text.
        prefix_ends: the last words of prefix phrases.
        prefix: one prefix phrase, the longest first.
        effects: what each folded prefix phrase does (the field names of :class:`PrefixesEntry`).
        year_words: ``nay``, ``ngoái``..., and the years they are away from the current one.
        told_from: those of them that count from the time named before.
        month_counts: number words for the months of a year.
    """

    units: tuple[UnitRule, ...]
    anchors: Anchors
    prefixes: re.Pattern[str]
    prefix_ends: tuple[str, ...]
    prefix: re.Pattern[str]
    effects: Mapping[str, frozenset[str]]
    year_words: Mapping[str, int]
    told_from: frozenset[str]
    month_counts: Mapping[str, int]
    cues: Cues


def load(patterns: AnyFolder, gazetteer: AnyFolder, fragments: Mapping[str, str]) -> PeriodRules:
    """Read and compile the rules.

    Args:
        patterns: the folder that holds ``periods.yaml``.
        gazetteer: the folder that holds ``period_cues.yaml``.
        fragments: the named fragments of ``patterns/fragments.yaml``.

    Raises:
        KnowledgeError: a file or a pattern cannot be used, or a pattern does not capture what its unit needs.
    """
    needed = readable(fragments, lambda e: _NEEDED.get(e.unit, frozenset()))
    entries = read_entries(patterns / "periods.yaml", UnitEntry, check=needed)
    units = tuple(_unit(entry, fragments) for entry in entries)
    entry = read_table(gazetteer / "period_cues.yaml", CuesEntry)
    effects: dict[str, frozenset[str]] = {}
    for effect in PrefixesEntry.model_fields:
        for phrase in getattr(entry.prefixes, effect):
            effects[fold(phrase)] = effects.get(fold(phrase), frozenset()) | {effect}
    prefix = _any(tuple(effects))
    return PeriodRules(
        units=units,
        anchors=Anchors([unit.pattern for unit in units]),
        prefixes=re.compile(rf"(?<!\w)(?:{prefix}\s+)+\Z"),
        prefix_ends=tuple(sorted({phrase.split()[-1] for phrase in effects})),
        prefix=re.compile(prefix),
        effects=effects,
        year_words={fold(word): offset for word, offset in entry.year_words.items()},
        told_from=frozenset(map(fold, entry.told_from)),
        month_counts={fold(word): count for word, count in entry.month_counts.items()},
        cues=_cues(entry),
    )


def _unit(entry: UnitEntry, fragments: Mapping[str, str]) -> UnitRule:
    return UnitRule(
        id=entry.id,
        pattern=compile_pattern(entry.pattern, fragments),
        unit=entry.unit,
        offset=entry.offset,
        count=entry.count,
        last=entry.last,
        frames=frozenset(entry.frames),
        edition=entry.edition,
        recent=entry.recent,
        again=entry.again,
        lasting=entry.lasting,
    )


def _any(phrases: tuple[str, ...]) -> str:
    return f"{alternatives(phrases)}{OUT_OF_WORD}"


def _whole(phrases: tuple[str, ...]) -> str:
    return f"{guarded(phrases, strictly=True)}{OUT_OF_WORD}"


def _cues(entry: CuesEntry) -> Cues:
    compounds = [compound.split() for compound in entry.no_flow]
    goes_on = [second for first, second in compounds if first in entry.flow]
    ends = [" ".join(compound) for compound in compounds if compound[0] not in entry.flow]
    return Cues(
        event_name=re.compile(rf"{_whole(entry.event_names)}"),
        document_name=re.compile(rf"{_whole(entry.document_names)}"),
        name_end=re.compile(rf"{_whole(entry.name_ends)}"),
        term_of=re.compile(rf"{_whole(entry.assemblies)}[^,;:.()\n]{{0,40}},\s+{_any(entry.terms)}[\s\d-]*\Z"),
        plan_says=re.compile(rf"\s+{_any(entry.plan_says)}"),
        set_for=re.compile(
            rf"[^,;:\n()]{{0,40}}?\s{_any(entry.set_by)}\s[^,;:\n()]{{1,100}}?\s{_any(entry.plan_says)}\s+(?:{_PLAIN}\s+)?"
        ),
        by_plan=re.compile(rf"\s*{_any(entry.by_plans)}\s+{_any(entry.document_names)}\s*"),
        carries_out=re.compile(rf"\s*{_any(entry.carry_out)}\s+{_any(entry.document_names)}{OUT_OF_WORD}"),
        index=re.compile(rf"{_whole(entry.indices)}"),
        standing=re.compile(rf"{_whole((*entry.indices, *entry.standings))}"),
        target=re.compile(rf"{_whole(entry.targets)}"),
        measured=re.compile(rf"{_whole(entry.measured)}\s+\Z"),
        barely=re.compile(rf"{_whole(entry.barely)}\s+\Z"),
        stock=re.compile(rf"{_whole(entry.stock)}(?:\s+[^\s,;:.]+){{0,3}}\s+\Z"),
        present=re.compile(rf"{_whole((*entry.stock, *entry.present))}"),
        reaching=re.compile(rf"{_whole(entry.reaching)}(?:\s+{_PLAIN}){{0,2}}\s+\Z"),
        flow_before=re.compile(rf"{anywhere(entry.flow, not_before=goes_on, inside=ends).pattern}[^,;:.()]*\Z"),
        flow=re.compile(
            rf"\s*(?:%(?=\s*[,;.)])|(?:%\s*)?{_any(entry.flow)}(?!\s+{alternatives(goes_on)}{OUT_OF_WORD}))"
        ),
        level_from=re.compile(rf"{_whole(entry.level_from)}(?:\s+{_PLAIN}){{0,3}}\s+\Z"),
        since_event=re.compile(rf"{_whole(entry.since_events)}(?:\s+{_PLAIN}){{1,9}}\s+\(?\Z"),
        level_to=re.compile(
            rf"(?:\s*{_PLAIN}(?:\s+{_PLAIN}){{0,5}}?)?\s+(?<!trở ){_any(entry.level_to)}(?:\s+{_PLAIN}){{0,3}}\s+\d"
        ),
        reached_level=re.compile(rf"(?<!trở ){_whole(entry.level_to)}(?:\s+{_PLAIN}){{0,3}}\s+\Z"),
        compared=re.compile(rf"{_whole(entry.prefixes.baseline)}(?:\s+{_PLAIN}){{0,3}}\s+\Z"),
        about=re.compile(rf"{_whole(entry.about)}"),
        respectively=re.compile(rf"{_whole(entry.respectively)}"),
        topic=re.compile(rf"[\W_]{{0,20}}{_any(entry.topics)}\s+([^,;:.\n]{{3,80}}),"),
        back_to={unit: re.compile(rf"\W{{0,6}}{alternatives(words)},") for unit, words in entry.back_to.items()},
        anaphor=re.compile(rf"\s{alternatives(entry.anaphors)}{OUT_OF_WORD}"),
        part_of=re.compile(rf"[\W_]{{0,20}}{_any(entry.parts_of)}"),
        reviews=anywhere(entry.prefixes.review),
        meanwhile=re.compile(rf"[\W_]{{0,20}}{_any(entry.meanwhile)}"),
        reports=re.compile(rf"[\W_]{{0,20}}{_any(entry.reports)}"),
        fresh=re.compile(rf"[\W_]{{0,20}}{_any(entry.fresh)}"),
        timeless=re.compile(rf"(?<=[\d\s]){alternatives(entry.timeless)}\Z"),
        singly=re.compile(rf"{_whole(entry.singly)}[^,;:.()\n]*\Z"),
        incomes=re.compile(_whole(entry.incomes)),
        points=re.compile(rf"\s{alternatives(entry.points)}(?!\s+{alternatives(entry.no_points)}){OUT_OF_WORD}"),
        sum=re.compile(rf"\d {_any(entry.sums)}"),
        sum_ahead=re.compile(rf"[^,;:.()\n\d]{{0,60}}\d[\d.,]{{0,9}} {_any(entry.sums)}"),
        just=re.compile(rf"(?<!và ){_whole(entry.just)}(?!\s+(?:và|qua|rồi)\b)"),
        clause_end=re.compile(rf"{_COMMA}|[;:()“”\"]|\s{alternatives((*entry.contrasts, *entry.clause_words))}\s"),
        hard_end=re.compile(rf"[;:()]|\s{alternatives(entry.contrasts)}\s"),
        contrast=re.compile(rf";|\s{alternatives(entry.contrasts)}\s"),
        age_end=re.compile(rf"[,;.)]|\s{alternatives(entry.thence)}\s"),
        apart=anywhere(entry.apart, inside=entry.compounds),
        list_joint=re.compile(rf"\s*(?:[,;]|(?:,\s*)?{alternatives(entry.joints)})\s*"),
        leads=re.compile(rf"{_whole(entry.leads)}\Z"),
        itself=re.compile(rf"\s+{alternatives(entry.itself)}\s+(?:{_PLAIN}\s+){{0,2}}\d"),
        tells=re.compile(
            rf",\s+(?:{_any(entry.tells)}|{_PLAIN}(?:,?\s+{_PLAIN}){{0,10}}?\s+"
            rf"(?:{_any(entry.records)}|{_any(entry.counts_on)}\s+\S*\d))"
        ),
        counts_on=re.compile(rf"(?:\s+{_PLAIN}){{0,8}}?\s+{_any(entry.counts_on)}\s"),
        level_ahead=re.compile(rf",?(?:\s+{_PLAIN}){{0,12}}?\s+{_any(entry.levels)}(?:\s+{_PLAIN}){{0,2}}\s+\d"),
        by_figures=re.compile(rf"{_whole(entry.by_figures)}[^;:.\n]*\Z"),
        passed_plan=re.compile(rf"{_whole(entry.passed_plans)}\s+{_any(entry.plan_words)}\s+\Z"),
        makes_up=re.compile(rf"{_whole(entry.makes_up)}\s+\d[\d.,]{{0,9}}\s?%\s+(?:của\s+)?\Z"),
        title_about=re.compile(rf"(?:[^,;:.()\n]|\d[./]\d){{0,40}}\s{alternatives(entry.titles_on)}\s[^,;:.()\n]*$"),
        openers=tuple(f" {fold(word)}" for word in entry.openers),
        adverbs=frozenset(map(fold, entry.adverbs)),
        passing=frozenset(map(fold, entry.passing)),
    )
