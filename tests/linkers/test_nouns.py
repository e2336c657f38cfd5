"""What is counted, and what a rate is counted by."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxextract.records.model import Metric


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Huyện lập [64] tổ công nghệ số cộng đồng.", "tổ công nghệ số cộng đồng"),
        ("Huyện có [64] hồ sơ được số hóa.", "hồ sơ"),
        ("Huyện có [64] trạm, phủ khắp các xã.", "trạm"),
        ("Huyện có [64] trạm (tăng gấp đôi).", "trạm"),
        ("Huyện có [64] xã, phường, thị trấn đã xong.", "xã, phường, thị trấn"),
        ("Trong [64] sở, ban, ngành, Sở Nội vụ đứng đầu.", "sở, ban, ngành"),
        ("Có [64] doanh nghiệp nhỏ và vừa dùng sàn.", "doanh nghiệp nhỏ và vừa"),
        ("Đã nối [7/9] cơ sở khám, chữa bệnh với cổng giám định.", "cơ sở khám, chữa bệnh"),
        ("Có [64] doanh nghiệp và hộ kinh doanh đã nộp.", "doanh nghiệp"),
        ("Các xã đạt [64] cơ sở trở lên được khen.", "cơ sở"),
        ("Tổ chức [bảy] lớp tập huấn.", "lớp tập huấn"),
        ("Số lượt truy cập đạt [6.400].", "lượt truy cập"),
        ("- Tổ công nghệ số cộng đồng: [64].", "Tổ công nghệ số cộng đồng"),
        ("Chứng thư số cá nhân: [64].", "Chứng thư"),
        ("Tổng số học bạ số đã ký: [64].", "học bạ số"),
        ("Đã nối [117/124] ấp.", "ấp"),
        ("Phường có nhiều hồ sơ nhất với [64].", "hồ sơ"),
        ("Có [64] bệnh viện công bố bệnh án điện tử.", "bệnh viện"),
        ("Có [64] tỉnh thấp nhất.", "tỉnh"),
        ("Có [64] xã thiếu máy quét.", "xã"),
        ("Có [64] xã xếp loại xuất sắc.", "xã"),
        ("Băng thông ở [64] điểm chỉ 20 Mbps.", "điểm"),
        ("Tỷ lệ đạt [64%] số hộ.", "%"),
        ("Chi [64 tỷ đồng] cho hạ tầng.", "VND"),
        ("Kéo [64km] cáp.", "km"),
        ("Kết quả là [64].", None),
        ("Hải Châu có hồ sơ nhiều nhất, chiếm [1/5] toàn thành phố.", None),
        ("Có [2/3] số hộ có mạng.", "hộ"),
        ("Tổ đã giải quyết [320] hồ sơ ngay tại nhà.", "hồ sơ"),
    ],
)
def test_unit(metrics: Callable[[str], list[Metric]], text: str, unit: str | None) -> None:
    assert [m.unit for m in metrics(text)] == [unit]


def test_a_series_shares_its_noun(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics("Ba huyện lần lượt có [93], [87] và [75] trạm phát sóng.")
    assert [m.unit for m in found] == ["trạm phát sóng"] * 3


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Huyện nhận [93] hồ sơ (trực tuyến [80], trực tiếp [13]).", ["hồ sơ"] * 3),
        ("Huyện nhận [93] hồ sơ, trong đó trước hạn [80], quá hạn [13].", ["hồ sơ"] * 3),
        ("Tổng số hồ sơ: [93] (trực tuyến: [80]; trực tiếp: [13]).", ["hồ sơ"] * 3),
        ("Huyện có [93] cán bộ ([80] nam, [13] nữ).", ["cán bộ"] * 3),
        ("Huyện có [93] dịch vụ công, gồm [80] mức độ 3, [13] mức độ 4.", ["dịch vụ công"] * 3),
        ("Huyện có [93] cán bộ, tăng [13] so với đầu năm 2024.", ["cán bộ", "cán bộ"]),
        ("Huyện có [13] cán bộ, [8] trong số đó đã học.", ["cán bộ", "cán bộ"]),
        ("Có [13] xã loại tốt, [57] loại khá.", ["xã", "xã"]),
        ("Huyện có [13] xã, trực tuyến [80].", ["xã", None]),
        ("Huyện có [93] cán bộ. Trực tuyến [80].", ["cán bộ", None]),
        ("Huyện có [93] cán bộ (máy tính [80]).", ["cán bộ", None]),
        ("Hài lòng đạt [93%], trực tuyến [80].", ["%", None]),
    ],
)
def test_parts_count_what_their_whole_counts(
    metrics: Callable[[str], list[Metric]], text: str, units: list[str | None]
) -> None:
    assert [m.unit for m in metrics(text)] == units


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Hỗ trợ [50 triệu đồng] cho mỗi cơ sở.", "cơ sở"),
        ("Bưu điện lấy [95.000 đồng] một thùng.", "thùng"),
        # a share is none for each of several units
        ("Tỉnh giao mỗi huyện đạt [25%].", None),
        ("Mỗi năm tăng [4%].", "năm"),
        ("Đối tượng nhận trợ cấp hằng tháng qua tài khoản ([80%]).", None),
        ("Có người nhận trợ cấp hằng tháng qua tài khoản, tăng [200] người.", None),
        ("Hằng tháng, nhờ quét mã, xã thu [9 triệu đồng].", "tháng"),
        ("Nhờ quét mã mỗi năm; chi phí in còn [9 triệu đồng].", None),
        ("Chi [9 tỷ đồng/năm] cho hạ tầng.", "năm"),
        ("Thu nhập [9 triệu đồng/người/tháng].", "người"),
        ("Mỗi xã có [3] điểm phục vụ.", "xã"),
        ("Bình quân mỗi ngày có [300] lượt hồ sơ.", "ngày"),
        ("Hằng năm, huyện chi [9 tỷ đồng].", "năm"),
        ("Phí [20.000 đồng] một lượt.", "lượt"),
        ("Năm nay, huyện chi [9 tỷ đồng].", None),
        ("Mỗi xã một việc, huyện chi [9 tỷ đồng].", None),
        ("Huyện có [300] hồ sơ.", None),
        ("Hằng tháng, có [300] lượt.", "tháng"),
        ("Làm sạch dữ liệu khách hàng tổ chức cho [300] điểm.", None),
        ("Trợ cấp hằng tháng đến tay [118.400] người.", None),
    ],
)
def test_rates(metrics: Callable[[str], list[Metric]], text: str, per: str | None) -> None:
    assert [m.per for m in metrics(text)] == [per]
