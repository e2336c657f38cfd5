"""Where sentences end, and where they do not."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dxextract.knowledge.abbreviations import load_abbreviations
from dxextract.tokenizer.claims import claim
from dxextract.tokenizer.sentences import lines, split_sentences

ROOT = Path(__file__).parents[2]
ABBREVIATIONS = load_abbreviations(ROOT / "patterns")


def split(text: str) -> list[str]:
    spans = split_sentences(text, claim(text), abbreviations=ABBREVIATIONS)
    return [text[span.start : span.end] for span in spans]


# One case a line; "‖" marks where a sentence ends and the next begins.
ENDS = [
    "Tỉnh đạt 95%.‖ Năm sau phấn đấu 100%.",
    "Có 12 xã.‖ 100% xã có mạng.",
    "Đến năm 2023.‖ Trong đó, tỉnh đạt 5,5%.",
    "Theo kế hoạch năm.‖Về phần mình, tỉnh đã làm.",
    "đạt 100 %.‖Trong tháng 8, hệ thống tiếp nhận hồ sơ.",
    "Xếp hạng 25/63.‖Trong đó kinh tế số xếp thứ 3.",
    "ban hành ngày 26.4.2020.‖Về phần mình",
    "(giai đoạn 2021 - 2025).‖Tỉnh cũng đã làm.",
    "Anh nói: “Rất vui.”‖ Chị cũng vậy.",
    "Anh nói: “Rất vui”.‖ Chị cũng vậy.",
    "Anh nói: “Rất vui.”‖Chị cũng vậy.",
    "Kết quả tốt.‖ “Chúng tôi rất mừng”, anh nói.",
    "Kết quả tốt.‖“Chúng tôi rất mừng”, anh nói.",
    "Vì sao?‖ Vì thiếu vốn!‖ Nay đã đủ.",
    "Vì sao?!‖Vì thiếu vốn.",
    "nền tảng công dân số...‖ Trung tâm dữ liệu đã hoạt động.",
    "nền tảng công dân số…‖ Trung tâm dữ liệu đã hoạt động.",
    "nền tảng công dân số...‖Trung tâm dữ liệu đã hoạt động.",
    "giáo dục, y tế v.v.‖ Trong đó y tế là chính.",
    "theo chỉ đạo của T.Ư.‖ Tỉnh đã làm.",
    "của UBND tỉnh và TT&TT.‖ Hiện có 5 xã.",
    "dòng một không có dấu chấm‖\ndòng hai",
    "dòng một\r‖dòng hai\u2028‖dòng ba\r\n‖dòng bốn",
    "tham gia.\u200b‖Về phần mình",
    "tham gia.\u00a0‖ Về phần mình",
    "tại dichvucong.gov.vn.‖ Hiện có 5 xã.",
    "tại https://dichvucong.gov.vn.‖ Hiện có 5 xã.",
    "qua hệ thống.‖ eGov là nền tảng mới.",
    "Cao hơn năm trước.‖ - Kế hoạch năm nay cao hơn.",
    "1. Kết quả đạt 95%.‖ 2. Tồn tại còn nhiều.",
    "Tăng so với năm 2022.‖ (Ảnh: Báo tỉnh)",
    "Xã có 4G.‖ Huyện có 5G.",
    "Công nghiệp 4.0.‖Với quyết tâm cao",
]
GOES_ON = [
    "Tại TP. Sa Đéc có 5 xã.",
    "Tại TP.Sa Đéc và TP.HCM có 5 xã.",
    "Tại Tp.HCM; đại diện lãnh đạo các sở",
    "Tại tp. Cao Lãnh (TP. Sa Đéc, TX. Hồng Ngự)",
    "TP.Hồ Chí Minh, Q. Bình Thạnh, P. Tân Định",
    "ThS. Nguyễn Văn A và Th.S Trần B, Th.S. Lê C",
    "GS.TS Nguyễn A, GS.TS. Trần B, PGS.TS. Lê C, PGS. TS. Hồ D",
    "Anh Q.Hùng và chị T.Ư Mai",
    "Ban Chấp hành T.Ư Đảng",
    "Thành phố St. Petersburg",
    "giáo dục, y tế, v.v. và nông nghiệp",
    "giáo dục, y tế v.v... của tỉnh",
    "các nền tảng số... của tỉnh, xã hội số… và kinh tế số",
    "đạt 1.797 hồ sơ, 50.4 điểm, 48.500.000 đồng",
    "từ ngày 26.4.2020 đến 31.8.2020",
    "tại baodongthap.com.vn và https://a.vn/B.Trong/x.html có 5 tin",
    "Email a.B@tinh.gov.vn",
    "có 5 xã; Huyện A có 6 xã; Huyện B có 7 xã",
    "gồm: Huyện A, huyện B",
    "“Có chứ!” chị cười nói.",
    "“Vì sao?”, anh hỏi.",
    "1. Kết quả đạt được",
    "1.2. Kết quả đạt được",
    "II. TÌNH HÌNH CHUNG",
    "a. Mục tiêu chung",
    "- 1. Mục tiêu chung",
    "BẢNG 1. DỊCH VỤ CÔNG TRỰC TUYẾN",
    "Điều 5. Trách nhiệm của các sở",
    "… Trong khi đó, tỉnh có 5 xã",
    "(xem tr. 15)",
    "vitamin C.vn",
    "Bị can Nguyễn Văn A. khai nhận",
]


@pytest.mark.parametrize("marked", ENDS + GOES_ON)
def test_sentences(marked: str) -> None:
    assert split(marked.replace("‖", "")) == [part.strip(" \u00a0\u200b\r\n\u2028") for part in marked.split("‖")]


def test_abbreviations_are_an_argument() -> None:
    text = "Tại TP. Sa Đéc"
    assert len(split_sentences(text, (), abbreviations=frozenset())) == 2
    assert len(split_sentences(text, (), abbreviations=frozenset({"TP."}))) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b\n\u00a0 \n\ufeff"])
def test_nothing_in_nothing(text: str) -> None:
    assert split(text) == []
    assert not any(lines(text))


WRITTEN = [
    "Tỉnh",
    "xã",
    "TP.",
    "ThS.",
    "1.797",
    "26.4.2020",
    "50,4%",
    "A",
    "Q.",
    "v.v.",
    "a.vn",
    "1. ",
    "- ",
    "😀",
    "Về",
]
BETWEEN = [".", "...", "…", "?", "”", "“", ")", "(", ";", " ", "  ", "\n", "\r\n", "\u00a0", "\u200b"]
LIKE_TEXT = st.lists(
    st.sampled_from(WRITTEN + BETWEEN),
    max_size=60,
).map("".join)


@given(st.one_of(LIKE_TEXT, st.text()))
@example("\u0301. A")
def test_sentences_hold_the_whole_text_in_order(text: str) -> None:
    spans = split_sentences(text, claim(text), abbreviations=ABBREVIATIONS)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    held = "".join(text[span.start : span.end] for span in spans)
    blanks = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
    assert "".join(held.translate(blanks).split()) == "".join(text.translate(blanks).split())
    assert not any(set(text[span.start : span.end]) & set("\n\r\u2028\u2029") for span in spans)


@given(LIKE_TEXT)
def test_no_sentence_ends_inside_a_claim(text: str) -> None:
    claims = claim(text)
    for span in split_sentences(text, claims, abbreviations=ABBREVIATIONS):
        assert not any(c.start < edge < c.end for c in claims for edge in (span.start, span.end))


@given(LIKE_TEXT)
def test_lines_are_those_of_the_text(text: str) -> None:
    expected = [line.strip(" \u00a0\u200b") for line in text.replace("\r\n", "\n").split("\n")]
    assert [text[line.start : line.end] for line in lines(text)] == expected


@pytest.mark.parametrize("unit", ["a.", "1.", "(", ". . ", "A. ", "1. ", ".”", "." + " " * 50, "a\n", "năm.Về "])
def test_time_is_linear(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        taken = []
        for _ in range(3):
            start = perf_counter()
            split(text)
            taken.append(perf_counter() - start)
        return min(taken)

    # Four times the text: four times the time, where quadratic time would be sixteen times.
    assert seconds(80_000) < 9 * seconds(20_000) + 0.005
