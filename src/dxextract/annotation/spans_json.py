"""Annotated texts as JSON for annotation tools: Label Studio, doccano, Prodigy.

The tools know spans with a label, the ``kind`` of the annotation. The other fields travel beside the span where the
format has room for them (Label Studio's ``meta``, Prodigy's spans) or beside the text (doccano), and come back with it.
Every span has its words beside it where the format allows it, so that offsets which count something else are noticed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from dxextract.annotation.annotated import AnnotatedText, Fields
from dxextract.annotation.offsets import Offsets
from dxextract.annotation.tools import UNITS, Tool, Unit
from dxextract.errors import GoldError
from dxextract.spans import Span
from dxextract.text import contract_text


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with labelled spans, as a tool gives it back.

    Attributes:
        id: what the text was called when it was exported; None for a text that came from elsewhere.
        text: the text, in the form of the contract.
        place, published: as in an annotation, where they came along.
        spans: spans with their label and, where they came along, the fields of the annotation.
    """

    id: str | None
    text: str
    place: str | None
    published: date | None
    spans: tuple[tuple[Span, str, Fields | None], ...]


def write(texts: Iterable[AnnotatedText], tool: Tool, unit: Unit | None = None) -> str:
    """The content of a file for a tool.

    Args:
        texts: what is annotated.
        tool: whose format is written.
        unit: what its offsets count; None for what the tool is known to count.
    """
    offsets = unit or UNITS[tool]
    if tool is Tool.label_studio:
        return json.dumps([_task(text, offsets) for text in texts], ensure_ascii=False, indent=1) + "\n"
    line = _doccano if tool is Tool.doccano else _prodigy
    return "".join(json.dumps(line(text, offsets), ensure_ascii=False) + "\n" for text in texts)


def read(content: str, tool: Tool, unit: Unit | None = None) -> list[Marked]:
    """The texts in a file that a tool exported.

    Args:
        content: of the file.
        tool: whose format it is.
        unit: what its offsets count. None: where the words stand beside the spans, the unit in which all of them are
            found; else what the tool is known to count.

    Raises:
        GoldError: the content is not of that format, a span does not fit its text, or there is no text; the message
            says where.
    """
    texts: list[Marked] = []
    for where, item in _items(content, tool):
        try:
            texts.append(_READERS[tool](item, unit))
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            what = f"{where}: not as {tool} exports it: {type(error).__name__}: {error}"
            raise GoldError(what + _hint(content, tool)) from error
        except GoldError as error:
            raise GoldError(f"{where}: {error}") from error
    if not texts:
        raise GoldError("no text in it")
    return texts


def _hint(content: str, tool: Tool) -> str:
    """Whose file it is, where it is another tool's."""
    with suppress(ValueError):
        task = json.loads(content)
        if not isinstance(task, dict) or "data" in task:
            return f"; it looks like {Tool.label_studio}'s" if tool is not Tool.label_studio else ""
    with suppress(ValueError):
        line = json.loads(content.split("\n", 1)[0])
        if isinstance(line, dict) and "text" in line:
            likely = Tool.prodigy if "spans" in line else Tool.doccano
            return f"; it looks like {likely}'s" if tool is not likely else ""
    return ""


def _items(content: str, tool: Tool) -> Iterator[tuple[str, Any]]:
    if tool is Tool.label_studio:
        try:
            tasks = json.loads(content)
        except ValueError as error:
            raise GoldError(f"not JSON: {error}{_hint(content, tool)}") from error
        tasks = tasks if isinstance(tasks, list) else [tasks]
        yield from ((f"task {number}", task) for number, task in enumerate(tasks, start=1))
        return
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            try:
                yield f"line {number}", json.loads(line)
            except ValueError as error:
                raise GoldError(f"line {number}: not JSON: {error}{_hint(content, tool)}") from error


@dataclass(frozen=True, slots=True)
class _Found:
    """A span as a tool gives it: offsets in its unit, and the words it marked where it says them."""

    start: int
    end: int
    label: str
    words: str | None
    fields: Fields | None

    def in_text(self, text: str, offsets: Offsets) -> Span | None:
        span = offsets.from_tool(self.start, self.end)
        return span if span and self.words in (None, text[span.start : span.end]) else None


# Label Studio: one task a text. The fields of a span are the first line of its meta text, as JSON.


def _task(text: AnnotatedText, unit: Unit) -> dict[str, Any]:
    offsets = Offsets(text.text, unit)
    result = []
    for number, (span, fields) in enumerate(text.facts):
        start, end = offsets.to_tool(span)
        value = {"start": start, "end": end, "text": text.text[span.start : span.end], "labels": [fields["kind"]]}
        region = {"id": f"fact{number}", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
        result.append(region | {"meta": {"text": [_packed(fields)]}})
    return {"data": {"text": text.text, **_head(text)}, "annotations": [{"result": result}]}


def _from_task(task: Any, unit: Unit | None) -> Marked:
    data = task["data"]
    annotations = [one for one in task.get("annotations") or [] if not one.get("was_cancelled")]
    chosen = annotations or task.get("predictions") or [{"result": []}]
    regions = [region for region in chosen[-1]["result"] if region.get("type") == "labels"]
    found = [
        _Found(
            region["value"]["start"],
            region["value"]["end"],
            region["value"]["labels"][0],
            region["value"].get("text"),
            _unpacked((region.get("meta") or {}).get("text")),
        )
        for region in regions
    ]
    return _marked(data, found, _units(Tool.label_studio, unit, with_words=True))


# doccano: one line a text, the fields of its spans beside it, by where they begin.

_DOCCANO = frozenset(("label", "labels", "entities"))
"""Where its versions put the spans."""


def _doccano(text: AnnotatedText, unit: Unit) -> dict[str, Any]:
    offsets = Offsets(text.text, unit)
    labels = [[*offsets.to_tool(span), fields["kind"]] for span, fields in text.facts]
    packed = {
        f"{start}-{end}": _packed(fields) for (start, end, _), (_, fields) in zip(labels, text.facts, strict=True)
    }
    return {"text": text.text, "label": labels, **_head(text), "fields": packed}


def _from_doccano(line: Any, unit: Unit | None) -> Marked:
    if "spans" in line and not _DOCCANO & line.keys():
        raise ValueError("it has spans instead of a label")
    packed = line.get("fields") or {}
    entities = [(e["start_offset"], e["end_offset"], e["label"]) for e in line.get("entities") or []]
    labels = entities or line.get("label") or line.get("labels") or []
    found = [_Found(start, end, label, None, _unpacked([packed.get(f"{start}-{end}")])) for start, end, label in labels]
    return _marked(line, found, _units(Tool.doccano, unit, with_words=False))


# Prodigy: one line a text.


def _prodigy(text: AnnotatedText, unit: Unit) -> dict[str, Any]:
    offsets = Offsets(text.text, unit)
    spans = []
    for span, fields in text.facts:
        start, end = offsets.to_tool(span)
        words = text.text[span.start : span.end]
        spans.append({"start": start, "end": end, "label": fields["kind"], "text": words, "fields": _packed(fields)})
    return {"text": text.text, "spans": spans, "meta": _head(text)}


def _from_prodigy(line: Any, unit: Unit | None) -> Marked:
    if "spans" not in line and any(isinstance(line.get(key), list) for key in _DOCCANO):
        raise ValueError("it has a label instead of spans")
    found = [
        _Found(span["start"], span["end"], span["label"], span.get("text"), _unpacked([span.get("fields")]))
        for span in line.get("spans") or []
    ]
    head = {**(line.get("meta") or {}), "text": line["text"]}
    return _marked(head, found, _units(Tool.prodigy, unit, with_words=True))


_READERS: Mapping[Tool, Callable[[Any, Unit | None], Marked]] = {
    Tool.label_studio: _from_task,
    Tool.doccano: _from_doccano,
    Tool.prodigy: _from_prodigy,
}


def _marked(head: Mapping[str, Any], found: Sequence[_Found], units: Sequence[Unit]) -> Marked:
    """The text with its spans, in the first of the units in which all of them fit."""
    text = head["text"]
    if not isinstance(text, str):
        raise TypeError("text is no string")
    if contract_text(text) != text:
        raise GoldError("the text was changed on its way: it is not in Unicode NFC with \\n line ends")
    published = head.get("published")
    return Marked(
        id=head.get("name"),
        text=text,
        place=head.get("place"),
        published=date.fromisoformat(published) if published else None,
        spans=tuple(sorted(_in_some_unit(text, found, units), key=lambda one: (one[0].start, one[0].end))),
    )


def _in_some_unit(
    text: str, found: Sequence[_Found], units: Sequence[Unit]
) -> Iterator[tuple[Span, str, Fields | None]]:
    spans = [[one.in_text(text, offsets) for one in found] for offsets in (Offsets(text, unit) for unit in units)]
    chosen = next((candidate for candidate in spans if all(candidate)), spans[0])
    for one, span in zip(found, chosen, strict=True):
        if span is None:
            words = f" ({one.words!r})" if one.words else ""
            raise GoldError(f"the span from {one.start} to {one.end}{words} does not fit the text")
        yield span, one.label, one.fields


def _units(tool: Tool, given: Unit | None, *, with_words: bool) -> list[Unit]:
    """The units to try: the one given, else what the tool counts and, where words can decide, the other one."""
    if given is not None:
        return [given]
    likely = UNITS[tool]
    return [likely, *(unit for unit in Unit if unit is not likely)] if with_words else [likely]


def _head(text: AnnotatedText) -> dict[str, Any]:
    published = text.published.isoformat() if text.published else None
    return {"name": text.id, "place": text.place, "published": published}


def _packed(fields: Fields) -> str:
    return json.dumps(fields, ensure_ascii=False, default=lambda day: day.isoformat())


def _unpacked(lines: Any) -> Fields | None:
    """The fields, if the first line is what was written there; a person may have put something else in its place."""
    if not isinstance(lines, list) or not lines or not isinstance(lines[0], str):
        return None
    try:
        fields = json.loads(lines[0])
    except ValueError:
        return None
    return fields if isinstance(fields, dict) and "kind" in fields else None
