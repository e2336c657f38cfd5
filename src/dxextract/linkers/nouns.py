"""The counted noun behind a number, and what a rate is counted by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.knowledge.links import LinkWords
from dxextract.spans import Span

_NUMBER_OF = re.compile(
    r"(?<!\w)(?:(?:tổng số|tổng lượng|số lượng|lượng|số)\s+(?=[^\W\d_])"
    r"|nhiều\s+(?=(?:[^\W\d_]+\s+){1,3}nhất\s+(?:với|là|đạt|có|gồm)\s))"
)
"""``tổng số hồ sơ``, ``nhiều hồ sơ nhất với 9.812``"""
_ITEM = re.compile(r"\s*(?:[-+•*]|\d{1,2}[.)])\s*(?=[^\W\d_][^\n.;]{0,80}:\s*(?:[^\W\d_]+\s){0,2}\d)")
_MARK = re.compile(r"[,;:.()\n\d]")
_LONGEST = 6
MOST_WORDS = 4
"""So many words a counted noun has at most; the next one tells whether it ends there."""
_RATE_REACH = 60
_OPENING_REACH = 200
_OPENING_MARKS = 12
"""So many marks may stand before the first word of a sentence."""
_GROWN = re.compile(r",\s+(?:tăng|giảm)\b")
"""``64.250 người nhận trợ cấp hằng tháng, tăng 22.100 người``"""
_NAME_BEHIND = re.compile(r",\s+[A-ZĐ]")
"""``18 sở, ban, ngành, Sở Nội vụ``: a name that does not belong to the nouns before it"""
_TIMES = frozenset(("năm", "tháng", "quý", "tuần", "ngày", "giờ"))
_DATED = re.compile(r"(?<!\w)(?:năm|tháng|quý|ngày)\s+(?:\d|nay|qua|trước|ngoái)|hiện nay|đến nay")
_WORD_REACH = 20
_NAMED_REACH = 10_000
"""So many characters before it a noun is looked for that a header implies."""


def counted_noun(document: Document, quantity: Quantity, cut: Sequence[Span], words: LinkWords) -> str | None:
    """The noun that a count counts, as written, or None where none stands behind the number.

    The noun is made of whole words. It ends at punctuation, at a digit, at a word that begins the predicate
    (``gazetteer/link_words.yaml``), or after four words; nouns that commas usually join stay together (``xã, phường,
    thị trấn``).

    Args:
        document: the article laid out.
        quantity: the number.
        cut: the words of its sentence.
        words: see ``gazetteer/link_words.yaml``.
    """
    listed = words.listed.match(document.folded, quantity.number_end)
    if listed is not None:
        nouns = document.text[listed.start("nouns") : listed.end("nouns")]
        named = _NAME_BEHIND.search(nouns) if nouns[0].islower() else None
        return nouns[: named.start()] if named is not None else nouns
    following = [word for word in cut if word.start >= quantity.number_end][: MOST_WORDS + 1]
    if not following or _is_one_of(words.function, document, following, 0):
        return None
    end = start = following[0].start
    for at, word in enumerate(following[:MOST_WORDS]):
        apart = document.text[end : word.start]
        if apart.strip() or "\n" in apart or not document.text[word.start : word.end].replace(" ", "").isalpha():
            break
        if at and _is_one_of(words.unit_stop, document, following, at):
            break
        end = word.end
    return document.text[start:end] or None


def _is_one_of(pattern: re.Pattern[str], document: Document, cut: Sequence[Span], at: int) -> bool:
    """Whether a list of words holds what begins at word ``at``: ``chỉ`` is on it, but does not stop ``chỉ tiêu``."""
    match = pattern.match(document.folded, cut[at].start)
    return match is not None and any(word.end == match.end() for word in cut[at:])


def rate_base(
    document: Document, sentence: Sentence, quantity: Quantity, left: int, noun: str | None, words: LinkWords
) -> str | None:
    """What the number is a rate of (``năm`` in ``90 tỷ đồng/năm``), or None.

    Args:
        document: the article laid out.
        sentence: the number's sentence.
        quantity: the number.
        left: end of the number before it, or the start of its clause.
        noun: the counted noun, behind which the base may stand.
        words: see ``gazetteer/link_words.yaml``.
    """
    at = quantity.end
    behind = words.per_behind.match(document.folded, at)
    if behind is None and noun is not None:
        start = document.text.find(noun, quantity.number_end, sentence.end)
        behind = words.per_behind.match(document.folded, start + len(noun)) if start >= 0 else None
    if behind is not None:
        group = next(name for name in ("slash", "any", "per", "base") if behind[name])
        if group != "any" or quantity.kind != "percentage":
            return document.text[behind.start(group) : behind.end(group)]
    last = _last(words.per_before, document.folded, max(left, sentence.start), quantity.start)
    if last is None:
        return _opening_rate(document, sentence, quantity, words)
    between = document.folded[last.end() : quantity.start]
    grown = _GROWN.search(between) is not None
    told = len(between) < _RATE_REACH and ";" not in between and ("," not in between or (last["every"] and not grown))
    if quantity.kind == "percentage":  # "mỗi năm tăng 4%", but "giao mỗi huyện đạt 25%", "trợ cấp hằng tháng (80%)"
        told = told and last["per"] in _TIMES and "(" not in between
    if told:
        return document.text[last.start("per") : last.end("per")]
    return _opening_rate(document, sentence, quantity, words)


def _opening_rate(document: Document, sentence: Sentence, quantity: Quantity, words: LinkWords) -> str | None:
    """``Mỗi năm, tỉnh mở 30 lớp; hỗ trợ 200 hợp tác xã``: what opens a sentence holds for all amounts that it dates."""
    farthest = min(quantity.start, sentence.start + _OPENING_MARKS)
    start = next((at for at in range(sentence.start, farthest) if document.folded[at].isalpha()), farthest)
    opening = words.per_before.match(document.folded, start, quantity.start)
    if opening is None or opening["per"] not in _TIMES or quantity.kind == "percentage":
        return None
    if quantity.start - opening.end() > _OPENING_REACH or _DATED.search(document.folded, opening.end(), quantity.start):
        return None
    return document.text[opening.start("per") : opening.end("per")]


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text, start, end))), None)


def subject_noun(document: Document, start: int, quantity: Quantity, words: LinkWords) -> str | None:
    """The noun counted by a number that stands as the predicate: ``số giao dịch thành công đạt 51.062``.

    Args:
        document: the article laid out.
        start: where the clause begins.
        quantity: the number.
        words: see ``gazetteer/link_words.yaml``.
    """
    for last in reversed(list(_numbers_of(document.folded, start, quantity.start, words))):
        if (implied := implied_noun(document.folded, last.end(), words)) is not None:
            return document.text[implied.start : implied.end]
        if any(implying.match(document.folded, last.end()) for _, implying in words.implied):
            return None
        if not words.unit_stop.match(document.folded, last.end()):  # but "doanh nghiệp công nghệ số tăng"
            return _kept(document, last.end(), quantity.start, words)
    item = _ITEM.match(document.folded, start)
    if item is None or item.end() >= quantity.start:
        return None
    return _kept(document, item.end(), quantity.start, words)


def implied_noun(folded: str, at: int, words: LinkWords) -> Span | None:
    """Where the noun stands that a header or a subject at ``at`` implies (``Tiếp nhận``, ``số trễ hạn``): the last one
    named before it; None where it implies none or none was named."""
    for noun, implying in words.implied:
        if implying.match(folded, at) is not None and (named := folded.rfind(noun, max(0, at - _NAMED_REACH), at)) >= 0:
            return Span(named, named + len(noun))
    return None


def _numbers_of(folded: str, start: int, end: int, words: LinkWords) -> Iterator[re.Match[str]]:
    """Where the number of something is spoken of (``số giao dịch``), but not ``tổ công nghệ số cộng đồng``."""
    for match in _NUMBER_OF.finditer(folded, start, end):
        if words.digital.search(folded[max(start, match.start() - _WORD_REACH) : match.start()].rstrip()) is None:
            yield match


def noun_of(document: Document, header: Span, words: LinkWords) -> str | None:
    """The noun that a column counts, from its header: ``Số DVCTT mức 3, 4`` → ``DVCTT``; None where it names none."""
    first = next(_numbers_of(document.folded, header.start, header.end, words), None)
    if (implied := implied_noun(document.folded, first.end() if first else header.start, words)) is not None:
        return document.folded[implied.start : implied.end]
    if words.unit_stop.match(document.folded, first.end() if first else header.start):
        return None
    return _kept(document, first.end() if first else header.start, header.end, words)


def _kept(document: Document, start: int, end: int, words: LinkWords) -> str | None:
    """The words from ``start`` up to a mark, a digit, or a word that ends a counted noun."""
    stop = words.unit_stop.search(document.folded, start + 1, end)
    end = stop.start() if stop else end
    mark = _MARK.search(document.folded, start, end)
    kept = document.text[start : mark.start() if mark else end].split()[:_LONGEST]
    return " ".join(kept) or None
