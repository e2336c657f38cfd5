"""Sentences that tell what a plan sets, though none of them says so: ``UBND tỉnh ban hành Kế hoạch chuyển đổi số
năm 2024. Theo đó, 90% hồ sơ ...``, ``Nghị quyết xác định đến năm 2025 ... ⏎ Về xã hội số: 80% hộ ...``,
``Mục tiêu đến năm 2025: ⏎ Về kinh tế số: 15% GRDP ... ⏎ Về xã hội số: 80% hộ ...``."""

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
    sentence or heading that says what is aimed at until a time to come only what begins so is part of it: paragraphs
    and items, and the sentences of its own paragraph.

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
        row = False  # whether sentences behind goals may go on with them
        listed = False  # whether the goals follow a colon or a heading
        plan: PeriodMention | None = None
        for before, sentence in pairwise(self._document.sentences):
            over = self._heads(before, sentence)
            introduces = over or self._document.text.endswith(":", before.start, before.end)
            if (goal := self._goal(before, headed=over)) is not None:
                left, plan, row, listed = before.paragraph, goal, True, introduces
            elif (goal := self._issued(before, sentence, introduced=introduces)) is not None:
                left, plan, row, listed = before.paragraph, goal, False, introduces
            if sentence.paragraph != before.paragraph:
                goes_on = over or self._goes_on(sentence, listed=listed)
                told = left = sentence.paragraph if goes_on and left == before.paragraph else -1
                row = False
            row = row and self._goes_on(sentence)
            if self._words.begins.match(self._document.folded, sentence.start) and self._issues(before):
                plan, listed = self._time_of_plan(before), False
                told = left = -1 if self._is_over(plan) else sentence.paragraph
            if told == sentence.paragraph or row:
                self._told[sentence.start] = plan
            elif self._words.sets.match(self._document.folded, sentence.start) and self._issues(before, any_paper=True):
                self._told[sentence.start] = self._time_of_plan(before)  # "Nghị quyết đề ra 17 chỉ tiêu"

    def _goal(self, sentence: Sentence, *, headed: bool) -> PeriodMention | None:
        """The first time to come until which a sentence says that something is set, or the last time before the colon
        with which it introduces goals; in an article without a day, such a time has only an end."""
        folded = self._document.folded
        named = self._named(sentence)
        if named and self._words.sets.search(folded, sentence.start, sentence.end) is None:
            colon = folded.find(":", sentence.start, sentence.end)
            end = colon if colon >= 0 else sentence.end if headed else sentence.start
            named = [mention for mention in named if mention.end <= end][-1:]
            alone = [(m.start, m.end, m.since) for m in named] == [(sentence.start, end, None)]  # "Đến năm 2030:"
            if not alone and self._words.aims.search(folded, sentence.start, end) is None:
                return None
        return next((m for m in named if m.unit in ("year", "years") and self._is_ahead(m)), None)

    def _issued(self, before: Sentence, sentence: Sentence, *, introduced: bool) -> PeriodMention | None:
        """The time to come of a plan that a paragraph ends with the issuing of, where the next one begins with a topic
        of it or its first item."""
        if sentence.paragraph == before.paragraph or not self._issues(before):
            return None
        topic = self._words.topic.match(self._document.folded, sentence.start, sentence.end)
        if topic is None and not (introduced and item_mark(self._document.text, sentence.start) is not None):
            return None
        plan = self._time_of_plan(before)
        return plan if plan is not None and self._is_ahead(plan) else None

    def _is_ahead(self, mention: PeriodMention) -> bool:
        published = self._document.article.published
        if published is None or mention.until is None:
            return mention.since is None and mention.until is not None
        return mention.until > published

    def _heads(self, before: Sentence, sentence: Sentence) -> bool:
        """Whether a sentence is a heading over the next one; the title is none."""
        return before.paragraph in self._document.paragraphs[sentence.paragraph].headings

    def _issues(self, sentence: Sentence, *, any_paper: bool = False) -> bool:
        """Whether a sentence says that a plan was issued, or that any paper was that may set something."""
        folded = self._document.folded
        if _FIGURE.search(folded, sentence.start, sentence.end):
            return False
        issued = self._words.issued_paper if any_paper else self._words.issued
        return issued.search(folded, sentence.start, sentence.end) is not None

    def _goes_on(self, sentence: Sentence, *, listed: bool = False) -> bool:
        """Whether a sentence begins with a topic, as an item or, where goals are listed, as one without a mark."""
        folded = self._document.folded
        if item_mark(self._document.text, sentence.start) is not None:
            return True
        if listed and self._words.unmarked.match(folded, sentence.start, sentence.end) is not None:
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
