"""The layout rules, which are all of the knowledge that readers need."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dxextract.knowledge.layout import LayoutRules, load_layout

PATTERNS = Path(__file__).parents[2] / "patterns"


@pytest.fixture(scope="session")
def rules() -> LayoutRules:
    return load_layout(PATTERNS, yaml.safe_load((PATTERNS / "fragments.yaml").read_text("utf-8")))
