"""Which indicator a number gets by the structure of its sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxextract.records.model import Metric

Found = Callable[..., list[Metric]]


def _indicators(found: list[Metric]) -> str:
    return " ".join(str(m.indicator_id) for m in found)


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        (
            "Tỷ lệ số hóa kết quả và tỷ lệ hồ sơ trực tuyến của xã lần lượt là [52%] và [83%].",
            "digitised_results_rate online_application_rate",
        ),
        (
            "Tỷ lệ hài lòng, tỷ lệ thanh toán trực tuyến, tỷ lệ hồ sơ trực tuyến lần lượt đạt [95%], [40%] và [71%].",
            "citizen_satisfaction_rate online_payment_rate online_application_rate",
        ),
        (
            "Thuê bao di động, băng rộng cố định đạt lần lượt [910.000] và [204.000] thuê bao.",
            "mobile_subscribers fixed_broadband_subscribers",
        ),
        ("Điểm PCI và điểm PAR Index lần lượt đạt [63,1 điểm] và [85,4 điểm].", "pci_score par_index_score"),
        # without the word where each begins as a subject does
        (
            "Tỷ lệ hộ có cáp quang và tỷ lệ thôn có cáp quang đạt [70%] và [96%].",
            "fiber_household_rate fiber_village_rate",
        ),
        # years and places in turn are no subjects
        (
            "Theo báo cáo, tỷ lệ thanh toán trực tuyến năm 2021 và 2022 lần lượt là [18%] và [35%].",
            "online_payment_rate online_payment_rate",
        ),
        (
            "Thanh toán trực tuyến của tỉnh đạt [31%]. Hai xã Bắc Sơn và Hồng Phong có tỷ lệ lần lượt [20%] và [14%].",
            "online_payment_rate online_payment_rate online_payment_rate",
        ),
    ],
)
def test_to_each_number_its_subject(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        (
            "Trong [61] hợp tác xã trồng chè có [14] hợp tác xã ứng dụng công nghệ thông tin.",
            "None digital_cooperatives",
        ),
        ("Chợ có [70] sạp thì [45] sạp nhận chuyển khoản qua mã QR.", "None cashless_market_stalls"),
        ("Xã có [90] doanh nghiệp, [8] trong số đó làm công nghệ số.", "None digital_enterprises"),
        ("Tỉnh có [95] trạm 5G trên tổng số hơn [1.400] trạm BTS.", "bts_5g_stations bts_stations"),
        # what is said of both is said of the first as well
        (
            "Có [210] sản phẩm OCOP và [900] sản phẩm nông sản được bán trên sàn thương mại điện tử.",
            "ecommerce_products_ocop ecommerce_products_farm",
        ),
    ],
)
def test_a_whole_and_its_part(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        (
            "Công an xã làm [4.100] thẻ căn cước gắn chip và kích hoạt [3.600] tài khoản định danh điện tử.",
            "chip_id_cards eid_accounts_activated",
        ),
        (
            "Có [1.200] Tổ công nghệ số cộng đồng, gồm [110] tổ công nghệ số cấp xã và [1.090] tổ cấp thôn.",
            "community_digital_teams community_digital_teams_commune community_digital_teams_village",
        ),
        # the verb before the first of two is said of both
        (
            "Tỉnh giám sát an toàn thông tin [64] máy chủ và [2.800] máy trạm.",
            "infosec_monitored_servers infosec_monitored_workstations",
        ),
        # a predicate of its own
        (
            "Có [80%] hồ sơ nộp trực tuyến; [97%] trả đúng và trước hạn.",
            "online_application_rate ontime_resolution_rate",
        ),
        (
            "Hồ sơ trễ hạn chiếm [0,6%]. Xã Đăk Tô ([92%]) và xã Sa Loong ([89%]) có tỷ lệ hồ sơ trực tuyến cao nhất.",
            "None online_application_rate online_application_rate",
        ),
    ],
)
def test_what_is_said_of_the_next_number(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Với [61,2 điểm], tỉnh đứng thứ 40 cả nước về PCI.", "pci_score"),
        ("Kết quả: [84,9%], hạng 41/63 PAR Index.", "par_index_score"),
        ("Cổng quốc gia chấm xã [88 điểm] theo Bộ chỉ số 766.", "service_quality_766_score"),
        # beside a position whose index was named before
        ("PCI được công bố.\n\nVới [69,1 điểm], Cà Mau xếp thứ 7/63.", "pci_score"),
        (
            "PAR Index tăng.\n\nCà Mau xếp thứ 9 với [86,2%], tiếp theo là Bạc Liêu ([86,1%]).",
            "par_index_score par_index_score",
        ),
        ("PAR Index tăng.\n\nCà Mau xếp thứ 9 với [86,2%] hồ sơ đất đai đúng tiến độ.", "None"),
        ("PCI được công bố. Chỉ số Tiện ích tỉnh nhà (TITN) xếp Cà Mau thứ 7 với [69,1 điểm].", "None"),
        # a subject of its own, the amount of a change, a part of the index
        ("Phần thi kiến thức đạt [8,5 điểm], tỉnh vẫn xếp thứ 40 về PCI.", "None"),
        ("Tăng [2,3 điểm], tỉnh xếp thứ 40 về PCI.", "None"),
        ("PCI của tỉnh đạt [61,2 điểm]; tính minh bạch đạt [5,8 điểm].", "pci_score None"),
        # a share of an amount
        ("DTI của tỉnh tăng. Đã chi [14 tỷ đồng] ([70%]).", "None None"),
    ],
)
def test_the_index_of_a_score(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Còn [40%] hồ sơ chưa nộp trực tuyến.", "None"),
        ("Tỷ lệ văn bản chưa được ký số là [3%].", "None"),
        ("Có [40%] hồ sơ nộp trực tuyến, chưa đạt yêu cầu.", "online_application_rate"),
        ("Hồ sơ trực tuyến chưa nhiều, mới đạt [27%].", "online_application_rate"),
        ("Có [72%] trường học thu học phí không dùng tiền mặt.", "cashless_school_rate"),
        # what lacks is what is measured
        ("Còn [4] thôn chưa có sóng điện thoại.", "villages_without_signal"),
    ],
)
def test_what_is_denied(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        # a part's share
        (
            "Tỷ lệ hồ sơ trực tuyến đạt [76%], riêng lĩnh vực hộ tịch [93%].",
            "online_application_rate online_application_rate",
        ),
        (
            "Tỷ lệ hồ sơ trực tuyến đạt [76%], riêng tỷ lệ hộ nghèo [3%].",
            "online_application_rate None",
        ),
        (
            "Tỉnh phát hành [9.000] văn bản điện tử, trong số này [98%] được ký số.",
            "edoc_count edoc_signed_rate",
        ),
        (
            "Tỷ lệ hồ sơ nộp trực tuyến đạt [76%], tỷ lệ che phủ rừng đạt [61%].",
            "online_application_rate None",
        ),
        # the same noun with nothing but a name before it
        (
            "Có [70] lớp tập huấn chuyển đổi số cho [3.900] lượt người; riêng huyện Sa Thầy [12] lớp.",
            "digital_training_classes digital_training_participants digital_training_classes",
        ),
        (
            "Toàn tỉnh có [41.000] hồ sơ nộp trực tuyến. Huyện Sa Thầy có [2.100] hồ sơ, huyện Ia Pa [900] hồ sơ.",
            "online_applications online_applications online_applications",
        ),
        # but not where something is said of it
        (
            "Toàn tỉnh có [41.000] hồ sơ nộp trực tuyến. Huyện Sa Thầy có [310] hồ sơ trễ hạn.",
            "online_applications None",
        ),
        # a verb that goes on about what was told
        (
            "Xã có [18] Tổ công nghệ số cộng đồng với [96] thành viên, phủ [100%] thôn.",
            "community_digital_teams community_digital_team_members community_digital_village_coverage_rate",
        ),
        # the name of a document between
        (
            "Thanh toán trực tuyến mới đạt [19%], trong khi chỉ tiêu tại Kế hoạch số 12/KH-UBND của UBND xã là [30%].",
            "online_payment_rate online_payment_rate",
        ),
        # a label with what the first number counts
        (
            "Số dịch vụ công trực tuyến mức độ 3, 4 tăng dần: [140] dịch vụ năm 2018, [390] dịch vụ năm 2019.",
            "online_public_services_level3_4 online_public_services_level3_4",
        ),
    ],
)
def test_what_goes_on(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("Xã niêm yết danh mục [236] thủ tục hành chính.", "admin_procedures_total"),
        ("Số thuê bao điện thoại: [412.300].", "phone_subscribers"),
    ],
)
def test_a_label_is_no_name_of_a_number(metrics: Found, text: str, indicators: str) -> None:
    assert _indicators(metrics(text)) == indicators
