"""Which of its candidates a place name means, from the article's province, its neighbours and earlier mentions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from dxextract.document import Document
from dxextract.finders.places import Kinds, PlaceMention
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.places import LAST_DAY_BEFORE, MERGER, Level, Place
from dxextract.linkers.former_places import former_names
from dxextract.linkers.place_cues import place_cues

# Mentions on either side among which the place that a name lies in is looked for: a list may hold thousands of names.
_FAR = 64
_RURAL = "huyện"


def resolve_mentions(
    document: Document, mentions: Sequence[PlaceMention], index: PlaceIndex, main: Place | None, on: date
) -> tuple[Place | None, ...]:
    """The place that each mention means, as it was on a day; None where that is not certain or it is part of a name.

    Larger places are settled first: a district lies in the province that qualifies it, else in the article's, a commune
    in the district beside it, else in one of its paragraph. A bare name that was introduced with a type word keeps
    that sense.
    """
    return _Resolver(document, mentions, index, main, on).places


class _Resolver:
    def __init__(
        self, document: Document, mentions: Sequence[PlaceMention], index: PlaceIndex, main: Place | None, on: date
    ) -> None:
        self.document = document
        self.mentions = mentions
        self.index = index
        self.main = main
        self.on = on
        starts = [sentence.start for sentence in document.sentences]
        self.sentence = [max(0, bisect_right(starts, mention.start) - 1) for mention in mentions]
        self.paragraph = [document.sentences[sentence].paragraph for sentence in self.sentence]
        self.of_sentence: defaultdict[int, list[int]] = defaultdict(list)
        self.of_paragraph: defaultdict[int, list[int]] = defaultdict(list)
        for number, (sentence, paragraph) in enumerate(zip(self.sentence, self.paragraph, strict=True)):
            self.of_sentence[sentence].append(number)
            self.of_paragraph[paragraph].append(number)
        self.cues = place_cues(index)
        self.former = former_names(document, mentions, index) if on >= MERGER else frozenset()
        self.found: list[Place | None] = [None] * len(mentions)
        self.bygone: set[str] = set()  # provinces of the time before the merger that the text calls so
        self.senses: dict[str, tuple[int, Place]] = {}
        for step in (self.country_or_province, self.typed_district, self.bare, self.commune):
            for number, mention in enumerate(mentions):
                if self.found[number] is None and not mention.in_name:
                    place = step(number, mention)
                    self.found[number] = None if place is None else index.get(place.id, on)
        for number, mention in enumerate(mentions):
            self.found[number] = self.earlier_sense(number, mention)
        self.places = tuple(self.found)

    def country_or_province(self, number: int, mention: PlaceMention) -> Place | None:
        provinces = [p for p in mention.candidates if p.level in (Level.COUNTRY, Level.PROVINCE)]
        if not provinces or self.is_below(mention):
            return None
        if number in self.former:
            old = next((p for p in provinces if p.valid(LAST_DAY_BEFORE)), None)
            if old is not None:
                self.bygone.add(self.name(mention))
                return old
        if not mention.typed and (district := self.listed(number, mention)) is not None:
            return district
        named = next((p for p in provinces if self.main is not None and p.id == self.main.id), None)
        named = named or next((p for p in provinces if p.valid(self.on)), None) or provinces[-1]
        if not named.valid(self.on) and (mention.typed or number in self.former):
            self.bygone.add(self.name(mention))
        return named

    def is_below(self, mention: PlaceMention) -> bool:
        """``thành phố Huế`` before it became a province: only a district of that type and name existed on the day."""
        exact = [p for p in mention.candidates if p.valid(self.on) and (p.type, p.level) in mention.kinds]
        return bool(exact) and all(p.level not in (Level.COUNTRY, Level.PROVINCE) for p in exact)

    def listed(self, number: int, mention: PlaceMention) -> Place | None:
        """``Đông Hải và Hòa Bình`` in an article about Bạc Liêu: the district of a province's name, in a list with
        other districts of the article's province."""
        own = self.districts_of_main(mention)
        for other in (number - 1, number + 1) if own else ():
            if not 0 <= other < len(self.mentions) or self.sentence[other] != self.sentence[number]:
                continue
            one, two = (self.mentions[n] for n in sorted((number, other)))
            peer = self.mentions[other]
            joined = self.cues.join.fullmatch(self.document.folded, one.end, two.start) is not None
            if joined and self.districts_of_main(peer) and all(p.level is not Level.PROVINCE for p in peer.candidates):
                return _only(own)
        return None

    def districts_of_main(self, mention: PlaceMention) -> list[Place]:
        """The candidates that are districts of the article's province on the day."""
        main = self.main
        if main is None or main.level is not Level.PROVINCE or self.is_main(mention):
            return []
        districts = (p for p in mention.candidates if p.level is Level.DISTRICT and p.valid(self.on))
        return [p for p in districts if self.index.within(p, main)]

    def is_main(self, mention: PlaceMention) -> bool:
        return self.main is not None and any(p.id == self.main.id for p in mention.candidates)

    def typed_district(self, number: int, mention: PlaceMention) -> Place | None:
        if not mention.typed or not (mention.candidates[0].level is Level.DISTRICT or self.is_below(mention)):
            return None
        if self.elsewhere(number):
            return None
        place = self.one(mention.candidates, self.above(number), mention.kinds) or _only(mention.candidates)
        return self.remember(number, mention, place)

    def bare(self, number: int, mention: PlaceMention) -> Place | None:
        """A district, of two of one name the town; once there are none, a commune of the name, and the former district
        where there is no such."""
        if mention.typed or mention.candidates[0].level is not Level.DISTRICT:
            return None
        districts = [p for p in mention.candidates if p.level is Level.DISTRICT]
        communes = [p for p in mention.candidates if p.level is Level.COMMUNE and p.valid(self.on)]
        towns = [p for p in districts if p.type != _RURAL and p.valid(self.on)]
        order = [communes, districts] if self.on >= MERGER else [districts, towns]
        found = next((p for places in order if (p := self.one(places, self.above(number))) is not None), None)
        return self.told_of(number, mention) if found is None and mention.told else found

    def told_of(self, number: int, mention: PlaceMention) -> Place | None:
        """The one commune of a name without its type, in the district beside it or the article's province, where
        something is told of it."""
        main = self.main if self.main is not None and self.main.level is Level.PROVINCE else None
        communes = [p for p in mention.candidates if p.level is Level.COMMUNE and p.valid(self.on)]
        return self.one(communes, [p for p in (self.beside(number), main) if p is not None])

    def commune(self, number: int, mention: PlaceMention) -> Place | None:
        if mention.candidates[0].level is not Level.COMMUNE:
            return None
        if mention.told:
            return self.told_of(number, mention)
        if self.elsewhere(number):
            return None
        place = self.one(mention.candidates, [*self.around(number), *self.above(number)], mention.kinds)
        return self.remember(number, mention, place)

    def elsewhere(self, number: int) -> bool:
        """``xã Hồng Giang, huyện Lục Ngạn``: whether a commune stands in front of a district that the gazetteer does
        not know it in, before or since boundaries were moved: what is known of its name is not meant."""
        mention = self.mentions[number]
        if mention.candidates[0].level is not Level.COMMUNE or number + 1 == len(self.mentions):
            return False
        following = self.mentions[number + 1]
        if not following.typed or following.candidates[0].level is not Level.DISTRICT:
            return False
        if self.cues.qualifies.fullmatch(self.document.folded, mention.end, following.start) is None:
            return False
        return not any(self.index.within(p, above) for p in mention.candidates for above in following.candidates)

    def remember(self, number: int, mention: PlaceMention, place: Place | None) -> Place | None:
        if place is not None:
            self.senses.setdefault(self.name(mention), (number, place))
        return place

    def earlier_sense(self, number: int, mention: PlaceMention) -> Place | None:
        """``Khác với Hòa Bình`` behind ``xã Hòa Bình`` is the commune, but the article's province is always itself."""
        place = self.found[number]
        if mention.typed or mention.in_name or mention.country or number in self.former:
            return place
        first, sense = self.senses.get(self.name(mention), (number, None))
        if sense is None or first >= number:
            return place
        if place is not None and place.level is Level.PROVINCE:
            bygone = not place.valid(self.on) and self.name(mention) in self.bygone
            if bygone or self.main is None or place.id == self.main.id:
                return place
        return self.index.get(sense.id, self.on)

    def name(self, mention: PlaceMention) -> str:
        return self.document.folded[mention.name_start : mention.end]

    def one(self, candidates: Iterable[Place], scopes: Iterable[Place], kinds: Kinds = ()) -> Place | None:
        """The only candidate within the first scope that holds any, of the day and the type if there are such."""
        for scope in scopes:
            inside = [p for p in candidates if self.index.within(p, scope)]
            if inside:
                inside = [p for p in inside if p.valid(self.on)] or inside
                return _only([p for p in inside if (p.type, p.level) in kinds] or inside)
        return None

    def above(self, number: int) -> list[Place]:
        """Where a district may lie: in the place beside it, the article's province, a province of the sentence."""
        beside = self.beside(number)
        scopes = [] if beside is None else [beside]
        if self.main is not None and self.main.level is Level.PROVINCE:
            scopes.append(self.main)
        others = self.nearest(number, self.of_sentence[self.sentence[number]])
        if self.main is None or self.main.level is Level.COUNTRY:
            others += self.nearest(number, self.of_paragraph[self.paragraph[number]])
        return scopes + [p for p in others if p.level is Level.PROVINCE]

    def nearest(self, number: int, others: Sequence[int]) -> list[Place]:
        """The places known of other mentions that are not far: those before, the nearest first, then those behind."""
        at = bisect_left(others, number)
        ordered = [*reversed(others[max(at - _FAR, 0) : at]), *others[at + 1 : at + 1 + _FAR]]
        return [p for n in ordered if (p := self.found[n]) is not None]

    def around(self, number: int) -> list[Place]:
        """Districts that a commune may lie in: beside it, of its sentence, its paragraph, those of communes there."""
        beside = self.beside(number)
        same = self.nearest(number, self.of_sentence[self.sentence[number]])
        near = self.nearest(number, self.of_paragraph[self.paragraph[number]])
        known = [p for p in (beside, *same, *near) if p is not None]
        told = [self.index.get(str(p.parent), p.valid_to) for p in near if p.level is Level.COMMUNE]
        return [p for p in (*known, *told) if p.level is Level.DISTRICT]

    def beside(self, number: int) -> Place | None:
        """The larger place right behind a name: ``huyện Châu Thành (Tiền Giang)``."""
        if number + 1 == len(self.mentions):
            return None
        following = self.mentions[number + 1]
        gap = self.cues.qualifies.fullmatch(self.document.folded, self.mentions[number].end, following.start)
        larger = self.found[number + 1]
        return larger if gap is not None and larger is not None and larger.level is not Level.COUNTRY else None


def _only(places: Iterable[Place]) -> Place | None:
    """The place, when all are forms of one entity."""
    ids = {p.id: p for p in places}
    return next(iter(ids.values())) if len(ids) == 1 else None
