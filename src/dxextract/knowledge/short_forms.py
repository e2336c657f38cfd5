"""Abbreviations of the field, and the variants that they give a phrase."""

from __future__ import annotations

from collections.abc import Sequence

from dxextract.knowledge.files import AnyFolder, Entry, read_entries
from dxextract.text import fold


class ShortFormEntry(Entry):
    """One entry of ``gazetteer/short_forms.yaml``."""

    long: str
    short: tuple[str, ...]


def load_short_forms(gazetteer: AnyFolder) -> tuple[ShortFormEntry, ...]:
    """Load ``gazetteer/short_forms.yaml``.

    Raises:
        KnowledgeError: an entry cannot be used.
    """
    return read_entries(gazetteer / "short_forms.yaml", ShortFormEntry)


def variants(phrase: str, short_forms: Sequence[ShortFormEntry]) -> list[str]:
    """The phrase, folded, and with each long form in it replaced by a short one."""
    found = [" ".join(fold(phrase).split())]
    for entry in short_forms:
        long = fold(entry.long)
        found += [known.replace(long, fold(short)) for known in found if long in known for short in entry.short]
    return found
