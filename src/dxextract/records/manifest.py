"""``manifest.json``: what a dataset consists of. What it does not list does not belong to it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dxextract import __version__
from dxextract.records.schema import SCHEMA_VERSION

MANIFEST = "manifest.json"
FORMAT = "dxextract"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One part of a table. ``path`` is relative to the dataset's folder, with ``/`` between folders."""

    path: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What, besides the inputs, decides what a dataset holds.

    Attributes:
        knowledge_hash: of the knowledge that facts are extracted with.
        options: what else was asked for, as plain data: the day of publication, the map of fields.
    """

    knowledge_hash: str
    options: Mapping[str, Any]

    def fits(self, manifest: Mapping[str, Any]) -> bool:
        """Whether a dataset was made in the same way, by the same version."""
        return manifest.items() >= self.described().items()

    def described(self) -> dict[str, Any]:
        """What a manifest says of it."""
        return {
            "format": FORMAT,
            "schema_version": SCHEMA_VERSION,
            "dxextract_version": __version__,
            "knowledge_hash": self.knowledge_hash,
            "options": dict(self.options),
        }


def describe(made: Made, tables: Mapping[str, Sequence[File]], *, complete: bool) -> dict[str, Any]:
    """The manifest of a dataset.

    Args:
        made: how it was made.
        tables: the parts of every table, in their order.
        complete: False when inputs are left undone.
    """
    rows = {name: sum(file.rows for file in files) for name, files in tables.items()}
    return {
        **made.described(),
        "complete": complete,
        "inputs": rows["articles"] + rows["rejects"],
        "tables": {name: {"rows": rows[name], "files": list(map(asdict, files))} for name, files in tables.items()},
    }


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a dataset; None when the folder is not a dataset of dxextract."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and manifest.get("format") == FORMAT else None


def fault_of_manifest(folder: Path) -> str | None:
    """Why the file at the place of a manifest cannot be read; None where there is none, or it can, whoever's it is."""
    try:
        json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return f"{folder / MANIFEST} cannot be read: {error.strerror}"
    except ValueError as error:
        return f"{folder / MANIFEST} is damaged: {error}"
    return None


def files_of(manifest: Mapping[str, Any], table: str) -> list[File]:
    """The parts of a table that a manifest lists.

    Raises:
        ValueError: it does not list them.
    """
    try:
        return [
            File(path=str(file["path"]), rows=int(file["rows"]), sha256=str(file["sha256"]))
            for file in manifest["tables"][table]["files"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"it does not list the files of {table}") from error
