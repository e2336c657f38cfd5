"""The real articles beside the checkout, where there are any: what must be reached on texts nobody wrote for us."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.evaluation.gold import load_gold
from dxextract.evaluation.predictions import extracted
from dxextract.evaluation.score import score

REAL = Path(__file__).parents[3] / "shared" / "corpus" / "real"
FLOORS = {"found": 0.92, "value": 0.91, "record": 0.55}


if REAL.is_dir():  # nothing is collected where there are no articles: a skipped test would count as a failure

    @pytest.fixture(scope="module")
    def scores() -> dict[str, float]:
        texts = load_gold([REAL])
        found = score(texts, extracted(texts)).scores
        return {measure: found[f"{measure}.all"].f1 for measure in FLOORS}

    @pytest.mark.parametrize("measure", FLOORS)
    def test_real_articles_reach_the_floor(scores: dict[str, float], measure: str) -> None:
        assert scores[measure] >= FLOORS[measure]
