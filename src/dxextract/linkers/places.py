"""Which place a fact is about.

A place that a clause speaks of governs the numbers behind it until another place takes over; what a sentence ends with
goes on in its paragraph. Brackets have a government of their own, lists that are told off one by one
(``A và B lần lượt đạt x và y``) give each number its place, and a name right behind a number may own it
(``1,4 km của thành phố Nha Trang``). ``huyện``, ``xã``, ``toàn tỉnh`` mean the place spoken of. All words that decide
this stand in ``gazetteer/place_words.yaml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, zip_longest

from dxextract.document import Document, Sentence
from dxextract.finders.places import PlaceMention, find_regions
from dxextract.knowledge.places import Level, Place, PlaceIndex
from dxextract.light import light
from dxextract.linkers.main_place import naming_day
from dxextract.linkers.place_cues import place_cues
from dxextract.linkers.place_items import LOOK_BACK, PlaceItem, PlaceItems
from dxextract.linkers.place_names import resolve_mentions
from dxextract.spans import Span
from dxextract.text import fold


@light
@dataclass(frozen=True, slots=True)
class PlaceLink:
    """The place of a fact; ``basis`` is sentence, paragraph, article or none, as in records."""

    place: Place | None
    basis: str


@light
@dataclass(frozen=True, slots=True)
class _Event(Span):
    """Something that changes the governing place at ``start``: a list of names, a word that refers back, a bracket.

    Attributes:
        place: what governs from here; None for no place at all.
        sign: ``(`` or ``)`` for a bracket.
        weak: takes over only from what an earlier sentence left; a weak bracket changes nothing.
        carries: whether it goes on in the next sentence.
        passing: a part that is told beside the whole (``riêng Phú Quốc 5,2 triệu``): the next sentence goes on as if it
            were not there.
        types: types of the unit named, for words that refer back to it.
        counts: the level of the units that a number counts here, which lie in no unit of that level or below it.
    """

    place: Place | None
    sign: str = ""
    weak: bool = False
    carries: bool = True
    passing: bool = False
    types: tuple[str, ...] = ()
    counts: Level | None = None


def _said(place: Place | None) -> PlaceLink:
    return PlaceLink(place, "none" if place is None else "sentence")


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


_BRACKET = re.compile(r"[()]")
_BULLET = re.compile(r"[-+*•●▪◦–—]\s")
_LONGEST_RANK_WORD = 12
_OFTEN = 3
"""So many times ``huyện`` alone shows that an article is about one."""


class PlaceLinker:
    """Links the facts of one document to places.

    Args:
        document: the article laid out.
        mentions: what ``find_places`` found in it.
        index: the gazetteer.
        main: what ``main_place`` decided.
        facts: the characters of all facts; needed for lists that give each number its place.
        rows: rows of tables: the one place that a row names is that of its facts.
        on: the day the names are meant for; ``naming_day`` when not given.
    """

    def __init__(
        self,
        document: Document,
        mentions: Sequence[PlaceMention],
        index: PlaceIndex,
        main: Place | None,
        facts: Sequence[Span],
        *,
        rows: Sequence[Span] = (),
        on: date | None = None,
    ) -> None:
        self._document = document
        self._text = document.text
        self._folded = document.folded
        self._index = index
        self._main = main
        self._cues = place_cues(index)
        self._facts = sorted(facts)
        self._unit_levels = {w: Level(t.level) for t in index.words.types for w in t.written if t.level != "province"}
        self._fact_starts = [fact.start for fact in self._facts]
        self._fact_ends = {fact.end for fact in self._facts}
        self._regions = find_regions(document, index)
        self._region_starts = [region.start for region in self._regions]
        day = naming_day(document, index) if on is None else on
        places = resolve_mentions(document, mentions, index, main, day)
        named = [(mention, place) for mention, place in zip(mentions, places, strict=True) if place is not None]
        self._items = PlaceItems(document, named, index)
        self._focus = self._focus_place([place for _, place in named])
        self._home = self._focus or main
        self._section: Place | None = None
        self._given: dict[tuple[int, int], Place] = {}
        self._owners: set[int] = set()
        self._starts: list[int] = []
        self._links: list[PlaceLink] = []
        self._last: dict[str, tuple[int, Place]] = {}
        self._in_rows(rows, named)
        self._run()

    def _in_rows(self, rows: Sequence[Span], named: Sequence[tuple[PlaceMention, Place]]) -> None:
        starts = [mention.start for mention, _ in named]
        for row in rows:
            inside = named[bisect_left(starts, row.start) : bisect_left(starts, row.end)]
            if len(inside) == 1:
                for fact in self._facts[bisect_left(self._fact_starts, row.start) :]:
                    if fact.start >= row.end:
                        break
                    self._given[fact.start, fact.end] = inside[0][1]

    def link(self, span: Span) -> PlaceLink:
        """The place of a fact at ``span``, and what it rests on."""
        given = self._given.get((span.start, span.end))
        if given is not None:
            return PlaceLink(given, "sentence")
        at = bisect_right(self._starts, span.start) - 1
        return self._links[at] if at >= 0 else self._article()

    def named_in(self, sentence: Sentence) -> Sequence[PlaceItem]:
        """The places that a sentence names, in order."""
        return self._items.of(sentence)

    # ------------------------------------------------------------------ walking through the text

    def _article(self) -> PlaceLink:
        return PlaceLink(self._home, "none" if self._home is None else "article")

    def _run(self) -> None:
        section: PlaceLink | None = None
        carried: PlaceLink | None = None
        introduction: PlaceLink | None = None
        paragraph = -1
        for sentence in self._document.sentences:
            items = self._items.of(sentence)
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                if self._document.paragraphs[paragraph].heading and paragraph > 0:
                    section = self._alone(sentence, items)
                    self._section = section.place if section is not None else None
                carried, introduction = section, None
                if self._focus is not None:
                    self._last[self._focus.type] = (paragraph, self._focus)
            elif introduction is not None and _BULLET.match(self._text, sentence.start):
                carried = introduction
            carried = self._sentence(sentence, items, carried)
            if self._dateline(sentence) or self._text[sentence.end : sentence.end + 1] == "\n":
                alone = self._alone(sentence, items)
                carried = alone or carried
                self._section = alone.place if alone is not None else self._section
            if self._text[sentence.end - 1] == ":":
                introduction = carried or self._article()

    def _dateline(self, sentence: Sentence) -> bool:
        """``ĐIỆN BIÊN. Theo Sở ...``: whether a sentence in capitals opens a paragraph, as a bulletin's places do."""
        opens = self._document.paragraphs[sentence.paragraph].start == sentence.start
        return opens and self._text[sentence.start : sentence.end].isupper()

    def _alone(self, sentence: Sentence, items: Sequence[PlaceItem]) -> PlaceLink | None:
        """A line that is nothing but a place's name, a heading or a field of a table, governs what follows it."""
        if len(items) != 1:
            return None
        rest = self._text[sentence.start : items[0].start] + self._text[items[0].end : sentence.end]
        letters = (c for c in rest if c.isalpha())
        return None if next(letters, None) and next(letters, None) else PlaceLink(items[0].place, "paragraph")

    def _sentence(self, sentence: Sentence, items: Sequence[PlaceItem], carried: PlaceLink | None) -> PlaceLink | None:
        """Lay down what governs in a sentence; the place that goes on in the next one, None for the article's."""
        facts = self._facts_in(sentence)
        self._own(sentence, facts, items)
        current = carried or self._article()
        self._lay(sentence.start, current)
        outer: list[PlaceLink] = []
        governing: list[_Event] = []
        for event in self._events(sentence, items, facts):
            if event.sign == "(":
                outer.append(current)
                if not event.weak:
                    current = _said(event.place)
            elif event.sign == ")":
                current = outer.pop() if outer else current
            elif event.counts is not None:
                if current.place is None or not self._too_small(current.place, event.counts):
                    continue
                current = self._above()
            elif event.weak and governing:
                continue
            else:
                current = _said(event.place)
                governing.append(event)
                if self._focus is not None and event.place in (self._focus, self._main):
                    # A report on one district that widens to the province stays there until it comes back.
                    self._home = event.place
                if event.place is not None:
                    self._last |= dict.fromkeys(event.types, (sentence.paragraph, event.place))
            self._lay(event.start, current)
        return self._carry(governing, carried)

    @staticmethod
    def _too_small(place: Place, counted: Level) -> bool:
        """Whether units of a level cannot lie in a place: ``5 xã`` in a commune."""
        return place.level is Level.COMMUNE or (place.level is Level.DISTRICT and counted is Level.DISTRICT)

    def _above(self) -> PlaceLink:
        """What the article is about."""
        return PlaceLink(self._main, "none" if self._main is None else "article")

    def _lay(self, start: int, link: PlaceLink) -> None:
        self._starts.append(start)
        self._links.append(link)

    def _carry(self, governing: Sequence[_Event], carried: PlaceLink | None) -> PlaceLink | None:
        """One place of the article's province goes on; where several are compared, none does."""
        governing = [event for event in governing if not event.passing]
        if not governing:
            return carried
        main = None if self._main is None else self._main.id
        below = {event.place.id for event in governing if event.place is not None and event.place.id != main}
        last = governing[-1]
        if last.place is None or not last.carries or len(below) > 1:
            return None
        if last.place.level is Level.COUNTRY or self._foreign(last.place):
            return None
        return PlaceLink(last.place, "paragraph")

    def _facts_in(self, sentence: Sentence) -> list[Span]:
        first = bisect_left(self._fact_starts, sentence.start)
        return self._facts[first : bisect_left(self._fact_starts, sentence.end)]

    def _focus_place(self, named: Sequence[Place]) -> Place | None:
        """The unit below the province that the whole article is about: named alone in the title, or all along."""
        if self._main is None or self._main.level is not Level.PROVINCE or not self._document.sentences:
            return None
        title = self._items.of(self._document.sentences[0])
        if len(title) == 1 and self._below(title[0].place):
            return title[0].place
        below = {place.id: place for place in named if self._below(place)}
        headline = [place for place in below.values() if self._titled(place)]
        if not title and len(headline) == 1:
            return headline[0]
        counts = Counter(place.id for place in named if place.id in below)
        if not counts:
            return None
        best, times = counts.most_common(1)[0]
        place = below[best]
        every = self._cues.back.finditer(self._folded, 0, len(self._folded))
        back = Counter(match["type"] for match in every if self._definite(match))
        prevails = 2 * times > counts.total() and back[place.type] >= _OFTEN
        outweighs = times + back[place.type] > 2 * back[self._main.type] and place.type != self._main.type
        return place if place.level is Level.DISTRICT and prevails and outweighs else None

    def _titled(self, place: Place) -> bool:
        """Whether the title names a place without its type, with capital letters."""
        first = self._document.sentences[0]
        named = re.search(rf"(?<!\w){re.escape(fold(place.name))}(?!\w)", self._folded[first.start : first.end])
        return named is not None and self._text[first.start + named.start()].isupper()

    def _below(self, place: Place) -> bool:
        """Whether a place is a district or commune of the article's province."""
        if self._main is None or place.level not in (Level.DISTRICT, Level.COMMUNE):
            return False
        return self._index.within(place, self._main)

    def _foreign(self, place: Place) -> bool:
        """Whether a place is another province, or lies in one, in an article about one place."""
        if self._main is None or place.level is Level.COUNTRY:
            return False
        return not self._index.within(place, self._main) or (
            self._main.level is Level.COUNTRY and place.level is Level.PROVINCE
        )

    # ------------------------------------------------------------------ what takes over where

    def _events(self, sentence: Sentence, items: Sequence[PlaceItem], facts: Sequence[Span]) -> list[_Event]:
        events: list[_Event] = []
        if items:
            for wide, before in self._with_facts(sentence, self._items.groups(items, asides=True), facts):
                self._tell_off(sentence, wide, before)
            for group, before in self._with_facts(sentence, self._items.groups(items), facts):
                events += self._group(sentence, group, before)
        references = list(self._references(sentence, items))
        events += references
        abroad = [
            m for m in self._cues.abroad.finditer(self._folded, *_ends(sentence)) if self._text[m.start()].isupper()
        ]
        for match in abroad:
            if self._items.opens(sentence, match.start()) and self._cues.predicate.match(self._folded, match.end()):
                events.append(_Event(*match.span(), None, carries=False))
        first = bisect_left(self._region_starts, sentence.start)
        for region in self._regions[first : bisect_left(self._region_starts, sentence.end)]:
            ahead = self._cues.region_word.sub("", self._items.before(sentence, region.start))
            alone = self._cues.boundary_before.search(ahead)
            if alone and self._text[region.end : region.end + 1] == " ":
                events.append(_Event(region.start, region.end, None, carries=False))
        owners: dict[int, Place | None] = {match.end(): None for match in abroad}
        owners |= {event.end: event.place for event in references} | {item.end: item.place for item in items}
        labels = self._labels(sentence, items, facts)
        for match in _BRACKET.finditer(self._text, sentence.start, sentence.end):
            if match.start() in labels:
                continue
            owner = next((end for end in (match.start(), match.start() - 1) if end in owners), None)
            owned = match[0] == "(" and owner is not None
            place = owners[owner] if owned and owner is not None else None
            events.append(_Event(*match.span(), place, sign=match[0], weak=not owned))
        events += self._counted_units(sentence, facts)
        for start, end in self._asides(sentence, items):
            events += (_Event(start, start, None, sign="(", weak=True), _Event(end, end, None, sign=")"))
        return sorted(events, key=lambda event: (event.start, event.sign != "(")) if len(events) > 1 else events

    def _labels(self, sentence: Sentence, items: Sequence[PlaceItem], facts: Sequence[Span]) -> set[int]:
        """Brackets that hold nothing but where the subject is (``Chợ Bầu (TP Phủ Lý) có 210 sạp``): no aside."""
        if not items or (facts and facts[0].start < items[0].start):
            return set()
        before, after = items[0].start - 1, items[0].end
        if items[0].end and self._text[after - 1] == ")":
            after -= 1
        opened, closed = self._text[before : before + 1], self._text[after : after + 1]
        return {before, after} if (opened, closed) == ("(", ")") else set()

    def _opens(self, sentence: Sentence, at: int) -> bool:
        """Whether a clause begins at ``at``, but for ``có`` and the like."""
        before = self._items.before(sentence, at)
        verb = self._cues.has_before.search(before)
        return self._items.opens(sentence, at if verb is None else at - (len(before) - verb.start()))

    def _counted_units(self, sentence: Sentence, facts: Sequence[Span]) -> Iterator[_Event]:
        """``5 xã dưới 70 điểm`` behind a commune: a number of units that its place cannot hold is the article's."""
        for fact in facts:
            counted = self._cues.unit_counted.match(self._folded, fact.end)
            if counted is None or not self._text[fact.start : fact.end].isalnum():
                continue
            if self._cues.indefinite_after.match(self._folded, counted.end()) or not self._opens(sentence, fact.start):
                continue
            level = self._unit_levels.get(counted["type"])
            if level is not None:
                yield _Event(fact.start, fact.end, None, counts=level)

    def _asides(self, sentence: Sentence, items: Sequence[PlaceItem]) -> Iterator[tuple[int, int]]:
        """What a semicolon ends like a bracket: a list of parts (``trong đó A 5, B 7``), an owner behind its number."""
        openers = self._cues.parts_opener.finditer(self._folded, *_ends(sentence))
        starts = [m.start() for m in openers] + [item.start for item in items if item.start in self._owners]
        for start in starts:
            end = self._text.find(";", start, sentence.end)
            if end >= 0 and (start in self._owners or sum(start < item.start < end for item in items) > 1):
                yield start, end

    def _with_facts(
        self, sentence: Sentence, groups: Sequence[list[PlaceItem]], facts: Sequence[Span]
    ) -> Iterator[tuple[list[PlaceItem], list[Span]]]:
        """Each list with the facts that stand before the next one."""
        for group, following in zip_longest(groups, groups[1:]):
            end = sentence.end if following is None else following[0].start
            yield group, [fact for fact in facts if fact.start < end]

    def _group(self, sentence: Sentence, group: Sequence[PlaceItem], facts: Sequence[Span]) -> Iterator[_Event]:
        """What a list of names, or one name, changes; ``facts`` stand before the next list."""
        first, last = group[0], group[-1]
        told_off = self._tell_off(sentence, group, facts)
        if not first.governs or (self._foreign(first.place) and not self._asserts(sentence, first, last)):
            return
        whole = self._cues.collective_after.match(self._folded, last.end) is not None
        if len(group) > 1 and not whole:
            before = self._items.before(sentence, first.start)
            whole = told_off or self._cues.collective_before.search(before) is not None
        single = len(group) == 1 and not whole
        place = self._main if whole else first.place
        yield _Event(
            first.start,
            last.end,
            place,
            carries=single and first.start not in self._owners,
            passing=self._in_passing(sentence, first, facts),
            types=first.types if single else (),
        )

    def _in_passing(self, sentence: Sentence, first: PlaceItem, facts: Sequence[Span]) -> bool:
        """Whether a name is that of a part, told behind what was said of the whole."""
        if not any(fact.end <= first.start for fact in facts):
            return False
        return self._cues.part_before.search(self._items.before(sentence, first.start)) is not None

    def _asserts(self, sentence: Sentence, first: PlaceItem, last: PlaceItem) -> bool:
        """Whether something is said of another province, which else is only passed by."""
        aside = self._cues.aside.match(self._folded, last.end)
        end = last.end if aside is None else aside.end()
        if self._cues.predicate.match(self._folded, end) or self._cues.where.match(self._folded, end):
            return True
        if not self._items.opens(sentence, first.start):
            return False
        if self._folded[end : end + 1] == ",":
            return self._tells_of(sentence, end)
        if self._cues.clause_end.match(self._folded, end):
            return False
        return self._cues.venue_before.search(self._items.before(sentence, first.start)) is None

    def _tells_of(self, sentence: Sentence, comma: int) -> bool:
        """``Tại Nam Định, 100% bệnh viện đã dùng``: whether a figure of the place follows, and no event."""
        at = bisect_left(self._fact_starts, comma)
        if at == len(self._facts) or self._facts[at].start >= sentence.end:
            return False
        return self._cues.venue_event.search(self._folded, comma, self._facts[at].start) is None

    def _tell_off(self, sentence: Sentence, group: Sequence[PlaceItem], facts: Sequence[Span]) -> bool:
        """Give the numbers of ``A, B và C lần lượt đạt x, y và z`` their places; whether there are such."""
        size = len(group)
        if size == 1:
            return False
        behind = [fact for fact in facts if fact.start >= group[-1].end]
        done = False
        for cue in self._cues.one_to_one.finditer(self._folded, sentence.start, sentence.end):
            told = [fact for fact in behind if fact.start >= cue.end()]
            if not told and cue.end() <= group[0].start:
                told = [fact for fact in facts if cue.end() <= fact.start < group[0].start][-size:]
            if len(told) >= size:
                self._give(told[:size], group)
                behind = told[size:]
                done = True
        while behind:
            run = self._coordinated(behind)
            if run == size:
                self._give(behind[:size], group)
                done = True
            behind = behind[run:]
        return done

    def _coordinated(self, facts: Sequence[Span]) -> int:
        """How many facts from the first on are coordinated: ``thứ 48 và 41``."""
        size = min(1, len(facts))
        for one, other in pairwise(facts):
            if self._cues.coordinated.fullmatch(self._folded, one.end, other.start) is None:
                break
            size += 1
        return size

    def _give(self, facts: Sequence[Span], group: Sequence[PlaceItem]) -> None:
        for fact, item in zip(facts, group, strict=True):
            self._given.setdefault((fact.start, fact.end), item.place)

    def _own(self, sentence: Sentence, facts: Sequence[Span], items: Sequence[PlaceItem]) -> None:
        """Give numbers to the single place behind them that owns them, lies so far, or where one of that age lives."""
        if not items or not facts:
            return
        named = [item for item in items if item.place.level is not Level.COUNTRY]
        singles = [group[0] for group in self._items.groups(named) if len(group) == 1]
        starts = [item.start for item in singles]
        near = self._cues.distance_opener.match(self._folded, sentence.start, sentence.end) is not None
        for fact, after in zip_longest(facts, facts[1:]):
            at = bisect_left(starts, fact.end)
            if at == len(singles) or (after is not None and after.start < starts[at]):
                continue
            item = singles[at]
            before = self._items.before(sentence, fact.start)
            owned = self._cues.owner.fullmatch(self._folded, fact.end, item.start) is not None
            if self._cues.taken_before.search(before) is not None:
                continue
            if owned or (self._ranks(fact) and self._cues.rank_owner.fullmatch(self._folded, fact.end, item.start)):
                self._given[fact.start, fact.end] = item.place
                self._owners.add(item.start)
                continue
            first = not any(other.end <= fact.start for other in items)
            located = near and self._items.opens(sentence, item.start)
            if item.governs and first and (located or self._age(fact)):
                self._given[fact.start, fact.end] = item.place

    def _age(self, fact: Span) -> bool:
        inside = self._cues.age.search(self._folded, fact.start, fact.end)
        return inside is not None or self._cues.age.match(self._folded, fact.end) is not None

    def _ranks(self, fact: Span) -> bool:
        """Whether a fact is a rank in words or behind ``thứ``."""
        written = self._text[fact.start : fact.end]
        if len(written) > _LONGEST_RANK_WORD:
            return False
        before = self._folded[max(0, fact.start - LOOK_BACK) : fact.start]
        return not any(c.isdigit() for c in written) or self._cues.rank_before.search(before) is not None

    # ------------------------------------------------------------------ words that refer back

    def _references(self, sentence: Sentence, items: Sequence[PlaceItem]) -> Iterator[_Event]:
        if self._main is not None and self._main.level is Level.PROVINCE:
            yield from self._to_province(sentence, items, self._main)
        for match in self._cues.back.finditer(self._folded, sentence.start, sentence.end):
            named = any(item.start <= match.start("type") < item.end for item in items)
            whole = match["all"] is not None
            if named or not self._definite(match) or (whole and self._field(match.start())):
                continue
            opens = whole or self._items.opens(sentence, match.start())
            owned = self._cues.reference_before.search(self._items.before(sentence, match.start())) is not None
            place = self._referred(match["type"], sentence.paragraph, anywhere=opens)
            if place is not None and (opens or owned or place.level is not Level.PROVINCE):
                yield _Event(*match.span(), place, weak=not opens)

    def _to_province(self, sentence: Sentence, items: Sequence[PlaceItem], main: Place) -> Iterator[_Event]:
        """``toàn tỉnh``, ``UBND tỉnh``, ``Sở`` come back to the article's province."""
        for match in self._cues.whole[main.type].finditer(self._folded, sentence.start, sentence.end):
            if not self._field(match.start()):
                yield _Event(*match.span(), main)
        for match in self._cues.body[main.type].finditer(self._folded, sentence.start, sentence.end):
            named = any(match.start() <= item.start <= match.end() + 1 for item in items)
            a_name = " " in match[0] or self._text[match.start()].isupper()
            if not named and a_name and self._items.opens(sentence, match.start()):
                yield _Event(*match.span(), main)

    def _field(self, at: int) -> bool:
        """Whether ``toàn tỉnh`` at ``at`` only says among whom a rank counts: ``thứ 3 toàn tỉnh``."""
        before = self._folded[max(0, at - LOOK_BACK) : at]
        gap = len(before) - len(before.rstrip())
        return at - gap in self._fact_ends or self._cues.field_before.search(before) is not None

    def _definite(self, match: re.Match[str]) -> bool:
        before = self._folded[max(0, match.start() - LOOK_BACK) : match.start()]
        if match["all"] is None and self._cues.indefinite_before.search(before):
            return False
        return self._cues.indefinite_after.match(self._folded, match.end()) is None

    def _referred(self, type_: str, paragraph: int, *, anywhere: bool) -> Place | None:
        """What ``tỉnh``, ``huyện``, ``xã`` alone mean: what heads the section, the article's province, or what was last
        named of the type."""
        if self._section is not None and self._section.type == type_:
            return self._section
        if self._main is not None and self._main.type == type_:
            return self._main
        where, place = self._last.get(type_, (-1, None))
        return place if anywhere or where == paragraph else None
