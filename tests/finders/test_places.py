"""Place names in running text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.article import Article
from dxextract.document import Document
from dxextract.finders.places import find_places, find_regions
from dxextract.knowledge.load import Knowledge
from dxextract.text import contract_text
from dxextract.tokenizer.layout import lay_out

LayOut = Callable[..., Document]


def _found(document: Document, knowledge: Knowledge) -> list[str]:
    mentions = find_places(document, knowledge.places)
    return [document.text[m.start : m.end] + ("*" if m.in_name else "") for m in mentions]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Đồng Tháp xếp thứ 5 cả nước.", ["Đồng Tháp", "cả nước"]),
        ("UBND tỉnh Đồng Tháp và TP.HCM ký kết.", ["tỉnh Đồng Tháp", "TP.HCM"]),
        ("NINH THUẬN: HỘI NGHỊ TRỰC TUYẾN", ["NINH THUẬN"]),
        ("các huyện Bắc Bình, Tuy Phong và Đức Linh", ["huyện Bắc Bình", "Tuy Phong", "Đức Linh"]),
        ("thành phố Phan Rang - Tháp Chàm dẫn đầu", ["thành phố Phan Rang - Tháp Chàm"]),
        ("ở chợ Đồng Văn, 142 gian hàng", ["Đồng Văn"]),
        ("xã Hòa Bình, huyện Chi Lăng", ["xã Hòa Bình", "huyện Chi Lăng"]),
        ("chợ phường 2, thành phố Trà Vinh", ["phường 2", "thành phố Trà Vinh"]),
        ("học sinh huyện Trảng Bôm giới thiệu", ["huyện Trảng Bôm"]),
        ("các huyện Ea H’leo, Lắk và M’Drắk", ["huyện Ea H’leo", "Lắk", "M’Drắk"]),
        ("Trường Đại học Mở Thành phố Hồ Chí Minh", ["Thành phố Hồ Chí Minh*"]),
        ("theo Báo Đồng Tháp và VNPT Đồng Tháp", ["Đồng Tháp*", "Đồng Tháp*"]),
        ("Đài Phát thanh - Truyền hình Đồng Tháp", ["Đồng Tháp*"]),
        ("ông Đồng Văn Thanh, Chủ tịch", ["Đồng Văn*"]),
        ("bà Nguyễn Hòa Bình cho biết", ["Hòa Bình*"]),
        ("vùng Đồng Tháp Mười", ["Đồng Tháp*"]),
        ("Bí thư Tỉnh ủy Đồng Tháp Lê Minh Hoan", ["Đồng Tháp"]),
        ("phường 1 Bảo Lộc hạng 12", ["phường 1 Bảo Lộc"]),
        ("xã Hải Minh có 21 tổ, Hải Minh bán hàng", ["xã Hải Minh", "Hải Minh"]),
        ("tuyến Hà Nội, hồ sơ trực tuyến Đồng Tháp", ["Hà Nội*", "Đồng Tháp"]),
        ("Tuyến\nĐồng Tháp", ["Đồng Tháp"]),
        ("Tại Hải Minh, 5 hộ", ["Hải Minh"]),
        ("63/63 tỉnh, thành phố của 63 tỉnh, thành phố", ["63 tỉnh, thành phố"]),
        # no names of places
        ("cuộc sống hòa bình, đồng tháp", []),
        ("tư tưởng Hồ Chí Minh", []),
        ("dong thap xep thu 5", []),
        ("Hải Minh bán hàng qua mạng", []),
        ("lên 25 dịch vụ", []),
    ],
)
def test_names(text: str, wanted: list[str], lay_out_text: LayOut, knowledge: Knowledge) -> None:
    assert _found(lay_out_text(text), knowledge) == wanted


def test_a_type_word_chooses_the_candidates(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    mentions = find_places(lay_out_text("Vĩnh Long, thành phố Vĩnh Long, thị xã Long Mỹ"), knowledge.places)
    candidates = [{place.id for place in mention.candidates} for mention in mentions]
    assert candidates[1:] == [{"D855"}, {"D937"}]
    assert {"P86", "N86"} <= candidates[0]
    assert [mention.typed for mention in mentions] == [False, True, True]


def test_a_list_shares_the_type_word(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    mentions = find_places(lay_out_text("các xã Hải Minh, Hải Anh và Hải Trung"), knowledge.places)
    assert [mention.typed for mention in mentions] == [True, True, True]
    assert all(place.level == "commune" for mention in mentions for place in mention.candidates)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("đứng thứ 2 ĐBSCL", ["Đồng bằng sông Cửu Long"]),
        ("vùng trung du, miền núi phía Bắc", ["Trung du và miền núi phía Bắc"]),
        ("khu vực Tây Nguyên và Đông Nam Bộ", ["Tây Nguyên", "Đông Nam Bộ"]),
        ("tỉnh Đồng Tháp", []),
    ],
)
def test_regions(text: str, wanted: list[str], lay_out_text: LayOut, knowledge: Knowledge) -> None:
    assert [region.region for region in find_regions(lay_out_text(text), knowledge.places)] == wanted


_PIECES = st.sampled_from(
    [
        "huyện ",
        "tỉnh ",
        "TP.",
        "Đồng Tháp",
        "Châu Thành A",
        "xã Hòa Bình",
        ", ",
        " và ",
        "\n",
        "😀",
        "M’Drắk",
        "cả nước",
        " 95% ",
        "ông ",
    ]
)


@given(text=st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=15).map("".join))
def test_spans_are_in_order_and_apart(knowledge: Knowledge, text: str) -> None:
    document = lay_out(Article("test", contract_text(text)), abbreviations=knowledge.abbreviations)
    mentions = find_places(document, knowledge.places)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    for mention in mentions:
        assert 0 <= mention.start <= mention.name_start < mention.end <= len(document.text)
        assert mention.candidates


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hai xã cũ Tìa Dình và Háng Lìa nhập lại", ["xã cũ Tìa Dình", "Háng Lìa"]),
        ("đường vào xã vùng cao Xa Dung", ["xã vùng cao Xa Dung"]),
        (
            "Các xã lân cận là Xa Dung, Phình Giàng, Háng Lìa đạt 60%",
            ["xã lân cận là Xa Dung", "Phình Giàng", "Háng Lìa"],
        ),
        ("ba xã: Xa Dung, Phình Giàng và Háng Lìa", ["xã: Xa Dung", "Phình Giàng", "Háng Lìa"]),
        ("vào Tìa Dình, xã biên giới mới lập", ["Tìa Dình"]),
        ("một điểm sáng là Tìa Dình, xã chọn làm du lịch số", ["Tìa Dình"]),
        # no type word speaks of the name
        ("ông Tìa Dình, xã chọn làm tổ trưởng", []),
        ("Tìa Dình, xã viên của hợp tác xã", []),
        ("vào Tìa Dình, xã đã có điện", []),
        ("ở cấp xã là Tìa Dình kể lại", []),
        ("Tìa Dình, xã hội số", []),
    ],
)
def test_communes_that_are_told_by_more_than_their_type(
    text: str, wanted: list[str], lay_out_text: LayOut, knowledge: Knowledge
) -> None:
    assert _found(lay_out_text(text), knowledge) == wanted
