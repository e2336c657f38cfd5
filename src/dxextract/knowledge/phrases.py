"""Lists of phrases as expressions over folded text: found anywhere, at the end of a text, or where a text begins.

Phrases are whole words: a phrase that begins or ends with a letter or digit does not match inside a word. A space in a
phrase matches any white space. Of two phrases that fit, the longer wins. No phrases match nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dxextract.text import fold

INTO_WORD, OUT_OF_WORD = r"(?<!\w(?=\w))", r"(?!(?<=\w)\w)"
"""Guards for the two ends of an expression: they fail where it would begin or end inside a word."""

_NOTHING = "(?!)"


def alternatives(phrases: Iterable[str]) -> str:
    """The phrases as one group of alternatives, without guards."""
    ordered = sorted({fold(p) for p in phrases}, key=lambda p: (-len(p), p))
    escaped = [re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered]
    return f"(?:{'|'.join(escaped)})" if escaped else _NOTHING


def anywhere(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds a phrase."""
    return re.compile(f"{INTO_WORD}{alternatives(phrases)}{OUT_OF_WORD}")


def at_end(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds a phrase that ends a text, white space and colons apart."""
    return re.compile(rf"{INTO_WORD}{alternatives(phrases)}{OUT_OF_WORD}[\s:]*$")


def at_start(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches a phrase where a text begins, white space, commas, colons and quotation marks apart."""
    return re.compile(rf"[\s,:\"]*{INTO_WORD}{alternatives(phrases)}{OUT_OF_WORD}")
