"""Editions of indices that title, lead or earlier paragraphs name: which positions and scores they date."""

from __future__ import annotations

import pytest

from dxextract.extractor import Extractor

EDITION = "2023-01-01..2023-12-31"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def periods(extractor: Extractor, text: str) -> dict[str, str]:
    """The stated periods of positions and numbers, by how they are written; ``-`` where nothing is stated."""
    result = extractor.extract(text, published="2024-05-20")
    return {
        fact.raw: f"{fact.period_start}..{fact.period_end}" if fact.period_basis == "stated" else "-"
        for fact in (*result.metrics, *result.rankings)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the title names the edition
            "PCI năm 2023: Trà Vinh bứt phá\n\nTỉnh đứng thứ 8 cả nước về PCI với 68,7 điểm.",
            {"8": EDITION, "68,7 điểm": EDITION},
        ),
        (  # the lead does, and paragraphs behind it go on
            "Tin trong ngày\n\nSáng 15/5, Bộ công bố PAR INDEX năm 2023.\n\n"
            "Đứng đầu bảng PAR INDEX là Hải Phòng với 91,9%.\n\nTrà Vinh xếp thứ 30, đạt 87,1%.",
            {"Đứng đầu": EDITION, "91,9%": EDITION, "30": EDITION, "87,1%": EDITION},
        ),
        (  # also where it stands in the name of the event
            "Tin trong ngày\n\nSáng 15/5, tỉnh Trà Vinh tổ chức hội nghị công bố Chỉ số cải cách hành chính năm 2023. "
            "Khối huyện có giá trị trung bình 86,2%; Sở Nội vụ đứng đầu với 94,1%.",
            {"86,2%": EDITION, "đứng đầu": EDITION, "94,1%": EDITION},
        ),
        (  # a list of indices shares it
            "Công bố SIPAS, PAPI và PAR INDEX năm 2023\n\nỞ PAPI, tỉnh được 42,6 điểm. SIPAS đứng thứ 9.",
            {"42,6 điểm": EDITION, "9": EDITION},
        ),
        (  # parts of the index
            "Tin trong ngày\n\nBảng xếp hạng DTI cấp tỉnh năm 2023 vừa ra mắt.\n\nTrụ cột chính quyền số xếp thứ 11; "
            "xã hội số xếp thứ 17.",
            {"11": EDITION, "17": EDITION},
        ),
        (  # points beside a position
            "Công bố DDCI năm 2023\n\nKhối sở, ngành do Sở Công Thương dẫn đầu với 86,4 điểm.",
            {"dẫn đầu": EDITION, "86,4 điểm": EDITION},
        ),
        (  # what nothing ranks has none
            "PCI năm 2023: Trà Vinh bứt phá\n\nToàn tỉnh có 5.200 doanh nghiệp.",
            {"5.200": "-"},
        ),
        (  # plans and first levels have none
            "PCI năm 2023: Trà Vinh bứt phá\n\nPCI của tỉnh từ hạng 20 lên hạng 8.\n\nTỉnh phấn đấu vào tốp 5 PCI.",
            {"20": "-", "8": EDITION, "5": "-"},
        ),
        (  # the newest, named again, beside older ones that it is compared with
            "Công bố PII năm 2023\n\nTheo PII 2023, tỉnh đứng thứ 9 (PII 2022 xếp hạng 12), tiến bộ hơn PII 2022.\n\n"
            "Về PII, tỉnh được 41,5 điểm.",
            {"9": EDITION, "12": "2022-01-01..2022-12-31", "41,5 điểm": EDITION},
        ),
        (  # two editions, and nobody knows which is meant
            "PCI 2023 và PCI 2022 của tỉnh\n\nTrong vùng, tỉnh đứng thứ 4 về PCI.",
            {"4": "-"},
        ),
        (  # another index
            "PCI năm 2023: Trà Vinh bứt phá\n\nTỉnh đứng thứ 14 về SIPAS.",
            {"14": "-"},
        ),
        (  # a name that may mean another ordering
            "DTI năm 2023: Trà Vinh bứt phá\n\nTỉnh nằm trong tốp 20 về chuyển đổi số.",
            {"20": "-"},
        ),
        (  # a time of its own wins
            "PCI năm 2023: Trà Vinh bứt phá\n\nNăm 2021, PCI của tỉnh đứng thứ 32.",
            {"32": "2021-01-01..2021-12-31"},
        ),
        (  # so does one that cannot be dated
            "PCI năm 2023: Trà Vinh bứt phá\n\nKỳ đánh giá trước, PCI của tỉnh đứng thứ 32.",
            {"32": "None..None"},
        ),
    ],
)
def test_an_edition_dates_the_standings_of_its_index(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    found = periods(extractor, text)
    assert {raw: found[raw] for raw in expected} == expected
