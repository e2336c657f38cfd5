"""The real articles beside the checkout, where there are any: what must be reached on texts nobody wrote for us."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.evaluation.gold import load_gold
from dxextract.evaluation.predictions import extracted
from dxextract.evaluation.score import score

REAL = Path(__file__).parents[3] / "shared" / "corpus" / "real"
FLOORS = {"found": 0.99, "value": 0.99, "record": 0.97}

pytestmark = [pytest.mark.newspapers, pytest.mark.skipif(not REAL.is_dir(), reason=f"{REAL} is not here")]


@pytest.fixture(scope="module")
def scores() -> dict[str, float]:
    texts = load_gold([REAL])
    found = score(texts, extracted(texts)).scores
    return {measure: found[f"{measure}.all"].f1 for measure in FLOORS}


@pytest.mark.parametrize("measure", FLOORS)
def test_real_articles_reach_the_floor(scores: dict[str, float], measure: str) -> None:
    assert scores[measure] >= FLOORS[measure]
