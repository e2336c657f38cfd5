"""Flags of a report as gold: what is right stays, what is wrong is put right or left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dxextract.annotation.annotated import Fields
from dxextract.annotation.flags import read_flags, to_gold
from dxextract.errors import GoldError, UsageError
from dxextract.evaluation.gold import load_gold
from dxextract.extractor import Extractor
from dxextract.knowledge.load import Knowledge
from dxextract.records.load import Dataset
from dxextract.records.tables import tables

TEXT = "🏆 Tỉnh Đồng Tháp có 906 dịch vụ công trực tuyến, đạt 95% kế hoạch, xếp hạng 25/63 theo Kế hoạch 349/KH-UBND."


@pytest.fixture(scope="module")
def dataset(extractor: Extractor) -> Dataset:
    results = [extractor.extract(TEXT, source=f"{folder}/a.html") for folder in ("pages", "more")]
    return Dataset(manifest={}, **tables(results))


def flag(dataset: Dataset, raw: str, *wrong: str, note: str = "", **corrections: object) -> dict[str, Any]:
    fact = next(
        row
        for name in ("metrics", "rankings", "references")
        for row in dataset.tables[name].to_pylist()
        if row["raw"] == raw and row["source"].startswith("pages")
    )
    kept = {name: fact[name] for name in ("fact_id", "input_id", "raw", "start", "end")}
    return {**kept, "family": "metric", "wrong": wrong, "corrections": corrections, "note": note}


def gold(dataset: Dataset, knowledge: Knowledge, *flags: Mapping[str, Any]) -> dict[str, Fields]:
    file = json.dumps({"format": "dxextract-flags", "version": 1, "dataset": "out", "flags": flags})
    [text], unknown = to_gold(read_flags(file), dataset, knowledge.places)
    assert not unknown and text.id == "a"
    return {text.text[span.start : span.end]: fields for span, fields in text.facts}


def test_what_is_not_flagged_stays(dataset: Dataset, knowledge: Knowledge) -> None:
    facts = gold(dataset, knowledge, flag(dataset, "906", "indicator_id", indicator_id=None))
    assert list(facts) == ["906", "95%", "25/63", "Kế hoạch 349/KH-UBND"]
    assert facts["906"]["ind"] is None and "note" not in facts["906"]
    assert (facts["25/63"]["rank"], facts["25/63"]["of"]) == (25, 63)


def test_what_is_no_fact_is_left_out(dataset: Dataset, knowledge: Knowledge) -> None:
    assert list(gold(dataset, knowledge, flag(dataset, "95%", "not_a_fact"))) == [
        "906",
        "25/63",
        "Kế hoạch 349/KH-UBND",
    ]


def test_corrections_of_period_place_and_value(dataset: Dataset, knowledge: Knowledge) -> None:
    wrong: dict[str, Any] = {
        "period_start": None,
        "period_end": "2023-09-30",
        "place_code": "87/866",
        "value": 907,
        "status": "target",
    }
    fields = gold(dataset, knowledge, flag(dataset, "906", *wrong, **wrong))["906"]
    assert (fields["period"], fields["place"], fields["value"], fields["status"]) == (
        "..2023-09",
        "87/Cao Lãnh",
        907,
        "target",
    )


def test_a_flag_without_a_correction_leaves_a_note(dataset: Dataset, knowledge: Knowledge) -> None:
    facts = gold(dataset, knowledge, flag(dataset, "25/63", "span", "index_id", note="chỉ số nào?"))
    assert facts["25/63"]["note"] == "flagged: span, index_id; chỉ số nào?"


def test_a_record_that_is_gone_is_told(dataset: Dataset, knowledge: Knowledge) -> None:
    file = json.dumps(
        {"format": "dxextract-flags", "version": 1, "flags": [{**flag(dataset, "906", "value"), "fact_id": "gone"}]}
    )
    texts, unknown = to_gold(read_flags(file), dataset, knowledge.places)
    assert len(texts) == 1 and [one.fact_id for one in unknown] == ["gone"]


def test_corrections_that_no_annotation_holds(dataset: Dataset, knowledge: Knowledge) -> None:
    with pytest.raises(GoldError, match="status"):
        gold(dataset, knowledge, flag(dataset, "906", "status", status="perhaps"))
    with pytest.raises(GoldError, match="value: a number is expected"):
        gold(dataset, knowledge, flag(dataset, "906", "value", value=float("inf")))
    corrections: list[dict[str, Any]] = [{"period_end": "2024-13-01"}, {"period_end": 2024}, {"place_code": 87}]
    for one in corrections:
        with pytest.raises(GoldError, match="the correction of '906' cannot be used"):
            gold(dataset, knowledge, flag(dataset, "906", *one, **one))


@pytest.mark.parametrize(
    "content", ["", "[]", '{"format": "other"}', '{"format": "dxextract-flags", "version": 2, "flags": []}']
)
def test_other_files_are_refused(content: str) -> None:
    with pytest.raises(UsageError, match="no flags of a report"):
        read_flags(content)


def test_a_file_in_which_nothing_is_flagged(dataset: Dataset, knowledge: Knowledge) -> None:
    with pytest.raises(UsageError, match="nothing is flagged in it"):
        read_flags('{"format": "dxextract-flags", "version": 1, "dataset": "out", "flags": []}')
    assert to_gold((), dataset, knowledge.places) == ([], [])


def test_the_gold_is_valid(dataset: Dataset, knowledge: Knowledge, tmp_path: Path) -> None:
    flags = json.dumps(
        {"format": "dxextract-flags", "version": 1, "flags": [flag(dataset, "95%", "kind", kind="score")]}
    )
    [text], _ = to_gold(read_flags(flags), dataset, knowledge.places)
    (tmp_path / "a.txt").write_text(text.text, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text.to_yaml(), encoding="utf-8")
    [loaded] = load_gold([tmp_path])
    assert len(loaded.facts) == len(text.facts)
