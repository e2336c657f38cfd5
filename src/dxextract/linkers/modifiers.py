"""What the words right before and behind a number say of it: comparator, change, planned value.

Modifiers are peeled off one by one from the number outwards, so that ``tăng bình quân tối thiểu 8%`` gives both a
change and a comparator, and ``tăng lên 48%`` gives no change, because ``lên`` leads to a level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dxextract.finders.numerals import Quantity
from dxextract.knowledge.cues import Cue, Cues
from dxextract.light import light

_REACH = 70
_EXCEEDED = re.compile(r"\s*(?:so với|chỉ tiêu|kế hoạch|mục tiêu|dự toán)(?!\w)")
_FROM = re.compile(r"(?<!\w)từ\s+$")
_APART = re.compile(r"(?<!\w)(?:ít hơn|nhiều hơn|thiếu|hụt)\s+$")
_POINTS = re.compile(r"điểm\s*(?:%|phần trăm)\s*$")
_RATE = re.compile(r"\s*/\s*[^\W\d_]+|\s+(?:mỗi|một) [^\W\d_]+")
_BOUNDED = re.compile(r"(?:\s*/\s*[^\W\d_]+)?\s+trở (?:lên|đi)(?!\w)")
_NOUN_BETWEEN = re.compile(r"(?:\s+[^\W\d_]+){1,4}?(?=\s+trở\s)")


@light
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


def modifiers(folded: str, sentence_start: int, quantity: Quantity, cues: Cues) -> Modifiers:
    """Peel the modifiers of a quantity.

    Args:
        folded: the folded text, with periods blanked where they may stand between a modifier and its number.
        sentence_start: where the peeling stops at the latest.
        quantity: the number.
        cues: see ``gazetteer/cues.yaml``.
    """
    base = max(sentence_start, quantity.start - _REACH)
    before = folded[base : quantity.start]
    comparator: str | None = None
    change: str | None = None
    planned = leads_to_level = skipped = False
    outermost = quantity.start
    bounded = _BOUNDED.match(folded, quantity.end) is not None
    exceeds = _EXCEEDED.match(folded, quantity.end) is not None
    while True:
        left = before.rstrip(" :\n")
        named = len(before) - len(left) > 2  # a name is blanked here: "trên địa bàn A đạt 12"
        before = left
        if not before:
            break
        found = _longest(before, cues, touching=not skipped)
        transparent = cues.transparent.search(before)
        if found is not None and exceeds and found[0].value == "gt" and before.startswith("vượt", found[1]):
            break  # "vượt 12% chỉ tiêu" says by how much
        if found is not None and (transparent is None or found[1] <= transparent.start()):
            cue, start = found
            if cue in cues.comparator:
                if named and before[start:].strip() in cues.locative:
                    break
                if comparator is None and not _locative(before[start:], quantity, cues):
                    comparator = cue.value
                elif comparator is None:
                    break
            elif cue in cues.change:
                change = change or (None if leads_to_level else cue.value)
                if change is None:
                    break
            if cue in cues.status and _differs(before[:start], folded[quantity.start : quantity.end]):
                break
            outermost = base + start
            if cue in cues.status:
                planned = True
                break
            before = before[:start]
            continue
        if transparent is None:
            break
        to_level = quantity.value_high is None and cues.to_level.search(before) is not None
        to_level = to_level and not (bounded and _FROM.search(before + " "))  # "tăng bình quân từ 8% trở lên"
        leads_to_level = leads_to_level or (change is None and to_level)
        skipped = True
        before = before[: transparent.start()]
    behind = folded[quantity.end : quantity.end + 40]
    if (rate := _RATE.match(behind)) is not None:
        behind = behind[rate.end() :]
    starts_from = _FROM.search(folded[base : quantity.start]) is not None
    for cue in cues.comparator:
        noun = _NOUN_BETWEEN.match(behind) if starts_from else None
        if cue.direction == "backward" and (
            cue.starts.match(behind) or (noun and cue.starts.match(behind, noun.end()))
        ):
            comparator = cue.value
    return Modifiers(comparator or "eq", change, planned, outermost)


def _longest(before: str, cues: Cues, *, touching: bool) -> tuple[Cue, int] | None:
    """The adjacent cue that ends the text, the one that begins first; ``touching``: it ends at the number."""
    best: tuple[Cue, int] | None = None
    for cue in cues.adjacent:
        if cue.reach == "touching" and not touching:
            continue
        match = cue.ends.search(before)
        if match is None or cue.not_after.search(before[: match.start()]):
            continue
        if best is None or match.start() < best[1]:
            best = (cue, match.start())
    return best


def _differs(before: str, written: str) -> bool:
    """``ít hơn kế hoạch 3 tỷ đồng``, ``cao hơn chỉ tiêu 2 điểm phần trăm``: how far off a plan, not what is planned."""
    return _APART.search(before) is not None or _POINTS.search(written) is not None


def _locative(phrase: str, quantity: Quantity, cues: Cues) -> bool:
    """``trên 3 lĩnh vực`` is on three fields, not more than three."""
    return (
        phrase.strip() in cues.locative
        and quantity.kind == "count"
        and quantity.denominator is None
        and quantity.value < Decimal(cues.locative_below)
        and quantity.value == quantity.value.to_integral_value()
    )
