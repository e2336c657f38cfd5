"""Values that cannot be: more than the whole they are out of, more than 100% of what has no more."""

from __future__ import annotations

from collections.abc import Iterator

from dxextract.checks.doubts import Doubt, doubt
from dxextract.checks.story import Line, Story, is_level
from dxextract.records.model import Metric

_BEFORE = 40
_ALL = 100


def check_bounds(story: Story) -> Iterator[Doubt]:
    """Ratios above their denominator, and shares above 100%."""
    for line in story.lines:
        plans = story.words.plan.search(story.folded, line.start, line.end) is not None
        for metric in line.metrics:
            if not is_level(metric) or metric.value is None:
                continue
            if metric.denominator is not None:
                if metric.value > metric.denominator and not plans and not _looks_like_a_day(metric):
                    yield _above_whole(metric)
            elif metric.value <= _ALL or plans:
                continue
            elif _is_share(story, line, metric) and story.allowed(metric).low > _ALL:
                yield doubt("range.above_hundred", [metric], actual=metric.raw, expected="≤ 100%")


def _looks_like_a_day(metric: Metric) -> bool:
    """``25/9`` with nothing that it counts."""
    return metric.unit is None and (metric.value or 0) <= 31 and (metric.denominator or 0) <= 12


def _above_whole(metric: Metric) -> Doubt:
    whole = f"{metric.denominator:g}"
    return doubt(
        "range.above_whole", [metric], actual=metric.raw, expected=f"≤ {whole}", number=f"{metric.value:g}", whole=whole
    )


def _is_share(story: Story, line: Line, metric: Metric) -> bool:
    """Whether a percentage says how much of something: by its indicator, or because ``chiếm``, ``tỷ lệ`` say so."""
    if metric.kind != "percentage":
        return False
    if metric.indicator_id is not None:
        return metric.indicator_id not in story.words.may_exceed
    before = story.folded[max(line.start, metric.start - _BEFORE) : metric.start]
    return story.words.share_said.search(before) is not None
