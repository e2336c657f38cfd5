"""The difference of two results, record by record: an F1 floor hides a gain that pays for a loss, this does not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from dxextract.errors import UsageError
from dxextract.evaluation.predictions import read_jsonl

KEYS: Final[Mapping[str, str]] = {
    "article": "input_id",
    "metric": "fact_id",
    "ranking": "fact_id",
    "reference": "fact_id",
    "finding": "finding_id",
    "reject": "input_id",
}
"""Kind of record, in the order of reports → the column that tells which record of the other result it is."""

_SUBJECTS: Final[Mapping[str, str]] = {
    "article": "title",
    "metric": "raw",
    "ranking": "raw",
    "reference": "raw",
    "finding": "message_en",
    "reject": "detail",
}

_STAMPS = frozenset({"dxextract_version", "knowledge_hash", "n_metrics", "n_rankings", "n_references", "n_findings"})
"""Columns that differ whenever anything else does."""

_SHARES = frozenset({"confidence", "indicator_score"})
"""Columns that a dataset keeps in single and JSON lines in double precision."""

_SINGLE = 1e-6


@dataclass(frozen=True, slots=True)
class Change:
    """One record that is not the same in both results.

    Attributes:
        what: gained, lost or changed.
        record: the kind of record (a key of :data:`KEYS`).
        id: its value of the key column.
        source: the input it is about.
        subject: ``raw`` of a fact, the title of an article, the message of a finding, the detail of a reject.
        fields: for a changed record, column → (old, new).
    """

    what: str
    record: str
    id: str
    source: str
    subject: str
    fields: Mapping[str, tuple[Any, Any]]

    def as_json(self) -> dict[str, Any]:
        """Ready for ``json.dumps``."""
        changed = {name: {"old": old, "new": new} for name, (old, new) in self.fields.items()}
        return {
            "what": self.what,
            "record": self.record,
            "id": self.id,
            "source": self.source,
            "subject": self.subject,
            "fields": changed,
        }


def read_result(path: Path) -> list[dict[str, Any]]:
    """Read a result as records: a dataset's folder, or a file of JSON lines (``-`` is standard input).

    Raises:
        UsageError: there is no such path, or the file is no JSON lines.
        OutputError: the folder is no dataset.
    """
    if not path.is_dir():
        return read_jsonl(path)
    from dxextract.records.load import load

    tables = load(path).tables
    return [
        {"record": kind, **{column: _plain(value) for column, value in row.items()}}
        for kind in KEYS
        for row in tables[f"{kind}s"].to_pylist()
    ]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _by_id(records: Iterable[dict[str, Any]], name: str) -> dict[tuple[str, str], dict[str, Any]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for record in records:
        kind = record.get("record")
        if not isinstance(kind, str) or kind not in KEYS:
            raise UsageError(f"{name}: holds a record of an unknown kind: {kind!r}")
        key = kind, str(record.get(KEYS[kind]))
        if record.get(KEYS[kind]) is None:
            raise UsageError(f"{name}: holds a record ({kind}) without {KEYS[kind]}")
        if key in found:
            raise UsageError(f"{name}: holds the {kind} {key[1]} twice")
        found[key] = record
    return found


def _same(column: str, old: object, new: object) -> bool:
    if column in _SHARES and isinstance(old, int | float) and isinstance(new, int | float):
        return abs(old - new) < _SINGLE
    return old == new


def diff(old: Iterable[dict[str, Any]], new: Iterable[dict[str, Any]], *, ignore: Collection[str] = ()) -> list[Change]:
    """Compare two results.

    Args:
        old: records as in the JSON lines.
        new: likewise.
        ignore: columns whose changes do not count.

    Returns:
        What is not the same, by source; in it the article first, then facts by kind and where they stand.

    Raises:
        UsageError: a record has no id, or an id stands twice in one result.
    """
    before, after = _by_id(old, "OLD"), _by_id(new, "NEW")
    # A finding names its input by id only.
    sources = {r.get("input_id"): r["source"] for r in (*before.values(), *after.values()) if "source" in r}
    kinds = list(KEYS)
    changes: list[tuple[tuple[str, int, int, str], Change]] = []
    for key in before.keys() | after.keys():
        was, now = before.get(key), after.get(key)
        fields: dict[str, tuple[Any, Any]] = {}
        if was is not None and now is not None:
            columns = [c for c in {**was, **now} if c not in _STAMPS and c not in ignore]
            fields = {c: (was.get(c), now.get(c)) for c in columns if not _same(c, was.get(c), now.get(c))}
            if not fields:
                continue
        record = now or was or {}
        kind, identity = key
        change = Change(
            what="changed" if fields else "lost" if now is None else "gained",
            record=kind,
            id=identity,
            source=str(record.get("source") or sources.get(record.get("input_id"), "")),
            subject=str(record.get(_SUBJECTS[kind]) or ""),
            fields=fields,
        )
        changes.append(((change.source, kinds.index(kind), record.get("start", 0), identity), change))
    return [change for _, change in sorted(changes, key=lambda entry: entry[0])]
