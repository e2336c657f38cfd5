"""What all runs share, and the run that prints JSON lines."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO, Protocol

from dxextract.readers.inputs import Input
from dxextract.readers.options import ReadOptions
from dxextract.readers.records import Raw
from dxextract.records.jsonl import JsonlSink
from dxextract.records.manifest import Made
from dxextract.records.model import Reject
from dxextract.runner import plan
from dxextract.runner.deadline import CAN_INTERRUPT
from dxextract.runner.plan import records
from dxextract.runner.pool import Pool
from dxextract.runner.process import Extracts, process
from dxextract.runner.tally import Tally
from dxextract.runner.work import Answer, Job, Report, Work

TIMEOUT = 120.0
"""Seconds that one article may take unless said otherwise: a thousand times what a long one takes."""

_WORTH_A_POOL = 400  # articles; starting processes takes as long as extracting some hundred
_BYTES_OF_ONE = 6_000
_AHEAD = 4  # blocks for each process that may wait for an earlier one, when they are printed in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a run goes. Nothing of it decides what a record holds.

    Attributes:
        jobs: processes; None to choose by the size of the work and the machine.
        timeout: seconds for one article, None for any time.
        limit: how many inputs are taken at most.
        retry: whether articles that timed out or crashed before are tried again.
    """

    jobs: int | None = None
    timeout: float | None = TIMEOUT
    limit: int | None = None
    retry: bool = False


class Watch(Protocol):
    """Is told how a run goes."""

    def report(self, report: Report) -> None:
        """An input was done."""

    def kept(self, tally: Tally) -> None:
        """Inputs need not be done again."""

    def read(self, size: int) -> None:
        """So many more bytes of input are behind the run."""


@dataclass(slots=True, kw_only=True)
class Summary:
    """How a run ended.

    Attributes:
        tally: all that the dataset holds, or that was printed.
        new: of these, what was extracted in this run.
        removed: how many inputs of the complete dataset as it was are gone.
        damaged: how many blocks of the dataset had damaged files and were done again.
        shown: whether readers see it.
        interrupted: whether inputs are left undone because of an interrupt.
        limited: whether inputs are left undone because of the limit.
    """

    tally: Tally = field(default_factory=Tally)
    new: Tally = field(default_factory=Tally)
    removed: int = 0
    damaged: int = 0
    shown: bool = True
    interrupted: bool = False
    limited: bool = False

    def count(self, report: Report, watch: Watch) -> None:
        """Count an input that was done, and tell so."""
        self.new.add(report.tally)
        watch.report(report)


def processes(inputs: Sequence[Input | Reject], settings: Settings) -> int:
    """How many processes a run uses; 1 is that of the run itself."""
    if settings.jobs is not None:
        return settings.jobs
    articles = max(len(inputs), sum(map(size_of, inputs)) // _BYTES_OF_ONE)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if min(articles, settings.limit or articles) >= _WORTH_A_POOL else 1


def size_of(item: Input | Reject) -> int:
    """Bytes of an input's file; 0 where it has none."""
    try:
        return item.path.stat().st_size if isinstance(item, Input) and item.path is not None else 0
    except OSError:
        return 0


def made_by(knowledge_hash: str, options: ReadOptions) -> Made:
    """How a run makes its dataset."""
    said = {
        "published": options.published.isoformat() if options.published else None,
        "map": dict(sorted(options.fields.items())),
    }
    return Made(knowledge_hash=knowledge_hash, options=said)


def extract_lines(
    inputs: Sequence[Input | Reject],
    extractor: Extracts,
    stream: BinaryIO,
    *,
    options: ReadOptions,
    settings: Settings,
    watch: Watch,
) -> Summary:
    """Extract inputs and write JSON lines, in the order of the inputs, as they are done. ``cluster_id`` stays null.

    Returns:
        The numbers. An interrupt (``KeyboardInterrupt``) ends the run early and is not raised.
    """
    summary = Summary()
    items = Limited(records(inputs, options), settings.limit)
    count = processes(inputs, settings)
    try:
        if count == 1 and CAN_INTERRUPT:
            sink = JsonlSink(stream)
            for item in items:
                done = process(item, extractor, options, timeout=settings.timeout)
                sink.add(done.outcome)
                summary.count(Report.of(done), watch)
                watch.read(plan.size_of(item))
        else:
            work = Work(extractor=extractor, options=options, timeout=settings.timeout)
            jobs = (Job(number=number, chunk=chunk) for number, chunk in enumerate(plan.chunks(items)))
            with Pool(work, count, ahead=_AHEAD * count) as pool:
                for answer in _in_order(pool.answers(jobs)):
                    stream.write(answer.lines)
                    for report in answer.reports:
                        summary.count(report, watch)
                    watch.read(answer.size)
    except KeyboardInterrupt:
        summary.interrupted = True
    summary.limited = items.cut
    summary.tally = summary.new
    return summary


class Limited:
    """The first records of a stream.

    Attributes:
        cut: whether there were more.
    """

    def __init__(self, items: Iterator[Raw | Reject], limit: int | None) -> None:
        self._items = items
        self._limit = limit
        self.cut = False

    def __iter__(self) -> Iterator[Raw | Reject]:
        yield from islice(self._items, self._limit)
        self.cut = self._limit is not None and next(self._items, None) is not None


def _in_order(answers: Iterable[Answer]) -> Iterator[Answer]:
    waiting: dict[int, Answer] = {}
    turn = 0
    for answer in answers:
        waiting[answer.number] = answer
        while turn in waiting:
            yield waiting.pop(turn)
            turn += 1
