"""Articles that trafilatura wrote as XML, in its own vocabulary or as TEI."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dxextract.errors import InputError
from dxextract.readers.dates import parse_day
from dxextract.readers.options import Limits
from dxextract.readers.render import is_deeper, name_of, render

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TEI = "{http://www.tei-c.org/ns/1.0}"
_NOTHING = "N/A"
_HOST = re.compile(r"\([\w.-]+\)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlDocument:
    """What a document says. ``published`` may be trafilatura's guess out of the text."""

    body: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None


def read_xml(data: bytes | str, limits: Limits) -> XmlDocument:
    """Read a document.

    Raises:
        InputError: stage ``read``; reason ``xml`` (it is not well-formed, or another vocabulary), ``too_deep`` or
            ``no_text``.
    """
    from lxml import etree

    # Entities stay as they are: they could reach for files, or grow without end.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data.encode("utf-8") if isinstance(data, str) else data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError("read", "xml", f"no XML that can be read: {error}") from error
    if is_deeper(root, limits.html_depth):
        raise InputError("read", "too_deep", f"more than {limits.html_depth} elements inside one another")
    name = name_of(root)
    if name not in ("doc", "TEI"):
        raise InputError("read", "xml", f"<{name}> is no document of trafilatura; take the text out, or save the page")
    document = _own(root) if name == "doc" else _tei(root)
    if not document.body.strip():
        raise InputError("read", "no_text", "no text in the document")
    return document


def _own(root: Element) -> XmlDocument:
    main = root.find("main")
    return XmlDocument(
        body=render(main, around=False) if main is not None else "",
        title=root.get("title") or None,
        author=root.get("author") or None,
        outlet=root.get("sitename") or None,
        url=root.get("url") or root.get("source") or None,
        published=parse_day(root.get("date")),
    )


def _tei(root: Element) -> XmlDocument:
    entry = root.find(f".//{_TEI}body/{_TEI}div[@type='entry']")
    about = root.find(f".//{_TEI}sourceDesc/{_TEI}biblFull")

    def said(path: str) -> str | None:
        found = about.find("/".join(f"{_TEI}{step}" for step in path.split("/"))) if about is not None else None
        text = " ".join(found.itertext()).strip() if found is not None else ""
        return text if text and text != _NOTHING else None

    pointer = about.find(f".//{_TEI}ptr[@type='URL']") if about is not None else None
    return XmlDocument(
        body=render(entry, around=False) if entry is not None else "",
        title=said("titleStmt/title"),
        author=said("titleStmt/author"),
        outlet=_HOST.sub("", said("publicationStmt/publisher") or "").rstrip() or None,
        url=pointer.get("target") if pointer is not None else None,
        published=parse_day(said("publicationStmt/date")),
    )
