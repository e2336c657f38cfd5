"""Facts of a dataset as claims: what is said of which place, indicator and period, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from dxextract.knowledge.load import Knowledge
from dxextract.panels.origins import Origin, doubted, origins

Period = tuple[date | None, date | None]
UNDATED: Period = (None, None)

FAMILIES = ("metric", "ranking")

_BATCH = 20_000
_FACT = [
    *("fact_id", "input_id", "start", "raw", "place_id", "place_code", "place_name", "place_id_2025"),
    *("place_name_2025", "status", "period_start", "period_end", "period_basis", "confidence"),
]
_METRIC = [
    *("indicator_id", "kind", "change", "unit", "per", "value", "value_high", "value_text", "denominator"),
    *("comparator", "part_of"),
]
_RANKING = ["index_id", "scope", "rank", "out_of", "top", "delta"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a claim is about but for its period; claims of one subject and one period are rivals if they differ.

    Attributes:
        unit: of money and measurements; the noun of a count and the sign of a score say nothing more.
        scale: what a score is out of when that is not 100: 17,2/18 is a part of an index, not the index.
        part: whether the number is a part of a total of the same indicator.
    """

    family: str
    indicator_id: str
    place_id: str
    status: str
    kind: str
    change: str | None = None
    unit: str | None = None
    per: str | None = None
    scale: float | None = None
    part: bool = False
    scope: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A fact as a claim; the fields are those of its record.

    Attributes:
        at: the number of its row among the eligible facts of its family.
        start: where it stands in its article.
        value: of a ranking the position, ``denominator`` the number of places.
        doubted: whether a finding of severity error concerns it.
    """

    at: int
    fact_id: str
    origin: Origin
    subject: Subject
    start: int
    raw: str
    place_code: str | None
    place_name: str | None
    place_id_2025: str | None
    place_name_2025: str | None
    period: Period
    period_basis: str
    value: float
    value_high: float | None
    value_text: str
    denominator: float | None
    comparator: str
    unit: str | None
    top: bool
    delta: int | None
    confidence: float
    doubted: bool

    @property
    def when(self) -> date | None:
        """The day that the claim is as of; None when it is of no known time."""
        return self.period[1] or self.period[0]

    @property
    def current(self) -> bool:
        """Whether it is as of the day of publication (``đến nay``, or nothing is said)."""
        start, end = self.period
        return self.period_basis == "published" or (end is not None and end == self.origin.published and start != end)

    @property
    def figure(self) -> tuple[str, float | None, str, bool]:
        """What is the same where a figure is printed again."""
        return self.value_text, self.value_high, self.comparator, self.top

    def closeness(self) -> int:
        """One point each: the article is about the claim's province, an authority publishes it."""
        near = self.place_id_2025 is not None and self.origin.province == self.place_id_2025
        return int(near) + int(self.origin.official)


Make = Callable[[int, dict[str, Any]], Claim]


class Claims:
    """The claims of a dataset.

    Args:
        tables: the tables of a dataset by name.
        min_confidence: facts below it are left out.

    Attributes:
        left_out: number of facts that are not in the panel, by the reason.
    """

    def __init__(self, tables: Mapping[str, pa.Table], knowledge: Knowledge, *, min_confidence: float = 0.0) -> None:
        self.left_out: Counter[str] = Counter()
        self._knowledge = knowledge
        self._min_confidence = min_confidence
        self._tables = tables
        self._origins = origins(tables["articles"], knowledge)
        self._doubted = doubted(tables["findings"])

    def groups(self, family: str) -> tuple[pa.ChunkedArray, Iterator[list[Claim]]]:
        """The sentences that ``Claim.at`` is a number of, and the claims, those about one place and indicator together.

        Args:
            family: one of :data:`FAMILIES`.
        """
        if family == "metric":
            table = self._eligible(self._tables["metrics"], "indicator_id", "indicator", "value")
            return table["sentence"], self._grouped(table, "indicator_id", _METRIC, self._metrics(table))
        table = self._eligible(self._tables["rankings"], "index_id", "index", "rank")
        return table["sentence"], self._grouped(table, "index_id", _RANKING, self._rankings())

    def _grouped(self, table: pa.Table, key: str, columns: list[str], make: Make) -> Iterator[list[Claim]]:
        rows = _rows(table.select([*_FACT, *columns]))
        for _, group in groupby(rows, key=lambda row: (row[1][key], row[1]["place_id"])):
            yield [make(at, fact) for at, fact in group]

    def _eligible(self, table: pa.Table, key: str, what: str, value: str) -> pa.Table:
        """The facts that can be claims, in an order that the dataset's order does not enter."""
        for reason, column in ((f"no {what}", key), ("no place", "place_id"), (f"no {value}", value)):
            table = self._kept(table, pc.is_valid(table[column]), reason)
        table = self._kept(table, pc.greater_equal(table["confidence"], self._min_confidence), "low confidence")
        return table.sort_by([(key, "ascending"), ("place_id", "ascending"), ("fact_id", "ascending")])

    def _kept(self, table: pa.Table, keep: pa.ChunkedArray, reason: str) -> pa.Table:
        kept = table.filter(keep)
        if kept.num_rows < table.num_rows:
            self.left_out[reason] += table.num_rows - kept.num_rows
        return kept

    def _metrics(self, table: pa.Table) -> Make:
        kinds = {i.id: i.kind for i in self._knowledge.indicators.indicators.values()}
        totals = table.filter(pc.is_in(table["fact_id"], table["part_of"].drop_null().combine_chunks()))
        indicator_of = dict(zip(totals["fact_id"].to_pylist(), totals["indicator_id"].to_pylist(), strict=True))

        def make(at: int, fact: dict[str, Any]) -> Claim:
            indicator, kind, unit = fact["indicator_id"], fact["kind"], fact["unit"]
            if kind == "percentage" and kinds.get(indicator) == "score":
                kind = "score"  # PAR Index is printed as 88,46% and as 88,46 điểm
            denominator = fact["denominator"]
            subject = Subject(
                "metric",
                indicator,
                fact["place_id"],
                fact["status"],
                kind,
                change=fact["change"],
                unit=unit if kind in ("money", "measurement") else None,
                per=fact["per"],
                scale=denominator if kind == "score" and denominator != 100 else None,
                part=indicator_of.get(fact["part_of"]) == indicator,
            )
            return self._claim(
                at,
                fact,
                subject,
                value=fact["value"],
                value_high=fact["value_high"],
                value_text=fact["value_text"] or _exact(fact["value"]),
                denominator=denominator,
                comparator=fact["comparator"],
                unit=unit,
                top=False,
                delta=None,
            )

        return make

    def _rankings(self) -> Make:
        def make(at: int, fact: dict[str, Any]) -> Claim:
            subject = Subject(
                "ranking", fact["index_id"], fact["place_id"], fact["status"], "rank", scope=fact["scope"]
            )
            return self._claim(
                at,
                fact,
                subject,
                value=float(fact["rank"]),
                value_high=None,
                value_text=str(fact["rank"]),
                denominator=fact["out_of"],
                comparator="eq",
                unit=None,
                top=fact["top"],
                delta=fact["delta"],
            )

        return make

    def _claim(self, at: int, fact: dict[str, Any], subject: Subject, **values: Any) -> Claim:
        return Claim(
            at=at,
            fact_id=fact["fact_id"],
            origin=self._origins[fact["input_id"]],
            subject=subject,
            start=fact["start"],
            raw=fact["raw"],
            place_code=fact["place_code"],
            place_name=fact["place_name"],
            place_id_2025=fact["place_id_2025"],
            place_name_2025=fact["place_name_2025"],
            period=(fact["period_start"], fact["period_end"]),
            period_basis=fact["period_basis"],
            confidence=fact["confidence"],
            doubted=fact["fact_id"] in self._doubted,
            **values,
        )


def _rows(table: pa.Table) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a table with their numbers, a part of it in memory at a time."""
    at = 0
    for batch in table.to_batches(max_chunksize=_BATCH):
        for row in batch.to_pylist():
            yield at, row
            at += 1


def _exact(value: float) -> str:
    return f"{Decimal(repr(value)).normalize():f}"
