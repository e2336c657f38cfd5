"""The same figure given twice, differently: one indicator, place, period and status, two values that look alike.

Most figures that share all of these are about different parts of a thing (``cấp tỉnh 98%, cấp xã 83%``). So only
figures of different sentences count whose words do not part them, and which one changed digit or two swapped ones would
make the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dxextract.checks.doubts import Doubt, doubt
from dxextract.checks.printed import last_digit
from dxextract.checks.story import Story, is_level
from dxextract.records.model import Metric

_FEWEST_DIGITS = 3
_NEAR = 32
"""One figure is compared with so many behind it: a long list has thousands."""


def check_repeats(story: Story) -> Iterator[Doubt]:
    """Pairs of figures that ought to be the same."""
    groups: defaultdict[tuple[object, ...], list[tuple[Metric, str]]] = defaultdict(list)
    for metric in story.metrics:
        step = last_digit(metric)
        if metric.indicator_id is None or not is_level(metric) or metric.denominator is not None or step <= 0:
            continue
        digits = str(round((metric.value or 0) / step))
        if len(digits) >= _FEWEST_DIGITS:
            about = (metric.kind, metric.indicator_id, metric.unit, metric.place_id, metric.status)
            when = (metric.period_start, metric.period_end)
            groups[about + when + (step, len(digits))].append((metric, digits))
    for group in groups.values():
        for at, (one, digits) in enumerate(group):
            for other, others in group[at + 1 : at + 1 + _NEAR]:
                if _alike(digits, others) and _contradict(story, one, other):
                    yield doubt("figure.twice", [one, other], actual=other.raw, expected=one.raw, number=one.raw)


def _alike(one: str, other: str) -> bool:
    """Whether digits of one length differ in one place, or by two neighbours swapped."""
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) != 2:
        return len(apart) == 1
    first, second = apart
    return second == first + 1 and one[first : second + 1] == other[second] + other[first]


def _contradict(story: Story, one: Metric, other: Metric) -> bool:
    if one.sentence_start == other.sentence_start or story.allowed(one).meets(story.allowed(other)):
        return False
    return _level_words(story, one) == _level_words(story, other)


def _level_words(story: Story, metric: Metric) -> frozenset[str]:
    """The words around a figure that part one level or group from another."""
    start = max(metric.sentence_start, metric.start - 60)
    end = min(metric.sentence_start + len(metric.sentence), metric.end + 60)
    return frozenset(match[0] for match in story.words.level.finditer(story.folded, start, end))
