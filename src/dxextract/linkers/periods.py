"""Which time a figure is about: the scope of time expressions.

A cell of a table has the time that its column's header names. In a sentence, in this order:

1. An expression that belongs to the number before it: ``30% của năm 2019``, ``từ 41,5% cuối năm 2023 lên``, ``10% vào
   năm 2025``. It serves that number only. The first level of a change (``từ 61,5% lên 70%``) has no other time.
2. The nearest expression before the number. What stands in brackets stays in them, unless the brackets hold nothing
   else. A list of times with ``lần lượt`` gives each number its own.
3. An expression behind the number in the same clause (``tốp 20 cả nước trong năm 2024``), or behind the clause where it
   is a deadline (``hoàn thành trong quý IV``).

A sentence without one inherits from the sentences before it in the paragraph (or in the block, where its lines are
sentences), if they leave exactly one time and it goes on about the same thing. It does not when it begins with
something new (``Hằng năm``, a person, another place than the time was said of, ``Về`` and a topic not yet spoken of).
Nor does a figure of a plan after what has been, or the other way round, nor a state (``Toàn tỉnh có``, ``Tỉnh đã cấp``)
after what went on in a span, nor a change of which neither level is dated; the edition of an index serves these too. An
adverb in passing (``xã hiện có``, ``nay còn``) is not handed on, and what one item of a list says does not reach the
next item.

A line that ends with a colon governs the list behind it (the layout makes them one paragraph). A heading governs the
block behind it and list items, and so do those above it; the title and a line in brackets govern themselves only. An
expression that cannot be dated (``trước đây``; ``đến nay`` where the day of publication is unknown) governs like any
other, so that no other date slips in.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dxextract.document import Document, Sentence
from dxextract.finders.periods import PeriodMention, PeriodRole
from dxextract.finders.places import PlaceMention
from dxextract.finders.tables import Cell
from dxextract.knowledge.periods import PeriodRules
from dxextract.light import light
from dxextract.spans import Span
from dxextract.tokenizer.claims import ClaimKind

_REACH = 200
"""No clause is longer; it also keeps the work for one figure bounded, however long a line is."""
_BEFORE_NUMBER = 40
_UNIT = 8
_OPENING = 12
"""So near its start a place is what a sentence begins with."""
_LINED = 1.6
"""A block whose lines hold so few sentences each is one of sentences that stand on lines of their own."""
_LIST_JOINT = re.compile(r"\s*(?:,|;|và|,\s*và)\s*")
_BRACKETS = re.compile(r"\([^()\n]*\)")
_CLAUSE_END = re.compile(r"[,;:()“”\"]|\s(?:nhưng|song|trong khi|còn|mà|thì)\s")
_HARD_END = re.compile(r"[;:()]|\s(?:nhưng|song|trong khi)\s")
_APART = re.compile(r"(?<!\w)(?:cách|kém|so với|thấp hơn|cao hơn|vượt|hụt|thiếu)(?!\w)")
"""What follows is the time of what a figure is compared with: ``đạt 87%, còn cách mục tiêu cho năm nay 2 điểm``."""
_LIST_ITEM = re.compile(r"\s*([-+*•●▪◦·–—]|[a-zđ\d]{1,2}[.)](?=\s))")
_NOT_ITS = re.compile(r"[,;:.\d]")
_WORD = re.compile(r"\w+")
_NUMBERS = (ClaimKind.NUMBER, ClaimKind.FRACTION)


@light
@dataclass(frozen=True, slots=True)
class PeriodLink:
    """The period of a fact.

    Attributes:
        start: first day; None for a state and where nothing is known.
        end: last day; None where it is open and where nothing is known.
        text: the expression as written; None unless ``basis`` is ``stated``.
        basis: ``stated`` (said in the text, in the sentence or by inheritance; without dates when what is said cannot
            be dated), ``published`` (the text says nothing; ``end`` is the day of publication), ``none``.
    """

    start: date | None
    end: date | None
    text: str | None
    basis: str


class PeriodLinker:
    """Links facts of one document to time expressions.

    Args:
        document: the laid-out article.
        mentions: what :func:`dxextract.finders.periods.find_periods` found in it.
        rules: the same rules.
        places: what :func:`dxextract.finders.places.find_places` found in it.
        cells: the cells of its tables, by their start.
    """

    def __init__(
        self,
        document: Document,
        mentions: Sequence[PeriodMention],
        rules: PeriodRules,
        places: Sequence[PlaceMention] = (),
        cells: Mapping[int, Cell] | None = None,
    ) -> None:
        self._document = document
        self._folded = document.folded
        self._cues = rules.cues
        self._mentions = tuple(mentions)
        self._cells = cells or {}
        self._places = [p for p in places if not p.country]
        self._place_starts = [p.start for p in self._places]
        self._mention_starts = [m.start for m in mentions]
        self._sentence_starts = [s.start for s in document.sentences]
        self._brackets = [Span(*m.span()) for m in _BRACKETS.finditer(document.folded)]
        self._bracket_starts = [b.start for b in self._brackets]
        self._numbers = [c for c in document.claims if c.kind in _NUMBERS and not self._in_mention(c)]
        self._number_starts = [n.start for n in self._numbers]
        self._forward_in: dict[tuple[int, int], tuple[PeriodMention, ...]] = {}
        self._lined = self._blocks_of_lines()
        self._handed = self._hand_on()
        self._headings = self._governed_by_headings()

    def link(self, span: Span) -> PeriodLink:
        """The period of the fact at ``span`` (code points of the article's text)."""
        mention = self.governing(span)
        if mention is not None:
            return PeriodLink(mention.since, mention.until, mention.text, "stated")
        published = self._document.article.published
        if published is not None:
            return PeriodLink(None, published, None, "published")
        return PeriodLink(None, None, None, "none")

    def governing(self, span: Span) -> PeriodMention | None:
        """The expression that governs the fact at ``span``; None when none does."""
        if not self._document.sentences:
            return None
        if (cell := self._cells.get(span.start)) is not None:
            heads = next(self._between(cell.header.start, cell.header.end), None)
            if heads is not None:
                return heads
        number = self._sentence_number(span.start)
        sentence = self._document.sentences[number]
        own, final = self._in_sentence(span, sentence)
        if own is not None or final:
            return own
        inherited = self._handed[number]
        if inherited is not None and not self._yields(inherited, span) and self._inherits(span, sentence, inherited):
            return inherited
        return self._headings[sentence.paragraph]

    # ------------------------------------------------------------ inside a sentence

    def _in_sentence(self, span: Span, sentence: Span) -> tuple[PeriodMention | None, bool]:
        """The expression of the sentence that governs, and whether the search ends here."""
        brackets = self._brackets_around(span, sentence)
        scope = brackets or sentence
        attached = self._attached(span, scope)
        if attached is not None:
            return attached, True
        if self._is_first_level(span, scope):
            return None, True
        before = self._before(span, scope)
        if before is None and brackets is not None:
            outside = Span(brackets.start, brackets.start)
            before = self._after(span, brackets) or self._bracketed(brackets) or self._before(outside, sentence)
            if before is not None and self._falls_short(span, before):
                return None, True
        if before is not None:
            return before, True
        return self._after(span, scope), False

    def _attached(self, span: Span, scope: Span) -> PeriodMention | None:
        """The expression behind a number that is its own."""
        mention = next(self._between(span.end, min(scope.end, span.end + _REACH)), None)
        if mention is None or mention.role is not PeriodRole.VALUE or self._number_in(span.end, mention.start):
            return None
        own_brackets = self._brackets_around(mention, scope)
        if own_brackets is not None and own_brackets != scope:
            alone = not self._number_in(own_brackets.start, own_brackets.end)
            return mention if alone and not _CLAUSE_END.search(self._folded, span.end, own_brackets.start) else None
        return mention if self._is_own(mention, span) else None

    def _is_own(self, mention: PeriodMention, number: Span) -> bool:
        """Whether an expression dates the number before it and nothing else."""
        if mention.start - number.end > _REACH or _CLAUSE_END.search(self._folded, number.end, mention.start):
            return False
        if mention.attached or self._cues.about.search(self._folded, number.end, mention.start):
            return True
        if self._cues.compared.search(self._folded, max(0, number.start - _BEFORE_NUMBER), number.start):
            return True
        return self._behind_from(number) and self._leads_up(mention.end)

    def _is_first_level(self, span: Span, scope: Span) -> bool:
        """``từ 61,5% lên 70%``: the number behind ``từ``."""
        return self._behind_from(span, scope.start) and self._leads_up(span.end, scope.end)

    def _behind_from(self, span: Span, start: int = 0) -> bool:
        window = max(start, span.start - _BEFORE_NUMBER)
        return self._cues.level_from.search(self._folded, window, span.start) is not None

    def _leads_up(self, start: int, end: int | None = None) -> bool:
        return self._cues.level_to.match(self._folded, start, end or len(self._folded)) is not None

    def _before(self, span: Span, scope: Span) -> PeriodMention | None:
        forward = self._forward(scope)
        last = bisect_right(forward, span.start, key=lambda m: m.end)
        chosen = self._of_list(span, forward[:last]) or _prevailing(forward[:last])
        if chosen is not None and self._yields(chosen, span):
            return self._headings[self._document.sentences[self._sentence_number(span.start)].paragraph]
        return chosen

    def _yields(self, mention: PeriodMention, span: Span) -> bool:
        """Whether an expression yields to that of the heading.

        An edition (``PAPI năm 2024``) does so beyond its part of the sentence, save where standings are spoken of.
        """
        sentence = self._document.sentences[self._sentence_number(span.start)]
        part = max(self._folded.rfind(";", mention.end, span.start), sentence.start)
        if self._headings[sentence.paragraph] is None or part < mention.end or not self._dates_index(mention):
            return False
        return self._cues.standing.search(self._folded, max(part, span.start - _REACH), span.end + _UNIT) is None

    def _dates_index(self, mention: PeriodMention) -> bool:
        """Whether the name of an index stands right before an expression."""
        before = self._folded[max(0, mention.start - _BEFORE_NUMBER) : mention.start]
        return any(_NOT_ITS.search(before, index.end()) is None for index in self._cues.index.finditer(before))

    def _of_list(self, span: Span, before: Sequence[PeriodMention]) -> PeriodMention | None:
        """``năm 2021 và 2022 lần lượt là 4,9% và 5,81%``: to each number its year; without ``lần lượt`` all of them."""
        members = list(before[-1:])
        for mention in reversed(before[:-1]):
            if not _LIST_JOINT.fullmatch(self._folded, mention.end, members[0].start):
                break
            members.insert(0, mention)
        if len(members) < 2 or span.start - members[-1].end > _REACH:
            return None
        if not self._cues.respectively.search(self._folded, members[-1].end, span.start):
            return self._together(members)
        first, here = (bisect_left(self._number_starts, at) for at in (members[-1].end, span.start))
        return members[here - first] if here - first < len(members) else None

    def _together(self, members: Sequence[PeriodMention]) -> PeriodMention | None:
        """``năm 2022 và 2023`` as one span; None where the members are of different sorts."""
        first, last = members[0], members[-1]
        if first.since is None or last.until is None or first.since > last.until or first.unit != last.unit:
            return None
        text = self._document.article.text[first.start : last.end]
        return replace(last, start=first.start, text=text, since=first.since)

    def _after(self, span: Span, scope: Span) -> PeriodMention | None:
        """An expression behind the number, in its clause."""
        if self._tells_event(span, scope):
            return None
        for mention in self._between(span.end, min(scope.end, span.end + _REACH)):
            if mention.role is not PeriodRole.VALUE or self._brackets_around(mention, scope) not in (None, scope):
                continue
            if not _CLAUSE_END.search(self._folded, span.end, mention.start):
                return mention
            near = not _HARD_END.search(self._folded, span.end, mention.start)
            near = near and not _APART.search(self._folded, span.end, mention.start)
            return mention if near and mention.loose and not self._number_in(span.end, mention.start) else None
        return None

    def _tells_event(self, span: Span, scope: Span) -> bool:
        """``Sáng 8/7 tổ chức hội nghị với 72 điểm cầu đánh giá 6 tháng đầu năm``: what follows is no figure's time."""
        near = self._between(max(scope.start, span.start - _REACH), span.start)
        return any(m.role is PeriodRole.EVENT and m.unit == "day" for m in near)

    def _bracketed(self, brackets: Span) -> PeriodMention | None:
        """``so với cùng kỳ năm 2022 (270 hồ sơ)``: what the figure is compared with, right before its brackets."""
        at = bisect_left(self._mention_starts, brackets.start) - 1
        if at < 0 or self._folded[self._mentions[at].end : brackets.start].strip():
            return None
        return self._mentions[at] if self._mentions[at].role is PeriodRole.BASELINE else None

    def _falls_short(self, span: Span, mention: PeriodMention) -> bool:
        """``mới đạt 31,7%`` is not of a time that is still to end."""
        published = self._document.article.published
        if published is None or mention.until is None or mention.until <= published:
            return False
        return self._cues.barely.search(self._folded, max(0, span.start - _BEFORE_NUMBER), span.start) is not None

    # ------------------------------------------------------------ from sentence to sentence

    def _hand_on(self) -> list[PeriodMention | None]:
        """For each sentence, the expression that the sentences before it hand on."""
        handed: list[PeriodMention | None] = []
        standing: PeriodMention | None = None
        items: dict[str, PeriodMention | None] = {}
        previous: Sentence | None = None
        for sentence in self._document.sentences:
            same = previous is not None and sentence.paragraph == previous.paragraph
            if previous is not None and not same and not self._in_lines(previous, sentence):
                standing, items = None, {}
            earlier = previous.start if same and previous is not None else sentence.start
            previous = sentence
            if (item := _LIST_ITEM.match(self._document.text, sentence.start)) is not None:
                items = _outer(items, item[1][-1])
                standing = items.setdefault(item[1][-1], standing)
            if standing is not None and (self._begins_afresh(sentence, earlier) or self._moves_on(sentence, standing)):
                standing = None
            handed.append(standing)
            own = self._forward(sentence)
            # "nửa đầu năm nộp 54,4%, cùng kỳ năm trước 26,1%": it goes on about the half year
            own = tuple(m for m in own if m.unit != "same_period") or own
            if any(not m.passing for m in own):
                times = {(m.since, m.until) for m in own if m.unit != "vague"}
                standing = _prevailing(own) if len(times) < 2 and not own[-1].passing else None
        return handed

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
        paragraph = self._document.sentences[self._sentence_number(standing.start)].paragraph
        first = self._document.paragraphs[paragraph].start
        said = bisect_left(self._place_starts, standing.start) - 1
        if said < 0 or self._places[said].start < first:
            return False
        new, old = self._places[at].candidates[0], self._places[said].candidates[0]
        return new.level is old.level and new.name != old.name

    def _inherits(self, span: Span, sentence: Span, mention: PeriodMention) -> bool:
        if self._is_edition(mention):
            return True
        start = max(sentence.start, span.start - _REACH)
        numbers = self._numbers[bisect_left(self._number_starts, start) : bisect_left(self._number_starts, span.start)]
        if numbers and self._is_first_level(numbers[-1], sentence):
            return next(self._between(numbers[-1].end, span.start), None) is not None
        if self._introduces(mention) and _LIST_ITEM.match(self._document.text, sentence.start):
            return True
        target = self._is_planned(start, span)
        if target != self._is_ahead(mention) and not self._is_running(mention):
            return False
        return mention.since is None or not any(self._tells_state(n, sentence) for n in (*numbers, span))

    def _introduces(self, mention: PeriodMention) -> bool:
        """Whether the expression stands in a line that introduces a list."""
        sentence = self._document.sentences[self._sentence_number(mention.start)]
        return self._folded.endswith(":", sentence.start, sentence.end)

    def _is_planned(self, start: int, number: Span) -> bool:
        """Whether a word for plans reaches a figure: one whose clause holds a figure behind it, or the figure's own.

        What is only compared with in brackets (``đạt 81,3% (kế hoạch giao 80%)``) and plans that are counted (``22 chỉ
        tiêu``) are of the time of what has been.
        """
        return any(
            ";" not in self._folded[cue.end() : self._next_number(cue.end(), number)]
            for cue in self._cues.target.finditer(self._folded, start, number.start)
            if not self._counted(cue.start()) and not self._in_brackets(cue.start())
        )

    def _counted(self, at: int) -> bool:
        """Whether a figure stands right before a word."""
        last = bisect_left(self._number_starts, at) - 1
        return last >= 0 and self._folded[self._numbers[last].end : at] == " "

    def _in_brackets(self, at: int) -> bool:
        last = bisect_right(self._bracket_starts, at) - 1
        return last >= 0 and at < self._brackets[last].end

    def _tells_state(self, number: Span, sentence: Span) -> bool:
        if self._cues.flow.match(self._folded, number.end - 1 if self._folded[number.end - 1] == "%" else number.end):
            return False
        window = max(sentence.start, number.start - _BEFORE_NUMBER)
        return self._cues.stock.search(self._folded, window, number.start) is not None

    def _is_edition(self, mention: PeriodMention) -> bool:
        """Whether the expression is the edition of an index named near it."""
        sentence = self._document.sentences[self._sentence_number(mention.start)]
        start, end = max(sentence.start, mention.start - _REACH), min(sentence.end, mention.end + _REACH // 3)
        return self._cues.index.search(self._folded, start, end) is not None

    def _is_ahead(self, mention: PeriodMention) -> bool:
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

    # ------------------------------------------------------------ headings

    def _governed_by_headings(self) -> list[PeriodMention | None]:
        """For each paragraph, the expression of the headings over it."""
        governing: list[PeriodMention | None] = []
        paragraphs = self._document.paragraphs
        block: int | None = None
        ended = False
        for paragraph in paragraphs:
            if paragraph.heading:
                block, ended = None, False
            elif not _LIST_ITEM.match(self._document.text, paragraph.start):
                ended = ended or block not in (None, paragraph.block)
                block = paragraph.block
            over = () if ended or paragraph.heading else reversed(paragraph.headings)
            dated = (_prevailing(self._forward(paragraphs[heading])) for heading in over)
            governing.append(next((mention for mention in dated if mention is not None), None))
        return governing

    # ------------------------------------------------------------ looking things up

    def _forward(self, scope: Span) -> tuple[PeriodMention, ...]:
        """The expressions directly in ``scope`` that govern what comes after them."""
        key = scope.start, scope.end
        known = self._forward_in.get(key)
        if known is None:
            plain = Span(*key)
            inside = self._between(*key)
            known = tuple(m for m in inside if m.role is PeriodRole.VALUE and self._reaches(m, plain))
            self._forward_in[key] = known
        return known

    def _reaches(self, mention: PeriodMention, scope: Span) -> bool:
        if mention.deadline and not self._introduces(mention):
            return False
        brackets = self._brackets_around(mention, scope)
        if brackets is not None and brackets != scope and self._number_in(brackets.start, brackets.end):
            return False
        last = bisect_left(self._number_starts, mention.start) - 1
        return last < 0 or self._number_starts[last] < scope.start or not self._is_own(mention, self._numbers[last])

    def _brackets_around(self, span: Span, scope: Span) -> Span | None:
        at = bisect_right(self._bracket_starts, span.start) - 1
        if at < 0 or not self._brackets[at].contains(span) or not scope.contains(self._brackets[at]):
            return None
        return self._brackets[at]

    def _between(self, start: int, end: int) -> Iterator[PeriodMention]:
        """The expressions that begin in ``start`` to ``end``."""
        at = bisect_left(self._mention_starts, start)
        while at < len(self._mentions) and self._mentions[at].start < end:
            yield self._mentions[at]
            at += 1

    def _in_mention(self, span: Span) -> bool:
        at = bisect_right(self._mention_starts, span.start) - 1
        return at >= 0 and span.start < self._mentions[at].end

    def _number_in(self, start: int, end: int) -> bool:
        at = bisect_left(self._number_starts, start)
        return at < len(self._number_starts) and self._number_starts[at] < end

    def _next_number(self, start: int, last: Span) -> int:
        """Where the first figure behind ``start`` begins, at most ``last``."""
        at = bisect_left(self._number_starts, start)
        return min(self._number_starts[at], last.start) if at < len(self._number_starts) else last.start

    def _sentence_number(self, offset: int) -> int:
        return max(0, bisect_right(self._sentence_starts, offset) - 1)


def _outer(items: dict[str, PeriodMention | None], mark: str) -> dict[str, PeriodMention | None]:
    """What was handed to the first items of the lists that a list with this mark lies in, and to its own."""
    marks = list(items)
    return {m: items[m] for m in marks[: marks.index(mark) + 1]} if mark in items else items


def _prevailing(mentions: Sequence[PeriodMention]) -> PeriodMention | None:
    """The last one; a time without a date (``sau ba năm``) yields to one before it."""
    return next((m for m in reversed(mentions) if m.unit != "vague"), mentions[-1] if mentions else None)
