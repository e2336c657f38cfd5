"""A table of facts for people: two lines each, with the words they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from dxextract.cli.errors import printable

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_UNKNOWN = "–"

Row = Mapping[str, Any]
Lines = tuple[str, str]


def fact_table(name: str, facts: Iterable[Row], *, title: str) -> Table:
    """A table that can be printed.

    Args:
        name: the table of the contract: metrics, rankings or references.
        facts: its rows.
        title: stands above it.
    """
    from rich import box
    from rich.table import Table

    headings, words = _COLUMNS[name]
    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.HORIZONTALS, show_lines=True, expand=True
    )
    table.add_column("\n".join(headings), ratio=32)
    dated = name != "references"  # a document is no state of affairs somewhere at some time
    if dated:
        table.add_column("Place\nPeriod, status", ratio=26)
    table.add_column("In the text", ratio=42)
    for fact in facts:
        where = [_two_lines(_where_and_when(fact))] if dated else []
        table.add_row(_two_lines(words(fact)), *where, _quoted(fact))
    return table


def _metric(fact: Row) -> Lines:
    from dxextract.cli.wording import quantity

    return quantity(fact), _name(fact["indicator_id"], fact["indicator_text"])


def _ranking(fact: Row) -> Lines:
    from dxextract.cli.wording import position

    return position(fact), _name(fact["index_id"], fact["index_text"])


def _reference(fact: Row) -> Lines:
    from dxextract.cli.wording import document

    issue = ", ".join(filter(None, (fact["issue_date"], fact["issuer"])))
    return document(fact), printable(issue) or _UNKNOWN


def _name(known: str | None, written: str | None) -> str:
    """What something is called: its name in the gazetteer, else the words of the text in quotation marks."""
    if known:
        return _names().get(known, known)
    return f"“{printable(written)}”" if written else _UNKNOWN


@cache
def _names() -> dict[str, str]:
    """The English names of indicators and indices by id, from the packaged gazetteer.

    Empty when it cannot be used: a dataset can be looked at without it.
    """
    from dxextract.errors import KnowledgeError
    from dxextract.knowledge.files import read_entries
    from dxextract.knowledge.indicators import IndicatorEntry
    from dxextract.knowledge.rankings import IndexEntry
    from dxextract.knowledge.sources import find_sources

    try:
        gazetteer = find_sources().gazetteer
        indices = {entry.id: entry.name.en for entry in read_entries(gazetteer / "indices.yaml", IndexEntry)}
        return indices | {e.id: e.name.en for e in read_entries(gazetteer / "indicators.yaml", IndicatorEntry)}
    except KnowledgeError:
        return {}


def _where_and_when(fact: Row) -> Lines:
    from dxextract.cli.wording import period

    published = fact["period_basis"] == "published"
    when = f"published {fact['period_end']}" if published else period(fact["period_start"], fact["period_end"])
    return fact["place_name"] or _UNKNOWN, ", ".join(filter(None, (when, fact["status"])))


def _two_lines(lines: Lines) -> Text:
    from rich.text import Text

    return Text.assemble((lines[0], "bold"), "\n", lines[1])


def _quoted(fact: Row) -> Text:
    from rich.text import Text

    from dxextract.cli.wording import excerpt

    before, raw, after = excerpt(fact)
    return Text.assemble(before, (f"[{raw}]", "bold cyan"), after)


_COLUMNS: Mapping[str, tuple[Lines, Callable[[Row], Lines]]] = {
    "metrics": (("Value", "Indicator"), _metric),
    "rankings": (("Position", "Index"), _ranking),
    "references": (("Document", "Issued"), _reference),
}
