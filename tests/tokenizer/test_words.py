"""Words with exact spans: the same as underthesea's, cut at claims."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from underthesea import word_tokenize

from dxextract.knowledge.abbreviations import load_abbreviations
from dxextract.spans import Span
from dxextract.text import contract_text, strip_marks
from dxextract.tokenizer.claims import claim
from dxextract.tokenizer.sentences import split_sentences
from dxextract.tokenizer.words import segment, segment_around

ROOT = Path(__file__).parents[2]
ABBREVIATIONS = load_abbreviations(ROOT / "patterns")


def corpus_sentences() -> list[str]:
    sentences = []
    real = ROOT.parent / "shared" / "corpus" / "real"  # texts that may not be copied
    for path in [*sorted((ROOT / "corpus").glob("*/*.txt")), *sorted(real.glob("*.txt"))]:
        text = contract_text(path.read_text("utf-8"))
        spans = split_sentences(text, claim(text), abbreviations=ABBREVIATIONS)
        sentences += [text[span.start : span.end] for span in spans]
    return sentences


def bare(word: str) -> str:
    """A word without what underthesea rewrites: white space and the place of tone marks."""
    return "".join(strip_marks(word).split())


def written(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def assert_words_of_underthesea(sentence: str) -> None:
    assert [bare(word) for word in written(sentence, segment(sentence))] == [bare(w) for w in word_tokenize(sentence)]


def assert_exact(text: str, spans: tuple[Span, ...]) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    words = written(text, spans)
    assert all(word == word.strip() for word in words)
    assert "".join("".join(words).split()) == "".join(text.split())


def test_words_of_the_corpus_are_those_of_underthesea() -> None:
    sentences = corpus_sentences()
    assert len(sentences) > 500
    for sentence in sentences:
        assert_words_of_underthesea(sentence)
        assert_exact(sentence, segment(sentence))


def test_words_outside_claims_stay_as_they_are() -> None:
    claimed = 0
    for sentence in corpus_sentences():
        claims = claim(sentence)
        claimed += len(claims)
        plain, around = segment(sentence), segment_around(sentence, claims)
        assert_exact(sentence, around)
        assert {Span(c.start, c.end) for c in claims} <= set(around)
        assert {word for word in plain if not any(word.overlaps(c) for c in claims)} <= set(around)
        edges = {edge for word in plain for edge in (word.start, word.end)}
        for word in around:
            for edge in (word.start, word.end):
                assert edge in edges or any(c.start <= edge <= c.end or _beside(sentence, edge, c) for c in claims)
    assert claimed > 500


def _beside(text: str, edge: int, claim: Span) -> bool:
    """Whether only white space lies between an edge and a claim: there the rest of a cut word begins or ends."""
    low, high = (claim.end, edge) if edge > claim.end else (edge, claim.start)
    return text[low:high].isspace()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cung cấp 1.644 DVCTT", ["cung cấp", "1.644", "DVCTT"]),
        ("Quyết định 861/QĐ-UBND-HC của tỉnh", ["Quyết định", "861/QĐ-UBND-HC", "của", "tỉnh"]),
        ("dài 2,03km đường", ["dài", "2,03", "km", "đường"]),
        ("đạt 95%", ["đạt", "95", "%"]),
        ("tại dichvucong.gov.vn.", ["tại", "dichvucong.gov.vn", "."]),
        ("không có số", ["không", "có", "số"]),
    ],
)
def test_a_claim_is_one_word(text: str, expected: list[str]) -> None:
    assert written(text, segment_around(text, claim(text))) == expected


def test_a_word_is_cut_at_both_edges_of_a_claim() -> None:
    assert written("chuyển đổi", segment("chuyển đổi")) == ["chuyển đổi"]
    cut = segment_around("chuyển đổi", [Span(2, 4), Span(5, 8)])
    assert written("chuyển đổi", cut) == ["ch", "uy", "ể", "n đ", "ổi"]


SYLLABLES = ["chuyển", "đổi", "số", "Tỉnh", "Đồng", "Tháp", "hoà", "thuý", "quý", "nghành", "TP.HCM", "H'Mông", "v.v."]
SIGNS = [
    "1.797",
    "50,4%",
    "861/QĐ-UBND-HC",
    "4G",
    "(",
    ")",
    ".",
    ",",
    "...",
    "“",
    "”",
    "/",
    "-",
    "http://a.vn/b",
    "a@b.vn",
]
LIKE_TEXT = st.lists(st.sampled_from([*SYLLABLES, *SIGNS, " ", " ", " ", "\u00a0"]), max_size=40).map("".join)


@settings(max_examples=200)
@given(LIKE_TEXT.filter(lambda text: all(len(run) <= 100 for run in text.split())))
def test_words_are_those_of_underthesea(text: str) -> None:
    plain = text.replace("nghành", "ngành")  # underthesea corrects the spelling, and so does not give back what it read
    assert_words_of_underthesea(plain)


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(),
        st.text(alphabet="a.()/:1eđð\u0301\u0323😀\u200b \n"),
        LIKE_TEXT.map(lambda text: unicodedata.normalize("NFD", text)),
    )
)
@example("e\u0323\u0302\u0301😀e\u0301")
@example("\u1100\u1161\u11a8 \u0958\u0301")
@example("\u0301")
@example("")
def test_spans_are_exact_for_any_text(text: str) -> None:
    assert_exact(text, segment(text))
    assert_exact(text, segment_around(text, claim(text)))


@pytest.mark.parametrize("text", ["Tỉnh Đồng Tháp đẩy mạnh chuyển đổi số, đạt 95% 😀 kế hoạch", "a\u200bb é"])
def test_words_do_not_depend_on_composition(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    composed_words = [unicodedata.normalize("NFC", word) for word in written(decomposed, segment(decomposed))]
    assert composed_words == written(text, segment(text))


def test_a_word_may_not_begin_inside_a_character_that_became_several() -> None:
    text = "\u0958\u0301a"
    assert len(unicodedata.normalize("NFC", text[0])) == 2
    assert_exact(text, segment(text))


@pytest.mark.parametrize("run", ["a." * 60, "x" * 101, "http://" + "." * 40, "a.vn/" + "!" * 8 + "b"])
def test_a_run_that_the_pattern_cannot_bear_is_one_word(run: str) -> None:
    assert run in written(f"Tỉnh {run} đạt", segment(f"Tỉnh {run} đạt"))


@pytest.mark.parametrize("run", ["x" * 100, "https://a.vn/b.html.”),", "......................"])
def test_an_ordinary_run_is_looked_into(run: str) -> None:
    assert_words_of_underthesea(f"Tỉnh {run} đạt")


def test_a_long_sentence_is_tagged_in_parts() -> None:
    text = "chuyển đổi số " * 1500
    words = segment(text)
    assert_exact(text, words)
    assert written(text, words)[:2] == ["chuyển đổi", "số"]


def test_fixed_words_of_others_change_nothing() -> None:
    text = "Tỉnh có chuyển đổi số toàn diện"
    before = segment(text)
    code = (
        "from underthesea import word_tokenize\n"
        f"word_tokenize('x', fixed_words=['có chuyển'])\n"
        "from dxextract.tokenizer.words import segment\n"
        f"print([(s.start, s.end) for s in segment({text!r})])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str([(s.start, s.end) for s in before])


def test_importing_the_module_loads_no_model() -> None:
    code = "import sys, dxextract.tokenizer.words; print('underthesea' in sys.modules, 'spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("unit", ["a.", "1.", "(", "( ", "e\u0301", "http://(((( ", "a." * 50 + " "])
def test_time_is_linear(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        taken = []
        for _ in range(5):
            start = perf_counter()
            segment_around(text, claim(text))
            taken.append(perf_counter() - start)
        return min(taken)

    segment("Tỉnh")
    # Four times the text: four times the time, where quadratic time would be sixteen times.
    assert seconds(32_000) < 9 * seconds(8_000) + 0.02
