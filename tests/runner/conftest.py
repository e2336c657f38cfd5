"""An extractor that breaks where a text asks for it, in any process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from dxextract.extractor import Extractor
from dxextract.readers.inputs import expand
from dxextract.readers.options import ReadOptions
from dxextract.records.write import DatasetWriter
from dxextract.runner.dataset import extract_dataset
from dxextract.runner.run import Settings, Summary, made_by
from dxextract.runner.tally import Tally
from dxextract.runner.work import Report

TEXT = "Tỉnh Đồng Tháp có {n} xã, đạt {n},5% kế hoạch năm 2024, xếp hạng {n}/63 cả nước.\n"

# Worker processes import it by its name, so that it is a module of its own.
BREAKING = """
import os, signal, time
from dataclasses import replace
from dxextract.extractor import Extractor

class Breaking(Extractor):
    def extract(self, article):
        text = article.text
        if "INTERRUPT" in text:
            raise KeyboardInterrupt
        if "FAULT" in text:
            raise RuntimeError("no way\\nout")
        if "SEGMENT" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "ONCE" in text:
            path = text.split("ONCE ")[1].split()[0]
            if not os.path.exists(path):
                open(path, "w").close()
                os.kill(os.getpid(), signal.SIGKILL)
        if "ENDLESS" in text:
            while True:
                pass
        if "STUCK" in text:  # as compiled code is that never looks at signals
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGTERM})
            time.sleep(600)
        result = super().extract(article)
        if "SHIFTED" in text:
            return replace(result, metrics=tuple(replace(m, start=m.start + 1) for m in result.metrics))
        return result
"""


@pytest.fixture(scope="session")
def breaking(tmp_path_factory: pytest.TempPathFactory, extractor: Extractor) -> Any:
    folder = tmp_path_factory.mktemp("modules")
    (folder / "dxextract_breaking.py").write_text(BREAKING, encoding="utf-8")
    sys.path.append(str(folder))
    from dxextract_breaking import Breaking  # type: ignore[import-not-found]

    return Breaking(extractor.knowledge)


@dataclass
class Seen:
    """A watch that remembers."""

    reports: list[Report] = field(default_factory=list)
    unchanged: int = 0
    size: int = 0

    def report(self, report: Report) -> None:
        self.reports.append(report)

    def kept(self, tally: Tally) -> None:
        self.unchanged += tally.inputs

    def read(self, size: int) -> None:
        self.size += size

    @property
    def sources(self) -> list[str]:
        return sorted(report.source for report in self.reports)


Go = Callable[..., tuple[Summary, Seen]]


@pytest.fixture
def go(breaking: Any) -> Go:
    """A run over a folder into a dataset."""

    def run(
        folder: Path, out: Path, *, options: ReadOptions | None = None, anew: bool = False, **settings: Any
    ) -> tuple[Summary, Seen]:
        seen = Seen()
        options = options or ReadOptions()
        settings = {"jobs": 1, **settings}
        with DatasetWriter(out, made_by(breaking.knowledge_hash, options), anew=anew) as writer:
            summary = extract_dataset(
                expand([folder]), breaking, writer, options=options, settings=Settings(**settings), watch=seen
            )
        return summary, seen

    return run


def write_inputs(folder: Path, count: int, **texts: str) -> None:
    """``count`` small articles, all different, and others by name."""
    folder.mkdir(exist_ok=True)
    for n in range(count):
        (folder / f"{n:04d}.txt").write_text(TEXT.format(n=n + 1), encoding="utf-8")
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def content(out: Path) -> dict[str, bytes]:
    """What readers and globs see of a dataset."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in files if ".dxextract" not in p.parts}


@pytest.fixture(scope="session")
def generated() -> Callable[[Path, int], None]:
    """Writes distinct articles as they are measured with, as files of a folder."""
    path = Path(__file__).parents[2] / "benchmarks" / "generate.py"
    spec = spec_from_file_location("generate", path)
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules["generate"] = module
    spec.loader.exec_module(module)

    def write(folder: Path, count: int) -> None:
        folder.mkdir()
        for name, text in module.articles(count, 1):
            (folder / name).write_text(text, encoding="utf-8")

    return write
