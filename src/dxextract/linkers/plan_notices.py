"""Sentences that tell what a plan sets, though none of them says so: ``UBND tỉnh ban hành Kế hoạch chuyển đổi số
năm 2024. Theo đó, 90% hồ sơ ...``, ``Nghị quyết xác định đến năm 2025 ... ⏎ Về xã hội số: 80% hộ ...``."""

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
    """What the article says of plans that were just issued, or whose goals it tells.

    A notice begins with ``theo đó`` behind the sentence that issues the plan, and goes on to the end of its paragraph
    and through the paragraphs and list items behind it that begin with a topic (``Về kinh tế số: ...``). Behind the
    paragraph that says what a plan sets until a time to come only such paragraphs and items are part of it.

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
        if words.thereby.search(document.folded) or words.sets.search(document.folded):
            self._read()

    def tells(self, sentence: Sentence) -> bool:
        """Whether a sentence is part of a notice."""
        return sentence.start in self._told

    def time(self, sentence: Sentence) -> PeriodMention | None:
        """The year or years of the plan that a notice is about; None where its name has none."""
        return self._told.get(sentence.start)

    def _read(self) -> None:
        told = -1  # the paragraph that is part of a notice
        left = -1  # the one behind which another may go on with it
        plan: PeriodMention | None = None
        for before, sentence in pairwise(self._document.sentences):
            if (goal := self._goal(before)) is not None:
                left, plan = before.paragraph, goal
            if sentence.paragraph != before.paragraph:
                told = left = sentence.paragraph if left == before.paragraph and self._goes_on(sentence) else -1
            if self._words.begins.match(self._document.folded, sentence.start) and self._issues(before):
                plan = self._time_of_plan(before)
                told = left = -1 if self._is_over(plan) else sentence.paragraph
            if told == sentence.paragraph:
                self._told[sentence.start] = plan

    def _goal(self, sentence: Sentence) -> PeriodMention | None:
        """The first time to come until which a sentence says that a plan sets something; in an article without a day,
        the first time that has only an end."""
        if self._words.sets.search(self._document.folded, sentence.start, sentence.end) is None:
            return None
        published = self._document.article.published
        for mention in self._named(sentence):
            until = mention.until
            if mention.unit not in ("year", "years") or until is None:
                continue
            if mention.since is None if published is None else until > published:
                return mention
        return None

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
        named = reversed(self._named(sentence))
        return next((m for m in named if m.unit in ("year", "years") and m.until), None)

    def _named(self, sentence: Sentence) -> Sequence[PeriodMention]:
        at = bisect_left(self._mentions, sentence.start, key=lambda m: m.start)
        return self._mentions[at : bisect_left(self._mentions, sentence.end, key=lambda m: m.start)]

    def _is_over(self, plan: PeriodMention | None) -> bool:
        published = self._document.article.published
        return plan is not None and plan.until is not None and published is not None and plan.until <= published
