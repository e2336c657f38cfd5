"""Index, gain and loss, place and period of positions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxextract.extractor import Extractor
from dxextract.records.model import Ranking


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        ("PCI của Cà Mau xếp hạng [19/63].", "pci"),
        ("Cà Mau xếp hạng [19/63] về PAPI.", "papi"),
        ("Chỉ số PAR INDEX xếp thứ [9], SIPAS xếp thứ [14].", "par_index sipas"),
        ("Cà Mau đứng thứ [9] về PCI và thứ [14] về PAPI.", "pci papi"),
        ("Cà Mau từ hạng [45] năm 2021 lên hạng [28] năm 2022 về PCI.", "pci pci"),
        ("Thứ hạng PCI cải thiện 12 bậc, từ [48] lên [36].", "pci pci"),
        ("Trụ cột xã hội số xếp thứ [9], kinh tế số xếp thứ [31].", "dti_society dti_economy"),
        ("Cà Mau xếp thứ [5/27] huyện, thị xã, thành phố về mức độ CĐS.", "dti"),
        ("PCI 2022 được công bố. Cà Mau đứng thứ [9].", "pci"),
        ("Cà Mau đứng thứ [9] về sản lượng tôm.", "None"),
        ("PCI tăng điểm. Cái Nước [dẫn đầu] toàn tỉnh về số hộ có cáp quang.", "None"),
        ("PCI tăng điểm. Về thu phí trực tuyến, Cái Nước [dẫn đầu] các huyện.", "None"),
        ("PCI tăng điểm. Về kết quả chung, Cà Mau đứng thứ [9].", "pci"),
        ("PCI tăng điểm. Tốc độ mạng đạt 96 Mbps, xếp thứ [9] cả nước.", "None"),
        ("PCI tăng điểm. Cà Mau đạt 68,1 điểm, xếp thứ [9] cả nước.", "pci"),
        ("Thu hút vốn thứ [9] mà PAPI thứ [41] thì chưa vui.", "None papi"),
        ("Cà Mau đứng thứ [9] về PCI, [dẫn đầu] SIPAS.", "pci sipas"),
        ("Cà Mau đứng thứ [9] về PCI, [dẫn đầu] SIPAS 2020.", "pci sipas"),
        ("DTI xếp hạng [41], trong đó xã hội số được 0,24 điểm, hạng [47].", "dti dti_society"),
        # countries are ranked in another index than provinces
        ("Việt Nam lên hạng [43] trong 132 quốc gia về đổi mới sáng tạo.", "gii"),
        ("Nhờ đổi mới sáng tạo, Việt Nam xếp thứ [43/132] quốc gia.", "gii"),
        ("Về đổi mới sáng tạo, Cà Mau xếp thứ [43/63] tỉnh.", "pii"),
        # a service index by what it measures, only beside a position
        ("Phường An Xuyên được 88,2 điểm về phục vụ người dân, doanh nghiệp, xếp thứ [6/64].", "service_index_766"),
        # two indices and one position
        ("Kết quả PCI và PAPI: Cà Mau [dẫn đầu] cả nước.", "None"),
        ("Kết quả PCI và PAPI: Cà Mau xếp thứ [4] và thứ [9].", "pci papi"),
        # parts of an index have none of their own
        ("DTI đứng thứ [18], trong đó nhóm chỉ số thanh toán trực tuyến đứng thứ [19].", "dti None"),
        ("Trong 8 lĩnh vực của PAR Index, cải cách thể chế đứng thứ [7], tài chính công thứ [55].", "None None"),
        ("PCI xếp thứ [9]. Chỉ số thành phần chi phí thời gian xếp thứ [3].", "pci None"),
        ('PAPI tăng; trong 8 chỉ số nội dung, "Quản trị" xếp [60/61], "Môi trường" xếp [12/61].', "None None"),
        ("DTI tăng; cả ba trụ cột đều trong tốp [5].", "dti"),
        # pillars with their changes, topics of their clauses
        ("Chỉ số xã hội số tăng 5 bậc, lên thứ [13]; kinh tế số giảm 2 bậc, còn thứ [25].", "dti_society dti_economy"),
        ("Ở trụ cột chính quyền số, tỉnh xếp thứ [20]; ở kinh tế số, thứ [33].", "dti_government dti_economy"),
        ("Trụ cột kinh tế số từ hạng [40] năm 2021 vươn lên hạng [35].", "dti_economy dti_economy"),
        ("DTI: Kinh tế số được 0,41 điểm, hạng [52] (năm 2021: [47]).", "dti_economy dti_economy"),
        # shared out in a row
        (
            "Ba trụ cột chính quyền số, kinh tế số, xã hội số xếp các thứ [12], [30], [25].",
            "dti_government dti_economy dti_society",
        ),
        ("Đứng thứ [12] và [30] lần lượt là chính quyền số và kinh tế số.", "dti_government dti_economy"),
        ("Thứ hạng PCI, SIPAS và PAPI của Cà Mau lần lượt là [31], [17] và [44].", "pci sipas papi"),
        (
            "Xếp hạng hoạt động chính quyền số, hoạt động kinh tế số của tỉnh lần lượt là [12], [30] so với cả nước.",
            "dti_government dti_economy",
        ),
        # an ordering by an amount is no index's
        ("Cà Mau [đứng đầu] vùng về tỷ trọng kinh tế số trong GRDP.", "None"),
        ("Cà Mau [đứng đầu] vùng về kinh tế số.", "dti_economy"),
        # among so many
        ("Bộ Tư pháp xếp thứ [hai] trong 17 bộ, cơ quan ngang bộ tham gia đánh giá PAR Index.", "par_index"),
        ("DTI (hạng [14/63]), ICT Index ([9/63]), ATTT ([22/63]).", "dti ict_index infosec_ranking"),
        ("PAR Index tăng. Cà Mau xếp hạng [22] DTI; năm 2021 xếp hạng [33].", "dti dti"),
        ("PCI được công bố." + " Có 3 xã." * 12 + " Cà Mau đứng thứ [9] toàn đoàn.", "None"),
    ],
)
def test_index(rankings: Callable[[str], list[Ranking]], text: str, indices: str) -> None:
    assert " ".join(str(r.index_id) for r in rankings(text)) == indices


@pytest.mark.parametrize(
    ("text", "deltas"),
    [
        ("PCI xếp thứ [9], tăng 4 bậc so với năm 2021.", [(4, "2021")]),
        ("PCI xếp thứ [9], tụt 4 bậc.", [(-4, None)]),
        ("PCI tăng 4 bậc, lên thứ [9].", [(4, None)]),
        ("PCI xếp thứ [9], tăng 4 bậc; PAPI xếp thứ [14], giảm 2 bậc.", [(4, None), (-2, None)]),
        ("PCI xếp thứ [9]; PAPI tăng 4 bậc, xếp thứ [14].", [(None, None), (4, None)]),
        ("PCI xếp thứ [9], tăng 4 điểm.", [(None, None)]),
        ("DDCI: Năm Căn xếp thứ [9]; huyện Ngọc Hiển ở cuối bảng, tụt 4 bậc.", [(None, None)]),
        ("DDCI: Năm Căn xếp thứ [9]; tăng 4 bậc.", [(4, None)]),
        ("PCI tăng 4 bậc, từ thứ [13] lên thứ [9].", [(None, None), (4, None)]),
        ("PCI cải thiện 12 bậc so với 2022, từ [30] lên [18].", [(None, None), (12, "2022")]),
        ("PCI giữ nguyên vị trí thứ [9] so với năm 2022.", [(0, "2022")]),
        (
            "PCI xếp thứ [9] (+4 bậc), PAPI xếp thứ [14] (-2 bậc), SIPAS xếp thứ [3] (không đổi).",
            [(4, None), (-2, None), (0, None)],
        ),
        ("PCI xếp thứ [9], PAPI tăng 4 bậc.", [(None, None)]),
        ("PCI xếp thứ [9] về đào tạo, tốt hơn 4 bậc so với năm 2021.", [(4, "2021")]),
        ("PCI rơi tự do 22 bậc, xuống tận thứ [54].", [(-22, None)]),
        ("PCI xếp thứ [9], nhích 4 bậc; PAPI xếp thứ [14], tuột 2 bậc.", [(4, None), (-2, None)]),
    ],
)
def test_gains_and_losses(
    rankings: Callable[[str], list[Ranking]], text: str, deltas: list[tuple[int | None, str | None]]
) -> None:
    assert [(r.delta, r.since_text) for r in rankings(text)] == deltas


def test_several_places_in_one_sentence(rankings: Callable[[str], list[Ranking]]) -> None:
    found = rankings("Về PCI, Cà Mau đứng thứ [9], Bạc Liêu đứng thứ [41] và Kiên Giang đứng thứ [27].")
    assert [(r.place_name, r.rank) for r in found] == [("Cà Mau", 9), ("Bạc Liêu", 41), ("Kiên Giang", 27)]
    assert {r.index_id for r in found} == {"pci"}


def test_from_and_to_are_two_positions(rankings: Callable[[str], list[Ranking]]) -> None:
    found = rankings("PCI của Cà Mau tăng từ hạng [41/63] lên hạng [29/63].")
    assert [(r.rank, r.out_of) for r in found] == [(41, 63), (29, 63)]


def test_the_edition_is_the_year_said(rankings: Callable[[str], list[Ranking]]) -> None:
    (said,) = rankings("PCI năm 2021 của Cà Mau xếp thứ [9].")
    (unsaid,) = rankings("PCI của Cà Mau xếp thứ [9].")
    assert (said.edition, unsaid.edition) == ("2021", None)


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("Tỉnh rơi khỏi tốp 10 PCI.", []),
        ("Tỉnh không nằm trong tốp 10 PCI.", []),
        ("Tỉnh chưa lọt vào nhóm 10 tỉnh dẫn đầu về PCI.", []),
        ("Tỉnh nằm trong tốp 10 PCI.", [10]),
        ("Tỉnh không chỉ vào tốp 10 PCI mà còn dẫn đầu vùng.", [10, 1]),
    ],
)
def test_what_is_not_held_is_no_position(extractor: Extractor, text: str, ranks: list[int]) -> None:
    result = extractor.extract(text)
    assert [r.rank for r in result.rankings] == ranks
    assert result.metrics == ()


def test_membership_as_a_target(rankings: Callable[[str], list[Ranking]]) -> None:
    (found,) = rankings("Tỉnh phấn đấu đưa PCI vào tốp [20].")
    assert (found.top, found.status, found.index_id) == (True, "target", "pci")
