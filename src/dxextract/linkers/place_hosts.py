"""What is said of other provinces than the article's, and the one that a paragraph tells of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dxextract.document import Sentence
from dxextract.knowledge.places import Level, Place
from dxextract.linkers.place_items import PlaceItem
from dxextract.linkers.place_scene import PlaceScene


class PlaceHosts:
    """The host of each paragraph of one document: the province that it is about, where the article is not.

    ``Ở Lai Châu, Sở đã lắp 38 trạm. Toàn tỉnh có 1.412 trạm.``: behind such an opening ``Sở`` and ``toàn tỉnh`` are the
    host's, and so is what is said without a place.

    Attributes:
        host: of the paragraph gone through, as far as its last sentence; None for the article's own place.
        since: where the host was named, in the document.
    """

    def __init__(self, scene: PlaceScene) -> None:
        self.scene = scene
        self.cues = scene.cues
        self.host: Place | None = None
        self.since = 0
        self._named = False

    def enter(self) -> None:
        """Begin a paragraph."""
        self.host, self._named = None, False

    def read(self, sentence: Sentence, items: Sequence[PlaceItem]) -> None:
        """Go on with a sentence: the province that opens a paragraph is its host until another takes over."""
        provinces = [item for item in items if item.place.level is Level.PROVINCE]
        if not provinces:
            return
        first = provinces[0]
        if self._named:
            if self.host is not None and any(
                item.governs and not self.scene.index.within(item.place, self.host) for item in provinces
            ):
                self.host = None
            return
        self._named = True
        alone = all(self.scene.index.within(item.place, first.place) for item in provinces)
        if alone and first.governs and self._hosts(sentence, first):
            self.host, self.since = first.place, first.start

    def asserts(self, sentence: Sentence, first: PlaceItem, last: PlaceItem) -> bool:
        """Whether something is said of another province, or of a list of such, which else is only passed by."""
        aside = self.cues.aside.match(self.scene.folded, last.end)
        end = last.end if aside is None else aside.end()
        if self.cues.predicate.match(self.scene.folded, end) or self.cues.where.match(self.scene.folded, end):
            return True
        national = self.scene.main is not None and self.scene.main.level is Level.COUNTRY
        if national and not self.cues.located_before.search(self.scene.items.before(sentence, first.start)):
            return True
        before = self.scene.items.before(sentence, first.start)
        if self.cues.appraised_before.search(before):
            return True
        if self.cues.winner_before.search(before):
            return self.scene.folded[end : end + 1] != "," or self._tells_of(sentence, end)
        office = self.cues.office_before.search(before)
        if not self.scene.items.opens(sentence, first.start - (len(before) - office.start() if office else 0)):
            return False
        if self.scene.folded[end : end + 1] == ",":
            return self._tells_of(sentence, end)
        if self.cues.clause_end.match(self.scene.folded, end):
            return False
        return self.cues.venue_before.search(before) is None or self._tells_of(sentence, end)

    def _hosts(self, sentence: Sentence, item: PlaceItem) -> bool:
        """Whether the first province of a paragraph is what it tells of."""
        main = self.scene.main
        if main is not None and main.level is Level.PROVINCE and self.scene.index.within(item.place, main):
            return False
        if self.cues.speaker_behind.match(self.scene.folded, item.end):
            return True
        if not self.scene.items.opens(sentence, item.start):
            return False
        national = main is None or main.level is Level.COUNTRY
        topic = national and self.scene.folded.startswith(",", item.end)
        if topic and not self.scene.facts_in(sentence):  # "Ở Bình Phước, bước ngoặt là dịch vụ công."
            return self._calm(item.end, sentence.end)
        if not self.asserts(sentence, item, item):
            return False
        if national:
            return True
        return self.cues.located_before.search(self.scene.items.before(sentence, item.start)) is not None

    def _tells_of(self, sentence: Sentence, comma: int) -> bool:
        """``Tại Nam Định, 100% bệnh viện đã dùng``: whether a figure of the place follows, and no event."""
        at = bisect_left(self.scene.fact_starts, comma)
        if at == len(self.scene.facts) or self.scene.facts[at].start >= sentence.end:
            return False
        return self._calm(comma, self.scene.facts[at].start)

    def _calm(self, start: int, end: int) -> bool:
        """Whether no event takes place between two characters."""
        return self.cues.venue_event.search(self.scene.folded, start, end) is None
