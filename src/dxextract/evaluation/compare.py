"""When a field of a record is right.

One rule a column, in :data:`RULES`; a column without a rule of its own is compared as plain text. Each rule takes one
accepted answer and the record.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

from dxextract.evaluation.gold import Period
from dxextract.spans import Span

Record = Mapping[str, Any]
"""A record as in the JSON lines: the columns of its table and ``record``."""

_TOLERANCE = 1e-9
_MARGIN = 15
"""How many characters a span may have more or less at either end: about a unit word."""


def folded(value: object) -> str:
    """Lower case, NFC, single spaces, ``đ`` for the Icelandic ``ð`` of old keyboards."""
    text = unicodedata.normalize("NFC", str(value)).replace("Ð", "Đ").replace("ð", "đ")
    return re.sub(r"\s+", " ", text).strip().lower()


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def same_number(want: object, got: object) -> bool:
    """Whether both are missing, or the same number but for rounding."""
    if want is None or got is None:
        return want is None and got is None
    a, b = _number(want), _number(got)
    return a is not None and b is not None and abs(a - b) <= _TOLERANCE * max(1.0, abs(a), abs(b))


def overlap(a: Span, b: Span) -> float:
    """Intersection over union."""
    common = min(a.end, b.end) - max(a.start, b.start)
    return common / (max(a.end, b.end) - min(a.start, b.start)) if common > 0 else 0.0


def spans_agree(a: Span, b: Span, text: str) -> bool:
    """Whether two spans of ``text`` overlap and differ by no more than a short stretch without digits at either end."""
    if not a.overlaps(b):
        return False
    ends = (
        text[min(a.start, b.start) : max(a.start, b.start)],
        text[min(a.end, b.end) : max(a.end, b.end)],
    )
    return all(len(end) <= _MARGIN and not any(c.isdigit() for c in end) for end in ends)


def province(place: object) -> str | None:
    """The province's part of a place code; None stays None."""
    return None if place is None else str(place).split("/")[0]


def _place(want: str | None, record: Record) -> bool:
    """``93/Phụng Hiệp`` wants a place below province 93 whose name holds these words; ``93`` the province itself."""
    code = record.get("place_code")
    if want is None or code is None:
        return want is None and code is None
    if province(want) != province(code):
        return False
    below = str(code).partition("/")[2]
    name = folded(want.split("/")[-1]) if want.partition("/")[2] else None
    if name is None:
        return not below
    return bool(below) and name in folded(record.get("place_name") or "")


def _period(want: Period | None, record: Record) -> bool:
    """Only what the text states counts; a period taken from the day of publication is no period here."""
    got: Period = (None, None)
    if record.get("period_basis") == "stated":
        got = (record.get("period_start"), record.get("period_end"))
    return (want or (None, None)) == got


def _numeric(column: str) -> Callable[[object, Record], bool]:
    return lambda want, record: same_number(want, record.get(column))


def _defaulting(column: str, default: str) -> Callable[[object, Record], bool]:
    return lambda want, record: want == (record.get(column) or default)


def _text(column: str, same: Callable[[str, str], bool]) -> Callable[[object, Record], bool]:
    def right(want: object, record: Record) -> bool:
        got = record.get(column)
        if want is None or got is None:
            return want is None and got is None
        a, b = folded(want), folded(got)
        return same(a, b) if a and b else a == b

    return right


def _plain(column: str) -> Callable[[object, Record], bool]:
    def right(want: object, record: Record) -> bool:
        got = record.get(column)
        if want is None or got is None:
            return want is None and got is None
        return str(want) == str(got)

    return right


def _equal(a: str, b: str) -> bool:
    return a == b


def _same_unit(a: str, b: str) -> bool:
    """Equal, or one goes on where the other ends: ``dịch vụ`` and ``dịch vụ công``."""
    return a == b or a.startswith((f"{b} ", f"{b},")) or b.startswith((f"{a} ", f"{a},"))


def _same_issuer(a: str, b: str) -> bool:
    """One holds the other as whole words: ``UBND tỉnh`` and ``UBND tỉnh Đồng Tháp``."""
    return f" {a} " in f" {b} " or f" {b} " in f" {a} "


def _same_symbol(a: str, b: str) -> bool:
    """Hyphen and slash are written for each other."""
    return a.replace("-", "/") == b.replace("-", "/")


RULES: Final[Mapping[str, Callable[[Any, Record], bool]]] = {
    "place": _place,
    "period": _period,
    "top": lambda want, record: want == bool(record.get("top")),
    **{column: _numeric(column) for column in ("denominator", "value_high", "out_of", "delta", "year")},
    "comparator": _defaulting("comparator", "eq"),
    "status": _defaulting("status", "actual"),
    "unit": _text("unit", _same_unit),
    "issuer": _text("issuer", _same_issuer),
    "symbol": _text("symbol", _same_symbol),
    **{column: _text(column, _equal) for column in ("scope", "number", "per")},
    **{column: _plain(column) for column in ("kind", "indicator_id", "change", "index_id", "doc_type", "issue_date")},
}


def value_right(family: str, want: object, got: object) -> bool:
    """Whether the number, the rank or the document number of a record is right; a missing document number is empty."""
    if family == "reference":
        return folded(want or "") == folded(got or "")
    return same_number(want, got)
