"""Many inputs, one after the other: each gives a result or a reject, and no input harms another."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dxextract.errors import InputError
from dxextract.readers.inputs import Input, reject
from dxextract.records.check import check
from dxextract.records.model import Reject, Result

Outcome = Result | Reject

_log = logging.getLogger(__name__)


class Extracts(Protocol):
    """What the runner needs of :class:`dxextract.extractor.Extractor`."""

    def extract(self, article: str, /, *, published: date | None = None, source: str = ...) -> Result: ...


class Sink(Protocol):
    """Where outcomes go: a ``DatasetWriter`` or a ``JsonlSink``."""

    def add(self, outcome: Outcome) -> None: ...


@dataclass(slots=True)
class Tally:
    """How many records a run gave. ``interrupted``: it was stopped, and inputs are left undone."""

    articles: int = 0
    metrics: int = 0
    rankings: int = 0
    references: int = 0
    findings: int = 0
    rejected: int = 0
    interrupted: bool = False

    @property
    def inputs(self) -> int:
        """Inputs that were done."""
        return self.articles + self.rejected

    def count(self, outcome: Outcome) -> None:
        if isinstance(outcome, Reject):
            self.rejected += 1
            return
        self.articles += 1
        self.metrics += len(outcome.metrics)
        self.rankings += len(outcome.rankings)
        self.references += len(outcome.references)
        self.findings += len(outcome.findings)


def run(
    inputs: Iterable[Input | Reject],
    extractor: Extracts,
    sink: Sink,
    *,
    published: date | None = None,
    progress: Callable[[Outcome], None] = lambda outcome: None,
) -> Tally:
    """Extract every input and hand the outcomes to the sink, in the order of the inputs.

    Args:
        inputs: from :func:`dxextract.readers.inputs.expand`; a reject among them is handed on.
        extractor: what extracts.
        sink: takes each outcome.
        published: day of publication of all the inputs, when the caller knows it.
        progress: called after each outcome.

    Returns:
        The numbers of records. An interrupt (``KeyboardInterrupt``) ends the run early; it is not raised again, so that
        the caller can keep what was done.
    """
    tally = Tally()
    try:
        for item in inputs:
            outcome = item if isinstance(item, Reject) else process(item, extractor, published=published)
            sink.add(outcome)
            tally.count(outcome)
            progress(outcome)
    except KeyboardInterrupt:
        tally.interrupted = True
    return tally


def process(item: Input, extractor: Extracts, *, published: date | None = None) -> Outcome:
    """One input in, one result or reject out. Never raises for what an input holds: a fault of the extraction on one
    article is a reject of stage ``extract``, reason ``failed``, that names the exception.
    """
    try:
        result = extractor.extract(item.text(), published=published, source=item.source)
        check(result)
    except InputError as error:
        return reject(item.source, error)
    except Exception as error:
        _log.debug("%s: extraction failed", item.source, exc_info=True)
        return reject(item.source, InputError("extract", "failed", f"{type(error).__name__}: {error}"))
    return result
