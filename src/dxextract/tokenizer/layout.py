"""Lay an article out for the finders: furniture blanked, claims, sentences, and the paragraphs they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import groupby

from dxextract.article import Article
from dxextract.document import Document, Paragraph, Sentence
from dxextract.spans import Span, mask
from dxextract.text import fold, plain_spaces
from dxextract.tokenizer.claims import claim
from dxextract.tokenizer.sentences import lines, split_sentences

_LONGEST_HEADING = 120
_LONGEST_CELL = 20
_LONGEST_STACK = 2
"""So many headings may follow each other (``I. KẾT QUẢ``, ``1. Hạ tầng``); more are the lines of a list or a table."""
_DEEPEST = 6
"""So many headings may stand over each other; more lines of their kind are a list of something."""
_BULLET = re.compile(r"[-+*•●▪◦·–—]|[a-zđ\d]{1,2}\)")
_LABELS = tuple(
    re.compile(rf"(?:{label})\s")
    for label in (r"[A-HJ-UWYZ][.)]", r"[IVX]+[.)]", r"\d{1,2}\.", r"\d{1,2}(?:\.\d{1,2})+\.?", r"[a-zđ][.)]|\d{1,2}\)")
)
"""Labels of headings, those of the widest parts first."""
_SMALL = len(_LABELS) - 1
"""The label that items of a list bear as often as headings do."""
_CAPTION = re.compile(r"(?:Bảng|Biểu|Phụ lục|BẢNG|BIỂU|PHỤ LỤC)(?:\s+\d{1,2})?\.")
_LETTER = re.compile(r"[^\W\d_]")
_SYLLABLE = re.compile(r"[^\W\d_]{2,}|(?:19|20)\d\d(?!\d)")
_CLOSERS = "\"'”’»)] "


@dataclass(frozen=True, slots=True)
class _Line(Span):
    """A line that is not blank.

    Attributes:
        cell: whether it is like a field of a table.
        label: a position in ``_LABELS``.
        noted: whether all of it stands in brackets.
        heading_like: what its own characters say, whatever stands around it.
    """

    sentences: int
    title: bool
    cell: bool
    bullet: bool
    label: int | None
    noted: bool
    introduces: bool
    heading_like: bool


def lay_out(article: Article, *, abbreviations: AbstractSet[str]) -> Document:
    """Lay an article out.

    Args:
        article: what a reader gave; its text is in NFC.
        abbreviations: see :func:`dxextract.tokenizer.sentences.split_sentences`.

    Returns:
        The document. Each sentence lies in one paragraph, each paragraph in one block; a list whose introduction ends
        with a colon is one paragraph with it, even across blank lines, and belongs to the introduction's block.
    """
    text = plain_spaces(mask(article.text, article.furniture))
    claims = claim(text)
    sentences = split_sentences(text, claims, abbreviations=abbreviations)
    paragraphs = _paragraphs(_blocks(text, sentences, title=plain_spaces(article.title or "").strip()))
    return Document(
        article=article,
        text=text,
        folded=fold(text),
        paragraphs=paragraphs,
        sentences=_placed(sentences, paragraphs),
        claims=claims,
    )


def _blocks(text: str, sentences: Sequence[Span], *, title: str) -> list[list[_Line]]:
    """The lines between blank lines."""
    blocks: list[list[_Line]] = []
    at = 0
    for filled, run in groupby(lines(text), key=bool):
        if not filled:
            continue
        block: list[_Line] = []
        for line in run:
            first = at
            while at < len(sentences) and sentences[at].start < line.end:
                at += 1
            block.append(_describe(text[line.start : line.end], line, sentences=at - first, title=title))
        blocks.append(block)
    return _without_items(blocks)


def _without_items(blocks: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Let a line with a small label (``a) Năm 2022``) be a heading only where it heads other lines.

    That is where the next line is a bullet or stands behind a blank line, and neither neighbour has such a label.
    """
    flat = [line for block in blocks for line in block]
    items = {
        line
        for before, line, after in zip([None, *flat], flat, [*flat[1:], None], strict=False)
        if line.label == _SMALL
        and (
            after is None
            or after.label == _SMALL
            or (before is not None and before.label == _SMALL)
            or not (after.bullet or after.start > line.end + 1)
        )
    }
    return [[replace(line, heading_like=line.heading_like and line not in items) for line in block] for block in blocks]


def _describe(written: str, line: Span, *, sentences: int, title: str) -> _Line:
    bullet = _BULLET.match(written) is not None
    bare = written.rstrip(_CLOSERS)
    label = next((i for i, pattern in enumerate(_LABELS) if pattern.match(written)), None)
    labelled = _LABELS[_SMALL].match(written) if label == _SMALL else None
    return _Line(
        line.start,
        line.end,
        sentences=sentences,
        title=written == title,
        cell=_LETTER.search(written) is None or (len(written) <= _LONGEST_CELL and bare[-1:].isalpha() and not bullet),
        bullet=bullet,
        label=label,
        noted=written.startswith("(") and written.endswith(")"),
        introduces=bare.endswith(":"),
        heading_like=(labelled is not None or not bullet)
        and (sentences == 1 or _CAPTION.match(written) is not None)
        and _reads_as_heading(written[labelled.end() :] if labelled else written, bare),
    )


def _reads_as_heading(written: str, bare: str) -> bool:
    """Short, two words or a word and a year at least, begins like a sentence, does not end like one, no table cells."""
    first = written.lstrip("\"'“‘«([")[:1]
    return (
        len(written) <= _LONGEST_HEADING
        and len(_SYLLABLE.findall(written)) > 1
        and (first.isupper() or first.isdigit())
        and not bare.endswith((".", ";", ",", "…"))
        and "\t" not in written
        and "|" not in written
    )


def _headings(block: Sequence[_Line]) -> list[bool]:
    """Which lines are headings: the title, and what looks like one, save in a table or where too many stand on end."""
    headings: list[bool] = []
    for heading_like, group in groupby(block, key=lambda line: line.heading_like):
        run = list(group)
        before, after = len(headings) - 1, len(headings) + len(run)
        in_table = (before >= 0 and block[before].cell) or (after < len(block) and block[after].cell)
        headings += [line.title or (heading_like and len(run) <= _LONGEST_STACK and not in_table) for line in run]
    return headings


def _paragraphs(blocks: Sequence[Sequence[_Line]]) -> tuple[Paragraph, ...]:
    paragraphs: list[Paragraph] = []
    over = _Headings()
    listing = False
    for number, block in enumerate(blocks):
        by_line = any(line.sentences > 1 for line in block)
        joins = False
        for line, heading in zip(block, _headings(block), strict=True):
            listing = listing and line.bullet and not heading
            if listing or (joins and not heading):
                last = paragraphs[-1]
                if last.heading:
                    over.withdraw(len(paragraphs) - 1)
                paragraphs[-1] = replace(last, end=line.end, heading=False)
            else:
                above = over.enter(line, len(paragraphs)) if heading else over.stay()
                paragraphs.append(Paragraph(line.start, line.end, block=number, heading=heading, headings=above))
            listing = listing or line.introduces
            joins = not (by_line or heading)
    return tuple(paragraphs)


class _Headings:
    """The headings that a place in the text stands under."""

    def __init__(self) -> None:
        self._over: list[tuple[int | None, int]] = []
        self._body = False

    def stay(self) -> tuple[int, ...]:
        """The headings over a paragraph that is none."""
        self._body = True
        return tuple(number for _, number in self._over)

    def enter(self, line: _Line, number: int) -> tuple[int, ...]:
        """The headings over a heading, which is the last one from now on. The title and a note are over nothing."""
        if line.title or line.noted:
            return ()
        self._over = self._over[: self._depth(line.label)]
        above = tuple(number for _, number in self._over)
        self._over.append((line.label, number))
        self._body = False
        return above

    def withdraw(self, number: int) -> None:
        """The last paragraph was the introduction of a list; the title, which is over nothing, may be one too."""
        if self._over and self._over[-1][1] == number:
            self._over.pop()
        self._body = True

    def _depth(self, label: int | None) -> int:
        """How many headings stay: those of wider parts; all where no text stands between, save for equal labels."""
        labels = [over for over, _ in self._over]
        if label is not None:
            return next((i for i, over in enumerate(labels) if over is not None and over >= label), len(labels))
        if not self._body:
            return min(len(labels), _DEEPEST)
        unlabelled = [i for i, over in enumerate(labels) if over is None]
        return unlabelled[-1] if unlabelled else 0


def _placed(sentences: Sequence[Span], paragraphs: Sequence[Paragraph]) -> tuple[Sentence, ...]:
    placed: list[Sentence] = []
    paragraph = 0
    for sentence in sentences:
        while paragraphs[paragraph].end <= sentence.start:
            paragraph += 1
        placed.append(Sentence(sentence.start, sentence.end, paragraph=paragraph))
    return tuple(placed)
