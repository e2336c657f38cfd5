"""What an item of a list begins with: its mark, or a number with its label behind a colon."""

from __future__ import annotations

import re

from dxextract.spans import Span

_MARK = re.compile(r"\s*([-+*•●▪◦·–—]|[a-zđ\d]{1,2}[.)](?=\s))")

_LABELS = re.compile(r"\s*(?::|[-–—](?=\s)|là(?=\s+(?:tỷ lệ|tỷ trọng|số|tổng số|mức|độ)\s))\s+(?=[^\W\d_])")
_BELOW = re.compile(r"[ \t]*\n([^\W\d_][^\n\d]{2,80}(?:(?:19|20)\d\d)?)[ \t]*(?:\n[ \t]*\n|\Z)")
_BLOCK_OPENS = re.compile(r"\n[ \t]*\n[-+•*\s]*\Z")
_MARKS = 8
"""So many blanks and marks may stand between a block's start and its first number."""
_LETTER = re.compile(r"[^\W_]")


def item_mark(text: str, start: int) -> str | None:
    """The mark that the item of a list at ``start`` begins with (``-``, ``1.``, ``a)``), None where none begins.

    Args:
        text: the article's text as printed: ``TP. Huế`` and ``A.`` in capitals are no marks.
        start: where a sentence or a paragraph starts; blanks before the mark are passed over.
    """
    mark = _MARK.match(text, start)
    return None if mark is None else mark[1]


def label_behind(folded: str, sentence: Span, number: Span) -> Span | None:
    """``- 72,4%: hồ sơ nộp trực tuyến``, ``1.812 là số dịch vụ công``: what stands behind a number that opens its line
    and a colon, a dash or ``là``, or in the one line below it in a block of two; None where there is no such label.

    Args:
        folded: the article's folded text.
        sentence: the number's sentence.
        number: the number with its unit.
    """
    below = _BELOW.match(folded, number.end)
    if below is not None and _BLOCK_OPENS.search(folded[max(0, number.start - _MARKS) : number.start]):
        return Span(*below.span(1))
    mark = _LABELS.match(folded, number.end, sentence.end)
    if mark is None or _LETTER.search(folded, sentence.start, number.start):
        return None
    return Span(mark.end(), sentence.end)
