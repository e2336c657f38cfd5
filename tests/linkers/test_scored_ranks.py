"""Positions behind a score are in the index of the score."""

from __future__ import annotations

import pytest

from dxextract.extractor import Extractor

ON_THE_PORTAL = "Theo bộ chấm điểm trên Cổng Dịch vụ công Quốc gia, Long An "


@pytest.mark.parametrize(
    ("text", "index"),
    [
        (ON_THE_PORTAL + "đạt 81,5/100 điểm, xếp thứ 20/63.", "service_index_766"),
        (ON_THE_PORTAL + "được 79,04 điểm, đứng thứ 20 cả nước.", "service_index_766"),
        (ON_THE_PORTAL + "được 79,04 điểm. Tỉnh xếp thứ 20/63.", None),  # another sentence
        (ON_THE_PORTAL + "được 79,04 điểm; xếp thứ 20/63 về trồng rừng.", None),  # another clause
        (ON_THE_PORTAL + "được 79,04 điểm, có 12 xã mới, xếp thứ 20/63.", None),  # another number between
        ("Long An có 81,5% hồ sơ trực tuyến, xếp thứ 20/63.", None),  # a share, no score
    ],
)
def test_a_position_is_in_the_index_of_the_score_before_it(extractor: Extractor, text: str, index: str | None) -> None:
    (ranking,) = extractor.extract(text).rankings
    assert ranking.index_id == index


def test_what_names_an_index_of_its_own_keeps_it(extractor: Extractor) -> None:
    text = ON_THE_PORTAL + "được 79,04 điểm, PCI xếp thứ 20/63."
    assert [r.index_id for r in extractor.extract(text).rankings] == ["pci"]
