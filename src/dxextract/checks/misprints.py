"""Probable misprints: a term that a known one fits better in its context, and places that are misspelt.

A term: the gazetteer lists the wrong word with what stands before it and beside it (``dịch vụ công trực tuyến toàn
tỉnh`` beside ``một phần``: toàn trình); or the words behind a number are those of a known name of three words or more
but for the marks of one. A place: behind its type word stands a name that differs from a known one in its marks only,
or by the first letters of two words swapped (``thị trấn Gạch Ròi``), the place lying in the article's province. What
was printed is never corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dxextract.checks.doubts import Doubt, doubt
from dxextract.checks.story import Line, Story
from dxextract.finders.places import PlaceMention
from dxextract.finders.taken import Taken
from dxextract.knowledge.checks import Misprint
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.place_words import from_word
from dxextract.knowledge.places import Place
from dxextract.text import fold, strip_marks

_WORD = re.compile(r"[^\W\d_]+")
_FIRST = re.compile(r"(?:ngh|nh|ng|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?")
_LONGEST_TERM = 6
_SHORTEST_TERM = 3
_REACH = 70


def check_terms(story: Story) -> Iterator[Doubt]:
    """Misprinted terms, at the numbers that they belong to."""
    listed = [misprint for misprint in story.rules.misprints if misprint.printed in story.folded]
    for line in story.lines:
        yield from _listed(story, line, listed)
        for metric in line.metrics:
            if (found := _unmarked(story, line, metric.end)) is not None:
                printed, meant = found
                yield doubt("misprint.term", [metric], actual=printed, expected=meant, number=metric.raw)


def _listed(story: Story, line: Line, misprints: Sequence[Misprint]) -> Iterator[Doubt]:
    """Terms that the gazetteer lists."""
    for misprint in misprints:
        for match in misprint.pattern.finditer(story.folded, line.start, line.end):
            before = [m for m in line.metrics if m.end <= match.start()] or list(line.metrics[:1])
            if before and misprint.beside.search(story.folded, line.start, line.end):
                printed = story.document.text[match.start("printed") : match.end("printed")]
                yield doubt(
                    "misprint.term", before[-1:], actual=printed, expected=misprint.meant, number=before[-1].raw
                )


def _unmarked(story: Story, line: Line, start: int) -> tuple[str, str] | None:
    """A name right behind a number that is a known one but for the marks of one word: the wrong word and the right."""
    first = _WORD.match(story.folded, start + 1, line.end)
    if first is None or strip_marks(first[0]) not in story.rules.term_starts:
        return None
    words: list[str] = []
    for match in _WORD.finditer(story.folded, start, min(line.end, start + _REACH)):
        if story.folded[match.start() - 1 : match.start()] not in (" ", "") or len(words) == _LONGEST_TERM:
            break
        words.append(match[0])
    bare = list(map(strip_marks, words))
    for size in range(len(words), _SHORTEST_TERM - 1, -1):
        printed = words[:size]
        meant = story.rules.terms.get(" ".join(bare[:size]))
        if meant is not None:
            wrong = [(a, b) for a, b in zip(printed, meant.split(), strict=True) if a != b]
            return wrong[0] if len(wrong) == 1 and not wrong[0][0].isascii() else None
    return None


def check_places(story: Story, mentions: Sequence[PlaceMention], index: PlaceIndex) -> Iterator[Doubt]:
    """Places whose printed name is none of those they have, where a fact stands in the same sentence."""
    for mention in mentions:
        if mention.typed and not mention.country:
            printed = story.document.text[mention.name_start : mention.end]
            yield from _misspelt(story, printed, mention.start, _by_marks(printed, mention.candidates, index))
    taken = Taken(mentions)
    for match in _typed(index).finditer(story.document.text):
        if not taken.overlaps(match.start(), match.end()):
            yield from _misspelt(story, match["name"], match.start(), _by_swap(story, match, index))


def _misspelt(story: Story, printed: str, at: int, meant: str | None) -> Iterator[Doubt]:
    if meant is not None:
        facts = story.beside(at)
        if facts:
            yield doubt("misprint.place", facts, actual=printed, expected=meant)


def _by_marks(printed: str, candidates: Sequence[Place], index: PlaceIndex) -> str | None:
    """The one name that a printed one differs from in its marks; a name without any mark is no misprint."""
    if printed.isascii() or index.named(printed):
        return None
    bare, folded = strip_marks(printed), fold(printed)
    names = {p.name for p in candidates if strip_marks(p.name) == bare and fold(p.name) != folded}
    return names.pop() if len(names) == 1 else None


@lru_cache(maxsize=4)
def _typed(index: PlaceIndex) -> re.Pattern[str]:
    """A type word in small letters and a name of two words behind it."""
    types = from_word(w for kind in index.words.types for w in kind.written)
    return re.compile(rf"(?P<type>{types})\s+(?P<name>[^\W\d_a-z]\w+ [^\W\d_a-z]\w+)(?!\w| [A-ZĐ])")


def _by_swap(story: Story, match: re.Match[str], index: PlaceIndex) -> str | None:
    """The one place of the article's province whose name is the printed one with two first letters swapped."""
    province = story.article.place_id
    one, other = strip_marks(match["name"]).split(" ")
    first, second = _FIRST.match(one), _FIRST.match(other)
    if province is None or first is None or second is None or first[0] == second[0]:
        return None
    swapped = f"{second[0]}{one[first.end() :]} {first[0]}{other[second.end() :]}"
    kinds = index.types_written(fold(match["type"]))
    names = {
        place.name
        for place in index.stripped(swapped)
        if (place.type, place.level) in kinds and index.within(place, index.get(province))
    }
    return names.pop() if len(names) == 1 else None
