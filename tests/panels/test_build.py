"""The panel as a whole: what holds for every dataset."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import polars
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dxextract
from dxextract.article import Article
from dxextract.errors import UsageError
from dxextract.extractor import Extractor
from dxextract.knowledge.load import Knowledge
from dxextract.panels.build import Panel, panel
from dxextract.panels.schema import PANEL
from dxextract.records.tables import tables as to_tables

from .conftest import Tables, count, metric, ranking, tables

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "corpus" / "real"
FOLDERS = [ROOT / "corpus" / "tuned", pytest.param(REAL, marks=pytest.mark.newspapers)]

COUNTS = {"n_facts", "n_inputs", "n_reprints", "fact_ids", "sources", "best_fact_id"}
"""What copies of articles may change: how much there is, and where it is from."""

DAYS = st.sampled_from([date(2024, 3, 31), date(2024, 4, 14), date(2024, 6, 30), date(2024, 10, 20), None])
FACTS = st.lists(
    st.builds(
        lambda raw, **fields: (ranking(int(raw[0])) if raw == "5/63" else metric(raw)) | fields,
        st.sampled_from(["57%", "57,03%", "57,4%", "58%", "100%", "5/63"]),
        source=st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"]),
        period_end=DAYS,
        period_basis=st.sampled_from(["stated", "published"]),
        place_id=st.sampled_from(["P87", "P82", "N82"]),
        comparator=st.sampled_from(["eq", "gt", "approx"]),
        confidence=st.sampled_from([0.25, 0.75]),
    ),
    min_size=1,
    max_size=14,
)
ARTICLES = st.fixed_dictionaries(
    {
        name: st.fixed_dictionaries(
            {"published": DAYS, "outlet": st.sampled_from(["ĐTO", None]), "cluster_id": st.sampled_from(["x", None])}
        )
        for name in ("a.txt", "b.txt", "c.txt", "d.txt")
    }
)


def shuffled(data: Tables, random: Random) -> Tables:
    def mixed(table: pa.Table) -> pa.Table:
        return table.take(pa.array(random.sample(range(table.num_rows), table.num_rows), pa.int64()))

    return {name: mixed(table) for name, table in data.items()}


def doubled(data: Tables) -> Tables:
    """Every article twice: the copy has another source, and so other ids, but the same text."""

    def copy(table: pa.Table, name: str) -> pa.Table:
        for column in ("input_id", "source", "fact_id", "part_of"):
            if column in table.column_names:
                at = table.column_names.index(column)
                other = [None if value is None else f"0/{value}" for value in table[column].to_pylist()]
                table = table.set_column(at, table.schema.field(at), pa.array(other, pa.string()))
        if name == "findings":
            at = table.column_names.index("fact_ids")
            lists = [[f"0/{fact}" for fact in facts] for facts in table["fact_ids"].to_pylist()]
            table = table.set_column(at, table.schema.field(at), pa.array(lists, pa.list_(pa.string())))
        return table

    return {name: pa.concat_tables([table, copy(table, name)]) for name, table in data.items()}


def eligible(data: Tables) -> list[str]:
    return [
        fact["fact_id"]
        for name, key in (("metrics", "indicator_id"), ("rankings", "index_id"))
        for fact in data[name].to_pylist()
        if fact[key] is not None and fact["place_id"] is not None
    ]


def holds(data: Tables, knowledge: Knowledge, random: Random) -> Panel:
    """Check everything that is true of every panel."""
    made = panel(data, knowledge=knowledge)
    made.rows.validate(full=True)
    rows = made.rows.to_pylist()
    printed = [row for row in rows if row["agreement"] != "computed"]
    assert sorted(fact for row in printed for fact in row["fact_ids"]) == sorted(eligible(data))
    assert len({row["row_id"] for row in rows}) == len(rows)
    assert Counter(row["cell_id"] for row in rows if row["preferred"]) == Counter({row["cell_id"] for row in rows})
    traces(data, rows)
    assert panel(shuffled(data, random), knowledge=knowledge).rows.equals(made.rows)
    assert panel(shuffled(data, random), knowledge=knowledge).coverage.equals(made.coverage)
    twice = panel(doubled(data), knowledge=knowledge)
    assert twice.coverage.equals(made.coverage)
    assert twice.rows.drop_columns(sorted(COUNTS)).equals(made.rows.drop_columns(sorted(COUNTS)))
    for row, other in zip(printed, (row for row in twice.rows.to_pylist() if row["inputs"] == []), strict=True):
        assert (other["n_facts"], other["n_inputs"]) == (2 * row["n_facts"], 2 * row["n_inputs"])
    return made


def traces(data: Tables, rows: list[dict[str, Any]]) -> None:
    """A row's values are its best fact's, and what it is computed from is there."""
    facts: dict[str, Mapping[str, Any]] = {
        fact["fact_id"]: fact for name in ("metrics", "rankings") for fact in data[name].to_pylist()
    }
    known = {row["row_id"] for row in rows}
    for row in rows:
        if row["agreement"] == "computed":
            assert set(row["inputs"]) <= known
            continue
        best = facts[row["best_fact_id"]]
        assert row["best_fact_id"] in row["fact_ids"]
        assert row["value"] == (best["value"] if row["family"] == "metric" else best["rank"])
        assert row["sentence"] == best["sentence"]
        assert row["sources"] == sorted({facts[fact]["source"] for fact in row["fact_ids"]})
        for fact in map(facts.__getitem__, row["fact_ids"]):
            assert (fact["place_id"], fact["status"]) == (row["place_id"], row["status"])


@settings(max_examples=60)
@given(FACTS, ARTICLES, st.randoms(use_true_random=False))
def test_every_panel(
    knowledge: Knowledge, facts: list[dict[str, Any]], articles: dict[str, dict[str, Any]], random: Random
) -> None:
    data = tables(*(fact | articles[fact["source"]] | {"period_end": fact["period_end"]} for fact in facts))
    holds(data, knowledge, random)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_corpus(folder: Path, extractor: Extractor, knowledge: Knowledge) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    texts = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
    data = to_tables(extractor.map(Article(name, text) for name, text in texts.items()))
    made = holds(data, knowledge, Random(0))
    assert len(made) > 20


def test_facts_that_are_left_out_are_counted(build: Callable[..., Panel]) -> None:
    facts = (
        metric("57%"),
        metric("57%", indicator_id=None),
        metric("57%", place_id=None),
        metric("57%", value=None),
        metric("57%", confidence=0.2),
        ranking(5, index_id=None),
        ranking(5),
    )
    found = build(*facts, min_confidence=0.5)
    assert len(found) == 2
    assert found.left_out == {"no indicator": 1, "no place": 1, "no value": 1, "low confidence": 1, "no index": 1}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["dti", "online_applications", "online_applications", "online_applications"]),
        ({"indicators": ["dti"]}, ["dti"]),
        ({"indicators": "dti"}, ["dti"]),
        ({"places": "Tiền Giang"}, ["online_applications"]),
        ({"indicators": ["dti", "online_applications"], "places": ["tien giang"]}, ["online_applications"]),
        ({"places": ["N82"]}, ["dti", "online_applications", "online_applications", "online_applications"]),
        ({"places": ["P82"]}, ["online_applications"]),
        ({"places": ["P82", "đồng"]}, ["dti", "online_applications", "online_applications", "online_applications"]),
        ({"places": ["Hà Nội"]}, []),
    ],
)
def test_a_part_of_the_panel(build: Callable[..., Panel], options: dict[str, Any], expected: list[str]) -> None:
    facts = count("906"), count("871", place_id="P82", place_name="Tiền Giang"), ranking(5)
    found = build(*facts, **options)
    assert sorted(found.rows["indicator_id"].to_pylist()) == expected
    wanted = options.get("indicators", ["dti", "online_applications"])
    assert set(found.coverage["indicator_id"].to_pylist()) == ({wanted} if isinstance(wanted, str) else set(wanted))


def test_wrong_calls(build: Callable[..., Panel], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no indicator or index has the id 'dtii'"):
        build(metric("57%"), indicators=["dtii"])
    with pytest.raises(UsageError, match="between 0 and 1"):
        build(metric("57%"), min_confidence=1.5)
    with pytest.raises(UsageError, match="is not a dataset"):
        dxextract.panel(tmp_path)
    build(metric("57%", indicator_id="of_my_own"), indicators=["of_my_own"])


def test_an_empty_dataset(build: Callable[..., Panel]) -> None:
    found = build()
    assert (found.rows.num_rows, found.coverage.num_rows, found.left_out) == (0, 0, {})
    assert found.rows.schema.equals(PANEL, check_metadata=True)


def test_places_of_other_knowledge(build: Callable[..., Panel]) -> None:
    (row,) = build(count("906", place_id="X1", place_id_2025="X2")).rows.to_pylist()
    assert (row["place_id"], row["place_level"]) == ("X1", None)


def test_frames(build: Callable[..., Panel]) -> None:
    found = build(metric("57%"), ranking(5))
    assert repr(found) == "<Panel of 2 rows>"
    assert found.to_polars().equals(polars.DataFrame(found))
    assert found.to_polars()["value"].to_list() == [57.0, 5.0]
    assert found.to_pandas()["preferred"].tolist() == [True, True]
    assert pa.table(found).equals(found.rows)


def test_a_dataset_on_disk(extractor: Extractor, tmp_path: Path, knowledge: Knowledge) -> None:
    text = "Năm 2023, tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 57%."
    data = to_tables([extractor.extract(text, source="a.txt")])
    (row,) = panel(data, knowledge=knowledge).rows.to_pylist()
    assert (row["place_id"], row["period_end"], row["value"]) == ("P87", date(2023, 12, 31), 57.0)
