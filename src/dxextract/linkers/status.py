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
_NEAR = 40
_FARTHEST = 1000
"""No cue reaches farther, in characters."""
_FROM = re.compile(r"(?<!\w)từ(?:\s+(?:mức|trên|dưới|khoảng|gần|hơn))?\s*$")
_LABEL = re.compile(
    r"^\s*(?:(?:điều|chương|mục|phần)\s+(?:\d{1,2}|[ivx]+)\s*[.:]|(?:[ivx]+|\d{1,2}|[a-zđ])[.)/]|[-+•*])\s*"
)
_INTRODUCES = re.compile(r":\s*\n(?!.*:\s*\n)", re.DOTALL)
_ITEM = re.compile(r"\s*(?:[-+•*]|\d{1,2}[.)]|[a-zđ][.)])\s*")
_BY_YEAR = re.compile(r"\s*đến (?:hết |cuối )?năm", re.IGNORECASE)
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
    start = max(sentence.start, number.start - _FARTHEST)
    if _FROM.search(folded, max(start, number.start - _NEAR), number.start) and _TO.match(
        folded, number.end, sentence.end
    ):
        return "actual"
    behind = folded[number.end : number.end + _NEAR]
    for cue in cues.status:
        if cue.direction == "backward" and cue.starts.match(behind):
            return cue.value
    best: tuple[int, str] | None = None
    for cue in cues.status:
        if cue.direction == "forward" and cue.reach != "adjacent":
            at = _reaches(folded, start, number.start, cue, words)
            if at is not None and (best is None or at > best[0]):
                best = (at, cue.value)
    if best is not None:
        return best[1]
    if _lies_ahead(document.article.published, period, money=money):
        return "target"
    if document.article.published is None and _is_horizon(period) and not cues.met.search(folded, start, number.start):
        return "target"
    if bound and not cues.met.search(_clause(folded, start, number.start, words)):
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


def _is_horizon(period: PeriodLink) -> bool:
    """``đến năm 2030``: where the day of publication is unknown, a year to come is known by its wording."""
    return period.start is None and period.text is not None and _BY_YEAR.match(period.text) is not None


def _reaches(folded: str, start: int, end: int, cue: Cue, words: LinkWords) -> int | None:
    """Where the last cue stands whose scope holds ``end``, or None."""
    for match in reversed(list(cue.phrase.finditer(folded, start, end))):
        if cue.not_after.search(folded[max(start, match.start() - 30) : match.start()]):
            continue
        between = folded[match.end() : end]
        if cue.terminator.search(between) or (cue.reach == "clause" and words.boundary.search(between)):
            return None
        if between.count("(") <= between.count(")"):
            return match.start()
    return None


def _heading_aims(document: Document, sentence: Sentence, number: Span, cues: Cues) -> bool:
    """Whether the line above speaks of targets: the heading of the paragraph or of the list items below it, or the line
    that introduces a list."""
    before = document.folded[sentence.start : number.start]
    if before.count("(") > before.count(")") or any(c.terminator.search(before) for c in cues.status if _strives(c)):
        return False
    paragraphs = document.paragraphs
    own = paragraphs[sentence.paragraph]
    item = _ITEM.match(document.folded, sentence.start) is not None
    intro = document.folded[own.start : sentence.start]
    if item and (mark := _INTRODUCES.search(intro)) is not None:
        return _aims(intro[: mark.start()], cues, anywhere=True)
    if not own.headings:
        return False
    between = paragraphs[own.headings[-1] + 1 : sentence.paragraph]
    if between and not (item and all(_ITEM.match(document.folded, other.start) for other in between)):
        return False
    above = (paragraphs[heading] for heading in own.headings)
    return any(_aims(_LABEL.sub("", document.folded[line.start : line.end]), cues) for line in above)


def _aims(line: str, cues: Cues, *, anywhere: bool = False) -> bool:
    """Whether a heading begins with a cue for targets, or a line that introduces a list holds one that is not ended."""
    if not anywhere:
        return cues.heading.match(line) is not None
    return any(_strives(cue) and _open(line, cue) for cue in cues.status)


def _strives(cue: Cue) -> bool:
    return cue.value == "target" and cue.direction == "forward" and cue.reach == "sentence"


def _open(line: str, cue: Cue) -> bool:
    last = next(reversed(list(cue.phrase.finditer(line))), None)
    return (
        last is not None
        and not cue.not_after.search(line[: last.start()])
        and not cue.terminator.search(line[last.end() :])
    )
