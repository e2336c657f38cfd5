"""Places gained and lost: which position they belong to, and since when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from dxextract.document import Document
from dxextract.finders.rankings import Delta, IndexMention, Position
from dxextract.knowledge.links import LinkWords
from dxextract.knowledge.ranking_words import RankingWords
from dxextract.spans import within

_NEAR = 40
_TOUCHING = 1
_SUBJECTLESS = 4
"""So many words behind a semicolon may still lead to a change of the position before it."""
_OF_DELTA = 7
"""``giữ nguyên so với`` ends with words that lead to the time compared with."""


def owners_of(
    document: Document,
    positions: Sequence[Position],
    deltas: Sequence[Delta],
    indices: Sequence[IndexMention],
    words: LinkWords,
    cues: RankingWords,
) -> dict[int, Delta]:
    """Which position each change of place belongs to: the one before it, unless a verb leads on to the next, or another
    index comes between (``SIPAS đứng thứ 12, PCI tăng 3 bậc``)."""
    owners: dict[int, Delta] = {}
    for delta in deltas:
        before = range(bisect_right(positions, delta.start, key=lambda p: p.end))
        after = range(bisect_left(positions, delta.end, key=lambda p: p.start), len(positions))
        near = after and positions[after[0]].start - delta.end < _NEAR
        leads_on = cues.leads_on.match(document.folded, delta.end) if near else None
        touches = near and positions[after[0]].start - delta.end <= _TOUCHING  # "giữ nguyên hạng 18"
        opens = (
            after and not before and not words.boundary.search(document.folded, delta.end, positions[after[0]].start)
        )
        chosen = after[0] if leads_on or touches or opens else (before[-1] if before else None)
        if before and chosen == before[-1] and _of_next(document, positions[chosen].end, delta, indices, cues):
            chosen = after[0] if near else None
        if after and chosen == after[0] and len(after) > 1:  # "tăng 9 bậc so với năm 2021, từ hạng 15 lên hạng 6"
            left, reached = positions[after[0]], positions[after[1]]
            leaves = cues.leaving.search(document.folded, delta.end, left.start)
            if leaves is not None and cues.reached.fullmatch(document.folded, left.end, reached.start):
                chosen = after[1]
        if before and chosen == before[-1] and _of_another(document.folded, positions[chosen].end, delta.start):
            continue
        if chosen is not None and chosen not in owners:
            owners[chosen] = delta
    return owners


def _of_another(folded: str, position: int, delta: int) -> bool:
    """``đứng thứ hai; huyện Lương Tài xếp cuối, tụt 2 bậc``: whether another subject comes between."""
    _, mark, clause = folded[position:delta].rpartition(";")
    return bool(mark) and len(clause.split()) > _SUBJECTLESS


def _of_next(
    document: Document, position: int, delta: Delta, indices: Sequence[IndexMention], cues: RankingWords
) -> bool:
    """Whether between a position and a change of place another index begins a clause."""
    return any(
        cues.opens_clause.search(document.folded, max(position, index.start - _NEAR), index.start) is not None
        and not any(mark in document.folded[index.end : delta.start] for mark in ",;(")
        for index in within(indices, position, delta.start)
    )


def since_when(document: Document, delta: Delta | None, cues: RankingWords) -> str | None:
    """The time that a change is compared with, as written; None where it is not said."""
    if delta is None:
        return None
    starts = (delta.end, max(delta.start, delta.end - _OF_DELTA))
    match = next((m for at in starts if (m := cues.since.match(document.folded, at)) is not None), None)
    return document.text[match.start(1) : match.end(1)] if match else None
