"""How to extract, in a form that travels to processes on other machines."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dxextract import __version__
from dxextract.errors import OutputError
from dxextract.extractor import Extractor
from dxextract.knowledge.load import load_knowledge
from dxextract.knowledge.sources import find_sources
from dxextract.readers.options import ReadOptions
from dxextract.readers.records import Raw
from dxextract.records.model import Reject
from dxextract.rows import Done
from dxextract.runner.process import process

OwnFiles = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a process needs in order to extract as the one that made the recipe would.

    Attributes:
        options: how records are read.
        timeout: seconds for one record, None for any time.
        knowledge_hash: of the knowledge that must come out.
        own: the files of the user's own knowledge, by their path in its folder: workers cannot see the folder.
        version: of dxextract.
    """

    options: ReadOptions
    timeout: float | None
    knowledge_hash: str
    own: OwnFiles = field(default=(), repr=False)
    version: str = __version__

    def extractor(self) -> Extractor:
        """The extractor, built once in each process.

        Raises:
            OutputError: another version of dxextract, or of what it knows, is installed here.
        """
        if self.version != __version__:
            raise OutputError(_differs(f"is version {__version__}, the driver's is {self.version}"))
        extractor = _build(self.own)
        if extractor.knowledge_hash != self.knowledge_hash:
            raise OutputError(_differs("has other patterns/ and gazetteer/ than the driver's"))
        return extractor

    def processor(self) -> Callable[[Raw | Reject], Done]:
        """What makes records of one input; it never raises for what an input holds."""
        extractor = self.extractor()
        return lambda item: process(item, extractor, self.options, timeout=self.timeout)


def make_recipe(knowledge: Path | None, options: ReadOptions, *, timeout: float | None) -> Recipe:
    """The recipe for the packaged knowledge, and a folder of the user's own where one is given.

    Raises:
        UsageError, KnowledgeError: as :func:`dxextract.knowledge.load.load_knowledge`.
    """
    if knowledge is None:
        return Recipe(options=options, timeout=timeout, knowledge_hash=find_sources().content_hash())
    loaded = load_knowledge(knowledge)  # its faults are to be told here, with the paths of the user's files
    folders = [*find_sources(knowledge).patterns.layers[1:], *find_sources(knowledge).gazetteer.layers[1:]]
    paths = sorted(path for folder in folders if folder.is_dir() for path in folder.iterdir() if path.is_file())
    own = tuple((path.relative_to(knowledge).as_posix(), path.read_bytes()) for path in paths)
    return Recipe(options=options, timeout=timeout, knowledge_hash=loaded.content_hash, own=own)


@lru_cache(maxsize=2)
def _build(own: OwnFiles) -> Extractor:
    if not own:
        return _kept(Extractor())
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, data in own:
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(data)
        return _kept(Extractor(folder))


def _kept(extractor: Extractor) -> Extractor:
    gc.freeze()  # the knowledge stays for good: collections need not go through it
    return extractor


def _differs(how: str) -> str:
    return f"the dxextract of Spark's workers {how}: give them the same environment (docs/scale.md)"
