"""What takes over the government of places where: names, lists of names, regions, brackets, counted units."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from dxextract.document import Sentence
from dxextract.finders.numerals import Quantity
from dxextract.finders.places import find_regions
from dxextract.knowledge.anchors import Anchored
from dxextract.knowledge.places import Level, Place
from dxextract.linkers.place_given import GivenPlaces
from dxextract.linkers.place_hosts import PlaceHosts
from dxextract.linkers.place_items import LOOK_BACK, PlaceItem
from dxextract.linkers.place_scene import PlaceScene
from dxextract.spans import Span, within

_SHARE_AHEAD = re.compile(r";\s*\d+(?:[.,]\d+)?\s*%")
_BRACKET = re.compile(r"[()]")
_PART_REACH = 200
"""So many characters behind a number that of a part is told."""


@dataclass(frozen=True, slots=True)
class PlaceEvent(Span):
    """Something that changes the governing place at ``start``: a list of names, a word that refers back, a bracket.

    Attributes:
        place: what governs from here; None for no place at all.
        sign: ``(`` or ``)`` for a bracket.
        weak: takes over only from what an earlier sentence left; a weak bracket changes nothing, a weak count only its
            own place.
        carries: whether it goes on in the next sentence.
        passing: a part that is told beside the whole (``riêng Phú Quốc 5,2 triệu``): the next sentence goes on as if it
            were not there.
        units: the units named, for words that refer back to one of their type.
        counts: the level of the units that a number counts here, which lie in no unit of that level or below it.
    """

    place: Place | None
    sign: str = ""
    weak: bool = False
    carries: bool = True
    passing: bool = False
    units: tuple[Place, ...] = ()
    counts: Level | None = None


class PlaceEvents:
    """The events of one document, sentence by sentence.

    Numbers that stand in lists are given their places on the way.

    Attributes:
        spoken: what is spoken of where the sentence begins.
    """

    def __init__(self, scene: PlaceScene, given: GivenPlaces, hosts: PlaceHosts) -> None:
        self.scene = scene
        self.cues = scene.cues
        self.given = given
        self.hosts = hosts
        self.spoken: Place | None = None
        words = scene.index.words
        self.unit_levels = {
            w: Level(t.level) for t in words.types for w in t.written if w != "thành phố" or t.level != "province"
        }
        about = None if scene.main is None else scene.main.level
        self._loose = Level.DISTRICT if about is Level.PROVINCE else Level.PROVINCE  # what "địa phương" are
        self.regions = find_regions(scene.document, scene.index)

    def of(
        self,
        sentence: Sentence,
        items: Sequence[PlaceItem],
        facts: Sequence[Span],
        references: Sequence[PlaceEvent],
    ) -> list[PlaceEvent]:
        """The events of a sentence in order, among them ``references``: those of words that refer back."""
        groups = self.scene.items.groups(items)
        if facts and items:
            for wide, before in self._with_facts(sentence, self.scene.items.groups(items, asides=True), facts):
                self.given.tell_off(sentence, wide, before)
        events = [
            event
            for group, before in self._with_facts(sentence, groups, facts)
            for event in self._group(sentence, group, before)
        ]
        self.given.by_cue(sentence, groups, facts)
        events += references
        abroad = list(self._abroad(sentence))
        events += self._nowhere(sentence, abroad, facts)
        if facts:
            self.given.worldwide(sentence, facts, items)
            self.given.abroad(sentence, facts, abroad)
            events += self._brackets(sentence, items, facts, abroad, references)
            events += self._counted_units(sentence, facts, named=bool(items))
            for start, end in self._asides(sentence, items):
                events += (PlaceEvent(start, start, None, sign="(", weak=True), PlaceEvent(end, end, None, sign=")"))
        return sorted(events, key=lambda event: (event.start, event.sign != "(")) if len(events) > 1 else events

    def none_in(self, sentence: Sentence) -> bool:
        """Whether a sentence without names and facts changes nothing, as most do."""
        silent = not self.cues.anchors.may_stand(self.scene.folded, sentence.start, sentence.end)
        return silent and not within(self.regions, sentence.start, sentence.end)

    def _nowhere(self, sentence: Sentence, abroad: Sequence[Span], facts: Sequence[Span]) -> Iterator[PlaceEvent]:
        """Other countries and regions that a sentence turns to."""
        for names in abroad:
            if self.scene.items.opens(sentence, names.start) and (
                self.cues.predicate.match(self.scene.folded, names.end) or self._lies(sentence, names, facts)
            ):
                yield PlaceEvent(names.start, names.end, None, carries=False)
        for match in self._matches(self.cues.abroad_back, sentence):
            yield PlaceEvent(*match.span(), None, carries=False)
        for region in within(self.regions, sentence.start, sentence.end):
            ahead = self.cues.region_word.sub("", self.scene.items.before(sentence, region.start))
            alone = self.cues.boundary_before.search(ahead)
            if alone and self.scene.text[region.end : region.end + 1] == " ":
                yield PlaceEvent(region.start, region.end, None, carries=False)

    def _brackets(
        self,
        sentence: Sentence,
        items: Sequence[PlaceItem],
        facts: Sequence[Span],
        abroad: Sequence[Span],
        references: Sequence[PlaceEvent],
    ) -> Iterator[PlaceEvent]:
        """The brackets of a sentence; what stands right before one owns what it holds."""
        brackets = list(_BRACKET.finditer(self.scene.text, sentence.start, sentence.end))
        if not brackets:
            return
        owners: dict[int, Place | None] = {names.end: None for names in abroad}
        owners |= {event.end: event.place for event in references}
        owners |= {item.end: item.place for item in items if not self._is_ordered(sentence, item, facts)}
        labels = self._labels(sentence, items, facts)
        for match in brackets:
            if match.start() in labels:
                continue
            owner = next((end for end in (match.start(), match.start() - 1) if end in owners), None)
            owned = match[0] == "(" and owner is not None
            place = owners[owner] if owned and owner is not None else None
            yield PlaceEvent(*match.span(), place, sign=match[0], weak=not owned)

    def _is_ordered(self, sentence: Sentence, item: PlaceItem, facts: Sequence[Span]) -> bool:
        """``xếp hạng 22 cả nước (năm 2023: hạng 30)``: whether the country is only where positions were reached."""
        if item.place is None or item.place.level is not Level.COUNTRY:
            return False
        if self.cues.average_before.search(self.scene.items.before(sentence, item.start)):
            return False
        behind = bisect_left(facts, item.start, key=lambda fact: fact.start)
        around = facts[max(0, behind - 1) : behind + 1]
        return len(around) > 1 and not any(isinstance(fact, Quantity) for fact in around)

    def _abroad(self, sentence: Sentence) -> Iterator[Span]:
        """Lists of other countries (``Singapore, Thái Lan và Malaysia``), and averages of more than the country."""
        names: Span | None = None
        for match in self._matches(self.cues.abroad, sentence):
            if not self._alone(match.start(), match.end()):
                continue
            if names is not None and self.cues.join.fullmatch(self.scene.folded, names.end, match.start()):
                names = Span(names.start, match.end())
                continue
            if names is not None:
                yield names
            names = Span(*match.span())
        if names is not None:
            yield names
        for match in self._matches(self.cues.beyond, sentence):
            before = self.scene.items.before(sentence, match.start())
            average = self.cues.average_before.search(before) or self.cues.region_word.search(before)
            if average is not None and average[0]:
                yield Span(match.start() - len(average[0]), match.end())
            elif self.cues.aside_figure.match(self.scene.folded, match.end()) and not before.rstrip()[-1:].isdigit():
                yield Span(*match.span())

    def _alone(self, start: int, end: int) -> bool:
        """Whether a country's name is written as one and is no part of a longer name: not ``Mỹ Tho``, ``Phú Mỹ``."""
        text = self.scene.text
        follows = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
        if follows or not text[start].isupper() or " " in text[start:end]:
            return text[start].isupper() and not follows
        before = text[max(0, start - LOOK_BACK) : start].rpartition("\n")[2]
        if self.cues.located_before.search(before.lower()):
            return True
        word = before.rstrip().rpartition(" ")[2] if before.endswith(" ") else ""
        return not (word.isalpha() and word[0].isupper())

    def _lies(self, sentence: Sentence, names: Span, facts: Sequence[Span]) -> bool:
        """``Ở Đan Mạch, 99% người dân``: whether what follows is so there, and nothing of ours takes place there."""
        mark = self.cues.comma.match(self.scene.folded, names.end)
        first = next((fact.start for fact in facts if fact.start >= names.end), None)
        if mark is None or first is None or self.cues.venue_event.search(self.scene.folded, mark.end(), first):
            return False
        before = self.scene.items.before(sentence, names.start)
        within_name = self.cues.region_place.match(self.scene.folded, names.start, names.end)
        return within_name is not None or self.cues.located_before.search(before) is not None

    def _matches(self, cue: Anchored, sentence: Sentence) -> Iterator[re.Match[str]]:
        return cue.finditer(self.scene.folded, sentence.start, sentence.end)

    def _labels(self, sentence: Sentence, items: Sequence[PlaceItem], facts: Sequence[Span]) -> set[int]:
        """Brackets that hold nothing but where the subject is (``Chợ Bầu (TP Phủ Lý) có 210 sạp``): no aside. Behind
        ``riêng`` the number right behind them is of there (``toàn tỉnh 2.370 sạp, riêng chợ Bầu (TP Phủ Lý) 210``)."""
        labels: set[int] = set()
        for item in items:
            brackets = self._around_name(sentence, item)
            if brackets is None:
                continue
            told = bisect_left(facts, brackets[0], key=lambda fact: fact.start)
            if item is items[0] and not told:
                labels.update(brackets)
            elif told and told < len(facts) and self._new_subject(facts[told - 1], brackets, facts[told]):
                self.given.places.setdefault((facts[told].start, facts[told].end), item.place)
        return labels

    def _around_name(self, sentence: Sentence, item: PlaceItem) -> tuple[int, int] | None:
        """The brackets around a name, and who lives there (``Chị Nga (34 tuổi, xã Bàu Cạn) bán``)."""
        text, before, after = self.scene.text, item.start - 1, item.end
        if after and text[after - 1] == ")":
            after -= 1
        former = self.cues.former.match(self.scene.folded, after)
        after = after if former is None else former.end()
        if text[after : after + 1] != ")":
            return None
        if text[before : before + 1] != "(":
            before = text.rfind("(", max(sentence.start, before - LOOK_BACK), before)
            if before < 0 or not self.cues.lives.fullmatch(self.scene.folded, before + 1, item.start):
                return None
        return before, after

    def _new_subject(self, fact: Span, brackets: tuple[int, int], following: Span) -> bool:
        """Whether a part is named between a number and brackets, and the next number stands right behind them."""
        if following.start - fact.end > _PART_REACH:
            return False
        if self.cues.part_opens.search(self.scene.folded, fact.end, brackets[0]) is None:
            return False
        said = self.cues.predicate.match(self.scene.folded, brackets[1] + 1)
        return said is not None and self.cues.mark.search(self.scene.folded, said.start(), following.start) is None

    def _opens(self, sentence: Sentence, at: int) -> bool:
        """Whether a clause begins at ``at``, but for ``có`` and the like."""
        before = self.scene.items.before(sentence, at)
        verb = self.cues.has_before.search(before)
        return self.scene.items.opens(sentence, at if verb is None else at - (len(before) - verb.start()))

    def _counted_units(self, sentence: Sentence, facts: Sequence[Span], *, named: bool) -> Iterator[PlaceEvent]:
        """``5 xã dưới 70 điểm`` behind a commune: a number of units that its place cannot hold is the article's; so is
        ``7/22 xã`` where a clause begins, or in a sentence that names no place."""
        for fact in facts:
            counted = self.cues.unit_counted.match(self.scene.folded, fact.end)
            written = self.scene.text[fact.start : fact.end]
            bare = isinstance(fact, Quantity) and written.replace("/", "", 1).isdecimal()
            ratio = bare and "/" in written
            if counted is None or not ((bare and (ratio or not named)) or written.isalnum()):
                continue
            level = self._loose if counted["loose"] else self.unit_levels.get(counted["type"])
            several = self.cues.indefinite_after.match(self.scene.folded, counted.end()) is not None
            if level is None:
                continue
            if (ratio and not named) or ((ratio or not several) and self._opens(sentence, fact.start)):
                yield PlaceEvent(fact.start, fact.end, None, counts=level)
            elif isinstance(fact, Quantity) and self.scene.folded[counted.end() : counted.end() + 1] in (",", "/"):
                yield PlaceEvent(fact.start, fact.end, None, weak=True, counts=level)

    def _asides(self, sentence: Sentence, items: Sequence[PlaceItem]) -> Iterator[tuple[int, int]]:
        """What a semicolon ends like a bracket: a list of parts (``trong đó A 5, B 7``), an owner behind its number."""
        openers = self._matches(self.cues.parts_opener, sentence)
        starts = [m.start() for m in openers] + [item.start for item in items if item.start in self.given.owners]
        for start in starts:
            end = self.scene.text.find(";", start, sentence.end)
            goes_on = self.cues.goes_on.match(self.scene.folded, end) or _SHARE_AHEAD.match(self.scene.folded, end)
            if end >= 0 and start in self.given.owners and goes_on:
                continue  # "thứ 2 là Huế; trong đó, chính quyền số xếp thứ 4", "hỏi 420 người ở A; 12% sợ bấm nhầm"
            if end >= 0 and (start in self.given.owners or any(start < item.start < end for item in items)):
                yield start, end

    def _with_facts(
        self, sentence: Sentence, groups: Sequence[list[PlaceItem]], facts: Sequence[Span]
    ) -> Iterator[tuple[list[PlaceItem], list[Span]]]:
        """Each list with the facts that stand before the next one."""
        for group, following in zip_longest(groups, groups[1:]):
            end = sentence.end if following is None else following[0].start
            yield group, [fact for fact in facts if fact.start < end]

    def _group(self, sentence: Sentence, group: Sequence[PlaceItem], facts: Sequence[Span]) -> Iterator[PlaceEvent]:
        """What a list of names, or one name, changes; ``facts`` stand before the next list."""
        first, last = group[0], group[-1]
        told_off = self.given.tell_off(sentence, group, facts)
        if not first.governs:
            return
        told_of = not self.scene.foreign(first.place) or first.place == self.hosts.host
        if not told_of and not self.hosts.asserts(sentence, first, last):
            return
        whole = self.cues.collective_after.match(self.scene.folded, last.end) is not None
        before = self.scene.items.before(sentence, first.start)
        if self.cues.mostly_before.search(before) and not self.cues.predicate.match(self.scene.folded, last.end):
            whole = True
        if len(group) > 1 and not whole:
            whole = told_off or self.cues.collective_before.search(before) is not None
        if len(group) > 2 and self.cues.located_before.search(before) and facts and facts[0].end <= first.start:
            whole = True  # "phát 800 phiếu tại A, B và C, thu về 792 phiếu"
        one = all(item.place == first.place for item in group)
        single = one and not whole
        place = self._around(group) if whole else first.place
        yield PlaceEvent(
            first.start,
            last.end,
            place,
            carries=single and (first.start not in self.given.owners or first.place == self.spoken),
            passing=self._in_passing(sentence, first, facts),
            units=tuple(unit for item in group for unit in item.units) if one else (),
        )

    def _around(self, group: Sequence[PlaceItem]) -> Place | None:
        """What holds all units of a list: the district spoken of where they lie in it, else the article's place."""
        here = self.spoken
        if here is None or here.level is not Level.DISTRICT:
            return self.scene.main
        inside = [item.place.id != here.id and self.scene.index.within(item.place, here) for item in group]
        return here if all(inside) else self.scene.main

    def _in_passing(self, sentence: Sentence, first: PlaceItem, facts: Sequence[Span]) -> bool:
        """Whether a name is that of a part, told behind what was said of the whole: ``riêng Giồng Trôm``, ``; riêng dừa
        của Giồng Trôm``."""
        if not any(fact.end <= first.start for fact in facts):
            return False
        before = self.scene.items.before(sentence, first.start)
        return any(cue.search(before) is not None for cue in (self.cues.part_before, self.cues.part_named))
