"""Names of provinces as they were before the merger of 2025-07-01, in texts of the time after it.

A province that kept its name is another entity since. It is the former one that is named where the text says so
(``Gia Lai (cũ)``), behind ``trước khi sáp nhập``, among provinces that are no more where a year before the merger is
spoken of, in an ordering of as many provinces as there were (``17/63``), and in a sentence that names it and tells of
no time since (``Năm 2024, Đồng Tháp có 1.912 trạm BTS``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from dxextract.document import Document, Sentence
from dxextract.finders.periods import PeriodMention
from dxextract.finders.places import PlaceMention
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.places import LAST_DAY_BEFORE, MERGER, Level, Place
from dxextract.linkers.place_cues import place_cues

_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")
_LAST_ORDERED = date(2023, 12, 31)
"""Until then the provinces of the time were ordered and scored; those of 2024 were ordered anew after the merger."""
_SEVERAL = 2


def former_names(document: Document, mentions: Sequence[PlaceMention], index: PlaceIndex) -> frozenset[int]:
    """The mentions, by number, that name a province or another unit as it was; for texts since the merger.

    Args:
        mentions: what ``find_places`` found in the document.
    """
    cues = place_cues(index)
    said = {n for n, mention in enumerate(mentions) if cues.former.match(document.folded, mention.end)}
    starts = [mention.start for mention in mentions]
    for start, end in _told_of_before(document, index):
        said |= set(range(bisect_left(starts, start), bisect_left(starts, end)))
    for sentence in document.sentences:
        first, behind = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        gone = [p for p in map(_gone, mentions[first:behind]) if p is not None]
        if gone:
            kept = (n for n in range(first, behind) if _among(document, sentence, mentions[n], gone, index))
            said |= set(kept)
    return frozenset(said)


def dating(
    times: Sequence[PeriodMention], mentions: Sequence[PlaceMention], document: Document, index: PlaceIndex
) -> tuple[PeriodMention, ...]:
    """The time expressions that date something: not ``trước đây`` in ``45 xã thuộc Hải Dương trước đây``.

    Args:
        times: all of the document, in order.
        mentions: what ``find_places`` found in it.
    """
    former = place_cues(index).former
    gone = (mention for mention in mentions if _gone(mention) is not None)
    parts = {found.end() for mention in gone if (found := former.match(document.folded, mention.end)) is not None}
    return tuple(time for time in times if not (time.unit == "vague" and time.end in parts))


def as_ranked(place: Place, written: str, index: PlaceIndex) -> Place:
    """The place that a fact as written is about: of ``17/63`` the province that was, of which there were 63."""
    if place.level is not Level.PROVINCE or place.valid_from != MERGER or not written.endswith(_former_number(index)):
        return place
    return index.at(place, LAST_DAY_BEFORE)


def as_then(
    document: Document,
    sentence: Sentence,
    place: Place,
    until: date,
    times: Sequence[PeriodMention],
    index: PlaceIndex,
    *,
    ordered: bool,
) -> Place:
    """The place that a fact is about whose time is over by ``until``: before the merger the province of that name then.

    Args:
        document: the article laid out.
        sentence: the fact's, which names the place.
        place: what it names.
        until: last day of the time that the text says.
        times: the time expressions of the sentence: one that reaches past the merger means that the time before it is
            told of the new province, too (``Năm 2024 đạt 61%, năm 2025 đạt 80%``).
        index: the gazetteer.
        ordered: whether it is a position or the score of an index.
    """
    last = _LAST_ORDERED if ordered else LAST_DAY_BEFORE
    if place.level is not Level.PROVINCE or place.valid_from != MERGER or until > last:
        return place
    if any(not time.lasting and (time.until is None or time.until >= MERGER) for time in times):
        return place
    if place_cues(index).merges.search(document.folded, sentence.start, sentence.end):
        return place
    return index.at(place, LAST_DAY_BEFORE)


@lru_cache(maxsize=4)
def _former_number(index: PlaceIndex) -> str:
    return f"/{sum(place.valid(LAST_DAY_BEFORE) for place in index.provinces())}"


def _told_of_before(document: Document, index: PlaceIndex) -> Iterator[tuple[int, int]]:
    """From ``trước khi sáp nhập`` to the end of the sentence, or to where it comes to the time since."""
    cues = place_cues(index)
    ends = [sentence.end for sentence in document.sentences]
    for match in cues.before_merger.finditer(document.folded):
        end = ends[min(bisect_right(ends, match.start()), len(ends) - 1)]
        since = cues.since_merger.search(document.folded, match.end(), end)
        yield match.end(), end if since is None else since.start()


def _among(
    document: Document, sentence: Sentence, mention: PlaceMention, gone: Sequence[Place], index: PlaceIndex
) -> bool:
    """``Năm 2024, Bắc Giang đạt 90%, Bắc Ninh 95%``: whether a name stands among those of provinces that are no more,
    one of which went up in the province that has it now, and behind a year before the merger."""
    today = {place.id for place in mention.candidates if place.level is Level.PROVINCE and place.valid(MERGER)}
    partner = any(index.holder_2025(place).id in today for place in gone)
    if not today or not (partner or len(gone) >= _SEVERAL):
        return False
    if place_cues(index).merges.search(document.folded, sentence.start, sentence.end):
        return False
    years = _YEAR.findall(document.text, sentence.start, mention.start)
    return bool(years) and int(years[-1]) < MERGER.year


def _gone(mention: PlaceMention) -> Place | None:
    """The province that a name means which none of the name followed."""
    provinces = [place for place in mention.candidates if place.level is Level.PROVINCE]
    return None if not provinces or any(place.valid(MERGER) for place in provinces) else provinces[0]
