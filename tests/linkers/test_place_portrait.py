"""Articles that portray one institution, and others that only name some. Facts stand in square brackets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dxextract.records.model import Metric

Metrics = Callable[..., list[Metric]]
SCHOOL = (
    "Cuốn học bạ không còn giấy\n\n"
    "GD&TĐ - Trước đây, thầy cô Trường THCS Hợp Thành ở xã Hợp Minh (Nghệ An) thức khuya chép học bạ.\n\n"
    "Năm học 2025 - 2026, Trường THCS Hợp Thành có [28] lớp.\n\nHọc bạ số do nhà trường phát hành đã ký.{more}\n\n"
    "Toàn tỉnh có [96,4%] trường học thu học phí qua ngân hàng. Các trường khác đạt [87%].\n\n"
    "Năm tới, trường muốn lắp [11] màn hình."
)


def places(found: list[Metric]) -> list[str | None]:
    return [metric.place_name for metric in found]


def test_a_portrait_is_about_the_place_of_its_institution(metrics: Metrics) -> None:
    """It widens to the province where that is told of, and comes back with the institution."""
    found = metrics(SCHOOL.format(more=""), published=date(2025, 12, 12))
    assert places(found) == ["Hợp Minh", "Nghệ An", "Nghệ An", "Hợp Minh"]


def test_an_institution_named_once_is_an_example(metrics: Metrics) -> None:
    text = SCHOOL.format(more="").replace("2026, Trường THCS Hợp Thành", "2026, tỉnh")
    assert places(metrics(text, published=date(2025, 12, 12))) == ["Nghệ An"] * 4


def test_an_institution_that_the_text_leaves_is_an_example(metrics: Metrics) -> None:
    text = SCHOOL.format(more="").replace("nhà trường", "ngành").replace("tới, trường", "tới, ngành")
    assert places(metrics(text, published=date(2025, 12, 12))) == ["Nghệ An"] * 4


@pytest.mark.parametrize(
    ("named", "place"),
    [
        ("HTX Nông nghiệp Phiêng Phụ ở xã Chiềng Khoang, huyện Quỳnh Nhai", "Quỳnh Nhai"),
        ("HTX Nông nghiệp Phiêng Phụ (huyện Quỳnh Nhai)", "Quỳnh Nhai"),
        ("HTX Nông nghiệp Phiêng Phụ thuộc xã Chiềng Khoang", "Chiềng Khoang"),
        ("HTX Phiêng Phụ 2 (xã Chiềng Khoang)", "Chiềng Khoang"),
        ("HTX Nông nghiệp Phiêng Phụ giới thiệu nông sản với huyện Quỳnh Nhai", "Sơn La"),
    ],
)
def test_the_address_stands_behind_the_name(named: str, place: str, metrics: Metrics) -> None:
    text = (
        f"Bán xoài qua mạng\n\nBáo Sơn La - Từ năm 2021, {named} bán hàng qua mạng.\n\nHTX trồng xoài. Hợp tác xã mở "
        "gian hàng.\n\nNăm 2023, HTX Phiêng Phụ có [38] thành viên."
    )
    assert places(metrics(text, published=date(2024, 10, 12))) == [place]


@pytest.mark.parametrize("word", ["môi trường", "trường học", "thị trường", "các trường", "12 trường", "Trường Lê Lợi"])
def test_other_things_are_not_meant(word: str, metrics: Metrics) -> None:
    text = SCHOOL.format(more=f" Nói về {word}.").replace("tới, trường", "tới, ngành")
    assert places(metrics(text, published=date(2025, 12, 12))) == ["Nghệ An"] * 4


def test_a_fourth_mention_makes_the_portrait(metrics: Metrics) -> None:
    text = SCHOOL.format(more=" Nói về trường.").replace("tới, trường", "tới, ngành")
    assert places(metrics(text, published=date(2025, 12, 12)))[0] == "Hợp Minh"
