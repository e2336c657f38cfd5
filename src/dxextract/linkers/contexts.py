"""The words around a number as clues to what is told of it, and the answers that they are clues to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from datetime import date
from itertools import pairwise

from dxextract.spans import Span

_WORD = re.compile(r"\d[\d.,/]*|\w+|[^\w\s]")
_NUMBER = "#"
_NEAR = 5
"""Words from the number that are near."""
_BEFORE, _BEHIND = 30, 20
"""Words before and behind the number that are looked at."""
_YEAR = 360, 370
"""Days that the first and the last day of about a year lie apart."""
_COUNTRY = "VN"


class SentenceWords:
    """The words of a sentence, read once for all numbers in it.

    Args:
        folded: the folded text of the article.
        sentence: a span in it.
    """

    __slots__ = ("_pairs", "_starts", "_words")

    def __init__(self, folded: str, sentence: Span) -> None:
        found = list(_WORD.finditer(folded, sentence.start, sentence.end))
        self._starts = [match.start() for match in found]
        self._words = words = [_NUMBER if match[0][0].isdigit() else match[0] for match in found]
        self._pairs = [f"{word} {other}" for word, other in pairwise(words)]

    def clues(self, number: Span) -> Collection[str]:
        """The words and pairs of words around a number.

        Args:
            number: a span in the sentence.

        Returns:
            Each once, with ``<`` where it stands before the number, ``>`` behind, doubled where it is not near. Numbers
            are ``#``. Of a pair, the nearer word decides. Always in the same order, as sums of them are rounded.
        """
        words, pairs = self._words, self._pairs
        at, behind = bisect_left(self._starts, number.start), bisect_left(self._starts, number.end)
        near, far = max(at - _NEAR, 0), max(at - _BEFORE, 0)
        near_behind, far_behind = behind + _NEAR, behind + _BEHIND
        found = [
            *["<" + word for word in words[near:at]],
            *["<" + pair for pair in pairs[max(near - 1, 0) : max(at - 1, 0)]],
            *["<<" + word for word in words[far:near]],
            *["<<" + pair for pair in pairs[max(far - 1, 0) : max(near - 1, 0)]],
            *[">" + word for word in words[behind:near_behind]],
            *[">" + pair for pair in pairs[behind:near_behind]],
            *[">>" + word for word in words[near_behind:far_behind]],
            *[">>" + pair for pair in pairs[near_behind:far_behind]],
        ]
        return dict.fromkeys(found)


def answers(
    *, indicator: str | None, status: str, start: date | None, end: date | None, place: str | None
) -> Mapping[str, str]:
    """What a metric says, part by part, as far as the words around it can tell.

    Args:
        indicator, status: as in the record.
        start, end: first and last day of its period.
        place: code of its place.
    """
    return {"subject": indicator or "none", "period": length(start, end), "place": _level(place), "status": status}


def length(start: date | None, end: date | None) -> str:
    """How long a period is: ``none`` where there is none, ``open`` where it has no beginning."""
    if end is None:
        return "none"
    if start is None:
        return "open"
    days = (end - start).days
    if days == 0:
        return "of_a_day"
    return "shorter" if days < _YEAR[0] else "longer" if days > _YEAR[1] else "of_a_year"


def _level(code: str | None) -> str:
    if code is None or code == _COUNTRY:
        return "country" if code else "none"
    return "below_province" if "/" in code else "province" if code.isdigit() else "region"
