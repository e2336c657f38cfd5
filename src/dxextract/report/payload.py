"""A dataset as the data of the page.

``facts`` holds metrics, rankings and references in one table, with ``family`` and without what follows from the rest:
``article`` is the row of the article, and ``part_of`` and ``same_as`` are rows of this table, as are the members of a
finding's ``facts``. Texts travel apart, in blocks that the page unpacks when somebody opens an article of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dxextract.panels.build import Panel
from dxextract.records.load import Dataset
from dxextract.report.columns import Packed, pack
from dxextract.report.names import Names

FAMILIES = {"metric": "metrics", "ranking": "rankings", "reference": "references"}

_BLOCK = 400_000  # characters of text that are unpacked at once
_ARTICLE_COLUMNS = (
    "input_id", "article_id", "source", "title", "author", "outlet", "url", "published", "published_basis",
    "place_id", "place_name", "repairs", "language", "cluster_id", "n_chars",
)  # fmt: skip
_PANEL_COLUMNS = (
    "family", "indicator_id", "place_id", "place_name", "place_level", "status", "change", "kind", "unit", "per",
    "part", "period_start", "period_end", "period_basis", "value", "value_high", "denominator", "comparator", "top",
    "agreement", "preferred", "n_facts", "n_sources", "confidence", "doubted",
)  # fmt: skip
_DERIVED = {"article_id", "input_id", "source", "finding_ids"}


@dataclass(frozen=True, slots=True)
class Payload:
    """What the page gets.

    Attributes:
        core: everything but the texts.
        blocks: the texts of the first articles, some to a block; the core's ``blocks`` says where each begins.
        rows: fact_id → its row in ``facts``.
    """

    core: dict[str, Any]
    blocks: tuple[tuple[str, ...], ...]
    rows: Mapping[str, int]


def make(data: Dataset, names: Names, *, title: str, limit: int | None) -> Payload:
    """The payload of a dataset, but for ``gold`` and ``panel``.

    Args:
        title: what the page is called.
        limit: how many articles come with their text, at most; None: all.
    """
    facts = fact_table(data, names)
    blocks = tuple(_blocks(data.articles["text"].slice(0, limit).to_pylist()))
    findings = data.findings.drop_columns(["fact_ids", "input_id"])
    rows_of_inputs, rows_of_facts = _rows(data.articles["input_id"]), _rows(facts["fact_id"])
    core = {
        "title": title,
        "version": data.manifest.get("dxextract_version"),
        "knowledge_hash": data.manifest.get("knowledge_hash"),
        "complete": data.manifest.get("complete", True),
        "texts": sum(map(len, blocks)),
        "blocks": _starts(blocks),
        "articles": pack(data.articles.select(_ARTICLE_COLUMNS)),
        "facts": pack(facts),
        "findings": pack(findings)
        | {
            "articles": [rows_of_inputs.get(id_, -1) for id_ in data.findings["input_id"].to_pylist()],
            "facts": _members(data.findings["fact_ids"], rows_of_facts),
        },
        "rejects": pack(data.rejects),
        "indicators": _mentioned(names.indicators, facts, "indicator_id"),
        "indices": _mentioned(names.indices, facts, "index_id"),
        "map": names.map(),
    }
    return Payload(core, blocks, rows_of_facts)


def panel_rows(panel: Panel, rows: Mapping[str, int]) -> Packed:
    """The rows of a panel in their order; ``fact`` is the row of the best fact, -1 for a computed value.

    Args:
        rows: :attr:`Payload.rows`.
    """
    facts = pa.array([rows.get(id_, -1) for id_ in panel.rows["best_fact_id"].to_pylist()], pa.int32())
    return pack(panel.rows.select(_PANEL_COLUMNS).append_column("fact", facts))


def fact_table(data: Dataset, names: Names) -> pa.Table:
    """All facts in one table, in the order of articles and positions."""
    rows_of_inputs = _rows(data.articles["input_id"])
    parts = []
    for family, name in FAMILIES.items():
        table = data.tables[name]
        owner = pa.array([rows_of_inputs[id_] for id_ in table["input_id"].to_pylist()], pa.int32())
        parts.append(
            table.select([column for column in table.column_names if column not in _DERIVED])
            .append_column("family", pa.array([family] * table.num_rows, pa.string()))
            .append_column("article", owner)
        )
    facts = pa.concat_tables(parts, promote_options="default")
    facts = facts.sort_by([(name, "ascending") for name in ("article", "start", "end", "fact_id")])
    rows_of_facts = _rows(facts["fact_id"])
    for name in ("part_of", "same_as"):
        facts = facts.set_column(
            facts.column_names.index(name),
            name,
            pa.array([rows_of_facts.get(id_) for id_ in facts[name].to_pylist()], pa.int32()),
        )
    ids = facts["place_id"]
    provinces = names.provinces_of(filter(None, ids.unique().to_pylist()))
    return facts.append_column("province", pa.array([provinces.get(id_) for id_ in ids.to_pylist()], pa.string()))


def _rows(ids: pa.ChunkedArray) -> dict[str, int]:
    return {id_: row for row, id_ in enumerate(ids.to_pylist())}


def _members(lists: pa.ChunkedArray, rows: dict[str, int]) -> list[list[int]]:
    return [[rows[id_] for id_ in ids if id_ in rows] for ids in lists.to_pylist()]


def _mentioned(names: Any, facts: pa.Table, column: str) -> Packed:
    return {id_: dict(names[id_]) for id_ in pc.unique(facts[column]).to_pylist() if id_ in names}


def _blocks(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    block: list[str] = []
    size = 0
    for text in texts:
        block.append(text)
        size += len(text)
        if size >= _BLOCK:
            yield tuple(block)
            block, size = [], 0
    if block:
        yield tuple(block)


def _starts(blocks: Sequence[Sequence[str]]) -> list[int]:
    starts = [0]
    for block in blocks:
        starts.append(starts[-1] + len(block))
    return starts[:-1]
