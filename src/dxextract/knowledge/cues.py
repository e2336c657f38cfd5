"""Cues: words that say how a number is meant, with direction, reach and terminators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from dxextract.knowledge.anchors import Anchored, Anchors
from dxextract.knowledge.files import AnyFolder, Entry, read_table
from dxextract.knowledge.phrases import OUT_OF_WORD, AtEnd, alternatives, anywhere, at_start, guarded
from dxextract.text import fold


class CueEntry(Entry):
    """One cue of ``gazetteer/cues.yaml``."""

    id: str
    value: str
    direction: Literal["forward", "backward"]
    reach: Literal["touching", "adjacent", "clause", "sentence", "block"]
    phrases: tuple[str, ...]
    terminators: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class ComparatorEntry(CueEntry):
    """A cue for how a number bounds what it tells."""

    value: Literal["approx", "gt", "ge", "lt", "le"]


class ChangeEntry(CueEntry):
    """A cue for the amount of a change."""

    value: Literal["increase", "decrease"]


class StatusEntry(CueEntry):
    """A cue for what a number is."""

    value: Literal["actual", "target", "estimate"]


class ScopeEntry(Entry):
    """Words that say among whom a position is held."""

    id: str
    value: Literal["VN", "world", "written", "province", "district", "units", "region"]
    phrases: tuple[str, ...]
    not_before: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class LocativeEntry(Entry):
    """Comparators that are place words before a small count."""

    phrases: tuple[str, ...]
    below: int
    surveys: tuple[str, ...]


class YardstickEntry(Entry):
    """A level that another is compared with."""

    levels: tuple[str, ...]
    of: tuple[str, ...]


class ToldEntry(Entry):
    """Verbs behind a counted noun that say that it has come about."""

    verbs: tuple[str, ...]
    plans: tuple[str, ...]
    to_come: tuple[str, ...]


class DemandedEntry(Entry):
    """Verbs of a clause behind a number that says who set it."""

    by: tuple[str, ...]
    verbs: tuple[str, ...]


class PlansEntry(Entry):
    """What tells plans from results, beside cues."""

    from_: tuple[str, ...] = Field(alias="from")
    to: tuple[str, ...]
    not_to: tuple[str, ...]
    horizons: tuple[str, ...]
    tallied: tuple[str, ...]
    set_behind: tuple[str, ...]
    beyond: tuple[str, ...]
    parts: tuple[str, ...]
    goes_on: tuple[str, ...]
    must: tuple[str, ...]
    allots: tuple[str, ...]
    spent_of: tuple[str, ...]
    asks: tuple[str, ...]
    asks_for: tuple[str, ...]
    will: tuple[str, ...]
    bracketed: tuple[str, ...]
    bracketed_of: tuple[str, ...]
    in_brackets: tuple[str, ...]
    sections: tuple[str, ...]


class NoticesEntry(Entry):
    """What tells of a plan that was just issued."""

    issued: tuple[str, ...]
    plans: tuple[str, ...]
    setting: tuple[str, ...]
    set_by: tuple[str, ...]
    aims: tuple[str, ...]
    thereby: tuple[str, ...]
    topics: tuple[str, ...]
    unmarked: tuple[str, ...]
    no_topics: tuple[str, ...]


class CuesEntry(Entry):
    """``gazetteer/cues.yaml``."""

    comparator: tuple[ComparatorEntry, ...]
    change: tuple[ChangeEntry, ...]
    status: tuple[StatusEntry, ...]
    transparent: tuple[str, ...]
    to_level: tuple[str, ...]
    compounds: tuple[str, ...]
    met: tuple[str, ...]
    achieved: tuple[str, ...]
    managed: tuple[str, ...]
    aims_on: tuple[str, ...]
    locative: LocativeEntry
    yardstick: YardstickEntry
    told: ToldEntry
    demanded: DemandedEntry
    scope: tuple[ScopeEntry, ...]
    heading: tuple[str, ...]
    plans: PlansEntry
    notices: NoticesEntry


@dataclass(frozen=True, slots=True, eq=False)  # two cues are never alike, and are compared for each number
class Cue:
    """A compiled cue. ``phrase`` finds it; ``ends`` and ``starts`` match it at the end or the start of a text."""

    id: str
    value: str
    direction: str
    reach: str
    phrase: Anchored
    ends: AtEnd
    starts: re.Pattern[str]
    terminator: re.Pattern[str]
    not_after: AtEnd


@dataclass(frozen=True, slots=True)
class ScopeCue:
    """A compiled scope cue."""

    value: str
    phrase: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Plans:
    """What tells plans from results; see ``plans`` in ``gazetteer/cues.yaml``.

    Attributes:
        from_level, beyond: at the end of what stands before a number.
        to_level: behind it, up to the words that lead to the second level of a change.
        by_year: where an expression begins that says until which year.
        horizon: the same anywhere, with the year captured.
        first_level: from the words before the first level of a change to those that lead to the second.
        tallied, set_behind: where a cue begins.
        parts, must, allots, goes_on: anywhere.
        requested: anywhere; somebody asks for a sum.
        will, spent_of: where a text begins.
        bracketed: at the end of what stands before brackets; no plan that is counted, or of which a share is said.
        in_brackets: what a line that introduces a list says of the brackets in its items.
        label: the number or sign that a heading begins with.
    """

    from_level: AtEnd
    to_level: re.Pattern[str]
    first_level: re.Pattern[str]
    by_year: re.Pattern[str]
    horizon: re.Pattern[str]
    tallied: re.Pattern[str]
    set_behind: re.Pattern[str]
    beyond: AtEnd
    parts: re.Pattern[str]
    goes_on: re.Pattern[str]
    must: re.Pattern[str]
    allots: re.Pattern[str]
    spent_of: re.Pattern[str]
    requested: re.Pattern[str]
    will: re.Pattern[str]
    bracketed: re.Pattern[str]
    in_brackets: re.Pattern[str]
    label: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Notices:
    """What tells of a plan that was just issued; see ``notices`` in ``gazetteer/cues.yaml``.

    Attributes:
        issued, issued_paper: anywhere; a plan, or any paper that may set something, is issued.
        sets: anywhere; a plan sets something.
        aims: in a heading, or before a colon; goals follow.
        thereby, begins: anywhere, and where a sentence begins; it tells what the plan before it sets.
        topic: where a sentence begins that goes on with a topic of the plan, or a heading that is one.
        unmarked: where a goal of a list begins that has no mark.
    """

    issued: re.Pattern[str]
    issued_paper: re.Pattern[str]
    sets: re.Pattern[str]
    aims: re.Pattern[str]
    thereby: re.Pattern[str]
    begins: re.Pattern[str]
    topic: re.Pattern[str]
    unmarked: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues by what they decide.

    Attributes:
        told, to_come: behind a number, up to the verb of its noun: ``214 thửa chưa được làm sạch``.
        demanded: behind a number, up to the verb that says that somebody set it: ``mức 50% mà tỉnh đặt ra``.
        locative: comparators that are place words before a count below ``locative_below``, and behind ``surveys``.
        yardstick, yardstick_of: before and behind a number that another is compared with.
        adjacent: those that stand right before a number, whatever they decide; ``ends`` finds any of them there.
        bounds, status_behind: comparators and cues for the status behind it; ``starts`` finds any status there.
        status_ahead: those that reach what follows them; ``anchors`` knows where they may stand.
    """

    comparator: tuple[Cue, ...]
    change: tuple[Cue, ...]
    status: tuple[Cue, ...]
    adjacent: tuple[Cue, ...]
    ends: AtEnd
    bounds: tuple[Cue, ...]
    status_behind: tuple[Cue, ...]
    starts: re.Pattern[str]
    status_ahead: tuple[Cue, ...]
    anchors: Anchors
    transparent: AtEnd
    to_level: AtEnd
    met: re.Pattern[str]
    achieved: re.Pattern[str]
    managed: AtEnd
    aims_on: re.Pattern[str]
    locative: frozenset[str]
    locative_below: int
    surveys: re.Pattern[str]
    yardstick: AtEnd
    yardstick_of: re.Pattern[str]
    told: re.Pattern[str]
    to_come: re.Pattern[str]
    demanded: re.Pattern[str]
    scope: tuple[ScopeCue, ...]
    heading: re.Pattern[str]
    plans: Plans
    notices: Notices


def _cues(entries: Sequence[CueEntry], compounds: tuple[str, ...]) -> tuple[Anchors, tuple[Cue, ...]]:
    """The cues, and what knows where any of them may stand."""
    anchors = Anchors([anywhere(entry.phrases) for entry in entries])
    return anchors, tuple(_cue(entry, Anchored(anchors, n), compounds) for n, entry in enumerate(entries))


def _cue(entry: CueEntry, phrase: Anchored, compounds: tuple[str, ...]) -> Cue:
    return Cue(
        entry.id,
        entry.value,
        entry.direction,
        entry.reach,
        phrase=phrase,
        ends=AtEnd(entry.phrases),
        starts=at_start(entry.phrases),
        terminator=anywhere(entry.terminators, inside=compounds),
        not_after=AtEnd(entry.not_after),
    )


def _plans(entry: PlansEntry) -> Plans:
    not_to = "".join(
        rf"(?<!{re.escape(fold(before))} )" for before in {phrase.rpartition(" ")[0] for phrase in entry.not_to}
    )
    second = rf"(?<!\w){not_to}{alternatives(entry.to)}{OUT_OF_WORD}"
    return Plans(
        from_level=AtEnd(entry.from_),
        to_level=re.compile(rf"(?!\s+{alternatives(entry.not_to)})[^\n.;]{{0,45}}?{second}"),
        first_level=re.compile(rf"{guarded(entry.from_)}{OUT_OF_WORD}[^\n;]{{0,45}}?{second}"),
        by_year=at_start(entry.horizons),
        horizon=re.compile(rf"{guarded(entry.horizons)}\s+(20\d\d)(?!\d)"),
        tallied=at_start(entry.tallied),
        set_behind=at_start(entry.set_behind),
        beyond=AtEnd(entry.beyond),
        parts=anywhere(entry.parts),
        goes_on=re.compile(rf";(?=\s+{alternatives(entry.goes_on)}(?!\w))"),
        must=anywhere(entry.must),
        allots=anywhere(entry.allots),
        spent_of=at_start(entry.spent_of),
        requested=re.compile(
            rf"{guarded(entry.asks)}\s+(?:[^\W\d_]+\s+){{0,6}}?{alternatives(entry.asks_for)}{OUT_OF_WORD}"
        ),
        will=at_start(entry.will),
        in_brackets=re.compile(rf"{alternatives(entry.in_brackets)} {alternatives(entry.bracketed)}(?!\w)"),
        bracketed=re.compile(
            rf"(?<!\w)(?:{alternatives(entry.bracketed)} "
            rf"(?:{alternatives(entry.bracketed_of)}|năm 20\d\d|(?:[^\W\d_]+\s+){{1,4}}giao)"
            rf"|(?<![\d%] ){alternatives(entry.bracketed)}) ?\Z"
        ),
        label=re.compile(
            rf"\s*(?:{alternatives(entry.sections)}\s+(?:\d{{1,2}}|[ivx]+)\s*[.:]|(?:[ivx]+|\d{{1,2}}|[a-zđ])[.)/]|[-+•*])\s*"
        ),
    )


def _notices(entry: NoticesEntry) -> Notices:
    issued, plans = guarded(entry.issued), alternatives(entry.plans)
    papers = alternatives((*entry.plans, *entry.set_by))
    set_by, setting = guarded((*entry.plans, *entry.set_by)), alternatives(entry.setting)
    return Notices(
        issued=re.compile(rf"{issued}\s+(?:[^\W\d_]+\s+){{0,3}}?{plans}{OUT_OF_WORD}"),
        issued_paper=re.compile(rf"{issued}\s+(?:[^\W\d_]+\s+){{0,3}}?{papers}{OUT_OF_WORD}"),
        sets=re.compile(rf"{set_by}(?!\w)[^.;:\n]{{0,120}}? {setting}{OUT_OF_WORD}"),
        aims=anywhere((*entry.setting, *entry.aims)),
        thereby=anywhere(entry.thereby),
        begins=at_start(entry.thereby),
        topic=re.compile(
            rf"\s*{alternatives(entry.topics)}(?!\w)(?!\s+{alternatives(entry.no_topics)}(?!\w))[^.:\n]{{0,60}}(?::|\Z)"
        ),
        unmarked=re.compile(rf"\s*(?:\d[\d.,]{{0,9}}\s?%|{alternatives(entry.unmarked)}(?!\w))"),
    )


def load_cues(gazetteer: AnyFolder) -> Cues:
    """Load ``gazetteer/cues.yaml``.

    Raises:
        KnowledgeError: the file cannot be used.
    """
    entry = read_table(gazetteer / "cues.yaml", CuesEntry)
    (_, comparator), (_, change), (anchors, status) = (
        _cues(e, entry.compounds) for e in (entry.comparator, entry.change, entry.status)
    )
    entries = (*entry.comparator, *entry.change, *(e for e in entry.status if e.reach == "adjacent"))
    before = (*comparator, *change, *(cue for cue in status if cue.reach == "adjacent"))
    return Cues(
        comparator=comparator,
        change=change,
        status=status,
        adjacent=tuple(cue for cue in before if cue.direction == "forward"),
        ends=AtEnd(phrase for e in entries if e.direction == "forward" for phrase in e.phrases),
        bounds=tuple(cue for cue in comparator if cue.direction == "backward"),
        status_behind=tuple(cue for cue in status if cue.direction == "backward"),
        starts=at_start(phrase for e in entry.status if e.direction == "backward" for phrase in e.phrases),
        status_ahead=tuple(cue for cue in status if cue.direction == "forward" and cue.reach != "adjacent"),
        anchors=anchors,
        transparent=AtEnd(entry.transparent),
        to_level=AtEnd(entry.to_level),
        met=anywhere(entry.met, inside=entry.compounds),
        achieved=anywhere(entry.achieved, inside=entry.compounds),
        managed=AtEnd(entry.managed),
        aims_on=at_start(entry.aims_on),
        locative=frozenset(map(fold, entry.locative.phrases)),
        locative_below=entry.locative.below,
        surveys=anywhere(entry.locative.surveys),
        yardstick=AtEnd(entry.yardstick.levels),
        yardstick_of=at_start(entry.yardstick.of),
        told=re.compile(
            rf"(?:\s+[^\W\d_]+){{0,8}}?\s+{alternatives(entry.told.verbs)}\s(?!\s*{alternatives(entry.told.plans)}{OUT_OF_WORD})"
        ),
        to_come=re.compile(rf"(?:\s+[^\W\d_]+){{0,8}}?\s+{alternatives(entry.told.to_come)}\s"),
        demanded=re.compile(
            rf"\s+(?:[^\W\d_]+\s+){{0,4}}?{alternatives(entry.demanded.by)}\s[^,;:\n()]{{1,100}}?(?<!\w){alternatives(entry.demanded.verbs)}{OUT_OF_WORD}"
        ),
        heading=at_start(entry.heading),
        plans=_plans(entry.plans),
        notices=_notices(entry.notices),
        scope=tuple(ScopeCue(cue.value, anywhere(cue.phrases, not_before=cue.not_before)) for cue in entry.scope),
    )
