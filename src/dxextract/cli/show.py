"""``dxextract show``: an article with its facts marked, and the facts below."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dxextract.cli.article import read_article
from dxextract.cli.config import own_knowledge
from dxextract.cli.console import console as open_console
from dxextract.cli.fact_table import fact_table
from dxextract.cli.options import day
from dxextract.cli.wording import counted

if TYPE_CHECKING:
    from rich.text import Text

    from dxextract.records.model import ArticleRecord, Fact, Result

_STYLES = {"metrics": "bold green", "rankings": "bold magenta", "references": "bold cyan"}
_WITHOUT_COLOUR = {"metrics": ("[", "]"), "rankings": ("<", ">"), "references": ("{", "}")}
_FURNITURE = "dim"
_CONTROLS = [*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_HARMLESS = dict.fromkeys(_CONTROLS, "\ufffd")
"""A text must not steer the terminal: escapes and changes of direction are shown as what they are not."""


def show(
    file: Annotated[str, typer.Argument(metavar="FILE|TEXT", help="An article, or a sentence; - for standard input.")],
    published: Annotated[
        date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="Day of publication.")
    ] = None,
    knowledge: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Your own knowledge, which adds to the packaged one.")
    ] = None,
) -> None:
    """Show an article with its facts marked, and a table of them below.

    Metrics are green, rankings magenta, references cyan; without colours they stand in [ ], < > and { }.
    """
    from dxextract.extractor import Extractor

    extractor = Extractor(own_knowledge(knowledge))
    article = read_article(file, extractor, published)
    result = extractor.extract(article)
    console = open_console()
    console.print(_head(result.article), style="bold")
    console.print()
    text = _marked(result, colour=console.color_system is not None)
    for span in article.furniture if console.color_system is not None else ():
        text.stylize(_FURNITURE, span.start, span.end)
    console.print(text)
    for name, facts in _facts(result).items():
        if facts:
            console.print(
                fact_table(name, [asdict(fact) for fact in facts], title=f"\n{counted(len(facts), name[:-1])}")
            )
    for finding in result.findings:
        console.print(f"{finding.severity}: {finding.message_en}")
    if not any(_facts(result).values()):
        console.print("no facts")


def _facts(result: Result) -> dict[str, tuple[Fact, ...]]:
    return {"metrics": result.metrics, "rankings": result.rankings, "references": result.references}


def _head(article: ArticleRecord) -> str:
    from dxextract.cli.errors import printable

    published = (
        f"{article.published} ({article.published_basis})" if article.published else "day of publication unknown"
    )
    said = (article.outlet, published, article.place_name or "no main place", article.source)
    return printable(", ".join(filter(None, said)))


def _marked(result: Result, *, colour: bool) -> Text:
    """The text with its facts in colours, or in brackets where there are none."""
    from rich.text import Text

    text = result.article.text.translate(_HARMLESS)
    facts = [(fact, name) for name, facts in _facts(result).items() for fact in facts]
    if colour:
        marked = Text(text)
        for fact, name in facts:
            marked.stylize(_STYLES[name], fact.start, fact.end)
        return marked
    marks = sorted(chain.from_iterable(_brackets(fact.start, fact.end, name) for fact, name in facts))
    pieces, done = [], 0
    for at, _, sign in marks:
        pieces += [text[done:at], sign]
        done = at
    return Text("".join([*pieces, text[done:]]))


def _brackets(start: int, end: int, name: str) -> list[tuple[int, int, str]]:
    """Where brackets go; what ends somewhere closes before what begins there opens."""
    left, right = _WITHOUT_COLOUR[name]
    return [(start, 1, left), (end, 0, right)]
