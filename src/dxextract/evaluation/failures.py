"""What goes wrong, grouped by what was asked for and what was given instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from dxextract.evaluation.compare import RULES, Record, province
from dxextract.evaluation.gold import GoldFact
from dxextract.evaluation.score import Verdict, said

_CHOICES = frozenset({"status", "comparator", "kind", "change", "top", "doc_type"})
"""Fields with few values, which are named."""


def causes(verdict: Verdict) -> list[str]:
    """What is wrong, as short phrases that many verdicts share; empty for a record without any fault."""
    family, fact, prediction = verdict.family, verdict.fact, verdict.prediction
    if prediction is None:
        return [f"{family}: missed"]
    if fact is None:
        return [f"{family}: not a fact"]
    return [f"{family}, {field}: {_cause(field, fact, prediction.record)}" for field in verdict.wrong]


def _cause(field: str, fact: GoldFact, record: Record) -> str:
    if field not in fact.wanted:
        return "another"
    want, got = fact.wanted[field][0], said(field, record)
    if field in _CHOICES:
        return f"{_plain(got)} for {_plain(want)}"
    if field == "period":
        return _presence(want, None if RULES["period"](None, record) else got)
    if field == "place":
        return _place(want, record.get("place_code"))
    return _presence(want, got)


def _place(want: str | None, code: str | None) -> str:
    if want is None or code is None or province(want) != province(code):
        return _presence(want, code)
    if "/" not in code:
        return "the province for a place in it"
    return "another place in the province" if "/" in want else "a place in the province for the province"


def _presence(want: object, got: object) -> str:
    if got is None:
        return "none where there is one"
    return "one where there is none" if want is None else "another"


def _plain(value: Any) -> str:
    return "none" if value is None else str(value).lower()


def grouped(verdicts: Iterable[Verdict]) -> Mapping[str, list[Verdict]]:
    """Cause → verdicts, the commonest cause first."""
    groups: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        for cause in causes(verdict):
            groups[cause].append(verdict)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])))
