"""What an item of a list begins with."""

from __future__ import annotations

import re

_MARK = re.compile(r"\s*([-+*•●▪◦·–—]|[a-zđ\d]{1,2}[.)](?=\s))")


def item_mark(text: str, start: int) -> str | None:
    """The mark that the item of a list at ``start`` begins with (``-``, ``1.``, ``a)``), None where none begins.

    Args:
        text: the article's text as printed: ``TP. Huế`` and ``A.`` in capitals are no marks.
        start: where a sentence or a paragraph starts; blanks before the mark are passed over.
    """
    mark = _MARK.match(text, start)
    return None if mark is None else mark[1]
