"""The records to judge: from JSON lines, or from the extractor."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dxextract.errors import UsageError
from dxextract.evaluation.gold import GoldText
from dxextract.readers.streams import unreadable
from dxextract.records.model import Result


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Read records as ``dxextract extract --format jsonl`` prints them; ``-`` is standard input.

    Raises:
        UsageError: the file cannot be read, or a line is no JSON object; the message names file and line.
    """
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        lines = data.decode("utf-8-sig").split("\n")
    except OSError as error:
        raise UsageError(f"{path}: {unreadable(error).detail}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8") from error
    records: list[dict[str, Any]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"{path}:{number}: is no JSON: {error}") from error
        if not isinstance(record, dict):
            raise UsageError(f"{path}:{number}: is no record, a JSON object")
        records.append(record)
    return records


def as_records(result: Result) -> list[dict[str, Any]]:
    """The records of one article as the JSON lines would print them."""
    from dxextract.records.jsonl import lines

    return [json.loads(line) for line in lines(result)]


def extracted(texts: Iterable[GoldText], *, knowledge: Path | None = None) -> Iterator[dict[str, Any]]:
    """Run the extractor over annotated texts; gives the records as the JSON lines would print them.

    Args:
        texts: what to read.
        knowledge: a folder that adds to the packaged knowledge.

    Raises:
        KnowledgeError: it cannot be used.
    """
    from dxextract.extractor import Extractor

    extractor = Extractor(knowledge)
    for text in texts:
        yield from as_records(extractor.extract(text.text, source=str(text.path)))
