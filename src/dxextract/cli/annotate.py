"""``dxextract annotate``: drafting, checking and exchanging annotated texts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dxextract.annotation.tools import Tool, Unit
from dxextract.cli.config import own_knowledge
from dxextract.cli.errors import guarded, say
from dxextract.cli.options import day
from dxextract.cli.wording import counted
from dxextract.errors import GoldError, UsageError

_DRAFT = "draft"

Knowledge = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Your own knowledge, which adds to the packaged one.")
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace files that are there already.")]
ToolOption = Annotated[Tool, typer.Option("--tool", help="Whose format it is.")]
OffsetsOption = Annotated[
    Unit | None,
    typer.Option("--offsets", help="What the offsets count, where the tool is set up to count something else."),
]


class _Group(TyperGroup):
    """Takes ``annotate FILE`` for ``annotate draft FILE``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        wants_help = not args or args[0] in ("--help", "-h")
        if not wants_help and args[0] not in self.commands:
            args = [_DRAFT, *args]
        parsed: list[str] = super().parse_args(ctx, args)
        return parsed


annotate = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    help="Draft, check and exchange annotated texts. `dxextract annotate FILE` is `dxextract annotate draft FILE`.",
)


def draft(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The article's text.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE.yaml", help="Where the draft goes; beside the text if not given."),
    ] = None,
    published: Annotated[
        date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="Day of publication.")
    ] = None,
    knowledge: Knowledge = None,
    overwrite: Overwrite = False,
) -> None:
    """Write the records of an article as an annotation for a person to correct.

    The text goes beside the draft, as NAME.txt, unless it stands there.
    """
    from dxextract.annotation.draft import draft as draft_of
    from dxextract.annotation.files import write_all
    from dxextract.extractor import Extractor
    from dxextract.readers.single import read_single

    target = out if out is not None else file.with_suffix(".yaml")
    if target.suffix != ".yaml":
        raise UsageError(f"{target}: an annotation is called NAME.yaml")
    extractor = Extractor(own_knowledge(knowledge))
    article = read_single(file, extractor.knowledge.layout, published=published)
    annotated = draft_of(extractor.extract(article), id=target.stem)
    write_all([annotated], target.parent, overwrite=overwrite)
    facts = counted(len(annotated.facts), "fact")
    say(f"{facts} → {target}; correct it, then: dxextract annotate check {target.parent}")


def check(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR...", help="Folders of NAME.txt with NAME.yaml beside it.")
    ],
) -> None:
    """Validate annotated texts: every quote is found exactly once, every field is known, no facts overlap.

    Prints every fault with its file and entry, and exits with 1 if there is one.
    """
    from dxextract.evaluation.gold import load_gold

    texts = load_gold(folders)
    facts = sum(len(text.facts) for text in texts)
    typer.echo(f"{counted(len(texts), 'text')}, {counted(facts, 'fact')}: no fault")


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of NAME.txt with NAME.yaml beside it.")],
    tool: ToolOption,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The file to write; - for standard output.")],
    offsets: OffsetsOption = None,
    overwrite: Overwrite = False,
) -> None:
    """Write annotated texts for Label Studio (JSON), doccano or Prodigy (JSON Lines)."""
    from dxextract.annotation.annotated import read_annotated
    from dxextract.annotation.files import write_file
    from dxextract.annotation.spans_json import write
    from dxextract.evaluation.gold import load_gold

    load_gold([folder])  # names every fault there is
    texts = [read_annotated(path) for path in sorted(folder.rglob("*.yaml"))]
    content = write(texts, tool, offsets)
    if out == Path("-"):
        sys.stdout.write(content)
        return
    write_file(out, content, overwrite=overwrite)
    say(f"{counted(len(texts), 'text')} → {out}")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What the tool exported.")],
    tool: ToolOption,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for NAME.txt and NAME.yaml.")],
    offsets: OffsetsOption = None,
    knowledge: Knowledge = None,
    overwrite: Overwrite = False,
) -> None:
    """Read what was annotated in Label Studio, doccano or Prodigy.

    Spans that went there with their fields come back with them; fields of new spans are drafted, or noted as missing.
    """
    from dxextract.annotation.complete import TO_FILL, complete
    from dxextract.annotation.files import read_file, write_all
    from dxextract.annotation.spans_json import read
    from dxextract.extractor import Extractor

    with _named(file):
        texts = read(read_file(file), tool, offsets)
    extractor = Extractor(own_knowledge(knowledge))
    names = [one.id or f"{file.stem}-{number:03}" for number, one in enumerate(texts, start=1)]
    annotated = [complete(one, extractor, id=name) for one, name in zip(texts, names, strict=True)]
    write_all(annotated, out, overwrite=overwrite)
    bare = sum(fields.get("note") == TO_FILL for text in annotated for _, fields in text.facts)
    todo = f"; {bare} new spans want their fields (note: {TO_FILL})" if bare else ""
    say(f"{counted(len(annotated), 'text')} → {out}{todo}")


def flags(
    file: Annotated[
        Path, typer.Argument(metavar="FLAGS.json", help="What was flagged in a report, as it downloads it.")
    ],
    dataset: Annotated[Path, typer.Option("--dataset", metavar="OUT", help="The dataset that the report shows.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for NAME.txt and NAME.yaml.")],
    overwrite: Overwrite = False,
) -> None:
    """Turn records that were flagged as wrong in a report into annotations that say what is right.

    Each article with a flag becomes an annotated text: its records, put right where they are flagged.
    """
    from dxextract.annotation.files import read_file, write_all
    from dxextract.annotation.flags import read_flags, to_gold
    from dxextract.knowledge.place_index import PlaceIndex
    from dxextract.knowledge.sources import find_sources
    from dxextract.records.load import load

    with _named(file):
        flagged = read_flags(read_file(file))
    texts, unknown = to_gold(flagged, load(dataset), PlaceIndex.load(find_sources().gazetteer))
    write_all(texts, out, overwrite=overwrite)
    for flag in unknown:
        say(f"{dataset} does not hold the record {flag.fact_id} ({flag.raw})")
    done = len(flagged) - len(unknown)
    counts = f"{counted(done, 'flag')}, {counted(len(texts), 'text')}"
    say(f"{counts} → {out}; look at them, then: dxextract annotate check {out}")


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Say which file is wrong, where what reads it knows its content only."""
    try:
        yield
    except (GoldError, UsageError) as error:
        raise type(error)(f"{file}: {error}") from error


for name, command in ((_DRAFT, draft), ("check", check), ("export", export), ("import", import_), ("flags", flags)):
    annotate.command(name)(guarded(command))
