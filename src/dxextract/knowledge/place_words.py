"""The words of ``gazetteer/place_words.yaml`` and ``regions.yaml``, and expressions for such words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from dxextract.knowledge.files import Entry
from dxextract.knowledge.phrases import tree


class _TypeWord(Entry):
    type: str
    level: Literal["province", "district", "commune"]
    written: tuple[str, ...]


class _Country(Entry):
    id: str
    code: str = "VN"
    name: str
    aliases: tuple[str, ...]


class _Institution(Entry):
    heads: tuple[str, ...]
    back: tuple[str, ...]
    never: tuple[str, ...]


class PlaceWords(Entry):
    """``gazetteer/place_words.yaml``; each key is explained there."""

    country: _Country
    every_unit: tuple[str, ...]
    ministries_block: tuple[str, ...]
    national_statistics: tuple[str, ...]
    national_totals: tuple[str, ...]
    every_average: tuple[str, ...]
    narrowing: tuple[str, ...]
    appraised_before: tuple[str, ...]
    winner_before: tuple[str, ...]
    offices: tuple[str, ...]
    issued_by: tuple[str, ...]
    issued_about: tuple[str, ...]
    departments: tuple[str, ...]
    district_offices: tuple[str, ...]
    abroad: tuple[str, ...]
    abroad_back: tuple[str, ...]
    compared_before: tuple[str, ...]
    peoples: tuple[str, ...]
    beyond: tuple[str, ...]
    types: tuple[_TypeWord, ...]
    unit_attributes: tuple[str, ...]
    unit_list_openers: tuple[str, ...]
    articles: tuple[str, ...]
    turns: tuple[str, ...]
    agencies: tuple[str, ...]
    press_seats: tuple[str, ...]
    loose_units: tuple[str, ...]
    round_openers: tuple[str, ...]
    located_before: tuple[str, ...]
    address_level: str
    commune_heads: tuple[str, ...]
    institutions: tuple[_Institution, ...]
    compounds: tuple[str, ...]
    name_heads: tuple[str, ...]
    typed_only: tuple[str, ...]
    loose_name_heads: tuple[str, ...]
    name_breaks: tuple[str, ...]
    person_titles: tuple[str, ...]
    speech_words: tuple[str, ...]
    family_names: tuple[str, ...]
    site_words: tuple[str, ...]
    secondary_before: tuple[str, ...]
    part_before: tuple[str, ...]
    residence_before: tuple[str, ...]
    collective_before: tuple[str, ...]
    plurals: tuple[str, ...]
    collective_after: tuple[str, ...]
    former_words: tuple[str, ...]
    before_merger: tuple[str, ...]
    since_merger: tuple[str, ...]
    merging: tuple[str, ...]
    copulas: tuple[str, ...]
    score_words: tuple[str, ...]
    not_secondary: tuple[str, ...]
    typed_in_lists: tuple[str, ...]
    list_joins: tuple[str, ...]
    one_to_one: tuple[str, ...]
    and_words: tuple[str, ...]
    contrast_words: tuple[str, ...]
    rank_words: tuple[str, ...]
    up_to_words: tuple[str, ...]
    qualifier_words: tuple[str, ...]
    owner_before: tuple[str, ...]
    mostly_words: tuple[str, ...]
    whole_owners: dict[Literal["country", "province"], tuple[str, ...]]
    whole_touching: dict[Literal["country", "province"], tuple[str, ...]]
    share_before: tuple[str, ...]
    rank_owner_before: tuple[str, ...]
    taken_before: tuple[str, ...]
    distance_openers: tuple[str, ...]
    so_words: tuple[str, ...]
    region_words: tuple[str, ...]
    parts_openers: tuple[str, ...]
    age_words: tuple[str, ...]
    born_words: tuple[str, ...]
    predicates: tuple[str, ...]
    country_verbs: tuple[str, ...]
    has_words: tuple[str, ...]
    where_words: tuple[str, ...]
    venue_before: tuple[str, ...]
    venue_events: tuple[str, ...]
    whole_province: dict[str, tuple[str, ...]]
    time_units: tuple[str, ...]
    province_bodies: dict[str, tuple[str, ...]]
    national_bodies: tuple[str, ...]
    sets_goals: tuple[str, ...]
    national_units: tuple[str, ...]
    verb_adverbs: tuple[str, ...]
    rank_verbs: tuple[str, ...]
    figure_verbs: tuple[str, ...]
    superlatives: tuple[str, ...]
    distance_from: tuple[str, ...]
    field_before: tuple[str, ...]
    whole_words: tuple[str, ...]
    reference_before: tuple[str, ...]
    demonstratives: tuple[str, ...]
    latest_place: tuple[str, ...]
    namesakes: tuple[str, ...]
    settlements: tuple[str, ...]
    commune_bodies: tuple[str, ...]
    says_words: tuple[str, ...]
    indefinite_before: tuple[str, ...]
    indefinite_after: tuple[str, ...]
    clause_openers: tuple[str, ...]
    examples_open: tuple[str, ...]
    ministry_spoken_of: int
    no_ministry: tuple[str, ...]
    average_words: tuple[str, ...]
    provincial_words: tuple[str, ...]
    national_words: tuple[str, ...]
    after_merger_words: tuple[str, ...]


class RegionEntry(Entry):
    """One entry of ``gazetteer/regions.yaml``."""

    name: str
    aliases: tuple[str, ...]


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of the words, the longest first."""
    return tree(map(_letters, words))


def from_word(words: Iterable[str], *, behind: str = "", inside: Iterable[str] = ()) -> str:
    r"""``(?<![\w…])`` and :func:`any_of`, with the guard behind the first letter: see :func:`phrases.guarded`.

    Args:
        words: not empty ones.
        behind: what no word may stand behind, besides letters, digits and ``_``.
        inside: compounds at whose end a word is not looked for.
    """
    compounds = "".join(rf"(?<!{re.escape(compound)})" for compound in inside)
    return tree(map(_letters, words), guard=lambda first: rf"(?<![\w{re.escape(behind)}]{first})") + compounds


def _letters(word: str) -> list[str]:
    return list(map(re.escape, word))
