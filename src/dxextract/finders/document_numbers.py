"""The number and symbol of a document, taken apart: ``861/QĐ-UBND-HC``, ``42/2022/NĐ-CP``, ``04-NQ/TU``.

The grammar of what counts as one is that of :mod:`dxextract.tokenizer.claims`; here its parts are named and the one
form is made that all spellings share.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dxextract.knowledge.documents import Branch, DocumentType, ReferenceRules
from dxextract.text import level
from dxextract.tokenizer.claims import ClaimKind, claim

_PARTS = re.compile(r"(?P<number>\d+(?:\.\d+)?[a-zđ]?)(?:/(?P<year>\d{4}))?(?P<first>[/-])(?P<symbol>\D.*)")
_SEPARATOR = re.compile(r"([/.-])")
_SPACED = re.compile(r"(\d{1,4})\s(?=[A-ZĐ][A-Za-zĐđ]{1,4}(?P<second>[/-])[A-ZĐ])")
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document's number.

    Attributes:
        number: as written (``04``, ``66.7``).
        year: the year that is part of it, None without one.
        symbol: letters as written, with the separators of its branch (``QĐ-UBND-HC``, ``NQ/TU``).
        ref_id: number, year and symbol in the one canonical form; canonical again gives the same.
        type: the kind of document that the letters stand for, None when they do not say.
        bodies: letters of the issuing bodies, as ``ref_id`` prints them.
    """

    number: str
    year: int | None
    symbol: str
    ref_id: str
    type: DocumentType | None
    bodies: tuple[str, ...]


def number_end(text: str, at: int) -> int | None:
    """Where the number and symbol that begin at ``at`` end, even over a line break; None when none begins there."""
    window = level(text[at : at + _LONGEST]).replace("\n", " ")
    spaced = _SPACED.match(window)
    if spaced is not None:  # 04 NQ/TU lost its dash
        sign = "-" if spaced["second"] == "/" else "/"
        window = f"{spaced[1]}{sign}{window[spaced.end() :]}"
    if not window[:1].isdigit():
        return None
    first = claim(window)[0]
    if spaced is not None and first.end <= spaced.start("second"):
        return None  # "0 BB-B/": the sign that tells the letters of a symbol is not claimed
    return at + first.end if first.kind is ClaimKind.DOCUMENT_NUMBER and first.start == 0 else None


def parse_number(written: str, rules: ReferenceRules) -> DocumentNumber:
    """Take a number and symbol apart.

    Args:
        written: what :func:`number_end` or a claim delimits.
        rules: the letters of types and bodies.

    Raises:
        ValueError: ``written`` is no number with a symbol.
    """
    plain = level(written)
    spaced = _SPACED.match(plain)
    if spaced is not None:
        plain = f"{spaced[1]}{'-' if spaced['second'] == '/' else '/'}{plain[spaced.end() :]}"
    parts = _PARTS.fullmatch(re.sub(r"\s", "", plain))
    if parts is None:
        raise ValueError(f"no document number: {written!r}")
    pieces = _SEPARATOR.split(parts["symbol"])
    printed, dots = pieces[::2], pieces[1::2]
    if len(printed) == 1:
        printed, dots = _unglued(printed[0], rules)
    letters = [rules.letters.get(piece.upper(), piece) for piece in printed]
    branch = _branch(letters, parts["first"], parts["year"], rules)
    year = f"/{parts['year']}" if parts["year"] else ""
    sign = "-" if branch == "party" else "/"
    digits = re.match(r"\d+", parts["number"])
    number = f"{int(digits[0]):02d}{parts['number'][digits.end() :]}" if digits else parts["number"]
    kind = (rules.party_types if branch == "party" else rules.state_types).get(letters[0])
    bodies = letters[1:] if kind is not None else letters
    if kind is not None and not bodies:
        bodies = letters  # QH15 says both
    if kind is None and branch == "state" and len(letters) > 1 and letters[0] in rules.scopes:
        kind = rules.letterless
    return DocumentNumber(
        number=parts["number"],
        year=int(parts["year"]) if parts["year"] else None,
        symbol=_join(printed, dots, branch),
        ref_id=f"{number}{year}{sign}{_join(letters, dots, branch)}",
        type=kind,
        bodies=tuple(bodies),
    )


def _unglued(piece: str, rules: ReferenceRules) -> tuple[list[str], list[str]]:
    """The letters of type and body that lost the dash between them: ``QĐTTg``, ``KHUBND``."""
    if piece.upper() not in rules.letters:
        for cut in range(len(piece) - 1, 1, -1):
            kind, body = (rules.letters.get(part.upper()) for part in (piece[:cut], piece[cut:]))
            if kind in rules.state_types and body in rules.scopes:
                return [piece[:cut], piece[cut:]], ["-"]
    return [piece], []


def _branch(letters: list[str], first: str, year: str | None, rules: ReferenceRules) -> Branch:
    """The Party's numbers are told by the letters of its bodies; for letters unknown, by the dash before the type."""
    if year or len(letters) == 1:
        return "state"
    if letters[1] in rules.party_letters or letters[-1] in rules.party_letters:
        return "party" if letters[0] in rules.party_types else "state"
    return "party" if first == "-" and letters[1] not in rules.scopes else "state"


def _join(letters: list[str], separators: list[str], branch: Branch) -> str:
    joined = letters[0]
    for position, (separator, piece) in enumerate(zip(separators, letters[1:], strict=True)):
        first = position == 0
        sign = "." if separator == "." and not first else "/" if branch == "party" and first else "-"
        joined += sign + piece
    return joined
