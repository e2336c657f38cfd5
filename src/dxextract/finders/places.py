"""Names of places in running text: what a span names, not yet which of its candidates is meant.

A name counts with capital letters only; a commune's only behind its type word or in a list that has one, because most
names of communes are also names of persons, districts or other communes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dxextract.document import Document
from dxextract.finders.place_marks import place_marks
from dxextract.finders.taken import Taken
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.place_scanner import Hit
from dxextract.knowledge.places import Level, Place
from dxextract.spans import Span
from dxextract.text import fold

Kinds = tuple[tuple[str, Level], ...]


@dataclass(frozen=True, slots=True)
class PlaceMention(Span):
    """A place name with the type word before it, if there is one.

    Attributes:
        name_start: where the name begins, behind the type word.
        kinds: types and levels that the type word allows; empty when there is none.
        candidates: the places that may be meant, all times included, the larger first; never empty.
        in_name: the name is part of another name (a person's, a newspaper's, a university's) and places no fact.
        told: what stands around a name without a type tells something of it, as of a place (``riêng Tà Xùa mới 18%``).
    """

    name_start: int
    kinds: Kinds
    candidates: tuple[Place, ...]
    in_name: bool
    told: bool = False

    @property
    def typed(self) -> bool:
        """Whether a type word says what is named, its own or that of the list it stands in."""
        return bool(self.kinds)

    @property
    def country(self) -> bool:
        """Whether the whole country is named."""
        return self.candidates[0].level is Level.COUNTRY


@dataclass(frozen=True, slots=True)
class RegionMention(Span):
    """A region by the name that records use (``Đồng bằng sông Cửu Long``)."""

    region: str


def find_places(
    document: Document, index: PlaceIndex, labels: Collection[tuple[int, int]] = ()
) -> tuple[PlaceMention, ...]:
    """Find place names.

    Args:
        document: the article laid out.
        index: the gazetteer.
        labels: where what names a row of a table begins and ends: a commune's name there needs no type word.

    Returns:
        Mentions in the order of the text; they do not overlap.
    """
    return _Finder(document, index, labels).mentions()


def find_regions(document: Document, index: PlaceIndex) -> tuple[RegionMention, ...]:
    """Find names of regions (``ĐBSCL``, ``khu vực Tây Nguyên``), in the order of the text, without overlap."""
    hits = (hit for hit in index.scan(document.folded) if hit.region is not None)
    return tuple(RegionMention(hit.start, hit.end, str(hit.region)) for hit in _longest(hits))


_LOOK_BACK = 60
_WORD_BACKWARDS = re.compile(r" ([^\s.,;:()\"“”/]+)")
_WORD_AFTER = re.compile(r" ([^\W\d_][\w’']*)")
_NAME = re.compile(r"[^\W\d_][\w’']*(?:[ -][^\W\d_][\w’']*){0,3}")


class _Finder:
    def __init__(self, document: Document, index: PlaceIndex, labels: Collection[tuple[int, int]]) -> None:
        self.text = document.text
        self.folded = document.folded
        self.index = index
        self.words = place_marks(index)
        self.labels = labels
        self.introduced: set[str] = set()
        self.list_start = 0
        self.commune_end = -1

    def mentions(self) -> tuple[PlaceMention, ...]:
        scanned = (hit for hit in self.index.scan(self.folded) if hit.places and self.capital(hit))
        hits = _longest(scanned, start=self.written_start)
        starts = {hit.start for hit in hits}
        found: list[PlaceMention] = []
        for hit in hits:
            mention = self.country(hit) or self.mention(hit, found[-1] if found else None, starts)
            if mention is not None:
                found.append(mention)
        return tuple(sorted([*found, *self.misspelt(found)]))

    def written_start(self, hit: Hit) -> int:
        """Where a hit begins; ``1 Bảo Lộc`` with its type word, as ``phường 1`` does."""
        return self.type_before(hit.start)[0] if self.folded[hit.start].isdigit() else hit.start

    def capital(self, hit: Hit) -> bool:
        """Whether the name stands with capital letters; numbered units and the country need none.

        ``63/63 tỉnh, thành phố`` is a number of provinces, not the country.
        """
        if hit.places[0].level is Level.COUNTRY:
            return not self.folded.endswith("/", 0, hit.start)
        written = self.text[hit.start : hit.end]
        words = written.replace("-", " ").split()
        return not any([word[0].islower() for word in words]) or any(c.isdigit() for c in written)

    def country(self, hit: Hit) -> PlaceMention | None:
        if hit.places[0].level is not Level.COUNTRY:
            return None
        return PlaceMention(hit.start, hit.end, hit.start, (), hit.places, in_name=False)

    def mention(self, hit: Hit, last: PlaceMention | None, starts: set[int]) -> PlaceMention | None:
        start, kinds = hit.start, self.index.types_written(self.folded[hit.start : hit.end].split()[0])
        if not kinds:
            start, kinds = self.type_before(hit.start)
        if not kinds and all(p.level is Level.COMMUNE for p in hit.places):
            start, kinds = self.attributed(hit)
        if not kinds and self.words.settlement_before.search(self.before(hit.start)):
            return None  # "ấp Châu Thành" is no district
        joined = last is not None and not last.country and bool(self.words.join.fullmatch(self.folded, last.end, start))
        if kinds:
            self.list_start = start
        elif last is not None and joined and last.typed and self.shares(last, hit):
            kinds = last.kinds
        candidates = _of_kinds(hit.places, kinds)
        if not candidates and not kinds and (self.folded[hit.start : hit.end] in self.introduced or self.located(hit)):
            candidates = hit.places
        if not candidates and not kinds and self.told_too(hit, joined=joined):
            candidates = hit.places
        if candidates and candidates[0].level is Level.COMMUNE:
            self.commune_end = hit.end
            if kinds:
                self.introduced.add(self.folded[hit.start : hit.end])
        told = not kinds and self.told(hit, last if joined else None)
        if not candidates:
            if not told:
                return None
            candidates = hit.places
        mention = PlaceMention(start, hit.end, hit.start, kinds, candidates, in_name=False, told=told)
        if not kinds and not joined and self.folded[hit.start : hit.end] in self.words.typed_only:
            return None
        return replace(mention, in_name=True) if self.in_name(mention, starts) else mention

    def located(self, hit: Hit) -> bool:
        """``Tại Sông Đốc, 52 tổ ...``: a name that opens a sentence as the place where something is."""
        behind = self.folded.startswith(",", hit.end) and " " in self.folded[hit.start : hit.end]
        return behind and self.words.opens_at.search(self.before(hit.start)) is not None

    def told_too(self, hit: Hit, *, joined: bool) -> bool:
        """``xã Hoa Thủy nhất, Phong Thủy nhì``: a commune's name alone, where communes are told of one by one."""
        if (hit.start, hit.end) in self.labels:
            return " " in self.folded[hit.start : hit.end]
        if self.words.item_before.search(self.before(hit.start)) and self.words.item_behind.match(self.folded, hit.end):
            if " " not in self.folded[hit.start : hit.end]:
                return False
            self.introduced.add(self.folded[hit.start : hit.end])  # "- Tân Thanh: 78,5%"
            return True
        if self.commune_end < 0 or " " not in self.folded[hit.start : hit.end]:
            return False
        if self.folded.find("\n", self.commune_end, hit.start) >= 0:
            return False
        says = self.words.says.match(self.folded, hit.end) is not None
        return says and (joined or self.words.begins_before.search(self.before(hit.start)) is not None)

    def told(self, hit: Hit, last: PlaceMention | None) -> bool:
        """``riêng Tà Xùa mới 18,5%``, ``còn Thanh Sơn, Ngọc Lâm chỉ 46%``, ``Trạm Y tế Ngọc Chiến``, ``ở Bát Trang
        (huyện An Lão)``: whether a name of several words is told of as a place is: a figure or a list stands behind it
        and a clause begins before it, or what it lies in stands behind it."""
        if " " not in self.folded[hit.start : hit.end] or all(p.level is not Level.COMMUNE for p in hit.places):
            return False
        before = self.before(hit.start)
        if self.words.namesake_before.search(before) is not None:
            return False
        if self.words.body_before.search(before) is not None or self.words.larger_behind.match(self.folded, hit.end):
            return True
        if self.words.says.match(self.folded, hit.end) is None:
            return False
        if last is not None:
            return last.told
        return self.words.begins_before.search(before) is not None

    def type_before(self, name_start: int) -> tuple[int, Kinds]:
        match = self.words.type_before.search(self.folded[max(0, name_start - 16) : name_start])
        if match is None:
            return name_start, ()
        return max(0, name_start - 16) + match.start(), self.index.types_written(match[1])

    def attributed(self, hit: Hit) -> tuple[int, Kinds]:
        """``xã biên giới A``, ``các xã lân cận là A, B``, ``A, xã biên giới``: a type word and more."""
        before = self.before(hit.start)
        match = None
        if before.rpartition(" ")[0].rpartition(" ")[2].rpartition(":")[2] in self.words.attribute_ends:
            match = self.words.attribute_before.search(before)
        if match is not None:
            start = hit.start - len(before) + match.start(match.lastindex or 1)
        elif self.folded.startswith(",", hit.end):
            start, match = hit.start, self.words.attribute_behind.match(self.folded, hit.end)
            match = match or self.apposed(hit)
        kinds = () if match is None else self.index.types_written(match[match.lastindex or 1])
        return (start, kinds) if kinds and _of_kinds(hit.places, kinds) else (hit.start, ())

    def apposed(self, hit: Hit) -> re.Match[str] | None:
        """``Nghĩa Đô, xã chọn du lịch số``: the type word behind a name of several words that is no person's."""
        match = self.words.type_behind.match(self.folded, hit.end)
        if match is None or " " not in self.folded[hit.start : hit.end] or not self.text[match.end()].islower():
            return None
        named = PlaceMention(hit.start, hit.end, hit.start, (), hit.places, in_name=False)
        return None if self.person(named) else match

    def shares(self, last: PlaceMention, hit: Hit) -> bool:
        """Whether the type word of a list (``các huyện A, B và C``) holds for this name too."""
        exact = any((p.type, p.level) in last.kinds for p in hit.places)
        below = last.candidates[0].level is Level.COMMUNE
        if not exact or not below or self.folded[last.end : hit.start].strip() != ",":
            return exact
        return self.words.plural_before.search(self.before(self.list_start)) is not None

    def before(self, at: int) -> str:
        return self.folded[max(0, at - _LOOK_BACK) : at]

    def in_name(self, mention: PlaceMention, starts: set[int]) -> bool:
        before = self.before(mention.start)
        if self.words.dateline.match(self.folded, mention.end) and self.words.line_before.search(before):
            return True
        before = before.rpartition("\n")[2]
        if self.words.head_before.search(before) or self.words.reports.match(self.folded, mention.end):
            return True
        if mention.typed and mention.candidates[0].level is not Level.PROVINCE:
            return False
        loose = self.words.loose_head_before.search(before)
        if loose is not None and not self.words.breaks & set(loose[1].split()):
            return True
        return not mention.typed and (self.person(mention) or self.longer(mention, starts))

    def person(self, mention: PlaceMention) -> bool:
        """``ông Đồng Văn``, ``Nguyễn Hòa Bình``."""
        at = mention.start
        if self.words.title_before.search(self.before(at)):
            return True
        first = ""
        while mention.start - at < _LOOK_BACK:
            match = _WORD_BACKWARDS.match(self.text[max(0, at - 20) : at][::-1])
            if match is None or not match[1][-1].isupper():
                break
            first = match[1][::-1]
            at -= len(match[0])
        return fold(first) in self.words.family_names

    def longer(self, mention: PlaceMention, starts: set[int]) -> bool:
        """``Đồng Văn Thanh``, ``Đồng Tháp Mười``: a capitalised word follows that begins no place and no person."""
        match = _WORD_AFTER.match(self.text, mention.end)
        if match is None or match.start(1) in starts or self.text[mention.start : mention.end].isupper():
            return False
        return match[1][0].isupper() and match[1][1:].islower() and fold(match[1]) not in self.words.family_names

    def misspelt(self, found: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
        """Names behind a type word that are right but for their diacritics (``huyện Trảng Bôm``)."""
        taken = Taken(found)
        for match in self.index.types_alone.finditer(self.folded, 0, len(self.folded)):
            name = _NAME.match(self.text, match.end())
            if name is None or taken.overlaps(match.start(), match.end() + 1):
                continue
            words = name[0].split(" ")
            for size in range(len(words), 0, -1):
                written = " ".join(words[:size])
                if any(word[0].islower() for word in words[:size]):
                    continue
                kinds = self.index.types_written(match[1])
                candidates = tuple(p for p in self.index.stripped(written) if (p.type, p.level) in kinds)
                if candidates:
                    end = match.end() + len(written)
                    yield PlaceMention(match.start(), end, match.end(), kinds, candidates, in_name=False)
                    break


def _of_kinds(places: tuple[Place, ...], kinds: Kinds) -> tuple[Place, ...]:
    """The places that a type word allows: of its type, and communes of any: they change it often. The larger first.

    A type word that fits no place allows its level; without one all are allowed, unless only communes have the name.
    """
    if not kinds:
        ordered = sorted(places, key=lambda p: _LARGER.index(p.level))
        return () if not ordered or ordered[0].level is Level.COMMUNE else tuple(ordered)
    levels = {level for _, level in kinds}
    exact = [p for p in places if (p.type, p.level) in kinds]
    if not exact or levels == {Level.COMMUNE}:
        exact = [p for p in places if p.level in levels]
    return tuple(sorted(exact, key=lambda p: _LARGER.index(p.level)))


_LARGER = (Level.COUNTRY, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


def _longest(hits: Iterable[Hit], *, start: Callable[[Hit], int] = lambda hit: hit.start) -> list[Hit]:
    """The leftmost, then longest of hits that overlap; ``start`` says where one begins."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (start(hit), -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
