"""Lists of phrases as expressions over folded text: found anywhere, at the end of a text, or where a text begins.

Phrases are whole words: a phrase that begins or ends with a letter or digit does not match inside a word. A space in a
phrase matches any white space. Of two phrases that fit, the longer wins. No phrases match nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dxextract.text import fold

INTO_WORD, OUT_OF_WORD = r"(?<!\w(?=\w))", r"(?!(?<=\w)\w)"
"""Guards for the two ends of an expression: they fail where it would begin or end inside a word."""

_NOTHING = "(?!)"
_TAIL = "".join(c for c in map(chr, range(0x10000)) if c.isspace()) + ":"


def alternatives(phrases: Iterable[str]) -> str:
    """The phrases as one group of alternatives, without guards."""
    return _group(phrase for _, phrase in _escaped(phrases))


def guarded(phrases: Iterable[str], *, strictly: bool = False) -> str:
    """The phrases as one group of alternatives that does not begin inside a word.

    It matches what :data:`INTO_WORD` and :func:`alternatives` do, several times faster: the guard stands behind the
    first letter of each phrase, so that the search goes from one possible first letter to the next.

    Args:
        phrases: not empty ones.
        strictly: no letter or digit may stand before a phrase that begins with a sign, either.
    """
    return _group(
        guard_first(first, phrase) if strictly or re.match(r"\w", first) else phrase
        for first, phrase in _escaped(phrases)
    )


def _escaped(phrases: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The first character of each phrase and the phrase as an expression, the longest first."""
    for phrase in sorted({fold(p) for p in phrases}, key=lambda p: (-len(p), p)):
        yield phrase[:1], re.escape(phrase).replace(r"\ ", r"\s+")


def guard_first(first: str, expression: str) -> str:
    """The expression of a phrase, with a guard behind its first character: no letter or digit stands before it."""
    letter = re.escape(first)
    return rf"{letter}(?<!\w{letter}){expression.removeprefix(letter)}"


def _group(expressions: Iterable[str]) -> str:
    joined = "|".join(expressions)
    return f"(?:{joined})" if joined else _NOTHING


def anywhere(phrases: Iterable[str], *, not_before: Iterable[str] = (), inside: Iterable[str] = ()) -> re.Pattern[str]:
    """Finds a phrase.

    Args:
        phrases: what is looked for.
        not_before: words before which a phrase does not count.
        inside: compounds of two words (``thực hiện``) whose second word is no phrase (``hiện``) and begins none.
    """
    following = alternatives(not_before)
    expression = rf"{guarded(phrases)}{OUT_OF_WORD}(?!\s+{following}{OUT_OF_WORD})"
    compounds = [fold(compound).split(" ") for compound in inside]
    barred = "".join(rf"(?!(?<=\b{re.escape(one)}\s){re.escape(other)}{OUT_OF_WORD})" for one, other in compounds)
    return re.compile(barred + expression)


class AtEnd:
    """Finds a phrase that ends a text, white space and colons apart. A text with another last word is not searched."""

    __slots__ = ("_last", "_pattern")

    def __init__(self, phrases: Iterable[str]) -> None:
        known = tuple(phrases)
        self._last = tuple({fold(phrase).split()[-1] for phrase in known})
        self._pattern = re.compile(rf"{guarded(known)}{OUT_OF_WORD}[\s:]*$")

    def search(self, text: str) -> re.Match[str] | None:
        """The phrase that ends the text, with what follows it; None when none does."""
        return self._pattern.search(text) if text.rstrip(_TAIL).endswith(self._last) else None


def at_start(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches a phrase where a text begins, white space, commas, colons and quotation marks apart."""
    return re.compile(rf"[\s,:\"]*{INTO_WORD}{alternatives(phrases)}{OUT_OF_WORD}")
