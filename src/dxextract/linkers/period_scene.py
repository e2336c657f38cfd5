"""What stands where around the figures of a document, as far as their times go: expressions, brackets, numbers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from dxextract.document import Document, Sentence
from dxextract.finders.period_roles import PeriodRole
from dxextract.finders.periods import PeriodMention
from dxextract.knowledge.periods import PeriodRules
from dxextract.spans import Span
from dxextract.tokenizer.claims import ClaimKind

REACH = 200
"""No clause is longer; it also keeps the work for one figure bounded, however long a line is."""
BEFORE_NUMBER = 40
"""So far before a figure do the words stand that say how it is meant."""
_BRACKETS = re.compile(r"\([^()\n]*\)")
_NOT_ITS = re.compile(r"[,;:.\d]")
_NUMBERS = (ClaimKind.NUMBER, ClaimKind.FRACTION)


class PeriodScene:
    """The time expressions of one document among its sentences, brackets and numbers.

    Args:
        document: the laid-out article.
        mentions: what :func:`dxextract.finders.periods.find_periods` found in it.
        rules: the same rules.
    """

    def __init__(self, document: Document, mentions: Sequence[PeriodMention], rules: PeriodRules) -> None:
        self._folded = document.folded
        self._cues = rules.cues
        self._document = document
        self.mentions = tuple(mentions)
        self._mention_starts = [m.start for m in mentions]
        self._sentence_starts = [s.start for s in document.sentences]
        self._brackets = [Span(*m.span()) for m in _BRACKETS.finditer(document.folded)]
        self._bracket_starts = [b.start for b in self._brackets]
        self.numbers = [c for c in document.claims if c.kind in _NUMBERS and not self._in_mention(c)]
        self.number_starts = [n.start for n in self.numbers]
        self._forward_in: dict[tuple[int, int], tuple[PeriodMention, ...]] = {}

    def forward(self, scope: Span) -> tuple[PeriodMention, ...]:
        """The expressions directly in ``scope`` that govern what comes after them."""
        key = scope.start, scope.end
        known = self._forward_in.get(key)
        if known is None:
            plain = Span(*key)
            inside = self.between(*key)
            known = tuple(m for m in inside if m.role is PeriodRole.VALUE and self._reaches(m, plain))
            self._forward_in[key] = known
        return known

    def _reaches(self, mention: PeriodMention, scope: Span) -> bool:
        if mention.deadline and not self.introduces(mention):
            return False
        brackets = self.brackets_around(mention, scope)
        last = bisect_left(self.number_starts, mention.start) - 1
        if brackets is not None and brackets != scope:
            if self.number_in(brackets.start, brackets.end):
                return False
            if last >= 0 and not self._folded[self.numbers[last].end : brackets.start].strip(" %"):
                return False  # "tăng từ 41% (năm 2020) lên 60%"
        return last < 0 or self.number_starts[last] < scope.start or not self.is_own(mention, self.numbers[last])

    def is_own(self, mention: PeriodMention, number: Span) -> bool:
        """Whether an expression dates the number before it and nothing else."""
        if mention.start - number.end > REACH:
            return False
        if self._cues.set_for.fullmatch(self._folded, number.end, mention.start):
            return True
        if self._cues.clause_end.search(self._folded, number.end, mention.start):
            return False
        if mention.attached or self._cues.about.search(self._folded, number.end, mention.start):
            return True
        if self._is_compared(number):
            return True
        if self.behind_from(number):
            return self.leads_up(mention.end)
        return self.is_second_level(number)

    def is_level_of(self, mention: PeriodMention, number: Span) -> bool:
        """Whether an expression dates a level that is compared with, or left behind.

        ``gấp ba lần mức 24,9% của cùng kỳ``, ``giảm từ 61 hồ sơ của cùng kỳ xuống``
        """
        if mention.unit != "same_period" or not mention.attached:
            return False
        return self._is_compared(number) or self.behind_from(number)

    def _is_compared(self, number: Span) -> bool:
        window = max(0, number.start - BEFORE_NUMBER)
        return self._cues.compared.search(self._folded, window, number.start) is not None

    def is_first_level(self, span: Span, scope: Span) -> bool:
        """``từ 61,5% lên 70%``: the number behind ``từ``."""
        return self.behind_from(span, scope.start) and self.leads_up(span.end, scope.end)

    def is_second_level(self, number: Span) -> bool:
        """``từ 8,5% cuối năm 2021 còn 3,2% cuối năm 2024``: the number behind ``còn``, if the first level is dated."""
        window = max(0, number.start - BEFORE_NUMBER)
        last = bisect_left(self.number_starts, number.start) - 1
        if last < 0 or self._cues.reached_level.search(self._folded, window, number.start) is None:
            return False
        first = self.numbers[last]
        near = first.start >= self.sentence_at(number.start).start
        return near and self.behind_from(first) and next(self.between(first.end, number.start), None) is not None

    def behind_from(self, span: Span, start: int = 0) -> bool:
        window = max(start, span.start - BEFORE_NUMBER)
        return self._cues.level_from.search(self._folded, window, span.start) is not None

    def leads_up(self, start: int, end: int | None = None) -> bool:
        return self._cues.level_to.match(self._folded, start, end or len(self._folded)) is not None

    def dates_index(self, mention: PeriodMention) -> bool:
        """Whether the name of an index stands right before an expression, or in it (``PCI 2023``)."""
        if mention.unit == "day":
            return False
        if self._cues.index.search(self._folded, mention.start, mention.end):
            return True
        before = self._folded[max(0, mention.start - BEFORE_NUMBER) : mention.start]
        return any(_NOT_ITS.search(before, index.end()) is None for index in self._cues.index.finditer(before))

    def dates_before(self, mention: PeriodMention) -> bool:
        """``152 dịch vụ năm 2017``: whether a number stands before an expression in its clause."""
        last = bisect_left(self.number_starts, mention.start) - 1
        start = max(self.sentence_at(mention.start).start, mention.start - REACH)
        if last < 0 or self.number_starts[last] < start:
            return False
        return not self._cues.clause_end.search(self._folded, self.numbers[last].end, mention.start)

    def dates_behind(self, number: Span, scope: Span) -> bool:
        """Whether an expression stands behind a number in its clause, and no other number between."""
        mention = next(self.between(number.end, min(scope.end, number.end + REACH)), None)
        if mention is None or mention.role is not PeriodRole.VALUE or self.number_in(number.end, mention.start):
            return False
        return not self._cues.clause_end.search(self._folded, number.end, mention.start)

    def of_document(self, mention: PeriodMention) -> bool:
        """``Nghị quyết số 38/NQ-HĐND ngày 9/12/2025``: whether an expression stands behind a document's number."""
        claims = self._document.claims
        at = bisect_left(claims, mention.start, key=lambda c: c.start) - 1
        if at < 0 or claims[at].kind is not ClaimKind.DOCUMENT_NUMBER:
            return False
        return mention.start - claims[at].end <= 1

    def introduces(self, mention: PeriodMention) -> bool:
        """Whether the expression stands in a line that introduces a list."""
        sentence = self.sentence_at(mention.start)
        return self._folded.endswith(":", sentence.start, sentence.end)

    def brackets_around(self, span: Span, scope: Span) -> Span | None:
        at = bisect_right(self._bracket_starts, span.start) - 1
        if at < 0 or not self._brackets[at].contains(span) or not scope.contains(self._brackets[at]):
            return None
        return self._brackets[at]

    def between(self, start: int, end: int) -> Iterator[PeriodMention]:
        """The expressions that begin in ``start`` to ``end``."""
        at = bisect_left(self._mention_starts, start)
        while at < len(self.mentions) and self.mentions[at].start < end:
            yield self.mentions[at]
            at += 1

    def last_of(self, unit: str, before: int) -> PeriodMention | None:
        """The expression of a unit that was named last before a character; of those of one sentence the latest time
        (``Quý I/2025 có 9 hồ sơ, quý I/2024 có 7``)."""
        last = bisect_left(self._mention_starts, before)
        spans = [m for m in self.mentions[:last] if m.since and m.covers(unit) and m.role is not PeriodRole.BASELINE]
        together = [m for m in spans if m.start >= self.sentence_at(spans[-1].start).start]
        return max(together, key=lambda m: m.since or date.min, default=None)

    def mention_before(self, at: int) -> PeriodMention | None:
        """The last expression that begins before a character."""
        number = bisect_left(self._mention_starts, at) - 1
        return self.mentions[number] if number >= 0 else None

    def _in_mention(self, span: Span) -> bool:
        at = bisect_right(self._mention_starts, span.start) - 1
        return at >= 0 and span.start < self.mentions[at].end

    def number_in(self, start: int, end: int) -> bool:
        at = bisect_left(self.number_starts, start)
        return at < len(self.number_starts) and self.number_starts[at] < end

    def next_number(self, start: int, last: Span) -> int:
        """Where the first figure behind ``start`` begins, at most ``last``."""
        at = bisect_left(self.number_starts, start)
        return min(self.number_starts[at], last.start) if at < len(self.number_starts) else last.start

    def counted(self, at: int) -> bool:
        """Whether a figure stands right before a word, or a share of what the word says (``95% kế hoạch``)."""
        last = bisect_left(self.number_starts, at) - 1
        return last >= 0 and self._folded[self.numbers[last].end : at] in (" ", "% ", " % ")

    def in_brackets(self, at: int) -> bool:
        last = bisect_right(self._bracket_starts, at) - 1
        return last >= 0 and at < self._brackets[last].end

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that a character stands in, or the last one before it."""
        return self._document.sentences[self.sentence_number(offset)]

    def sentence_number(self, offset: int) -> int:
        return max(0, bisect_right(self._sentence_starts, offset) - 1)


def prevailing(mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The last one; a time without a date (``sau ba năm``) yields to one before it."""
    return next((m for m in reversed(mentions) if m.unit != "vague"), mentions[-1] if mentions else None)
