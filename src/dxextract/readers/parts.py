"""What the modules that take containers apart give: one record each, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dxextract.errors import InputError


@dataclass(frozen=True, slots=True)
class Part:
    """One record of a container.

    Attributes:
        number: of the record in its container, from 1; 0 where a file is one record.
        where: where it stands, for people (``line 7``).
        data: its bytes, its fields, or why it cannot be taken out.
        kind: what the bytes are, where that differs from record to record.
        url, charset: what the container says about it.
    """

    number: int
    where: str
    data: bytes | Mapping[str, object] | InputError
    kind: Literal["text", "html"] | None = None
    url: str | None = None
    charset: str | None = None


def too_large(limit: int) -> InputError:
    """What a record over the limit is a reject for."""
    return InputError("read", "too_large", f"larger than {limit // 1_000_000} MB; split it into articles")
