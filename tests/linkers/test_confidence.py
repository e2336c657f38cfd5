"""How sure a record is: what is inferred makes it less sure, and it stays between 0 and 1."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dxextract.extractor import Extractor
from dxextract.records.model import Metric, Ranking

ABOUT = "UBND tỉnh Bến Tre họp về chuyển đổi số.\n\n"


@pytest.mark.parametrize(
    ("sure", "unsure"),
    [
        # indicator, period and place said, and not said
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt [61%].", "Kết quả đạt [61%]."),
        ("Năm 2021, tỷ lệ hồ sơ nộp trực tuyến đạt [61%].", "Tỷ lệ hồ sơ nộp trực tuyến đạt [61%]."),
        ("Huyện Ba Tri có tỷ lệ hồ sơ nộp trực tuyến [61%].", "Tỷ lệ hồ sơ nộp trực tuyến [61%]."),
    ],
)
def test_what_is_said_is_surer(metrics: Callable[[str], list[Metric]], sure: str, unsure: str) -> None:
    (one,), (other,) = metrics(ABOUT + sure), metrics(ABOUT + unsure)
    assert 0 < other.confidence < one.confidence <= 1


def test_a_position_in_a_named_index_is_surer(rankings: Callable[[str], list[Ranking]]) -> None:
    (named,), (unnamed,) = rankings("PCI xếp thứ [9] cả nước."), rankings("Tỉnh xếp thứ [9] cả nước.")
    assert 0 < unnamed.confidence < named.confidence <= 1


def test_a_reference_with_its_symbol_is_surer(extractor: Extractor) -> None:
    text = "Nghị quyết số 12-NQ/TU và Đề án 06 được triển khai."
    full, short = extractor.extract(text, published=date(2023, 8, 22)).references
    assert 0 < short.confidence < full.confidence <= 1
