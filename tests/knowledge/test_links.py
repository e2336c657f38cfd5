"""The words that steer linking."""

from __future__ import annotations

import pytest

from dxextract.knowledge.load import Knowledge


@pytest.mark.parametrize(
    ("behind", "per"),
    [
        ("/năm", {"slash": "năm"}),
        (" / tháng", {"slash": "tháng"}),
        (" mỗi hộ", {"per": "hộ"}),
        (" một lượt", {"per": "lượt"}),
        ("/vỏ", {"any": "vỏ"}),
        (" trên 1.000 dân", {"base": "1.000 dân"}),
        ("/100 người", {"base": "100 người"}),
    ],
)
def test_a_rate_behind_the_number(knowledge: Knowledge, behind: str, per: dict[str, str]) -> None:
    match = knowledge.links.per_behind.match(behind)
    assert match is not None
    assert {name: found for name, found in match.groupdict().items() if found} == per


@pytest.mark.parametrize("behind", [" năm", "/63 tỉnh", " mỗi khi", " mỗi hộc", ""])
def test_no_rate_behind_the_number(knowledge: Knowledge, behind: str) -> None:
    assert knowledge.links.per_behind.match(behind) is None


@pytest.mark.parametrize(
    ("text", "per"),
    [("bình quân mỗi xã có", "xã"), ("hằng năm tiếp", "năm"), ("mỗi ngày xử lý", "ngày"), ("hàng tháng thu", "tháng")],
)
def test_a_rate_before_the_number(knowledge: Knowledge, text: str, per: str) -> None:
    match = knowledge.links.per_before.search(text)
    assert match is not None
    assert match["per"] == per


@pytest.mark.parametrize("text", ["năm ngoái có", "mỗi khi có", "nhà hàng"])
def test_no_rate_before_the_number(knowledge: Knowledge, text: str) -> None:
    assert knowledge.links.per_before.search(text) is None


@pytest.mark.parametrize(
    ("behind", "nouns"),
    [(" xã, phường, thị trấn đã xong", "xã, phường, thị trấn"), (" sở, ban, ngành", "sở, ban, ngành")],
)
def test_nouns_that_commas_join(knowledge: Knowledge, behind: str, nouns: str) -> None:
    match = knowledge.links.listed.match(behind)
    assert match is not None
    assert match["nouns"] == nouns


@pytest.mark.parametrize("behind", [" xã, đạt 90%", " hồ sơ, xã", " xã phường"])
def test_nouns_that_no_comma_joins(knowledge: Knowledge, behind: str) -> None:
    assert knowledge.links.listed.match(behind) is None
