"""How long each stage of an extraction takes by itself, measured in this process.

The functions that :mod:`dxextract.extractor`, :mod:`dxextract.pipeline` and the runner call are wrapped; the time of
one that another wrapped one calls counts for the inner one only.
"""

from __future__ import annotations

import inspect
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from time import perf_counter
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq

import dxextract.extractor
import dxextract.linkers.metrics
import dxextract.pipeline
from dxextract.clusters import sketch
from dxextract.extractor import Extractor
from dxextract.rows import Done, flatten, rows

NAMES = {
    "readers": "read: title, day, furniture, language",
    "tokenizer": "tokenizer: claims, sentences, layout, words",
    "finders": "finders",
    "linkers": "linkers",
    "assembly": "records",
    "checks": "checks",
    "clusters": "sketch for near-duplicates",
    "rows": "Arrow rows",
    "parquet": "Parquet (zstd)",
    "extractor": "between them",
}
_BATCH = 100
_PASSES = 3


@dataclass(frozen=True, slots=True)
class Stages:
    """Milliseconds per article of every stage, and how many facts an article has."""

    milliseconds: Mapping[str, float]
    facts: float

    @property
    def total(self) -> float:
        return sum(self.milliseconds.values())


def stages(texts: Sequence[str]) -> Stages:
    """Measure the stages: the best of three passes."""
    passes = [_pass(texts) for _ in range(_PASSES)]
    return min(passes, key=lambda one: one.total)


def _pass(texts: Sequence[str]) -> Stages:
    watch = _Watch()
    facts = 0
    with watch.over(dxextract.extractor, dxextract.pipeline, dxextract.linkers.metrics):
        extractor = Extractor()
        extractor.extract(texts[0])
        watch.spent.clear()
        for first in range(0, len(texts), _BATCH):
            done = []
            for text in texts[first : first + _BATCH]:
                with watch.stage("extractor"):
                    result = extractor.extract(text)
                with watch.stage("clusters"):
                    done.append(Done(result, sketch(text)))
                facts += len(result.metrics) + len(result.rankings) + len(result.references)
            with watch.stage("rows"):
                tables = flatten(rows(done))
            with watch.stage("parquet"):
                for table in tables.values():
                    pq.write_table(table, io.BytesIO(), compression="zstd")
    spent = {label: 1e3 * watch.spent[part] / len(texts) for part, label in NAMES.items()}
    return Stages(spent, facts / len(texts))


class _Watch:
    """Adds up time by stage; only the innermost stage's clock runs."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._enter(name)
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def over(self, *modules: ModuleType) -> Iterator[None]:
        """Wrap what the modules have imported from the stages, and the public methods of such classes."""
        places: list[tuple[Any, str, Any]] = []
        for module in modules:
            for name, value in list(vars(module).items()):
                if inspect.isfunction(value) and self._stage_of(value, module):
                    places.append((module, name, value))
                elif inspect.isclass(value) and self._stage_of(value, module):
                    methods = vars(value).items()
                    places += [(value, m, f) for m, f in methods if inspect.isfunction(f) and _is_public(m)]
                elif inspect.ismodule(value) and self._stage_of(value, module):
                    places += [(value, n, f) for n, f in vars(value).items() if inspect.isfunction(f) and _is_public(n)]
        for owner, name, value in places:
            setattr(owner, name, self._timed(value))
        try:
            yield
        finally:
            for owner, name, value in places:
                setattr(owner, name, value)

    def _stage_of(self, value: Any, module: ModuleType) -> bool:
        named = value.__name__ if inspect.ismodule(value) else value.__module__
        return named != module.__name__ and _part(named) in NAMES

    def _timed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        name = _part(function.__module__)

        @wraps(function)
        def timed(*arguments: Any, **options: Any) -> Any:
            self._enter(name)
            try:
                return function(*arguments, **options)
            finally:
                self._leave()

        return timed

    def _enter(self, name: str) -> None:
        now = perf_counter()
        if self._running:
            self.spent[self._running[-1]] += now - self._since
        self._running.append(name)
        self._since = now

    def _leave(self) -> None:
        now = perf_counter()
        self.spent[self._running.pop()] += now - self._since
        self._since = now


def _part(module: str) -> str:
    names = module.split(".")
    return names[1] if names[0] == "dxextract" and len(names) > 1 else ""


def _is_public(name: str) -> bool:
    return name == "__init__" or not name.startswith("_")
