"""Positions in an ordering, gains and losses of places, and mentions of indices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dxextract.document import Document, Sentence
from dxextract.finders.taken import Taken
from dxextract.finders.values import read_words
from dxextract.knowledge.numbers import NumberWords
from dxextract.knowledge.rankings import RankingRule, RankingRules
from dxextract.spans import Span

_MORE = re.compile(
    r"(?:\s*,\s*|\s+và\s+(?:thứ\s+)?|\s*,\s*và\s+)(\d{1,3})(?![.,]?\d|\s*%|\s+[^\W\d_]*(?<!và)\s*\d)"
    r"(?=\s*(?:,|;|\.|\)|\n|$|và\b|cả nước|toàn quốc))"
)
_TO = re.compile(
    r"(?:\s*/\s*\d{1,3})?\s+(?:năm \d{4} )?(?:lên|xuống)\s+(?:vị trí\s+)?(?:thứ\s+|hạng\s+)?"
    r"(\d{1,3})(?:\s*/\s*(\d{1,3}))?(?![.,]?\d|\s*%)"
)
_LISTED = re.compile(r"[A-ZĐÀ-Ỹ][^\W\d_]+(?: \(|: )(\d{1,3})(?=\)|;)")
_BEST = {"nhất": 1, "nhì": 2}


@dataclass(frozen=True, slots=True)
class Position(Span):
    """A position: the span is the number (with its denominator) or the words that say it."""

    rank: int
    out_of: int | None
    top: bool
    rule: str
    match_end: int


@dataclass(frozen=True, slots=True)
class Delta(Span):
    """Places gained (positive) or lost (negative); ``start`` to ``end`` is the whole phrase."""

    places: int


@dataclass(frozen=True, slots=True)
class IndexMention(Span):
    """A name of an index; ``weak`` ones name it only beside a position or a score."""

    index: str
    weak: bool


def find_indices(document: Document, rules: RankingRules) -> tuple[IndexMention, ...]:
    """Every name of an index, the longest where names overlap."""
    return tuple(
        IndexMention(m.start(), m.end(), *rules.aliases[" ".join(m[0].split())])
        for m in rules.alias.finditer(document.folded)
    )


def find_rankings(
    document: Document,
    rules: RankingRules,
    words: NumberWords,
    indices: tuple[IndexMention, ...],
    taken: Taken,
) -> tuple[tuple[Position, ...], tuple[Delta, ...]]:
    """Positions and changes of place in a document.

    Args:
        document: the article laid out.
        rules: see ``patterns/rankings.yaml``.
        words: number words, for positions in words.
        indices: index mentions: context for positions that need it.
        taken: characters that other finders have claimed.

    Returns:
        Positions and deltas, each in the order of the text and without overlaps.
    """
    positions: list[Position] = []
    deltas: list[Delta] = []
    for rule in rules.rules:
        for match in rule.pattern.finditer(document.folded):
            if rule.not_after.search(document.folded[max(0, match.start() - 30) : match.start()]):
                continue
            if rule.not_before.match(document.folded, match.end()):
                continue
            if rule.kind == "delta":
                places = _amount(match, words) if rule.sign else 0
                deltas.append(Delta(match.start(), match.end(), rule.sign * places))
            elif not taken.overlaps(*_core(match, rule)):
                positions += _positions(document, match, rule, words)
    strong = _without_overlaps(sorted(p for p in positions if not _needs_context(p, rules)))
    strong = _without_overlaps([*strong, *_listed(document, strong, taken)])
    weak = [p for p in positions if _needs_context(p, rules) and _in_context(document, p, rules, strong, indices)]
    return (
        _without_overlaps(sorted([*strong, *weak], key=lambda p: (p.start, -len(p)))),
        tuple(sorted(deltas)),
    )


def _listed(document: Document, positions: tuple[Position, ...], taken: Taken) -> Iterator[Position]:
    """Bare positions behind names in a sentence about an ordering: ``sau Lâm Đồng (22) và Đắk Nông (47)``."""
    for sentence in document.sentences:
        first = next((p for p in positions if sentence.contains(p)), None)
        if first is None:
            continue
        for match in _LISTED.finditer(document.text, first.end, sentence.end):
            if not taken.overlaps(*match.span(1)) and int(match[1]):
                yield Position(match.start(1), match.end(1), int(match[1]), None, False, "rank.listed", match.end())


def _core(match: re.Match[str], rule: RankingRule) -> tuple[int, int]:
    return match.span() if rule.kind == "first" else match.span("rank")


def _positions(document: Document, match: re.Match[str], rule: RankingRule, words: NumberWords) -> Iterator[Position]:
    if rule.kind == "first":
        yield Position(match.start(), match.end(), 1, None, False, rule.id, match.end())
        return
    rank = _read(match["rank"], words)
    if not rank:
        return
    of = match.groupdict().get("of")
    start, end = match.start("rank"), match.end("of") if of else match.end("rank")
    out_of = int(of) if of else None
    if out_of == 0:
        return
    yield Position(start, end, rank, out_of, rule.kind == "top", rule.id, match.end())
    if rule.kind != "position":
        return
    at = end
    while (more := _MORE.match(document.folded, at)) is not None:
        yield Position(more.start(1), more.end(1), int(more[1]), None, False, "rank.series", more.end())
        at = more.end()
    if (to := _TO.match(document.folded, end)) is not None and int(to[1]):
        yield Position(
            to.start(1),
            to.end(2) if to[2] else to.end(1),
            int(to[1]),
            int(to[2]) if to[2] else None,
            False,
            "rank.from_to",
            to.end(),
        )


def _read(written: str, words: NumberWords) -> int | None:
    if written.isdigit():
        return int(written)
    if written in _BEST:
        return _BEST[written]
    value = read_words(written.split(), words)
    return None if value is None else int(value)


def _amount(match: re.Match[str], words: NumberWords) -> int:
    return _read(match["rank"], words) or 0


def _needs_context(position: Position, rules: RankingRules) -> bool:
    return any(rule.id == position.rule and rule.context for rule in rules.rules)


def _in_context(
    document: Document,
    position: Position,
    rules: RankingRules,
    strong: tuple[Position, ...],
    indices: tuple[IndexMention, ...],
) -> bool:
    """Whether the sentence is about an ordering: an index, another position, or a scope right behind."""
    rule = next(r for r in rules.rules if r.id == position.rule)
    if rule.near is not None and rule.near.match(document.folded, position.match_end):
        return True
    sentence = next((s for s in document.sentences if s.start <= position.start < s.end), None)
    if sentence is None:
        return False
    return any(sentence.contains(p) for p in strong) or any(
        sentence.start <= i.start < position.start and not i.weak for i in indices
    )


def _without_overlaps(positions: list[Position]) -> tuple[Position, ...]:
    """The first of positions that share characters; of two with one start the longer."""
    kept: list[Position] = []
    for position in sorted(positions, key=lambda p: (p.start, -p.end)):
        if not kept or position.start >= kept[-1].end:
            kept.append(position)
    return tuple(kept)


def sentence_of(document: Document, at: int) -> Sentence | None:
    """The sentence that holds a character."""
    return next((s for s in document.sentences if s.start <= at < s.end), None)
