"""Extraction on Apache Spark: DataFrames of articles in, the tables of the contract out (docs/scale.md).

    >>> import dxextract.spark
    >>> result = dxextract.spark.extract(spark.read.parquet("s3a://bucket/articles"), source="url")
    >>> result.metrics.write.parquet("s3a://bucket/metrics")

An article becomes one row with its facts as nested lists (:data:`dxextract.rows.ROWS`), made by the function that the
local runner uses, and the lists are exploded into tables. Needs ``pip install 'dxextract[spark]'`` and Java.
"""

from __future__ import annotations

from dxextract.spark.frames import Tables, extract, rows, tables

__all__ = ["Tables", "extract", "rows", "tables"]
