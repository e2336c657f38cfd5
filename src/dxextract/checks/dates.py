"""Dates that contradict each other or cannot be: of documents, and in time expressions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from dxextract.checks.doubts import AnyFact, Doubt, doubt
from dxextract.checks.story import Story
from dxextract.knowledge.registry import Registry
from dxextract.records.model import Reference
from dxextract.tokenizer.claims import ClaimKind

_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d")
_WRITTEN = r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d(?!\d)"
_DAYS = re.compile(rf"từ (?:ngày )?(?P<first>{_WRITTEN}) (?:đến|tới) (?:hết )?(?:ngày )?(?P<last>{_WRITTEN})")
_YEARS = re.compile(r"giai đoạn (?P<first>(?:19|20)\d\d)\s*(?:-|đến)\s*(?P<last>(?:19|20)\d\d)(?!\d)")
_SEPARATOR = re.compile(r"[/.-]")


def check_dates(story: Story, registry: Registry) -> Iterator[Doubt]:
    """Everything about dates."""
    for reference in story.references:
        yield from _of_document(story, reference, registry)
    yield from _dated_twice(story.references)
    yield from _impossible(story)


def _of_document(story: Story, reference: Reference, registry: Registry) -> Iterator[Doubt]:
    issued = reference.issue_date
    if issued is None:
        return
    if reference.year is not None and issued[:4] != str(reference.year):
        yield doubt("date.year_of_number", [reference], actual=_written(issued), expected=str(reference.year))
        return
    day = _full(issued)
    published = story.article.published
    if day is not None and published is not None and day > published and story.article.published_basis != "url":
        yield doubt("date.after_publication", [reference], actual=_written(issued), expected=f"≤ {published:%d/%m/%Y}")
    known = [entry.date for entry in registry.by_ref_id.get(reference.ref_id or "", ())]
    if day is not None and known and all(_full(k) is not None and k != issued for k in known):
        near = [k for k in known if sum(a != b for a, b in zip(k.split("-"), issued.split("-"), strict=True)) == 1]
        if near:
            yield doubt("date.known_document", [reference], actual=_written(issued), expected=_written(near[0]))


def _dated_twice(references: Sequence[Reference]) -> Iterator[Doubt]:
    """One number of one year, two days: a number is given once a year."""
    mentions: defaultdict[tuple[object, ...], list[Reference]] = defaultdict(list)
    for reference in references:
        if reference.symbol is not None and reference.ref_id is not None and _full(reference.issue_date) is not None:
            key = (reference.doc_type, reference.ref_id, (reference.issue_date or "")[:4], reference.issuer_place_id)
            mentions[key].append(reference)
    for found in mentions.values():
        first = found[0]
        for other in found[1:]:
            if other.issue_date != first.issue_date:
                yield doubt(
                    "date.two_days",
                    [first, other],
                    actual=_written(other.issue_date or ""),
                    expected=_written(first.issue_date or ""),
                )
                break


def _impossible(story: Story) -> Iterator[Doubt]:
    """``31/6/2024``, and spans that end before they begin; told with the nearest fact of their sentence."""
    for claim in story.document.claims:
        if claim.kind is ClaimKind.DATE and _DAY.fullmatch(story.folded, claim.start, claim.end):
            printed = story.document.text[claim.start : claim.end]
            if _date(story.folded[claim.start : claim.end]) is None and (facts := _beside(story, claim.start)):
                yield doubt("date.impossible", facts, actual=printed, expected=None)
    for match in (*_DAYS.finditer(story.folded), *_YEARS.finditer(story.folded)):
        if _day_number(match["first"]) > _day_number(match["last"]) and (facts := _beside(story, match.start())):
            printed = story.document.text[match.start() : match.end()]
            yield doubt("date.reversed", facts, actual=printed, expected=None)


def _beside(story: Story, at: int) -> Sequence[AnyFact]:
    """The fact in the sentence that stands nearest to a place in the text."""
    same = story.beside(at)
    return [min(same, key=lambda fact: abs(fact.start - at))] if same else []


def _date(written: str) -> date | None:
    day, month, year = map(int, _SEPARATOR.split(written))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_number(written: str) -> tuple[int, ...]:
    """Year, month and day of a date, or the year alone, so that they compare."""
    return tuple(map(int, reversed(_SEPARATOR.split(written))))


def _full(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso is not None and len(iso) == 10 else None


def _written(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
