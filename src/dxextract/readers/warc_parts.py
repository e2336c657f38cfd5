"""Pages in a web archive (WARC), a record each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from dxextract.errors import InputError
from dxextract.readers.options import Limits
from dxextract.readers.parts import Part, too_large

INSTALL = "pip install 'dxextract[warc]'"

_CUT = InputError("read", "corrupt", "the record is cut off")
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def split_warc(stream: BinaryIO, limits: Limits) -> Iterator[Part]:
    """The pages: responses with status 200, resources and conversions that are HTML or plain text.

    All other records (requests, images, redirections) are no inputs. A page's number is that of its record.

    Raises:
        InputError: stage ``read``; reason ``extra`` (warcio is not installed) or ``corrupt``.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise InputError("read", "extra", f"warcio, which reads web archives, is not installed: {INSTALL}") from error
    number = 0
    try:
        records = ArchiveIterator(stream)
        for number, record in enumerate(records, 1):
            if _is_page(record):
                yield _part(record, number, limits)
        if records.err_count:
            raise InputError("read", "corrupt", "records do not end where they say; some may be lost")
    except AttributeError as error:  # of warcio, at the end of what it reads
        raise InputError("read", "corrupt", "no WARC that can be read: it is cut off") from error
    except (ArchiveLoadFailed, OSError, ValueError, EOFError) as error:
        raise InputError("read", "corrupt", f"no WARC that can be read: {error}") from error


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource", "conversion"):
        return False
    if record.rec_type == "response" and (not record.http_headers or record.http_headers.get_statuscode() != "200"):
        return False
    return _content_type(record).partition(";")[0].strip().lower() in _PAGES


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or ""


def _part(record: Any, number: int, limits: Limits) -> Part:
    data = record.content_stream().read(limits.article_bytes + 1)
    whole = not getattr(record.raw_stream, "limit", 0)
    charset = _CHARSET.search(_content_type(record))
    return Part(
        number=number,
        where=f"record {number}",
        data=too_large(limits.article_bytes) if len(data) > limits.article_bytes else data if whole else _CUT,
        kind="text" if _content_type(record).startswith("text/plain") else "html",
        url=record.rec_headers.get_header("WARC-Target-URI"),
        charset=charset[1] if charset else None,
    )
