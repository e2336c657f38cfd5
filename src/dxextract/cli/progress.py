"""What a run says on standard error while it goes: a bar on a terminal, and a line for each rejected input."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING

from dxextract.cli.errors import say
from dxextract.cli.wording import counted
from dxextract.runner.tally import Tally

if TYPE_CHECKING:
    from rich.progress import Progress

    from dxextract.runner.work import Report


class RunProgress:
    """Is told how a run goes, inside its context.

    Args:
        total: bytes of input. They measure how far the run is, as nobody knows how many records a file holds.
        quiet: no bar. Rejected inputs are always said.
        verbose: a line for every input.
    """

    def __init__(self, total: int, *, quiet: bool, verbose: bool = False) -> None:
        self._total = total
        self._wanted = sys.stderr.isatty() and not quiet
        self._verbose = verbose
        self._tally = Tally()
        self._bar: Progress | None = None
        self._stack = ExitStack()

    def __enter__(self) -> RunProgress:
        if self._wanted:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
            # While it is live, the bar moves aside for whatever is printed on standard error. It must not touch
            # standard output, which may be the records.
            bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
            self._bar = self._stack.enter_context(bar)
            bar.add_task("extracting", total=self._total or None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def report(self, report: Report) -> None:
        """An input was done."""
        if report.reject is not None:
            say(f"rejected {report.source}: {report.reject.detail}")
        elif self._verbose:
            say(f"{report.source}: {facts(report.tally)}")
        self.kept(report.tally)

    def kept(self, tally: Tally) -> None:
        """Inputs need not be done again."""
        self._tally.add(tally)
        if self._bar is not None:
            done = f"{counted(self._tally.articles, 'article')}, {counted(self._tally.facts, 'fact')}"
            said = f"extracting: {done}, {self._tally.rejects} rejected"
            self._bar.update(self._bar.task_ids[0], description=said)

    def read(self, size: int) -> None:
        """So many more bytes of input are behind the run."""
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0], size)


def facts(tally: Tally) -> str:
    """The numbers of records in words; findings only where there are some."""
    counts = {"metric": tally.metrics, "ranking": tally.rankings, "reference": tally.references}
    if tally.findings:
        counts["finding"] = tally.findings
    return ", ".join(counted(count, one) for one, count in counts.items())
