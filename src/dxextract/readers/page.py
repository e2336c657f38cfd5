"""A web page: its article's text by trafilatura, and what the page says about it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dxextract.errors import InputError
from dxextract.readers.options import Limits
from dxextract.readers.page_metadata import PageMetadata, is_json_ld, page_metadata
from dxextract.readers.render import HIDDEN, is_deeper, name_of, render

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_log = logging.getLogger(__name__)

_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
_PARAGRAPH = re.compile(r"</p\s*>|<br\s*/?>|</div\s*>|</li\s*>|</h[1-6]\s*>|</td\s*>", re.IGNORECASE)
_MOST_SPANNED, _MOST_FILLED = 40, 4000
_HEAD_BYTES = 8192
_DROPPED = ("time", "data", "abbr", "acronym", "mark", "output", "label", "bdi", "bdo", "ins", "dfn", "meter")
"""Elements that trafilatura drops together with the words of a sentence in them."""
_ABOVE = 3
_BELOW = 12


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds.

    Attributes:
        body: the article's text without its title.
        about: what the page says about the article.
        top: the lines around the headline, where a date line may stand that is no part of the text.
    """

    body: str
    about: PageMetadata
    top: str


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page names in its head."""
    match = _CHARSET.search(data, 0, _HEAD_BYTES)
    return match[1].decode("ascii", "replace") if match else None


def read_page(markup: str, limits: Limits, *, url: str | None = None) -> Page:
    """Read a page.

    Args:
        markup: its HTML, decoded.
        limits: how deep it may be.
        url: its address, where it is known.

    Raises:
        InputError: stage ``read``; reason ``too_deep``, or ``no_text``: nothing on it is the text of an article.
    """
    tree = _parse(markup, limits)
    if tree is None:
        raise InputError("read", "no_text", "no text on the page")
    _remove(tree, lambda element: _is_hidden(element) and not is_json_ld(element))
    _fill_spans(tree)
    printed = render(_printed(tree))
    about = page_metadata(tree, printed)
    _remove(tree, is_json_ld)
    for element in list(tree.iter(*_DROPPED)):
        element.drop_tag()
    body = _article(tree, url) or printed
    if not body:
        raise InputError("read", "no_text", "no text on the page")
    return Page(body, about, _top(tree, printed, about.title))


def read_fragment(markup: str, limits: Limits) -> str:
    """The text of a piece of HTML that is an article and nothing else, as records hold it; it may be empty.

    Raises:
        InputError: stage ``read``, reason ``too_deep``.
    """
    tree = _parse(f"<div>{markup}</div>", limits)
    if tree is None:
        return ""
    _remove(tree, _is_hidden)
    _fill_spans(tree)
    return render(_printed(tree), around=False)


def is_fragment(text: str) -> bool:
    """Whether a text is HTML: it has ends of paragraphs, cells or lines."""
    return "<" in text and _PARAGRAPH.search(text) is not None


def _parse(markup: str, limits: Limits) -> HtmlElement | None:
    from lxml import html
    from lxml.etree import LxmlError

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    data = _INVALID.sub("", _PROLOGUE.sub("", markup, count=1)).encode("utf-8")
    if not data.strip():
        return None
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    if is_deeper(tree, limits.html_depth):
        raise InputError("read", "too_deep", f"more than {limits.html_depth} elements inside one another")
    return tree


def _is_hidden(element: HtmlElement) -> bool:
    return (
        name_of(element) in HIDDEN
        or element.get("hidden") is not None
        or _INVISIBLE.search(element.get("style") or "") is not None
    )


def _remove(tree: HtmlElement, unwanted: Callable[[HtmlElement], bool]) -> None:
    for element in [one for one in tree.iter() if unwanted(one)]:
        if element.getparent() is not None and name_of(element) not in ("body", "html"):
            element.drop_tree()


def _printed(tree: HtmlElement) -> HtmlElement:
    """What is on the page and not in its head."""
    body = tree.find("body")
    return tree if body is None else body


def _fill_spans(tree: HtmlElement) -> None:
    """Put empty cells where a cell spans columns or rows, so that all rows of a table have the same columns."""
    from lxml.html import Element

    left = _MOST_FILLED
    for table in tree.iter("table"):
        below: dict[int, int] = {}  # rows that a cell above still takes, by column
        for row in table.iter("tr"):
            column = 0
            for cell in [*(child for child in row if name_of(child) in ("td", "th")), None]:
                while below.get(column) and left:
                    below[column] -= 1
                    left -= 1
                    column += 1
                    if cell is None:
                        row.append(Element("td"))
                    else:
                        cell.addprevious(Element("td"))
                if cell is None:
                    break
                columns, rows = min(_span(cell, "colspan"), left + 1), _span(cell, "rowspan")
                left -= columns - 1
                for at in range(columns):
                    below[column + at] = rows - 1
                    if at:
                        cell.addnext(Element("td"))
                column += columns


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.attrib.pop(name, "1").strip()
    return min(int(value), _MOST_SPANNED) if value.isascii() and value.isdigit() and int(value) else 1


def _article(tree: HtmlElement, url: str | None) -> str:
    """The text that trafilatura finds; nothing where it finds none."""
    import trafilatura
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of every page without text; we have rejects
    try:
        found = trafilatura.bare_extraction(tree, url=url, include_comments=False, with_metadata=False)
    except Exception:  # code of others on pages of anybody
        _log.debug("trafilatura failed", exc_info=True)
        return ""
    if not isinstance(found, Document) or found.body is None or _is_heap(found.body, tree):
        return ""
    return render(found.body, around=False)


def _is_heap(body: HtmlElement, tree: HtmlElement) -> bool:
    """Whether trafilatura found no article and gives all pieces of text of the page as lines of one paragraph."""
    lines = (body[0].text or "").split("\n") if len(body) == 1 and not len(body[0]) else []
    return len(lines) > 1 and {" ".join(piece.split()) for piece in tree.itertext()}.issuperset(lines)


def _top(tree: HtmlElement, printed: str, title: str | None) -> str:
    """The headline's line and those around it: above it only what is in the same part of the page."""
    heading = next((h1 for h1 in tree.iter("h1") if " ".join(h1.text_content().split()) == title), None)
    if heading is None or title is None:
        return ""
    above: list[str] = []
    parent = heading.getparent()
    if parent is not None and name_of(parent) not in ("body", "html"):
        above = render(parent, around=False).split(title, 1)[0].split("\n")
    below = printed.partition(title)[2].split("\n")
    near = [line for line in above if line.strip()][-_ABOVE:]
    return "\n".join([*near, title, *[line for line in below if line.strip()][:_BELOW]])
