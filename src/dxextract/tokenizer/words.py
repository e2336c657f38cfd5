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

import logging
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dxextract.spans import Span
from dxextract.tokenizer.segmenter import load_segmenter

if TYPE_CHECKING:
    from underthesea.models.fast_crf_sequence_tagger import FastCRFSequenceTagger

_LONGEST_RUN = 100
_TAGGED_AT_ONCE = 2000
_REMEMBERED = 1 << 16
# No token of underthesea's pattern holds white space, so a run can be judged and replaced on its own. In an address,
# marks at its end make the pattern backtrack over all ways to part them.
_UNSAFE = re.compile(rf"(?<!\S)(?:\S{{{_LONGEST_RUN + 1},}}+|[^\s/:]*+[/:]\S*?[`!;:'\".,?«»“”‘’]{{8}}\S*+)")


# Plain words between white space and common marks, which no other part of underthesea's pattern takes.
_PLAIN = r"[^\W\d_]++(?=[\s,;)\"”]|\Z)"


class _Engine:
    """The parts of underthesea's word segmentation: its pattern, its corrections of tokens, its model."""

    def __init__(self) -> None:
        from underthesea.pipeline.text_normalize import token_normalize
        from underthesea.pipeline.word_tokenize import regex_tokenize

        folder = Path(regex_tokenize.__file__).parent / "models" / "ws_crf_vlsp2013_20230727"
        # Compiled anew from its source: ``fixed_words`` of anybody's call overwrites the module's compiled pattern.
        self.pattern = re.compile(f"{_PLAIN}|{regex_tokenize.regex_patterns_combine}", re.VERBOSE)
        self._correct: Callable[[str], str] = token_normalize
        self._corrected: dict[str, str] = {}
        self._segmenter = load_segmenter(folder)
        self._folder = folder
        if self._segmenter is None:
            logging.getLogger(__name__).warning(
                "underthesea's word model is not the one of version 9.5: its own, slower tagger is used"
            )

    @property
    def fast(self) -> bool:
        return self._segmenter is not None

    @cached_property
    def _tagger(self) -> FastCRFSequenceTagger:
        """underthesea's own."""
        from underthesea.models.fast_crf_sequence_tagger import FastCRFSequenceTagger

        tagger = FastCRFSequenceTagger()
        tagger.load(str(self._folder))
        return tagger

    def goes_on(self, tokens: Sequence[str]) -> Sequence[bool]:
        """For each token, whether it goes on with the word before."""
        found = self._segmenter.goes_on(tokens) if self._segmenter is not None else None
        if found is None:
            found = [tag == "I-W" for tag in self._tagger.predict([[token] for token in tokens])]
        return found

    def token(self, written: str) -> str:
        """A token as the model expects it."""
        known = self._corrected.get(written)
        if known is None:
            if len(self._corrected) >= _REMEMBERED:
                self._corrected.clear()
            known = self._corrected[written] = self._correct(written[:_LONGEST_RUN])
        return known


@cache
def _engine() -> _Engine:
    """Load the parts once, when the first text comes: it takes half a second."""
    return _Engine()


def is_fast() -> bool:
    """Whether the installed model of underthesea is the one that is decoded here; if not, its own tagger is used."""
    return _engine().fast


def segment(text: str) -> tuple[Span, ...]:
    """Cut a sentence into words.

    Args:
        text: one sentence; in NFC or not.

    Returns:
        Spans of ``text`` in order, without overlap. They hold every character that is not white space, and white space
        only between the syllables of a word. The words are those of ``underthesea.word_tokenize``, but for the guards
        above. Takes time linear in the length of the text.
    """
    return tuple(Span(start, end) for start, end in _cut(text))


def segment_around(text: str, claims: Sequence[Span]) -> tuple[Span, ...]:
    """Cut a sentence into words, with every claim a word of its own.

    Args:
        text: one sentence.
        claims: spans of ``text``, sorted and without overlap.

    Returns:
        Spans as from :func:`segment`. A word that touches no claim is the same; one that overlaps a claim is cut at the
        claim's edges.
    """
    return tuple(Span(start, end) for start, end in cut_around(text, [(c.start, c.end) for c in claims]))


Edges = tuple[int, int]
"""Start and end of a word."""


def cut_around(text: str, claims: Sequence[Edges]) -> list[Edges]:
    """:func:`segment_around` in plain numbers, for where there are many words and few are looked at."""
    words: list[Edges] = []
    at = done = 0
    for word_start, end in _cut(text):
        start = max(word_start, done)
        while at < len(claims) and claims[at][0] < end:
            _add(words, text, start, claims[at][0])
            words.append(claims[at])
            start = done = claims[at][1]
            at += 1
        _add(words, text, start, end)
    return words + list(claims[at:])


def _add(words: list[Edges], text: str, start: int, end: int) -> None:
    """Add what is left of a word, without white space at its ends."""
    if start < end:
        part = text[start:end].lstrip()
        if part:
            words.append((end - len(part), end - len(part) + len(part.rstrip())))


def _cut(text: str) -> list[Edges]:
    composed = _compose(text)
    engine = _engine()
    scanned = _UNSAFE.sub(lambda run: "x" * len(run[0]), composed.text)
    tokens = [match.span() for match in engine.pattern.finditer(scanned)]
    words: list[Edges] = []
    for first in range(0, len(tokens), _TAGGED_AT_ONCE):
        batch = tokens[first : first + _TAGGED_AT_ONCE]
        goes_on = engine.goes_on([engine.token(composed.text[start:end]) for start, end in batch])
        for token, inside in zip(batch, goes_on, strict=True):
            if inside and words:
                words[-1] = (words[-1][0], token[1])
            else:
                words.append(token)
    return composed.original(words)


@dataclass(frozen=True, slots=True)
class _Composed:
    """A text in NFC with, for each character, the span of the characters it was made from; None: itself."""

    text: str
    origins: Sequence[Span] | None

    def original(self, words: list[Edges]) -> list[Edges]:
        """The words in the text as it was. A character that became several goes to the first word with a part of it."""
        if self.origins is None:
            return words
        kept: list[Edges] = []
        done = 0
        for word_start, word_end in words:
            start, end = max(self.origins[word_start].start, done), self.origins[word_end - 1].end
            if start < end:
                kept.append((start, end))
                done = end
        return kept


def _compose(text: str) -> _Composed:
    if unicodedata.is_normalized("NFC", text):
        return _Composed(_without_eth(text), None)
    pieces: list[str] = []
    origins: list[Span] = []
    for start, end in _clusters(text):
        piece = unicodedata.normalize("NFC", text[start:end])
        pieces.append(piece)
        if piece == text[start:end]:
            origins += (Span(at, at + 1) for at in range(start, end))
        else:
            origins += [Span(start, end)] * len(piece)
    return _Composed(_without_eth("".join(pieces)), origins)


def _without_eth(text: str) -> str:
    """underthesea reads the Icelandic letter, which some keyboards give, as the Vietnamese one."""
    return text.replace("ð", "đ").replace("Ð", "Đ")


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
