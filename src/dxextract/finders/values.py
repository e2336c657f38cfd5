"""Reading Vietnamese numbers: digits in every notation, and number words.

Vietnamese writes ``.`` between thousands and ``,`` before decimals; real text breaks this rule, and then the reading
that makes sense is meant: ``1.14 điểm`` is 1,14, ``12,518 hồ sơ`` is twelve thousand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from dxextract.knowledge.numbers import NumberWords

_DOT_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_COMMA_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")

_MOST_DIGITS = 18  # more is a serial number or nonsense, and no quantity
_TOO_LARGE = Decimal(10) ** _MOST_DIGITS


def read_digits(digits: str, *, fractional: bool = False, small: bool = False) -> Decimal | None:
    """The value of a number in digits.

    Args:
        digits: digits with ``.`` and ``,`` between them.
        fractional: whether the number is one of fractions (%, points, before a scale word): a single group of three
            digits behind ``,`` is then a decimal part, as in ``1,489 tỷ``.
        small: whether the unit keeps the number small (%, points): a single group behind ``.`` is decimal, too.

    Returns:
        The value, or None where the marks make no number (``1.2.3``) or there are more than 18 digits.
    """
    if len(digits) - digits.count(".") - digits.count(",") > _MOST_DIGITS:
        return None
    if digits.isdigit():
        return Decimal(digits)
    if _DOT_THOUSANDS.fullmatch(digits) and not (small and digits.count(".") == 1 and "," not in digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _COMMA_THOUSANDS.fullmatch(digits) and not (fractional and digits.count(",") == 1 and "." not in digits):
        return Decimal(digits.replace(",", ""))
    if digits.count(",") == 1 and "." not in digits:
        return Decimal(digits.replace(",", "."))
    if digits.count(".") == 1 and "," not in digits:
        return Decimal(digits)
    if "," in digits and "." in digits:
        return _mixed(digits)
    return None


def _mixed(digits: str) -> Decimal | None:
    """Both marks, none of the regular groupings: the last mark is the decimal one if it stands once."""
    last = max(digits.rfind("."), digits.rfind(","))
    mark = digits[last]
    if digits.count(mark) > 1:
        return None
    whole = digits[:last].replace(".", "").replace(",", "")
    return Decimal(f"{whole}.{digits[last + 1 :]}")


def read_words(words: Sequence[str], knowledge: NumberWords) -> Decimal | None:
    """The value of a number in words (folded), or None where the words make no number, or one of more than 18 digits.

    ``ba trăm hai mươi lăm`` → 325, ``hai phẩy năm`` → 2.5, ``một triệu rưỡi`` → 1 500 000, ``gần hai triệu`` is not
    accepted here: modifiers are not part of a number.
    """
    total, group, last_scale = Decimal(0), Decimal(0), Decimal(1)
    pending: Decimal | None = None
    position = 0
    while position < len(words):
        word = words[position]
        if word in knowledge.digits:
            if pending is not None:
                return None
            pending = Decimal(knowledge.digits[word])
            if pending == 10:
                group, pending = group + pending, None
                if position + 1 < len(words) and words[position + 1] in knowledge.digits:
                    pending = Decimal(knowledge.digits[words[position + 1]])
                    position += 1
        elif word in knowledge.tens:
            if pending is None:
                return None
            group, pending = group + pending * knowledge.tens[word], None
        elif word in knowledge.scales:
            scale = Decimal(knowledge.scales[word])
            amount = group + (pending or 0)
            if amount == 0:
                if total == 0:
                    return None
                total, group, pending = total * scale, Decimal(0), None
            elif scale == 100:
                if pending is None:
                    return None
                group, pending = group + pending * 100, None
            else:
                total, group, pending = total + amount * scale, Decimal(0), None
            last_scale = scale
        elif word == knowledge.half:
            if pending is not None or not total + group:
                return None
            total, group = total + group + last_scale / 2, Decimal(0)
        elif word == knowledge.comma:
            return _decimal(group + (pending or 0), words[position + 1 :], knowledge)
        elif word not in knowledge.connectors:
            return None
        position += 1
        if total >= _TOO_LARGE:
            return None
    value = total + group + (pending or 0)
    return value if value else None


def _decimal(whole: Decimal, words: Sequence[str], knowledge: NumberWords) -> Decimal | None:
    digits = ""
    scale = Decimal(1)
    for word in words:
        if word in knowledge.digits and scale == 1:
            digits += str(knowledge.digits[word])
        elif word in knowledge.scales and digits:
            scale *= knowledge.scales[word]
        else:
            return None
        if scale >= _TOO_LARGE or len(digits) > _MOST_DIGITS:
            return None
    return Decimal(f"{whole}.{digits}") * scale if digits else None
