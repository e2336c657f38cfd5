"""Paragraphs, headings and blocks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.article import Article
from dxextract.document import Document
from dxextract.spans import Span
from dxextract.text import contract_text, fold, plain_spaces
from dxextract.tokenizer.claims import claim
from dxextract.tokenizer.layout import lay_out

ABBREVIATIONS = frozenset({"TP."})


def document(text: str, *, title: str | None = None, furniture: tuple[Span, ...] = ()) -> Document:
    article = Article(source="a.txt", text=text, title=title, furniture=furniture)
    return lay_out(article, abbreviations=ABBREVIATIONS)


def paragraphs(text: str, *, title: str | None = None) -> list[tuple[int, str]]:
    return [(p.block, text[p.start : p.end]) for p in document(text, title=title).paragraphs]


def headings(text: str, *, title: str | None = None) -> list[str]:
    return [text[p.start : p.end] for p in document(text, title=title).paragraphs if p.heading]


def test_blank_lines_part_blocks() -> None:
    assert paragraphs("Câu một.\n\nCâu hai.\n \u00a0\n\u200b\nCâu ba.") == [
        (0, "Câu một."),
        (1, "Câu hai."),
        (2, "Câu ba."),
    ]


def test_a_block_with_a_sentence_a_line_is_one_paragraph() -> None:
    assert paragraphs("Câu một.\nCâu hai.\n\nCâu ba.") == [(0, "Câu một.\nCâu hai."), (1, "Câu ba.")]


def test_where_lines_hold_several_sentences_each_is_a_paragraph() -> None:
    assert paragraphs("Câu một. Câu hai.\nCâu ba.\nCâu bốn.") == [
        (0, "Câu một. Câu hai."),
        (0, "Câu ba."),
        (0, "Câu bốn."),
    ]


def test_a_heading_is_a_paragraph_of_its_block() -> None:
    text = "Mục tiêu đến năm 2030\nĐạt 100%.\nĐạt 80%.\n\nĐạt 70%."
    assert paragraphs(text) == [(0, "Mục tiêu đến năm 2030"), (0, "Đạt 100%.\nĐạt 80%."), (1, "Đạt 70%.")]
    assert headings(text) == ["Mục tiêu đến năm 2030"]


@pytest.mark.parametrize("bullet", ["-", "+", "•", "a)", "–"])
def test_items_stay_with_the_line_that_introduces_them(bullet: str) -> None:
    text = f"Câu một. Câu hai.\nTính đến 30/6, toàn tỉnh có:\n{bullet} 5 xã. Tốt.\n{bullet} 6 huyện;\nCâu ba."
    assert paragraphs(text) == [
        (0, "Câu một. Câu hai."),
        (0, f"Tính đến 30/6, toàn tỉnh có:\n{bullet} 5 xã. Tốt.\n{bullet} 6 huyện;"),
        (0, "Câu ba."),
    ]
    assert headings(text) == []


def test_items_stay_with_their_introduction_across_blank_lines() -> None:
    text = "Toàn tỉnh có:\n\n- 5 xã;\n\n- gồm:\n\n+ 6 huyện.\n\n7 ấp."
    assert paragraphs(text) == [(0, "Toàn tỉnh có:\n\n- 5 xã;\n\n- gồm:\n\n+ 6 huyện."), (4, "7 ấp.")]


def test_items_without_introduction_stand_alone() -> None:
    assert paragraphs("Câu một.\n\n- 5 xã.\n\n- 6 xã.") == [(0, "Câu một."), (1, "- 5 xã."), (2, "- 6 xã.")]


@pytest.mark.parametrize(
    "line",
    ["Hạ tầng số", "1. Hạ tầng số", "I. KẾT QUẢ", "“Quả ngọt đầu mùa”", "Vì sao chuyển đổi số?", "Kết quả cụ thể:"],
)
def test_headings(line: str) -> None:
    assert headings(f"{line}\nTỉnh đạt 95%.") == [line]
    assert headings(f"{line}\n\nTỉnh đạt 95%.") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Tỉnh đạt 95%.",
        "Anh nói: “Rất vui.”",
        "Tỉnh có 5 xã;",
        "Tỉnh có 5 xã,",
        "và nhiều xã khác…",
        "- Hạ tầng số",
        "a) Hạ tầng số",
        "do Sở tổ chức",
        "Sở A\t12\t15",
        "Xã hội số | Trang chủ",
        "62,7%",
        "11/10/2023 16:25",
        "Tỷ",
        "Tỉnh có 5 xã. Huyện có 6 xã",
        "Chuyển đổi số " * 9,
    ],
)
def test_no_headings(line: str) -> None:
    assert headings(f"{line}\nTỉnh đạt 95%.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a) Năm 2022\n\n- Đạt 5%;\n\nb) Đến năm 2025\n\n- Đạt 6%.", ["a) Năm 2022", "b) Đến năm 2025"]),
        ("a) Năm 2022\n- Đạt 5%;\n- Đạt 6%.", ["a) Năm 2022"]),
        ("Gồm có\n\na) Hạ tầng số\n\nb) Dữ liệu số\n\nTỉnh đạt 95%.", ["Gồm có"]),
        ("Bảng 1. Kết quả năm 2023\n\n- Đạt 5%.", ["Bảng 1. Kết quả năm 2023"]),
        ("TT\nĐơn vị\nTổng điểm\nHạng", []),
    ],
)
def test_labels_captions_and_cells(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Tít bài", "1. Mục tiêu", "a) Năm 2025", "- Đạt 5%.", "b) Năm 2030", "- Đạt 6%."], [1, 4]),
        (["Tít bài", "I. Kết quả", "1. Hạ tầng", "Đạt 5%.", "2. Dữ liệu", "Đạt 6%."], [1, 4]),
        (["Tít bài", "I. Kết quả", "1. Hạ tầng", "Đạt 5%.", "II. Kinh phí", "Đạt 6%."], [4]),
        (["Tít bài", "Kết quả năm 2025", "Hạ tầng số", "Đạt 5%.", "Dữ liệu số", "Đạt 6%."], [1, 4]),
        (["Tít bài", "Kết quả năm 2025", "Đạt 5%.", "Kinh phí", "Đạt 6%."], [3]),
        (["Tít bài", "I. Kết quả", "Đạt 5%.", "Kinh phí cả năm", "Đạt 6%."], [3]),
        (["Tít bài", "Kết quả năm 2025", "(Theo báo cáo)", "Đạt 6%."], [1]),
        (["Tít bài", "Đạt 6%."], []),
        (["Tít bài", "Kết quả gồm:", "- Đạt 5%.", "Đạt 6%."], []),
    ],
)
def test_what_headings_a_paragraph_stands_under(lines: list[str], expected: list[int]) -> None:
    laid = document("\n\n".join(lines), title=lines[0])
    numbers = [
        lines.index(laid.text[laid.paragraphs[i].start : laid.paragraphs[i].end]) for i in laid.paragraphs[-1].headings
    ]
    assert numbers == expected


def test_cells_of_a_table_are_no_headings() -> None:
    text = "Đơn vị tính\nSố hồ sơ\nTỷ lệ số\n1\nSở Công Thương\n118\nSở Tư pháp\n96"
    assert headings(text) == []
    assert paragraphs(text) == [(0, text)]


def test_the_title_is_a_heading_whatever_it_looks_like() -> None:
    title = "Tỉnh đã làm được nhiều việc."
    assert headings(f"{title}\nTỉnh đạt 95%.", title=f" {title}\n") == [title]
    assert headings(f"{title}\nTỉnh đạt 95%.", title="Khác") == []


def test_furniture_is_blanked_and_parts_blocks() -> None:
    text = "Câu một.\nLượt xem: 613\nCâu hai."
    start = text.index("Lượt")
    laid = document(text, furniture=(Span(start, start + len("Lượt xem: 613")),))
    assert laid.article.text == text
    assert laid.text == "Câu một.\n             \nCâu hai."
    assert [(p.block, laid.text[p.start : p.end]) for p in laid.paragraphs] == [(0, "Câu một."), (1, "Câu hai.")]
    assert laid.claims == ()


@pytest.mark.parametrize("text", ["", "\n", " \u00a0\n\u200b"])
def test_an_empty_text_has_nothing(text: str) -> None:
    laid = document(text)
    assert (laid.paragraphs, laid.sentences, laid.claims) == ((), (), ())


LINES = st.lists(
    st.sampled_from(
        ["", " ", "Tỉnh có:", "- 5 xã;", "Hạ tầng số", "Câu một. Câu hai.", "62,7%", "TP. Sa Đéc", "\u200b", "é 😀"]
    ),
    max_size=25,
).map("\n".join)


@given(st.one_of(LINES, st.text().map(contract_text)))
def test_a_document_is_whole(text: str) -> None:
    laid = document(text)
    assert laid.text == plain_spaces(text)
    assert laid.folded == fold(text)
    assert laid.claims == claim(laid.text)
    assert all(a.end <= b.start for a, b in pairwise(laid.paragraphs))
    assert all(a.block <= b.block for a, b in pairwise(laid.paragraphs))
    for sentence in laid.sentences:
        assert laid.paragraphs[sentence.paragraph].contains(sentence)
    # A paragraph begins with a sentence and ends with one: nothing lies between them but blanks.
    for number, paragraph in enumerate(laid.paragraphs):
        inside = [s for s in laid.sentences if s.paragraph == number]
        assert (inside[0].start, inside[-1].end) == (paragraph.start, paragraph.end)
