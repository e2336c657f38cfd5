"""Facts in a spaCy pipeline."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Literal

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc

import dxextract.spacy_component  # registers the factory where the package is not installed
from dxextract.errors import UsageError
from dxextract.tokenizer.spacy_tokenizer import SPACY_CONFIG

TEXT = "Theo Quyết định 861/QĐ-UBND-HC, tỉnh Đồng Tháp có 98,5% hồ sơ đúng hạn, xếp hạng 25/63 về chuyển đổi số."


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("xx")  # splits on white space and punctuation: not our words
    pipeline.add_pipe("dxextract")
    return pipeline


def test_spans_and_records_say_the_same(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert [fact.raw for fact in doc._.facts] == ["Quyết định 861/QĐ-UBND-HC", "98,5%", "25/63"]
    assert [(span.text, span.label_) for span in doc.spans["sc"]] == [
        ("Quyết định 861/QĐ-UBND-HC", "reference"),
        ("98,5%", "metric"),
        ("25/63", "ranking"),
    ]
    assert [span._.fact for span in doc.spans["sc"]] == list(doc._.facts)
    assert doc._.dxextract.article.place_name == "Đồng Tháp"


@pytest.mark.parametrize("config", [{}, SPACY_CONFIG], ids=["spaCy's tokens", "our words"])
def test_any_tokenizer_will_do(config: dict[str, object]) -> None:
    pipeline = spacy.blank("vi" if config else "en", config=config)
    pipeline.add_pipe("dxextract", config={"spans_key": "facts"})
    doc = pipeline(TEXT)
    assert [fact.raw for fact in doc._.facts] == ["Quyết định 861/QĐ-UBND-HC", "98,5%", "25/63"]
    for span, fact in zip(doc.spans["facts"], doc._.facts, strict=True):
        assert fact.raw in span.text


def test_a_token_that_is_cut_by_a_fact_is_covered_as_a_whole(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=["đạt98,5%hồ", "sơ"], spaces=[True, False])
    for span in nlp.get_pipe("dxextract")(doc).spans["sc"]:
        assert span.text == "đạt98,5%hồ"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_other_forms_of_the_same_text_have_the_same_facts(nlp: Language, form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "\ufeffMở đầu 🙂.\r\n" + TEXT)
    doc = nlp(text)
    assert [unicodedata.normalize("NFC", span.text) for span in doc.spans["sc"]] == [f.raw for f in doc._.facts]
    article = doc._.dxextract.article
    assert all(article.text[fact.start : fact.end] == fact.raw for fact in doc._.facts)


def test_the_day_of_publication_is_the_pipelines(nlp: Language) -> None:
    doc = nlp.make_doc("Đến nay, tỉnh Đồng Tháp đạt 98% hồ sơ trực tuyến.")
    doc._.published = date(2024, 4, 14)
    assert nlp.get_pipe("dxextract")(doc)._.facts[0].period_end == date(2024, 4, 14)


def test_nothing_found_is_no_error(nlp: Language) -> None:
    for text in ("", "   ", "Không có con số nào."):
        doc = nlp(text)
        assert doc._.facts == () and len(doc.spans["sc"]) == 0


def test_displacy_shows_them(nlp: Language) -> None:
    html = displacy.render(nlp(TEXT), style="span", jupyter=False)
    assert "ranking" in html and "reference" in html and "metric" in html


def test_own_knowledge_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="nowhere"):
        spacy.blank("xx").add_pipe("dxextract", config={"knowledge": "nowhere"})


def test_the_entry_point_is_the_factory() -> None:
    assert Language.get_factory_meta("dxextract").factory == "dxextract"
    assert dxextract.spacy_component.create_component(spacy.blank("xx"), "facts", None, "sc").spans_key == "sc"
