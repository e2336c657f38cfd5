"""How claims from many articles are joined into a panel, from ``gazetteer/panel.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from dxextract.knowledge.files import AnyFolder, Entry, read_table

Kind = Literal["count", "money", "percentage", "measurement", "score"]


class PanelRules(Entry):
    """``gazetteer/panel.yaml``; each key is explained there.

    Attributes:
        aggregation: kind of an indicator → whether its values can be added up across merged provinces.
        reprint_days, revision_days: lengths of time in days.
        specific_digits: number of significant digits.
        approx_share: share of the printed value, 0 to 1.
    """

    aggregation: Mapping[Kind, Literal["sum", "none"]]
    reprint_days: int = Field(ge=0)
    specific_digits: int = Field(ge=1)
    revision_days: int = Field(ge=0)
    approx_share: float = Field(ge=0, le=1)
    official_outlets: tuple[str, ...]
    official_domains: tuple[str, ...]


def load_panel(gazetteer: AnyFolder) -> PanelRules:
    """Load ``gazetteer/panel.yaml``.

    Raises:
        KnowledgeError: the file cannot be used.
    """
    return read_table(gazetteer / "panel.yaml", PanelRules)
