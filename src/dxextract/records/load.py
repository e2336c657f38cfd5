"""Reading a dataset back: as Arrow tables, and from there as polars or pandas frames."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dxextract.errors import OutputError, UsageError
from dxextract.records.manifest import MANIFEST, fault_of_manifest, files_of, read_manifest
from dxextract.records.schema import SCHEMA_VERSION, SCHEMAS

_HEALS = "; the `dxextract extract` that made the dataset mends it when it is run again"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Dataset:
    """A dataset in memory, one Arrow table for each table of the contract.

    Attributes:
        manifest: what ``manifest.json`` says: versions, the hash of the knowledge, rows and files.
    """

    articles: pa.Table
    metrics: pa.Table
    rankings: pa.Table
    references: pa.Table
    findings: pa.Table
    rejects: pa.Table
    manifest: dict[str, Any]

    def __repr__(self) -> str:
        rows = ", ".join(f"{name}: {table.num_rows}" for name, table in self.tables.items())
        return f"<Dataset of rows in {rows}>"

    @property
    def tables(self) -> dict[str, pa.Table]:
        """The tables by name."""
        return {name: getattr(self, name) for name in SCHEMAS}

    def to_polars(self) -> dict[str, Any]:
        """A ``polars.DataFrame`` for each table, by name.

        Raises:
            OutputError: polars is not installed.
        """
        polars = _optional("polars")
        return {name: polars.from_arrow(table) for name, table in self.tables.items()}

    def to_pandas(self) -> dict[str, Any]:
        """A ``pandas.DataFrame`` for each table, by name. Columns keep their Arrow types, so that an unknown rank
        does not turn ranks into floats.

        Raises:
            OutputError: pandas is not installed.
        """
        pandas = _optional("pandas")
        return {name: table.to_pandas(types_mapper=pandas.ArrowDtype) for name, table in self.tables.items()}


def load(path: str | os.PathLike[str]) -> Dataset:
    """Read the dataset that ``dxextract extract -o`` wrote.

    Args:
        path: its folder.

    Returns:
        All its tables.

    Raises:
        UsageError: there is no dataset.
        OutputError: it is from a newer schema, or a file is missing, broken or not as the manifest says, which another
            run of the same extraction mends.
    """
    folder = Path(path)
    manifest = read_manifest(folder)
    if manifest is None:
        if fault := fault_of_manifest(folder):
            raise OutputError(f"{fault}{_HEALS}")
        there = "it is a file, not a folder" if folder.exists() else "there is no such folder"
        why = f"it has no {MANIFEST} of dxextract" if folder.is_dir() else there
        raise UsageError(f"{folder} is not a dataset: {why}")
    version = manifest.get("schema_version")
    if version != SCHEMA_VERSION:
        raise OutputError(
            f"{folder} has schema version {version}, this dxextract reads {SCHEMA_VERSION}: extract it again, "
            f"or use dxextract {manifest.get('dxextract_version')}"
        )
    return Dataset(manifest=manifest, **{name: _read(folder, name, manifest) for name in SCHEMAS})


def _read(folder: Path, name: str, manifest: dict[str, Any]) -> pa.Table:
    try:
        paths = [file.path for file in files_of(manifest, name)]
        rows = manifest["tables"][name]["rows"]
    except (KeyError, ValueError) as error:
        raise OutputError(f"{folder / MANIFEST} is damaged: it does not list the files of {name}{_HEALS}") from error
    # partitioning=None: "OUT/year=2024" must not become a column.
    try:
        parts = [pq.read_table(folder / file, partitioning=None) for file in paths]
        table = pa.concat_tables(parts or [SCHEMAS[name].empty_table()])
    except (OSError, pa.ArrowException) as error:
        raise OutputError(f"{folder}: table {name} cannot be read: {error}{_HEALS}") from error
    if table.num_rows != rows:
        raise OutputError(f"{folder}: table {name} has {table.num_rows} rows, the manifest says {rows}{_HEALS}")
    return table


def _optional(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError as error:
        raise OutputError(f"{library} is not installed: pip install {library}") from error
