"""``dxextract lookup``: what the knowledge says of a name, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from dxextract.cli.config import own_knowledge
from dxextract.cli.options import day

if TYPE_CHECKING:
    from dxextract.knowledge.check import Book
    from dxextract.knowledge.lookup import Answer


class Sort(StrEnum):
    """What is looked up."""

    place = "place"
    indicator = "indicator"
    index_ = "index"
    document = "document"


_FILES = {
    Sort.indicator: ("gazetteer/indicators.yaml",),
    Sort.index_: ("gazetteer/indices.yaml",),
    Sort.document: ("gazetteer/document_types.yaml", "gazetteer/documents.yaml"),
}

_SCREEN = 24
"""Several answers that take more lines than this are shown by id and name."""


def lookup(
    sort: Annotated[Sort, typer.Argument(metavar="SORT", help="place, indicator, index or document.")],
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="A name, an alias or an id. Left out: list all (of places the provinces)."),
    ] = None,
    on: Annotated[
        date | None,
        typer.Option("--on", parser=day, metavar="YYYY-MM-DD", help="The day that a place is named on."),
    ] = None,
    within: Annotated[str | None, typer.Option(metavar="PLACE", help="The larger place that a place lies in.")] = None,
    knowledge: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own knowledge, which adds to the packaged one.")
    ] = None,
) -> None:
    """Show what the knowledge says of a name, and why the name leads there. Without a name, list what it knows.

    Exits with 1 if it leads nowhere.
    """
    from dxextract.cli.errors import FAILED
    from dxextract.errors import UsageError
    from dxextract.knowledge.check import Book
    from dxextract.knowledge.load import load_knowledge
    from dxextract.knowledge.lookup import every_entry, every_place, look_up_place
    from dxextract.knowledge.place_index import PlaceIndex
    from dxextract.knowledge.sources import find_sources

    if sort is not Sort.place and (on or within):
        raise UsageError("--on and --within are for places")
    if within and name is None:
        raise UsageError("--within needs the NAME of a place that lies there")
    knowledge = own_knowledge(knowledge)
    if knowledge is not None:
        load_knowledge(knowledge)  # raises what is wrong with it
    sources = find_sources(knowledge)
    book = Book(sources)
    places = PlaceIndex.load(sources.gazetteer) if sort is Sort.place else None
    if name is None:
        _list(every_place(places, on=on) if places else every_entry(book, *_FILES[sort]))
        return
    if places:
        said, answers = look_up_place(places, book, name, on=on, within=within)
    else:
        said, answers = _entries(book, sort, name)
    typer.echo(f"{name}: {said}")
    if len(answers) > 1 and sum(3 + len(answer.facts) for answer in answers) > _SCREEN:
        typer.echo()
        _list(answers)
        typer.echo(f"\nall of one: dxextract lookup {sort} {quote(answers[0].id)}")
        return
    for answer in answers:
        typer.echo(f"\n{answer.id}  {answer.name}\n  found by: {answer.why}")
        for key, value in answer.facts.items():
            typer.echo(f"  {key}: {value}")
    if not answers:
        for other in _FILES:
            if other is not sort and _entries(book, other, name)[1]:
                typer.echo(f"one of another sort has it: dxextract lookup {other} {quote(name)}", err=True)
        raise typer.Exit(FAILED)


def _entries(book: Book, sort: Sort, name: str) -> tuple[str, tuple[Answer, ...]]:
    """What a name of an indicator, index or document leads to."""
    from dxextract.knowledge.lookup import look_up_document, look_up_entry

    return look_up_document(book, name) if sort is Sort.document else look_up_entry(book, _FILES[sort][0], name)


def _list(answers: Sequence[Answer]) -> None:
    """Answers by id and name, a line each; of places the larger one and the time, too."""
    width = max((len(answer.id) for answer in answers), default=0)
    for answer in answers:
        more = [answer.facts[key] for key in ("in", "valid") if key in answer.facts]
        typer.echo(", ".join([f"{answer.id:{width}}  {answer.name}", *more]))
