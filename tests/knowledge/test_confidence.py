"""The weights of confidence: strict, finite, and about circumstances that exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.errors import KnowledgeError
from dxextract.evaluation.gold import FAMILIES
from dxextract.knowledge.confidence import load_confidence
from dxextract.knowledge.load import Knowledge
from dxextract.linkers.circumstances import PARTS


def test_the_packaged_weights_are_of_the_parts(knowledge: Knowledge) -> None:
    parts = knowledge.confidence.parts
    assert list(parts) == list(PARTS)
    assert all(set(FAMILIES) & set(weights) for weights in parts.values())


@pytest.mark.parametrize(
    "text",
    ["{}", "parts: {rest: {metric: low}}", "parts: {rest: {metric: .nan}}", "level: 0\nparts: {}", "parts: [1]"],
)
def test_faults(text: str, tmp_path: Path) -> None:
    (tmp_path / "confidence.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"confidence\.yaml"):
        load_confidence(tmp_path)
