"""The text that offsets index, and the folded form that rules match.

``contract_text`` makes the one text of an article (see docs/records.md): NFC, ``\\n`` line ends, nothing else changed.
``fold`` makes a text of *the same length*, so that a match in the folded text is a span of the original: lower case,
one kind of dash, space and quotation mark, the tone mark where the newer spelling puts it, and ``tỉ`` as ``tỷ``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby, pairwise

BOM = "\ufeff"

SMALL_LETTERS = "".join(letter for letter in map(chr, range(0x1F00)) if letter.islower())
"""The small letters of Latin, Cyrillic and Greek: what no capitalised word begins with."""


def contract_text(decoded: str) -> str:
    """The text of an article from decoded characters: no byte order mark, ``\\n`` line ends, NFC."""
    return _composed(decoded.removeprefix(BOM))


def contract_positions(decoded: str) -> list[int]:
    """For each position in ``contract_text(decoded)``, its end included, the position in ``decoded``.

    A letter that is composed from several characters stands where the first of them does.
    """
    starts = [at for at, letter in enumerate(decoded) if at == 0 or not _joins(decoded[at - 1], letter)]
    positions: list[int] = []
    for start, end in pairwise([*starts, len(decoded)]):
        piece = decoded[start:end]
        positions += [start] * len(contract_text(piece) if start == 0 else _composed(piece))
    return [*positions, len(decoded)]


# Putting a run of marks into its order takes quadratic time, unless it is in order. Marks are no letters to re.
_MANY_MARKS = re.compile(r"[^\w\s]{32,}")


def _composed(piece: str) -> str:
    ordered = _MANY_MARKS.sub(lambda match: _in_order(match[0]), piece.replace("\r\n", "\n"))
    return unicodedata.normalize("NFC", ordered)


def _in_order(run: str) -> str:
    """Marks in the canonical order of Unicode (UAX 15: stable, by class), other characters where they are."""
    groups = groupby(run, key=lambda character: unicodedata.combining(character) > 0)
    return "".join("".join(sorted(group, key=unicodedata.combining) if marks else group) for marks, group in groups)


def _joins(before: str, letter: str) -> bool:
    """Whether the contract's text may change ``letter`` together with what stands before it."""
    if letter.isascii():
        return before == "\r" and letter == "\n"
    hangul = "\u1160" <= letter <= "\u11ff"
    return hangul or unicodedata.combining(letter) > 0 or not unicodedata.is_normalized("NFC", before + letter)


_DASHES = "‐‑‒–—―−"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\t\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_CHARACTERS = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SPACES + _INVISIBLE, " "),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    "ð": "đ",
    "Ð": "Đ",
    "⁄": "/",
    "∕": "/",
    "％": "%",
}
# Few characters of a text are among them: finding those is faster than looking every one up (str.translate).
_CHARACTER = re.compile(f"[{re.escape(''.join(_CHARACTERS))}]")
_SPACE = re.compile(f"[{_SPACES}]")

_TONES = {"a": "aàáảãạ", "e": "eèéẻẽẹ", "y": "yỳýỷỹỵ"}
_FIRST = {"o": "oòóỏõọ", "u": "uùúủũụ"}
_OLD_STYLE = {
    f"{first}{_TONES[second][tone]}": f"{_FIRST[first][tone]}{second}"
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in range(1, 6)
}
# Both begin with letters, not with a guard, so that a search leaps from one of them to the next.
_TONE_PLACE = re.compile(
    rf"[ou][{_TONES['a'][1:]}{_TONES['e'][1:]}{_TONES['y'][1:]}](?!\w)"
    rf"(?:(?<=o[{_TONES['a'][1:]}{_TONES['e'][1:]}])(?<!qo.)|(?<=u[{_TONES['y'][1:]}])(?<!qu.))"
)
_TI = re.compile(r"tỉ(?!\w)(?:(?<!\wtỉ)(?=\s+(?:lệ|trọng|đồng|suất|usd)\b)|(?<=\d tỉ))")
_SHORT = 48


def fold(text: str) -> str:
    """Fold a text for matching.

    Args:
        text: a text in NFC.

    Returns:
        A text of exactly the same length: lower case, ASCII dashes, quotes and spaces (invisible characters become
        spaces too), ``đ`` for ``ð``, new-style tone marks (``hoà`` → ``hòa``), ``tỷ`` for ``tỉ`` before its nouns.
    """
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    plain = level(text)
    lowered = plain.lower()
    if len(lowered) != len(plain):
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in plain)
    toned = _TONE_PLACE.sub(lambda m: _OLD_STYLE[m[0]], lowered)
    return _TI.sub("tỷ", toned)


_fold_short = lru_cache(maxsize=1 << 13)(_fold)  # words and names come again and again


def plain_spaces(text: str) -> str:
    """The text with a plain space for every kind of space that is as wide: same length, nothing else changed."""
    return _SPACE.sub(" ", text)


def skip_space(text: str, at: int, end: int) -> int:
    """Where the blanks that begin at ``at`` end: offsets in code points, none behind ``end``."""
    while at < end and text[at].isspace():
        at += 1
    return at


def level(text: str) -> str:
    """Like :func:`fold`, but letters keep their case and tone marks their place: for what is recognised by capitals."""
    return _CHARACTER.sub(lambda match: _CHARACTERS[match[0]], text)


@lru_cache(maxsize=65536)
def strip_marks(text: str) -> str:
    """Lower case without any diacritic (``Đồng Tháp`` → ``dong thap``). Not length-preserving."""
    decomposed = unicodedata.normalize("NFD", fold(unicodedata.normalize("NFC", text)).replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
