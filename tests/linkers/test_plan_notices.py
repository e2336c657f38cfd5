from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dxextract.records.model import Metric

ISSUED = "UBND tỉnh vừa ban hành Kế hoạch số 12/KH-UBND ngày 15/01/2024 về chuyển đổi số năm 2024."
Found = Callable[..., list[Metric]]


def _told(metrics: Found, text: str) -> list[tuple[str, str | None]]:
    found = metrics(text, published=date(2024, 1, 18))
    return [(m.status, m.period_text) for m in found]


@pytest.mark.parametrize(
    "text",
    [
        f"{ISSUED} Theo đó, [90%] hồ sơ được nộp trực tuyến.",
        f"{ISSUED}\n\nTheo đó, [90%] hồ sơ được nộp trực tuyến.",
        f"{ISSUED} Theo đó, về chính quyền số, hồ sơ được nộp qua mạng.\n\nVề kinh tế số: lắp [120] trạm.",
        f"{ISSUED} Theo đó:\n- Lắp [120] trạm.",
        f"{ISSUED}\n\nVề kinh tế số: lắp [120] trạm.",
        f"{ISSUED[:-1]} với các chỉ tiêu:\n- Lắp [120] trạm.",
    ],
)
def test_what_a_new_plan_sets(metrics: Found, text: str) -> None:
    assert _told(metrics, text) == [("target", "năm 2024")]


GOAL = "Nghị quyết số 12-NQ/TU ngày 14/9/2023 của Tỉnh ủy xác định đến năm 2025, kinh tế số chiếm 10%."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{GOAL}\n\nVề xã hội số: [80%] hộ có cáp quang.", ("target", "đến năm 2025")),
        (f"{GOAL}\n\n- Chính quyền số: lắp [120] trạm.", ("target", "đến năm 2025")),
        (f"{GOAL}\n\nVề xã hội số: phủ cáp quang. Lắp [120] trạm.", ("target", "đến năm 2025")),
        (f"{GOAL}\n\nVề xã hội số: đến năm 2030, [80%] hộ có cáp quang.", ("target", "đến năm 2030")),
        (f"{GOAL}\n\nVề kết quả: [80%] hộ có cáp quang.", ("actual", None)),
        (f"{GOAL}\n\nVề xã hội số: hiện nay [80%] hộ có cáp quang.", ("actual", "hiện nay")),
        (f"{GOAL} Tỉnh có [120] trạm.", ("actual", None)),
        (f"{GOAL}\n\nTỉnh có [120] trạm.\n\nVề xã hội số: có 30 trạm.", ("actual", None)),
        ("Sở xác định đến năm 2025 phải xong.\n\nVề xã hội số: [80%] hộ có cáp quang.", ("actual", None)),
        (GOAL.replace("2025", "2022") + "\n\nVề xã hội số: [80%] hộ có cáp quang.", ("actual", None)),
    ],
)
def test_topics_behind_the_goals_of_a_plan(metrics: Found, text: str, told: tuple[str, str | None]) -> None:
    assert _told(metrics, text) == [told]


AIMS = "Mục tiêu đến năm 2025:\n\nVề chính quyền số: lập tổ."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{AIMS}\n\nVề xã hội số: [80%] hộ có cáp quang.", ("target", "đến năm 2025")),
        (f"{AIMS}\n\nVề xã hội số: phủ sóng. Lắp [120] trạm.", ("target", "đến năm 2025")),
        (f"{AIMS}\n\nVề xã hội số\n\nLắp [120] trạm.", ("target", "đến năm 2025")),
        (f"{AIMS}\n\n[80%] hộ có cáp quang.", ("target", "đến năm 2025")),
        (f"{AIMS}\n\nTỷ lệ hộ có cáp quang đạt [80%].", ("target", "đến năm 2025")),
        (f"{AIMS.replace(':', '', 1)}\n\nVề xã hội số: lắp [120] trạm.", ("target", "đến năm 2025")),
        (f"{AIMS.replace('Mục tiêu đ', 'Đ')}\n\nVề xã hội số: lắp [120] trạm.", ("target", "Đến năm 2025")),
        (
            "Tỉnh đặt mục tiêu đến năm 2025: Về kinh tế số: có sàn. Về xã hội số: lắp [120] trạm.",
            ("target", "đến năm 2025"),
        ),
        ("Tỉnh đặt mục tiêu đến năm 2025: Về kinh tế số: có sàn. Tỉnh có [120] trạm.", ("actual", None)),
        (f"{AIMS}\n\nTỉnh có [120] trạm.", ("actual", None)),
        (f"{AIMS}\n\nVề kết quả: tỉnh có [120] trạm.", ("actual", None)),
        (f"{AIMS}\n\nTỷ lệ hộ có cáp quang hiện là [80%].", ("actual", "hiện")),
        (f"{AIMS.replace('2025', '2022')}\n\nVề xã hội số: lắp [120] trạm.", ("actual", None)),
        (f"{AIMS.replace('Mục tiêu', 'Bản đồ')}\n\nVề xã hội số: lắp [120] trạm.", ("actual", None)),
    ],
)
def test_goals_below_a_line_that_introduces_them(metrics: Found, text: str, told: tuple[str, str | None]) -> None:
    assert _told(metrics, f"Kế hoạch của tỉnh\n\n{text}") == [told]


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh công bố kết quả năm 2024. Theo đó, [90%] hồ sơ được nộp trực tuyến.",
        f"{ISSUED} Theo đó, tỉnh có [28] chỉ tiêu.",
        f"{ISSUED} Theo đó, đến nay [90%] hồ sơ được nộp trực tuyến.",
        f"{ISSUED} Theo đó, [90%] hồ sơ đến nay đã nộp trực tuyến.",
        f"{ISSUED} Theo đó, năm 2023, [90%] hồ sơ được nộp trực tuyến.",
        f"{ISSUED} Theo đó, tổng kinh phí là [98 tỷ đồng].",
        f"{ISSUED} Hồ sơ nộp trực tuyến là [90%].",
        f"{ISSUED}\n\nTỉnh lắp [120] trạm.",
        f"{ISSUED}\n- Tỉnh lắp [120] trạm.",
        f"{ISSUED}\n\nVề kết quả: tỉnh lắp [120] trạm.",
        f"{ISSUED.replace('số năm 2024', 'số năm 2022')}\n\nVề kinh tế số: lắp [120] trạm.",
        f"{ISSUED} Theo đó, hồ sơ được nộp qua mạng.\n\nTỉnh lắp [120] trạm.",
        "UBND tỉnh ban hành Kế hoạch chuyển đổi số năm 2022. Theo đó, [90%] hồ sơ được nộp trực tuyến.",
    ],
)
def test_what_none_sets(metrics: Found, text: str) -> None:
    assert [status for status, _ in _told(metrics, text)] == ["actual"]


PASSED = "HĐND tỉnh thông qua Nghị quyết số 58/NQ-HĐND về nhiệm vụ năm 2024."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{PASSED} Nghị quyết đề ra [90%] hồ sơ nộp trực tuyến.", ("target", "năm 2024")),
        (f"{PASSED}\n\nNghị quyết xác định [90%] hồ sơ nộp trực tuyến.", ("target", "năm 2024")),
        (f"{PASSED} Nghị quyết đề ra đến năm 2025 [90%] hồ sơ nộp trực tuyến.", ("target", "đến năm 2025")),
        (f"{PASSED} Nghị quyết đề ra nhiệm vụ. Lắp [120] trạm.", ("actual", None)),
        (f"{PASSED} Tỉnh lắp [120] trạm.", ("actual", None)),
    ],
)
def test_what_a_paper_sets_is_for_its_year(metrics: Found, text: str, told: tuple[str, str | None]) -> None:
    assert _told(metrics, text) == [told]


def test_a_plan_without_a_year(metrics: Found) -> None:
    text = "UBND tỉnh ban hành Kế hoạch chuyển đổi số. Theo đó, [90%] hồ sơ được nộp trực tuyến."
    assert _told(metrics, text) == [("target", None)]


def test_goals_of_a_plan_in_an_article_without_a_day(metrics: Found) -> None:
    found = metrics(f"{GOAL}\n\nVề xã hội số: [80%] hộ có cáp quang.", published=None)
    assert [(m.status, m.period_text) for m in found] == [("target", "đến năm 2025")]
