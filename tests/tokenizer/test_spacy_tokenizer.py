"""Our words in spaCy."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from dxextract.tokenizer.spacy_tokenizer import SPACY_CONFIG, Tokenizer

TEXT = "Tỉnh Đồng Tháp ban hành  Quyết định 861/QĐ-UBND-HC.\n\nĐến nay, đạt 95% tại TP. Sa Đéc. "


def blank(config: Mapping[str, object] = SPACY_CONFIG) -> Language:
    return spacy.blank("vi", config=dict(config))


def test_tokens_are_words_and_claims() -> None:
    doc = blank()(TEXT)
    assert doc.text == TEXT
    tokens = [token.text for token in doc if not token.is_space]
    assert {"ban hành", "Quyết định", "861/QĐ-UBND-HC", "95", "%"} <= set(tokens)
    assert [TEXT[token.idx : token.idx + len(token)] for token in doc] == [token.text for token in doc]


def test_no_other_segmenter_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvi", None)
    assert blank()("chuyển đổi số")[0].text == "chuyển đổi"


def test_abbreviations_reach_the_sentences() -> None:
    config: dict[str, object] = {
        "nlp": {"tokenizer": {"@tokenizers": "dxextract.Tokenizer.v1", "abbreviations": ["TP."]}}
    }
    tokenizer = blank(config).tokenizer
    assert isinstance(tokenizer, Tokenizer)
    assert tokenizer.abbreviations == {"TP."}


@settings(max_examples=200)
@given(st.one_of(st.text(), st.text(alphabet="số \n\u00a0\u200b1.,é😀\t")))
def test_the_text_comes_back(text: str) -> None:
    assert Tokenizer(spacy.vocab.Vocab())(text).text == text


def test_a_pipeline_is_stored_and_read_back(tmp_path: Path) -> None:
    nlp = blank()
    nlp.add_pipe("sentencizer")
    expected = [token.text for token in nlp(TEXT)]
    nlp.to_disk(tmp_path / "pipeline")
    read = spacy.load(tmp_path / "pipeline")
    unpacked = blank().from_bytes(nlp.to_bytes())
    unpickled = pickle.loads(pickle.dumps(nlp))
    for other in (read, unpacked, unpickled):
        assert isinstance(other.tokenizer, Tokenizer)
        assert [token.text for token in other(TEXT)] == expected


def test_many_texts() -> None:
    assert [doc.text for doc in blank().pipe([TEXT, "", "số"])] == [TEXT, "", "số"]
