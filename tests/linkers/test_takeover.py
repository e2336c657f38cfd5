"""What a number takes over from those before it, and what keeps it from doing so."""

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
        # a word or two name each figure of a list
        (
            "Hồ sơ nộp trực tuyến đạt [79%]; thanh toán [46%]; số hóa [81%].",
            "online_application_rate online_payment_rate digitised_records_results_rate",
        ),
        (
            "Tỉnh có [3.100] trạm BTS, trong đó 4G có [1.100] trạm, 5G có [64].",
            "bts_stations bts_4g_stations bts_5g_stations",
        ),
        (
            "Có [1.740] trạm 4G, [2.265] trạm 2G, 3G và [6] trạm 5G.",
            "bts_4g_stations bts_2g3g_stations bts_5g_stations",
        ),
        ("Có [3.820] trạm phát sóng (3G: [1.310], 4G: [1.305]).", "bts_stations bts_2g3g_stations bts_4g_stations"),
        (
            "Tốc độ băng rộng di động là [148 Mbps]; băng rộng cố định đạt [261 Mbps].",
            "mobile_broadband_speed fixed_broadband_speed",
        ),
        ("Xã tiếp nhận [342] hồ sơ, [61,7%] trực tuyến.", "applications_received online_application_rate"),
        ("Có [90%] hồ sơ trực tuyến, [98%] hài lòng.", "online_application_rate citizen_satisfaction_rate"),
        # no list of one kind, no figure before
        ("Có [31] trạm BTS; thanh toán [46%].", "bts_stations None"),
        ("Thanh toán [46%].", "None"),
        # a name that is nothing of what stood before
        (
            "Tỷ lệ người dân có tài khoản ngân hàng là [82%], ví điện tử [31%], chữ ký số [12%].",
            "adult_bank_account_rate None personal_signature_rate",
        ),
        # a share of things that are named behind it is no part of the one before
        ("Tỷ lệ hồ sơ trực tuyến đạt [70%], [100%] thôn có điện lưới.", "online_application_rate None"),
        ("Hồ sơ trực tuyến đạt [79%]; trong khi đó [34%] trạm y tế có máy in.", "online_application_rate None"),
        (
            "Hồ sơ trực tuyến đạt [70%], ba xã dưới [50%].",
            "online_application_rate online_application_rate",
        ),
        # what so many units reach goes on with the paragraph before, unless something else is named
        (
            "Thanh toán trực tuyến chỉ đạt [21,5%].\n\nCó chênh lệch giữa các đơn vị: [6] sở đạt trên [60%].",
            "online_payment_rate None online_payment_rate",
        ),
        (
            "Thanh toán trực tuyến chỉ đạt [21,5%].\n\nVề giảm nghèo, [6] xã đạt trên [60%] hộ thoát nghèo.",
            "online_payment_rate None None",
        ),
        (
            "Thanh toán trực tuyến chỉ đạt [21,5%].\n\nVề học bạ số, [6] huyện đạt trên [60%].",
            "online_payment_rate None digital_school_record_rate",
        ),
        # the rate of a count that is not named again
        (
            "Có [412] hồ sơ nộp qua mạng, đưa tỷ lệ từ [38%] lên [81%].",
            "online_applications online_application_rate online_application_rate",
        ),
        ("Có [412] hồ sơ nộp qua mạng. Tỷ lệ hộ nghèo còn [2%].", "online_applications None"),
        # a whole is what the gazetteer knows its part to be a share of
        (
            "Có [318] hồ sơ trực tuyến trên tổng số [421] hồ sơ.",
            "online_applications applications_received",
        ),
        ("Có [318] hồ sơ trực tuyến trên tổng số [421] trạm BTS.", "online_applications bts_stations"),
        # one that is
        (
            "Học bạ số được ký số ở bậc tiểu học đạt [91%]; bậc THCS [54%] còn THPT chỉ [38%].",
            "digital_school_record_rate digital_school_record_rate digital_school_record_rate",
        ),
        (
            "Học bạ số ở tiểu học đạt [91%], THCS [54%]; còn năm học trước, tiểu học mới [38%].",
            "digital_school_record_rate digital_school_record_rate digital_school_record_rate",
        ),
    ],
)
def test_names_in_a_list_of_figures(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        (
            "Hồ sơ trực tuyến toàn tỉnh đạt [71%].\n\nDẫn đầu là Quế Võ [89%], Tiên Du [86%].",
            "online_application_rate online_application_rate online_application_rate",
        ),
        # not where something else was said since, or nobody comes first
        (
            "Hồ sơ trực tuyến toàn tỉnh đạt [71%].\n\nTỉnh có 14 xã.\n\nDẫn đầu là Quế Võ [89%].",
            "online_application_rate None",
        ),
        (
            "Hồ sơ trực tuyến toàn tỉnh đạt [71%].\n\nĐộ che phủ rừng ở Sơn Động đạt [63%].",
            "online_application_rate None",
        ),
    ],
)
def test_who_comes_first_in_the_next_paragraph(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        (
            "Huyện có [8] bản lõm sóng, gồm [5] bản thuộc xã Lâm Thủy, [3] bản thuộc xã Kim Thủy.",
            "villages_without_signal villages_without_signal villages_without_signal",
        ),
        (
            "Tỉnh có [6.480] trạm BTS, gồm [512] trạm 5G; riêng Vĩnh Phúc [1.720] trạm.",
            "bts_stations bts_5g_stations bts_stations",
        ),
        (
            "Tỉnh có [214] sản phẩm OCOP lên sàn thương mại điện tử, đạt [97%] tổng số sản phẩm.",
            "ecommerce_products_ocop ecommerce_ocop_rate",
        ),
        (
            "Tỷ lệ nộp hồ sơ trực tuyến đạt [69%], cao hơn cùng kỳ 21 điểm phần trăm; riêng lĩnh vực thuế [95%].",
            "online_application_rate online_application_rate",
        ),
        (
            "Tỷ lệ nộp hồ sơ trực tuyến đạt [69%]; ba phường dưới [40%].",
            "online_application_rate online_application_rate",
        ),
        (
            "Tỷ lệ thanh toán trực tuyến đạt [46%]; vẫn còn 6 tỉnh chưa đến [25%].",
            "online_payment_rate online_payment_rate",
        ),
        (
            "Hồ sơ trực tuyến của tỉnh đạt [82%]. Khối sở, ngành có Sở Công Thương đạt [100%].",
            "online_application_rate online_application_rate",
        ),
        # a share of a plan, and one of a count that something else stands between
        (
            "Có [95%] doanh nghiệp dùng hóa đơn điện tử; số hợp tác xã là [30], bằng [118%] kế hoạch năm.",
            "einvoice_enterprise_rate None None",
        ),
        # what forbids it
        ("Hồ sơ giải quyết đúng hạn đạt [99,2%], còn [0,8%] quá hạn.", "ontime_resolution_rate None"),
        # another predicate
        ("Có [100%] doanh nghiệp dùng hóa đơn điện tử, [95%] nộp thuế điện tử.", "einvoice_enterprise_rate None"),
        # the share of a total that no rate is known of, and a rate that is named otherwise than the count's
        (
            "Tỷ lệ giải quyết đúng hạn đạt [97,8%]. Cấp xã giải quyết [193.500] hồ sơ, bằng khoảng [72%] tổng số.",
            "ontime_resolution_rate applications_received None",
        ),
        (
            "Có [7.380] người tích hợp Sổ sức khỏe điện tử trên VNeID, tương đương [47,6%] số người có thẻ.",
            "ehealth_records vneid_health_book_rate",
        ),
        # an unknown rate of other places, a demand in brackets, several services told of one by one
        (
            "Hồ sơ sức khỏe điện tử đạt [92%] dân số. Tỷ lệ đơn thuốc liên thông của trạm y tế Hàm Yên đạt [93%].",
            "ehealth_record_rate None",
        ),
        ("Tỷ lệ hài lòng đạt [95,2%] (quy định tối thiểu [90%]).", "citizen_satisfaction_rate " * 2),
        (
            "Hồ sơ trực tuyến đạt [84%]. Đăng ký thường trú đạt [97%], cấp giấy phép lái xe [90%].",
            "online_application_rate " * 3,
        ),
        (
            "Hồ sơ sức khỏe đạt [95%] dân số. Ngành y tế nhận [12] đơn, tỷ lệ thành công [89%].",
            "ehealth_record_rate None None",
        ),
        (
            "Sở mở [16] lớp tập huấn cho [800] thành viên tổ công nghệ số.",
            "digital_training_classes digital_training_participants",
        ),
        # of levels told one by one, and of a count whose share stands between it and what is said of it
        (
            "Số hóa hồ sơ, kết quả giải quyết: [85%] đối với cấp tỉnh, [80%] đối với cấp huyện.",
            "digitised_records_results_rate " * 2,
        ),
        ("Có [438/453] trường, tức [96,7%], thu học phí không dùng tiền mặt.", "None cashless_school_rate"),
        ("Tháng này xã nhận [936] hồ sơ thì [781] là nộp trực tuyến.", "applications_received online_applications"),
        (
            "Tỉnh cấp [900.000] thẻ căn cước gắn chip; kích hoạt [700.000] tài khoản định danh, "
            "đạt [89,6%] số tài khoản đã cấp.",
            "chip_id_cards eid_accounts_activated eid_activation_rate",
        ),
        (
            "Tỉnh cấp [900.000] thẻ căn cước gắn chip; kích hoạt [700.000] tài khoản định danh, đạt [89,6%] số hộ.",
            "chip_id_cards eid_accounts_activated None",
        ),
        # levels of government behind shares
        (
            "Tỷ lệ văn bản ký số đạt [98%] ở cấp tỉnh, [96%] cấp huyện và [88%] cấp xã.",
            "edoc_signed_rate edoc_signed_rate edoc_signed_rate",
        ),
        # a part that is counted
        (
            "Tỷ lệ hồ sơ trực tuyến đạt [97%], trong đó 11 dịch vụ của ngành công an đạt [99%].",
            "online_application_rate online_application_rate",
        ),
        # what is said of one share is not said of the next
        ("Xã có [68%] hộ dân có điện thoại thông minh, [45%] hộ có tài khoản riêng.", "smartphone_household_rate None"),
        (
            "Xã có [68%] hộ dân có điện thoại thông minh, [45%] hộ nghèo.",
            "smartphone_household_rate smartphone_household_rate",
        ),
        # the same noun again
        (
            "Cáp quang phải tới [80%] hộ gia đình, [100%] số thôn; đến năm 2030 đạt [95%] hộ.",
            "fiber_household_rate fiber_village_rate fiber_household_rate",
        ),
        (
            "Tỉnh tiếp nhận [702.318] hồ sơ.\n\nNhiều nhất là phường Vĩnh Yên với [61.450] hồ sơ.",
            "applications_received applications_received",
        ),
        # what follows closed brackets is said of the next number
        (
            "Hue-S tiếp nhận [7.412] phản ánh hiện trường, xử lý [7.105] ([95,9%]), [83%] người dân hài lòng.",
            "citizen_feedback_count citizen_feedback_count citizen_feedback_resolved_rate citizen_satisfaction_rate",
        ),
        # operators are only named
        ("Có [612] trạm 5G (Viettel [341], VNPT [187], MobiFone [84]).", " ".join(["bts_5g_stations"] * 4)),
        # told off in the order of those before, without one that only compares
        (
            "Tỷ lệ người dân có điện thoại thông minh là [87,9%]; [74,2%] hộ có cáp quang (cả nước [72%]). Các mức này "
            "lần lượt tăng lên [90%] và [78%].",
            "smartphone_population_rate fiber_household_rate fiber_household_rate smartphone_population_rate "
            "fiber_household_rate",
        ),
        # another time of the same share, nothing else being named in its clause
        (
            "Năm 2024, kinh tế số của Huế chiếm [12,4%] GRDP; năm 2023 là [10,9%].",
            "digital_economy_share_grdp digital_economy_share_grdp",
        ),
        (
            "Năm 2024, kinh tế số của Huế chiếm [12,4%] GRDP. Năm 2023 mới đạt [10,9%].",
            "digital_economy_share_grdp digital_economy_share_grdp",
        ),
        (
            "Năm 2024, kinh tế số của Huế chiếm [12,4%] GRDP; năm 2023 thu ngân sách tăng [10,9%].",
            "digital_economy_share_grdp None",
        ),
        (
            "Mục tiêu cuối năm 2025 phủ 5G [75%] dân số, lắp thêm [400] trạm; đến 2030 là [99%].",
            "coverage_5g_rate bts_5g_stations coverage_5g_rate",
        ),
        # a share of what is named behind it, not of what was counted before
        (
            "Có [214] sản phẩm OCOP trên các sàn, nhưng thương mại điện tử mới chiếm [7%] tổng mức bán lẻ.",
            "ecommerce_products_ocop ecommerce_retail_share",
        ),
    ],
)
def test_parts_and_shares(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators.strip()


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        # what the next percentage says is said of both
        (
            "[100%] bệnh viện tuyến tỉnh, [85%] trung tâm y tế thu viện phí không dùng tiền mặt.",
            "cashless_hospital_rate cashless_hospital_rate",
        ),
        (
            "[100%] bệnh viện đạt chuẩn, [85%] trung tâm y tế thu viện phí không dùng tiền mặt.",
            "None cashless_hospital_rate",
        ),
        # what stands before a colon is the subject
        ("- Văn bản được ký số: [98%].", "edoc_signed_rate"),
        (
            "[100%] cơ quan dùng phần mềm quản lý văn bản; văn bản đi được ký số: [98%].",
            "edms_agency_rate edoc_signed_rate",
        ),
        # what it was measured on
        ("Mức độ hài lòng qua [1.200] phiếu là [95,4%].", "None citizen_satisfaction_rate"),
        # what is measured against a plan, after it and before
        (
            "So với chỉ tiêu [50%] được giao, thanh toán trực tuyến của huyện mới đạt [34,7%].",
            "online_payment_rate online_payment_rate",
        ),
        (
            "Huyện giao [5.000] hồ sơ trực tuyến nhưng đến nay mới có [3.274].",
            "online_applications online_applications",
        ),
        # what a list denies
        ("Trong đó [95%] người dân hài lòng, [5%] chưa hài lòng.", "citizen_satisfaction_rate None"),
        ("Năm qua huyện không đạt chỉ tiêu [98,5%] về giải quyết hồ sơ đúng hạn.", "ontime_resolution_rate"),
        # a name behind a comma opens a clause of its own
        (
            "Dịch vụ công mức độ 4 mới có [37] dịch vụ, huyện Kon Rẫy không phát sinh hồ sơ nào.",
            "online_public_services_level4",
        ),
    ],
)
def test_where_clauses_end(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Nhà mạng đã xóa [25] bản lõm sóng.", "decrease"),
        ("Nhà mạng đã khảo sát [25] bản lõm sóng.", None),
        ("Huyện đã xóa [25] nhà tạm.", None),
    ],
)
def test_what_is_no_longer_there(metrics: Found, text: str, change: str | None) -> None:
    assert metrics(text)[0].change == change


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        # what comes behind a percentage of a plan goes on about the level before it
        (
            "Tỷ lệ thanh toán trực tuyến là [41%], mới bằng [82%] kế hoạch năm ([50%]).",
            "online_payment_rate None online_payment_rate",
        ),
        (
            "Tỷ lệ số hóa hồ sơ đạt [63,5%], bằng [105%] chỉ tiêu ([60%]).",
            "digitised_records_results_rate None digitised_records_results_rate",
        ),
        # a level of its own between them is gone on about, whatever it is
        (
            "Tỷ lệ thanh toán trực tuyến là [41%], hộ nghèo còn [3,2%] (năm trước [4%]).",
            "online_payment_rate None None",
        ),
    ],
)
def test_a_percentage_of_a_plan_is_no_level(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators


def test_a_share_is_forbidden_what_its_count_is(metrics: Found) -> None:
    assert _indicators(metrics("Xã nhận [840] hồ sơ, quá hạn [12] hồ sơ (chiếm [1,4%]).")) == (
        "applications_received None None"
    )
    assert _indicators(metrics("Xã nhận [840] hồ sơ, nộp trực tuyến [630] hồ sơ (chiếm [75%]).")) == (
        "applications_received online_applications online_application_rate"
    )


def test_verbs_of_movement_bring_nothing_new(metrics: Found) -> None:
    found = metrics("Tỷ lệ hồ sơ trực tuyến của Phú Riềng từ [69%] tụt xuống [64,5%].")
    assert _indicators(found) == "online_application_rate online_application_rate"
