"""The day of publication, from lines that hold nothing but a date and what usually stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dxextract.knowledge.layout import HeaderPart, LayoutRules
from dxextract.readers.furniture import Line, Piece, first_prose, is_name, last_prose, recognise

_LONGEST = 200
# A time of day makes a date line of what stands this near to the top or the end of the article.
_HEAD = 12
_FOOT = 6
# A bare date below the last paragraph, after the author's name perhaps; further down stand tables.
_BELOW = 2
_NAMES = 2
_RUBRIC = 5
_BAR = re.compile(r"[|•·]|\s[-–]\s")
_CENTURY = 100

_LABELS: tuple[HeaderPart, ...] = ("posted", "updated")
_SECONDS = re.compile(r"\d:\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says when the article was published.

    Attributes:
        position: of the line among the lines.
        day: None for a day that does not exist.
        label: what the line calls the date, None when it does not.
        timed: whether a time of day stands beside the date.
        ticking: whether that time has seconds, as the clock of a site has.
        content: whether something beside the date is content, so that the line is no furniture.
    """

    position: int
    day: date | None
    label: HeaderPart | None
    timed: bool
    ticking: bool
    content: bool


@dataclass(frozen=True, slots=True)
class _Part:
    part: HeaderPart
    match: re.Match[str]

    def overlaps(self, other: _Part) -> bool:
        return self.match.start() < other.match.end() and other.match.start() < self.match.end()


def find_date_lines(lines: Sequence[Line], rules: LayoutRules) -> list[DateLine]:
    """The date lines of a page, in order.

    A label makes a date line anywhere, a time of day near the top and the end. A bare date does only above the first
    paragraph or just below the last one: between paragraphs it heads a part of the text.

    Args:
        lines: the lines that are not known to be furniture.
        rules: the layout rules.
    """
    body, end = first_prose(lines), last_prose(lines)
    found: list[DateLine] = []
    for position, line in enumerate(lines):
        stamp = _read(position, line.piece, rules)
        near = position < _HEAD or position >= len(lines) - _FOOT
        outside = position < body or end < position <= end + _BELOW
        if stamp and (stamp.label or (stamp.timed and near) or outside):
            found.append(stamp)
    return found


def publication(stamps: Sequence[DateLine]) -> date | None:
    """The day that date lines give: one labelled as the day of publication, else the first.

    The clock of the site, which has seconds, yields to a time of day without them.
    """
    byline = any(stamp.timed and not stamp.ticking for stamp in stamps)
    dated = [
        (stamp.label != "posted", byline and stamp.ticking and stamp.label is None, stamp.position, stamp.day)
        for stamp in stamps
        if stamp.day
    ]
    return min(dated)[3] if dated else None


def _read(position: int, piece: Piece, rules: LayoutRules) -> DateLine | None:
    if len(piece.words) > _LONGEST:
        return None
    dates = [_Part("date", match) for _, match in rules.dates.finditer(piece.words)]
    if not dates:
        return None
    parts = _parts(piece, rules, (*_LABELS, "clock", "beside", "content"))
    beside = [one for one in parts if one.part != "beside" or not any(map(one.overlaps, dates))]
    barred = _BAR.search(piece.printed) is not None and any(found.part == "clock" for found in beside)
    if barred:
        beside = [one for one in beside if one.part != "beside" or not _in_rubric(one.match, piece)]
    names = 0
    for rest in _gaps(piece, [*dates, *beside]):
        if recognise(rest, rules) is None and not _is_section(rest, rules):
            names += 1
            if names > _NAMES or not (is_name(rest.printed) or (barred and _is_rubric(rest.printed))):
                return None
    if names and not beside and position == 0:
        return None
    labelled = [(_label(found, beside), found) for found in dates]
    label, chosen = next((pair for pair in labelled if pair[0] == "posted"), labelled[0])
    timed, content = (any(found.part == part for found in beside) for part in ("clock", "content"))
    ticking = _SECONDS.search(piece.words) is not None
    return DateLine(position, _day(chosen.match), label, timed, ticking, content)


def _is_section(piece: Piece, rules: LayoutRules) -> bool:
    return any(rule.part == "section" and rule.pattern.fullmatch(piece.words) for rule in rules.header)


def _is_rubric(printed: str) -> bool:
    """``19/06/2023 07:00 | Số hóa``: the section of a newspaper that no list has, told by the bar and the time."""
    return len(printed.split()) <= _RUBRIC and printed[0].isupper() and not any(c.isdigit() for c in printed)


def _in_rubric(match: re.Match[str], piece: Piece) -> bool:
    """``Huế ngày nay Online | 08/04/2025 14:10``: words of a name between bars are its own."""
    start = max((bar.end() for bar in _BAR.finditer(piece.words, 0, match.start())), default=0)
    bar = _BAR.search(piece.words, match.end())
    section = piece.between(start, bar.start() if bar else len(piece.words))
    return section.words != match.group() and _is_rubric(section.printed)


def _parts(piece: Piece, rules: LayoutRules, wanted: Sequence[HeaderPart]) -> Iterator[_Part]:
    for rule in rules.header:
        if rule.part in wanted:
            yield from (_Part(rule.part, match) for match in rule.pattern.finditer(piece.words))


def _gaps(piece: Piece, found: Sequence[_Part]) -> Iterator[Piece]:
    """What stands between the parts of a line."""
    done = 0
    for start, end in [*sorted(one.match.span() for one in found), (len(piece.words), len(piece.words))]:
        if start > done:
            yield from piece.between(done, start).parts()
        done = max(done, end)


def _label(found: _Part, beside: Sequence[_Part]) -> HeaderPart | None:
    """The nearest label before a date."""
    before = [one for one in beside if one.part in _LABELS and one.match.start() < found.match.start()]
    return max(before, key=lambda one: one.match.start()).part if before else None


def _day(match: re.Match[str]) -> date | None:
    year = int(match["year"])
    try:
        return date(year if year >= _CENTURY else 2000 + year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
