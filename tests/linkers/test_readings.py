"""What a bare number is: an amount of money, points of an index, or a number of things."""

from __future__ import annotations

import pytest

from dxextract.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Doanh thu của xã đạt 17 tỷ 800 triệu.", "money"),
        ("Mỗi tạ ngô bán 700 nghìn.", "money"),
        ("Tổng số tiền quyên góp là 12 triệu.", "money"),
        ("Số hợp tác xã tăng lên, tổng vốn đạt 12 triệu.", "money"),
        ("Số ngô giống bán ra là 35 nghìn.", "count"),
        ("Số lượng tem đã trả cho hội viên là 21 nghìn.", "count"),
        ("Lượng khách đến bản là 21 nghìn.", "count"),
        ("PCI của tỉnh là 67,3.", "score"),
        ("Lượng mưa là 67,3.", "count"),
    ],
)
def test_what_a_bare_number_is(extractor: Extractor, text: str, kind: str) -> None:
    (metric,) = extractor.extract(text).metrics
    assert metric.kind == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dẫn đầu là Ninh Kiều (98,4 điểm). Cuối bảng là Trường Khánh (80,6).", "score"),
        ("Dẫn đầu là Ninh Kiều (98,4 điểm). Cuối bảng là Trường Khánh (80).", "count"),
        ("Dẫn đầu là Ninh Kiều (98,4 điểm). Xã mưa 80,6 ngày.", "measurement"),
        ("Dẫn đầu là Ninh Kiều (98,4%). Cuối bảng là Trường Khánh (80,6).", "count"),
        ("Dẫn đầu là Ninh Kiều (98,4 điểm).\n\nCuối bảng là Trường Khánh (80,6).", "count"),
    ],
)
def test_numbers_in_brackets_are_points_where_the_sentence_before_tells_points(
    extractor: Extractor, text: str, kind: str
) -> None:
    assert extractor.extract(text).metrics[-1].kind == kind
