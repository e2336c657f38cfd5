from __future__ import annotations

import sys
from datetime import date

import pytest
import trafilatura

from dxextract.errors import InputError
from dxextract.readers.options import Limits
from dxextract.readers.page import declared_charset, is_fragment, read_fragment, read_page

BODY = "<p>Đến nay, toàn tỉnh có 906 dịch vụ công trực tuyến toàn trình, đạt 50,4% tổng số dịch vụ.</p>"


def page(head: str = "", body: str = BODY) -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Tin mới - Báo A</title>", "<h1>BÁO A</h1><h1>Tin  mới</h1>", "Tin mới"),
        ('<meta property="og:title" content="Tin mới">', "<h1>Cổng thông tin</h1>", "Tin mới"),
        (
            '<meta property="og:title" content="Tin mới về... ">',
            "<h1>Tin mới về cả ba xã</h1>",
            "Tin mới về cả ba xã",
        ),
        ("<title>Tin mới | Báo A</title>", "<p>Tin mới</p>", "Tin mới"),
        ("<title>Cổng thông tin</title>", "", None),
        ("<title>Cổng thông tin</title>", '<div class="detail-title">Một tiêu đề dài</div>', "Một tiêu đề dài"),
        ("", "<h1>Tin mới</h1>", "Tin mới"),
        ("", "<h2>Tin mới</h2>", "Tin mới"),
        ("", "<p>Mở đầu.</p><h2>Mục một</h2>", None),
    ],
)
def test_titles(head: str, body: str, title: str | None) -> None:
    assert read_page(page(head, body + BODY), Limits()).about.title == title


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ('<time datetime="2024-04-19">x</time>', date(2024, 4, 19)),
        ("<p><time>19/04/2024 08:15</time></p>", date(2024, 4, 19)),
        ('<span itemprop="datePublished" content="2024-04-19">hôm qua</span>', date(2024, 4, 19)),
        ("<time>18/04/2024</time><article><time>19/04/2024</time></article>", date(2024, 4, 19)),
        ("<article><time>18/04/2024</time><time class=published>19/04/2024</time></article>", date(2024, 4, 19)),
        ("<time>18/04/2024</time><time>19/04/2024</time>", None),
        ("<div class='related news'><time>19/04/2024</time></div>", None),
        ("<footer><time>19/04/2024</time></footer>", None),
        ("<p>Quyết định ngày <time>19/04/2024</time> của tỉnh.</p>", None),
        ("<time>hôm qua</time>", None),
    ],
)
def test_times(body: str, day: date | None) -> None:
    about = read_page(page(body=body + BODY), Limits()).about
    assert (about.published, about.basis) == (day, "time" if day else "none")


def test_words_in_small_elements_are_kept() -> None:
    marked = BODY.replace("906", "<mark>906</mark>").replace("50,4%", '<data value="50.4">50,4%</data>')
    assert "có 906 dịch vụ" in read_page(page(body=marked), Limits()).body
    assert "đạt 50,4% tổng" in read_page(page(body=marked), Limits()).body


@pytest.mark.parametrize(
    "article",
    [
        "<b>Thanh Hóa nộp qua mạng</b><br>Ngày 12-6-2024<br><br>Tỉnh có 310.221 hồ sơ, đạt 79,9%.<br>Có 4.357 tổ.<br>",
        "<font><b>Thanh Hóa nộp qua mạng</b><br>\nNgày 12-6-2024<p>Tỉnh có 310.221 hồ sơ, đạt 79,9%.<br>Có 4.357 tổ.",
    ],
)
def test_a_page_without_an_article_keeps_its_lines(article: str) -> None:
    page = f"<body><div>Trang chủ | Liên hệ</div>\n<div>{article}</div><div>Lượt truy cập: 1.234.567</div></body>"
    lines = ["Thanh Hóa nộp qua mạng", "Ngày 12-6-2024", "Tỉnh có 310.221 hồ sơ, đạt 79,9%.", "Có 4.357 tổ."]
    printed = [line for line in read_page(page, Limits()).body.split("\n") if line]
    assert printed == ["Trang chủ | Liên hệ", *lines, "Lượt truy cập: 1.234.567"]


def test_a_paragraph_that_is_wrapped_is_one() -> None:
    wrapped = "<p>Tỉnh Thanh Hóa đã giải quyết\n310.221 hồ sơ, tỷ lệ hồ sơ\nnộp trực tuyến đạt 79,9%.</p>"
    assert "\n" not in read_page(f"<body><nav>Trang chủ</nav>{wrapped}</body>", Limits()).body


def test_where_trafilatura_fails_the_page_is_read_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    expected = read_page(page(), Limits()).body
    monkeypatch.setattr(trafilatura, "bare_extraction", fail)
    assert read_page(page(), Limits()).body == expected


@pytest.mark.parametrize("markup", ["", "<html></html>", page(body="<script>a()</script>"), "<a " * 99, "\x00"])
def test_pages_without_text(markup: str) -> None:
    with pytest.raises(InputError) as caught:
        read_page(markup, Limits())
    assert caught.value.reason == "no_text"


def test_depth_has_a_limit() -> None:
    for depth in (300, 100_000):
        with pytest.raises(InputError) as caught:
            read_page("<div>" * depth + "x", Limits())
        assert caught.value.reason == "too_deep"
    assert Limits().html_depth * 2 < sys.getrecursionlimit()
    deep = "<div>" * 200 + BODY + "</div>" * 200
    assert "906" in read_page(page(body=deep), Limits()).body


def test_cells_that_span_are_limited() -> None:
    cell = '<tr><td colspan="99999">1</td><td rowspan="99999">2</td></tr>'
    assert len(read_page(page(body=f"<table>{cell * 1000}</table>"), Limits()).body) < 500_000


def test_fragments() -> None:
    assert is_fragment("a<br>b") and is_fragment("<p>a</p>")
    assert not is_fragment("5 < 6 và 7 > 6") and not is_fragment("<a>")
    assert read_fragment("a<br>b<p>c</p><script>d</script>", Limits()) == "a\nb\n\nc"
    assert read_fragment(" ", Limits()) == ""


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="windows-1258">', "windows-1258"),
        (b"<META http-equiv=Content-Type content='text/html; charset=x-viet-tcvn5712'>", "x-viet-tcvn5712"),
        (b"<p>charset=utf-8", None),
    ],
)
def test_the_declared_encoding(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset
