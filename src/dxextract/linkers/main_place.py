"""The province an article is about, and the day its place names are meant for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice

from dxextract.document import Document
from dxextract.finders.places import PlaceMention, find_regions
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.place_words import any_of, from_word
from dxextract.knowledge.places import LAST_DAY_BEFORE, MERGER, Level, Place
from dxextract.spans import Span
from dxextract.tokenizer.claims import ClaimKind

_TITLE = 4.0
_NAMED = 1.0
_DISTRICT = 0.5
_ASIDE = 0.25
_DOMINANT = 0.4
_CLEAR = 1.5
_FEW = 3.0
_MOST = 0.6
"""So large a part of the names makes one province out in an article that begins with the country or a region."""
_ROUND = 3
"""An article goes the round of so many provinces that begin its paragraphs, if none of them dominates."""
_LOOK_BACK = 24
_SHORTEST_MONTH = 28
_DAY = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_LABEL = re.compile(r"(?:[\W_]|\d{1,2}[.)])*")
_LEAD = 2
"""The title and so many paragraphs say what an article is about."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    provincial: re.Pattern[str]
    national: re.Pattern[str]
    after_merger: re.Pattern[str]
    venue_before: re.Pattern[str]
    venue_at: re.Pattern[str]
    ministry: re.Pattern[str]
    several: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(index: PlaceIndex) -> _Patterns:
    words = index.words
    openers = (*words.turns, *words.round_openers, *words.clause_openers, *words.venue_before)
    return _Patterns(
        provincial=re.compile(rf"{from_word(words.provincial_words)}(?!\w)"),
        national=re.compile(rf"{from_word(words.national_words)}(?!\w)"),
        after_merger=re.compile(rf"{from_word(words.after_merger_words)}(?!\w)"),
        venue_before=re.compile(rf"{from_word(words.venue_before)}\s+\Z"),
        venue_at=re.compile(rf"(?:{any_of(openers)}\s+){{1,3}}"),
        ministry=re.compile(rf"(?<!\w)bộ(?=\s+(?!{any_of(words.no_ministry)}(?!\w))\w|[,.;:])"),
        several=re.compile(r"(?<![\d/.,])(?<!trong )(?<!tổng số )(?<!trên )(?:[3-9]|[1-5]\d|6[0-2])\s+tỉnh(?!\w)"),
    )


def naming_day(document: Document, index: PlaceIndex) -> date:
    """The day whose map the article's place names belong to.

    The day of publication when it is known; else the latest date in the text, and the day before the merger of
    2025-07-01 when there is none or a later one may be a plan's; the day of the merger when the text speaks of it.
    """
    if document.article.published is not None:
        return document.article.published
    if _patterns(index).after_merger.search(document.folded):
        return MERGER
    days = [
        date(int(year), int(month), int(day))
        for claim in document.claims
        if claim.kind is ClaimKind.DATE
        for day, month, year in _DAY.findall(document.text[claim.start : claim.end])
        if int(day) <= _SHORTEST_MONTH
    ]
    return max((day for day in days if day < MERGER), default=LAST_DAY_BEFORE)


def main_place(document: Document, mentions: Sequence[PlaceMention], index: PlaceIndex, on: date) -> Place | None:
    """The province an article is about.

    Args:
        mentions: what ``find_places`` found in the document.
        on: the day the names are meant for, see :func:`naming_day`.

    Returns:
        A province as it was on the day; the country when the article is about all of it; None when it is about
        several provinces or names none.
    """
    patterns = _patterns(index)
    lead = _lead(document)
    votes: defaultdict[str, float] = defaultdict(float)
    titled: set[str] = set()
    told: set[str] = set()
    lead_names = False
    first = lead.end
    opening: set[str] = set()
    paragraphs = _beginnings(document, patterns.venue_at)
    for mention in mentions:
        place = province_named(mention, index, on)
        if place is None:
            continue
        if mention.start in paragraphs:
            opening.add(place.id)
        told_of = mention.start in paragraphs and mention.start >= lead.end
        weight = _weight(document, mention, None if told_of else patterns.venue_before)
        votes[place.id] += weight
        if weight > _ASIDE or mention.candidates[0].level is not Level.PROVINCE:
            told.add(place.id)
        if mention.candidates[0].level is Level.PROVINCE and weight >= _NAMED:
            lead_names = lead_names or mention.end <= lead.end
            first = min(first, mention.start)
            if mention.end <= lead.start:
                titled.add(place.id)
    regional = any(region.end <= lead.end for region in find_regions(document, index))
    entitled = patterns.national.search(document.folded, 0, lead.start) is not None
    nation = patterns.national.search(document.folded, 0, lead.end) if entitled or not regional else None
    national = nation is not None
    speaks_of_one = patterns.provincial.search(document.folded) is not None
    if votes and not speaks_of_one and told.isdisjoint(votes) and set(index.words.press_seats).issuperset(votes):
        return index.country
    ranked = sorted(votes.items(), key=lambda vote: -vote[1])
    if not regional and not speaks_of_one and not lead_names and (not ranked or len(ranked) >= _ROUND):
        national = national or patterns.national.search(document.folded) is not None
    spacious = not titled and (regional or entitled or (national and not lead_names and len(ranked) >= _ROUND))
    best, most = ranked[0] if ranked else ("", 0.0)
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if spacious and len(ranked) > 1 and most < _MOST * sum(votes.values()):
        return index.country if national else None
    headed = any(m.start == 0 and document.text.startswith(":", m.end) for m in mentions[:1])  # "Bình Dương: ..."
    if len(titled) == 1 and (speaks_of_one or headed or not national or most - _TITLE >= _CLEAR * second):
        return index.get(titled.pop(), on)
    if not titled and second and patterns.several.search(document.folded, 0, lead.end):
        return index.country
    if national and not speaks_of_one and (most <= _FEW or second) and not (lead_names and not second):
        return index.country
    if not titled and _of_ministry(document, index):
        return index.country
    clear = speaks_of_one and not regional and most >= _CLEAR * second and len(opening) < _ROUND
    needed = _MOST if len(opening) >= _ROUND else _DOMINANT
    if ranked and (most >= needed * sum(votes.values()) or clear):
        return index.get(best, on)
    begins = nation is not None and nation.start() < first
    return index.country if begins or (national and not lead_names) else None


def _of_ministry(document: Document, index: PlaceIndex) -> bool:
    """Whether an article calls a ministry ``Bộ`` without its name again and again, as provinces' articles never do."""
    text, needed = document.text, index.words.ministry_spoken_of
    found = _patterns(index).ministry.finditer(document.folded)
    spoken = (m for m in found if text[m.start()].isupper() and not text[m.end() : m.end() + 2].strip()[:1].isupper())
    return sum(1 for _ in islice(spoken, needed)) == needed


def province_named(mention: PlaceMention, index: PlaceIndex, on: date) -> Place | None:
    """The one province that a mention speaks for on a day: itself, or that of its only candidate districts."""
    provinces = [p for p in mention.candidates if p.level is Level.PROVINCE]
    if provinces:
        valid = [p for p in provinces if p.valid(on)]
        return valid[0] if valid else _since(provinces[0], on, index)
    if mention.country or mention.told:
        return None
    above = {p.id: p for place in mention.candidates if (p := index.province(place)) is not None}
    if len(above) != 1:
        return None
    return _since(next(iter(above.values())), on, index)


def _since(province: Place, on: date, index: PlaceIndex) -> Place:
    """A province, or the one that has it since it is no more."""
    return province if province.valid_to is None or on <= province.valid_to else index.holder_2025(province)


def _beginnings(document: Document, venue_at: re.Pattern[str]) -> set[int]:
    """Where the paragraphs behind the title begin, labels and ``Tại`` left out."""
    places: set[int] = set()
    for paragraph in document.paragraphs[1:]:
        label = _LABEL.match(document.text, paragraph.start)
        start = paragraph.start if label is None else label.end()
        venue = venue_at.match(document.folded, start)
        places.add(start if venue is None else venue.end())
    return places


def _weight(document: Document, mention: PlaceMention, venue_before: re.Pattern[str] | None) -> float:
    if mention.in_name:
        return _ASIDE
    if mention.candidates[0].level is not Level.PROVINCE:
        return _DISTRICT if mention.typed else _ASIDE
    if mention.end <= _lead(document).start:
        return _TITLE
    before = document.folded[max(0, mention.start - _LOOK_BACK) : mention.start]
    venue = venue_before is not None and document.text.startswith(",", mention.end) and venue_before.search(before)
    return _ASIDE if venue or document.text[max(0, mention.start - 1)] == "(" else _NAMED


def _lead(document: Document) -> Span:
    """From the end of the title (the first paragraph) to the end of the lead."""
    paragraphs = document.paragraphs
    if not paragraphs:
        return Span(0, 0)
    return Span(paragraphs[0].end, paragraphs[min(_LEAD, len(paragraphs) - 1)].end)
