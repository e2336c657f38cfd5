"""One article from one file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from dxextract.article import Article
from dxextract.errors import InputError, UsageError
from dxextract.knowledge.layout import LayoutRules
from dxextract.readers.inputs import expand
from dxextract.readers.options import ReadOptions
from dxextract.readers.reading import read
from dxextract.readers.records import open_records
from dxextract.records.model import Reject


def read_single(path: Path, rules: LayoutRules, *, published: date | None = None) -> Article:
    """The one article in a file, of any format that is read; ``-`` is standard input.

    Raises:
        UsageError: the file gives no article, or several.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name one file")
    options = ReadOptions(published=published)
    items = expand([os.fspath(path)])
    records = [one for item in items if not isinstance(item, Reject) for one in open_records(item, options)]
    faults = [one for one in (*items, *records) if isinstance(one, Reject)]
    if faults:
        raise UsageError(f"{path}: {faults[0].detail}")
    if len(records) != 1:
        raise UsageError(f"{path} holds {len(records)} articles; put the one that is meant into a file of its own")
    [raw] = records
    assert not isinstance(raw, Reject)  # faults has them all
    try:
        return read(raw, rules, options)
    except InputError as error:
        raise UsageError(f"{path}: {error.detail}") from error
