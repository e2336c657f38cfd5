"""Annotated texts beside the records: what the page shows with ``--gold``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dxextract.errors import UsageError
from dxextract.evaluation.gold import VALUES, GoldFact, GoldText, load_gold
from dxextract.evaluation.score import MEASURES, Verdict, said, score, verdicts
from dxextract.records.load import Dataset
from dxextract.report.payload import FAMILIES


@dataclass(frozen=True, slots=True)
class _Pair:
    """An annotated text and the article that was made from it."""

    text: GoldText
    row: int
    records: tuple[dict[str, Any], ...]


def compare(data: Dataset, folders: Sequence[Path], rows: Mapping[str, int]) -> dict[str, Any]:
    """The verdicts on every record of the annotated texts.

    Args:
        data: the records.
        folders: annotated texts, see :func:`dxextract.evaluation.gold.load_gold`. A text belongs to the article with
            its path as source, or else with its file name.
        rows: fact_id → the fact's row in the page.

    Returns:
        ``rows``: verdicts, each with ``verdict`` (match, differs, missed, extra), ``article`` and ``fact`` (rows of
        the page, -1 for none), ``family``, ``start``, ``end``, ``raw`` (the annotated ones, or the record's of an
        extra) and ``fields``: (name, wanted, got, whether that is right), in words for people. ``scores``: by measure
        and family. ``texts``: how many annotated texts the dataset has; ``absent``: how many it has not; ``articles``:
        rows of those that it has.

    Raises:
        UsageError: no annotated text is in the dataset, or a folder holds none.
        GoldError: an annotation has faults.
    """
    texts = load_gold(folders)
    pairs = list(_pairs(data, texts))
    if not pairs:
        where = ", ".join(map(str, folders))
        raise UsageError(f"{where}: no annotated text is in the dataset; an article's source must name the text's file")
    records = [record for pair in pairs for record in pair.records]
    found = [pair.text for pair in pairs]
    row_of = {id(pair.text): pair.row for pair in pairs}
    evaluation = score(found, records)
    return {
        "rows": [_row(verdict, row_of[id(verdict.text)], rows) for verdict in verdicts(found, records)],
        "scores": {
            f"{measure}.{family}": [round(n, 4) for n in (one.precision, one.recall, one.f1)]
            for measure in MEASURES
            for family in (*FAMILIES, "all")
            for one in (evaluation.scores[f"{measure}.{family}"],)
        },
        "articles": sorted(pair.row for pair in pairs),
        "texts": len(pairs),
        "absent": len(texts) - len(pairs),
    }


def _pairs(data: Dataset, texts: Sequence[GoldText]) -> Iterator[_Pair]:
    articles = data.articles.select(["input_id", "source", "text"]).to_pylist()
    by_path = {Path(article["source"].split("#")[0]).resolve(): row for row, article in enumerate(articles)}
    by_name = {path.stem: row for path, row in by_path.items()}
    chosen = {row: text for text in texts if (row := by_path.get(text.path, by_name.get(text.name))) is not None}
    facts: dict[str, list[dict[str, Any]]] = {articles[row]["input_id"]: [] for row in chosen}
    for family, name in FAMILIES.items():
        table = data.tables[name]
        for record in table.filter(pc.is_in(table["input_id"], pa.array(list(facts), pa.string()))).to_pylist():
            # The judge reads records as JSON lines have them: days as ISO strings, named by the annotated text.
            facts[record["input_id"]].append({key: _iso(value) for key, value in record.items()} | {"record": family})
    for row, text in sorted(chosen.items()):
        records = facts[articles[row]["input_id"]]
        if articles[row]["text"] != text.text:
            raise UsageError(f"{text.path}: its text is not that of {articles[row]['source']}: extract it again")
        yield _Pair(text, row, tuple(record | {"source": str(text.path)} for record in records))


def _iso(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _row(verdict: Verdict, article: int, rows: Mapping[str, int]) -> dict[str, Any]:
    fact, prediction = verdict.fact, verdict.prediction
    span = fact or prediction
    assert span is not None
    record = prediction.record if prediction is not None else None
    if fact is None or record is None:
        what = "extra" if fact is None else "missed"
    else:
        what = "differs" if verdict.wrong else "match"
    return {
        "verdict": what,
        "article": article,
        "fact": -1 if record is None else rows[record["fact_id"]],
        "family": verdict.family,
        "start": span.start,
        "end": span.end,
        "raw": verdict.text.text[span.start : span.end],
        "fields": [] if fact is None else list(_fields(fact, record, verdict.wrong)),
    }


def _fields(
    fact: GoldFact, record: Mapping[str, Any] | None, wrong: Sequence[str]
) -> Iterator[tuple[str, str, str, bool]]:
    """What was annotated and what the record says, where either says something."""
    value = VALUES[fact.family][1]
    answers: list[tuple[str, object, object]] = [(value, fact.value, record and record.get(value))]
    if "span" in wrong and record is not None:
        answers.append(("span", fact.raw, record["raw"]))
    for name, wanted in fact.wanted.items():
        if name != value:
            answers.append((name, wanted[0], said(name, record) if record else None))
    for name, want, got in answers:
        mistaken = name in wrong or (name == value and "value" in wrong)
        if mistaken or _words(name, want) or _words(name, got):
            yield name, _words(name, want), _words(name, got), not mistaken


def _words(name: str, value: Any) -> str:
    """An answer for people; ``""`` for none."""
    if value is None or value is False:
        return ""
    if name == "period":
        start, end, *basis = value
        days = f"{start or '…'} – {end or '…'}" if start or end else ""
        # A period that the text does not state is no answer.
        return f"({days})" if days and basis and basis[0] != "stated" else days
    if name == "place" and isinstance(value, tuple):
        return " ".join(filter(None, value))
    return f"{value:.12g}" if isinstance(value, float) else str(value).lower() if value is True else str(value)
