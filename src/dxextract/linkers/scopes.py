"""Among whom a position is held: the whole country, a region, a province, a district, the world.

A scope is stated behind the position (``thứ năm cả nước``) or before it (``So trong khu vực ..., tỉnh đứng thứ 10``). A
scope stated before one position holds for the later ones of the sentence; an ordering inside a province goes on through
the paragraph. Otherwise districts and communes are ordered inside their province, and provinces in the country; the
communes of a district inside it, where it is said, they are that few, or the article is about that district.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dxextract.document import Document
from dxextract.finders.places import RegionMention
from dxextract.finders.tables import Cell
from dxextract.knowledge.cues import ScopeCue
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.places import Level, Place
from dxextract.knowledge.ranking_words import RankingWords
from dxextract.knowledge.rankings import Index
from dxextract.linkers.main_place import naming_day
from dxextract.linkers.rankings import RankingDraft

COUNTRY = "VN"
WORLD = "thế giới"

_ALL_PROVINCES = (63, 34)
_BEHIND_REACH = 70
_REGION_REACH = 30
"""So far behind ``khu vực`` a region's name says which."""
_OF_DISTRICT = 45
"""No district had more communes."""
_WHOLE = re.compile(r"\s+(?P<of>của\s+)?(?:toàn\s+)?(?:tỉnh|(?P<district>huyện))(?!\w)")
_OPENING_END = re.compile(r",")


@dataclass(frozen=True, slots=True)
class _Remembered:
    """The scope of the position before, and how it came about: stated before or behind it, or a province's own."""

    draft: RankingDraft
    scope: str
    leading: bool
    inside: bool


class ScopeLinker:
    """Scopes of the rankings of one document, asked for in the order of the text.

    Args:
        document: the article laid out.
        regions: names of regions in the text.
        places: the gazetteer.
        main: the article's main place.
        focus: the district or commune that the article is about.
        cues: words for scopes, see ``gazetteer/cues.yaml``.
        words: see ``gazetteer/ranking_words.yaml``.
        cells: cells of tables, by their start.
    """

    def __init__(
        self,
        document: Document,
        regions: Sequence[RegionMention],
        places: PlaceIndex,
        main: Place | None,
        cues: Sequence[ScopeCue],
        words: RankingWords,
        cells: Mapping[int, Cell] | None = None,
        *,
        focus: Place | None = None,
    ) -> None:
        self.document = document
        self.regions = regions
        self.places = places
        self.main = main
        self.focus = focus
        self.cues = cues
        self.words = words
        self.cells = cells or {}
        self.on = naming_day(document, places)
        self.last: _Remembered | None = None
        self.first = 0  # where the first position of the sentence begins

    def scope(self, draft: RankingDraft, index: Index | None, place: Place | None) -> str:
        """The scope of a ranking: ``VN``, a region's or province's name, ``thế giới``, or as written (``ASEAN``).

        Args:
            draft: the linked position.
            index: its index, which may have a scope of its own.
            place: the place that is ranked.
        """
        if self.last is None or self.last.draft.sentence != draft.sentence:
            self.first = draft.position.start
        found = self._find(draft, index, place)
        self.last = found
        return found.scope

    def _find(self, draft: RankingDraft, index: Index | None, place: Place | None) -> _Remembered:
        if draft.position.out_of in _ALL_PROVINCES:
            return _Remembered(draft, COUNTRY, leading=False, inside=False)
        if draft.position.rule != "rank.listed":
            behind = self._stated(*self._behind(draft), place, draft) or self._whole(draft, place)
            if behind is not None:
                return _Remembered(draft, behind, leading=False, inside=self._is_inside(behind, place))
            before = None if draft.position.top else self._ahead(draft, place)
            if before is not None:
                return _Remembered(draft, before, leading=True, inside=self._is_inside(before, place))
            if self.words.among_countries.match(self.document.folded, draft.position.end) is not None:
                return _Remembered(draft, WORLD, leading=False, inside=False)
        return self._unstated(draft, index, place)

    def _whole(self, draft: RankingDraft, place: Place | None) -> str | None:
        """``phường Hội Phú đứng đầu tỉnh``, ``vào nhóm 3 của tỉnh``: the province or district right behind the position
        of a place that lies in it."""
        position = draft.position
        whole = _WHOLE.match(self.document.folded, position.end)
        if whole is None or (self.document.text[position.start].isdigit() and whole["of"] is None):
            return None
        if whole["of"] is not None and (place is None or place.level not in (Level.DISTRICT, Level.COMMUNE)):
            return None
        return self._meant("district" if whole["district"] else "province", "", place, draft)

    def _is_inside(self, scope: str, place: Place | None) -> bool:
        """Whether a scope is the province of the ranked place, or its district."""
        district = self._district(place)
        return scope == self._province(place) or (district is not None and scope == district.name)

    def _unstated(self, draft: RankingDraft, index: Index | None, place: Place | None) -> _Remembered:
        last, listed = self.last, draft.position.rule == "rank.listed"
        if last is not None and last.leading and self._joined(last.draft, draft):
            return _Remembered(draft, last.scope, leading=True, inside=last.inside)
        if not listed and (opening := self._opening(draft, place)) is not None:
            return _Remembered(draft, opening, leading=True, inside=self._is_inside(opening, place))
        goes_on = last is not None and not listed and last.inside and self._near(last.draft, draft)
        if last is not None and goes_on and last.draft.index == draft.index and self._is_inside(last.scope, place):
            return _Remembered(draft, last.scope, leading=False, inside=True)
        if place is None and last is not None and last.scope == WORLD and self._near(last.draft, draft):
            return _Remembered(draft, WORLD, leading=False, inside=False)  # "Singapore đứng thứ 3, Thái Lan xếp thứ 52"
        if index is not None and index.scope is not None:
            scope = self._meant("units" if index.scope == "province" else index.scope, "", place, draft) or COUNTRY
            return _Remembered(draft, scope, leading=False, inside=index.scope == "province")
        if place is not None and (place.level in (Level.DISTRICT, Level.COMMUNE) or self._of_department(draft)):
            return _Remembered(draft, self._meant("units", "", place, draft) or COUNTRY, leading=False, inside=True)
        return _Remembered(draft, COUNTRY, leading=False, inside=False)

    @staticmethod
    def _near(one: RankingDraft, other: RankingDraft) -> bool:
        return one.sentence.paragraph == other.sentence.paragraph

    def _joined(self, one: RankingDraft, other: RankingDraft) -> bool:
        """Whether nothing but a comma or ``và`` parts two positions: ``lần lượt là 6, 7 và 9``."""
        end, start = one.position.end, other.position.start
        return end <= start and self.words.listed.fullmatch(self.document.folded, end, start) is not None

    def _of_department(self, draft: RankingDraft) -> bool:
        """Whether a department is what is ranked: the subject of the clause, or what names the row of a table."""
        cell = self.cells.get(draft.position.start)
        if cell is not None:
            label = cell.label
            return (
                label is not None
                and self.words.department.match(self.document.text[label.start : label.end].lstrip()) is not None
            )
        start, end = self._before(draft)
        clause = max(
            (m.end() for m in self.words.scope_clause.finditer(self.document.folded, start, end)), default=start
        )
        named = self.words.department.match(self.document.text[clause:end].lstrip())
        return named is not None and self.words.tells.search(self.document.folded, clause, end) is None

    def _opening(self, draft: RankingDraft, place: Place | None) -> str | None:
        """The scope that opens the sentence (``Trong năm tỉnh Tây Nguyên, ...``), as far as a semicolon; a clause that
        holds a position of its own is no opening."""
        start, at = draft.sentence.start, draft.position.start
        between = self.document.folded[start:at]
        if ";" in between or between.count("(") > between.count(")"):
            return None
        end = min(at, start + _BEHIND_REACH)
        joined = [m.span() for m in self.words.units.finditer(self.document.folded, start, end)]
        for mark in _OPENING_END.finditer(self.document.folded, start, end):
            if not any(first < mark.start() < last for first, last in joined):
                if self.first < mark.start():
                    return None
                return self._stated(start, mark.start(), place, draft)
        return None

    def _behind(self, draft: RankingDraft) -> tuple[int, int]:
        start = draft.position.end
        end = min(draft.scope_to, start + _BEHIND_REACH)
        mark = self.words.scope_end.search(self.document.folded, start, end)
        return start, mark.start() if mark else end

    def _before(self, draft: RankingDraft) -> tuple[int, int]:
        return max(draft.sentence.start, draft.scope_from), draft.position.start

    def _ahead(self, draft: RankingDraft, place: Place | None) -> str | None:
        """A scope between the position before and this one, not in brackets that are closed, nor outside those that it
        stands in: ``Trong ASEAN, Việt Nam đứng sau Thái Lan (thứ 43)``."""
        start, end = self._before(draft)
        bracket = max(self.document.folded.rfind(mark, start, end) for mark in "()")
        return self._stated(max(start, bracket + 1), end, place, draft) or self._around(draft, place)

    def _around(self, draft: RankingDraft, place: Place | None) -> str | None:
        """The scope right before the brackets that a position stands in: ``trong vùng (từ thứ 11 lên thứ 8)``."""
        start, end = max(draft.sentence.start, draft.position.start - _BEHIND_REACH), draft.position.start
        opened = self.document.folded.rfind("(", start, end)
        if opened < 0 or self.document.folded.find(")", opened, end) >= 0:
            return None
        clause = max([start, *(self.document.folded.rfind(mark, start, opened) + 1 for mark in ",;(")])
        return self._stated(clause, opened, place, draft)

    def _stated(self, start: int, end: int, place: Place | None, draft: RankingDraft) -> str | None:
        """The first scope named between two characters; None where there is none, or where it points at nothing."""
        named = [
            (m.start(), cue.value, m[0])
            for cue in self.cues
            if (m := cue.phrase.search(self.document.folded, start, end)) is not None
        ]
        region = next((r for r in self.regions if start <= r.start < end), None)
        if region is not None:  # "khu vực Nam Trung Bộ" is that one, whatever region the province is counted to
            named = [one for one in named if one[1] != "region" or region.start - one[0] > _REGION_REACH]
            named.append((region.start, region.region, region.region))
        for at, value, written in sorted(named):
            found = self._meant(value, self.document.text[at : at + len(written)], place, draft)
            if found is not None:
                return found
        return None

    def _meant(self, value: str, written: str, place: Place | None, draft: RankingDraft) -> str | None:
        """The scope's name: the district, province or region is that of the ranked place, or else of the article."""
        if value == "world":
            return WORLD
        if value == "written":
            return written
        if value in ("district", "units"):
            district = self._district(place)
            told = value == "district" or self._are_few(district, draft.position.out_of)
            return district.name if district is not None and told else self._province(place)
        if value == "province":
            return self._province(place)
        if value == "region":
            province = self._holder(place)
            return self.places.region_of(province) if province is not None else None
        return value

    def _are_few(self, district: Place | None, out_of: int | None) -> bool:
        """Whether communes are ordered inside their district, where it is not said: they are no more than one has, or
        the article is about it."""
        at_home = district is not None and self.focus is not None and self.focus.id == district.id
        return out_of <= _OF_DISTRICT if out_of is not None else at_home

    def _district(self, place: Place | None) -> Place | None:
        """The district that a commune lies in."""
        if place is None or place.level is not Level.COMMUNE or place.parent is None:
            return None
        above = self.places.get(place.parent, self.on)
        return above if above.level is Level.DISTRICT else None

    def _province(self, place: Place | None) -> str | None:
        province = self._holder(place)
        return province.name if province is not None else None

    def _holder(self, place: Place | None) -> Place | None:
        """The province of the ranked place, or else of the article."""
        here = place if place is not None and place.level is not Level.COUNTRY else self.main
        province = self.places.province(here) if here is not None else None
        return None if province is None else self.places.get(province.id, self.on)
