from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dxextract.article import Article
from dxextract.knowledge.layout import load_layout
from dxextract.readers.plain import read_plain
from dxextract.text import contract_text

PATTERNS = Path(__file__).parents[2] / "patterns"
CORPUS = Path(__file__).parents[2] / "corpus" / "tuned"
RULES = load_layout(PATTERNS, yaml.safe_load((PATTERNS / "fragments.yaml").read_text("utf-8")))
PARAGRAPH = "Đến nay, toàn tỉnh có 906 dịch vụ công trực tuyến toàn trình, đạt 50,4% tổng số dịch vụ."

PAGE = f"""Hải Hậu đi chợ bằng mã QR

Cập nhật ngày: 22/08/2023 09:12
Lượt xem: 1.204

(NĐO) - {PARAGRAPH}

Mục tiêu đến năm 2025

{PARAGRAPH}

HẢI HẬU

< Trở về trang trước
Tin cùng chuyên mục
Văn Lãng: Hồng lên sàn (02/12)
"""


def read(text: str, published: date | None = None) -> Article:
    return read_plain(text, source="a.txt", rules=RULES, published=published)


def masked(article: Article) -> list[str]:
    return [article.text[span.start : span.end] for span in article.furniture]


def test_a_page() -> None:
    article = read(PAGE)
    assert article.text == PAGE
    assert article.source == "a.txt"
    assert article.title == "Hải Hậu đi chợ bằng mã QR"
    assert (article.published, article.published_basis) == (date(2023, 8, 22), "header")
    assert (article.author, article.outlet, article.language) == ("HẢI HẬU", "NĐO", "vi")
    assert masked(article) == [
        "Cập nhật ngày: 22/08/2023 09:12",
        "Lượt xem: 1.204",
        "HẢI HẬU",
        "< Trở về trang trước",
        "Tin cùng chuyên mục",
        "Văn Lãng: Hồng lên sàn (02/12)",
    ]


def test_a_given_date_wins() -> None:
    article = read(PAGE, published=date(2024, 1, 2))
    assert (article.published, article.published_basis) == (date(2024, 1, 2), "given")


def test_a_text_without_date() -> None:
    article = read(f"Tiêu đề\n\n{PARAGRAPH} Ngày 10/10/2023, tỉnh tổ chức hội nghị.")
    assert (article.published, article.published_basis) == (None, "none")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("TIN TỨC - SỰ KIỆN\nTrang chủ > Tin tức\n16/11/2023 08:15\nTiêu đề bài\n" + PARAGRAPH, "Tiêu đề bài"),
        ("\n \n  “Đề án 06 phải bắt đầu từ dữ liệu sạch”  \n" + PARAGRAPH, "“Đề án 06 phải bắt đầu từ dữ liệu sạch”"),
        ("Dòng một của tiêu đề\ndo đơn vị tổ chức\n" + PARAGRAPH, "Dòng một của tiêu đề"),
        ("Chuyển đổi số\n" + PARAGRAPH, "Chuyển đổi số"),
        ("Chuyển đổi số", "Chuyển đổi số"),
        (PARAGRAPH, None),
        (PARAGRAPH * 4 + "\n" + PARAGRAPH, None),
        ("Lượt xem: 613", None),
        ("Mục tiêu đến năm 2025:\n\n" + PARAGRAPH, None),
        ("...\n---", None),
        ("", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(
    ("ending", "author"),
    [
        (f"{PARAGRAPH}\nMỹ Lý", "Mỹ Lý"),
        (f"{PARAGRAPH}\nN.T\nÝ kiến bạn đọc (0)", "N.T"),
        (f"{PARAGRAPH}\nBài và ảnh: Việt Dư", "Việt Dư"),
        (f"{PARAGRAPH}\nNguồn: NTO", None),
        (f"{PARAGRAPH}\nQuang cảnh buổi làm việc", None),
        (f"{PARAGRAPH}\nPhường 4", None),
        (f"{PARAGRAPH}\nĐơn vị\n62,7%\nHuyện Quảng Ninh", None),
        (f"{PARAGRAPH}\nHết", None),
    ],
)
def test_author(ending: str, author: str | None) -> None:
    assert read(f"Tiêu đề\n{ending}").author == author


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [
        ("(LAO) - ", "LAO"),
        ("(HPĐT) ", "HPĐT"),
        ("BHG - ", "BHG"),
        ("TNĐT – ", "TNĐT"),
        ("BẮC GIANG - ", None),
        ("Huế - ", None),
        ("", None),
    ],
)
def test_outlet(opening: str, outlet: str | None) -> None:
    assert read(f"Tiêu đề\n{opening}{PARAGRAPH}").outlet == outlet


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PARAGRAPH, "vi"),
        ("Đồng Tháp đạt 95%", "vi"),
        ("The province reached 95% of its target in 2023.", "en"),
        ("12 345", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert read(text).language == language


def test_no_annotated_fact_of_the_corpus_is_masked_and_every_date_is_right() -> None:
    for path in sorted(CORPUS.glob("*.txt")):
        article = read(contract_text(path.read_bytes().decode("utf-8-sig")))
        gold = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
        assert article.published == gold["published"], path.name
        for fact in (fact for fact in gold["facts"] if not fact.get("opt")):
            before, rest = contract_text(fact["q"]).split("[[")
            inside, after = rest.split("]]")
            start = article.text.index(before + inside + after) + len(before)
            end = start + len(inside)
            assert not any(span.start < end and start < span.end for span in article.furniture), (path.name, inside)


@given(st.text(alphabet="\n \t\u200b😀aĐồ1/:.-|(>Lượtxem", max_size=200))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    article = read(text)
    assert article.text == text
    assert all(0 <= span.start < span.end <= len(text) for span in article.furniture)
    assert all(a.end <= b.start for a, b in zip(article.furniture, article.furniture[1:], strict=False))
    assert article.title is None or article.title in text


@pytest.mark.parametrize(
    "make",
    [
        lambda n: "Tin liên quan\nHọp báo (28/11)\n" * n,
        lambda n: "1/1/2024 " * n,
        lambda n: "a - | " * n,
        lambda n: "\n" * n * 10,
        lambda n: "1\n" * n * 5,
        lambda n: "Nguồn: a a a a a a a a a a\n" * n,
        lambda n: "Cập nhật 12/10/2022 08:00\n" * n,
    ],
    ids=["headlines", "one-line-of-dates", "one-line-of-parts", "breaks", "cells", "credits", "stamps"],
)
def test_time_grows_with_the_length_only(make: Callable[[int], str]) -> None:
    def seconds(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            started = time.perf_counter()
            read(text)
            best = min(best, time.perf_counter() - started)
        return best

    size = 1500
    assert seconds(make(4 * size)) < 10 * seconds(make(size)) + 0.05
