"""A record to an article."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dxextract.article import Article
from dxextract.errors import InputError
from dxextract.knowledge.layout import LayoutRules
from dxextract.readers.content import Content, compose, tidy_tables, with_lead
from dxextract.readers.csv_parts import decode_cells
from dxextract.readers.dates import prints, url_day
from dxextract.readers.document_xml import read_xml
from dxextract.readers.encodings import decode
from dxextract.readers.fields import find_fields
from dxextract.readers.furniture import first_prose, split_lines
from dxextract.readers.header import find_date_lines, publication
from dxextract.readers.json_parts import load
from dxextract.readers.options import ReadOptions
from dxextract.readers.page import Page, declared_charset, is_fragment, read_fragment, read_page
from dxextract.readers.plain import read_plain
from dxextract.readers.records import Raw, located

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")


def read(raw: Raw, rules: LayoutRules, options: ReadOptions) -> Article:
    """The article that a record holds.

    Args:
        raw: from :func:`dxextract.readers.records.open_records`.
        rules: the layout rules (``Knowledge.layout``).
        options: how to read.

    Returns:
        The article. Its day is, in this order, the one that the options give, that metadata state (``meta``), that
        ``<time>`` states (``time``), that of a date line (``header``) or of the address (``url``). What the format says
        about title, author, outlet and address wins over what the lines of the text say.

    Raises:
        InputError: the record gives no article; stage ``read``, ``decode``, or ``language`` with the reason
            ``not_vietnamese``.
    """
    try:
        content = _READERS[raw.format](raw, options)
        article = read_plain(content.text, source=raw.source, rules=rules)
        if article.language not in ("vi", None):
            raise InputError("language", "not_vietnamese", f"its text is in another language ({article.language})")
    except InputError as error:
        raise located(error, raw.where) from error
    url = content.url or raw.url
    published, basis = _published(content, article, url, rules, options)
    return replace(
        article,
        title=content.title or article.title,
        author=content.author or article.author,
        outlet=content.outlet or article.outlet,
        url=url,
        published=published,
        published_basis=basis,
        repairs=content.repairs,
    )


def _published(
    content: Content, article: Article, url: str | None, rules: LayoutRules, options: ReadOptions
) -> tuple[date | None, str]:
    if options.published:
        return options.published, "given"
    if content.published:
        return content.published, content.basis
    if article.published:
        return article.published, article.published_basis
    top = split_lines(content.top)
    if day := publication(find_date_lines(top[: first_prose(top)], rules)):
        return day, "header"
    if url and (day := url_day(url)):
        return day, "url"
    return None, "none"


def _text(raw: Raw, options: ReadOptions) -> Content:
    decoded = decode(_bytes(raw), declared=raw.charset)
    return Content(text=decoded.text, repairs=decoded.repairs)


def _html(raw: Raw, options: ReadOptions) -> Content:
    data = _bytes(raw)
    decoded = decode(data, declared=raw.charset or declared_charset(data))
    page = read_page(decoded.text, options.limits, url=raw.url)
    return compose(_of_page(page, decoded.repairs))


def _xml(raw: Raw, options: ReadOptions) -> Content:
    document = read_xml(_bytes(raw), options.limits)
    content = Content(
        text=document.body, title=document.title, author=document.author, outlet=document.outlet, url=document.url
    )
    return _with_guess(compose(content), document.published)


def _json(raw: Raw, options: ReadOptions) -> Content:
    record, repairs = load(_bytes(raw), options.limits)
    if not isinstance(record, Mapping):
        raise InputError("read", "json", "no object, which a record is")
    return _of_record(record, repairs, options)


def _fields(raw: Raw, options: ReadOptions) -> Content:
    assert not isinstance(raw.data, bytes)
    cells = {name: value for name, value in raw.data.items() if isinstance(value, bytes)}
    decoded, repairs = decode_cells(cells)
    return _of_record({**raw.data, **decoded}, repairs, options)


_READERS: dict[str, Callable[[Raw, ReadOptions], Content]] = {
    "text": _text,
    "html": _html,
    "xml": _xml,
    "json": _json,
    "fields": _fields,
}


def _bytes(raw: Raw) -> bytes:
    assert isinstance(raw.data, bytes)
    return raw.data


def _of_page(page: Page, repairs: tuple[str, ...]) -> Content:
    about = page.about
    return Content(
        text=page.body,
        repairs=repairs,
        title=about.title,
        author=about.author,
        outlet=about.outlet,
        url=about.url,
        published=about.published,
        basis=about.basis,
        top=page.top,
    )


def _of_record(record: Mapping[str, object], repairs: tuple[str, ...], options: ReadOptions) -> Content:
    """A record of fields: its own text, or the page that it holds."""
    fields = find_fields(record, options.fields)
    limits = options.limits
    content = Content(text="", repairs=repairs)
    if fields.text is None:
        content = _of_page(read_page(fields.html or "", limits, url=fields.url), repairs)
        body = content.text
    elif is_fragment(fields.text):
        body = read_fragment(fields.text, limits)
    else:
        body = tidy_tables(_unescaped(fields.text))
    if len(body) > limits.article_bytes:
        raise InputError("read", "too_large", f"larger than {limits.article_bytes // 1_000_000} MB")
    lead = read_fragment(fields.lead, limits) if fields.lead and is_fragment(fields.lead) else fields.lead
    content = compose(
        replace(
            content,
            text=with_lead(lead, body),
            title=_unescaped(fields.title) if fields.title else content.title,
            author=fields.author or content.author,
            outlet=fields.outlet or content.outlet,
            url=fields.url or content.url,
        )
    )
    if fields.guessed:
        return _with_guess(content, fields.published)
    if fields.published:
        return replace(content, published=fields.published, basis="meta")
    return content


def _with_guess(content: Content, day: date | None) -> Content:
    """Content with the day that trafilatura gives, unless the text prints it: then it may be that of a decree."""
    return replace(content, published=day, basis="meta") if day and not prints(content.text, day) else content


def _unescaped(text: str) -> str:
    return html.unescape(text) if _ENTITY.search(text) else text
