"""No accuracy is lost: the extractor reaches the floors that are pinned in ``corpus/floors.json``."""

from __future__ import annotations

from pathlib import Path

from dxextract.evaluation.floors import FILE_NAME, load, reached, undercut
from dxextract.evaluation.gold import load_gold
from dxextract.evaluation.predictions import extracted

CORPUS = Path(__file__).parents[2] / "corpus"


def test_no_floor_is_undercut() -> None:
    texts = load_gold([CORPUS])
    measured = reached(texts, extracted(texts), base=CORPUS)
    faults = list(undercut(load(CORPUS / FILE_NAME), measured, whole=True))
    assert not faults, "\n".join(faults)
