from __future__ import annotations

from typing import Any

import pytest

from dxextract.knowledge.load import Knowledge
from dxextract.panels.build import panel
from dxextract.records.load import Dataset
from dxextract.report import payload
from dxextract.report.names import Names
from dxextract.report.payload import Payload


@pytest.fixture(scope="module")
def made(small: Dataset, names: Names) -> Payload:
    return payload.make(small, names, title="small", limit=None)


def values(packed: Any, name: str) -> list[Any]:
    one = packed["c"][name]
    return one["v"] if "v" in one else [None if i < 0 else one["d"][i] for i in one["i"]]


def test_every_record_is_there_in_the_order_of_the_text(made: Payload, small: Dataset) -> None:
    facts = made.core["facts"]
    names = ("metrics", "rankings", "references")
    ids = {id_ for name in names for id_ in small.tables[name]["fact_id"].to_pylist()}
    assert set(values(facts, "fact_id")) == ids
    assert facts["n"] == len(ids)
    order = list(zip(values(facts, "article"), values(facts, "start"), strict=True))
    assert order == sorted(order)
    assert [values(facts, "fact_id").index(id_) for id_ in ids] == [made.rows[id_] for id_ in ids]


def test_spans_of_the_page_are_those_of_the_texts(made: Payload) -> None:
    texts = [text for block in made.blocks for text in block]
    facts = made.core["facts"]
    for article, start, end, raw in zip(*(values(facts, n) for n in ("article", "start", "end", "raw")), strict=True):
        assert texts[article][start:end] == raw


def test_rows_of_the_panel_point_at_their_best_fact(made: Payload, small: Dataset, knowledge: Knowledge) -> None:
    joined = panel(small, knowledge=knowledge)
    packed = payload.panel_rows(joined, made.rows)
    assert packed["n"] == len(joined) > 0
    ids = values(made.core["facts"], "fact_id")
    assert [ids[row] for row in values(packed, "fact")] == joined.rows["best_fact_id"].to_pylist()


def test_findings_point_at_their_records(made: Payload, small: Dataset) -> None:
    findings = made.core["findings"]
    (wanted,) = small.findings["fact_ids"].to_pylist()
    assert [[values(made.core["facts"], "fact_id")[row] for row in rows] for rows in findings["facts"]] == [wanted]
    assert findings["articles"] == [0]


def test_a_district_counts_for_its_province(made: Payload) -> None:
    facts = made.core["facts"]
    places = dict(zip(values(facts, "place_id"), values(facts, "province"), strict=True))
    assert places["P87"] == "P87"
    assert places["D027"] == "P02"  # huyện Mèo Vạc lies in Hà Giang


@pytest.mark.parametrize(("limit", "texts"), [(None, 4), (0, 0), (2, 2), (9, 4)])
def test_texts_beyond_the_limit_are_left_out(small: Dataset, names: Names, limit: int | None, texts: int) -> None:
    cut = payload.make(small, names, title="small", limit=limit)
    assert (cut.core["texts"], sum(map(len, cut.blocks))) == (texts, texts)
    assert cut.core["articles"]["n"] == 4


def test_texts_are_divided_into_blocks(small: Dataset, names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payload, "_BLOCK", 250)
    cut = payload.make(small, names, title="small", limit=None)
    assert [text for block in cut.blocks for text in block] == small.articles["text"].to_pylist()
    assert len(cut.blocks) > 1
    assert cut.core["blocks"] == [sum(map(len, cut.blocks[:i])) for i in range(len(cut.blocks))]


def test_names_of_what_occurs(made: Payload) -> None:
    assert made.core["indices"]["dti"]["en"] == "Digital Transformation Index"
    assert set(made.core["indicators"]) == {id_ for id_ in values(made.core["facts"], "indicator_id") if id_}


def test_the_map_has_63_outlines_in_34_groups(names: Names) -> None:
    drawn = names.map()
    assert len(drawn["outlines"]) == len(drawn["before"]) == len(drawn["holders"]) == 63
    assert set(drawn["holders"].values()) == set(drawn["after"])
    assert len(drawn["after"]) == 34
    assert (drawn["before"]["P46"], drawn["after"]["P46"]) == ("Huế", "Huế")
    assert (drawn["holders"]["P87"], drawn["holders"]["P82"], drawn["after"]["N82"]) == ("N82", "N82", "Đồng Tháp")
    assert "CC BY 4.0" in drawn["license"]
