"""A plain text as an article: title, day of publication, author, outlet, and what on the page is no content."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dxextract.article import Article
from dxextract.knowledge.layout import LayoutRules
from dxextract.readers.furniture import Furniture, Line, find_furniture, is_name, split_lines
from dxextract.readers.header import find_date_lines, publication
from dxextract.readers.language import language
from dxextract.spans import Span

_LONGEST_TITLE = 250
_BYLINE = 40
_OUTLET = re.compile(r"\(([A-ZĐ]{2,6})\)|([A-ZĐ]{2,6})\s[-–—]\s")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_]+)+\.?")


def read_plain(text: str, *, source: str, rules: LayoutRules, published: date | None = None) -> Article:
    """Read the article off a plain text.

    Args:
        text: the contract text (see :func:`dxextract.text.contract_text`); the article keeps it as it is.
        source: path or URL as given.
        rules: the layout rules.
        published: the day of publication where the caller knows it; it wins over the text.

    Returns:
        The article. ``published`` comes from ``published`` (basis ``given``) or from a line that is nothing but a date
        line (``header``), never from a sentence. What is not certain is None.
    """
    lines = split_lines(text)
    furniture = find_furniture(lines, rules)
    content = [line for position, line in enumerate(lines) if position not in furniture]
    stamps = find_date_lines(content, rules)
    dated = {stamp.position for stamp in stamps if not stamp.content}
    content_lines = [line for position, line in enumerate(content) if position not in dated]
    masked = [lines[position] for position in furniture] + [content[position] for position in dated]

    title = _title(text, content_lines, rules)
    author = next((found.author for found in furniture.values() if found.author), None)
    if author is None and (byline := _byline(content_lines, title)):
        author = byline.piece.printed
        masked.append(byline)
    stated = publication(stamps)
    return Article(
        source=source,
        text=text,
        title=text[title.start : title.end] if title else None,
        author=author,
        outlet=_outlet(text, content_lines, furniture),
        language=language(text),
        published=published or stated,
        published_basis="given" if published else "header" if stated else "none",
        furniture=tuple(sorted(Span(line.start, line.end) for line in masked)),
    )


def _title(text: str, lines: Sequence[Line], rules: LayoutRules) -> Line | None:
    """The first line, unless it is a paragraph or introduces what follows (``Mục tiêu đến năm 2025:``); a section label
    gives way to a title below it."""
    sections = [rule.pattern for rule in rules.header if rule.part == "section"]
    headed = (line for line in lines if not any(pattern.fullmatch(line.piece.words) for pattern in sections))
    line = next(headed, None)
    if line is None or (line.prose and line != lines[0]):
        line = lines[0] if lines else None
    if line is None or len(line) > _LONGEST_TITLE or (line.prose and len(lines) == 1):
        return None
    return None if text.endswith(":", line.start, line.end) else line


def _byline(lines: Sequence[Line], title: Line | None) -> Line | None:
    """The author's name where it stands alone below the last paragraph."""
    if len(lines) < 2 or lines[-1] == title:
        return None
    above, last = lines[-2:]
    name = last.piece.printed
    several = len(name.split()) > 1 or _INITIALS.fullmatch(name) is not None
    return last if above.prose and several and len(name) <= _BYLINE and is_name(name) else None


def _outlet(text: str, lines: Sequence[Line], furniture: Mapping[int, Furniture]) -> str | None:
    """The code before the first paragraph (``(LAO) - ...``), else what a line of the source names."""
    opening = next((line for line in lines if line.prose), None)
    if opening and (code := _OUTLET.match(text, opening.start, opening.end)):
        return code[1] or code[2]
    return next((found.outlet for found in furniture.values() if found.outlet), None)
