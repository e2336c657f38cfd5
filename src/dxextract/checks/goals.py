"""Goals: ``đạt 59%, vượt mục tiêu 61%`` calls a goal beaten that was not, ``chưa đạt chỉ tiêu 60%`` may be wrong too.

The number that is held against a goal stands right before (``đạt 59%, vượt mục tiêu 55%``), or behind ``mới``
(``chưa đạt chỉ tiêu 60%, mới dừng ở 52%``). Where less is better nothing is checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from dxextract.checks.doubts import Doubt, doubt
from dxextract.checks.story import Line, Story, is_level
from dxextract.records.model import Metric

_GOAL_REACH = 100
_SIGNS = {"beaten": ">", "reached": "≥", "missed": "<"}


def check_goals(story: Story) -> Iterator[Doubt]:
    """Goals whose printed outcome is not what the numbers say."""
    for line, before in story.with_before():
        if not story.words.goal.search(story.folded, line.start, line.end):
            continue
        if story.words.lower_is_better.search(story.folded, line.start, line.end):
            continue
        yield from _said(story, line, before)
        for one, other in zip(line.metrics, line.metrics[1:], strict=False):
            if not _comparable(one, other):
                continue
            if (tie := story.words.goal_tie.fullmatch(story.between(one, other))) is not None:
                yield from _held(story, one, other, tie.lastgroup or "")
            elif _missed(story, line, one, other):
                yield from _held(story, other, one, "missed")


def _said(story: Story, line: Line, before: Line | None) -> Iterator[Doubt]:
    """``Kế hoạch là 75%. Kết quả đạt 68%, vượt kế hoạch``: the goal's number was said before."""
    earlier = list(before.metrics) if before is not None else []
    for value in line.metrics:
        said = story.words.goal_said.match(story.folded, value.end, line.end)
        if said is not None and value.status != "target":
            goal = next((m for m in reversed(earlier) if _is_goal(story, m) and _comparable(m, value)), None)
            if goal is not None and _same_figure(value, goal):
                yield from _held(story, value, goal, said.lastgroup or "")
        earlier.append(value)


def _is_goal(story: Story, metric: Metric) -> bool:
    """Whether a word for a goal stands before a target."""
    if metric.status != "target":
        return False
    start = max(metric.sentence_start, metric.start - _GOAL_REACH)
    return story.words.goal_before.search(story.folded, start, metric.start) is not None


def _same_figure(value: Metric, goal: Metric) -> bool:
    """Whether nothing says that a value and a goal are of different things."""
    ids = {value.indicator_id, goal.indicator_id} - {None}
    return len(ids) < 2 and value.place_id == goal.place_id


def _comparable(one: Metric, other: Metric) -> bool:
    plain = all(is_level(m) and m.denominator is None and m.comparator not in ("lt", "le") for m in (one, other))
    return plain and one.kind == other.kind and (one.kind == "count" or one.unit == other.unit)


def _missed(story: Story, line: Line, goal: Metric, value: Metric) -> bool:
    start = max(line.start, goal.start - _GOAL_REACH)
    opens = story.words.missed.search(story.folded, start, goal.start) is not None or _is_goal(story, goal)
    return opens and story.words.short_of_tie.fullmatch(story.between(goal, value)) is not None


def _held(story: Story, value: Metric, goal: Metric, outcome: str) -> Iterator[Doubt]:
    if value.status == "target" and goal.status != "target":
        return
    if goal.comparator == "approx":  # "kém mức chung khoảng 20 Mbps": a goal is exact, a distance from it is not
        return
    reached, wanted = story.allowed(value), story.allowed(goal)
    wrong = reached.low >= wanted.high if outcome == "missed" else reached.high < wanted.low
    if wrong and (value.value, goal.value) != (0, 0):
        yield doubt(
            f"goal.{outcome}",
            [value, goal],
            actual=value.raw,
            expected=f"{_SIGNS[outcome]} {goal.raw}",
            number=value.raw,
            whole=goal.raw,
        )
