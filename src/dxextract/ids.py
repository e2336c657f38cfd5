"""Identity of inputs, texts and facts: short, stable hashes (see docs/records.md)."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

_SEPARATOR = "\x1f"


def digest(*parts: object) -> str:
    """32 hexadecimal digits of the parts, in their order. Undecodable bytes in a path are kept apart."""
    joined = _SEPARATOR.join(map(str, parts))
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def input_id(source: str) -> str:
    """Identity of one input: the path or URL as given, with ``#n`` for the n-th record of a file."""
    return digest("input", source)


def article_id(text: str) -> str:
    """Identity of a text: the same text from two inputs has one."""
    return digest("article", text)


@lru_cache(maxsize=1024)  # asked for several times while a fact is made
def fact_id(input_id: str, family: str, start: int, end: int) -> str:
    """Identity of a fact: where it stands, not which rule found it, so that a flag on it survives new rules."""
    return digest("fact", input_id, family, start, end)
