"""Sentences that tell what a new plan sets, though none of them says so: ``UBND tỉnh ban hành Kế hoạch chuyển đổi số
năm 2024. Theo đó, 90% hồ sơ ...``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from dxextract.document import Document, Sentence
from dxextract.finders.periods import PeriodMention
from dxextract.knowledge.cues import Notices
from dxextract.linkers.list_items import item_mark

_FIGURE = re.compile(r"\d\s?%")


class PlanNotices:
    """What the article says of plans that were just issued.

    A notice begins with ``theo đó`` behind the sentence that issues the plan, and goes on to the end of its paragraph
    and through the paragraphs and list items behind it that begin with a topic (``Về kinh tế số: ...``).

    Args:
        document: the article laid out.
        mentions: its time expressions, in order.
        words: ``notices`` in ``gazetteer/cues.yaml``.
    """

    def __init__(self, document: Document, mentions: Sequence[PeriodMention], words: Notices) -> None:
        self._document = document
        self._mentions = mentions
        self._words = words
        self._told: dict[int, PeriodMention | None] = {}
        if words.thereby.search(document.folded):
            self._read()

    def tells(self, sentence: Sentence) -> bool:
        """Whether a sentence is part of a notice."""
        return sentence.start in self._told

    def time(self, sentence: Sentence) -> PeriodMention | None:
        """The year or years of the plan that a notice is about; None where its name has none."""
        return self._told.get(sentence.start)

    def _read(self) -> None:
        sentences = self._document.sentences
        paragraph = -1
        plan: PeriodMention | None = None
        for before, sentence in pairwise(sentences):
            if paragraph >= 0 and sentence.paragraph != before.paragraph:
                paragraph = sentence.paragraph if self._goes_on(sentence) else -1
            if self._words.begins.match(self._document.folded, sentence.start) and self._issues(before):
                paragraph, plan = sentence.paragraph, self._time_of_plan(before)
                if self._is_over(plan):
                    paragraph = -1
            if paragraph == sentence.paragraph:
                self._told[sentence.start] = plan

    def _issues(self, sentence: Sentence) -> bool:
        folded = self._document.folded
        if _FIGURE.search(folded, sentence.start, sentence.end):
            return False
        return self._words.issued.search(folded, sentence.start, sentence.end) is not None

    def _goes_on(self, sentence: Sentence) -> bool:
        folded = self._document.folded
        if item_mark(self._document.text, sentence.start) is not None:
            return True
        return self._words.topic.match(folded, sentence.start, sentence.end) is not None

    def _time_of_plan(self, sentence: Sentence) -> PeriodMention | None:
        """The last year or years that the sentence names."""
        at = bisect_left(self._mentions, sentence.start, key=lambda m: m.start)
        end = bisect_left(self._mentions, sentence.end, key=lambda m: m.start)
        return next((m for m in reversed(self._mentions[at:end]) if m.unit in ("year", "years") and m.until), None)

    def _is_over(self, plan: PeriodMention | None) -> bool:
        published = self._document.article.published
        return plan is not None and plan.until is not None and published is not None and plan.until <= published
