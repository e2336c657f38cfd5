"""Small datasets, so that tests name only what they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from dxextract.knowledge.load import Knowledge
from dxextract.panels.build import Panel, panel
from dxextract.records.schema import SCHEMAS

Tables = dict[str, pa.Table]
Build = Callable[..., list[dict[str, Any]]]

_ZERO: dict[Any, Any] = {pa.string(): "", pa.int32(): 0, pa.bool_(): False, pa.float32(): 0.0}

ARTICLE: Mapping[str, Any] = {"published": date(2024, 4, 14), "published_basis": "header", "repairs": []}
METRIC: Mapping[str, Any] = {
    "place_id": "P87",
    "place_code": "87",
    "place_name": "Đồng Tháp",
    "place_id_2025": "N82",
    "place_name_2025": "Đồng Tháp",
    "period_end": date(2024, 3, 31),
    "period_basis": "stated",
    "status": "actual",
    "confidence": 0.75,
    "kind": "percentage",
    "comparator": "eq",
    "unit": "%",
    "indicator_id": "online_application_rate",
}
RANKING: Mapping[str, Any] = {
    **{name: METRIC[name] for name in METRIC if name.startswith("place") or name in ("status", "confidence")},
    "period_start": date(2022, 1, 1),
    "period_end": date(2022, 12, 31),
    "period_basis": "stated",
    "index_id": "dti",
    "scope": "VN",
}

TIEN_GIANG = {"place_id": "P82", "place_code": "82", "place_name": "Tiền Giang", "source": "tg.txt"}
"""Of a fact of the province that is N82 together with P87 Đồng Tháp since 2025-07-01."""


def metric(printed: str, **fields: Any) -> dict[str, Any]:
    """A metric of ``printed`` such as ``50,4%``; the fields of its article may be given, too."""
    number = fields.get("value_text", printed.rstrip("%").replace(".", "").replace(",", "."))
    return {**METRIC, "raw": printed, "value": float(number), "value_text": f"{float(number):.12g}", **fields}


def count(printed: str, indicator: str = "online_applications", **fields: Any) -> dict[str, Any]:
    number = printed.rstrip("%").replace(".", "")
    own = {"value_text": number, "kind": "count", "unit": "hồ sơ", "indicator_id": indicator}
    return metric(printed, **{**own, **fields})


def ranking(rank: int, **fields: Any) -> dict[str, Any]:
    return {**RANKING, "raw": f"{rank}", "rank": rank, **fields}


def tables(*facts: Mapping[str, Any], findings: list[dict[str, Any]] | None = None) -> Tables:
    """A dataset of facts. ``source`` is the article of a fact (``a.txt``); fields of an article belong to it.

    A fact's ``fact_id`` is its source and its number there, unless it is given.
    """
    articles: dict[str, dict[str, Any]] = {}
    rows: dict[str, list[dict[str, Any]]] = {"metrics": [], "rankings": [], "findings": findings or []}
    columns = set(SCHEMAS["articles"].names) - set(METRIC)
    for fact in facts:
        source = fact.get("source", "a.txt")
        own = {name: fact[name] for name in columns & set(fact)}
        article = articles.setdefault(source, {**ARTICLE, "input_id": source, "article_id": source, "source": source})
        article.update(own, place_id=fact.get("article_place", fact["place_id"]))
        number = sum(row["source"] == source for table in ("metrics", "rankings") for row in rows[table])
        identity = {"fact_id": f"{source}:{number}", "start": number, "sentence": f"... {fact['raw']} ..."}
        row = {**identity, **fact, "source": source, "input_id": source, "article_id": article["article_id"]}
        rows["rankings" if "rank" in fact else "metrics"].append(row)
    rows["articles"] = list(articles.values())
    return {name: _table(schema, rows.get(name, [])) for name, schema in SCHEMAS.items()}


def _table(schema: pa.Schema, rows: list[dict[str, Any]]) -> pa.Table:
    def value(row: Mapping[str, Any], column: pa.Field) -> Any:
        return row.get(column.name, None if column.nullable else _ZERO.get(column.type, []))

    columns = [pa.array([value(row, column) for row in rows], column.type) for column in schema]
    return pa.Table.from_arrays(columns, schema=schema)


@pytest.fixture
def build(knowledge: Knowledge) -> Callable[..., Panel]:
    """The panel of facts."""

    def make(*facts: Mapping[str, Any], findings: list[dict[str, Any]] | None = None, **options: Any) -> Panel:
        return panel(tables(*facts, findings=findings), knowledge=knowledge, **options)

    return make


@pytest.fixture
def rows_of(build: Callable[..., Panel]) -> Build:
    """The rows of the panel of facts, in its order."""

    def make(*facts: Mapping[str, Any], **options: Any) -> list[dict[str, Any]]:
        return list(build(*facts, **options).rows.to_pylist())

    return make
