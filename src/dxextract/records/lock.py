"""One writer at a time: a lock on the folder of a dataset."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path
from types import TracebackType

from dxextract.errors import OutputError


class Lock:
    """Held from its making until it is closed or its process ends, however it ends.

    The system's lock on the file decides. Where a file system knows none, the process named in the file does: it counts
    as long as it runs on this machine, and is taken for alive on another one.

    Args:
        path: the file; its folder exists. It stays behind, empty.
        what: what is locked, for the message.

    Raises:
        OutputError: another process holds it.
        OSError: the file cannot be made.
    """

    def __init__(self, path: Path, *, what: object) -> None:
        self._file = path.open("a+b")
        held = _take(self._file.fileno())
        holder = _holder(path)
        if held is False or (held is None and _alive(holder)):
            self._file.close()
            who = f" (process {holder['pid']} on {holder['host']})" if holder else ""
            hint = "" if held is False else f"; if it does not run any more, delete {path}"
            raise OutputError(f"another dxextract is writing {what}{who}; wait for it or name another folder{hint}")
        self._file.truncate(0)
        self._file.write(json.dumps({"pid": os.getpid(), "host": platform.node()}).encode())
        self._file.flush()

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the next one write."""
        if not self._file.closed:
            self._file.truncate(0)
            self._file.close()


def _take(descriptor: int) -> bool | None:
    """Whether the system gave the lock; None where it has none to give."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _holder(path: Path) -> dict[str, object] | None:
    try:
        holder = json.loads(path.read_bytes())
        return {"pid": int(holder["pid"]), "host": str(holder["host"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _alive(holder: dict[str, object] | None) -> bool:
    if holder is None:
        return False
    if holder["host"] != platform.node():
        return True
    if os.name == "nt":  # there, signal 0 would end the process
        return True
    try:
        os.kill(int(str(holder["pid"])), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
