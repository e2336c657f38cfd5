"""Which numbers of a sentence go together: one looks where its predecessor looks, or where its successor does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dxextract.linkers.behind import Behind, behind_brackets
from dxextract.linkers.clauses import WORD, Clauses
from dxextract.spans import Span

_COMMA = re.compile(r",\s(?!\d)")
_SAID_REACH = 20
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


def told_in_turn(clauses: Clauses) -> dict[int, Span]:
    """``tỷ lệ A và tỷ lệ B lần lượt đạt 80% và 45%``: the subjects of numbers that have one each, in order."""
    found: dict[int, Span] = {}
    at = 0
    while at < len(clauses.numbers):
        last = at
        while last + 1 < len(clauses.numbers) and _joined(clauses, last):
            last += 1
        if last > at:
            found.update(enumerate(_subjects(clauses, at, last), at))
        at = last + 1
    return found


def _joined(clauses: Clauses, at: int) -> bool:
    gap = clauses.folded[clauses.numbers[at].end : clauses.edge_behind(at)]
    return clauses.same_kind(at + 1) and clauses.words.joined.fullmatch(gap) is not None


def _subjects(clauses: Clauses, first: int, last: int) -> Sequence[Span]:
    """The subjects of numbers ``first`` to ``last``, one each; none where they are not as many, or only names."""
    folded, words = clauses.folded, clauses.words
    number, end = clauses.numbers[first], clauses.numbers[last].end
    start = clauses.opening(clauses.edge(first), number.start)
    said = words.respectively.search(folded, start, number.start)
    in_turn = said is not None or words.respectively.search(folded, end, end + _SAID_REACH) is not None
    stop = number.start if said is None else said.start()
    commas = sorted(m.span() for marks in (words.both, _COMMA) for m in marks.finditer(folded, start, stop))
    for marks in (commas, [m.span() for m in words.both.finditer(folded, start, stop)]):
        edges = [start, *(edge for mark in marks for edge in mark), stop]
        if clauses.light(edges[-2], stop):  # "tỷ lệ ... năm 2021 và 2022 lần lượt là"
            return ()
        parts = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if not clauses.light(a, b)]
        begun = [part for part in parts if words.subject_opens.match(folded, part.start)]
        if len(begun) == last - first + 1:
            return [Span(a.start, b) for a, b in zip(begun, [*(part.start for part in begun[1:]), stop], strict=True)]
        if in_turn and len(parts) == last - first + 1:
            return parts
    return ()


def is_dependent(clauses: Clauses, at: int, behind: Behind) -> bool:
    """Whether number ``at`` is about what the number before it is about, because nothing new was said between."""
    edge, start = clauses.edge(at), clauses.numbers[at].start
    if clauses.words.anaphor.search(clauses.folded, edge, start):
        return True
    if behind.tells:
        return False
    if behind.noun is None or not behind.follows:
        return clauses.light(edge, start) or (
            behind.noun is None and (_is_appended(clauses, at) or _is_opposed(clauses, at))
        )
    if not at:
        return False
    if behind.shared and clauses.same_kind(at):
        return True
    same, end = _common(clauses.folded[edge:start], clauses.folded, behind.noun)
    if not same or not clauses.light(edge + same, start) or _goes_on(clauses, end):
        return False
    tail = behind_brackets(clauses, at)  # "1.094 thủ tục (49,95%) làm trực tuyến toàn trình"
    return tail is None or clauses.light(tail.start, tail.end)


def repeats(clauses: Clauses, at: int, noun: int) -> bool:
    """Whether the noun behind number ``at`` begins like the one behind the number before."""
    return _common(clauses.folded[clauses.edge(at) : clauses.numbers[at].start], clauses.folded, noun)[0] > 0


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
    bracketed = marks[-1][0] == "("
    if bracketed and _is_labelled(clauses, edge, marks):
        return False
    words = WORD.search(clauses.folded, marks[-1].end(), start) is not None or bracketed
    return words and clauses.light(marks[-1].end(), start)


def _is_labelled(clauses: Clauses, edge: int, marks: Sequence[re.Match[str]]) -> bool:
    """``hồ sơ toàn trình (49,7%), tỷ lệ số hóa kết quả (41%) và ...``: whether brackets have a new label before them,
    behind those of the number before. Who has the number is none: ``Sở Y tế (90%), Sở Xây dựng (87%)``."""
    if not clauses.folded.startswith(")", edge):
        return False
    opened = marks[-1].start()
    *_, joint = (None, *clauses.words.both.finditer(clauses.folded, edge, opened))
    start = max(marks[-2].end() if len(marks) > 1 else edge + 1, joint.end() if joint else 0)
    first = WORD.search(clauses.text, start, opened)
    return first is not None and first[0].islower() and not clauses.light(start, opened)


def _is_opposed(clauses: Clauses, at: int) -> bool:
    """``Kế hoạch là 5.000 tiểu thương dùng ví điện tử nhưng đến nay mới có 3.274``: whether a number stands in a clause
    without a subject, against the one before."""
    if not at or not clauses.same_kind(at):
        return False
    edge, start = clauses.edge(at), clauses.numbers[at].start
    *_, last = (None, *clauses.words.opposing.finditer(clauses.folded, edge, start))
    return last is not None and clauses.light(last.end(), start)


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
