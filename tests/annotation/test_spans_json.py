"""What goes to an annotation tool comes back: every span, whatever its offsets count."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.annotation.annotated import AnnotatedText, read_annotated
from dxextract.annotation.spans_json import Marked, read, write
from dxextract.annotation.tools import Tool, Unit
from dxextract.errors import GoldError
from dxextract.spans import Span
from dxextract.text import contract_text

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = "🙂 Tỉnh có 906 dịch vụ 🏆, đạt 50,4% 🙂"
FACTS = (
    (Span(10, 13), {"kind": "count", "value": 906, "ind": None}),
    (Span(29, 34), {"kind": "percentage", "value": 50.4, "period": "2024"}),
)
ANNOTATED = AnnotatedText("a1", TEXT, "87", date(2024, 4, 14), FACTS)


def same(marked: Marked, annotated: AnnotatedText) -> bool:
    spans = tuple((span, label) for span, label, _ in marked.spans)
    return (
        (marked.id, marked.text, marked.place, marked.published)
        == (annotated.id, annotated.text, annotated.place, annotated.published)
        and spans == tuple((span, fields["kind"]) for span, fields in annotated.facts)
        and [fields for *_, fields in marked.spans] == [dict(fields) for _, fields in annotated.facts]
    )


def test_the_sample_marks_what_it_says() -> None:
    assert [TEXT[span.start : span.end] for span, _ in FACTS] == ["906", "50,4%"]


@pytest.mark.parametrize("tool", Tool)
@pytest.mark.parametrize("unit", [None, *Unit])
def test_round_trip(tool: Tool, unit: Unit | None) -> None:
    [marked] = read(write([ANNOTATED], tool, unit), tool, unit)
    assert same(marked, ANNOTATED)


@pytest.mark.parametrize("tool", Tool)
def test_round_trip_of_the_corpus_with_emoji_between(tool: Tool) -> None:
    texts = []
    for path in sorted(CORPUS.glob("tuned/d*.yaml")):
        one = read_annotated(path)
        facts = tuple((Span(span.start + 2, span.end + 2), fields) for span, fields in one.facts)
        plain = tuple((span, json.loads(json.dumps(fields, default=str))) for span, fields in facts)
        texts.append(AnnotatedText(one.id, f"🏆\n{one.text}", one.place, one.published, plain))
    back = read(write(texts, tool), tool)
    assert len(back) == len(texts)
    assert all(map(same, back, texts))


@pytest.mark.parametrize("tool", Tool)
@given(st.text(alphabet="a1 \n\u2028🙂𝔸ế", min_size=1), st.data())
def test_every_span_of_every_text(tool: Tool, text: str, data: st.DataObject) -> None:
    text = contract_text(text) or "a"
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    annotated = AnnotatedText("x", text, None, None, ((span, {"kind": "count"}),))
    unit = data.draw(st.sampled_from(Unit))
    [marked] = read(write([annotated], tool, unit), tool, unit)
    assert same(marked, annotated)


@pytest.mark.parametrize("tool", [Tool.label_studio, Tool.prodigy])
@pytest.mark.parametrize("unit", Unit)
def test_the_marked_words_tell_what_offsets_count(tool: Tool, unit: Unit) -> None:
    [marked] = read(write([ANNOTATED], tool, unit), tool)
    assert same(marked, ANNOTATED)


def test_label_studio_as_it_exports() -> None:
    task = {
        "id": 7,
        "data": {"text": TEXT},
        "annotations": [
            {
                "was_cancelled": True,
                "result": [{"type": "labels", "value": {"start": 0, "end": 1, "labels": ["count"]}}],
            },
            {
                "result": [
                    {"type": "choices", "value": {"choices": ["good"]}},
                    {"type": "labels", "value": {"start": 10, "end": 13, "text": "906", "labels": ["count"]}},
                ]
            },
        ],
        "predictions": [],
    }
    [marked] = read(json.dumps([task]), Tool.label_studio)
    assert marked.id is None and [(span, label, fields) for span, label, fields in marked.spans] == [
        (Span(10, 13), "count", None)
    ]


@pytest.mark.parametrize(
    "line",
    [
        {"text": TEXT, "label": [[11, 14, "count"]]},
        {"text": TEXT, "labels": [[11, 14, "count"]]},
        {
            "text": TEXT,
            "entities": [{"id": 1, "label": "count", "start_offset": 11, "end_offset": 14}],
            "relations": [],
        },
    ],
)
def test_doccano_as_it_exports(line: object) -> None:
    [marked] = read(json.dumps(line) + "\n\n", Tool.doccano)
    assert [(TEXT[span.start : span.end], label) for span, label, _ in marked.spans] == [("906", "count")]


@pytest.mark.parametrize(
    ("tool", "content", "said"),
    [
        (Tool.label_studio, "no", "not JSON"),
        (Tool.label_studio, "[3]", "task 1: not as label-studio exports it"),
        (Tool.label_studio, '[{"data": {"image": "x"}}]', "task 1: not as"),
        (Tool.doccano, '{"text": "a"}\n{"text": ', "line 2: not JSON"),
        (Tool.doccano, '{"text": "a", "label": [[0, 2, "count"]]}', "line 1: the span from 0 to 2 does not fit"),
        (Tool.doccano, '{"text": "🙂", "label": [[0, 1, "count"]]}', "does not fit"),
        (Tool.prodigy, '{"text": "ab", "spans": [{"start": 0, "end": 1, "label": "count", "text": "b"}]}', "'b'"),
        (Tool.prodigy, '{"text": "e\\u0301"}', "changed on its way"),
        (Tool.prodigy, '{"text": 5}', "not as prodigy exports it"),
        (Tool.prodigy, '{"text": "a", "label": []}', "line 1: not as prodigy .*; it looks like doccano's"),
        (Tool.doccano, '{"text": "a", "spans": []}', "line 1: not as doccano .*; it looks like prodigy's"),
        (Tool.prodigy, "\n", "no text in it"),
        (Tool.label_studio, "[]", "no text in it"),
        (Tool.label_studio, '{"text": "a", "label": []}\n{"text": "b"}', "not JSON: .*; it looks like doccano's"),
        (Tool.label_studio, '{"text": "a", "spans": []}', "task 1: .*; it looks like prodigy's"),
        (Tool.doccano, '[\n{"data": {"text": "a"}}]', "line 1: not JSON: .*; it looks like label-studio's"),
    ],
)
def test_what_does_not_fit_is_said(tool: Tool, content: str, said: str) -> None:
    with pytest.raises(GoldError, match=said):
        read(content, tool)


def test_what_a_person_wrote_into_the_fields_is_no_fault() -> None:
    [task] = json.loads(write([ANNOTATED], Tool.label_studio))
    task["annotations"][0]["result"][0]["meta"]["text"] = ["xem lại"]
    [marked] = read(json.dumps([task]), Tool.label_studio)
    assert marked.spans[0][2] is None and marked.spans[1][2] == FACTS[1][1]
