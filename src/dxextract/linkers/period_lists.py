"""Lists of times, whose members belong to the figures of another list."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from dxextract.document import Document
from dxextract.finders.period_roles import PeriodRole
from dxextract.finders.periods import PeriodMention
from dxextract.knowledge.periods import PeriodRules
from dxextract.linkers.period_scene import BEFORE_NUMBER, REACH, PeriodScene
from dxextract.spans import Span

_IN_TURN = 24
"""So near before a list of times stands a word that hands them out."""
_MOST_YEARS = 10
_NUMBER = re.compile(r"(?<![\d/])\d{1,2}(?!\d)")
_PART_END = re.compile(r"[;()]")


class PeriodLists:
    """Hands the members of a list of times out to the figures behind it.

    Args:
        document: the laid-out article.
        scene: its time expressions and numbers.
        rules: words that join members, and that hand them out.
    """

    def __init__(self, document: Document, scene: PeriodScene, rules: PeriodRules) -> None:
        self._document = document
        self._folded = document.folded
        self._scene = scene
        self._cues = rules.cues

    def of_list(self, span: Span, before: Sequence[PeriodMention]) -> PeriodMention | None:
        """``năm 2021 và 2022 lần lượt là 4,9% và 5,81%``: to each number its year; without ``lần lượt`` all of them."""
        members = list(before[-1:])
        for mention in reversed(before[:-1]):
            if not self._cues.list_joint.fullmatch(self._folded, mention.end, members[0].start):
                break
            if self._scene.dates_before(mention) and not self._scene.dates_before(members[0]):
                break
            members.insert(0, mention)
        if not members or span.start - members[-1].end > REACH:
            return None
        said = self._cues.respectively.search(self._folded, max(0, members[0].start - _IN_TURN), span.start)
        if len(members) < 2:
            members = (_months_of(members[0]) or self._years_of(members[0])) if said else []
        elif not said:
            return self._together(members)
        first, here = (bisect_left(self._scene.number_starts, at) for at in (before[-1].end, span.start))
        return members[here - first] if here - first < len(members) else None

    def _years_of(self, mention: PeriodMention) -> list[PeriodMention]:
        """``giai đoạn 2021-2023 lần lượt là 41%, 56% và 72%``: the years of a span one by one, where as many numbers
        follow."""
        since, until = mention.since, mention.until
        if mention.unit != "years" or since is None or until is None or until.year - since.year >= _MOST_YEARS:
            return []
        years = [since.replace(year=year) for year in range(since.year, until.year + 1)]
        if (since.month, since.day, until.month, until.day) != (1, 1, 12, 31):
            return []
        starts = self._scene.number_starts
        if bisect_left(starts, mention.end + REACH) - bisect_left(starts, mention.end) < len(years):
            return []
        return [replace(mention, since=year, until=year.replace(month=12, day=31)) for year in years]

    def _together(self, members: Sequence[PeriodMention]) -> PeriodMention | None:
        """``năm 2022 và 2023`` as one span; ``quý IV/2024 và 2 tháng đầu năm 2025``, which follow on each other, too.

        None where the members are of different sorts and do not.
        """
        first, last = members[0], members[-1]
        if first.since is None or last.until is None or first.since > last.until:
            return None
        if first.unit != last.unit and (first.until is None or last.since != first.until + timedelta(days=1)):
            return None
        text = self._document.article.text[first.start : last.end]
        return replace(last, start=first.start, text=text, since=first.since)

    def in_turn(self, span: Span, scope: Span) -> PeriodMention | None:
        """``35 trạm năm 2024, 48 trạm năm 2025; kinh phí lần lượt là 6 và 9 tỷ đồng``: to each of as many numbers its
        time."""
        start = max(scope.start, span.start - REACH)
        times = [m for m in self._scene.between(start, span.start) if m.role is PeriodRole.VALUE and m.dated]
        if len(times) < 2:
            return None
        said = list(self._cues.respectively.finditer(self._folded, times[-1].end, span.start))
        if not said or _PART_END.search(self._folded, said[-1].end(), span.start):
            return None
        first, last = times[-1].end, said[-1].start()
        told = self._scene.number_in(first, last) or self._scene.dates_before(times[-1])
        if not told or " và " in self._folded[max(first, last - BEFORE_NUMBER) : last]:
            return None  # "Năm 2024 có 35 trạm; năm 2025 hai tỷ lệ lần lượt là 6% và 9%", "; xã A và B lần lượt là"
        stop = min(scope.end, span.end + REACH)
        ended = _PART_END.search(self._folded, span.end, stop)
        starts = self._scene.number_starts
        first, here, last = (
            bisect_left(starts, at) for at in (said[-1].end(), span.start, ended.start() if ended else stop)
        )
        return times[here - first] if last - first == len(times) else None


def _months_of(mention: PeriodMention) -> list[PeriodMention]:
    """``các tháng 7, 9 và 12``: the months of a list one by one; none where they are not told one by one."""
    since, until = mention.since, mention.until
    if mention.unit != "months" or since is None or until is None:
        return []
    told = [int(number) for number in _NUMBER.findall(mention.text, mention.text.lower().rfind("tháng"))]
    ends = since.month, until.month
    if len(told) < 2 or (told[0], told[-1]) != ends or told != sorted(set(told)) or since.year != until.year:
        return []
    firsts = [since.replace(month=month) for month in told]
    lasts = [first.replace(day=monthrange(first.year, first.month)[1]) for first in firsts]
    return [replace(mention, since=first, until=last) for first, last in zip(firsts, lasts, strict=True)]
