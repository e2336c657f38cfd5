"""How bare numbers are written that are positions: ``Ninh Bình 29``, ``PCI: 53 (2021)``, ``44 về đổi mới sáng tạo``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import PositiveInt

from dxextract.knowledge.files import Entry
from dxextract.knowledge.phrases import alternatives


class BareFormsEntry(Entry):
    """``bare`` of ``gazetteer/ranking_words.yaml``, which explains its keys."""

    last_place: PositiveInt
    best: tuple[str, ...]
    joints: tuple[str, ...]
    contrasts: tuple[str, ...]
    only: tuple[str, ...]
    among: tuple[str, ...]
    links: tuple[str, ...]
    fields: tuple[str, ...]
    years: tuple[str, ...]
    before_colon: tuple[str, ...]
    name_ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BareForms:
    """The words, compiled; groups ``rank`` and ``of`` hold the position and its denominator.

    Attributes:
        last_place: no bare number above it is a position.
        behind_name, best_behind_name: match a position, or the best one in words, behind a name.
        numbered: matches any number behind a name.
        in_brackets: a position in brackets behind a word.
        of_behind: matches a position with its denominator behind the name of an index.
        before_index: a position at the end of what stands before the name of an index.
        of_item: a position with its denominator.
        same_of: the same in brackets.
        colon: matches behind the name of an index up to the colon that opens a list of positions.
        by_year: matches a list of positions, each with its year in brackets; ``of_year`` finds its members.
        apart: what stands between names.
    """

    last_place: int
    behind_name: re.Pattern[str]
    best_behind_name: re.Pattern[str]
    numbered: re.Pattern[str]
    in_brackets: re.Pattern[str]
    of_behind: re.Pattern[str]
    before_index: re.Pattern[str]
    of_item: re.Pattern[str]
    same_of: re.Pattern[str]
    colon: re.Pattern[str]
    by_year: re.Pattern[str]
    of_year: re.Pattern[str]
    apart: re.Pattern[str]


def bare_forms(entry: BareFormsEntry) -> BareForms:
    """Compile the words."""
    joints, links, years = (alternatives(words) for words in (entry.joints, entry.links, entry.years))
    ends = rf"(?=\s*(?:[,;.)]|$|\n|{joints}\s))"
    among = rf"(?=\s+{alternatives(entry.among)}\s)"
    number = rf"(?P<rank>\d{{1,3}})(?![.,]?\d)(?:{ends}|{among})"
    of = rf"(?P<rank>\d{{1,3}})\s?/\s?(?P<of>\d{{1,3}})(?![.,]?\d){ends}"
    year = rf"\((?:{years}\s+)?(?:19|20)\d\d\)"
    behind = rf"(?:\s+{links}|\s*:)?\s+\(?"
    only, fields = alternatives(entry.only), alternatives(entry.fields)
    return BareForms(
        last_place=entry.last_place,
        behind_name=re.compile(rf"{behind}{number}"),
        best_behind_name=re.compile(rf"\s{{1,2}}\(?(?P<rank>{alternatives(entry.best)}){ends}"),
        numbered=re.compile(rf"{behind}\d"),
        in_brackets=re.compile(r"\((?<=[^\W\d_]\s\()(?P<rank>\d{1,3})(?=\))"),
        of_behind=re.compile(rf"\s?:?\s{{1,2}}{of}"),
        before_index=re.compile(
            rf"(?:[,;:]|\s{alternatives((*entry.joints, *entry.contrasts))})\s+(?:{only}\s+)?(?P<rank>\d{{1,3}})\s+"
            rf"(?:{fields}\s+){{0,2}}\Z"
        ),
        of_item=re.compile(rf"(?<=\s){of}"),
        same_of=re.compile(r"\((?P<rank>\d{1,3})\s?/\s?(?P<of>\d{1,3})\)"),
        colon=re.compile(rf"\)?(?:\s(?:{alternatives(entry.before_colon)}|20\d\d)){{0,6}}\s?:\s{{0,2}}"),
        by_year=re.compile(rf"\d{{1,3}}\s{year}(?:(?:[,;]|\s{joints})\s\d{{1,3}}\s{year})+"),
        of_year=re.compile(rf"(?P<rank>\d{{1,3}})\s{year}"),
        apart=re.compile(rf"[,;:.(\n]|\s{alternatives(entry.name_ends)}\s"),
    )
