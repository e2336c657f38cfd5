"""Generated articles: distinct sentences, facts as dense as they are said to be, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from benchmarks.generate import MIXED, NEWS, _Writer, articles
from benchmarks.generate import main as write
from underthesea import word_tokenize

from dxextract.extractor import Extractor
from dxextract.text import strip_marks
from dxextract.tokenizer.claims import claim
from dxextract.tokenizer.sentences import split_sentences
from dxextract.tokenizer.words import segment

COUNT = 400


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [text for _, text in articles(COUNT, 3)]


def sentences(text: str, extractor: Extractor) -> list[str]:
    spans = split_sentences(text, claim(text), abbreviations=extractor.knowledge.abbreviations)
    return [text[span.start : span.end] for span in spans]


def test_no_sentence_occurs_twice(texts: list[str], extractor: Extractor) -> None:
    seen = Counter(sentence for text in texts for sentence in sentences(text, extractor))
    assert len(seen) > 15 * COUNT
    assert [sentence for sentence, times in seen.items() if times > 1] == []


def test_words_are_those_of_underthesea(texts: list[str], extractor: Extractor) -> None:
    cut = 0
    for text in texts[:100]:
        for sentence in sentences(text, extractor):
            written = [sentence[span.start : span.end] for span in segment(sentence)]
            assert [_bare(word) for word in written] == [_bare(word) for word in word_tokenize(sentence)]
            cut += len(written)
    assert cut > 30_000


def _bare(word: str) -> str:
    """A word without what underthesea rewrites: white space and the place of tone marks."""
    return "".join(strip_marks(word).split())


def test_nothing_is_left_to_be_filled_in(texts: list[str]) -> None:
    assert [text for text in texts if set(text) & set("{}[]_")] == []


def test_one_seed_gives_one_sequence(texts: list[str]) -> None:
    assert list(articles(5, 3)) == [(f"g{n:06d}.txt", text) for n, text in enumerate(texts[:5])]
    assert [text for _, text in articles(5, 4)] != texts[:5]


def test_facts_are_as_dense_as_in_the_corpus(texts: list[str], extractor: Extractor) -> None:
    results = [extractor.extract(text) for text in texts[:60]]
    facts = sum(len(r.metrics) + len(r.rankings) + len(r.references) for r in results)
    per_thousand = 1000 * facts / sum(map(len, texts[:60]))
    assert 13 < per_thousand < 19  # corpus/tuned has 16.5
    assert all(r.article.published is not None and r.article.place_id is not None for r in results)
    assert sum(len(r.rankings) for r in results) > 60 < sum(len(r.references) for r in results)


def test_every_structure_of_the_corpus_is_there(texts: list[str]) -> None:
    for mark in ("\nI. ", "\nPV: ", "\n- ", " | ", "lần lượt", "“", "/QĐ-TTg", "(BĐ"):
        assert any(mark in text for text in texts), mark


def test_news_are_longer_and_thinner(texts: list[str], extractor: Extractor) -> None:
    news = [text for _, text in articles(60, 3, styles=(NEWS,))]
    results = [extractor.extract(text) for text in news]
    facts = sum(len(r.metrics) + len(r.rankings) + len(r.references) for r in results) / len(news)
    assert 5200 < sum(map(len, news)) / len(news) < 6600  # real articles: 5,910
    assert 15 < facts < 23  # 18.8


def test_mixed_articles_come_in_every_form_and_style() -> None:
    mixed = [text for _, text in articles(12, 3, styles=MIXED)]
    lengths = [len(text) for text in mixed]
    shorter = [number for number, length in enumerate(lengths) if length < 3200]
    assert shorter == [0, 2, 4, 7, 9, 11]


def test_too_few_wordings_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Writer, "_fill", lambda self, template: "always the same")
    with pytest.raises(RuntimeError, match="no new wording"):
        list(articles(1, 1))


def test_files_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: list[str]) -> None:
    monkeypatch.setattr("sys.argv", ["generate.py", "3", str(tmp_path / "out"), "--seed", "3"])
    write()
    assert [path.read_text("utf-8") for path in sorted((tmp_path / "out").iterdir())] == texts[:3]
