"""Which place a fact is about. Facts stand in square brackets; each test names the places in their order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.article import Article
from dxextract.document import Document
from dxextract.extractor import Extractor
from dxextract.finders.places import find_places
from dxextract.finders.tables import find_tables
from dxextract.knowledge.load import Knowledge
from dxextract.linkers.main_place import main_place
from dxextract.linkers.places import PlaceLink, PlaceLinker
from dxextract.spans import Span
from dxextract.text import contract_text
from dxextract.tokenizer.layout import lay_out

LayOut = Callable[..., Document]
DAY = date(2023, 8, 22)


def _links(marked: str, main: str | None, lay: LayOut, knowledge: Knowledge, day: date = DAY) -> list[PlaceLink]:
    facts: list[Span] = []
    text = ""
    for piece in re.split(r"(\[[^\]]*\])", marked):
        if piece.startswith("["):
            facts.append(Span(len(text), len(text) + len(piece) - 2))
        text += piece.strip("[]")
    document = lay(text, published=day)
    places = knowledge.places
    about = None if main is None else places.get(main, day)
    linker = PlaceLinker(document, find_places(document, places), places, about, facts)
    return [linker.link(fact) for fact in facts]


@pytest.mark.parametrize(
    ("main", "text", "wanted"),
    [
        # the clause's own place governs, until another takes over
        (
            "P02",
            "Còn [46] thôn lõm sóng. Riêng huyện Mèo Vạc còn [11] thôn, giảm [9] thôn.",
            "Hà Giang|Mèo Vạc|Mèo Vạc",
        ),
        ("P93", "Vị Thanh đạt [76%], còn huyện Long Mỹ chỉ [29%].", "Vị Thanh|Long Mỹ"),
        ("P40", "Ở Kỳ Sơn đạt [27%]. Toàn tỉnh đạt [60%].", "Kỳ Sơn|Nghệ An"),
        ("P40", "Thành phố Vinh đạt [85%]. Thanh toán trực tuyến của tỉnh tăng [23%].", "Vinh|Nghệ An"),
        ("P22", "Huyện Cô Tô là địa phương đầu tiên của tỉnh phủ wifi, với [23] điểm.", "Cô Tô"),
        ("P66", "Tại TP. Buôn Ma Thuột, UBND tỉnh Đắk Lắk họp. Có [215] đại biểu.", "Đắk Lắk"),
        ("P31", "Quận Lê Chân đạt [74%]. Toàn thành phố lập [2.127] tổ.", "Lê Chân|Hải Phòng"),
        # another province, in brackets and as a subject; its paragraph stays with the article's
        (
            "P24",
            "Dẫn đầu cả nước là Quảng Ninh ([92%]), tiếp đến là Hải Phòng ([91%]); tỉnh đạt [90%].",
            "Quảng Ninh|Hải Phòng|Bắc Giang",
        ),
        ("P24", "[Dẫn đầu] cả nước là Quảng Ninh.", "Quảng Ninh"),
        ("P24", "Tỉnh đứng thứ [tư], sau Quảng Ninh, Long An và Hải Phòng, tăng [2] điểm.", "Bắc Giang|Bắc Giang"),
        ("P38", "Năm 2021: thứ [20] (Nghệ An: [36]; Hà Tĩnh: [44]), tăng [2].", "Thanh Hóa|Nghệ An|Hà Tĩnh|Thanh Hóa"),
        ("P24", "An Giang xếp cuối với [81%]. Tiêu chí này đạt [11] điểm.", "An Giang|Bắc Giang"),
        ("P60", "Thanh long được khách ở Hà Nội, TP.HCM đặt mua [30 tấn].", "Bình Thuận"),
        ("P60", "Công ty ABC (TP. Hồ Chí Minh) tài trợ [200] máy tính.", "Bình Thuận"),
        # told off one by one
        (
            "P20",
            "Chi Lăng, Bắc Sơn và Văn Lãng lần lượt có [7.932], [5.106] và [4.377] đơn.",
            "Chi Lăng|Bắc Sơn|Văn Lãng",
        ),
        (
            "P49",
            "Xã A Tiêng (huyện Tây Giang) lập [8] tổ.\n\n"
            "Năm 2022, tỉnh bố trí [92] tỷ đồng, trải ra cho sở, ngành, huyện thì ít. Năm 2023 là [135] tỷ đồng.",
            "A Tiêng|Quảng Nam|Quảng Nam",
        ),
        # parts of which several are named, and an aside, do not go on
        (
            "N25",
            "Chung đạt [88%], trong đó xã Tam Nông [97%], xã Thọ Văn [98%]. Thanh toán đạt [79%].",
            "Phú Thọ|Tam Nông|Thọ Văn|Phú Thọ",
        ),
        (
            "N31",
            "Có [1.318] sản phẩm; nông dân xã Thanh Hà bán [340 tấn] vải. Có [18.940] hộ.",
            "Hải Phòng|Thanh Hà|Hải Phòng",
        ),
        ("N31", "Có [1.318] sản phẩm; xã Thanh Hà bán [340 tấn] vải. Có [18.940] hộ.", "Hải Phòng|Thanh Hà|Thanh Hà"),
        ("P15", "Thành phố Yên Bái đạt [19,5%], cao hơn mức [11,8%] bình quân chung toàn tỉnh.", "Yên Bái|Yên Bái"),
        ("P87", "Xoài Cao Lãnh, quýt hồng Lai Vung bán được [612 tấn].", "Đồng Tháp"),
        # who has a rank stands behind it; a place with others of its kind owns nothing
        (
            "P20",
            "PAR INDEX cấp huyện: [Dẫn đầu] là Hữu Lũng, thứ [hai] Cao Lộc, thứ [ba] Bình Gia.",
            "Hữu Lũng|Cao Lộc|Bình Gia",
        ),
        ("P20", "Hữu Lũng đứng thứ [hai] Lạng Sơn.", "Hữu Lũng"),
        ("P20", "Hạ ngầm [214 km] tại Hữu Lũng và các thị trấn, [30 km] ở Cao Lộc.", "Lạng Sơn|Cao Lộc"),
        ("P66", "Còn [14] buôn thuộc các huyện Ea Súp và Lắk, lần lượt là [9] và [5] buôn.", "Đắk Lắk|Ea Súp|Lắk"),
        (
            "P26",
            "Bình Xuyên, Yên Lạc lần lượt đạt [95%] và [93%], tăng [5%] và [4%].",
            "Bình Xuyên|Yên Lạc|Bình Xuyên|Yên Lạc",
        ),
        (None, "An Giang và Bạc Liêu đứng thứ [48] và [41].", "An Giang|Bạc Liêu"),
        (
            "P75",
            "Long Khánh ([80%]) và Trảng Bom ([75%]) lần lượt xếp thứ [hai] và thứ [ba].",
            "Long Khánh|Trảng Bom|Long Khánh|Trảng Bom",
        ),
        # lists that are not
        ("P80", "Tân An và Bến Lức cùng đạt [92%].", "Tân An"),
        ("P80", "Các huyện như Tân Hưng, Vĩnh Hưng đạt [30%].", "Long An"),
        ("P56", "Hai huyện miền núi Khánh Sơn và Khánh Vĩnh còn [9] thôn.", "Khánh Hòa"),
        ("P56", "Nha Trang và các địa phương ven biển đón [hai triệu] lượt.", "Khánh Hòa"),
        # owners behind the number
        (
            "P56",
            "Bán kính là [3,1 km], cao hơn so với [1,4 km] của thành phố Nha Trang. Cáp dài [6km].",
            "Khánh Hòa|Nha Trang|Khánh Hòa",
        ),
        ("P20", "[Dẫn đầu] các huyện là Hữu Lũng với [8.450] giao dịch.", "Hữu Lũng|Hữu Lũng"),
        ("P89", "Ông Bé, [52 tuổi], bán cá ở chợ Tịnh Biên, nói: thu [20 triệu đồng].", "Tịnh Biên|Tịnh Biên"),
        ("P92", "Bà Sáu, ngụ phường An Hòa, quận Ninh Kiều, chờ [3 phút].", "Cần Thơ"),
        ("P26", "Tam Đảo giành [ngôi đầu] của Yên Lạc ([87] điểm).", "Tam Đảo|Yên Lạc"),
        ("P46", "Cách trung tâm [70 km], xã A Roàng (huyện A Lưới) có [718] hộ.", "A Roàng|A Roàng"),
        (
            "P51",
            "Có [9] hồ sơ, trong đó Lý Sơn [1], Ba Tơ [2]; cước [26.000 đồng].",
            "Quảng Ngãi|Lý Sơn|Ba Tơ|Quảng Ngãi",
        ),
        ("P74", "Có [76%] khách hàng tại TP Dĩ An; công ty lắp [31] đồng hồ.", "Dĩ An|Bình Dương"),
        ("P46", "Thị xã Hương Thủy và thành phố Huế đứng thứ [1] và thứ [2].", "Hương Thủy|Huế"),
        ("P52", "Tỉnh đạt [88%], cao hơn mức bình quân chung cả nước [4%].", "Bình Định|Bình Định"),
        # communes and words that refer back
        ("P36", "Xã Hải Minh có [21] tổ. Ở tỉnh có [5] tổ. Hải Minh lập [9] tổ.", "Hải Minh|Nam Định|Hải Minh"),
        ("P20", "Bà Nghiệp, xã Hòa Bình, huyện Chi Lăng, bán [3,2 tấn].", "Chi Lăng"),
        ("P36", "Xã Hải Minh có [21] tổ. Đoàn Thanh niên xã giúp [1.900] người.", "Hải Minh|Hải Minh"),
        (
            "P89",
            "Tại huyện Chợ Mới, xã Hòa Bình đi đầu. Xã có [7/7] ấp. "
            "Khác với Hòa Bình, xã Vĩnh Thành (huyện Châu Thành) có [2] tổ.",
            "Hòa Bình|Vĩnh Thành",
        ),
        ("P94", "Ở thị xã Vĩnh Châu, [98] tổ hoạt động. Toàn thị xã có [612] thành viên.", "Vĩnh Châu|Vĩnh Châu"),
        (
            "P80",
            "Huyện Cần Giuộc đạt [60%], cao hơn bình quân của tỉnh ([52%]) và đứng thứ [3] toàn tỉnh với [80] điểm.",
            "Cần Giuộc|Long An|Cần Giuộc|Cần Giuộc",
        ),
        # what a number of units, a table of parts, an owner in brackets and an introduction say
        ("P36", "Xã Hải Minh đạt [95] điểm; [5] xã dưới [70] điểm.", "Hải Minh|Nam Định|Nam Định"),
        ("P36", "Xã Hải Minh có [5] thôn; [3] thôn có sóng.", "Hải Minh|Hải Minh"),
        ("P36", "Huyện Hải Hậu đạt [88%]. Các huyện còn lại đạt [12%].", "Hải Hậu|Nam Định"),
        ("P36", "Trên địa bàn huyện Hải Hậu, nhà mạng lắp [9] trạm.", "Hải Hậu"),
        ("P36", "Chợ Cồn (huyện Hải Hậu) có [210] sạp.", "Hải Hậu"),
        ("P36", "Với [120 ha] rau, huyện Hải Hậu dẫn đầu.", "Hải Hậu"),
        ("P36", "Không chỉ Hải Hậu, huyện Giao Thủy cũng đạt [85%].", "Giao Thủy"),
        ("P36", "Tại Thái Bình, [97%] hồ sơ nộp qua mạng.", "Thái Bình"),
        ("P36", "Tại Thái Bình, hội nghị thu hút [97] đại biểu.", "Nam Định"),
        # the country, and others
        (
            "VN",
            "Việt Nam đứng thứ [4], sau Singapore (hạng [4]) và Thái Lan ([41]). Estonia xếp thứ [hai]. Tăng [3] bậc.",
            "Việt Nam||||Việt Nam",
        ),
        ("P24", "Cả nước có [93.000] tổ, tỉnh có [2.000].", "Việt Nam|Bắc Giang"),
        # a line that is a place's name at the head of its paragraph; what spans all units
        (None, "CAO BẰNG. Có [7] trạm. Còn [5] thôn.\n\nCó [9] xã.", "Cao Bằng|Cao Bằng|"),
        ("P36", "Hải Hậu đạt [82] điểm. Khoảng cách giữa huyện đầu và huyện cuối là [19] điểm.", "Hải Hậu|Nam Định"),
        # "nhờ đó" opens no clause about a place to come
        ("P79", "Nhờ đó TP.HCM đứng thứ [1], Hà Nội thứ [2], Đà Nẵng thứ [3].", "Hồ Chí Minh|Hà Nội|Đà Nẵng"),
        ("P24", "Tỉnh đạt [88%], cao hơn bình quân cả nước ([45%]).", "Bắc Giang|Việt Nam"),
        ("P24", "Tỉnh xếp thứ [4] cả nước với [91%].", "Bắc Giang|Bắc Giang"),
        ("P24", "Tỉnh xếp hạng [4] cả nước (năm 2023: hạng [9]).", "Bắc Giang|Bắc Giang"),
        (None, "Giá trị trung bình của 63 tỉnh, thành phố là [86,98%]. Vùng có [bốn] đại diện.", "Việt Nam|"),
    ],
)
def test_places(main: str | None, text: str, wanted: str, lay_out_text: LayOut, knowledge: Knowledge) -> None:
    links = _links("Bài viết\n\n" + text, main, lay_out_text, knowledge)
    assert "|".join(link.place.name if link.place else "" for link in links) == wanted


def test_basis(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    text = "Bài viết\n\nCó [5] xã. Huyện Mèo Vạc có [11] thôn. Trong đó [9] thôn có điện.\n\nCòn [3] thôn."
    assert [link.basis for link in _links(text, "P02", lay_out_text, knowledge)] == [
        "article", "sentence", "paragraph", "article",
    ]  # fmt: skip
    assert [link.basis for link in _links("Có [5] xã.", None, lay_out_text, knowledge)] == ["none"]


def test_an_article_about_a_district(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    text = "Hải Hậu đi chợ bằng mã QR\n\nCó [318] gian.\n\nGiao Thủy có [5].\n\nHuyện có [3] xã. Toàn tỉnh có [9] chợ."
    links = _links(text, "P36", lay_out_text, knowledge)
    assert [link.place and link.place.name for link in links] == ["Hải Hậu", "Giao Thủy", "Hải Hậu", "Nam Định"]


def test_an_article_about_a_commune_that_its_title_names(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    text = "Về Nam Dong nghe chuyện\n\nTừ phường Bắc Gia Nghĩa tới xã Nam Dong.\n\nTrung tâm có [9] máy."
    links = _links(text, "N68", lay_out_text, knowledge, date(2025, 11, 3))
    assert [link.place and link.place.name for link in links] == ["Nam Dong"]


def test_a_row_of_a_national_table_is_about_its_province(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    text = "Xếp hạng\n\nĐịa phương\nGiá trị\nHạng\n1\nHà Nội\n[0,82]\n[3]\nĐà Nẵng\n[0,81]\n[2]"
    links = _links(text, "VN", lay_out_text, knowledge)
    assert [link.place and link.place.name for link in links] == ["Hà Nội", "Hà Nội", "Đà Nẵng", "Đà Nẵng"]


def test_a_report_on_a_commune_that_widens_to_the_province(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    text = "Một ngày ở xã Thu Cúc\n\nCó [hai] công chức.\n\nToàn tỉnh có [148] xã.\n\nMáy quét thiếu ở [37] nơi."
    links = _links(text, "N25", lay_out_text, knowledge, date(2025, 11, 20))
    assert [link.place and link.place.name for link in links] == ["Thu Cúc", "Phú Thọ", "Phú Thọ"]


def test_a_heading_or_a_row_that_is_a_place_governs_what_follows(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    table = "Kết quả\n\nBẢNG 1\n\nSở Tư pháp\n[96]\n[31]\nHuyện Quảng Ninh\n[87]\n[9]"
    names = [link.place and link.place.name for link in _links(table, "P44", lay_out_text, knowledge)]
    assert names == ["Quảng Bình", "Quảng Bình", "Quảng Ninh", "Quảng Ninh"]


def test_a_name_in_capitals_that_opens_a_paragraph_governs_it(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    text = "Tin ngắn\n\nKON TUM. Có [46] trạm. Thêm [2] trạm.\n\nGIA LAI. Có [11] trạm.\n\nCòn lại [9] trạm."
    names = [link.place and link.place.name for link in _links(text, None, lay_out_text, knowledge)]
    assert names == ["Kon Tum", "Kon Tum", "Gia Lai", None]


def test_a_row_of_a_table_is_about_the_place_that_it_names(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    text = "Hạng\nĐịa phương\nĐiểm\n1\nHải Hậu\n[82,1]\n2\nGiao Thủy\n[80,4]\n"
    document = lay_out_text(text.replace("[", "").replace("]", ""), published=DAY)
    facts = [Span(m.start(), m.end()) for m in re.finditer(r"\d+(?:,\d)?", document.text)]
    places = knowledge.places
    linker = PlaceLinker(
        document, find_places(document, places), places, places.get("P36", DAY), facts, rows=find_tables(document).rows
    )
    named = [linker.link(fact).place for fact in facts]
    assert [place.name for place in named if place] == ["Hải Hậu", "Hải Hậu", "Giao Thủy", "Giao Thủy"]


def test_since_the_merger_a_bare_name_is_a_commune(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    text = "Bài viết\n\nPhường Mỹ Tho đạt [96%], Cao Lãnh đạt [91%], Tiền Giang trước đây có [700] tổ."
    links = _links(text, "N82", lay_out_text, knowledge, date(2025, 10, 12))
    assert links[0].place == knowledge.places.get("NC28261")
    assert [link.place and link.place.level for link in links] == ["commune", "commune", "province"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tại Đất Mũi, [12] hộ dùng ví.", "NC32248"),
        ("Ông Đất Mũi có [12] ví.", "N96"),
        ("Tỷ trọng ở An Giang là [11%] và ở Lâm Đồng là [9%].", "N91 N68"),
        ("Đã có 11 trạm và [9] điểm phát sóng ở Lâm Đồng.", "N68"),
        ("Phường Bạc Liêu có [9] tổ. Năm 2024, Bạc Liêu (cũ) đạt [61%].", "NC31825 P95"),
        ("Năm 2024, tỉnh Cà Mau (cũ) đạt [61%], Cà Mau nay đạt [72%].", "P96 N96"),
    ],
)
def test_communes_by_their_bare_names_and_provinces_that_were(
    text: str, wanted: str, lay_out_text: LayOut, knowledge: Knowledge
) -> None:
    links = _links("Bài viết\n\n" + text, "N96", lay_out_text, knowledge, date(2025, 12, 26))
    assert " ".join(link.place.id if link.place else "" for link in links) == wanted


_PIECES = st.sampled_from(
    [
        "huyện Lấp Vò",
        "tỉnh ",
        "Đồng Tháp",
        " (",
        ")",
        ", ",
        " và ",
        " lần lượt ",
        " đạt ",
        "95%",
        "12",
        ". ",
        "\n\n",
        ":",
        "Huyện ",
    ]
)


@given(text=st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=20).map("".join))
def test_every_fact_gets_an_answer(knowledge: Knowledge, text: str) -> None:
    document = lay_out(Article("test", contract_text(text)), abbreviations=knowledge.abbreviations)
    mentions = find_places(document, knowledge.places)
    facts = [Span(*match.span()) for match in re.finditer(r"\d+%?", document.text)]
    main = main_place(document, mentions, knowledge.places, DAY)
    linker = PlaceLinker(document, mentions, knowledge.places, main, facts)
    for fact in facts:
        link = linker.link(fact)
        assert link.basis in {"sentence", "paragraph", "article", "none"}
        assert (link.place is None) == (link.basis == "none")


@pytest.mark.parametrize("title", ["ĐIỆN VỀ TÌA DÌNH", "Điện về Tìa Dình"])
def test_a_commune_that_the_title_names_is_what_the_article_is_about(
    title: str, lay_out_text: LayOut, knowledge: Knowledge
) -> None:
    text = f"{title}\n\nVào Tìa Dình, xã vùng cao, phải mất nửa ngày.\n\nTrạm có [3] máy quét. Toàn tỉnh có [45] trạm."
    links = _links(text, "P11", lay_out_text, knowledge, date(2025, 11, 18))
    assert [link.place and link.place.name for link in links] == ["Tìa Dình", "Điện Biên"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hồ sơ trực tuyến huyện Mèo Vạc đạt [61%].", "Mèo Vạc"),
        ("Thanh toán trực tuyến tỉnh Bắc Ninh đạt [61%].", "Bắc Ninh"),
        ("Quốc lộ tuyến Bắc Ninh dài [61] km.", "Hà Giang"),
    ],
)
def test_online_is_no_route(text: str, wanted: str, lay_out_text: LayOut, knowledge: Knowledge) -> None:
    (link,) = _links(text, "P02", lay_out_text, knowledge)
    assert link.place is not None
    assert link.place.name == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a part told beside the whole does not go on; the sentence's own place does
        ("Toàn tỉnh đón [8] đoàn, riêng Mèo Vạc [2] đoàn. Tổng thu [900] tỷ đồng.", "Hà Giang|Mèo Vạc|Hà Giang"),
        ("Riêng Mèo Vạc đón [2] triệu khách. Tổng thu [900] tỷ đồng.", "Mèo Vạc|Mèo Vạc"),
        # what a place was merged with is not spoken of
        ("Sau sáp nhập với Tuyên Quang và Bắc Kạn, Hà Giang có [168] xã.", "Hà Giang"),
        ("Kể từ ngày sáp nhập Tuyên Quang, tỉnh Hà Giang có [64] xã.", "Hà Giang"),
        ("Sau Tuyên Quang, Bắc Kạn và Cao Bằng, tỉnh có [64] xã.", "Hà Giang"),
    ],
)
def test_parts_and_what_was_merged(text: str, wanted: str, lay_out_text: LayOut, knowledge: Knowledge) -> None:
    names = [link.place and link.place.name for link in _links(text, "P02", lay_out_text, knowledge)]
    assert names == wanted.split("|")


@pytest.mark.parametrize(
    ("main", "text", "wanted"),
    [
        # a commune and its district: the address of a person is the district, a body or a village of it the commune
        ("P45", "Chủ tịch UBND xã Cam Hiếu (huyện Cam Lộ) nói có [3] máy quét.", "Cam Hiếu"),
        ("P62", "Làng Đăk Sao (xã Đăk Sao, huyện Tu Mơ Rông) có [96] hộ.", "Đắk Sao"),
        ("P20", "Bà Nghiệp, ở xã Hòa Bình, huyện Chi Lăng, bán [3,2 tấn].", "Chi Lăng"),
        # the whole behind a number, but not where the number is a share of it or a rank in it
        ("P36", "Huyện Hải Hậu có [9] trạm. Mưa lũ làm hỏng [212] trạm trên toàn tỉnh.", "Hải Hậu|Nam Định"),
        ("P36", "Huyện Hải Hậu đạt [6,9%], chưa bằng mức [14,2%] của tỉnh.", "Hải Hậu|Nam Định"),
        ("P36", "Mới có [38,9%] hợp tác xã trên cả nước dùng hóa đơn điện tử.", "Việt Nam"),
        ("P36", "Huyện Hải Hậu có [9] trạm, chiếm [12%] số trạm trên toàn tỉnh.", "Hải Hậu|Hải Hậu"),
        ("P36", "Huyện Hải Hậu đứng thứ [3] trên toàn tỉnh.", "Hải Hậu"),
        ("P36", "Huyện Hải Hậu đạt [62%], cao hơn bình quân toàn tỉnh [9,4] điểm.", "Hải Hậu|Hải Hậu"),
        ("P36", "Huyện Hải Hậu đạt [62%], cao hơn bình quân toàn tỉnh ([53%]).", "Hải Hậu|Nam Định"),
        ("P36", "Huyện Hải Hậu đạt [62%]. Cục Thuế tỉnh đạt [81] điểm.", "Hải Hậu|Nam Định"),
        # goals that are set for the country, and what all provinces come to
        ("P36", "Thủ tướng Chính phủ đặt mục tiêu [90%] hồ sơ. Tỉnh đạt [62%].", "Việt Nam|Nam Định"),
        ("P36", "Thủ tướng Chính phủ khen [9] cán bộ.", "Nam Định"),
        ("P36", "Mức hài lòng chung của cả nước là [82%].", "Việt Nam"),
        # an item of a list
        ("P20", "Kết quả của huyện Văn Lãng:\n- Tân Thanh: [78%]\n- Hoàng Việt: [66%]", "Tân Thanh|Hoàng Việt"),
        # a list in order across another name
        ("P58", "Thuận Bắc và Thuận Nam là hai huyện của tỉnh Ninh Thuận, lần lượt đạt [12%] và [15%].",
         "Thuận Bắc|Thuận Nam"),
        ("P58", "Thuận Bắc và Thuận Nam là hai huyện của tỉnh Ninh Thuận, đạt [12%].", "Thuận Bắc"),
        # of two districts of one name the town
        ("P87", "Huyện Lai Vung đạt [52%]. Trong khi đó, Hồng Ngự mới đạt [31%].", "Lai Vung|Hồng Ngự"),
        # communes by their names alone, where communes are told of one by one
        ("P44", "Thị trấn Kiến Giang về nhất với [86] điểm; Phong Thủy nhì, được [84] điểm.", "Kiến Giang|Phong Thủy"),
        ("P44", "Huyện Lệ Thủy họp. Phong Thủy có [84] hộ.", "Phong Thủy"),
        ("P44", "Toàn tỉnh đạt [70%], riêng Dương Thủy mới [31%].", "Quảng Bình|Dương Thủy"),
        ("P44", "Huyện đạt [70%], còn Ngư Thủy, Dương Thủy chỉ [31%] và [28%].", "Quảng Bình|Ngư Thủy|Dương Thủy"),
        ("P44", "Ở Trạm Y tế Dương Thủy, mỗi ngày có [31] lượt khám.", "Dương Thủy"),
        ("P44", "Chợ phiên Hoa Thủy (huyện Lệ Thủy) có [31] sạp.", "Hoa Thủy"),
        ("P44", "Chợ Hoa Thủy (huyện Lệ Thủy) có [31] sạp.", "Lệ Thủy"),
        ("P44", "Toàn tỉnh có [900] sạp, riêng chợ Tréo (huyện Lệ Thủy) [31].", "Quảng Bình|Lệ Thủy"),
        ("P44", "Anh Hòa (thôn Xuân, xã Dương Thủy, huyện Lệ Thủy) có [2] ha.", "Lệ Thủy"),
        # a commune that the gazetteer knows in another district
        ("P44", "Xã Phong Thủy đạt [9%]. Ở xã Bắc Trạch, huyện Lệ Thủy, có [2] ha. Cả vụ bán [15] tấn.",
         "Phong Thủy|Lệ Thủy|Lệ Thủy"),
        # but no person's name, none that something is only done with, and none of another province
        ("P44", "Toàn tỉnh họp. Ông Dương Thủy có [3] con.", "Quảng Bình"),
        ("P44", "Tỉnh mời Dương Thủy biểu diễn [3] tối.", "Quảng Bình"),
        ("P44", "Tỉnh đạt [70%], riêng Pa Cheo mới [31%].", "Quảng Bình|Quảng Bình"),
        # who issued a document
        ("P44", "Huyện Lệ Thủy họp. Theo Kế hoạch số 15/KH-UBND của UBND tỉnh Quảng Bình, huyện mở [3] lớp.",
         "Lệ Thủy"),
        ("P44", "Huyện Lệ Thủy họp. Thực hiện Quyết định số 15/QĐ-UBND ngày 3/2/2023 của UBND tỉnh Quảng Bình về "
         "chuyển đổi số, đến nay đạt [92%].", "Lệ Thủy"),
        ("P44", "Huyện Lệ Thủy họp. Kế hoạch số 15/KH-UBND của UBND tỉnh Quảng Bình đặt mục tiêu [92%].", "Quảng Bình"),
        # where one goes
        ("P44", "Xã Dương Thủy ở xa, bà con phải vào Đồng Hới nộp giấy tờ; tháng trước có [212] hồ sơ.", "Dương Thủy"),
        # the larger place that one lies in, and the district of a commune
        ("P25", "Hạ Hòa là huyện miền núi của tỉnh Phú Thọ, có [20] xã.", "Hạ Hòa"),
        ("P25", "Huyện Hạ Hòa đứng đầu tỉnh Phú Thọ với [91] điểm.", "Hạ Hòa"),
        ("P25", "Huyện Hạ Hòa có [20] xã. Tỉnh Phú Thọ có [225] xã.", "Hạ Hòa|Phú Thọ"),
        ("P08", "Xã Thượng Lâm có [31] hộ. Năm 2022, huyện đón [86.000] lượt.", "Thượng Lâm|Lâm Bình"),
        # a part that is told beside the whole, as far as a semicolon
        ("P14", "Sơn La còn [94] bản trắng sóng, trong đó huyện Sốp Cộp chiếm [17]; mới [48%] hộ có Internet.",
         "Sơn La|Sốp Cộp|Sơn La"),
        # units that are counted lie in something larger
        ("P40", "Trong [27] xã, thị trấn của Con Cuông, xã Môn Sơn đạt [93] điểm.", "Con Cuông|Môn Sơn"),
        # units of no certain type that are counted are those of the whole
        ("VN", "Long An giành [12,8] điểm, An Giang [11,6] điểm; có [9] địa phương chưa được [7] điểm.",
         "Long An|An Giang|Việt Nam|Việt Nam"),
        ("P40", "Huyện Con Cuông đạt [61%]; còn [5] địa phương dưới [50%].", "Con Cuông|Nghệ An|Nghệ An"),
        # a hamlet that is called like a district, and communes that are counted behind one
        ("P40", "Chị Nga (ấp Con Cuông) mất [15 phút].", "Nghệ An"),
        # a commune that a sentence opens with, its district in brackets
        ("P40", "Tại xã Môn Sơn (huyện Con Cuông), [12] hộ bán cam.", "Môn Sơn"),
        ("P40", "Ông Tú, xã Môn Sơn, huyện Con Cuông, bán [12] tấn cam.", "Con Cuông"),
        # other countries, and what only begins with their names
        ("VN", "Thụy Sĩ năm thứ 13 liên tiếp dẫn đầu với [67,6] điểm, tiếp theo là Mỹ ([63,5] điểm).", "|"),
        ("P82", "Mỹ Tho đạt [40] điểm. Ở Mỹ, [97%] người dân dùng.", "Mỹ Tho|"),
        # who says what is quoted
        ("P40", "“Cả xã có [14] thôn, [9] thôn có sóng”, ông Tú, Chủ tịch UBND xã Môn Sơn, huyện Con Cuông, nói.",
         "Môn Sơn|Môn Sơn"),
        ("P40", "“Tỉnh Nghệ An có [14] huyện”, ông Tú, Chủ tịch UBND xã Môn Sơn, huyện Con Cuông, nói.", "Nghệ An"),
    ],
)  # fmt: skip
def test_whose_a_number_is(main: str, text: str, wanted: str, lay_out_text: LayOut, knowledge: Knowledge) -> None:
    links = _links("Bài viết\n\n" + text, main, lay_out_text, knowledge)
    assert "|".join(link.place.name if link.place else "" for link in links) == wanted


def test_what_is_said_of_a_province_that_was_is_not_handed_on(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    text = "Bài viết\n\nVĩnh Phúc cũ và Hòa Bình (cũ) lần lượt đạt [68] và [61] điểm. Còn [23] thôn lõm sóng."
    links = _links(text, "N25", lay_out_text, knowledge, date(2026, 1, 12))
    assert [link.place and link.place.name for link in links] == ["Vĩnh Phúc", "Hòa Bình", "Phú Thọ"]


@pytest.mark.parametrize(
    ("main", "text", "wanted"),
    [
        # the province that a paragraph tells of, in an article on another, on the country, on none
        ("P11", "Ở Lai Châu, Sở đã lắp [38] trạm. Toàn tỉnh có [1.412] trạm.", "Lai Châu|Lai Châu"),
        ("P11", "Ở Lai Châu có [38] trạm.\n\nToàn tỉnh có [1.412] trạm.", "Lai Châu|Điện Biên"),
        ("P11", "Ở Lai Châu có [38] trạm. Tại Điện Biên, Sở lắp [5]. Toàn tỉnh có [9].",
         "Lai Châu|Điện Biên|Điện Biên"),
        ("P11", "Lai Châu đứng thứ [ba]. Toàn tỉnh có [9] trạm.", "Lai Châu|Điện Biên"),
        ("P11", "Tại Hà Nội, hội nghị có [97] đại biểu. UBND thành phố tặng [3] máy.", "Điện Biên|Điện Biên"),
        ("VN", "Tại Yên Bái, toàn tỉnh có [1.355] tổ. Đến nay [98%] thôn có sóng.", "Yên Bái|Yên Bái"),
        ("VN", "Long An đạt [66%]. Cả nước đạt [51%]. Còn [9] tỉnh chưa nộp.", "Long An|Việt Nam|Việt Nam"),
        (None, "Ông An, Giám đốc Sở Y tế tỉnh Trà Vinh, cho biết tỉnh đã số hóa [72%] bệnh án.", "Trà Vinh"),
        # an average of all provinces; others that are told of one by one in a clause of their own
        ("P40", "Trung bình PAR INDEX năm 2024 của các tỉnh, thành phố là [88%]. Nghệ An đạt [89%].",
         "Việt Nam|Nghệ An"),
        ("VN", "Hải Phòng đạt [96%]. Cao Bằng đạt [82%]. Bộ Tài chính và Bộ Y tế lần lượt đạt [93%] và [91%].",
         "Hải Phòng|Cao Bằng|Việt Nam|Việt Nam"),
        # to each its position and its score; a share of communes is the district's
        ("P20", "Thành phố Lạng Sơn và huyện Cao Lộc xếp thứ [2] và thứ [3], lần lượt đạt [75] và [74] điểm.",
         "Lạng Sơn|Cao Lộc|Lạng Sơn|Cao Lộc"),
        ("P80", "Long An đạt [70] điểm. Điểm trung vị của cả nước là [66] điểm.", "Long An|Việt Nam"),
        # a district that has a province's name, in a list of districts; where people are asked
        ("P95", "Đông Hải và Hòa Bình lần lượt đạt [21%] và [19%].", "Đông Hải|Hòa Bình"),
        ("P17", "Khảo sát [420] người tại bộ phận một cửa huyện Tân Lạc; [12%] sợ bấm nhầm.", "Tân Lạc|Tân Lạc"),
        # other countries and more than the country
        ("VN", "Singapore, Thái Lan và Lào lần lượt đứng thứ [3], [52], [120]. Việt Nam đứng thứ [71].",
         "|||Việt Nam"),
        # where other countries stand, what is compared with theirs, what all the world has
        ("VN", "Tại Phần Lan, [97%] hộ có máy; ở Hàn Quốc, [94%]. Ở nước ta, [61%] hộ có máy.", "||Việt Nam"),
        ("P27", "Trên toàn cầu, cứ [3] người có một thuê bao. Bắc Ninh có [2,1] triệu thuê bao.", "|Bắc Ninh"),
        ("P27", "Tại Hàn Quốc, đoàn của tỉnh đã ký [7] biên bản.", "Bắc Ninh"),
        ("VN", "Việt Nam có [250] cơ sở, so với [900] cơ sở của Malaysia và [410] của Campuchia.", "Việt Nam||"),
        ("P27", "Bắc Ninh có [312] dự án của Hàn Quốc và [90] dự án của Nhật Bản.", "Bắc Ninh|Bắc Ninh"),
        ("VN", "Việt Nam chiếm [1,2%] dân số thế giới. Khoảng [71%] người dân toàn cầu có máy.", "Việt Nam|"),
        ("VN", "Kinh tế số chiếm [16%] GDP toàn cầu.", ""),
        ("VN", "Việt Nam đạt [0,77], vượt mức trung bình của thế giới ([0,63]) và châu Á ([0,69]).", "Việt Nam||"),
        ("VN", "Việt Nam đứng sau Lào. Hai nước này xếp thứ [57] và [64]. Tốc độ đạt [86] Mbps.", "||Việt Nam"),
        ("VN", "Cả khu vực Đông Nam Á đạt [263] tỷ USD. Việt Nam xếp thứ [37] thế giới (tăng [2] bậc).",
         "|Việt Nam|Việt Nam"),
        # provinces in an article on the country, and numbers of provinces
        ("VN", "Cú nhảy mạnh nhất thuộc về Bình Phước, từ hạng [60] lên hạng [43].", "Bình Phước|Bình Phước"),
        ("VN", "Hưng Yên đạt [71%]; vẫn còn [6] tỉnh chưa đến [25%].", "Hưng Yên|Việt Nam|Việt Nam"),
        # the first and the last of a row of positions
        (None, "Hà Nội, Huế, Cần Thơ và Đà Nẵng lần lượt giữ các vị trí từ thứ [4] đến thứ [7].", "Hà Nội|Đà Nẵng"),
        # a list in order with brackets behind its ranks, and what only most of is somewhere
        (None, "Hà Nội và Đà Nẵng lần lượt xếp thứ [2] ([0,81] điểm) và thứ [3] ([0,79] điểm).",
         "Hà Nội|Hà Nội|Đà Nẵng|Đà Nẵng"),
        ("P15", "Còn [17] thôn, bản nằm chủ yếu ở Trạm Tấu. Tốc độ đạt [41] Mbps.", "Yên Bái|Yên Bái"),
        ("P36", "Huyện Hải Hậu có [9] trạm. Tính chung cả 6 tháng, lắp [5] trạm. Tính chung, có [8] trạm.",
         "Hải Hậu|Hải Hậu|Nam Định"),
        # a list of the sentence before, and places told of one by one, in order
        (None, "Hà Nam và Nam Định nộp [41] và [93] hồ sơ. Số trực tuyến, theo thứ tự ấy, là [8] và [7].",
         "Hà Nam|Nam Định|Hà Nam|Nam Định"),
        (None, "Hà Nam thứ [24], Nam Định thứ [33]; trong vùng, vị trí của họ lần lượt là [7] và [9].",
         "Hà Nam|Nam Định|Hà Nam|Nam Định"),
        (None, "Hà Nam thứ [24]; con số của Nam Định lần lượt là [7] và [9].", "Hà Nam|Nam Định|Nam Định"),
        (None, "Hà Nam và Nam Định họp.\n\nHai kỳ lần lượt có [7] và [9] đoàn.", "|"),
        # a commune of the province that a paragraph of an article on the country names
        ("VN", "Cà Mau đi từ con tôm. Ở xã Hàm Rồng, mỗi tháng bán [450] đơn. Tính cả nước có [80] điểm.",
         "Hàm Rồng|Việt Nam"),
        # two that a paragraph told of one by one; another paragraph's province at the start of a sentence only
        (None, "Sơn La chọn sàn riêng. Hưng Yên mượn sàn lớn. Tỷ lệ của hai tỉnh lần lượt là [52%] và [66%].",
         "Sơn La|Hưng Yên"),
        ("VN", "Hưng Yên đạt [71%].\n\nBộ đề nghị các bộ, tỉnh làm [5] việc.\n\n“Tỉnh có [9] chợ”, ông nói.",
         "Hưng Yên|Việt Nam|Hưng Yên"),
        ("P45", "Thị xã Quảng Trị đạt [5,1%], còn Đakrông [0,7%].", "Quảng Trị|Đa Krông"),
        # communes that an item of a list introduced
        ("P20", "Tỷ lệ ở huyện Văn Lãng:\n- Tân Thanh: [78%]\n- Bắc La: [9%]\n\nTân Thanh có [25] tổ.",
         "Tân Thanh|Bắc La|Tân Thanh"),
        ("P36", "Ở huyện Hải Hậu đã lên [91%] nhưng ở huyện Giao Thủy chỉ [34%].", "Hải Hậu|Giao Thủy"),
        # a list ends at its only semicolon; who takes a rank
        ("P42", "Vị trí thứ [hai] thuộc về Thạch Hà; Nghi Xuân và Cẩm Xuyên cùng xếp thứ [ba].", "Thạch Hà|Nghi Xuân"),
        ("P42", "Các huyện Thạch Hà; Nghi Xuân; Cẩm Xuyên đạt [9].", "Hà Tĩnh"),
        ("P84", "Càng Long xếp thứ [5]; năm 2023 huyện chiếm vị trí thứ [nhất] của Tiểu Cần.", "Càng Long|Càng Long"),
        # ministries, but not where they do something for a place
        ("P48", "Bộ Tài chính tiếp tục xếp thứ [2]. Thành phố đạt [95%].", "Việt Nam|Đà Nẵng"),
        ("P48", "Bộ Tài chính cấp cho thành phố [5] tỷ đồng. Cán bộ y tế có [9] người.", "Đà Nẵng|Đà Nẵng"),
        # units named in the same sentence, and the one named last
        ("P40", "Huyện Nam Đàn có [8] xã. Huyện Thanh Chương có [5] xã; huyện này thêm [4] xã. Nơi đây có [2] chợ.",
         "Nam Đàn|Thanh Chương|Thanh Chương|Thanh Chương"),
        ("P45",
         "Huyện Triệu Phong có [2] chợ. Ở huyện Hải Lăng, các xã Hải Phú, Hải Thượng có [65] máy. Toàn huyện có [9].",
         "Triệu Phong|Hải Lăng|Hải Lăng"),
        ("P45", "Huyện Hải Lăng có [5] chợ. Các xã Hải Phú, Hải Thượng lắp [65] máy.", "Hải Lăng|Hải Lăng"),
        # a commune that its district is named with: as the subject, and where words come back to it
        ("P45", "Xã Triệu Độ, huyện Triệu Phong là xã đầu tiên có [100%] hộ dùng. Cả xã có [9] tổ. Huyện có [18] xã.",
         "Triệu Độ|Triệu Độ|Triệu Phong"),
        ("P26", "Phường Tích Sơn (thành phố Vĩnh Yên) vẫn đứng thứ [nhất].", "Tích Sơn"),
        ("P48", "Phường Hòa Khánh Bắc (quận Liên Chiểu) đông nhất với [72] nghìn dân.", "Hòa Khánh Bắc"),
        ("P10", "Anh Sử, ở xã Y Tý, huyện Bát Xát, thu [120] triệu đồng. Toàn xã có [35] nhà.", "Bát Xát|Y Tý"),
        # places in a list behind their ranks; those that are overtaken
        ("P58", "Ở các vị trí [4], [5] và [6] lần lượt là các huyện Ninh Phước, Thuận Nam, Thuận Bắc.",
         "Ninh Phước|Thuận Nam|Thuận Bắc"),
        ("P26", "Bình Xuyên soán ngôi của Yên Lạc để vươn lên vị trí thứ [4].", "Bình Xuyên"),
        ("P26", "Vĩnh Tường vượt mặt Yên Lạc, giành vị trí thứ [2].", "Vĩnh Tường"),
    ],
)  # fmt: skip
def test_who_is_spoken_of(main: str, text: str, wanted: str, lay_out_text: LayOut, knowledge: Knowledge) -> None:
    links = _links("Bài viết\n\n" + text, main, lay_out_text, knowledge)
    assert "|".join(link.place.name if link.place else "" for link in links) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Trước khi sáp nhập, Ninh Bình đạt [61%]; nay Ninh Bình đạt [83%].", "P37 N37"),
        ("So với Hà Nam trước khi hợp nhất, tăng [3] điểm. Ninh Bình đạt [83%].", "N37 N37"),
        ("Ninh Bình đứng thứ [19/63], còn Bắc Ninh thứ [8/34].", "P37 N24"),
        ("Tỉnh đứng thứ [19/63].", "P37"),
        ("Năm 2024, Bắc Giang đạt [90%], Bắc Ninh đạt [95%], Hải Dương đạt [85%].", "P24 P27 P30"),
        ("Năm 2025, Bắc Giang đạt [90%], Bắc Ninh đạt [95%], Hải Dương đạt [85%].", "P24 N24 P30"),
        ("Năm 2024, sau khi hợp nhất Nam Định, Hà Nam, tỉnh Ninh Bình đạt [95%].", "N37"),
    ],
)
def test_provinces_that_kept_their_names(text: str, wanted: str, lay_out_text: LayOut, knowledge: Knowledge) -> None:
    links = _links("Bài viết\n\n" + text, "N37", lay_out_text, knowledge, date(2025, 12, 5))
    assert " ".join(link.place.id if link.place else "" for link in links) == wanted


WARD = """Nửa năm ở một trung tâm hành chính công

Phường Tuy Hòa (tỉnh Đắk Lắk) vừa đi qua nửa năm đầu.

Phường có [12] quầy, [742] hồ sơ của dân phường Bình Kiến. UBND phường họp.

Phường Tuy Hòa đứng thứ [3], sau phường Buôn Ma Thuột ([94] điểm). Toàn tỉnh còn [8] xã yếu.

Thanh toán đạt [88%]. Phường đề xuất [2] tỷ đồng."""


def test_a_ward_that_an_article_is_about_all_along(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    links = _links(WARD, "N66", lay_out_text, knowledge, date(2026, 1, 6))
    assert [link.place and link.place.name for link in links] == [
        "Tuy Hòa", "Tuy Hòa", "Tuy Hòa", "Buôn Ma Thuột", "Đắk Lắk", "Tuy Hòa", "Tuy Hòa",
    ]  # fmt: skip


ROUND_UP = """Điểm tin chuyển đổi số tuần qua

GIA LAI: HỌC PHÍ QUA TÀI KHOẢN

Năm học này, [128] trường ở Gia Lai đã thu học phí qua tài khoản. Sở Giáo dục tỉnh cho biết [97%] phụ huynh hài lòng.

TIN VẮN

Một nhà mạng ra mắt gói cước [99] nghìn đồng.

Ở Bình Phước, điểm tựa là tổ công nghệ số. Theo Văn phòng UBND tỉnh, [24%] hồ sơ nộp qua mạng. Tỉnh có [812] tổ."""


def test_the_items_of_a_round_up(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    links = _links(ROUND_UP, None, lay_out_text, knowledge, date(2024, 5, 6))
    names = [link.place and link.place.name for link in links]
    assert names == ["Gia Lai", "Gia Lai", None, "Bình Phước", "Bình Phước"]


def test_a_commune_that_labels_a_row_needs_no_type_word(extractor: Extractor) -> None:
    text = """Hoài Ân đưa dịch vụ công về xã

Tháng 8/2024, huyện Hoài Ân (Bình Định) nhận 21.406 hồ sơ.

Đơn vị | Tiếp nhận | Trực tuyến
Ân Thạnh | 1.870 | 1.762
Bok Tới | 418 | 203
"""
    names = [fact.place_name for fact in extractor.extract(text, published="2024-09-18").metrics]
    assert names == ["Hoài Ân", "Ân Thạnh", "Ân Thạnh", "Bok Tới", "Bok Tới"]


def test_a_row_of_totals_is_about_the_place_of_the_article(extractor: Extractor) -> None:
    text = """Bình Định nộp hồ sơ trực tuyến

Tháng 8/2024, tỉnh Bình Định nhận nhiều hồ sơ.

Đơn vị | Tiếp nhận | Trực tuyến
Hoài Ân | 1.870 | 1.762
Phù Cát | 418 | 203
Tổng cộng | 2.288 | 1.965
"""
    names = [fact.place_name for fact in extractor.extract(text, published="2024-09-18").metrics]
    assert names == ["Hoài Ân", "Hoài Ân", "Phù Cát", "Phù Cát", "Bình Định", "Bình Định"]


def test_units_that_are_counted_lie_in_something_larger(extractor: Extractor) -> None:
    text = "Nghệ An xếp hạng xã\n\nXã Môn Sơn dẫn đầu 124 xã, phường của tỉnh với 93 điểm. Toàn tỉnh có 12 xã yếu."
    facts = extractor.extract(text, published="2025-12-05").metrics
    assert [(fact.raw, fact.place_name) for fact in facts] == [
        ("124", "Nghệ An"), ("93 điểm", "Môn Sơn"), ("12", "Nghệ An"),
    ]  # fmt: skip
    text = "Nghệ An xếp hạng xã\n\nXã Môn Sơn đạt 91 điểm; 7/99 xã, phường dưới 80 điểm."
    facts = extractor.extract(text, published="2025-12-05").metrics
    assert [fact.place_name for fact in facts] == ["Môn Sơn", "Nghệ An", "Nghệ An"]


@pytest.mark.parametrize("dateline", ["Hà Nội (TTXVN) - ", "Hà Nội (TTXVN 7/3) "])
def test_where_an_agency_reports_from_is_no_place_of_a_fact(extractor: Extractor, dateline: str) -> None:
    facts = extractor.extract(f"Lai Châu số hóa hồ sơ\n\n{dateline}Năm 2023, tỷ lệ hồ sơ trực tuyến đạt 80%.").metrics
    assert [(fact.raw, fact.place_name) for fact in facts] == [("80%", "Lai Châu")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # another province: the object of what is said, the first of an ordering, its authorities
        ("Khảo sát đánh giá cao Nam Định về cải cách thủ tục (xếp thứ [7/63]).", "Nam Định"),
        ("Giá trị cao nhất là Nam Định, đạt [88%]; thấp nhất là Gia Lai, chỉ [71%].", "Nam Định|Gia Lai"),
        ("Đứng thứ [5] là Nam Định; trong đó, chính quyền số xếp thứ [9].", "Nam Định|Nam Định"),
        ("Đứng thứ [5] là Nam Định. Trong đó, kinh tế số xếp thứ [9]. Tỉnh đạt [70%].", "Nam Định|Nam Định|Bắc Giang"),
        ("Công an tỉnh Nam Định hiện quản lý [200] camera.", "Nam Định"),
        ("Từ năm 2019, UBND TP.Cần Thơ chi [40 tỷ đồng] lắp camera.", "Cần Thơ"),
        ("Đoàn đến UBND TP.Cần Thơ tặng [40] máy tính.", "Bắc Giang"),
        # a unit without a name is the one spoken of last
        ("Nam Định tăng [3] bậc. Địa phương giành vị trí [á quân] với [91] điểm.", "Nam Định|Nam Định|Nam Định"),
        ("Nam Định tăng [3] bậc. Các địa phương đạt [91] điểm.", "Nam Định|Bắc Giang"),
        ("Nam Định tăng [3] bậc. Địa phương đứng đầu là Gia Lai với [91] điểm.", "Nam Định|Gia Lai"),
        # the average of all provinces is the country's, that of some of them not
        ("Điểm trung bình của các tỉnh giảm từ [42] xuống [41] điểm.", "Việt Nam|Việt Nam"),
        ("Tỷ lệ trung bình các tỉnh đạt [55%], của tỉnh đạt [61%].", "Việt Nam|Bắc Giang"),
        ("Tỷ lệ đạt [61%], cao hơn bình quân các tỉnh [6%].", "Bắc Giang|Bắc Giang"),
        ("Số phần mềm dùng chung của các tỉnh giảm còn [10].", "Bắc Giang"),
        ("Bắc Giang đạt [61%], kém mức trung bình [66%] của các tỉnh, thành phố.", "Bắc Giang|Việt Nam"),
        # a list behind what is only compared with, or where something was done
        ("Cùng với Bắc Giang, các tỉnh Gia Lai và Nam Định lần lượt xếp thứ [8] và [9].", "Gia Lai|Nam Định"),
        ("Tỉnh phát [800] phiếu tại Lạng Giang, Yên Thế, Lục Nam..., thu về [792] phiếu.", "Bắc Giang|Bắc Giang"),
        # who lives where, in brackets
        ("Chị Hoa (41 tuổi, xã Hương Lạc, huyện Lạng Giang) bán [30] đơn.", "Hương Lạc"),
        ("Anh Hải (sinh năm 1990, ở xã Hương Lạc, huyện Lạng Giang) bán [30] đơn.", "Hương Lạc"),
        # a position among the units of the province
        ("Lạng Giang đứng thứ [6/10] huyện của tỉnh Bắc Giang với [51] điểm.", "Lạng Giang|Lạng Giang"),
        (
            "Huyện Lạng Giang đạt [58%]. Huyện đứng thứ [6/10] huyện, thành phố của Bắc Giang với [51] điểm.",
            "Lạng Giang|Lạng Giang|Lạng Giang",
        ),
        ("Đã có [6/10] huyện của tỉnh Bắc Giang dùng phần mềm, huyện Lạng Giang thì chưa.", "Bắc Giang"),
        # a part that is told beside the whole
        (
            "Tỉnh có 9 huyện. Năm 2023, thu [52 tỷ đồng]; riêng vải huyện Lạng Giang [9 tỷ]. Năm nay thu [60 tỷ].",
            "Bắc Giang|Lạng Giang|Bắc Giang",
        ),
        # what is told of a place by what it owns goes on
        (
            "Lạng Giang có [19] xã. Đã có [7/7] thôn của Lạng Giang có sóng. Còn [112] hộ.",
            "Lạng Giang|Lạng Giang|Lạng Giang",
        ),
        (
            "Lạng Giang đạt [58%], thấp hơn mức chung của tỉnh [9%]. Năm nay là [75%].",
            "Lạng Giang|Lạng Giang|Lạng Giang",
        ),
        # names in brackets of their own, and beside the province
        (
            "Lạng Giang đạt [88%], hơn Yên Thế ([74%]) và Lục Nam (thứ [ba], [73%]).",
            "Lạng Giang|Yên Thế|Lục Nam|Lục Nam",
        ),
        ("Tỉnh đứng thứ [29], còn Nam Định, tỉnh kế bên, lên hạng [33].", "Bắc Giang|Nam Định"),
        # who is best, in brackets behind the number; ministries
        ("Tỉnh cao nhất đạt [47,2] điểm (Gia Lai), tỉnh đạt [41] điểm.", "Gia Lai|Bắc Giang"),
        ("Mức cao nhất là [47,2] điểm (cả Gia Lai).", "Bắc Giang"),
        ("Ở khối bộ, ngành, [dẫn đầu] vẫn là Viện Hàn lâm.", "Việt Nam"),
        # a share of the country's product, by the country's statistics
        ("Theo Tổng cục Thống kê, tỷ lệ trong GDP đạt [12%]. Trong đó, dịch vụ [6%].", "Việt Nam|Việt Nam"),
        ("Theo Tổng cục Thống kê, kinh tế số của tỉnh bằng [12%] GDP.", "Bắc Giang"),
        ("Tỷ trọng kinh tế số trong GDP đạt [12%].", "Bắc Giang"),
        # dashes with a space on one side
        ("Bà Rịa- Vũng Tàu xếp thứ [4]; Thừa Thiên -Huế thứ [8].", "Bà Rịa - Vũng Tàu|Thừa Thiên Huế"),
    ],
)
def test_what_is_said_of_other_provinces(text: str, wanted: str, lay_out_text: LayOut, knowledge: Knowledge) -> None:
    names = [link.place and link.place.name for link in _links(text, "P24", lay_out_text, knowledge)]
    assert names == wanted.split("|")


def test_what_was_done_somewhere_without_a_comma(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    text = "Cả nước khảo sát [16.117] người (tại Gia Lai khảo sát [192] người)."
    names = [link.place and link.place.name for link in _links(text, "VN", lay_out_text, knowledge)]
    assert names == ["Việt Nam", "Gia Lai"]


def test_offices_of_the_district_speak_of_all_of_it(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    text = (
        "Lệ Thủy: Học phí không tiền mặt\n\nBà Hoa, ở xã Dương Thủy, vay [2 triệu đồng]. Bà trả dần trong [6] lần. "
        "Theo Phòng Giáo dục và Đào tạo, [12%] phụ huynh chưa có tài khoản."
    )
    links = _links(text, "P44", lay_out_text, knowledge)
    assert [link.place.name if link.place else "" for link in links] == ["Dương Thủy", "Dương Thủy", "Lệ Thủy"]
