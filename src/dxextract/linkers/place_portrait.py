"""The one school, cooperative or station that an article portrays, and where it lies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dxextract.document import Sentence
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.place_words import any_of, from_word
from dxextract.knowledge.places import Level, Place
from dxextract.linkers.place_items import LOOK_BACK
from dxextract.linkers.place_scene import PlaceScene
from dxextract.text import SMALL_LETTERS

_OPENING = 3
"""The institution stands in the title or in one of so many paragraphs behind it: a byline may be among them."""
_OFTEN = 4
"""An article that comes back to it so many times is about it."""
_CAPITAL = rf"[^\W\d_{SMALL_LETTERS}]\w*"
_NAME = re.compile(
    rf"(?:[ ]\w+){{0,8}}?[ ](?P<name>{_CAPITAL}(?:[ ]{_CAPITAL}){{1,3}})(?![ ]{_CAPITAL})(?:[ ]\d{{1,2}}(?!\w))?"
)
_GAP = re.compile(r"[^.;:\n\d]{1,40}")


@dataclass(frozen=True, slots=True)
class Portrait:
    """What an article portrays.

    Attributes:
        place: the district or commune in which it lies.
        spoken: where the text speaks of it, in order.
    """

    place: Place
    spoken: tuple[int, ...]

    def told(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of it."""
        return any(sentence.start <= start < sentence.end for start in self.spoken)


@dataclass(frozen=True, slots=True)
class _Patterns:
    head: re.Pattern[str]
    back: re.Pattern[str]


@lru_cache(maxsize=4)
def _located(index: PlaceIndex) -> re.Pattern[str]:
    words = index.words
    return re.compile(rf"{from_word((*words.located_before, *words.qualifier_words))}(?!\w)|[,(]")


@lru_cache(maxsize=4)
def _institutions(index: PlaceIndex) -> tuple[_Patterns, ...]:
    return tuple(
        _Patterns(
            head=re.compile(rf"{from_word(kind.heads)}(?!\w)"),
            back=re.compile(rf"(?<!\w)(?:{any_of(kind.never)}|(?P<back>{any_of(kind.back)}))(?!\w)"),
        )
        for kind in index.words.institutions
    )


def portrait(scene: PlaceScene) -> Portrait | None:
    """The institution that an article opens with, names again and comes back to, if its address is told there."""
    paragraphs = scene.document.paragraphs
    if scene.main is None or not paragraphs:
        return None
    opening = paragraphs[min(_OPENING, len(paragraphs) - 1)].end
    sentences = [sentence for sentence in scene.document.sentences if sentence.start < opening]
    for kind in _institutions(scene.index):
        for sentence in sentences:
            head = kind.head.search(scene.folded, sentence.start, sentence.end)
            name = None if head is None else _NAME.match(scene.text, head.end(), sentence.end)
            place = None if name is None else _address(scene, sentence, name.end())
            if name is None or place is None:
                continue
            spoken = tuple(_spoken(scene, kind.back, name["name"]))
            again = scene.text.count(name["name"]) > 1
            return Portrait(place, spoken) if again and len(spoken) >= _OFTEN else None
    return None


def _address(scene: PlaceScene, sentence: Sentence, start: int) -> Place | None:
    """The district or commune that is named behind an institution, with what says that it lies there."""
    item = next((item for item in scene.items.of(sentence) if item.start >= start), None)
    if item is None or item.place.level not in (Level.DISTRICT, Level.COMMUNE) or scene.foreign(item.place):
        return None
    gap = _GAP.fullmatch(scene.folded, start, item.start)
    return None if gap is None or _located(scene.index).search(gap[0]) is None else item.place


def _spoken(scene: PlaceScene, back: re.Pattern[str], name: str) -> Iterator[int]:
    """Where an institution is named or meant: ``trường``, but not ``các trường``, ``trường học``, ``Trường Lê Lợi``."""
    for match in back.finditer(scene.folded):
        if match["back"] is None:
            continue
        behind = scene.text[match.end() : match.end() + LOOK_BACK]
        other = behind[:1] == " " and behind[1:2].isupper() and name not in behind
        before = scene.folded[max(0, match.start() - LOOK_BACK) : match.start()]
        if not other and scene.cues.indefinite_before.search(before) is None:
            yield match.start()
