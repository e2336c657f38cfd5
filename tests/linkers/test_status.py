"""Whether a number is achieved, aimed at or estimated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dxextract.records.model import Metric


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Toàn huyện đã lắp [12] camera.", "actual"),
        ("Toàn huyện phấn đấu lắp [12] camera.", "target"),
        ("Mục tiêu là [85%] hồ sơ được số hóa.", "target"),
        ("Huyện đặt chỉ tiêu [85%] hồ sơ được số hóa.", "target"),
        ("Lập [312] thẻ (vượt [2%] chỉ tiêu Bộ giao), [91%] hộ có thẻ.", "actual actual actual"),
        ("Nhiệm vụ quý IV: lắp [12] camera; [100%] xã có mạng.", "target target"),
        ("Thực hiện nhiệm vụ quý IV, xã đã lắp [12] camera.", "actual"),
        ("Huyện sẽ lắp thêm [12] camera.", "target"),
        ("Mới lắp [12] camera, còn xa mức [20] camera mà Kế hoạch số 5/KH-UBND của huyện đặt ra.", "actual target"),
        ("Lắp [12] camera mà người dân góp tiền.", "actual"),
        ("Phường được cấp [2 tỷ đồng]; nhu cầu thực tế là [3 tỷ đồng].", "actual target"),
        ("Doanh thu ước đạt [46 tỷ đồng], bằng 93,6% kế hoạch năm ([50 tỷ đồng]).", "estimate target"),
        ("Thanh toán đạt [38%], thấp hơn chỉ tiêu tỉnh giao [6,5 điểm phần trăm].", "actual actual"),
        # a norm, what is paid at most, a list of estimates
        ("Tỷ lệ hài lòng đạt [95,2%] (quy định tối thiểu [90%]).", "actual target"),
        ("Nghị quyết hỗ trợ tối đa [50 triệu đồng] cho mỗi cơ sở.", "actual"),
        ("Doanh thu ước đạt: Bắc Ninh [46 tỷ đồng]; Hải Phòng [29 tỷ đồng].", "estimate estimate"),
        ("Doanh thu ước đạt [12 tỷ đồng].", "estimate"),
        ("Dự kiến có [120] đại biểu.", "estimate"),
        ("Sản lượng dự báo [120 tấn].", "estimate"),
        # two in one sentence
        ("Huyện đạt [71%], mục tiêu là [85%].", "actual target"),
        ("Huyện phấn đấu đạt [85%], hiện mới đạt [71%].", "target actual"),
        ("Đã chi [7 tỷ đồng], dự kiến chi thêm [3 tỷ đồng].", "actual estimate"),
        ("Huyện đặt mục tiêu [85%] nhưng chỉ đạt [71%].", "target actual"),
        (
            "Cấp huyện đạt [71%] (mục tiêu [85%]), còn cấp xã mới có [38%] (mục tiêu [60%]).",
            "actual target actual target",
        ),
        # what looks like a target and is reached
        ("Huyện đã hoàn thành [9/11] chỉ tiêu.", "actual"),
        ("Huyện phấn đấu, đạt và vượt [9/11] chỉ tiêu.", "actual"),
        ("Kết quả vượt mục tiêu đề ra, đạt [85%].", "actual"),
        ("Tỷ lệ đạt [12%] (NQ giao [30%]).", "actual target"),
        ("Tỷ lệ đạt [12%] (mục tiêu Nghị quyết: [30%]).", "actual target"),
        # a counted target, and a target that is said to be met
        ("Có [9/11] chỉ tiêu hoàn thành, [2] chỉ tiêu chưa đạt.", "actual actual"),
        ("Chỉ tiêu về lớp học đạt [85%].", "actual"),
        ("Huyện được giao chỉ tiêu [85%].", "target"),
        ("Nghị quyết đề ra [22] chỉ tiêu, trong đó [18] chỉ tiêu đã xong.", "target actual"),
        ("Phấn đấu đạt [22] chỉ tiêu, trong đó [18] chỉ tiêu vượt.", "target target"),
        # what was reached of a demand
        ("Xã được giao lắp [12] camera, lắp được hơn [15] camera.", "target actual"),
        ("Sở giao huyện lắp [12] camera; tháng này huyện lắp được [5] camera.", "target actual"),
        ("Phấn đấu lắp được [15] camera.", "target"),
        # what somebody demands or promises
        ("Chủ tịch xã yêu cầu các thôn lắp [12] camera.", "target"),
        ("Trạm tiếp nhận [12] yêu cầu.", "actual"),
        ("Nhà mạng cam kết lắp [12] camera.", "target"),
        ("Thời gian tới, xã lắp [12] camera.", "target"),
        ("Huyện đặt mục tiêu [85%], thay vì [71%].", "target actual"),
        # words for a time to come in the reach of an estimate
        ("Đã lắp [12] camera, dự kiến từ nay đến cuối năm lắp thêm [3] camera.", "actual estimate"),
        # advice and reminders; what a place that is spoken of has reached
        ("Theo khuyến nghị, mức tối thiểu nên là [12] camera.", "target"),
        ("Công văn đôn đốc các xã lắp [12] camera.", "target"),
        ("Huyện sẽ học cách làm của xã An, nơi [91%] hộ đã có mã QR.", "actual"),
        # brackets that the line over a list explains
        (
            "Kết quả (trong ngoặc là kế hoạch xã giao):\n- Mã QR: [91%] ([85%]);\n- Wi-Fi: [12] điểm.",
            "actual target actual",
        ),
        ("Kết quả (xem thêm kế hoạch xã giao):\n- Mã QR: [91%] ([85%]);\n- Wi-Fi: [12] điểm.", "actual actual actual"),
        # a plan that a result falls short of, and a figure that is one of a plan's
        ("Mới bằng [73,4%] kế hoạch năm ([50%]).", "actual target"),
        ("Xã đạt [71,4%] (KH [70%]), xã bạn [31%] trong khi KH năm là [45%].", "actual target actual target"),
        ("Sở KH&CN mở [12] lớp, đạt [80%] KH.", "actual actual"),
        ("Mới đạt [38%] số hộ, chưa bằng kế hoạch năm là [60%].", "actual target"),
        ("Mã QR là chỉ tiêu tăng đều nhất: tháng 7 mới [31%].", "actual"),
        ("Huyện yêu cầu các xã lắp [12] camera; nâng tỷ lệ hộ có mã QR lên [85%].", "target target"),
        ("Huyện yêu cầu các xã lắp [12] camera; xã An lắp [5] camera.", "target actual"),
        # parts of an estimate
        ("Dự toán là [9 tỷ đồng], trong đó: huyện [5 tỷ đồng]; xã [4 tỷ đồng].", "estimate estimate estimate"),
        # from a level that was to one that is aimed at
        ("Huyện phấn đấu nâng tỷ lệ từ [41%] lên [58%].", "actual target"),
        # requirements
        ("Mỗi xã phải có ít nhất [2] cán bộ.", "target"),
        ("Đã có ít nhất [2] cán bộ.", "actual"),
        # a demand behind a comma, and a number that is counted before one
        ("Ở các xã đảo, yêu cầu lắp [12] camera.", "target"),
        ("Trạm nhận [12] yêu cầu, xử lý [9] yêu cầu.", "actual actual"),
        # needs, lacks, and what has been given
        ("Tổng nhu cầu kinh phí là [30 tỷ đồng]; tỉnh đã cấp [12 tỷ đồng].", "target actual"),
        ("Để đáp ứng nhu cầu, bến xe có [12] camera.", "actual"),
        ("Để phủ hết, xã cần khoảng [12] camera.", "target"),
        ("Làm hồ sơ chỉ cần [5 phút].", "actual"),
        ("Huyện giao các thôn làm điểm, mỗi thôn được cấp [50 triệu đồng].", "actual"),
        ("Công an được giao cấp [900] thẻ.", "target"),
        ("Chưa đạt chỉ tiêu [60%] được giao, mới dừng ở [52%].", "target actual"),
        # how far off a plan
        ("Kết quả cao hơn kế hoạch [3 điểm phần trăm].", "actual"),
        ("Doanh thu ít hơn kế hoạch [2 tỷ đồng].", "actual"),
        ("Kết quả vượt kế hoạch [75%].", "target"),
        # a sum alone in brackets goes with what is said before them, another number does not
        ("Phần còn lại dự kiến vay ngân hàng ([7 tỷ đồng]).", "estimate"),
        ("Huyện phấn đấu đuổi kịp xã dẫn đầu ([92%]).", "actual"),
        # "hiện" in "thực hiện" says nothing of what is reached by now
        ("Xã phấn đấu [70%] việc thực hiện trên mạng, [50%] việc tự động.", "target target"),
        ("Theo kế hoạch, năm nay xã mở [12] lớp, đã mở [5] lớp.", "target actual"),
        ("Công trình xong đúng theo kế hoạch, có [12] camera.", "actual"),
        ("Dự kiến tháng tới sẽ mở [12] lớp.", "estimate"),
        ("Tới đây, xã mở [12] lớp.", "target"),
        # an estimate of two levels
        ("Tỷ lệ dự kiến tăng từ [45%] hiện nay lên [60%].", "actual estimate"),
        ("Sản lượng có thể đạt [9 tấn].", "estimate"),
        # a noun that only ends like one for how many
        ("Mỗi tổ công nghệ số phải có ít nhất [5] người.", "target"),
        ("Tổng số mục tiêu đã xong là [5] việc.", "actual"),
        # the name of a programme is no aim
        ("Các chương trình mục tiêu quốc gia được cấp [12 tỷ đồng].", "actual"),
        ("Theo kịch bản, quý sau tăng [9%].", "target"),
        # what depends on an estimate, and what was counted beside it
        ("Doanh thu ước đạt [12 tỷ đồng], bằng [71%] năm trước.", "estimate estimate"),
        ("Doanh thu quý này ước đạt [12 tỷ đồng], lũy kế cả năm là [40 tỷ đồng].", "estimate actual"),
        # what must be reached for a plan, and a plan that was missed
        ("Để đạt mục tiêu cả năm [8%], hai quý cuối phải tăng [9%].", "target target"),
        ("Tăng [7%], cách kế hoạch cả năm [8%].", "actual target"),
        ("Xã chưa đạt mục tiêu [85%] hộ dùng nước sạch.", "target"),
        ("Xã chưa đạt mục tiêu, còn [85] hộ dùng nước giếng.", "actual"),
        ("Tỷ lệ đạt [41%], trong khi yêu cầu là [58%].", "actual target"),
        # at least, beside a change from one level to another
        ("Phấn đấu ở xã đạt từ [50%] trở lên, không còn thôn nào lõm sóng.", "target"),
        # what was decided beside a plan
        ("Nghị quyết đặt mục tiêu tăng [8%]; phê duyệt [2] dự án.", "target actual"),
        # what is said of the noun behind a number
        ("Yêu cầu mọi hộ phải có bể chứa: [412] hộ đã xây, [30] hộ chưa được hỗ trợ.", "actual actual"),
        ("Phấn đấu xóa [12] điểm lõm sóng đã nêu.", "target"),
        ("Gần [80%] hộ trồng chè sẽ có gian hàng.", "target"),
        ("Mỗi ngày xử lý [7,4 triệu] yêu cầu tra cứu, phản hồi trong [0,8 giây].", "actual actual"),
        ("Đối chiếu với mục tiêu của nghị quyết, tỷ lệ đạt [62%].", "actual"),
        ("Thanh toán trực tuyến: mục tiêu [50%], thực hiện [27%].", "target actual"),
        ("Huyện đạt [71%] (KH [70%]); xã mới được [31%] trong khi KH là [45%].", "actual target actual target"),
        # set behind its number, and given to somebody
        ("Tỷ lệ này chưa đạt mức [50%] thành phố đề ra; [127] máy tính đã cũ.", "target actual"),
        ("Tỷ lệ này vượt chỉ tiêu ngành giao ([64%]).", "target"),
        ("Các kho lưu trữ được Chính phủ giao, có [12] kho được sửa.", "actual"),
        # sums that are asked for, and what they are thought to come to
        ("Xã đề nghị huyện hỗ trợ [350 triệu đồng] để thay máy.", "target"),
        ("Huyện kiến nghị cấp bổ sung [2 tỷ đồng].", "target"),
        ("Xã đề nghị giữ nguyên, huyện cấp [2 tỷ đồng].", "actual"),
        ("Toàn bộ phần việc dự kiến cần [46 tỷ đồng].", "estimate"),
    ],
)
def test_status(metrics: Callable[[str], list[Metric]], text: str, expected: str) -> None:
    assert " ".join(m.status for m in metrics(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đến năm 2030, [90%] xã có mạng 5G.", "target"),
        ("Đến năm 2021, [90%] xã có mạng 4G.", "actual"),
        ("Đến năm 2030, tỷ lệ xã có mạng 5G vượt [90%].", "target"),
        ("Kế hoạch\n\nĐịnh hướng đến năm 2030\n\n- Có [900] doanh nghiệp số.", "target"),
        ("Giai đoạn 2021-2025, tỉnh lắp [90] trạm.", "actual"),
        ("Giai đoạn 2026-2030, tỉnh lắp [90] trạm.", "target"),
        ("Năm 2023 phải xong [90%] số trạm.", "target"),
        ("Năm 2022 phải chờ [9 phút].", "actual"),
        ("Theo quy hoạch đến năm 2030, tỉnh có [9] cảng.", "target"),
        ("Đến ngày 31/8/2023, [90%] xã có mạng 4G.", "actual"),
        ("Đến hết tháng 9/2023, [90%] xã có mạng 4G.", "target"),
        ("Thuế thu đạt 81% chỉ tiêu, [30] xã xong.", "actual"),
        ("Năm 2023, chỉ tiêu tỷ lệ hồ sơ trực tuyến là [60%].", "target"),
        ("Năm 2023, 16 chỉ tiêu hoàn thành, [60%] hồ sơ nộp trực tuyến.", "actual"),
        ("Từ năm 2026, [100%] việc bổ nhiệm thực hiện trên hệ thống.", "target"),
        ("Từ năm 2022, [100%] việc bổ nhiệm thực hiện trên hệ thống.", "actual"),
    ],
)
def test_a_time_that_is_still_to_come(metrics: Callable[..., list[Metric]], text: str, expected: str) -> None:
    assert [m.status for m in metrics(text, published=date(2023, 8, 22))] == [expected]


def test_without_a_day_of_publication_no_year_is_still_to_come(metrics: Callable[..., list[Metric]]) -> None:
    assert [m.status for m in metrics("Năm 2030, [90%] xã có mạng 5G.", published=None)] == ["actual"]


def test_a_heading_reaches_its_block_and_not_the_next(metrics: Callable[[str], list[Metric]]) -> None:
    text = (
        "Huyện Tam Nông họp.\n\nMục tiêu của huyện\n\n- [85%] hồ sơ trực tuyến.\n- [12] điểm phục vụ.\n\n"
        "Kết quả của huyện\n\n- [71%] hồ sơ trực tuyến."
    )
    assert [m.status for m in metrics(text)] == ["target", "target", "actual"]


def test_no_heading_reaches_what_goes_on_from_now(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics("Huyện Tam Nông họp.\n\nMục tiêu của huyện\n\nHiện nay, huyện có trạm. Huyện có [12] trạm.")
    assert [m.status for m in found] == ["actual"]


def test_a_row_of_sentences_goes_on_aiming_for_a_while_only(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics("Huyện đặt mục tiêu [85%] hồ sơ trực tuyến." + " Ngoài ra, [12] thôn có sóng." * 2000)
    assert [m.status for m in found[:5]] == ["target"] * 5
    assert found[-1].status == "actual"


def test_the_next_sentence_goes_on_aiming(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics("Huyện đặt mục tiêu [85%] hồ sơ trực tuyến. Ngoài ra, [12] thôn có sóng. Xã Tân Phú có [7] trạm.")
    assert [m.status for m in found] == ["target", "target", "actual"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Về điện tử hóa, đến năm 2025: [90%] hồ sơ. Về hạ tầng: [12] thôn có sóng.", "target target"),
        ("Về điện tử hóa, đến năm 2022: [90%] hồ sơ. Về hạ tầng: [12] thôn có sóng.", "actual actual"),
        ("Về điện tử hóa, đến năm 2025: [90%] hồ sơ. Xã Tân Phú có [12] thôn.", "target actual"),
    ],
)
def test_the_next_sentence_goes_on_about_a_year_to_come(
    metrics: Callable[..., list[Metric]], text: str, expected: str
) -> None:
    assert " ".join(m.status for m in metrics(text, published=date(2023, 8, 22))) == expected


def test_a_column_of_plans(metrics: Callable[[str], list[Metric]]) -> None:
    text = "Huyện Tam Nông họp.\n\nNội dung | Kế hoạch | Thực hiện\nLớp học | [12] | [9]\nHọc viên | [480] | [512]\n"
    assert [m.status for m in metrics(text)] == ["target", "actual", "target", "actual"]


def test_brackets_opened_behind_a_cue_are_out_of_its_reach(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics("Huyện phấn đấu đạt [85%] (năm 2022 đạt [71%]).")
    assert [m.status for m in found] == ["target", "actual"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đề án đặt ra các chỉ tiêu phải xong:\n- [90%] xã có 5G;\n- Lắp [12] camera.", "target target"),
        ("Huyện được giao nâng tỷ lệ lên [58%].", "target"),
        ("Chỉ một xã vượt [50%] mà UBND tỉnh yêu cầu.", "target"),
        ("Các kết quả:\n- [90%] xã có 5G;\n- Lắp [12] camera.", "actual actual"),
        ("Huyện giao máy, tỷ lệ là [58%].", "actual"),
    ],
)
def test_plans_that_are_said_in_other_words(metrics: Callable[[str], list[Metric]], text: str, expected: str) -> None:
    assert " ".join(m.status for m in metrics(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is compared with, or said of a time that is over, is no aim and no estimate
        ("Dự kiến năm 2024 thu [9 tỷ đồng], trong khi năm 2022 thu [7 tỷ đồng].", "estimate actual"),
        ("Kế hoạch đặt mục tiêu [15%], nhỉnh hơn mức [9,8%] của năm 2022.", "target actual"),
        ("Mục tiêu năm 2022 của huyện là [15%].", "target"),
        ("Thu ngân sách đạt [7 tỷ đồng], bằng [51%] dự toán, mở [12] lớp.", "actual actual actual"),
        ("Dự toán cho trung tâm là [7 tỷ đồng].", "estimate"),
        # needs
        ("Huyện mới có [9] máy, trong khi nhu cầu là [26].", "actual target"),
        ("Huyện chi [9 tỷ đồng], bằng [78%] so với nhu cầu [12 tỷ đồng]: tỉnh cấp [4 tỷ đồng].",
         "actual actual target actual"),
        # money for a plan, and plans
        ("Kinh phí thực hiện kế hoạch là [9 tỷ đồng].", "actual"),
        ("Xã có [9] trạm; kế hoạch đến cuối năm lắp thêm [6] trạm.", "actual target"),
        ("Chỉ tiêu tỉnh giao là [85%] người dân, kết quả thực hiện [91%].", "target actual"),
        # who is given something to do
        ("UBND huyện giao Phòng Văn hóa lắp [12] cụm loa.", "target"),
        ("Tại hội nghị giao ban, huyện báo cáo giải ngân [52%] vốn.", "actual"),
        ("Việc này được giao cho [12] xã.", "actual"),
        ("Từ nay huyện phải giải ngân thêm [9 tỷ đồng].", "target"),
        # a share of what was given is reached, and so is what stands behind it
        ("Đã cấp [97%] kế hoạch Chính phủ giao; [12.000] người có thẻ.", "actual actual"),
        ("Giải ngân [71%] kế hoạch Thủ tướng giao, [12] dự án khởi công.", "actual actual"),
        ("Trung ương giao [12.000] thẻ; đến cuối tháng xã cấp [900] thẻ.", "target actual"),
        ("Tỉnh giao thành phố [60%], thị xã [50%].", "target target"),
        # a share alone in brackets behind a plan; above the whole it says how far the plan was passed
        ("Tỷ lệ số hóa là [61%], vượt xa mục tiêu cả năm ([50%]).", "actual target"),
        ("Tỷ lệ số hóa là [22,4%], bằng nửa chỉ tiêu năm 2023 ([45,5%]).", "actual target"),
        ("Xã thu [9 tỷ đồng], vượt kế hoạch năm ([105%]).", "actual actual"),
        ("Số hóa kết quả ([41%]/[50%]).", "actual target"),
        ("Xã hoàn thành [12] chỉ tiêu ([80%]).", "actual actual"),
        # what is asked for, and what is guessed of what goes on
        ("Xã kiến nghị huyện hỗ trợ [12] máy và nâng đường truyền lên tối thiểu [100 Mbps].", "target target"),
        ("Theo đề nghị của xã, huyện đã hỗ trợ [12] máy.", "actual"),
        ("Cả nước ước có khoảng [4,3 triệu] ví điện tử đang hoạt động.", "estimate"),
        ("Toàn tỉnh có [4.300] ví điện tử đang hoạt động.", "actual"),
        ("Huyện ước thu [6%], và vẫn còn [41] thôn lõm sóng.", "estimate actual"),
    ],
)  # fmt: skip
def test_aims_beside_results(metrics: Callable[..., list[Metric]], text: str, expected: str) -> None:
    assert " ".join(m.status for m in metrics(text, published=date(2023, 8, 22))) == expected


@pytest.mark.parametrize(
    ("share", "expected"), [("[3%] tổng chi ngân sách", "actual actual"), ("[3%] số hộ", "actual target")]
)
def test_a_share_of_the_budget_is_allotted_as_the_sum_is(
    metrics: Callable[..., list[Metric]], share: str, expected: str
) -> None:
    found = metrics(f"Năm 2024, tỉnh chi [12 tỷ đồng], bằng {share}.", published=date(2024, 1, 12))
    assert " ".join(m.status for m in found) == expected
