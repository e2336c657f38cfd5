"""An article laid out for finders: one masked text, its folded twin, sentences, paragraphs, claims."""

from __future__ import annotations

from dataclasses import dataclass

from dxextract.article import Article
from dxextract.spans import Span
from dxextract.tokenizer.claims import Claim


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence; ``paragraph`` is the position of its paragraph in :attr:`Document.paragraphs`."""

    paragraph: int


@dataclass(frozen=True, slots=True)
class Paragraph(Span):
    """A paragraph: a block between blank lines, or a line of its own where lines hold several sentences.

    Attributes:
        block: number of the block between blank lines that the paragraph belongs to.
        heading: whether the line reads as a heading: short, without a full stop at its end.
        headings: positions in :attr:`Document.paragraphs` of the headings that the paragraph stands under, outermost
            first; the title is none of them.
    """

    block: int
    heading: bool
    headings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An article as finders see it. All offsets index ``article.text``; ``text`` and ``folded`` have its length.

    Attributes:
        text: the article's text with page furniture blanked and plain spaces for no-break and other spaces.
        folded: ``fold(text)``, what rules match.
        claims: what was claimed on the characters, in the order of the text.
    """

    article: Article
    text: str
    folded: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
