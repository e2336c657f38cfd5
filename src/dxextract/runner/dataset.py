"""A run that brings a dataset up to date with its inputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from time import monotonic

from dxextract.errors import OutputError
from dxextract.readers.inputs import Input
from dxextract.readers.options import ReadOptions
from dxextract.records.blocks import Block, Entry, name_of
from dxextract.records.model import Reject
from dxextract.records.write import DatasetWriter
from dxextract.rows import Done
from dxextract.runner import plan
from dxextract.runner.deadline import CAN_INTERRUPT
from dxextract.runner.plan import records
from dxextract.runner.pool import Pool
from dxextract.runner.process import Extracts
from dxextract.runner.run import Limited, Settings, Summary, Watch, processes
from dxextract.runner.tally import Tally
from dxextract.runner.work import Answer, Job, Report, Work

_BETWEEN_CHECKPOINTS = 30.0  # seconds


def extract_dataset(
    inputs: Sequence[Input | Reject],
    extractor: Extracts,
    writer: DatasetWriter,
    *,
    options: ReadOptions,
    settings: Settings,
    watch: Watch,
) -> Summary:
    """Extract what the dataset does not hold yet, and publish it when all is done.

    Args:
        inputs: from :func:`dxextract.readers.inputs.expand`.
        extractor: what extracts.
        writer: of a dataset that is made as :func:`made_by` says.
        options, settings, watch: how to read, how to run, who is told.

    Returns:
        The numbers. An interrupt (``KeyboardInterrupt``) ends the run early and is not raised; what was done is
        committed.

    Raises:
        OutputError: the dataset cannot be written. What was committed stays, and the next run goes on from there.
    """
    run = _DatasetRun(inputs, extractor, writer, options, settings, watch)
    try:
        run.extract()
    except KeyboardInterrupt:
        run.summary.interrupted = True
    except OutputError:
        with suppress(OutputError):
            run.publish(finished=False)
        raise
    run.publish(finished=not run.summary.interrupted)
    return run.summary


class _DatasetRun:
    """What a run knows of its dataset."""

    def __init__(
        self,
        inputs: Sequence[Input | Reject],
        extractor: Extracts,
        writer: DatasetWriter,
        options: ReadOptions,
        settings: Settings,
        watch: Watch,
    ) -> None:
        self.summary = Summary(damaged=writer.damaged)
        self._writer = writer
        self._settings = settings
        self._watch = watch
        self._processes = processes(inputs, settings)
        self._items = Limited(records(inputs, options), settings.limit)
        self._work = Work(
            extractor=extractor,
            options=options,
            timeout=settings.timeout,
            out=writer.blocks.out,
            made=writer.blocks.made,
        )
        self._blocks: dict[int, Block] = {}
        self._gone = writer.blocks.sources() if (writer.before or {}).get("complete") else set()
        self._published = monotonic()

    def extract(self) -> None:
        """Do all jobs. Raises KeyboardInterrupt when it comes to an end before."""
        if self._processes == 1 and CAN_INTERRUPT:
            for job in self._jobs():
                answer = self._work.do(job, each=self._count)
                self._take(answer)
                if answer.interrupted:
                    raise KeyboardInterrupt
            return
        with Pool(self._work, self._processes) as pool:
            try:
                for answer in pool.answers(self._jobs()):
                    self._take(answer)
            except KeyboardInterrupt:
                for answer in pool.stop():
                    self._take(answer)
                raise

    def publish(self, *, finished: bool) -> None:
        """Let readers see what there is."""
        blocks = [self._blocks[number] for number in sorted(self._blocks)]
        for block in blocks:
            self.summary.tally.add(Tally.of_block(block))
        self.summary.limited = self._items.cut
        self.summary.removed = len(self._gone) if finished and not self._items.cut else 0
        self.summary.shown = self._writer.publish(blocks, finished=finished, complete=finished and not self._items.cut)

    def _jobs(self) -> Iterator[Job]:
        """The blocks that are not there yet."""
        blocks = self._writer.blocks
        committed: dict[Entry, str] | None = None
        for number, chunk in enumerate(plan.chunks(self._items)):
            self._gone.difference_update(source for source, _ in chunk.entries)
            block = blocks.get(name_of(blocks.made, chunk.entries))
            if block is not None and not (self._settings.retry and block.given_up):
                self._blocks[number] = block
                self._watch.kept(Tally.of_block(block))
                self._watch.read(chunk.size)
                continue
            if committed is None:
                committed = dict(blocks.entries())
            reuse: dict[str, set[Entry]] = {}
            for entry in chunk.entries:
                if entry in committed:
                    reuse.setdefault(committed[entry], set()).add(entry)
            yield Job(number=number, chunk=chunk, reuse={name: frozenset(kept) for name, kept in reuse.items()})

    def _count(self, done: Done) -> None:
        self.summary.count(Report.of(done), self._watch)

    def _take(self, answer: Answer) -> None:
        if answer.block is not None:
            self._blocks[answer.number] = answer.block
        for report in answer.reports:
            self.summary.count(report, self._watch)
        self._watch.read(answer.size)
        if monotonic() - self._published > _BETWEEN_CHECKPOINTS:
            self._writer.publish([self._blocks[number] for number in sorted(self._blocks)], finished=False)
            self._published = monotonic()
