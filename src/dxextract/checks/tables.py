"""Shares in tables: a column of percentages that two other columns give in most rows, and the rows that break it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dxextract.checks.doubts import Doubt
from dxextract.checks.shares import Share, doubted, fits
from dxextract.checks.story import Story, is_amount
from dxextract.records.model import Metric


def shares_in_tables(story: Story) -> Iterator[Doubt]:
    """Rows of a table that break the share which two other columns give in most rows."""
    for rows in _tables(story):
        columns = sorted({column for row in rows for column in row})
        for share in columns:
            yield from _column(story, rows, columns, share)


def _tables(story: Story) -> Iterator[list[dict[int, Metric]]]:
    """The rows of every table: column → number."""
    tables: defaultdict[int, list[dict[int, Metric]]] = defaultdict(list)
    for metric in story.metrics:
        if metric.start in story.columns:
            column, table = story.columns[metric.start]
            rows = tables[table]
            if not rows or max(rows[-1]) >= column:
                rows.append({})
            rows[-1][column] = metric
    yield from tables.values()


def _column(story: Story, rows: Sequence[dict[int, Metric]], columns: Sequence[int], share: int) -> Iterator[Doubt]:
    told = [row for row in rows if share in row and row[share].kind == "percentage"]
    pairs = ((part, whole) for part in columns for whole in columns if part != whole and share not in (part, whole))
    for part, whole in pairs:
        full = [row for row in told if part in row and whole in row and is_amount(row[part]) and is_amount(row[whole])]
        wrong = [row for row in full if not fits(story, Share(row[share], row[part], (), firm=True), row[whole])]
        if len(full) > 2 * len(wrong) and len(full) - len(wrong) >= 2:
            for row in wrong:
                yield doubted("share.in_table", Share(row[share], row[part], (row[whole],), firm=True), row[whole])
            return
