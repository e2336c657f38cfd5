"""What shows only when all numbers of a sentence are linked: the series that ends with a noun, the whole whose part
comes behind it, the numbers told off in the order of those before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dxextract.document import Document
from dxextract.linkers.clauses import WORD
from dxextract.linkers.metric_drafts import MetricDraft, MetricRules
from dxextract.linkers.subjects import SubjectLinker
from dxextract.spans import blank

_TURN_REACH = 60
_TOLD_REACH = 20
"""So near before the first of several shares stands the word that tells them off."""
_PARTS = 2
"""So many numbers behind a whole are looked at for the one that it takes its words from."""


class Afterwards:
    """Second thoughts about the numbers of one document, a sentence at a time.

    Args:
        document: the article laid out.
        subjects: what its numbers are about.
        rules: see :class:`MetricRules`.
    """

    def __init__(self, document: Document, subjects: SubjectLinker, rules: MetricRules) -> None:
        self.text = document.text
        self.folded = document.folded
        self.subjects = subjects
        self.words = rules.links
        self.known = rules.indicators.indicators

    def settle(self, drafts: Sequence[MetricDraft], told: Sequence[MetricDraft]) -> list[MetricDraft]:
        """The drafts of a sentence, some of them about something else.

        Args:
            drafts: of one sentence, in order.
            told: those before it that have an indicator, the last ones.
        """
        return self._in_turn(self._series(drafts), told)

    def _series(self, linked: Sequence[MetricDraft]) -> list[MetricDraft]:
        """``7.932, 5.106 và 4.377 giao dịch``: the last of a series says what all of them count."""
        drafts = list(linked)
        for at in range(len(drafts) - 2, -1, -1):
            draft, following = drafts[at], drafts[at + 1]
            if draft.indicator is None and self._aims_ahead(draft, following):
                drafts[at] = _about(draft, following)
                continue
            if self._joined(draft, following):
                drafts[at] = self._in_series(draft, following)
                continue
            before = drafts[at - 1] if at else None
            if (whole := self._whole(draft, drafts[at + 1 : at + 1 + _PARTS], before)) is not None:
                drafts[at] = replace(draft, indicator=whole)
        return drafts

    def _in_series(self, draft: MetricDraft, following: MetricDraft) -> MetricDraft:
        """A number that a comma or ``và`` joins to the next: it counts the same where it has no noun, and shares told
        off (``lần lượt 97,5%, 95% và 94,8% hồ sơ``) are of the same."""
        if draft.unit is None:
            draft = _about(draft, following) if draft.indicator is None else draft
            return replace(draft, unit=following.unit)
        told = self.words.respectively.search(
            self.folded, max(draft.sentence.start, draft.quantity.start - _TOLD_REACH), draft.quantity.start
        )
        shared = draft.indicator is None and following.where.noun_follows and told is not None
        return _about(draft, following) if shared else draft

    def _aims_ahead(self, draft: MetricDraft, following: MetricDraft) -> bool:
        """``So với chỉ tiêu 50%, thanh toán trực tuyến đạt 34,7%``: whether a sentence opens with what the next one is
        measured against."""
        if draft.quantity.kind != following.quantity.kind or following.where.noun_follows or draft.where.noun_follows:
            return False
        start = draft.sentence.start
        opening = self.subjects.bare[start : draft.quantity.start]
        against = self.words.measured_against.match(self.folded, start) is not None
        return against and self.words.light_words.issuperset(WORD.findall(opening))

    def _whole(self, draft: MetricDraft, behind: Sequence[MetricDraft], before: MetricDraft | None) -> str | None:
        """The indicator of a count that took what its part is about, where it is the whole; None for all others:
        ``lượng hồ sơ tăng lên 305, trong đó có 140 hồ sơ trực tuyến``, ``342 hồ sơ, 61,7% trực tuyến``."""
        part = next((d for d in behind if d.indicator is not None), None)
        if draft.indicator is None or part is None or part.indicator is None:
            return None
        if draft.quantity.kind != "count" or draft.change:
            return None
        rate = self.known[part.indicator].share or part.indicator
        if (ratio := self.known[rate].ratio) is None or draft.indicator != ratio[0]:
            return None
        indicators = self.subjects.indicators
        telling = indicators.terms_of(ratio[0]) - indicators.terms_of(ratio[1])
        start = draft.sentence.start if before is None else before.quantity.end
        own = indicators.said(telling, start, behind[0].quantity.start)
        return ratio[1] if not own and indicators.said(telling, part.quantity.end, self._end(part)) else None

    def _end(self, draft: MetricDraft) -> int:
        """Where the clause behind a number ends."""
        comma = self.words.clause_comma.search(self.folded, draft.quantity.end, draft.sentence.end)
        return comma.start() if comma else draft.sentence.end

    def _in_turn(self, drafts: list[MetricDraft], told: Sequence[MetricDraft]) -> list[MetricDraft]:
        """Numbers without a subject that are told off take the indicators of as many before them: ``hồ sơ trực tuyến
        đạt 80%, thanh toán trực tuyến 50%; năm 2025 các tỷ lệ này lần lượt là 90% và 80%``."""
        first = 0
        while first < len(drafts):
            last = first
            while last + 1 < len(drafts) and self._joined(drafts[last], drafts[last + 1]):
                last += 1
            if last > first and self._told_off(drafts[first], drafts[first - 1] if first else None):
                many, kind = last - first + 1, drafts[first].quantity.kind
                models = self._last_told([*told, *drafts[:first]], many)
                if len({d.indicator for d in models if d.quantity.kind == kind and d.indicator}) == many:
                    drafts[first : last + 1] = [
                        _repeated(d, model) for d, model in zip(drafts[first : last + 1], models, strict=True)
                    ]
            first = last + 1
        return drafts

    def _last_told(self, drafts: Sequence[MetricDraft], many: int) -> list[MetricDraft]:
        """The last so many levels, in order, without those that only compare: ``74,2% hộ (cả nước 72%)``."""
        levels = [d for d in drafts if d.change is None and not d.distance]
        told = levels[:1] + [d for before, d in pairwise(levels) if not self._compares(before, d)]
        return told[-many:]

    def _compares(self, before: MetricDraft, draft: MetricDraft) -> bool:
        """Whether a level stands in the brackets behind one of the same."""
        if before.indicator != draft.indicator or before.quantity.kind != draft.quantity.kind:
            return False
        gap = self.folded[before.quantity.end : draft.quantity.start]
        return gap.count("(") > gap.count(")")

    def _joined(self, one: MetricDraft, other: MetricDraft) -> bool:
        gap = self.folded[one.quantity.end : other.quantity.start]
        return one.quantity.kind == other.quantity.kind and self.words.joined.fullmatch(gap) is not None

    def _told_off(self, draft: MetricDraft, before: MetricDraft | None) -> bool:
        """Whether nothing but names, times, light words and one that points back leads to a number that is told off."""
        end = draft.quantity.start
        start = max(draft.sentence.start, end - _TURN_REACH, before.quantity.end if before else 0)
        item = start == draft.sentence.start and self.folded.startswith(": ", end - 2)  # "+ Bình Phước: 17,4% và 40%"
        if not item:
            for boundary in self.words.boundary.finditer(self.folded, start, end):
                start = boundary.end()
        if draft.where.noun_follows or self.words.both.search(self.folded, start, end) is not None:
            return False  # "năm 2022 và năm 2023 lần lượt là"
        if not item and self.words.respectively.search(self.folded, start, end) is None:
            return False
        pointing = [(m.start() - start, m.end() - start) for m in self.words.anaphor.finditer(self.folded, start, end)]
        said = WORD.finditer(blank(self.subjects.bare[start:end], pointing))
        light = self.words.light_words
        return all(word[0] in light or (item and self.text[start + word.start()].isupper()) for word in said)


def _repeated(draft: MetricDraft, model: MetricDraft) -> MetricDraft:
    """A draft that is about what another is about, and counts what it counts."""
    return replace(_about(draft, model), unit=model.unit)


def _about(draft: MetricDraft, other: MetricDraft) -> MetricDraft:
    """A draft that is about what another is about."""
    return replace(
        draft,
        indicator=other.indicator,
        indicator_span=other.indicator_span,
        indicator_score=other.indicator_score,
    )
