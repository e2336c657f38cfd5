"""An annotated text as people edit it: spans with the fields of a gold file, in whatever format they come."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from dxextract.errors import GoldError
from dxextract.evaluation.gold import GoldFile, locate, read_gold_file
from dxextract.spans import Span
from dxextract.wording import plain

Fields = Mapping[str, Any]
"""The fields of one entry of ``facts``, without ``q``; ``kind`` is always among them."""

_ENOUGH = 400  # characters of context; a longer quote helps nobody


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with its facts.

    Attributes:
        id: what the annotation is called; the stem of its files.
        text: the text, in the form of the contract.
        place: code of the article's place (``87``, ``VN``), None for none.
        published: day of publication.
        facts: spans (code points) with their fields, in the order of the text.
    """

    id: str
    text: str
    place: str | None
    published: date | None
    facts: tuple[tuple[Span, Fields], ...]

    def to_yaml(self) -> str:
        """The annotation file (see corpus/GUIDELINE.md), one fact a line.

        Raises:
            GoldError: two facts overlap, or a span cannot be quoted so that it is found once.
        """
        head = {"id": self.id, "place": self.place, "published": self.published}
        lines = [f"{key}: {_scalar(value)}" for key, value in head.items()]
        lines.append("facts:" if self.facts else "facts: []")
        for span, fields in self.facts:
            entry = {"q": quote(self.text, span), **fields}
            lines.append("- {" + ", ".join(f"{key}: {_scalar(value)}" for key, value in entry.items()) + "}")
        return "\n".join(lines) + "\n"


def read_annotated(path: Path) -> AnnotatedText:
    """An annotation file and the text beside it.

    Raises:
        GoldError: as :func:`dxextract.evaluation.gold.load_gold`.
    """
    file, text = read_gold_file(path)
    written = yaml.safe_load(path.read_text(encoding="utf-8")).get("facts") or []
    facts = sorted(
        ((locate(text, entry["q"]), {k: v for k, v in entry.items() if k != "q"}) for entry in written),
        key=lambda fact: (fact[0].start, fact[0].end),
    )
    return AnnotatedText(file.id, text, file.place, file.published, tuple(facts))


def validated(name: str, text: str, fields: Fields) -> Fields:
    """The fields, if they are those of an annotation.

    Raises:
        GoldError: they are not; the message names the field.
    """
    from pydantic import ValidationError

    try:
        GoldFile.model_validate({"id": name, "facts": [{"q": text, **fields}]})
    except ValidationError as error:
        fault = error.errors()[0]
        where = ": ".join([name, str(fields.get("kind")), *map(str, fault["loc"][3:])])
        raise GoldError(f"{where}: {plain(fault)}") from error
    return fields


def quote(text: str, span: Span) -> str:
    """Enough of the text around a span for it to be found exactly once, the span between ``[[`` and ``]]``.

    Whole words, one on either side at least, and as few as will do.

    Raises:
        GoldError: the span is empty, holds brackets that mark spans, or stands too often.
    """
    raw = text[span.start : span.end]
    for start, end in _around(text, span):
        piece = text[start:end]
        once = text.find(piece) == start and text.find(piece, start + 1) < 0
        if once and "[[" not in piece and "]]" not in piece:
            return f"{text[start : span.start]}[[{raw}]]{text[span.end : end]}"
    raise GoldError(f"{raw!r} at {span.start} cannot be quoted so that it is found once")


def _around(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Ever larger pieces of the text around a span; the whole text is the last one, unless it is long."""
    start, end = _wider(text, span.start, span.end)
    while end - start <= _ENOUGH + len(span):
        yield start, end
        if (start, end) == (0, len(text)):
            return
        before, after = _wider(text, start, end)
        start, end = (before, after) if (before, after) != (start, end) else (0, len(text))


def _wider(text: str, start: int, end: int) -> tuple[int, int]:
    """One word more on either side; of a word that is cut, the rest counts as one."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    first = len(before) - len(before.split()[-1]) if before else start
    last = len(text) - len(after) + len(after.split(maxsplit=1)[0]) if after else end
    return first, last


def _scalar(value: Any) -> str:
    """A value as it stands in a flow mapping, on one line."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    written = _dump([value])[1:-1]
    quoted = isinstance(value, str) and ("\n" in written or written.startswith(("'", '"')))
    return _dump(value, style='"') if quoted else written


def _dump(value: Any, *, style: str | None = None) -> str:
    written = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=math.inf, default_style=style)
    return written.strip("\n")
