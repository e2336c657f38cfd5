"""Offsets as other tools count them: Python counts code points, JavaScript UTF-16 code units.

A character beyond U+FFFF, such as an emoji, is one code point and two code units.
"""

from __future__ import annotations

from itertools import accumulate

from dxextract.annotation.tools import Unit
from dxextract.spans import Span

_LAST_SINGLE = 0xFFFF


class Offsets:
    """Turns offsets in a text from code points to another unit and back.

    Args:
        text: the text that the offsets index.
        unit: what the other tool counts.
    """

    def __init__(self, text: str, unit: Unit) -> None:
        if unit is Unit.code_point:
            self._at = list(range(len(text) + 1))
        else:
            self._at = [0, *accumulate(1 + (ord(letter) > _LAST_SINGLE) for letter in text)]
        self._back = {there: here for here, there in enumerate(self._at)}

    def to_tool(self, span: Span) -> tuple[int, int]:
        """Where the tool sees a span of code points."""
        return self._at[span.start], self._at[span.end]

    def from_tool(self, start: int, end: int) -> Span | None:
        """The span of code points; None when an offset lies outside the text or inside a character."""
        here = self._back.get(start), self._back.get(end)
        return Span(here[0], here[1]) if here[0] is not None and here[1] is not None and here[0] < here[1] else None
