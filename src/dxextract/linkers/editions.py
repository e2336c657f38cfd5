"""Which edition of an index an article speaks of: ``công bố PAR INDEX năm 2023`` dates the positions behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dxextract.document import Document
from dxextract.finders.period_roles import PeriodRole
from dxextract.finders.periods import PeriodMention
from dxextract.finders.rankings import IndexMention
from dxextract.knowledge.rankings import RankingRules
from dxextract.linkers.metric_drafts import MetricDraft
from dxextract.linkers.rankings import RankingDraft
from dxextract.spans import within

_NEAR = 40
"""So near behind the name of an index stands its edition."""
_NOT_ITS = re.compile(r"[,;:.\d\n]")
_LISTED = re.compile(r"[)\s]*[\s,][\s(]*(?:và\s+)?")
"""Between the members of a list, which have the edition of the last: ``PAPI, SIPAS và PAR INDEX năm 2023``."""


class Editions:
    """The editions that one document names of each index.

    Args:
        document: the laid-out article.
        indices: the names of indices found in it.
        periods: the time expressions found in it.
        ranked: the positions linked to indices.
        rules: which index a part belongs to, and whose score an indicator is.
    """

    def __init__(
        self,
        document: Document,
        indices: Sequence[IndexMention],
        periods: Sequence[PeriodMention],
        ranked: Sequence[RankingDraft],
        rules: RankingRules,
    ) -> None:
        self._paragraphs = document.paragraphs
        self._names = [name for name in indices if not name.weak]
        self._weak = frozenset(
            name.start for name in indices if name.weak and rules.indices[name.index].pillar_of is None
        )
        self._ranked = {draft.sentence.start: draft.whole for draft in reversed(ranked) if draft.whole is not None}
        self._named: dict[str, list[PeriodMention]] = {}
        self._whole = {index.id: index.pillar_of or index.id for index in rules.indices.values()}
        self._scored = {
            score: self._whole[index.id]
            for index in rules.indices.values()
            for score in (*index.scores.values(), index.component_score)
            if score is not None
        }
        ends = [period.end for period in periods]
        found: list[tuple[str, PeriodMention]] = []
        last: tuple[IndexMention, PeriodMention | None] | None = None
        for name in reversed(self._names):
            at = bisect_left(ends, name.end)
            edition = None
            if at < len(periods) and _is_edition(document.folded, name, periods[at]):
                edition = periods[at]
            elif last is not None and _LISTED.fullmatch(document.folded, name.end, last[0].start):
                edition = last[1]
            last = name, edition
            if edition is not None and not _in_passing(document.folded, name, edition):
                found.append((self._whole[name.index], edition))
        for index, edition in reversed(found):
            self._named.setdefault(index, []).append(edition)
        self._another = {index: _first_other(named) for index, named in self._named.items()}
        self._newest = {index for index, named in self._named.items() if _is_newest(named)}

    def of_ranking(self, draft: RankingDraft) -> PeriodMention | None:
        """The edition of the index of a position, if the text names exactly one before it, or older ones beside it.

        A weak name (``tốp 20 về chuyển đổi số``) may mean another ordering.
        """
        if draft.index_span is not None and draft.index_span.start in self._weak:
            return None
        return self._of_index(draft.whole, draft.position.start)

    def of_metric(self, draft: MetricDraft) -> PeriodMention | None:
        """The edition of the index that a number is the score of, as :meth:`of_ranking`; None for other numbers.

        Points of a part (``nội dung "Công khai, minh bạch" được 4,88 điểm``) are of the index that their paragraph
        named last, or else that a position beside them is in.
        """
        index = self._scored.get(draft.indicator or "")
        if index is None and draft.quantity.kind == "score":
            named = within(self._names, self._paragraphs[draft.sentence.paragraph].start, draft.quantity.start)
            index = named[-1].index if named else self._ranked.get(draft.sentence.start)
        return self._of_index(index, draft.quantity.start)

    def _of_index(self, index: str | None, before: int) -> PeriodMention | None:
        whole = self._whole.get(index or "", "")
        named: Sequence[PeriodMention] = self._named.get(whole, ())
        said = bisect_left(named, before, key=lambda edition: edition.start)
        if said == 0:
            return None
        if said <= self._another[whole]:
            return named[said - 1]
        return named[0] if whole in self._newest else None


def _first_other(named: Sequence[PeriodMention]) -> int:
    """How many editions are named, in the order of the text, before one that is not the first."""
    return next((at for at, edition in enumerate(named) if edition.since != named[0].since), len(named))


def _in_passing(folded: str, name: IndexMention, edition: PeriodMention) -> bool:
    """``hạng 5 (PII 2023 xếp hạng 4)``: whether an edition is only compared with, in brackets."""
    return folded.startswith("(", name.start - 1) and not folded.startswith(")", edition.end)


def _is_newest(named: Sequence[PeriodMention]) -> bool:
    """Whether the edition named first is newer than all others and named again: what is new, compared with before."""
    first = named[0].since
    again = sum(edition.since == first for edition in named) > 1
    return again and all(edition.since is None or first is None or edition.since <= first for edition in named)


def _is_edition(folded: str, name: IndexMention, period: PeriodMention) -> bool:
    touches = not folded[name.end : period.start].strip(" )")  # "hội nghị công bố Chỉ số CCHC năm 2023"
    if period.role is not PeriodRole.VALUE and not (touches and period.role is PeriodRole.NAME):
        return False
    if period.unit != "year" or period.since is None or period.until is None:
        return False
    return period.start - name.end < _NEAR and _NOT_ITS.search(folded, name.end, period.start) is None
