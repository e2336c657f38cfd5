"""The columns of a panel and of its coverage, and what they mean."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from dxextract.records.columns import BOOL, DAY, INT, NUMBER, STRING, STRINGS, choice, column, optional, values
from dxextract.records.describe import description

PANEL = pa.schema(
    (
        column("row_id", STRING, "Identity of the row: its cell and its value; the same for the same claims."),
        column("cell_id", STRING, "Identity of what is claimed about; rows that share it are rival values."),
        column("family", STRING, "metric or ranking."),
        column("indicator_id", STRING, "Indicator of the gazetteer; of a ranking its index."),
        column("place_id", STRING, "Place as it was at the time: entity of the gazetteer."),
        optional("place_code", STRING, "GSO code of the place at the time."),
        optional("place_name", STRING, "Name of the place without its type."),
        optional("place_level", STRING, "country, province, district or commune."),
        optional("place_id_2025", STRING, "Province-level entity that holds the place since 2025-07-01."),
        optional("place_name_2025", STRING, "Name of that entity."),
        optional("scope", STRING, "Of a ranking: where the ordering holds."),
        column("status", STRING, "actual, target or estimate."),
        optional("change", STRING, "increase or decrease when the value is the amount of a change."),
        column("kind", STRING, "count, percentage, money, measurement, score or rank."),
        optional("unit", STRING, "%, VND, the symbol of a measurement, or the counted noun of the best fact."),
        optional("per", STRING, "The period or thing of a rate."),
        optional("scale", NUMBER, "Of a score: what it is out of, when that is not 100."),
        column("part", BOOL, "True when the value is a part of a total of the same indicator."),
        optional("period_start", DAY, "First day of the period; null for a state at a day."),
        optional("period_end", DAY, "Last day of the period, or the day of a state."),
        column("period_basis", STRING, "stated when a text says the period; else published or none."),
        column("value", NUMBER, "The value; of a ranking the position."),
        optional("value_high", NUMBER, "Upper end of a range."),
        column("value_text", STRING, "The value as an exact decimal; of several that agree the most exact one."),
        optional("denominator", NUMBER, "What the value is out of; of a ranking the number of places."),
        column("comparator", STRING, "eq, approx, gt, ge, lt or le."),
        optional("top", BOOL, "Of a ranking: True when only membership in the first places is said."),
        optional("delta", INT, "Of a ranking: places gained, negative when lost."),
        choice(
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
        column("preferred", BOOL, "True for one row of every cell: the best supported one."),
        choice(
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
        column("n_facts", INT, "Number of facts behind the row."),
        column("n_inputs", INT, "Number of inputs that they are from, copies included."),
        column("n_clusters", INT, "Number of different texts among these; near-duplicates are one."),
        column("n_sources", INT, "Number of independent sources: texts of one outlet are one."),
        column("closeness", INT, "0 to 2: a source is about the province itself; a source is an authority."),
        column("confidence", pa.float32(), "The highest confidence of its facts, 0 to 1; of a sum the lowest input's."),
        column("doubted", BOOL, "True when a finding of severity error concerns every fact."),
        optional("first_published", DAY, "Day of publication of the first source that says its day."),
        optional("last_published", DAY, "Day of publication of the last one."),
        column("n_reprints", INT, "Facts that give the same figure as of a later day, or of no day."),
        optional("restated_until", DAY, "The last day as of which it is given again."),
        column("fact_ids", STRINGS, "Every fact behind the row, sorted."),
        column("sources", STRINGS, "Sources of these facts, sorted."),
        optional("best_fact_id", STRING, "The fact that the row's values are taken from."),
        optional("sentence", STRING, "The sentence of that fact."),
        choice(
            "aggregation",
            "How values of the indicator are joined for a province that others were merged into.",
            {
                "sum": "values are added up",
                "ratio": "computed from the sums of two counts",
                "none": "not at all",
            },
        ),
        column("inputs", STRINGS, "Of a computed row: row_id of every row that it is computed from."),
    )
)
"""A row for each value that is claimed of a place, an indicator and a period."""

COVERAGE = pa.schema(
    (
        column("family", STRING, "metric or ranking."),
        column("indicator_id", STRING, "Indicator of the gazetteer; of a ranking its index."),
        column("status", STRING, "actual, target or estimate."),
        column("year", INT, "Year in which the period ends."),
        choice(
            "level",
            "Which provinces are listed.",
            {"then": "those that existed in the year", "2025": "the 34 since 2025-07-01, whatever the year is"},
        ),
        column("place_id", STRING, "The province."),
        column("place_name", STRING, "Its name."),
        choice(
            "state",
            "Whether there is a value.",
            {"stated": "printed", "computed": "computed for a merged province", "missing": "none"},
        ),
        choice(
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
        column("lacking", STRINGS, "Of incomplete: the merged provinces without a value."),
        column("n_rows", INT, "Number of rows of the panel that cover it."),
        optional("last_period_end", DAY, "Latest end of a period among them."),
    )
)
"""A row for each province that could have a value, wherever any has one for an indicator, a status and a year."""


def page() -> str:
    """The columns of both as Markdown."""
    return "\n".join((*_section("The panel", PANEL), *_section("The coverage", COVERAGE)))


def _section(title: str, schema: pa.Schema) -> Iterator[str]:
    yield from (f"### {title}", "", "| column | type | null | meaning |", "|---|---|---|---|")
    for field in schema:
        known = "; ".join(f"`{value}`: {meaning}" for value, meaning in values(field).items())
        said = f"{description(field)} {known}".strip()
        yield f"| `{field.name}` | {field.type} | {'yes' if field.nullable else ''} | {said} |"
    yield ""
