"""Positions → rankings: index, scope, places gained, and what the position is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dxextract.document import Sentence
from dxextract.finders.rankings import Delta, IndexMention, Position
from dxextract.knowledge.ranking_words import RankingWords
from dxextract.linkers.rank_changes import owners_of, since_when
from dxextract.linkers.rank_indices import RankIndices
from dxextract.linkers.rank_lists import shared_out
from dxextract.linkers.rank_scene import RankScene
from dxextract.spans import Span, within

_CHAIN_REACH = 40
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class RankingDraft:
    """A ranking before place, period and status are linked.

    Attributes:
        whole: the index that is ordered: ``index`` itself, or the one of which a part has the position.
    """

    position: Position
    sentence: Sentence
    index: str | None
    whole: str | None
    index_span: Span | None
    delta: int | None
    since: str | None
    scope_from: int
    scope_to: int


def link_rankings(scene: RankScene) -> list[RankingDraft]:
    """Link the positions of a document."""
    document, words, rules = scene.document, scene.words, scene.rules
    linker = _RankingLinker(scene)
    drafts: list[RankingDraft] = []
    for number, sentence in enumerate(document.sentences):
        mine = within(scene.positions, sentence.start, sentence.end)
        if mine:
            changes = within(scene.deltas, sentence.start, sentence.end)
            found = list(
                linker.sentence(number, mine, owners_of(document, mine, changes, scene.mentions, words, rules.words))
            )
            drafts += _trailing(document.folded, found, rules.words)
    return drafts


def _trailing(folded: str, drafts: list[RankingDraft], cues: RankingWords) -> list[RankingDraft]:
    """``từ hạng 45 vươn lên hạng 28 về DTI``: an index behind the last of a chain is that of all of it."""
    for at in range(len(drafts) - 2, -1, -1):
        draft, following = drafts[at], drafts[at + 1]
        gap = _YEAR.sub(" ", folded[draft.position.end : following.position.start])
        behind = following.index_span is not None and following.index_span.start >= following.position.end
        shared = behind or (at + 2 < len(drafts) and drafts[at + 1].index_span == drafts[at + 2].index_span)
        told = cues.field.match(gap) is not None
        chained = len(gap) < _CHAIN_REACH and ";" not in gap and not told and cues.moves_on.search(gap) is not None
        if draft.index is None and following.index is not None and shared and chained:
            drafts[at] = replace(draft, index=following.index, index_span=following.index_span)
    return drafts


class _RankingLinker:
    def __init__(self, scene: RankScene) -> None:
        self.document = scene.document
        self.folded = scene.document.folded
        self.cells = scene.cells
        self.indices = scene.rules.indices
        self.mentions = scene.mentions
        self.words = scene.words
        self.cues = scene.rules.words
        self.inside = RankIndices(scene)

    def sentence(
        self, number: int, positions: Sequence[Position], owners: Mapping[int, Delta]
    ) -> Iterator[RankingDraft]:
        """The drafts of one sentence."""
        sentence = self.document.sentences[number]
        start, behind, last, part = sentence.start, None, None, False
        told = shared_out(self.document, sentence, positions, self.mentions, self.words, self.cues)
        for at, position in enumerate(positions):
            delta = owners.get(at)
            end = positions[at + 1].start if at + 1 < len(positions) else sentence.end
            given = self._headed(position) or told.get(at)
            if given is None and last is not None and self._reached(start, position):
                given = last
            mention = given or self._among(self.inside.of(number, position, start, behind), position)
            own = mention
            if mention is not None and (
                self._of_a_part(sentence, position, start, mention) if given is None else part and given is last
            ):
                own = None
            if mention is not None:
                self.inside.remember(number, mention)
            yield RankingDraft(
                position,
                sentence,
                own.index if own else None,
                mention.index if mention else None,
                Span(own.start, own.end) if own else None,
                delta.places if delta else None,
                since_when(self.document, delta, self.cues),
                start,
                end,
            )
            start, last, part = position.end, mention, own is None
            behind = mention if mention is not None and mention.start >= position.end else None

    def _among(self, mention: IndexMention | None, position: Position) -> IndexMention | None:
        """The index that a weak name means: another one where countries are ranked (``xếp 44/133 nền kinh tế``)."""
        other = self.indices[mention.index].of_countries if mention is not None and mention.weak else None
        if mention is None or other is None or self.cues.among_countries.match(self.folded, position.end) is None:
            return mention
        return replace(mention, index=other)

    def _reached(self, since: int, position: Position) -> bool:
        """``kinh tế số từ hạng 40 lên hạng 35``, ``hạng 45 (năm 2022: 34)``: whether a position is where the one before
        it led to, or in brackets behind it."""
        between = self.folded[since : position.start]
        aside = between.startswith(" (") and ")" not in between
        moved = aside or self.cues.reached.fullmatch(between) is not None
        return moved and not self.inside.between(since, position.start)

    def _headed(self, position: Position) -> IndexMention | None:
        """The index that the column's header names, or the table's caption."""
        cell = self.cells.get(position.start)
        spans = () if cell is None else (cell.header, *cell.caption)
        return next((m for span in spans for m in reversed(self.inside.between(span.start, span.end))), None)

    def _of_a_part(self, sentence: Sentence, position: Position, since: int, mention: IndexMention) -> bool:
        """``lĩnh vực thể chế đứng thứ 7``: whether a part of an index is what has the position, which is not the
        index's own; so has all that a list of parts (``Trong 8 lĩnh vực của PAR Index, ...``) opens."""
        if self.indices[mention.index].pillar_of or mention.start >= position.end:
            return False
        mark = self.folded.rfind(";", sentence.start, position.start)
        opened = self.cues.parts_opened.search(self.folded, max(sentence.start, mark), position.start)
        if opened is not None:
            return True
        clause = max(since, mark)
        start = max(clause, min(mention.end, position.start))
        part = self.cues.part.search(self.folded, start, position.start)
        part = part or self.indices[mention.index].component.search(self.folded, start, position.start)
        return part is not None and not any(
            m.start <= part.start() < m.end for m in self.inside.between(sentence.start, position.start)
        )
