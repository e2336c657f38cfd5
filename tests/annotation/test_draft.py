"""A draft says what the records say: scored against it, the records are right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.annotation.draft import draft, period, place_code
from dxextract.evaluation.gold import load_gold, parse_period
from dxextract.evaluation.predictions import extracted
from dxextract.evaluation.score import score
from dxextract.extractor import Extractor

TUNED = Path(__file__).parents[2] / "corpus" / "tuned"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 4, 1), date(2024, 6, 30), "2024-Q2"),
        (date(2024, 7, 1), date(2024, 12, 31), "2024-H2"),
        (date(2024, 3, 1), date(2024, 3, 31), "2024-03"),
        (date(2024, 3, 5), date(2024, 3, 5), "2024-03-05"),
        (None, date(2024, 3, 31), "..2024-03"),
        (None, date(2024, 2, 29), "..2024-02"),
        (None, date(2024, 4, 14), "..2024-04-14"),
        (date(2021, 1, 1), date(2025, 12, 31), "2021..2025"),
        (date(2015, 1, 1), None, "2015.."),
        (None, None, None),
    ],
)
def test_period(start: date | None, end: date | None, written: str | None) -> None:
    assert period(start, end) == written


@given(st.one_of(st.none(), st.dates()), st.one_of(st.none(), st.dates()))
def test_a_period_is_read_back(start: date | None, end: date | None) -> None:
    if start and end and start > end:
        start, end = end, start
    written = parse_period(period(start, end))
    assert written == (
        None if start is None and end is None else (start and start.isoformat(), end and end.isoformat())
    )


@pytest.mark.parametrize(
    ("code", "name", "written"),
    [
        ("87", "Đồng Tháp", "87"),
        ("93/934", "Phụng Hiệp", "93/Phụng Hiệp"),
        ("VN", "Việt Nam", "VN"),
        (None, None, None),
    ],
)
def test_place_code(code: str | None, name: str | None, written: str | None) -> None:
    assert place_code(code, name) == written


def test_records_are_right_by_their_own_draft(extractor: Extractor, tmp_path: Path) -> None:
    for path in sorted(TUNED.glob("d*.txt"))[:8]:
        result = extractor.extract(path.read_text(encoding="utf-8"), source=path.name)
        (tmp_path / path.name).write_text(result.article.text, encoding="utf-8")
        (tmp_path / f"{path.stem}.yaml").write_text(draft(result, id=path.stem).to_yaml(), encoding="utf-8")
    gold = load_gold([tmp_path])
    scores = score(gold, list(extracted(gold))).scores
    assert scores["found.all"].tp > 100
    assert (scores["found.all"].f1, scores["record.all"].f1) == (1, 1)
