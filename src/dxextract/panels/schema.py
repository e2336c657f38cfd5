"""The columns of a panel and of its coverage, and what they mean."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pyarrow as pa

from dxextract.records.describe import description
from dxextract.records.schema import values

_STRING = pa.string()
_STRINGS = pa.list_(pa.string())
_INT = pa.int32()
_NUMBER = pa.float64()
_DAY = pa.date32()
_BOOL = pa.bool_()


def _column(name: str, type_: pa.DataType, meaning: str) -> pa.Field:
    return pa.field(name, type_, nullable=False, metadata={"description": meaning})


def _choice(name: str, meaning: str, known: Mapping[str, str]) -> pa.Field:
    said = {"description": meaning, "values": json.dumps(known, ensure_ascii=False)}
    return pa.field(name, _STRING, nullable=False, metadata=said)


def _optional(name: str, type_: pa.DataType, meaning: str) -> pa.Field:
    return _column(name, type_, meaning).with_nullable(True)


PANEL = pa.schema(
    (
        _column("row_id", _STRING, "Identity of the row: its cell and its value; the same for the same claims."),
        _column("cell_id", _STRING, "Identity of what is claimed about; rows that share it are rival values."),
        _column("family", _STRING, "metric or ranking."),
        _column("indicator_id", _STRING, "Indicator of the gazetteer; of a ranking its index."),
        _column("place_id", _STRING, "Place as it was at the time: entity of the gazetteer."),
        _optional("place_code", _STRING, "GSO code of the place at the time."),
        _optional("place_name", _STRING, "Name of the place without its type."),
        _optional("place_level", _STRING, "country, province, district or commune."),
        _optional("place_id_2025", _STRING, "Province-level entity that holds the place since 2025-07-01."),
        _optional("place_name_2025", _STRING, "Name of that entity."),
        _optional("scope", _STRING, "Of a ranking: where the ordering holds."),
        _column("status", _STRING, "actual, target or estimate."),
        _optional("change", _STRING, "increase or decrease when the value is the amount of a change."),
        _column("kind", _STRING, "count, percentage, money, measurement, score or rank."),
        _optional("unit", _STRING, "%, VND, the symbol of a measurement, or the counted noun of the best fact."),
        _optional("per", _STRING, "The period or thing of a rate."),
        _optional("scale", _NUMBER, "Of a score: what it is out of, when that is not 100."),
        _column("part", _BOOL, "True when the value is a part of a total of the same indicator."),
        _optional("period_start", _DAY, "First day of the period; null for a state at a day."),
        _optional("period_end", _DAY, "Last day of the period, or the day of a state."),
        _column("period_basis", _STRING, "stated when a text says the period; else published or none."),
        _column("value", _NUMBER, "The value; of a ranking the position."),
        _optional("value_high", _NUMBER, "Upper end of a range."),
        _column("value_text", _STRING, "The value as an exact decimal; of several that agree the most exact one."),
        _optional("denominator", _NUMBER, "What the value is out of; of a ranking the number of places."),
        _column("comparator", _STRING, "eq, approx, gt, ge, lt or le."),
        _optional("top", _BOOL, "Of a ranking: True when only membership in the first places is said."),
        _optional("delta", _INT, "Of a ranking: places gained, negative when lost."),
        _choice(
            "agreement",
            "How the values of the cell stand to each other.",
            {
                "single": "one source gives one value",
                "agreed": "independent sources give values that can be true together",
                "revised": "another value is printed first after the old one was last",
                "conflicting": "sources contradict each other",
                "mixed": "one text gives several: mostly parts or groups that the indicator does not tell apart",
                "computed": "no text gives it: computed from the values of the provinces that were merged",
            },
        ),
        _column("preferred", _BOOL, "True for one row of every cell: the best supported one."),
        _choice(
            "preferred_because",
            "What decides between the preferred row and the next.",
            {
                "only": "there is no other",
                "latest": "it revises the others",
                "undoubted": "a finding of severity error concerns the other",
                "sources": "more independent sources",
                "closeness": "a source that is closer to the place, or an authority",
                "stated": "a text says the period, and it is not taken from the day of publication",
                "confidence": "a confidence that is higher by a tenth",
                "exactness": "a more exact figure",
                "order": "printed first; nothing else decides",
                "printed": "what is printed is preferred to what is computed",
            },
        ),
        _column("n_facts", _INT, "Number of facts behind the row."),
        _column("n_inputs", _INT, "Number of inputs that they are from, copies included."),
        _column("n_clusters", _INT, "Number of different texts among these; near-duplicates are one."),
        _column("n_sources", _INT, "Number of independent sources: texts of one outlet are one."),
        _column("closeness", _INT, "0 to 2: a source is about the province itself; a source is an authority."),
        _column(
            "confidence", pa.float32(), "The highest confidence of its facts, 0 to 1; of a sum the lowest input's."
        ),
        _column("doubted", _BOOL, "True when a finding of severity error concerns every fact."),
        _optional("first_published", _DAY, "Day of publication of the first source that says its day."),
        _optional("last_published", _DAY, "Day of publication of the last one."),
        _column("n_reprints", _INT, "Facts that give the same figure as of a later day, or of no day."),
        _optional("restated_until", _DAY, "The last day as of which it is given again."),
        _column("fact_ids", _STRINGS, "Every fact behind the row, sorted."),
        _column("sources", _STRINGS, "Sources of these facts, sorted."),
        _optional("best_fact_id", _STRING, "The fact that the row's values are taken from."),
        _optional("sentence", _STRING, "The sentence of that fact."),
        _choice(
            "aggregation",
            "How values of the indicator are joined for a province that others were merged into.",
            {
                "sum": "values are added up",
                "ratio": "computed from the sums of two counts",
                "none": "not at all",
            },
        ),
        _column("inputs", _STRINGS, "Of a computed row: row_id of every row that it is computed from."),
    )
)
"""A row for each value that is claimed of a place, an indicator and a period."""

COVERAGE = pa.schema(
    (
        _column("family", _STRING, "metric or ranking."),
        _column("indicator_id", _STRING, "Indicator of the gazetteer; of a ranking its index."),
        _column("status", _STRING, "actual, target or estimate."),
        _column("year", _INT, "Year in which the period ends."),
        _choice(
            "level",
            "Which provinces are listed.",
            {"then": "those that existed in the year", "2025": "the 34 since 2025-07-01, whatever the year is"},
        ),
        _column("place_id", _STRING, "The province."),
        _column("place_name", _STRING, "Its name."),
        _choice(
            "state",
            "Whether there is a value.",
            {"stated": "printed", "computed": "computed for a merged province", "missing": "none"},
        ),
        _choice(
            "reason",
            "Why a value is missing.",
            {
                "unclaimed": "no text gives one",
                "not_additive": "provinces that were merged have values, but these cannot be joined",
                "incomplete": "some of the provinces that were merged have no value, see lacking",
                "periods": "all of them have values, but for no period in common",
                "unsettled": "for a common period, but one of them is a range, conflicting or mixed",
            },
        ).with_nullable(True),
        _column("lacking", _STRINGS, "Of incomplete: the merged provinces without a value."),
        _column("n_rows", _INT, "Number of rows of the panel that cover it."),
        _optional("last_period_end", _DAY, "Latest end of a period among them."),
    )
)
"""A row for each province that could have a value, wherever any has one for an indicator, a status and a year."""


def page() -> str:
    """The columns of both as Markdown."""
    return "\n".join((*_section("The panel", PANEL), *_section("The coverage", COVERAGE)))


def _section(title: str, schema: pa.Schema) -> Iterator[str]:
    yield from (f"### {title}", "", "| column | type | null | meaning |", "|---|---|---|---|")
    for column in schema:
        known = "; ".join(f"`{value}`: {meaning}" for value, meaning in values(column).items())
        said = f"{description(column)} {known}".strip()
        yield f"| `{column.name}` | {column.type} | {'yes' if column.nullable else ''} | {said} |"
    yield ""
