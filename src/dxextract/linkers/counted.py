"""The noun that each count of a document counts: behind it, before it, in its header, or what the last one counted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.finders.tables import Cell
from dxextract.knowledge.links import LinkWords
from dxextract.linkers.indicators import IndicatorLinker
from dxextract.linkers.metric_drafts import MetricDraft
from dxextract.linkers.nouns import MOST_WORDS, counted_noun, noun_of, subject_noun
from dxextract.linkers.windows import Surroundings
from dxextract.spans import Span, within
from dxextract.tokenizer.words import cut_around

_CLASSES = ("loại", "hạng")


class CountedNouns:
    """The counted nouns of one document. Only sentences that count something are cut into words.

    Args:
        document: the article laid out.
        cells: cells of tables, by their start.
        covered: sorted spans of periods, places and documents, which are no part of a noun.
        indicators: the candidates of its numbers.
        words: see ``gazetteer/link_words.yaml``.
    """

    def __init__(
        self,
        document: Document,
        cells: Mapping[int, Cell],
        covered: Sequence[Span],
        indicators: IndicatorLinker,
        words: LinkWords,
    ) -> None:
        self.document = document
        self.cells = cells
        self.covered = covered
        self.indicators = indicators
        self.words = words
        self._cut: tuple[Sentence, Sequence[tuple[int, int]]] | None = None
        self._parted: tuple[MetricDraft, Quantity] | None = None

    def of(
        self, sentence: Sentence, quantity: Quantity, left: int, where: Surroundings, before: MetricDraft | None
    ) -> str | None:
        """What a count counts: the noun behind it, the subject before it, its header, or what the last one counted."""
        folded = self.document.folded
        cell = self.cells.get(quantity.start)
        if cell is not None:
            says_nothing = self.words.generic_header.match(folded, cell.header.start, cell.header.end) is not None
            if says_nothing and cell.label is not None and not within(self.covered, cell.label.start, cell.label.end):
                return noun_of(self.document, cell.label, self.words)  # "Chỉ tiêu | Kết quả"
            headers = (cell.header, *cell.headers_before)
            return next((n for h in headers if (n := noun_of(self.document, h, self.words))), None)
        noun = self.behind(sentence, quantity)
        label = self.words.part_behind.match(folded, quantity.end)
        if noun is not None and before is not None and label is not None:
            if noun.lower().startswith(_CLASSES):  # "38 xã loại tốt, 57 loại khá"
                return before.unit if before.sentence is sentence and before.quantity.kind == "count" else noun
            return self._of_whole(sentence, quantity, before) or noun
        if before is not None and self.words.of_those.match(folded, quantity.end):
            return self._of_whole(sentence, quantity, before)  # "1.960 doanh nghiệp, 312 trong số đó ở ngoài tỉnh"
        if noun is None:
            noun = subject_noun(self.document, left, quantity, self.words)
        if noun is None and where.noun_follows and where.noun is not None and where.noun > quantity.end:
            shared = replace(quantity, number_end=where.noun)
            noun = self.behind(self._sentence(where.noun, sentence), shared)
        elif noun is None and before is not None and before.quantity.kind == "count":
            goes_on = where.plain and before.sentence.paragraph == sentence.paragraph
            labelled = self.words.part_label.search(self.document.folded, before.quantity.end, quantity.start)
            noun = before.unit if where.dependent or goes_on else None
            if noun is None and labelled is not None:
                noun = self._of_whole(sentence, quantity, before)
        return noun

    def _of_whole(self, sentence: Sentence, quantity: Quantity, before: MetricDraft) -> str | None:
        """What the whole counts that a number is a part of: ``21.345 hồ sơ (trực tuyến 18.902, trực tiếp 2.443)``,
        ``300 cán bộ (120 nam, 180 nữ)``; None where nothing before it is as large."""
        whole, last = self._parted if self._parted is not None else (before, before.quantity)
        whole = whole if last is before.quantity else before
        if whole.sentence is not sentence or whole.quantity.kind != "count" or whole.quantity.value < quantity.value:
            return None
        self._parted = whole, quantity
        return whole.unit

    def behind(self, sentence: Sentence, quantity: Quantity) -> str | None:
        """The counted noun that stands behind a number."""
        of = None if quantity.denominator is None else self.words.determiner.match(self.document.folded, quantity.end)
        following = self._words_behind(sentence, quantity.number_end if of is None else of.end())  # "2/3 số hộ"
        return counted_noun(self.document, quantity, following, self.words)

    def _sentence(self, at: int, near: Sentence) -> Sentence:
        """The sentence at a character, which is ``near`` but for a label on the line below a number."""
        if at < near.end:
            return near
        sentences = self.document.sentences
        return sentences[bisect_right(sentences, at, key=lambda sentence: sentence.start) - 1]

    def of_subject(self, indicator: str, start: int, end: int) -> str | None:
        """The noun that an indicator counts where it is the subject: ``Hồ sơ gửi qua mạng mới là 41.027``."""
        noun = self.indicators.noun_between(indicator, start, end)
        return None if noun is None else self.document.text[noun.start : noun.end]

    def _words_behind(self, sentence: Sentence, at: int) -> Sequence[Span]:
        """The next words of a sentence, as many as a noun may have."""
        if self._cut is None or self._cut[0] is not sentence:
            start = sentence.start
            claims = [(c.start - start, c.end - start) for c in within(self.document.claims, start, sentence.end)]
            self._cut = sentence, cut_around(self.document.text[start : sentence.end], claims)
        words = self._cut[1]
        first = bisect_left(words, (at - sentence.start,))
        behind = [Span(sentence.start + a, sentence.start + b) for a, b in words[first : first + MOST_WORDS + 1]]
        inside = within(self.covered, behind[0].end, behind[-1].end) if behind else ()  # "4 xã Canh Liên" counts "xã"
        return behind if not inside else [word for word in behind if word.start < inside[0].start]
