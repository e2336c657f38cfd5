"""What a reader gives: an article whose text never changes again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dxextract.spans import Span


@dataclass(frozen=True, slots=True)
class Article:
    """One article, ready for extraction.

    Attributes:
        source: path or URL as given; ``path#n`` for the n-th record of a file.
        text: the text that all offsets index (see docs/records.md).
        published: day of publication, None when the input does not say.
        published_basis: meta, time, header, url, given or none.
        furniture: spans of ``text`` that are page furniture; no fact is found in them.
        repairs: what was repaired in the input before ``text`` was fixed.
    """

    source: str
    text: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = "vi"
    published: date | None = None
    published_basis: str = "none"
    furniture: tuple[Span, ...] = ()
    repairs: tuple[str, ...] = ()
