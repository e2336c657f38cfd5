"""Sentences of Vietnamese news, found in one pass over the text.

A line break always ends a sentence. Inside a line a full stop ends one unless it belongs to a number, a date, an
address (see :mod:`dxextract.tokenizer.claims`), an abbreviation (``TP. Sa Đéc``) or a list number (``1. Kết quả``).
The space behind it may be missing (``năm.Về``). A semicolon does not end a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from dxextract.spans import Span

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BLANK = _INVISIBLE + "".join(c for c in map(chr, range(0x3001)) if c.isspace())
_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029](?:(?<=\r)\n)?")
_STOP = re.compile(
    r"(?P<stop>[.?!…]+)(?P<closers>[\"'”’»)\]]{0,3})"
    rf"(?P<gap>[\s{_INVISIBLE}]*)(?P<openers>[\"'“‘«(\[]{{0,2}})"
)
_WORD = re.compile(r"\w")
_TOKEN_BACKWARDS = re.compile(r"[\w&.]*")
_LONGEST_ABBREVIATION = 24
# The number of a list item or of a table, a figure, an article: "1.", "2.1.", "II.", "a.", "- 3.", "BẢNG 1.", "Điều 5."
_LABEL = re.compile(r"[\W_]{0,4}(?:[^\W\d_]{1,12}\s)?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,5}|[^\W\d_])")
_LONGEST_LABEL = 33
_LONGEST_SENTENCE = 2000
_ENDS_A_WORD = "%\"'”’»)]"
_GOES_ON = "\"'”’»)]},;:%/"


def lines(text: str) -> Iterator[Span]:
    """The lines of a text in order, without blanks around them; a blank line is an empty span.

    Blanks are white space and characters that cannot be seen (no-break space, zero-width space, soft hyphen).
    """
    start = 0
    for match in _BREAK.finditer(text):
        yield _trim(text, start, match.start())
        start = match.end()
    yield _trim(text, start, len(text))


def split_sentences(text: str, claims: Sequence[Span], *, abbreviations: AbstractSet[str]) -> tuple[Span, ...]:
    """Split a text into sentences.

    Args:
        text: the text of an article or any part of it.
        claims: spans of ``text`` inside which no stop ends a sentence, sorted and without overlap.
        abbreviations: what does not end a sentence, each with its full stop (``TP.``, ``ThS.``).

    Returns:
        Spans in the order of the text, without blanks around them. They do not overlap, none holds a line break, and
        together they hold every character that is no blank. What goes on for 2 000 characters without a stop is cut
        behind a mark or a word. Takes time linear in the length of the text.
    """
    sentences: list[Span] = []
    claim = 0
    for line in lines(text):
        if not line:
            continue
        start = line.start
        first_word = _first_word(text, start, line.end)
        for match in _STOP.finditer(text, line.start, line.end):
            stop = match.start()
            while claim < len(claims) and claims[claim].end <= stop:
                claim += 1
            if claim < len(claims) and claims[claim].start <= stop:
                continue
            if match.end() == line.end or stop < first_word or not _ends(text, match, start, abbreviations):
                continue
            sentences.append(Span(start, match.end("closers")))
            start = match.start("openers")
            first_word = _first_word(text, start, line.end)
        sentences.append(Span(start, line.end))
    return tuple(part for sentence in sentences for part in _cut(text, sentence, claims))


def _cut(text: str, sentence: Span, claims: Sequence[Span]) -> Iterator[Span]:
    """A sentence, or its parts where it is too long: what looks through a whole sentence must not take forever."""
    start = sentence.start
    while sentence.end - start > _LONGEST_SENTENCE:
        latest = start + _LONGEST_SENTENCE
        at = bisect_right(claims, latest, key=lambda c: c.start) - 1
        if at >= 0 and claims[at].end > latest:
            latest = claims[at].start if claims[at].start > start else min(claims[at].end, sentence.end)
        marks = (text.rfind(mark, start + _LONGEST_SENTENCE // 2, latest) for mark in ("; ", ", ", " "))
        end = next((mark + 1 for mark in marks if mark >= 0), latest)
        yield _trim(text, start, end)
        while end < sentence.end and text[end] in _BLANK:
            end += 1
        start = end
    if start < sentence.end:
        yield Span(start, sentence.end)


def _trim(text: str, start: int, end: int) -> Span:
    kept = text[start:end].lstrip(_BLANK)
    start = end - len(kept)
    return Span(start, start + len(kept.rstrip(_BLANK)))


def _first_word(text: str, start: int, end: int) -> int:
    match = _WORD.search(text, start, end)
    return match.start() if match else end


def _ends(text: str, match: re.Match[str], sentence_start: int, abbreviations: AbstractSet[str]) -> bool:
    """Whether the stop ends the sentence; there is text behind it on its line."""
    stop = match.start()
    plain_stop = match["stop"] == "." and not match["closers"]
    if match["gap"]:
        begins = _may_begin(text[match.end() : match.end() + 2])
    else:
        begins = text[match.end()].isupper() and not (plain_stop and not _ends_a_word(text[stop - 1]))
    if not begins or not plain_stop:
        return begins
    before = text[max(sentence_start, stop - _LONGEST_ABBREVIATION) : stop]
    backwards = _TOKEN_BACKWARDS.match(before[::-1])
    token = backwards[0][::-1] if backwards is not None else ""
    if f"{token}." in abbreviations or f"{token.rpartition('.')[2]}." in abbreviations:
        return False
    return stop - sentence_start > _LONGEST_LABEL or not _LABEL.fullmatch(text, sentence_start, stop)


def _may_begin(following: str) -> bool:
    """Whether a sentence may begin so: not with a small letter, save for names such as ``eGov``."""
    first = following[0]
    if first.islower():
        return following[1:].isupper()
    return first not in _GOES_ON


def _ends_a_word(character: str) -> bool:
    """Whether a stop behind this character, with no space after it, can be a full stop: not in ``Q.Hùng``, ``T.Ư``."""
    return character in _ENDS_A_WORD or not (character.isupper() or character.isspace())
