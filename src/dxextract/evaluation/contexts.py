"""Counting the words around the numbers of annotated texts, for :mod:`dxextract.knowledge.contexts`."""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from dxextract.evaluation.gold import GoldFact, GoldText
from dxextract.extractor import Extractor
from dxextract.knowledge.contexts import Answer, ContextCounts
from dxextract.linkers.contexts import SentenceWords, answers
from dxextract.tokenizer.layout import lay_out

_LEAST = 3
"""Clues that stand around fewer numbers are left out."""


@dataclass(frozen=True, slots=True)
class Context:
    """An annotated number: the clues around it, and what is right."""

    clues: frozenset[str]
    answers: Mapping[str, str]


def contexts(text: GoldText, extractor: Extractor) -> list[Context]:
    """The annotated metrics of a text as the linkers would see them."""
    article = extractor.read(text.text, source=str(text.path))
    document = lay_out(article, abbreviations=extractor.knowledge.abbreviations)
    starts = [sentence.start for sentence in document.sentences]
    found = []
    for fact in text.facts:
        at = bisect_right(starts, fact.start) - 1
        if fact.family == "metric" and at >= 0:
            around = SentenceWords(document.folded, document.sentences[at]).clues(fact)
            found.append(Context(frozenset(around), _answers(fact)))
    return found


def _answers(fact: GoldFact) -> Mapping[str, str]:
    wanted = {name: accepted[0] for name, accepted in fact.wanted.items()}
    start, end = wanted["period"] or (None, None)
    return answers(
        indicator=wanted["indicator_id"],
        status=wanted["status"],
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
        place=wanted["place"],
    )


def count(seen: Iterable[Context]) -> ContextCounts:
    """Count clues by answer; both in the order of their names."""
    numbers: Counter[Answer] = Counter()
    around: defaultdict[str, Counter[Answer]] = defaultdict(Counter)
    for context in seen:
        numbers.update(context.answers.items())
        for clue in context.clues:
            around[clue].update(context.answers.items())
    total = len({part for part, _ in numbers})
    order = {answer: at for at, answer in enumerate(sorted(numbers))}
    return ContextCounts(
        {answer: numbers[answer] for answer in order},
        {
            clue: {order[answer]: times for answer, times in sorted(around[clue].items())}
            for clue in sorted(around)
            if around[clue].total() >= _LEAST * total
        },
    )


def tables(counts: ContextCounts) -> tuple[str, str]:
    """The texts of the table of answers and of the table of clues."""
    answers_ = [(part, answer, str(times)) for (part, answer), times in counts.answers.items()]
    clues_ = [(clue, " ".join(f"{at}*{times}" for at, times in found.items())) for clue, found in counts.clues.items()]
    return _table([("part", "answer", "numbers"), *answers_]), _table([("clue", "answers"), *clues_])


def _table(rows: Sequence[Sequence[str]]) -> str:
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()
