"""Every kind of contradiction in sentences of its own, and the same sentences put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

Found = list[tuple[str, str, tuple[str, ...], str | None]]
Findings = Callable[..., Found]

SHARES = [
    # ratio and percentage, before and behind
    ("Có 48/63 dịch vụ thiết yếu, đạt 86,2%.", "error share.of_ratio", "76,2%"),
    ("Tỷ lệ hộ mở cửa hàng số đạt 82,7% (176.340/190.215 hộ).", "error share.of_ratio", "92,7%"),
    ("Có 612.752 trên tổng số 1.004.512 hồ sơ nộp trực tuyến, chiếm 71%.", "error share.of_ratio", "61%"),
    # a whole behind, a whole before, one for several
    ("Có 906 dịch vụ toàn trình (chiếm 60,4%) trên tổng số 1.797 thủ tục.", "error share.of_whole", "50,4%"),
    ("Huyện có 24 xã, trong đó 18 xã đạt chuẩn (chiếm 85%).", "error share.of_whole", "75%"),
    ("Trong tổng số 214.806 hồ sơ, có 121.795 hồ sơ trực tuyến, đạt 66,7%.", "error share.of_whole", "56,7%"),
    (
        "Tỉnh tích hợp 1.644 dịch vụ, trong đó có 809 dịch vụ toàn trình (48,62%); 282 dịch vụ một phần (16,95%).",
        "error share.one_whole",
        "1.664",
    ),
    # shortly before, from a plan
    ("Đoàn phát ra 2.650 phiếu, thu về 1.918 phiếu hợp lệ, đạt tỷ lệ 62,4%.", "warning share.nearby", "72,4%"),
    (
        "Huyện tiếp nhận 22.974 hồ sơ. Đã giải quyết 20.915 hồ sơ. Hồ sơ nộp trực tuyến đạt 5.688 hồ sơ, chiếm 26%.",
        "warning share.nearby",
        "27%",
    ),
    ("Doanh thu đạt 389 tỷ đồng, bằng 81,5% kế hoạch năm (544 tỷ đồng).", "warning share.nearby", "71,5%"),
]

SUMS = [
    ("Đã cấp 5.868 chứng thư số, gồm 1.377 cho tổ chức, 4.391 cho cá nhân.", "error sum.of_parts", "5.768"),
    ("Toàn tỉnh có 2.264 tổ (558 tổ cấp xã và 1.716 tổ cấp thôn).", "error sum.of_parts", "2.274"),
    (
        "Toàn tỉnh có 322 trường: 120 trường mầm non, 130 trường tiểu học và 82 trường THCS.",
        "error sum.of_parts",
        "332",
    ),
    ("Có 105 sản phẩm OCOP và 1.506 sản phẩm nông sản, tổng cộng 1.621 sản phẩm.", "error sum.of_parts", "1.611"),
    ("Huyện có 312 tổ với 1.890 thành viên, gồm 24 tổ cấp xã và 298 tổ cấp ấp.", "error sum.of_parts", "322"),
    ("Tỉnh có 1.250 thiết bị, gồm 620 camera, 340 máy chủ và 390 máy trạm.", "warning sum.of_parts", "1.350"),
    ("Có 2.135 trạm, trong đó 1.110 trạm 4G và 1.125 trạm 5G.", "error sum.parts_exceed", "2.235"),
    ("Có 240 trạm BTS, trong đó có 815 trạm BTS 5G.", "error sum.part_exceeds", "≤ 240"),
    ("Trường có 41/44 giáo viên có chữ ký số, 13 giáo viên còn lại sắp nghỉ hưu.", "error sum.rest", "3"),
    ("Hồ sơ đúng hạn đạt 97,2%, còn 0,8% quá hạn.", "error sum.opposites", "100%"),
    (
        "Tổng kinh phí 148,6 tỷ đồng. Trong đó, ngân sách tỉnh 96,2 tỷ đồng; ngân sách huyện 42,4 tỷ đồng; còn lại là "
        "vốn xã hội hóa 12 tỷ đồng.",
        "error sum.of_parts",
        "150,6 tỷ đồng",
    ),
]

CHANGES = [
    ("Số máy chủ tăng từ 42 lên 56 máy, tăng 24 máy.", "error change.amount", "14"),
    ("Thời gian giải quyết giảm 14 ngày, từ 30 ngày xuống còn 18 ngày.", "error change.amount", "12 ngày"),
    ("Số hồ sơ trễ hạn giảm từ 1.902 hồ sơ xuống còn 1.529 hồ sơ, giảm 29,6%.", "error change.amount", "19,6%"),
    ("Doanh thu tăng gấp 3 lần, từ 12 tỷ đồng lên 24 tỷ đồng.", "error change.amount", "2 lần"),
    (
        "Tỷ lệ đạt 68,9%, tăng 8,7 điểm phần trăm so với mức 61,2% của năm 2022.",
        "error change.amount",
        "7,7 điểm phần trăm",
    ),
    ("Tỷ lệ đạt 75,2% (cùng kỳ 61,8%), tăng 12,4 điểm phần trăm.", "error change.amount", "13,4 điểm phần trăm"),
    ("Điểm PAPI tăng từ 41,86 điểm lên 40,03 điểm.", "error change.direction", "> 41,86 điểm"),
]

RANKS = [
    ("Chỉ số DTI của tỉnh xếp hạng 65/63.", "error rank.outside", "≤ 63"),
    ("Chỉ số PCI của tỉnh xếp thứ 19 trong 14 tỉnh trung du.", "rank.outside", "≤ 14"),
    ("DTI của tỉnh tăng 12 bậc, từ vị trí 28/63 lên vị trí 17/63.", "error rank.delta", "+11"),
    ("DTI năm 2022 xếp thứ 17/63, tăng 12 bậc so với năm trước (28/63).", "error rank.delta", "+11"),
    ("DTI của tỉnh xếp thứ 16 (tăng 5 bậc, từ hạng 22).", "error rank.delta", "+6"),
    (
        "Năm 2021, DTI xếp thứ 28/63. Năm 2022, DTI xếp thứ 17/63, tăng 12 bậc so với năm 2021.",
        "error rank.delta",
        "+11",
    ),
    ("DTI năm 2022 xếp thứ 31/63, giảm 3 bậc so với năm 2021 (hạng 29/63).", "error rank.delta", "-2"),
    ("Chỉ số SIPAS vươn từ hạng 19 lên hạng 35.", "error rank.direction", "< 19"),
]

GOALS = [
    ("Tỷ lệ hồ sơ trực tuyến đạt 79,4%, vượt chỉ tiêu được giao (85%).", "error goal.beaten", "> 85%"),
    (
        "Kế hoạch là 75% hồ sơ trực tuyến. Kết quả đạt 68% hồ sơ trực tuyến, vượt kế hoạch.",
        "error goal.beaten",
        "> 75%",
    ),
    ("Tỷ lệ hồ sơ trực tuyến là 52%, đạt mục tiêu 55%.", "error goal.reached", "≥ 55%"),
    ("Huyện chưa đạt chỉ tiêu 60% được giao, mới dừng ở 62,3%.", "error goal.missed", "< 60%"),
    ("Mục tiêu là 80% nhưng thực tế chỉ đạt 82%.", "error goal.missed", "< 80%"),
]

OTHERS = [
    ("Đã có 143/88 trạm truyền thanh ứng dụng công nghệ thông tin.", "error range.above_whole", "≤ 88"),
    ("Tỷ lệ hồ sơ nộp trực tuyến đạt 142%.", "error range.above_hundred", "≤ 100%"),
    ("Theo Nghị định số 47/2020/NĐ-CP ngày 9/4/2021 của Chính phủ.", "error date.year_of_number", "2020"),
    ("Từ ngày 31/10/2025 đến ngày 01/7/2025, có 702 hồ sơ.", "error date.reversed", None),
    ("Đến ngày 31/6/2023, toàn tỉnh có 1.240 trạm BTS.", "error date.impossible", None),
    ("Đến ngày 31–6–2023, toàn tỉnh có 1.240 trạm BTS.", "error date.impossible", None),
    ("Theo Quyết định 749/QĐ-TTg ngày 3/8/2020 của Thủ tướng Chính phủ.", "warning date.known_document", "03/06/2020"),
    ("Có 906 dịch vụ công trực tuyến toàn tỉnh, 611 dịch vụ một phần.", "warning misprint.term", "toàn trình"),
    ("Toàn tỉnh có 143 trạm truyền thành ở các xã.", "warning misprint.term", "thanh"),
    ("Tỉnh Hậu Giang có 24 chợ. Tại thị trấn Gạch Ròi có 12 trạm BTS.", "note misprint.place", "Rạch Gòi"),
    ("Huyện Trảng Bôm, tỉnh Đồng Nai có 312 trạm BTS.", "note misprint.place", "Trảng Bom"),
]

RIGHT = [
    "Trung tâm tiếp nhận 21.874 hồ sơ. Đã giải quyết 20.915 hồ sơ. Hồ sơ nộp trực tuyến đạt 5.688 hồ sơ, chiếm 26%.",
    # rounding, cutting off, comparators
    "Toàn tỉnh có 88/143 trạm truyền thanh (đạt 62%).",
    "Toàn tỉnh có 88/143 trạm truyền thanh (đạt 61,5%).",
    "Có 4.126.500 thửa, trong đó 2,63 triệu thửa đạt tiêu chí (chiếm 63,7%).",
    "Tổng kinh phí 1,2 nghìn tỷ đồng, trong đó ngân sách tỉnh hơn 860 tỷ đồng (chiếm 75%).",
    "Có 300 hồ sơ, gồm hơn 100 hồ sơ đất đai và 180 hồ sơ hộ tịch.",
    # another base than the nearest number
    "Có 551 khóm, ấp thành lập tổ (chiếm 79%) và 40 tổ cấp xã (chiếm 28%).",
    "Tỉnh lập 1.187.250 hồ sơ sức khỏe, tương đương 93,1% dân số; trong đó 412.600 sổ được tích hợp.",
    "Kích hoạt 84.310 tài khoản, đạt 102,3% chỉ tiêu tỉnh giao.",
    "Có 214 sản phẩm của 127 chủ thể, đạt 97,3% tổng số sản phẩm được công nhận.",
    "Tỉnh có 1.915 thủ tục, đưa lên Cổng 1.102 dịch vụ, riêng mức độ 4 là 587 dịch vụ (30,7%).",
    "Năm 2024, tỉnh Hà Nam nhận 512.400 hồ sơ trực tuyến, đạt 81,6%; tỉnh Hà Giang có 268.900 hồ sơ, đạt 58,3%.",
    # lists that are not complete, and parts of something else
    "Toàn tỉnh có 186 lớp, trong đó có 41 lớp ở thành phố và 22 lớp ở huyện A Lưới.",
    "Có 4.357 tổ, gồm 558 tổ cấp xã và 3.799 tổ cấp thôn với 28.160 thành viên.",
    "Hệ thống có 3 trung tâm, gồm 120 máy chủ và 45 máy trạm.",
    "Còn 179 xóm trắng sóng, tập trung ở Bảo Lâm (54 xóm), Bảo Lạc (47 xóm) và Nguyên Bình (31 xóm).",
    # growth, plans, points and per cent
    "Tỷ lệ thanh toán trực tuyến tăng từ 20% lên 30%, tăng 50%.",
    "Tỷ lệ thanh toán trực tuyến tăng từ 20% lên 30%, tăng 10%.",
    "Điểm số tăng từ 7 lên 7,04 điểm.",
    "Số trạm BTS tăng từ 872 trạm lên 1.695 trạm, bình quân mỗi năm thêm gần 165 trạm.",
    "Thu ngân sách đạt 112% dự toán, tăng 130% so với cùng kỳ.",
    "Doanh thu tăng gấp đôi, từ 12 tỷ đồng lên 24 tỷ đồng.",
    # ranks of different orderings, places and years
    "DTI xếp thứ 17/63, trong đó chính quyền số thứ 12, kinh tế số thứ 9.",
    "Trong 14 tỉnh trung du, tỉnh xếp thứ 4 về PCI, thứ 25 cả nước.",
    "DTI năm 2022 xếp thứ 17/63, tăng 11 bậc so với năm 2021; SIPAS xếp thứ 30.",
    "Là một trong 2 tỉnh nằm trong tốp 20 về chuyển đổi số quốc gia.",
    # goals that were reached or missed as told, and differences
    "Tỷ lệ đạt 59,25%, vượt mục tiêu 55% của cả năm.",
    "Tỷ lệ đạt 6,8%, không đạt chỉ tiêu 20% của năm 2022.",
    "Tỷ lệ đạt 63,7%, cao hơn bình quân cả nước 8,2%.",
    "Tỷ lệ hồ sơ quá hạn là 0,4%, đạt mục tiêu 0,5%.",
    # dates and spelling
    "Theo Nghị định 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ.",
    "Giai đoạn 2021 - 2025, tỉnh lắp 120 trạm BTS.",
    "Số dịch vụ công trực tuyến toàn tỉnh là 906.",
    "Huyen Trang Bom co 312 tram BTS.",
]


@pytest.mark.parametrize(
    ("text", "told", "expected"), [*SHARES, *SUMS, *CHANGES, *RANKS, *GOALS, *OTHERS], ids=lambda v: str(v)[:60]
)
def test_a_contradiction_is_found(findings: Findings, text: str, told: str, expected: str | None) -> None:
    found = findings(text)
    assert [(f"{severity} {rule}".endswith(told), value) for severity, rule, _, value in found] == [(True, expected)]


@pytest.mark.parametrize("text", RIGHT)
def test_what_can_be_true_is_left_alone(findings: Findings, text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Có 906 dịch vụ toàn trình (chiếm 60,4%) trên tổng số 1.797 thủ tục.", ("906", "60,4%", "1.797")),
        ("Số máy chủ tăng từ 42 lên 56 máy, tăng 24 máy.", ("42", "56", "24")),
        ("Có 2.264 tổ (558 tổ cấp xã và 1.716 tổ cấp thôn).", ("2.264", "558", "1.716")),
        ("Tỷ lệ đạt 79,4%, vượt chỉ tiêu 85%.", ("79,4%", "85%")),
    ],
)
def test_a_finding_names_what_contradicts(findings: Findings, text: str, facts: tuple[str, ...]) -> None:
    assert [found[2] for found in findings(text)] == [facts]


TABLE = """Kết quả của các huyện như sau:

Huyện | Tổng hồ sơ | Hồ sơ trực tuyến | Tỷ lệ
Tân An | 118 | 74 | 62,7%
Bến Lức | 96 | 31 | 32,3%
Cần Giuộc | 87 | 9 | {share}
Đức Hòa | 50 | 25 | 50%
"""


@pytest.mark.parametrize(
    ("share", "expected"), [("10,3%", []), ("20,3%", [("error", "share.in_table", ("87", "9", "20,3%"), "10,3%")])]
)
def test_a_row_that_breaks_the_rule_of_its_table(findings: Findings, share: str, expected: Found) -> None:
    assert findings(TABLE.format(share=share)) == expected


def test_a_document_of_two_days(findings: Findings) -> None:
    text = (
        "Theo Kế hoạch số 12/KH-UBND ngày {} của UBND tỉnh, có 12 lớp. Kế hoạch số 12/KH-UBND ngày 7/2/2023 giao 9 lớp."
    )
    assert [f[1] for f in findings(text.format("17/2/2023"))] == ["date.two_days"]
    assert findings(text.format("7/2/2023")) == []
    # numbers begin anew every year
    assert findings(text.format("7/2/2022")) == []


def test_a_document_from_the_future(findings: Findings) -> None:
    text = "Thực hiện Quyết định số 861/QĐ-UBND ngày 5/12/2022, tỉnh đã lập tổ công tác."
    assert [f[1] for f in findings(text, published=date(2022, 9, 1))] == ["date.after_publication"]
    assert findings(text, published=date(2022, 12, 5)) == findings(text) == []


def test_a_figure_given_twice(findings: Findings) -> None:
    text = "Tính đến ngày 30/6/2023, toàn tỉnh có {} trạm BTS.\n\nTính đến ngày 30/6/2023, toàn tỉnh có {} trạm BTS."
    assert [f[:3] for f in findings(text.format("1.240", "1.420"))] == [("warning", "figure.twice", ("1.240", "1.420"))]
    assert findings(text.format("1.240", "1.240")) == findings(text.format("1.240", "3.118")) == []
    assert findings(text.format("gần 1.300", "1.240")) == []


@pytest.mark.parametrize("times", [60, 400])
def test_a_list_without_end_takes_no_time(findings: Findings, times: int) -> None:
    assert findings("Có 12 xã, gồm " + ", ".join("3 xã (25%)" for _ in range(times)) + ".") is not None
    assert findings("Đạt 12%" + ", mới chỉ đạt được" * times + " 15%.") == []
