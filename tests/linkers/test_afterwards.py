"""What shows only when all numbers of a sentence are linked: wholes before their parts, numbers told off in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxextract.records.model import Metric

Found = Callable[[str], list[Metric]]


def _indicators(metrics: list[Metric]) -> str:
    return " ".join(str(metric.indicator_id) for metric in metrics)


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        # with a word that points back, or nothing but names and times
        (
            "Năm 2022, hồ sơ nộp trực tuyến đạt 61%, thanh toán trực tuyến đạt 33%; sang năm 2023, hai tỷ lệ này "
            "lần lượt là [74%] và [52%].",
            "online_application_rate online_payment_rate",
        ),
        (
            "Cà Mau có 2.310 trạm BTS, trong đó 208 trạm 5G; con số của Bạc Liêu lần lượt là [1.460] và [95].",
            "bts_stations bts_5g_stations",
        ),
        # each item of a list tells off the same figures
        (
            "+ Long Khánh: 31% người trưởng thành có tài khoản định danh điện tử; 58% bệnh viện thu viện phí không "
            "dùng tiền mặt.\n\n+ Xuân Lộc: [27%] và [44%].\n\n+ Tân Phú: [19%] và [36%].",
            "eid_adult_rate cashless_hospital_rate eid_adult_rate cashless_hospital_rate",
        ),
        # one indicator for all years
        (
            "Hồ sơ nộp trực tuyến đạt 90%, thanh toán trực tuyến phải đạt 45%, trong khi năm 2021 và năm 2022 mới "
            "lần lượt là [9%] và [30%].",
            "online_payment_rate online_payment_rate",
        ),
    ],
)
def test_numbers_told_off(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators


def test_numbers_told_off_count_what_their_models_count(metrics: Found) -> None:
    text = (
        "Cấp huyện có 190 thủ tục được làm trực tuyến toàn trình, 88 thủ tục một phần; ở cấp xã, hai con số này lần "
        "lượt là [104] và [23]."
    )
    found = metrics(text)
    assert _indicators(found) == "online_public_services_full online_public_services_partial"
    assert [metric.unit for metric in found] == ["thủ tục", "thủ tục"]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        # what the part behind it is about
        (
            "Tuần đầu xã nhận 96 hồ sơ, chỉ 20 hồ sơ nộp trực tuyến. Tuần sau, lượng hồ sơ lên [180], trong đó có [77] "
            "hồ sơ trực tuyến.",
            "applications_received online_applications",
        ),
        (
            "Xã nhận 96 hồ sơ, 20 hồ sơ nộp trực tuyến. Tháng sau có [515] hồ sơ, [58%] trực tuyến.",
            "applications_received online_application_rate",
        ),
        # it is the part
        ("Phường tiếp nhận [515] hồ sơ trực tuyến, chiếm [58%].", "online_applications online_application_rate"),
        (
            "Người dân gửi qua mạng [1.204] hồ sơ, trong đó [311] hồ sơ trực tuyến về đất đai.",
            "online_applications online_applications",
        ),
    ],
)
def test_a_whole_before_its_part(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators
