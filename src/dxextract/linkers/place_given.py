"""Numbers that are given their place one by one: in lists, by an owner behind them, in rows of tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from dxextract.document import Sentence
from dxextract.finders.numerals import Quantity
from dxextract.finders.places import PlaceMention
from dxextract.knowledge.places import Level, Place
from dxextract.linkers.place_items import LOOK_BACK, PlaceItem
from dxextract.linkers.place_scene import PlaceScene
from dxextract.spans import Span

_LONGEST_RANK_WORD = 24
_LONGEST_LIST = 32
_FEW = 4
"""So many lists of names back is the one looked for whose numbers come in its order."""
_NEAR = 40
"""So far behind numbers the list of their places may begin."""
_LONGEST_QUOTE = 2000
_OPENING, _CLOSING = '“"', '”"'


class GivenPlaces:
    """The numbers of one document that have a place of their own.

    Attributes:
        places: by the characters of the fact.
        nowhere: the characters of the facts that are about other countries.
        owners: where the places begin that own a number before them.
    """

    def __init__(self, scene: PlaceScene) -> None:
        self.scene = scene
        self.cues = scene.cues
        self.places: dict[tuple[int, int], Place] = {}
        self.nowhere: set[tuple[int, int]] = set()
        self.owners: set[int] = set()
        self._list: Sequence[PlaceItem] = ()  # the last one of the paragraph
        self._told: list[PlaceItem] = []  # the places that it tells of one by one

    def enter(self) -> None:
        """Begin a paragraph."""
        self._list, self._told = (), []

    def in_rows(self, rows: Sequence[Span], named: Sequence[tuple[PlaceMention, Place]]) -> None:
        """The one place that a row of a table names is that of its facts; a row below such ones that names none
        (``Tổng cộng``) is about the article's place."""
        starts = [mention.start for mention, _ in named]
        above: Span | None = None  # the last row, where it is about one place
        for row in rows:
            inside = named[bisect_left(starts, row.start) : bisect_left(starts, row.end)]
            place = inside[0][1] if len(inside) == 1 else None
            if not inside and above is not None and not self.scene.text[above.end : row.start].strip("| \t\n"):
                place = self.scene.main
            above = None if place is None else row
            if place is not None:
                self.places |= {(fact.start, fact.end): place for fact in self.scene.facts_in(row)}

    def tell_off(self, sentence: Sentence, group: Sequence[PlaceItem], facts: Sequence[Span]) -> bool:
        """Give the numbers of ``A, B và C lần lượt đạt x, y và z`` their places; whether there are such."""
        size = len(group)
        if size == 1:
            return False
        whole = [fact for fact in facts if fact.start >= group[-1].end]
        behind = self._outside(whole, group[-1].end)
        done = False
        for cue in self.cues.one_to_one.finditer(self.scene.folded, sentence.start, sentence.end):
            told = [fact for fact in behind if fact.start >= cue.end()]
            if not told and cue.end() <= group[0].start:
                told = [fact for fact in facts if cue.end() <= fact.start < group[0].start][-size:]
                ahead = bisect_right(facts, cue.start(), key=lambda fact: fact.end)
                told = told or self._told_before(facts[max(0, ahead - _LONGEST_LIST) : ahead], group[0].start)
            if len(told) == 2 and self._ends_of(told, size):
                self._give(told, [group[0], group[-1]])
                done = True
            elif len(told) >= size:
                self._give(told[:size], group)
                ahead_of_cue = [
                    fact for fact in behind if fact.end <= cue.start()
                ]  # "xếp thứ 2 và 3, lần lượt đạt 75 và 74"
                behind = ahead_of_cue + [fact for fact in told[size:] if fact.start >= group[-1].end]
                done = True
        done = self._give_runs(behind, group) or done
        if done and len(whole) > 1:
            self._give_asides(whole, group[-1].end)
        if done or len(behind) == len(whole):
            return done
        each = self.cues.aside.match(self.scene.folded, group[0].end)  # "A (80%) và B (thứ 3, 74%)"
        return each is None and self._give_runs(whole, group)

    def _ends_of(self, facts: Sequence[Span], size: int) -> bool:
        """``A, B, C lần lượt xếp từ thứ 6 đến thứ 8``: whether two numbers are the first and the last of so many."""
        first, last = (self.scene.text[fact.start : fact.end] for fact in facts)
        if size < 3 or not (first.isdecimal() and last.isdecimal()) or abs(int(last) - int(first)) + 1 != size:
            return False
        return self.cues.up_to.fullmatch(self.scene.folded, facts[0].end, facts[1].start) is not None

    def _give_runs(self, facts: Sequence[Span], group: Sequence[PlaceItem]) -> bool:
        """Give each run of coordinated facts that is as long as a list to it; whether there is one."""
        done = False
        while facts:
            run = self._coordinated(facts)
            if run == len(group):
                self._give(facts[:run], group)
                done = True
            facts = facts[run:]
        return done

    def _outside(self, facts: Sequence[Span], start: int) -> list[Span]:
        """The facts that stand in no bracket opened behind ``start``."""
        if not facts or self.scene.text.find("(", start, facts[-1].start) < 0:
            return list(facts)
        kept, depth, at = [], 0, start
        for fact in facts:
            depth += self.scene.text.count("(", at, fact.start) - self.scene.text.count(")", at, fact.start)
            at = fact.start
            if depth <= 0:
                kept.append(fact)
        return kept

    def _give_asides(self, facts: Sequence[Span], start: int) -> None:
        """``lần lượt xếp thứ 2 (0,81 điểm) và thứ 3 (0,79 điểm)``: what brackets hold is of the place before them."""
        outside = set(self._outside(facts, start))
        place: Place | None = None
        for fact in facts:
            if fact in outside:
                place = self.places.get((fact.start, fact.end))
            elif place is not None:
                self.places.setdefault((fact.start, fact.end), place)

    def by_cue(self, sentence: Sentence, groups: Sequence[Sequence[PlaceItem]], facts: Sequence[Span]) -> None:
        """``A và B là hai huyện của tỉnh C, lần lượt đạt x và y``: the list before such a cue that is as long."""
        for cue in self.cues.one_to_one.finditer(self.scene.folded, sentence.start, sentence.end):
            at = bisect_left(facts, cue.end(), key=lambda fact: fact.start)
            told = facts[at : at + _LONGEST_LIST]
            told = told[: self._coordinated(told)]
            if len(told) < 2 or any((fact.start, fact.end) in self.places for fact in told):
                continue
            before = bisect_left(groups, cue.start(), key=lambda group: group[-1].end)
            near = reversed(groups[max(0, before - _FEW) : before])
            fitting = next((group for group in near if len(group) == len(told)), None)
            if fitting is None and before == len(told):
                fitting = self._one_by_one(groups[:before], facts[:at])
            if fitting is None and not before and not self._has_subject(sentence, cue.start()):
                fitting = next((known for known in (self._list, self._told) if len(known) == len(told)), None)
            if fitting is not None:
                self._give(told, fitting)
        known = {item.place.id for item in self._told}
        self._told += [group[0] for group in groups if len(group) == 1 and group[0].place.id not in known]
        self._list = next((group for group in reversed(groups) if len(group) > 1), [] if groups else self._list)

    def _has_subject(self, sentence: Sentence, at: int) -> bool:
        """``; Bộ Tài chính và Ngân hàng Nhà nước lần lượt đạt``: whether a clause that ends at ``at`` names one and
        does not come back to places (``PAR Index của ba tỉnh lần lượt là``)."""
        start = max(sentence.start, self.scene.text.rfind(";", sentence.start, at))
        if next(self.cues.back.finditer(self.scene.folded, start, at), None) is not None:
            return False
        return any(word[0].isupper() and word[1:2].islower() for word in self.scene.text[start:at].split()[1:])

    @staticmethod
    def _one_by_one(groups: Sequence[Sequence[PlaceItem]], facts: Sequence[Span]) -> Sequence[PlaceItem] | None:
        """``A thứ 24, B thứ 33; trong vùng, vị trí của họ lần lượt là 7 và 9``: places that were told of one by one."""
        told_of = bool(facts) and facts[-1].start >= groups[-1][-1].end
        return [group[0] for group in groups] if told_of and all(len(group) == 1 for group in groups) else None

    def own(self, sentence: Sentence, facts: Sequence[Span], items: Sequence[PlaceItem]) -> None:
        """Give numbers to the single place behind them that owns them, lies so far, or where one of that age lives."""
        self._of_whole(sentence, facts)
        if not items or not facts:
            return
        named = [item for item in items if item.place.level is not Level.COUNTRY]
        singles = [group[0] for group in self.scene.items.groups(named) if len(group) == 1]
        starts = [item.start for item in singles]
        near = self.cues.distance_opener.match(self.scene.folded, sentence.start, sentence.end) is not None
        for fact, after in zip_longest(facts, facts[1:]):
            at = bisect_left(starts, fact.end)
            if at == len(singles) or (after is not None and after.start < starts[at]):
                continue
            item = singles[at]
            before = self.scene.items.before(sentence, fact.start)
            owned = self._owned(fact, item)
            if owned and self.cues.mostly.search(self.scene.folded, fact.end, item.start):
                self.owners.add(item.start)
                continue
            if self.cues.taken_before.search(before) is not None:
                continue
            if owned or self._has_rank(sentence, fact, item):
                self.places[fact.start, fact.end] = item.place
                self.owners.add(item.start)
                continue
            if self._best(fact, item, before):
                self.places[fact.start, fact.end] = item.place
                continue
            first = not any(other.end <= fact.start for other in items)
            located = near and self.scene.items.opens(sentence, item.start)
            if item.governs and first and (located or self._age(fact)):
                self.places[fact.start, fact.end] = item.place

    def _has_rank(self, sentence: Sentence, fact: Span, item: PlaceItem) -> bool:
        """``Dẫn đầu các huyện là Hữu Lũng``, ``thứ hai Cao Lộc, thứ ba Bình Gia``: whether a place behind a rank has
        it."""
        if not self._ranks(fact):
            return False
        if self.cues.rank_owner.fullmatch(self.scene.folded, fact.end, item.start):
            return True
        ordinal = self.cues.rank_before.search(self.scene.items.before(sentence, fact.start))
        touches = self.scene.folded[fact.end : item.start] == " "
        return touches and ordinal is not None and self.scene.items.opens(sentence, fact.start - len(ordinal[0]))

    def _owned(self, fact: Span, item: PlaceItem) -> bool:
        """``1,4 km của Nha Trang``, ``124 xã, phường của Lâm Đồng``, but no position among its units, and not ``214 km
        tại Bến Tre và các thị trấn``."""
        if self.cues.collective_after.match(self.scene.folded, item.end):
            return False
        if self._ranks(fact) and self.cues.among.match(self.scene.folded, fact.end):
            return False
        if self.cues.owner.fullmatch(self.scene.folded, fact.end, item.start):
            return True
        counts = self.scene.text[fact.start : fact.end].isalnum() and not self._ranks(fact)
        return counts and self.cues.owner_of_units.fullmatch(self.scene.folded, fact.end, item.start) is not None

    def _best(self, fact: Span, item: PlaceItem, before: str) -> bool:
        """``tỉnh cao nhất là 47,05 (Bến Tre)``: whether brackets behind a number hold nothing but who has it."""
        closed = self.scene.text.startswith(")", item.end)
        aside = closed and self.cues.opens_aside.fullmatch(self.scene.folded, fact.end, item.start)
        return bool(aside) and self.cues.best_before.search(before) is not None

    def abroad(self, sentence: Sentence, facts: Sequence[Span], abroad: Sequence[Span]) -> None:
        """``36 tỷ USD, so với 90 tỷ USD của A và 46 tỷ USD của B``: what is compared with is the other countries'."""
        owned: Span | None = None  # by a country, the last one
        for names in abroad:
            at = bisect_left(facts, names.start, key=lambda fact: fact.start) - 1
            if at < 0 or self.cues.owner.fullmatch(self.scene.folded, facts[at].end, names.start) is None:
                continue
            fact = facts[at]
            goes_on = owned is not None and self.cues.join.fullmatch(self.scene.folded, owned.end, fact.start)
            if goes_on or self.cues.compared_before.search(self.scene.items.before(sentence, fact.start)):
                self.nowhere.add((fact.start, fact.end))
                owned = names

    def worldwide(self, sentence: Sentence, facts: Sequence[Span], items: Sequence[PlaceItem]) -> None:
        """``66% dân số toàn cầu``: numbers of more than the country, but for a share of it that a place named has."""
        for match in self.cues.beyond.finditer(self.scene.folded, sentence.start, sentence.end):
            at = bisect_left(facts, match.start(), key=lambda fact: fact.start) - 1
            if at < 0 or not self.cues.people_of.fullmatch(self.scene.folded, facts[at].end, match.start()):
                continue
            before = self.scene.items.before(sentence, facts[at].start)
            if not items or self.cues.share_before.search(before) is None:
                self.nowhere.add((facts[at].start, facts[at].end))

    def quoted(self, sentence: Sentence, items: Sequence[PlaceItem]) -> None:
        """``“Xã tôi có 19.300 dân”, ông A, Chủ tịch UBND xã Ia Grai, kể``: what is quoted is of the speaker's place."""
        text = self.scene.text
        closed = max(text.rfind(mark, sentence.start, sentence.end) for mark in _CLOSING)
        speaker = next((item for item in items if item.start > closed), None)
        if closed < 0 or speaker is None or not self.cues.speaks.match(self.scene.folded, closed + 1):
            return
        first = max(self.scene.document.paragraphs[sentence.paragraph].start, closed - _LONGEST_QUOTE)
        opened = max(text.rfind(mark, first, closed) for mark in _OPENING)
        if opened < 0 or any(opened < item.start < closed for item in items):
            return
        for fact in self.scene.facts_in(Span(opened, closed)):
            self.places.setdefault((fact.start, fact.end), speaker.place)

    def _of_whole(self, sentence: Sentence, facts: Sequence[Span]) -> None:
        """``212 trạm trên toàn tỉnh``: numbers of the whole province or country, whatever was named before."""
        wholes = [place for place in (self.scene.main, self.scene.index.country) if place is not None]
        for fact in facts:
            before = self.scene.items.before(sentence, fact.start)
            if self._ranks(fact) or self.cues.share_before.search(before):
                continue
            if self.cues.of_every.match(self.scene.folded, fact.end) and self.cues.every_average.search(before):
                self.places[fact.start, fact.end] = self.scene.index.country
                continue
            for place in wholes:
                if self.cues.whole_owner[place.level].match(self.scene.folded, fact.end):
                    self.places[fact.start, fact.end] = place

    def _coordinated(self, facts: Sequence[Span]) -> int:
        """How many facts from the first on are coordinated: ``thứ 48 và 41``."""
        size = min(1, len(facts))
        for one, other in pairwise(facts):
            if not self._joined(one, other):
                break
            size += 1
        return size

    def _told_before(self, facts: Sequence[Span], group: int) -> list[Span]:
        """The coordinated facts right before a list's cue: ``vị trí 4, 5, 6 lần lượt là các huyện A, B, C``."""
        at = len(facts) - 1
        if at < 0 or group - facts[at].end > _NEAR:
            return []
        while at and self._joined(facts[at - 1], facts[at]):
            at -= 1
        return list(facts[at:])

    def _joined(self, one: Span, other: Span) -> bool:
        gap = self.scene.folded[one.end : other.start]
        return self.cues.coordinated.fullmatch(self.cues.aside.sub("", gap)) is not None

    def _give(self, facts: Sequence[Span], group: Sequence[PlaceItem]) -> None:
        for fact, item in zip(facts, group, strict=True):
            self.places.setdefault((fact.start, fact.end), item.place)

    def _age(self, fact: Span) -> bool:
        inside = self.cues.age.search(self.scene.folded, fact.start, fact.end)
        return inside is not None or self.cues.age.match(self.scene.folded, fact.end) is not None

    def _ranks(self, fact: Span) -> bool:
        """Whether a fact is a rank in words or behind ``thứ``."""
        written = self.scene.text[fact.start : fact.end]
        if len(written) > _LONGEST_RANK_WORD or isinstance(fact, Quantity):
            return False
        before = self.scene.folded[max(0, fact.start - LOOK_BACK) : fact.start]
        return not any(c.isdigit() for c in written) or self.cues.rank_before.search(before) is not None
