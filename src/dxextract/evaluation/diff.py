"""The difference of two results, record by record: an F1 floor hides a gain that pays for a loss, this does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from dxextract.errors import UsageError
from dxextract.evaluation.predictions import read_jsonl
from dxextract.records.model import ArticleRecord, Finding, Metric, Ranking, Reference, Reject

Row = dict[str, Any]

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

COLUMNS: Final = frozenset(
    field.name for record in (ArticleRecord, Metric, Ranking, Reference, Finding, Reject) for field in fields(record)
)
"""Every column that a record can have."""

_FOLLOWS = frozenset(
    {
        *("dxextract_version", "knowledge_hash", "n_metrics", "n_rankings", "n_references", "n_findings"),
        *("article_id", "text", "n_chars", "n_sentences", "sentence", "sentence_start", "start", "end"),
        *("input_id", "source", "fact_id", "finding_id"),
    }
)
"""Columns that differ whenever something else does, the text or the name of the input: no change of what was found."""

_LINKS = frozenset({"part_of", "same_as", "fact_ids"})
"""Columns that name facts by their ids."""

_ALIKE = 0.7
"""Share of the words of two sentences that must be the same for one to be the other, edited."""

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
        source: the input it is about, as the old result names it.
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


def read_result(path: Path) -> list[Row]:
    """Read a result as records: a dataset's folder, or a file of JSON lines (``-`` is standard input).

    Raises:
        UsageError: there is no such path, the file is no JSON lines, or the folder no dataset.
        OutputError: the dataset is damaged.
    """
    if not path.is_dir():
        return read_jsonl(path)
    from dxextract.records.load import load

    tables = load(path).tables
    return [
        {"record": kind, **{column: _plain(column, value) for column, value in row.items()}}
        for kind in KEYS
        for row in tables[f"{kind}s"].to_pylist()
    ]


def _plain(column: str, value: object) -> object:
    """A value as JSON lines have it: a day as text, and of a float in single precision only the figures that it has."""
    if isinstance(value, float) and column in _SHARES:
        return float(f"{value:.7g}")
    return value.isoformat() if isinstance(value, date) else value


def diff(old: Iterable[Row], new: Iterable[Row], *, ignore: Collection[str] = ()) -> list[Change]:
    """Compare two results.

    A record is the same in both when its id is. A fact whose id is new because the text before it was edited is told by
    its words and its sentence; it counts as changed only if what was read there changed.

    Args:
        old: records as in the JSON lines.
        new: likewise. Where no input of ``new`` has the source of one of ``old``, inputs with the same text count as
            the same, and then those with the same file name; see :func:`counterparts`.
        ignore: columns whose changes do not count.

    Returns:
        What is not the same, by source; in it the article first, then facts by kind and where they stand.

    Raises:
        UsageError: a record has no id, or an id stands twice in one result; ``ignore`` names no column.
    """
    if unknown := sorted(set(ignore) - COLUMNS):
        raise UsageError(f"no record has a column {', '.join(unknown)}")
    before, after = _checked(old, "OLD"), _checked(new, "NEW")
    same_input = counterparts(before, after) or {}
    pairs = _pairs(before, after, same_input)
    new_ids = {was[KEYS[was["record"]]]: now[KEYS[now["record"]]] for was, now in pairs if was and now}
    sources = {r["input_id"]: r["source"] for r in (*before, *after) if "source" in r and "input_id" in r}
    kinds = list(KEYS)
    changes: list[tuple[tuple[str, int, int, str], Change]] = []
    for was, now in pairs:
        changed: dict[str, tuple[Any, Any]] = {}
        if was is not None and now is not None:
            columns = [c for c in {**was, **now} if c not in _FOLLOWS and c not in ignore]
            changed = {c: (was.get(c), now.get(c)) for c in columns if not _same(c, was.get(c), now.get(c), new_ids)}
            if not changed:
                continue
        record = now or was or {}
        kind = record["record"]
        source = str(record.get("source") or sources.get(record.get("input_id"), ""))
        change = Change(
            what="changed" if changed else "lost" if now is None else "gained",
            record=kind,
            id=str(record[KEYS[kind]]),
            source=same_input.get(source, source),
            subject=str(record.get(_SUBJECTS[kind]) or ""),
            fields=changed,
        )
        changes.append(((change.source, kinds.index(kind), record.get("start", 0), change.id), change))
    return [change for _, change in sorted(changes, key=lambda entry: entry[0])]


def counterparts(old: Iterable[Row], new: Iterable[Row]) -> dict[str, str] | None:
    """Inputs that are the same though they are named differently: source in ``new`` → source in ``old``.

    An input is told by its text, or else by its file name without ending, where just one input of each result has it.
    None when nothing is to be told: the results share a source, or one of them is empty.
    """
    before, after = ({str(r["source"]): r for r in records if r.get("source")} for records in (old, new))
    if not before or not after or before.keys() & after.keys():
        return None
    found: dict[str, str] = {}
    features: tuple[Callable[[Row], Hashable], ...] = (_text, _stem)
    for feature in features:
        there, here = (_only(records, feature) for records in (before, after))
        for value in there.keys() & here.keys():
            if here[value] not in found and there[value] not in found.values():
                found[here[value]] = there[value]
    return found


def _text(record: Row) -> Hashable:
    return record.get("article_id")


def _stem(record: Row) -> Hashable:
    return Path(str(record["source"])).stem


def _only(records: Mapping[str, Row], feature: Callable[[Row], Hashable]) -> dict[Hashable, str]:
    """Value of the feature → the one source that has it."""
    sources: defaultdict[Hashable, list[str]] = defaultdict(list)
    for source, record in records.items():
        sources[feature(record)].append(source)
    return {value: having[0] for value, having in sources.items() if value is not None and len(having) == 1}


def _checked(records: Iterable[Row], name: str) -> list[Row]:
    seen: set[tuple[str, str]] = set()
    checked: list[Row] = []
    for record in records:
        kind = record.get("record")
        if not isinstance(kind, str) or kind not in KEYS:
            raise UsageError(f"{name}: holds a record of an unknown kind: {kind!r}")
        key = kind, str(record.get(KEYS[kind]))
        if record.get(KEYS[kind]) is None:
            raise UsageError(f"{name}: holds a record ({kind}) without {KEYS[kind]}")
        if key in seen:
            raise UsageError(f"{name}: holds the {kind} {key[1]} twice")
        seen.add(key)
        checked.append(record)
    return checked


def _pairs(before: list[Row], after: list[Row], same_input: Mapping[str, str]) -> list[tuple[Row | None, Row | None]]:
    """Every record with its counterpart in the other result, or None."""
    pairs: list[tuple[Row | None, Row | None]] = []

    def within(record: Row) -> str:
        source = str(record.get("source", ""))
        return same_input.get(source, source)

    def match(feature: Callable[[Row], Hashable], *, alike: bool = False) -> None:
        """Pair what has the same feature (None: is not looked at), in the order of the text."""
        nonlocal before, after
        groups: defaultdict[Hashable, list[Row]] = defaultdict(list)
        for record in sorted(after, key=_place):
            groups[feature(record)].append(record)
        left: list[Row] = []
        taken: set[int] = set()
        for record in sorted(before, key=_place):
            value = feature(record)
            candidates = groups[value] if value is not None else []
            partner = next((c for c in candidates if not alike or _alike(record, c)), None)
            if partner is None:
                left.append(record)
                continue
            candidates.remove(partner)
            taken.add(id(partner))
            pairs.append((record, partner))
        before, after = left, [record for record in after if id(record) not in taken]

    match(lambda r: (_identity(r), r.get("raw"), r.get("sentence")))
    match(lambda r: (r["record"], within(r), r["raw"], r["sentence"]) if r.get("sentence") else None)
    match(lambda r: (r["record"], within(r), r["raw"]) if r.get("sentence") else None, alike=True)
    match(_identity)
    match(lambda r: (r["record"], within(r)) if KEYS[r["record"]] == "input_id" and r.get("source") else None)
    match(lambda r: (r.get("input_id"), r.get("kind"), r.get("message_en")) if r["record"] == "finding" else None)
    return [*pairs, *((record, None) for record in before), *((None, record) for record in after)]


def _identity(record: Row) -> tuple[str, str]:
    return record["record"], str(record[KEYS[record["record"]]])


def _place(record: Row) -> tuple[int, str]:
    return record.get("start") or 0, _identity(record)[1]


def _alike(old: Row, new: Row) -> bool:
    words = SequenceMatcher(a=old["sentence"].split(), b=new["sentence"].split(), autojunk=False)
    return words.ratio() >= _ALIKE


def _same(column: str, old: object, new: object, new_ids: Mapping[Any, Any]) -> bool:
    if column in _SHARES and isinstance(old, int | float) and isinstance(new, int | float):
        return abs(old - new) < _SINGLE
    if column in _LINKS:
        old = [new_ids.get(one, one) for one in old] if isinstance(old, list) else new_ids.get(old, old)
    return old == new
