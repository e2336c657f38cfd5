"""Which numbers measure something, and how they are read. Expected: ``written = kind value[..high][/of][ unit]``."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.document import Document
from dxextract.finders.numerals import Quantity, find_non_quantities, find_quantities
from dxextract.finders.tables import find_tables
from dxextract.finders.taken import Taken
from dxextract.knowledge.load import Knowledge

LayOut = Callable[..., Document]


@pytest.fixture
def find(lay_out_text: LayOut, knowledge: Knowledge) -> Callable[[str], str]:
    """Quantities of a text as one line; nothing is claimed but by ``patterns/non_quantities.yaml``."""

    def run(text: str) -> str:
        document = lay_out_text(text)
        taken = Taken(find_non_quantities(document, knowledge.numbers))
        return "; ".join(shown(text, q) for q in quantities(document, knowledge, taken))

    return run


def quantities(document: Document, knowledge: Knowledge, taken: Taken | None = None) -> tuple[Quantity, ...]:
    rows = find_tables(document).row_numbers
    return find_quantities(document, knowledge.numbers, taken or Taken(), rows)


def shown(text: str, quantity: Quantity) -> str:
    high = f"..{plain(quantity.value_high)}" if quantity.value_high is not None else ""
    of = f"/{plain(quantity.denominator)}" if quantity.denominator is not None else ""
    unit = f" {quantity.unit}" if quantity.unit else ""
    return f"{text[quantity.start : quantity.end]} = {quantity.kind} {plain(quantity.value)}{high}{of}{unit}"


def plain(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # counts
        ("Thị xã lập 1.356 tổ", "1.356 = count 1356"),
        ("Thị xã lập 06 tổ", "06 = count 6"),
        ("tiếp 12,518 hồ sơ", "12,518 = count 12518"),
        ("gửi 3,4 triệu tin nhắn", "3,4 triệu = count 3400000"),
        ("cấp 1,275 triệu chữ ký số", "1,275 triệu = count 1275000"),
        ("đón 3 triệu rưỡi lượt khách", "3 triệu rưỡi = count 3500000"),
        ("đón nửa triệu lượt khách", "nửa triệu = count 500000"),
        ("nửa đầu năm", ""),
        ("đạt tám mươi phẩy năm phần trăm", "tám mươi phẩy năm phần trăm = percentage 80.5 %"),
        ("thu 9,4 tỷ năm 2023", "9,4 tỷ = count 9400000000"),
        ("kéo dài 5 năm", "5 năm = measurement 5 năm"),
        ("gửi 45 nghìn thư", "45 nghìn = count 45000"),
        # percentages
        ("đạt 72,6%", "72,6% = percentage 72.6 %"),
        ("đạt 72.6 %", "72.6 % = percentage 72.6 %"),
        ("đạt 98.125%", "98.125% = percentage 98.125 %"),
        ("tăng 2,5 phần trăm", "2,5 phần trăm = percentage 2.5 %"),
        ("tăng 2,5 điểm phần trăm", "2,5 điểm phần trăm = percentage 2.5 %"),
        ("đạt 100%.", "100% = percentage 100 %"),
        # money
        ("chi 34,5 tỷ đồng", "34,5 tỷ đồng = money 34500000000 VND"),
        ("chi 34,5 tỉ đồng", "34,5 tỉ đồng = money 34500000000 VND"),
        ("chi 1.250 tỷ đồng", "1.250 tỷ đồng = money 1250000000000 VND"),
        ("thu 2 nghìn tỷ đồng", "2 nghìn tỷ đồng = money 2000000000000 VND"),
        ("phí 15.000 đồng", "15.000 đồng = money 15000 VND"),
        ("phí 15.000đ", "15.000đ = money 15000 VND"),
        ("vay 7,2 triệu USD", "7,2 triệu USD = money 7200000 USD"),
        # measurements
        ("kéo 18,4km cáp", "18,4km = measurement 18.4 km"),
        ("trồng 1.070 ha lúa", "1.070 ha = measurement 1070 ha"),
        ("đạt 96,3 Mbps", "96,3 Mbps = measurement 96.3 Mbps"),
        ("rộng 250 m2", "250 m2 = measurement 250 m²"),
        ("chỉ mất 20 phút", "20 phút = measurement 20 phút"),
        ("giải quyết trong 3 ngày làm việc", "3 ngày làm việc = measurement 3 ngày"),
        ("sản lượng 5,6 nghìn tấn", "5,6 nghìn tấn = measurement 5600 tấn"),
        ("tăng 2,3 lần", "2,3 lần = measurement 2.3 lần"),
        # thousands parted by spaces, but not the columns of a table or the day before a number
        ("tiếp nhận 203 418 hồ sơ", "203 418 = count 203418"),
        ("tra cứu 1 203 418 lượt", "1 203 418 = count 1203418"),
        ("Mai Châu 120 300", "120 = count 120; 300 = count 300"),
        ("Tháng 12 300 hồ sơ", "300 = count 300"),
        # the year of a named place
        ("Đây là năm tỉnh Quảng Trị vận hành bộ máy mới", ""),
        ("Còn lại là năm xã vùng cao", "năm = count 5"),
        ("tăng so với năm liền trước", ""),
        # a noun that begins like a word that no number stands before
        ("Có hai chỉ tiêu xấp xỉ", "hai = count 2"),
        ("Cả hai chỉ đạt 5%", "5% = percentage 5 %"),
        # comrades are no money, and a share of hamlets is no day
        ("Đại hội bầu 39 đồng chí", "39 = count 39"),
        ("Mạng 4G mới đến 3/5 làng", "3/5 = count 3/5"),
        ("Tính đến 3/5 toàn xã", ""),
        ("Xã chưa đạt tiêu chí số 8 về thông tin", ""),
        # scores
        ("được 81,37 điểm", "81,37 điểm = score 81.37 điểm"),
        ("số điểm giao dịch của bưu điện là 96 điểm", "96 = count 96"),
        ("bưu cục giảm. Đơn vị được 96 điểm", "96 điểm = score 96 điểm"),
        ("điểm cầu không tính; chỉ số phục vụ được 96 điểm", "96 điểm = score 96 điểm"),
        ("phát sóng tại 6 điểm", "6 = count 6"),
        ("ở mức 6 điểm", "6 điểm = score 6 điểm"),
        ("ở 6,5 điểm", "6,5 điểm = score 6.5 điểm"),
        ("bằng 2 lần năm 2016", "2 lần = measurement 2 lần"),
        ("cộng 1.14 điểm", "1.14 điểm = score 1.14 điểm"),
        ("được 43.125 điểm", "43.125 điểm = score 43.125 điểm"),
        # ranges
        ("giảm 15-20%", "15-20% = percentage 15..20 %"),
        ("giảm 15 - 20%", "15 - 20% = percentage 15..20 %"),
        ("giảm 15% - 20%", "15% - 20% = percentage 15..20 %"),
        ("giảm từ 15 đến 20%", "15 đến 20% = percentage 15..20 %"),
        ("gồm 5–7 người", "5–7 = count 5..7"),
        ("cấp 300-500 triệu đồng", "300-500 triệu đồng = money 300000000..500000000 VND"),
        ("cấp 1,2 đến 1,5 tỷ đồng", "1,2 đến 1,5 tỷ đồng = money 1200000000..1500000000 VND"),
        ("mất 10 đến 15 phút", "10 đến 15 phút = measurement 10..15 phút"),
        # ratios
        ("phủ sóng 117/124 ấp", "117/124 = count 117/124"),
        ("hoàn thành 9/9 huyện", "9/9 = count 9/9"),
        ("đúng hạn 14.203/14.377 hồ sơ", "14.203/14.377 = count 14203/14377"),
        ("đúng hạn 12.518/12693 hồ sơ", "12.518/12693 = count 12518/12693"),
        ("đạt 8,1/12 điểm", "8,1/12 điểm = score 8.1/12 điểm"),
        ("đạt 9,25 điểm/12 điểm", "9,25 điểm/12 điểm = score 9.25/12 điểm"),
        ("có 41 trong số 52 trường", "41 trong số 52 = count 41/52"),
        ("đạt 3 trên tổng số 19 chỉ tiêu", "3 trên tổng số 19 = count 3/19"),
        ("có 75 trạm trên tổng số 80 trạm", "75 trạm trên tổng số 80 = count 75/80"),
        (
            "chi 14 tỷ đồng trong tổng số 21 tỷ đồng",
            "14 tỷ đồng = money 14000000000 VND; 21 tỷ đồng = money 21000000000 VND",
        ),
        # words
        ("tổ chức bảy buổi livestream", "bảy = count 7"),
        ("gần hai triệu lượt", "hai triệu = count 2000000"),
        ("mở mười hai lớp", "mười hai = count 12"),
        ("thu ba trăm linh sáu tỷ đồng", "ba trăm linh sáu tỷ đồng = money 306000000000 VND"),
        ("mất hai đến ba tuần", "hai đến ba tuần = measurement 2..3 tuần"),
        ("chọn năm xã làm điểm", "năm = count 5"),
        ("mỗi năm huyện mở lớp", ""),
        ("hai tỷ lệ khác nhau", "hai = count 2"),
        ("chi hai tỷ đồng", "hai tỷ đồng = money 2000000000 VND"),
        # several
        ("7 máy, 12 trạm và 31km", "7 = count 7; 12 = count 12; 31km = measurement 31 km"),
        ("tăng từ 61 lên 68%", "61 = count 61; 68% = percentage 68 %"),
    ],
)
def test_read_as_meant(find: Callable[[str], str], text: str, expected: str) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # names, levels, versions, articles
        "Hội diễn lần thứ 12",
        "tuyến phố đi bộ thứ 3 của thành phố",
        "hai con số này lần lượt là",
        "Tòa soạn: 02 Nguyễn Văn Bé",
        "tại các ấp 2, 5 và 8",
        "kỳ họp thứ 8 của HĐND",
        "theo Điều 14 và khoản 3",
        "đạt cấp độ 2",
        "dịch vụ công mức độ 3, mức độ 4",
        "phần mềm phiên bản 2.1",
        "xây chợ 4.0 ở trung tâm",
        "sửa Quốc lộ 14 đoạn qua thị trấn",
        "tại Phường 7",
        "Trường THPT số 2",
        "học sinh lớp 9",
        "bước sang giai đoạn 2",
        # dates, times, lists, furniture, telephones
        "sáng 27/10, thị xã họp",
        "ngày 5/9/2023",
        "từ 1/3 đến 15/4",
        "trong năm 2022 và 2023",
        "nhiệm kỳ 2020 - 2025",
        "quý 3/2022",
        "tháng 11 tới",
        "vào lúc 14 giờ 30 phút",
        "Lúc 7 giờ sáng",
        "1. Hạ tầng số\n2. Dữ liệu số",
        "1) Hạ tầng số",
        "gọi tổng đài 1900 5678",
        "Điện thoại: 0274.3822.111",
        "hoạt động 24/7",
        # parts of a concept
        "đủ 3 trụ cột",
        "gồm bốn giai đoạn",
        "chính quyền 2 cấp",
        # number words that are other words
        "một phần công việc",
        "bộ phận một cửa",
        "một số địa phương",
        "xây dựng ba mẹ",
        "thứ năm tuần trước",
        "trong năm học mới",
        "bác Tư, anh Hai",
        "thế mà không lo",
        # an age that bounds a group, a class
        "người từ 15 tuổi trở lên",
        "sản phẩm đạt 4 sao",
        "số điện thoại: 0912.345.678",
        "theo mục 12 của phụ lục",
    ],
)
def test_measures_nothing(find: Callable[[str], str], text: str) -> None:
    assert find(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # beside the phrases above: the same signs, and a quantity
        ("họp 12 lần", "12 = count 12"),
        ("giải ngân 18,6/31,2 tỷ đồng", "18,6/31,2 tỷ đồng = money 18600000000/31200000000 VND"),
        ("đã có 26 trong 30 nhiệm vụ", "26 trong 30 = count 26/30"),
        ("Có bản 60 nóc nhà", "60 = count 60"),
        ("và 135 điểm ở cấp xã", "135 = count 135"),
        ("từ 70 điểm trở lên", "70 điểm = score 70 điểm"),
        ("sửa 14 điều", "14 = count 14"),
        ("nâng cấp 2 trường", "2 = count 2"),
        ("phát hành 3 phiên bản", "3 = count 3"),
        ("sửa 14 đoạn đường", "14 = count 14"),
        ("tại 7 phường", "7 = count 7"),
        ("cho 9 lớp", "9 = count 9"),
        ("trong 27/63 tỉnh", "27/63 = count 27/63"),
        ("với 15 xã", "15 = count 15"),
        ("kéo dài 11 tháng", "11 tháng = measurement 11 tháng"),
        ("dịch vụ mất 14 giờ", "14 giờ = measurement 14 giờ"),
        ("1.200 hộ", "1.200 = count 1200"),
        ("15 xã đã xong", "15 = count 15"),
        ("3 trạm", "3 = count 3"),
        ("một trăm hộ", "một trăm = count 100"),
        ("xử phạt 2022 trường hợp", "2022 = count 2022"),
        ("ông Nam, 62 tuổi", "62 tuổi = measurement 62 tuổi"),
        ("giảm 4 sản phẩm", "4 = count 4"),
        # what looks like a phone number, and like a part of a law
        ("Số thuê bao điện thoại: 1.350.210", "1.350.210 = count 1350210"),
        ("danh mục 812 thủ tục", "812 = count 812"),
    ],
)
def test_measures_something(find: Callable[[str], str], text: str, expected: str) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "TT\nHuyện\nSố tổ\nTỷ lệ\n1\nTrảng Bom\n46\n57%\n2\nCẩm Mỹ\n38\n61%",
            "46 = count 46; 57% = percentage 57 %; 38 = count 38; 61% = percentage 61 %",
        ),
        ("12\n13\n14", "12 = count 12; 13 = count 13; 14 = count 14"),
    ],
)
def test_row_numbers_of_flattened_tables(find: Callable[[str], str], text: str, expected: str) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỉnh có 5 xã\n- 7 xã nữa", "5 = count 5; 7 = count 7"),
        ("Toàn tỉnh còn 5\n\n- 7 xã đạt", "5 = count 5; 7 = count 7"),
        ("Có 88 trên tổng số\n\n143 xã", "88 = count 88; 143 = count 143"),
        ("Vốn 3 triệu\n\n200 nghìn đồng", "3 triệu = count 3000000; 200 nghìn đồng = money 200000 VND"),
    ],
)
def test_numbers_of_different_sentences_are_not_joined(find: Callable[[str], str], text: str, expected: str) -> None:
    assert find(text) == expected


def test_what_is_taken_is_not_read_again(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    document = lay_out_text("Đề án 06 hoàn thành 12 việc")
    (first, second) = quantities(document, knowledge)
    (left,) = quantities(document, knowledge, Taken([first]))
    assert left == second


PIECES = st.sampled_from(
    [
        *("12", "1.234", "50,4", "8,1/12", "2024", "0", "1.2.3", "/", "-", " - ", " đến ", " trên tổng số ", "."),
        *("%", " tỷ", " đồng", " điểm", " triệu", " năm", " rưỡi", "km", " hộ", " trạm", "\n", " ", ", "),
        *("hai", "ba mươi", " mười", " nghìn ", "năm ", "thứ ", "ngày ", "Điều ", "(", ")", "\u00a0", "😀", "\u200b"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_quantities_are_ordered_apart_and_finite(lay_out_text: LayOut, knowledge: Knowledge, text: str) -> None:
    found = quantities(lay_out_text(text), knowledge)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for quantity in found:
        assert quantity.start < quantity.number_end <= quantity.end
        assert quantity.value.is_finite()
        assert quantity.denominator is None or quantity.denominator > 0
        assert quantity.value_high is None or quantity.value_high > quantity.value


@given(
    st.integers(1, 10**7),
    st.sampled_from([("", "count"), ("%", "percentage"), (" đồng", "money"), (" ha", "measurement")]),
)
def test_a_written_integer_is_found_and_read_back(
    lay_out_text: LayOut, knowledge: Knowledge, value: int, unit: tuple[str, str]
) -> None:
    written = f"{value:,}".replace(",", ".") if unit[1] != "percentage" else str(value)
    document = lay_out_text(f"Tổng cộng {written}{unit[0] or ' hộ'} đã xong")
    (found,) = quantities(document, knowledge)
    assert (found.value, found.kind) == (Decimal(value), unit[1])


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Hôm qua (25/12), xã có 3 trạm.", ["3"]),
        ("Ông Chu ở bản Tìa Dình 2 vừa có 5 con bò.", ["5"]),
        ("Thôn Nà Bản 1 có điện.", []),
        ("dãy nhà cấp 4 có 6 phòng", ["6"]),
        ("Tải về: 37-KH-UBND.pdf (1,8 MB)", []),
        ("mức độ 3 và 584 dịch vụ", ["584"]),
        ("mức độ 3 và 4", []),
        # figures that count
        ("Cả bản có 2 con bò.", ["2"]),
        ("Ông Lò Văn 2 lần đi nộp.", ["2"]),
        ("được cấp 4 máy tính", ["4"]),
        ("(25/62) xã", ["25/62"]),
    ],
)
def test_names_dates_and_files_measure_nothing(
    text: str, numbers: list[str], lay_out_text: LayOut, knowledge: Knowledge
) -> None:
    document = lay_out_text(text)
    taken = Taken(find_non_quantities(document, knowledge.numbers))
    found = [text[q.start : q.number_end] for q in quantities(document, knowledge, taken)]
    assert found == numbers


def test_a_score_on_a_scale_keeps_its_own_span(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    text = "Nội dung này được 2,81 trên thang điểm 10."
    (score,) = quantities(lay_out_text(text), knowledge)
    assert text[score.start : score.end] == "2,81"
    assert (score.value, score.denominator) == (Decimal("2.81"), Decimal(10))
