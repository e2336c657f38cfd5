"""Which index a score is of: the one named right behind it, before it, or ahead in its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dxextract.document import Document, Sentence
from dxextract.finders.numerals import Quantity
from dxextract.finders.rankings import IndexMention
from dxextract.linkers.indicators import Candidate
from dxextract.linkers.metric_drafts import MetricRules
from dxextract.linkers.rankings import RankingDraft
from dxextract.linkers.readings import caption
from dxextract.linkers.windows import Surroundings
from dxextract.spans import Span, within

_BEHIND = 8
"""So near behind a number the name of an index is its own: ``0,58 điểm DTI``."""
_SHORTLY = 200
_AHEAD = 160
"""So many characters ahead the index of a score that a sentence begins with is named."""
_NAME = 24
_INDEX_REACH = 3000
"""So many characters behind its name a score may still be that of an index."""


class IndexScores:
    """The scores of indices in one document."""

    def __init__(
        self,
        document: Document,
        indices: Sequence[IndexMention],
        ranked: Sequence[RankingDraft],
        rules: MetricRules,
    ) -> None:
        self.document = document
        self.indices = indices
        self.ranked = sorted(ranked, key=lambda draft: draft.position.start)
        self.strong = [mention for mention in indices if not mention.weak]
        title = document.paragraphs[0].end if document.paragraphs else 0
        named = [mention for mention in self.strong if mention.start < title]
        self.title = named[0] if len({mention.index for mention in named}) == 1 else None
        self.only = self.strong[0] if len({mention.index for mention in self.strong}) == 1 else None
        self.handed: dict[int, IndexMention] = {}
        self.rules = rules
        self.words = rules.links

    def mention(
        self,
        sentence: Sentence,
        quantity: Quantity,
        where: Surroundings,
        best: Candidate | None,
        before: Quantity | None,
        *,
        change: bool,
    ) -> IndexMention | None:
        """The index whose score a score or a percentage is: right behind it, or the nearest before it, or that of the
        position beside it.

        Args:
            sentence: its sentence.
            quantity: the number.
            where: where to look.
            best: the best candidate there.
            before: the level before it.
            change: whether the number is the amount of a change.
        """
        if quantity.kind not in ("score", "percentage"):
            return None
        named = self._named(sentence, quantity, where, best, before, change=change)
        if named is not None or best is not None or change or where.told is not None or where.noun_follows:
            return named
        if self._unknown(sentence.start, quantity):
            return None
        beside = self._beside_position(sentence, quantity, before) or self._averaged(sentence, quantity)
        beside = beside or self._titled(sentence, quantity, where)
        if beside is not None:
            self.handed[quantity.start] = beside
        return beside

    def _named(
        self,
        sentence: Sentence,
        quantity: Quantity,
        where: Surroundings,
        best: Candidate | None,
        before: Quantity | None,
        *,
        change: bool,
    ) -> IndexMention | None:
        if where.told is not None:
            return next(iter(within(self.indices, where.told.start, where.told.end)), None)
        near = within(self.indices, quantity.end, quantity.end + _BEHIND)
        behind = next((i for i in near if self._names(i, quantity) and self._touches(quantity, i)), None)
        if behind is not None or (where.noun_follows and quantity.kind == "percentage"):
            return behind
        start = sentence.start
        if quantity.kind == "score" or where.plain or (best is None and self._is_average(sentence, quantity)):
            block = self.document.paragraphs[sentence.paragraph].block
            first = bisect_left(self.document.paragraphs, block, key=lambda p: p.block)
            start = max(self.document.paragraphs[first].start, quantity.start - _INDEX_REACH)
            if quantity.kind == "score":
                start = min([start, *(above.start for above in caption(self.document, sentence))])
        named = [i for i in within(self.indices, start, quantity.start) if not i.weak]
        here = bool(named) and named[-1].start >= sentence.start
        if not here and not change and (ahead := self._ahead(sentence, quantity, where, best)) is not None:
            return ahead
        if not named or (best is not None and best.start > named[-1].end) or self._unknown(named[-1].end, quantity):
            return None
        if quantity.kind == "percentage" and self._is_share(quantity, where, named[-1], before):
            return None
        scores = self.rules.rankings.indices[named[-1].index].scores
        return named[-1] if quantity.kind == "score" or quantity.kind in scores else None

    def _names(self, mention: IndexMention, quantity: Quantity) -> bool:
        """``0,72 điểm chuyển đổi số``: whether words name an index behind a number; the weak ones do behind a score."""
        scores = self.rules.rankings.indices[mention.index].scores
        return not mention.weak or (quantity.kind == "score" and quantity.kind in scores)

    def _unknown(self, after: int, quantity: Quantity) -> bool:
        """Whether an index that the gazetteer does not know is named behind a character and shortly before a number."""
        start = max(after, quantity.start - _SHORTLY)
        found = self.rules.rankings.words.unknown.finditer(self.document.text, start, quantity.start)
        return any(not within(self.indices, match.start(), match.end()) for match in found)

    def _beside_position(self, sentence: Sentence, quantity: Quantity, before: Quantity | None) -> IndexMention | None:
        """The index that a position is in for which a score is told: ``xếp thứ 9 với 91,87%``, ``Với 69,1 điểm, tỉnh
        xếp thứ 7``, and of the scores of others in brackets behind it."""
        folded = self.document.folded
        first = bisect_left(self.ranked, sentence.start, key=lambda draft: draft.position.start)
        last = bisect_left(self.ranked, quantity.start, key=lambda draft: draft.position.start)
        cues = self.rules.rankings.words
        told = self.words.own_ordering.search(folded, sentence.start, quantity.start)
        if told is not None:
            return None
        gap = folded[self.ranked[last - 1].position.end : quantity.start][:_AHEAD] if last > first else ""
        apposed = gap == ", " and quantity.kind == "score"  # "thứ 5/12, 68,9 điểm"
        if apposed or (
            last > first and cues.scored.fullmatch(cues.units.sub(" ", gap))
        ):  # "dẫn đầu 124 xã với 97 điểm"
            return self._scored(self.ranked[last - 1], quantity)
        if last < len(self.ranked) and (clause := self._gap(quantity, self.ranked[last])) is not None:
            opens = cues.with_score.fullmatch(folded, sentence.start, quantity.start) is not None
            if opens or cues.own_subject.match(self.document.text, clause) is None:
                return self._scored(self.ranked[last], quantity)
        handed = self.handed.get(before.start) if before is not None else None
        if handed is None or before is None or before.kind != quantity.kind or before.start < sentence.start:
            return None
        gap = folded[before.end : quantity.start]
        listed = ";" not in gap or cues.ordering.search(gap) is not None  # "; đứng cuối bảng là Hà Trung (61 điểm)"
        aside = gap.endswith("(") and listed and len(gap) < _AHEAD
        return handed if aside or cues.scores_listed.fullmatch(gap) else None

    def _is_average(self, sentence: Sentence, quantity: Quantity) -> bool:
        averages = self.rules.rankings.words.averages
        return averages.search(self.document.folded, sentence.start, quantity.start) is not None

    def _averaged(self, sentence: Sentence, quantity: Quantity) -> IndexMention | None:
        """The index of the positions that a paragraph told of, of which an average is told: ``Giá trị trung bình của 63
        tỉnh đạt 86,98%``."""
        last = bisect_left(self.ranked, quantity.start, key=lambda draft: draft.position.start) - 1
        if last < 0 or self.ranked[last].sentence.paragraph != sentence.paragraph:
            return None
        return self._scored(self.ranked[last], quantity) if self._is_average(sentence, quantity) else None

    def _titled(self, sentence: Sentence, quantity: Quantity, where: Surroundings) -> IndexMention | None:
        """The one index that the title names, while no other has been named, where nothing but a name stands before a
        score: ``Theo sau là Bình Dương 88,29% và Đồng Tháp (88,11%)``; and of all points of an article the one that it
        names: ``Ở khối huyện, Đồng Xoài đạt 0,7123 điểm``."""
        last = bisect_left(self.strong, quantity.start, key=lambda mention: mention.start) - 1
        if last < 0 or where.noun is not None:
            return None
        if self.only is not None and quantity.kind == "score" and quantity.denominator is None:
            return self._not_of_another(sentence, quantity, self.only)
        if self.title is None or self.strong[last].index != self.title.index or not self._behind_name(quantity):
            return None
        return self._not_of_another(sentence, quantity, self.title)

    def _not_of_another(self, sentence: Sentence, quantity: Quantity, mention: IndexMention) -> IndexMention | None:
        """An index, where its sentence tells of no part of it and of no other ordering."""
        told = self.words.own_ordering.search(self.document.folded, sentence.start, quantity.start)
        told = told or self.words.no_score.search(self.document.folded, sentence.start, quantity.start)
        index = self.rules.rankings.indices[mention.index]
        for part in (index.component, self.rules.rankings.words.part):
            told = told or part.search(self.document.folded, sentence.start, quantity.start)
        return None if told is not None or quantity.kind not in index.scores else mention

    def _behind_name(self, quantity: Quantity) -> bool:
        """Whether a capitalised word of several letters stands right before a number, or before its bracket."""
        before = self.document.text[max(0, quantity.start - _NAME) : quantity.start].rstrip(" (")
        word = before.rpartition(" ")[2]
        return word.isalpha() and word[:1].isupper() and word[1:].islower()

    def _gap(self, quantity: Quantity, draft: RankingDraft) -> int | None:
        """Where what leads from a score to its position begins, behind a mark; None where nothing leads there."""
        leads = self.rules.rankings.words.ranked.fullmatch(self.document.folded, quantity.end, draft.position.start)
        return None if leads is None else leads.end("mark") if leads["mark"] else quantity.end

    def _scored(self, draft: RankingDraft, quantity: Quantity) -> IndexMention | None:
        if draft.index is None or draft.index_span is None:
            return None
        scores = self.rules.rankings.indices[draft.index].scores
        span = draft.index_span
        return IndexMention(span.start, span.end, draft.index, False) if quantity.kind in scores else None

    def _is_share(self, quantity: Quantity, where: Surroundings, named: IndexMention, before: Quantity | None) -> bool:
        """Whether a percentage behind the name of an index is a share of something, and no score."""
        if self.words.no_score.search(self.document.folded, named.end, quantity.start) is not None:
            return True
        said = self.words.predicate.match(self.document.folded, quantity.end)
        if said is not None and "," not in said[0]:
            return True  # "Bộ chỉ số 766 ... ⏎ - 99 xã, phường: 100% có trung tâm"
        amount = before is not None and before.start > named.end and before.kind == "money"
        return where.noun is not None or (where.dependent and amount)

    def _ahead(
        self, sentence: Sentence, quantity: Quantity, where: Surroundings, best: Candidate | None
    ) -> IndexMention | None:
        """The index named behind the score that a sentence begins with: ``Với 66,45 điểm, tỉnh đứng thứ 29 về PCI``."""
        if not where.plain or where.noun_follows or (best is not None and quantity.kind != "score"):
            return None
        end = min(sentence.end, quantity.end + _AHEAD)
        named = (i for i in within(self.indices, quantity.end, end) if quantity.kind == "score" or not i.weak)
        first = next(named, None)
        if first is None or self.rules.numbers.points.search(self.document.folded, quantity.end, first.start):
            return None
        return first if quantity.kind in self.rules.rankings.indices[first.index].scores else None

    def _touches(self, quantity: Quantity, name: Span) -> bool:
        """Whether a name says right behind a number what it is: ``43,2 điểm PAPI``, ``43,2 điểm (PAPI)``."""
        between = self.document.folded[quantity.end : name.start].strip()
        return (
            not between
            or self.words.scored_by.fullmatch(between) is not None
            or (between == "(" and self.document.folded.startswith(")", name.end))
        )

    def score(self, mention: IndexMention, quantity: Quantity) -> Candidate | None:
        """The indicator of an index's score, or of a part's; None where the index has none."""
        index = self.rules.rankings.indices[mention.index]
        between = self.document.folded[mention.end : quantity.start]
        if mention is not self.handed.get(quantity.start) and index.component.search(between):
            part = index.component_score
            return None if part is None else Candidate(part, 0.8, 1.0, mention.start, mention.end)
        indicator = index.scores.get(quantity.kind)
        return None if indicator is None else Candidate(indicator, 0.9, 1.0, mention.start, mention.end)
