"""What the facts of an article have in common."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dxextract import Extractor

LEAD = "Đồng Tháp: Chuyển đổi số năm 2024\n\nNgày 20/12/2024, UBND tỉnh Đồng Tháp tổng kết năm 2024.\n\n"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def circumstances(extractor: Extractor, text: str, part: str) -> Mapping[str, Mapping[str, float]]:
    """What was seen of one part of every metric and ranking, by the number as printed."""
    explained = extractor.explain(extractor.read(LEAD + text))
    facts = (*explained.result.metrics, *explained.result.rankings)
    return {fact.raw: explained.circumstances[fact.fact_id][part] for fact in facts}


@pytest.mark.parametrize(
    ("text", "rivals"),
    [
        ("Tỷ lệ hồ sơ trực tuyến năm 2024 đạt 81,5%. Tỷ lệ hồ sơ trực tuyến năm 2024 đạt 64,2%.", True),
        ("Tỷ lệ hồ sơ trực tuyến năm 2024 đạt 81,5%. Tỷ lệ hồ sơ trực tuyến năm 2024 đạt 81,5%.", False),
        ("Tỷ lệ hồ sơ trực tuyến năm 2024 đạt 81,5%. Tỷ lệ hồ sơ trực tuyến năm 2023 đạt 64,2%.", False),
        ("Tỷ lệ hồ sơ trực tuyến năm 2024 đạt 81,5%, mục tiêu năm 2024 là 64,2%.", False),
        ("Tỉnh trồng 81,5 ha rừng, chăm sóc 64,2 ha rừng.", False),
    ],
)
def test_two_numbers_for_one_thing_are_rivals(extractor: Extractor, text: str, rivals: bool) -> None:
    for part in ("subject", "period", "place"):
        found = circumstances(extractor, text, part)
        assert found
        assert all((one["rivals"] > 0) is rivals for one in found.values()), part


def test_two_ranks_of_one_index_are_rivals(extractor: Extractor) -> None:
    text = "Năm 2024, tỉnh xếp thứ 12/63 về PAR INDEX. Năm 2024, tỉnh xếp thứ 25/63 về PAR INDEX."
    found = circumstances(extractor, text, "subject")
    assert set(found) >= {"12/63", "25/63"}
    assert all(found[rank]["rivals"] > 0 for rank in ("12/63", "25/63"))


def test_shares_of_an_article(extractor: Extractor) -> None:
    text = (
        "Năm 2024, tỉnh trồng 40 ha rừng. Năm 2024, tỉnh có 512 tổ công nghệ số cộng đồng. "
        "Tỷ lệ hồ sơ trực tuyến năm 2024 đạt 81,5%. Tỷ lệ hồ sơ trực tuyến năm 2023 đạt 64,2%."
    )
    found = circumstances(extractor, text, "subject")
    assert [found[raw]["alone"] for raw in ("81,5%", "64,2%", "512", "40 ha")] == [0, 0, 1, 0]
    assert found["81,5%"]["alike"] == pytest.approx(0.5)
    assert found["40 ha"]["alike"] == 0
    assert circumstances(extractor, text, "period")["64,2%"]["alike"] == pytest.approx(0.25)
    assert circumstances(extractor, text, "place")["512"]["alike"] == 1
