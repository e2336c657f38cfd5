from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.readers.dates import parse_day, prints, url_day

DAY = date(2024, 4, 19)


@pytest.mark.parametrize(
    "value",
    [
        "2024-04-19",
        "2024-4-19",
        "20240419",
        "2024/04/19 08:15",
        "2024-04-19T08:15:00",
        "2024-04-19T08:15:00+07:00",
        "2024-04-19T08:15:00.123456+0700",
        "2024-04-18T17:30:00Z",  # half past midnight in Vietnam
        "2024-04-18 20:15:00 UTC",
        "2024-04-19T16:59:59Z",
        "19/04/2024",
        "19-4-2024 08:15",
        "19.04.2024",
        "Thứ Sáu, 19/04/2024, 08:15 (GMT+7)",
        "08:15 | 19/04/2024",
        "4/19/2024 8:15:00 AM",
        "Ngày 19 tháng 4 năm 2024",
        "19 Tháng 4, 2024",
        "Fri, 19 Apr 2024 08:15:00 +0700",
        "Thu, 18 Apr 2024 18:00:00 GMT",
        "April 19, 2024",
        "19 April 2024",
        1713489300,
        1713489300000,
        "1713489300",
        "1713489300000",
        date(2024, 4, 19),
        datetime(2024, 4, 19, 23, 59),
        datetime(2024, 4, 18, 17, 0, tzinfo=UTC),
    ],
)
def test_days(value: object) -> None:
    assert parse_day(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        True,
        "hôm qua",
        "tháng 4/2024",
        "2024",
        "2024-04",
        "2024-13-40",
        "31/02/2024",
        "0001-01-01T00:00:00",
        "1970-01-01",
        0,
        float("nan"),
        float("inf"),
        10**400,
        "4/5/2024 8:15:00 AM",
        "19/04/2024 - 20/04/2024",
        "2024-04-19 2024-04-20",
        "Quyết định số 861/QĐ-UBND ngày 19/4/2024 của Ủy ban nhân dân tỉnh về việc ban hành kế hoạch chuyển đổi số",
        ["2024-04-19"],
    ],
)
def test_no_days(value: object) -> None:
    assert parse_day(value) is None


def test_day_and_month_are_in_this_order() -> None:
    assert parse_day("05/04/2024") == date(2024, 4, 5)
    assert parse_day("5/5/2024 8:15 AM") == date(2024, 5, 5)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.binary(), st.datetimes()))
def test_nothing_breaks_it(value: object) -> None:
    day = parse_day(value)
    assert day is None or 1990 <= day.year <= 2099


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat()) == parse_day(f"{day:%d/%m/%Y}") == day
    for name in (f"{day:%Y/%m/%d}/bai.html", f"bai-{day:%Y%m%d}081500.htm"):
        assert url_day(f"https://a.vn/{name}") == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://baodongthap.vn/2024/04/19/bai-viet.html", DAY),
        ("https://baodongthap.vn/tin/2024/4/19/bai", DAY),
        ("https://a.vn/2024-04-19/bai", DAY),
        ("https://a.vn/chuyen-doi-so-20240419081512345.htm", DAY),
        ("https://a.vn/bai-20240419.html?d=20230701", DAY),
        ("https://a.vn/2024/04/bai.html", None),
        ("https://a.vn/bai-93140.aspx", None),
        ("https://a.vn/quyet-dinh-ngay-01-07-2023.html", None),
        ("https://a.vn/20249919/bai", None),
        ("https://a.vn/bai-20240419123.html", None),  # eleven figures are the number of an article
        ("https://a.vn/2024/04/19/bai-20230701.html", None),  # two days
        ("", None),
    ],
)
def test_days_in_addresses(url: str, day: date | None) -> None:
    assert url_day(url) == day


@pytest.mark.parametrize(
    ("text", "day", "printed"),
    [
        ("Nghị định ngày 1/7/2023", date(2023, 7, 1), True),
        ("ngày 01 tháng 07 năm 2023", date(2023, 7, 1), True),
        ("đến tháng 7/2023", date(2023, 7, 1), True),
        ("tháng 7 năm 2023", date(2023, 7, 1), True),
        ("tháng 7/2023", date(2023, 7, 2), False),
        ("năm 2023", date(2023, 1, 1), True),
        ("năm 2023", date(2023, 7, 1), False),
        ("861/QĐ-UBND", date(2023, 7, 1), False),
    ],
)
def test_printed_days(text: str, day: date, printed: bool) -> None:
    assert prints(text, day) is printed
