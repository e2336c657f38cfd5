"""``dxextract report``: a dataset as one offline HTML page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxextract.cli.config import own_knowledge
from dxextract.cli.wording import counted

_LIMIT = 5_000


def report(
    dataset: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `dxextract extract -o` wrote.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE.html", help="The page to write. An older report is replaced.")
    ] = Path("report.html"),
    gold: Annotated[
        list[Path] | None,
        typer.Option(metavar="DIR", help="Annotated texts to show beside the records; may be repeated."),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Title of the page; the dataset's name otherwise.")
    ] = None,
    limit: Annotated[
        int,
        typer.Option(
            min=0, metavar="N", help="Put the texts of the first N articles into the page; 0: of all of them."
        ),
    ] = _LIMIT,
    knowledge: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder with your own patterns/ or gazetteer/, for names of what they define."
        ),
    ] = None,
) -> None:
    """Write a page to look at a dataset: table, articles, findings, charts, map. It works offline and asks nobody.

    Records are all in the page, whatever the limit; an article without its text shows the sentences of its records.
    """
    from dxextract.cli.errors import say
    from dxextract.knowledge.load import load_knowledge
    from dxextract.records.load import load
    from dxextract.report.build import build_report, check_target, write
    from dxextract.report.names import load_names

    check_target(out)
    data = load(dataset)
    folder = own_knowledge(knowledge)
    known = load_knowledge(folder)
    html = build_report(
        data,
        title=title or dataset.resolve().name,
        knowledge=known,
        names=load_names(folder, known.places),
        gold=gold or (),
        limit=limit or None,
    )
    size = write(html, out)
    articles, records = (
        data.articles.num_rows,
        data.metrics.num_rows + data.rankings.num_rows + data.references.num_rows,
    )
    say(f"{counted(records, 'record')} of {counted(articles, 'article')}, {size / 1e6:.1f} MB → {out}")
    if limit and articles > limit:
        say(f"the texts of {articles - limit} articles were left out (--limit {limit}); --limit 0 puts all in")
