"""The decoder of underthesea's model: the same labels as its own tagger, for any tokens."""

from __future__ import annotations

import logging
import pickle
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import underthesea
from hypothesis import example, given, settings
from hypothesis import strategies as st
from underthesea import word_tokenize
from underthesea.models.fast_crf_sequence_tagger import FastCRFSequenceTagger

from dxextract.spans import Span
from dxextract.tokenizer import words
from dxextract.tokenizer.crf import read_crf
from dxextract.tokenizer.segmenter import KNOWN, Segmenter, load_segmenter

MODEL = Path(underthesea.__file__).parent / "pipeline" / "word_tokenize" / "models" / "ws_crf_vlsp2013_20230727"
DICTIONARY = sorted(pickle.loads((MODEL / "dictionary.bin").read_bytes()))
ODD = [
    "BOS",
    "EOS",
    "True",
    "=",
    "a=b",
    "+5",
    "-3",
    "2147483647",
    "2147483648",
    "²",
    "½",
    "Ǆ",
    "ǅ",
    "İ",
    "ß",
    "%",
    '"',
    "x" * 90,
]


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    found = load_segmenter(MODEL)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def tagger() -> FastCRFSequenceTagger:
    own = FastCRFSequenceTagger()
    own.load(str(MODEL))
    return own


def assert_same(tokens: list[str], segmenter: Segmenter, tagger: FastCRFSequenceTagger) -> bool:
    """Compare labels; False where the decoder leaves the choice to the tagger."""
    found = segmenter.goes_on(tokens)
    if found is None:
        return False
    assert found == [tag == "I-W" for tag in tagger.predict([[token] for token in tokens])], tokens
    return True


def likely(chance: random.Random) -> list[str]:
    """Words of the dictionary, in any case, with other tokens between them."""
    tokens: list[str] = []
    for _ in range(chance.randint(1, 8)):
        syllables = chance.choice(DICTIONARY).split()
        form = chance.random()
        tokens += (
            [s.title() for s in syllables]
            if form < 0.2
            else [s.upper() for s in syllables]
            if form < 0.3
            else syllables
        )
        if form > 0.8:
            tokens.append(chance.choice([*ODD, str(chance.randint(0, 9999)), ",", ".", chance.choice(syllables)]))
    return tokens


def test_labels_of_likely_sentences_are_the_taggers(segmenter: Segmenter, tagger: FastCRFSequenceTagger) -> None:
    chance = random.Random(7)
    decided = sum(assert_same(likely(chance), segmenter, tagger) for _ in range(2000))
    assert decided > 1995


TOKENS = st.one_of(
    st.sampled_from(DICTIONARY).map(lambda word: word.split()[0]),
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=4).filter(
        lambda t: not any(map(str.isspace, t))
    ),
)


@settings(max_examples=500)
@given(st.lists(TOKENS, min_size=1, max_size=7))
@example(["5"])
@example(["chuyển", "đổi"])
@example(["BOS", "EOS", "BOS"])
def test_labels_of_any_tokens_are_the_taggers(
    segmenter: Segmenter, tagger: FastCRFSequenceTagger, tokens: list[str]
) -> None:
    assert_same(tokens, segmenter, tagger)


def test_what_is_too_close_to_call_is_left_to_the_tagger(segmenter: Segmenter, tagger: FastCRFSequenceTagger) -> None:
    tokens = ["72,57", "8.767", "819.109", "13:22:30", "GÁI,", "364"]
    assert segmenter.goes_on(tokens) is None
    sentence = " ".join(tokens)
    spans = words.segment(sentence)
    assert [sentence[s.start : s.end] for s in spans] == word_tokenize(sentence)


def test_no_tokens(segmenter: Segmenter) -> None:
    assert segmenter.goes_on([]) == []


def test_what_is_remembered_of_tokens_has_a_bound(segmenter: Segmenter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dxextract.tokenizer.segmenter._REMEMBERED", 10)
    before = segmenter.goes_on(["chuyển", "đổi", "số"])
    for number in range(50):
        segmenter.goes_on([f"{number}x"])
    assert len(segmenter._known) <= 10
    assert segmenter.goes_on(["chuyển", "đổi", "số"]) == before


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    folder = tmp_path / MODEL.name
    folder.mkdir()
    for name in KNOWN:
        shutil.copy(MODEL / name, folder)
    return folder


@pytest.mark.parametrize("name", KNOWN)
def test_an_unknown_model_is_refused(changed: Path, name: str) -> None:
    assert load_segmenter(changed) is not None
    with (changed / name).open("ab") as file:
        file.write(b"\0")
    assert load_segmenter(changed) is None
    (changed / name).unlink()
    assert load_segmenter(changed) is None


def test_data_that_is_no_model_is_refused() -> None:
    with pytest.raises(ValueError, match="CRFsuite"):
        read_crf(b"x" * 100)


@pytest.fixture
def without_decoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("dxextract.tokenizer.words.load_segmenter", lambda folder: None)
    words._engine.cache_clear()
    yield
    words._engine.cache_clear()


@pytest.mark.usefixtures("without_decoder")
def test_an_unknown_model_is_used_through_its_own_tagger(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert not words.is_fast()
        cut = words.segment("Tỉnh đẩy mạnh chuyển đổi số, đạt 95%")
        words.segment("Tỉnh có 5 xã")
    assert cut[1] == Span(5, 13)
    assert [record.message for record in caplog.records].count(caplog.records[0].message) == 1
    assert "slower" in caplog.text


def test_the_installed_model_is_known() -> None:
    assert words.is_fast()
