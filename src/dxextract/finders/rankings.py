"""Positions in an ordering, gains and losses of places, and mentions of indices."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dxextract.document import Document, Sentence
from dxextract.finders.bare_positions import bare_positions
from dxextract.finders.tables import Cell
from dxextract.finders.taken import Taken
from dxextract.finders.values import read_words
from dxextract.knowledge.numbers import NumberWords
from dxextract.knowledge.rankings import RankingRule, RankingRules
from dxextract.spans import Span, within

_CELL = re.compile(r"(\d{1,3})(?:\s?/\s?(\d{1,3}))?(?=\s*(?:\n|\||\t|$))")
_LOOK_BACK = 40
_OBJECT = 16
"""So near behind the first place stands the index that it is held in: ``dẫn đầu bảng PCI``."""
_ORDERING = 300
_BEST = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Position(Span):
    """A position: the span is the number (with its denominator) or the words that say it; ``denied`` where it is said
    not to be held (``rơi khỏi tốp 10``)."""

    rank: int
    out_of: int | None
    top: bool
    rule: str
    match_end: int
    denied: bool = False


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
        for _, m in rules.alias.finditer(document.folded)
    )


def find_rankings(
    document: Document,
    rules: RankingRules,
    words: NumberWords,
    indices: Sequence[IndexMention],
    names: Sequence[Span],
    cells: Mapping[int, Cell],
    taken: Taken,
) -> tuple[tuple[Position, ...], tuple[Delta, ...]]:
    """Positions and changes of place in a document.

    Args:
        document: the article laid out.
        rules: see ``patterns/rankings.yaml``.
        words: number words, for positions in words.
        indices: index mentions: context for positions that need it.
        names: names of places, behind which a bare number may be a position.
        cells: cells of tables, some of them in a column of positions.
        taken: characters that other finders have claimed.

    Returns:
        Positions and deltas, each in the order of the text and without overlaps.
    """
    finder = _Finder(document, rules, words, indices, names, cells, taken)
    return finder.positions(), finder.deltas()


class _Finder:
    def __init__(
        self,
        document: Document,
        rules: RankingRules,
        words: NumberWords,
        indices: Sequence[IndexMention],
        names: Sequence[Span],
        cells: Mapping[int, Cell],
        taken: Taken,
    ) -> None:
        self.document = document
        self.folded = document.folded
        self.rules = rules
        self.words = words
        self.all_indices = indices
        self.indices = [i for i in indices if not i.weak]
        self.index_starts = [i.start for i in self.indices]
        self.names = names
        self.cells = cells
        self.taken = taken
        self.sentence_starts = [s.start for s in document.sentences]
        self.followed: set[tuple[int, str]] = set()
        self.matches = list(self._matches())
        others = Taken(Span(*match.span()) for rule, match in self.matches if rule.kind == "other")
        self.matches = [
            (rule, match)
            for rule, match in self.matches
            if rule.kind != "other" and not others.overlaps(*_said(rule, match))
        ]

    def deltas(self) -> tuple[Delta, ...]:
        """Places gained and lost."""
        found = (
            Delta(*match.span(), rule.sign * (self._read(match["rank"]) or 0) if rule.sign else 0)
            for rule, match in self.matches
            if rule.kind == "delta"
        )
        return tuple(sorted(found))

    def positions(self) -> tuple[Position, ...]:
        """Positions: those that stand by themselves first, because they are context for the others."""
        sure: list[Position] = []
        unsure: list[tuple[RankingRule, Position]] = []
        for rule, match in self.matches:
            if rule.kind == "delta":
                continue
            if self.taken.overlaps(*_said(rule, match)):
                continue
            for position in self._read_positions(match, rule):
                if rule.context or (rule.around and position.out_of is None):
                    unsure.append((rule, position))
                else:
                    sure.append(position)
        sure += self._told(sure, unsure)
        sure += [*self._bare(sure), *self._in_columns()]
        return _without_overlaps(sure)

    # ------------------------------------------------------------------ single rules

    def _matches(self) -> Iterator[tuple[RankingRule, re.Match[str]]]:
        for number, match in self.rules.anchors.finditer(self.folded):
            if "\n" in match[0]:  # cells of a table, one a line
                continue
            rule = self.rules.found[number]
            before = self.folded[max(0, match.start() - _LOOK_BACK) : match.start()]
            if rule.not_after.search(before) or rule.not_before.match(self.folded, match.end()):
                continue
            if rule.kind == "first" and self._is_nobody(before, match.end(), rule):
                continue
            yield rule, match

    def _is_nobody(self, before: str, end: int, rule: RankingRule) -> bool:
        """Whether a first place in words is that of the best of an ordering, whoever it is: ``đơn vị đứng đầu được tặng
        cờ``, but ``địa phương dẫn đầu cả nước``."""
        words = self.rules.words
        if words.not_first.search(before) is not None:
            return True
        said = rule.near is not None and rule.near.match(self.folded, end) is not None
        return not said and words.anybody.search(before) is not None

    def _read_positions(self, match: re.Match[str], rule: RankingRule) -> Iterator[Position]:
        if rule.kind == "first":
            yield Position(*match.span(), rule.rank, None, False, rule.id, match.end())
            return
        if rule.kind == "last":
            size = self._read(match["of"]) or 0
            place = size - (self.rules.words.next_to in match["rank"])
            if place > 0:
                yield Position(match.start("rank"), match.end("of"), place, size, False, rule.id, match.end())
            return
        rank = self._read(match["rank"])
        of = match.groupdict().get("of")
        out_of = int(of) if of else None
        if not rank or out_of == 0:
            return
        end = match.end("of") if of else match.end("rank")
        top = rule.kind == "top" or self.rules.words.or_better.match(self.folded, end) is not None
        before = self.folded[max(0, match.start() - _LOOK_BACK) : match.start()]
        words = self.rules.words
        denied = top and words.denied.search(before) is not None and words.not_denied.search(before) is None
        yield Position(match.start("rank"), end, rank, out_of, top, rule.id, match.end(), denied)
        yield from self._following(end, rule)

    def _following(self, at: int, first: RankingRule) -> Iterator[Position]:
        """What goes on behind a position that a rule found: ``thứ 14 và 22``, ``từ hạng 28 lên hạng 17``.

        What the same rule came by already is not gone through again: it may have found every member of a list.
        """
        top = first.kind == "top"
        going = True
        while going and (at, first.id) not in self.followed:
            self.followed.add((at, first.id))
            going = False
            for rule in self.rules.series:
                match = rule.pattern.match(self.folded, at)
                if match is None or not (rank := self._read(match["rank"])):
                    continue
                of = match.groupdict().get("of")
                at = match.end("of") if of else match.end("rank")
                yield Position(match.start("rank"), at, rank, int(of) if of else None, top, rule.id, match.end())
                going = True
                break

    def _read(self, written: str) -> int | None:
        if written.isdigit():
            return int(written)
        if written in self.rules.words.best:
            return self.rules.words.best[written]
        value = read_words(written.split(), self.words)
        return None if value is None else int(value)

    # ------------------------------------------------------------------ context

    def _told(self, sure: Sequence[Position], unsure: Sequence[tuple[RankingRule, Position]]) -> Iterator[Position]:
        """Those that their surroundings make positions; one that counts is context for the others."""
        ordered = {n for p in sure if (n := self._sentence(p.start)) is not None} | self._listed(unsure)
        left = list(unsure)
        while left:
            told: list[Position] = []
            untold: list[tuple[RankingRule, Position]] = []
            for rule, position in left:
                if self._in_context(rule, position, ordered):
                    told.append(position)
                else:
                    untold.append((rule, position))
            if not told:
                return
            left = untold
            ordered |= {n for p in told if (n := self._sentence(p.start)) is not None}
            yield from told

    def _listed(self, unsure: Sequence[tuple[RankingRule, Position]]) -> set[int]:
        """``Sở Nội vụ hạng nhất, Sở Tư pháp hạng nhì, Sở Y tế hạng ba``: the sentences where classes of one rule are an
        ordering, because the best are all there."""
        ranks: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
        for rule, position in unsure:
            if rule.kind == "position" and rule.context and (number := self._sentence(position.start)) is not None:
                ranks[number, rule.id].add(position.rank)
        return {number for (number, _), found in ranks.items() if found.issuperset(_BEST)}

    def _sentence(self, at: int) -> int | None:
        number = bisect_right(self.sentence_starts, at) - 1
        return number if number >= 0 and at < self.document.sentences[number].end else None

    def _in_context(self, rule: RankingRule, position: Position, ordered: set[int]) -> bool:
        """Whether the sentence is about an ordering: another position, an index before, or a scope right behind."""
        if rule.near is not None and rule.near.match(self.folded, position.match_end):
            return True
        number = self._sentence(position.start)
        if number is None:
            return rule.around > 0
        sentences = self.document.sentences
        if rule.kind == "first" and within(
            self.indices, position.match_end, min(position.match_end + _OBJECT, sentences[number].end)
        ):
            return True
        if rule.around:
            first = max(0, number - rule.around)
            start, end = sentences[first].start, sentences[number].end
            told = within(self.indices, start, end) or not ordered.isdisjoint(range(first, number + 1))
            return bool(told) or self._orders(max(start, position.start - _ORDERING), position)
        return number in ordered or self._named(sentences[number], position.start)

    def _orders(self, start: int, position: Position) -> bool:
        """Whether a word before a position, and no part of it, shows that the text is about an ordering."""
        return any(
            m.end() + 1 < position.start for m in self.rules.words.ordering.finditer(self.folded, start, position.start)
        )

    def _named(self, sentence: Sentence, before: int) -> bool:
        """Whether an index is named in the sentence before a character."""
        at = bisect_right(self.index_starts, before) - 1
        return at >= 0 and self.indices[at].start >= sentence.start

    def _bare(self, known: Sequence[Position]) -> Iterator[Position]:
        """Positions that only the ones known make such."""
        told = [(p.start, p.out_of) for p in known]
        for bare in bare_positions(
            self.document, told, self.indices, self.all_indices, self.names, self.rules.words, self.taken
        ):
            yield Position(bare.start, bare.end, bare.rank, bare.out_of, False, "rank.listed", bare.match_end)

    def _in_columns(self) -> Iterator[Position]:
        """Positions in the columns of tables that a header calls so."""
        for start, cell in self.cells.items():
            for rule in self.rules.columns:
                match = _CELL.match(self.document.article.text, start)
                if match is None or not int(match[1]):
                    continue
                if rule.pattern.search(self.folded, cell.header.start, cell.header.end):
                    of = int(match[2]) if match[2] else None
                    yield Position(start, match.end(), int(match[1]), of, False, rule.id, match.end())


def _said(rule: RankingRule, match: re.Match[str]) -> tuple[int, int]:
    """Where a match says the position: its number, or all of it where there is none."""
    return match.span("rank") if "rank" in rule.pattern.groupindex else match.span()


def _without_overlaps(positions: Sequence[Position]) -> tuple[Position, ...]:
    """The first of positions that share characters; of two with one start the longer.

    ``nhóm 10 tỉnh dẫn đầu`` says one thing: what a group's rule read is not read again.
    """
    kept: list[Position] = []
    for position in sorted(positions, key=lambda p: (p.start, -p.end, -p.match_end)):
        if not kept or position.start >= (kept[-1].match_end if kept[-1].top else kept[-1].end):
            kept.append(position)
    return tuple(kept)
