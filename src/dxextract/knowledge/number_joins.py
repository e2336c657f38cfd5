"""What joins the two numbers of one quantity: a range, a part and its whole, a score and its scale."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dxextract.knowledge.anchors import Anchors
from dxextract.knowledge.files import Entry
from dxextract.knowledge.phrases import Ending, alternatives
from dxextract.text import fold

_WORD = r"[^\W\d_]+"


class NumberJoinsEntry(Entry):
    """The part of ``gazetteer/number_words.yaml`` about two numbers."""

    range: tuple[str, ...]
    range_about: tuple[str, ...]
    out_of: tuple[str, ...]
    out_of_things: tuple[str, ...]
    out_of_behind_noun: tuple[str, ...]
    scale: tuple[str, ...]
    scale_led: tuple[str, ...]
    scale_leads: tuple[str, ...]
    scale_opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberJoins:
    """Expressions over folded text.

    Attributes:
        range: all that stands between the two ends of a range.
        range_in_words: what follows the first word of a range in words; its group is the second number.
        out_of: all that stands between a part and its whole.
        out_of_things: the same, where neither number has a unit.
        out_of_noun: the same with a noun (its group) behind the part.
        on_scale: all that stands between a score and the scale that it is on.
        scale_before: what ends with the words that lead to the top of a scale.
        announced_scale: a scale that is announced; its group is the top.
    """

    range: re.Pattern[str]
    range_in_words: re.Pattern[str]
    out_of: re.Pattern[str]
    out_of_things: re.Pattern[str]
    out_of_noun: re.Pattern[str]
    on_scale: re.Pattern[str]
    scale_before: Ending
    announced_scale: Anchors


def compile_joins(entry: NumberJoinsEntry, *, points: Iterable[str]) -> NumberJoins:
    """Compile the words that join two numbers.

    Args:
        entry: the words.
        points: the unit words of scores.
    """
    joined, about = alternatives(entry.range), alternatives(entry.range_about)
    leads, led = alternatives(entry.scale_leads), alternatives(entry.scale_led)
    opens = rf"(?:\s+{alternatives(entry.scale_opens)})?"
    scale = rf"(?:{alternatives(entry.scale)}|{leads}\s+{led}){opens}\s+"
    last = (fold(word).split()[-1] for word in (*entry.scale, *entry.scale_led, *entry.scale_opens))
    return NumberJoins(
        range=re.compile(rf"\s*-\s*|\s+{joined}\s+(?:{about}\s+)?"),
        range_in_words=re.compile(rf"\s+(?:{joined}|-)\s+({_WORD})\s+{_WORD[:-1]}"),
        out_of=re.compile(rf"\s+{alternatives(entry.out_of)}\s+"),
        out_of_things=re.compile(rf"\s+{alternatives(entry.out_of_things)}\s+"),
        out_of_noun=re.compile(rf"\s+({_WORD}(?:\s{_WORD})?)\s+{alternatives(entry.out_of_behind_noun)}\s+"),
        on_scale=re.compile(rf"\s+(?:{alternatives(points)}\s*)?(?:{leads}\s+|[(,]\s*(?:{leads}\s+)?){led}{opens}\s+"),
        scale_before=Ending(rf"(?<!\w){scale}\Z", last),
        announced_scale=Anchors([re.compile(rf"(?<!\w){scale}(\d{{1,5}}(?:\.\d{{3}})?)(?![\d.,]*\d)")]),
    )
