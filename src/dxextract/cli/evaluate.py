"""``dxextract evaluate``: how good the records are, measured on annotated texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from dxextract.cli.config import own_knowledge


def evaluate(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR", help="Folders with annotated texts: NAME.txt beside NAME.yaml.")
    ],
    records: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help="Judge these records instead of running the extractor; - is stdin."),
    ] = None,
    knowledge: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder with your own patterns/ or gazetteer/, which adds to the packaged ones."
        ),
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List everything that is wrong, with its text.")] = False,
    final: Annotated[
        bool, typer.Option("--final", help="With --misses: those of texts in a folder named check, too.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
    floors: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The pinned floors. Without it: floors.json in DIR or in the folder above, if the extractor is run.",
        ),
    ] = None,
    raise_floors: Annotated[
        bool, typer.Option("--raise-floors", help="Pin what is reached now; refused if a floor is undercut.")
    ] = False,
    lower_floors: Annotated[
        bool, typer.Option("--lower-floors", help="Lower the floors that are undercut to what is reached now.")
    ] = False,
) -> None:
    """Score records against annotated texts: precision, recall and F1, and how often each field is right.

    Exits with 4 if a pinned floor is undercut.
    """
    from dxextract.errors import AccuracyError, DxextractError, UsageError
    from dxextract.evaluation import floors as pinned
    from dxextract.evaluation import report
    from dxextract.evaluation.gold import load_gold
    from dxextract.evaluation.predictions import extracted, read_jsonl
    from dxextract.evaluation.score import score

    pinning = raise_floors or lower_floors
    if pinning and records is not None:
        raise UsageError("floors are the extractor's own: --raise-floors and --lower-floors go without --records")
    if as_json and misses:
        raise UsageError("--json prints the numbers only: leave out --misses")

    texts = load_gold(folders)
    if floors is not None:
        files = [floors]
    elif records is None:
        files = list(dict.fromkeys(file for folder in folders if (file := pinned.floors_file(folder))))
    else:
        files = []
    if pinning and not files:
        raise UsageError("there is no floors.json in DIR or above it; name the one to write with --floors FILE")
    # Read before the long part: a missing file must not cost the wait for it. To pin is to make it.
    kept = {file: {} if pinning and not file.exists() else pinned.load(file) for file in files}

    predicted = list(extracted(texts, knowledge=own_knowledge(knowledge)) if records is None else read_jsonl(records))
    if predicted and not {text.name for text in texts}.intersection(map(_names, predicted)):
        raise DxextractError(f"{records}: no record belongs to an annotated text; its source must name the text's file")
    evaluation = score(texts, predicted)
    if as_json:
        typer.echo(json.dumps(evaluation.as_json(), ensure_ascii=False, indent=1))
    else:
        lines = [*report.misses(evaluation.misses, final=final), ""] if misses else []
        typer.echo("\n".join([*lines, *report.table(evaluation, texts=len(texts))]))

    faults: list[str] = []
    for file, old in kept.items():
        base = file.resolve().parent
        measured = pinned.reached(texts, predicted, base=base)
        if pinning:
            pinned.save(file, pinned.pin(old, measured, up=raise_floors, down=lower_floors))
            typer.echo(f"{file}: floors of {', '.join(measured)} pinned", err=True)
        else:
            whole = any(folder.resolve() == base for folder in folders)
            faults += pinned.undercut(old, measured, whole=whole)
    if faults:
        raise AccuracyError("\n".join(faults))


def _names(record: Mapping[str, Any]) -> str:
    """The file name of a record's source, without ending: what a text is at least known by."""
    return Path(str(record.get("source", "")).split("#")[0]).stem
