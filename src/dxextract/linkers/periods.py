"""Which time a figure is about: the scope of time expressions.

A cell of a table has the time that its column's header names, or its row, or the line above the table. In a sentence,
in this order:

1. An expression that belongs to the number before it: ``30% của năm 2019``, ``từ 41,5% cuối năm 2023 lên``, ``10% vào
   năm 2025``. It serves that number only. The first level of a change (``từ 61,5% lên 70%``) has no other time.
2. The nearest expression before the number. What stands in brackets stays in them, unless the brackets hold nothing
   else. A list of times with ``lần lượt`` gives each number its own. In a series whose times stand behind the numbers
   (``152 dịch vụ năm 2017, 388 dịch vụ năm 2018``) each number has the one behind it.
3. An expression behind the number in the same clause (``tốp 20 cả nước trong năm 2024``), or behind the clause where it
   is a deadline (``hoàn thành trong quý IV``) and begins no plan and governs no figure of its own.
4. The edition of an index that a position before or behind is in (``hạng 27 về DTI năm 2022, trong đó ... hạng 19``).

A sentence without one inherits from the sentences before it in the paragraph (or in the block, where its lines are
sentences), if they leave exactly one time and it goes on about the same thing. It does not when it begins with
something new (``Hằng năm``, a person, another place than the time was said of, ``Về`` and a topic not yet spoken of).
Nor does a figure of a plan after what has been, or the other way round (save one that says what is to be reached:
``Năm 2026, tỉnh phấn đấu tăng 10%. Kinh tế số chiếm 20%``), nor a state (``Toàn tỉnh có``, ``Tỉnh đã cấp``) after
what went on in a span; the edition of an index serves these too, and other places, where standings are spoken of. Nor,
outside lists, does what is of no such time: an age, how long something takes, a price, so much each day, what has just
been done, what a quotation opens with. A time that only comes behind figures without one, in contrast to them (``; con
số của năm 2019 là 9.800``), is not handed on; neither is now, said inside a sentence (``xã hiện có``, ``bản đến nay
vẫn``), nor a span that is left open (``từ ngày 1/7``), and what one item of a list says does not reach the next item.

A sentence that comes back to a time by its kind (``Trong tháng,``, ``Cả quý,``) is of the last one of that kind, be it
the title's; a heading's goes first.

A line that ends with a colon governs the list behind it (the layout makes them one paragraph). A heading governs the
block behind it and list items, and so do those above it; the title and a line in brackets govern themselves only. An
expression that cannot be dated (``trước đây``; ``đến nay`` where the day of publication is unknown) governs like any
other, so that no other date slips in. Positions and scores that nothing dates are of the edition that the text named
before of their index, see :mod:`dxextract.linkers.editions`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dxextract.document import Document
from dxextract.finders.period_roles import PeriodRole
from dxextract.finders.periods import PeriodMention
from dxextract.finders.places import PlaceMention
from dxextract.finders.tables import Cell
from dxextract.knowledge.periods import PeriodRules
from dxextract.linkers.list_items import label_behind
from dxextract.linkers.period_inheritance import PeriodInheritance
from dxextract.linkers.period_lists import PeriodLists
from dxextract.linkers.period_scene import BEFORE_NUMBER, REACH, PeriodScene, prevailing
from dxextract.spans import Span

_UNIT = 8
_TITLE = 12
"""So near before a position stand the words that make it one."""
_POINTS_REACH = 24
"""So far behind a number goes the unit of scores, with a word that may follow."""
_PART_END = re.compile(r"[;()]")
_YEAR = re.compile(r"(?:19|20)\d\d")


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
        self._cells = cells or {}
        self._scene = PeriodScene(document, mentions, rules)
        self._lists = PeriodLists(document, self._scene, rules)
        self._inheritance = PeriodInheritance(document, self._scene, rules, places)

    def link(self, span: Span, *, edition: PeriodMention | None = None) -> PeriodLink:
        """The period of the fact at ``span`` (code points of the article's text).

        Args:
            span: the number or the position.
            edition: the edition of the fact's index that the text named before, for a fact that nothing else dates.
        """
        mention = self.governing(span)
        if mention is None and edition is not None and self._is_standing(span):
            mention = edition
        if mention is not None and not mention.lasting:
            return PeriodLink(mention.since, mention.until or self._told_until(span, mention), mention.text, "stated")
        published = self._document.article.published
        if published is not None:
            return PeriodLink(None, published, None, "published")
        return PeriodLink(None, None, None, "none")

    def _told_until(self, span: Span, mention: PeriodMention) -> date | None:
        """``Tính đến 30/11/2022: ⏎ - Số hồ sơ từ đầu năm: 1.248``: the end of a span that is open, where the line above
        or the sentence before says up to when figures are told."""
        number = self._scene.sentence_number(span.start)
        heading = self._inheritance.headings[self._document.sentences[number].paragraph]
        told = next((m for m in (self._inheritance.handed[number], heading) if m is not None), None)
        if mention.since is None or told is None or told.since is not None or told.until is None:
            return None
        return told.until if told.until > mention.since else None

    def governing(self, span: Span) -> PeriodMention | None:
        """The expression that governs the fact at ``span``; None when none does."""
        if not self._document.sentences:
            return None
        if (cell := self._cells.get(span.start)) is not None:
            heads = self._of_cell(cell)
            if heads is not None:
                return heads
        number = self._scene.sentence_number(span.start)
        sentence = self._document.sentences[number]
        own, final = self._in_sentence(span, sentence)
        if own is not None or final:
            return own
        if (again := self._inheritance.spoken_of(sentence)) is not None:
            return again
        inherited = self._inheritance.handed[number]
        inherits = inherited is not None and not self._yields(inherited, span)
        if inherited is not None and inherits and self._inheritance.inherits(span, sentence, inherited):
            return inherited
        heading = self._inheritance.headings[sentence.paragraph]
        stops = heading is not None and self._falls_short(span, heading, clearly=True)  # "Cấp mới 1.500 thẻ" is planned
        return None if stops else heading

    def _of_cell(self, cell: Cell) -> PeriodMention | None:
        """The time that its column, its row or the line above the table gives a cell; a sentence above it is none."""
        for head in filter(None, (cell.header, cell.label)):
            mention = next(self._scene.between(head.start, head.end), None)
            if mention is not None:
                return mention
        if cell.label is not None and (year := self._bare_year(cell.label)) is not None:
            return year
        captions = (line for line in cell.caption if not self._folded[line.start : line.end].rstrip().endswith("."))
        return next((m for m in map(prevailing, map(self._scene.forward, captions)) if m is not None), None)

    def _bare_year(self, label: Span) -> PeriodMention | None:
        """``Năm | Số trạm``, ``2023 | 240``: the year that is the whole label of a row."""
        text = self._document.article.text[label.start : label.end].strip()
        if _YEAR.fullmatch(text) is None:
            return None
        first, last = date(int(text), 1, 1), date(int(text), 12, 31)
        return PeriodMention(
            label.start,
            label.end,
            text=text,
            rule="row.year",
            unit="year",
            role=PeriodRole.VALUE,
            since=first,
            until=last,
            attached=False,
            loose=False,
            deadline=False,
            needs_published=False,
        )

    def _in_sentence(self, span: Span, sentence: Span) -> tuple[PeriodMention | None, bool]:
        """The expression of the sentence that governs, and whether the search ends here."""
        brackets = self._scene.brackets_around(span, sentence)
        scope = brackets or sentence
        label = label_behind(self._folded, sentence, span)
        attached = self._attached(span, scope) if label is None else self._in_label(label)
        if attached is not None:
            return attached, True
        if self._scene.is_first_level(span, scope):
            return None, True
        told = self._lists.in_turn(span, scope)
        if told is not None:
            return told, True
        before = self._before(span, scope)
        if before is None and brackets is not None:
            outside = Span(brackets.start, brackets.start)
            before = self._after(span, brackets) or self._bracketed(brackets) or self._before(outside, sentence)
            if before is not None and self._falls_short(span, before):
                return None, True
        if before is not None and before.since is None and self._falls_short(span, before):
            return None, True  # "còn 4 tháng nữa là hết năm nhưng mới 18/40 xã"
        if before is not None and before.unit == "now" and not self._scene.dates_index(before):
            before = self._edition_behind(span, scope) or before  # "Hiện nay, tỉnh xếp thứ 41/63 về DTI năm 2020"
        if before is not None:
            return (self._after(span, scope) or before) if self._dated_behind(before, span, scope) else before, True
        behind = self._after(span, scope)
        return (behind, False) if behind is not None else (self._edition(span, scope), False)

    def _is_standing(self, span: Span) -> bool:
        """Whether a position or score is one of an edition: neither the first level of a change nor planned."""
        sentence = self._scene.sentence_at(span.start)
        if self._scene.is_first_level(span, sentence):
            return False
        return not self._inheritance.is_planned(max(sentence.start, span.start - REACH), span)

    def _dated_behind(self, before: PeriodMention, span: Span, scope: Span) -> bool:
        """Whether a number's time stands behind it, though another stands before: in a series (``152 dịch vụ năm 2017,
        388 dịch vụ năm 2018``), and in a clause behind one of now (``hiện có 90 trạm, sẽ thêm 12 trạm trong năm nay``).
        """
        if not self._scene.dates_behind(span, scope):
            return False
        if before.unit == "now" and self._cues.clause_end.search(self._folded, before.end, span.start) is not None:
            return True
        return self._scene.dates_before(before)

    def _edition(self, span: Span, scope: Span) -> PeriodMention | None:
        """``hạng 27 về DTI năm 2022, trong đó kinh tế số hạng 19``: the edition that a position before is in."""
        start = max(scope.start, span.start - REACH)
        before = [
            m
            for m in self._scene.between(start, span.start)
            if m.role is PeriodRole.VALUE and not self._told_in_brackets(m, scope)
        ]
        if not before:
            return self._edition_behind(span, scope)
        if not self._scene.dates_index(before[-1]) or ";" in self._folded[before[-1].end : span.start]:
            return None
        standing = self._cues.standing.search(self._folded, before[-1].end, span.end + _UNIT)
        return before[-1] if standing is not None else None

    def _attached(self, span: Span, scope: Span) -> PeriodMention | None:
        """The expression behind a number that is its own."""
        mention = next(self._scene.between(span.end, min(scope.end, span.end + REACH)), None)
        if mention is None or self._scene.number_in(span.end, mention.start):
            return None
        if mention.role is not PeriodRole.VALUE and not self._scene.is_level_of(mention, span):
            return None
        own_brackets = self._scene.brackets_around(mention, scope)
        if own_brackets is not None and own_brackets != scope:
            alone = not self._scene.number_in(own_brackets.start, own_brackets.end)
            return (
                mention
                if alone and not self._cues.clause_end.search(self._folded, span.end, own_brackets.start)
                else None
            )
        return mention if self._scene.is_own(mention, span) or self._reached_by(mention, span) else None

    def _in_label(self, label: Span) -> PeriodMention | None:
        """``- 7,2%: tỷ trọng kinh tế số trong GRDP năm 2023``: the one expression of a label behind a number."""
        named = [m for m in self._scene.between(label.start, label.end) if m.role is PeriodRole.VALUE]
        return named[0] if len(named) == 1 else None

    def _reached_by(self, mention: PeriodMention, span: Span) -> bool:
        """``86% có tài khoản, mục tiêu là 80% đến cuối năm 2025``: whether a plan's date is right behind it."""
        if mention.since is not None or self._folded[span.end : mention.start].strip(" %"):
            return False
        return self._inheritance.is_ahead(mention)

    def _before(self, span: Span, scope: Span) -> PeriodMention | None:
        forward = self._scene.forward(scope)
        last = bisect_right(forward, span.start, key=lambda m: m.end)
        chosen = self._lists.of_list(span, forward[:last]) or prevailing(forward[:last])
        if chosen is not None and self._yields(chosen, span):
            return self._inheritance.headings[self._scene.sentence_at(span.start).paragraph]
        return chosen

    def _yields(self, mention: PeriodMention, span: Span) -> bool:
        """Whether an expression yields to that of the heading, if there is one.

        An edition (``PAPI năm 2024``) does so beyond its part of the sentence, save where standings are spoken of;
        where no heading has a time, only one that is all name (``PAPI 2024``).
        """
        sentence = self._scene.sentence_at(span.start)
        part = max(self._folded.rfind(";", mention.end, span.start), sentence.start)
        headed = self._inheritance.headings[sentence.paragraph] is not None
        named = not self._folded.startswith("năm", mention.start)
        if (
            not (headed or (named and self._folded.startswith(";", part)))
            or part < mention.end
            or not self._scene.dates_index(mention)
        ):
            return False
        close = min(sentence.end, span.end + BEFORE_NUMBER)
        ends = self._cues.clause_end.search(self._folded, span.end, close)
        spoken = Span(max(part, span.start - REACH), close if ends is None else ends.start())
        return self._cues.standing.search(self._folded, spoken.start, spoken.end) is None

    def _after(self, span: Span, scope: Span) -> PeriodMention | None:
        """An expression behind the number, in its clause."""
        told = self._tells_event(span, scope)
        for mention in self._scene.between(span.end, min(scope.end, span.end + REACH)):
            if mention.role is not PeriodRole.VALUE or self._scene.brackets_around(mention, scope) not in (None, scope):
                continue
            if not self._cues.clause_end.search(self._folded, span.end, mention.start):
                planned = mention.deadline and self._plans(span.end, mention.start)
                return mention if not planned and (not told or self._scene.dates_index(mention)) else None
            if told:
                return None
            near = not self._cues.hard_end.search(self._folded, span.end, mention.start)
            near = near and not self._cues.apart.search(self._folded, span.end, mention.start)
            near = near and not self._plans(span.end, mention.start)
            near = near and mention.loose and not self._scene.number_in(span.end, mention.start)
            return mention if near and not self._governs_ahead(mention, scope) else None
        return None

    def _governs_ahead(self, mention: PeriodMention, scope: Span) -> bool:
        """``nối 116 điểm cầu, từ đầu năm đến nay phục vụ 214 cuộc họp``: whether a figure follows in its own clause."""
        last = min(scope.end, mention.end + REACH)
        end = self._cues.clause_end.search(self._folded, mention.end, last)
        return self._scene.number_in(mention.end, end.start() if end else last)

    def _plans(self, start: int, end: int) -> bool:
        """``còn 19 xóm, phấn đấu đến hết năm 2025``, ``bố trí 126 tỷ và đặt mục tiêu xong trước 30/6``: whether a plan
        begins behind a comma or ``và``."""
        joints = (self._folded.find(mark, start, end) for mark in (",", " và "))
        joint = min((at for at in joints if at >= 0), default=-1)
        return joint >= 0 and self._cues.target.search(self._folded, joint, end) is not None

    def _edition_behind(self, span: Span, scope: Span) -> PeriodMention | None:
        """``A đứng thứ 7, B thứ 32 trên bảng PCI năm 2022``: the edition behind the last of several positions."""
        before = max(scope.start, span.start - _TITLE)
        stands = self._cues.standing.search(self._folded, before, span.start) is not None
        scored = self._cues.points.search(self._folded, span.start, span.end + _POINTS_REACH)
        if not stands and (scored is None or scored.start() > span.end):
            return None
        mention = next(self._scene.between(span.end, min(scope.end, span.end + REACH)), None)
        if mention is None or mention.role is not PeriodRole.VALUE or not self._scene.dates_index(mention):
            return None
        if self._told_in_brackets(mention, scope) or self._cues.contrast.search(self._folded, span.end, mention.start):
            return None
        if self._cues.apart.search(self._folded, span.end, mention.start):
            return None
        short = self._folded[mention.start - 1 : mention.start] == "("  # "tốp 10 Chỉ số thương mại điện tử (EBI) 2025"
        return None if _PART_END.search(self._folded, span.end, mention.start - short) else mention

    def _told_in_brackets(self, mention: PeriodMention, scope: Span) -> bool:
        """``hạng 5 (PII 2023 xếp hạng 4)``: whether an edition stands in brackets with a position of its own."""
        brackets = self._scene.brackets_around(mention, scope)
        return brackets is not None and brackets != scope and self._scene.number_in(mention.end, brackets.end)

    def _tells_event(self, span: Span, scope: Span) -> bool:
        """``Sáng 8/7 tổ chức hội nghị với 72 điểm cầu đánh giá 6 tháng đầu năm``: what follows is no figure's time."""
        near = self._scene.between(max(scope.start, span.start - REACH), span.start)
        return any(m.role is PeriodRole.EVENT and m.unit == "day" and not self._scene.of_document(m) for m in near)

    def _bracketed(self, brackets: Span) -> PeriodMention | None:
        """``so với cùng kỳ năm 2022 (270 hồ sơ)``: what the figure is compared with, right before its brackets."""
        before = self._scene.mention_before(brackets.start)
        if before is None or self._folded[before.end : brackets.start].strip():
            return None
        return before if before.role is PeriodRole.BASELINE else None

    def _falls_short(self, span: Span, mention: PeriodMention, *, clearly: bool = False) -> bool:
        """``mới đạt 31,7%`` is not of a time that is still to end; ``clearly``: it takes more than the word ``mới``."""
        published = self._document.article.published
        if published is None or mention.until is None or mention.until <= published:
            return False
        said = self._cues.barely.search(self._folded, max(0, span.start - BEFORE_NUMBER), span.start)
        return said is not None and (not clearly or " " in said[0].strip())
