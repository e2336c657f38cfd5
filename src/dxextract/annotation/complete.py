"""Spans that people marked in another tool, as an annotation: what they left unsaid comes from a draft."""

from __future__ import annotations

from itertools import pairwise

from dxextract.annotation.annotated import AnnotatedText, Fields, validated
from dxextract.annotation.draft import draft
from dxextract.annotation.spans_json import Marked
from dxextract.errors import GoldError
from dxextract.evaluation.compare import spans_agree
from dxextract.extractor import Extractor
from dxextract.spans import Span

TO_FILL = "new span: fill in its fields"
"""The note of an entry that nobody and nothing has said anything about but its kind."""


def complete(marked: Marked, extractor: Extractor, *, id: str) -> AnnotatedText:
    """An annotation from marked spans.

    A span that came back with its fields and its label keeps them. A new one, or one whose label was changed, takes
    the fields that the extractor finds there, if the kind is the same; else it has its kind and a note alone.

    Args:
        marked: what the tool gave back.
        extractor: what drafts the fields of new spans.
        id: what the annotation is called.

    Raises:
        GoldError: a label is no kind of a fact, or fields that came along are none of an annotation.
    """
    published = marked.published
    drafted = draft(extractor.extract(marked.text, source=id, published=published), id=id)
    facts = [
        (span, validated(id, "[[x]]", _fields(marked.text, span, label, fields, drafted)))
        for span, label, fields in marked.spans
    ]
    for (before, _), (after, _) in pairwise(facts):
        if before.overlaps(after):
            raise GoldError(
                f"{id}: {marked.text[before.start : before.end]!r} and {marked.text[after.start : after.end]!r} overlap"
            )
    place = marked.place if marked.id is not None else drafted.place
    return AnnotatedText(id, marked.text, place, published or drafted.published, tuple(facts))


def _fields(text: str, span: Span, label: str, fields: Fields | None, drafted: AnnotatedText) -> Fields:
    if fields is not None and fields["kind"] == label:
        return fields
    for found, guess in drafted.facts:
        if guess["kind"] == label and spans_agree(found, span, text):
            return guess
    required = {"type": "other"} if label == "reference" else {}
    return {"kind": label, **required, "note": TO_FILL}
