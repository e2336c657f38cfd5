"""Writing a dataset: blocks are added one by one, and a manifest says which of them readers see.

Readers go by ``manifest.json`` and see what was published last; so does whoever reads ``OUT/metrics/*.parquet``, as
what is not published yet lies in ``OUT/.dxextract``. A complete dataset stays as it is until the next one is complete.
Nothing in the tables depends on the time, the machine, or the way that led to them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path
from types import TracebackType
from typing import Any

from dxextract.clusters import SKETCH_VERSION, cluster, sketch
from dxextract.errors import OutputError, UsageError
from dxextract.ids import digest
from dxextract.records.blocks import WORK, Block, Blocks, Entry, with_clusters
from dxextract.records.describe import CROISSANT, DATAPACKAGE, croissant, datapackage
from dxextract.records.files import hash_of, said, sync, write_bytes, write_table
from dxextract.records.heal import drop_damaged
from dxextract.records.lock import Lock
from dxextract.records.manifest import MANIFEST, File, Made, describe, fault_of_manifest, files_of, read_manifest
from dxextract.records.model import Reject, Result
from dxextract.records.schema import SCHEMAS
from dxextract.rows import Done

_PART = re.compile(r"part-(?:[0-9a-f]{32}(?:-[0-9a-f]{8})?|\d{5})\.parquet")  # the second as version 0.1 had them


class DatasetWriter:
    """Holds a dataset's folder while blocks are added to it and published. Use it as a context manager.

    Args:
        out: folder of the dataset. It may exist when it is empty or a dataset; folders above it are made.
        made: how the dataset is made.
        anew: whether blocks that lie there are done again. A writer that was killed while it did so is continued.

    Attributes:
        blocks: what is committed.
        before: the manifest of what readers see.
        damaged: how many blocks must be done again, as their files are not as they were written.

    Raises:
        OutputError: ``out`` is taken, another writer is at work on it, or it cannot be written.
    """

    def __init__(self, out: Path, made: Made, *, anew: bool = False) -> None:
        check_target(out)
        self._out = out
        self._made = made
        self.blocks = Blocks(out, made_hash(made))
        self.before = _sound(read_manifest(out))
        self.damaged = 0
        with said(out):
            self.blocks.make_folders()
            self._lock = Lock(self.blocks.work / "lock", what=out)
            try:
                self._prepare(anew=anew)
            except BaseException:
                self._lock.close()
                raise

    def __enter__(self) -> DatasetWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.close()

    def publish(self, blocks: Sequence[Block], *, finished: bool, complete: bool = False) -> bool:
        """Let readers see these blocks, and only these.

        Args:
            blocks: committed blocks in the order of their inputs.
            finished: whether the run got to its end; then ``cluster_id`` is filled. What an unfinished run has is
                published only where there is no complete state, and not more of an incomplete one.
            complete: whether no input is left undone; then what other blocks left is deleted.

        Returns:
            Whether it was published.

        Raises:
            OutputError: it cannot be written.
        """
        if not finished and not self._gains(blocks):
            return False
        with said(self._out):
            if finished and not blocks:  # so that readers find a schema
                blocks = [self.blocks.add([], {}, {})]
            clusters = cluster(self.blocks.sketches(block.name for block in blocks)) if finished else None
            files = {table: [self._file(table, block) for block in blocks] for table in SCHEMAS}
            if clusters is not None:
                files["articles"] = [self._clustered(block, clusters) for block in blocks]
            self._move_in(file for listed in files.values() for file in listed)
            self._write_manifest(files, complete=complete)
            self._move_out()
            if complete:
                self._sweep({block.name for block in blocks})
        return True

    def _prepare(self, *, anew: bool) -> None:
        _delete(self.blocks.temporary.iterdir())
        self.damaged = drop_damaged(self.blocks, self._listed())
        started = self.blocks.work / "anew"
        if anew and not (started.exists() and started.read_text() == self.blocks.made):
            _delete(self.blocks.markers.iterdir())
            self._delete_waiting()
            write_bytes(started, self.blocks.made.encode(), temporary=self.blocks.temporary)
        if self.before is None:
            self._write_manifest({table: [] for table in SCHEMAS}, complete=False)
        self._move_out()

    def _gains(self, blocks: Sequence[Block]) -> bool:
        shown = self.before or {}
        return not shown.get("complete") and sum(block.inputs for block in blocks) >= shown.get("inputs", 0)

    def _file(self, table: str, block: Block) -> File:
        part = block.parts[table]
        return File(path=f"{table}/part-{block.name}.parquet", rows=part.rows, sha256=part.sha256)

    def _clustered(self, block: Block, clusters: Mapping[str, str]) -> File:
        """The part of articles with ``cluster_id``, written if it is not there yet."""
        ids = [clusters[article_id] for article_id, _ in self.blocks.sketches([block.name])]
        path = f"articles/part-{block.name}-{digest(*ids)[:8]}.parquet"
        waiting = self.blocks.waiting("articles") / Path(path).name
        there = next((file for file in (waiting, self._out / path) if file.exists()), None)
        if there is not None:
            sha256 = self._listed().get(path) or hash_of(there)
        else:
            articles = self.blocks.read(block.name, "articles")
            sha256 = write_table(waiting, with_clusters(articles, ids), temporary=self.blocks.temporary)
        return File(path=path, rows=block.parts["articles"].rows, sha256=sha256)

    def _listed(self) -> dict[str, str]:
        """Hashes by path of what readers see."""
        shown = self.before
        return {file.path: file.sha256 for table in SCHEMAS for file in files_of(shown, table)} if shown else {}

    def _move_in(self, files: Iterable[File]) -> None:
        for file in files:
            target = self._out / file.path
            waiting = self.blocks.waiting(target.parent.name) / target.name
            target.parent.mkdir(exist_ok=True)
            if waiting.exists():
                waiting.replace(target)
        self._sync_folders()

    def _write_manifest(self, files: Mapping[str, Sequence[File]], *, complete: bool) -> None:
        manifest = describe(self._made, files, complete=complete)
        package = datapackage({table: [file.path for file in listed] for table, listed in files.items()})
        for name, content in ((MANIFEST, manifest), (DATAPACKAGE, package), (CROISSANT, croissant())):
            written = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
            write_bytes(self._out / name, written.encode(), temporary=self.blocks.temporary)
        sync(self._out)
        self.before = manifest

    def _move_out(self) -> None:
        """Hide parts that are not listed: a writer was killed before it listed them, or they are of the last state."""
        listed = self._listed()
        for table in SCHEMAS:
            for path in (self._out / table).glob("part-*.parquet"):
                if f"{table}/{path.name}" not in listed and _PART.fullmatch(path.name):
                    path.replace(self.blocks.waiting(table) / path.name)
        self._sync_folders()

    def _sweep(self, names: Set[str]) -> None:
        self._delete_waiting()
        _delete(path for path in self.blocks.markers.iterdir() if path.stem not in names)
        (self.blocks.work / "anew").unlink(missing_ok=True)

    def _delete_waiting(self) -> None:
        for table in SCHEMAS:
            _delete(self.blocks.waiting(table).iterdir())

    def _sync_folders(self) -> None:
        for table in SCHEMAS:
            if (self._out / table).exists():
                sync(self._out / table)


def write_dataset(out: Path | str, outcomes: Iterable[Result | Reject], *, knowledge_hash: str) -> None:
    """Write results that are in memory as a dataset; one that lies at ``out`` is replaced.

    Args:
        out: its folder.
        outcomes: results and rejects, in any order.
        knowledge_hash: of the knowledge that they were extracted with, ``Extractor.knowledge_hash``.

    Raises:
        UsageError: two of them have one source, by which their records are told apart.
        OutputError: ``out`` is taken, another writer is at work on it, or it cannot be written.
    """
    out = Path(out)
    done: dict[Entry, Done] = {}
    sources: set[str] = set()
    for one in (Done(o, None if isinstance(o, Reject) else sketch(o.article.text)) for o in outcomes):
        if one.source in sources:
            raise UsageError(f"two results have the source {one.source!r}; extract each text with a source of its own")
        sources.add(one.source)
        done[one.source, digest(one.outcome)] = one
    with DatasetWriter(out, Made(knowledge_hash=knowledge_hash, options={}), anew=True) as writer:
        with said(out):
            block = writer.blocks.add(list(done), done, {})
        writer.publish([block], finished=True, complete=True)


def made_hash(made: Made) -> str:
    """Hash of how a dataset is made: what blocks must share to be of one dataset."""
    columns = {table: [(column.name, str(column.type)) for column in schema] for table, schema in SCHEMAS.items()}
    return digest(json.dumps([made.described(), columns, SKETCH_VERSION], sort_keys=True))


def _sound(manifest: dict[str, Any] | None) -> dict[str, Any] | None:
    """The manifest; None if it is damaged, so that the dataset is put together again from its blocks."""
    try:
        for table in SCHEMAS:
            files_of(manifest or {}, table)
    except ValueError:
        return None
    return manifest


def check_target(out: Path) -> None:
    """Refuse a target that is anything but nothing, an empty folder, or a dataset, if need be without its manifest.

    Raises:
        OutputError: says what stands there.
    """
    with said(out):
        if out.exists() and not out.is_dir():
            raise OutputError(f"{out} is a file, not a folder; name another folder")
        if not out.exists() or read_manifest(out) is not None:
            return
        fault = fault_of_manifest(out)
        if (out / WORK / "blocks").is_dir() and (fault or not (out / MANIFEST).exists()):
            return
        if fault:
            raise OutputError(f"{fault}; delete it or name another folder")
        if any(path.name != WORK for path in out.iterdir()):
            raise OutputError(f"{out} is not empty and holds no dataset of dxextract; name another folder")


def _delete(paths: Iterable[Path]) -> None:
    for path in list(paths):
        path.unlink(missing_ok=True)
