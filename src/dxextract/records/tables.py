"""Outcomes in memory as the tables of a dataset."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from dxextract.records.model import Reject, Result
from dxextract.rows import Done, flatten, rows


def tables(outcomes: Iterable[Result | Reject]) -> dict[str, pa.Table]:
    """All six tables of the contract, rows in the order (source, start).

    Args:
        outcomes: what the inputs gave, in any order.

    Returns:
        One table for each name of :data:`dxextract.records.schema.SCHEMAS`, in its order, possibly without rows.
        Findings follow the order of their articles and, inside an article, the order in which they were given.
    """
    return flatten(rows(map(Done, outcomes)))
