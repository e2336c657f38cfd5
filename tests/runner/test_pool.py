"""Workers that are interrupted where nothing of a job can be lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import pytest

from dxextract.extractor import Extractor
from dxextract.readers.options import ReadOptions
from dxextract.runner.plan import Chunk
from dxextract.runner.pool import Pool
from dxextract.runner.work import Answer, Job, Work

from ..cli.conftest import POSIX

pytestmark = POSIX
Start = Callable[[], tuple[BaseProcess, Connection]]


@pytest.fixture
def start(extractor: Extractor) -> Iterator[Start]:
    """Starts a worker as a pool does, and gives its process and the pool's end of the pipe."""
    started: list[tuple[BaseProcess, Connection]] = []
    pool = Pool(Work(extractor=extractor, options=ReadOptions(), timeout=None), 1)

    def run() -> tuple[BaseProcess, Connection]:
        worker = pool._idle()
        assert worker is not None
        started.append((worker.process, worker.pipe))
        return started[-1]

    with pool:
        yield run


def does_a_job(pipe: Connection) -> bool:
    pipe.send(Job(number=7, chunk=Chunk()))
    said: object = None
    with suppress(EOFError, ConnectionResetError):
        while not isinstance(said, Answer):
            assert pipe.poll(60)
            said = pipe.recv()
    return isinstance(said, Answer) and said.number == 7


def test_an_interrupt_that_comes_before_the_first_job(start: Start) -> None:
    process, pipe = start()
    assert process.pid is not None
    os.kill(process.pid, signal.SIGINT)  # while it unpickles what it needs
    assert does_a_job(pipe)


def test_the_end_of_a_worker_that_waits_for_a_job(start: Start) -> None:
    process, pipe = start()
    assert does_a_job(pipe)
    process.terminate()
    process.join(60)
    assert process.exitcode == 0  # and not 1, with a traceback
