from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.readers.language import language
from dxextract.text import contract_text, strip_marks

TEXTS = [
    contract_text(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parents[2] / "corpus" / "tuned").glob("*.txt"))
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Đồng Tháp đạt 95%", "vi"),
        ("Thanh Hóa", "vi"),
        ("Kinh tế số", "vi"),
        ("UBND TỈNH ĐẮK LẮK", "vi"),
        ("Chuyen doi so: tinh Dong Thap cung cap 906 dich vu cong truc tuyen", "vi"),
        ("Hanoi: Digital transformation in the public sector - Chuyển đổi số trong khu vực công", "vi"),
        ("The province reached 95% of its target in 2023.", "en"),
        ("Đà Nẵng: the Ministry of Information said on Monday that the country has 63 provinces.", "en"),
        ("Déjà, la municipalité a créé près de 200 accès à très haut débit.", "fr"),
        ("A população não recebeu informação sobre a decisão.", "pt"),
        ("Der Bürgermeister sagte, dass die Stadt mit dem Projekt in den nächsten Jahren beginnt.", "de"),
        ("El gobierno de la provincia anunció que el plan no se aplicará en las escuelas.", "es"),
        ("Pemerintah provinsi telah mengumumkan rencana untuk transformasi digital yang baru dan cepat.", "id"),
        ("数字政府建设取得进展，2023年达到95%", "zh"),
        ("デジタル政府の推進について", "ja"),
        ("디지털 정부 추진", "ko"),
        ("Цифровое правительство", "und-Cyrl"),
        ("รัฐบาลดิจิทัล", "th"),
        ("12 345", None),
        ("", None),
        ("Đ", None),
        ("Apple iPhone 15 Pro Max", None),
        ("GMT+7", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language(text) == code


def test_every_text_of_the_corpus_is_vietnamese_with_and_without_its_marks() -> None:
    assert {language(text) for text in TEXTS} == {"vi"}
    assert {language(strip_marks(text)) for text in TEXTS} == {"vi"}


def test_no_line_of_the_corpus_is_taken_for_another_language() -> None:
    lines = [line for text in TEXTS for line in text.split("\n")]
    assert {line: code for line in lines if (code := language(line)) not in ("vi", None)} == {}
    assert {line: code for line in map(strip_marks, lines) if (code := language(line)) not in ("vi", None)} == {}


@given(st.text())
def test_any_text_has_a_language_or_none(text: str) -> None:
    code = language(text)
    assert code is None or 2 <= len(code) <= 8
