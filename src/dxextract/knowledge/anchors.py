"""Where patterns may match in a text, found for all of them in one pass over it.

A rule such as ``tháng {month}/{year}`` can match only where ``tháng`` stands. The literals that a pattern may begin
with are read off its parsed form; one automaton (Aho-Corasick) finds them all, and a pattern is tried at its own
literals only, instead of at every character. What matches is the same, to the character.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

# The parser that ``re`` itself compiles with; it has no public name.
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import ahocorasick_rs

_MOST = 400
"""What would make the beginnings of a pattern more than this is not looked at."""
_LONGEST = 8
"""So many characters of a beginning tell enough."""
_NUMBER = "\ue000"
"""Stands for any digits in the beginning of a pattern; a space stands for any white space."""
_DIGITS = frozenset("0123456789")
_RUN = re.compile(r"\d+")


class Anchors:
    """Patterns that are tried where the literals stand that they begin with. Picklable: rebuilt from the patterns.

    Args:
        patterns: none of them matches from the inside of a word on (:data:`dxextract.knowledge.phrases.INTO_WORD`).
    """

    __slots__ = ("_anywhere", "_first", "_found", "_scanner", "patterns")

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self.patterns = tuple(patterns)
        self._first = 0
        self._scanner: _Scanner | None = None
        self._found: tuple[str | None, list[list[int]]] = (None, [])
        self._anywhere: tuple[str | None, list[int]] = (None, [])

    def __reduce__(self) -> tuple[Callable[..., Anchors], tuple[_Scanner, int, int]]:
        return _part, (self._scan(), self._first, len(self.patterns))

    def finditer(self, folded: str) -> Iterator[tuple[int, re.Match[str]]]:
        """All matches in a text with the number of the pattern: pattern by pattern, each as its own ``finditer``."""
        for number, places in enumerate(self._places(folded)):
            if places:
                for match in self._matches(number, folded, places, 0, len(folded) + 1):
                    yield number, match

    def between(self, number: int, folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """What the ``finditer`` of one pattern finds from ``start`` to ``end``."""
        places = self._places(folded)[number]
        at = bisect_left(places, start)
        return self._matches(number, folded, places, at, end) if at < len(places) and places[at] < end else iter(())

    def _matches(self, number: int, folded: str, places: list[int], at: int, end: int) -> Iterator[re.Match[str]]:
        match, done = self.patterns[number].match, 0
        while at < len(places) and (place := places[at]) < end:
            if place >= done and (found := match(folded, place, end)) is not None:
                yield found
                done = found.end()
            at += 1

    def may_stand(self, folded: str, start: int, end: int) -> bool:
        """Whether any of the patterns may match from ``start`` to ``end``; most often none does."""
        if self._anywhere[0] is not folded:
            self._anywhere = folded, sorted(set().union(*self._places(folded)))
        anywhere = self._anywhere[1]
        at = bisect_left(anywhere, start)
        return at < len(anywhere) and anywhere[at] < end

    def _places(self, folded: str) -> list[list[int]]:
        """For each pattern, the places where it may match; those of the last text are remembered."""
        if self._found[0] is not folded:
            self._found = folded, self._scan().places(folded)[self._first : self._first + len(self.patterns)]
        return self._found[1]

    def _scan(self) -> _Scanner:
        if self._scanner is None:
            self._scanner = _Scanner(self.patterns)
        return self._scanner


def look_together(several: Sequence[Anchors]) -> None:
    """Let those that are asked about the same texts go over each text once for all of them."""
    scanner = _Scanner([pattern for anchors in several for pattern in anchors.patterns])
    first = 0
    for anchors in several:
        anchors._scanner, anchors._first = scanner, first
        first += len(anchors.patterns)


def _part(scanner: _Scanner, first: int, size: int) -> Anchors:
    anchors = Anchors(scanner.patterns[first : first + size])
    anchors._scanner, anchors._first = scanner, first
    return anchors


class _Scanner:
    """Finds where patterns may match. Picklable: rebuilt from the patterns.

    A pattern may begin with a text (``tháng ``), with digits and a text (``12 giờ``) or one sign (``3/``) behind
    them, with any digits, or with one letter before them (``h22``).
    """

    __slots__ = (
        "_automaton",
        "_behind_digits",
        "_first",
        "_free",
        "_last",
        "_lettered",
        "_numeric",
        "_signs",
        "patterns",
    )

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self.patterns = tuple(patterns)
        self._free: list[tuple[int, tuple[str, ...]]] = []
        numeric: list[int] = []
        signs: defaultdict[str, list[int]] = defaultdict(list)
        lettered: defaultdict[str, list[int]] = defaultdict(list)
        first: defaultdict[str, list[int]] = defaultdict(list)
        behind_digits: defaultdict[str, list[int]] = defaultdict(list)
        for number, pattern in enumerate(self.patterns):
            literals = first_literals(pattern)
            if literals is None:
                self._free.append((number, tuple(sorted(needed_literals(pattern)))))
                continue
            letters = {literal[0] for literal in literals if literal[1:] == _NUMBER and literal[0].isalpha()}
            for letter in letters:
                lettered[letter].append(number)
            words = {literal.partition(_NUMBER)[0] for literal in literals} - {"", *letters}
            for word in _shortest(words):
                first[word].append(number)
            for rest in _shortest({literal.split(_NUMBER)[1] for literal in literals if literal.startswith(_NUMBER)}):
                (numeric if not rest else signs[rest] if len(rest) == 1 else behind_digits[rest]).append(number)
        texts = sorted({*first, *behind_digits})
        contiguous = ahocorasick_rs.Implementation.ContiguousNFA  # small enough to stay in the cache of a processor
        self._automaton = ahocorasick_rs.AhoCorasick(texts, implementation=contiguous)
        self._first = [first.get(text, ()) for text in texts]
        self._behind_digits = [behind_digits.get(text, ()) for text in texts]
        self._numeric = tuple(numeric)
        self._lettered = dict(lettered)
        self._signs = {sign: (*numbers, *numeric) for sign, numbers in signs.items()}
        self._last: tuple[str | None, list[list[int]]] = (None, [])

    def __reduce__(self) -> tuple[type[_Scanner], tuple[tuple[re.Pattern[str], ...]]]:
        return _Scanner, (self.patterns,)

    def places(self, folded: str) -> list[list[int]]:
        """For each pattern, the places where it may match, in order. Those of the last text are remembered."""
        if self._last[0] is not folded:
            self._last = folded, self._scan(folded)
        return self._last[1]

    def _scan(self, folded: str) -> list[list[int]]:
        first: defaultdict[int, list[int]] = defaultdict(list)
        behind: defaultdict[int, list[int]] = defaultdict(list)
        begins, rests = self._first, self._behind_digits
        plain = folded.replace("\n", " ")  # folding leaves no other white space
        for text, start, _ in self._automaton.find_matches_as_indexes(plain, overlapping=True):
            before = plain[start - 1] if start else " "
            if rests[text] and before.isdecimal():
                digits = start - 1
                while digits and plain[digits - 1].isdecimal():
                    digits -= 1
                behind[text].append(digits)
            if begins[text] and not (before.isalnum() and plain[start].isalnum()):
                first[text].append(start)
        places: list[list[int]] = [[] for _ in self.patterns]
        for found, numbers_of in ((first, begins), (behind, rests)):
            for text, starts in found.items():
                for number in numbers_of[text]:
                    places[number] += starts
        for run in _RUN.finditer(plain) if self._signs or self._numeric or self._lettered else ():
            start, end = run.span()
            before = plain[start - 1] if start else " "
            if not before.isalnum():
                for number in self._signs.get(plain[end : end + 1], self._numeric):
                    places[number].append(start)
            elif before in self._lettered:
                for number in self._lettered[before]:
                    places[number].append(start - 1)
        for number, needed in self._free:
            if any(literal in plain for literal in needed):
                places[number] = [match.start() for match in self.patterns[number].finditer(folded)]
        for starts in places:
            if len(starts) > 1:
                starts.sort()
        return places


class Anchored:
    """One of the patterns, looked for in parts of a long text that is looked at again and again."""

    __slots__ = ("_anchors", "_number", "pattern")

    def __init__(self, anchors: Anchors, number: int) -> None:
        self._anchors = anchors
        self._number = number
        self.pattern = anchors.patterns[number]

    def finditer(self, folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """All matches from ``start`` to ``end``, as ``re`` finds them."""
        return self._anchors.between(self._number, folded, start, end)


def first_literals(pattern: re.Pattern[str]) -> set[str] | None:
    """Texts with one of which every match of a pattern begins; None where that cannot be told."""
    if pattern.flags & re.IGNORECASE:
        return None
    found = {text for text, _ in _sequence(_parser.parse(pattern.pattern, pattern.flags))}
    return None if "" in found else _shortest(found)


def _shortest(texts: AbstractSet[str]) -> set[str]:
    """Those of the texts that begin with no other one."""
    return {text for text in texts if not any(text[:size] in texts for size in range(len(text)))}


def needed_literals(pattern: re.Pattern[str]) -> set[str]:
    """Texts one of which every match of a pattern holds somewhere; an empty text alone where that cannot be told."""
    items = list(_parser.parse(pattern.pattern, pattern.flags))
    for at in range(len(items)) if not pattern.flags & re.IGNORECASE else ():
        held = {text.partition(_NUMBER)[0] for text, _ in _sequence(items[at:])}
        if held and all(len(text.strip()) > 1 for text in held):
            return _shortest(held)
    return {""}


_Beginning = tuple[str, bool]
"""What a match may begin with, and whether that is all of it that is known."""
_UNKNOWN: frozenset[_Beginning] = frozenset({("", True)})
_EMPTY: frozenset[_Beginning] = frozenset({("", False)})


def _sequence(items: Iterable[Any]) -> frozenset[_Beginning]:
    found = _EMPTY
    for code, argument in items:
        open_ones = [text for text, ended in found if not ended]
        if not open_ones:
            break
        following = _item(code, argument)
        longer = frozenset(
            {b for b in found if b[1]} | {_join(text, more, ended) for text in open_ones for more, ended in following}
        )
        if len(longer) > _MOST:
            return _cut(longer if ("", False) in found else found)
        found = longer
    return found


def _cut(found: frozenset[_Beginning]) -> frozenset[_Beginning]:
    """The beginnings, or shorter ones, where they are too many; nothing is known of what follows them."""
    size = max(len(text) for text, _ in found)
    while len(shorter := {text[:size] for text, _ in found}) > _MOST:
        size -= 1
    return frozenset((text, True) for text in shorter)


def _item(code: Any, argument: Any) -> frozenset[_Beginning]:
    if code is sre.LITERAL:
        return frozenset({(_NUMBER if chr(argument) in _DIGITS else chr(argument), False)})
    if code is sre.SUBPATTERN:
        return _sequence(argument[-1])
    if code is sre.BRANCH:
        return frozenset().union(*map(_sequence, argument[1]))
    if code in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
        return _EMPTY
    if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, body = argument
        inside = _sequence(body)
        if most > 1 and inside == {(" ", False)}:
            inside |= {("  ", True)}  # one space goes on with what follows; behind two of them anything may stand
        elif most > 1 and inside != {(_NUMBER, False)}:
            inside = frozenset((text, True) for text, _ in inside)
        return inside if least else inside | _EMPTY
    if code is sre.IN:
        return _characters(argument)
    return _UNKNOWN


def _join(text: str, more: str, ended: bool) -> _Beginning:
    joined = text + (more[1:] if text.endswith(_NUMBER) and more.startswith(_NUMBER) else more)
    return joined[:_LONGEST], ended or len(joined) >= _LONGEST or _NUMBER in joined[1:]


def _characters(alternatives: Iterable[Any]) -> frozenset[_Beginning]:
    found: set[str] = set()
    for code, argument in alternatives:
        if code is sre.LITERAL:
            found.add(chr(argument))
        elif code is sre.RANGE and argument[1] - argument[0] < len(_DIGITS):
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        elif code is sre.CATEGORY and argument in _CLASSES:
            found.add(_CLASSES[argument])
        else:
            return _UNKNOWN
    return frozenset((_NUMBER if character in _DIGITS else character, False) for character in found)


_CLASSES = {sre.CATEGORY_DIGIT: _NUMBER, sre.CATEGORY_SPACE: " "}
