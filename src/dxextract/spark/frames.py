"""DataFrames of articles to DataFrames of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dxextract.clusters import cluster
from dxextract.errors import InputError, UsageError
from dxextract.readers.fields import no_column, wanted
from dxextract.readers.inputs import reject
from dxextract.readers.options import ReadOptions
from dxextract.readers.records import Raw
from dxextract.records.model import Reject
from dxextract.records.schema import SCHEMAS
from dxextract.rows import ROWS
from dxextract.rows import rows as rows_of
from dxextract.runner.run import TIMEOUT
from dxextract.spark.recipe import Recipe, make_recipe

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_AT_ONCE = 64
"""Articles whose records are in a worker's memory together, however large Spark's batches are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The tables of the contract (docs/records.md), in no order of rows.

    Attributes:
        rows: what they are exploded from, a row an article.
    """

    rows: DataFrame
    articles: DataFrame
    metrics: DataFrame
    rankings: DataFrame
    references: DataFrame
    findings: DataFrame
    rejects: DataFrame

    def clustered(self) -> Tables:
        """These tables with ``articles.cluster_id`` filled.

        Near-duplicates are looked for on the driver, which takes about 1.2 kB of its memory for each article: this is
        for some millions.
        """
        sketched = self.rows.where("sketch IS NOT NULL").select("article.article_id", "sketch").toArrow()
        ids = cluster(zip(sketched["article_id"].to_pylist(), sketched["sketch"].to_pylist(), strict=True))
        found = pa.table({"article_id": list(ids), "cluster_id": list(ids.values())}, _CLUSTERS)
        joined = self.articles.drop("cluster_id").join(
            self.rows.sparkSession.createDataFrame(found), on="article_id", how="left"
        )
        return replace(self, articles=joined.select(*self.articles.columns))

    def unpersist(self) -> None:
        """Give back what Spark keeps of the rows."""
        self.rows.unpersist()


_CLUSTERS = pa.schema([("article_id", pa.string()), ("cluster_id", pa.string())])


def extract(
    df: DataFrame,
    *,
    source: str = "source",
    knowledge: Path | str | None = None,
    published: date | None = None,
    fields: Mapping[str, str] | None = None,
    timeout: float | None = TIMEOUT,
) -> Tables:
    """All records of a DataFrame of articles.

    The rows are kept on the executors' disks (``persist``), so that the articles are extracted once however many tables
    are used; :meth:`Tables.unpersist` gives the room back. To keep them for good, write :func:`rows` somewhere and read
    them with :func:`tables`.

    Args, Raises: see :func:`rows`.
    """
    from pyspark import StorageLevel

    made = rows(df, source=source, knowledge=knowledge, published=published, fields=fields, timeout=timeout)
    return tables(made.persist(StorageLevel.DISK_ONLY))


def rows(
    df: DataFrame,
    *,
    source: str = "source",
    knowledge: Path | str | None = None,
    published: date | None = None,
    fields: Mapping[str, str] | None = None,
    timeout: float | None = TIMEOUT,
) -> DataFrame:
    """One row for each article of a DataFrame, with all its records (:data:`dxextract.rows.ROWS`). Nothing runs yet.

    Args:
        df: an article a row. A column of texts or of HTML is needed; what the columns mean is told by their names, as
            in files (docs/inputs.md). Only columns that are known are sent to Python.
        source: the column that names each article; no two may have the same name, as all ids derive from it. It means
            something else besides (``url``, ``outlet``) only if it holds addresses or ``fields`` says so.
        knowledge: folder of your own knowledge. It is read here, on the driver, and sent to the workers.
        published: day of publication of all the articles; it wins over what they say.
        fields: which column holds what, where its name does not tell: ``{"text": "body"}``.
        timeout: seconds that one article may take; one that takes longer is a reject. None for any time.

    Returns:
        The rows. An article that cannot be read has ``reject`` instead of ``article``.

    Raises:
        UsageError: there is no such column, or no column is known as the text.
        KnowledgeError: the knowledge cannot be used.
    """
    from pyspark.sql.pandas.types import from_arrow_schema

    options = ReadOptions(published=published, fields=dict(fields or {}))
    known = wanted(df.columns, options.fields)
    if not known:
        raise UsageError(no_column(df.columns, options.fields).replace("--map text=COLUMN", 'fields={"text": COLUMN}'))
    if source not in df.columns:
        raise UsageError(f"no column {source!r} names the articles; say which one does: source=COLUMN")
    recipe = make_recipe(Path(knowledge) if knowledge is not None else None, options, timeout=timeout)
    sent = df.select(*(f"`{name}`" for name in dict.fromkeys((source, *known))))
    return sent.mapInArrow(partial(_extract, recipe=recipe, source=source), from_arrow_schema(ROWS))


def tables(rows: DataFrame) -> Tables:
    """The tables of rows that :func:`rows` made, also when they were written and read again.

    Args:
        rows: keep them (``persist``, or files): every table that is used goes through them.
    """
    from pyspark.sql import functions as F

    made = {name: rows.select(F.inline(name)) for name in SCHEMAS if name not in ("articles", "rejects")}
    for name, column in (("articles", "article"), ("rejects", "reject")):
        made[name] = rows.where(F.col(column).isNotNull()).select(f"{column}.*")
    return Tables(rows=rows, **made)


def mappings(batch: pa.RecordBatch) -> Iterator[dict[str, Any] | InputError]:
    """The rows of a batch; for one that cannot be a mapping (no UTF-8, a day that no calendar has), why."""
    try:
        yield from batch.to_pylist()
        return
    except (ValueError, OverflowError, pa.ArrowException):
        pass
    for at in range(batch.num_rows):
        try:
            yield batch.slice(at, 1).to_pylist()[0]
        except (ValueError, OverflowError, pa.ArrowException) as error:
            yield InputError("read", "corrupt", f"a value that cannot be read: {error}")


def _extract(batches: Iterable[pa.RecordBatch], *, recipe: Recipe, source: str) -> Iterator[pa.RecordBatch]:
    """What runs in a worker: batches of articles to batches of :data:`ROWS`."""
    process = recipe.processor()
    mapped = set(recipe.options.fields.values())
    for batch in batches:
        for start in range(0, batch.num_rows, _AT_ONCE):
            piece = batch.slice(start, _AT_ONCE)
            names = mappings(piece.select([source]))
            items = (_item(name, fields, source, mapped) for name, fields in zip(names, mappings(piece), strict=True))
            yield rows_of(map(process, items))


def _item(
    name: Mapping[str, Any] | InputError, fields: dict[str, Any] | InputError, column: str, mapped: set[str]
) -> Raw | Reject:
    value = None if isinstance(name, InputError) else name[column]
    called = "" if value is None else str(value)
    if not called:
        return reject("", InputError("read", "no_source", f"the column {column} does not name it"))
    if isinstance(fields, InputError):
        return reject(called, fields)
    if column not in mapped and not called.startswith(("http://", "https://")):
        del fields[column]  # a path is no outlet, which a field of this name would be
    return Raw(source=called, format="fields", data=fields)
