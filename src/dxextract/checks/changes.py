"""A change beside both of its levels: ``tăng từ 61,2% lên 68,9%, tức tăng 7,7 điểm phần trăm``.

Two levels belong together behind ``từ`` with ``lên``, ``xuống`` or ``còn`` between them, where the earlier one stands
behind ``so với`` or in brackets, and, less firmly, where they are one figure at two times. Rises must rise. The amount
of the change stands right behind the second level or right before ``từ``; a percentage may be points or a share of the
first level where both levels are percentages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dxextract.checks.doubts import Doubt, doubt
from dxextract.checks.printed import CUT_OFF, Range, last_digit, like, one_digit_apart
from dxextract.checks.story import Line, Story, is_level
from dxextract.records.model import Metric
from dxextract.text import fold

_VERB_REACH = 60


@dataclass(frozen=True, slots=True)
class Change:
    """Two levels of one thing, the earlier first.

    Attributes:
        rises: whether the text says that it rises; None where it says neither.
        amount: the printed amount of the change, if there is one.
        loose: nothing but their indicator ties the levels together.
    """

    earlier: Metric
    later: Metric
    rises: bool | None
    amount: Metric | None
    loose: bool = False


def find_changes(story: Story) -> tuple[Change, ...]:
    """All pairs of levels, in the order of the text."""
    return tuple(change for line in story.lines for change in _of_line(story, line))


def check_changes(story: Story, changes: Sequence[Change]) -> Iterator[Doubt]:
    """Changes that go the wrong way or are not as large as printed."""
    for change in changes:
        wrong_way = _wrong_way(story, change)
        if wrong_way is not None:
            yield wrong_way
        elif change.amount is not None:
            yield from _amount(story, change, change.amount)


def _of_line(story: Story, line: Line) -> Iterator[Change]:
    metrics = line.metrics
    for at in range(len(metrics) - 1):
        one, other = metrics[at], metrics[at + 1]
        if _same_measure(one, other) and (said := _from_to(story, line, one, other)) is not None:
            yield Change(one, other, said[0], _amount_of(story, metrics, at))
        elif at + 2 < len(metrics) and _same_measure(one, metrics[at + 2]) and _is_difference(other):
            first = story.words.amount_tie.fullmatch(story.between(one, other))
            if first and story.words.compared_tie.fullmatch(story.between(other, metrics[at + 2])):
                yield Change(metrics[at + 2], one, _says_more(story, one, other), other)
        elif at + 2 < len(metrics) and _same_measure(one, other) and metrics[at + 2].change is not None:
            yield from _dated(story, one, other, metrics[at + 2])


def _dated(story: Story, one: Metric, other: Metric, amount: Metric) -> Iterator[Change]:
    """``đạt 75,2% (cùng kỳ 61,8%), tăng 13,4 điểm``, and two levels of one indicator with the later one's growth."""
    between, behind = story.between(one, other), story.between(other, amount)
    if story.words.aside_tie.fullmatch(between) and story.words.amount_aside_tie.fullmatch(behind):
        yield Change(other, one, amount.change == "increase", amount)
    elif story.words.amount_tie.fullmatch(behind) and _one_series(one, other):
        yield Change(one, other, amount.change == "increase", amount, loose=True)


def _one_series(one: Metric, other: Metric) -> bool:
    """Whether two numbers are the same figure at two times, the earlier first."""
    same = one.indicator_id is not None and one.indicator_id == other.indicator_id and one.place_id == other.place_id
    dated = one.period_end is not None and other.period_end is not None and one.period_end < other.period_end
    return same and dated and one.status == other.status == "actual"


def _says_more(story: Story, level: Metric, amount: Metric) -> bool:
    """Whether a level is said to be higher than what it is compared with."""
    if amount.change is not None:
        return amount.change == "increase"
    return story.words.lower.search(story.between(level, amount)) is None


def _is_difference(metric: Metric) -> bool:
    """Whether a number is the amount of a change, or points that one figure is above another."""
    return metric.change is not None or ("điểm" in fold(metric.raw) and metric.kind == "percentage")


def _same_measure(one: Metric, other: Metric) -> bool:
    levels = is_level(one) and is_level(other) and one.denominator is None and other.denominator is None
    return levels and one.kind == other.kind and (one.kind == "count" or one.unit == other.unit)


def _from_to(story: Story, line: Line, one: Metric, other: Metric) -> tuple[bool | None] | None:
    """Whether two numbers are the levels of one change, and then whether it rises."""
    start = max(line.start, one.start - 30)
    opens = story.words.from_word.search(story.folded, start, one.start)
    link = story.words.led_tie.fullmatch(story.between(one, other))
    if opens is None or link is None:
        return None
    rises = True if link["up"] else (False if link["down"] else None)
    verbs = list(story.words.verb.finditer(story.folded, max(line.start, opens.start() - _VERB_REACH), opens.end()))
    said = bool(verbs[-1]["up"]) if verbs else None
    if said is not None and rises is not None and said != rises:
        return (None,)
    return (rises if said is None else said,)


def _amount_of(story: Story, metrics: Sequence[Metric], at: int) -> Metric | None:
    """The amount of the change right behind the second level, or right before the first."""
    words = story.words
    for behind in metrics[at + 2 : at + 3]:
        if behind.change is not None and words.amount_tie.fullmatch(story.between(metrics[at + 1], behind)):
            return behind
    for before in metrics[at - 1 : at] if at else ():
        if before.change is not None and words.amount_before_tie.fullmatch(story.between(before, metrics[at])):
            return before
    return None


def _wrong_way(story: Story, change: Change) -> Doubt | None:
    earlier, later = story.allowed(change.earlier), story.allowed(change.later)
    if change.rises is None or change.loose:
        return None
    wrong = later.high < earlier.low if change.rises else later.low > earlier.high
    if not wrong:
        return None
    sign = ">" if change.rises else "<"
    return doubt(
        "change.direction",
        [change.earlier, change.later],
        actual=f"{change.earlier.raw} → {change.later.raw}",
        expected=f"{sign} {change.earlier.raw}",
        number=change.earlier.raw,
        whole=change.later.raw,
    )


def _amount(story: Story, change: Change, amount: Metric) -> Iterator[Doubt]:
    earlier, later = story.allowed(change.earlier), story.allowed(change.later)
    falls = (change.later.value or 0) < (change.earlier.value or 0)
    difference = earlier.minus(later) if falls else later.minus(earlier)
    computed = _computed(change, amount, difference, earlier, later)
    printed = story.allowed(amount)
    step = last_digit(amount)
    cut_off = Range(printed.low, printed.high + (CUT_OFF * step if step < 1 else 0))
    if computed and not any(found.meets(cut_off) for found in computed):
        if change.loose and one_digit_apart(amount, computed[0]) is None:
            return
        middle = (computed[0].low + computed[0].high) / 2
        yield doubt(
            "change.amount",
            [change.earlier, change.later, amount],
            actual=amount.raw,
            expected=like(amount, middle),
            number=change.earlier.raw,
            whole=change.later.raw,
            loose=change.loose,
        )


def _computed(change: Change, amount: Metric, difference: Range, earlier: Range, later: Range) -> list[Range]:
    """What the amount may be, the likeliest reading first; empty where it cannot be told."""
    kind = change.earlier.kind
    points = "điểm" in fold(amount.raw)
    if amount.unit == "lần":
        times = later.over(earlier)
        return [times, times.minus(Range(1, 1))]
    if kind == "percentage":
        relative = [] if points or earlier.low <= 0 else [difference.over(earlier).times(100)]
        return [difference, *relative] if amount.kind in ("percentage", "measurement") or points else []
    if amount.kind == "percentage":
        return [difference.over(earlier).times(100)] if earlier.low > 0 and not points else []
    same = amount.kind == kind and (kind == "count" or amount.unit == change.earlier.unit)
    return [difference] if same else []
