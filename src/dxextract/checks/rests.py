"""What is left of a whole: ``41/44 giáo viên ..., ba thầy cô còn lại``; ``đúng hạn đạt 99,2%, còn 0,8% quá hạn``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dxextract.checks.doubts import Doubt, doubt
from dxextract.checks.printed import Range, like, written
from dxextract.checks.story import Line, Story, is_amount, is_level
from dxextract.records.model import Metric

_LONGEST_OPPOSITE = 60
_ENDS = re.compile(r"[.;](?=\s)|[()]")


def check_rest(story: Story) -> Iterator[Doubt]:
    """``41/44 giáo viên ..., ba thầy cô còn lại``: what is left of a ratio."""
    for line, before in story.with_before():
        counts = [m for m in (*(before.metrics if before is not None else ()), *line.metrics) if m.kind == "count"]
        for ratio, metric in pairwise(counts):
            if ratio.denominator is None or ratio.value is None or not is_amount(metric) or metric.start < line.start:
                continue
            rest = ratio.denominator - ratio.value
            left = story.words.rest.match(story.folded, metric.end, line.end)
            if left is not None and not story.allowed(metric).meets(Range(rest, rest)):
                facts = [ratio, metric]
                yield doubt(
                    "sum.rest",
                    facts,
                    actual=metric.raw,
                    expected=like(metric, rest),
                    number=metric.raw,
                    whole=ratio.raw,
                )


def check_opposites(story: Story) -> Iterator[Doubt]:
    """``đúng hạn đạt 99,2%, còn 0,8% quá hạn``: two halves of a whole in one sentence make 100%."""
    for line in story.lines:
        shares = [m for m in line.metrics if m.kind == "percentage" and is_level(m) and m.denominator is None]
        for one, other in pairwise(shares):
            between = story.between(one, other)
            if _ENDS.search(between) or len(between) > _LONGEST_OPPOSITE or not _opposite(story, line, one, other):
                continue
            if any(_beside(share, one, other) for share in shares):  # a whole in three parts
                continue
            if not story.allowed(one).plus(story.allowed(other)).meets(Range(100, 100)):
                yield doubt(
                    "sum.opposites",
                    [one, other],
                    actual=written((one.value or 0) + (other.value or 0)) + "%",
                    expected="100%",
                    number=one.raw,
                    whole=other.raw,
                )


def _beside(share: Metric, one: Metric, other: Metric) -> bool:
    """Whether a third share stands beside two."""
    return share not in (one, other) and -_LONGEST_OPPOSITE <= share.start - one.start <= 2 * _LONGEST_OPPOSITE


def _opposite(story: Story, line: Line, one: Metric, other: Metric) -> bool:
    """Whether the text around two shares names the two halves of a pair, each beside its own number."""
    if (one.period_end, one.place_id, one.status) != (other.period_end, other.place_id, other.status):
        return False
    before = story.folded[max(line.start, one.start - 50) : one.start]
    behind = story.folded[other.end : min(line.end, other.end + 30)]
    return any(
        (first.search(before) and second.search(behind)) or (second.search(before) and first.search(behind))
        for first, second in story.words.opposites
    )
