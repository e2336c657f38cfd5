"""Which time a sentence inherits: from the sentences before it, or from the headings over it.

The rules stand at the head of :mod:`dxextract.linkers.periods`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from dxextract.document import Document, Sentence
from dxextract.finders.period_roles import PeriodRole
from dxextract.finders.periods import PeriodMention
from dxextract.finders.places import PlaceMention
from dxextract.knowledge.periods import PeriodRules
from dxextract.linkers.list_items import item_mark
from dxextract.linkers.period_scene import BEFORE_NUMBER, REACH, PeriodScene, prevailing
from dxextract.spans import Span, within

_OPENING = 12
"""So near its start a place is what a sentence begins with."""
_LINED = 1.6
"""A block whose lines hold so few sentences each is one of sentences that stand on lines of their own."""
_NO_SEASONS = frozenset({"day", "days", "years", "now", "same_period", "vague"})
"""Units of times that no meeting looks back on as a whole."""
_WORD = re.compile(r"\w+")


class PeriodInheritance:
    """What the sentences of one document leave to each other, and headings to their blocks.

    Args:
        document: the laid-out article.
        scene: its time expressions and numbers.
        rules: words that hand a time on or stop it.
        places: what :func:`dxextract.finders.places.find_places` found in it.

    Attributes:
        handed: for each sentence, the expression that the sentences before it hand on.
        headings: for each paragraph, the expression of the headings over it.
    """

    def __init__(
        self, document: Document, scene: PeriodScene, rules: PeriodRules, places: Sequence[PlaceMention]
    ) -> None:
        self._document = document
        self._folded = document.folded
        self._scene = scene
        self._cues = rules.cues
        self._places = [p for p in places if not p.country]
        self._place_starts = [p.start for p in self._places]
        self._lined = self._blocks_of_lines()
        self.headings = self._governed_by_headings()
        self.handed = self._hand_on()

    def inherits(self, span: Span, sentence: Span, mention: PeriodMention) -> bool:
        if self._ranks_on(sentence, mention):
            return True
        start = max(sentence.start, span.start - REACH)
        numbers = within(self._scene.numbers, start, span.start)
        item = item_mark(self._document.text, sentence.start) is not None
        if item and self._scene.introduces(mention):
            return True
        if not item and self._stands_apart(span, start):
            return False
        if self._is_spoken(sentence) and not self._is_spoken(self._scene.sentence_at(mention.start)):
            return False
        target = self.is_planned(start, span)
        ahead = self.is_ahead(mention)
        if target and not ahead and numbers and not self.is_planned(start, numbers[-1]):
            return True  # "Tỷ lệ thanh toán đạt 38,6%, trong khi kế hoạch giao 45%"
        if target != ahead and not self._is_running(mention) and not (ahead and self._aims_on(span, sentence, mention)):
            return False
        if self._cues.meanwhile.match(self._folded, sentence.start):
            return True
        return mention.since is None or not any(self._tells_state(n, sentence) for n in (*numbers, span))

    def spoken_of(self, sentence: Sentence) -> PeriodMention | None:
        """The time that a sentence comes back to by its kind: ``Báo cáo tháng 5/2024 ... Trong tháng, xã nhận``."""
        unit = next((u for u, back in self._cues.back_to.items() if back.match(self._folded, sentence.start)), None)
        if unit is None:
            return None
        heading = self.headings[sentence.paragraph]
        headed = heading is not None and heading.covers(unit)
        return heading if headed else self._scene.last_of(unit, sentence.start)

    def _stands_apart(self, span: Span, start: int) -> bool:
        """Whether a figure is of no time that other sentences tell of.

        That is an age, how long something takes, a price (``12.000 đồng/kg``), so much each day, and what has just been
        done.
        """
        if self._cues.timeless.search(self._folded, span.start, span.end):
            return True
        if self._folded.startswith("/", span.end) and self._folded.endswith("đồng", span.start, span.end):
            return self._cues.incomes.search(self._folded, start, span.start) is None
        if self._cues.just.search(self._folded, start, span.start):
            return True
        window = max(start, span.start - BEFORE_NUMBER)
        return self._cues.singly.search(self._folded, window, span.start) is not None

    def _is_spoken(self, sentence: Span) -> bool:
        """Whether a sentence opens a quotation: the time that others told of is not the speaker's."""
        return self._folded.startswith(("“", '"'), sentence.start)

    def _ranks_on(self, sentence: Span, mention: PeriodMention) -> bool:
        """Whether a sentence speaks of standings, and the expression is the edition that they are in."""
        if self._cues.standing.search(self._folded, sentence.start, sentence.end) is None:
            return False
        return self._is_edition(mention)

    def _aims_on(self, number: Span, sentence: Span, mention: PeriodMention) -> bool:
        """``Năm 2026, tỉnh phấn đấu tăng 10%. Kinh tế số chiếm 20%``: whether a figure goes on with a plan."""
        plan = self._scene.sentence_at(mention.start)
        if self._cues.target.search(self._folded, plan.start, plan.end) is None:
            return False
        window = max(sentence.start, number.start - REACH)
        reaches = self._cues.reaching.search(self._folded, max(window, number.start - BEFORE_NUMBER), number.start)
        return reaches is not None and self._cues.present.search(self._folded, window, number.start) is None

    def _hand_on(self) -> list[PeriodMention | None]:
        """For each sentence, the expression that the sentences before it hand on."""
        handed: list[PeriodMention | None] = []
        standing: PeriodMention | None = None
        last: PeriodMention | None = None
        items: dict[str, PeriodMention | None] = {}
        reviewed: PeriodMention | None = None
        previous: Sentence | None = None
        for sentence in self._document.sentences:
            same = previous is not None and sentence.paragraph == previous.paragraph
            if previous is not None and not same and not self._in_lines(previous, sentence):
                standing, last, items = None, None, {}
            earlier = previous.start if same and previous is not None else sentence.start
            previous = sentence
            if (mark := item_mark(self._document.text, sentence.start)) is not None:
                items = _outer(items, mark[-1])
                standing = items.setdefault(mark[-1], standing)
            moves = (
                standing is not None and self._moves_on(sentence, standing) and not self._ranks_on(sentence, standing)
            )
            if standing is not None and (moves or self._begins_afresh(sentence, earlier)):
                standing = None
            if standing is None and last is not None and self._cues.part_of.match(self._folded, sentence.start):
                standing = last  # "Tỷ trọng năm 2022 là 13%, năm 2023 là 15%. Trong đó, phần lõi đóng góp 7%"
            if reviewed is not None and sentence.paragraph > self._scene.sentence_at(reviewed.start).paragraph + 1:
                reviewed = None
            if standing is None and reviewed is not None and self._cues.reports.match(self._folded, sentence.start):
                standing = reviewed
            handed.append(standing)
            reviewed = self._reviewed(sentence) or reviewed
            last = None
            own = self._scene.forward(sentence) or self._editions(sentence)
            if not own and (again := self.spoken_of(sentence)) is not None:
                own = (again,)
            # "nửa đầu năm nộp 54,4%, cùng kỳ năm trước 26,1%": it goes on about the half year; "Trước đó phải đi 5 km"
            # dates nothing behind it
            own = tuple(m for m in own if m.unit not in ("same_period", "vague"))
            if any(not m.passing for m in own) and not self._adds(sentence, own[0]):
                times = {(m.since, m.until) for m in own if m.unit != "vague"}
                standing = prevailing(own) if len(times) < 2 and not own[-1].passing else None
                last = own[-1] if len(times) > 1 else None
        return handed

    def _reviewed(self, sentence: Span) -> PeriodMention | None:
        """The months or the year that a meeting looks back on: ``hội nghị sơ kết công tác 6 tháng đầu năm 2023``."""
        return next(
            (
                m
                for m in self._scene.between(sentence.start, sentence.end)
                if m.since is not None
                and m.until is not None
                and m.unit not in _NO_SEASONS
                and self._cues.reviews.search(self._folded, max(sentence.start, m.start - REACH), m.end)
            ),
            None,
        )

    def _editions(self, sentence: Span) -> tuple[PeriodMention, ...]:
        """``hạng 46 về GII năm 2023``: the one edition that belongs to a position, where nothing else is dated."""
        inside = [m for m in self._scene.between(sentence.start, sentence.end) if m.role is PeriodRole.VALUE]
        return tuple(inside) if len(inside) == 1 and self._scene.dates_index(inside[0]) else ()

    def _adds(self, sentence: Span, mention: PeriodMention) -> bool:
        """``Có 779 hồ sơ; con số của năm 2019 là 800``: whether a time only comes behind figures that have none, and
        behind a semicolon or ``trong khi``."""
        if self.is_ahead(mention) and self._is_yardstick(sentence, mention):
            return True
        mark = self._cues.contrast.search(self._folded, sentence.start, mention.start)
        return mark is not None and self._scene.number_in(sentence.start, mark.start())

    def _is_yardstick(self, sentence: Span, mention: PeriodMention) -> bool:
        """``đạt 1,9%, thấp hơn mục tiêu năm 2025 là 50%``: whether a time to come only says what a figure falls short
        of."""
        numbers = within(self._scene.numbers, sentence.start, mention.start)
        if not numbers:
            return False
        return self._cues.apart.search(self._folded, numbers[-1].end, mention.start) is not None

    def _in_lines(self, last: Sentence, first: Sentence) -> bool:
        """Whether two sentences are lines of one block, whose lines are sentences."""
        before, after = self._document.paragraphs[last.paragraph], self._document.paragraphs[first.paragraph]
        return before.block == after.block and not before.heading and not after.heading and before.block in self._lined

    def _blocks_of_lines(self) -> frozenset[int]:
        """The blocks whose lines are sentences: few hold more than one."""
        lines = Counter(p.block for p in self._document.paragraphs if not p.heading)
        sentences = Counter(
            self._document.paragraphs[s.paragraph].block
            for s in self._document.sentences
            if not self._document.paragraphs[s.paragraph].heading
        )
        return frozenset(block for block, size in lines.items() if sentences[block] <= _LINED * size)

    def _begins_afresh(self, sentence: Span, start: int) -> bool:
        """Whether a sentence turns to something else, not to a topic that was spoken of from ``start`` on."""
        topic = self._cues.topic.match(self._folded, sentence.start, sentence.end)
        if topic is not None and self._cues.anaphor.search(topic[1]):
            return False
        if topic is not None:
            return not set(topic[1].split()) <= set(_WORD.findall(self._folded, start, sentence.start))
        return self._cues.fresh.match(self._folded, sentence.start, sentence.end) is not None

    def _moves_on(self, sentence: Sentence, standing: PeriodMention) -> bool:
        """Whether a sentence begins with another place than the one that the time was said of.

        ``Gia Lai đến hết tháng 9 có 5 làng. Hải Phòng cấp ...``
        """
        at = bisect_left(self._place_starts, sentence.start)
        if at == len(self._places) or self._places[at].start > sentence.start + _OPENING:
            return False
        if self._cues.anaphor.search(self._folded, sentence.start, self._places[at].start):
            return False  # "Tỷ lệ này ở Cái Bè là 40%"
        paragraph = self._scene.sentence_at(standing.start).paragraph
        first = self._document.paragraphs[paragraph].start
        said = bisect_left(self._place_starts, standing.start) - 1
        if said < 0 or self._places[said].start < first:
            return False
        new, old = self._places[at].candidates[0], self._places[said].candidates[0]
        return new.level is old.level and new.name != old.name

    def is_planned(self, start: int, number: Span) -> bool:
        """Whether a word for plans reaches a figure: one whose clause holds a figure behind it, or the figure's own.

        What is only compared with in brackets (``đạt 81,3% (kế hoạch giao 80%)``), plans that are counted (``22 chỉ
        tiêu``) and those that a result is measured by (``vượt kế hoạch``, ``95% kế hoạch``) are of the time of what has
        been.
        """
        return any(
            ";" not in self._folded[cue.end() : self._scene.next_number(cue.end(), number)]
            for cue in self._cues.target.finditer(self._folded, start, number.start)
            if not self._scene.counted(cue.start())
            and not self._scene.in_brackets(cue.start())
            and not self._cues.measured.search(self._folded, max(start, cue.start() - BEFORE_NUMBER), cue.start())
        )

    def _tells_state(self, number: Span, sentence: Span) -> bool:
        if self._cues.flow.match(self._folded, number.end - 1 if self._folded[number.end - 1] == "%" else number.end):
            return False
        window = max(sentence.start, number.start - BEFORE_NUMBER)
        if self._cues.flow_before.search(self._folded, window, number.start):  # "Hồ sơ gửi qua mạng có 103.779"
            return False
        return self._cues.stock.search(self._folded, window, number.start) is not None

    def _is_edition(self, mention: PeriodMention) -> bool:
        """Whether the expression is the edition of an index named near it."""
        sentence = self._scene.sentence_at(mention.start)
        start, end = max(sentence.start, mention.start - REACH), min(sentence.end, mention.end + REACH // 3)
        return self._cues.index.search(self._folded, start, end) is not None

    def is_ahead(self, mention: PeriodMention) -> bool:
        """Whether the time lies after the day of publication."""
        published = self._document.article.published
        first = mention.since or mention.until
        return published is not None and first is not None and first > published

    def _is_running(self, mention: PeriodMention) -> bool:
        """Whether the day of publication lies in the span, which then takes what is and what is planned."""
        published = self._document.article.published
        if published is None:
            return True
        return mention.since is not None and mention.until is not None and mention.since <= published < mention.until

    def _governed_by_headings(self) -> list[PeriodMention | None]:
        """For each paragraph, the expression of the headings over it."""
        governing: list[PeriodMention | None] = []
        paragraphs = self._document.paragraphs
        block: int | None = None
        ended = False
        for paragraph in paragraphs:
            if paragraph.heading:
                block, ended = None, False
            elif item_mark(self._document.text, paragraph.start) is None:
                ended = ended or block not in (None, paragraph.block)
                block = paragraph.block
            elif block is None:
                block = paragraph.block
            over = () if ended or paragraph.heading else reversed(paragraph.headings)
            dated = (self._of_heading(paragraphs[heading]) for heading in over)
            governing.append(next((mention for mention in dated if mention is not None), None))
        return governing

    def _of_heading(self, heading: Span) -> PeriodMention | None:
        """The expression that a heading puts over its block: of ``Kết quả năm 2024, nhiệm vụ năm 2025`` the first, as
        what is still to come has a heading of its own."""
        named = self._scene.forward(heading)
        past = [mention for mention in named if not self.is_ahead(mention)]
        return prevailing(past if past and len(past) < len(named) else named)


def _outer(items: dict[str, PeriodMention | None], mark: str) -> dict[str, PeriodMention | None]:
    """What was handed to the first items of the lists that a list with this mark lies in, and to its own."""
    marks = list(items)
    return {m: items[m] for m in marks[: marks.index(mark) + 1]} if mark in items else items
