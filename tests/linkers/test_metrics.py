"""What a number is about: indicator, denominator, place and period, through the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dxextract.records.model import Metric

ABOUT = "UBND tỉnh Bến Tre họp về chuyển đổi số.\n\n"


def test_subject_and_verb(metrics: Callable[[str], list[Metric]]) -> None:
    (found,) = metrics("Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến đạt [61,5%].")
    assert found.indicator_id is not None
    assert found.indicator_text is not None
    assert found.indicator_text.lower() in found.sentence.lower()


def test_a_number_about_nothing_known_has_no_indicator(metrics: Callable[[str], list[Metric]]) -> None:
    (found,) = metrics("Sân khấu được trang trí bằng [320] chậu hoa.")
    assert (found.indicator_id, found.indicator_text, found.indicator_score) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("DTI của tỉnh là [0,5124].", "score"),
        ("Tỉnh được [71,24] điểm PAR INDEX.", "score"),
        ("Tỉnh được [8,1/12 điểm].", "score"),
        ("Tỷ lệ là [71,24%].", "percentage"),
        ("Mỗi hộ có [1,2] chiếc điện thoại.", "count"),
    ],
)
def test_kind(metrics: Callable[[str], list[Metric]], text: str, kind: str) -> None:
    assert [m.kind for m in metrics(text)] == [kind]


def test_brackets_say_more_of_what_stands_before_them(metrics: Callable[[str], list[Metric]]) -> None:
    count, share = metrics("Đã có [412] dịch vụ công trực tuyến toàn trình (chiếm [38,4%]).")
    assert (count.unit, share.unit) == ("dịch vụ công trực tuyến", "%")
    assert share.indicator_id is not None
    assert share.indicator_id != count.indicator_id


def test_two_levels_share_their_subject(metrics: Callable[[str], list[Metric]]) -> None:
    before, after = metrics("Tỷ lệ hồ sơ trực tuyến tăng từ [41%] lên [58%].")
    assert before.indicator_id == after.indicator_id
    assert before.indicator_id is not None


def test_to_each_place_its_number(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics(ABOUT + "Các huyện Ba Tri, Giồng Trôm và Thạnh Phú lần lượt có [93], [87] và [75] tổ.")
    assert [(m.place_name, m.value) for m in found] == [("Ba Tri", 93), ("Giồng Trôm", 87), ("Thạnh Phú", 75)]


def test_to_each_year_its_number(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics(ABOUT + "Tỷ lệ hồ sơ trực tuyến năm 2020: [14,5%]; năm 2021: [29,5%]; năm 2022: [61%].")
    assert [m.period_end for m in found] == [date(2020, 12, 31), date(2021, 12, 31), date(2022, 12, 31)]
    assert len({m.indicator_id for m in found}) == 1


def test_what_nothing_is_said_of(metrics: Callable[..., list[Metric]]) -> None:
    (found,) = metrics("Đã lắp [12] camera.", published=None)
    assert (found.place_id, found.place_basis) == (None, "none")
    assert (found.period_start, found.period_end, found.period_basis) == (None, None, "none")
    (dated,) = metrics("Đã lắp [12] camera.", published=date(2022, 3, 4))
    assert (dated.period_end, dated.period_basis) == (date(2022, 3, 4), "published")


def test_a_list_is_governed_by_its_introduction(metrics: Callable[[str], list[Metric]]) -> None:
    found = metrics(ABOUT + "Tính đến 30/6/2022, huyện Ba Tri có:\n- [93] tổ;\n- [14] trạm;\n- [2.150] hộ.")
    assert {(m.place_name, m.period_end) for m in found} == {("Ba Tri", date(2022, 6, 30))}


def test_cells_of_a_flattened_table(metrics: Callable[[str], list[Metric]]) -> None:
    headers = "TT\nHuyện\nSố tổ công nghệ số cộng đồng\nTỷ lệ hồ sơ trực tuyến\n"
    found = metrics(ABOUT + headers + "1\nBa Tri\n[93]\n[61%]\n2\nThạnh Phú\n[75]\n[57%]\n")
    assert [m.place_name for m in found] == ["Ba Tri", "Ba Tri", "Thạnh Phú", "Thạnh Phú"]
    assert [m.indicator_id for m in found][:2] == [m.indicator_id for m in found][2:]
    assert len({m.indicator_id for m in found} - {None}) == 2
