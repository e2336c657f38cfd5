"""Positions, changes of place and names of indices. Expected positions: ``written = rank[/of][ top]``."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.document import Document
from dxextract.finders.rankings import Delta, Position, find_indices, find_rankings
from dxextract.finders.taken import Taken
from dxextract.knowledge.load import Knowledge

LayOut = Callable[..., Document]
Found = tuple[tuple[Position, ...], tuple[Delta, ...]]


def rankings(text: str, lay_out_text: LayOut, knowledge: Knowledge) -> Found:
    document = lay_out_text(text)
    indices = find_indices(document, knowledge.rankings)
    return find_rankings(document, knowledge.rankings, knowledge.numbers.words, indices, (), {}, Taken())


@pytest.fixture
def find(lay_out_text: LayOut, knowledge: Knowledge) -> Callable[[str], str]:
    def run(text: str) -> str:
        positions, _ = rankings(text, lay_out_text, knowledge)
        return "; ".join(
            f"{text[p.start : p.end]} = {p.rank}{f'/{p.out_of}' if p.out_of else ''}{' top' if p.top else ''}"
            for p in positions
        )

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # digits
        ("Cà Mau xếp hạng 19/63 về PAPI", "19/63 = 19/63"),
        ("tỉnh đứng thứ 7 cả nước", "7 = 7"),
        ("tỉnh đứng thứ 07/63", "07/63 = 7/63"),
        ("tỉnh ở vị trí 31 trên 63", "31 trên 63 = 31/63"),
        ("năm ngoái xếp 44/63", "44/63 = 44/63"),
        ("vươn lên vị trí thứ 12", "12 = 12"),
        ("tụt xuống hạng 58", "58 = 58"),
        ("PCI của tỉnh: hạng 22", "22 = 22"),
        ("hai huyện đứng thứ 3 và thứ 9", "3 = 3; 9 = 9"),
        ("từ hạng 41 lên hạng 29", "41 = 41; 29 = 29"),
        ("từ vị trí 41/63 lên vị trí 29/63", "41/63 = 41/63; 29/63 = 29/63"),
        # words
        ("xếp thứ nhất cả nước", "nhất = 1"),
        ("đứng thứ ba trong vùng", "ba = 3"),
        ("giữ vị trí thứ mười", "mười = 10"),
        ("thị xã đứng nhì toàn tỉnh", "nhì = 2"),
        ("Về DTI, Tân Biên, Bến Cầu và Gò Dầu lần lượt xếp nhất, nhì, ba.", "nhất = 1; nhì = 2; ba = 3"),
        ("Sở Nội vụ hạng nhất, Sở Y tế hạng nhì, Sở Xây dựng hạng ba", "nhất = 1; nhì = 2; ba = 3"),
        ("ứng dụng đứng thứ nhì cả nước", "nhì = 2"),
        ("Ông nêu ba việc: thứ nhất là rà soát, thứ hai là số hóa, thứ ba là công khai.", ""),
        ("Tặng Huân chương Lao động hạng Nhất, hạng Nhì, hạng Ba.", ""),
        ("Dẫn đầu toàn tỉnh là thị xã La Gi", "Dẫn đầu = 1"),
        ("Đứng đầu khối huyện là Hàm Tân", "Đứng đầu = 1"),
        # membership
        ("lọt tốp 15 cả nước", "15 = 15 top"),
        ("vào Top 5", "5 = 5 top"),
        ("thuộc nhóm 10 tỉnh dẫn đầu", "10 = 10 top"),
        ("phấn đấu không thấp hơn hạng 20/63", "20/63 = 20/63 top"),
    ],
)
def test_positions(find: Callable[[str], str], text: str, expected: str) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "xếp 14 bộ hồ sơ lên kệ",
        "đứng 3 giờ chờ lấy số",
        "tuyển 12 vị trí việc làm",
        "họp vào sáng thứ ba",
        "con thứ hai trong nhà",
        "đạt 63/63 điểm cầu",
        "hạng i, hạng ii",
        "người đứng đầu cơ quan chịu trách nhiệm",
        "nhóm 6 giải pháp",
        "cao nhất từ trước tới nay",
        "bắt đầu từ tháng ba",
        "xếp hạng 0/63",
        "đạt hạng 40%",
    ],
)
def test_no_positions(find: Callable[[str], str], text: str) -> None:
    assert find(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tăng 9 bậc so với năm trước", [9]),
        ("nhảy 14 bậc", [14]),
        ("tăng ba bậc", [3]),
        ("tụt 6 hạng", [-6]),
        ("giảm 02 bậc", [-2]),
        ("không đổi so với năm 2021", [0]),
        ("tỉnh này tăng 4 bậc, tỉnh kia lùi 5 bậc", [4, -5]),
        ("tăng 9%", []),
        ("tăng 9 điểm", []),
        ("không đổi mới cách làm", []),
        ("lương tăng một lần", []),
    ],
)
def test_changes_of_place(lay_out_text: LayOut, knowledge: Knowledge, text: str, expected: list[int]) -> None:
    _, deltas = rankings(text, lay_out_text, knowledge)
    assert [d.places for d in deltas] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chỉ số cải cách hành chính (PAR INDEX) tăng", ["par_index", "par_index"]),
        ("PCI và PAPI đều tăng", ["pci", "papi"]),
        ("Chỉ số SIPAS của tỉnh", ["sipas"]),
        ("chỉ số chuyển đổi số cấp tỉnh", ["dti"]),
        ("mức độ hài lòng của người dân tăng", []),
        ("mua thẻ PCIe cho máy chủ", []),
    ],
)
def test_indices(lay_out_text: LayOut, knowledge: Knowledge, text: str, expected: list[str]) -> None:
    found = [i for i in find_indices(lay_out_text(text), knowledge.rankings) if not i.weak]
    assert [i.index for i in found] == expected


def test_what_is_taken_is_no_position(lay_out_text: LayOut, knowledge: Knowledge) -> None:
    document = lay_out_text("PCI đứng thứ 7 cả nước")
    rules, words = knowledge.rankings, knowledge.numbers.words
    indices = find_indices(document, rules)
    (found,), _ = find_rankings(document, rules, words, indices, (), {}, Taken())
    assert find_rankings(document, rules, words, indices, (), {}, Taken([found]))[0] == ()


PIECES = st.sampled_from(
    [
        *("xếp ", "đứng ", "thứ ", "hạng ", "vị trí ", "tốp ", "nhóm ", "dẫn đầu ", "tăng ", "tụt ", "từ ", "lên "),
        *("3", "25/63", "0", "nhất ", "hai ", "mười ", " bậc", "%", " và ", ", ", ". ", "\n", "PCI ", "cả nước ", "/"),
        *("(", ")", "\u00a0", "😀", "Cà Mau "),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_positions_are_ordered_apart_and_possible(lay_out_text: LayOut, knowledge: Knowledge, text: str) -> None:
    positions, deltas = rankings(text, lay_out_text, knowledge)
    assert all(a.end <= b.start for a, b in pairwise(positions))
    assert all(p.start < p.end and p.rank > 0 and (p.out_of is None or p.out_of > 0) for p in positions)
    assert list(deltas) == sorted(deltas)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PAPI của tỉnh từ 35 lên 22.", "35 = 35; 22 = 22"),
        ("Với SIPAS, tỉnh từ 44 nhảy vọt lên 19.", "44 = 44; 19 = 19"),
        ("Thứ hạng PCI lùi từ 23 xuống 31/63.", "23 = 23; 31/63 = 31/63"),
        ("Tỉnh đứng hạng 48 trong 63 tỉnh, thành.", "48 trong 63 = 48/63"),
        ("PCI đứng hạng 48, so với 39 của năm 2022.", "48 = 48; 39 = 39"),
        ("Về PCI, tỉnh nằm trong tốp ba cả nước.", "ba = 3 top"),
        ("Huyện là một trong ba địa phương dẫn đầu.", "ba = 3 top"),
        ("Bộ công bố PCI. Đứng đầu là Long An với 72 điểm.", "Đứng đầu = 1"),
        ("Bộ công bố PCI. Tổ soạn thảo đứng đầu là ông An.", ""),
        ("PCI thuộc nhóm 16 tỉnh, thành phố có điểm số thấp nhất cả nước.", ""),
        ("PCI thuộc nhóm 16 tỉnh, thành phố có điểm số cao.", "16 = 16 top"),
        ("DTI: Tốp 5 tỉnh, thành phố dẫn đầu là Huế, Cần Thơ.", "5 = 5 top"),
        ("Top 3 bộ, ngành đứng đầu về DTI được nêu tên.", "3 = 3 top"),
        ("Số di tích được xếp hạng cấp tỉnh, cấp quốc gia lần lượt là 31, 12.", ""),
        ("DTI: tỉnh đứng thứ 12, huyện bên xếp 28, đều tăng.", "12 = 12; 28 = 28"),
        ("Trụ cột chính quyền số xếp thứ 29, kinh tế số 44.", "29 = 29; 44 = 44"),
        # no positions
        ("PCI từ 62 lên 65 điểm.", ""),
        ("Tỷ lệ từ 35% lên 40%.", ""),
        ("Số xã tăng từ 23 lên 31.", ""),
        ("PCI đứng hạng 48, so với 39% của năm 2022.", "48 = 48"),
        ("Trong ba xã có hai trạm.", ""),
        ("Kinh tế số 44 tỷ đồng.", ""),
    ],
)
def test_moves_and_lists(find: Callable[[str], str], text: str, expected: str) -> None:
    assert find(text) == expected
