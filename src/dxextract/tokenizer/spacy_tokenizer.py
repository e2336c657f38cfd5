"""Our words as a spaCy tokenizer: ``spacy.blank("vi", config=SPACY_CONFIG)`` needs no other word segmenter.

Importing this module imports spaCy. The name in the configuration is found through the entry point of the installed
package, so that nobody has to import it by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from dxextract.spans import Span
from dxextract.tokenizer.claims import Claim, claim
from dxextract.tokenizer.sentences import split_sentences
from dxextract.tokenizer.words import segment_around

SPACY_CONFIG: dict[str, Any] = {"nlp": {"tokenizer": {"@tokenizers": "dxextract.Tokenizer.v1"}}}
"""The configuration for ``spacy.blank("vi", config=SPACY_CONFIG)``."""


class Tokenizer:
    """Turns a text into a ``Doc`` whose tokens are our words and claims; ``doc.text`` is the text, to the character.

    A token may hold spaces (``chuyển đổi``). White space beyond the one space after a word is a token of its own, as
    spaCy has it.

    Args:
        vocab: the vocabulary that the documents share.
        abbreviations: what does not end a sentence (see :func:`dxextract.tokenizer.sentences.split_sentences`).
    """

    def __init__(self, vocab: Vocab, *, abbreviations: AbstractSet[str] = frozenset()) -> None:
        self.vocab = vocab
        self.abbreviations = frozenset(abbreviations)

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        done = 0
        for token in _tokens(text, self.abbreviations):
            _add_gap(text[done : token.start], words, spaces)
            words.append(text[token.start : token.end])
            spaces.append(False)
            done = token.end
        _add_gap(text[done:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Tokenize texts one by one."""
        return map(self, texts)

    # The configuration holds everything there is to know; spaCy stores it and asks for these besides.

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: the configuration says it all."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Tokenizer:
        """Itself."""
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Write nothing."""

    def from_disk(self, _path: str | Path, **_: Any) -> Tokenizer:
        """Itself."""
        return self


def create_tokenizer(abbreviations: list[str] | None = None) -> Callable[[Language], Tokenizer]:
    """The factory that spaCy calls.

    Args:
        abbreviations: what does not end a sentence; None for none.
    """
    return lambda nlp: Tokenizer(nlp.vocab, abbreviations=frozenset(abbreviations or ()))


registry.tokenizers("dxextract.Tokenizer.v1", func=create_tokenizer)


def _tokens(text: str, abbreviations: AbstractSet[str]) -> Iterator[Span]:
    """Words and claims of a text, sentence by sentence."""
    claims = claim(text)
    at = 0
    for sentence in split_sentences(text, claims, abbreviations=abbreviations):
        inside: list[Claim] = []
        while at < len(claims) and claims[at].start < sentence.end:
            inside.append(claims[at])
            at += 1
        offset = sentence.start
        local = [Span(c.start - offset, min(c.end, sentence.end) - offset) for c in inside]
        for token in segment_around(text[sentence.start : sentence.end], local):
            yield Span(token.start + offset, token.end + offset)


def _add_gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    """What stands between two tokens: one space belongs to the token before it, the rest is a token."""
    if gap.startswith(" ") and words:
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)
