"""What is seen around a fact that speaks for its record or against it."""

from __future__ import annotations

import pytest

from dxextract.extractor import Extractor

LONG_AGO = "Năm 2021, tỉnh Sóc Trăng có 1.200 trạm BTS. "


@pytest.mark.parametrize(
    ("text", "raw", "part", "name", "holds"),
    [
        ("Tỉnh Sóc Trăng có 1.200 trạm BTS.", "1.200", "subject", "named_behind", True),
        ("Số trạm BTS của tỉnh Sóc Trăng là 1.200.", "1.200", "subject", "named_behind", False),
        ("Cả buổi có 52 lượt ý kiến.", "52", "subject", "unnamed_count", True),
        ("Cả buổi có 52 lượt ý kiến.", "52", "subject", "named_count", False),
        ("Số trạm BTS của tỉnh Sóc Trăng là 1.200.", "1.200", "subject", "named_count", True),
        ("Đàn trâu tăng 61%.", "61%", "subject", "unnamed_change", True),
        ("Đàn trâu đạt 61%.", "61%", "subject", "unnamed_change", False),
        ("Hồ sơ lưu kho đạt 61%.", "61%", "subject", "near_miss", True),
        ("Đàn trâu đạt 61%.", "61%", "subject", "near_miss", False),
        ("Tỷ lệ số hóa hồ sơ, trả kết quả đúng hạn đạt 61%.", "61%", "subject", "rival", True),
        ("Đàn trâu tăng 61%.", "61%", "subject", "rival", False),
        ("Xã Zum Pơ Lang có 12 trạm BTS.", "12", "place", "unknown_name", True),
        ("Huyện Mỹ Xuyên có 12 trạm BTS.", "12", "place", "unknown_name", False),
        ("Tỉnh phấn đấu tăng nhanh; hiện đã có 12 trạm BTS.", "12", "status", "aimed_before", True),
        ("Hiện đã có 12 trạm BTS, tỉnh phấn đấu tăng nhanh.", "12", "status", "aimed_before", False),
        ("Hiện đã có 12 trạm BTS, tỉnh phấn đấu tăng nhanh.", "12", "status", "aimed", True),
        ("Doanh thu viễn thông đạt 12 tỷ đồng.", "12", "status", "money", True),
        ("Số trạm BTS là 12.", "12", "status", "money", False),
        (LONG_AGO + "Đàn trâu có 12 con.", "12", "period", "unsaid_here", True),
        ("Đàn trâu có 12 con.", "12", "period", "unsaid_here", False),
        ("Số trạm BTS đạt 12 trong năm 2021.", "12", "period", "said_behind", True),
        ("Trong năm 2021, số trạm BTS đạt 12.", "12", "period", "said_behind", False),
        ("Đến nay, tỉnh có 12 trạm BTS.", "12", "period", "open", True),
        ("Tỉnh có 12 trạm BTS.", "12", "period", "open", False),
        ("Tỉnh có 12 trạm BTS.", "12", "period", "open_unsaid", True),
        ("Đến nay, tỉnh có 12 trạm BTS.", "12", "period", "open_unsaid", False),
        ("Giai đoạn 2021-2025, tỉnh xây 12 trạm BTS.", "12", "period", "longer", True),
        ("Năm 2023, tỉnh xây 12 trạm BTS.", "12", "period", "longer", False),
        ("Quý I/2023, tỉnh xây 12 trạm BTS.", "12", "period", "shorter", True),
        ("Năm 2023, tỉnh xây 12 trạm BTS.", "12", "period", "shorter", False),
        ("Trong ngày 5/3/2023, tỉnh xây 12 trạm BTS.", "12", "period", "of_a_day", True),
        ("Quý I/2023, tỉnh xây 12 trạm BTS.", "12", "period", "of_a_day", False),
        ("Cuộc thi có 12, trong khi mọi năm đều vắng.", "12", "rest", "bare", True),
        ("Cuộc thi có 12 đội, trong khi mọi năm đều vắng.", "12", "rest", "bare", False),
    ],
)
def test_circumstances(extractor: Extractor, text: str, raw: str, part: str, name: str, holds: bool) -> None:
    explained = extractor.explain(text, published="2023-08-22")
    fact = next(metric for metric in explained.result.metrics if metric.raw.startswith(raw))
    found = explained.circumstances[fact.fact_id][part]
    assert (found.get(name, 0.0) > 0) is holds


def test_so_many_facts_have_the_same_place_and_the_same_period(extractor: Extractor) -> None:
    text = (
        "Năm 2022, tỉnh Sóc Trăng có 12 trạm BTS, tỉnh Bạc Liêu có 14 trạm BTS. Năm 2021, tỉnh Bạc Liêu có 9 trạm BTS."
    )
    explained = extractor.explain(text, published="2023-08-22")
    found = [explained.circumstances[metric.fact_id] for metric in explained.result.metrics]
    assert [one["place"]["alike"] for one in found] == [1 / 3, 2 / 3, 2 / 3]
    assert [one["period"]["alike"] for one in found] == [2 / 3, 2 / 3, 1 / 3]


def test_an_indicator_that_is_named_in_another_sentence(extractor: Extractor) -> None:
    explained = extractor.explain("Hồ sơ nộp trực tuyến tăng đều. Tỷ lệ này đạt 61%.", published="2023-08-22")
    (fact,) = explained.result.metrics
    assert fact.indicator_id is not None
    found = explained.circumstances[fact.fact_id]["subject"]
    assert found["named_outside"] == 1
    assert found["far"] == 0  # so that a paragraph between them changes nothing
