"""What the checks say and which words they go by: ``patterns/checks.yaml``, ``gazetteer/check_words.yaml``,
``gazetteer/misprints.yaml``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator

from dxextract.knowledge.check_words import CheckWords, load_check_words, whole_word
from dxextract.knowledge.files import AnyFolder, Entry, read_entries
from dxextract.knowledge.phrases import anywhere
from dxextract.text import fold, strip_marks

PLACEHOLDERS = frozenset({"actual", "expected", "number", "whole"})
"""What messages may name: what was printed, what would be consistent, and the numbers it is computed from."""


def _message(text: str) -> str:
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise ValueError(f"no message: {error}") from error
    if unknown := sorted(names - PLACEHOLDERS):
        raise ValueError(f"no message can name {{{unknown[0]}}}; there are {', '.join(sorted(PLACEHOLDERS))}")
    return text


Message = Annotated[str, AfterValidator(_message)]


class CheckEntry(Entry):
    """One rule of ``patterns/checks.yaml``."""

    id: str
    kind: Literal["share", "sum", "change", "rank", "range", "goal", "date", "repetition", "misprint"]
    severity: Literal["error", "warning", "note"]
    description: str
    message_vi: Message
    message_en: Message
    published: str | None = None
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


class MisprintEntry(Entry):
    """A word taken for another: ``printed`` right behind one of ``behind``, with ``beside`` in the same sentence."""

    id: str
    printed: str
    meant: str
    behind: tuple[str, ...]
    beside: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misprint:
    """A compiled entry; group ``printed`` of ``pattern`` is the wrong word, ``printed`` its folded form."""

    printed: str
    pattern: re.Pattern[str]
    beside: re.Pattern[str]
    meant: str


@dataclass(frozen=True, slots=True)
class CheckRules:
    """Everything that checks know.

    Attributes:
        rules: by id; one that was taken out raises no finding.
        words: see :class:`CheckWords`.
        misprints: words that are taken for others.
        terms: names of indicators by their letters without marks; names that share these are left out.
        term_starts: the first words of these.
    """

    rules: Mapping[str, CheckEntry]
    words: CheckWords
    misprints: tuple[Misprint, ...]
    terms: Mapping[str, str]
    term_starts: frozenset[str]


def load_checks(patterns: AnyFolder, gazetteer: AnyFolder, *, terms: Iterable[str]) -> CheckRules:
    """Load the rules of the checks and their words.

    Args:
        patterns: holds ``checks.yaml``.
        gazetteer: holds ``check_words.yaml`` and ``misprints.yaml``.
        terms: names of indicators, folded.

    Raises:
        KnowledgeError: a file cannot be used.
    """
    entries = read_entries(patterns / "checks.yaml", CheckEntry)
    bare = _bare(terms)
    return CheckRules(
        rules={entry.id: entry for entry in entries},
        words=load_check_words(gazetteer),
        misprints=tuple(map(_misprint, read_entries(gazetteer / "misprints.yaml", MisprintEntry))),
        terms=bare,
        term_starts=frozenset(term.split(" ")[0] for term in bare),
    )


def _bare(terms: Iterable[str]) -> dict[str, str]:
    """The terms by their letters without marks."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for term in terms:
        found[strip_marks(term)].add(term)
    return {bare: names.pop() for bare, names in found.items() if len(names) == 1}


def _misprint(entry: MisprintEntry) -> Misprint:
    pattern = rf"{whole_word(entry.behind)}\s+(?P<printed>{whole_word([entry.printed])})"
    beside = anywhere(entry.beside) if entry.beside else re.compile("")
    return Misprint(fold(entry.printed), re.compile(pattern), beside, entry.meant)
