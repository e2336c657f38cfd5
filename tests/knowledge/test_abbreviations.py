"""The list of abbreviations."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.errors import KnowledgeError
from dxextract.knowledge.abbreviations import load_abbreviations

PATTERNS = Path(__file__).parents[2] / "patterns"


def test_the_list_is_read() -> None:
    assert {"TP.", "ThS.", "Th.S."} <= load_abbreviations(PATTERNS)


@pytest.mark.parametrize("entry", ["TP", "TP. HCM.", "12", "{a: b}", "no"])
def test_a_wrong_entry_is_named_with_its_line(tmp_path: Path, entry: str) -> None:
    (tmp_path / "abbreviations.yaml").write_text(f'- "TP."\n- {entry}\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"abbreviations\.yaml:2: "):
        load_abbreviations(tmp_path)
