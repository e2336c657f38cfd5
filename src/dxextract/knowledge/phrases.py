"""Lists of phrases as expressions over folded text: found anywhere, at the end of a text, or where a text begins.

Phrases are whole words: a phrase that begins or ends with a letter or digit does not match inside a word. A space in a
phrase matches any white space, at its beginning one character of it. Of two phrases that fit, the longer wins. No
phrases match nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from dxextract.text import fold

INTO_WORD, OUT_OF_WORD = r"(?<!\w(?=\w))", r"(?!(?<=\w)\w)"
"""Guards for the two ends of an expression: they fail where it would begin or end inside a word."""

_NOTHING = "(?!)"
_TAIL = "".join(c for c in map(chr, range(0x10000)) if c.isspace()) + ":"


def alternatives(phrases: Iterable[str]) -> str:
    """The phrases as one group of alternatives, without guards."""
    return tree(map(_elements, phrases))


def guarded(
    phrases: Iterable[str], *, strictly: bool = False, behind_first: Callable[[str], str] = lambda first: ""
) -> str:
    """The phrases as one group of alternatives that does not begin inside a word.

    It matches what :data:`INTO_WORD` and :func:`alternatives` do, several times faster: the guard stands behind the
    first letter of each phrase, so that the search goes from one possible first letter to the next.

    Args:
        phrases: not empty ones.
        strictly: no letter or digit may stand before a phrase that begins with a sign, either.
        behind_first: gives for the expression of a first character another guard that stands behind it.
    """

    def guard(first: str) -> str:
        lettered = strictly or re.match(r"\w", first) is not None
        return (rf"(?<!\w{first})" if lettered else "") + behind_first(first)

    return tree(map(_elements, phrases), guard=guard)


def _elements(phrase: str) -> list[str]:
    spaced = [r"\s+" if character == " " else re.escape(character) for character in fold(phrase)]
    return [r"\s", *spaced[1:]] if phrase.startswith(" ") else spaced


def tree(phrases: Iterable[Sequence[str]], *, guard: Callable[[str], str] = lambda first: "") -> str:
    """One group of alternatives for phrases, of which the longest wins: what they begin with alike is tried once.

    Args:
        phrases: each as expressions for its characters; two that differ never match at the same place.
        guard: gives for a first expression what stands behind it, to look back at what is before it.
    """
    root: _Node = {}
    for phrase in phrases:
        node = root
        for element in (*phrase, _END):
            node = node.setdefault(element, {})
    guarded_root = {e + guard(e) if e else e: following for e, following in root.items()}
    return f"(?:{_behind(guarded_root)})" if root else _NOTHING


_Node: TypeAlias = "dict[str, _Node]"
"""What may follow: expressions for the next character with what follows them, and :data:`_END`."""
_END = ""


def _behind(node: _Node) -> str:
    """The expression for what may follow, the longest first; nothing may follow last."""
    ends = _END in node
    branches = [element + _behind(following) for element, following in sorted(node.items()) if element != _END]
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches + [''] * ends)})" if branches else ""


def guard_first(first: str, expression: str) -> str:
    """The expression of a phrase, with a guard behind its first character: no letter or digit stands before it."""
    letter = re.escape(first)
    return rf"{letter}(?<!\w{letter}){expression.removeprefix(letter)}"


def anywhere(phrases: Iterable[str], *, not_before: Iterable[str] = (), inside: Iterable[str] = ()) -> re.Pattern[str]:
    """Finds a phrase.

    Args:
        phrases: what is looked for.
        not_before: words before which a phrase does not count.
        inside: compounds of two words (``thực hiện``) whose second word is no phrase (``hiện``) and begins none.
    """
    barred: dict[str, list[str]] = {}
    for compound in inside:
        one, other = fold(compound).split(" ")
        first, rest = re.escape(other[0]), re.escape(other[1:])
        barred.setdefault(first, []).append(rf"(?!(?<=\b{re.escape(one)}\s{first}){rest}{OUT_OF_WORD})")
    known = guarded(phrases, behind_first=lambda first: "".join(barred.get(first, ())))
    return re.compile(rf"{known}{OUT_OF_WORD}(?!\s+{alternatives(not_before)}{OUT_OF_WORD})")


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


class Ending:
    """An expression for the end of a text, searched only where the text ends with one of some words and white space.

    Args:
        expression: what ends with ``\\Z``.
        words: folded; every match ends with one of them, but for white space.
    """

    __slots__ = ("_pattern", "_words")

    def __init__(self, expression: str, words: Iterable[str]) -> None:
        self._pattern = re.compile(expression)
        self._words = tuple(dict.fromkeys(words))

    def search(self, text: str) -> re.Match[str] | None:
        """The match; None where there is none."""
        return self._pattern.search(text) if text.rstrip().endswith(self._words) else None


def at_start(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches a phrase where a text begins, up to 20 of white space, commas, colons and quotation marks apart."""
    return re.compile(rf"[\s,:\"]{{0,20}}{INTO_WORD}{alternatives(phrases)}{OUT_OF_WORD}")
