"""What a run would do, without doing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from dxextract.errors import OutputError
from dxextract.readers.inputs import Input
from dxextract.readers.options import ReadOptions
from dxextract.records.blocks import Blocks
from dxextract.records.manifest import Made, read_manifest
from dxextract.records.model import Reject
from dxextract.records.write import made_hash
from dxextract.runner.plan import content_of, records


@dataclass(slots=True, kw_only=True)
class Outlook:
    """What there is to read, and what a dataset holds of it already.

    Attributes:
        formats: records by format; what cannot be read is not among them.
        unreadable: inputs that cannot be read.
        new, changed, unchanged: records, compared with the dataset.
        gone: inputs of the dataset that are not there any more.
        otherwise: how the dataset was made, where it was made otherwise and is to be done again.
    """

    formats: Counter[str] = field(default_factory=Counter)
    unreadable: list[Reject] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    otherwise: str | None = None


def look(
    inputs: Sequence[Input | Reject], options: ReadOptions, *, out: Path | None, made: Made, limit: int | None = None
) -> Outlook:
    """Read all inputs, extract nothing, write nothing."""
    outlook = Outlook()
    known: dict[str, set[str]] = {}
    if out is not None:
        outlook.otherwise = made_otherwise(out, made)
        for (source, content), _ in Blocks(out, made_hash(made)).entries():
            known.setdefault(source, set()).add(content)
    gone = set(known)
    for item in islice(records(inputs, options), limit):
        if isinstance(item, Reject):
            outlook.unreadable.append(item)
        else:
            outlook.formats[item.format] += 1
        gone.discard(item.source)
        if item.source not in known:
            outlook.new += 1
        elif content_of(item) in known[item.source]:
            outlook.unchanged += 1
        else:
            outlook.changed += 1
    outlook.gone = 0 if limit is not None else len(gone)
    return outlook


def made_otherwise(out: Path, made: Made) -> str | None:
    """What was different when the dataset at ``out`` was made; None where nothing was, or there is none."""
    manifest = read_manifest(out)
    if manifest is None or made.fits(manifest):
        return None
    now = made.described()
    names = {
        "dxextract_version": "another version",
        "knowledge_hash": "another knowledge",
        "options": "other options",
    }
    changed = [word for key, word in names.items() if manifest.get(key) != now[key]]
    return " and ".join(changed) or "another schema"


def check_inputs(inputs: Sequence[Input | Reject], out: Path, *, limit: int | None = None) -> None:
    """Refuse to replace a dataset of other inputs, or a larger one by its beginning, unless it has no article.

    Raises:
        OutputError: no input is in the dataset, or it holds more than the limit.
    """
    manifest = read_manifest(out)
    known = Blocks(out, "").sources()
    held = int(manifest.get("inputs", 0)) if manifest else len(known)
    if not held or not _has_articles(manifest):
        return
    if limit is not None and held > limit:
        raise OutputError(f"{out} holds {held} inputs, more than the limit of {limit}; name another folder for a try")
    files = {source.rpartition("#")[0] for source in known}
    if known and not any(item.source in known or item.source in files for item in inputs):
        raise OutputError(f"{out} holds a dataset of other inputs; name another folder, or add --overwrite")


def _has_articles(manifest: Mapping[str, Any] | None) -> bool:
    """Whether there is something to lose in a dataset; it may be where its manifest does not tell."""
    try:
        return manifest is None or bool(manifest["tables"]["articles"]["rows"])
    except (KeyError, TypeError):
        return True
