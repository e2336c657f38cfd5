"""What a web page says about its article outside of it: title, day, author, outlet, address.

The day comes from JSON-LD and meta tags, then from ``<time>``; a guess out of the text is never made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dxextract.readers.dates import parse_day
from dxextract.readers.render import AROUND, name_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The names of meta tags (name, property or itemprop), the likelier one first; all in lower case.
_DAY = (
    *("article:published_time", "article:published", "og:published_time", "og:article:published_time"),
    *(
        "datepublished",
        "date_published",
        "publisheddate",
        "published_date",
        "publish_date",
        "publishdate",
        "publish-date",
    ),
    *("pubdate", "pub_date", "publication_date", "citation_publication_date", "article.published", "parsely-pub-date"),
    *("sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.created"),
    "date",
)
_TITLE = ("og:title", "twitter:title", "dc.title", "headline")
_AUTHOR = ("author", "article:author", "dc.creator", "citation_author", "parsely-author")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "publisher")
_URL = ("og:url",)

_ARTICLE = re.compile(r"(?:Article|Report|Posting)\Z")
_DEEPEST_LD = 8
_PUBLISHED_LD = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,60})"')
_PUBLISHED = re.compile(r"publi|pubdate|posted|ngay-?dang", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?<!\S)(?:related|sidebar|widget|footer|comment|recent|other|popular|most|lien-?quan|tin-?(?:khac|lien))",
    re.IGNORECASE,
)
_HEADLINE = re.compile(r"(?<![^\s_-])(?:title|tieu-?de|headline)(?![^\s_-])", re.IGNORECASE)
_LINES = ("h1", "h2", "h3", "h4", "p", "div", "span", "a", "td", "strong", "b")
_SHORTEST_TITLE, _LONGEST_TITLE = 10, 250
_LINE, _BESIDE = 160, 80
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_SITE = re.compile(r"\s(?:[|»–—]|-|::)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What a page says; None for what it does not. ``basis`` is ``meta``, ``time`` or ``none``."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    basis: str = "none"


def page_metadata(tree: HtmlElement, printed: str) -> PageMetadata:
    """Read what a page says about its article.

    Args:
        tree: the page with its JSON-LD.
        printed: the text on it.
    """
    scripts = [script.text_content() for script in tree.iter("script") if is_json_ld(script)]
    article = next(_articles(scripts), {})
    metas = _metas(tree)
    published, basis = _published(tree, scripts, article, metas)
    outlet = _meta(metas, _OUTLET) or _name(article.get("publisher"))
    return PageMetadata(
        title=_title(tree, printed, article, metas),
        author=_author(article, metas, outlet),
        outlet=outlet,
        url=_url(tree, metas),
        published=published,
        basis=basis,
    )


def is_json_ld(element: HtmlElement) -> bool:
    """Whether an element is a script of JSON-LD."""
    return name_of(element) == "script" and (
        (element.get("type") or "").split(";")[0].strip().lower() == "application/ld+json"
    )


def _articles(scripts: list[str]) -> Iterator[Mapping[str, object]]:
    """The objects of JSON-LD that are the page's article, those of lists of other articles left out."""
    for script in scripts:
        try:
            yield from _found(json.loads(script.strip().strip(";"), strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _found(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _DEEPEST_LD:
        return
    if isinstance(value, list):
        for one in value:
            yield from _found(one, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
            yield value
        else:
            for name in ("@graph", "mainEntity"):
                yield from _found(value.get(name), depth + 1)


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first value of each meta tag, and of each element with ``itemprop``, by its name."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        value = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop"):
            if value and (name := element.get(attribute)):
                found.setdefault(name.strip().lower(), value)
    return found


def _meta(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _published(
    tree: HtmlElement, scripts: list[str], article: Mapping[str, object], metas: Mapping[str, str]
) -> tuple[date | None, str]:
    if day := parse_day(article.get("datePublished")):
        return day, "meta"
    if not article:  # JSON-LD that is broken may still say it, if it says one thing
        stated = {parse_day(value) for script in scripts for value in _PUBLISHED_LD.findall(script)} - {None}
        if len(stated) == 1:
            return stated.pop(), "meta"
    for name in _DAY:
        if name in metas and (day := parse_day(metas[name])):
            return day, "meta"
    if day := _time(tree):
        return day, "time"
    return None, "none"


def _time(tree: HtmlElement) -> date | None:
    """The day of ``<time>``: one marked as that of publication, else the first in the article, else the only one.

    One in a paragraph is part of the text, and one beside other articles is theirs.
    """
    marked: list[date] = []
    within: list[date] = []
    others: set[date] = set()
    for element in tree.iter("time", "abbr", "span", "div", "p"):
        is_time = element.tag == "time"
        if not is_time and (element.get("itemprop") or "").lower() != "datepublished":
            continue
        day = parse_day(element.get("datetime") or element.get("content") or element.get("title") or _short(element))
        if day is None or _in_prose(element):
            continue
        about = " ".join(element.get(name) or "" for name in ("class", "itemprop", "id", "pubdate"))
        outside, inside = _surroundings(element)
        if outside:
            continue
        if not is_time or _PUBLISHED.search(about) or element.get("pubdate") is not None:
            marked.append(day)
        elif inside:
            within.append(day)
        others.add(day)
    if marked or within:
        return (marked or within)[0]
    return others.pop() if len(others) == 1 else None


def _surroundings(element: HtmlElement) -> tuple[bool, bool]:
    """Whether an element is in a part of the page beside the article, and whether it is in the article."""
    inside = False
    for parent in element.iterancestors():
        name = name_of(parent)
        if name == "body":
            break
        if name in AROUND or _ELSEWHERE.search(f"{parent.get('class') or ''} {parent.get('id') or ''}"):
            return True, False
        inside = inside or name in ("article", "main")
    return False, inside


def _in_prose(element: HtmlElement) -> bool:
    block = next((p for p in element.iterancestors() if name_of(p) in ("p", "li", "td", "blockquote")), None)
    words = _words(block) if block is not None else ""
    return len(words) - len(_words(element)) > _BESIDE or words.endswith((".", ";", ":"))


def _short(element: HtmlElement) -> str:
    text = element.text_content()
    return text if len(text) <= _LINE else ""


def _title(tree: HtmlElement, printed: str, article: Mapping[str, object], metas: Mapping[str, str]) -> str | None:
    """The headline as printed (``h1``) where the head of the page confirms it, else what the head says.

    ``<title>`` often names the site alone: it counts where the page prints it, too. Old portals have no ``h1``, but
    mark their headline by its class.
    """
    outlet = _meta(metas, _OUTLET)
    headings = [text for h1 in tree.iter("h1") if (text := _words(h1))]
    said = [name for name in (_text(article.get("headline")), _meta(metas, _TITLE)) if name and name != outlet]
    head = next((_words(title) for title in tree.iter("title")), "")
    printed_as = [place for heading in headings for name in (*said, head) if (place := _place(heading, name))]
    if printed_as:
        return min(printed_as)[1]
    if said:
        return _without_site(said[0])
    short = _without_site(head)
    if short and short in printed.split("\n"):
        return short
    return next(iter([*headings, *_marked(tree), *_first_heading(tree, printed)]), None)


def _marked(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter(*_LINES):
        if (
            _HEADLINE.search(f"{element.get('class') or ''} {element.get('id') or ''}")
            and not _surroundings(element)[0]
        ):
            text = _words(element)
            if _SHORTEST_TITLE <= len(text) <= _LONGEST_TITLE:
                yield text


def _first_heading(tree: HtmlElement, printed: str) -> Iterator[str]:
    """A smaller heading, if it is the first line on the page."""
    first = printed.split("\n", 1)[0]
    yield from (first for heading in tree.iter("h2", "h3") if _words(heading) == first)


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _place(heading: str, name: str) -> tuple[int, str] | None:
    """Where a name holds a heading, and the heading; a name may be the beginning of it and dots."""
    folded, name = heading.casefold(), name.casefold().removesuffix("...").removesuffix("…").rstrip()
    if len(name) >= _SHORTEST_TITLE and folded.startswith(name):
        return 0, heading
    return (name.index(folded), heading) if len(folded) > 1 and folded in name else None


def _without_site(name: str) -> str:
    """A title without the name of the site behind it, if more is left than is cut."""
    parts = list(_SITE.finditer(name))
    if parts and parts[-1].start() > len(name) - parts[-1].end():
        return name[: parts[-1].start()].rstrip()
    return name


def _author(article: Mapping[str, object], metas: Mapping[str, str], outlet: str | None) -> str | None:
    for name in (_name(article.get("author")), _meta(metas, _AUTHOR)):
        if name and name.casefold() not in {"admin", (outlet or "").casefold()} and not _ADDRESS.match(name):
            return name
    return None


def _url(tree: HtmlElement, metas: Mapping[str, str]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    candidates = [*links, *(metas[name] for name in _URL if name in metas)]
    return next((url.strip() for url in candidates if url and _ADDRESS.fullmatch(url.strip())), None)


def _name(value: object) -> str | None:
    """A name out of JSON-LD: a text, an object with one, or several of them."""
    if isinstance(value, list):
        return ", ".join(name for one in value if not isinstance(one, list) and (name := _name(one))) or None
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: object) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) else None
