"""What a time expression is there for: figures, something that happened, a comparison, a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from enum import StrEnum

from dxextract.document import Document
from dxextract.finders.period_units import FoundUnit
from dxextract.knowledge.periods import Cues
from dxextract.tokenizer.claims import ClaimKind

_LONGEST_NAME = 120
_LONGEST_LABEL = 20
_BACK = 12
_FEW = 4
_MARKS = re.compile(r"(?:[\W_]|\d{1,2}[.)]|[a-hj-uwyzđ][.)]|[ivx]+[.)])*")
_FIGURE_AHEAD = re.compile(r"[^,;:.()\n\d]{0,30}\d")
_CLAUSE_MARKS = ",;:.()\n"
_SENTENCE_MARKS = (". ", ";", ":", "\n")


class PeriodRole(StrEnum):
    """What an expression is there for."""

    VALUE = "value"
    """The time of figures."""
    BASELINE = "baseline"
    """What figures are compared with (``so với năm 2022``)."""
    EVENT = "event"
    """When something happened (``ngày 27/10 tổ chức``, a document's date)."""
    NAME = "name"
    """Part of a name (``Hội thi lần thứ 18 năm 2024``)."""


class PeriodRoles:
    """Roles of the time expressions of one document.

    Args:
        document: the laid-out article.
        cues: words around expressions.
    """

    def __init__(self, document: Document, cues: Cues) -> None:
        self._document = document
        self._folded = document.folded
        self._cues = cues

    def role(self, found: FoundUnit) -> PeriodRole:
        before = found.before
        if "baseline" in before and not ("attach" in before and found.rule.unit != "same_period"):
            return PeriodRole.BASELINE
        if "event" in before or ("review" in before and not self._opens_sentence(found)):
            return PeriodRole.EVENT
        if (
            "name" in before
            and found.rule.unit != "now"
            and not self._opens_line(found)
            and not self._opens_sentence(found)
        ):
            return PeriodRole.NAME
        if found.rule.unit == "day" and not before & {"until", "since", "end", "within", "attach"}:
            return PeriodRole.VALUE if self._dates_figures(found) else PeriodRole.EVENT
        if found.rule.unit in ("month", "year") and not before and self._behind_document(found):
            return PeriodRole.EVENT
        if found.rule.unit == "same_period":
            same = found.rule.offset == 0
            own = self._cues.itself.match(self._folded, found.end) is not None and before <= {"attach"}
            return PeriodRole.VALUE if same or own or self.begins_clause(found.start) else PeriodRole.BASELINE
        if found.rule.unit in ("year", "years") and (self._passed(found) or self._measures(found)):
            return PeriodRole.BASELINE
        if "start" in before and not before & {"since", "until"}:
            return PeriodRole.VALUE if self._tells_level(found) else PeriodRole.EVENT
        return PeriodRole.NAME if self._in_name(found) else PeriodRole.VALUE

    def span_role(self, first: FoundUnit, end: int) -> PeriodRole:
        """The role of a span that ends at ``end``. Days alone in brackets are what they explain: ``3 tháng (1/7 -
        30/9/2025)``."""
        alone = self._folded[first.start - 1 : first.start] == "(" and self._folded[end : end + 1] == ")"
        return PeriodRole.VALUE if alone and first.rule.unit == "day" else self.role(first)

    def begins_plan(self, start: int) -> bool:
        """``Trước ngày 30/1, tỉnh cấp 5 thẻ``, ``Bộ dự kiến trước ngày 30/1 cấp 5 thẻ``: whether a deadline is that of
        what follows it."""
        plans = self._cues.target.finditer(self._folded, max(0, start - _BACK), start)
        return self.begins_clause(start) or any(not self._folded[plan.end() : start].strip() for plan in plans)

    def limit_role(self, until: date | None) -> PeriodRole:
        """``trước ngày 30/6``: a deadline when it lies ahead; else something happened before it."""
        published = self._document.article.published
        ahead = until is not None and published is not None and until > published
        return PeriodRole.VALUE if ahead else PeriodRole.EVENT

    def tells_age(self, found: FoundUnit) -> bool:
        """``Máy tính được cấp từ năm 2017, ...``: since when something is there, in a clause without figures that ends
        there."""
        if self.begins_clause(found.start) or not self._cues.age_end.match(self._folded, found.end):
            return False
        return not any(c.isdigit() for c in self._clause_before(found.start))

    def _of_figures(self, found: FoundUnit) -> bool:
        """``Theo số liệu trên Cổng Dịch vụ công quốc gia ngày 30/9, xã đạt ...``."""
        if not self._folded.startswith(",", found.end):
            return False
        first = max(0, found.start - _LONGEST_NAME)
        return self._cues.by_figures.search(self._folded, first, found.start) is not None

    def _dates_figures(self, found: FoundUnit) -> bool:
        """Whether a day is that of figures, not of something that happened."""
        tells = self._cues.tells.match(self._folded, found.end) is not None and self.begins_clause(found.start)
        counts = self._cues.counts_on.match(self._folded, found.end) is not None and not self._of_document(found)
        return tells or counts or self._of_figures(found)

    def _tells_level(self, found: FoundUnit) -> bool:
        """``Đầu năm 2023 tỷ lệ này mới đạt 30%``: how much there was then, not what happened."""
        if found.rule.unit not in ("month", "year") or not self.begins_clause(found.start):
            return False
        return self._cues.level_ahead.match(self._folded, found.end) is not None

    def _measures(self, found: FoundUnit) -> bool:
        """``bằng 118% năm 2023``: whether a figure is as much of what there was in a year."""
        return self._cues.makes_up.search(self._folded, max(0, found.start - _BACK), found.start) is not None

    def _passed(self, found: FoundUnit) -> bool:
        """``vượt xa mục tiêu cả năm``: whether it is the time of a plan that a result is compared with.

        Not where the plan's figure follows.
        """
        first = max(0, found.start - _LONGEST_LABEL - _BACK)
        if self._cues.passed_plan.search(self._folded, first, found.start) is None:
            return False
        return _FIGURE_AHEAD.match(self._folded, found.end) is None

    def _opens_line(self, found: FoundUnit) -> bool:
        """``Định hướng đến năm 2030`` on a line of its own is no part of a name."""
        line = self._folded.rfind("\n", max(0, found.start - _LONGEST_LABEL), found.start) + 1
        alone = self._folded[found.end : found.end + 1] in ("\n", ":", ".", "")
        return alone and line > 0 and _MARKS.fullmatch(self._folded, line, found.start) is not None

    def _opens_sentence(self, found: FoundUnit) -> bool:
        """``Tầm nhìn đến năm 2045, tỉnh ...``, ``Sơ kết 6 tháng, toàn tỉnh ...``: whether it stands at the head of a
        sentence, with a comma behind it."""
        before = self._folded[max(0, found.start - _BACK) : found.start].rstrip(' "')
        return (not before or before[-1] in "\n.;:!?") and self._folded[found.end : found.end + 1] in (",", ":")

    def _in_name(self, found: FoundUnit) -> bool:
        if found.rule.unit not in ("year", "years") or not found.groups:  # "kế hoạch đến cuối năm lắp 60 trạm"
            return False
        clause = self._clause_before(found.start)
        if self._cues.name_end.search(clause):
            return False
        if self._cues.term_of.search(self._folded, max(0, found.start - _LONGEST_NAME), found.end):
            return True  # "Đại hội lần thứ XX, nhiệm kỳ 2020 - 2025 đã bế mạc"
        if found.rule.unit == "years" and (
            self._cues.sum.search(clause) or self._cues.sum_ahead.match(self._folded, found.end)
        ):
            return False  # "bố trí 46 tỷ đồng cho chuyển đổi số giai đoạn 2023 - 2025"
        if self._cues.event_name.search(clause):  # but "Cuộc thi năm 2025 nhận 312 bài"
            return self._cues.counts_on.match(self._folded, found.end) is None
        if "until" in found.before and (
            self._cues.plan_says.match(self._folded, found.end)
            or (self._folded.startswith(",", found.end) and self._cues.by_plan.fullmatch(clause))
        ):
            return False
        names = found.rule.unit == "years" or "until" in found.before or self._titled(found)
        return names and (self._cues.document_name.search(clause) is not None or self._ends_long_name(found))

    def _ends_long_name(self, found: FoundUnit) -> bool:
        """``Thực hiện Thỏa thuận về chính quyền điện tử, đô thị thông minh với tập đoàn giai đoạn 2018-2023, ...``: a
        name with a comma in it, which a sentence begins with."""
        if found.rule.unit != "years" or not self._folded.startswith(",", found.end) or self.begins_clause(found.start):
            return False
        first = max(0, found.start - _LONGEST_NAME)
        start = max(first, *(self._folded.rfind(mark, first, found.start) + 1 for mark in _SENTENCE_MARKS))
        opening = self._cues.carries_out.match(self._folded, start, found.start)
        return opening is not None and self._cues.name_end.search(self._folded, opening.end(), found.start) is None

    def _clause_before(self, end: int) -> str:
        first = max(0, end - _LONGEST_NAME)
        return self._folded[max(first, *(self._folded.rfind(mark, first, end) + 1 for mark in _CLAUSE_MARKS)) : end]

    def _behind_document(self, found: FoundUnit) -> bool:
        """``theo Quyết định số 1816/QĐ-UBND tháng 9/2022, ...``: the day of the document."""
        return self._of_document(found) and self._folded[found.end : found.end + 1] in (",", ";", ".", ")")

    def _of_document(self, found: FoundUnit) -> bool:
        """Whether a document's number stands right before it."""
        claims = self._document.claims
        at = bisect_right(claims, found.start, key=lambda c: c.start) - 1
        while at >= 0 and claims[at].start >= found.start:
            at -= 1
        return at >= 0 and claims[at].kind is ClaimKind.DOCUMENT_NUMBER and claims[at].end + 1 == found.start

    def _titled(self, found: FoundUnit) -> bool:
        """Whether it stands in the title behind a document's number: ``Nghị quyết số 41/NQ-HĐND về ... năm 2025``."""
        claims = self._document.claims
        at = bisect_right(claims, found.start, key=lambda c: c.start)
        for claim in reversed(claims[max(0, at - _FEW) : at]):
            if claim.kind is ClaimKind.DOCUMENT_NUMBER:
                between = self._folded[claim.end : found.start]
                return len(between) < _LONGEST_NAME and self._cues.title_about.match(between) is not None
        return False

    def begins_clause(self, start: int) -> bool:
        before = self._folded[max(0, start - _BACK) : start].rstrip(" ")
        return not before or before[-1] in "\n,;:(." or f" {before}".replace("\n", " ").endswith(self._cues.openers)

    def is_passing(self, found: FoundUnit) -> bool:
        """``xã hiện có 5 trạm``, ``nay còn 2 ngày``: said in passing, unlike ``Hiện toàn xã có``."""
        written = self._folded[found.start : found.end].strip()
        return written in self._cues.passing or (written in self._cues.adverbs and not self.begins_clause(found.start))
