"""Which indicator a number is about, on sentences of our own."""

from __future__ import annotations

import pytest

from dxextract.extractor import Extractor
from dxextract.knowledge.load import Knowledge
from dxextract.linkers.indicators import THRESHOLD, IndicatorLinker
from dxextract.linkers.windows import Surroundings, Window
from dxextract.records.model import Metric

NAMED = [
    ("bts_stations", "count", "Hiện các nhà mạng đã lắp đặt [[5.214]] trạm BTS trên địa bàn, phủ kín các xã vùng sâu."),
    ("bts_5g_stations", "count", "Toàn tỉnh đã phát sóng [[126]] trạm 5G tại trung tâm thành phố."),
    ("bts_4g_stations", "count", "Viettel đưa vào khai thác thêm [[312]] trạm BTS 4G ở các huyện miền núi."),
    ("mobile_coverage_village_rate", "percentage", "Sóng di động 4G đã vươn tới [[99,1%]] số thôn, bản của tỉnh."),
    ("mobile_coverage_commune_rate", "percentage", "[[100%]] xã, phường đã được phủ sóng 4G."),
    ("mobile_coverage_population_rate", "percentage", "Tỷ lệ dân số được phủ sóng 4G đạt [[99,8%]]."),
    ("coverage_5g_rate", "percentage", "Mạng 5G đã phủ sóng [[25%]] dân số khu vực đô thị."),
    ("villages_without_signal", "count", "Địa bàn còn [[17]] bản chưa có sóng điện thoại."),
    ("mobile_subscribers", "count", "Đến cuối năm, toàn tỉnh có [[1,2 triệu]] thuê bao di động."),
    ("internet_subscribers", "count", "Số thuê bao Internet đạt [[820.000]], tăng khá so với năm ngoái."),
    ("fixed_broadband_subscribers", "count", "Tỉnh có [[214.000]] thuê bao băng rộng cố định."),
    ("smartphone_household_rate", "percentage", "Tỷ lệ hộ dân sử dụng điện thoại thông minh đạt [[88%]]."),
    (
        "smartphone_population_rate",
        "percentage",
        "Ước tính [[82,5%]] người trưởng thành sử dụng điện thoại thông minh.",
    ),
    ("smartphone_subscriber_rate", "percentage", "Tỷ lệ thuê bao dùng điện thoại thông minh là [[84%]]."),
    ("fixed_broadband_household_rate", "percentage", "Số hộ gia đình có Internet băng rộng cố định chiếm [[77,2%]]."),
    ("fiber_household_rate", "percentage", "Hạ tầng cáp quang đã kéo đến [[85%]] hộ gia đình."),
    ("fiber_commune_rate", "percentage", "Cáp quang đã đến [[100%]] trung tâm xã, phường."),
    ("fiber_village_rate", "percentage", "Mạng cáp quang đã về tới [[94%]] thôn, xóm."),
    ("household_internet_rate", "percentage", "[[79%]] hộ gia đình kết nối Internet."),
    ("internet_user_rate", "percentage", "Tỷ lệ người dân sử dụng Internet đạt [[83,1%]]."),
    ("fiber_length", "measurement", "Toàn mạng có trên [[12.400 km]] cáp quang được triển khai."),
    ("postal_service_points", "count", "Mạng lưới bưu chính gồm [[243]] điểm phục vụ, bảo đảm đến từng xã."),
    ("postal_service_radius", "measurement", "Bán kính phục vụ bình quân của mỗi điểm bưu chính là [[1,9 km]]."),
    ("postal_enterprises", "count", "Trên địa bàn có [[27]] doanh nghiệp bưu chính, chuyển phát hoạt động."),
    ("postal_revenue", "money", "Doanh thu bưu chính 6 tháng đạt [[215 tỷ đồng]]."),
    ("telecom_revenue", "money", "Doanh thu dịch vụ viễn thông ước đạt [[1.820 tỷ đồng]]."),
    (
        "tslcd_connected_rate",
        "percentage",
        "Mạng truyền số liệu chuyên dùng cấp II đã kết nối [[100%]] cơ quan nhà nước từ tỉnh đến xã.",
    ),
    ("videoconference_points", "count", "Hội nghị được truyền trực tuyến đến [[135]] điểm cầu trong toàn tỉnh."),
    ("community_digital_teams", "count", "Toàn tỉnh đã ra mắt [[1.312]] tổ công nghệ số cộng đồng."),
    ("community_digital_team_members", "count", "Các tổ công nghệ số cộng đồng thu hút [[8.450]] thành viên tham gia."),
    ("community_digital_teams_commune", "count", "Đến nay đã có [[121]] tổ công nghệ số cấp xã."),
    (
        "community_digital_village_coverage_rate",
        "percentage",
        "[[100%]] thôn, tổ dân phố đã có tổ công nghệ số cộng đồng.",
    ),
    (
        "community_digital_commune_coverage_rate",
        "percentage",
        "[[100%]] xã, phường thành lập tổ công nghệ số cộng đồng.",
    ),
    ("digital_training_classes", "count", "Sở đã mở [[45]] lớp bồi dưỡng kỹ năng số cho cán bộ cơ sở."),
    ("digital_training_participants", "count", "Các lớp tập huấn chuyển đổi số thu hút [[3.210]] lượt người tham dự."),
    ("staff_digital_training_rate", "percentage", "[[92%]] cán bộ, công chức được bồi dưỡng kiến thức chuyển đổi số."),
    (
        "infosec_level_approved_rate",
        "percentage",
        "Tỷ lệ hệ thống thông tin được phê duyệt hồ sơ đề xuất cấp độ an toàn đạt [[78%]].",
    ),
    ("infosec_monitored_workstations", "count", "Giải pháp phòng chống mã độc được cài trên [[4.120]] máy trạm."),
    ("dx_budget", "money", "Năm 2023, tỉnh dành [[132 tỷ đồng]] cho chuyển đổi số."),
    ("dti_score", "score", "Chỉ số DTI của tỉnh đạt [[0,6123 điểm]]."),
    ("pci_score", "score", "Điểm PCI của tỉnh năm qua là [[67,45 điểm]]."),
    ("par_index_score", "percentage", "Chỉ số PAR Index đạt [[88,12%]]."),
    (
        "admin_procedures_total",
        "count",
        "Tỉnh đã công bố [[1.925]] thủ tục hành chính thuộc thẩm quyền giải quyết của các cấp.",
    ),
    ("online_public_services_full", "count", "Cổng dịch vụ công cung cấp [[854]] dịch vụ công trực tuyến toàn trình."),
    ("online_public_services_partial", "count", "và [[620]] dịch vụ công một phần được cung cấp cho người dân."),
    (
        "online_public_services_full_share",
        "percentage",
        "Tỷ lệ dịch vụ công trực tuyến toàn trình đạt [[52,7%]] tổng số thủ tục hành chính.",
    ),
    (
        "eligible_procedures_online_rate",
        "percentage",
        "[[100%]] TTHC đủ điều kiện được cung cấp trực tuyến toàn trình.",
    ),
    ("online_public_services_level4", "count", "Tỉnh đã triển khai [[745]] dịch vụ công mức độ 4."),
    (
        "services_integrated_npsp",
        "count",
        "Đã có [[1.340]] dịch vụ công được tích hợp trên Cổng Dịch vụ công quốc gia.",
    ),
    (
        "services_with_applications_rate",
        "percentage",
        "Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ đạt [[47,3%]].",
    ),
    ("applications_received", "count", "Sáu tháng đầu năm, các đơn vị tiếp nhận [[245.120]] hồ sơ."),
    ("online_applications", "count", "Trong đó có [[180.455]] hồ sơ được nộp trực tuyến."),
    ("online_application_rate", "percentage", "Hồ sơ tiếp nhận trực tuyến chiếm [[72%]]."),
    ("online_application_rate", "percentage", "Tỷ lệ hồ sơ nộp qua mạng mới đạt [[35,6%]], còn thấp so với yêu cầu."),
    ("online_full_process_rate", "percentage", "Tỷ lệ hồ sơ trực tuyến toàn trình đạt [[63,5%]]."),
    ("ontime_resolution_rate", "percentage", "Tỷ lệ hồ sơ giải quyết đúng hạn đạt [[98,9%]]."),
    ("ontime_resolution_rate", "percentage", "Hồ sơ được trả kết quả trước hạn và đúng hạn đạt [[99,4%]]."),
    ("online_payment_rate", "percentage", "Tỷ lệ thanh toán trực tuyến phí, lệ phí đạt [[54%]]."),
    ("online_payment_rate", "percentage", "Tỷ lệ hồ sơ thanh toán trực tuyến đạt [[41,2%]]."),
    ("digitised_records_results_rate", "percentage", "Tỷ lệ số hóa hồ sơ, kết quả giải quyết TTHC đạt [[76,4%]]."),
    ("digitised_data_reuse_rate", "percentage", "Tỷ lệ khai thác, sử dụng lại dữ liệu số hóa mới đạt [[12%]]."),
    ("citizen_satisfaction_rate", "percentage", "Mức độ hài lòng của người dân, doanh nghiệp đạt [[95,3%]]."),
    ("edoc_exchange_rate", "percentage", "Tỷ lệ văn bản điện tử trao đổi giữa các cơ quan nhà nước đạt [[98%]]."),
    ("edoc_signed_rate", "percentage", "[[97,5%]] văn bản phát hành được ký số."),
    ("edms_agency_rate", "percentage", "[[100%]] cơ quan, đơn vị sử dụng hệ thống quản lý văn bản và điều hành."),
    ("work_files_online_rate", "percentage", "[[85%]] hồ sơ công việc cấp huyện được xử lý trên môi trường mạng."),
    ("official_email_accounts", "count", "Tỉnh đã cấp [[6.780]] tài khoản thư điện tử công vụ."),
    ("official_certs", "count", "Đã cấp phát [[3.115]] chứng thư số chuyên dùng công vụ."),
    ("onestop_coverage_rate", "percentage", "Hệ thống một cửa điện tử được triển khai tại [[100%]] đơn vị cấp xã."),
    ("ioc_cameras", "count", "IOC đã kết nối [[1.250]] camera giám sát an ninh, giao thông."),
    ("open_datasets", "count", "Cổng dữ liệu mở của tỉnh đã công bố [[320]] bộ dữ liệu."),
    ("citizen_feedback_count", "count", "Hệ thống đã tiếp nhận [[4.512]] phản ánh của người dân."),
    ("citizen_feedback_resolved_rate", "percentage", "Tỷ lệ phản ánh, kiến nghị được xử lý đạt [[96%]]."),
    ("npsp_accounts", "count", "Toàn tỉnh có [[152.000]] tài khoản đăng ký trên Cổng Dịch vụ công quốc gia."),
    ("civil_status_digitised_rate", "percentage", "Việc số hóa dữ liệu hộ tịch đã hoàn thành [[100%]]."),
    ("digital_economy_share_grdp", "percentage", "Kinh tế số đóng góp [[11,2%]] GRDP."),
    ("digital_economy_share_grdp", "percentage", "Tỷ trọng kinh tế số/GRDP ước đạt [[9,8%]]."),
    ("ecommerce_sme_rate", "percentage", "[[45%]] doanh nghiệp nhỏ và vừa tham gia các sàn thương mại điện tử."),
    ("ecommerce_products", "count", "Đã có [[2.150]] sản phẩm được đưa lên các sàn thương mại điện tử."),
    ("ecommerce_products_ocop", "count", "Trong số này, [[186]] sản phẩm OCOP được bán trên sàn Postmart và Voso."),
    ("ecommerce_transactions", "count", "Các sàn thương mại điện tử ghi nhận [[52.300]] giao dịch thành công."),
    ("ecommerce_retail_share", "percentage", "Doanh thu thương mại điện tử chiếm [[8,2%]] tổng mức bán lẻ hàng hóa."),
    ("sme_platform_access_rate", "percentage", "[[60%]] doanh nghiệp nhỏ và vừa được tiếp cận nền tảng số."),
    ("sme_platform_usage_rate", "percentage", "Tỷ lệ doanh nghiệp nhỏ và vừa sử dụng nền tảng số đạt [[38,5%]]."),
    ("digital_enterprises", "count", "Toàn tỉnh có [[412]] doanh nghiệp công nghệ số đang hoạt động."),
    ("digital_enterprises_per_1000", "count", "Tỉnh đạt [[0,7]] doanh nghiệp công nghệ số trên 1.000 dân."),
    ("einvoice_enterprise_rate", "percentage", "[[100%]] doanh nghiệp sử dụng hóa đơn điện tử."),
    ("digital_cooperatives", "count", "Đến nay có [[68]] hợp tác xã ứng dụng công nghệ số vào sản xuất."),
    ("remote_metering_rate", "percentage", "Tỷ lệ công tơ điện tử đo xa đạt [[91%]]."),
    ("adult_bank_account_rate", "percentage", "[[76%]] dân số từ đủ 15 tuổi trở lên có tài khoản ngân hàng."),
    ("eid_accounts", "count", "Công an tỉnh đã cấp [[645.000]] tài khoản định danh điện tử."),
    ("eid_accounts_activated", "count", "Đã kích hoạt [[512.340]] tài khoản định danh điện tử mức độ 2."),
    ("eid_activation_rate", "percentage", "Tỷ lệ kích hoạt tài khoản VNeID đạt [[78,9%]]."),
    ("personal_signature_rate", "percentage", "[[12%]] dân số trưởng thành có chữ ký số cá nhân."),
    ("ehealth_record_rate", "percentage", "Tỷ lệ người dân có hồ sơ sức khỏe điện tử đạt [[91%]]."),
    ("chip_id_cards", "count", "Đến nay đã cấp [[1.120.500]] thẻ căn cước công dân gắn chip."),
    (
        "chip_id_health_facilities",
        "count",
        "[[164/164]] cơ sở khám chữa bệnh BHYT sử dụng căn cước công dân gắn chip để tra cứu.",
    ),
    ("cashless_school_rate", "percentage", "[[95%]] trường học thu học phí không dùng tiền mặt."),
    (
        "cashless_hospital_rate",
        "percentage",
        "[[100%]] bệnh viện, trung tâm y tế triển khai thanh toán không dùng tiền mặt.",
    ),
    ("pension_account_rate", "percentage", "Tỷ lệ người nhận lương hưu qua tài khoản ngân hàng đạt [[69%]]."),
    (
        "smart_radio_stations",
        "count",
        "Tỉnh đã đầu tư [[96]] đài truyền thanh ứng dụng công nghệ thông tin - viễn thông.",
    ),
    ("cashless_market_stalls", "count", "Mô hình chợ 4.0 đã có [[560]] sạp hàng dùng mã QR để nhận thanh toán."),
    ("online_service_adult_usage_rate", "percentage", "[[48%]] dân số trưởng thành sử dụng dịch vụ công trực tuyến."),
    ("land_parcels_digitised", "count", "Ngành tài nguyên đã số hóa [[850.000]] thửa đất."),
    ("teacher_signature_rate", "percentage", "[[87%]] giáo viên đã được cấp chữ ký số."),
    ("online_application_rate", "percentage", "Phường nhận 240 hồ sơ, nhưng chỉ [[31%]] được gửi qua mạng."),
    ("online_application_rate", "percentage", "Phường nhận 240 hồ sơ song [[97%]] được gửi qua mạng."),
    ("coverage_5g_rate", "percentage", "Tỉnh có 800 hồ sơ trực tuyến nhưng [[95%]] dân số đã phủ sóng 5G."),
    ("shared_data_records", "count", "Kho dữ liệu dùng chung đang lưu [[2,1 triệu]] hồ sơ."),
    ("ewallet_accounts", "count", "Người dân đã mở [[98.000]] tài khoản ví điện tử."),
    ("official_email_rate", "percentage", "[[98%]] cán bộ, công chức có hộp thư công vụ."),
    ("infosec_monitored_servers", "count", "Trung tâm giám sát an toàn thông tin theo dõi [[62]] máy chủ."),
    ("ehealth_records", "count", "Ngành y tế đã tạo lập [[734.000]] hồ sơ sức khỏe điện tử."),
    ("online_applications", "count", "Số hồ sơ trực tuyến là [[95.210]], tăng mạnh."),
    (
        "online_application_rate",
        "percentage",
        "Người dân nộp hồ sơ qua mạng ngày càng nhiều, đạt [[64%]] tổng số hồ sơ tiếp nhận.",
    ),
    ("online_application_rate", "percentage", "Trong số hồ sơ tiếp nhận, hồ sơ nộp trực tuyến chiếm tới [[81%]]."),
    ("online_application_rate", "percentage", "Tỷ lệ tiếp nhận hồ sơ trực tuyến của các sở, ban, ngành là [[93,4%]]."),
    ("online_application_rate", "percentage", "Tỷ lệ nộp hồ sơ qua Cổng dịch vụ công đạt [[66%]]."),
    (
        "online_application_rate",
        "percentage",
        "Dịch vụ công trực tuyến được người dân đón nhận, [[58%]] hồ sơ được gửi qua mạng.",
    ),
    ("online_application_rate", "percentage", "Xã Bình Minh có tỷ lệ hồ sơ trực tuyến cao nhất với [[97%]]."),
    (
        "online_full_process_rate",
        "percentage",
        "Tỷ lệ hồ sơ giải quyết trực tuyến toàn trình trên tổng số hồ sơ đạt [[39%]].",
    ),
    ("ontime_resolution_rate", "percentage", "Kết quả, [[99,6%]] hồ sơ được giải quyết đúng hạn."),
    ("ontime_resolution_rate", "percentage", "Bộ phận một cửa trả kết quả đúng hẹn [[98%]] hồ sơ."),
    ("ontime_resolution_rate", "percentage", "Tỷ lệ đúng hạn đạt [[97,2%]]."),
    ("ontime_resolution_rate", "percentage", "Tỷ lệ hồ sơ xử lý trước và đúng hạn là [[98,8%]]."),
    ("online_payment_rate", "percentage", "Thanh toán trực tuyến nghĩa vụ tài chính về đất đai đạt [[72%]]."),
    ("online_payment_rate", "percentage", "Tỷ lệ giao dịch thanh toán trực tuyến trên Cổng dịch vụ công đạt [[37%]]."),
    ("online_payment_rate", "percentage", "Nộp phí, lệ phí trực tuyến mới đạt [[28%]]."),
    ("digitised_records_results_rate", "percentage", "Số hóa hồ sơ đạt [[83%]]."),
    ("digitised_records_results_rate", "percentage", "Tỷ lệ hồ sơ được số hóa khi tiếp nhận đạt [[69%]]."),
    ("digitised_records_results_rate", "percentage", "Có [[74%]] hồ sơ, kết quả giải quyết được số hóa."),
    (
        "digitised_results_rate",
        "percentage",
        "Tỷ lệ cấp kết quả giải quyết thủ tục hành chính bản điện tử đạt [[61%]].",
    ),
    ("citizen_satisfaction_rate", "percentage", "Khảo sát cho thấy [[96%]] người dân hài lòng khi làm thủ tục."),
    ("citizen_satisfaction_rate", "percentage", "Sự hài lòng của người dân, tổ chức đạt [[91,7%]]."),
    ("edoc_exchange_rate", "percentage", "Văn bản trao đổi dưới dạng điện tử giữa các cơ quan đạt [[99%]]."),
    ("edoc_exchange_rate", "percentage", "Tỷ lệ gửi, nhận văn bản qua mạng đạt [[98,5%]]."),
    ("edoc_signed_rate", "percentage", "Tỷ lệ ký số văn bản ở cấp xã đạt [[88%]]."),
    ("edoc_signed_rate", "percentage", "Văn bản điện tử có chữ ký số chiếm [[95%]]."),
    ("work_files_online_rate", "percentage", "Tỷ lệ xử lý hồ sơ công việc trên môi trường mạng ở cấp xã là [[62%]]."),
    ("work_files_online_rate", "percentage", "Hồ sơ công việc được lập và xử lý điện tử đạt [[79%]]."),
    ("eligible_procedures_online_rate", "percentage", "[[100%]] thủ tục đủ điều kiện đã lên toàn trình."),
    ("online_service_provision_rate", "percentage", "Tỷ lệ thủ tục hành chính được cung cấp trực tuyến đạt [[86%]]."),
    ("online_public_services_full_share", "percentage", "[[61%]] thủ tục hành chính được cung cấp toàn trình."),
    ("online_public_services_full_share", "percentage", "Dịch vụ công trực tuyến toàn trình chiếm [[54%]]."),
    ("services_with_applications_rate", "percentage", "Chỉ [[38%]] dịch vụ công trực tuyến có hồ sơ phát sinh."),
    ("services_with_applications_rate", "percentage", "Tỷ lệ dịch vụ công phát sinh hồ sơ trực tuyến đạt [[44%]]."),
    ("digital_economy_share_grdp", "percentage", "Kinh tế số chiếm tỷ trọng [[10,3%]] GRDP toàn tỉnh."),
    ("digital_economy_share_grdp", "percentage", "Giá trị tăng thêm của kinh tế số ước bằng [[8,4%]] GRDP."),
    ("digital_economy_share_grdp", "percentage", "Đóng góp của kinh tế số vào tăng trưởng GRDP là [[7,9%]]."),
    ("digital_economy_share_grdp", "percentage", "Quy mô kinh tế số của thành phố khoảng [[19%]] GRDP."),
    ("adult_bank_account_rate", "percentage", "Người dân từ 15 tuổi trở lên có tài khoản tại ngân hàng đạt [[81%]]."),
    ("adult_bank_account_rate", "percentage", "Tỷ lệ người trưởng thành có tài khoản thanh toán đạt [[84,3%]]."),
    ("adult_bank_account_rate", "percentage", "[[70%]] người trưởng thành mở tài khoản ngân hàng."),
    ("eid_adult_rate", "percentage", "[[85%]] công dân đủ điều kiện được cấp tài khoản định danh điện tử."),
    ("eid_activation_rate", "percentage", "Tỷ lệ kích hoạt định danh mức 2 toàn huyện đạt [[76%]]."),
    ("personal_signature_rate", "percentage", "Tỷ lệ người dân được cấp chữ ký số cá nhân đạt [[21%]]."),
    ("ehealth_record_rate", "percentage", "Lập hồ sơ sức khỏe điện tử cho [[92%]] dân số."),
    ("ehealth_record_rate", "percentage", "Số người dân có hồ sơ quản lý sức khỏe điện tử đạt [[88%]]."),
    ("vneid_health_book_rate", "percentage", "[[54%]] người dân đã tích hợp sổ sức khỏe điện tử trên VNeID."),
    ("fiber_household_rate", "percentage", "Tỷ lệ phủ cáp quang đến hộ gia đình đạt [[79%]]."),
    ("fiber_household_rate", "percentage", "[[83%]] số hộ có Internet cáp quang băng rộng."),
    ("fixed_broadband_household_rate", "percentage", "Tỷ lệ hộ sử dụng Internet băng rộng cố định là [[71%]]."),
    ("household_internet_rate", "percentage", "Số hộ có kết nối Internet đạt [[82%]]."),
    ("smartphone_population_rate", "percentage", "Tỷ lệ người dân dùng điện thoại thông minh đạt [[76%]]."),
    ("smartphone_subscriber_rate", "percentage", "[[88%]] thuê bao di động sử dụng smartphone."),
    ("mobile_coverage_population_rate", "percentage", "Vùng phủ sóng 3G, 4G đạt [[99,5%]] dân số."),
    ("mobile_coverage_village_rate", "percentage", "Mạng di động phủ [[98%]] khu dân cư."),
    ("coverage_5g_rate", "percentage", "Tỷ lệ dân số được phủ sóng 5G đạt [[30%]]."),
    ("cashless_school_rate", "percentage", "[[92%]] trường học trên địa bàn không thu học phí bằng tiền mặt."),
    ("cashless_school_rate", "percentage", "Tỷ lệ cơ sở giáo dục thanh toán học phí không dùng tiền mặt đạt [[97%]]."),
    (
        "cashless_hospital_rate",
        "percentage",
        "Các cơ sở khám chữa bệnh thực hiện thanh toán viện phí không dùng tiền mặt đạt [[85%]].",
    ),
    ("pension_account_rate", "percentage", "[[78%]] người hưởng lương hưu nhận qua tài khoản."),
    ("pension_account_rate", "percentage", "Chi trả lương hưu, trợ cấp BHXH qua ATM đạt [[66%]]."),
    ("digital_school_record_rate", "percentage", "[[95%]] học bạ số cấp tiểu học đã được ký số."),
    ("teacher_signature_rate", "percentage", "Tỷ lệ giáo viên sử dụng chữ ký số đạt [[81%]]."),
    ("sme_platform_usage_rate", "percentage", "[[42%]] doanh nghiệp nhỏ và vừa ứng dụng nền tảng số vào quản trị."),
    ("sme_platform_access_rate", "percentage", "Tỷ lệ doanh nghiệp tiếp cận, dùng thử nền tảng số đạt [[55%]]."),
    ("ecommerce_sme_rate", "percentage", "Tỷ lệ doanh nghiệp bán hàng trên sàn thương mại điện tử là [[33%]]."),
    (
        "ecommerce_retail_share",
        "percentage",
        "Thương mại điện tử chiếm [[9%]] tổng mức bán lẻ và doanh thu dịch vụ tiêu dùng.",
    ),
    (
        "einvoice_enterprise_rate",
        "percentage",
        "Tỷ lệ doanh nghiệp, hộ kinh doanh áp dụng hóa đơn điện tử đạt [[99,9%]].",
    ),
    (
        "digital_skill_population_rate",
        "percentage",
        "[[60%]] người dân trong độ tuổi lao động được phổ cập kỹ năng số cơ bản.",
    ),
    ("staff_digital_training_rate", "percentage", "Tỷ lệ cán bộ, công chức được tập huấn chuyển đổi số đạt [[86%]]."),
    ("staff_digital_training_rate", "percentage", "[[100%]] lãnh đạo các cấp được bồi dưỡng về chuyển đổi số."),
    ("infosec_level_approved_rate", "percentage", "[[90%]] hệ thống thông tin đã phê duyệt cấp độ an toàn thông tin."),
    ("civil_status_digitised_rate", "percentage", "Số hóa sổ hộ tịch đạt [[96%]]."),
    ("remote_metering_rate", "percentage", "[[99%]] công tơ được thay bằng công tơ điện tử đọc từ xa."),
    ("smart_radio_station_rate", "percentage", "[[75%]] xã, phường có đài truyền thanh ứng dụng công nghệ thông tin."),
    ("tslcd_connected_rate", "percentage", "[[100%]] sở, ngành, huyện kết nối mạng truyền số liệu chuyên dùng."),
    ("onestop_coverage_rate", "percentage", "[[100%]] xã, phường vận hành phần mềm một cửa điện tử."),
    ("staff_computer_rate", "percentage", "Tỷ lệ cán bộ, công chức cấp xã được trang bị máy tính đạt [[98%]]."),
    ("ecommerce_ocop_rate", "percentage", "[[80%]] sản phẩm OCOP được đưa lên sàn thương mại điện tử."),
    ("online_service_adult_usage_rate", "percentage", "Tỷ lệ người dân sử dụng dịch vụ công trực tuyến đạt [[46%]]."),
    (
        "community_digital_village_coverage_rate",
        "percentage",
        "Tổ công nghệ số cộng đồng có mặt ở [[100%]] thôn, tổ dân phố.",
    ),
    ("citizen_feedback_resolved_rate", "percentage", "[[94%]] phản ánh hiện trường đã được giải quyết đúng hạn."),
    (
        "services_integrated_npsp_rate",
        "percentage",
        "Tỷ lệ dịch vụ công tích hợp trên Cổng Dịch vụ công quốc gia là [[79%]].",
    ),
    ("subscriber_info_standardised_rate", "percentage", "Đã chuẩn hóa thông tin [[97%]] thuê bao di động."),
    ("enterprise_eid_rate", "percentage", "[[65%]] doanh nghiệp được cấp tài khoản định danh điện tử tổ chức."),
]

UNNAMED = [
    ("count", "Hội nghị thu hút [[112]] đại biểu tham dự."),
    ("count", "Dịp này, [[15]] tập thể được tặng bằng khen về chuyển đổi số."),
    ("count", "Kế hoạch giao [[8]] huyện rà soát dịch vụ công trực tuyến."),
    ("money", "Gia đình ông bán hàng qua mạng, thu về [[25 triệu đồng]] mỗi tháng."),
    ("percentage", "Ứng dụng công nghệ giúp giảm [[30%]] lượng nước tưới."),
    ("measurement", "Thời gian giải quyết hồ sơ rút còn [[5 ngày]]."),
    ("count", "Cuộc thi tìm hiểu chuyển đổi số thu hút [[35.000]] bài dự thi."),
    ("count", "Lớp tập huấn do [[4]] chuyên gia trực tiếp giảng dạy."),
    ("percentage", "Tỷ lệ hộ nghèo của xã còn [[3,2%]]."),
    ("count", "Toàn huyện có [[24]] sản phẩm OCOP đạt 3 sao."),
    ("count", "Bệnh viện có [[350]] giường bệnh và khám bằng căn cước công dân."),
    ("money", "Doanh nghiệp đầu tư [[12 tỷ đồng]] xây nhà xưởng."),
    ("measurement", "Xã cách trung tâm huyện [[45 km]], đường đi khó khăn."),
    ("count", "Anh vận động [[20]] hộ tham gia tổ hợp tác."),
    ("percentage", "Sản lượng tôm tăng [[12%]] so với năm trước."),
    ("percentage", "Doanh thu của cửa hàng tăng khoảng [[40%]] từ khi bán qua mạng."),
    ("percentage", "Tỷ lệ giải ngân vốn đầu tư công đạt [[63%]]."),
    ("percentage", "Tỷ lệ hộ dân dùng nước sạch đạt [[95%]]."),
    ("percentage", "Nông nghiệp chiếm [[31%]] trong cơ cấu kinh tế của tỉnh."),
    ("percentage", "Chi phí in ấn giảm [[70%]] nhờ phòng họp không giấy."),
]

SERIES = [
    (
        "Thu nhận 1.403 hồ sơ định danh, kích hoạt 1.289 tài khoản, đạt 91,9% số hồ sơ thu nhận.",
        ["eid_accounts", "eid_accounts_activated", "eid_activation_rate"],
    ),
    ("Mức hài lòng về công chức đạt 86,4%; về kết quả dịch vụ 85,8%.", ["citizen_satisfaction_rate"] * 2),
    ("Mức hài lòng đạt 86,4%; về số hóa tài liệu lưu trữ của huyện 85,8%.", ["citizen_satisfaction_rate", None]),
    (
        "Hội mở 42 lớp tập huấn cho 1.680 hội viên về livestream.",
        ["digital_training_classes", "digital_training_participants"],
    ),
    (
        "Có 79% doanh nghiệp hài lòng với dịch vụ công; 14% còn phải nộp thêm bản giấy.",
        ["citizen_satisfaction_rate", None],
    ),
    ("Có 79% doanh nghiệp hài lòng với dịch vụ công; 14% đã hài lòng hơn trước.", ["citizen_satisfaction_rate"] * 2),
    ("Mỗi hộ gia đình có ít nhất 1 người biết dùng dịch vụ công sau lớp kỹ năng số.", [None]),
    ("Còn 58 xóm chưa có sóng di động, 19 xóm chưa có điện lưới quốc gia.", ["villages_without_signal", None]),
    (
        "Hiện có 2.914 doanh nghiệp nhỏ và vừa tiếp cận Chương trình SMEdx, chiếm 63%.",
        [None, "sme_platform_access_rate"],
    ),
    ("Người dân nộp hồ sơ qua mạng ngày càng nhiều: 76% nói đã dùng cổng dịch vụ công.", [None]),
    (
        "Tỷ lệ hồ sơ nộp trực tuyến đạt 62%; trong số người chưa nộp, 61% cho biết không rành.",
        ["online_application_rate", None],
    ),
    (
        "40% doanh nghiệp nhỏ và vừa sử dụng nền tảng số; 100% doanh nghiệp nộp thuế điện tử.",
        ["sme_platform_usage_rate", None],
    ),
    # (text, indicator of every number in the order of the text)
    (
        "Tỷ lệ hồ sơ trực tuyến của Châu Thành, Lấp Vò lần lượt là 61% và 48,5%.",
        ["online_application_rate", "online_application_rate"],
    ),
    ("Toàn huyện có 45, 38 và 27 tổ công nghệ số cộng đồng.", ["community_digital_teams"] * 3),
    (
        "Cổng cung cấp 906 dịch vụ công trực tuyến toàn trình (chiếm 50,4%), 611 dịch vụ một phần (chiếm 34%).",
        [
            "online_public_services_full",
            "online_public_services_full_share",
            "online_public_services_partial",
            "online_public_services_partial_share",
        ],
    ),
    (
        "Tỷ lệ thanh toán trực tuyến của tỉnh đạt 31%. Tỷ lệ này ở cấp xã là 12%, còn cách xa mục tiêu 50%.",
        ["online_payment_rate"] * 3,
    ),
    (
        "Thanh toán trực tuyến còn thấp. Toàn tỉnh mới đạt 6,8%.",
        ["online_payment_rate"],
    ),
    (
        "Đã cấp 30.000 tài khoản định danh điện tử, trong đó kích hoạt 21.000 tài khoản, đạt tỷ lệ 70%.",
        ["eid_accounts", "eid_accounts_activated", "eid_activation_rate"],
    ),
    (
        "Bộ phận một cửa tiếp nhận 5.000 hồ sơ, trong đó 3.100 hồ sơ trực tuyến (62%).",
        ["applications_received", "online_applications", "online_application_rate"],
    ),
    (
        "Kết quả PAR Index của một số tỉnh như sau:\n- Quảng Ninh: 92,18%\n- Hải Phòng: 91,87%",
        ["par_index_score", "par_index_score"],
    ),
    ("PAPI của tỉnh tăng từ 41,86 điểm lên 43,03 điểm.", [None, None]),
    (
        "Hội nghị có 120 đại biểu dự trực tiếp và 45 điểm cầu cấp xã với hơn 900 người theo dõi.",
        [None, "videoconference_points", None],
    ),
    (
        "Đơn vị | Hồ sơ tiếp nhận | Hồ sơ trực tuyến | Tỷ lệ\n"
        "Sở Y tế | 1.200 | 800 | 66,7%\nSở Tư pháp | 900 | 700 | 77,8%",
        ["applications_received", "online_applications", "online_application_rate"] * 2,
    ),
]


def _metric(extractor: Extractor, marked: str) -> Metric:
    start = marked.index("[[")
    end = marked.index("]]") - 2
    metrics = extractor.extract(marked.replace("[[", "").replace("]]", "")).metrics
    return next(m for m in metrics if m.start < end and start < m.end)


@pytest.mark.parametrize(("indicator", "kind", "marked"), NAMED)
def test_a_number_is_linked_to_its_indicator(extractor: Extractor, indicator: str, kind: str, marked: str) -> None:
    metric = _metric(extractor, marked)
    assert (metric.indicator_id, metric.kind) == (indicator, kind)
    assert metric.indicator_score is not None
    assert 0 < metric.indicator_score <= 1
    assert metric.indicator_text


@pytest.mark.parametrize(("kind", "marked"), UNNAMED)
def test_a_number_of_something_else_has_none(extractor: Extractor, kind: str, marked: str) -> None:
    metric = _metric(extractor, marked)
    assert (metric.indicator_id, metric.kind) == (None, kind)


@pytest.mark.parametrize(
    ("title", "indicator"),
    [("Tỉnh A đẩy mạnh chuyển đổi số", "dx_budget"), ("Ngân hàng A sơ kết 9 tháng", None)],
)
def test_weak_words_name_it_where_the_article_is_about_it(
    extractor: Extractor, title: str, indicator: str | None
) -> None:
    assert _metric(extractor, f"{title}\n\nTổng nguồn vốn đạt [[86 tỷ đồng]].").indicator_id == indicator


@pytest.mark.parametrize(("text", "indicators"), SERIES)
def test_numbers_share_and_pass_on_indicators(extractor: Extractor, text: str, indicators: list[str | None]) -> None:
    assert [m.indicator_id for m in extractor.extract(text).metrics] == indicators


def test_the_table_covers_many_indicators(knowledge: Knowledge) -> None:
    assert len({indicator for indicator, _, _ in NAMED}) >= 80
    assert {indicator for indicator, _, _ in NAMED} <= set(knowledge.indicators.indicators)


def _around(text: str, weight: float = 1.0) -> Surroundings:
    return Surroundings(None, False, False, False, (Window(0, len(text), weight, len(text)),))


def test_the_more_specific_neighbour_wins(knowledge: Knowledge) -> None:
    text = "số thuê bao internet băng rộng cố định"
    best = IndicatorLinker(text, knowledge.indicators).candidates(_around(text), kind="count")
    assert best[0].indicator == "fixed_broadband_subscribers"
    assert "internet_subscribers" in [c.indicator for c in best]


def test_forbidden_words_forbid(knowledge: Knowledge) -> None:
    text = "trạm quan trắc phát sóng"
    found = IndicatorLinker(text, knowledge.indicators).candidates(_around(text), kind="count")
    assert "bts_stations" not in [c.indicator for c in found]


def test_evidence_too_far_away_is_no_evidence(knowledge: Knowledge) -> None:
    text = "tỷ lệ thanh toán trực tuyến"
    linker = IndicatorLinker(text, knowledge.indicators)
    near = linker.candidates(_around(text), kind="percentage")
    far = linker.candidates(_around(text, 0.4), kind="percentage")
    assert near[0].indicator == "online_payment_rate"
    assert near[0].score >= THRESHOLD
    assert far == []


@pytest.mark.parametrize(("weight", "linked"), [(0.2, False), (0.4, True)])
def test_every_part_of_evidence_stands_near(knowledge: Knowledge, weight: float, linked: bool) -> None:
    text = "dịch vụ công trực tuyến, toàn trình"
    near, far = Window(0, 23, 1.0, 23), Window(23, len(text), weight, 23)
    where = Surroundings(None, False, False, False, (near, far))
    found = IndicatorLinker(text, knowledge.indicators).candidates(where, kind="count")
    assert found[0].indicator == "online_public_services_total"
    assert ("online_public_services_full" in [c.indicator for c in found]) is linked


@pytest.mark.parametrize("unit", [None, "ha", "phút"])
def test_a_measurement_needs_its_unit(knowledge: Knowledge, unit: str | None) -> None:
    text = "bán kính phục vụ bình quân"
    linker = IndicatorLinker(text, knowledge.indicators)
    assert linker.candidates(_around(text), kind="measurement", unit="km")[0].indicator == "postal_service_radius"
    assert linker.candidates(_around(text), kind="measurement", unit=unit) == []


def test_the_order_does_not_depend_on_the_run(knowledge: Knowledge) -> None:
    text = "hồ sơ nộp trực tuyến toàn trình được giải quyết đúng hạn, thanh toán trực tuyến"
    runs = [
        [c.indicator for c in IndicatorLinker(text, knowledge.indicators).candidates(_around(text), kind="percentage")]
        for _ in range(3)
    ]
    assert runs[0] == runs[1] == runs[2]
    assert len(runs[0]) > 1
