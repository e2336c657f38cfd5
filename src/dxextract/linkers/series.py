"""Which numbers of a sentence go together: one looks where its predecessor looks, or where its successor does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dxextract.linkers.behind import Behind
from dxextract.linkers.clauses import WORD, Clauses

_CLAUSE_MARK = re.compile(r"[,(](?!\d)")


def lent(clauses: Clauses, behind: Sequence[Behind]) -> list[Behind]:
    """What stands behind each number of a sentence, where those that begin a series (``7.932, 5.106 và 4.377 giao
    dịch``) are lent what stands behind the number that ends it."""
    found = list(behind)
    for at in range(len(found) - 2, -1, -1):
        if _begins_series(clauses, at, found[at], found[at + 1]):
            found[at] = replace(found[at + 1], shared=False)
            found[at + 1] = replace(found[at + 1], shared=True)
    return found


def is_dependent(clauses: Clauses, at: int, behind: Behind) -> bool:
    """Whether number ``at`` is about what the number before it is about, because nothing new was said between."""
    edge, start = clauses.edge(at), clauses.numbers[at].start
    if clauses.words.anaphor.search(clauses.folded, edge, start):
        return True
    if behind.noun is None or not behind.follows:
        return clauses.light(edge, start) or (behind.noun is None and _is_appended(clauses, at))
    if not at:
        return False
    if behind.shared and clauses.same_kind(at):
        return True
    same, end = _common(clauses.folded[edge:start], clauses.folded, behind.noun)
    return same > 0 and clauses.light(edge + same, start) and not _goes_on(clauses, end)


def _goes_on(clauses: Clauses, end: int) -> bool:
    """``558 tổ cấp xã và 3.789 tổ cấp thôn``: whether a noun goes on behind what two of them begin with."""
    folded, words = clauses.folded, clauses.words
    more = folded[end : end + 1].isspace() and WORD.match(folded, end + 1) is not None
    return more and not words.function.match(folded, end) and not words.unit_stop.match(folded, end + 1)


def _is_appended(clauses: Clauses, at: int) -> bool:
    """``38.940 hồ sơ trực tuyến (chiếm 86,3%)``: whether a number only adds to the one before what it counts."""
    if not at:
        return False
    edge, start = clauses.edge(at), clauses.numbers[at].start
    marks = list(_CLAUSE_MARK.finditer(clauses.folded, edge, start))
    if not marks or clauses.words.boundary.search(clauses.folded, edge, start):
        return False
    words = WORD.search(clauses.folded, marks[-1].end(), start) is not None or marks[-1][0] == "("
    return words and clauses.light(marks[-1].end(), start)


def _begins_series(clauses: Clauses, at: int, behind: Behind, following: Behind) -> bool:
    if _named_alike(clauses, at):
        return True
    if behind.noun is not None or not following.follows or not clauses.same_kind(at + 1):
        return False
    number, edge = clauses.numbers[at], clauses.edge_behind(at)
    gap = clauses.folded[number.end : edge]
    clause = clauses.opening(clauses.edge(at), number.start)
    if clauses.words.joined.fullmatch(gap):  # but not where "tỷ lệ ... đạt 99%; 100% xã" begins anew
        whole = "và" in gap or (";" not in gap and not clauses.is_share(at))
        return whole or clauses.light(clause, number.start)
    return ")" not in gap and ";" not in gap and clauses.light(number.end, edge) and clauses.light(clause, number.start)


def _named_alike(clauses: Clauses, at: int) -> bool:
    """``Huyện A (88%) và huyện B (85%) là nơi có tỷ lệ ...``: whether two numbers stand alone in brackets behind
    names, with nothing said before them."""
    one, other = clauses.numbers[at], clauses.numbers[at + 1]
    gap = clauses.between(one.end, other.start)
    alone = gap.startswith(")") and gap.endswith("(") and clauses.folded.startswith(")", other.end)
    return (
        alone
        and clauses.same_kind(at + 1)
        and clauses.light(one.end, other.start)
        and clauses.light(clauses.edge(at), one.start)
    )


def _common(one: str, text: str, at: int) -> tuple[int, int]:
    """Where the whole words end that ``one``, but for its leading space, begins with like ``text`` from ``at`` on: in
    ``one``, 0 where there are none, and in ``text``."""
    lead = len(one) - len(one.lstrip())
    length, end = 0, at
    for left, right in zip(WORD.finditer(one, lead), WORD.finditer(text, at), strict=False):
        if left[0] != right[0]:
            break
        length, end = left.end(), right.end()
    return length, end
