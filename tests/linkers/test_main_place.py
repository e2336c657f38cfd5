"""The province an article is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dxextract.document import Document
from dxextract.finders.places import find_places
from dxextract.knowledge.load import Knowledge
from dxextract.linkers.main_place import main_place, naming_day

LayOut = Callable[..., Document]

NATIONAL = """Chuyển đổi số quốc gia: nhiều chỉ tiêu vượt kế hoạch

Theo Bộ TT&TT, cả nước có 74.000 doanh nghiệp công nghệ số. Một số địa phương như Lạng Sơn, Thái Nguyên làm tốt."""
ROUND_UP = """Các tỉnh miền Tây đứng ở đâu trên bảng xếp hạng?

Đồng bằng sông Cửu Long có nhiều điểm sáng.

Long An đạt 70,94 điểm; Đồng Tháp 69,66 điểm; Bến Tre 69,20 điểm; Hậu Giang 69,17 điểm; Cà Mau cuối bảng."""
DISTRICT = """Hải Hậu đi chợ bằng mã QR

Bảy giờ sáng, chợ Cồn ở huyện Hải Hậu (Nam Định) đã tấp nập."""
OTHERS = """Bắc Giang giữ vững nhóm đầu

Bắc Giang đạt 91,16%. Dẫn đầu là Quảng Ninh (92,18%), Hải Phòng (91,87%) và Hà Nội (91,43%). Tiêu chí của tỉnh tăng."""
VENUE = """Công bố chỉ số chuyển đổi số

Chiều 31/7, tại Hà Nội, Bộ TT&TT công bố kết quả của các bộ, ngành, địa phương."""
SEAT = """Chuyển đổi số trên địa bàn tỉnh Đồng Tháp

Hội nghị do Trường Đại học Mở Thành phố Hồ Chí Minh và Đại học Kinh tế Thành phố Hồ Chí Minh phối hợp tổ chức."""

BULLETIN = """Tin ngắn các tỉnh Tây Nguyên

KON TUM. Trên địa bàn tỉnh Kon Tum có 900 trạm.

GIA LAI. Toàn tỉnh Gia Lai có 1.900 trạm.

ĐẮK LẮK. Sở cho biết tỉnh Đắk Lắk có 2.100 trạm."""
CASHLESS = """Người dân quen dần với mã QR

Vụ Thanh toán cho biết giao dịch tăng nhanh.

Đến cuối tháng 5, cả nước có 182 triệu tài khoản."""
MINISTRY = """Ngành nông nghiệp lên dữ liệu

Ngày 15/12, tại Gia Lai, Bộ Nông nghiệp tổng kết năm. Gia Lai có 5 xã, tỉnh Gia Lai đạt 71%.

Bộ cung cấp 318 dịch vụ. Các đơn vị thuộc Bộ nhận 1,2 triệu hồ sơ; điểm của Bộ đạt 91. Bộ phận một cửa có 2 người."""
SOMEWHERE = """Người dân quen dần với mã QR

Giao dịch tăng nhanh.

Ai cũng có ví.

Đến cuối tháng 5, toàn tỉnh có 1,2 triệu tài khoản, cao hơn mức chung của cả nước."""


WEEKLY = """Chuyện số hóa trong tuần

BẮC KẠN. Tỉnh Bắc Kạn có 12 lớp. Trên địa bàn tỉnh Bắc Kạn còn 9 thôn.

YÊN BÁI. Tỉnh Yên Bái mở 5 chợ.

CAO BẰNG. Có 7 trạm mới.

TUYÊN QUANG. Có 4 trạm mới.

LÀO CAI. Có 2 trạm mới."""
CENTRAL_BANK = """Thẻ vật lý thoái trào

Theo NHNN, giao dịch rút tiền mặt giảm.

Cả nước có 20.000 máy ATM."""


TEAMS = """Cả nước có 93.000 tổ công nghệ số cộng đồng

Theo Cục Chuyển đổi số quốc gia, nhiều địa phương có cách làm hay.

Tại Yên Bái, toàn tỉnh có 1.355 tổ. Huyện Văn Yên có 205 tổ.

Ở Long An, tỉnh hỗ trợ mỗi tổ 5 triệu đồng.

Thừa Thiên Huế chọn hướng khác. Thừa Thiên Huế dùng Hue-S."""
DELTA = """Nông nghiệp số ở Đồng bằng sông Cửu Long

Tại Sóc Trăng, toàn tỉnh có 326 hợp tác xã.

Tỉnh Bạc Liêu có 54 doanh nghiệp. Huyện Phước Long có 12.

Tỉnh Trà Vinh có 35 trạm."""


CASHLESS_CITIES = """Ra đường không cần ví

Ba năm trước, quét mã QR còn là chuyện lạ.

Giao dịch tăng 56%.

Tại Hà Nội, 95% trung tâm thương mại dùng. TP. Hồ Chí Minh có 98% trường dùng. Cần Thơ có chợ nổi dùng mã.

Việt Nam thuộc nhóm 3 nước tăng nhanh nhất."""
BEGINS = """Giải ngân 9 tháng

Lũy kế 9 tháng cả nước giải ngân 12.450 tỷ đồng.

Hà Tĩnh đạt 88%, Nghệ An 82%, Lào Cai 80%, Cà Mau 31%.

UBND tỉnh Gia Lai đã họp."""


TURNS = """Mỗi nơi một cách số hóa

Bộ TT&TT cho biết nhiều tỉnh làm tốt.

Lạng Sơn chọn cách chắc. Tỉnh có 1.676 tổ.

Với Thừa Thiên Huế, Hue-S là niềm tự hào.

Với tỉnh Tây Ninh, đó là dữ liệu mở.

Còn ở Cà Mau, nông dân nuôi tôm bằng điện thoại. Huyện Đầm Dơi có 300 hộ. Trên địa bàn tỉnh có 2.300 hộ lắp cảm biến."""
BRIEFS = """Tin vắn

* Quảng Bình: Toàn tỉnh nhận 28 hồ sơ.

* Quảng Trị: Bưu điện chi trả cho 19 người.

* Thừa Thiên Huế (nay là TP Huế): Hue-S có 128 tài khoản.

* Kon Tum: 85 xã có wifi."""
COUNTED = """Sau bão, 5 tỉnh mất liên lạc

Theo Cục Viễn thông, bão làm hỏng trạm của 14 tỉnh; riêng Quảng Ninh 52 trạm, chiếm 61% số trạm của tỉnh.

Hải Phòng khôi phục 20 trạm. Quảng Ninh còn 9 trạm."""
HEADED = """Bình Dương: khu công nghiệp thông minh

Bình Dương đứng thứ 2 cả nước về thu hút FDI, sau TP.HCM, trên Đồng Nai và Tây Ninh."""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (TURNS, "VN"),
        (HEADED, "P74"),
        (BRIEFS, None),
        (COUNTED, "VN"),
        (COUNTED.replace("5 tỉnh", "Quảng Ninh"), "P22"),
        (COUNTED.replace("5 tỉnh", "nhiều nơi").replace("14 tỉnh", "2/14 tỉnh"), "P22"),
        (CASHLESS_CITIES, "VN"),
        (BEGINS, "VN"),
        (TEAMS, "VN"),
        (DELTA, None),
        (WEEKLY, None),
        (CENTRAL_BANK, "VN"),
        (NATIONAL, "VN"),
        (ROUND_UP, None),
        (DISTRICT, "P36"),
        (OTHERS, "P24"),
        (VENUE, "VN"),
        (SEAT, "P87"),
        (BULLETIN, None),
        (CASHLESS, "VN"),
        (SOMEWHERE, None),
        (MINISTRY, "VN"),
        ("Trường học số\n\nHọc sinh nộp bài qua mạng.", None),
        ("", None),
    ],
)
def test_main_place(text: str, wanted: str | None, lay_out_text: LayOut, knowledge: Knowledge) -> None:
    document = lay_out_text(text, published=date(2023, 8, 22))
    found = main_place(document, find_places(document, knowledge.places), knowledge.places, date(2023, 8, 22))
    assert (found and found.id) == wanted


def test_the_day_decides_which_province_a_name_means(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    document = lay_out_text("Đồng Tháp chuyển đổi số\n\nToàn tỉnh Đồng Tháp có 551 tổ.")
    mentions = find_places(document, knowledge.places)
    days = (date(2023, 5, 1), date(2026, 1, 1))
    places = [main_place(document, mentions, knowledge.places, day) for day in days]
    assert [place and place.id for place in places] == ["P87", "N82"]


def test_provinces_that_became_one_are_one(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    document = lay_out_text("Hà Nam, Nam Định, Ninh Bình: trước và sau\n\nHà Nam đạt 81%, Nam Định 88%, Ninh Bình 76%.")
    mentions = find_places(document, knowledge.places)
    days = (date(2023, 5, 1), date(2026, 1, 1))
    places = [main_place(document, mentions, knowledge.places, day) for day in days]
    assert [place and place.id for place in places] == [None, "N37"]


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        ("Ngày 14/4/2024.", date(2022, 1, 2), date(2022, 1, 2)),
        ("Ngày 14/4/2024 và ngày 3.6.2020.", None, date(2024, 4, 14)),
        ("Kế hoạch đến ngày 15/12/2025.", None, date(2025, 6, 30)),
        ("Không có ngày nào.", None, date(2025, 6, 30)),
        ("Theo Nghị quyết số 202/2025/QH15, cả nước có 34 tỉnh, thành phố.", None, date(2025, 7, 1)),
    ],
)
def test_naming_day(
    text: str, published: date | None, wanted: date, lay_out_text: LayOut, knowledge: Knowledge
) -> None:
    assert naming_day(lay_out_text(text, published=published), knowledge.places) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # where a report on the whole country comes from, or something takes place
        ("Hóa đơn không giấy\n\nHà Nội, ngày 12/4 - Số hóa đơn tăng gấp đôi.", "VN"),
        ("Hóa đơn không giấy\n\n(TP.HCM, 12/4/2024) Số hóa đơn tăng gấp đôi.", "VN"),
        ("Hóa đơn không giấy\n\nChiều 12/4, tại Hà Nội, Hiệp hội công bố khảo sát.", "VN"),
        # what is told of the place itself
        ("Hóa đơn không giấy\n\nTại Hà Nội, số hóa đơn tăng. Hà Nội có 24 chi cục.", "P01"),
        ("Hóa đơn không giấy\n\nTại Hà Nội, UBND thành phố công bố khảo sát.", "P01"),
        ("Hóa đơn không giấy\n\nTại Gia Lai, Hiệp hội công bố khảo sát.", "P64"),
    ],
)
def test_where_a_report_comes_from(text: str, wanted: str, lay_out_text: LayOut, knowledge: Knowledge) -> None:
    document = lay_out_text(text, published=date(2024, 4, 13))
    mentions = find_places(document, knowledge.places)
    place = main_place(document, mentions, knowledge.places, naming_day(document, knowledge.places))
    assert place is not None
    assert place.id == wanted
