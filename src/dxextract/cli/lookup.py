"""``dxextract lookup``: what the knowledge says of a name, and why."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dxextract.cli.config import own_knowledge
from dxextract.cli.options import day


class Sort(StrEnum):
    """What is looked up."""

    place = "place"
    indicator = "indicator"
    index_ = "index"
    document = "document"


_FILES = {
    Sort.indicator: "gazetteer/indicators.yaml",
    Sort.index_: "gazetteer/indices.yaml",
}


def lookup(
    sort: Annotated[Sort, typer.Argument(metavar="SORT", help="place, indicator, index or document.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an id.")],
    on: Annotated[
        date | None,
        typer.Option("--on", parser=day, metavar="YYYY-MM-DD", help="The day that a place is named on."),
    ] = None,
    within: Annotated[str | None, typer.Option(metavar="PLACE", help="The larger place that a place lies in.")] = None,
    knowledge: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own knowledge, which adds to the packaged one.")
    ] = None,
) -> None:
    """Show what the knowledge says of a name, and why the name leads there.

    Exits with 1 if it leads nowhere.
    """
    from dxextract.cli.errors import FAILED
    from dxextract.errors import UsageError
    from dxextract.knowledge.check import Book
    from dxextract.knowledge.load import load_knowledge
    from dxextract.knowledge.lookup import look_up_document, look_up_entry, look_up_place
    from dxextract.knowledge.places import PlaceIndex
    from dxextract.knowledge.sources import find_sources

    if sort is not Sort.place and (on or within):
        raise UsageError("--on and --within are for places")
    knowledge = own_knowledge(knowledge)
    if knowledge is not None:
        load_knowledge(knowledge)  # raises what is wrong with it
    sources = find_sources(knowledge)
    book = Book(sources)
    if sort is Sort.place:
        places = PlaceIndex.load(sources.gazetteer)
        said, answers = look_up_place(places, book, name, on=on, within=within)
    elif sort is Sort.document:
        said, answers = look_up_document(book, name)
    else:
        said, answers = look_up_entry(book, _FILES[sort], name)
    typer.echo(f"{name}: {said}")
    for answer in answers:
        typer.echo(f"\n{answer.id}  {answer.name}\n  found by: {answer.why}")
        for key, value in answer.facts.items():
            typer.echo(f"  {key}: {value}")
    if not answers:
        raise typer.Exit(FAILED)
