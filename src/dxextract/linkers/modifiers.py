"""What the words right before and behind a number say of it: comparator, change, planned value, distance.

Modifiers are peeled off one by one from the number outwards, so that ``tăng bình quân tối thiểu 8%`` gives both a
change and a comparator, and ``tăng lên 48%`` gives no change, because ``lên`` leads to a level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dxextract.finders.numerals import Quantity
from dxextract.knowledge.cues import Cue, Cues
from dxextract.knowledge.links import LinkWords

_REACH = 70
_SURVEY_REACH = 60
"""So much farther back the word for a survey may stand."""
_DISTANCE_REACH = 40
_BOUND_REACH = 40
_WORDS = re.compile(r"(?:\s+[^\W\d_]+){0,4}")
_SIGN = re.compile(r"(?:(?<![^\s(])(?P<up>\+)|\((?P<down>-))\Z")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Modifiers:
    """What was peeled off.

    Attributes:
        comparator: eq, approx, gt, ge, lt or le.
        change: increase, decrease or None.
        planned: whether a word for a plan or target stands right before the number.
        start: where the outermost modifier begins (the number's start where there is none).
    """

    comparator: str
    change: str | None
    planned: bool
    start: int


def modifiers(folded: str, sentence_start: int, quantity: Quantity, cues: Cues, links: LinkWords) -> Modifiers:
    """Peel the modifiers of a quantity.

    Args:
        folded: the folded text, with periods blanked where they may stand between a modifier and its number.
        sentence_start: where the peeling stops at the latest.
        quantity: the number.
        cues, links: see ``gazetteer/cues.yaml`` and ``gazetteer/link_words.yaml``.
    """
    base = max(sentence_start, quantity.start - _REACH)
    before = folded[base : quantity.start]
    comparator: str | None = None
    change: str | None = None
    planned = leads_to_level = skipped = named = coloned = False
    outermost = quantity.start
    rate = links.per_behind.match(folded, quantity.end)
    end = rate.end() if rate else quantity.end
    behind = folded[end : end + _BOUND_REACH]
    bounded = any(cue.value == "ge" and cue.starts.match(behind) for cue in cues.bounds)
    exceeds = links.measured_behind.match(folded, quantity.end) is not None
    of_another = behind.startswith("   ") or cues.yardstick_of.match(behind) is not None  # "99% của năm 2022", blanked
    yardstick = of_another and cues.yardstick.search(before) is not None
    while True:
        left = before.rstrip(" :\n")
        named = named or len(before) - len(left) > 2  # a name is blanked here: "trên địa bàn A đạt 12"
        coloned = coloned or ":" in before[len(left) :]
        before = left
        if not before:
            break
        found = _longest(before, cues, touching=not skipped)
        transparent = cues.transparent.search(before)
        if found is not None and exceeds and found[0].value == "gt" and links.exceeds.match(before, found[1]):
            break  # "vượt 12% chỉ tiêu" says by how much
        if found is not None and (transparent is None or found[1] <= transparent.start()):
            cue, start = found
            if cue in cues.comparator:
                beyond = cue.value in ("gt", "lt")
                if beyond and (named or coloned or yardstick):
                    break  # "hơn A tới 8 điểm", "A khá hơn: 42 điểm", "vẫn dưới mức 99% của B"
                if coloned and before.endswith("nhất"):
                    break  # "Yên Mô thấp nhất: 22,6%"
                surveyed = folded[max(sentence_start, base - _SURVEY_REACH) : base + start]
                if comparator is None and not _locative(before[start:].strip(), surveyed, quantity, cues):
                    comparator = cue.value
                elif comparator is None:
                    break
            elif cue in cues.change:
                change = change or (None if leads_to_level else cue.value)
                if change is None:
                    break
            if cue in cues.status and (links.short_of.search(before[:start]) or _in_points(folded, quantity, links)):
                break  # "ít hơn kế hoạch 3 tỷ đồng": how far off a plan, not what is planned
            outermost = base + start
            if cue in cues.status:
                planned = True
                break
            before = before[:start]
            continue
        if transparent is None:
            break
        to_level = quantity.value_high is None and cues.to_level.search(before) is not None
        to_level = to_level and not (bounded and links.starts_from.search(before))  # "tăng bình quân từ 8% trở lên"
        leads_to_level = leads_to_level or (change is None and to_level)
        skipped = True
        before = before[: transparent.start()]
    if links.starts_from.search(folded[base : quantity.start]):  # "từ 5 triệu đồng tiền lãi trở lên"
        following = _WORDS.match(behind)
        ends = [0, *(word.end() for word in _WORD.finditer(following[0]))] if following else [0]
    else:
        ends = [0]
    for cue in cues.bounds:
        if any(cue.starts.match(behind, end) for end in ends):
            comparator = cue.value
    signed = quantity.kind in ("percentage", "score")
    if change is None and signed and (sign := _SIGN.search(folded, base, quantity.start)):
        change = "increase" if sign["up"] else "decrease"  # "thu 1.935 tỷ đồng (+22,6%)", "(7,02 điểm, +0,13)"
    return Modifiers(comparator or "eq", change, planned, outermost)


def is_distance(folded: str, sentence_start: int, quantity: Quantity, found: Modifiers, links: LinkWords) -> bool:
    """Whether a number is how far off something is, and no level: ``cao hơn 8,1 điểm phần trăm``, ``thấp hơn 4% so với
    kế hoạch``.

    Args:
        folded: the folded text.
        sentence_start: where the number's sentence begins.
        quantity: the number.
        found: its modifiers.
        links: see ``gazetteer/link_words.yaml``.
    """
    if quantity.kind not in ("percentage", "score") or found.change is not None:
        return False
    if _in_points(folded, quantity, links):
        return True
    before = folded[max(sentence_start, found.start - _DISTANCE_REACH) : found.start].rstrip()
    said = f"{before} {folded[found.start : quantity.start].strip()}".strip()
    if links.apart_by.search(before) or links.apart_by.search(said):
        return True
    off = links.apart.search(before) or links.apart.search(said)
    return bool(off) and links.measured_against.match(folded, quantity.end) is not None


def is_of_plan(folded: str, sentence_start: int, quantity: Quantity, links: LinkWords) -> bool:
    """Whether a number is a percentage of a plan or of another time, and no level: ``bằng 118% kế hoạch năm``.

    Args:
        folded: the folded text.
        sentence_start: where the number's sentence begins.
        quantity: the number.
        links: see ``gazetteer/link_words.yaml``.
    """
    if quantity.kind != "percentage" or links.of_plan.match(folded, quantity.end) is None:
        return False
    start = max(sentence_start, quantity.start - _DISTANCE_REACH)
    return links.amounts_to.search(folded[start : quantity.start]) is not None


def change_in_time(folded: str, sentence_start: int, quantity: Quantity, links: LinkWords) -> str | None:
    """Which way a difference from an earlier time goes: ``cao hơn 2,19% so với năm 2022``; None for other numbers.

    Args:
        folded: the folded text.
        sentence_start: where the number's sentence begins.
        quantity: the number.
        links: see ``gazetteer/link_words.yaml``.
    """
    said = links.differs.search(folded, max(sentence_start, quantity.start - _REACH), quantity.start)
    if said is None or (said["time"] is None and links.since.match(folded, quantity.end) is None):
        return None
    return "increase" if said["increase"] else "decrease"


def _in_points(folded: str, quantity: Quantity, links: LinkWords) -> bool:
    """Whether a number is written as a difference between percentages."""
    return links.points.search(folded[quantity.number_end : quantity.end]) is not None


def _longest(before: str, cues: Cues, *, touching: bool) -> tuple[Cue, int] | None:
    """The adjacent cue that ends the text, the one that begins first; ``touching``: it ends at the number."""
    best: tuple[Cue, int] | None = None
    for cue in cues.adjacent if cues.ends.search(before) is not None else ():
        if cue.reach == "touching" and not touching:
            continue
        match = cue.ends.search(before)
        if match is None or cue.not_after.search(before[: match.start()]):
            continue
        if best is None or match.start() < best[1]:
            best = (cue, match.start())
    return best


def _locative(word: str, before: str, quantity: Quantity, cues: Cues) -> bool:
    """``trên 3 lĩnh vực`` is on three fields, not more than three; ``khảo sát trên 220 đơn vị`` among so many, but
    ``khảo sát cho thấy có trên 220 đơn vị`` more."""
    if word not in cues.locative or quantity.kind != "count" or quantity.denominator is not None:
        return False
    if quantity.value < Decimal(cues.locative_below) and quantity.value == quantity.value.to_integral_value():
        return True
    return cues.surveys.search(before) is not None and cues.transparent.search(before.rstrip()) is None
