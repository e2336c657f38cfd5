"""Abbreviations whose full stop does not end a sentence."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, RootModel, StringConstraints

from dxextract.knowledge.files import AnyFolder, read_entries


class AbbreviationEntry(RootModel[Annotated[str, StringConstraints(strict=True, pattern=r"^\S+\.$")]]):
    """One line of ``patterns/abbreviations.yaml``: the abbreviation with its stop, without spaces."""

    model_config = ConfigDict(frozen=True)


def load_abbreviations(patterns_dir: AnyFolder) -> frozenset[str]:
    """Load ``abbreviations.yaml``.

    Args:
        patterns_dir: the folder of the file.

    Raises:
        KnowledgeError: the file or an entry cannot be used.
    """
    return frozenset(entry.root for entry in read_entries(patterns_dir / "abbreviations.yaml", AbbreviationEntry))
