"""The one way to say where something stands in a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``start`` (included) to ``end`` (excluded) of the article's text."""

    start: int
    end: int

    def __lt__(self, other: Span) -> bool:
        """By start, then by end: spans of all kinds sort together."""
        return (self.start, self.end) < (other.start, other.end)

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


S = TypeVar("S", bound=Span)


def within(spans: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Those of ``spans`` (sorted) that begin in ``start`` to ``end``, in time that does not depend on the others."""
    first = bisect_left(spans, start, key=_start)
    return spans[first : bisect_left(spans, end, lo=first, key=_start)]


_start = attrgetter("start")
_ends = attrgetter("start", "end")


def mask(text: str, spans: Iterable[Span]) -> str:
    """The text with every character inside ``spans`` turned into a line break or a space: same length, same offsets."""
    return blank(text, map(_ends, spans))


def blank(text: str, edges: Iterable[tuple[int, int]]) -> str:
    """:func:`mask` in plain numbers: starts and ends."""
    pieces: list[str] = []
    done = 0
    for first, end in sorted(edges):
        if end <= done:
            continue
        start = max(first, done)
        pieces.append(text[done:start])
        pieces.append("\n".join([" " * len(line) for line in text[start:end].split("\n")]))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)
