"""The words of ``gazetteer/place_words.yaml`` by which names of places are found, as expressions over folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dxextract.knowledge.phrases import Ending
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.place_words import any_of, from_word


@dataclass(frozen=True, slots=True)
class PlaceMarks:
    """What stands before and behind names of places, and what their type words are followed by."""

    type_before: re.Pattern[str]
    attribute_before: re.Pattern[str]
    attribute_behind: re.Pattern[str]
    type_behind: re.Pattern[str]
    opens_at: re.Pattern[str]
    attribute_ends: frozenset[str]
    head_before: Ending
    loose_head_before: re.Pattern[str]
    title_before: Ending
    plural_before: re.Pattern[str]
    join: re.Pattern[str]
    says: re.Pattern[str]
    item_before: re.Pattern[str]
    item_behind: re.Pattern[str]
    begins_before: re.Pattern[str]
    body_before: Ending
    namesake_before: Ending
    settlement_before: Ending
    larger_behind: re.Pattern[str]
    reports: re.Pattern[str]
    dateline: re.Pattern[str]
    line_before: re.Pattern[str]
    breaks: frozenset[str]
    family_names: frozenset[str]
    typed_only: frozenset[str]


@lru_cache(maxsize=4)
def place_marks(index: PlaceIndex) -> PlaceMarks:
    """The marks of a gazetteer, compiled once."""
    words = index.words
    types = any_of(written for t in words.types for written in t.written)
    spelt = any_of(written for t in words.types for written in t.written if written[-1] != ".")
    attributes, openers = any_of(words.unit_attributes), any_of(words.unit_list_openers)
    larger = any_of(w for t in words.types if t.level == "district" for w in t.written)
    predicates = any_of((*words.predicates, *words.rank_words))
    counted = rf"(?:{any_of(words.collective_before)}|\d+)"
    begins = (*words.clause_openers, *words.examples_open)
    return PlaceMarks(
        type_before=re.compile(rf"(?<![\w.])({types})\s*\Z"),
        attribute_before=re.compile(
            rf"(?<!\w)(?:({spelt})(?:\s+{attributes})+|{counted}\s+({spelt})(?:\s+{attributes})*\s*{openers})\s+\Z"
        ),
        attribute_behind=re.compile(rf"\s*,\s+(?:{any_of(words.articles)}\s+)?({spelt})\s+{attributes}(?!\w)"),
        type_behind=re.compile(
            rf"\s*,\s+(?:{any_of(words.articles)}\s+)?({spelt})\s+"
            rf"(?!{any_of((*words.indefinite_after, *words.predicates))}(?!\w))(?=\w)"
        ),
        opens_at=re.compile(
            rf"(?:\A|[.;:!?]\s*|\n[^\S\n]*)(?:{any_of(words.turns)}\s+)?{any_of(words.located_before)}\s+\Z"
        ),
        attribute_ends=frozenset(w.split()[-1].strip(":") for w in (*words.unit_attributes, *words.unit_list_openers)),
        head_before=Ending(rf"{from_word(words.name_heads, inside=words.compounds)}\s+\Z", words.name_heads),
        loose_head_before=re.compile(rf"{from_word(words.loose_name_heads)}((?:\s+[\w&-]+){{0,5}})\s+\Z"),
        title_before=Ending(rf"{from_word(words.person_titles)}\s+\Z", words.person_titles),
        plural_before=re.compile(rf"(?<!\w)(?:{any_of(words.collective_before)}|\d+)\s+\Z"),
        join=re.compile(rf"\s*{any_of(words.list_joins)}\s*"),
        says=re.compile(rf"\s*(?:[(:]?\s*\d|{any_of(words.list_joins)}\s*[^\W\d_]|{predicates}(?!\w))"),
        item_before=re.compile(r"\n\s*[-+•*]\s+\Z"),
        item_behind=re.compile(r"\s*:\s*\d"),
        begins_before=re.compile(rf"(?:[.;:,(]|{from_word(begins)}|{from_word(words.list_joins)})\s*\Z"),
        body_before=Ending(rf"{from_word(words.commune_bodies)}\s+\Z", words.commune_bodies),
        namesake_before=Ending(rf"{from_word(words.namesakes)}\s+\Z", words.namesakes),
        settlement_before=Ending(rf"{from_word(words.settlements)} \Z", words.settlements),
        larger_behind=re.compile(rf"\s*[,(]\s*{larger}\s"),
        reports=re.compile(rf"\s*\({any_of(words.agencies)}(?:,?\s(?:ngày\s)?\d{{1,2}}/\d{{1,2}})?\)"),
        dateline=re.compile(r"\s*,\s*(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\s*(?:[-:]\s|\))"),
        line_before=re.compile(r"(?:\A|\n)\s*\(?\Z"),
        breaks=frozenset(words.name_breaks),
        family_names=frozenset(words.family_names),
        typed_only=frozenset(words.typed_only),
    )
