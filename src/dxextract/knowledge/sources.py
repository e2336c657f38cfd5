"""Where the knowledge lies: the data packaged in the wheel or the checkout, and the user's own folder laid over it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dxextract.errors import KnowledgeError, UsageError
from dxextract.knowledge.files import Folder
from dxextract.knowledge.overlay import Fault

_PACKAGE = Path(__file__).resolve().parents[1]
ROOTS = (_PACKAGE / "data", _PACKAGE.parents[1])
"""Where the packaged knowledge may lie: in the wheel, or in the checkout."""

_PARTS = ("patterns", "gazetteer")
_SUFFIXES = (".yaml", ".yml", ".csv")


@dataclass(frozen=True, slots=True)
class Sources:
    """The two folders that knowledge is read from, each in its layers."""

    patterns: Folder
    gazetteer: Folder

    def content_hash(self) -> str:
        """SHA-256 of the names and contents of all files of all layers, shortened to 16 hexadecimal digits."""
        total = sha256()
        layers = zip(self.patterns.layers, self.gazetteer.layers, strict=True)
        for folder in (folder for layer in layers for folder in layer):
            try:
                for path in _files(folder):
                    total.update(f"{folder.name}/{path.name}\0".encode())
                    total.update(sha256(path.read_bytes()).digest())
            except OSError as error:
                raise KnowledgeError(f"{error.filename or folder}:1: file: cannot be read: {error.strerror}") from error
        return total.hexdigest()[:16]


def find_sources(folder: Path | None = None, *, faults: list[Fault] | None = None) -> Sources:
    """The folders to read.

    Args:
        folder: the user's own knowledge, which adds to the packaged one: a folder with ``patterns/``, ``gazetteer/`` or
            both. Any of their files may be missing.
        faults: takes all faults of what is read; None: faults raise.

    Raises:
        UsageError: there is no such folder.
        KnowledgeError: it holds neither, or nothing is packaged; the message names where was looked. Or a file in the
            user's folder has a name that no packaged one has.
    """
    base = next((root for root in ROOTS if all((root / part).is_dir() for part in _PARTS)), None)
    if base is None:
        raise KnowledgeError(f"no patterns/ and gazetteer/ in {', '.join(map(str, ROOTS))}: reinstall dxextract")
    layers = [base]
    if folder is not None:
        if not folder.is_dir():
            raise UsageError(f"{folder}: {'is a file; name its folder' if folder.exists() else 'no such folder'}")
        if not any((folder / part).is_dir() for part in _PARTS):
            raise KnowledgeError(f"{folder}: neither patterns/ nor gazetteer/ in it")
        layers.append(folder)
        strays = list(_strays(folder, base))
        if faults is None and strays:
            raise KnowledgeError("\n".join(map(str, strays)))
        if faults is not None:
            faults += strays
    patterns, gazetteer = (Folder(tuple(layer / part for layer in layers), faults) for part in _PARTS)
    return Sources(patterns, gazetteer)


def _strays(folder: Path, base: Path) -> list[Fault]:
    """Files of a user's folder that nothing would read."""
    known = {part: {path.name for path in _files(base / part)} for part in _PARTS}
    found: list[Fault] = []
    for part in _PARTS:
        for path in _files(folder / part):
            if path.name not in known[part]:
                near = ", ".join(sorted(known[part]))
                found.append(Fault(str(path), 1, "file", f"no file of {part}/ has this name; there are {near}"))
    for path in _files(folder):
        for part in _PARTS:
            if path.name in known[part]:
                found.append(Fault(str(path), 1, "file", f"this file belongs into {part}/"))
    return found


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix in _SUFFIXES) if folder.is_dir() else []
