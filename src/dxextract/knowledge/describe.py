"""What the rules are there for, in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dxextract.knowledge.check import LISTS, Book
from dxextract.knowledge.sources import find_sources

_IN_CODE = {
    "numeral.digits": "a number in digits that nothing else claims",
    "numeral.words": "a number in words before something that can be counted",
    "numeral.range": "two numbers joined to a range",
    "numeral.ratio": "a number and what it is out of",
    "numeral.sum": "amounts of one kind that follow each other and add up (17 tỷ 800 triệu)",
}


def descriptions(knowledge: Path | None = None) -> Mapping[str, str]:
    """The description of each rule by its id: those of ``patterns/``, and those that are code.

    Args:
        knowledge: a folder of one's own that adds to the packaged one.
    """
    book = Book(find_sources(knowledge))
    described = [file for file, entry in LISTS.items() if {"id", "description"} <= entry.model_fields.keys()]
    written = {item.entry.id: item.entry.description for file in described for item in book.items(file)}
    return {**_IN_CODE, **written}
