"""A reference is the document it means: whose, which, and what the registry knows of it."""

from __future__ import annotations

import pytest

from dxextract.extractor import Extractor
from dxextract.records.model import Reference


def read(extractor: Extractor, text: str, published: str | None = "2024-04-14") -> tuple[Reference, ...]:
    return extractor.extract(f"Tin\n\n{text}", published=published).references


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Quyết định số 749/QĐ-TTg của Thủ tướng Chính phủ", "VN"),
        ("Tỉnh Đồng Tháp thực hiện Nghị quyết số 57-NQ/TW", "VN"),
        ("Tỉnh Đồng Tháp thực hiện Nghị quyết số 04-NQ/TU", "P87"),
        ("Tỉnh Đồng Tháp học Kế hoạch số 12/KH-UBND của UBND tỉnh An Giang", "P89"),
        ("Kế hoạch số 12/KH-UBND của UBND TP. Cần Thơ", "P92"),
        ("Tại Đồng Tháp, UBND huyện Tháp Mười ban hành Kế hoạch số 45/KH-UBND", "D872"),
        ("Huyện ủy Tháp Mười, tỉnh Đồng Tháp ban hành Nghị quyết số 12-NQ/HU", "D872"),
        ("Tỉnh Đồng Tháp thực hiện Kế hoạch số 45/KH-UBND của UBND huyện", None),
        ("Tỉnh Đồng Tháp thực hiện Đề án 06", None),
        ("Quyết định số 12/QĐ-ABC", None),
        ("Quyết định số 12/QĐ-UBND", None),
    ],
)
def test_place_of_the_issuer(extractor: Extractor, text: str, place: str | None) -> None:
    (found,) = read(extractor, text)
    assert found.issuer_place_id == place


def test_the_place_is_that_of_the_day_of_issue(extractor: Extractor) -> None:
    text = "Tỉnh Đồng Tháp thực hiện Nghị quyết số 04-NQ/TU ngày {}"
    (before,) = read(extractor, text.format("31/12/2021"), "2025-10-01")
    (since,) = read(extractor, text.format("29/8/2025"), "2025-10-01")
    assert (before.issuer_place_id, since.issuer_place_id) == ("P87", "N82")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "Kế hoạch số 12/KH-UBND ngày 7/2/2023 của UBND tỉnh Đồng Tháp; "
            "Kế hoạch số 12/KH-UBND ngày 7/2/2023 của UBND tỉnh An Giang",
            ["12/KH-UBND;P87;2023", "12/KH-UBND;P89;2023"],
        ),
        (
            "Quyết định số 5/QĐ-TTg ngày 3/2/2022 và Quyết định số 5/QĐ-TTg ngày 3/2/2023",
            ["05/QĐ-TTg;VN;2022", "05/QĐ-TTg;VN;2023"],
        ),
    ],
)
def test_one_number_of_two_places_or_years_is_two_documents(extractor: Extractor, text: str, ids: list[str]) -> None:
    one, other = read(extractor, text)
    assert one.ref_id == other.ref_id
    assert [one.document_id, other.document_id] == ids
    assert (one.same_as, other.same_as) == (None, None)


def test_a_short_mention_is_the_document_of_the_fuller_one(extractor: Extractor) -> None:
    text = "Tỉnh Đồng Tháp ban hành Kế hoạch số 87/KH-UBND ngày 31/01/2024. Theo Kế hoạch 87, tỉnh làm."
    full, short = read(extractor, text)
    assert short.same_as == full.fact_id
    assert short.document_id == full.document_id == "87/KH-UBND;P87;2024"
    assert (full.document_basis, short.document_basis) == ("printed", "same_as")
    assert (short.ref_id, short.issue_date, short.issuer) == (None, None, None)


def test_what_may_mean_two_documents_has_no_id(extractor: Extractor) -> None:
    *_, short = read(extractor, "Quyết định số 12/QĐ-UBND, Quyết định số 12/QĐ-TTg và Quyết định số 12.")
    assert (short.document_id, short.document_basis, short.same_as) == (None, "none", None)


WELL_KNOWN = [
    ("Đề án 06", "06/QĐ-TTg;VN;2022"),
    ("Đề án 06/CP của Chính phủ", "06/QĐ-TTg;VN;2022"),
    ("Đề án số 06", "06/QĐ-TTg;VN;2022"),
    ("Quyết định số 749/QĐ-TTg về chuyển đổi số", "749/QĐ-TTg;VN;2020"),
    ("Quyết định 749 về chuyển đổi số", "749/QĐ-TTg;VN;2020"),
    ("Quyết định 749 của Thủ tướng Chính phủ về chuyển đổi số", "749/QĐ-TTg;VN;2020"),
    ("Quyết định 749/QĐ-TTg ngày 3/6/2020", "749/QĐ-TTg;VN;2020"),
    ("Nghị định 42/2022 về dịch vụ công", "42/2022/NĐ-CP;VN"),
    ("Luật Giao dịch điện tử ngày 22/6/2023", "20/2023/QH15;VN"),
    ("Luật Đất đai 2013", "45/2013/QH13;VN"),
]


@pytest.mark.parametrize(("text", "document_id"), WELL_KNOWN)
def test_a_well_known_document_is_recognised(extractor: Extractor, text: str, document_id: str) -> None:
    (found,) = read(extractor, f"Thực hiện {text}.")
    assert (found.document_id, found.document_basis) == (document_id, "registry")
    assert found.title


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Nghị quyết 57 về khoa học, công nghệ", "2019-05-01"),
        ("Nghị quyết 57 về giao thông", "2025-05-01"),
        ("Nghị quyết 57 của HĐND tỉnh về khoa học", "2025-05-01"),
        ("Nghị quyết 57 của Chính phủ về khoa học", "2025-05-01"),
        ("Nghị quyết số 57 ngày 3/2/2023 về khoa học", "2025-05-01"),
        ("Quyết định 749 về chuyển đổi số của UBND tỉnh", "2019-05-01"),
        ("Đề án 06", "2021-05-01"),
        ("Đề án 06 ngày 5/3/2021 của Tỉnh ủy", "2024-05-01"),
        ("Luật Đất đai 2003", "2024-05-01"),
    ],
)
def test_another_document_is_not_captured(extractor: Extractor, text: str, published: str) -> None:
    (found,) = read(extractor, f"Thực hiện {text}.", published)
    assert found.document_basis == "none"
    assert found.document_id is None


def test_another_year_is_another_document(extractor: Extractor) -> None:
    (found,) = read(extractor, "Quyết định số 749/QĐ-TTg ngày 5/6/2017 về chuyển đổi số")
    assert (found.document_id, found.document_basis) == ("749/QĐ-TTg;VN;2017", "printed")


def test_the_registry_adds_nothing_to_what_was_said(extractor: Extractor) -> None:
    (found,) = read(extractor, "Thực hiện Đề án 06, tỉnh làm.")
    said = (found.number, found.ref_id, found.issue_date, found.issuer, found.issuer_basis)
    assert said == ("06", None, None, None, "none")


def test_a_nickname_and_a_number_are_one_document(extractor: Extractor) -> None:
    nickname, full = read(extractor, "Thực hiện Đề án 06. Theo Quyết định số 06/QĐ-TTg ngày 6/1/2022, tỉnh làm.")
    assert nickname.same_as == full.fact_id
    assert full.same_as is None


def test_a_document_of_the_article_goes_before_a_well_known_one(extractor: Extractor) -> None:
    text = "HĐND tỉnh Đồng Tháp ban hành Nghị quyết số 57/NQ-HĐND về khoa học. Nghị quyết 57 nêu."
    full, short = read(extractor, text, "2025-05-01")
    assert short.document_id == full.document_id == "57/NQ-HĐND;P87"
    assert short.document_basis == "same_as"


@pytest.mark.parametrize(
    ("text", "taken_up"),
    [
        ("Tỉnh ủy ban hành Nghị quyết số 04-NQ/TU. Nghị quyết này đặt mục tiêu. Theo Nghị quyết trên, tỉnh làm.", [2]),
        ("Nghị quyết 04 là lớn. Nghị quyết số 04-NQ/TU ngày 3/2/2022. Nghị quyết này nêu.", [0, 1]),
        ("Nghị quyết số 04-NQ/TU và Nghị quyết số 05-NQ/TU. Nghị quyết này đặt mục tiêu.", [0, 0]),
        ("Nghị quyết số 04-NQ/TU. Kế hoạch này đặt mục tiêu.", [0]),
        ("Nghị quyết này đặt mục tiêu. Nghị quyết số 04-NQ/TU ra đời.", [0]),
        ("Nghị quyết số 04-NQ/TU.\n\nĐoạn hai nói chuyện khác.\n\nNghị quyết này đặt mục tiêu.", [0]),
    ],
)
def test_a_document_is_taken_up_again(extractor: Extractor, text: str, taken_up: list[int]) -> None:
    assert [found.taken_up for found in read(extractor, text)] == taken_up
