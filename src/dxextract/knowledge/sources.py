"""Where the knowledge lies: an explicit folder, the data packaged in the wheel, or the checkout, in this order."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dxextract.errors import KnowledgeError

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Sources:
    """The two folders that knowledge is read from."""

    patterns: Path
    gazetteer: Path

    def content_hash(self) -> str:
        """SHA-256 of the names and contents of all files in both folders, shortened to 16 hexadecimal digits."""
        total = sha256()
        for folder in (self.patterns, self.gazetteer):
            for path in sorted(p for p in folder.iterdir() if p.suffix in (".yaml", ".csv")):
                total.update(f"{folder.name}/{path.name}\0".encode())
                total.update(sha256(path.read_bytes()).digest())
        return total.hexdigest()[:16]


def find_sources(folder: Path | None = None) -> Sources:
    """The folders to read.

    Args:
        folder: a folder that holds ``patterns/`` and ``gazetteer/``; None for the packaged or checked-out ones.

    Raises:
        KnowledgeError: no such folders; the message names where was looked.
    """
    roots = [folder] if folder is not None else [_PACKAGE / "data", _PACKAGE.parents[1]]
    for root in roots:
        if (root / "patterns").is_dir() and (root / "gazetteer").is_dir():
            return Sources(root / "patterns", root / "gazetteer")
    looked = ", ".join(str(root) for root in roots)
    raise KnowledgeError(
        f"no folder with patterns/ and gazetteer/ in {looked}: name one with --knowledge, or reinstall"
    )
