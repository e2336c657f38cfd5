"""Records of scrapers: which of their fields holds what.

Known are the names that trafilatura, Scrapy projects, news-please, newspaper, RSS readers, JSON-LD and spreadsheets in
Vietnamese use. Names are compared without capitals, marks, spaces, dashes and underscores: ``Nội dung`` is ``noidung``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from dxextract.errors import InputError
from dxextract.readers.dates import parse_day
from dxextract.text import strip_marks

ALIASES: dict[str, tuple[str, ...]] = {
    "text": (
        *(
            "text",
            "body",
            "content",
            "maintext",
            "articlebody",
            "articletext",
            "articlecontent",
            "bodytext",
            "fulltext",
        ),
        *("contenttext", "textcontent", "plaintext", "cleantext", "rawtext", "story", "paragraphs"),
        *("noidung", "noidungbaiviet", "noidungtin", "baiviet", "vanban"),
    ),
    "html": (
        *("html", "rawhtml", "pagehtml", "htmlcontent", "contenthtml", "htmlbody", "bodyhtml", "articlehtml"),
        *("contentencoded", "pagesource", "responsebody"),
    ),
    "title": ("title", "headline", "tieude", "articletitle", "tenbai", "tenbaiviet", "titlepage", "titlerss"),
    "date": (
        *("published", "publishedat", "publisheddate", "publishedtime", "publishedon", "datepublished", "datepublish"),
        *("publishdate", "publishtime", "publicationdate", "pubdate", "postedat", "posteddate", "postdate", "date"),
        *("ngaydang", "ngayxuatban", "ngaydangtin", "thoigiandang", "ngay"),
    ),
    "author": ("author", "authors", "byline", "creator", "writer", "tacgia"),
    "outlet": (
        *(
            "outlet",
            "sitename",
            "publisher",
            "newspaper",
            "publication",
            "sourcename",
            "site",
            "tenbao",
            "bao",
            "nguon",
        ),
        *("source", "sourcedomain", "sourcehostname", "hostname", "domain"),
    ),
    "url": ("url", "link", "href", "canonicalurl", "articleurl", "pageurl", "sourceurl", "uri", "duongdan", "source"),
    "lead": ("sapo", "lead", "leadparagraph", "chapo"),
}
"""The known names of a field by what it holds, the likelier one first."""

WRAPPERS = ("_source", "article", "item", "data", "attributes")
"""Objects that some exports put around a record."""

LISTS = ("articles", "items", "results", "data", "documents", "docs", "records", "news", "posts")
"""Lists of records in an object that is none itself."""

_SHOWN = 8
_PLAIN = re.compile(r"[\W_]+")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_TRAFILATURA = frozenset({"fingerprint", "hostname", "text"})
_LONGEST_NAME = 100
_NAMES = ("name", "title", "@value")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a record says. Texts are as they stand there, without the white space around them.

    Attributes:
        guessed: whether ``published`` may be a guess out of the text, as in what trafilatura writes.
    """

    text: str | None = None
    html: str | None = None
    lead: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    guessed: bool = False


def find_fields(record: Mapping[str, object], own: Mapping[str, str]) -> Fields:
    """What a record says.

    Args:
        record: values by the name of their field.
        own: see :attr:`dxextract.readers.options.ReadOptions.fields`; a field that it names is looked for under no
            other name.

    Raises:
        InputError: stage ``read``, reason ``no_text``: there is neither a text nor a page in it.
    """
    found = _unwrapped(record, own)
    text, html = found.joined("text", "\n"), found.joined("html", "\n")
    if text is None and html is None:
        raise InputError("read", "no_text", _missing(record, own))
    return Fields(
        text=text,
        html=html,
        lead=found.joined("lead", "\n"),
        title=found.joined("title", " "),
        author=found.joined("author", ", "),
        outlet=found.first("outlet", lambda value: None if _address(value) else _flat(value, ", ")),
        url=found.first("url", _address),
        published=found.first("date", parse_day),
        guessed=record.keys() >= _TRAFILATURA,
    )


def nested(record: Mapping[str, object], own: Mapping[str, str]) -> list[Mapping[str, object]] | None:
    """The records that an object lists which is none itself (``{"articles": [...]}``); None if it does not."""
    if _unwrapped(record, own).has_text():
        return None
    for name, value in record.items():
        if _plain(name) in LISTS and isinstance(value, list) and value:
            return [one if isinstance(one, Mapping) else {} for one in value]
    return None


def wanted(names: Iterable[str], own: Mapping[str, str]) -> list[str]:
    """Those of the columns of a table that hold something; none where no column is a text."""
    mapped = {name.partition(".")[0] for name in own.values()} | set(own.values())
    known = {alias for meaning, aliases in ALIASES.items() if meaning not in own for alias in aliases}
    found = [name for name in names if name in mapped or _plain(name) in known]
    texts = [own["text"].partition(".")[0], own["text"]] if "text" in own else []
    return found if any(name in texts for name in found) or _Record(dict.fromkeys(found, "x"), own).has_text() else []


def no_column(names: Sequence[str], own: Mapping[str, str]) -> str:
    """What is said of a table without a text."""
    there = f"(there are: {', '.join(names[:_SHOWN]) or 'none'})"
    if "text" in own:
        return f"no column is called {own['text']} {there}"
    return f"no column is known as the text {there}; name one with --map text=COLUMN"


def is_text_field(name: str) -> bool:
    """Whether a field of this name holds the text of an article."""
    return _plain(name) in ALIASES["text"]


def _plain(name: str) -> str:
    return _folded(name) if len(name) <= _LONGEST_NAME else ""


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return _PLAIN.sub("", strip_marks(name))


class _Record:
    """The values of a record by what they mean."""

    def __init__(self, record: Mapping[str, object], own: Mapping[str, str]) -> None:
        self._record = record
        self._own = own
        self._by_name: dict[str, object] = {}
        for name, value in record.items():
            self._by_name.setdefault(_plain(str(name)), value)

    def has_text(self) -> bool:
        return any(True for meaning in ("text", "html") for _ in self._values(meaning))

    def joined(self, meaning: str, mark: str) -> str | None:
        return self.first(meaning, lambda value: _flat(value, mark))

    def first(self, meaning: str, accept: Callable[[object], T | None]) -> T | None:
        """What ``accept`` makes of the likeliest value that it accepts."""
        return next((found for value in self._values(meaning) if (found := accept(value))), None)

    def _values(self, meaning: str) -> Iterator[object]:
        """The values that may be meant, the likelier one first; empty ones are left out."""
        if meaning in self._own:
            candidates = [_at(self._record, self._own[meaning])]
        else:
            candidates = [self._by_name.get(alias) for alias in ALIASES[meaning]]
        return (value for value in candidates if not _is_empty(value))


def _unwrapped(record: Mapping[str, object], own: Mapping[str, str]) -> _Record:
    outer = _Record(record, own)
    if outer.has_text():
        return outer
    inside = (_Record(inner, own) for name in WRAPPERS if isinstance(inner := record.get(name), Mapping))
    return next((inner for inner in inside if inner.has_text()), outer)


def _at(record: Mapping[str, object], path: str) -> object:
    """The value of a field; one inside an object is written with dots."""
    if path in record:
        return record[path]
    name, dot, rest = path.partition(".")
    inner = record.get(name)
    return _at(inner, rest) if dot and isinstance(inner, Mapping) else None


def _is_empty(value: object) -> bool:
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def _flat(value: object, mark: str) -> str | None:
    """A value as a text: the parts of a list joined, of an object its name; None for other kinds of values."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, list | tuple):
        return mark.join(part for one in value if (part := _flat(one, mark))) or None
    if isinstance(value, Mapping):
        return next((text for name in _NAMES if isinstance(text := value.get(name), str) and text.strip()), None)
    return None


def _address(value: object) -> str | None:
    text = _flat(value[:1] if isinstance(value, list) else value, " ")
    return text if text and _ADDRESS.fullmatch(text) else None


def _missing(record: Mapping[str, object], own: Mapping[str, str]) -> str:
    names = ", ".join(list(map(str, record))[:_SHOWN]) or "none"
    if "text" in own:
        there = {own["text"], own["text"].partition(".")[0]} & set(map(str, record))
        return f"no text in its field {own['text']}" if there else f"no field is called {own['text']}; it has {names}"
    named = [str(name) for name in record if is_text_field(str(name))]
    if named:
        return f"no text in its field {named[0]}"
    return f"no field is known as its text; it has {names}; name one with --map text=FIELD"
