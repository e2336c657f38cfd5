"""Words as underthesea cuts them, with exact spans.

underthesea returns strings and rewrites them on the way (NFC, ``hoà`` → ``hòa``, spaces dropped), so its output cannot
be found again in the text. Here its pattern and its model run on their own: the pattern's matches carry the spans, the
model says which of them belong together.

Two guards keep the time linear, where ``underthesea.word_tokenize`` is quadratic or worse:

- A run of characters without white space that is longer than 100, or that holds an address followed by eight or more
  punctuation marks, is one word and is not looked into.
- The model tags at most 2,000 tokens at once; a longer sentence is tagged in parts.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from dxextract.spans import Span

_LONGEST_RUN = 100
_TAGGED_AT_ONCE = 2000
# No token of underthesea's pattern holds white space, so a run can be judged and replaced on its own. In an address,
# marks at its end make the pattern backtrack over all ways to part them.
_UNSAFE = re.compile(rf"(?<!\S)(?:\S{{{_LONGEST_RUN + 1},}}+|[^\s/:]*+[/:]\S*?[`!;:'\".,?«»“”‘’]{{8}}\S*+)")


@dataclass(frozen=True, slots=True)
class _Underthesea:
    """The parts of underthesea's word segmentation."""

    pattern: re.Pattern[str]
    normalise: Callable[[str], str]
    tag: Callable[[list[list[str]]], list[str]]


@cache
def _underthesea() -> _Underthesea:
    """Load the parts once, when the first text comes: importing them takes most of a second."""
    from underthesea.models.fast_crf_sequence_tagger import FastCRFSequenceTagger
    from underthesea.pipeline.text_normalize import token_normalize
    from underthesea.pipeline.word_tokenize import regex_tokenize

    tagger = FastCRFSequenceTagger()
    tagger.load(str(Path(regex_tokenize.__file__).parent / "models" / "ws_crf_vlsp2013_20230727"))
    # Compiled anew from its source: ``fixed_words`` of anybody's call overwrites the module's compiled pattern.
    pattern = re.compile(regex_tokenize.regex_patterns_combine, re.VERBOSE)
    return _Underthesea(pattern=pattern, normalise=token_normalize, tag=tagger.predict)


def segment(text: str) -> tuple[Span, ...]:
    """Cut a sentence into words.

    Args:
        text: one sentence; in NFC or not.

    Returns:
        Spans of ``text`` in order, without overlap. They hold every character that is not white space, and white space
        only between the syllables of a word. The words are those of ``underthesea.word_tokenize``, but for the guards
        above. Takes time linear in the length of the text.
    """
    composed = _compose(text)
    engine = _underthesea()
    scanned = _UNSAFE.sub(lambda run: "x" * len(run[0]), composed.text)
    tokens = [Span(*match.span()) for match in engine.pattern.finditer(scanned)]
    words: list[Span] = []
    for first in range(0, len(tokens), _TAGGED_AT_ONCE):
        batch = tokens[first : first + _TAGGED_AT_ONCE]
        tags = engine.tag([[engine.normalise(composed.text[t.start : t.end][:_LONGEST_RUN])] for t in batch])
        for token, tag in zip(batch, tags, strict=True):
            if tag == "I-W" and words:
                words[-1] = Span(words[-1].start, token.end)
            else:
                words.append(token)
    return composed.original(words)


def segment_around(text: str, claims: Sequence[Span]) -> tuple[Span, ...]:
    """Cut a sentence into words, with every claim a word of its own.

    Args:
        text: one sentence.
        claims: spans of ``text``, sorted and without overlap.

    Returns:
        Spans as from :func:`segment`. A word that touches no claim is the same; one that overlaps a claim is cut at the
        claim's edges.
    """
    ends = [claim.end for claim in claims]
    around = chain.from_iterable(_outside(text, word, claims, bisect_right(ends, word.start)) for word in segment(text))
    return tuple(sorted(chain((Span(claim.start, claim.end) for claim in claims), around)))


def _outside(text: str, word: Span, claims: Sequence[Span], at: int) -> Iterator[Span]:
    """The parts of a word outside claims, of which ``claims[at]`` is the first that ends behind the word's start."""
    start = word.start
    while start < word.end:
        claimed = at < len(claims) and claims[at].start < word.end
        end = claims[at].start if claimed else word.end
        part = text[start:end].lstrip()
        if part:
            yield Span(end - len(part), end - len(part) + len(part.rstrip()))
        start = claims[at].end if claimed else word.end
        at += 1


@dataclass(frozen=True, slots=True)
class _Composed:
    """A text in NFC with, for each character, the span of the characters it was made from; None: itself."""

    text: str
    origins: Sequence[Span] | None

    def original(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The spans in the text as it was. A character that became several goes to the first span with a part of it."""
        if self.origins is None:
            return tuple(spans)
        kept: list[Span] = []
        done = 0
        for span in spans:
            start, end = max(self.origins[span.start].start, done), self.origins[span.end - 1].end
            if start < end:
                kept.append(Span(start, end))
                done = end
        return tuple(kept)


# underthesea reads the Icelandic letter, which some keyboards give, as the Vietnamese one.
_ETH = str.maketrans("ðÐ", "đĐ")


def _compose(text: str) -> _Composed:
    if unicodedata.is_normalized("NFC", text):
        return _Composed(text.translate(_ETH), None)
    pieces: list[str] = []
    origins: list[Span] = []
    for start, end in _clusters(text):
        piece = unicodedata.normalize("NFC", text[start:end])
        pieces.append(piece)
        if piece == text[start:end]:
            origins += (Span(at, at + 1) for at in range(start, end))
        else:
            origins += [Span(start, end)] * len(piece)
    return _Composed("".join(pieces).translate(_ETH), origins)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text where normalisation cannot reach over: each cluster in NFC, put together, is the text in NFC."""
    start = 0
    for at in range(1, len(text)):
        if not _composes(text[at - 1], text[at]):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _composes(before: str, character: str) -> bool:
    """Whether a character may become one with what stands before it."""
    if character < "\u0300" or "\u1e00" <= character <= "\u1eff" or before.isspace():
        return False
    if unicodedata.combining(character) or "\u1160" <= character <= "\u11ff":
        return True
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", character)
    return unicodedata.normalize("NFC", before + character) != apart
