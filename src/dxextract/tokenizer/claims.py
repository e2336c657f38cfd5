"""Claims on characters: numbers, dates, document numbers, addresses, found before any word is cut.

Word segmentation cuts ``861/QĐ-UBND-HC`` and glues ``1.644 DVCTT``; so what is made of digits is claimed first, in one
pass over the text, and words are split at the edges of claims. A claim says what the characters look like, not what
they mean: ``27/10`` is a fraction here, and a finder decides between a day and a ratio.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from dxextract.spans import Span
from dxextract.text import level


class ClaimKind(StrEnum):
    """What claimed characters look like."""

    ADDRESS = "address"
    """A URL, an e-mail address, a file path."""
    DOCUMENT_NUMBER = "document_number"
    """``861/QĐ-UBND-HC``, ``42/2022/NĐ-CP``, ``04-NQ/TU``."""
    DATE = "date"
    """``14/04/2024``, ``3.6.2020``, ``2024-04-14``."""
    MONTH = "month"
    """``3/2024``, ``12-2021``."""
    TIME = "time"
    """``05:33:48``, ``8h30``."""
    IDENTIFIER = "identifier"
    """Digits that belong to a name: ``4G``, ``QH15``, ``Covid-19``."""
    FRACTION = "fraction"
    """``25/63``, ``27/10``, ``12.518/12693``."""
    NUMBER = "number"
    """``1.797``, ``50,4``."""


@dataclass(frozen=True, slots=True)
class Claim(Span):
    """A claimed span and what it looks like."""

    kind: ClaimKind


_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_DIGITS = r"\d+(?:[.,]\d+)*"
_SEGMENT = r"[A-ZĐƯ][A-Za-zĐđƯư&]*\d{0,2}"
# A dash inside has a space on one side at most, so that 861/QĐ-UBND - UBND ends at the first UBND; or else every dash
# has both: 861/QĐ - UBND - HC. A point joins only capitals: 861/QĐ-UBND.VX.
_SYMBOL = (
    rf"(?:(?!(?:CP|TW|TU)\b)[A-ZĐ][A-Za-zĐđ]{{0,4}}(?: - {_SEGMENT}){{1,3}}"
    rf"|{_SEGMENT}(?:(?:- ?| -){_SEGMENT})*(?:\.[A-ZĐ]{{2,4}})?)"
)
# Claims are looked for in levelled text: kinds of space are one kind there, and no claim goes over a line break.
_START = r"(?<![\w/.,-])"
_NUMBER_START = r"(?<![\w])"
# Letters that may stand glued behind a number without making it a name: units and scale words.
_GLUED = (
    r"(?:km²?2?|KM2?|m[23²³]?|cm|mm|ha|kg|KG|g|%|GB|MB|TB|KB|[GMKgmk]bps|[GM]b/s|k[Ww]h?|[MG][Ww]h?|MWp|kV|[MG]Hz|"
    r"VND|VNĐ|vnđ|USD|đ|đồng|tỷ|tỉ|tr|triệu|nghìn|ngàn|trăm|điểm|lần|người|năm|tháng|ngày|phút|giờ|giây)"
)

_CLAIM = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            (
                "address",
                r"(?:https?://|www\.)[^\s<>()\"…]+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
                r"|(?<![\w/])/(?:[\w.-]{1,80}/){2,12}+[^\n\"<>]{0,200}?\.(?:mp3|mp4|jpe?g|png|pdf|html?)\b"
                r"|(?<![\w.@-])(?:[A-Za-z0-9-]{1,63}\.){1,4}(?:vn|com|org|net|gov)(?:/[^\s<>()\"…]*)?(?!\w|\.[a-z0-9])",
            ),
            (
                "document_number",
                rf"{_START}\d{{1,5}}(?:\.\d{{1,2}})?[a-zđ]? ?/ ?(?:{_YEAR} ?/ ?)?(?:[A-ZĐ]{{2,4}}/)?{_SYMBOL}(?![\w/])"
                rf"|{_START}\d{{1,4}}[a-zđ]? ?- ?[A-ZĐ][A-Za-zĐđ]{{1,4}} ?/ ?{_SYMBOL}(?![\w/])",
            ),
            (
                "date",
                rf"{_START}{_DAY}(?P<sep>[/.-]){_MONTH}(?P=sep){_YEAR}(?![\w/]|[.,-]\d)"
                rf"|{_START}{_YEAR}-(?:0[1-9]|1[0-2])-{_DAY}(?![\w/]|[.,-]\d)",
            ),
            (
                "time",
                rf"{_START}(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\w:])"
                rf"|{_START}(?:[01]?\d|2[0-4])[hg][0-5]\d\b",
            ),
            ("month", rf"{_START}{_MONTH}[/-]{_YEAR}(?![\w/]|[.,-]\d)"),
            (
                "identifier",
                r"(?<!\w)(?:\d+[^\W\d_]\w*|[^\W\d_]+\d\w*(?:[.,]\d+)*|[A-Za-zĐđ]+-\d+\b(?! ?%))",
            ),
            ("fraction", rf"{_NUMBER_START}{_DIGITS} ?/ ?{_DIGITS}(?![\w/])"),
            ("number", rf"(?<!\w)(?<!\d [.,])(?<!\d[.,]){_DIGITS}"),
        )
    ),
    re.UNICODE,
)
# What every claim has in its first run without white space, so that the runs without it need not be looked at.
_SIGN = re.compile(r"[\d@/.](?:(?<=[\d@])|(?<=/)(?=[\w.-]*/)|(?<=[Ww]\.)|(?<=\.)(?=vn|com|org|net|gov))")
# What follows an address in a sentence, and would otherwise be taken for its last characters.
_SENTENCE_MARKS = ".,;:!?'"
# A share glued to the word before it, as scrapers leave it: ``đạt50,5%``.
_GLUED_SHARE = re.compile(rf"(?:(?!\d)[^\W_A-Z])+({_DIGITS})(?= ?%)")
_GLUED_NUMBER = re.compile(rf"{_DIGITS}(?={_GLUED}(?![^\W_]))")


def claim(text: str) -> tuple[Claim, ...]:
    """Claim the characters of a text.

    Args:
        text: an article's text or any part of it.

    Returns:
        Claims in the order of the text; they do not overlap. Takes time linear in the length of the text.
    """
    plain = level(text)
    claims: list[Claim] = []
    at = 0
    while (sign := _SIGN.search(plain, at)) is not None:
        first = max(at, plain.rfind(" ", at, sign.start()) + 1, plain.rfind("\n", at, sign.start()) + 1)
        match = _CLAIM.search(plain, first)
        if match is None:
            break
        kind = ClaimKind(str(match.lastgroup))
        start, end = match.span()
        if kind is ClaimKind.IDENTIFIER and (share := _GLUED_SHARE.match(plain, start)) is not None:
            kind, (start, end) = ClaimKind.NUMBER, share.span(1)
        elif kind is ClaimKind.IDENTIFIER and (glued := _GLUED_NUMBER.match(plain, start)) is not None:
            kind, end = ClaimKind.NUMBER, glued.end()
        elif kind is ClaimKind.ADDRESS:
            end = start + len(plain[start:end].rstrip(_SENTENCE_MARKS))
        claims.append(Claim(start, end, kind))
        at = end
    return tuple(claims)
