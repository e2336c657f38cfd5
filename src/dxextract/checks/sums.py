"""Parts and their sum: ``1.284 sản phẩm, gồm 312 sản phẩm OCOP và 962 sản phẩm nông sản``.

Behind ``gồm`` all parts are expected, so they must add up; behind ``trong đó`` only some, so they must not be more than
the whole; behind a colon, ``với`` or an opening bracket they may be all, and are doubted where one changed digit would
make them add up. A part stands behind the opening word or a comma, ``;`` or ``và``; ``với 28.160 thành viên`` is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import reduce
from itertools import accumulate, pairwise

from dxextract.checks.doubts import Doubt, doubt
from dxextract.checks.printed import Range, like, one_digit_apart
from dxextract.checks.story import Line, Story, is_amount, is_level
from dxextract.records.model import Metric
from dxextract.spans import Span
from dxextract.text import fold

_LONGEST_OPENING = 130
_LONGEST_JOINT = 60
_OPENS_LINE = 3
_FEWEST = 100
"""From this total on it is no coincidence that one changed digit makes numbers add up."""
_MOST_BEGINNINGS = 12
"""Of so many beginnings of a list one is looked for that nearly fits; among more, one would by chance."""
_FAR = 0.1
"""A sum that is off by a larger share rather shows that a list does not hold all parts."""
_BRACKETS = re.compile(r"\([^()]*\)")
_JOINT = re.compile(r"[,;]|(?<!\w)và(?!\w)")
_OWN_NUMBER = re.compile(r"\d{2}|\d\s*(?:%|điểm|lần)")
"""A number of its own between two parts, not one in a name: ``trạm 4g``, ``mức độ 3``."""
_MARK = re.compile(r"[(:](?=\s*[^()]{0,20}\Z)")
_JOINED_UNIT = re.compile(r",|(?<!\w)và(?!\w)")


class Opening(Enum):
    """What opens a list of parts, and so whether these are all."""

    COMPLETE = auto()
    SOME = auto()
    PERHAPS = auto()


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole and its parts; ``alike``: nothing says that the parts count something else than the whole."""

    whole: Metric
    parts: tuple[Metric, ...]
    opening: Opening
    alike: bool


def find_breakdowns(story: Story) -> tuple[Breakdown, ...]:
    """All wholes with their parts, in the order of the text."""
    lines = story.with_before()
    return tuple(found for line, before in lines for found in (*_of_line(story, line, before), *_totals(story, line)))


def check_breakdowns(story: Story, breakdowns: Sequence[Breakdown]) -> Iterator[Doubt]:
    """Parts that do not add up, or are more than the whole."""
    for found in breakdowns:
        total, printed = _added(story, found.parts), story.allowed(found.whole)
        if total.meets(printed):
            continue
        if found.opening is Opening.SOME:
            yield from _too_much(story, found, total)
        elif len(found.parts) > 1 and not found.alike:
            yield from _unlike(story, found)
        elif len(found.parts) > 1:
            near = Range(printed.low * (1 - _FAR), printed.high * (1 + _FAR))
            complete = found.opening is Opening.COMPLETE and total.meets(near)
            if complete or _nearly(story, found.whole, found.parts, total):
                yield _told("sum.of_parts", found.whole, found.parts)


# ---------------------------------------------------------------------------------------------- structure


def _of_line(story: Story, line: Line, before: Line | None) -> Iterator[Breakdown]:
    for span, said in _openings(story, line):
        whole = _whole(story, line, span.start)
        if whole is None and before is not None and span.start - line.start < _OPENS_LINE:
            whole = next((m for m in reversed(before.metrics) if is_amount(m)), None)
        parts = _parts(story, line, span.end, whole) if whole is not None else ()
        if whole is None or not parts:
            continue
        if story.same_thing(whole, parts[0]) is False:
            whole = _same_before(story, line, span.start, parts[0]) or whole
        around = story.folded[span.start : min(parts[-1].end + _LONGEST_JOINT, line.end)]
        opening = said
        if _named_in_unit(whole, parts) or story.words.last_part.search(around):
            opening = Opening.COMPLETE
        elif story.words.incomplete.search(around):
            opening = Opening.SOME
        alike = all(story.same_thing(whole, part) is not False for part in parts)
        if opening is Opening.PERHAPS:
            alike = all(story.same_thing(whole, part) for part in parts)
        yield Breakdown(whole, parts, opening, alike)


def _openings(story: Story, line: Line) -> list[tuple[Span, Opening]]:
    """Where lists of parts open: behind words for it, a bracket or a colon, and behind ``trong số 53 nhiệm vụ``."""
    words, folded = story.words, story.folded
    patterns = (
        (words.complete, Opening.COMPLETE),
        (words.within, Opening.SOME),
        (words.in_turn, Opening.SOME),
        (words.likely_complete, Opening.PERHAPS),
    )
    found = [
        (Span(*match.span()), opening)
        for pattern, opening in patterns
        for match in pattern.finditer(folded, line.start, line.end)
    ]
    for metric, following in pairwise(line.metrics):
        gap = story.between(metric, following)
        mark = _MARK.search(gap)
        if mark is not None and is_amount(metric) and not words.within.search(gap) and not words.complete.search(gap):
            at = metric.end + mark.start()
            found.append((Span(at, at + 1), Opening.PERHAPS))
        elif story.is_whole(metric):
            found.append((Span(metric.end, metric.end), Opening.PERHAPS))
    return found


def _whole(story: Story, line: Line, before: int) -> Metric | None:
    """The last amount before an opening, unless ``;`` or a closing bracket parts them."""
    for metric in reversed(line.metrics):
        if metric.end > before:
            continue
        gap = story.folded[metric.end : before]
        if len(gap) > _LONGEST_OPENING or ";" in gap.rstrip(" ;") or gap.count(")") > gap.count("("):
            return None
        if is_amount(metric):
            return metric
    return None


def _same_before(story: Story, line: Line, before: int, part: Metric) -> Metric | None:
    """The last amount before an opening that counts what a part does: ``312 tổ với 1.890 thành viên, gồm 24 tổ``."""
    start = max(line.start, before - _LONGEST_OPENING)
    found = [m for m in line.metrics if start <= m.start < before and is_amount(m) and story.same_thing(m, part)]
    return found[-1] if found else None


def _parts(story: Story, line: Line, start: int, whole: Metric) -> tuple[Metric, ...]:
    parts: list[Metric] = []
    marks: list[str] = []
    left = start
    for metric in line.metrics:
        if metric.start < start or metric.kind == "percentage" or not is_level(metric):
            continue
        gap = _BRACKETS.sub("", story.folded[left : metric.start])
        mark = _joint(gap)
        if not is_amount(metric) or metric.kind != whole.kind or not _joined(story, gap, first=not parts):
            break
        last = story.words.last_part.search(story.folded, metric.end, min(metric.end + _LONGEST_JOINT, line.end))
        if marks and (marks[-1] == "và" or (last is None and (mark == ";") != (marks[0] == ";"))):
            break
        of_whole = not parts or story.same_thing(parts[0], whole) is False
        if not of_whole and story.same_thing(parts[0], metric) is False and story.same_thing(whole, metric) is False:
            break
        if parts:
            marks.append(mark)
        parts.append(metric)
        left = metric.end
    return tuple(parts)


def _joined(story: Story, gap: str, *, first: bool) -> bool:
    """Whether the text before a number, brackets apart, goes on with a list of parts."""
    words = story.words
    broken = ")" in gap or _OWN_NUMBER.search(gap) or words.not_a_part.search(gap)
    return not broken and words.part.search(gap) is not None and (first or not words.within.search(gap))


def _joint(gap: str) -> str:
    """What joins a part to the one before it: ``,``, ``;`` or ``và``. Behind ``và`` and where marks change it ends."""
    found = _JOINT.findall(gap)
    return "và" if found[-1:] == ["và"] else (";" if ";" in found else ",")


def _named_in_unit(whole: Metric, parts: Sequence[Metric]) -> bool:
    """Whether the parts are just the things that the whole counts together: ``135 xã, phường, trong đó 110 xã ...``."""
    if whole.unit is None or whole.kind != "count":
        return False
    things = {thing.strip() for thing in _JOINED_UNIT.split(fold(whole.unit))} - {""}
    named = {fold(part.unit) for part in parts if part.unit is not None}
    told = all(any(name == thing or name.startswith(thing + " ") for thing in things) for name in named)
    return len(things) > 1 and len(named) == len(parts) == len(things) and told


def _totals(story: Story, line: Line) -> Iterator[Breakdown]:
    """``105 sản phẩm OCOP và 1.506 sản phẩm nông sản, tổng cộng 1.611 sản phẩm``."""
    for at, whole in enumerate(line.metrics):
        if not at or not is_amount(whole):
            continue
        if story.words.total_behind.search(story.folded, line.metrics[at - 1].end, whole.start) is None:
            continue
        parts: list[Metric] = []
        right = whole
        for part in reversed(line.metrics[:at]):
            gap = story.between(part, right)
            if not is_amount(part) or not story.same_thing(part, whole) or ";" in gap or len(gap) > _LONGEST_JOINT:
                break
            parts.insert(0, part)
            right = part
        if len(parts) > 1:
            yield Breakdown(whole, tuple(parts), Opening.PERHAPS, alike=True)


# ---------------------------------------------------------------------------------------------- arithmetic


def _added(story: Story, parts: Sequence[Metric]) -> Range:
    return reduce(Range.plus, map(story.allowed, parts))


def _nearly(story: Story, whole: Metric, parts: Sequence[Metric], total: Range) -> bool:
    """Whether one changed digit would make parts with this total add up to a whole of three digits or more."""
    if (whole.value or 0) < _FEWEST:
        return False
    printed = story.allowed(whole)
    rests = ((part, total.without(story.allowed(part))) for part in parts if len(parts) > 1)
    return one_digit_apart(whole, total) is not None or any(
        one_digit_apart(part, printed.minus(rest)) is not None for part, rest in rests
    )


def _unlike(story: Story, found: Breakdown) -> Iterator[Doubt]:
    """Parts of other things than the whole: nobody says where their list ends, so any beginning of it may fit."""
    totals = list(accumulate(map(story.allowed, found.parts), Range.plus))
    lists = [(found.parts[:size], totals[size - 1]) for size in range(2, len(totals) + 1)]
    printed = story.allowed(found.whole)
    if any(total.meets(printed) for _, total in lists):
        return
    beginnings = lists[:_MOST_BEGINNINGS]
    likely = next((parts for parts, total in beginnings if _nearly(story, found.whole, parts, total)), None)
    if likely is not None:
        yield _told("sum.of_parts", found.whole, likely, loose=True)


def _too_much(story: Story, found: Breakdown, total: Range) -> Iterator[Doubt]:
    """Parts that need not be all of the whole, but cannot be more."""
    whole, parts, printed = found.whole, found.parts, story.allowed(found.whole)
    if not found.alike and whole.kind == "count":
        return
    larger = next((part for part in parts if story.allowed(part).low > printed.high), None)
    if larger is not None and story.same_thing(whole, larger):
        yield doubt(
            "sum.part_exceeds",
            [whole, larger],
            actual=larger.raw,
            expected=f"≤ {whole.raw}",
            number=larger.raw,
            whole=whole.raw,
        )
    elif len(parts) > 1 and _nearly(story, whole, parts, total):
        firm = total.low > printed.high and all(story.same_thing(whole, part) for part in parts)
        yield _told("sum.parts_exceed" if firm else "sum.nearly", whole, parts)


def _told(rule: str, whole: Metric, parts: Sequence[Metric], *, loose: bool = False) -> Doubt:
    return doubt(
        rule,
        [whole, *parts],
        actual=whole.raw,
        expected=like(whole, sum(part.value or 0 for part in parts)),
        number=" + ".join(part.raw for part in parts),
        whole=whole.raw,
        loose=loose,
    )
