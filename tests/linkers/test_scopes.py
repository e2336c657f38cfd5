"""Among whom a position is held."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxextract.records.model import Ranking

ABOUT = "UBND tỉnh Bến Tre họp.\n\n"


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("PCI của tỉnh xếp thứ [9] cả nước.", "VN"),
        ("PCI của tỉnh xếp thứ [9].", "VN"),
        ("PCI của tỉnh xếp thứ [9/63] tỉnh, thành phố.", "VN"),
        ("PCI của tỉnh xếp thứ [3/13] vùng Đồng bằng sông Cửu Long.", "Đồng bằng sông Cửu Long"),
        ("PCI của tỉnh xếp thứ [3] trong vùng Đồng bằng sông Cửu Long.", "Đồng bằng sông Cửu Long"),
        ("PCI của Bình Định xếp thứ [2] khu vực Nam Trung Bộ.", "Duyên hải Nam Trung Bộ"),
        ("Huyện Ba Tri đứng thứ [2] toàn tỉnh.", "Bến Tre"),
        ("Sở Nội vụ xếp thứ [2/19] các sở, ngành.", "Bến Tre"),
        ("Về PAR Index, Thanh tra tỉnh xếp thứ [4].", "Bến Tre"),
        ("Sở Nội vụ cho biết PAR Index của tỉnh xếp thứ [4].", "VN"),
        ("Về tỷ lệ hồ sơ số, Bệnh viện Minh Đức đứng thứ [nhì] với 62%.", "Bến Tre"),
        ("Chỉ số PAR Index đưa Ba Tri vào nhóm [4] của tỉnh.", "Bến Tre"),
        ("Thứ hạng DTI là thứ [12] của tỉnh từ trước tới nay.", "VN"),
        ("PAR Index chưa tới vùng sâu, tỉnh xếp thứ [4].", "VN"),
        ("Xã Tân Hào [đứng đầu] tỉnh về DTI.", "Bến Tre"),
        ("Đối với khối địa phương, PAR Index của tỉnh giữ vị trí thứ [9].", "VN"),
        ("Việt Nam xếp thứ [44] thế giới về đổi mới sáng tạo.", "thế giới"),
    ],
)
def test_scope(rankings: Callable[[str], list[Ranking]], text: str, scope: str) -> None:
    assert [r.scope for r in rankings(ABOUT + text)] == [scope]


def test_two_scopes_in_one_sentence(rankings: Callable[[str], list[Ranking]]) -> None:
    found = rankings(ABOUT + "PCI của tỉnh xếp thứ [9] cả nước và thứ [3] vùng Đồng bằng sông Cửu Long.")
    assert [r.scope for r in found] == ["VN", "Đồng bằng sông Cửu Long"]


def test_a_scope_that_opens_the_sentence_holds_for_all_of_it(rankings: Callable[[str], list[Ranking]]) -> None:
    found = rankings(ABOUT + "Trong 13 tỉnh, thành phố Đồng bằng sông Cửu Long, tỉnh đứng thứ [8] PCI, thứ [6] PAPI.")
    assert {r.scope for r in found} == {"Đồng bằng sông Cửu Long"}


def test_a_scope_goes_on_through_a_list_of_positions(rankings: Callable[[str], list[Ranking]]) -> None:
    found = rankings("PCI 2022: Tại Tây Nguyên, Gia Lai, Đắk Lắk và Kon Tum xếp lần lượt thứ [2], [3] và [5].")
    assert {r.scope for r in found} == {"Tây Nguyên"}


def test_parts_of_an_index_of_the_world_are_ordered_in_it(rankings: Callable[[str], list[Ranking]]) -> None:
    found = rankings("Việt Nam xếp thứ [44] về GII, trong đó nhóm chỉ số nhân lực xếp thứ [70].")
    assert [(r.index_id, r.scope) for r in found] == [("gii", "thế giới"), (None, "thế giới")]


def test_a_scope_in_brackets_stays_in_them(rankings: Callable[[str], list[Ranking]]) -> None:
    found = rankings(
        ABOUT + "Trong các tỉnh Tây Nguyên, PCI của Lâm Đồng đứng thứ [nhất] (hạng [21] cả nước), Gia Lai thứ [nhì]."
    )
    assert [r.scope for r in found] == ["Tây Nguyên", "VN", "Tây Nguyên"]


def test_departments_in_a_table_are_ordered_in_their_province(rankings: Callable[[str], list[Ranking]]) -> None:
    rows = "Sở Y tế | 92,1 | [1]\nSở Nội vụ | 90,4 | [2]\nCục Thuế | 88,6 | [3]"
    table = f"Bảng PAR Index năm 2022\nĐơn vị | Điểm | Hạng\n{rows}"
    assert {r.scope for r in rankings(ABOUT + table)} == {"Bến Tre"}


def test_a_province_is_called_as_it_was_on_the_day(rankings: Callable[..., list[Ranking]]) -> None:
    [found] = rankings("UBND tỉnh Thừa Thiên Huế họp.\n\nHuyện A Lưới xếp thứ [7/9] toàn tỉnh.")
    assert found.scope == "Thừa Thiên Huế"


def test_a_position_in_brackets_is_not_in_the_scope_before_them(rankings: Callable[[str], list[Ranking]]) -> None:
    found = rankings(ABOUT + "Trong vùng Đồng bằng sông Cửu Long, PCI của tỉnh đứng sau Long An (thứ [2]), thứ [3].")
    assert [r.scope for r in found] == ["VN", "Đồng bằng sông Cửu Long"]


def test_a_clause_with_a_position_of_its_own_is_no_opening(rankings: Callable[[str], list[Ranking]]) -> None:
    found = rankings("PCI 2022: Long An và Bến Tre của vùng Tây Nam Bộ vào tốp [10], ở vị trí thứ [2] và thứ [8].")
    assert [r.scope for r in found] == ["VN", "VN", "VN"]


def test_countries_are_ordered_in_the_world(rankings: Callable[[str], list[Ranking]]) -> None:
    found = rankings(
        "Về Internet, Việt Nam xếp thứ [71/193] quốc gia. Lào xếp thứ [152], Singapore đứng thứ [3].\n\n"
        "Trong ASEAN, Việt Nam đứng thứ [5/11] quốc gia."
    )
    assert [r.scope for r in found] == ["thế giới", "thế giới", "thế giới", "ASEAN"]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Xã Lạc Sơn đứng thứ [3/32] xã, thị trấn.", "Đô Lương"),
        ("Xã Lạc Sơn [dẫn đầu] huyện về cải cách hành chính.", "Đô Lương"),
        ("Xã Lạc Sơn xếp thứ [hai] toàn huyện.", "Đô Lương"),
        ("Xã Lạc Sơn xếp thứ [hai] với 93,6 điểm.", "Đô Lương"),
        ("Xã Lạc Sơn đứng thứ [3/460] xã, phường, thị trấn.", "Nghệ An"),
        ("Xã Lạc Sơn xếp thứ [hai] toàn tỉnh.", "Nghệ An"),
        ("Huyện xếp thứ [4/20] huyện, thành phố, thị xã.", "Nghệ An"),
    ],
)
def test_in_an_article_about_a_district(rankings: Callable[[str], list[Ranking]], text: str, scope: str) -> None:
    about = "Huyện Đô Lương leo hạng\n\nHuyện Đô Lương (Nghệ An) xếp hạng xã Lạc Sơn và 32 xã, thị trấn. "
    assert [r.scope for r in rankings(about + text)] == [scope]


def test_brackets_with_the_move_stand_behind_their_scope(rankings: Callable[[str], list[Ranking]]) -> None:
    found = rankings(
        ABOUT
        + "PAPI trong cả nước thăng 7 bậc (từ vị trí [51] lên [44]), và thăng 2 bậc trong vùng "
        + "Đồng bằng sông Cửu Long (từ vị trí [11] lên [9])."
    )
    assert [r.scope for r in found] == ["VN", "VN", "Đồng bằng sông Cửu Long", "Đồng bằng sông Cửu Long"]
