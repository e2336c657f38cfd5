"""Time expressions are found, told apart and dated."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dxextract.article import Article
from dxextract.finders.period_roles import PeriodRole
from dxextract.finders.periods import PeriodMention, find_periods
from dxextract.knowledge.periods import PeriodRules, load
from dxextract.tokenizer.layout import lay_out

ROOT = Path(__file__).parents[2]
PUBLISHED = date(2024, 4, 14)


@cache
def rules() -> PeriodRules:
    fragments = yaml.safe_load((ROOT / "patterns" / "fragments.yaml").read_text("utf-8"))
    return load(ROOT / "patterns", ROOT / "gazetteer", fragments)


def find(text: str, *, published: date | None = PUBLISHED) -> tuple[PeriodMention, ...]:
    article = Article(source="x", text=text, published=published)
    return find_periods(lay_out(article, abbreviations=frozenset()), rules())


def written(mention: PeriodMention) -> str:
    """The dates as the guideline writes them."""
    return f"{mention.since or ''}..{mention.until or ''}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("năm 2022", "2022-01-01..2022-12-31"),
        ("vào năm 2025", "2025-01-01..2025-12-31"),
        ("đến năm 2025", "..2025-12-31"),
        ("đến 2025, kinh tế số", "..2025-12-31"),
        ("Cuối năm 2020", "..2020-12-31"),
        ("cả năm 2023", "2023-01-01..2023-12-31"),
        ("PCI 2023", "2023-01-01..2023-12-31"),
        ("giai đoạn 2021 - 2025", "2021-01-01..2025-12-31"),
        ("giai đoạn 2021–2025", "2021-01-01..2025-12-31"),
        ("năm học 2023-2024", "2023-09-01..2024-08-31"),
        ("3 tháng đầu năm học 2023-2024", "2023-09-01..2023-11-30"),
        ("Sáu tháng đầu của năm học 2022 - 2023", "2022-09-01..2023-02-28"),
        ("trong hai ngày 5 và 6/3/2024", "2024-03-05..2024-03-06"),
        ("Trong 2 ngày 5 và 6/3, chợ", "2024-03-05..2024-03-06"),
        ("từ ngày 1/3/2024 (khi chợ mở lại) đến ngày 14/3/2024", "2024-03-01..2024-03-14"),
        ("Đầu năm 2023, tỷ lệ này mới đạt 12%", "2023-01-01..2023-01-31"),
        ("Nếu thời điểm đầu tháng 12/2023, con số chỉ là 12", "2023-12-01..2023-12-31"),
        ("quý I/2024", "2024-01-01..2024-03-31"),
        ("quý II năm 2023", "2023-04-01..2023-06-30"),
        ("đến hết quý III/2022", "..2022-09-30"),
        ("6 tháng đầu năm 2023", "2023-01-01..2023-06-30"),
        ("6 tháng cuối năm 2023", "2023-07-01..2023-12-31"),
        ("nửa đầu năm 2023", "2023-01-01..2023-06-30"),
        ("Chín tháng năm 2019", "2019-01-01..2019-09-30"),
        ("đến năm 2020 thì nhảy 10 bậc", "2020-01-01..2020-12-31"),
        ("Trong tháng 3/2024", "2024-03-01..2024-03-31"),
        ("tháng 12-2021", "2021-12-01..2021-12-31"),
        ("từ tháng 1 đến tháng 9/2023", "2023-01-01..2023-09-30"),
        ("Tính đến ngày 30.9.2024", "..2024-09-30"),
        ("Từ ngày 3 đến ngày 12/3, phường", "2024-03-03..2024-03-12"),
        ("Từ ngày 15 đến hết ngày 31/1/2023", "2023-01-15..2023-01-31"),
        ("Trong các ngày 5 - 7/9/2023", "2023-09-05..2023-09-07"),
        ("Trong tuần 25/3 - 29/3, phường", "2024-03-25..2024-03-29"),
        ("Tuần từ 29/1 đến 2/2, chợ", "2024-01-29..2024-02-02"),
        ("Trong tháng 2 và 3/2024", "2024-02-01..2024-03-31"),
        ("Các tháng 5, 6 và 7 năm 2023", "2023-05-01..2023-07-31"),
        ("Trong tháng 2 và 3, thị trấn", "2024-02-01..2024-03-31"),
        ("Tính đến 04/9/2023", "..2023-09-04"),
        ("tính đến hết ngày 31 tháng 12 năm 2023", "..2023-12-31"),
        ("Tính đến 15 giờ ngày 31/12/2023", "..2023-12-31"),
        ("Từ 1/1 đến 30/9/2022", "2022-01-01..2022-09-30"),
        ("lũy kế từ ngày 1-1 đến 14-11-2024", "2024-01-01..2024-11-14"),
        ("Từ ngày 15/12/2022 - 14/12/2023", "2022-12-15..2023-12-14"),
        ("từ đầu tháng 1/2015", "2015-01-01.."),
        ("kể từ khi hợp nhất ngày 1/3/2024 đến nay", "2024-03-01..2024-04-14"),
        ("từ khi chuyển về trụ sở mới vào tháng 3/2024, ", "2024-03-01.."),
        ("từ thời điểm bàn giao đến hết ngày 1/3/2024", "..2024-03-01"),
        ("từ đầu năm 2024 đến nay", "2024-01-01..2024-04-14"),
        ("trong 06 tháng đầu năm 2023, có", "2023-01-01..2023-06-30"),
        ("từ ngày 1/3/2024 (khi Luật số 26/2023/QH15 có hiệu lực) đến nay", "2024-03-01..2024-04-14"),
        ("từ 15/1 đến 28/2 thu nhận", "2024-01-15..2024-02-28"),
        ("Qúy II năm 2023, có", "2023-04-01..2023-06-30"),
        ("đến hết T12/2023, có", "..2023-12-31"),
        ("trong 2 tháng (7 và 8/2023), có", "2023-07-01..2023-08-31"),
        ("từ khi vận hành chính quyền hai cấp (1/7/2023) đến 10/9/2023", "2023-07-01..2023-09-10"),
    ],
)
def test_what_is_said_in_full(text: str, expected: str) -> None:
    (mention,) = find(f"Theo báo cáo, {text}")
    assert (mention.role, written(mention)) == (PeriodRole.VALUE, expected)
    assert mention.text in text


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("đến nay có", PUBLISHED, "..2024-04-14"),
        ("hiện nay có", PUBLISHED, "..2024-04-14"),
        ("Hiện toàn tỉnh có", PUBLISHED, "..2024-04-14"),
        ("tính đến thời điểm hiện tại có", PUBLISHED, "..2024-04-14"),
        ("đến nay có", None, ".."),
        ("cuối năm có", PUBLISHED, "..2024-12-31"),
        ("cuối năm có", date(2024, 1, 14), "..2023-12-31"),
        ("cuối năm phấn đấu có", date(2024, 1, 14), "..2024-12-31"),
        ("đến cuối năm có", date(2024, 1, 14), "..2024-12-31"),
        ("từ đầu nhiệm kỳ đến nay", PUBLISHED, "..2024-04-14"),
        ("từ đầu năm đến nay", PUBLISHED, "2024-01-01..2024-04-14"),
        ("năm nay", PUBLISHED, "2024-01-01..2024-12-31"),
        ("năm ngoái", PUBLISHED, "2023-01-01..2023-12-31"),
        ("năm tới", PUBLISHED, "2025-01-01..2025-12-31"),
        ("năm nay", None, ".."),
        ("cuối năm nay", PUBLISHED, "..2024-12-31"),
        ("quý I năm nay", PUBLISHED, "2024-01-01..2024-03-31"),
        ("Trong tháng 12", PUBLISHED, "2023-12-01..2023-12-31"),
        ("đến ngày 15/3", PUBLISHED, "..2024-03-15"),
        ("đến ngày 15/12", PUBLISHED, "..2023-12-15"),
        ("đến ngày 15/3", None, ".."),
        ("phấn đấu trong quý II đạt", date(2024, 3, 20), "2024-04-01..2024-06-30"),
        ("mục tiêu quý I là", PUBLISHED, "2024-01-01..2024-03-31"),
        ("trong tháng 3 tới", date(2024, 2, 20), "2024-03-01..2024-03-31"),
        ("8 tháng đầu năm", date(2022, 9, 16), "2022-01-01..2022-08-31"),
        ("9 tháng đầu năm", date(2023, 1, 16), "2022-01-01..2022-09-30"),
        ("Năm học vừa qua", date(2022, 9, 8), "2021-09-01..2022-08-31"),
        ("Năm học vừa qua", date(2022, 7, 8), "2021-09-01..2022-08-31"),
        ("Năm học vừa qua", date(2022, 3, 8), "2020-09-01..2021-08-31"),
        ("năm học trước", date(2022, 7, 8), "2020-09-01..2021-08-31"),
        ("kết thúc 9 tháng, có", date(2023, 10, 8), "2023-01-01..2023-09-30"),
        ("những năm qua", PUBLISHED, ".."),
        ("lũy kế 6 tháng 118 tỷ đồng", date(2022, 7, 8), "2022-01-01..2022-06-30"),
        ("ước 9 tháng đạt 45%", date(2023, 8, 28), "2023-01-01..2023-09-30"),
        ("từ đầu năm học đến nay", date(2023, 11, 14), "2023-09-01..2023-11-14"),
    ],
)
def test_what_hangs_on_the_day_of_publication(text: str, published: date | None, expected: str) -> None:
    (mention,) = find(f"Theo báo cáo, {text}", published=published)
    assert (mention.role, written(mention)) == (PeriodRole.VALUE, expected)
    assert mention.needs_published or mention.unit == "vague"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trong tháng 8/2020 đạt 97,8% (tháng 7: 96,9%)", "2020-07-01..2020-07-31"),
        ("Báo cáo 9 tháng năm 2022. Lũy kế 9 tháng là 389 tỷ đồng", "2022-01-01..2022-09-30"),
        ("Đạt 86% trong 7 tháng năm 2023, trong khi cùng kỳ năm trước chỉ 31,5%", "2022-01-01..2022-07-31"),
        ("Tỷ trọng năm 2021 và 2022 lần lượt là 4,9% và 5,81%", "2022-01-01..2022-12-31"),
        ("Năm 2021 tăng 6% so với năm 2020. Trong năm, xã lắp 5 trạm", "2021-01-01..2021-12-31"),
    ],
)
def test_what_was_said_before_dates_the_last(text: str, expected: str) -> None:
    assert written(find(text, published=None)[-1]) == expected


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("tăng 3 bậc so với năm 2022", PeriodRole.BASELINE),
        ("giảm so với đầu năm", PeriodRole.BASELINE),
        ("tăng 15% so với cùng kỳ", PeriodRole.BASELINE),
        ("gấp 4,1 lần cùng kỳ", PeriodRole.BASELINE),
        ("Nghị quyết số 04-NQ/TU ngày 31/12/2021", PeriodRole.EVENT),
        ("ngày 27/10 tổ chức hội nghị", PeriodRole.EVENT),
        ("Sáng 15/9, UBND tỉnh họp", PeriodRole.EVENT),
        ("Quyết định 2459 ban hành năm 2016", PeriodRole.EVENT),
        ("do Bộ công bố tháng 7/2023", PeriodRole.EVENT),
        ("hoàn thành trước 30/6, báo cáo", PeriodRole.EVENT),
        ("Hội thi Sáng tạo kỹ thuật lần thứ 18 năm 2024 - 2025", PeriodRole.NAME),
        ("Hội nghị chuyển đổi số tỉnh Trà Vinh năm 2023 diễn ra", PeriodRole.NAME),
        ("Chương trình chuyển đổi số giai đoạn 2021 - 2025", PeriodRole.NAME),
        ("tầm nhìn đến năm 2030", PeriodRole.NAME),
        ("tại hội nghị sơ kết 6 tháng đầu năm 2024, xã trồng", PeriodRole.EVENT),
        ("Lễ hội (15/8-14/9/2024) mở", PeriodRole.VALUE),
        ("Lễ hội 15/8-14/9/2024 mở", PeriodRole.EVENT),
        ("như năm 2022", PeriodRole.BASELINE),
        ("hầu như năm 2022", PeriodRole.VALUE),
        ("tỷ lệ đạt 40% của năm 2019", PeriodRole.VALUE),
        ("Đề án đặt mục tiêu đến năm 2025, đạt 90%", PeriodRole.VALUE),
        ("kinh phí thực hiện Đề án giai đoạn 2021-2025 là", PeriodRole.VALUE),
        ("Kế hoạch đến năm 2025 đặt ra là 100% thôn có sóng", PeriodRole.VALUE),
        ("Kế hoạch chuyển đổi số đến năm 2025 của tỉnh", PeriodRole.NAME),
        ("Theo quy hoạch đến năm 2030, tỉnh có", PeriodRole.VALUE),
        ("Theo quy hoạch đến năm 2030 của tỉnh", PeriodRole.NAME),
        ("PAR Index: 2018 – hạng 54", PeriodRole.VALUE),
        (
            "Thực hiện Thỏa thuận về cổng dữ liệu, đô thị thông minh với tập đoàn giai đoạn 2018-2023, xã",
            PeriodRole.NAME,
        ),
        ("Thực hiện Nghị quyết về đô thị thông minh, giai đoạn 2018-2023, xã có", PeriodRole.VALUE),
        ("Xây dựng đô thị, cổng dữ liệu với tập đoàn giai đoạn 2018-2023, xã có", PeriodRole.VALUE),
    ],
)
def test_roles(text: str, role: PeriodRole) -> None:
    (mention,) = find(text)
    assert mention.role is role


@pytest.mark.parametrize(
    "text",
    [
        "thực hiện chuyển đổi số hiện đại",
        "đạt 12/12 huyện, thành phố",
        "phủ sóng đến 9/9 xã",
        "hướng dẫn ba đến năm tiểu thương",
        "Kế hoạch số 12/2024/KH-UBND",
        "kéo dài 9 tháng",
        "quý vị và các bạn",
        "tỷ lệ 30/63, cả nước",
        "cùng thời điểm 30/63 tỉnh",
        "vượt mốc 12/12 xã",
        "mỗi năm, hằng năm",
        "ngày 31/2/2024",
        "từ ngày 30/6/2023 đến ngày 1/1/2023",
        "quý trước là 9 tỷ đồng",
        "trong 5 năm tới chiếm 9%",
    ],
)
def test_what_is_no_dated_time(text: str) -> None:
    assert [m.text for m in find(text) if m.dated] == []


JOINTS = ["từ ", "đến ", "ngày ", "so với ", "và ", "đầu ", "cuối ", ", ", ".\n", "(", ")", "😀", "\u200b"]
TIMES = [
    "30/6",
    "/2023",
    " tháng ",
    "năm ",
    "2022",
    "2025 - 2021",
    "quý IV",
    "9",
    "cùng kỳ",
    "nay ",
    "hiện ",
    "29/2/2023",
]
PIECES = st.sampled_from([*JOINTS, *TIMES, "giai đoạn ", "năm học "])
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))


@given(st.lists(PIECES, max_size=25).map("".join), st.none() | DAYS)
def test_mentions_are_ordered_and_true_to_the_text(text: str, published: date | None) -> None:
    mentions = find(text, published=published)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.since is None or mention.until is None or mention.since <= mention.until
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Bảy tháng qua, tỉnh mở 9 lớp", date(2024, 8, 9), "2024-01-01..2024-07-31"),
        ("Mười hai tháng qua, tỉnh mở 9 lớp", date(2024, 1, 5), "2023-01-01..2023-12-31"),
        ("Ba tháng qua, tỉnh mở 9 lớp", date(2024, 8, 9), "-"),
        ("Doanh thu 7 tháng đạt 9 tỷ đồng", date(2024, 8, 9), "2024-01-01..2024-07-31"),
        ("Trong năm, toàn tỉnh mở 9 lớp", date(2024, 12, 20), "2024-01-01..2024-12-31"),
        ("Năm 2023 khó khăn. Trong năm, tỉnh mở 9 lớp", date(2024, 1, 20), "2023-01-01..2023-12-31"),
        ("Trong năm, tỉnh mở 9 lớp", date(2024, 1, 20), "-"),
        ("Trong 3 năm (2021-2023), tỉnh mở 9 lớp", date(2024, 8, 9), "2021-01-01..2023-12-31"),
        ("Đến tháng 2/2024 có 9 lớp. Cùng thời điểm trên, có 4 tổ", date(2024, 8, 9), "..2024-02-29"),
        ("Năm 2023 đạt 9 điểm. SIPAS cùng năm đạt 8 điểm", date(2024, 8, 9), "2023-01-01..2023-12-31"),
        ("Đích đến của năm 2025 là 9 lớp", date(2024, 8, 9), "2025-01-01..2025-12-31"),
        ("Kế hoạch đến cuối năm lắp 9 trạm", date(2024, 8, 9), "..2024-12-31"),
        ("Trong 7 tháng, cả xã trồng 9 ha", date(2024, 8, 9), "2024-01-01..2024-07-31"),
        ("Lượng khách trong 7 tháng tăng 9%", date(2024, 8, 9), "2024-01-01..2024-07-31"),
        ("Trong 3 tháng, cả xã trồng 9 ha", date(2024, 8, 9), "-"),
        ("Trạm y tế trong 7 tháng khám cho 9 lượt người", date(2024, 8, 9), "2024-01-01..2024-07-31"),
        ("Bảy tháng, cả xã trồng 9 ha", date(2024, 8, 9), "2024-01-01..2024-07-31"),
        ("Ba tháng, cả xã trồng 9 ha", date(2024, 8, 9), "-"),
        ("Kế hoạch trồng 12 ha, 7 tháng đã trồng 9 ha", date(2024, 8, 9), "2024-01-01..2024-07-31"),
        ("Vượt mục tiêu cả năm 9,5%", date(2024, 8, 9), "2024-01-01..2024-12-31"),
        ("Sau 3 tháng vận hành (1/4 - 30/6/2024)", date(2024, 8, 9), "2024-04-01..2024-06-30"),
        ("Sang tuần thứ hai (7/7 - 11/7), trạm khám cho 9 người", date(2024, 8, 9), "2024-07-07..2024-07-11"),
        ("Tính chung hai tháng 6 và 7/2024, xã trồng 9 ha", date(2024, 8, 9), "2024-06-01..2024-07-31"),
        ("Trong ba tháng 5, 6 và 7, xã trồng 9 ha", date(2024, 8, 9), "2024-05-01..2024-07-31"),
        ("Giai đoạn 2 (2026-2030) trồng 9 ha", date(2024, 8, 9), "2026-01-01..2030-12-31"),
        ("Chia theo thời kỳ: 2016-2020 trồng 9 ha", date(2024, 8, 9), "2016-01-01..2020-12-31"),
        ("Năm 2021 tăng lên 9% từ 7% của năm trước", date(2024, 8, 9), "2020-01-01..2020-12-31"),
        ("Năm 2021 khó khăn. Mức của năm trước là 9%", date(2024, 8, 9), "2023-01-01..2023-12-31"),
        ("Nếu như trong năm 2021 xã có 9 trạm", date(2024, 8, 9), "2021-01-01..2021-12-31"),
        ("Sơ kết 6 tháng đầu năm 2024, cả xã trồng 9 ha", date(2024, 8, 9), "2024-01-01..2024-06-30"),
        ("Tổng kết năm 2023: cả xã trồng 9 ha", date(2024, 8, 9), "2023-01-01..2023-12-31"),
        ("Tầm nhìn đến năm 2045, xã trồng 9 ha", date(2024, 8, 9), "..2045-12-31"),
        ("Tính đến thời điểm 30/6 xã trồng 9 ha", date(2024, 8, 9), "..2024-06-30"),
        ("Từ thời điểm 1/7, xã trồng 9 ha", date(2024, 8, 9), "2024-07-01.."),
    ],
)
def test_times_reported_on(text: str, published: date, expected: str) -> None:
    last = find(text, published=published)[-1]
    assert last.role is PeriodRole.VALUE
    assert (f"{last.since or ''}..{last.until or ''}" if last.dated else "-") == expected


@pytest.mark.parametrize(
    "text",
    [
        "sau 3 tháng đạt 9%",
        "trong 6 tháng triển khai, xã trồng 9 ha",
        "trong 6 tháng tới trồng 9 ha",
        "đường dài 2016-2020 m",
        "lãi suất kỳ hạn 6 tháng đạt 9%",
        "phiên thứ bảy trong năm, bàn",
        "trong năm tỉnh Tây Nguyên",
    ],
)
def test_no_time_reported_on(text: str) -> None:
    assert not [m for m in find(text, published=date(2024, 7, 9)) if m.dated]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ngày 30/9/2023, Cổng Dịch vụ công chấm tỉnh 89 điểm", PeriodRole.VALUE),
        ("Ngày 30/9/2023, UBND tỉnh họp với 89 điểm cầu", PeriodRole.EVENT),
        ("Trong 8 trục của PAPI 2022, tỉnh đứng đầu", PeriodRole.VALUE),
        ("cao hơn PAPI 2022", PeriodRole.BASELINE),
        ("đạt 86 điểm, kém năm 2022 hai điểm", PeriodRole.BASELINE),
        ("Theo số liệu trên Cổng Dịch vụ công ngày 30/9/2023, xã đạt 83,7 điểm", PeriodRole.VALUE),
        ("Theo thống kê của cảng ngày 2/3, có 48 tàu", PeriodRole.VALUE),
        ("Theo số liệu công bố tại hội nghị ngày 30/9/2023 ở thị xã, có 7 xã", PeriodRole.EVENT),
        ("Theo công văn ngày 30/9/2023, xã có 5 tổ", PeriodRole.EVENT),
    ],
)
def test_days_of_records_and_editions(text: str, role: PeriodRole) -> None:
    [mention] = find(text)
    assert (mention.role, mention.attached) == (role, False)
