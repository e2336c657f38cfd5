"""One record in, what it gave out: an article's records or a reject. No input harms another."""

from __future__ import annotations

import logging
from types import TracebackType
from typing import Protocol

from dxextract.article import Article
from dxextract.clusters import sketch
from dxextract.errors import InputError
from dxextract.knowledge.load import Knowledge
from dxextract.readers.inputs import reject
from dxextract.readers.options import ReadOptions
from dxextract.readers.reading import read
from dxextract.readers.records import Raw
from dxextract.records.check import check
from dxextract.records.model import Reject, Result
from dxextract.rows import Done
from dxextract.runner.deadline import TimedOut, deadline

_log = logging.getLogger(__name__)


class Extracts(Protocol):
    """What a run needs of :class:`dxextract.extractor.Extractor`. It is pickled for other processes."""

    @property
    def knowledge(self) -> Knowledge: ...

    def extract(self, article: Article, /) -> Result: ...


def process(item: Raw | Reject, extractor: Extracts, options: ReadOptions, *, timeout: float | None = None) -> Done:
    """Read and extract one record. Never raises for what an input holds.

    Args:
        item: from :func:`dxextract.readers.records.open_records`; a reject is handed on.
        extractor: what extracts.
        options: how to read.
        timeout: seconds that reading and extracting may take together; None for any time.

    Returns:
        The records, or a reject: of the reader's; reason ``failed`` for a fault of ours, with the exception's name;
        reason ``timeout`` with the part of the program that was at work.
    """
    if isinstance(item, Reject):
        return Done(item)
    stage = "read"
    try:
        with deadline(timeout):
            article = read(item, extractor.knowledge.layout, options)
            stage = "extract"
            result = extractor.extract(article)
            check(result)
            return Done(result, sketch(article.text, furniture=article.furniture))
    except InputError as error:
        fault = error
    except TimedOut as error:
        fault = InputError(stage, "timeout", f"took longer than {timeout:g} s, in {_part(error.__traceback__)}")
    except Exception as error:
        _log.debug("%s: %s failed", item.source, stage, exc_info=True)
        fault = InputError(stage, "failed", f"{type(error).__name__}: {error}")
    return Done(reject(item.source, fault))


def _part(trace: TracebackType | None) -> str:
    """The innermost part of the package that was at work: ``finders``, ``linkers``."""
    parts = ["dxextract"]
    while trace is not None:
        names = str(trace.tb_frame.f_globals.get("__name__", "")).split(".")
        if names[0] == "dxextract" and len(names) > 1 and names[1] != "runner":
            parts.append(names[1])
        trace = trace.tb_next
    return parts[-1]
