"""What a run says on standard error while it goes: a bar on a terminal, and a line for each rejected input."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING

from dxextract.cli.errors import say
from dxextract.records.model import Reject, Result

if TYPE_CHECKING:
    from rich.progress import Progress


class RunProgress:
    """Called with each outcome, inside its context.

    Args:
        total: number of inputs.
        quiet: no bar. Rejected inputs are always said.
    """

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total = total
        self._wanted = sys.stderr.isatty() and not quiet
        self._bar: Progress | None = None
        self._stack = ExitStack()

    def __enter__(self) -> RunProgress:
        if self._wanted:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("extracting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            # While it is live, the bar moves aside for whatever is printed on standard error. It must not touch
            # standard output, which may be the records.
            bar = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
            self._bar = self._stack.enter_context(bar)
            bar.add_task("inputs", total=self._total)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def __call__(self, outcome: Result | Reject) -> None:
        if isinstance(outcome, Reject):
            say(f"rejected {outcome.source}: {outcome.detail}")
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])
