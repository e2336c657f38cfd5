"""The accuracy page shows what was measured, no text of the check half, and the committed pages are whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dxextract.evaluation.accuracy_page import MARKERS, Half, between_markers, page, short_table
from dxextract.evaluation.gold import load_gold
from dxextract.evaluation.phenomena import PHENOMENA

ROOT = Path(__file__).parents[2]
GOLD = 'id: a\nplace: "87"\nfacts:\n- {q: "có [[906]]", kind: count, value: 906, unit: máy}\n'


@pytest.fixture
def halves(annotate: Callable[..., Path]) -> dict[str, Half]:
    annotate("Huyện Tuned có 906 máy.", GOLD)
    corpus = annotate("Huyện Check có 906 máy.", GOLD, name="check/b")
    record = {
        "record": "metric",
        "start": 15,
        "end": 18,
        "kind": "count",
        "value": 906,
        "unit": "máy",
        "place_code": "02",
        "confidence": 0.75,
    }
    return {
        name: Half.of(load_gold([corpus / name]), [record | {"source": f"{stem}.txt"}])
        for name, stem in (("tuned", "a"), ("check", "b"))
    }


def test_the_page_shows_what_was_measured(halves: dict[str, Half]) -> None:
    written = page(halves["tuned"], halves["check"])
    assert "| tuned | 1 | 1 | 1.000 | 1.000 | 0.000 |" in written
    assert "| metric, place | 1 | 0.000 | 1 | 0.000 |" in written
    assert "| counts | 1 | 1.000 | 0.000 | 1 | 1.000 | 0.000 |" in written
    assert "| 0.7 to 0.8 | 1 | 0.750 | 0.000 | 1 | 0.750 | 0.000 |" in written
    assert "| expected calibration error | 0.750 | 0.750 |" in written


def test_examples_are_of_the_tuned_half_only(halves: dict[str, Half]) -> None:
    tuned = halves["tuned"]
    twice = Half(tuned.texts, tuned.evaluation, tuned.verdicts * 3, tuned.sure)
    written = page(twice, halves["check"])
    assert "- **metric, place: another** (3)" in written
    assert written.count("Tuned có **906** máy") == 2
    assert "Check có" not in written


def test_the_table_goes_between_the_markers(halves: dict[str, Half]) -> None:
    opening, closing = MARKERS
    before = f"Above\n{opening}\nold\n{closing}\nbelow\n"
    after = between_markers(before, short_table(halves))
    assert after.startswith(f"Above\n{opening}\n| half |")
    assert after.endswith(f"|\n{closing}\nbelow\n")
    assert "old" not in after
    assert between_markers(after, short_table(halves)) == after
    assert between_markers("no markers", short_table(halves)) == "no markers"


def test_the_committed_page_is_whole() -> None:
    """Not its numbers: they change with every rule, and the floors watch over them."""
    written = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    headings = [line[3:] for line in written.splitlines() if line.startswith("## ")]
    assert headings == ["Scores", "Fields", "Phenomena", "Confidence", "Known failures", "Limits", "Doing it again"]
    rows = [line.split(" | ")[0].removeprefix("| ") for line in written.splitlines() if line.startswith("| ")]
    assert [name for tests in PHENOMENA.values() for name in tests if name not in rows] == []


def test_the_readme_shows_the_table_of_the_page() -> None:
    page_text, readme = ((ROOT / name).read_text(encoding="utf-8") for name in ("docs/accuracy.md", "README.md"))
    opening, closing = MARKERS
    table = readme.partition(opening)[2].partition(closing)[0].strip()
    assert table
    assert table in page_text
