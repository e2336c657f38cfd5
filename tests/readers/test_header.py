from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dxextract.knowledge.layout import load_layout
from dxextract.readers.furniture import split_lines
from dxextract.readers.header import find_date_lines, publication

PATTERNS = Path(__file__).parents[2] / "patterns"
RULES = load_layout(PATTERNS, yaml.safe_load((PATTERNS / "fragments.yaml").read_text("utf-8")))
TITLE = "Đồng Tháp quyết tâm chuyển đổi số"
PARAGRAPH = "Đến nay, toàn tỉnh có 906 dịch vụ công trực tuyến toàn trình, đạt 50,4% tổng số dịch vụ."


def published(*lines: str) -> date | None:
    return publication(find_date_lines(split_lines("\n\n".join(lines)), RULES))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cập nhật ngày: 14/04/2024 05:33:48", date(2024, 4, 14)),
        ("25/01/2023 | 06:06 GMT+7", date(2023, 1, 25)),
        ("Thứ Sáu, 16/09/2022, 06:00 [GMT+7]", date(2022, 9, 16)),
        ("05/12/2022 - 09:40", date(2022, 12, 5)),
        ("(BGĐT) - Cập nhật: 07:30, 14/05/2024", date(2024, 5, 14)),
        ("Thứ tư, 3/2/2021 10:05", date(2021, 2, 3)),
        ("Ngày đăng: 08/07/2021 | Lượt xem: 2.015", date(2021, 7, 8)),
        ("Thứ sáu, 10/05/2024", date(2024, 5, 10)),
        ("Hà Nội, ngày 12 tháng 3 năm 2024", date(2024, 3, 12)),
        ("12 Tháng 3, 2024", date(2024, 3, 12)),
        ("08-07-2021", date(2021, 7, 8)),
        ("26.4.2020", date(2020, 4, 26)),
        ("08:15, 16/11/2023 (GMT+7)", date(2023, 11, 16)),
        ("Đăng lúc: 8h15, 16/11/2023", date(2023, 11, 16)),
        ("Xuất bản: 16/11/2023", date(2023, 11, 16)),
        ("2024-04-14T05:33:48+07:00", date(2024, 4, 14)),
        ("Published: 2024-04-14 05:33", date(2024, 4, 14)),
        ("14/04/24 05:33", date(2024, 4, 14)),
        ("QTV, thứ Tư, 09/10/2019 | 14:22 GMT+7", date(2019, 10, 9)),
        ("12/10/2022 07:00:12 | Trang chủ > Xã hội số", date(2022, 10, 12)),
        ("01/03/2023 10:25 Số lượt xem: 216", date(2023, 3, 1)),
        ("14:39 PM 17/10/2019 In bài viết này", date(2019, 10, 17)),
        ("THU HUYỀN - 12/10/2022 08:00", date(2022, 10, 12)),
        ("Thời sự | 12/10/2022 08:00", date(2022, 10, 12)),
        ("Chuyển đổi số 12/10/2022 08:00", date(2022, 10, 12)),
        ("Cổng TTGTĐT tỉnh - 18/07/2019 16:40", date(2019, 7, 18)),
        ("(Đăng ngày 08/07/2022, kèm theo Báo cáo số 118/BC-STTTT ngày 05/7/2022)", date(2022, 7, 8)),
        ("Báo điện tử - 15:05, 30/12/2020", date(2020, 12, 30)),
        ("Báo Cần Thơ Online | 06:30, 15/09/2025", date(2025, 9, 15)),
        ("Sở Nội vụ - 14/05/2024 08:00", date(2024, 5, 14)),
        ("Cập nhật: 15/4/2026, 09:05 | Chỉ đạo, điều hành", date(2026, 4, 15)),
        ("19/06/2023 07:00 | Nhịp sống số", date(2023, 6, 19)),
        ("Nhịp sống quanh ta • 19/06/2023 • 07:00", date(2023, 6, 19)),
        ("Khai mạc chương trình lúc 08:00 ngày 14/05/2024", None),
        ("Đất và người | 08:15 16/11/2023", date(2023, 11, 16)),
        ("Đất và người họp bàn giải pháp mới | 08:15 16/11/2023", None),
        ("Đất và người | 16/11/2023 tiếp tục", None),
        ("Nhịp sống ngày nay Online | 08/04/2025 14:10", date(2025, 4, 8)),
        ("Sáng mai mưa rào diện rộng khắp vùng | 08/04/2025 14:10", None),
        ("Sở có 12 phòng, họp lúc 08:00 ngày 14/05/2024", None),
        ("Cập nhật: 15/05/2024 | Ngày đăng: 14/05/2024", date(2024, 5, 14)),
        ("Cập nhật ngày: 29/02/2024", date(2024, 2, 29)),
        ("Cập nhật ngày: 29/02/2023", None),
        ("31/02/2024 08:00", None),
        ("Ngày 8/10, UBND tỉnh họp", None),
        ("Số liệu cập nhật đến ngày 31/12/2023", None),
        ("Tính đến 30/6/2023", None),
        ("Kế hoạch số 17/KH-UBND ngày 29/01/2021", None),
        ("Họp báo quý IV (28/11/2022)", None),
        ("Giai đoạn 2021-2025", None),
    ],
)
def test_a_line_below_the_title(line: str, expected: date | None) -> None:
    assert published(TITLE, line, PARAGRAPH) == expected


def test_the_date_may_stand_above_the_title() -> None:
    assert published("16/11/2023 08:15", TITLE, PARAGRAPH) == date(2023, 11, 16)


def test_a_title_with_a_date_is_no_date_line() -> None:
    assert published("Đà Nẵng 29/3/2025", PARAGRAPH) is None


@pytest.mark.parametrize("line", ["Ngày 15/11/2023", "15/11/2023", "Thứ sáu, 10/05/2024"])
def test_a_bare_date_between_paragraphs_heads_a_part(line: str) -> None:
    assert published(TITLE, PARAGRAPH, line, PARAGRAPH) is None


@pytest.mark.parametrize("line", ["15/11/2023 08:00", "Cập nhật: 15/11/2023", "(BGĐT) - Ngày đăng: 15/11/2023"])
def test_a_time_or_a_label_does_below_the_lead(line: str) -> None:
    assert published(TITLE, PARAGRAPH, line, PARAGRAPH) == date(2023, 11, 15)


def test_a_time_deep_in_the_body_does_not() -> None:
    assert published(TITLE, *[PARAGRAPH] * 20, "15/11/2023 08:00", *[PARAGRAPH] * 20) is None


@pytest.mark.parametrize("line", ["Cập nhật ngày: 06/09/2024", "06/09/2024", "Cần Thơ, ngày 6 tháng 9 năm 2024"])
def test_the_date_may_stand_at_the_end(line: str) -> None:
    assert published(TITLE, PARAGRAPH, "Thu Sương", line) == date(2024, 9, 6)


def test_a_bare_date_in_a_table_at_the_end_does_not() -> None:
    assert published(TITLE, PARAGRAPH, "TT", "Đơn vị", "Ngày", "1", "Sở Nội vụ", "06/09/2024") is None


def test_the_day_of_publication_wins_over_the_update() -> None:
    assert published(TITLE, "Cập nhật: 15/05/2024", PARAGRAPH, "Ngày đăng: 14/05/2024") == date(2024, 5, 14)


def test_the_clock_of_the_site_yields_to_the_byline() -> None:
    clock, byline = "Thứ Sáu, ngày 23 tháng 08 năm 2019, 09:25:27", "Lê Thu - 04:47, 21/11/2023"
    assert published(clock, TITLE, byline, PARAGRAPH) == date(2023, 11, 21)
    assert published(clock, TITLE, PARAGRAPH) == date(2019, 8, 23)
    assert published(f"Ngày đăng: {clock}", TITLE, byline, PARAGRAPH) == date(2019, 8, 23)


def test_an_impossible_date_leaves_the_word_to_the_next() -> None:
    assert published(TITLE, "Ngày đăng: 31/02/2024", "Cập nhật: 14/05/2024", PARAGRAPH) == date(2024, 5, 14)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from("/-."), st.times())
def test_every_day_is_read(day: date, separator: str, time: object) -> None:
    shown = separator.join((f"{day.day:02}", f"{day.month:02}", f"{day.year}"))
    assert published(TITLE, f"Cập nhật ngày: {shown} {str(time)[:8]}", PARAGRAPH) == day


@given(st.text(alphabet="0123456789/-:. hngàythứ", max_size=40))
def test_no_line_crashes(line: str) -> None:
    found = published(TITLE, line, PARAGRAPH)
    assert found is None or 1900 <= found.year < 2100


def test_a_date_beside_who_put_the_page_on_the_site() -> None:
    line = "09/10/2024 - Người đăng: Văn phòng UBND tỉnh - Lượt xem: 417"
    assert published(TITLE, line, PARAGRAPH) == date(2024, 10, 9)
    assert published(TITLE, "09/10/2024 - Người đăng ký: 417", PARAGRAPH) is None
