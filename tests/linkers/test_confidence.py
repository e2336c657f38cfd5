"""How sure a record is: between 0 and 1, and the surer the more speaks for each of its parts."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.extractor import Extractor
from dxextract.knowledge.confidence import load_confidence
from dxextract.linkers.circumstances import PARTS
from dxextract.linkers.confidence import log_odds

WEIGHTS = {part: {"metric": 1.0, "helps": 2.0, "harms": -2.0} for part in PARTS}
ROW = re.compile(r"^\| ([a-z, ]+) \| `(.+)` \|", re.MULTILINE)
USUAL = {part: {"metric": 1.0} for part in PARTS}


@pytest.mark.parametrize("part", PARTS)
def test_every_part_counts(part: str) -> None:
    better = {**USUAL, part: {"metric": 1.0, "helps": 1.0}}
    worse = {**USUAL, part: {"metric": 1.0, "harms": 1.0}}
    assert log_odds(worse, WEIGHTS) < log_odds(USUAL, WEIGHTS) < log_odds(better, WEIGHTS)


def test_what_has_no_weight_changes_nothing() -> None:
    assert log_odds({**USUAL, "rest": {"metric": 1.0, "unheard_of": 1.0}}, WEIGHTS) == log_odds(USUAL, WEIGHTS)


@given(st.dictionaries(st.sampled_from(sorted(PARTS)), st.dictionaries(st.text(max_size=3), st.floats(-1e6, 1e6))))
def test_any_circumstances_give_finite_odds(circumstances: dict[str, dict[str, float]]) -> None:
    weights = {part: dict.fromkeys(found, 1e3) for part, found in circumstances.items()}
    assert -20 < log_odds(circumstances, weights) < 20


def test_every_family_has_a_confidence_inside_its_bounds(extractor: Extractor) -> None:
    text = "Nghị quyết số 12-NQ/TU và Đề án 06. Tỷ lệ đạt 61%. PCI xếp thứ 9 cả nước."
    result = extractor.extract(text, published=date(2023, 8, 22))
    found = [f.confidence for f in (*result.metrics, *result.rankings, *result.references)]
    assert len(found) == 4
    assert all(0 < confidence < 1 for confidence in found)


def test_every_circumstance_is_explained() -> None:
    root = Path(__file__).parents[2]
    weighed = load_confidence(root / "gazetteer").parts
    page = (root / "docs" / "confidence.md").read_text("utf-8").partition("## Circumstances")[2]
    told = {
        (part, name) for parts, names in ROW.findall(page) for part in parts.split(", ") for name in names.split("`, `")
    }
    families = {"metric", "ranking", "reference"}
    assert told == {(part, name) for part, names in weighed.items() for name in names.keys() - families} | {
        ("every part", family) for family in families
    }
