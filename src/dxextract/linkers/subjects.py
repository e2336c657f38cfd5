"""The indicator of a number: the best of the candidates near it, that of an index, or that of the number before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.finders.rankings import IndexMention
from dxextract.linkers.clauses import WORD
from dxextract.linkers.index_scores import IndexScores
from dxextract.linkers.indicators import Candidate, IndicatorLinker
from dxextract.linkers.metric_drafts import MetricDraft, MetricRules
from dxextract.linkers.rankings import RankingDraft
from dxextract.linkers.windows import PRIMARY, Surroundings
from dxextract.spans import Span, mask, within

_WORD_OR_NUMBER = re.compile(r"\w+")
_GOES_ON = re.compile(r"\s[\w(]")
_OWN = 0.8
"""From this score on a number's own noun says more than its being one of a series."""
_PASSED_ON = 0.95
"""What is left of an indicator's score when the next number takes it over."""
_NAME_REACH = 60
_MARKS = ",;:(\n"
_SHORTEST_LABEL = 5
_LABELLED = 0.8
"""The score of an indicator that a label names."""
_DENIED_WORDS = 5


class SubjectLinker:
    """What the numbers of one document are about.

    Args:
        document: the article laid out.
        covered: sorted spans of periods, places and documents.
        indices: names of indices.
        rules: see :class:`MetricRules`.
    """

    def __init__(
        self,
        document: Document,
        covered: Sequence[Span],
        indices: Sequence[IndexMention],
        ranked: Sequence[RankingDraft],
        rules: MetricRules,
    ) -> None:
        self.document = document
        self.covered = covered
        self.bare = mask(document.folded, covered)
        self.rules = rules
        self.words = rules.links
        self.scores = IndexScores(document, indices, ranked, rules)
        self.indicators = IndicatorLinker(document.folded, rules.indicators)

    def choose(
        self,
        sentence: Sentence,
        quantity: Quantity,
        where: Surroundings,
        before: MetricDraft | None,
        recent: Mapping[str, MetricDraft],
        alike: MetricDraft | None,
        *,
        change: bool,
    ) -> Candidate | None:
        """The indicator of a number; None where none is spoken of.

        Args:
            sentence: its sentence.
            quantity: the number.
            where: where to look.
            before: the level before it.
            recent: the last level of each kind of number.
            alike: the last level of its paragraph that counts the same noun.
            change: whether the number is the amount of a change.
        """
        best = self._best(quantity, where)
        start = sentence.start if before is None else max(sentence.start, before.quantity.end)
        if best is not None and best.end <= start and self._another_noun(start, quantity, best.indicator):
            best = None
        if best is not None and self._another_share(quantity, where, best):
            best = None
        words = self._own_words(start, quantity)
        if where.told is None and (labelled := self._labelled(words, quantity, where, before)) is not None:
            return labelled
        if where.told is None and best is not None and self._another_label(words, quantity, best):
            best = None
        mention = self.scores.mention(
            sentence, quantity, where, best, before.quantity if before else None, change=change
        )
        if mention is not None:
            return self.scores.score(mention, quantity)
        if before is None or (best is not None and self._is_density(quantity, best)):
            return best
        if where.whole:  # "105.213 hồ sơ nộp trực tuyến trên tổng số 198.406 hồ sơ": no part says what the whole is
            return best
        same = before.quantity.kind == quantity.kind
        if where.dependent and same and not (where.noun_follows and best is not None and best.score >= _OWN):
            forbidden = before.indicator is not None and self.indicators.forbids(where, before.indicator)
            return None if forbidden and where.noun_follows else self._inherited(before.indicator, before)
        if where.dependent and before.indicator is not None:
            share = self.rules.indicators.indicators[before.indicator].share
            if share is not None and quantity.kind == "percentage":
                return self._inherited(share, before)
        weak = best is None or best.score < _OWN
        if weak and quantity.kind == "percentage" and (part := self._part_of(sentence, quantity, before)) is not None:
            return part
        if change and quantity.kind == "percentage":  # growth of what a count counts is no rate of its own
            own = best is not None and best.score >= _OWN and best.start >= before.quantity.end
            return best if own and not where.noun_follows else None
        if where.plain and self._counts_the_same(quantity, where, best, before):
            forbidden = before.indicator is not None and self.indicators.forbids(where, before.indicator)
            return None if forbidden else self._inherited(before.indicator, before)
        if alike is not None and where.opens and self._counts_the_same(quantity, where, best, alike, alone=True):
            return self._inherited(alike.indicator, alike)
        if best is None and not change:
            return self._of_a_part(sentence, quantity, recent) or self._of_another_place(
                sentence, quantity, where, recent
            )
        return best

    def _another_noun(self, start: int, quantity: Quantity, indicator: str) -> bool:
        """``Riêng tỷ lệ hộ nghèo là 2,6%``: whether it is named from a character on what is counted, and it is nothing
        that an indicator named before counts."""
        named = [*self.words.new_subject.finditer(self.bare, start, quantity.start)]
        nouns = self.indicators.terms_at(named[-1].end() + 1) & self.rules.indicators.nouns if named else frozenset()
        return bool(nouns) and nouns.isdisjoint(self.rules.indicators.indicators[indicator].nouns)

    def _another_share(self, quantity: Quantity, where: Surroundings, best: Candidate) -> bool:
        """Whether a percentage's share has a name of its own, and none of it speaks for the candidate: ``Hồ sơ trực
        tuyến đạt 60%, tỷ lệ giảm nghèo đạt 1,2%``."""
        own = next((w for w in where.windows if w.weight == PRIMARY and w.end == quantity.start), None)
        if own is None or quantity.kind != "percentage" or best.end > own.start or where.noun is not None:
            return False
        said = self.words.share.search(self.bare, own.start, own.end)
        return said is not None and not self.words.light_words.issuperset(WORD.findall(self.bare, said.end(), own.end))

    def _own_words(self, start: int, quantity: Quantity) -> Span:
        """What stands before a number from the last mark or number on, but for the light words around it."""
        start = max(start, *(self.bare.rfind(mark, start, quantity.start) + 1 for mark in _MARKS))
        words = [*_WORD_OR_NUMBER.finditer(self.bare, start, quantity.start)]
        light = self.words.light_words
        while words and words[0][0] in light:
            words.pop(0)
        while words and words[-1][0] in light:
            words.pop()
        return Span(words[0].start(), words[-1].end()) if words else Span(quantity.start, quantity.start)

    def _labelled(
        self, own: Span, quantity: Quantity, where: Surroundings, before: MetricDraft | None
    ) -> Candidate | None:
        """``Hồ sơ trực tuyến đạt 79%, thanh toán 46%``: the indicator that a word or two name in a list of figures."""
        if before is None or before.indicator is None or before.quantity.kind != quantity.kind:
            return None
        rules = self.rules.indicators
        name = rules.labels.get((quantity.kind, self.document.folded[own.start : own.end]))
        if name is None or rules.indicators[name].pillar != rules.indicators[before.indicator].pillar:
            return None
        if self.words.both.search(self.bare, own.end, quantity.start):  # "2.265 trạm 2G, 3G và 6 trạm 5G"
            return None
        if where.noun is not None and not self.indicators.counts(where, name):
            return None
        return Candidate(name, _LABELLED, _LABELLED, own.start, own.end)

    def _another_label(self, own: Span, quantity: Quantity, best: Candidate) -> bool:
        """``82% người dân có tài khoản ngân hàng, ví điện tử 31%``: whether a percentage has a name of its own that is
        nothing of what the words before it name, and no part of a whole either (``hộ nghèo 31%``)."""
        if quantity.kind != "percentage" or best.end > own.start or len(own) < _SHORTEST_LABEL:
            return False
        named = self.indicators.term_at(own)
        if named is None or named in self.rules.indicators.shared:
            return False
        return named not in self.indicators.terms_of(best.indicator)

    def _best(self, quantity: Quantity, where: Surroundings) -> Candidate | None:
        """The best candidate, by nothing that is denied, but for those whose names deny (``thôn chưa có sóng``)."""
        best = next(iter(self.indicators.candidates(where, kind=quantity.kind, unit=quantity.unit)), None)
        denied = None if best is None else self._denied(quantity, where)
        if best is None or denied is None or self.indicators.is_named_by(best.indicator, self.words.negation):
            return best
        found = self.indicators.candidates(where, kind=quantity.kind, unit=quantity.unit, denied=denied)
        return next(iter(found), None)

    def _denied(self, quantity: Quantity, where: Surroundings) -> Span | None:
        """``32% hồ sơ chưa nộp trực tuyến``, ``tỷ lệ hồ sơ chưa nộp trực tuyến là 32%``: what is said not to be so."""
        folded, negation = self.document.folded, self.words.negation
        own = next((w for w in where.windows if w.weight == PRIMARY), None)
        if own is None or quantity.kind not in ("count", "percentage"):
            return None
        if own.start == quantity.end:
            said = negation.search(folded, own.start, own.end)
            return None if said is None else Span(said.end(), own.end)
        if own.end != quantity.start or (share := self.words.share.search(folded, own.start, own.end)) is None:
            return None
        said = negation.search(folded, share.end(), own.end)
        if said is None or len(folded[share.end() : said.start()].split()) > _DENIED_WORDS:
            return None
        return Span(said.end(), own.end)

    def _of_a_part(self, sentence: Sentence, quantity: Quantity, recent: Mapping[str, MetricDraft]) -> Candidate | None:
        """``Tỷ lệ hồ sơ trực tuyến đạt 79%, riêng đất đai 61%``: a share of a part is about what the whole's is."""
        last = recent.get(quantity.kind)
        if last is None or quantity.kind not in ("percentage", "score") or last.quantity.end < sentence.start:
            return None
        between = self.document.folded[last.quantity.end : quantity.start]
        if len(between) > _NAME_REACH or self.words.new_subject.search(between) is not None:
            return None
        return None if self.words.part.search(between) is None else self._inherited(last.indicator, last)

    def _counts_the_same(
        self,
        quantity: Quantity,
        where: Surroundings,
        best: Candidate | None,
        before: MetricDraft,
        *,
        alone: bool = False,
    ) -> bool:
        """Whether the noun behind a number is one that the indicator before counts, and nothing is said of another:
        ``152.000 hồ sơ trực tuyến. Phú Hòa và Tuy An có 12.500 hồ sơ``."""
        if before.indicator is None or where.noun is None or before.quantity.kind != quantity.kind:
            return False
        if not self.indicators.counts(where, before.indicator):
            return False
        named = self.indicators.named_at(where.noun, before.indicator)
        ends = _GOES_ON.match(self.document.folded, where.noun + named) is None
        if best is None:
            return ends or not alone
        return ends and self.indicators.named_at(where.noun, best.indicator) <= named

    def _is_density(self, quantity: Quantity, best: Candidate) -> bool:
        """``158.000, tương đương 21,4 thuê bao/100 dân``: a count whose noun says that it is a rate."""
        return quantity.kind == "count" and self.rules.indicators.indicators[best.indicator].kind == "measurement"

    def _part_of(self, sentence: Sentence, quantity: Quantity, before: MetricDraft) -> Candidate | None:
        """``74.615 hồ sơ gửi trực tuyến, chiếm 48,6% số tiếp nhận mới``: the share that a count makes up."""
        share = None if before.indicator is None else self.rules.indicators.indicators[before.indicator].share
        start = max(sentence.start, before.quantity.end)
        gap = self.document.folded[start : quantity.start]
        if share is None or ";" in gap or self.words.makes_up.search(gap) is None:
            return None
        return self._inherited(share, before)

    def _of_another_place(
        self, sentence: Sentence, quantity: Quantity, where: Surroundings, recent: Mapping[str, MetricDraft]
    ) -> Candidate | None:
        """``đạt 13,1%, gấp 2,4 lần. Vũ Thư làm tốt hơn cả với 22,6%``: a share or a score with no subject but a name is
        about what the last one of its paragraph was about."""
        last = recent.get(quantity.kind)
        if last is None or quantity.kind == "count" or where.noun_follows:
            return None
        start = max(sentence.start, last.quantity.end)
        if last.sentence.paragraph != sentence.paragraph and not self._goes_on_about(last, sentence, quantity):
            return None
        covered = within(self.covered, start, quantity.start)
        name = next((s for s in reversed(covered) if self._names_place(s)), None)
        if name is None:
            return None
        between = self.bare[name.end : quantity.start]
        told = len(between) > _NAME_REACH or self.words.new_subject.search(between) is not None
        told = told or (
            not self.document.text[name.start].isupper()
            and self.words.new_subject.search(self.bare, start, name.start) is not None
        )
        return None if told else self._inherited(last.indicator, last)

    def _goes_on_about(self, last: MetricDraft, sentence: Sentence, quantity: Quantity) -> bool:
        """``Dẫn đầu là Quế Võ 89%``: whether a paragraph opens with who comes first or last in what the last one was
        about."""
        follows = last.sentence.paragraph + 1 == sentence.paragraph
        said = self.words.foremost.search(self.bare, sentence.start, quantity.start) if follows else None
        words = _WORD_OR_NUMBER.findall(self.bare, sentence.start, quantity.start)
        return said is not None and self.words.light_words.issuperset(w for w in words if not w.isdigit())

    def _names_place(self, span: Span) -> bool:
        """Whether a covered span is a name, or ``cả nước``."""
        folded = self.document.folded[span.start : span.end]
        return self.document.text[span.start].isupper() or folded in ("cả nước", "toàn quốc")

    @staticmethod
    def _inherited(indicator: str | None, before: MetricDraft) -> Candidate | None:
        """An indicator on the ground of the number before."""
        if indicator is None or before.indicator_span is None:
            return None
        span, score = before.indicator_span, (before.indicator_score or 0.0) * _PASSED_ON
        return Candidate(indicator, score, score, span.start, span.end)
