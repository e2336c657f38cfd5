"""Scales that an article announces once for the scores behind them: ``chấm theo thang điểm 100``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dxextract.document import Document
from dxextract.finders.numerals import Quantity
from dxextract.finders.values import read_digits
from dxextract.knowledge.number_joins import NumberJoins

_OWN = 12
"""A scale that so few characters part from a score on it is that one's own: ``40,83 điểm trên thang 80``."""


def on_announced_scales(quantities: Sequence[Quantity], document: Document, joins: NumberJoins) -> tuple[Quantity, ...]:
    """Give scores without a denominator the scale that their paragraph has announced before them.

    Args:
        quantities: in the order of the text.
        document: the article laid out.
        joins: how scales are named.

    Returns:
        The quantities; of scores, those on a scale with its top as their denominator.
    """
    own = {quantity.end for quantity in quantities if quantity.denominator is not None}
    tops = [
        (match.end(), top)
        for _, match in joins.announced_scale.finditer(document.folded)
        if (top := read_digits(match[1])) is not None and own.isdisjoint(range(match.start() - _OWN, match.start() + 1))
    ]
    return tuple(_on_scale(quantity, tops, document) for quantity in quantities) if tops else tuple(quantities)


def _on_scale(quantity: Quantity, tops: Sequence[tuple[int, Decimal]], document: Document) -> Quantity:
    if quantity.kind != "score" or quantity.denominator is not None:
        return quantity
    at = bisect_right(tops, quantity.start, key=lambda one: one[0]) - 1
    if at < 0 or "\n" in document.text[tops[at][0] : quantity.start]:
        return quantity
    top = tops[at][1]
    highest = quantity.value if quantity.value_high is None else quantity.value_high
    return replace(quantity, denominator=top) if highest <= top else quantity
