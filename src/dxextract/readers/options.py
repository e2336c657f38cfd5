"""How inputs are read: what the caller knows about them, and how much of them is read at most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dxextract.errors import UsageError

FIELDS = ("text", "html", "title", "date", "author", "outlet", "url", "lead")
"""What a field of a record can mean; the left side of ``--map``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that is read of one input; what is larger or deeper is a reject, not a crash.

    Attributes:
        article_bytes: one article with its markup: a file of text or HTML, a line of JSON Lines, a page of a WARC.
        file_bytes: one file after decompression.
        ratio: how many times its compressed size a file may unpack to, looked at from ``article_bytes`` on. Text
            compresses 3 to 30 times; a decompression bomb reaches 1,000.
        json_depth: arrays and objects inside one another.
        html_depth: elements inside one another.
    """

    article_bytes: int = 20_000_000
    file_bytes: int = 100_000_000_000
    ratio: int = 200
    json_depth: int = 64
    html_depth: int = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What a run says about its inputs.

    Attributes:
        published: day of publication of all the inputs; it wins over what they say themselves.
        fields: which field of a record holds what, by a name of :data:`FIELDS`; it wins over the known aliases. A field
            inside an object is written with dots (``_source.body``).
        limits: see :class:`Limits`.
    """

    published: date | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


def parse_map(argument: str) -> dict[str, str]:
    """What ``--map text=body,date=pub`` says: the record's field by what it means.

    Raises:
        UsageError: something is no ``NAME=FIELD``, the name is none of :data:`FIELDS`, or it is there twice.
    """
    found: dict[str, str] = {}
    for part in argument.split(","):
        name, equals, column = (piece.strip() for piece in part.partition("="))
        if not (name and equals and column):
            raise UsageError(f"--map: {part!r} is no NAME=FIELD; write it like text=body,date=pub")
        if name not in FIELDS:
            raise UsageError(f"--map: {name!r} is unknown; the names are {', '.join(FIELDS)}")
        if name in found:
            raise UsageError(f"--map: {name!r} is there twice")
        found[name] = column
    return found
