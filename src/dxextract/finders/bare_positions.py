"""Numbers that nothing but their neighbourhood makes positions: ``sau Lâm Đồng (22) và Đắk Nông (47)``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dxextract.document import Document
from dxextract.finders.taken import Taken
from dxextract.knowledge.ranking_words import RankingWords
from dxextract.spans import Span, within

_NAME_REACH = 60
_NAME_WORDS = 7
_BEFORE = 30


@dataclass(frozen=True, slots=True)
class BarePosition(Span):
    """A number that is a position, with its denominator; ``match_end`` ends what it was read from."""

    rank: int
    out_of: int | None
    match_end: int


def bare_positions(
    document: Document,
    known: Iterable[tuple[int, int | None]],
    indices: Sequence[Span],
    fields: Sequence[Span],
    names: Sequence[Span],
    words: RankingWords,
    taken: Taken,
) -> Iterator[BarePosition]:
    """Bare positions in sentences about an ordering.

    Args:
        document: the article laid out.
        known: start and denominator of the positions that say so themselves: they make the ordering.
        indices: names of indices.
        fields: the same with names that mean an index only beside a position (``kinh tế số``).
        names: names of places.
        words: see ``gazetteer/ranking_words.yaml``.
        taken: characters that other finders have claimed.
    """
    return _Finder(document, known, indices, fields, names, words, taken).run()


class _Finder:
    def __init__(
        self,
        document: Document,
        known: Iterable[tuple[int, int | None]],
        indices: Sequence[Span],
        fields: Sequence[Span],
        names: Sequence[Span],
        words: RankingWords,
        taken: Taken,
    ) -> None:
        self.document = document
        self.folded = document.folded
        self.indices = indices
        self.fields = fields
        self.names = names
        self.words = words
        self.forms = words.bare
        self.taken = taken
        self.starts = [sentence.start for sentence in document.sentences]
        self.ordered: dict[int, set[int | None]] = {}
        for start, out_of in known:
            if (number := self.sentence(start)) is not None:
                self.ordered.setdefault(number, set()).add(out_of)

    def run(self) -> Iterator[BarePosition]:
        yield from self.behind_names()
        yield from self.beside_indices()
        yield from self.of_the_same()
        yield from self.introduced()

    def sentence(self, at: int) -> int | None:
        number = bisect_right(self.starts, at) - 1
        return number if number >= 0 and at < self.document.sentences[number].end else None

    def read(self, match: re.Match[str] | None) -> BarePosition | None:
        """What a match says, if no other finder has claimed it and it is possible."""
        if match is None or self.taken.overlaps(*match.span("rank")):
            return None
        written, of = match["rank"], match.groupdict().get("of")
        rank = int(written) if written.isdigit() else self.words.best[written]
        out_of = int(of) if of else None
        if not rank or (out_of is not None and rank > out_of):
            return None
        return BarePosition(match.start("rank"), match.end("of" if of else "rank"), rank, out_of, match.end())

    def behind_names(self) -> Iterator[BarePosition]:
        """``Ninh Bình 29``, ``Sở Tư pháp (3)``, ``phường Hội Phú nhì``."""
        behind = [
            p.match(self.folded, name.end)
            for p in (self.forms.behind_name, self.forms.best_behind_name)
            for name in self.names
        ]
        for match in [*behind, *self.forms.in_brackets.finditer(self.folded)]:
            if match is None or (number := self.sentence(match.start())) is None:
                continue
            told = number in self.ordered or (match["rank"].isdigit() and self.goes_on(number, match.start()))
            if told and self.is_name(match.start()) and (found := self.read(match)) is not None:
                yield found

    def goes_on(self, number: int, at: int) -> bool:
        """Whether a sentence goes on with the ordering of the one before: it counts nothing, and its names have
        nothing but bare numbers behind them."""
        if number - 1 not in self.ordered:
            return False
        sentence = self.document.sentences[number]
        if self.words.counted.search(self.folded, sentence.start, at) is not None:
            return False
        counts = (
            self.forms.numbered.match(self.folded, name.end) and not self.forms.behind_name.match(self.folded, name.end)
            for name in within(self.names, sentence.start, sentence.end)
        )
        return not any(counts)

    def is_name(self, end: int) -> bool:
        """Whether what stands before a character ends a name, or as far as a mark or a joint is one: ``Sở Tư pháp``."""
        before = self.before(end).split()
        if not before:
            return False
        return before[-1][0].isupper() or (len(before) <= _NAME_WORDS and any(word[0].isupper() for word in before))

    def before(self, end: int) -> str:
        """What stands before a character, as far as a mark or a joint."""
        return self.forms.apart.split(self.document.text[max(0, end - _NAME_REACH) : end].rstrip())[-1]

    def beside_indices(self) -> Iterator[BarePosition]:
        """``kinh tế số 44``, ``PAPI: 12/61``, ``44 về đổi mới sáng tạo``."""
        for index in self.fields:
            if self.sentence(index.start) not in self.ordered:
                continue
            behind = self.read(self.forms.behind_name.match(self.folded, index.end))
            if behind is not None and behind.rank <= self.forms.last_place:
                yield behind
            for match in (
                self.forms.of_behind.match(self.folded, index.end),
                self.forms.before_index.search(self.folded, max(0, index.start - _BEFORE), index.start),
            ):
                if (found := self.read(match)) is not None:
                    yield found

    def of_the_same(self) -> Iterator[BarePosition]:
        """``từ chỗ đội sổ (8/8) vươn lên thứ 3/8``: one in brackets, out of as many as another of its sentence."""
        if not any(of for all_of in self.ordered.values() for of in all_of):
            return
        for match in self.forms.same_of.finditer(self.folded):
            number = self.sentence(match.start())
            if number is not None and int(match["of"]) in self.ordered.get(number, ()):
                found = self.read(match)
                if found is not None:
                    yield found

    def listed(self, start: int, end: int) -> list[re.Match[str] | None]:
        """What stands behind the names between two characters, and in brackets behind those of departments."""
        brackets = {
            m.start("rank"): m
            for m in self.forms.in_brackets.finditer(self.folded, start, end)
            if self.words.department.search(self.before(m.start())) is not None
        }
        behind = [self.forms.behind_name.match(self.folded, name.end) for name in within(self.names, start, end)]
        told = {None if m is None else m.start("rank") for m in behind}
        return [*behind, *(m for at, m in brackets.items() if at not in told)]

    def out_of(self, start: int, end: int) -> list[re.Match[str] | None]:
        """All that is written as one of so many between two characters, where it is as many each time."""
        found = [m for m in self.forms.of_item.finditer(self.folded, start, end) if self.is_name(m.start())]
        return [*found] if len({m["of"] for m in found}) == 1 else []

    def introduced(self) -> Iterator[BarePosition]:
        """What an index and a colon introduce: ``PII 2023: Hà Nội 1, Cần Thơ 9``, ``PCI: 53 (2021), 36 (2022)``."""
        heads = [Span(*m.span()) for m in self.words.ordering.finditer(self.folded)]
        for index in sorted([*self.indices, *heads]):
            colon = self.forms.colon.match(self.folded, index.end)
            if colon is None or (number := self.sentence(index.start)) is None:
                continue
            end = self.document.sentences[number].end
            run = self.forms.by_year.match(self.folded, colon.end())
            matches = (
                self.out_of(colon.end(), end) or self.listed(colon.end(), end)
                if run is None
                else [*self.forms.of_year.finditer(self.folded, run.start(), run.end())]
            )
            read = [self.read(match) for match in matches]
            found = [one for one in read if one is not None and one.rank <= (one.out_of or self.forms.last_place)]
            if len(found) > 1 and len(found) == len(matches):
                yield from found
