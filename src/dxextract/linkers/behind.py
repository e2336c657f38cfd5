"""What stands behind a number: the noun that it counts, and the words that say more of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dxextract.finders.numerals import Quantity
from dxextract.linkers.clauses import WORD, Clauses
from dxextract.linkers.list_items import label_behind
from dxextract.linkers.windows import (
    ALIKE,
    AWAY,
    BEYOND,
    LISTED,
    PRIMARY,
    REOPENED,
    SOFT,
    Window,
)
from dxextract.spans import Span

_SPACE = re.compile(r"\s*")
_PART_REACH = 24
_FARTHEST = 240


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a number.

    Attributes:
        noun: where the counted noun begins; None where there is none.
        follows: whether the subject stands here, not before the number.
        windows: where to look.
        tells: whether what is said of the number stands here, though no noun does: ``98,8% trả đúng hạn``.
        shared: whether it was lent to the number before, of the same series.
    """

    noun: int | None
    follows: bool
    windows: tuple[Window, ...]
    tells: bool
    shared: bool = False


def look_behind(clauses: Clauses, at: int, *, total_opens: bool = False) -> Behind:
    """What stands behind number ``at``; ``total_opens``: a total is its subject, as none stands before it."""
    number = clauses.numbers[at]
    folded, words = clauses.folded, clauses.words
    label = label_behind(folded, clauses.sentence, number) if len(clauses.numbers) == 1 else None
    if label is not None:
        noun, _ = (None, True) if clauses.is_share(at) else _noun(clauses, at, label.end, start=label.start)
        return Behind(noun, True, (Window(label.start, label.end, PRIMARY, label.start),), True)
    edge = clauses.edge_behind(at)
    right = clauses.closing(number.end, edge)
    opened = folded.rfind("(", number.end, right)
    told = right < edge or not clauses.light(opened + 1, right)
    if opened >= 0 and told and folded.find(")", opened, right) < 0:  # "142 trạm BTS (5G: 11 trạm)"
        right = opened
    noun, follows = _noun(clauses, at, right)
    follows = follows or (total_opens and noun is not None)
    to_next = right == edge and at + 1 < len(clauses.numbers)
    beyond = right
    if to_next and not _is_whole(clauses, at):
        beyond = clauses.closing(edge, max(edge, min(clauses.sentence.end, number.end + _FARTHEST)))
    subject = folded[max(clauses.edge(at), number.start - _PART_REACH) : number.start]
    predicate = noun is None and words.predicate.match(folded, number.end) and words.opens.search(subject)
    follows = follows or words.of_those.match(folded, number.end) is not None
    reopened = folded.startswith(")", number.end)
    alone = reopened and clauses.light(clauses.edge(at), number.start)
    named = alone and clauses.names(clauses.edge(at), number.start) and not clauses.light(number.end + 1, beyond)
    concerns = words.concerning.match(folded, number.end) and clauses.light(clauses.edge(at), number.start)
    purpose = isinstance(number, Quantity) and number.kind == "money" and words.purpose.match(folded, number.end)
    aside = SOFT if named or purpose else REOPENED if reopened else AWAY
    weight = PRIMARY if follows or predicate or concerns else aside
    if to_next:
        right = _own_end(clauses, at)
    comma = clauses.comma(number.end, right)
    windows: list[Window] = []
    if comma is None:
        windows.append(Window(number.end, right, weight, number.end))
    else:
        if not to_next:  # what leads up to the next number is said of that one
            windows.append(Window(number.end, right, weight * LISTED, number.end))
        windows.append(Window(number.end, comma.start(), weight, number.end))
    if follows and (tail := behind_brackets(clauses, at)) is not None:
        windows.append(Window(tail.start, tail.end, weight * SOFT, number.end))
    closed = folded.startswith("), ", number.end) and number.end + len("), ") == edge  # "(95,9%), 83% người dân"
    if alone and beyond > right and not closed:
        windows.append(Window(number.end, beyond, SOFT, number.end))
    if follows and beyond > right:
        weight = BEYOND if comma is None else ALIKE if _says_nothing(clauses, at, comma) else BEYOND * LISTED
        windows.append(Window(right, beyond, weight, number.end))
    return Behind(noun, follows, tuple(windows), bool(predicate) or named)


def _says_nothing(clauses: Clauses, at: int, comma: re.Match[str]) -> bool:
    """``100% bệnh viện, 85% trạm y tế thu viện phí qua thẻ``: whether a percentage has only a noun, and the
    next one says what is so of both."""
    number, edge = clauses.numbers[at], clauses.edge_behind(at)
    if not clauses.is_share(at) or not clauses.is_share(at + 1) or not clauses.light(comma.end(), edge):
        return False
    return clauses.words.says.search(clauses.folded, number.end, comma.start()) is None


def _own_end(clauses: Clauses, at: int) -> int:
    """Where what is said of a number ends and what leads up to the next one, which counts something else, begins:
    ``98.200 thẻ căn cước và kích hoạt 71.340 tài khoản``."""
    number, edge = clauses.numbers[at], clauses.edge_behind(at)
    *_, last = (None, *clauses.words.both.finditer(clauses.folded, number.end, edge))
    if last is None or clauses.light(last.end(), edge):
        return edge
    noun, follows = _noun(clauses, at + 1, clauses.closing(clauses.numbers[at + 1].end, clauses.edge_behind(at + 1)))
    return last.start() if noun is not None and follows else edge


def _is_whole(clauses: Clauses, at: int) -> bool:
    """Whether the next number is a part of this one, so that what is said of the part is not said of the whole:
    ``trong 132 hợp tác xã có 38 hợp tác xã dùng phần mềm``."""
    number, part = clauses.numbers[at], clauses.numbers[at + 1]
    folded, words = clauses.folded, clauses.words
    return bool(words.to_part.search(folded, number.end, part.start) or words.of_those.match(folded, part.end))


def behind_brackets(clauses: Clauses, at: int) -> Span | None:
    """``1.094 thủ tục (49,95%) làm trực tuyến``, ``13/14 bệnh viện, tức 92,9%, thu viện phí qua thẻ``: what goes on
    behind a share in brackets or commas of its own."""
    if at + 1 == len(clauses.numbers):
        return None
    number, share = clauses.numbers[at], clauses.numbers[at + 1]
    opened = clauses.folded[number.end : share.start]
    alone = opened.endswith("(") and opened.count("(") == 1 and clauses.folded.startswith(")", share.end)
    apposed = clauses.words.apposing.search(opened) is not None and clauses.folded.startswith(", ", share.end)
    if not alone and not apposed:
        return None
    start = share.end + 1
    end = clauses.closing(start, clauses.edge_behind(at + 1))
    comma = clauses.words.clause_comma.search(clauses.folded, start, end)
    return Span(start, end if comma is None else comma.start())


def _noun(clauses: Clauses, at: int, right: int, *, start: int | None = None) -> tuple[int | None, bool]:
    """Where a noun begins behind a number or at ``start``, and whether it opens the subject rather than closing it."""
    number, folded, words = clauses.numbers[at], clauses.folded, clauses.words
    start = number.end if start is None else start
    touching = folded[start : start + 1]
    if not touching.strip(",.;:()\"'/-") and not touching.isspace():
        return None, False
    total = False
    if words.generic.match(folded, start, right) or words.concerning.match(folded, start):
        return None, False
    if clauses.is_share(at) and words.level_behind.match(folded, start):
        return None, False
    if (link := words.linking.match(folded, start)) is not None:  # "trong đó 81,7% là thuê bao ..."
        opening = folded[max(clauses.sentence.start, number.start - _PART_REACH) : number.start]
        start = link.end() if words.part_opens.search(opening) else start
    while (light := words.determiner.match(folded, start, right)) is not None:
        total = total or light["total"] is not None
        start = light.end()
    start = _SPACE.match(folded, start).end()  # type: ignore[union-attr]
    if clauses.is_share(at) and words.answers.match(folded, start, right):  # "76% cho biết đã dùng": of those asked
        return start, True
    if WORD.match(folded, start, right) is None or words.function.match(folded, start):
        return None, False
    if any(s.start <= start < s.end for s in clauses.covered):
        return None, False
    total = total or (clauses.is_share(at) and words.total.match(folded, start) is not None)
    return start, not total
