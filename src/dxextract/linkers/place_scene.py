"""What a text says of places around its facts: what its linkers of places share."""

from __future__ import annotations

from collections.abc import Sequence

from dxextract.document import Document
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.places import Level, Place
from dxextract.linkers.place_cues import PlaceCues, place_cues
from dxextract.linkers.place_items import PlaceItems
from dxextract.spans import Span, within


class PlaceScene:
    """The places and facts of one document.

    Attributes:
        cues: the words of ``gazetteer/place_words.yaml``.
        items: the places that its sentences name.
        main: what the article is about.
        facts: the characters of all facts, in order.
    """

    __slots__ = ("cues", "document", "fact_starts", "facts", "folded", "index", "items", "main", "text")

    def __init__(
        self, document: Document, index: PlaceIndex, items: PlaceItems, main: Place | None, facts: Sequence[Span]
    ) -> None:
        self.document = document
        self.text = document.text
        self.folded = document.folded
        self.index = index
        self.cues: PlaceCues = place_cues(index)
        self.items = items
        self.main = main
        self.facts = sorted(facts)
        self.fact_starts = [fact.start for fact in self.facts]

    def facts_in(self, span: Span) -> Sequence[Span]:
        """The facts that begin in a span."""
        return within(self.facts, span.start, span.end)

    def foreign(self, place: Place) -> bool:
        """Whether a place is another province, or lies in one, in an article about one place."""
        if self.main is None or place.level is Level.COUNTRY:
            return False
        return not self.index.within(place, self.main) or (
            self.main.level is Level.COUNTRY and place.level is Level.PROVINCE
        )
