"""The words that the checks of an article's numbers go by: ``gazetteer/check_words.yaml``, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import PositiveFloat

from dxextract.knowledge.files import AnyFolder, Entry, read_table
from dxextract.knowledge.phrases import INTO_WORD, OUT_OF_WORD, alternatives, anywhere, at_start


class OppositesEntry(Entry):
    """Words for the two halves of a whole."""

    one: tuple[str, ...]
    other: tuple[str, ...]


class CheckWordsEntry(Entry):
    """``gazetteer/check_words.yaml``, which explains the lists."""

    loosened: Mapping[Literal["approx", "gt", "ge", "lt", "le"], PositiveFloat]
    least_confidence: float
    share_ties: tuple[str, ...]
    share_ties_alone: tuple[str, ...]
    light: tuple[str, ...]
    whole_before: tuple[str, ...]
    whole_behind: tuple[str, ...]
    plans: tuple[str, ...]
    no_base: tuple[str, ...]
    complete: tuple[str, ...]
    likely_complete: tuple[str, ...]
    within: tuple[str, ...]
    total_behind: tuple[str, ...]
    incomplete: tuple[str, ...]
    not_a_part_behind: tuple[str, ...]
    in_turn: tuple[str, ...]
    last_part: tuple[str, ...]
    rest: tuple[str, ...]
    ranked_among: tuple[str, ...]
    ranked: tuple[str, ...]
    whole_country: tuple[str, ...]
    from_words: tuple[str, ...]
    from_rank_words: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    led_up: tuple[str, ...]
    led_down: tuple[str, ...]
    led_on: tuple[str, ...]
    amount: tuple[str, ...]
    lower: tuple[str, ...]
    earlier: tuple[str, ...]
    compared: tuple[str, ...]
    places_gained: tuple[str, ...]
    compared_levels: tuple[str, ...]
    goals: tuple[str, ...]
    beaten: tuple[str, ...]
    reached: tuple[str, ...]
    missed: tuple[str, ...]
    only: tuple[str, ...]
    contrary: tuple[str, ...]
    lower_is_better: tuple[str, ...]
    shares_said: tuple[str, ...]
    may_exceed: tuple[str, ...]
    levels: tuple[str, ...]
    bound_syllables: tuple[str, ...]
    same_things: tuple[tuple[str, ...], ...]
    opposites: tuple[OppositesEntry, ...]


@dataclass(frozen=True, slots=True)
class CheckWords:
    """The lists, compiled for folded text. What ends in ``_tie`` matches the whole text between two numbers.

    Attributes:
        loosened: comparator → how far beyond the printed number it reaches, as a share of the number.
        least_confidence: an error that rests on a less certain fact is a warning.
        share_tie: the second is a share of what the first is a part of; ``share_ahead_tie``: the other way round.
        whole: ends a text behind which a whole stands.
        whole_behind: begins a text that names the whole of a share, in group ``noun``.
        base_behind: begins a text that names what a percentage is a share of.
        plan: finds words for a plan, of which more than 100% may be done.
        complete, likely_complete, within, in_turn: find what opens a list of all parts, perhaps of all, of some, or of
            one for each name.
        total_behind: finds what says, between parts and a number, that this is their sum.
        incomplete, last_part: find what shows that a list is not complete, or that it is.
        part, not_a_part: end a text behind which one more part stands, or none.
        rest: begins a text that says that the number before is all that is left.
        among_behind, among_before: how many are ranked (group ``of``), said right behind a position, or before it.
        country: begins a text that says that a position is among all of the country.
        from_word, from_rank_word: end a text behind which the first of two levels or positions stands.
        led_tie: between the two; group ``up`` or ``down`` where the words say it.
        verb: finds a verb of rising (group ``up``) or falling.
        amount_tie, amount_before_tie: the amount of a change stands behind its second level, or before the first.
        lower: finds what says that a level is lower than another.
        aside_tie, amount_aside_tie: between a level and the earlier one in brackets behind it, and on to the amount.
        compared_tie: between the amount of a change and the level that it is compared with; ``compared_rank_tie``
            between a position and the one that it is compared with, the places gained between them.
        goal: finds a word for a goal.
        goal_tie: between a value and its goal; group ``beaten``, ``reached`` or ``missed``.
        goal_said: begins a text behind a value that says how it did, without the goal's number; groups as before.
        goal_before, missed: end a text behind which a goal stands, or a missed one.
        short_of_tie: between a missed goal and the value.
        lower_is_better: finds words of things of which less is better.
        share_said: ends a text behind which a share stands, whatever it is of.
        may_exceed: indicators in per cent that may exceed 100.
        level: finds words that part a figure from another of the same indicator.
        bound_syllables: first syllables that do not say by themselves what is counted.
        same_things: each matches the nouns of one kind of thing.
        opposites: pairs of patterns for the two halves of a whole.
    """

    loosened: Mapping[str, float]
    least_confidence: float
    share_tie: re.Pattern[str]
    share_ahead_tie: re.Pattern[str]
    whole: re.Pattern[str]
    whole_behind: re.Pattern[str]
    base_behind: re.Pattern[str]
    plan: re.Pattern[str]
    complete: re.Pattern[str]
    likely_complete: re.Pattern[str]
    within: re.Pattern[str]
    in_turn: re.Pattern[str]
    total_behind: re.Pattern[str]
    incomplete: re.Pattern[str]
    last_part: re.Pattern[str]
    part: re.Pattern[str]
    not_a_part: re.Pattern[str]
    rest: re.Pattern[str]
    among_behind: re.Pattern[str]
    among_before: re.Pattern[str]
    country: re.Pattern[str]
    from_word: re.Pattern[str]
    from_rank_word: re.Pattern[str]
    led_tie: re.Pattern[str]
    verb: re.Pattern[str]
    amount_tie: re.Pattern[str]
    amount_before_tie: re.Pattern[str]
    lower: re.Pattern[str]
    aside_tie: re.Pattern[str]
    amount_aside_tie: re.Pattern[str]
    compared_tie: re.Pattern[str]
    compared_rank_tie: re.Pattern[str]
    goal: re.Pattern[str]
    goal_tie: re.Pattern[str]
    goal_said: re.Pattern[str]
    goal_before: re.Pattern[str]
    missed: re.Pattern[str]
    short_of_tie: re.Pattern[str]
    lower_is_better: re.Pattern[str]
    share_said: re.Pattern[str]
    may_exceed: frozenset[str]
    level: re.Pattern[str]
    bound_syllables: frozenset[str]
    same_things: tuple[re.Pattern[str], ...]
    opposites: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


def load_check_words(gazetteer: AnyFolder) -> CheckWords:
    """Load ``gazetteer/check_words.yaml``.

    Raises:
        KnowledgeError: the file cannot be used.
    """
    return _compile(read_table(gazetteer / "check_words.yaml", CheckWordsEntry))


def whole_word(phrases: Iterable[str]) -> str:
    """One of the phrases, as whole words of folded text."""
    return f"{INTO_WORD}{alternatives(phrases)}{OUT_OF_WORD}"


def _run(*lists: Iterable[str]) -> str:
    """Any number of the words of phrases, in any order. Of single words, so that there is one way to read a text."""
    words = {word for phrases in lists for phrase in phrases for word in phrase.split()}
    return rf"(?:{whole_word(words)}\s*)*"


def _compile(entry: CheckWordsEntry) -> CheckWords:
    light, goals, ranked_among = _run(entry.light), whole_word(entry.goals), whole_word(entry.ranked_among)
    ties, alone = whole_word(entry.share_ties), whole_word(entry.share_ties_alone)
    tied, amount = _run(entry.share_ties, entry.light), _run(entry.amount, entry.light)
    noun = r"(?:[^;:(]|\([^()\d]*\))*?"
    aside = r"[^,;:()]{0,70}"
    up, down, on = whole_word(entry.led_up), whole_word(entry.led_down), whole_word(entry.led_on)
    led = rf"[^;:]*?(?:(?P<up>{up})|(?P<down>{down})|{on})[^,;:.\d]{{0,30}}"
    outcomes = (("missed", entry.missed), ("beaten", entry.beaten), ("reached", entry.reached))
    outcome = "|".join(f"(?P<{name}>{whole_word(words)})" for name, words in outcomes)
    held = rf"{aside}[,;(\-]?\s*{light}(?:{outcome})\s*(?:so với\s+)?{goals}"
    many = rf"{ranked_among}\s+(?P<of>\d{{1,4}})\s+{whole_word(entry.ranked)}"
    before = whole_word((*entry.compared, *entry.earlier, *entry.from_rank_words))
    compared = whole_word(entry.compared)
    joint = whole_word(["và", "cùng", "còn"])
    return CheckWords(
        loosened={comparator: share for comparator, share in entry.loosened.items()},
        least_confidence=entry.least_confidence,
        share_tie=re.compile(rf"{noun}(?:\(\s*|[,\-]\s*(?={light}{ties})|(?={alone})){tied}"),
        share_ahead_tie=re.compile(rf"[^;:()\d]{{0,60}}\(\s*{light}"),
        whole=_ending(entry.whole_before, light),
        whole_behind=re.compile(rf"\s*{whole_word(entry.whole_behind)}\s+(?P<noun>[^\W\d_][^,;.()\n]*)"),
        base_behind=re.compile(rf"\s*(?!{whole_word(entry.no_base)})[^\W\d_]"),
        plan=anywhere(entry.plans),
        complete=anywhere(entry.complete),
        likely_complete=anywhere(entry.likely_complete),
        within=anywhere(entry.within),
        in_turn=anywhere(entry.in_turn),
        total_behind=anywhere(entry.total_behind),
        incomplete=re.compile(alternatives(entry.incomplete)),
        last_part=anywhere(entry.last_part),
        part=re.compile(rf"\A[\s:]*{light}\Z|(?:[,;:]|{joint})[^,;]*\Z|\A[^,;.]*\Z"),
        not_a_part=_ending(entry.not_a_part_behind, ""),
        rest=re.compile(rf"[^,;.:()\d]*?{whole_word(entry.rest)}"),
        among_behind=re.compile(rf"[\s,(]*{many}"),
        among_before=re.compile(rf"(?<!một ){many}[^;.\d]{{0,70}}\Z"),
        country=at_start(entry.whole_country),
        from_word=_ending(entry.from_words, light),
        from_rank_word=_ending(entry.from_rank_words, ""),
        led_tie=re.compile(led),
        verb=re.compile(f"(?P<up>{whole_word(entry.up)})|{whole_word(entry.down)}"),
        amount_tie=re.compile(rf"[^,;:.()\d]{{0,40}}[,(\-]\s*{amount}"),
        amount_before_tie=re.compile(rf"{aside}[,(]?\s*{whole_word(entry.from_words)}\s*{light}"),
        lower=anywhere(entry.lower),
        aside_tie=re.compile(rf"\s*\([^()\d]{{0,20}}{whole_word(entry.earlier)}[^()]{{0,25}}"),
        amount_aside_tie=re.compile(rf"\s*\)[\s,;-]*{amount}"),
        compared_tie=re.compile(
            rf"[^;:.()]{{0,20}}{compared}"
            rf"(?:[^;:.()]{{0,40}}\([^()\d]{{0,20}}|\s*{_run(entry.compared_levels, entry.light)})"
        ),
        compared_rank_tie=re.compile(
            rf"[^;.]{{0,40}}{whole_word(entry.places_gained)}[^;.]{{0,15}}?{before}(?:(?! và )[^;.]){{0,40}}"
        ),
        goal=anywhere(entry.goals),
        goal_tie=re.compile(rf"{held}{aside}(?:\([^()\d]{{0,15}})?"),
        goal_said=re.compile(rf"{held}(?!{aside}\d)"),
        goal_before=re.compile(rf"{goals}{aside}\Z"),
        missed=re.compile(rf"{whole_word(entry.missed)}\s*{goals}{aside}\Z"),
        short_of_tie=re.compile(
            rf"{aside}(?:[,;(]|{whole_word(entry.contrary)})\s*[^,;:()]{{0,20}}{whole_word(entry.only)}[^,;:()]{{0,30}}"
        ),
        lower_is_better=anywhere(entry.lower_is_better),
        share_said=_ending(entry.shares_said, light),
        may_exceed=frozenset(entry.may_exceed),
        level=anywhere(entry.levels),
        bound_syllables=frozenset(entry.bound_syllables),
        same_things=tuple(at_start(group) for group in entry.same_things),
        opposites=tuple((anywhere(pair.one), anywhere(pair.other)) for pair in entry.opposites),
    )


def _ending(phrases: Iterable[str], light: str) -> re.Pattern[str]:
    """Finds one of the phrases at the end of a text, light words apart."""
    return re.compile(rf"{whole_word(phrases)}[\s:]*{light}\Z")
