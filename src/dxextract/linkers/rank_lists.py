"""Several indices and as many positions, told off in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dxextract.document import Document, Sentence
from dxextract.finders.rankings import IndexMention, Position
from dxextract.knowledge.links import LinkWords
from dxextract.knowledge.ranking_words import RankingWords
from dxextract.spans import within

_NEAR = 40


def shared_out(
    document: Document,
    sentence: Sentence,
    positions: Sequence[Position],
    mentions: Sequence[IndexMention],
    words: LinkWords,
    cues: RankingWords,
) -> Mapping[int, IndexMention]:
    """``PAR Index, SIPAS và PAPI lần lượt nằm trong tốp 20, 30 và 15``: each position its own index, in order.

    Args:
        document: the article laid out.
        sentence: where to look.
        positions: those of the sentence.
        mentions: mentions of indices in the document.
        words: what tells that things are given in order.
        cues: what joins the members of a list.

    Returns:
        The mention of each position that is told off, by its place among the positions.
    """
    folded = document.folded
    mark = words.respectively.search(folded, sentence.start, sentence.end)
    if mark is None:
        return _unmarked(folded, sentence, positions, mentions, cues)
    behind = [at for at, position in enumerate(positions) if position.start >= mark.end()]
    before = _list(folded, within(mentions, sentence.start, mark.start()), cues)
    after = _list(folded, reversed(within(mentions, positions[-1].end, sentence.end)), cues)[::-1]
    if not behind:  # "Đứng thứ 12, 30 và 25 lần lượt là chính quyền số, kinh tế số và xã hội số"
        last = range(max(0, len(positions) - len(after)), len(positions))
        return dict(zip(last, after, strict=True)) if len(after) > 1 and len(last) == len(after) else {}
    listed = before if len(before) > 1 else after
    return dict(zip(behind, listed, strict=False)) if len(listed) > 1 else {}


def _unmarked(
    folded: str,
    sentence: Sentence,
    positions: Sequence[Position],
    mentions: Sequence[IndexMention],
    cues: RankingWords,
) -> Mapping[int, IndexMention]:
    """``Chính quyền số, kinh tế số, xã hội số xếp các thứ 12, 30, 25``: as many positions as indices."""
    if len(positions) < 2 or positions[1].rule != "rank.series":
        return {}
    row = 1
    while row < len(positions) and positions[row].rule == "rank.series":
        row += 1
    listed = _list(folded, within(mentions, sentence.start, positions[0].start), cues)
    near = bool(listed) and positions[0].start - listed[-1].end <= _NEAR
    return dict(enumerate(listed)) if near and len(listed) == row else {}


def _list(folded: str, mentions: Iterable[IndexMention], cues: RankingWords) -> list[IndexMention]:
    """The last run of mentions that only commas and ``và`` part."""
    listed: list[IndexMention] = []
    for mention in mentions:
        if listed:
            first, second = sorted((listed[-1], mention))
            if not cues.listed.fullmatch(folded, first.end, second.start):
                listed = []
        listed.append(mention)
    return listed
