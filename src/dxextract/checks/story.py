"""The facts of an article in the order of the text, and the text between them, as checks look at them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from dxextract.checks.printed import Range, allowed
from dxextract.document import Document
from dxextract.knowledge.check_words import CheckWords
from dxextract.knowledge.checks import CheckRules
from dxextract.records.model import ArticleRecord, Metric, Ranking, Reference
from dxextract.spans import Span
from dxextract.text import fold

_WHOLE_REACH = 40
_MOST_FACTS = 80
"""With more numbers it is a list or a table that reads as a sentence: what hangs together in it cannot be told."""


@dataclass(frozen=True, slots=True)
class Line(Span):
    """A sentence with facts in it.

    Attributes:
        metrics, rankings: in order.
        block: number of the block between blank lines that it stands in.
    """

    metrics: tuple[Metric, ...]
    rankings: tuple[Ranking, ...]
    block: int


class Story:
    """One article's facts as checks look at them.

    Args:
        document: the article laid out.
        article: its row.
        metrics, rankings, references: its facts, each in the order of the text.
        columns: start of a cell's number → the number of its column and what tells its table from others.
        rules: what the checks know.
    """

    def __init__(
        self,
        document: Document,
        article: ArticleRecord,
        metrics: Sequence[Metric],
        rankings: Sequence[Ranking],
        references: Sequence[Reference],
        columns: Mapping[int, tuple[int, int]],
        rules: CheckRules,
    ) -> None:
        self.document = document
        self.folded = document.folded
        self.article = article
        self.metrics = [m for m in metrics if m.value is not None]
        self.rankings = rankings
        self.references = references
        self.columns = columns
        self.rules = rules
        self._wholes: dict[int, bool] = {}
        self._allowed: dict[tuple[int, int], Range] = {}
        self._same: dict[tuple[str, str], bool] = {}

    @property
    def words(self) -> CheckWords:
        """The words that checks go by."""
        return self.rules.words

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The sentences that hold metrics or rankings, in order. Cells of tables are none of theirs."""
        blocks = {s.start: self.document.paragraphs[s.paragraph].block for s in self.document.sentences}
        facts = [f for f in (*self.metrics, *self.rankings) if f.start not in self.columns]
        facts.sort(key=lambda fact: fact.start)
        lines: list[Line] = []
        for start, group in groupby(facts, key=lambda fact: fact.sentence_start):
            mine = list(group)
            if len(mine) > _MOST_FACTS:
                continue
            lines.append(
                Line(
                    start,
                    start + len(mine[0].sentence),
                    tuple(f for f in mine if isinstance(f, Metric)),
                    tuple(f for f in mine if isinstance(f, Ranking)),
                    blocks.get(start, -1),
                )
            )
        return tuple(lines)

    def beside(self, at: int) -> list[Metric | Ranking | Reference]:
        """The facts in the sentence that a place in the text lies in."""
        sentence = bisect_right(self._sentences, at) - 1
        return self._by_sentence.get(self._sentences[sentence], []) if sentence >= 0 else []

    @cached_property
    def _sentences(self) -> list[int]:
        return [sentence.start for sentence in self.document.sentences]

    @cached_property
    def _by_sentence(self) -> dict[int, list[Metric | Ranking | Reference]]:
        found: dict[int, list[Metric | Ranking | Reference]] = {}
        facts: tuple[Metric | Ranking | Reference, ...] = (*self.metrics, *self.rankings, *self.references)
        for fact in facts:
            found.setdefault(fact.sentence_start, []).append(fact)
        return found

    def with_before(self) -> Iterator[tuple[Line, Line | None]]:
        """Each line with the one before it, if that stands in the same block."""
        last: Line | None = None
        for line in self.lines:
            yield line, last if last is not None and last.block == line.block else None
            last = line

    def block_of(self, metric: Metric) -> list[Metric]:
        """All metrics of the block between blank lines that one stands in, in order; none where it is in no line."""
        own = next((line.block for line in self.lines if line.start == metric.sentence_start), None)
        return [m for line in self.lines if line.block == own for m in line.metrics]

    def between(self, one: Metric | Ranking, other: Metric | Ranking) -> str:
        """The folded text between two facts, ``one`` standing before ``other``."""
        return self.folded[one.end : other.start]

    def allowed(self, metric: Metric) -> Range:
        """The values that a metric may stand for."""
        known = self._allowed.get((metric.start, metric.end))
        if known is None:
            known = self._allowed[metric.start, metric.end] = allowed(metric, self.words.loosened)
        return known

    def is_whole(self, metric: Metric) -> bool:
        """Whether a number is announced as the whole: ``trên tổng số 1.785``."""
        known = self._wholes.get(metric.start)
        if known is None:
            start = max(0, metric.start - _WHOLE_REACH)
            known = self.words.whole.search(self.folded, start, metric.start) is not None
            self._wholes[metric.start] = known
        return known

    def same_thing(self, one: Metric, other: Metric) -> bool | None:
        """Whether two numbers count the same kind of thing; None where it is not said of both."""
        if one.kind != other.kind:
            return False
        if one.kind != "count":
            return one.unit == other.unit
        if one.unit is None or other.unit is None:
            return None
        units = one.unit, other.unit
        known = self._same.get(units)
        if known is None:
            known = self._same[units] = self._same_nouns(fold(one.unit), fold(other.unit))
        return known

    def _same_nouns(self, one: str, other: str) -> bool:
        if any(group.match(one) and group.match(other) for group in self.words.same_things):
            return True
        first, second = one.split(), other.split()
        if first[0] != second[0]:
            return False
        alone = first[0] in self.words.bound_syllables
        return not alone or first[1:2] == second[1:2]


def is_points(metric: Metric) -> bool:
    """Whether a number is a difference of percentages: ``15,5 điểm %``."""
    return metric.kind == "percentage" and "điểm" in fold(metric.raw)


def is_level(metric: Metric) -> bool:
    """Whether a number says how much there is, not by how much it changed or differs."""
    return metric.change is None and metric.value_high is None and not is_points(metric)


def is_amount(metric: Metric) -> bool:
    """Whether a number can be a part or a whole: a level that is counted or measured, and no ratio or rate."""
    amount = is_level(metric) and metric.kind in ("count", "money", "measurement")
    return amount and metric.denominator is None and metric.per is None
