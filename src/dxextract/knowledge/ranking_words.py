"""Words that steer what belongs to a position: ``gazetteer/ranking_words.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import PositiveInt

from dxextract.knowledge.bare_forms import BareForms, BareFormsEntry, bare_forms
from dxextract.knowledge.files import AnyFolder, Entry, read_table
from dxextract.knowledge.phrases import AtEnd, alternatives, anywhere, guarded
from dxextract.knowledge.place_words import any_of

_SEARCHED = 40
"""So many characters may stand between a position and what is looked for."""


class RankingWordsEntry(Entry):
    """``gazetteer/ranking_words.yaml``, which explains its keys."""

    denied: tuple[str, ...]
    not_denied: tuple[str, ...]
    best: dict[str, PositiveInt]
    orderings: tuple[str, ...]
    listed_as: tuple[str, ...]
    apart_from: tuple[str, ...]
    several: tuple[str, ...]
    anybody: tuple[str, ...]
    counted: tuple[str, ...]
    next_to: str
    or_better: tuple[str, ...]
    compared: tuple[str, ...]
    earlier: tuple[str, ...]
    joints: tuple[str, ...]
    units: tuple[str, ...]
    moves: tuple[str, ...]
    reaches: tuple[str, ...]
    leads_on: tuple[str, ...]
    leaves: tuple[str, ...]
    fields: tuple[str, ...]
    fields_not_after: tuple[str, ...]
    standings: tuple[str, ...]
    topics: tuple[str, ...]
    to_object: tuple[str, ...]
    scored_with: tuple[str, ...]
    averages: tuple[str, ...]
    scales: tuple[str, ...]
    measured: tuple[str, ...]
    points: tuple[str, ...]
    places: tuple[str, ...]
    countries: tuple[str, ...]
    indices: tuple[str, ...]
    parts: tuple[str, ...]
    clause_openers: tuple[str, ...]
    clause_words: tuple[str, ...]
    scope_clause_words: tuple[str, ...]
    scope_ends: tuple[str, ...]
    departments: tuple[str, ...]
    provincial: tuple[str, ...]
    tells: tuple[str, ...]
    bare: BareFormsEntry


@dataclass(frozen=True, slots=True)
class RankingWords:
    """The lists, compiled.

    Attributes:
        denied: what says before the best of an ordering that it is not among them.
        not_denied: what says before it that it is.
        best: the places that words say.
        ordering: a word that shows that a text is about an ordering.
        not_first: what shows at the end of what stands before a first place in words that it is nobody's: the best of
            an ordering, or what others are compared with.
        anybody: a unit at the end of what stands before a first place in words.
        counted: a word for what is counted.
        next_to: what makes the last place the next to last.
        or_better: matches behind a position that is the worst allowed.
        since: matches behind a change of places; its group is the time compared with.
        listed: all that stands between two indices of a list.
        units: units that commas join, or that are counted.
        moves_on: what leads from one position of a chain to the next.
        reached: all that stands between the position left and the position reached.
        leads_on: matches behind a change of places that belongs to the position that follows.
        leaving: what stands before the position left.
        field: matches behind a position, up to what it is in.
        topic: matches a topic that begins a sentence; group ``what`` holds it.
        to_object: all that stands between a position in words and its object.
        behind_field: what an index that a position is in stands behind.
        amount: a number that is no score, and that no place is gained or lost by.
        scored: all that stands between a position and the score that it is for.
        scores_listed: all that stands between two scores of a list.
        averages: what says that a score is the average of all that are ordered.
        ranked: all that stands between a score and the position that it is for.
        with_score: all that stands before a score that begins its sentence.
        own_subject: matches a subject where a clause begins.
        measured: an amount, at the end of what stands before its position.
        score: a score between an index and its position.
        among_countries: matches behind a position that is among countries.
        unknown: a name of an index as written, with its short form in brackets (group ``short``).
        part: a word for a part of an index, not of several.
        parts_opened: what opens a list of parts: their number.
        opens_clause: what ends right before an index that begins a clause.
        new_clause: where a new clause begins.
        department: matches a body of a province, as written.
        tells: what shows that the body only tells of a position.
        scope_clause, scope_end: where the clause begins and ends that says among whom a position is held.
        bare: how bare positions are written.
    """

    denied: AtEnd
    not_denied: AtEnd
    best: Mapping[str, int]
    ordering: re.Pattern[str]
    not_first: re.Pattern[str]
    anybody: AtEnd
    counted: re.Pattern[str]
    next_to: str
    or_better: re.Pattern[str]
    since: re.Pattern[str]
    listed: re.Pattern[str]
    units: re.Pattern[str]
    moves_on: re.Pattern[str]
    reached: re.Pattern[str]
    leads_on: re.Pattern[str]
    leaving: re.Pattern[str]
    field: re.Pattern[str]
    topic: re.Pattern[str]
    to_object: re.Pattern[str]
    behind_field: tuple[str, ...]
    amount: re.Pattern[str]
    scored: re.Pattern[str]
    scores_listed: re.Pattern[str]
    averages: re.Pattern[str]
    ranked: re.Pattern[str]
    with_score: re.Pattern[str]
    own_subject: re.Pattern[str]
    measured: re.Pattern[str]
    score: re.Pattern[str]
    among_countries: re.Pattern[str]
    unknown: re.Pattern[str]
    part: re.Pattern[str]
    parts_opened: re.Pattern[str]
    opens_clause: re.Pattern[str]
    new_clause: re.Pattern[str]
    department: re.Pattern[str]
    tells: re.Pattern[str]
    scope_clause: re.Pattern[str]
    scope_end: re.Pattern[str]
    bare: BareForms


def load_ranking_words(gazetteer: AnyFolder) -> RankingWords:
    """Load ``gazetteer/ranking_words.yaml``.

    Raises:
        KnowledgeError: the file cannot be used.
    """
    entry = read_table(gazetteer / "ranking_words.yaml", RankingWordsEntry)
    departments = (*entry.departments, *map(str.upper, entry.departments))
    unit = alternatives(entry.units)
    counted = "".join(rf"(?<!{re.escape(word)} )" for word in entry.several) + r"(?<!\d )(?<!\d)"
    no_standing = f"(?!{alternatives(entry.standings)})"
    not_after = "".join(rf"(?<!{re.escape(word)} )" for word in entry.fields_not_after)
    return RankingWords(
        denied=AtEnd(entry.denied),
        not_denied=AtEnd(entry.not_denied),
        best=entry.best,
        ordering=anywhere(entry.orderings),
        not_first=re.compile(rf"(?:\d|{_word((*entry.apart_from, *entry.several))})\s+{unit}(?:,\s*{unit})*\s*\Z"),
        anybody=AtEnd(entry.anybody),
        counted=anywhere(entry.counted),
        next_to=entry.next_to,
        or_better=re.compile(rf"\s+{alternatives(entry.or_better)}(?!\w)"),
        since=re.compile(
            rf"[^.;)]{{0,25}}?{alternatives(entry.compared)}\s+(?:năm\s+)?((?:19|20)\d\d|{alternatives(entry.earlier)})"
        ),
        listed=re.compile(
            rf"(?<!\s)\s*(?:,|(?:, )?{alternatives(entry.joints)})\s*(?:{alternatives(entry.listed_as)}\s+)?"
        ),
        units=re.compile(rf"(?:\d{{1,3}}\s+)?{unit}(?:,\s*{unit})+(?!\w)|\d{{1,3}}\s+{unit}(?!\w)"),
        moves_on=re.compile(rf"{_word(entry.moves)}|,"),
        reached=re.compile(rf"[^,;.()]{{0,{_SEARCHED}}}?{_word(entry.reaches)}[^,;.()\d]{{0,20}}"),
        leads_on=re.compile(rf"\s*(?:,\s*)?(?:{alternatives(entry.joints)}\s+)?{alternatives(entry.leads_on)}"),
        leaving=re.compile(_word(entry.leaves)),
        field=re.compile(rf"[^,;.:()\d]{{0,{_SEARCHED}}}?{not_after}{guarded(entry.fields)}\s+{no_standing}"),
        topic=re.compile(rf"\W*{alternatives(entry.topics)}\s+{no_standing}(?P<what>[^,;:.\n]{{3,80}}),"),
        to_object=re.compile(rf"\s+(?:{alternatives(entry.to_object)}\s+)?"),
        behind_field=tuple(f"{word} " for word in entry.fields),
        amount=re.compile(
            rf"(?<![\d.,/])(?!0[.,])\d[\d.,]*+(?!\s+{alternatives((*entry.points, *entry.places))}(?!\w))"
        ),
        scored=re.compile(rf"[^.;:\d\n]{{0,{_SEARCHED}}}(?:\(|{_word(entry.scored_with)})\s*"),
        scores_listed=re.compile(rf"\s*(?:[,;]|(?:[,;]\s*)?{alternatives(entry.joints)}\s)\s*"),
        averages=anywhere(entry.averages),
        ranked=re.compile(
            rf"[^.;:,()\d\n]{{0,{_SEARCHED}}}(?P<mark>,\s*)[^.;:()\d\n]{{0,{_SEARCHED}}}|\s*\(?[^.;:,()\d\n]{{0,16}}"
        ),
        with_score=re.compile(rf"\W{{0,3}}{_word(entry.scored_with)}\s*"),
        own_subject=re.compile(rf"\s*(?:[A-ZĐ]|{unit}(?!\w))"),
        measured=re.compile(
            rf"\d\s*(?:{alternatives(entry.scales)}\s*)?{alternatives(entry.measured)}[^;.\n]{{0,{_SEARCHED}}}\Z"
        ),
        score=re.compile(rf"\d[\d.,]*\d(?:\s+{alternatives(entry.points)})?\s*[,(]?"),
        among_countries=re.compile(rf"\s+(?:trên\s+)?{alternatives(entry.countries)}(?!\w)"),
        unknown=re.compile(
            rf"(?i:{alternatives(entry.indices)})\s+[^.;:()\n]{{2,80}}\((?P<short>[A-Z][A-Za-z]{{1,9}})\)"
        ),
        part=re.compile(rf"{counted}{_word(entry.parts)}"),
        parts_opened=re.compile(rf"(?<!\w)(?:trong|ở|với)\s+(?:số\s+)?\d+\s+{alternatives(entry.parts)}(?!\w)"),
        opens_clause=re.compile(rf"[,;:.(\n]\s*(?:(?:{alternatives(entry.clause_openers)})\s+)*\Z"),
        new_clause=re.compile(rf"[,;(.\n]|{_word(entry.clause_words)}"),
        department=re.compile(rf"{any_of(departments)}\s+[A-ZĐ]\w*|{any_of(entry.provincial)}"),
        tells=re.compile(rf"{alternatives(entry.tells)}|\d"),
        scope_clause=re.compile(rf"[,;:.()]|{_word(entry.scope_clause_words)}"),
        scope_end=re.compile(rf"[;.(]|,\s*{alternatives(entry.scope_ends)}"),
        bare=bare_forms(entry.bare),
    )


def _word(words: tuple[str, ...]) -> str:
    return rf"{guarded(words)}(?!\w)"
