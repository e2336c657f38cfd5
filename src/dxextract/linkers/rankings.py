"""Positions → rankings: index, scope, places gained, and what the position is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dxextract.document import Document, Sentence
from dxextract.finders.rankings import Delta, IndexMention, Position
from dxextract.knowledge.links import LinkWords
from dxextract.knowledge.rankings import RankingRules
from dxextract.spans import Span

_SINCE = re.compile(
    r"[^.;)]{0,25}?so\s+(?:với\s+)?(?:cùng kỳ\s+)?(?:năm\s+)?((?:19|20)\d\d|năm trước|năm ngoái|kỳ trước|quý trước)"
)
_PROVINCES = re.compile(r"tỉnh, thành(?: phố)?|quận, huyện|huyện, thành phố|sở, ban, ngành|sở, ngành")
_AHEAD = re.compile(r"\s*,?\s*(?:và\s+)?(?:lên|vươn lên|để lên|xuống|xếp|đứng|còn|đạt|từ|giữ)")


@dataclass(frozen=True, slots=True)
class RankingDraft:
    """A ranking before place, period and status are linked. ``scope`` is None for the default (the whole country)."""

    position: Position
    sentence: Sentence
    index: str | None
    index_span: Span | None
    delta: int | None
    since: str | None
    scope_from: int
    scope_to: int


def link_rankings(
    document: Document,
    positions: Sequence[Position],
    deltas: Sequence[Delta],
    indices: Sequence[IndexMention],
    rules: RankingRules,
    words: LinkWords,
) -> list[RankingDraft]:
    """Link the positions of a document.

    Args:
        document: the article laid out.
        positions, deltas, indices: what :mod:`dxextract.finders.rankings` found, each in order.
        rules: see ``gazetteer/indices.yaml``.
        words: clause boundaries.
    """
    drafts: list[RankingDraft] = []
    for number, sentence in enumerate(document.sentences):
        mine = [p for p in positions if sentence.start <= p.start < sentence.end]
        changes = [d for d in deltas if sentence.start <= d.start < sentence.end]
        owners = _owners(document, mine, changes, words)
        for at, position in enumerate(mine):
            delta = owners.get(at)
            mention = _index(document, number, position, mine[at - 1] if at else None, indices, rules, words)
            drafts.append(
                RankingDraft(
                    position,
                    sentence,
                    mention.index if mention else None,
                    Span(mention.start, mention.end) if mention else None,
                    delta.places if delta else None,
                    _since(document, delta),
                    mine[at - 1].end if at else sentence.start,
                    mine[at + 1].start if at + 1 < len(mine) else sentence.end,
                )
            )
    return drafts


def _owners(
    document: Document, positions: Sequence[Position], deltas: Sequence[Delta], words: LinkWords
) -> dict[int, Delta]:
    """Which position each change of place belongs to: the one before it, unless a verb leads on to the next."""
    owners: dict[int, Delta] = {}
    for delta in deltas:
        before = [n for n, p in enumerate(positions) if p.end <= delta.start]
        after = [n for n, p in enumerate(positions) if p.start >= delta.end]
        leads_on = after and _AHEAD.match(document.folded, delta.end) and positions[after[0]].start - delta.end < 40
        opens = (
            after and not before and not words.boundary.search(document.folded, delta.end, positions[after[0]].start)
        )
        chosen = after[0] if leads_on or opens else (before[-1] if before else None)
        if chosen is not None and chosen not in owners:
            owners[chosen] = delta
    return owners


def _since(document: Document, delta: Delta | None) -> str | None:
    if delta is None:
        return None
    match = _SINCE.match(document.folded, delta.end) or _SINCE.match(document.folded, max(delta.start, delta.end - 7))
    return document.text[match.start(1) : match.end(1)] if match else None


def _index(
    document: Document,
    number: int,
    position: Position,
    previous: Position | None,
    indices: Sequence[IndexMention],
    rules: RankingRules,
    words: LinkWords,
) -> IndexMention | None:
    """The index that a position is in: named before it in the sentence, behind it, or in the sentences before."""
    sentence = document.sentences[number]
    before = [i for i in indices if sentence.start <= i.start and i.end <= position.start]
    since = previous.end if previous else sentence.start
    pillars = [
        i
        for i in before
        if rules.indices[i.index].pillar_of and i.start >= since and _is_subject(document, i, position)
    ]
    if pillars and _speaks_of(rules.indices[pillars[-1].index].pillar_of, document, number, indices, position.start):
        return pillars[-1]
    strong = [i for i in before if not i.weak]
    after = [i for i in indices if position.end <= i.start < sentence.end and i.start - position.end < 60]
    near = [i for i in after if _joined(document, position, i)]
    if near and not any(i.start >= since for i in strong):
        return near[0]
    if strong:
        return strong[-1] if not rules.indices[strong[-1].index].pillar_of else _parent_or(strong, rules)
    weak = [i for i in before if i.start >= since]
    if weak:
        return weak[-1]
    if near:
        return near[0]
    if words.own_ordering.search(document.folded, sentence.start, position.start):
        return None
    for earlier in reversed(document.sentences[max(0, number - 3) : number]):
        if earlier.paragraph != sentence.paragraph and not document.paragraphs[earlier.paragraph].heading:
            break
        named = [
            i
            for i in indices
            if earlier.start <= i.start < earlier.end and not i.weak and not rules.indices[i.index].pillar_of
        ]
        if named:
            return named[-1]
    return None


def _is_subject(document: Document, mention: IndexMention, position: Position) -> bool:
    """Whether a name stands as the subject right before a position."""
    between = document.folded[mention.end : position.start]
    return len(between) <= 40 and not re.search(r"[,;(]", between)


def _parent_or(mentions: Sequence[IndexMention], rules: RankingRules) -> IndexMention:
    """The last mention that is no pillar, or else the last one."""
    whole = [m for m in mentions if rules.indices[m.index].pillar_of is None]
    return whole[-1] if whole else mentions[-1]


def _speaks_of(
    index: str | None, document: Document, number: int, indices: Sequence[IndexMention], before: int
) -> bool:
    """Whether the index of a pillar was named shortly before."""
    first = document.sentences[max(0, number - 3)].start
    return any(i.index == index and first <= i.start < before for i in indices)


def _joined(document: Document, position: Position, mention: IndexMention) -> bool:
    """Whether a name behind a position belongs to it: no clause ends and no new subject begins between."""
    between = _PROVINCES.sub(" ", document.folded[position.end : mention.start])
    return not re.search(r"[;.]|,\s*(?!về)|\d", between)
