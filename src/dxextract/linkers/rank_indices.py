"""Which index a position is in: named before it in its sentence, behind it, or in what was said before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dxextract.document import Sentence
from dxextract.finders.rankings import IndexMention, Position
from dxextract.linkers.rank_scene import RankScene
from dxextract.spans import within

_MEMORY = 6
"""How many sentences back an index is remembered; those without a number or an index do not count."""
_SUBJECT_REACH = 40
_BEHIND_REACH = 60
_MEASURED_REACH = 120
_OPENS = " :(–-"
"""All that may stand between the name of an index and a bare position: ``ICT Index (9/63)``."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ENDED = re.compile(r"[,;.:(\d]")
_TITLES = frozenset(("rank.first", "rank.champion", "rank.runner_up"))


class RankIndices:
    """The indices that the positions of one document are in."""

    def __init__(self, scene: RankScene) -> None:
        self.document = document = scene.document
        self.folded = document.folded
        self.positions = scene.positions
        self.deltas = scene.deltas
        self.mentions = scene.mentions
        self.indices = scene.rules.indices
        self.cues = scene.rules.words
        self.words = scene.words
        self.last: tuple[int, IndexMention] | None = None
        self.telling = [
            number
            for number, sentence in enumerate(document.sentences)
            if self.between(sentence.start, sentence.end)
            or any(c.start not in scene.cells for c in within(document.claims, sentence.start, sentence.end))
        ]
        strong = [m for m in scene.mentions if not m.weak and self.indices[m.index].pillar_of is None]
        title = document.paragraphs[0].end if document.paragraphs else 0
        lone = len({m.index for m in strong}) == 1 and strong[0].start < title
        self.only = strong[0] if lone else None  # the one index of an article that its title names

    def between(self, start: int, end: int) -> Sequence[IndexMention]:
        """The mentions that begin between two characters."""
        return within(self.mentions, start, end)

    def remember(self, number: int, mention: IndexMention) -> None:
        """Keep what a position of a sentence is in, for those of the sentences behind it."""
        self.last = (number, mention)

    def of(self, number: int, position: Position, since: int, behind: IndexMention | None) -> IndexMention | None:
        """The index that a position is in: named before it in the sentence, behind it, or in what was said before.

        Args:
            number: the sentence.
            position: the position.
            since: end of the position before it, or the start of the sentence.
            behind: the mention behind the position before it that was that position's.
        """
        sentence = self.document.sentences[number]
        before = [
            m for m in self.between(sentence.start, position.start) if m.end <= position.start and m is not behind
        ]
        new = [m for m in before if m.start >= since]
        subjects = [m for m in new if self.indices[m.index].pillar_of and self._is_subject(m, position)]
        touching = [m for m in new if not self.folded[m.end : position.start].strip(_OPENS)]
        if touching:
            return touching[-1]
        if subjects and self._speaks_of(self.indices[subjects[-1].index].pillar_of, number, position.start):
            return subjects[-1]
        strong = [m for m in before if not m.weak]
        if self._unknown(max([sentence.start, *(m.end for m in strong)]), position.start):
            return None
        near = next((m for m in self.between(position.end, sentence.end) if self._belongs(position, m)), None)
        if near is not None and self._leads(near, position):
            near = None
        if near is not None and (self._object(near, position) or not any(m.start >= since for m in strong)):
            return near
        if strong:
            return None if self._undecided(sentence, strong) else self._whole(strong)
        weak = [m for m in new if m.weak and self._is_about(m, position)]
        own = self.words.own_ordering.search(self.folded, sentence.start, position.start)
        if weak and (own is None or own.end() > weak[-1].start or own.end() < since):
            return weak[-1]
        if own is not None:
            return None
        if self._elsewhere(sentence, position):
            return None
        if behind is not None:  # "xếp hạng 22 DTI; năm 2021 xếp hạng 33"
            return behind
        if (earlier := self._earlier(number)) is not None:
            return earlier
        another = self.words.own_ordering.search(self.folded, position.end, position.end + _SUBJECT_REACH)
        return self.only if another is None else None

    def _earlier(self, number: int) -> IndexMention | None:
        """The index named last in the sentences before, or that the sentence before was still about."""
        before = bisect_left(self.telling, number)
        for earlier in reversed(self.telling[max(0, before - _MEMORY) : before]):
            sentence = self.document.sentences[earlier]
            named = [
                m
                for m in self.between(sentence.start, sentence.end)
                if not m.weak and self.indices[m.index].pillar_of is None
            ]
            if self._unknown(named[-1].end if named else sentence.start, sentence.end):
                return None
            if named:
                return named[-1]
        if (
            self.last is not None
            and before
            and self.last[0] >= self.telling[before - 1]
            and self.indices[self.last[1].index].pillar_of is None
        ):
            return self.last[1]
        return None

    def _unknown(self, start: int, end: int) -> bool:
        """Whether between two characters an index is named that the gazetteer does not know."""
        named = self.cues.unknown.finditer(self.document.text, start, end)
        return any(not self.between(match.start(), match.end()) for match in named)

    def _is_about(self, mention: IndexMention, position: Position) -> bool:
        """Whether a name that means an index only beside a position is beside it: no amount of another thing comes
        between (``Trên sàn thương mại điện tử có 145.630 tài khoản, đứng thứ 2``)."""
        between = self.folded[mention.end : position.start]
        return "%" not in between and self.cues.amount.search(_YEAR.sub(" ", between)) is None

    def _is_subject(self, mention: IndexMention, position: Position) -> bool:
        """Whether a name stands as the subject right before a position, or as the topic of its clause."""
        if position.start - mention.end > 2 * _SUBJECT_REACH:
            return False
        between = self.folded[mention.end : position.start]
        for delta in within(self.deltas, mention.end, position.start):  # "kinh tế số giảm 2 bậc, còn thứ 25"
            said = self.folded[delta.start : delta.end]
            between = between.replace(f"{said},", " ").replace(said, " ")
        between = self.cues.score.sub(" ", between)
        topic = self.cues.opens_clause.search(self.folded, max(0, mention.start - _SUBJECT_REACH), mention.start)
        return len(between) <= _SUBJECT_REACH and not re.search(r"[;(\d]" if topic else r"[,;(]", between)

    def _leads(self, mention: IndexMention, position: Position) -> bool:
        """``Giải ngân thứ 8 mà PAPI thứ 34``: whether a name behind a position is the subject of the next one."""
        at = bisect_left(self.positions, mention.end, key=lambda p: p.start)
        if at == len(self.positions) or self.folded.endswith(self.cues.behind_field, position.end, mention.start):
            return False
        if self.positions[at].start - mention.end > _SUBJECT_REACH // 4:
            return False
        between = self.folded[mention.end : self.positions[at].start]
        return self.cues.new_clause.search(between) is None

    def _object(self, mention: IndexMention, position: Position) -> bool:
        """``dẫn đầu SIPAS``, ``á quân PAPI``: whether a name is the object of a position in words."""
        to_object = self.cues.to_object.fullmatch(self.folded, position.end, mention.start)
        return position.rule in _TITLES and to_object is not None

    def _elsewhere(self, sentence: Sentence, position: Position) -> bool:
        """``dẫn đầu toàn tỉnh về hồ sơ đúng hạn``, ``Về hồ sơ trực tuyến, huyện A dẫn đầu``: whether it is said what a
        position is in, or of what amount it is the position, and that is no index."""
        measured = max(sentence.start, position.start - _MEASURED_REACH)
        if self.cues.measured.search(self.folded, measured, position.start):  # "đạt 128 Mbps, xếp thứ 6 toàn quốc"
            return True
        topic = self.cues.topic.match(self.folded, sentence.start, position.start)
        if topic is not None and not self.between(topic.start("what"), topic.end()):
            return True
        field = self.cues.field.match(self.folded, position.end, min(sentence.end, position.end + _BEHIND_REACH))
        if field is None:
            return False
        ended = _ENDED.search(self.folded, field.end(), field.end() + _SUBJECT_REACH)
        return not self.between(field.end(), ended.start() if ended else field.end() + _SUBJECT_REACH)

    def _undecided(self, sentence: Sentence, mentions: Sequence[IndexMention]) -> bool:
        """``Công bố PAR INDEX và PCI: A dẫn đầu``: whether the one position of a sentence may be in either index."""
        if len(mentions) < 2 or len(within(self.positions, sentence.start, sentence.end)) > 1:
            return False
        one, other = mentions[-2:]
        named = {index.pillar_of or index.id for index in (self.indices[one.index], self.indices[other.index])}
        return len(named) > 1 and self.cues.listed.fullmatch(self.folded, one.end, other.start) is not None

    def _whole(self, mentions: Sequence[IndexMention]) -> IndexMention:
        """The last mention that is no pillar, or else the last one."""
        whole = [m for m in mentions if self.indices[m.index].pillar_of is None]
        return whole[-1] if whole else mentions[-1]

    def _speaks_of(self, index: str | None, number: int, before: int) -> bool:
        """Whether the index of a pillar, or another of its pillars, was named shortly before."""
        first = self.document.sentences[max(0, number - _MEMORY)].start
        named = (m for m in self.between(first, before) if not m.weak)
        return any(index in (m.index, self.indices[m.index].pillar_of) for m in named)

    def _belongs(self, position: Position, mention: IndexMention) -> bool:
        """Whether a name behind a position belongs to it: no clause ends and no new subject begins between."""
        between = _YEAR.sub(" ", self.cues.units.sub(" ", self.folded[position.end : mention.start]))
        if mention.weak and self.words.own_ordering.search(between):  # "đứng đầu về tỷ trọng kinh tế số trong GRDP"
            return False
        return len(between) < _BEHIND_REACH and not re.search(r"[;.]|,\s*(?!về)|\d", between)
