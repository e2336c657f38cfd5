"""Bytes, or characters that went wrong before, to the text that offsets index.

Nothing is changed unless it is detected: what reads as Vietnamese afterwards (:mod:`dxextract.readers.syllables`) and
did not before. Text that is well written in Unicode stays as it is, but for NFC, line ends and the byte order mark.

Names of repairs, as they stand in ``articles.repairs``:

============================  =========================================================================================
``utf-16``, ``utf-32``        the bytes were UTF-16 or UTF-32
``cp1258``                    the bytes were windows-1258
``windows-1252``              the bytes were windows-1252: quotation marks, dashes and Western letters
``tcvn3``, ``vni``,           a legacy encoding, in the bytes or in characters that were read from them as Latin-1;
``viscii``                    TCVN3 has no capitals with a tone and gets them back only where words stand in capitals
``mojibake``                  lines of UTF-8 that had been read as a Western encoding (``HÃ  Ná»™i``)
``surrogates``                halves of a surrogate pair, joined or replaced by U+FFFD
``cut_off``                   the end is missing: UTF-8 that broke off inside a letter, which was left out
any other name                the declared encoding that the bytes were in (``gb2312``)
============================  =========================================================================================
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dxextract.errors import InputError
from dxextract.readers import legacy
from dxextract.readers.syllables import WORD, Evidence, weigh
from dxextract.text import contract_text

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

MAX_BYTES = 20_000_000
"""The largest input that is decoded: 20 MB, a thousand times a long article."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_MAX_CONTROL_SHARE = 0.05
_NO_CONTROLS = dict.fromkeys(_CONTROLS)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Upper bytes of UTF-16 in Latin scripts: Latin, marks, Vietnamese letters, punctuation, currency.
_LATIN_PLANES = frozenset(b"\x00\x01\x02\x03\x1e\x20\x21\x25\xfe")
_LEAST_LATIN, _LEAST_ASCII, _MOST_LOW_ZEROS = 0.95, 0.3, 0.01

_SAMPLE = 20_000
_NON_ASCII = re.compile("[^\x00-\x7f]")
_NON_ASCII_BYTE = re.compile(b"[\x80-\xff]")

# What a reading needs to be taken for Vietnamese: nearly all words with marks are syllables. Characters are not touched
# for less than five such words, and not where half of the words were right before.
_RIGHT = 0.85
_FEW = 3
_LEAST_WORDS = 5
_WRONG_BEFORE = 0.5

# Of a Western text, at most so many characters are not ASCII; of Vietnamese in a legacy encoding at least 16 per cent.
_MOST_WESTERN, _FEW_WESTERN = 0.12, 2
_FOREIGN = re.compile(r"(?:cp|windows|iso-?8859|gb|big5|euc|shift_?jis|koi8|mac|tis|ks_c)[\w-]*", re.ASCII)

# UTF-8 of Vietnamese that was read as windows-1252 or Latin-1: a letter, then images of the bytes 0x80 to 0xBF. Those
# that are quotation marks and dashes may well follow a letter (``quá»…``) unless another letter follows them.
_LEAD = "\u00c2-\u00c6\u00cc\u00e1\u00e2"
_QUOTES = "\u00a0\u00ab\u00b7\u00bb\u2013\u2014\u2018-\u201e\u2026\u2039\u203a"
_IMAGES = (
    "\x80-\x9f\u00a1-\u00aa\u00ac-\u00b6\u00b8-\u00ba\u00bc-\u00bf"
    "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2020-\u2022\u2030\u20ac\u2122"
)
_MOJIBAKE = re.compile(f"[{_LEAD}][{_QUOTES}{_IMAGES}]")
_SURE = re.compile(f"[{_LEAD}](?:[{_QUOTES}]?[{_IMAGES}]|[{_QUOTES}]{{1,2}}(?=[^\\W\\d_]))")

_QUESTIONED = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_MOST_LOST = 0.05
_FEW_LOST = 3

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A contract text (see :func:`dxextract.text.contract_text`) and what had to be repaired on the way to it."""

    text: str
    repairs: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The text of an input.

    Args:
        data: the whole input.
        declared: the encoding that a header or the page itself names. It is believed only where the bytes do not show
            another one: what is valid UTF-8 is UTF-8.

    Returns:
        Its text: no byte order mark, ``\\n`` line ends, NFC, repaired as far as it was detected to need it.

    Raises:
        InputError: stage ``decode``; reason ``too_large`` (over :data:`MAX_BYTES`), ``empty`` (nothing but white
            space), ``binary`` (a NUL, or more than a twentieth control characters) or ``encoding`` (in no encoding that
            is known, or letters were lost before).
    """
    if len(data) > MAX_BYTES:
        raise InputError("decode", "too_large", f"larger than {MAX_BYTES // 1_000_000} MB; split it into articles")
    if not data:
        raise InputError("decode", "empty", "the file is empty")
    text, encoding = _characters(data, declared)
    decoded = repair(text)
    return decoded if encoding == "utf-8" else Decoded(decoded.text, (encoding, *decoded.repairs))


def repair(text: str) -> Decoded:
    """The text of an input that comes as characters, as JSON does.

    Args:
        text: as read.

    Returns:
        As :func:`decode`.

    Raises:
        InputError: as :func:`decode`, but for ``too_large``.
    """
    repairs: list[str] = []
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        repairs.append("surrogates")
    text = contract_text(text)
    if not text.strip():
        raise InputError("decode", "empty", "no text in it")
    if "\0" in text or len(text.translate(_NO_CONTROLS)) < (1 - _MAX_CONTROL_SHARE) * len(text):
        raise InputError("decode", "binary", "binary data, not text")
    if (fixed := _without_mojibake(text)) is not None:
        text = fixed
        repairs.append("mojibake")
    if converted := _without_legacy(text):
        text, encoding = converted
        repairs.append(encoding)
    _check_lost(text)
    return Decoded(text, tuple(repairs))


def _characters(data: bytes, declared: str | None) -> tuple[str, str]:
    """The characters of some bytes, and the encoding that they were in."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding
    if wide := _utf_16(data):
        return _strictly(data, wide), "utf-16"
    if b"\0" in data:
        raise InputError("decode", "binary", "binary data, not text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        whole = data[: error.start]
        if _cut_off(error) and not whole.isascii():
            return whole.decode("utf-8"), "cut_off"
        found = None if _cut_off(error) or _partly_utf_8(data) else _eight_bits(data, declared)
        if found is None:
            raise _unknown(data, error) from error
        return found


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError("decode", "encoding", f"broken {encoding.upper()} at offset {error.start}") from error


def _utf_16(data: bytes) -> str | None:
    """Which UTF-16 some bytes without a mark are, if any: text in Latin script has few different upper bytes."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(data) % 2 or b"\0" not in sample:
        return None
    for encoding, upper, lower in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        latin = sum(upper.count(plane) for plane in _LATIN_PLANES)
        if (
            latin >= _LEAST_LATIN * len(upper)
            and upper.count(0) >= _LEAST_ASCII * len(upper)
            and lower.count(0) <= _MOST_LOW_ZEROS * len(lower)
        ):
            return encoding
    return None


def _cut_off(error: UnicodeDecodeError) -> bool:
    """Whether the bytes are UTF-8 up to their end, where a character is cut in two."""
    return error.end == len(error.object) and error.reason == "unexpected end of data"


def _partly_utf_8(data: bytes) -> bool:
    """Whether bytes are UTF-8 with some broken places: no less of it holds than does not."""
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    right = sum(1 for _ in _NON_ASCII.finditer(sample)) - sample.count("\ufffd")
    return right >= sample.count("\ufffd")


def _eight_bits(data: bytes, declared: str | None) -> tuple[str, str] | None:
    """The best reading of bytes that are not UTF-8, and the name of its encoding; None if none makes sense."""
    first = _NON_ASCII_BYTE.search(data)
    start = data.rfind(b"\n", 0, first.start()) + 1 if first else 0
    sample = data[start : start + _SAMPLE]
    hinted = _vietnamese_name(declared)
    names = sorted(("cp1258", *legacy.LEGACY), key=lambda name: name != hinted)
    readings = [(name, weigh(text)) for name in names if (text := _read(sample, name)) is not None]
    for name, evidence in sorted(readings, key=lambda reading: (-reading[1].share, -reading[1].common)):
        if _reads_well(evidence) and (text := _read(data, name)) is not None:
            return text, name
    foreign = _foreign_name(declared)
    if foreign and (text := _read(data, foreign)) is not None:
        return text, foreign
    western = _read(data, "windows-1252")
    return (western, "windows-1252") if western is not None and _western(western) else None


def _reads_well(evidence: Evidence) -> bool:
    return evidence.right > 0 and evidence.share >= (_RIGHT if evidence.total > _FEW else 1)


def _western(text: str) -> bool:
    return sum(1 for _ in _NON_ASCII.finditer(text)) <= _MOST_WESTERN * len(text) + _FEW_WESTERN


def _read(data: bytes, encoding: str) -> str | None:
    if encoding in legacy.LEGACY:
        return legacy.from_bytes(data, encoding) if legacy.available() else None
    try:
        return contract_text(data.decode(encoding))
    except UnicodeDecodeError:
        return None


def _vietnamese_name(declared: str | None) -> str | None:
    """Which of our encodings for Vietnamese a declared one is (``x-viet-tcvn5712``, ``windows-1258``)."""
    name = (declared or "").lower()
    return next((ours for ours in ("viscii", "vni", "tcvn") if ours in name), "cp1258" if "1258" in name else None)


def _foreign_name(declared: str | None) -> str | None:
    """Python's name of a declared encoding; None for what it does not know and for what is no encoding of texts."""
    try:
        return codecs.lookup(declared).name if declared and _FOREIGN.fullmatch(declared.lower()) else None
    except LookupError:
        return None


def _unknown(data: bytes, error: UnicodeDecodeError) -> InputError:
    line = data.count(b"\n", 0, error.start) + 1
    where = f"byte 0x{data[error.start]:02X} at offset {error.start} (line {line})"
    if len(data.translate(None, _CONTROLS)) < (1 - _MAX_CONTROL_SHARE) * len(data):
        return InputError("decode", "binary", "binary data, not text")
    known = "" if legacy.available() else f", or install what reads TCVN3, VNI and VISCII: {legacy.INSTALL}"
    return InputError("decode", "encoding", f"not UTF-8: {where}, nor another known encoding; save it as UTF-8{known}")


def _without_mojibake(text: str) -> str | None:
    """The text with lines of mojibake repaired; None where there are none."""
    if not _SURE.search(text):
        return None
    lines = text.split("\n")
    fixed = [_fixed(line) if _MOJIBAKE.search(line) else line for line in lines]
    return contract_text("\n".join(fixed)) if fixed != lines else None


def _fixed(line: str) -> str:
    """A line without mojibake, if it is no less Vietnamese then."""
    import ftfy

    try:  # ftfy leaves a line with one place alone
        fixed = line.encode("sloppy-windows-1252").decode("utf-8")
    except UnicodeError:
        fixed = ftfy.fix_text(line, _only_encoding())
    fixed = contract_text(fixed)
    before, after = weigh(line), weigh(fixed)
    return fixed if after.total - after.right <= before.total - before.right else line


@cache
def _only_encoding() -> TextFixerConfig:
    """ftfy without all that it does beyond encodings: quotation marks, ligatures and widths stay as they are."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )


def _without_legacy(text: str) -> tuple[str, str] | None:
    """The text that was read from a legacy encoding as Latin-1, and the name of the encoding; None if it was not."""
    first = _NON_ASCII.search(text)
    if first is None or not legacy.available():
        return None
    start = text.rfind("\n", 0, first.start()) + 1
    sample = text[start : start + _SAMPLE]
    before = weigh(sample)
    if before.total < _LEAST_WORDS or before.share >= _WRONG_BEFORE:
        return None
    readings = {name: weigh(legacy.from_surface(sample, name)) for name in legacy.LEGACY}
    best = max(readings, key=lambda name: (readings[name].share, readings[name].common))
    if readings[best].right < _LEAST_WORDS or readings[best].share < _RIGHT:
        return None
    return legacy.from_surface(text, best), best


def _check_lost(text: str) -> None:
    """Refuse a text that was saved in an encoding without its letters (``T?nh ??ng Th?p``)."""
    lost = text.count("\ufffd")
    if "?" in text:  # but not in addresses
        words = (word for word in text.split() if "/" not in word and "=" not in word)
        lost += sum(len(_QUESTIONED.findall(word)) for word in words)
    if lost > _FEW_LOST and lost > _MOST_LOST * sum(1 for _ in WORD.finditer(text)):
        raise InputError("decode", "encoding", f"{lost} letters were replaced by ? or \ufffd before; get it anew")
