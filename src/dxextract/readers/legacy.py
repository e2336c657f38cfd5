"""The encodings of Vietnamese fonts and of Unix before Unicode: TCVN3 (ABC, ``.VnTime``), VNI and VISCII.

The tables are those of viparse (extra ``legacy``), with the few letters of VNI that its table leaves out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from dxextract.readers.syllables import TONED, WORD, is_syllable

LEGACY = ("tcvn3", "vni", "viscii")
"""The encodings, the likelier one first."""

INSTALL = "pip install 'dxextract[legacy]'"

# Source: the VNI chart of the Vietnamese Unicode project (vietunicode.sourceforge.net/charset).
_MORE_VNI = (("aú", "ẳ"), ("AÚ", "Ẳ"), ("î", "ỵ"), ("Î", "Ỵ"))


def available() -> bool:
    """Whether the extra ``legacy`` is installed."""
    return _convert() is not None


def from_bytes(data: bytes, encoding: str) -> str:
    """Bytes in a legacy encoding as text in NFC. Fonts leave 0x80 to 0x9F to windows-1252 (quotation marks, dashes)."""
    surface = data.decode("latin-1")
    if encoding != "viscii":
        surface = surface.translate(_WINDOWS)
    return from_surface(surface, encoding)


def from_surface(surface: str, encoding: str) -> str:
    """Text in NFC from what a legacy encoding looks like when it is read as Latin-1 (``c«ng nghÖ``).

    TCVN3 has no capitals with a tone: where the words around are in capitals, they are given back.
    """
    convert = _convert()
    if convert is None:
        raise ImportError(f"viparse is not installed: {INSTALL}")
    if encoding == "viscii":
        surface = surface.translate(_LATIN)
    text = convert(surface, encoding)
    return _capitals(text) if encoding == "tcvn3" else text


_WINDOWS = {
    byte: bytes([byte]).decode("windows-1252") for byte in range(0x80, 0xA0) if byte not in b"\x81\x8d\x8f\x90\x9d"
}
_LATIN = {ord(character): chr(byte) for byte, character in _WINDOWS.items()}


@cache
def _convert() -> Callable[[str, str], str] | None:
    try:
        from viparse.normalize.encodings import CHARMAPS
        from viparse.normalize.tables import build_charmap, convert
    except ImportError:
        return None
    known = {pair[0] for pair in CHARMAPS["vni"].pairs}
    more = [pair for pair in _MORE_VNI if pair[0] not in known]
    maps = {**CHARMAPS, "vni": build_charmap("vni", [*CHARMAPS["vni"].pairs, *more])}
    return lambda surface, encoding: str(convert(surface, maps[encoding]))


def _capitals(text: str) -> str:
    """``THàNH PHố Đà NẵNG`` as ``THÀNH PHỐ ĐÀ NẴNG``; ``Đà Nẵng`` and ``UBND Xã`` stay."""
    words = list(WORD.finditer(text))
    shouted = [_shouted(match[0]) for match in words]
    pieces: list[str] = []
    done = 0
    for position, match in enumerate(words):
        word = match[0]
        if not any(letter in TONED for letter in word) or not _only_tones_are_small(word):
            continue
        around = shouted[max(position - 1, 0) : position] + shouted[position + 1 : position + 2]
        if shouted[position] or any(around):
            pieces += text[done : match.start()], word.upper()
            done = match.end()
    return "".join([*pieces, text[done:]])


def _only_tones_are_small(word: str) -> bool:
    return all(letter.isupper() or letter in TONED for letter in word)


def _shouted(word: str) -> bool:
    """Whether a word stands in capitals, and is no abbreviation."""
    return sum(map(str.isupper, word)) > 1 and _only_tones_are_small(word) and is_syllable(word)
