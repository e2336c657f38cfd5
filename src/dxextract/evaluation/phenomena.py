"""Phenomena of the language: which annotated facts show what, told from annotation and text alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from dxextract.evaluation.gold import GoldFact, GoldText

Test = Callable[[GoldFact, GoldText], bool]
"""Whether an annotated fact of a text shows a phenomenon."""

_END = re.compile(r"[.!?;]\s+(?=[^\W\d_a-z])|\n")
_TIME = re.compile(r"(?<!\w)(?:năm|tháng|quý|ngày|kỳ|nay|hiện|giai đoạn|nhiệm kỳ)(?!\w)|(?:19|20)\d\d", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[-+•*–]|\d{1,2}[.)]|[a-zđ]\))\s")
_SERIES = 4


def sentence(fact: GoldFact, text: GoldText) -> tuple[int, int]:
    """Roughly where the fact's sentence stands; it need not be that of the extractor."""
    start = max((m.end() for m in _END.finditer(text.text, 0, fact.start)), default=0)
    following = _END.search(text.text, fact.end)
    return start, following.start() if following else len(text.text)


def _best(fact: GoldFact, field: str) -> Any:
    return fact.wanted[field][0] if field in fact.wanted else None


def _said(fact: GoldFact, text: GoldText) -> str:
    start, end = sentence(fact, text)
    return text.text[start:end]


def _line(fact: GoldFact, text: GoldText) -> str:
    start = text.text.rfind("\n", 0, fact.start) + 1
    end = text.text.find("\n", fact.end)
    return text.text[start : end if end >= 0 else None]


def _elsewhere(fact: GoldFact, text: GoldText) -> bool:
    """A period is asked for, and the fact's sentence has no word of time."""
    return _best(fact, "period") is not None and _TIME.search(_said(fact, text)) is None


def _bracketed(fact: GoldFact, text: GoldText) -> bool:
    start, _ = sentence(fact, text)
    before = text.text[start : fact.start]
    return before.count("(") > before.count(")")


def _neighbours(fact: GoldFact, text: GoldText) -> int:
    start, end = sentence(fact, text)
    return sum(start <= other.start < end and other.family != "reference" for other in text.facts)


def _kind(kind: str) -> Test:
    return lambda fact, _: _best(fact, "kind") == kind


def _status(status: str) -> Test:
    return lambda fact, _: _best(fact, "status") == status


def _has(family: str, field: str) -> Test:
    return lambda fact, _: fact.family == family and _best(fact, field) is not None


def _period(start: bool, end: bool) -> Test:
    def test(fact: GoldFact, _: GoldText) -> bool:
        first, last = _best(fact, "period") or (None, None)
        return (first is not None, last is not None) == (start, end)

    return test


def _worded(family: str) -> Test:
    return lambda fact, _: fact.family == family and not any(map(str.isdigit, fact.raw))


PHENOMENA: Final[Mapping[str, Mapping[str, Test]]] = {
    "Numbers": {
        "counts": _kind("count"),
        "percentages": _kind("percentage"),
        "money": _kind("money"),
        "measurements": _kind("measurement"),
        "scores of indices": _kind("score"),
        "ranges (`5 - 10%`)": _has("metric", "value_high"),
        "ratios (`88/143`)": _has("metric", "denominator"),
        "number words (`hai hội nghị`)": _worded("metric"),
        "modified (`trên`, `gần`, `ít nhất`)": lambda f, _: _best(f, "comparator") not in (None, "eq"),
        "changes (`tăng 15%`)": _has("metric", "change"),
        "rates (`90 tỷ đồng/năm`)": _has("metric", "per"),
    },
    "Subject": {
        "a known indicator": _has("metric", "indicator_id"),
        "no indicator fits": lambda f, _: f.family == "metric" and _best(f, "indicator_id") is None,
    },
    "Rankings": {
        "with the number of places (`25/63`)": _has("ranking", "out_of"),
        "in words (`dẫn đầu`, `thứ hai`)": _worded("ranking"),
        "membership only (`tốp 20`)": lambda f, _: _best(f, "top") is True,
        "places gained or lost": _has("ranking", "delta"),
        "in a region, a province, the world": lambda f, _: _best(f, "scope") not in (None, "VN"),
        "no index named": lambda f, _: f.family == "ranking" and _best(f, "index_id") is None,
    },
    "Status": {
        "targets": _status("target"),
        "estimates": _status("estimate"),
    },
    "Period": {
        "states (`đến tháng 3/2024`)": _period(False, True),
        "spans (`năm 2023`)": _period(True, True),
        "open at the end (`từ năm 2015`)": _period(True, False),
        "said outside the sentence": _elsewhere,
        "not said": lambda f, _: "period" in f.wanted and _best(f, "period") is None,
    },
    "Place": {
        "other than the article's": lambda f, t: "place" in f.wanted and _best(f, "place") != t.place,
        "districts and communes": lambda f, _: "/" in (_best(f, "place") or ""),
    },
    "Arrangement": {
        "four or more figures in a sentence": lambda f, t: f.family != "reference" and _neighbours(f, t) >= _SERIES,
        "`lần lượt`": lambda f, t: f.family != "reference" and "lần lượt" in _said(f, t).lower(),
        "in brackets": lambda f, t: f.family != "reference" and _bracketed(f, t),
        "list items": lambda f, t: f.family != "reference" and _BULLET.match(_line(f, t)) is not None,
        "tables": lambda f, t: "|" in _line(f, t) or "\t" in _line(f, t) or _line(f, t).strip() == f.raw,
    },
    "References": {
        "by number and symbol": _has("reference", "symbol"),
        "by number or name only": lambda f, _: f.family == "reference" and _best(f, "symbol") is None,
        "with the day of issue": _has("reference", "issue_date"),
        "with the issuer": _has("reference", "issuer"),
    },
}
"""Group → phenomenon → whether an annotated fact of a text shows it; the preferred answers count."""
