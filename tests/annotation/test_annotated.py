"""Annotations as files of YAML: quotes that are found once, values that come back as they were."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.annotation.annotated import AnnotatedText, quote, read_annotated, validated
from dxextract.errors import GoldError
from dxextract.evaluation.gold import locate
from dxextract.spans import Span

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.parametrize(
    ("text", "raw", "quoted"),
    [
        ("Tỉnh có 906 dịch vụ công.", "906", "có [[906]] dịch"),
        ("906 dịch vụ", "906", "[[906]] dịch"),
        ("tăng 5%.", "5%", "tăng [[5%]]."),
        ("có 5 xã, có 5 xã và 7 thôn", "7", "và [[7]] thôn"),
    ],
)
def test_a_quote_takes_the_words_beside_it(text: str, raw: str, quoted: str) -> None:
    start = text.rindex(raw)
    assert quote(text, Span(start, start + len(raw))) == quoted


def test_a_quote_grows_until_it_stands_once() -> None:
    text = "năm 2021 có 5 xã mới và năm 2022 có 5 xã mới"
    start = text.rindex("5")
    quoted = quote(text, Span(start, start + 1))
    assert locate(text, quoted) == Span(start, start + 1)
    assert "2022" in quoted


@given(st.text(alphabet="ab1 \n🙂é", min_size=1, max_size=40), st.data())
def test_every_quote_is_found_where_it_was_taken(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert locate(text, quote(text, span)) == span


def test_brackets_that_mark_spans_cannot_be_quoted() -> None:
    with pytest.raises(GoldError, match="cannot be quoted"):
        quote("a [[5]] b", Span(4, 5))


@pytest.mark.parametrize("path", sorted(CORPUS.glob("tuned/*.yaml")), ids=lambda path: path.stem)
def test_annotations_of_the_corpus_come_back_as_they_were(path: Path, tmp_path: Path) -> None:
    annotated = read_annotated(path)
    (tmp_path / "x.txt").write_text(annotated.text, encoding="utf-8")
    (tmp_path / "x.yaml").write_text(annotated.to_yaml(), encoding="utf-8")
    assert read_annotated(tmp_path / "x.yaml") == annotated


def test_odd_values_come_back_as_they_were(tmp_path: Path) -> None:
    text = "Có: 5 'xã', \"thôn\"\n\nvà 🙂 [6] {bản} # hết"
    fields = {"kind": "count", "value": 5, "unit": 'a, "b": [c] # d', "note": "hai\ndòng 🙂", "place": "01"}
    annotated = AnnotatedText("no", text, "01", date(2024, 1, 2), ((Span(4, 5), fields), (Span(24, 25), {**fields})))
    (tmp_path / "no.txt").write_text(text, encoding="utf-8")
    (tmp_path / "no.yaml").write_text(annotated.to_yaml(), encoding="utf-8")
    assert read_annotated(tmp_path / "no.yaml") == annotated
    assert len(annotated.to_yaml().splitlines()) == 6  # three of the head, facts, one a fact


def test_a_text_without_facts_is_an_annotation(tmp_path: Path) -> None:
    annotated = AnnotatedText("x", "Không có gì.", None, None, ())
    (tmp_path / "x.txt").write_text(annotated.text, encoding="utf-8")
    (tmp_path / "x.yaml").write_text(annotated.to_yaml(), encoding="utf-8")
    assert read_annotated(tmp_path / "x.yaml") == annotated


@pytest.mark.parametrize(
    "fields", [{"kind": "number"}, {"kind": "count", "status": "perhaps"}, {"kind": "count", "rank": 3}]
)
def test_fields_that_no_annotation_has_are_refused(fields: dict[str, object]) -> None:
    with pytest.raises(GoldError, match="x: "):
        validated("x", "[[5]]", fields)
