"""Words that come back to a place spoken of: ``huyện``, ``xã``, ``toàn tỉnh``, ``UBND tỉnh``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dxextract.document import Sentence
from dxextract.knowledge.anchors import Anchored
from dxextract.knowledge.places import Level, Place
from dxextract.linkers.place_events import PlaceEvent
from dxextract.linkers.place_hosts import PlaceHosts
from dxextract.linkers.place_items import LOOK_BACK, PlaceItem
from dxextract.linkers.place_scene import PlaceScene


class PlaceReferences:
    """Resolves them for one document, sentence by sentence.

    Attributes:
        section: what heads the section.
        last: by type, the paragraph of the place last named and the place.
        latest: the place last spoken of in the paragraph.
    """

    def __init__(self, scene: PlaceScene, hosts: PlaceHosts) -> None:
        self.scene = scene
        self.cues = scene.cues
        self.hosts = hosts
        self.fact_ends = {fact.end for fact in scene.facts}
        self.section: Place | None = None
        self.last: dict[str, tuple[int, Place]] = {}
        self.latest: Place | None = None
        self.told_nationally = -2  # the last paragraph that tells of figures of the country's statistics

    def of(self, sentence: Sentence, items: Sequence[PlaceItem]) -> Iterator[PlaceEvent]:
        """What such words of a sentence change."""
        if not self.cues.anchors.may_stand(self.scene.folded, sentence.start, sentence.end):
            return
        yield from self._to_province(sentence, items)
        for match in self._found(self.cues.national_goal, sentence):
            yield PlaceEvent(*match.span(), self.scene.index.country, carries=False)
        for match in self._found(self.cues.national_unit, sentence):
            if self.scene.text[match.start()].isupper():
                yield PlaceEvent(*match.span(), self.scene.index.country, carries=False)
        yield from self._to_country(sentence, items)
        for match in self._found(self.cues.every, sentence):
            if not self._distance(match):
                yield PlaceEvent(*match.span(), self.scene.index.country, carries=False)
        for match in self._found(self.cues.unnamed, sentence):
            if self.latest is not None and self.scene.items.opens(sentence, match.start()):
                yield PlaceEvent(*match.span(), self.latest)
        for match in self._found(self.cues.latest, sentence):
            latest = next((item.place for item in self._ahead(items, match.start())), self.latest)
            if latest is not None and latest.level is not Level.COUNTRY:
                yield PlaceEvent(*match.span(), latest)
        for match in self._found(self.cues.back, sentence):
            named = any(item.start <= match.start("type") < item.end for item in items)
            whole = match["all"] is not None
            aside = (whole and self._field(match.start())) or self._distance(match)
            if named or aside or not is_definite(self.scene, match) or self._names(sentence, match):
                continue
            opens = whole or self.scene.items.opens(sentence, match.start())
            owned = self.cues.reference_before.search(self.scene.items.before(sentence, match.start())) is not None
            place = self._referred(match, sentence, items, anywhere=opens)
            if place is not None and (opens or owned or place.level is not Level.PROVINCE):
                yield PlaceEvent(*match.span(), place, weak=not opens)

    def _names(self, sentence: Sentence, match: re.Match[str]) -> bool:
        """``ở xã Hồng Giang``: whether an unknown name follows, but no person's (``Chủ tịch xã Lò Văn Ón``)."""
        if match["all"] is not None or not self.scene.text[match.end() : match.end() + 2].strip().isupper():
            return False
        before = self.scene.items.before(sentence, match.start())
        return before.endswith(", ") or self.cues.located_before.search(before) is not None

    def _to_country(self, sentence: Sentence, items: Sequence[PlaceItem]) -> Iterator[PlaceEvent]:
        """``Theo Tổng cục Thống kê, tỷ trọng trong GDP đạt 12%``: figures of the country's, in this paragraph and the
        next, where no place is named."""
        for match in self._found(self.cues.ministries, sentence):
            if self.scene.items.opens(sentence, match.start()):
                yield PlaceEvent(*match.span(), self.scene.index.country, carries=False)
        national = any(self._found(self.cues.statistics, sentence))
        total = (national or sentence.paragraph - self.told_nationally <= 1) and any(
            self._found(self.cues.national_total, sentence)
        )
        if national or total:
            self.told_nationally = sentence.paragraph
        if total and not items and not any(self._found(self.cues.back, sentence)):
            yield PlaceEvent(sentence.start, sentence.start, self.scene.index.country, carries=False)

    def _found(self, cue: Anchored, sentence: Sentence) -> Iterator[re.Match[str]]:
        return cue.finditer(self.scene.folded, sentence.start, sentence.end)

    def _ahead(self, items: Sequence[PlaceItem], at: int) -> list[PlaceItem]:
        """The single places that a sentence speaks of before ``at``, the last first."""
        before = [item for item in items if item.governs and item.end <= at]
        return [group[0] for group in reversed(self.scene.items.groups(before)) if len(group) == 1]

    def _to_province(self, sentence: Sentence, items: Sequence[PlaceItem]) -> Iterator[PlaceEvent]:
        """``toàn tỉnh``, ``UBND tỉnh``, ``Sở`` come back to the paragraph's province, or the article's."""
        for type_ in self.cues.whole:
            for match in self._found(self.cues.whole[type_], sentence):
                province = self._province(type_, match.start())
                timed = self.cues.time_behind.match(self.scene.folded, match.end()) is not None
                if province is not None and not timed and not self._field(match.start()) and not self._distance(match):
                    yield PlaceEvent(*match.span(), province)
            for match in self._found(self.cues.body[type_], sentence):
                province = self._province(type_, match.start())
                named = any(match.start() <= item.start <= match.end() + 1 for item in items)
                a_name = " " in match[0] or self.scene.text[match.start()].isupper()
                if province is not None and not named and a_name and self.scene.items.opens(sentence, match.start()):
                    yield PlaceEvent(*match.span(), province)

    def _province(self, type_: str, at: int) -> Place | None:
        """The province of a type spoken of at a character: the paragraph's host, what heads it, or the article's."""
        host = self.hosts.host if self.hosts.since < at else None
        for place in (host, self.section, self.scene.main):
            if place is not None and place.level is Level.PROVINCE and place.type == type_:
                return place
        return None

    def _distance(self, match: re.Match[str]) -> bool:
        """``cao hơn bình quân toàn tỉnh 9,4 điểm``: whether the number behind is of what is compared with the whole."""
        before = self.scene.folded[max(0, match.start() - LOOK_BACK) : match.start()]
        opens = self.scene.folded.startswith(" (", match.end())
        return not opens and self.cues.distance_before.search(before) is not None

    def _field(self, at: int) -> bool:
        """Whether ``toàn tỉnh`` at ``at`` only says among whom a rank counts: ``thứ 3 toàn tỉnh``."""
        before = self.scene.folded[max(0, at - LOOK_BACK) : at]
        gap = len(before) - len(before.rstrip())
        return at - gap in self.fact_ends or self.cues.field_before.search(before) is not None

    def _referred(
        self, match: re.Match[str], sentence: Sentence, items: Sequence[PlaceItem], *, anywhere: bool
    ) -> Place | None:
        """What ``tỉnh``, ``huyện``, ``xã`` alone mean: what heads the section, the province spoken of, or what was last
        named of the type. ``huyện này`` is always the latter."""
        type_ = match["type"]
        units = (unit for item in self._ahead(items, match.start()) for unit in item.units)
        named = next((unit for unit in units if unit.type == type_), None)
        if self.cues.demonstrative.match(self.scene.folded, match.end()):
            return named or self.last.get(type_, (0, None))[1] or self._province(type_, match.start())
        if self.section is not None and self.section.type == type_:
            return self.section
        province = self._province(type_, match.start())
        if province is not None:
            return province
        if named is not None:
            return named
        where, place = self.last.get(type_) or self._above(type_)
        if where != sentence.paragraph and place is not None and place.level is Level.PROVINCE:
            # "Thành phố có 9 chợ" goes on about the city, "các bộ, tỉnh" speaks of none.
            anywhere = not any(map(str.isalpha, self.scene.text[sentence.start : match.start()]))
        return place if anywhere or where == sentence.paragraph else None

    def _above(self, type_: str) -> tuple[int, Place | None]:
        """The district of the type that holds a commune spoken of, where none was named itself."""
        for where, place in self.last.values():
            if place.level is Level.COMMUNE and place.parent is not None:
                above = self.scene.index.get(place.parent, place.valid_to)
                if above.type == type_:
                    return where, above
        return -1, None


def is_definite(scene: PlaceScene, match: re.Match[str]) -> bool:
    """Whether a type word alone means the unit spoken of: not ``các huyện``, ``huyện khác``."""
    before = scene.folded[max(0, match.start() - LOOK_BACK) : match.start()]
    if match["all"] is None and scene.cues.indefinite_before.search(before):
        return False
    return scene.cues.indefinite_after.match(scene.folded, match.end()) is None
