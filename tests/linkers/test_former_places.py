"""Names of provinces in texts since the merger of 2025: the province as it was at the time that a fact is about."""

from __future__ import annotations

import pytest

from dxextract.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2024, Đồng Tháp có 1.912 trạm BTS.", "P87"),
        ("Đến cuối năm 2023, tỉnh Đồng Tháp đã cấp 905.000 chữ ký số.", "P87"),
        ("Đồng Tháp trồng 1.200 ha rừng trong giai đoạn 2021 - 2024.", "P87"),
        ("Năm 2022, Đồng Tháp xếp thứ 8 cả nước về PAR Index.", "P87"),
        # the time since is told of, too
        ("Năm 2024, Đồng Tháp có 1.912 trạm BTS, năm 2025 có 3.100 trạm.", "N82 N82"),
        ("Số trạm BTS của Đồng Tháp tăng từ 1.912 trạm năm 2024 lên 3.100 trạm hiện nay.", "N82 N82"),
        ("Năm 2025, Đồng Tháp có 3.100 trạm BTS.", "N82"),
        # the new province reckons back
        ("Năm 2024, toàn tỉnh có 1.912 trạm BTS.", "N82"),
        ("Năm 2024, khu vực Đồng Tháp mới hợp nhất có 1.912 trạm BTS.", "N82"),
        # the orderings of 2024 came after the merger
        ("DTI năm 2024 của Đồng Tháp xếp thứ 16.", "N82"),
        ("Đồng Tháp có 1.912 trạm BTS.", "N82"),
    ],
)
def test_at_the_time_told_of(extractor: Extractor, text: str, expected: str) -> None:
    result = extractor.extract(f"Đồng Tháp chuyển đổi số\n\n{text}", published="2025-12-05")
    facts = sorted([*result.metrics, *result.rankings], key=lambda fact: fact.start)
    assert " ".join(fact.place_id or "" for fact in facts) == expected


def test_before_the_merger_names_mean_what_they_meant(extractor: Extractor) -> None:
    (fact,) = extractor.extract("Năm 2024, Đồng Tháp có 1.912 trạm BTS.", published="2025-03-05").metrics
    assert fact.place_id == "P87"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Đến hết tháng 8, riêng các xã thuộc Hải Dương trước đây đạt 79,9%.", "2025-08-31"),
        ("Đến hết tháng 8, các xã đạt 79,9%. Trước đây tỷ lệ là 61%.", "2025-08-31 None"),
        ("Tại Hải Phòng trước đây tỷ lệ là 61%.", "None"),
    ],
)
def test_the_word_behind_a_province_that_is_no_more_dates_nothing(extractor: Extractor, text: str, period: str) -> None:
    metrics = extractor.extract(f"Hải Phòng chuyển đổi số\n\n{text}", published="2025-12-05").metrics
    assert " ".join(str(metric.period_end) for metric in metrics) == period
