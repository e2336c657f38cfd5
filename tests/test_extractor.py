"""The whole way of an article: what holds for every record, of every text."""

from __future__ import annotations

import pickle
import re
import time
import unicodedata
from dataclasses import asdict
from datetime import UTC, date, datetime
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dxextract
from dxextract.article import Article
from dxextract.errors import KnowledgeError, UsageError
from dxextract.extractor import Extractor
from dxextract.records.check import check
from dxextract.records.model import Fact, Result
from dxextract.text import fold

CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*/*.txt"))
TEXTS = {path.stem: path.read_text("utf-8") for path in CORPUS}
FAMILIES = ("metrics", "rankings", "references")


def facts(result: Result) -> list[Fact]:
    return [*result.metrics, *result.rankings, *result.references]


def assert_true_to_the_text(result: Result) -> None:
    """Every record says what stands in the text, in its sentence; those of a family are in order and apart."""
    text = result.article.text
    for fact in facts(result):
        assert text[fact.start : fact.end] == fact.raw != ""
        end = fact.sentence_start + len(fact.sentence)
        assert text[fact.sentence_start : end] == fact.sentence
        assert fact.sentence_start <= fact.start < fact.end <= end
        assert 0 <= fact.confidence <= 1
    for family in FAMILIES:
        records = getattr(result, family)
        assert all(a.end <= b.start for a, b in pairwise(records))
        assert len({r.fact_id for r in records}) == len(records)
    check(result)


def fields(result: Result, *, places: bool = True) -> list[dict[str, Any]]:
    """The records as folded fields, without what changes with the text around them; ``places``: with offsets."""
    moving = (
        {"article_id"} if places else {"article_id", "fact_id", "start", "end", "sentence_start", "same_as", "part_of"}
    )
    return [
        {k: fold(v) if isinstance(v, str) else v for k, v in asdict(fact).items() if k not in moving}
        for fact in facts(result)
    ]


# ---------------------------------------------------------------------- texts of the corpus


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_records_of_the_corpus_are_true_to_it(extractor: Extractor, text: str) -> None:
    result = extractor.extract(text)
    assert_true_to_the_text(result)
    assert facts(result)
    assert extractor.extract(text) == result
    assert extractor.extract(unicodedata.normalize("NFD", text)) == result


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_break_spaces_change_nothing(extractor: Extractor, text: str) -> None:
    found = extractor.extract(text.replace(" ", "\u00a0"))
    assert_true_to_the_text(found)
    assert fields(found) == fields(extractor.extract(text))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_sentence_without_numbers_at_the_end_changes_no_record(extractor: Extractor, text: str) -> None:
    longer = text.rstrip("\n") + "\n\nBà con trong vùng rất phấn khởi và đồng tình với cách làm này.\n"
    assert fields(extractor.extract(longer)) == fields(extractor.extract(text))


@pytest.mark.parametrize("text", ["Tỉnh có:\n- 5 xã;\n- 6 xã.", "Kết quả đạt được:\n\n- 5 xã\n\nMục tiêu:\n- 6 xã"])
def test_a_title_that_introduces_a_list(extractor: Extractor, text: str) -> None:
    result = extractor.extract(text)
    assert_true_to_the_text(result)
    assert [m.value for m in result.metrics] == [5, 6]


PARAGRAPHS = [
    "Tỉnh Cà Mau sơ kết chuyển đổi số",
    "Sáng 5/9, UBND tỉnh Cà Mau họp. Năm 2022, tỉnh có 93 tổ, tỷ lệ hồ sơ trực tuyến đạt 61,5%.",
    "Huyện Năm Căn dẫn đầu với 74%. Các huyện còn lại đạt dưới 60%.",
    "PCI của tỉnh xếp thứ 9/63, tăng 4 bậc so với năm 2021. Theo Kế hoạch số 87/KH-UBND, tỉnh phấn đấu vào tốp 5.",
]


@pytest.mark.parametrize("at", range(1, len(PARAGRAPHS)))
def test_a_paragraph_without_numbers_changes_no_record(extractor: Extractor, at: int) -> None:
    more = [*PARAGRAPHS[: at + 1], "Bà con trong vùng rất phấn khởi.", *PARAGRAPHS[at + 1 :]]
    found, wanted = (fields(extractor.extract("\n\n".join(t)), places=False) for t in (more, PARAGRAPHS))
    assert found == wanted
    assert len(wanted) > 6


# ---------------------------------------------------------------------- any text

SCRAPS = sorted({scrap for text in TEXTS.values() for scrap in re.findall(r"\S+(?:\s+\S+){0,3}", text)})
SIGNS = [
    "\n",
    "\n\n",
    " ",
    ". ",
    ", ",
    "; ",
    ": ",
    "(",
    ")",
    "- ",
    '"',
    "😀",
    "\u200b",
    "\u00ad",
    "\u00a0",
    "e\u0302\u0301",
    "\x00",
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(SCRAPS) | st.sampled_from(SIGNS), max_size=40).map(" ".join), st.none() | st.dates())
def test_records_of_any_text_are_true_to_it(extractor: Extractor, text: str, published: date | None) -> None:
    result = extractor.extract(text, published=published)
    assert_true_to_the_text(result)
    assert extractor.extract(text, published=published) == result


@given(st.text(max_size=200))
def test_any_characters_are_read(extractor: Extractor, text: str) -> None:
    result = extractor.extract(text)
    for fact in facts(result):
        assert result.article.text[fact.start : fact.end] == fact.raw


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\ufeff", "\u200b", "😀", "()", "...", "%"])
def test_nothing_is_found_in_nothing(extractor: Extractor, text: str) -> None:
    result = extractor.extract(text)
    assert facts(result) == []
    assert (result.article.n_metrics, result.article.published_basis) == (0, "none")


# ---------------------------------------------------------------------- time and size

SHAPES = [
    *("a. ", "1 ", "(", " ", "\n", "1,", "1/", '"', "5 - ", "hai ", "Hà Nội ", "DTI ", "năm 2024 ", "đến nay "),
    *("xếp thứ 1/63, ", "tốp 20 ", "tăng 2 bậc, ", "tăng 5% ", "sẽ có 5 hộ ", "Quyết định số 861/QĐ-UBND "),
    *(
        "tỉnh Hà Nam đạt 5 điểm, ",
        "Tỉnh có 5 xã đạt 90%. ",
        "Tỉnh có 5 xã\n",
        "1\nXã A\n5\n6\n",
        "Có 5 xã đạt 90%.\n\n",
    ),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_time_is_linear_in_the_length_of_the_text(extractor: Extractor, shape: str) -> None:
    def seconds(length: int) -> float:
        text = shape * (length // len(shape))
        start = time.process_time()
        extractor.extract(text)
        return time.process_time() - start

    short = min(seconds(2_500), seconds(2_500))
    assert min(seconds(10_000), seconds(10_000)) < 8 * short + 0.1


def test_a_text_of_a_megabyte(extractor: Extractor) -> None:
    filler = "Cuộc họp bàn nhiều việc của địa phương và lắng nghe ý kiến của bà con các xã. " * 4
    text = ("\n\n".join([filler] * 8) + "\n\nTỉnh Cà Mau có 93 tổ, đạt 61,5%.\n\n") * 400
    assert len(text) > 1_000_000
    result = extractor.extract(text)
    assert_true_to_the_text(result)
    assert len(result.metrics) == 800


def test_a_sentence_without_end_is_cut(extractor: Extractor) -> None:
    result = extractor.extract("Tỉnh Cà Mau có 93 tổ, " * 2_000)
    assert_true_to_the_text(result)
    assert len(result.metrics) == 2_000
    assert max(len(m.sentence) for m in result.metrics) <= 2_000


# ---------------------------------------------------------------------- the interface


def test_the_text_of_the_contract(extractor: Extractor) -> None:
    text = "\ufeffTỉnh Cà Mau\r\ncó 93 tổ."
    result = extractor.extract(unicodedata.normalize("NFD", text))
    assert result.article.text == "Tỉnh Cà Mau\ncó 93 tổ."


def test_one_text_with_the_packaged_knowledge() -> None:
    result = dxextract.extract("Tỉnh Đồng Tháp đạt 95% hồ sơ trực tuyến.", published="2024-04-14")
    (metric,) = result.metrics
    assert (metric.raw, metric.place_name, metric.period_end) == ("95%", "Đồng Tháp", date(2024, 4, 14))
    assert (result.article.published, result.article.published_basis) == (date(2024, 4, 14), "given")
    assert len(facts(result)) == 1


@pytest.mark.parametrize("published", ["14/04/2024", "2024-13-01", "", "hôm nay", 2024])
def test_a_day_that_is_none(extractor: Extractor, published: Any) -> None:
    with pytest.raises(UsageError, match="published"):
        extractor.extract("Có 93 tổ.", published=published)


def test_a_time_of_day_is_of_its_day(extractor: Extractor) -> None:
    result = extractor.extract("Đến nay, tỉnh Cà Mau có 93 tổ.", published=datetime(2024, 4, 14, 23, 59, tzinfo=UTC))
    assert (result.article.published, result.metrics[0].period_end) == (date(2024, 4, 14), date(2024, 4, 14))
    assert type(result.article.published) is date


def test_what_is_no_character_is_refused(extractor: Extractor) -> None:
    with pytest.raises(UsageError, match=r"half a surrogate pair \('\\ud83d' at 3\)"):
        extractor.extract("Có \ud83d 93 tổ.")


def test_an_article_as_a_reader_gives_it(extractor: Extractor) -> None:
    article = Article("báo.txt", "Đến nay, tỉnh Cà Mau có 93 tổ.", published=date(2022, 5, 6), published_basis="meta")
    result = extractor.extract(article)
    assert (result.article.source, result.article.published_basis) == ("báo.txt", "meta")
    assert result.metrics[0].period_end == date(2022, 5, 6)


def test_many_articles_one_after_the_other(extractor: Extractor) -> None:
    texts = ["Có 93 tổ.", "", "Có 14 trạm."]
    results = list(extractor.map(texts))
    assert results == [extractor.extract(text) for text in texts]
    assert [len(r.metrics) for r in results] == [1, 0, 1]


def test_an_extractor_survives_pickling(extractor: Extractor) -> None:
    copy = pickle.loads(pickle.dumps(extractor))
    text = next(iter(TEXTS.values()))
    assert copy.extract(text) == extractor.extract(text)
    assert copy.knowledge_hash == extractor.knowledge_hash


def test_knowledge_is_loaded_or_given(extractor: Extractor, tmp_path: Path) -> None:
    assert Extractor(extractor.knowledge).knowledge is extractor.knowledge
    assert Extractor(knowledge=None).extract("Có 93 tổ.").metrics
    with pytest.raises(KnowledgeError):
        Extractor(tmp_path)
    with pytest.raises(UsageError):
        Extractor(tmp_path / "nothing")


def test_every_family_is_found_in_the_corpus(extractor: Extractor) -> None:
    found = chain.from_iterable(facts(extractor.extract(text)) for text in TEXTS.values())
    assert {type(fact).__name__ for fact in found} == {"Metric", "Ranking", "Reference"}


@pytest.mark.parametrize("article", [None, b"Ha Noi", 5])
def test_what_is_no_text_is_refused(extractor: Extractor, article: Any) -> None:
    with pytest.raises(UsageError, match=f"not {type(article).__name__}"):
        extractor.extract(article)
    with pytest.raises(UsageError, match="text is needed"):
        dxextract.extract(article)
    with pytest.raises(UsageError, match="map takes many"):
        list(extractor.map("Có 93 tổ."))
