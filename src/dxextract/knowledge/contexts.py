"""Which words stand around numbers, by what is told of them: the two tables ``gazetteer/context_*.csv``.

Counted on annotated articles (:mod:`dxextract.evaluation.contexts`) and weighed as naive Bayes does: each clue speaks
for an answer as much as it is more usual around numbers with that answer than around the others.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from dxextract.errors import KnowledgeError
from dxextract.knowledge.files import Folder, KnowledgeFile, report
from dxextract.knowledge.overlay import Fault

ANSWERS_FILE: Final = "context_answers.csv"
CLUES_FILE: Final = "context_clues.csv"

Answer = tuple[str, str]
"""Part of a record, and what it says there: ``("status", "target")``."""

_PARTED = re.compile("[ *]")
_SHRINK = 2.0
"""So many numbers of which nothing is known are added to those of an answer: what was seen once proves little."""


@dataclass(frozen=True, slots=True)
class ContextCounts:
    """What was counted.

    Attributes:
        answers: how many numbers have each answer. Those of one part stand together.
        clues: clue → answer, by its position in ``answers`` → around how many of its numbers the clue stands.
    """

    answers: Mapping[Answer, int]
    clues: Mapping[str, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Suited:
    """How well the words around one number suit what may be told of it: log-odds, by the position of the answer."""

    _model: ContextModel
    _scores: Sequence[float]

    def of(self, part: str, answer: str) -> tuple[float, float]:
        """How well they suit an answer, and the best other answer of its part; twice 0 where it was never seen."""
        first, last = self._model.parts.get(part, (0, 0))
        at = self._model.columns.get((part, answer))
        if at is None or last - first < 2:
            return 0.0, 0.0
        return self._scores[at], max([*self._scores[first:at], *self._scores[at + 1 : last]])


@dataclass(frozen=True, slots=True)
class ContextModel:
    """Weights of the words around a number, in log-odds.

    Attributes:
        rows: clue → row of ``weights``.
        columns: answer → column of ``weights``.
        parts: part → first column, and the one behind the last.
        weights: what each clue says for each answer.
    """

    rows: Mapping[str, int]
    columns: Mapping[Answer, int]
    parts: Mapping[str, tuple[int, int]]
    weights: npt.NDArray[np.float32]

    @classmethod
    def weigh(cls, counts: ContextCounts) -> ContextModel:
        """The weights that follow from counts."""
        columns = {answer: at for at, answer in enumerate(counts.answers)}
        parts: dict[str, tuple[int, int]] = {}
        for (part, _), at in columns.items():
            parts[part] = parts.get(part, (at, at))[0], at + 1
        with_clue = np.zeros((len(counts.clues), len(columns)))
        for row, found in enumerate(counts.clues.values()):
            with_clue[row, list(found)] = list(found.values())
        numbers = np.array(list(counts.answers.values()), dtype=float)
        weights = np.zeros_like(with_clue, dtype=np.float32)
        for first, last in parts.values():
            inside, having = with_clue[:, first:last], numbers[first:last]
            clue, total = inside.sum(axis=1, keepdims=True), having.sum()
            expected = _SHRINK * clue / total
            among = (inside + expected) / (having + _SHRINK)
            elsewhere = (clue - inside + expected) / (total - having + _SHRINK)
            weights[:, first:last] = np.log(among) - np.log(elsewhere)
        return cls({clue: row for row, clue in enumerate(counts.clues)}, columns, parts, weights)

    def suited(self, clues: Iterable[str]) -> Suited:
        """How well the clues of a number suit each answer. Clues repeat each other, so their root is what counts."""
        known = np.array([row for row in map(self.rows.get, clues) if row is not None], dtype=np.intp)
        total = self.weights.take(known, axis=0).sum(axis=0)
        return Suited(self, (total / sqrt(len(known) + 1)).tolist())


def load_contexts(gazetteer: Folder) -> ContextModel:
    """Load the two tables.

    Raises:
        KnowledgeError: a table cannot be read, or a row cannot be used.
    """
    answers: dict[Answer, int] = {}
    clues: dict[str, Mapping[int, int]] = {}
    for where, row in _rows(gazetteer / ANSWERS_FILE, ("part", "answer", "numbers")):
        try:
            answers[row[0], row[1]] = int(row[2])
        except ValueError:
            raise KnowledgeError(f"{where}: numbers: {row[2]!r} is no number") from None
    for where, row in _rows(gazetteer / CLUES_FILE, ("clue", "answers")):
        try:
            counted = list(map(int, _PARTED.split(row[1])))
            clues[row[0]] = found = dict(zip(counted[::2], counted[1::2], strict=True))
        except ValueError:
            raise KnowledgeError(f"{where}: answers: {row[1]!r} is no list like '3*1 17*2'") from None
        if found and not 0 <= min(found) <= max(found) < len(answers):
            raise KnowledgeError(f"{where}: answers: {row[1]!r} names an answer that {ANSWERS_FILE} does not have")
    return ContextModel.weigh(ContextCounts(answers, clues))


def _rows(file: KnowledgeFile, columns: Sequence[str]) -> Iterable[tuple[str, list[str]]]:
    """The rows of a table, each with where it stands."""
    base, *own = file.paths
    counted = "is counted on the corpus and cannot be added to: remove it"
    report(file, [Fault(str(path), 1, "file", counted) for path in own])
    try:
        with base.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines)
            if next(reader, []) != list(columns):
                raise KnowledgeError(f"{base}:1: file: its columns must be {', '.join(columns)}")
            for row in reader:
                where = f"{base}:{reader.line_num}"
                if len(row) != len(columns):
                    raise KnowledgeError(f"{where}: row: {len(columns)} cells are expected")
                yield where, row
    except OSError as error:
        raise KnowledgeError(f"{base}:1: file: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError(f"{base}:1: file: cannot be read: {error}") from error
