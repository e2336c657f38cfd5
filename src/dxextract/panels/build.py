"""A dataset → its panel."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dxextract.errors import OutputError, UsageError
from dxextract.knowledge.load import Knowledge, load_knowledge
from dxextract.panels.cells import cells
from dxextract.panels.claims import FAMILIES, Claims, Subject
from dxextract.panels.coverage import Coverage
from dxextract.panels.merged import Merger
from dxextract.panels.provinces import Provinces
from dxextract.panels.rows import Row, rows
from dxextract.panels.schema import PANEL
from dxextract.records.load import Dataset, load
from dxextract.text import strip_marks

_BATCH = 20_000
_ORDER = ("family", "indicator_id", "place_id", "status", "period_end", "period_start", "cell_id", "_order")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Panel:
    """What many articles say, joined. Frames take it as it is: ``polars.DataFrame(panel)``, ``pyarrow.table(panel)``.

    Attributes:
        rows: a row for each value of a place, an indicator and a period (:data:`dxextract.panels.schema.PANEL`).
        coverage: which provinces have values, and why others have none (:data:`dxextract.panels.schema.COVERAGE`).
        left_out: number of facts that are not in the panel, by the reason.
    """

    rows: pa.Table
    coverage: pa.Table
    left_out: Mapping[str, int]

    def __repr__(self) -> str:
        return f"<Panel of {self.rows.num_rows} rows>"

    def __len__(self) -> int:
        return int(self.rows.num_rows)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.rows.__arrow_c_stream__(requested_schema)

    def to_polars(self) -> Any:
        """The rows as a ``polars.DataFrame``.

        Raises:
            OutputError: polars is not installed.
        """
        return _optional("polars").from_arrow(self.rows)

    def to_pandas(self) -> Any:
        """The rows as a ``pandas.DataFrame`` with Arrow types.

        Raises:
            OutputError: pandas is not installed.
        """
        return self.rows.to_pandas(types_mapper=_optional("pandas").ArrowDtype)


def panel(
    data: str | os.PathLike[str] | Dataset | Mapping[str, pa.Table],
    *,
    knowledge: str | os.PathLike[str] | Knowledge | None = None,
    min_confidence: float = 0.0,
    places: str | Sequence[str] = (),
    indicators: str | Sequence[str] = (),
) -> Panel:
    """Join what all articles of a dataset say of a place, an indicator and a period (docs/panel.md).

    The order of the dataset does not matter. Copies of an article change the numbers of facts and inputs only.

    Args:
        data: the folder of a dataset, what :func:`dxextract.load` gives, or its tables by name.
        knowledge: the folder of the user's own knowledge, or loaded knowledge; None: the packaged one.
        min_confidence: facts below it, 0 to 1, are left out.
        places: only rows about one of these: an id (of a place or of the present-day province that holds it), or a part
            of a name; case and marks are free.
        indicators: only rows of one of these indicators or indices.

    Raises:
        UsageError: there is no dataset, an indicator or a place is not known, or ``min_confidence`` is none.
        OutputError: the dataset cannot be read.
        KnowledgeError: the knowledge cannot be used.
    """
    if not 0 <= min_confidence <= 1:
        raise UsageError(f"a confidence lies between 0 and 1, not at {min_confidence}")
    if isinstance(data, (str, os.PathLike)):
        data = load(data)
    tables = data.tables if isinstance(data, Dataset) else data
    if not isinstance(knowledge, Knowledge):
        knowledge = load_knowledge(Path(knowledge) if knowledge is not None else None)
    chosen = _Choice(_several(places), _several(indicators), knowledge, tables)
    claims = Claims(tables, knowledge, min_confidence=min_confidence)
    provinces = Provinces(knowledge)
    coverage = Coverage(provinces)
    with _no_collection():
        table = pa.Table.from_batches(_batches(claims, knowledge, provinces, coverage), schema=PANEL)
    # Rivals stay in the order of their support, which the cell's rows have been made in.
    table = table.append_column("_order", pa.array(range(table.num_rows), pa.int64()))
    table = table.sort_by([(name, "ascending") for name in _ORDER]).drop_columns(["_order"])
    return Panel(rows=chosen.of(table), coverage=chosen.of(coverage.table()), left_out=dict(claims.left_out))


def _several(wanted: str | Sequence[str]) -> Sequence[str]:
    return (wanted,) if isinstance(wanted, str) else wanted


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the collector of cycles from walking all rows again and again: a third of the time, and there are none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _batches(
    claims: Claims, knowledge: Knowledge, provinces: Provinces, coverage: Coverage
) -> Iterator[pa.RecordBatch]:
    merger = Merger(provinces)

    for family in FAMILIES:
        sentences, groups = claims.groups(family)
        printed = (
            row for group in groups for cell in cells(group, knowledge.panel) for row in rows(cell, knowledge.panel)
        )
        while made := list(islice(printed, _BATCH)):
            for row in made:
                merger.add(row)
                coverage.add(row)
            yield _batch(made, sentences.take([row.at for row in made]), provinces)
    made = list(merger.computed())
    for row in made:
        coverage.add(row)
    yield _batch(made, pa.nulls(len(made), pa.string()), provinces)


def _batch(made: Sequence[Row], sentences: pa.Array | pa.ChunkedArray, provinces: Provinces) -> pa.RecordBatch:
    columns: dict[str, list[Any]] = {name: [getattr(row.subject, name) for row in made] for name in Subject.__slots__}
    for name in made[0].values if made else ():
        columns[name] = [row.values[name] for row in made]
    columns["place_level"] = [provinces.level(row.subject.place_id) for row in made]
    columns["aggregation"] = [provinces.aggregation(row.subject.family, row.subject.indicator_id) for row in made]
    columns["sentence"] = sentences.to_pylist()
    return pa.RecordBatch.from_arrays([pa.array(columns.get(f.name, []), f.type) for f in PANEL], schema=PANEL)


class _Choice:
    """The rows that are wanted.

    Raises:
        UsageError: nothing can have the name, so that it is a slip.
    """

    def __init__(
        self, places: Sequence[str], indicators: Sequence[str], knowledge: Knowledge, tables: Mapping[str, pa.Table]
    ) -> None:
        known = {*knowledge.indicators.indicators, *knowledge.rankings.indices}
        known |= {*tables["metrics"]["indicator_id"].unique().to_pylist()}
        known |= {*tables["rankings"]["index_id"].unique().to_pylist()}
        for wanted in indicators:
            if wanted not in known:
                raise UsageError(f"no indicator or index has the id {wanted!r}; `dxextract lookup indicator` finds ids")
        self._indicators = pa.array(indicators, pa.string())
        self._places = [(wanted, strip_marks(wanted)) for wanted in places]

    def of(self, table: pa.Table) -> pa.Table:
        """The wanted rows of a table with ``indicator_id``, ``place_id`` and ``place_name``."""
        if len(self._indicators):
            table = table.filter(pc.is_in(table["indicator_id"], self._indicators))
        if self._places:
            ids = [name for name in ("place_id", "place_id_2025") if name in table.column_names]
            keep = pc.is_in(table["place_name"], self._named(table["place_name"]))
            for name in ids:
                keep = pc.or_(keep, pc.is_in(table[name], pa.array([wanted for wanted, _ in self._places])))
            table = table.filter(keep)
        return table

    def _named(self, names: pa.ChunkedArray) -> pa.Array:
        fitting = [
            name
            for name in names.unique().to_pylist()
            if name and any(bare in strip_marks(name) for _, bare in self._places)
        ]
        return pa.array(fitting, pa.string())


def _optional(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError as error:
        raise OutputError(f"{library} is not installed: pip install {library}") from error
