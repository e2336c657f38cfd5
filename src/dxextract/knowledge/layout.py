"""What the lines around an article look like: header lines and page furniture, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dxextract.knowledge.anchors import Anchors
from dxextract.knowledge.files import AnyFolder, Entry, read_entries
from dxextract.knowledge.patterns import compile_pattern, readable, translate
from dxextract.text import fold

HeaderPart = Literal["date", "posted", "updated", "clock", "beside", "content", "section"]
FurnitureScope = Literal["line", "rest"]

_DATE = frozenset({"day", "month", "year"})
_CAPTURED = re.compile(r"\{[a-z_]+:")


def flatten(text: str) -> str:
    """Fold a text for the rules of this module: as :func:`dxextract.text.fold`, and brackets are spaces.

    Patterns cannot ask for a bracket, and around dates and counts it means nothing. The length stays.
    """
    folded = fold(text)
    for bracket in "()[]{}":
        folded = folded.replace(bracket, " ")
    return folded


class HeaderEntry(Entry):
    """One rule of ``patterns/header.yaml``, where the parts are explained."""

    id: str
    part: HeaderPart
    description: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class FurnitureEntry(Entry):
    """One rule of ``patterns/furniture.yaml``, where the scopes are explained."""

    id: str
    scope: FurnitureScope
    description: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """A compiled part of a header line; a date captures ``day``, ``month`` and ``year``."""

    id: str
    part: HeaderPart
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """A compiled rule for a line; it may capture ``author`` and ``outlet``."""

    id: str
    scope: FurnitureScope
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """All rules for the lines of a page.

    Attributes:
        header: parts of header lines.
        furniture: lines that are no content; the first that matches a whole line counts.
        any_furniture: all of ``furniture`` in one expression, which refuses a line of content at once.
        dates: the days among ``header``.
    """

    header: tuple[HeaderRule, ...]
    furniture: tuple[FurnitureRule, ...]
    any_furniture: re.Pattern[str]
    dates: Anchors


def load_layout(patterns_dir: AnyFolder, fragments: Mapping[str, str]) -> LayoutRules:
    """Load ``header.yaml`` and ``furniture.yaml``.

    Args:
        patterns_dir: the folder of the two files.
        fragments: regular expressions by name, as in ``fragments.yaml``.

    Raises:
        KnowledgeError: a file, an entry or a pattern cannot be used.
    """
    headers = read_entries(
        patterns_dir / "header.yaml",
        HeaderEntry,
        check=readable(fragments, lambda e: _DATE if e.part == "date" else frozenset()),
    )
    furniture = read_entries(patterns_dir / "furniture.yaml", FurnitureEntry, check=readable(fragments))
    header_rules = tuple(HeaderRule(e.id, e.part, compile_pattern(e.pattern, fragments)) for e in headers)
    return LayoutRules(
        header=header_rules,
        furniture=tuple(FurnitureRule(e.id, e.scope, compile_pattern(e.pattern, fragments)) for e in furniture),
        any_furniture=re.compile("|".join(translate(_CAPTURED.sub("{", e.pattern), fragments) for e in furniture)),
        dates=Anchors([rule.pattern for rule in header_rules if rule.part == "date"]),
    )
