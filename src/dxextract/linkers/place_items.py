"""The places that a sentence names, put together: qualified names as one, lists, and what a name does in its clause."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dxextract.document import Document, Sentence
from dxextract.finders.places import PlaceMention
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.places import Level, Place
from dxextract.linkers.place_cues import place_cues
from dxextract.spans import Span
from dxextract.tokenizer.claims import ClaimKind

LOOK_BACK = 80
"""So many characters before a name are looked at."""


@dataclass(frozen=True, slots=True)
class PlaceItem(Span):
    """A named place, or what a qualified name (``xã A, huyện B``) comes to.

    Attributes:
        units: the units named, for ``xã`` or ``huyện`` that refers back to one of its type.
        governs: whether numbers behind it are its own: not when the clause only compares with it.
    """

    place: Place
    units: tuple[Place, ...]
    governs: bool


class PlaceItems:
    """Items of the sentences of one document.

    Args:
        named: the mentions whose place is known, with it, in the order of the text.
    """

    def __init__(self, document: Document, named: Sequence[tuple[PlaceMention, Place]], index: PlaceIndex) -> None:
        self._text = document.text
        self._folded = document.folded
        self._index = index
        self._cues = place_cues(index)
        self._named: defaultdict[int, list[tuple[PlaceMention, Place]]] = defaultdict(list)
        self._of_sentence: defaultdict[int, set[str]] = defaultdict(set)
        self._of_paragraph: defaultdict[int, set[str]] = defaultdict(set)
        title = document.sentences[0].end if document.sentences else 0
        self._titled = {place.id for mention, place in named if mention.end <= title}
        self._often = Counter(place.id for mention, place in named if mention.typed and place.level is Level.COMMUNE)
        self._numbers = [c.end for c in document.claims if c.kind is ClaimKind.DOCUMENT_NUMBER]
        starts = [sentence.start for sentence in document.sentences]
        for mention, place in named:
            sentence = document.sentences[max(0, bisect_right(starts, mention.start) - 1)]
            self._named[sentence.start].append((mention, place))
            if mention.typed and place.level is Level.DISTRICT:
                self._of_sentence[sentence.start].add(place.id)
                self._of_paragraph[sentence.paragraph].add(place.id)

    def of(self, sentence: Sentence) -> list[PlaceItem]:
        """The items of a sentence in order; a name and the larger place behind it are one."""
        items: list[PlaceItem] = []
        named = self._named.get(sentence.start, ())
        for at, (mention, place) in enumerate(named):
            here = self._address(sentence, mention, place)
            if at and items and self._listed(items[-1], named[at - 1][1], mention, place):
                here = place if items[-1].place.level is Level.COMMUNE else items[-1].place
            if items and self._qualifies(items[-1], mention, place, here):
                last = items.pop()
                end = self._closed(mention.end)
                inside = end > mention.end and "(" not in self._text[last.start : mention.start]  # "(xã A, huyện B)"
                subject = here.id == place.id and not inside and self._cues.told_behind.match(self._folded, end)
                meant = last.units[0] if subject and last.units else last.place
                items.append(PlaceItem(last.start, end, meant, (*last.units, place), last.governs))
            elif items and self._holds(items[-1], sentence, mention, place):
                continue
            elif self._cues.residence_before.search(self.before(sentence, mention.start)):
                items.append(PlaceItem(mention.start, mention.end, here, (), governs=False))
            else:
                governs = self._governs(sentence, mention, place)
                items.append(PlaceItem(mention.start, mention.end, here, (place,), governs))
        return [item for item in items if item.units]

    def single_out(self, place: Place) -> None:
        """Let a commune stand for itself wherever it is named: the article is about it."""
        self._titled.add(place.id)

    def groups(self, items: Sequence[PlaceItem], *, asides: bool = False) -> list[list[PlaceItem]]:
        """Items that stand in one list, together; with ``asides`` also where brackets stand between them."""
        join = self._cues.join_asides if asides else self._cues.join
        groups: list[list[PlaceItem]] = []
        for item in items:
            last = groups[-1][-1] if groups else None
            if last and self._alike(item.place, last.place) and join.fullmatch(self._folded, last.end, item.start):
                groups[-1].append(item)
            else:
                groups.append([item])
        return [part for group in groups for part in self._compared(group)]

    def opens(self, sentence: Sentence, at: int) -> bool:
        """Whether a clause begins at ``at``, but for conjunctions and prepositions."""
        before = self.before(sentence, at)
        while not self._cues.boundary_before.search(before):
            opener = self._cues.opener_before.search(before)
            if opener is None:
                return False
            before = before[: opener.start()]
        return True

    def before(self, sentence: Sentence, at: int) -> str:
        """What stands before ``at`` in its sentence, folded; where it is cut off, a letter stands for the rest."""
        start = at - LOOK_BACK
        return self._folded[sentence.start : at] if start <= sentence.start else "x" + self._folded[start:at]

    def _closed(self, end: int) -> int:
        """``end``, or behind the bracket that closes there: ``huyện Hải Hậu (Nam Định)``."""
        return end + 1 if self._text[end : end + 1] == ")" else end

    def _address(self, sentence: Sentence, mention: PlaceMention, place: Place) -> Place:
        """A commune named together with its district stands for the district, if so configured.

        Together is in one sentence; in one paragraph where the commune is not what the clause speaks of. A commune that
        the title names, or the text more than once, stands for itself, and so do one whose bodies are spoken of and one
        that opens a clause, its district in brackets behind it.
        """
        if place.level is not Level.COMMUNE or self._index.words.address_level != Level.DISTRICT:
            return place
        if place.id in self._titled:
            return place
        if self._cues.commune_head_before.search(self.before(sentence, mention.start)):
            return place
        opens = self.opens(sentence, mention.start)
        if opens and mention.typed and self._folded.startswith(" (", mention.end):
            return place
        districts = self._of_sentence[sentence.start] if opens else self._of_paragraph[sentence.paragraph]
        return self._index.get(str(place.parent), place.valid_to) if place.parent in districts else place

    def _qualifies(self, item: PlaceItem, mention: PlaceMention, place: Place, here: Place) -> bool:
        """Whether a name says where the place before it lies, or names a part of it that stands for it."""
        gap = self._cues.qualifies.fullmatch(self._folded, item.end, mention.start)
        if gap is None or place.level is Level.COUNTRY:
            return False
        if place.level is Level.COMMUNE:
            return here.id == item.place.id
        same_level = item.place.level is place.level and item.place.id != place.id
        return not same_level and self._index.within(item.place, place)

    def _listed(self, item: PlaceItem, before: Place, mention: PlaceMention, place: Place) -> bool:
        """Whether a commune stands in a list behind one of the same district: both stand for themselves or for it."""
        together = before.level is Level.COMMUNE and before.parent == place.parent
        together = together and item.place.id in (before.id, before.parent)
        return together and self._cues.join.fullmatch(self._folded, item.end, mention.start) is not None

    def _holds(self, item: PlaceItem, sentence: Sentence, mention: PlaceMention, place: Place) -> bool:
        """``Hạ Hòa là huyện của tỉnh Phú Thọ``, ``Hạ Hòa đứng đầu Phú Thọ``: whether a name only says in what the place
        before it lies."""
        if item.place.id == place.id or not self._index.within(item.place, place):
            return False
        before = self.before(sentence, mention.start)
        return any(cue.search(before) for cue in (self._cues.apposed_before, self._cues.field_before))

    def _governs(self, sentence: Sentence, mention: PlaceMention, place: Place) -> bool:
        before = self.before(sentence, mention.start)
        if self._issues(mention) or self._cues.among_before.search(before):
            return False  # "xếp thứ 6/10 huyện, thị xã của tỉnh Điện Biên"
        if place.level is not Level.COUNTRY:
            return self._cues.secondary_before.search(before) is None
        average = self._cues.average_before.search(before)
        if average is not None:
            return self._cues.secondary_before.search(before[: average.start()]) is None
        subject = self._cues.country_verb.match(self._folded, mention.end) is not None
        return subject or self.opens(sentence, mention.start)

    def _issues(self, mention: PlaceMention) -> bool:
        """``Quyết định số 5/QĐ-UBND ngày 2/3/2024 của UBND tỉnh Đắk Lắk, ...``: whether a name is that of an issuer
        who is not the subject."""
        at = bisect_right(self._numbers, mention.start) - 1
        if at < 0 or mention.start - self._numbers[at] > LOOK_BACK:
            return False
        if self._cues.issued_behind.match(self._folded, mention.end) is None:
            return False
        return self._cues.issues.fullmatch(self._folded, self._numbers[at], mention.start) is not None

    def _compared(self, group: list[PlaceItem]) -> list[list[PlaceItem]]:
        """Cut ``Khác với A, B`` behind A, where B is the subject, but not ``sau A, B và C``, all compared with; and a
        list at its only semicolon."""
        if len(group) == 1:
            return [group]
        gaps = [self._folded[one.end : other.start] for one, other in pairwise(group)]
        cuts = [at for at, gap in enumerate(gaps, 1) if ";" in gap]
        if len(cuts) == 1:  # "thuộc về A; B và C cùng xếp thứ ba", but not "A; B; C"
            return [part for half in (group[: cuts[0]], group[cuts[0] :]) for part in self._compared(half)]
        if group[0].governs:
            return [group]
        for at, gap in enumerate(gaps, 1):  # "Cùng với A, các tỉnh B và C"
            if "," in gap and self._cues.plural_end.search(gap):
                return [group[:at], group[at:]]
        if "," not in gaps[-1]:
            return [group]
        typed = [
            self._index.type_word.match(self._folded, item.start) is not None
            and not self._folded.startswith(self._index.words.typed_in_lists, item.start)
            for item in group[1:]
        ]
        last = typed[-1] and not any(typed[:-1])  # "hợp nhất A, B, tỉnh C"
        if last or any("," not in gap for gap in gaps):  # "sáp nhập với A và B, C"
            return [group[:-1], group[-1:]]
        return [group[:1], group[1:]]

    def _alike(self, one: Place, other: Place) -> bool:
        """Whether two places may stand in one list: provinces only with provinces, no district with its communes."""
        if one.level is other.level:
            return True
        below = {one.level, other.level} == {Level.DISTRICT, Level.COMMUNE}
        return below and other.id not in (one.id, one.parent)
