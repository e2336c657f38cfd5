"""Whether a number is achieved, aimed at or estimated.

The cues of ``gazetteer/cues.yaml`` work with a scope: a forward cue reaches what follows it in its clause or sentence,
until a terminator; what stands in brackets opened behind the cue is out of its reach; a heading (``Mục tiêu đến năm
2025``) reaches its block. A number about a time after the day of publication is a target, too.
"""

from __future__ import annotations

import re
from datetime import date

from dxextract.document import Document, Sentence
from dxextract.knowledge.cues import Cue, Cues
from dxextract.knowledge.links import LinkWords
from dxextract.linkers.periods import PeriodLink
from dxextract.spans import Span

_HARDLY_BEGUN = 0.25
_FROM = re.compile(r"(?<!\w)từ(?:\s+(?:mức|trên|dưới|khoảng|gần|hơn))?\s*$")
_LABEL = " -+•*.)0123456789"
_ITEM = re.compile(r"\s*(?:[-+•*]|\d{1,2}[.)]|[a-zđ][.)])\s*")
_TO = re.compile(r"[^\n.;]{0,45}?(?<!\w)(?<!trở )(?:lên|xuống|còn)(?!\w)")


def status(
    document: Document,
    folded: str,
    sentence: Sentence,
    number: Span,
    *,
    planned: bool,
    money: bool,
    bound: bool,
    period: PeriodLink,
    cues: Cues,
    words: LinkWords,
) -> str:
    """The status of a number: actual, target or estimate.

    Args:
        document: the article laid out.
        folded: its folded text with names blanked, so that no cue is read in a name (``huyện Tiểu Cần có``).
        sentence: the number's sentence.
        number: the number's span.
        planned: whether a word for a plan stands right before it.
        money: whether the number is a sum of money.
        bound: whether its comparator is one of requirements: at least, at most.
        period: the number's period.
        cues: see ``gazetteer/cues.yaml``.
        words: clause boundaries.
    """
    if planned:
        return "target"
    if _FROM.search(folded[sentence.start : number.start]) and _TO.match(folded, number.end, sentence.end):
        return "actual"
    behind = folded[number.end : number.end + 40]
    for cue in cues.status:
        if cue.direction == "backward" and cue.starts.match(behind):
            return cue.value
    best: tuple[int, str] | None = None
    for cue in cues.status:
        if cue.direction == "forward" and cue.reach != "adjacent":
            at = _reaches(folded, sentence.start, number.start, cue, words)
            if at is not None and (best is None or at > best[0]):
                best = (at, cue.value)
    if best is not None:
        return best[1]
    if _lies_ahead(document.article.published, period, money=money):
        return "target"
    if bound and not cues.met.search(_clause(folded, sentence.start, number.start, words)):
        return "target"
    if _heading_aims(document, sentence, number, cues):
        return "target"
    return "actual"


def _clause(folded: str, start: int, end: int, words: LinkWords) -> str:
    """The text from the last clause boundary before ``end``."""
    for boundary in words.boundary.finditer(folded, start, end):
        start = boundary.end()
    return folded[start:end]


def _lies_ahead(published: date | None, period: PeriodLink, *, money: bool) -> bool:
    """Whether the period is after the day of publication, or is a year hardly begun on it (money is allotted, then)."""
    if published is None or period.basis != "stated" or period.end is None or period.end <= published:
        return False
    start, end = period.start, period.end
    if start is None or start > published:
        return True
    whole_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year
    return whole_year and not money and (published - start).days < _HARDLY_BEGUN * (end - start).days


def _reaches(folded: str, start: int, end: int, cue: Cue, words: LinkWords) -> int | None:
    """Where the last cue stands whose scope holds ``end``, or None."""
    found: int | None = None
    for match in cue.phrase.finditer(folded, start, end):
        if cue.not_after.search(folded[max(start, match.start() - 30) : match.start()]):
            continue
        between = folded[match.end() : end]
        if cue.terminator.search(between):
            continue
        if cue.reach == "clause" and words.boundary.search(between):
            continue
        if between.count("(") > between.count(")"):
            continue
        found = match.start()
    return found


def _heading_aims(document: Document, sentence: Sentence, number: Span, cues: Cues) -> bool:
    """Whether the heading above speaks of targets: for the first block below it, and for the list items behind that."""
    before = document.folded[sentence.start : number.start]
    if before.count("(") > before.count(")"):
        return False
    paragraphs = document.paragraphs
    at = sentence.paragraph
    first_block: int | None = None
    for paragraph in reversed(paragraphs[:at]):
        if paragraph.heading:
            text = document.folded[paragraph.start : paragraph.end].lstrip(_LABEL)
            same_block = first_block is None or first_block == paragraphs[at].block
            return (same_block or _ITEM.match(document.folded, paragraphs[at].start) is not None) and _aims(text, cues)
        first_block = paragraph.block
    return False


def _aims(heading: str, cues: Cues) -> bool:
    return any(
        cue.value == "target" and cue.direction == "forward" and cue.reach == "sentence" and cue.phrase.match(heading)
        for cue in cues.status
    )
