"""Results as JSON lines: one record a line, the columns of its table, and ``record`` first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, BinaryIO

from dxextract.records.model import ArticleRecord, Finding, Metric, Ranking, Reference, Reject, Result

_NAMES: dict[type, str] = {
    ArticleRecord: "article",
    Metric: "metric",
    Ranking: "ranking",
    Reference: "reference",
    Finding: "finding",
    Reject: "reject",
}


def lines(outcome: Result | Reject) -> Iterator[str]:
    """The records of one input as JSON, the article first, without line ends.

    Dates are ISO strings, numbers JSON numbers, unknown is null; letters stand as they are. NaN and infinity do not
    exist in JSON: they raise ValueError (:func:`dxextract.records.check.check` has refused them before).
    """
    if isinstance(outcome, Reject):
        yield _line(outcome)
        return
    yield _line(outcome.article)
    for records in (outcome.metrics, outcome.rankings, outcome.references, outcome.findings):
        yield from map(_line, records)


def _line(record: ArticleRecord | Metric | Ranking | Reference | Finding | Reject) -> str:
    return record_line(_NAMES[type(record)], {field.name: getattr(record, field.name) for field in fields(record)})


def record_line(name: str, columns: Mapping[str, Any]) -> str:
    """One record as JSON: ``record`` with its name (``metric``), then its columns."""
    return json.dumps({"record": name, **columns}, ensure_ascii=False, allow_nan=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


class JsonlSink:
    """Writes outcomes to a binary stream as UTF-8, each input's lines in one piece.

    Args:
        stream: what to write to, usually ``sys.stdout.buffer``; it is not closed.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def add(self, outcome: Result | Reject) -> None:
        self._stream.write("".join(f"{line}\n" for line in lines(outcome)).encode())
