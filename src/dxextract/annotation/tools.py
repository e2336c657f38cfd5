"""The annotation tools whose formats are read and written, and what their offsets count."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Tool(StrEnum):
    """An annotation tool."""

    label_studio = "label-studio"
    doccano = "doccano"
    prodigy = "prodigy"


class Unit(StrEnum):
    """What an offset counts: Python counts code points, JavaScript UTF-16 code units."""

    code_point = "code-point"
    utf16 = "utf-16"


UNITS: Mapping[Tool, Unit] = {
    Tool.label_studio: Unit.code_point,  # older versions: UTF-16
    Tool.doccano: Unit.utf16,  # unless a project counts grapheme clusters
    Tool.prodigy: Unit.code_point,
}
"""What a tool counts as far as is known; where it gives back the marked words, they decide."""
