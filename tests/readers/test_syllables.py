from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.readers.syllables import COMMON, Evidence, is_syllable, weigh
from dxextract.text import contract_text

GOOD = """
à Đồng Tháp nghiêng NGHỊ quyết quốc quỳnh quýt giặt giếng gì giữ ơ ý yêu khuỷu khuya rượu boong xoong thuở
ngoằn Đắk duoc thanh pho quyet nghi
"""
BAD = "café été Müller informação señor Déjà C«ng nghÖ ThÃ¡p Thoâng cộg ngịh toàán tôp chăc bắcc đđ strength province"
CORPUS = Path(__file__).parents[2] / "corpus" / "tuned"


@pytest.mark.parametrize(
    "word",
    GOOD.split(),
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    BAD.split(),
)
def test_other_words(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Tỉnh đạt 95%", Evidence(2, 2, 2, 3)),
        ("HĐND và café", Evidence(1, 1, 2, 1)),
        ("c«ng", Evidence(0, 0, 1, 0)),
        ("25°C, “đẹp”", Evidence(1, 0, 1, 2)),
        ("plain", Evidence(0, 0, 0, 0)),
    ],
)
def test_evidence(text: str, evidence: Evidence) -> None:
    assert weigh(text) == evidence


def test_the_corpus_reads_as_vietnamese() -> None:
    for path in sorted(CORPUS.glob("*.txt")):
        assert weigh(contract_text(path.read_text("utf-8"))).share >= 0.95, path.name


def test_frequent_words_are_syllables_with_marks() -> None:
    assert [word for word in COMMON if not is_syllable(word)] == []
