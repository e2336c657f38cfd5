"""Whether a number is achieved, aimed at or estimated.

The cues of ``gazetteer/cues.yaml`` work with a scope: a forward cue reaches what follows it in its clause or sentence,
until a terminator; what stands in brackets opened behind the cue is out of its reach; a heading (``Mục tiêu đến năm
2025``) reaches its block. A number about a time after the day of publication is a target, too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta

from dxextract.document import Document, Sentence
from dxextract.knowledge.cues import Cue, Cues
from dxextract.knowledge.links import LinkWords
from dxextract.linkers.list_items import item_mark
from dxextract.linkers.periods import PeriodLink
from dxextract.spans import Span
from dxextract.text import fold

_HARDLY_BEGUN = 0.25
_ALL_BUT_OVER = timedelta(days=16)
"""A time that ends so soon is reported on already."""
_NEAR = 40
_OF_PLANNED = re.compile(r"\(\d[\d.,]*\s?%\s?/\s?\Z")
"""``số hóa kết quả (41%/50%)``"""
_SHARE = re.compile(r"\((\d{1,2}(?:[.,]\d{1,2})?\s?%)\)")
"""Less than the whole: ``vượt kế hoạch năm (105%)`` says by how much."""
_FARTHEST = 1000
"""No cue reaches farther, in characters."""
_LONGEST_ROW = 8
"""So many sentences may go on with what the first of them aims at."""
_INTRODUCES = re.compile(r":\s*\n(?!.*:\s*\n)", re.DOTALL)
_LIST_OPENS = re.compile(r"[^,;:.\n]{0,24}: ")
"""``ước đạt: Bắc Ninh 46,1%; Hải Phòng 29,7%``"""
_CLAUSE_END = re.compile(r"[,;.]\s")
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_COUNTED = re.compile(r"(?<![\d./,])(?!(?:19|20)\d\d\s)\d(?:[\d./,]*\d)?\s+(?:(?:nghìn|ngàn|triệu|tỷ)\s+)?$")
_SET = re.compile(r"%(?:\s+[^\W\d_]+){0,4}\s+$")
_FIGURE = re.compile(r"(?<![\d/.,])\d[\d.,]*(?![\d/])(?<!\d\d\d\d)(?<![.,])|\d%")


def status(
    document: Document,
    folded: str,
    sentence: Sentence,
    number: Span,
    *,
    planned: bool,
    money: bool,
    bound: bool,
    set_now: bool,
    period: PeriodLink,
    cues: Cues,
    words: LinkWords,
    header: Span | None = None,
) -> str:
    """The status of a number: actual, target or estimate.

    Args:
        document: the article laid out.
        folded: its folded text with names blanked, so that no cue is read in a name (``huyện Tiểu Cần có``).
        sentence: the number's sentence.
        number: the number's span.
        planned: whether a word for a plan stands right before it.
        money: whether the number is a sum of money.
        bound: whether its comparator is one of requirements: at least, at most.
        set_now: whether its sentence tells what a new plan sets.
        period: the number's period.
        cues: see ``gazetteer/cues.yaml``.
        words: clause boundaries.
        header: what heads the number's column where it stands in a table.
    """
    if planned or (header is not None and _heads_plan(document.folded[header.start : header.end], cues)):
        return "target"
    start = max(sentence.start, number.start - _FARTHEST)
    plans = cues.plans
    if _OF_PLANNED.search(folded[max(start, number.start - _NEAR) : number.start]):
        return "target"
    alone = _SHARE.match(folded, number.start - 1) or (money and _alone_in_brackets(folded, number) is not None)
    if alone and plans.bracketed.search(folded[start : number.start - 1][-_NEAR:]):
        return "target"
    before = folded[max(start, number.start - _NEAR) : number.start]
    if plans.from_level.search(before) and plans.to_level.match(folded, number.end, sentence.end):
        return "actual"
    short = words.points.search(folded[number.start : number.end]) and words.off.search(before.rpartition(",")[2])
    behind = folded[number.end : number.end + _NEAR]
    if cues.starts.match(behind):
        return next(cue.value for cue in cues.status_behind if cue.starts.match(behind))
    if cues.demanded.match(document.folded, number.end, sentence.end):
        return "target"
    told = cues.told.match(folded, number.end, sentence.end) is not None
    percentage = folded.endswith("%", number.start, number.end)
    if not told and percentage and cues.to_come.match(folded, number.end, sentence.end):
        return "target"
    best: tuple[int, str] | None = None
    estimated = False
    opened = _alone_in_brackets(folded, number) if money else None
    for cue in cues.status_ahead if cues.anchors.may_stand(folded, start, number.start) else ():
        at = _reaches(folded, start, opened if opened is not None else number.start, cue, cues, words)
        if at is not None and (_managed(folded[at : number.start], cues) or (short and cue.value == "target")):
            continue  # "thấp hơn chỉ tiêu tỉnh giao 6,5 điểm phần trăm"
        if at is not None and (best is None or at > best[0]):
            best = (at, cue.value)
        estimated = estimated or (at is not None and cue.value == "estimate")
    if told:  # but "ước có khoảng 4,3 triệu ví đang hoạt động"
        guessed = best is not None and best[1] == "estimate" and number.start - best[0] < _NEAR
        return "estimate" if guessed else "actual"
    if best is not None and estimated and plans.will.match(folded, best[0]):
        return "estimate"  # "Dự kiến quý III sẽ mở thêm 8 lớp"
    between = folded[best[0] : number.start] if best is not None else ""
    past = _is_over(document, between, period) or _compared(document, between, behind, period)
    if best is not None and not past:
        return best[1]
    if short:
        return "actual"
    clause = _clause(folded, start, number.start, words)
    reached = cues.achieved.search(clause) is not None
    over = plans.beyond.search(clause)  # "đến năm 2025, ... vượt 30%"
    ahead = over is not None and not cues.achieved.search(clause[: over.start()])
    requested = plans.requested.search(clause)
    if requested and (money or bound or not clause[requested.end() :].strip()):
        return "target"  # "đề nghị tỉnh bố trí thêm 2 tỷ đồng", "kiến nghị tỉnh hỗ trợ 12 máy"
    allotted = money and plans.allots.search(clause[-_NEAR:]) is not None
    spent = money or plans.spent_of.match(folded, number.end, sentence.end) is not None
    if (not reached or ahead) and not allotted and _lies_ahead(document.article.published, period, money=spent):
        return "target"
    if not reached and _runs_on(document.article.published, period) and plans.must.search(clause):
        return "target"
    if (
        document.article.published is None
        and _is_horizon(period, cues)
        and not cues.met.search(folded, start, number.start)
    ):
        return "target"
    if bound and not cues.met.search(clause):
        return "target"
    apart = reached or money or _has_passed(document.article.published, period)
    if set_now and not apart and _is_set(folded, number, sentence, cues):
        return "target"
    undated = period.text is None or fold(period.text) not in folded[sentence.start : sentence.end]
    if not reached and undated and _aims_on(document, folded, sentence, cues, words):
        return "target"
    if _heading_aims(document, sentence, number, period, cues):
        return "target"
    return "actual"


def _is_set(folded: str, number: Span, sentence: Sentence, cues: Cues) -> bool:
    """Whether a plan may set a number: it counts no goals and tasks, and is not said to have been reached."""
    behind = folded[number.end : min(sentence.end, number.end + _FARTHEST)].lstrip()
    end = _CLAUSE_END.search(behind)
    said = behind[: end.start()] if end else behind
    return cues.plans.tallied.match(behind) is None and cues.achieved.search(said) is None


def _is_over(document: Document, between: str, period: PeriodLink) -> bool:
    """``Mục tiêu là 85%; năm 2024, tỷ lệ này đạt 78%``: whether a time that is over was named in a later clause.

    Behind a comma only when what stands before it has a figure of its own: ``Theo kế hoạch, năm 2024 ...`` has none.
    """
    if period.text is None or not _has_passed(document.article.published, period):
        return False
    before, mark, clause = between.rpartition(";")
    if not mark:
        before, mark, clause = between.rpartition(",")
        mark = mark if _FIGURE.search(before) else ""
    return bool(mark) and fold(period.text) in clause


def _managed(between: str, cues: Cues) -> bool:
    """``giao 450.000 tài khoản, kích hoạt được 312.000``: whether a further number is said to have been reached."""
    left = between.rstrip()
    said = cues.ends.search(left)
    left = left[: said.start()].rstrip() if said is not None else left
    return cues.managed.search(left) is not None and _FIGURE.search(left) is not None


def _compared(document: Document, between: str, behind: str, period: PeriodLink) -> bool:
    """``mục tiêu 15%, so với mức 9,82% của năm 2022``: whether a further number has a time of its own that is over."""
    if period.text is None or not _has_passed(document.article.published, period):
        return False
    return _FIGURE.search(between) is not None and behind.lstrip(" %").startswith(fold(period.text))


def _aims_on(document: Document, folded: str, sentence: Sentence, cues: Cues, words: LinkWords) -> bool:
    """Whether a sentence goes on with what one before it in its paragraph aims at, as do those between them."""
    at = bisect_left(document.sentences, sentence.start, key=lambda s: s.start)
    for place in range(at, max(0, at - _LONGEST_ROW), -1):
        going, before = document.sentences[place], document.sentences[place - 1]
        if before.paragraph != going.paragraph or cues.aims_on.match(folded, going.start) is None:
            return False
        end = before.end - 1
        start = max(before.start, end - _FARTHEST)
        if _names_horizon(document, start, end, cues):
            return True
        if any(_strives(cue) and _reaches(folded, start, end, cue, cues, words) is not None for cue in cues.status):
            return True
    return False


def _names_horizon(document: Document, start: int, end: int, cues: Cues) -> bool:
    """``Về chính quyền số, đến năm 2025: 100% văn bản ...``: whether a sentence is about a year after publication."""
    published = document.article.published
    horizon = cues.plans.horizon.search(document.folded, start, end)
    ahead = published is not None and horizon is not None and int(horizon[1]) > published.year
    return ahead and cues.achieved.search(document.folded, start, end) is None


def _heads_plan(header: str, cues: Cues) -> bool:
    """Whether a column holds plans: ``Kế hoạch``, ``Mục tiêu năm 2025``, but not ``Thực hiện so với kế hoạch``."""
    return any(c.value == "target" and c.starts.match(header) for c in cues.status)


def _clause(folded: str, start: int, end: int, words: LinkWords) -> str:
    """The text from the last clause boundary before ``end``."""
    for boundary in words.boundary.finditer(folded, start, end):
        start = boundary.end()
    return folded[start:end]


def _lies_ahead(published: date | None, period: PeriodLink, *, money: bool) -> bool:
    """Whether the period is after the day of publication, or is a year hardly begun on it (money is allotted, then)."""
    if published is None or period.basis != "stated":
        return False
    start, end = period.start, period.end
    if end is None:  # "Từ năm 2026, 100% việc bổ nhiệm ..."
        return start is not None and start > published
    if end <= published + _ALL_BUT_OVER:
        return False
    if start is None or start > published:
        return True
    whole_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year
    return whole_year and not money and (published - start).days < _HARDLY_BEGUN * (end - start).days


def _runs_on(published: date | None, period: PeriodLink) -> bool:
    """Whether a time that is said is not over on the day of publication."""
    if published is None or period.end is None or period.basis != "stated":
        return False
    return period.end > published


def _has_passed(published: date | None, period: PeriodLink) -> bool:
    """Whether a time that is said is over on the day of publication."""
    return published is not None and period.basis == "stated" and period.end is not None and period.end <= published


def _is_horizon(period: PeriodLink, cues: Cues) -> bool:
    """``đến năm 2030``: where the day of publication is unknown, a year to come is known by its wording."""
    return period.start is None and period.text is not None and cues.plans.by_year.match(fold(period.text)) is not None


def _reaches(folded: str, start: int, end: int, cue: Cue, cues: Cues, words: LinkWords) -> int | None:
    """Where the last cue stands whose scope holds ``end``, or None."""
    for match in reversed(list(cue.phrase.finditer(folded, start, end))):
        before = folded[max(start, match.start() - 30) : match.start()]
        if cue.not_after.search(before) or (cues.plans.tallied.match(match[0]) and _COUNTED.search(before)):
            continue
        if cues.plans.set_behind.match(match[0]) and _SET.search(before):
            continue
        # "dự kiến tăng từ 45% hiện nay lên 60%": what is said of the first level ends nothing
        between = cues.plans.first_level.sub(" ", folded[match.end() : end])
        if cue.value == "target":
            between = cues.plans.goes_on.sub(" ", between)
        listed = _LIST_OPENS.match(between) if cue.value == "estimate" else None
        parts = listed or cues.plans.parts.search(between)  # a semicolon between parts ends nothing
        if parts is not None:
            between = between[: parts.end()] + between[parts.end() :].replace(";", " ")
        if cue.terminator.search(between) or (cue.reach == "clause" and words.boundary.search(between)):
            return None
        if _ended_with_its_brackets(folded[start : match.end()], between):
            continue
        if between.count("(") <= between.count(")"):
            return match.start()
    return None


def _ended_with_its_brackets(before: str, between: str) -> bool:
    """``cấp tỉnh đạt 63% (mục tiêu 70%), cấp xã đạt 18%``, ``312 thẻ (vượt 2% chỉ tiêu), 91% hộ``: whether a cue and
    a figure of its own stand in brackets that are closed."""
    closed = between.find(")")
    if closed < 0 or "(" in between[:closed]:
        return False
    opened = before.rfind("(")
    within = before[opened:] if opened > before.rfind(")") else ""
    return _FIGURE.search(within + between[: closed + 1]) is not None


def _alone_in_brackets(folded: str, number: Span) -> int | None:
    """``huy động từ doanh nghiệp (275 tỷ đồng)``: where the brackets open that hold nothing but a number."""
    opened = folded.rfind("(", max(0, number.start - _NEAR), number.start)
    closed = folded.find(")", number.end, number.end + _NEAR)
    alone = (
        opened >= 0 and closed >= 0 and not (folded[opened + 1 : number.start] + folded[number.end : closed]).strip()
    )
    return opened if alone else None


def _heading_aims(document: Document, sentence: Sentence, number: Span, period: PeriodLink, cues: Cues) -> bool:
    """Whether the line above speaks of targets: the heading of the paragraph or of the list items below it, or the line
    that introduces a list. No heading reaches what goes on from a time that is over (``Hiện nay ... Tỉnh có ...``)."""
    paragraphs = document.paragraphs
    own = paragraphs[sentence.paragraph]
    item = item_mark(document.text, sentence.start) is not None
    if not item and not own.headings:
        return False
    before = document.folded[sentence.start : number.start]
    bracketed = before.count("(") > before.count(")")
    intro = document.folded[own.start : sentence.start]
    mark = _INTRODUCES.search(intro) if item else None
    if bracketed and mark is not None:
        return cues.plans.in_brackets.search(intro, 0, mark.start()) is not None
    if bracketed or cues.achieved.search(before):
        return False
    if mark is not None:
        return _aims(_BRACKETS.sub(" ", intro[: mark.start()]), cues, anywhere=True)
    if not own.headings or _has_passed(document.article.published, period):
        return False
    between = paragraphs[own.headings[-1] + 1 : sentence.paragraph]
    if between and not (item and all(item_mark(document.text, other.start) for other in between)):
        return False
    lines = [document.folded[paragraphs[at].start : paragraphs[at].end].rstrip() for at in own.headings]
    asked = lines[-1].endswith(":") and _aims(
        _BRACKETS.sub(" ", lines[-1]), cues, anywhere=True
    )  # "Sở đề nghị các xã:"
    return asked or any(_aims(line, cues) for line in lines)


def _aims(line: str, cues: Cues, *, anywhere: bool = False) -> bool:
    """Whether a heading begins with a cue for targets, or a line that introduces a list holds one that is not ended."""
    if not anywhere:
        label = cues.plans.label.match(line)
        return cues.heading.match(line, label.end() if label else 0) is not None
    return any(_strives(cue) and _open(line, cue) for cue in cues.status)


def _strives(cue: Cue) -> bool:
    return cue.value == "target" and cue.direction == "forward" and cue.reach == "sentence"


def _open(line: str, cue: Cue) -> bool:
    return any(
        not cue.not_after.search(line[: match.start()]) and not cue.terminator.search(line[match.end() :])
        for match in cue.phrase.pattern.finditer(line)
    )
