"""Worker processes that do jobs, watched: one that dies or hangs costs one article, not the run."""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic, sleep
from types import FrameType
from typing import Any

from dxextract.errors import DxextractError, InputError, OutputError
from dxextract.readers.inputs import reject
from dxextract.runner.work import WRITING, Answer, Job, Work

_GRACE = 5.0  # seconds more than the timeout, for the worker to interrupt itself
_TICK = 0.5
_STRIKES = 2  # deaths on one record until it is given up: the first may have come from outside
_FALSE_STARTS = 3
_PAUSES = (0.0, 0.1, 0.5, 2.0)  # seconds before a process that did not start is started again
_PATIENCE = 10.0  # seconds for the article at work when the run is interrupted


@dataclass(slots=True, eq=False)
class _Worker:
    """A process with what it is at: ``at`` is the position of a record, since ``since``; None before the first."""

    process: BaseProcess
    pipe: Connection
    job: Job | None = None
    at: int | None = None
    since: float = 0.0


class Pool:
    """Some processes that do the jobs of a run. Use it as a context manager; at the end none is left.

    Args:
        work: how jobs are done.
        processes: how many at once.
        ahead: how many jobs are taken at most from the first on that is not done; None for any number.

    A record on which a process dies twice is given up (``crashed``), and so is one that takes longer than the timeout
    and does not let itself be interrupted (``timeout``).
    """

    def __init__(self, work: Work, processes: int, *, ahead: int | None = None) -> None:
        self._work = work
        self._context = _context()
        self._processes = processes
        self._ahead = ahead
        self._workers: list[_Worker] = []
        self._again: deque[Job] = deque()
        self._strikes: Counter[tuple[int, int]] = Counter()
        self._false_starts = 0
        self._stopping = False

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def answers(self, jobs: Iterator[Job]) -> Iterator[Answer]:
        """Do the jobs; answers come in the order in which they are done. Few jobs are taken ahead.

        Raises:
            OutputError: a block cannot be written, or processes do not start.
        """
        ready: deque[Job] = deque()
        more = True
        while more or ready or self._again or self._busy():
            hungry = more and len(ready) < self._processes and self._near(ready)
            if hungry:
                job = next(jobs, None)
                more = job is not None
                ready += [job] if job else []
            while (self._again or ready) and (worker := self._idle()):
                self._give(worker, (self._again or ready).popleft())
            yield from self._heard(0.0 if hungry else _TICK)
            self._watch()

    def stop(self) -> Iterator[Answer]:
        """Interrupt all jobs; their answers, with what was done of them."""
        self._stopping = True
        for worker in self._busy():
            worker.process.terminate()
        end = monotonic() + _PATIENCE
        while self._busy() and monotonic() < end:
            yield from self._heard(_TICK)

    def _near(self, ready: Iterable[Job]) -> bool:
        numbers = [job.number for job in (*ready, *self._again, *(w.job for w in self._busy() if w.job))]
        return self._ahead is None or not numbers or max(numbers) - min(numbers) < self._ahead

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.job is not None]

    def _idle(self) -> _Worker | None:
        idle = next((worker for worker in self._workers if worker.job is None), None)
        if idle is None and len(self._workers) < self._processes:
            ours, theirs = self._context.Pipe()
            process = self._started(theirs)
            theirs.close()
            idle = _Worker(process, ours)
            self._workers.append(idle)
        return idle

    def _started(self, pipe: Connection) -> BaseProcess:
        """A new process. The server that forks it may have gone; once it is known to be dead another one is started."""
        fault: Exception | None = None
        for pause in (0.0, *_PAUSES):
            sleep(pause)
            process: BaseProcess = self._context.Process(target=_serve, args=(pipe, self._work), daemon=True)
            try:
                with _deaf():
                    process.start()
            except (OSError, EOFError) as error:
                fault = error
            else:
                return process
        raise OutputError(f"worker processes do not start ({type(fault).__name__}: {fault}); try --jobs 1") from fault

    def _give(self, worker: _Worker, job: Job) -> None:
        worker.job, worker.at = job, None
        with suppress(BrokenPipeError, ConnectionResetError), _undisturbed():  # that it is dead shows when it is heard
            worker.pipe.send(job)

    def _heard(self, seconds: float) -> Iterator[Answer]:
        pipes = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(pipes), seconds):
            worker = pipes[pipe]  # type: ignore[index]
            try:
                with _undisturbed():
                    said = worker.pipe.recv()
            except (EOFError, OSError):
                self._lost(worker)
                continue
            if isinstance(said, int):
                worker.at, worker.since = said, monotonic()
            elif isinstance(said, Answer):
                worker.job = None
                yield said
            else:
                raise said

    def _watch(self) -> None:
        timeout = self._work.timeout
        for worker in self._busy():
            if timeout and worker.at not in (None, WRITING) and monotonic() - worker.since > timeout + _GRACE:
                worker.process.kill()
                self._lost(worker, f"took longer than {timeout:g} s and could not be interrupted")

    def _lost(self, worker: _Worker, overdue: str | None = None) -> None:
        """Take leave of a dead worker, and see what becomes of its job."""
        worker.process.join(_PATIENCE)
        worker.pipe.close()
        self._workers.remove(worker)
        job, at = worker.job, worker.at
        if job is None or self._stopping:
            return
        if at is None or at == WRITING:
            self._false_starts += 1
            if self._false_starts >= _FALSE_STARTS:
                raise OutputError(f"worker processes end before their work ({_ending(worker.process)}); try --jobs 1")
        else:
            self._strikes[job.number, at] += 1
            if overdue or self._strikes[job.number, at] >= _STRIKES:
                detail = overdue or f"the process that worked on it ended {_STRIKES} times ({_ending(worker.process)})"
                fault = InputError("extract", "timeout" if overdue else "crashed", detail)
                given_up = {**job.given_up, at: reject(job.chunk.items[at].source, fault)}
                job = replace(job, given_up=given_up)
        self._again.append(job)


def start() -> None:
    """Begin to load what workers share, while the caller does something else."""
    context = _context()
    if context.get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        with _deaf():
            ensure_running()


def _context() -> Any:
    methods = multiprocessing.get_all_start_methods()
    # Never fork: Arrow has threads, whose locks would stay held in the child.
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(["dxextract.runner.preload"])
    return context


def _serve(pipe: Connection, work: Work) -> None:
    """The life of a worker: jobs come, positions and answers go, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the run decides
    signal.signal(signal.SIGTERM, _interrupt)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        while True:
            job = pipe.recv()
            try:
                pipe.send(work.do(job, pipe.send))
            except DxextractError as error:
                pipe.send(error)
            except OSError:
                raise
            except Exception as error:
                pipe.send(RuntimeError(f"{type(error).__name__}: {error}"))


def _interrupt(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep interrupts back for a moment: half a message in a pipe would make the rest unreadable."""
    with _held_back("SIGINT", "SIGTERM"):
        yield


@contextmanager
def _deaf() -> Iterator[None]:
    """Have processes that are started here never hear Ctrl-C, not even before they can say that they ignore it."""
    if hasattr(signal, "pthread_sigmask"):
        from multiprocessing.resource_tracker import ensure_running

        ensure_running()  # it would let the signal through again if it were started later
    with _held_back("SIGINT"):
        yield


@contextmanager
def _held_back(*names: str) -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {getattr(signal, name) for name in names})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ending(process: BaseProcess) -> str:
    code = process.exitcode
    if code is None or code >= 0:
        return f"exit code {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"
