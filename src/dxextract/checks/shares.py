"""A percentage beside the count that it is the share of, and the whole: ``906 ... (chiếm 50,4%) trên tổng số 1.797``.

A percentage is a share of the number before it where nothing but a noun and a word such as ``chiếm`` or a bracket
stands between, or of the one in brackets behind it. The whole is, in this order: the denominator of that number
(``88/143``); a number behind ``trên tổng số``; the number before ``trong đó``; the number of the same things behind
``trong``. These the text ties together. Looser: a number of the same things shortly before, what ``chiếm 33,4% tổng số
thủ tục`` names, a plan. Then the numbers are doubted only where one changed digit would make them agree, because an
unrelated whole hardly ever does that. Nothing is doubted where the share fits another whole nearby, nor a loose one
where it fits a whole that its block told of before.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dxextract.checks.doubts import Doubt, doubt
from dxextract.checks.printed import CUT_OFF, Range, last_digit, like, one_digit_apart
from dxextract.checks.story import Line, Story, is_amount, is_level
from dxextract.records.model import Metric
from dxextract.text import fold

_LONGEST_TIE = 110
_LONGEST_REACH = 120
_LONGEST_PLAN = 40
_OPENS_LINE = 3
"""A ``trong đó`` so near to the start of a sentence goes on with the sentence before."""
_MOST_WHOLES = 3


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage tied to a part and a whole.

    Attributes:
        wholes: what may be the whole, the likeliest first; none where the part has its own denominator.
        firm: the text ties the three together; there is one whole then.
        around: the amounts of the part's kind in its sentence and the one before.
    """

    percentage: Metric
    part: Metric
    wholes: tuple[Metric, ...]
    firm: bool
    around: tuple[Metric, ...] = ()


def find_shares(story: Story) -> tuple[Share, ...]:
    """All shares of an article, in the order of the text."""
    return tuple(share for line, before in story.with_before() for share in _of_line(story, line, before))


def check_shares(story: Story, shares: Sequence[Share]) -> Iterator[Doubt]:
    """Shares that do not fit; several that fit one other whole are one doubt."""
    by_whole: defaultdict[str, list[Share]] = defaultdict(list)
    for share in shares:
        if not share.wholes:
            yield from _ratio(story, share)
        elif share.firm:
            by_whole[share.wholes[0].fact_id].append(share)
        else:
            yield from _loose(story, share)
    for group in by_whole.values():
        wrong = [share for share in group if not fits(story, share, share.wholes[0])]
        common = _common_whole(story, wrong) if len(wrong) > 1 and len(wrong) == len(group) else None
        if common is not None:
            yield _one_whole(wrong, common)
        else:
            for share in wrong:
                if not _fits_elsewhere(story, share):
                    yield doubted("share.of_whole", share, share.wholes[0])


# ---------------------------------------------------------------------------------------------- structure


def _of_line(story: Story, line: Line, before: Line | None) -> Iterator[Share]:
    for at, percentage in enumerate(line.metrics):
        if percentage.kind != "percentage" or not is_level(percentage) or percentage.denominator is not None:
            continue
        part = _part(story, line.metrics, at) or _part_behind(story, line.metrics, at)
        if part is None:
            continue
        if part.denominator is not None:
            yield Share(percentage, part, (), firm=True)
            continue
        behind = story.folded[percentage.end : min(line.end, percentage.end + _LONGEST_REACH)]
        amounts = [m for m in (*(before.metrics if before is not None else ()), *line.metrics) if is_amount(m)]
        around = tuple(m for m in amounts if m.kind == part.kind and m is not part)
        firm = _tied(story, line, before, part, percentage)
        if firm is not None and not story.words.base_behind.match(behind):
            yield Share(percentage, part, (firm,), firm=True, around=around)
            continue
        if story.words.plan.match(behind.lstrip()):
            loose = _plans(story, around, percentage)
        else:
            loose = _near(story, line, before, Share(percentage, part, (), firm=False, around=around), behind)
        if loose:
            yield Share(percentage, part, tuple(loose), firm=False, around=around)


def _part(story: Story, metrics: Sequence[Metric], at: int) -> Metric | None:
    """The number that a percentage is the share of: the one before it, or before the whole that stands between."""
    if not at:
        return None
    gap = story.between(metrics[at - 1], metrics[at])
    if len(gap) > _LONGEST_TIE or not story.words.share_tie.fullmatch(gap):
        return None
    candidate = metrics[at - 1]
    if story.is_whole(candidate):
        if at == 1:
            return None
        candidate = metrics[at - 2]
    counted = is_level(candidate) and candidate.kind in ("count", "money", "measurement")
    return candidate if counted else None


def _part_behind(story: Story, metrics: Sequence[Metric], at: int) -> Metric | None:
    """``đạt 92,7% (176.340/190.215 hộ)``: the number in brackets right behind a percentage."""
    if at + 1 == len(metrics):
        return None
    candidate = metrics[at + 1]
    tied = story.words.share_ahead_tie.fullmatch(story.between(metrics[at], candidate)) is not None
    return candidate if tied and candidate.kind == "count" and is_level(candidate) else None


def _tied(story: Story, line: Line, before: Line | None, part: Metric, percentage: Metric) -> Metric | None:
    """The whole that the structure of the text gives to a part."""
    said = [m for m in line.metrics if m is not part and m is not percentage and is_amount(m) and story.is_whole(m)]
    behind = next((m for m in said if m.start > part.start), None)
    if behind is not None and ";" not in story.between(part, behind):
        return behind
    head = _opened(story, line, before, part)
    if head is not None and story.same_thing(part, head) is not False:
        return head
    return next((m for m in said if m.start < part.start and story.same_thing(part, m)), None)


def _opened(story: Story, line: Line, before: Line | None, part: Metric) -> Metric | None:
    """The number before the ``trong đó`` in whose list a part stands."""
    opened = list(story.words.within.finditer(story.folded, line.start, part.start))
    if not opened or not _in_list(story, line, opened[-1].end(), part):
        return None
    head = [m for m in line.metrics if m.end <= opened[-1].start()]
    if not head and before is not None and opened[-1].start() - line.start < _OPENS_LINE:
        head = list(before.metrics)
    return next((m for m in reversed(head) if is_amount(m) and m.kind == part.kind), None)


def _in_list(story: Story, line: Line, start: int, part: Metric) -> bool:
    """Whether a part stands in the list that a ``trong đó`` opens: first, or behind others of the same things."""
    text = story.folded[start : part.start]
    if text.count(")") > text.count("("):
        return False
    others = [m for m in line.metrics if start <= m.start < part.start and is_amount(m)]
    return (";" not in text and len(others) < 2) or all(story.same_thing(part, m) for m in others)


def _near(story: Story, line: Line, before: Line | None, share: Share, behind: str) -> list[Metric]:
    """What may be the whole, the likeliest first: what ``trong đó`` opens with, or ``tổng số hồ sơ`` names; the nearest
    numbers of the same things and place before the part, larger ones first; those of other things in the sentence."""
    part = share.part
    amounts = [m for m in reversed(share.around) if m.start < part.start and m.place_id == part.place_id]
    named = story.words.whole_behind.match(behind)
    if named is not None:
        noun = named["noun"].strip()
        return [m for m in amounts if m.unit and noun.startswith(fold(m.unit).split()[0])][:1]
    if story.words.base_behind.match(behind):
        return []
    opened = _opened(story, line, before, part)
    same = sorted((m for m in amounts if story.same_thing(part, m)), key=lambda m: (m.value or 0) <= (part.value or 0))
    # A share in whole per cent fits so many numbers by chance that the nouns must speak for them.
    others = [m for m in amounts if m.start >= line.start and m not in same] if last_digit(share.percentage) < 1 else []
    found = [*([opened] if opened is not None else []), *same[: _MOST_WHOLES - 1], *others]
    return list({m.fact_id: m for m in found}.values())[:_MOST_WHOLES]


def _plans(story: Story, around: Sequence[Metric], percentage: Metric) -> list[Metric]:
    """``389 tỷ đồng, bằng 71,5% kế hoạch (544 tỷ đồng)``: the plan behind, a target, or the number said before."""
    behind = [m for m in around if 0 < m.start - percentage.end < _LONGEST_PLAN]
    earlier = [m for m in reversed(around) if m.start < percentage.start]
    return [*behind, *sorted(earlier, key=lambda m: m.status != "target")][: _MOST_WHOLES - 1]


# ---------------------------------------------------------------------------------------------- arithmetic


def _computed(story: Story, part: Metric, whole: Range) -> Range:
    return story.allowed(part).over(whole).times(100)


def _agrees(story: Story, percentage: Metric, computed: Range) -> bool:
    """Whether a share is right as rounded; one that was cut off instead (48,6 for 48,69) is let pass."""
    printed = story.allowed(percentage)
    return computed.meets(Range(printed.low, printed.high + CUT_OFF * last_digit(percentage)))


def fits(story: Story, share: Share, whole: Metric) -> bool:
    """Whether a share is right of a whole."""
    if not whole.value:
        return False
    return _agrees(story, share.percentage, _computed(story, share.part, story.allowed(whole)))


def _fits_elsewhere(story: Story, share: Share) -> bool:
    """Whether the share is right of another number in its sentence or the one before."""
    least = share.part.value or 0
    others = [m for m in share.around if m not in share.wholes and (m.value or 0) > least]
    if any(fits(story, share, whole) for whole in others):
        return True
    counted = [m for m in share.around if m.kind == share.part.kind and m is not share.part and m.value]
    sums = (story.allowed(one).plus(story.allowed(other)) for one, other in pairwise(counted))
    return any(_agrees(story, share.percentage, _computed(story, share.part, total)) for total in sums)


def _ratio(story: Story, share: Share) -> Iterator[Doubt]:
    percentage, part = share.percentage, share.part
    of = part.denominator or math.nan
    if not _agrees(story, percentage, _computed(story, part, Range(of, of))):
        yield doubt(
            "share.of_ratio",
            [part, percentage],
            actual=percentage.raw,
            expected=like(percentage, 100 * (part.value or 0) / of),
            number=part.raw,
        )


def _loose(story: Story, share: Share) -> Iterator[Doubt]:
    if any(fits(story, share, whole) for whole in share.wholes) or _fits_elsewhere(story, share):
        return
    wholes = (whole for whole in share.wholes if (whole.value or 0) >= (share.part.value or 0) > 0)
    likely = next((whole for whole in wholes if _one_digit(story, share, whole)), None)
    if likely is None:
        return
    told = [m for m in story.block_of(share.part) if m.start < share.part.start and m.kind == share.part.kind]
    if not any(is_amount(m) and (m.value or 0) > (share.part.value or 0) and fits(story, share, m) for m in told):
        yield doubted("share.nearby", share, likely)


def doubted(rule: str, share: Share, whole: Metric) -> Doubt:
    """A share that is not right of a whole."""
    percentage, part = share.percentage, share.part
    return doubt(
        rule,
        [part, percentage, whole],
        actual=percentage.raw,
        expected=like(percentage, 100 * (part.value or 0) / (whole.value or math.inf)),
        number=part.raw,
        whole=whole.raw,
        loose=(part.value or 0) > (whole.value or 0),
    )


def _one_digit(story: Story, share: Share, whole: Metric) -> bool:
    """Whether one changed digit in one of the numbers would make the share right."""
    printed = story.allowed(share.percentage).times(0.01)
    total = story.allowed(whole)
    wanted = (
        (share.percentage, _computed(story, share.part, total)),
        (share.part, Range(printed.low * total.low, printed.high * total.high)),
        (whole, story.allowed(share.part).over(printed)),
    )
    return any(one_digit_apart(metric, goal) is not None for metric, goal in wanted)


def _common_whole(story: Story, shares: Sequence[Share]) -> float | None:
    """The one whole that several shares fit: of all that do the one that is likest to the printed one."""
    common: Range | None = Range(0.0, math.inf)
    for share in shares:
        wanted = story.allowed(share.part).over(story.allowed(share.percentage).times(0.01))
        common = common.common(wanted) if common is not None else None
    if common is None:
        return None
    whole = shares[0].wholes[0]
    likest = one_digit_apart(whole, common)
    step = last_digit(whole) or 1.0
    middle = round((common.low + common.high) / 2 / step) * step
    return likest if likest is not None else (middle if common.meets(Range(middle, middle)) else None)


def _one_whole(shares: Sequence[Share], common: float) -> Doubt:
    whole = shares[0].wholes[0]
    return doubt(
        "share.one_whole",
        [whole, *(fact for share in shares for fact in (share.part, share.percentage))],
        actual=whole.raw,
        expected=like(whole, common),
        number=", ".join(f"{share.part.raw} ({share.percentage.raw})" for share in shares),
        whole=whole.raw,
    )
