"""Fitting the confidence of records on annotated texts, and measuring whether it keeps what it promises.

The weights are fitted a part of the record at a time, on the texts that rules are written on and on others that no
writer of rules has read. The former are read better than new texts are; a circumstance of its own, that a text was not
read, takes up the difference, and as every new text is one of these, its weight is added to the weight of the family.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import yaml

from dxextract.evaluation.compare import Record
from dxextract.evaluation.contexts import contexts, count
from dxextract.evaluation.gold import FAMILIES, GoldText
from dxextract.evaluation.logistic import fit, share
from dxextract.evaluation.predictions import as_records
from dxextract.evaluation.score import MINOR, Verdict, verdicts
from dxextract.extractor import Extractor
from dxextract.knowledge.contexts import ContextModel
from dxextract.linkers.circumstances import PARTS, Circumstances
from dxextract.linkers.confidence import log_odds

Weights = Mapping[str, Mapping[str, float]]
Judged = tuple[float, bool]
"""Confidence of a record, and whether it is right as a whole."""

SURE: Final = 0.9
"""From here on a record counts as sure."""
_RIDGE = 0.3
_EMPHASIS = 3
"""So many times a record of an unread text counts: there are few of them, and confidence is about texts like these."""
_UNREAD = "unread"
_FOLDS = 5
_BINS = 10
_HEAD = """\
# How much each circumstance of a fact counts for or against it; src/dxextract/linkers/circumstances.py sees them.
# Written by `make confidence`; do not edit.
#
# A record is right when each of its parts is. For each part the weights of the circumstances that hold are added up:
# these are the log-odds that the part is right on a text that nobody wrote rules for. They were fitted on corpus/tuned
# and corpus/fresh by logistic regression with a small ridge.
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A record that was judged.

    Attributes:
        article: name of its text.
        circumstances: see :mod:`dxextract.linkers.circumstances`.
        wrong: parts of the record that are wrong.
    """

    article: str
    circumstances: Circumstances
    wrong: frozenset[str]


@dataclass(frozen=True, slots=True)
class Bin:
    """Records of like confidence: ``mean`` is the mean of their confidence, ``right`` how many are right as a whole."""

    low: float
    high: float
    records: int
    mean: float
    right: int


def held_out_cases(texts: Sequence[GoldText]) -> list[Case]:
    """:func:`cases`, where the words around numbers were counted on other texts each time, as for a new text."""
    extractor = Extractor()
    seen = [contexts(text, extractor) for text in texts]
    found: list[Case] = []
    for fold in range(_FOLDS):
        others = [context for at, mine in enumerate(seen) if at % _FOLDS != fold for context in mine]
        knowledge = replace(extractor.knowledge, contexts=ContextModel.weigh(count(others)))
        found += cases(texts[fold::_FOLDS], Extractor(knowledge))
    return found


def cases(texts: Sequence[GoldText], extractor: Extractor) -> list[Case]:
    """Extract and judge; records that are neither asked for nor punished are left out."""
    records: list[Record] = []
    known: dict[str, Circumstances] = {}
    for text in texts:
        explained = extractor.explain(extractor.read(text.text, source=str(text.path)))
        records += as_records(explained.result)
        known |= explained.circumstances
    return [
        Case(verdict.text.name, known[verdict.prediction.record["fact_id"]], _wrong_parts(verdict))
        for verdict in verdicts(texts, records)
        if verdict.prediction is not None
    ]


def _wrong_parts(verdict: Verdict) -> frozenset[str]:
    if verdict.fact is None:
        return frozenset({"rest"})
    wrong = [field for field in verdict.wrong if field not in MINOR]
    return frozenset(next((part for part, fields in PARTS.items() if field in fields), "rest") for field in wrong)


def fit_weights(known: Sequence[Case], unread: Sequence[Case] = ()) -> Weights:
    """The weights of all circumstances, a part of the record at a time, rounded to three decimals.

    Args:
        known: of texts that rules were written on.
        unread: of others. Where there are some, the weights are those for texts like them.
    """
    weights: dict[str, dict[str, float]] = {}
    everyone = [(case, False) for case in known] + [(case, True) for case in unread] * _EMPHASIS
    for part in PARTS:
        mine = [(case, new) for case, new in everyone if part in case.circumstances]
        rows = [{**case.circumstances[part], **({_UNREAD: 1.0} if new else {})} for case, new in mine]
        found = fit(
            rows, [part not in case.wrong for case, _ in mine], ridge=_RIDGE, free=frozenset({*FAMILIES, _UNREAD})
        )
        shift = found.pop(_UNREAD, 0.0)
        weights[part] = {name: round(weight + shift * (name in FAMILIES), 3) for name, weight in found.items()}
    return weights


def model_file(weights: Weights) -> str:
    """The text of ``gazetteer/confidence.yaml``."""
    plain = {part: dict(found) for part, found in weights.items()}
    return _HEAD + yaml.safe_dump({"parts": plain}, sort_keys=False)


def cross_validated(known: Sequence[Case]) -> list[Judged]:
    """What the weights fitted on the other articles say of each article."""
    judged: list[Judged] = []
    articles = sorted({case.article for case in known})
    for fold in range(_FOLDS):
        mine = set(articles[fold::_FOLDS])
        weights = fit_weights([case for case in known if case.article not in mine])
        judged += [_judged(case, weights) for case in known if case.article in mine]
    return judged


def _judged(case: Case, weights: Weights) -> Judged:
    return share(log_odds(case.circumstances, weights)), not case.wrong


def reliability(judged: Iterable[Judged]) -> tuple[Bin, ...]:
    """Records in bins of a tenth, without the empty bins."""
    bins: dict[int, list[Judged]] = {}
    for sure, right in judged:
        bins.setdefault(min(int(sure * _BINS), _BINS - 1), []).append((sure, right))
    return tuple(
        Bin(
            low=at / _BINS,
            high=(at + 1) / _BINS,
            records=len(found),
            mean=sum(sure for sure, _ in found) / len(found),
            right=sum(right for _, right in found),
        )
        for at, found in sorted(bins.items())
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: how far confidence and share of right records are apart, over all records."""
    apart = sum(abs(b.mean * b.records - b.right) for b in bins)
    return apart / sum(b.records for b in bins) if bins else 0.0
