"""Whose score a number is: the index named beside it, that of the position beside it, or of a whole list."""

from __future__ import annotations

import pytest

from dxextract.extractor import Extractor

ABOUT = "Bảng xếp hạng PAR INDEX năm 2023\n\nHải Phòng dẫn đầu với 91,87%. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cao Bằng, An Giang lần lượt xếp thứ 62 và 63 với kết quả 82,9% và 81,32%.", "82,9% 81,32%"),
        ("Giá trị trung bình của 63 tỉnh, thành phố đạt 86,98%.", "86,98%"),
        ("Long An đứng đầu 13 tỉnh, thành phố với 87,1%.", "87,1%"),
        ("Long An xếp thứ 9 (87,1%), An Giang xếp thứ 62 (82,9%); xếp cuối là Cao Bằng (81,1%).", "87,1% 82,9% 81,1%"),
        ("Điểm trung bình của khối bộ là 84,38%.", "84,38%"),
        # of something else
        ("Cả nước có 63 tỉnh, 92% số xã có mạng.", ""),
    ],
)
def test_scores_of_the_index_whose_positions_are_told(extractor: Extractor, text: str, expected: str) -> None:
    found = extractor.extract(ABOUT + text).metrics
    assert " ".join(m.raw for m in found[1:] if m.indicator_id == "par_index_score") == expected


def test_a_goal_is_no_ordering_of_its_own(extractor: Extractor) -> None:
    text = "PAR INDEX của Ninh Thuận xếp thứ 28/63. Hợp phần hạ tầng được 9,8 điểm. Tỉnh đặt chỉ tiêu vào tốp 25."
    assert [r.index_id for r in extractor.extract(text).rankings] == ["par_index", "par_index"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nhóm A gồm Quảng Ninh (91,04%) và Hải Phòng (90,51%).", "91,04% 90,51%"),
        ("Theo sau là Bình Dương 88,29 % và Đồng Tháp 88,11%.", "88,29 % 88,11%"),
        # another index, a part, or something else is told of
        ("Về SIPAS, cao nhất là Bình Dương 88,29%.", ""),
        ("Chỉ số Mở cấp tỉnh (OPX) được công bố: Bình Dương 88,29% và Đồng Tháp 88,11%.", ""),
        ("Ở lĩnh vực thể chế, Bình Dương 88,29%.", ""),
        ("Giải ngân của Bình Dương 88,29%.", ""),
        ("Còn 12% số hồ sơ quá hạn.", ""),
    ],
)
def test_scores_behind_names_in_an_article_on_one_index(extractor: Extractor, text: str, expected: str) -> None:
    about = "Công bố PAR INDEX năm 2020\n\nBộ Nội vụ vừa công bố kết quả.\n\n"
    found = extractor.extract(about + text).metrics
    assert " ".join(m.raw for m in found if m.indicator_id == "par_index_score") == expected


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Long An đạt 0,6814 điểm chuyển đổi số.", "dti_score"),
        ("Long An đạt 0,6814 điểm DTI.", "dti_score"),
        ("Long An đạt 91,2 điểm cải cách hành chính.", "par_index_score"),
        ("Long An đạt 8 điểm an toàn thông tin.", None),  # an index without an indicator of its score
        ("Long An đặt 8 điểm chuyển đổi tiền tệ.", None),
    ],
)
def test_scores_of_what_is_named_behind_them(extractor: Extractor, text: str, indicator: str | None) -> None:
    assert [m.indicator_id for m in extractor.extract(text).metrics] == [indicator]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ở khối huyện, Đồng Xoài đạt 0,7123 điểm.", "0,7123 điểm"),
        ("Sở Tài chính được 0,7991 điểm, tăng 0,031 điểm.", "0,7991 điểm 0,031 điểm"),
        # another index, a part, or things that are called points
        ("Chỉ số Mở cấp tỉnh (OPX) đạt 0,7123 điểm.", ""),
        ("Chỉ số PCI được nhắc tới. Đồng Xoài đạt 0,7123 điểm.", ""),
        ("Hợp phần hạ tầng được 9,8 điểm.", ""),
        ("Tỉnh kéo cáp cho 20/29 điểm.", ""),
        ("Có 12 điểm trường.", ""),
    ],
)
def test_points_in_an_article_on_one_index(extractor: Extractor, text: str, expected: str) -> None:
    about = "Bình Phước chuyển đổi số\n\nChỉ số DTI năm 2023 được công bố sáng nay.\n\n"
    found = extractor.extract(about + text).metrics
    assert " ".join(m.raw for m in found if m.indicator_id == "dti_score") == expected


def test_points_right_behind_a_position_are_of_its_index(extractor: Extractor) -> None:
    text = "Huyện phấn đấu vào nhóm 3 huyện dẫn đầu về chuyển đổi số (năm 2022: thứ 5/12, 68,9 điểm)."
    assert [m.indicator_id for m in extractor.extract(text).metrics] == ["dti_score"]


def test_a_share_with_a_predicate_is_no_score(extractor: Extractor) -> None:
    text = "Bắc Ninh: các con số\n\n• 92,1 điểm Bộ chỉ số 766.\n• 99 xã, phường: 100% có trung tâm hành chính công."
    assert [m.indicator_id for m in extractor.extract(text).metrics] == ["service_quality_766_score", None, None]
