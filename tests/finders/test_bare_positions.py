"""Positions and what only looks like one, in whole texts: ranks with denominators, in the order of the text."""

from __future__ import annotations

import pytest

from dxextract.extractor import Extractor


def ranks(extractor: Extractor, text: str) -> str:
    found = extractor.extract(text).rankings
    return " ".join(f"{r.rank}{f'/{r.out_of}' if r.out_of else ''}{'+' if r.top else ''}" for r in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # behind names
        ("Bảng PII năm 2023: Hà Nội 1, Cà Mau 41, Bạc Liêu 55.", "1 41 55"),
        ("Chỉ số GII 2023: Lào 110/132, Thái Lan 43/132.", "110/132 43/132"),
        ("PCI: Cà Mau đứng thứ 9, Bạc Liêu 41, còn Kiên Giang nhì.", "9 41 2"),
        ("Thứ tự xếp hạng như sau: Sở Y tế (2), Sở Tư pháp (3).", "2 3"),
        ("PCI của Cà Mau đứng thứ 9. Xếp sau là Bạc Liêu (41) và Kiên Giang (44).", "9 41 44"),
        # by year
        ("Cà Mau xếp thứ 30 năm 2020, 28 năm 2021 và 23 năm 2022 về DTI.", "30 28 23"),
        ("Thứ hạng DTI của Cà Mau: 38 (năm 2021), 30 (năm 2022).", "38 30"),
        ("Xếp hạng DTI qua các năm: 2020: 45; 2021: 38.", "45 38"),
        ("Cà Mau giữ hạng 43 DTI; PCI: 53 (2021), 36 (2022).", "43 53 36"),
        ("DTI của Cà Mau năm 2021 xếp 44, năm 2022 lên 36 và năm 2023 dừng ở 29.", "44 36 29"),
        ("Thứ hạng PCI qua ba năm lần lượt là 45, 39 và 31.", "45 39 31"),
        # beside indices
        ("Cà Mau đứng thứ 12 về chính quyền số, 44 về đổi mới sáng tạo.", "12 44"),
        ("Cà Mau xếp thứ 20 DTI, 25 PAR Index và 44 PCI.", "20 25 44"),
        ("DTI xếp 38/63; PAPI: 12/61.", "38/63 12/61"),
        ("Năm Căn từ chỗ đội sổ (8/8) đã vươn lên thứ 3/8 về DTI.", "8/8 3/8"),
        # lists
        ("Trần Văn Thời, Cái Nước lần lượt xếp thứ 24, 25 và 26/26 về DTI.", "24 25 26/26"),
        ("SIPAS, PAPI, PCI lần lượt trong nhóm 15, 20.", "15+ 20+"),
        # the rank of so many
        ("Năm Căn xếp cuối trong 9 huyện về DTI, Cái Nước áp chót.", "9/9"),
        ("Cà Mau đứng áp chót trong số 13 tỉnh về PCI.", "12/13"),
        ("PCI của Cà Mau đứng thứ 5 trở lên.", "5+"),
        ("Phấn đấu PAR Index giữ vị trí từ 10 trở lên.", "10+"),
        ("Các vị trí 2, 3, 4 thuộc về Hà Nội, Hải Phòng, Cần Thơ trên bảng DTI.", "2 3 4"),
        ("Cà Mau đội sổ (63/63) về PCI, Bạc Liêu áp chót.", "63/63"),
        ("Sở Y tế đứng chót bảng (19/19).", "19/19"),
        ("Phường Tân Thành đứng đầu 64 xã, phường với 93 điểm.", "1"),
        ("PAPI nằm trong tốp 15 trên tổng số 34 tỉnh.", "15/34+"),
        ("PCI không ra ngoài tốp 10, PAPI rơi khỏi tốp 20.", "10+"),
        # nouns and verbs
        ("Về PCI, Cà Mau ở ngôi thứ 9, Bạc Liêu đứng ngôi 41.", "9 41"),
        ("Cà Mau đứng hàng 12 cả nước về PCI.", "12"),
        ("Liên hợp quốc xếp Việt Nam 71/193 quốc gia về EGDI; năm 2022 là 86.", "71/193 86"),
        ("Cà Mau nhiều năm liền dẫn đầu ICT Index.", "1"),
        ("Về DTI, Cái Nước vươn lên nhất tỉnh, Năm Căn về nhì, U Minh xếp ba.", "1 2 3"),
        ("PCI nằm trong 20 tỉnh cao nhất.", "20+"),
    ],
)
def test_positions(extractor: Extractor, text: str, expected: str) -> None:
    assert ranks(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # ordinals of what comes one after the other, days of the week, points of an argument
        ("PCI được công bố. Đây là trạm thứ 100, mở trong tuần thứ 3 của giai đoạn thứ hai.", ""),
        ("Sáng thứ 2, Cà Mau họp về DTI; chiều thứ 5 họp về PCI, làm việc từ thứ 2 đến thứ 6.", ""),
        ("Thứ nhất, rà soát DTI; thứ hai, nâng PCI; thứ ba, tập huấn.", ""),
        ("Việt Nam là quốc gia thứ 5 thử nghiệm, theo báo cáo GII.", ""),
        ("Khu phố có nhà thứ 12 lắp cáp quang.", ""),
        # classes
        ("PCI tốt nhờ chợ hạng 2, bệnh viện hạng 1 và khách sạn hạng 3 sao.", ""),
        ("Cà Mau nhận Huân chương Lao động hạng Nhì, PCI tăng điểm.", ""),
        # places in space, lists that count
        ("Để nâng PAPI, xã đặt ki-ốt tại vị trí số 2, lắp camera vào vị trí 15 nút giao.", ""),
        ("PCI xếp thứ 9. Dự án do Nhật Bản (3), Hàn Quốc (5) đăng ký đã xong.", "9"),
        ("PCI xếp thứ 9 cả nước. Số hồ sơ ở Năm Căn là 14, Cái Nước 19.", "9"),
        ("PAR Index đứng thứ 3. Cái Nước 12, Năm Căn 15 tổ công nghệ số.", "3"),
        ("Khen thưởng SIPAS: Nguyễn Văn A (12), Trần Thị B (15).", ""),
        ("DTI gồm: thể chế số (10), hạ tầng số (20).", ""),
        ("Chỉ số PCI: Nhà đầu tư đến từ Nhật (12), Hàn Quốc (30).", ""),
        # the best of an ordering, whoever it is
        ("Khoảng cách giữa huyện đứng đầu và huyện cuối bảng DTI là 20 điểm.", ""),
        ("PCI thấp hơn tỉnh dẫn đầu 4 điểm, kém tỉnh đầu bảng 6 điểm.", ""),
        ("Ba vị trí dẫn đầu bảng DTI là của các thành phố.", ""),
        ("Về PCI, đơn vị đứng đầu được tặng cờ.", ""),
        ("PCI được chấm; 10 tỉnh dẫn đầu là thành phố lớn.", ""),
        ("PCI của Cà Mau rời tốp 40, văng khỏi top 50.", ""),
        # groups and tables of so many
        ("DTI tăng; trong nhóm 3 xã điểm có xã Tân Thành, thuộc nhóm 12 địa phương được chọn.", ""),
        ("Bảng xếp hạng 102 xã về DTI vừa được công bố.", ""),
        ("PCI tăng; nâng 2 hạng mục, giảm 3 vị trí việc làm, xếp hạng 4 sao.", ""),
        ("Đội xã Tân Thành là á quân hội thi, quán quân là xã Hòa Thành.", ""),
    ],
)
def test_no_positions(extractor: Extractor, text: str, expected: str) -> None:
    assert ranks(extractor, text) == expected
