"""``dxextract explain``: why a record says what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxextract.cli.article import read_article
from dxextract.cli.config import own_knowledge
from dxextract.cli.console import console as open_console
from dxextract.cli.errors import printable
from dxextract.cli.options import day
from dxextract.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from dxextract.explanation import Choice, FactExplanation
    from dxextract.records.model import Fact

_MOST = 6
_LONGEST_NAME = 80
_SHORTEST_ID = 4


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE|TEXT", help="An article, or a sentence; - for standard input.")],
    fact: Annotated[
        str | None,
        typer.Option(
            "--fact",
            metavar="ID",
            help="Only this fact: the beginning of its fact_id, or its number as written.",
        ),
    ] = None,
    published: Annotated[
        date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="Day of publication.")
    ] = None,
    knowledge: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own knowledge, which adds to the packaged one.")
    ] = None,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="How many rejected candidates to show.")] = _MOST,
) -> None:
    """Show why the records of an article say what they say.

    For each fact: the rule that found it, the candidates for indicator or index, place and period, the chosen one
    marked with an arrow, why the others were rejected, and what the confidence is made of (docs/confidence.md).
    """
    from dxextract.extractor import Extractor
    from dxextract.knowledge.describe import descriptions

    own = own_knowledge(knowledge)
    extractor = Extractor(own)
    explanation = extractor.explain(read_article(file, extractor, published))
    chosen = [one for one in explanation.facts if fact is None or _is_meant(one, fact)]
    if not chosen:
        known = ", ".join(one.raw for one in explanation.facts[:_MOST]) or "none"
        name = file if len(file) <= _LONGEST_NAME else "the text"
        raise UsageError(f"{name}: no fact {fact!r}; there are: {known}" if fact else f"{name}: no facts in it")
    console = open_console()
    rules = descriptions(own)
    for one in chosen:
        _show(console, explanation.of(one), rules.get(one.rule, ""), limit)


def _is_meant(fact: Fact, said: str) -> bool:
    return fact.raw == said or (len(said) >= _SHORTEST_ID and fact.fact_id.startswith(said))


def _show(console: Console, explained: FactExplanation, rule: str, limit: int) -> None:
    from rich.text import Text

    from dxextract.cli.wording import excerpt
    from dxextract.records.model import Reference

    fact = explained.fact
    before, raw, after = excerpt(asdict(fact))
    console.print(Text.assemble("\n", before, (f"[{raw}]", "bold cyan"), after))
    _line(console, "fact", f"{fact.fact_id}, characters {fact.start} to {fact.end}")
    _line(console, "rule", f"{fact.rule}{': ' + rule if rule else ''}")
    if not isinstance(fact, Reference):  # a document is about nothing, somewhere, at some time
        _choices(console, "about", explained.subjects, limit)
        _choices(console, "place", explained.places, limit)
        _choices(console, "period", explained.periods, limit)
        _line(console, "status", fact.status)
    product = " × ".join(f"{part.name} {part.probability:.2f}" for part in explained.parts)
    _line(console, "confidence", f"{fact.confidence:.2f}: {product}, lowered or raised for texts that are new")
    for part in explained.parts:
        if told := ", ".join(f"{name} {weight:+.2f}" for name, weight in part.weights):
            _line(console, "", f"{part.name}: {told}")


def _choices(console: Console, name: str, choices: Sequence[Choice], limit: int) -> None:
    """The chosen ones, and the first of the others."""
    chosen = [choice for choice in choices if choice.chosen]
    others = [choice for choice in choices if not choice.chosen]
    if not chosen:
        _line(console, name, "none of the candidates" if others else "no candidate")
    for choice in (*chosen, *others[:limit]):
        words = f" “{choice.words}”" if choice.words and choice.words != choice.what else ""
        score = f" {choice.score:.2f}" if choice.score is not None else ""
        said = f"{'→' if choice.chosen else '–'} {choice.what.strip()}{words}{score}: {choice.why}"
        _line(console, name if chosen and choice is chosen[0] else "", said)
    if len(others) > limit:
        _line(console, "", f"  and {len(others) - limit} more that were rejected")


def _line(console: Console, name: str, said: str) -> None:
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=12)
    grid.add_column()
    grid.add_row(f"  {name}", printable(said))
    console.print(grid)
