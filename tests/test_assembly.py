"""What was found and linked → the columns of the records."""

from __future__ import annotations

from datetime import date

import pytest

from dxextract.extractor import Extractor
from dxextract.ids import fact_id, input_id
from dxextract.records.model import Result

DAY = date(2023, 8, 22)


@pytest.mark.parametrize(
    ("written", "value", "exact"),
    [
        ("1,9 triệu lượt", 1_900_000.0, "1900000"),
        ("100 lượt", 100.0, "100"),
        ("50,40%", 50.4, "50.4"),
        ("0%", 0.0, "0"),
        ("0,1%", 0.1, "0.1"),
        ("1.250,75 tỷ đồng", 1_250_750_000_000.0, "1250750000000"),
        ("12,00 điểm", 12.0, "12"),
    ],
)
def test_the_value_and_its_exact_decimal(extractor: Extractor, written: str, value: float, exact: str) -> None:
    (metric,) = extractor.extract(f"Kết quả đạt {written}.", published=DAY).metrics
    assert (metric.value, metric.value_text) == (value, exact)


def test_range_and_denominator(extractor: Extractor) -> None:
    wide, part = extractor.extract("Tiết kiệm 15-20%. Đã nối 117/124 ấp.", published=DAY).metrics
    assert (wide.value, wide.value_high, wide.denominator) == (15, 20, None)
    assert (part.value, part.value_high, part.denominator) == (117, None, 124)


def test_where_a_fact_stands(extractor: Extractor) -> None:
    text = "Họp đầu năm.\n\nĐã nối 117/124 ấp. Tỷ lệ là 94%."
    result = extractor.extract(text, source="a/b.txt", published=DAY)
    metric = result.metrics[1]
    assert text[metric.start : metric.end] == metric.raw == "94%"
    assert (metric.sentence, metric.sentence_start) == ("Tỷ lệ là 94%.", text.index("Tỷ lệ"))
    assert metric.fact_id == fact_id(input_id("a/b.txt"), "metric", metric.start, metric.end)
    assert (metric.source, metric.input_id, metric.article_id) == (
        "a/b.txt",
        result.article.input_id,
        result.article.article_id,
    )


def test_the_place_then_and_the_one_that_holds_it_since_2025(extractor: Extractor) -> None:
    (metric,) = extractor.extract("Huyện Ba Tri, tỉnh Bến Tre có 93 tổ.", published=DAY).metrics
    assert (metric.place_name, metric.place_name_2025) == ("Ba Tri", "Vĩnh Long")
    assert metric.place_code is not None
    assert metric.place_code.startswith("83/")


def test_the_same_number_from_two_provinces_is_two_documents(extractor: Extractor) -> None:
    def document(province: str) -> str | None:
        text = f"UBND tỉnh {province} ban hành Kế hoạch số 87/KH-UBND ngày 31/01/2023."
        (reference,) = extractor.extract(text, published=DAY).references
        assert reference.ref_id == "87/KH-UBND"
        return reference.document_id

    assert document("Bến Tre") != document("Cà Mau")


def test_a_shorter_mention_points_at_the_fuller(extractor: Extractor) -> None:
    text = "Quyết định số 942/QĐ-TTg ngày 15/6/2021 nêu rõ. Theo Quyết định 942, các tỉnh làm."
    full, short = extractor.extract(text, published=DAY).references
    assert (full.same_as, short.same_as) == (None, full.fact_id)


def test_the_article_counts_its_facts(extractor: Extractor) -> None:
    text = "Chuyển đổi số ở Cà Mau\n\nTheo Đề án 06, PCI xếp thứ 9/63. Có 93 tổ và 14 trạm."
    result = extractor.extract(text, published=DAY)
    article = result.article
    assert counts(result) == (article.n_metrics, article.n_rankings, article.n_references) == (2, 1, 1)
    assert (article.n_chars, article.n_sentences) == (len(text), 3)
    assert (article.title, article.place_name, article.published) == ("Chuyển đổi số ở Cà Mau", "Cà Mau", DAY)


def counts(result: Result) -> tuple[int, int, int]:
    return len(result.metrics), len(result.rankings), len(result.references)
