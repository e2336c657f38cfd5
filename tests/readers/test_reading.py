from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dxextract.article import Article
from dxextract.errors import InputError
from dxextract.knowledge.layout import LayoutRules
from dxextract.readers.content import tidy_tables
from dxextract.readers.options import Limits, ReadOptions
from dxextract.readers.reading import read
from dxextract.readers.records import Raw

TEXT = "Đến nay, toàn tỉnh có 906 dịch vụ công trực tuyến toàn trình, đạt 50,4% tổng số dịch vụ."
URL = "https://a.vn/2024/04/21/bai.html"


@pytest.fixture
def read_fields(rules: LayoutRules) -> Any:
    def run(options: ReadOptions | None = None, **fields: object) -> Article:
        raw = Raw(source="a.csv#7", format="fields", data=fields, where="line 9")
        return read(raw, rules, options or ReadOptions())

    return run


def test_the_order_of_dates(read_fields: Any) -> None:
    header = f"Cập nhật: 20/04/2024 08:15\n\n{TEXT}"
    given = ReadOptions(published=date(2024, 4, 18))
    for options, fields, day, basis in (
        (given, {"text": header, "date": "19/04/2024", "url": URL}, 18, "given"),
        (None, {"text": header, "date": "19/04/2024", "url": URL}, 19, "meta"),
        (None, {"text": header, "date": "hôm qua", "url": URL}, 20, "header"),
        (None, {"text": TEXT, "url": URL}, 21, "url"),
    ):
        article = read_fields(options, **fields)
        assert (article.published, article.published_basis) == (date(2024, 4, day), basis)
    assert read_fields(text=f"{TEXT} Quyết định ngày 1/7/2023.").published_basis == "none"


@pytest.mark.parametrize("day", ["2023-07-01", "2023-01-01"])
def test_a_guess_out_of_the_text_is_none(read_fields: Any, day: str) -> None:
    trafilatura = {"fingerprint": "x", "hostname": "a.vn", "date": day}
    text = f"{TEXT} Quyết định ngày 1/7/2023."
    assert read_fields(text=text, **trafilatura).published is None
    assert read_fields(text=TEXT, **trafilatura).published == date.fromisoformat(day)
    assert read_fields(text=text, date=day).published == date.fromisoformat(day)


def test_the_text_is_title_and_body(read_fields: Any) -> None:
    for body in (TEXT, f"Tiêu đề\n{TEXT}", f"TIÊU ĐỀ.\n\n\n{TEXT}", f"\n {TEXT} \r\n"):
        article = read_fields(title=" Tiêu\n đề ", content=body)
        assert (article.title, article.text) == ("Tiêu đề", f"Tiêu đề\n\n{TEXT}")


def test_a_lead_is_part_of_the_body_once(read_fields: Any) -> None:
    assert read_fields(text=TEXT, sapo="Tóm tắt.").text == f"Tóm tắt.\n\n{TEXT}"
    assert read_fields(text=TEXT, sapo=TEXT[:40]).text == TEXT


def test_markup_in_a_field(read_fields: Any) -> None:
    assert read_fields(text=f"<p>{TEXT}</p><p>Hai&nbsp;dòng</p>").text == f"{TEXT}\n\nHai\u00a0dòng"
    assert read_fields(text=TEXT.replace("ị", "&#7883;")).text == TEXT


def test_a_reject_says_where(read_fields: Any) -> None:
    for fields, stage, reason in (
        ({"title": "a"}, "read", "no_text"),
        (
            {"text": "The people of the province and the markets of it."},
            "language",
            "not_vietnamese",
        ),
        ({"text": "<br>"}, "decode", "empty"),
        ({"text": b"a\x00b\xff"}, "decode", "binary"),
    ):
        with pytest.raises(InputError, match=r"^line 9: ") as caught:
            read_fields(**fields)
        assert (caught.value.stage, caught.value.reason) == (stage, reason)


def test_a_value_may_be_too_large(read_fields: Any) -> None:
    with pytest.raises(InputError) as caught:
        read_fields(ReadOptions(limits=Limits(article_bytes=50)), text=TEXT)
    assert caught.value.reason == "too_large"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a | b |\n|---|---|\n| 1 |  |", "a | b\n1 | -"),
        ("| a | b | \n| :-- | --: |\n| 1 | 2 | ", "a | b\n1 | 2"),
        ("Thứ Ba | 19/04/2024", "Thứ Ba | 19/04/2024"),
        ("---\na", "---\na"),
        ("|" * 100_000 + "x", "|" * 100_000 + "x"),
    ],
)
def test_tables_in_text(text: str, expected: str) -> None:
    assert tidy_tables(text) == expected
