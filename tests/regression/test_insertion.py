"""A paragraph without numbers, put between two others, changes no record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from dxextract.extractor import Extractor
from dxextract.records.model import Result

TUNED = Path(__file__).parents[2] / "corpus" / "tuned"
INSERTED = ["Không khí làm việc khẩn trương.", "Người dân rất phấn khởi trước những đổi thay."]
ITEM = re.compile(r"\W|\w{1,3}[.)]\s")
MOVED = {
    "start",
    "end",
    "sentence_start",
    "fact_id",
    "input_id",
    "article_id",
    "finding_ids",
    "part_of",
    "same_as",
}


def records(result: Result) -> list[dict[str, Any]]:
    facts = (*result.metrics, *result.rankings, *result.references)
    return [{name: value for name, value in asdict(fact).items() if name not in MOVED} for fact in facts]


def gaps(paragraphs: list[str]) -> Iterator[int]:
    """Between which paragraphs prose stands on both sides: no heading, no list, no line of the page."""
    for at, (before, behind) in enumerate(pairwise(paragraphs), 1):
        prose = all("\n" not in one and one.endswith(".") and not ITEM.match(one) for one in (before, behind))
        if at > 2 and prose:
            yield at


@pytest.mark.parametrize("path", sorted(TUNED.glob("*.txt")), ids=lambda path: path.stem)
def test_a_paragraph_without_numbers_changes_no_record(path: Path, extractor: Extractor) -> None:
    text = path.read_text("utf-8")
    expected = records(extractor.extract(text))
    paragraphs = text.rstrip("\n").split("\n\n")
    for number, at in enumerate(gaps(paragraphs)):
        longer = [*paragraphs[:at], INSERTED[number % 2], *paragraphs[at:]]
        assert records(extractor.extract("\n\n".join(longer))) == expected
