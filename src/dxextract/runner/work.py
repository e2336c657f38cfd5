"""What is done with one block, in the process of the run or in another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from dxextract.readers.options import ReadOptions
from dxextract.records.blocks import Block, Blocks, Entry
from dxextract.records.files import said
from dxextract.records.jsonl import lines
from dxextract.records.model import Reject
from dxextract.rows import Done
from dxextract.runner.plan import Chunk
from dxextract.runner.process import Extracts, process
from dxextract.runner.tally import Tally

WRITING = -1
"""Where a job is when its records are done."""

_BETWEEN_COMMITS = 30.0  # seconds: where articles are slow, a run that is killed loses no more of a block


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One block to be done.

    Attributes:
        number: its place in the order of the run.
        chunk: the records.
        reuse: inputs that are not to be done again, by the name of the committed block that holds what they gave.
        given_up: rejects by position, for records that ended the process that worked on them.
    """

    number: int
    chunk: Chunk
    reuse: Mapping[str, frozenset[Entry]] = field(default_factory=dict)
    given_up: Mapping[int, Reject] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is said of one input that was done."""

    source: str
    tally: Tally
    reject: Reject | None

    @staticmethod
    def of(done: Done) -> Report:
        outcome = done.outcome
        reject = outcome if isinstance(outcome, Reject) else None
        return Report(source=done.source, tally=Tally.of_one(done), reject=reject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of a job.

    Attributes:
        number: that of the job.
        block: what was committed; None if nothing was, or lines were wanted.
        lines: JSON lines, if they were wanted.
        reports: on the inputs that were done, in their order, unless each was reported when it was done.
        size: bytes of input.
        interrupted: whether only a part was done; then the block holds that part.
    """

    number: int
    block: Block | None = None
    lines: bytes = b""
    reports: tuple[Report, ...] = ()
    size: int = 0
    interrupted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """How blocks are done. It is pickled for other processes.

    Attributes:
        extractor: what extracts.
        options: how records are read.
        timeout: seconds for one record, None for any time.
        out, made: the dataset's folder and the hash of how it is made; None where JSON lines are wanted.
    """

    extractor: Extracts
    options: ReadOptions
    timeout: float | None
    out: Path | None = None
    made: str = ""

    def outcomes(self, job: Job, begin: Callable[[int], None] = lambda at: None) -> Iterator[tuple[Entry, Done]]:
        """Do the records of a job one after the other, but for those to be reused."""
        kept = frozenset[Entry]().union(*job.reuse.values())
        for at, (item, entry) in enumerate(zip(job.chunk.items, job.chunk.entries, strict=True)):
            if entry in kept:
                continue
            begin(at)
            yield entry, process(job.given_up.get(at, item), self.extractor, self.options, timeout=self.timeout)

    def do(
        self, job: Job, begin: Callable[[int], None] = lambda at: None, each: Callable[[Done], None] | None = None
    ) -> Answer:
        """Do a job to its end, or to an interrupt (``KeyboardInterrupt``) of its records.

        Args:
            job: what is to be done.
            begin: gets the position of each record before it is done, and :data:`WRITING` behind the last.
            each: gets what each record gave; None to have reports in the answer.

        Raises:
            OutputError: the block cannot be written.
        """
        done: dict[Entry, Done] = {}
        interrupted = False
        committed = monotonic()
        try:
            for entry, one in self.outcomes(job, begin):
                done[entry] = one
                if each is not None:
                    each(one)
                if self.out is not None and monotonic() - committed > _BETWEEN_COMMITS:
                    self._commit(job, done)
                    committed = monotonic()
        except KeyboardInterrupt:
            interrupted = True
        begin(WRITING)
        return Answer(
            number=job.number,
            block=self._commit(job, done) if self.out is not None else None,
            lines=_encoded(done.values()) if self.out is None else b"",
            reports=tuple(map(Report.of, done.values())) if each is None else (),
            size=job.chunk.size,
            interrupted=interrupted,
        )

    def _commit(self, job: Job, done: Mapping[Entry, Done]) -> Block | None:
        """Commit what was done of a job; None if that is nothing. The rest finds it among the blocks to be reused."""
        assert self.out is not None
        there = frozenset(done).union(*job.reuse.values())
        entries = [entry for entry in job.chunk.entries if entry in there]
        if not entries:
            return None
        with said(self.out):
            return Blocks(self.out, self.made).add(entries, done, job.reuse)


def _encoded(done: Iterable[Done]) -> bytes:
    return "".join(f"{line}\n" for one in done for line in lines(one.outcome)).encode()
