"""Which place a fact is about.

A place that a clause speaks of governs the numbers behind it until another place takes over; what a sentence ends with
goes on in its paragraph. Brackets have a government of their own, lists that are told off one by one
(``A và B lần lượt đạt x và y``) give each number its place, and a name right behind a number may own it
(``1,4 km của thành phố Nha Trang``). ``huyện``, ``xã``, ``toàn tỉnh`` mean the place spoken of. All words that decide
this stand in ``gazetteer/place_words.yaml``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dxextract.document import Document, Sentence
from dxextract.finders.periods import PeriodMention
from dxextract.finders.places import PlaceMention
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.places import MERGER, Level, Place
from dxextract.linkers.focus_place import focus_place
from dxextract.linkers.former_places import as_ranked, as_then
from dxextract.linkers.main_place import naming_day
from dxextract.linkers.place_events import PlaceEvent, PlaceEvents
from dxextract.linkers.place_given import GivenPlaces
from dxextract.linkers.place_hosts import PlaceHosts
from dxextract.linkers.place_items import PlaceItem, PlaceItems
from dxextract.linkers.place_names import resolve_mentions
from dxextract.linkers.place_portrait import portrait
from dxextract.linkers.place_references import PlaceReferences
from dxextract.linkers.place_scene import PlaceScene
from dxextract.spans import Span, within

_HEIGHT = {level: height for height, level in enumerate(Level)}
_BULLET = re.compile(r"[-+*•●▪◦–—]\s")


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """The place of a fact; ``basis`` is sentence, paragraph, article or none, as in records."""

    place: Place | None
    basis: str


def _said(place: Place | None) -> PlaceLink:
    return PlaceLink(place, "none" if place is None else "sentence")


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

    Attributes:
        focus: the district or commune that the whole article is about; None where it is about no single one.
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
        self._main = main
        day = naming_day(document, index) if on is None else on
        places = resolve_mentions(document, mentions, index, main, day)
        named = [(mention, place) for mention, place in zip(mentions, places, strict=True) if place is not None]
        self._items = PlaceItems(document, named, index)
        self._scene = PlaceScene(document, index, self._items, main, facts)
        self._given = GivenPlaces(self._scene)
        self._hosts = PlaceHosts(self._scene)
        self._events = PlaceEvents(self._scene, self._given, self._hosts)
        self._references = PlaceReferences(self._scene, self._hosts)
        self.focus = focus_place(self._scene, [place for _, place in named])
        self._portrait = portrait(self._scene) if self.focus is None else None
        if self._portrait is not None:
            self.focus = self._portrait.place
        if self.focus is not None:
            self._items.single_out(self.focus)
        self._home = self.focus or main
        self.focused = -1  # the last paragraph that speaks of the focus
        self._starts: list[int] = []
        self._links: list[PlaceLink] = []
        self._told: PlaceLink | None = None  # what the sentence before spoke of, where that is one place
        self._given.in_rows(rows, named)
        self._run()

    def link(self, span: Span) -> PlaceLink:
        """The place of a fact at ``span``, and what it rests on."""
        given = self._given.places.get((span.start, span.end))
        at = bisect_right(self._starts, span.start) - 1
        link = self._links[at] if at >= 0 else self._article()
        if (span.start, span.end) in self._given.nowhere:
            return PlaceLink(None, "none")
        if given is not None:
            link = PlaceLink(given, "sentence")
        if link.place is None:
            return link
        place = as_ranked(link.place, self._text[span.start : span.end], self._scene.index)
        return link if place is link.place else PlaceLink(place, link.basis)

    def then(
        self, link: PlaceLink, sentence: Sentence, until: date | None, times: Sequence[PeriodMention], *, ordered: bool
    ) -> PlaceLink:
        """The link of a fact of the time until a day: where its sentence names the place, what that was then.

        Args:
            link: the link of the fact.
            sentence: its sentence.
            until: last day of the time that the text says; None where it says none.
            times: all time expressions of the article.
            ordered: whether the fact is a position or the score of an index.
        """
        place = link.place
        if place is None or until is None or until >= MERGER or place.valid_from != MERGER:
            return link
        if all(item.place != place for item in self._items.of(sentence)):
            return link
        said = within(times, sentence.start, sentence.end)
        then = as_then(self._document, sentence, place, until, said, self._scene.index, ordered=ordered)
        return link if then is place else PlaceLink(then, link.basis)

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
                    section = self._alone(sentence, items) or self._headed(sentence, items)
                    self._references.section = section.place if section is not None else None
                carried, introduction, self._told = section, None, None
                self._hosts.enter()
                self._given.enter()
                self._references.latest = None
                if self.focus is not None:
                    self._references.last[self.focus.type] = (paragraph, self.focus)
            elif introduction is not None and _BULLET.match(self._text, sentence.start):
                carried = introduction
            elif self._told is not None and self._scene.cues.goes_on.match(self._document.folded, sentence.start):
                carried = self._told
            if not items and self._of_offices(sentence, carried):
                carried = None
            if not items and self._portrait is not None and self._portrait.told(sentence):
                carried = None
                self._widen(self.focus, paragraph)
            carried = self._sentence(sentence, items, carried)
            if self._dateline(sentence) or self._text[sentence.end : sentence.end + 1] == "\n":
                alone = self._alone(sentence, items)
                carried = alone or carried
                self._references.section = alone.place if alone is not None else self._references.section
            if self._text[sentence.end - 1] == ":":
                introduction = carried or self._article()

    def _of_offices(self, sentence: Sentence, carried: PlaceLink | None) -> bool:
        """``Khảo sát của Phòng GD&ĐT``: whether offices of the district that the article is about are spoken of, behind
        one of its communes."""
        if carried is None or self.focus is None or self.focus.level is not Level.DISTRICT or carried.place is None:
            return False
        if carried.place.level is not Level.COMMUNE:
            return False
        return self._scene.cues.district_office.search(self._text, sentence.start, sentence.end) is not None

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

    def _headed(self, sentence: Sentence, items: Sequence[PlaceItem]) -> PlaceLink | None:
        """``KON TUM: THU HỌC PHÍ QUA TÀI KHOẢN``, ``Bộ Công an: ...``: the place and the topic of an item of a
        round-up."""
        if self._scene.cues.nation_heads.match(self._document.folded, sentence.start, sentence.end):
            return PlaceLink(self._scene.index.country, "paragraph")
        first = items[0] if items else None
        if first is None or first.start != sentence.start or self._text[first.end : first.end + 1] != ":":
            return None
        return PlaceLink(first.place, "paragraph")

    def _sentence(self, sentence: Sentence, items: Sequence[PlaceItem], carried: PlaceLink | None) -> PlaceLink | None:
        """Lay down what governs in a sentence; the place that goes on in the next one, None for the article's."""
        facts = self._scene.facts_in(sentence)
        current = carried or self._article()
        self._lay(sentence.start, current)
        if not items and not facts and self._events.none_in(sentence):
            self._told = None
            return carried
        self._hosts.read(sentence, items)
        self._given.own(sentence, facts, items)
        if items:
            self._given.quoted(sentence, items)
        self._events.spoken = current.place
        outer: list[PlaceLink] = []
        governing: list[PlaceEvent] = []
        for event in self._events.of(sentence, items, facts, list(self._references.of(sentence, items))):
            if event.sign == "(":
                outer.append(current)
                if not event.weak:
                    current = _said(event.place)
            elif event.sign == ")":
                current = outer.pop() if outer else current
            elif event.counts is not None:
                if current.place is None or not self._too_small(current.place, event.counts):
                    continue
                if event.weak:  # "Phường A dẫn đầu 64 xã, phường với 93 điểm"
                    self._lay(event.start, self._above(event.counts))
                    self._lay(event.end, current)
                    continue
                current = self._above(event.counts)
            elif event.weak and governing:
                continue
            else:
                current = _said(event.place)
                governing.append(event)
                self._widen(event.place, sentence.paragraph)
                if event.place is not None:
                    self._references.latest = event.place
                    self._references.last |= {unit.type: (sentence.paragraph, unit) for unit in event.units}
            self._lay(event.start, current)
        if _BULLET.match(self._text, sentence.start):  # "- Còn 2 xã (A, B) dưới 60%" says nothing of the next item
            governing = [event for event in governing if not self._in_brackets(event, sentence)]
        told = {event.place for event in governing if not event.passing}
        self._told = PlaceLink(told.pop(), "paragraph") if len(told) == 1 else None
        if governing and self._is_aside(sentence, governing[-1], facts):
            return carried
        return self._carry(governing, carried)

    def _is_aside(self, sentence: Sentence, event: PlaceEvent, facts: Sequence[Span]) -> bool:
        """``1.318 sản phẩm đã lên sàn; nông dân xã Thanh Hà bán 340 tấn vải.``: whether a commune is named only inside
        a clause behind a semicolon, after something else was told without a place."""
        if event.place is None or event.place.level is not Level.COMMUNE or self.focus is not None:
            return False
        mark = self._text.rfind(";", sentence.start, event.start)
        return mark >= 0 and bool(facts) and facts[0].start < mark and not self._items.opens(sentence, event.start)

    def _in_brackets(self, event: PlaceEvent, sentence: Sentence) -> bool:
        before = self._text[sentence.start : event.start]
        return before.count("(") > before.count(")")

    def _widen(self, place: Place | None, paragraph: int) -> None:
        """A report on one district that widens to the province stays there until it comes back; a paragraph on the
        district that only compares it with the province does not widen it."""
        if self.focus is None:
            return
        if place == self.focus:
            self._home, self.focused = place, paragraph
        elif place == self._main and self.focused != paragraph:
            self._home = place

    @staticmethod
    def _too_small(place: Place, counted: Level) -> bool:
        """Whether units of a level cannot lie in a place: ``5 xã`` in a commune."""
        return _HEIGHT[place.level] >= _HEIGHT[counted]

    def _above(self, counted: Level) -> PlaceLink:
        """What the article is about, be it one district whose communes are counted; the country where provinces are."""
        if counted is Level.PROVINCE:
            return _said(self._scene.index.country)
        if counted is Level.COMMUNE and self.focus is not None and self.focus.level is Level.DISTRICT:
            return PlaceLink(self.focus, "article")
        return PlaceLink(self._main, "none" if self._main is None else "article")

    def _lay(self, start: int, link: PlaceLink) -> None:
        self._starts.append(start)
        self._links.append(link)

    def _carry(self, governing: Sequence[PlaceEvent], carried: PlaceLink | None) -> PlaceLink | None:
        """One place of the article's province goes on; where several are compared, none does."""
        main = None if self._main is None else self._main.id
        below = {event.place.id for event in governing if event.place is not None and event.place.id != main}
        governing = [event for event in governing if not event.passing]
        if not governing:
            return carried
        last = governing[-1]
        if last.place is not None and last.place == self._hosts.host:
            return PlaceLink(last.place, "paragraph")
        if last.place is None or not last.carries or len(below) > 1:
            return None
        merged = main is not None and last.place.level is Level.PROVINCE and last.place.id != main
        if last.place.level is Level.COUNTRY or merged or self._scene.foreign(last.place):
            return None
        return PlaceLink(last.place, "paragraph")
