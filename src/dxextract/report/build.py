"""From a dataset to the report's file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from dxextract.errors import OutputError
from dxextract.knowledge.load import Knowledge
from dxextract.panels.build import panel
from dxextract.records.load import Dataset
from dxextract.report import comparison, page, payload
from dxextract.report.names import Names

_HEAD = 1_000  # bytes of a file in which the sign must stand


def build_report(
    data: Dataset,
    *,
    title: str,
    knowledge: Knowledge,
    names: Names,
    gold: Sequence[Path] = (),
    limit: int | None = None,
) -> str:
    """The report as HTML. The same dataset and options give the same page.

    Args:
        data: what ``dxextract.load`` gives.
        title: what the page is called.
        knowledge: says how the panel joins values.
        names: what indicators and places are called.
        gold: folders with annotated texts to compare with.
        limit: how many articles come with their text, at most; None: all. Records are all there.

    Raises:
        GoldError, UsageError: see :func:`dxextract.report.comparison.compare`.
    """
    made = payload.make(data, names, title=title, limit=limit)
    made.core["panel"] = payload.panel_rows(panel(data, knowledge=knowledge), made.rows)
    if gold:
        made.core["gold"] = comparison.compare(data, gold, made.rows)
    return page.render(made)


def check_target(target: Path) -> None:
    """Whether a report may be written there; one that stands there already is replaced, nothing else is.

    Raises:
        OutputError: it is a folder, its folder is missing, or another file stands there.
    """
    if target.is_dir():
        raise OutputError(f"{target} is a folder; name the file to write, as in -o {target / 'report.html'}")
    if not target.parent.is_dir():
        raise OutputError(f"{target}: there is no folder {target.parent}")
    if not target.exists():
        return
    try:
        with target.open("rb") as file:
            ours = page.SIGN.encode() in file.read(_HEAD)
    except OSError as error:
        raise OutputError(f"{target} cannot be read: {error.strerror}") from error
    if not ours:
        raise OutputError(f"{target} is no report of dxextract, so it is not replaced; name another file")


def write(html: str, target: Path) -> int:
    """Write the page as a whole or not at all; gives its size in bytes.

    Raises:
        OutputError: the file cannot be written.
    """
    data = html.encode("utf-8")
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(target)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise OutputError(f"{target} cannot be written: {error.strerror}") from error
    return len(data)
