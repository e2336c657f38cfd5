"""The indicator of a number: the best of the candidates near it, that of an index, or what it takes over."""

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
from dxextract.linkers.takeover import Case, Takeover
from dxextract.linkers.windows import PRIMARY, Surroundings
from dxextract.spans import Span, mask

_WORD_OR_NUMBER = re.compile(r"\w+")
_MARKS = ",;:(\n"
_SHORTEST_LABEL, _LONGEST_LABEL = 5, 30
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
        self.bare = mask(document.folded, covered)
        self.rules = rules
        self.words = rules.links
        self.scores = IndexScores(document, indices, ranked, rules)
        self.indicators = IndicatorLinker(document.folded, rules.indicators)
        self.takeover = Takeover(document, covered, self.indicators, rules)

    def choose(
        self,
        sentence: Sentence,
        quantity: Quantity,
        where: Surroundings,
        before: MetricDraft | None,
        recent: Mapping[str, MetricDraft],
        alike: MetricDraft | None,
        *,
        left: int,
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
            left: end of the number before it.
            change: whether the number is the amount of a change.
        """
        best = self._best(quantity, where)
        start = sentence.start if before is None else max(sentence.start, before.quantity.end)
        if best is not None and best.end <= start and self._another_noun(start, quantity, best.indicator):
            best = None
        if best is not None and self._another_named(quantity, where, best):
            best = None
        if best is not None and self._another_share(quantity, where, best):
            best = None
        words = self._own_words(start, quantity)
        headed = self._heading_a_list(sentence, before, recent)
        if where.told is None and (labelled := self._labelled(words, quantity, where, headed)) is not None:
            return labelled
        if where.told is None and best is not None and self._another_label(words, quantity, best):
            best = None
        mention = self.scores.mention(
            sentence, quantity, where, best, before.quantity if before else None, change=change
        )
        if mention is not None:
            return self.scores.score(mention, quantity)
        if before is None:
            return best
        return self.takeover.settle(Case(sentence, quantity, left, where, best, words, before, recent, alike, change))

    def _another_noun(self, start: int, quantity: Quantity, indicator: str) -> bool:
        """``Riêng tỷ lệ hộ nghèo là 2,6%``: whether it is named from a character on what is counted, and it is nothing
        that an indicator named before counts."""
        named = [*self.words.new_subject.finditer(self.bare, start, quantity.start)]
        nouns = self.indicators.terms_at(named[-1].end() + 1) & self.rules.indicators.nouns if named else frozenset()
        return bool(nouns) and nouns.isdisjoint(self.rules.indicators.indicators[indicator].nouns)

    def _another_named(self, quantity: Quantity, where: Surroundings, best: Candidate) -> bool:
        """``Xã có 46 tổ công nghệ số; 6.105 người được cấp chữ ký số``: whether what is said behind a count names
        something else."""
        if quantity.kind != "count" or where.noun is None or not where.noun_follows or where.noun < quantity.end:
            return False
        own = next((w for w in where.windows if w.weight == PRIMARY and w.start == quantity.end), None)
        return own is not None and self.indicators.names_another(best.indicator, where.noun, own.end)

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
        end = start + len(self.bare[start : quantity.start].rstrip(" :"))
        start = max(start, *(self.bare.rfind(mark, start, end) + 1 for mark in _MARKS))
        words = [*_WORD_OR_NUMBER.finditer(self.bare, start, end)]
        light = self.words.light_words
        while words and words[0][0] in light:
            words.pop(0)
        while words and words[-1][0] in light:
            words.pop()
        return Span(words[0].start(), words[-1].end()) if words else Span(quantity.start, quantity.start)

    @staticmethod
    def _heading_a_list(
        sentence: Sentence, before: MetricDraft | None, recent: Mapping[str, MetricDraft]
    ) -> MetricDraft | None:
        """The level that a list of figures goes on from: the one before, or the last percentage of its paragraph where
        that one is about nothing: ``chiếm 84,2%. Bốn dịch vụ đạt 100% trực tuyến``."""
        if before is None or before.indicator is not None:
            return before
        last = recent.get("percentage")
        return last if last is not None and last.sentence.paragraph == sentence.paragraph else before

    def _labelled(
        self, own: Span, quantity: Quantity, where: Surroundings, before: MetricDraft | None
    ) -> Candidate | None:
        """``Hồ sơ trực tuyến đạt 79%, thanh toán 46%``: the indicator that a word or two name in a list of figures."""
        if before is None or before.indicator is None:
            return None
        if quantity.kind not in (before.quantity.kind, "percentage"):
            return None
        rules = self.rules.indicators
        said = self.document.folded[own.start : own.end]
        if not said:  # "90% hồ sơ trực tuyến, 98% hài lòng"
            said = self.document.folded[quantity.end : quantity.end + _LONGEST_LABEL]
            said = re.split(r"[,;:.()\n]", said)[0].strip()
        name = rules.labels.get((quantity.kind, said))
        if name is None or rules.indicators[name].pillar != rules.indicators[before.indicator].pillar:
            return None
        if self.words.both.search(self.bare, own.end, quantity.start):  # "2.265 trạm 2G, 3G và 6 trạm 5G"
            return None
        if quantity.kind == "measurement" and (quantity.unit or "").lower() != rules.indicators[name].unit.lower():
            return None
        named = where.noun is None or (not own and self.document.folded.startswith(said, where.noun))
        if not named and not self.indicators.counts(where, name):
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
