"""Sentences as newsrooms write them: what their numbers are about, and what sounds alike and is nothing of the list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxextract.records.model import Metric

WORDINGS = [
    # figures in brackets
    (
        "So với cả nước ([46,7%]), tỷ lệ hồ sơ trực tuyến của tỉnh ([61%]) khá cao.",
        "online_application_rate online_application_rate",
    ),
    ("Xã nhận [88] hồ sơ (12 hồ sơ giấy, [76] hồ sơ trực tuyến).", "applications_received online_applications"),
    # a list of units under what its introduction is about; the name of a unit is no indicator
    (
        "Những nơi có tỷ lệ hồ sơ qua DVCTT trên [75%] gồm: bộ phận một cửa huyện đạt [81,2%]; xã Kim Sơn [78%].",
        "online_application_rate online_application_rate online_application_rate",
    ),
    ("Cổng của tỉnh có [21.000] tài khoản thương mại số.", "None"),
    # a place comes first in what its sentence names, not in what was told before
    (
        "Thanh toán trực tuyến toàn tỉnh đạt 18,2%. Về học bạ số, huyện Yên Thành dẫn đầu với [71%].",
        "digital_school_record_rate",
    ),
    # what growth is followed by
    ("Kinh tế số của tỉnh tăng trưởng [19,2%], chiếm [13,4%] GRDP.", "None digital_economy_share_grdp"),
    (
        "Tỷ trọng kinh tế số đạt [11,8%], nhích thêm 0,9 điểm phần trăm nhưng vẫn hụt so với chỉ tiêu [13%].",
        "digital_economy_share_grdp digital_economy_share_grdp",
    ),
    (
        "Trong kỳ tiếp nhận [52.800] hồ sơ, người dân tự nộp qua mạng [47.100] hồ sơ.",
        "applications_received online_applications",
    ),
    ("Sóng 4G phủ [99%] dân số, 5G mới đạt [31%].", "mobile_coverage_population_rate coverage_5g_rate"),
    ("Hạ tầng có [142] trạm BTS (5G: [11] trạm).", "bts_stations bts_5g_stations"),
    ("Huyện tiếp nhận [93] hồ sơ (trực tuyến [80], trực tiếp [13]).", "applications_received online_applications None"),
    (
        "Tổ công nghệ số cộng đồng với [282] thành viên đã hướng dẫn [3.914] người cài đặt.",
        "community_digital_team_members digital_training_participants",
    ),
    ("Huyện có [50] máy tính và 100% phụ huynh cài đặt ứng dụng VNeID.", "None"),
    ("Tỉnh có 47 thôn lõm sóng, 12 xã chưa có trạm 5G. Tỉnh xóa [100%] thôn lõm sóng.", "None"),
    (
        "Hồ sơ nộp trực tuyến mới đạt 19,8%. So với mục tiêu [30%] Chính phủ giao, tỉnh còn kém xa.",
        "online_application_rate",
    ),
    # what comes first or last in what the sentence before was about
    (
        "Hồ sơ nộp trực tuyến đạt [79%]. Nhóm đất đai thấp nhất, chỉ [21%].",
        "online_application_rate online_application_rate",
    ),
    (
        "Hồ sơ nộp trực tuyến đạt [79%]. Cao nhất là lĩnh vực tư pháp, [98%].",
        "online_application_rate online_application_rate",
    ),
    (
        "Hồ sơ nộp trực tuyến đạt [79%]. Cao nhất là thanh toán trực tuyến, [98%].",
        "online_application_rate online_payment_rate",
    ),
    # labels before brackets
    (
        "Tăng tỷ lệ hồ sơ toàn trình ([49,7%]), tỷ lệ số hóa kết quả giải quyết TTHC ([41%]) và tỷ lệ thanh toán"
        " trực tuyến ([9%]).",
        "online_full_process_rate digitised_results_rate online_payment_rate",
    ),
    (
        "Tỷ lệ số hóa kết quả giải quyết TTHC cao nhất là ở Sở Y tế ([90%]), Sở Xây dựng ([87%]).",
        "digitised_results_rate digitised_results_rate",
    ),
    # labels behind and below numbers
    (
        "Nổi bật\n\n[86%]\nHồ sơ nộp trực tuyến\n\n[99%]\nGiải quyết đúng hạn",
        "online_application_rate ontime_resolution_rate",
    ),
    (
        "- [72%]: hồ sơ nộp trực tuyến\n- [99%]: tỷ lệ phủ sóng 5G\n- [813]: tổ công nghệ số cộng đồng",
        "online_application_rate coverage_5g_rate community_digital_teams",
    ),
    ("Huyện đăng ký [5,4 tỷ đồng] cho chuyển đổi số.", "dx_budget"),
    ("Huyện đăng ký [5,4 tỷ đồng] cho giảm nghèo.", "None"),
    (
        "Cả 19 xã có tổ công nghệ số cộng đồng, nâng tổng số tổ lên [171] với [1.026] thành viên.",
        "community_digital_teams community_digital_team_members",
    ),
    ("Trên sàn có [64] sản phẩm, trong đó OCOP [38] sản phẩm.", "ecommerce_products ecommerce_products_ocop"),
    # parts of other teams
    (
        "Huyện có [97] tổ công tác Đề án 06, gồm [14] tổ cấp xã và [83] tổ ở thôn, bản.",
        "project06_working_groups project06_working_groups project06_working_groups",
    ),
    (
        "Huyện lập 132 tổ công nghệ số cộng đồng, trong đó [14] tổ cấp xã, [118] tổ cấp thôn.",
        "community_digital_teams_commune community_digital_teams_village",
    ),
    # money for other things
    ("Tổng vốn đầu tư Khu công nghệ số tập trung là [3.150 tỷ đồng].", "None"),
    ("Huyện chi 8 tỷ đồng cho chuyển đổi số; tổng thu ngân sách đạt [512 tỷ đồng].", "None"),
    # other words for the same
    ("Xã Hòa Bắc nhận 980 hồ sơ, dân tự làm ở nhà [812] hồ sơ.", "online_applications"),
    ("Người dân đã nộp [9.120] hồ sơ từ xa.", "online_applications"),
    ("Thủ tục làm trọn vẹn trên mạng: [784] thủ tục.", "online_public_services_full"),
    ("Có [73] vị trí 5G đã được đưa vào khai thác.", "bts_5g_stations"),
    ("Sóng 5G đã tới [42%] dân cư nội thị.", "coverage_5g_rate"),
    ("Các tổ cấp xã, cấp thôn về công nghệ số quy tụ [6.400] người.", "community_digital_team_members"),
    ("Sàn của tỉnh ghi nhận [12.300] đơn trong quý.", "ecommerce_transactions"),
    ("Tỉnh đã chuẩn hóa [99,2%] thông tin thuê bao.", "subscriber_info_standardised_rate"),
    # what sounds alike
    ("Thanh niên tình nguyện hỗ trợ [24.600] lượt người dân nộp hồ sơ trực tuyến.", "None"),
    ("Dự hội nghị có đại diện [14] doanh nghiệp viễn thông.", "None"),
    ("Trục LGSP của tỉnh kết nối [16] hệ thống của bộ, ngành.", "None"),
    ("Công an xã bổ sung số định danh cho [9.027] công dân.", "None"),
    ("Thời gian xử lý phản ánh được rút ngắn [60%].", "None"),
    ("Sau bão, còn [46] trạm BTS bị mất điện, chưa khôi phục.", "None"),
    ("Toàn tỉnh đã triển khai [102] vị trí trạm phát sóng 5G tại các khu công nghiệp.", "bts_5g_stations"),
    ("Thuê bao internet cáp quang cố định đạt [24,1] thuê bao trên 100 dân.", "fixed_broadband_density"),
    ("Hệ thống truyền dẫn quang của VNPT dài gần [3.200km].", "fiber_length"),
    ("Tổng số bưu cục, điểm phục vụ bưu chính trên địa bàn là [312] điểm.", "postal_service_points"),
    ("Cấp thôn có 980 tổ công nghệ số cộng đồng, cấp xã có [102] tổ.", "community_digital_teams_commune"),
    (
        "Tỉnh đoàn chỉ đạo [11/11] huyện, thị, thành đoàn thành lập tổ thanh niên chuyển đổi số cộng đồng.",
        "youth_digital_team_districts",
    ),
    ("[9] huyện đã ra mắt đội hình thanh niên tình nguyện chuyển đổi số cộng đồng.", "youth_digital_team_districts"),
    ("Trung tâm khuyến nông mở [8] lớp tập huấn kỹ thuật nuôi cá tra cho [240] nông dân.", "None None"),
    ("Với [70,2 điểm], tỉnh vào tốp 10 PCI cả nước.", "pci_score"),
    ("Tỉnh đạt [80,25 điểm] theo Bộ chỉ số phục vụ người dân, doanh nghiệp.", "service_quality_766_score"),
    (
        "Số DVCTT kết nối, tích hợp trên Cổng DVCQG là [987], đạt tỷ lệ [78,2%].",
        "services_integrated_npsp services_integrated_npsp_rate",
    ),
    (
        "Số DVCTT có hồ sơ phát sinh là [614], bằng [63%] số dịch vụ.",
        "services_with_applications services_with_applications_rate",
    ),
    ("Số hồ sơ tiếp nhận qua dịch vụ công trực tuyến là [88.704].", "online_applications"),
    ("Có [64%] hồ sơ nộp phí trực tuyến.", "online_payment_rate"),
    ("[99,6%] khách hàng được lắp công tơ điện tử đo xa.", "remote_metering_rate"),
    ("[100%] UBND cấp xã kết nối mạng số liệu chuyên dùng.", "tslcd_connected_rate"),
    ("Có [1.250] máy tính bị nhiễm mã độc trong tháng.", "None"),
    ("Thành phố có [1.206] camera do người dân tự lắp tại nhà.", "None"),
    ("Trung bình mỗi tổ có [6] thành viên.", "None"),
    ("Kiểm tra [6] doanh nghiệp viễn thông về quản lý SIM.", "None"),
    ("Cả nước có hơn [60.000] doanh nghiệp công nghệ số nước ngoài tham gia triển lãm.", "None"),
    (
        "Nói về sóng điện thoại, ông Tuấn cho biết cả xã có 14 bản thì [3] bản vẫn “mù” sóng, người dân phải "
        "leo đồi mới gọi được. Năm ngoái, nhà mạng dựng thêm [2] trạm, kéo [8 km] cáp quang vào tận nhà văn hóa.",
        "villages_without_signal bts_stations fiber_length",
    ),
    (
        "Công an huyện đã kích hoạt định danh mức 2 cho [41.206] người, đạt [87%] so với số đã cấp; làm căn "
        "cước cho [58.900] nhân khẩu.",
        "eid_accounts_activated eid_activation_rate chip_id_cards",
    ),
    (
        "Cả tỉnh có [1.012] tổ công nghệ số cộng đồng hoạt động tại [100%] khóm, ấp, quy tụ 6.870 người.",
        "community_digital_teams community_digital_village_coverage_rate",
    ),
    (
        "Học bạ số: bậc tiểu học ký số được [97,2%], bậc THCS mới [54%].",
        "digital_school_record_rate digital_school_record_rate",
    ),
    ("Toàn tỉnh hiện còn [0,8%] số hộ chưa có điện, [21%] hộ chưa có Internet.", "None None"),
    (
        "Cấp [8.412] chứng thư số công vụ cho cán bộ; [97,5%] thầy cô đã có chữ ký số.",
        "official_certs teacher_signature_rate",
    ),
    (
        "Toàn tỉnh tổ chức [86] hội nghị tập huấn, bồi dưỡng kiến thức về AI, chuyển đổi số với [7.430] lượt "
        "cán bộ dự.",
        "digital_training_classes digital_training_participants",
    ),
    (
        "1.850/1.960 công chức cấp xã đã hoàn thành khóa học trên nền tảng MOOCs, đạt [94,4%].",
        "staff_digital_training_rate",
    ),
    (
        "Người dân gửi [612] kiến nghị qua app, 598 kiến nghị đã được trả lời, còn lại đang xử lý.",
        "citizen_feedback_count",
    ),
    ("Có [320.415] khách hàng lắp Internet cáp quang tại nhà.", "fixed_broadband_subscribers"),
    (
        "Ra quân hôm nay có [84] tổ công nghệ số cộng đồng với gần [600] đoàn viên, hội viên.",
        "community_digital_teams community_digital_team_members",
    ),
    (
        "Cả 9/9 huyện, thị xã đều có tổ công nghệ số cộng đồng cấp xã ([102] tổ) và cấp thôn (816 tổ).",
        "community_digital_teams_commune",
    ),
    ("Kaspersky Endpoint được cài tại [4.106] máy tính của các sở, huyện.", "infosec_monitored_workstations"),
    ("Thu phí, lệ phí online đạt [58,3%] tổng giao dịch.", "online_payment_rate"),
    (
        "Sản phẩm đặc trưng của huyện có mặt trên Voso, Postmart: [64] sản phẩm, [38] sản phẩm OCOP.",
        "ecommerce_products ecommerce_products_ocop",
    ),
    ("Nhờ vậy, [97%] giấy tờ của dân được trả đúng hẹn.", "ontime_resolution_rate"),
    (
        "Toàn tỉnh đã chuyển đổi [74] đài truyền thanh cấp xã sang truyền thanh thông minh, còn [28] đài "
        "dùng công nghệ cũ.",
        "smart_radio_stations None",
    ),
    (
        "Về dữ liệu, Sở Tư pháp đã số hóa xong [100%] sổ hộ tịch giấy; Sở TN&MT hoàn thành [68%] hồ sơ địa chính.",
        "civil_status_digitised_rate None",
    ),
    ("Hơn [62%] sản phẩm OCOP của huyện đã được bán qua mạng.", "ecommerce_ocop_rate"),
    ("Có [3.412] cơ sở kinh doanh trong chợ chấp nhận quét mã QR.", "cashless_market_stalls"),
    (
        "Toàn tỉnh có [5.412] người hưởng bảo trợ xã hội nhận tiền qua tài khoản, còn [1.200] người nhận tiền mặt.",
        "social_benefit_account_count None",
    ),
    ("Khoảng [72%] lao động trẻ của huyện sử dụng thành thạo các nền tảng số.", "digital_skill_population_rate"),
    ("Công an triệt phá [3] đường dây mua bán tài khoản ngân hàng, thu giữ [1.200] tài khoản.", "None None"),
    (
        "Cơ quan thuế và công an đứng đầu về hồ sơ trực tuyến, lần lượt đạt [99%] và [97%].",
        "online_application_rate online_application_rate",
    ),
    ("Đến cuối năm, tỷ lệ TTHC có phát sinh thanh toán trực tuyến đạt [62%].", "online_payment_procedures_rate"),
    (
        "Điểm đánh giá của tỉnh trên Cổng Dịch vụ công quốc gia là [86,7/100] điểm, xếp loại tốt.",
        "service_quality_766_score",
    ),
    ("Đến nay, mạng lưới viễn thông di động phủ [100%] địa bàn cấp xã.", "mobile_coverage_commune_rate"),
    ("Huyện có [164] tổ CNSCĐ/164 thôn, bản với 1.012 thành viên.", "community_digital_teams"),
    (
        "Toàn tỉnh có [2.180] trạm phát sóng 4G, [1.760] trạm 3G và [95] trạm 5G.",
        "bts_4g_stations bts_2g3g_stations bts_5g_stations",
    ),
    ("Bưu điện tỉnh có [9] bưu điện huyện, [128] điểm phục vụ.", "None postal_service_points"),
    ("Mạng lưới điểm phục vụ bưu chính công cộng gồm [214] điểm, phủ 100% xã.", "postal_service_points"),
    (
        'Hội Phụ nữ phối hợp mở [22] lớp "Phụ nữ với chuyển đổi số", [1.240] chị em tham gia.',
        "digital_training_classes digital_training_participants",
    ),
    (
        "Trong [1.204] DVCTT, [388] dịch vụ đã phát sinh hồ sơ ([32,2%]).",
        "online_public_services_total services_with_applications services_with_applications_rate",
    ),
    ("Số hồ sơ TTHC được thanh toán phí trực tuyến đạt [73%].", "online_payment_rate"),
    ("[100%] phòng, ban, UBND xã dùng chung hệ thống quản lý văn bản.", "edms_agency_rate"),
    ("Đã cấp phát [2.412] USB Token chữ ký số cho cán bộ.", "official_certs"),
    ("[72%] người nghỉ hưu lĩnh lương qua ATM.", "pension_account_rate"),
    ("Đoàn kiểm tra phát hiện [14] hồ sơ trả kết quả không đúng quy định.", "None"),
    ("Có [5] tổ công nghệ số được Bộ trưởng tặng bằng khen.", "None"),
    ("Công dân số hạng mục [3] giải thưởng.", "None"),
    (
        "Sau 3 năm, số bản có điện thoại di động gọi được ở huyện Mường Lát tăng lên 84/88 bản; riêng Tén "
        "Tằn còn [2] bản chưa tới được sóng. Viettel đã dựng [11] trạm mới, chạy [63 km] cáp quang.",
        "villages_without_signal bts_stations fiber_length",
    ),
    (
        "“Mới năm kia cả khu phố tôi chỉ vài nhà có mạng, giờ [95%] hộ có wifi rồi”, bà Lan nói. Toàn phường "
        "có [4.812] thuê bao cáp quang, tương đương [27,4] thuê bao/100 dân.",
        "household_internet_rate fixed_broadband_subscribers fixed_broadband_density",
    ),
    (
        "Công an xã đã làm xong căn cước cho [5.812] người; định danh mức 2 cấp được [4.940] tài khoản, kích "
        "hoạt [4.402] tài khoản, tỷ lệ [89,1%].",
        "chip_id_cards eid_accounts eid_accounts_activated eid_activation_rate",
    ),
    (
        "Tổng đài 1022 nhận [8.140] phản ánh, trong đó 7.980 phản ánh đã xử lý xong, đạt [98%]; [112] phản "
        "ánh quá hạn.",
        "citizen_feedback_count citizen_feedback_resolved_rate None",
    ),
    (
        "Có [644] thủ tục phát sinh hồ sơ trực tuyến; [274] thủ tục cả năm không có hồ sơ nào.",
        "services_with_applications None",
    ),
    (
        "Toàn tỉnh có [102] Tổ công nghệ số cộng đồng tại các xã, phường và [1.214] tổ tại thôn, buôn.",
        "community_digital_teams_commune community_digital_teams_village",
    ),
    ("Toàn bộ [13] huyện, thành đoàn có tổ thanh niên chuyển đổi số.", "youth_digital_team_districts"),
    ("Điểm thành phần về chính quyền điện tử, chính quyền số của tỉnh là [9,87 điểm].", "par_component_score"),
    ("Xã được [88,45] điểm trên Bộ chỉ số 766.", "service_quality_766_score"),
    ("Đường truyền số liệu chuyên dùng phủ [100%] trụ sở xã, phường.", "tslcd_connected_rate"),
    ("[248] sản phẩm đạt chuẩn OCOP được đưa lên sàn Buudien.vn.", "ecommerce_products_ocop"),
    ("Người dân trả phí qua mạng chiếm [54%] hồ sơ có thu phí.", "online_payment_rate"),
    (
        "Có [93,2%] dịch vụ công trực tuyến của tỉnh kết nối Cổng Dịch vụ công quốc gia.",
        "services_integrated_npsp_rate",
    ),
    ("Cấp đổi thẻ căn cước cho [6.412] lượt công dân.", "chip_id_cards"),
    ("[90%] cán bộ quản lý, giáo viên được cấp chữ ký số để ký học bạ.", "teacher_signature_rate"),
    (
        "Các điểm phục vụ bưu chính hiện có [142] điểm, trong đó [96] điểm BĐVHX.",
        "postal_service_points postal_service_points",
    ),
    ("[84,6%] đội ngũ cán bộ, công chức cấp xã được bồi dưỡng kỹ năng số.", "staff_digital_training_rate"),
    ("[126] sản phẩm nông nghiệp của tỉnh được bán trên Shopee, Lazada.", "ecommerce_products_farm"),
    ("Công tơ điện tử đo xa đã lắp cho [97,2%] khách hàng dùng điện.", "remote_metering_rate"),
    ("Mạng ngoại vi đã cáp quang hóa với [4.900 km] cáp.", "fiber_length"),
    ("Hệ thống giám sát gồm [18] màn hình ghép kích thước lớn.", "smart_monitoring_screen_panels"),
    ("[4.120] cán bộ, công chức được cấp chứng thư số chuyên dùng.", "official_certs"),
]


@pytest.mark.parametrize(("marked", "indicators"), WORDINGS)
def test_what_numbers_are_about(metrics: Callable[[str], list[Metric]], marked: str, indicators: str) -> None:
    assert " ".join(str(metric.indicator_id) for metric in metrics(marked)) == indicators
