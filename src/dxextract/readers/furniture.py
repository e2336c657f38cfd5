"""The lines of a page, and which of them are no part of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dxextract.knowledge.layout import FurnitureScope, LayoutRules, flatten
from dxextract.spans import Span
from dxextract.text import level

# Limits in characters and words: the longest line that can be furniture, the longest name, and from where on a line
# is a paragraph, or a sentence if it also ends like one.
_LONGEST = 300
_NAME_WORDS = 6
_PARAGRAPH = 150
_SENTENCE = 30

_MARKS = " \t|<>*•·-.…:;,()[]{}\"'»«›→►▪+#_=~"
_SEPARATOR = re.compile(r"\||\]|\s-\s")
_SENTENCE_END = re.compile(r"(?<!\.)[.;][\"')\]]*\Z")
_NAME_LINKS = frozenset({"-", "&", "và", "//", "/"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or a part of one, without the marks at its ends, in two forms of the same length.

    Attributes:
        words: as rules match it (see :func:`dxextract.knowledge.layout.flatten`).
        printed: with its capitals.
    """

    words: str
    printed: str

    def between(self, start: int, end: int) -> Piece:
        """The part from ``start`` to ``end``, without the marks at its ends; it may be empty."""
        words = self.words[start:end]
        left = len(words) - len(words.lstrip(_MARKS))
        right = len(words.rstrip(_MARKS))
        return Piece(words[left:right], self.printed[start:end][left:right])

    def parts(self) -> Iterator[Piece]:
        """What stands between separators, where anything does."""
        start = 0
        for end, following in [*(m.span() for m in _SEPARATOR.finditer(self.printed)), (len(self.words), -1)]:
            part = self.between(start, end)
            if part.words:
                yield part
            start = following


@dataclass(frozen=True, slots=True)
class Line(Span):
    """A line that holds words; the span leaves out the white space around it.

    Attributes:
        piece: what stands on it.
        prose: whether it reads as a sentence or a paragraph, not as a headline or a label.
    """

    piece: Piece
    prose: bool


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a line that is no content says."""

    scope: FurnitureScope
    author: str | None = None
    outlet: str | None = None


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that hold more than marks and white space, in order."""
    lines: list[Line] = []
    start = 0
    for words, printed in zip(flatten(text).split("\n"), level(text).split("\n"), strict=True):
        piece = Piece(words, printed).between(0, len(words))
        if piece.words:
            trimmed = printed.strip()
            begin = start + printed.index(trimmed)
            sentence = len(piece.words) >= _SENTENCE and _SENTENCE_END.search(trimmed[-4:]) is not None
            lines.append(Line(begin, begin + len(trimmed), piece, sentence or len(piece.words) >= _PARAGRAPH))
        start += len(words) + 1
    return tuple(lines)


def first_prose(lines: Sequence[Line]) -> int:
    """Position of the first line below the topmost that reads as a paragraph; the number of lines if none does."""
    return next((i for i, line in enumerate(lines) if i and line.prose), len(lines))


def last_prose(lines: Sequence[Line]) -> int:
    """Position of the last line that reads as a paragraph; the number of lines if none does."""
    return next((i for i in range(len(lines) - 1, -1, -1) if lines[i].prose), len(lines))


def is_name(printed: str) -> bool:
    """Whether a few words read as the name of a person or an outlet: capitalised, no figures."""
    words = printed.split()
    return (
        0 < len(words) <= _NAME_WORDS
        and not any(c.isdigit() for c in printed)
        and any(word[0].isupper() for word in words)
        and all(word.lstrip("\"'(")[:1].isupper() or word in _NAME_LINKS for word in words)
    )


def recognise(piece: Piece, rules: LayoutRules) -> Furniture | None:
    """What furniture a line is, as a whole or in each of its parts; None for content."""
    if len(piece.words) > _LONGEST:
        return None
    if whole := _recognise_whole(piece, rules):
        return whole
    found: list[Furniture] = []
    for part in piece.parts():
        one = _recognise_whole(part, rules)
        if one is None:
            return None
        found.append(one)
    return Furniture(
        found[0].scope,
        author=next((one.author for one in found if one.author), None),
        outlet=next((one.outlet for one in found if one.outlet), None),
    )


def _recognise_whole(piece: Piece, rules: LayoutRules) -> Furniture | None:
    if not rules.any_furniture.fullmatch(piece.words):
        return None
    for rule in rules.furniture:
        if match := rule.pattern.fullmatch(piece.words):
            said = {name: piece.printed[slice(*match.span(name))] for name in match.groupdict() if match[name]}
            if "author" not in said or is_name(said["author"]):
                return Furniture(rule.scope, author=said.get("author"), outlet=said.get("outlet"))
    return None


def find_furniture(lines: Sequence[Line], rules: LayoutRules) -> Mapping[int, Furniture]:
    """Which lines are furniture, by their position.

    A heading over other articles takes the headlines below it along, until a line reads as prose. Above the first
    paragraph it is a menu and takes nothing.
    """
    found: dict[int, Furniture] = {}
    body = first_prose(lines)
    in_list = False
    for position, line in enumerate(lines):
        furniture = recognise(line.piece, rules)
        if furniture is None:
            in_list = in_list and not line.prose
            furniture = Furniture("rest") if in_list else None
        elif furniture.scope == "rest":
            in_list = position > body
        if furniture is not None:
            found[position] = furniture
    return found
