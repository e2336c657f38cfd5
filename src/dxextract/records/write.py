"""A dataset on disk: ``manifest.json`` and a folder of Parquet files for each table, written as a whole or not at all.

Everything is written into a hidden sibling folder, ``.NAME.partial``, and renamed at the end, so that a crash never
leaves half a dataset under the target's name; while that happens, a dataset that is replaced is ``.NAME.old``. A writer
holds a lock in its folder: a second one for the same target is refused, and what a killed one left is cleared away.
Nothing that is written depends on the time or the machine: the same outcomes give the same bytes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from dxextract import __version__
from dxextract.errors import OutputError
from dxextract.records.model import Reject, Result
from dxextract.records.schema import SCHEMA_VERSION, SCHEMAS
from dxextract.records.tables import tables

MANIFEST = "manifest.json"
FORMAT = "dxextract"

_LOCK = "dxextract.lock"
_INPUTS_IN_PART = 2_000  # bounds memory: about 50 kB of records stand behind one article


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    rows: int
    sha256: str


class DatasetWriter:
    """Writes outcomes into a dataset. Use it as a context manager; what is not committed leaves no trace.

    Args:
        out: folder of the dataset. It may exist when it is empty; folders above it are made.
        knowledge_hash: what the facts were extracted with, for the manifest.
        overwrite: whether a dataset that stands at ``out`` may be replaced. Nothing else is ever replaced.

    Attributes:
        replaces: whether a dataset stands at ``out``.

    Raises:
        OutputError: ``out`` is taken, another writer is at work on it, or it cannot be written.
    """

    def __init__(self, out: Path, *, knowledge_hash: str, overwrite: bool = False) -> None:
        check_target(out, overwrite=overwrite)
        self.replaces = read_manifest(out) is not None
        self._out = out
        self._overwrite = overwrite
        self._knowledge_hash = knowledge_hash
        self._pending: list[Result | Reject] = []
        self._files: dict[str, list[_File]] = {name: [] for name in SCHEMAS}
        self._parts = 0
        self._staging = _sibling(out, "partial")
        with _said(out):
            self._staging.mkdir(parents=True)
            self._lock = (self._staging / _LOCK).open("xb")
            _hold(self._lock)
            for name in SCHEMAS:
                (self._staging / name).mkdir()

    def __enter__(self) -> DatasetWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.close()
        shutil.rmtree(self._staging, ignore_errors=True)

    def add(self, outcome: Result | Reject) -> None:
        """Take one outcome. Add outcomes in the order of their sources: rows are sorted only inside a part."""
        self._pending.append(outcome)
        if len(self._pending) >= _INPUTS_IN_PART:
            self._write_part()

    def commit(self, *, complete: bool = True) -> None:
        """Put the dataset in its place. Afterwards the writer is done.

        Args:
            complete: False when inputs are left undone; the manifest says so.

        Raises:
            OutputError: something took the place meanwhile, or writing failed.
        """
        if self._pending or not self._parts:  # without any input there is still one part, so that readers find a schema
            self._write_part()
        with _said(self._out):
            (self._staging / MANIFEST).write_text(self._manifest(complete=complete), encoding="utf-8", newline="\n")
            _check_place(self._out, overwrite=self._overwrite)
            self._lock.close()
            (self._staging / _LOCK).unlink()
            _move_into_place(self._staging, self._out)

    def _write_part(self) -> None:
        written: dict[str, _File] = {}
        for name, table in tables(self._pending).items():
            path = f"{name}/part-{self._parts:05d}.parquet"
            with _said(self._out):
                pq.write_table(table, self._staging / path, compression="zstd")
                digest = sha256((self._staging / path).read_bytes()).hexdigest()
            written[name] = _File(path=path, rows=table.num_rows, sha256=digest)
        # Only now, so that an interrupted part is written again, under its own name, by commit.
        self._parts += 1
        self._pending = []
        for name, file in written.items():
            self._files[name].append(file)

    def _manifest(self, *, complete: bool) -> str:
        manifest = {
            "format": FORMAT,
            "schema_version": SCHEMA_VERSION,
            "dxextract_version": __version__,
            "knowledge_hash": self._knowledge_hash,
            "complete": complete,
            "tables": {
                name: {"rows": sum(file.rows for file in files), "files": [asdict(file) for file in files]}
                for name, files in self._files.items()
            },
        }
        return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def check_target(out: Path, *, overwrite: bool) -> None:
    """Refuse a target that must not be replaced: anything but nothing, an empty folder, or (overwrite) a dataset.

    What a killed writer left beside it is cleared away; a dataset that it was about to replace is put back.

    Raises:
        OutputError: says what stands there, or that another writer is at work on it.
    """
    with _said(out):
        _clear(out)
        _check_place(out, overwrite=overwrite)


def _check_place(out: Path, *, overwrite: bool) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise OutputError(f"{out} is a file, not a folder; name another folder")
    if next(out.iterdir(), None) is None:
        return
    if read_manifest(out) is None:
        raise OutputError(f"{out} is not empty and holds no dataset of dxextract; name another folder")
    if not overwrite:
        raise OutputError(f"{out} already holds a dataset; add --overwrite to replace it")
    if foreign := _foreign(out):
        raise OutputError(f"{out} also holds {foreign}, which is not ours to delete; move it or name another folder")


def read_manifest(path: Path) -> dict[str, Any] | None:
    """The manifest of a dataset; None when the folder is not a dataset of dxextract."""
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("format") == FORMAT else None


def _foreign(out: Path) -> str | None:
    """The first thing in a dataset's folder that no writer put there."""
    for path in sorted(out.rglob("*")):
        inside = path.relative_to(out)
        ours = (
            inside in (Path(MANIFEST), Path(_LOCK))
            or (len(inside.parts) == 1 and inside.name in SCHEMAS and path.is_dir())
            or (len(inside.parts) == 2 and inside.parts[0] in SCHEMAS and inside.match("part-*.parquet"))
        )
        if not ours:
            return inside.as_posix()
    return None


def _sibling(out: Path, role: str) -> Path:
    target = out.resolve()
    return target.with_name(f".{target.name}.{role}")


def _clear(out: Path) -> None:
    """Clear away what a killed writer left."""
    partial, old = _sibling(out, "partial"), _sibling(out, "old")
    if partial.exists():
        if _is_held(partial / _LOCK):
            raise OutputError(f"another dxextract is writing {out}; wait for it or name another folder")
        _delete(partial)
    if old.exists():
        if not out.exists() and read_manifest(old) is not None:
            old.rename(out.resolve())
        else:
            _delete(old)


def _delete(leftover: Path) -> None:
    if foreign := _foreign(leftover):
        raise OutputError(f"{leftover} is in the way; it holds {foreign}, which is not ours to delete; move it")
    shutil.rmtree(leftover)


def _hold(lock: BinaryIO) -> None:
    """Hold a file until it is closed or its process ends, however it ends. Raises BlockingIOError if another does."""
    try:
        import fcntl
    except ImportError:  # Windows, where nobody can delete a file that is open
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:  # a file system without locks
        return


def _is_held(path: Path) -> bool:
    try:
        with path.open("rb") as lock:
            _hold(lock)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _move_into_place(staging: Path, out: Path) -> None:
    target = out.resolve()
    if not target.exists():
        staging.rename(target)
        return
    old = _sibling(out, "old")
    target.rename(old)
    try:
        staging.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _said(out: Path) -> Iterator[None]:
    """Failures of the file system and of Arrow as OutputError."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"cannot write {out}: {error.strerror or error}") from error
    except pa.ArrowException as error:
        raise OutputError(f"cannot write {out}: {error}") from error
