from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dxextract.knowledge.layout import load_layout
from dxextract.readers.furniture import find_furniture, is_name, recognise, split_lines

PATTERNS = Path(__file__).parents[2] / "patterns"
RULES = load_layout(PATTERNS, yaml.safe_load((PATTERNS / "fragments.yaml").read_text("utf-8")))
PARAGRAPH = "Đến nay, toàn tỉnh có 906 dịch vụ công trực tuyến toàn trình, đạt 50,4% tổng số dịch vụ."


def masked(text: str) -> list[str]:
    lines = split_lines(text)
    return [text[lines[i].start : lines[i].end] for i in find_furniture(lines, RULES)]


@pytest.mark.parametrize(
    "line",
    [
        "Hiện nay, cổng có 12.000 lượt xem",
        "Lượt xem trang đạt 12.000 trong tháng 3",
        "Nguồn: ngân sách tỉnh 20 tỷ đồng",
        "Người dân gọi hotline 1900 9095 để được hỗ trợ",
        "Sở Nội vụ thực hiện 12 cuộc kiểm tra",
        "Toàn tỉnh có 2.400 ý kiến bạn đọc gửi về cổng",
        "Tin, bài: 1.200 lượt đăng",
        "24/7",
        "62,7%",
        "118",
        "Quang cảnh buổi làm việc",
        "Truy cập https://dichvucong.gov.vn để nộp hồ sơ",
        "ĐT 741: 12 km",
        "Chia sẻ - kết nối 188 đơn vị",
    ],
)
def test_content_stays(line: str) -> None:
    assert masked(f"Tiêu đề\n{PARAGRAPH}\n{line}\n{PARAGRAPH}") == []


@pytest.mark.parametrize(
    ("line", "author", "outlet"),
    [
        ("Bài, ảnh: HOÀNG SEO", "HOÀNG SEO", None),
        ("Tin, ảnh: Q.Hùng", "Q.Hùng", None),
        ("An Nhiên (thực hiện)", "An Nhiên", None),
        ("Nguồn: NTO", None, "NTO"),
        ("Nguồn Đồng Tháp: http://www.example.vn/a-93140.aspx", None, "Đồng Tháp"),
        ("Nguồn Cổng Thông tin điện tử tỉnh Đồng Tháp", None, "Cổng Thông tin điện tử tỉnh Đồng Tháp"),
        ("Bài: Thu Hà | Nguồn: BHG", "Thu Hà", "BHG"),
        ("Chia sẻ bài viết | In trang", None, None),
        ("[Trở về] [In trang] Số lần đọc: 482", None, None),
    ],
)
def test_author_and_outlet(line: str, author: str | None, outlet: str | None) -> None:
    (only,) = split_lines(line)
    found = recognise(only.piece, RULES)
    assert found is not None
    assert (found.author, found.outlet) == (author, outlet)


def test_headlines_of_other_articles_go_until_the_end() -> None:
    related = "Tin cùng chuyên mục\nVăn Lãng: Hồng Vành Khuyên lên sàn (02/12)\nHọp báo quý IV (28/11)"
    assert masked(f"Tiêu đề\n\n{PARAGRAPH}\n\n{related}") == related.split("\n")


def test_a_box_inside_the_article_ends_where_prose_goes_on() -> None:
    text = f"Tiêu đề\n{PARAGRAPH}\nTin liên quan\nHọp báo quý IV (28/11)\n{PARAGRAPH}\nĐạt 95%"
    assert masked(text) == ["Tin liên quan", "Họp báo quý IV (28/11)"]


def test_a_menu_above_the_article_takes_nothing_along() -> None:
    assert masked(f"Tin mới\nHọp báo quý IV\n\n{PARAGRAPH}") == ["Tin mới"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q.Hùng", True),
        ("MỸ XUYÊN", True),
        ("Hải Quân - Thu Huyền", True),
        ("Người dân", False),
        ("Phường 4", False),
        ("", False),
        ("- -", False),
    ],
)
def test_names(text: str, expected: bool) -> None:
    assert is_name(text) is expected


@given(st.text(alphabet=" \t\n\r\u200b\u00a0()[]|-<>.:;aĐồ1/😀İ", max_size=80))
def test_lines_are_where_they_say(text: str) -> None:
    lines = split_lines(text)
    for line in lines:
        shown = text[line.start : line.end]
        assert shown
        assert "\n" not in shown
        assert line.piece.words
        assert len(line.piece.words) == len(line.piece.printed) <= len(line)
        for part in line.piece.parts():
            assert part.words in line.piece.words
    assert list(lines) == sorted(lines)
    kept = "".join(text[line.start : line.end] for line in lines)
    assert [c for c in kept if c in "aĐồ1"] == [c for c in text if c in "aĐồ1"]
