"""The article that a command looks at: a file, or the words themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from dxextract.article import Article
    from dxextract.extractor import Extractor


def read_article(said: str, extractor: Extractor, published: date | None) -> Article:
    """Read the one article in a file (``-``: standard input), or a text of several words that no file is called.

    Raises:
        UsageError: the file gives no article, or several.
    """
    from dxextract.readers.single import read_single

    if any(character.isspace() for character in said) and not _exists(said):
        return extractor.read(said, published=published)
    return read_single(Path(said), extractor.knowledge.layout, published=published)


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # a sentence is too long for a name
        return False
