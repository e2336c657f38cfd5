"""Comparator and change of a number, from the words around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxextract.records.model import Metric


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("Tỷ lệ đạt [64%].", "eq"),
        ("Tỷ lệ đạt tới [64%].", "eq"),
        ("Tỷ lệ đạt khoảng [64%].", "approx"),
        ("Tỷ lệ đạt xấp xỉ [64%].", "approx"),
        ("Có gần [640] hộ tham gia.", "approx"),
        ("Có chừng [640] hộ tham gia.", "approx"),
        ("Tỷ lệ đạt trên [64%].", "gt"),
        ("Tỷ lệ đạt hơn [64%].", "gt"),
        ("Đã có hơn [640] hộ tham gia.", "gt"),
        ("Doanh số vượt [64 tỷ đồng].", "gt"),
        ("Mỗi thôn có ít nhất [4] tổ.", "ge"),
        ("Tỷ lệ đạt tối thiểu [64%].", "ge"),
        ("Tỷ lệ không dưới [64%].", "ge"),
        ("Tỷ lệ đạt từ [64%] trở lên.", "ge"),
        ("Tỷ lệ còn dưới [64%].", "lt"),
        ("Mới có chưa đến [640] hộ.", "lt"),
        ("Chi chưa đầy [64 tỷ đồng].", "lt"),
        ("Hồ sơ được xử lý không quá [64 phút].", "le"),
        ("Hồ sơ được xử lý tối đa [64 phút].", "le"),
        ("Tỷ lệ nợ từ [3%] trở xuống.", "le"),
        # superlatives are bounds only right before their number
        ("Mỗi xã có nhiều nhất [4] tổ.", "le"),
        ("Xã mở nhiều nhất là [4] lớp.", "eq"),
        ("Nơi thấp nhất đạt [64%].", "eq"),
        # by how much
        ("Kết quả vượt [12%] kế hoạch năm.", "eq"),
        ("Mỗi ngày có độ [40] người.", "approx"),
        ("Tốc độ [40] km mỗi giờ.", "eq"),
        # on, not more than
        ("Lớp học mở trên [3] địa bàn.", "eq"),
        ("Lớp học có trên [300] học viên.", "gt"),
        ("Khảo sát của Sở làm hồi tháng 2 tại các xã vùng sâu, vùng xa của tỉnh trên [300] hộ cho thấy khó.", "eq"),
        ("Yên Mô thấp nhất: [64%].", "eq"),
        ("Tỉnh phấn đấu đạt thấp nhất [64%].", "ge"),
        ("Khảo sát cho thấy có trên [300] hộ gặp khó.", "gt"),
        # what is compared, not bounded
        ("Vĩnh Phúc đạt cao, hơn Tiền Giang tới [8,1] điểm phần trăm.", "eq"),
        ("Điện thoại phổ biến hơn: [74,1%] số hộ có máy.", "eq"),
        ("Kết quả vẫn dưới mức [99,2%] của năm trước.", "eq"),
        ("Kết quả vẫn dưới mức [99,2%].", "lt"),
        ("Tích hợp được nhiều dịch vụ, vượt [26] dịch vụ so với chỉ tiêu.", "eq"),
        ("Trong các dịch vụ nói trên có [463] dịch vụ mới.", "eq"),
        ("Tỉnh trải trên [21.576] km2.", "eq"),
        ("Tỷ lệ mới quanh mức [70%].", "approx"),
        ("Tỷ lệ đã qua ngưỡng [85%].", "gt"),
    ],
)
def test_comparator(metrics: Callable[[str], list[Metric]], text: str, comparator: str) -> None:
    assert [m.comparator for m in metrics(text)] == [comparator]


def test_one_comparator_for_two_numbers(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics("Hai tỷ lệ này đạt trên [67%] và [73%].")
    assert [m.comparator for m in found] == ["gt", "gt"]


def test_one_change_for_two_numbers(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics("Số vụ cháy ở hai huyện giảm lần lượt [21%] và [17%].")
    assert [m.change for m in found] == ["decrease", "decrease"]


def test_the_words_are_kept_as_written(metrics: Callable[[str], list[Metric]]) -> None:
    (found,) = metrics("Năm qua, Khoảng hơn [640] hộ tham gia.")
    assert (found.comparator, found.modifier_text) == ("gt", "Khoảng hơn")


@pytest.mark.parametrize(
    ("text", "change"),
    [
        # amounts of a change
        ("Doanh số tăng [15%] so với cùng kỳ.", "increase"),
        ("Doanh số tăng thêm [15 tỷ đồng].", "increase"),
        ("Doanh số tăng hơn [15%].", "increase"),
        ("Tăng trưởng [15%] mỗi năm.", "increase"),
        ("Lượng khách tăng gấp [3 lần].", "increase"),
        ("Tỷ lệ giảm [2,4 điểm phần trăm].", "decrease"),
        ("Chi phí giảm được [30 triệu đồng].", "decrease"),
        ("Thời gian rút ngắn [4 ngày].", "decrease"),
        ("Doanh số tăng bình quân tối thiểu [8%].", "increase"),
        ("Doanh số tăng khoảng [10 - 12%].", "increase"),
        ("Doanh thu bưu chính 1.935 tỷ đồng (+[22,6%]).", "increase"),
        ("Chỉ số PCI đạt 7,02 điểm (+[0,13 điểm]).", "increase"),
        ("Doanh thu viễn thông 2.010 tỷ đồng (-[1,4%]).", "decrease"),
        ("Tỷ trọng kinh tế số nhích lên [0,9 điểm phần trăm].", "increase"),
        # levels
        ("Hai huyện ([64%]) cùng đạt.", None),
        ("Tỷ lệ đạt [15%].", None),
        ("Tỷ lệ tăng lên [64%].", None),
        ("Tỷ lệ giảm còn [3%].", None),
        ("Tỷ lệ giảm xuống [3%].", None),
        ("Tỷ lệ cao hơn bình quân [2%].", None),
        ("Tỷ lệ nâng lên [64%].", None),
        ("Gói thầu tăng cường an ninh trị giá [2 tỷ đồng].", None),
        # a difference from an earlier time is a change, one from another place, a mean or a plan is none
        ("Tỷ lệ cao hơn [2,19%] so với năm 2022.", "increase"),
        ("Số thôn ít hơn [16] thôn so với cùng kỳ.", "decrease"),
        ("Điểm số kém năm 2022 [0,27 điểm].", "decrease"),
        ("Tỷ lệ cao hơn cùng kỳ năm trước [4%].", "increase"),
        ("Tỷ lệ cao hơn [2,19%] so với kế hoạch.", None),
        ("Điểm số kém huyện Tam Nông [0,27 điểm].", None),
        ("Lượng khách nhờ vậy tăng tương ứng [58%].", "increase"),
    ],
)
def test_change(metrics: Callable[[str], list[Metric]], text: str, change: str | None) -> None:
    assert [m.change for m in metrics(text)] == [change]


def test_from_and_to_are_two_levels(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics("Tỷ lệ tăng từ [41%] lên [58%], tức tăng [17%].")
    assert [(m.value, m.change) for m in found] == [(41, None), (58, None), (17, "increase")]
