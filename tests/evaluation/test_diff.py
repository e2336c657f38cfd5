from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.errors import UsageError
from dxextract.evaluation.diff import counterparts, diff, read_result
from dxextract.evaluation.report import differences
from dxextract.records.jsonl import lines
from dxextract.records.model import ArticleRecord, Finding, Metric, Result
from dxextract.records.write import write_dataset

RESULT = Result(
    article=ArticleRecord(
        input_id="i",
        article_id="a",
        source="a.txt",
        title=None,
        author=None,
        outlet=None,
        url=None,
        language="vi",
        text="5%",
        published=date(2024, 4, 14),
        published_basis="header",
        place_id=None,
        place_code=None,
        place_name=None,
        repairs=("mojibake",),
        cluster_id=None,
        n_chars=2,
        n_sentences=1,
        n_metrics=1,
        n_rankings=0,
        n_references=0,
        n_findings=1,
        dxextract_version="0",
        knowledge_hash="k",
    ),
    metrics=(
        Metric(
            fact_id="f",
            input_id="i",
            article_id="a",
            source="a.txt",
            start=0,
            end=2,
            raw="5%",
            sentence="5%",
            sentence_start=0,
            place_id=None,
            place_code=None,
            place_name=None,
            place_id_2025=None,
            place_name_2025=None,
            place_basis="none",
            period_start=None,
            period_end=date(2024, 4, 14),
            period_text=None,
            period_basis="published",
            status="actual",
            rule="r",
            confidence=0.9,
            kind="percentage",
            value=5.0,
            value_high=None,
            denominator=None,
            value_text="5",
            comparator="eq",
            modifier_text=None,
            unit="%",
            per=None,
            indicator_id=None,
            indicator_text=None,
            indicator_score=0.1,
            change=None,
            part_of=None,
        ),
    ),
    findings=(
        Finding(
            finding_id="x",
            input_id="i",
            kind="k",
            severity="note",
            rule="r",
            fact_ids=("f",),
            expected=None,
            actual=None,
            message_vi="",
            message_en="",
        ),
    ),
)


def article(source: str = "a.txt", **columns: Any) -> dict[str, Any]:
    return {"record": "article", "input_id": source, "source": source, "title": f"T {source}", "n_metrics": 1} | columns


def fact(identity: str, start: int = 0, source: str = "a.txt", **columns: Any) -> dict[str, Any]:
    common = {"record": "metric", "fact_id": identity, "input_id": source, "source": source, "start": start}
    return common | {"raw": f"{start}%", "value": float(start), "confidence": 0.9} | columns


OLD = [article(), fact("f1", 1), fact("f2", 2), article("b.txt"), fact("f3", 3, "b.txt")]


def test_no_difference() -> None:
    assert diff(OLD, list(reversed(OLD))) == []
    assert list(differences([])) == ["no difference"]


def test_gained_lost_changed() -> None:
    new = [article(), fact("f1", 1, value=9.0, unit="%"), fact("f4", 4), article("c.txt", title=None)]
    changes = diff(OLD, new)
    assert [(c.what, c.record, c.source, c.subject) for c in changes] == [
        ("changed", "metric", "a.txt", "1%"),
        ("lost", "metric", "a.txt", "2%"),
        ("gained", "metric", "a.txt", "4%"),
        ("lost", "article", "b.txt", "T b.txt"),
        ("lost", "metric", "b.txt", "3%"),
        ("gained", "article", "c.txt", ""),
    ]
    assert changes[0].fields == {"value": (1.0, 9.0), "unit": (None, "%")}
    assert list(differences(changes)) == [
        "a.txt",
        "  ~ metric    1%",
        "      value: 1 → 9",
        "      unit: – → %",
        "  - metric    2%",
        "  + metric    4%",
        "b.txt",
        "  - article   T b.txt",
        "  - metric    3%",
        "c.txt",
        "  + article",
        "",
        "articles: 1 gained, 1 lost",
        "metrics: 1 gained, 2 lost, 1 changed",
    ]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (article(n_metrics=1, knowledge_hash="a"), article(n_metrics=2, knowledge_hash="b"), True),
        (article(published=None), article(published="2024-01-01"), False),
        (fact("f", confidence=0.9), fact("f", confidence=0.8999999761581421), True),
        (fact("f", confidence=0.9), fact("f", confidence=0.8), False),
        (fact("f", confidence=0.9), fact("f", confidence=None), False),
        (fact("f", value=90e9), fact("f", value=90e9 + 1), False),
    ],
)
def test_what_counts_as_a_change(old: dict[str, Any], new: dict[str, Any], same: bool) -> None:
    assert (diff([old], [new]) == []) is same


def test_ignored_columns() -> None:
    assert diff([fact("f", rule="a")], [fact("f", rule="b")], ignore=["rule"]) == []


def test_a_finding_is_told_by_its_message() -> None:
    finding = {"record": "finding", "finding_id": "x", "input_id": "a.txt", "message_en": "does not add up"}
    (change,) = diff(OLD, [*OLD, finding])
    assert (change.what, change.source, change.subject) == ("gained", "a.txt", "does not add up")


@pytest.mark.parametrize(
    "records",
    [[fact("f"), fact("f")], [{"record": "metric", "start": 1}], [{"record": "fact"}], [{}], [{"record": [1]}]],
)
def test_records_that_cannot_be_told_apart(records: list[dict[str, Any]]) -> None:
    with pytest.raises(UsageError, match="OLD"):
        diff(records, [])


FACTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3)).map(
    lambda values: [fact(name, value=value) for name, value in values.items()]
)


@given(FACTS, FACTS)
def test_the_other_way_round(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    opposite = {"gained": "lost", "lost": "gained", "changed": "changed"}
    there = [(c.what, c.id, dict(c.fields)) for c in diff(old, new)]
    back = [(opposite[c.what], c.id, {k: (b, a) for k, (a, b) in c.fields.items()}) for c in diff(new, old)]
    assert there == back


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl"
    path.write_text("\n".join(map(json.dumps, OLD)), encoding="utf-8")
    assert read_result(path) == OLD


def test_a_dataset_and_its_json_lines_are_the_same(tmp_path: Path) -> None:
    dataset, jsonl = tmp_path / "dataset", tmp_path / "result.jsonl"
    write_dataset(dataset, [RESULT], knowledge_hash="k")
    jsonl.write_text("\n".join(lines(RESULT)), encoding="utf-8")
    assert [record["record"] for record in read_result(dataset)] == ["article", "metric", "finding"]
    assert diff(read_result(dataset), read_result(jsonl), ignore=["cluster_id"]) == []


def test_a_confidence_of_a_dataset_has_the_figures_that_it_was_given(tmp_path: Path) -> None:
    metric = replace(RESULT.metrics[0], confidence=0.7586)
    write_dataset(tmp_path / "out", [replace(RESULT, metrics=(metric,))], knowledge_hash="k")
    assert [r["confidence"] for r in read_result(tmp_path / "out") if r["record"] == "metric"] == [0.7586]


def test_a_folder_without_dataset(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read_result(tmp_path)
    with pytest.raises(UsageError, match="nosuch: no such file or folder"):
        read_result(tmp_path / "nosuch")


def moved(record: dict[str, Any], by: int, sentence: str = "Đạt 5% năm 2024, tăng 2%.") -> dict[str, Any]:
    """The fact in a text that was edited before it: another id, another place, the same words."""
    return record | {"fact_id": f"{record['fact_id']}+{by}", "start": record["start"] + by, "sentence": sentence}


SENTENCE = "Đạt 5% năm 2024, tăng 2%."
FACT = fact("f1", 4, raw="5%", sentence=SENTENCE, article_id="a")
PART = fact("f2", 22, raw="2%", sentence=SENTENCE, article_id="a", part_of="f1")


@pytest.mark.parametrize("sentence", [SENTENCE, "Đạt đúng 5% năm 2024, tăng 2%."])
def test_what_an_edit_only_moved_is_the_same(sentence: str) -> None:
    new = [moved(FACT, 5, sentence), moved(PART, 5, sentence) | {"part_of": "f1+5"}]
    assert diff([article(), FACT, PART], [article(text="another", article_id="b", n_chars=9), *new]) == []


def test_what_was_moved_and_changed_is_one_change() -> None:
    (change,) = diff([FACT, PART], [moved(FACT, 5) | {"value": 7.0}, moved(PART, 5) | {"part_of": "f1+5"}])
    assert (change.what, change.id, change.fields) == ("changed", "f1+5", {"value": (4.0, 7.0)})
    (change,) = diff([FACT, PART], [moved(FACT, 5), moved(PART, 5) | {"part_of": None}])
    assert change.fields == {"part_of": ("f1", None)}


def test_the_same_words_in_another_sentence_are_another_fact() -> None:
    changes = diff([FACT], [moved(FACT, 50, "Cả nước có 5% số xã còn khó khăn.")])
    assert [c.what for c in changes] == ["lost", "gained"]


def test_of_two_alike_the_one_that_is_gone_is_lost() -> None:
    twice = FACT | {"fact_id": "f9", "start": 14}
    (change,) = diff([FACT, twice], [moved(FACT, 5)])
    assert (change.what, change.record) == ("lost", "metric")


def named(source: str, *records: dict[str, Any], text: str) -> list[dict[str, Any]]:
    one = article(source, article_id=text)
    return [one, *({**r, "input_id": source, "source": source, "fact_id": source + r["fact_id"]} for r in records)]


@pytest.mark.parametrize(("source", "text"), [("new/b.txt", "a"), ("new/a.txt", "b")])
def test_inputs_under_other_names_are_told_by_text_or_file_name(source: str, text: str) -> None:
    old, new = named("old/a.txt", FACT, text="a"), named(source, FACT | {"value": 7.0}, text=text)
    assert counterparts(old, new) == {source: "old/a.txt"}
    changes = diff(old, new, ignore=["title"])
    assert [(c.what, c.source, c.fields) for c in changes] == [("changed", "old/a.txt", {"value": (4.0, 7.0)})]


def test_inputs_that_are_not_told_apart_have_no_counterpart() -> None:
    old = [*named("1/a.txt", text="a"), *named("2/a.txt", text="a")]
    assert counterparts(old, named("3/a.txt", text="a")) == {}
    assert counterparts(old, named("1/a.txt", text="b")) is None, "sources are shared"
    assert counterparts(old, []) is None


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(UsageError, match="valeu"):
        diff([], [], ignore=["value", "valeu"])
