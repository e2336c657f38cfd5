"""Which language a text is in, from its letters and its smallest words; no model.

It is there to keep pages in other languages out, and errs on the side of keeping: a text counts as being in another
language only if it shows that language's own signs and not those of Vietnamese.
"""

from __future__ import annotations

import unicodedata
from collections import Counter

from dxextract.readers.syllables import COMMON, WORD, is_syllable, weigh
from dxextract.text import strip_marks

_SAMPLE = 20_000

# How many of a hundred letters only Vietnamese writes, at least. Running text has over ten.
_LEAST_VIETNAMESE = 0.03
_MOST_WRONG = 0.5

# Scripts by the name that Unicode gives their letters. A script of many languages is tagged as such (BCP 47).
_SCRIPTS = {
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "CYRILLIC": "und-Cyrl",
    "ARABIC": "und-Arab",
    "GREEK": "el",
    "DEVANAGARI": "und-Deva",
}
_MOST_LETTERS = 0.5
_LEAST_KANA = 0.1  # Japanese has Chinese characters, too

_SMALL_WORDS = {
    "en": "the of and to in is that for with as was on are by this be at from or have which were has not will their",
    "fr": "le la les de des du et est une dans pour que qui sur par au avec pas plus ce cette sont aux à été",
    "de": "der die das und ist in den von zu mit sich auf für dem nicht ein eine als auch es an werden aus",
    "es": "el la los las de y en que un una por con para del se su al no como más es fue ha",
    "pt": "o a os as de e em que um uma por com para do da dos das não se ao mais é foi no na sobre",
    "it": "il la gli le di e in che un una per con del della dei si non al è sono da più come anche",
    "nl": "de het een en van in is dat op te voor met zijn niet aan door ook als bij naar werd",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan oleh ke telah adalah juga karena atau",
}
_WORDS = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_LEAST_SMALL = 0.12
_FEWEST_SMALL = 3  # different ones

# Vietnamese without its marks: nearly every word is a syllable, and many are frequent ones.
_UNMARKED = frozenset(map(strip_marks, COMMON)) - frozenset().union(*_WORDS.values())
_LEAST_SYLLABLES = 0.8
_LEAST_COMMON = 0.15
_FEWEST_WORDS = 4


def language(text: str) -> str | None:
    """The language of a text.

    Args:
        text: in NFC. Its first 20,000 characters are looked at.

    Returns:
        ``vi`` for Vietnamese, written with its marks or without; the code of another language (ISO 639-1, or
        ``und-Cyrl`` for one in a script of many languages) only if the text is clearly in it; None where there is too
        little to tell. A text of two languages one of which is Vietnamese is ``vi``.
    """
    sample = text[:_SAMPLE]
    if _is_marked(sample, len(sample)):  # no more of it can be letters: so it is most often, and sooner told
        return "vi"
    words = WORD.findall(sample)
    letters = sum(map(len, words))
    if not letters:
        return None
    if _is_vietnamese(sample, words, letters):
        return "vi"
    return _by_script(words, letters) or _by_small_words([word.lower() for word in words])


def _is_vietnamese(sample: str, words: list[str], letters: int) -> bool:
    if _is_marked(sample, letters) or (_reads_well(sample) and all(map(is_syllable, words))):
        return True
    if len(words) < _FEWEST_WORDS or sum(map(is_syllable, words)) < _LEAST_SYLLABLES * len(words):
        return False
    return sum(word.lower() in _UNMARKED for word in words) >= _LEAST_COMMON * len(words)


def _is_marked(sample: str, letters: int) -> bool:
    """Whether so many letters that only Vietnamese writes are among the letters, and most words with a mark are its."""
    return _reads_well(sample) and weigh(sample).letters >= _LEAST_VIETNAMESE * letters


def _reads_well(sample: str) -> bool:
    marked = weigh(sample)
    return marked.right > 0 and marked.total - marked.right <= _MOST_WRONG * marked.total


def _by_script(words: list[str], letters: int) -> str | None:
    scripts = Counter(
        unicodedata.name(letter, "").split(" ")[0].split("-")[0]
        for word in words
        for letter in word
        if letter > "\u024f"
    )
    foreign = {script: count for script, count in scripts.items() if script in _SCRIPTS}
    if sum(foreign.values()) <= _MOST_LETTERS * letters:
        return None
    if foreign.get("HIRAGANA", 0) + foreign.get("KATAKANA", 0) >= _LEAST_KANA * letters:
        return "ja"
    return _SCRIPTS[max(sorted(foreign), key=lambda script: foreign[script])]


def _by_small_words(words: list[str]) -> str | None:
    counts = Counter(words)
    found = {code: {word: counts[word] for word in small & counts.keys()} for code, small in _WORDS.items()}
    shares = {code: sum(small.values()) for code, small in found.items() if len(small) >= _FEWEST_SMALL}
    best = max(shares.values(), default=0)
    if best < max(_LEAST_SMALL * len(words), 1) or list(shares.values()).count(best) > 1:
        return None
    return max(shares, key=lambda code: shares[code])
