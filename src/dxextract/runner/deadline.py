"""A limit to the time that one piece of work may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_AGAIN = 1.0  # seconds: what swallowed the exception once is stopped the next time

CAN_INTERRUPT = hasattr(signal, "setitimer")
"""Whether this platform can interrupt its own work. Where it cannot, another process must watch."""


class TimedOut(BaseException):
    """The time is over. No ``Exception``, so that nothing on the way takes it for a fault that it knows."""


@contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """Raise :class:`TimedOut` in what runs inside after this many seconds; never when None.

    Python code is interrupted between two instructions, and compiled code when it returns. Without effect outside the
    main thread, and where :data:`CAN_INTERRUPT` is False.
    """
    if seconds is None or not CAN_INTERRUPT or threading.current_thread() is not threading.main_thread():
        yield
        return
    armed = True

    def stop(number: int, frame: FrameType | None) -> Any:
        if armed:
            raise TimedOut

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
