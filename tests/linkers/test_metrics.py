"""What a number is about: indicator, denominator, place and period, through the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dxextract.extractor import Extractor
from dxextract.records.model import Metric

ABOUT = "UBND tỉnh Bến Tre họp về chuyển đổi số.\n\n"


def test_subject_and_verb(metrics: Callable[[str], list[Metric]]) -> None:
    (found,) = metrics("Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến đạt [61,5%].")
    assert found.indicator_id is not None
    assert found.indicator_text is not None
    assert found.indicator_text.lower() in found.sentence.lower()


def test_a_number_about_nothing_known_has_no_indicator(metrics: Callable[[str], list[Metric]]) -> None:
    (found,) = metrics("Sân khấu được trang trí bằng [320] chậu hoa.")
    assert (found.indicator_id, found.indicator_text, found.indicator_score) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("DTI của tỉnh là [0,5124].", "score"),
        ("Tỉnh được [71,24] điểm PAR INDEX.", "score"),
        ("Tỉnh được [8,1/12 điểm].", "score"),
        ("Tỷ lệ là [71,24%].", "percentage"),
        ("Mỗi hộ có [1,2] chiếc điện thoại.", "count"),
    ],
)
def test_kind(metrics: Callable[[str], list[Metric]], text: str, kind: str) -> None:
    assert [m.kind for m in metrics(text)] == [kind]


def test_brackets_say_more_of_what_stands_before_them(metrics: Callable[[str], list[Metric]]) -> None:
    count, share = metrics("Đã có [412] dịch vụ công trực tuyến toàn trình (chiếm [38,4%]).")
    assert (count.unit, share.unit) == ("dịch vụ công trực tuyến", "%")
    assert share.indicator_id is not None
    assert share.indicator_id != count.indicator_id


def test_growth_of_a_count_is_no_rate(metrics: Callable[[str], list[Metric]]) -> None:
    count, growth = metrics("Số văn bản gửi, nhận qua trục liên thông là [36.540], tăng [22,7%].")
    assert (count.indicator_id, growth.indicator_id, growth.change) == ("edoc_count", None, "increase")


def test_a_part_named_behind_its_number(metrics: Callable[[str], list[Metric]]) -> None:
    _, part = metrics("Có [2.390] thuê bao di động, trong đó [81,7%] là thuê bao dùng điện thoại thông minh.")
    assert part.indicator_id == "smartphone_subscriber_rate"
    _, those = metrics("Xã nhận [3.120] hồ sơ, [2.890] trong số đó gửi qua mạng.")
    assert those.indicator_id == "online_applications"


def test_a_number_that_is_the_subject(metrics: Callable[[str], list[Metric]]) -> None:
    _, rate = metrics("Huyện có [312] doanh nghiệp; [58%] sử dụng nền tảng số.")
    assert rate.indicator_id == "sme_platform_usage_rate"


def test_a_clause_that_is_complete_takes_no_noun_from_the_next(metrics: Callable[[str], list[Metric]]) -> None:
    first, second = metrics("Tỷ lệ dân số được phủ sóng 4G đạt [99,2%]; [100%] xã có cáp quang.")
    assert (first.indicator_id, second.indicator_id) == ("mobile_coverage_population_rate", "fiber_commune_rate")


def test_two_levels_share_their_subject(metrics: Callable[[str], list[Metric]]) -> None:
    before, after = metrics("Tỷ lệ hồ sơ trực tuyến tăng từ [41%] lên [58%].")
    assert before.indicator_id == after.indicator_id
    assert before.indicator_id is not None


def test_to_each_place_its_number(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics(ABOUT + "Các huyện Ba Tri, Giồng Trôm và Thạnh Phú lần lượt có [93], [87] và [75] tổ.")
    assert [(m.place_name, m.value) for m in found] == [("Ba Tri", 93), ("Giồng Trôm", 87), ("Thạnh Phú", 75)]


def test_shares_told_off_share_the_noun_behind_the_last(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics("Ba xã xử lý toàn trình lần lượt [97,5%], [95%] và [94,8%] hồ sơ.")
    assert [m.indicator_id for m in found] == ["online_full_process_rate"] * 3
    first, second = metrics("Tỷ lệ dân số được phủ sóng 4G đạt [99,2%], [100%] xã có cáp quang.")
    assert first.indicator_id != second.indicator_id


def test_no_number_of_a_series_is_the_whole_of_the_next(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics("Các xã tiếp nhận lần lượt [1.204], [1.530] và [980] hồ sơ trực tuyến.")
    assert [m.indicator_id for m in found] == ["online_applications"] * 3


@pytest.mark.parametrize(
    ("text", "unit", "indicator"),
    [
        ("Toàn tỉnh còn 17 thôn chưa có sóng. [Hai] huyện Ba Tri và Giồng Trôm là nơi nhiều nhất.", "huyện", None),
        ("Tỉnh còn 5 thôn chưa có sóng, thuộc [2] huyện Ba Tri, Giồng Trôm.", "huyện", None),
        ("Huyện Ba Tri còn [17] thôn chưa có sóng.", "thôn", "villages_without_signal"),
    ],
)
def test_places_that_are_named_are_only_counted(
    metrics: Callable[[str], list[Metric]], text: str, unit: str, indicator: str | None
) -> None:
    (found,) = metrics(text)
    assert (found.unit, found.indicator_id) == (unit, indicator)


def test_what_stands_before_brackets_is_gone_on_about_behind_them(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics(
        "Huyện có [96] tổ công nghệ số cộng đồng ([81] tổ ở ấp, còn lại là tổ cấp xã), tổng cộng [640] thành viên."
    )
    assert found[-1].indicator_id == "community_digital_team_members"
    found = metrics("Huyện có [96] câu lạc bộ hưu trí ([81] câu lạc bộ ở ấp), tổng cộng [640] thành viên.")
    assert found[-1].indicator_id is None


def test_to_each_year_its_number(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics(ABOUT + "Tỷ lệ hồ sơ trực tuyến năm 2020: [14,5%]; năm 2021: [29,5%]; năm 2022: [61%].")
    assert [m.period_end for m in found] == [date(2020, 12, 31), date(2021, 12, 31), date(2022, 12, 31)]
    assert len({m.indicator_id for m in found}) == 1


def test_what_nothing_is_said_of(metrics: Callable[..., list[Metric]]) -> None:
    (found,) = metrics("Đã lắp [12] camera.", published=None)
    assert (found.place_id, found.place_basis) == (None, "none")
    assert (found.period_start, found.period_end, found.period_basis) == (None, None, "none")
    (dated,) = metrics("Đã lắp [12] camera.", published=date(2022, 3, 4))
    assert (dated.period_end, dated.period_basis) == (date(2022, 3, 4), "published")


def test_a_list_is_governed_by_its_introduction(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics(ABOUT + "Tính đến 30/6/2022, huyện Ba Tri có:\n- [93] tổ;\n- [14] trạm;\n- [2.150] hộ.")
    assert {(m.place_name, m.period_end) for m in found} == {("Ba Tri", date(2022, 6, 30))}


def test_the_label_says_what_is_counted_where_the_header_does_not(metrics: Callable[[str], list[Metric]]) -> None:
    rows = "STT | Chỉ tiêu | Kết quả năm 2024\n1 | Tổ công nghệ số cộng đồng | [93]\n2 | Trạm BTS | [75]\n"
    assert [m.unit for m in metrics(ABOUT + rows)] == ["Tổ công nghệ số cộng đồng", "Trạm BTS"]
    places = "STT | Đơn vị | Kết quả\n1 | Huyện Ba Tri | [93]\n2 | Huyện Thạnh Phú | [75]\n"
    assert "Huyện Ba Tri" not in [m.unit for m in metrics(ABOUT + places)]


def test_the_header_or_the_label_says_unit_and_indicator(metrics: Callable[[str], list[Metric]]) -> None:
    heads = "Nội dung | Năm 2021 | Năm 2022\n"
    found = metrics(ABOUT + heads + "Hộ có cáp quang (%) | [71,2] | [80,5]\nSố trạm BTS | [912] | [967]\n")
    assert [(m.indicator_id, m.kind) for m in found[::2]] == [
        ("fiber_household_rate", "percentage"),
        ("bts_stations", "count"),
    ]
    assert [m.period_end for m in found] == [date(2021, 12, 31), date(2022, 12, 31)] * 2
    (money, *_) = metrics(ABOUT + "Xã | Vốn (triệu đồng) | Lớp\nA | [640] | [3]\nB | [710] | [4]\n")
    assert (money.kind, money.unit, money.value) == ("money", "VND", 640e6)


def test_cells_of_a_flattened_table(metrics: Callable[[str], list[Metric]]) -> None:
    headers = "TT\nHuyện\nSố tổ công nghệ số cộng đồng\nTỷ lệ hồ sơ trực tuyến\n"
    found = metrics(ABOUT + headers + "1\nBa Tri\n[93]\n[61%]\n2\nThạnh Phú\n[75]\n[57%]\n")
    assert [m.place_name for m in found] == ["Ba Tri", "Ba Tri", "Thạnh Phú", "Thạnh Phú"]
    assert [m.indicator_id for m in found][:2] == [m.indicator_id for m in found][2:]
    assert len({m.indicator_id for m in found} - {None}) == 2


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Tỉnh nhận [500] hồ sơ, số trễ hạn còn [31].", ["hồ sơ", "hồ sơ"]),
        ("Hồ sơ gửi qua mạng mới là [41].", ["Hồ sơ"]),
        ("Số doanh nghiệp công nghệ số tăng từ [2.310] lên [2.764].", ["doanh nghiệp công nghệ số"] * 2),
        ("Lượng hồ sơ mỗi ngày lần lượt là [310] và [265].", ["hồ sơ", "hồ sơ"]),
        # times and places are no part of a noun
        ("Sở khảo sát [650] người dân hồi tháng 10.", ["người dân"]),
        ("Sở hỏi [420] hộ dân huyện Tân Lạc.", ["hộ dân"]),
        # nothing that the article counts has been named
        ("Số trễ hạn còn [31].", [None]),
    ],
)
def test_units_of_subjects(metrics: Callable[[str], list[Metric]], text: str, units: list[str | None]) -> None:
    found = [m.unit for m in metrics(text)]
    assert [
        u and (f if f is not None and f.startswith(u) else None) for u, f in zip(units, found, strict=True)
    ] == found


def test_a_share_said_of_another_place_goes_on_about_the_same(metrics: Callable[[str], list[Metric]]) -> None:
    text = (
        "Tỷ lệ hồ sơ trực tuyến của tỉnh Thái Bình đạt [13,1%]. Nếu tính theo huyện, Vũ Thư làm tốt hơn cả với [22,6%]."
    )
    assert [m.indicator_id for m in metrics(text)] == ["online_application_rate", "online_application_rate"]
    other = "Tỷ lệ hồ sơ trực tuyến của tỉnh Thái Bình đạt [13,1%]. Ở Vũ Thư, tỷ lệ hộ nghèo là [2,6%]."
    assert [m.indicator_id for m in metrics(other)] == ["online_application_rate", None]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Hồ sơ giải quyết đúng hạn đạt [96,4%]; [3,6%] hồ sơ quá hạn do thiếu bản vẽ.", "ontime_resolution_rate None"),
        (
            "Hồ sơ trả đúng hạn ở tỉnh đạt [96,4%]; [94,1%] hồ sơ ở huyện.",
            "ontime_resolution_rate ontime_resolution_rate",
        ),
        ("Chợ huyện có [64] sạp thì [51] sạp dán mã QR.", "None cashless_market_stalls"),
        ("Trong hơn [84] hợp tác xã có [29] hợp tác xã dùng phần mềm quản lý.", "None digital_cooperatives"),
        ("Có [64] hợp tác xã và [29] tổ hợp tác dùng phần mềm quản lý.", "digital_cooperatives None"),
        ("DTI lọt tốp 12; chi cho chuyển đổi số tối thiểu [2%] ngân sách.", "None"),
        ("Chỉ số chuyển đổi số của tỉnh đạt [61,2%].", "dti_score"),
        (
            "Huyện có [64%] người trưởng thành mở tài khoản ngân hàng, [21%] có chữ ký số cá nhân.",
            "adult_bank_account_rate personal_signature_rate",
        ),
        (
            "Bưu chính: doanh thu [98 tỷ đồng]; [17] doanh nghiệp; [142] điểm phục vụ.",
            "postal_revenue postal_enterprises postal_service_points",
        ),
        ("Nông nghiệp: doanh thu [98 tỷ đồng]; [17] doanh nghiệp; [142] điểm phục vụ.", "None None None"),
        ("Tỷ lệ hồ sơ trực tuyến của các xã:\n- Tân Bửu: [78%]\n- Hòa Mục: [61%]", "online_application_rate " * 2),
        ("Tỷ lệ hồ sơ trực tuyến là [71%]. Ở huyện biên giới, tỷ lệ này mới [22%].", "online_application_rate " * 2),
    ],
)
def test_what_is_said_of_a_neighbour_only(metrics: Callable[[str], list[Metric]], text: str, indicators: str) -> None:
    assert " ".join(str(m.indicator_id) for m in metrics(text)) == indicators.strip()


def test_columns_that_only_say_what_was_done(extractor: Extractor) -> None:
    rows = "TT\tHuyện\tTiếp nhận\tTrực tuyến\n1\tBa Tri\t12.377\t5.558\n2\tChợ Lách\t8.015\t4.127\n"
    text = f"Bến Tre giải quyết thủ tục\n\nTỉnh tiếp nhận 900.000 hồ sơ.\n\nBẢNG TỔNG HỢP\n{rows}"
    found = extractor.extract(text).metrics[1:]
    assert [(m.unit, m.indicator_id) for m in found] == [
        ("hồ sơ", "applications_received"),
        ("hồ sơ", "online_applications"),
    ] * 2


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt [68%]. Chỉ số DTI xếp thứ 17 cả nước.", ["online_application_rate"]),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt [68%]; DTI xếp thứ 17.", ["online_application_rate"]),
        ("Tỉnh đạt [89,1%] PAR INDEX.", ["par_index_score"]),
        ("Tỉnh đạt [89,1%] (PAR INDEX), cao nhất vùng.", ["par_index_score"]),
    ],
)
def test_an_index_behind_a_number(metrics: Callable[[str], list[Metric]], text: str, linked: list[str]) -> None:
    assert [m.indicator_id for m in metrics(text)] == linked


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt [88,1%], vượt [8,1 điểm phần trăm] so với chỉ tiêu [80%].", [1, 0, 1]),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt [76%], thấp hơn [4%] so với kế hoạch.", [1, 0]),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt [76%], còn cách chỉ tiêu [4 điểm %].", [1, 0]),
        ("DTI đạt [0,58 điểm], thấp hơn trung bình [0,05 điểm].", [1, 0]),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt [76%], thấp hơn mức [80%] của vùng.", [1, 1]),
        ("Tỷ lệ hồ sơ nộp trực tuyến cao hơn [76%].", [1]),
        ("Tỷ lệ hồ sơ nộp trực tuyến đạt [76%], tăng [4 điểm phần trăm] so với năm trước.", [1, 1]),
    ],
)
def test_a_distance_is_no_level(metrics: Callable[[str], list[Metric]], text: str, levels: list[int]) -> None:
    assert [int(m.indicator_id is not None) for m in metrics(text)] == levels


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        # what stands behind the share of one count is not said of the next
        (
            "Có 1.100 thủ tục ([50%]) làm trực tuyến toàn trình, [600] thủ tục (27%) làm trực tuyến một phần.",
            "online_public_services_full_share online_public_services_partial",
        ),
        # what leads up to the next number is not said of this one
        (
            "Huyện tiếp nhận [900] hồ sơ, bà con nộp qua mạng [700] hồ sơ.",
            "applications_received online_applications",
        ),
        # a clause of its own behind the comma
        ("Có [60%] dân số là nông dân, nhiều người chưa có điện thoại thông minh.", "None"),
        # a rate beside a count
        (
            "Thuê bao băng rộng cố định đạt [9.000] thuê bao, tương đương [21,4] thuê bao/100 dân.",
            "fixed_broadband_subscribers fixed_broadband_density",
        ),
        # a rate of its own behind the name of an index
        ("Tỉnh lo PAR INDEX giảm, có sở để tỷ lệ hồ sơ trễ hạn trên [2%].", "None"),
        # "đơn" in "đơn vị" is no order
        ("Có [62] đơn vị làm trực tuyến tốt.", "None"),
    ],
)
def test_what_belongs_to_the_neighbour(metrics: Callable[[str], list[Metric]], text: str, indicators: str) -> None:
    assert " ".join(str(m.indicator_id) for m in metrics(text)) == indicators


def test_the_average_of_the_country_is_of_the_index_spoken_of(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics("PAR Index của Cà Mau đạt [87%]. Mức trung bình của cả nước là [85%].")
    assert [m.indicator_id for m in found] == ["par_index_score", "par_index_score"]
    other = metrics("PAR Index của Cà Mau đạt [87%]. Tỷ lệ hộ nghèo của cả nước là [5%].")
    assert other[1].indicator_id is None


def test_what_opens_a_sentence_is_the_base_of_its_rates(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics("Mỗi năm, huyện mở [12] lớp; giúp [40] hộ bán hàng. Năm ngoái mở [9] lớp.")
    assert [m.per for m in found] == ["năm", "năm", None]


def test_positions_that_count_up_are_no_numbers_of_rows(extractor: Extractor) -> None:
    rows = "Huyện Ba Tri\n88,4\n1\n81%\nHuyện Bình Đại\n86,9\n2\n79%\nHuyện Mỏ Cày Bắc\n86,1\n3\n76%"
    text = f"UBND tỉnh Bến Tre họp.\n\nĐịa phương\nĐiểm DTI\nXếp hạng\nTỷ lệ hồ sơ trực tuyến\n{rows}\n"
    found = extractor.extract(text)
    assert [(r.rank, r.place_name) for r in found.rankings] == [(1, "Ba Tri"), (2, "Bình Đại"), (3, "Mỏ Cày Bắc")]
    assert [(m.kind, m.place_name) for m in found.metrics[:2]] == [("score", "Ba Tri"), ("percentage", "Ba Tri")]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Tỉnh có [5] phường gồm Cẩm Trung, Cẩm Thành và Cẩm Đông.", "phường"),
        ("Tỉnh có [5] phường bao gồm Cẩm Trung và Cẩm Đông.", "phường"),
        ("[hai] phường dẫn đầu là Hồng Bàng và An Biên.", "phường"),
        ("Có [hai] huyện A Lưới và Nam Đông.", "huyện"),
    ],
)
def test_the_type_of_named_places_is_their_noun(metrics: Callable[..., list[Metric]], text: str, unit: str) -> None:
    (metric,) = metrics(text)
    assert metric.unit == unit
