"""Short mentions are resolved to the fuller ones that they can only mean, and to none where that is not certain."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.document import Document
from dxextract.finders.documents import find_documents
from dxextract.knowledge.load import Knowledge
from dxextract.linkers.references import link_references
from dxextract.linkers.resolvers import Mention, Resolution, resolve, short_number

LayOut = Callable[[str], Document]


@pytest.fixture
def mentions(knowledge: Knowledge, lay_out_text: LayOut) -> Callable[[str], list[Mention]]:
    def find(text: str) -> list[Mention]:
        document = lay_out_text(text)
        rules = knowledge.documents
        return [Mention.of(draft) for draft in link_references(document, find_documents(document, rules), rules)]

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kế hoạch số 87/KH-UBND ngày 31/01/2024. Theo Kế hoạch 87, tỉnh làm.", [None, 0]),
        ("Theo Kế hoạch 87, tỉnh làm. Kế hoạch số 87/KH-UBND ngày 31/01/2024.", [1, None]),
        ("Kế hoạch số 87/KH-UBND. Kế hoạch số 87/KH-UBND ngày 31/01/2024 của UBND tỉnh.", [1, None]),
        ("Kế hoạch số 87/KH-UBND. Theo Kế hoạch 88, tỉnh làm.", [None, None]),
        ("Kế hoạch số 87/KH-UBND. Theo Quyết định 87, tỉnh làm.", [None, None]),
        ("Kế hoạch số 349 ngày 7/11/2023. Kế hoạch 349 nêu.", [None, 0]),
        ("Kế hoạch số 349 ngày 7/11/2023. Kế hoạch 349 nêu. Kế hoạch 349 ngày 8/11/2023.", [None, None, None]),
        ("Đề án 06 là khó. Đề án 06 là dễ. Đề án 6 cũng vậy.", [None, 0, 0]),
        ("Luật Đất đai năm 2024. Luật Đất đai năm 2024. Luật Đất đai năm 2013.", [None, 0, None]),
        ("Nghị định 13/2023 và Nghị định số 13/2023/NĐ-CP, Nghị định 13/2021", [1, None, None]),
        ("Quyết định số 5/QĐ-UBND ngày 3/2/2022. Quyết định số 5/QĐ-UBND ngày 3/2/2023.", [None, None]),
    ],
)
def test_resolution(mentions: Callable[[str], list[Mention]], text: str, expected: list[int | None]) -> None:
    assert [resolution.target for resolution in resolve(mentions(text))] == expected


def test_what_may_mean_two_documents_stays_unresolved(mentions: Callable[[str], list[Mention]]) -> None:
    found = resolve(mentions("Quyết định số 12/QĐ-UBND, Quyết định số 12/QĐ-TTg và Quyết định số 12."))
    assert [resolution.unresolved for resolution in found] == [False, False, True]
    assert found[2] == Resolution((0, 1))
    assert found[2].target is None


def test_issuers_of_two_named_places_issue_two_documents(mentions: Callable[[str], list[Mention]]) -> None:
    one, other, third = mentions("Kế hoạch số 12/KH-UBND; Kế hoạch số 12/KH-UBND; Kế hoạch số 12/KH-UBND")
    placed = [
        Mention.of(one.draft, "P87", place_named=True),
        Mention.of(other.draft, "P89", place_named=True),
        Mention.of(third.draft, "P87"),
    ]
    assert [resolution.candidates for resolution in resolve(placed)] == [(), (), (0, 1)]


def test_resolvers_can_be_replaced(mentions: Callable[[str], list[Mention]]) -> None:
    def never(mention: Mention, documents: Sequence[Mention]) -> Sequence[Mention]:
        return ()

    def last(mention: Mention, documents: Sequence[Mention]) -> Sequence[Mention]:
        return documents[-1:]

    found = mentions("Kế hoạch số 87/KH-UBND ngày 31/01/2024. Theo Kế hoạch 87 và Quyết định 5, tỉnh làm.")
    assert [r.target for r in resolve(found, resolvers=[never])] == [None, None, None]
    assert [r.target for r in resolve(found, resolvers=[short_number, last])] == [None, 0, 0]


PARTS = [
    "Kế hoạch số 87/KH-UBND",
    "Kế hoạch 87",
    "Kế hoạch số 87 ngày 3/2/2023",
    "Luật Đất đai 2024",
    "Luật Đất đai 2013",
]


@given(st.lists(st.sampled_from(PARTS), max_size=6))
def test_targets_are_fullest_mentions(knowledge: Knowledge, lay_out_text: LayOut, parts: list[str]) -> None:
    document = lay_out_text(". ".join(parts))
    rules = knowledge.documents
    drafts = link_references(document, find_documents(document, rules), rules)
    found = resolve([Mention.of(draft) for draft in drafts])
    assert len(found) == len(drafts)
    for position, resolution in enumerate(found):
        assert position not in resolution.candidates
        assert all(not found[candidate].candidates for candidate in resolution.candidates)
