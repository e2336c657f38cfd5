"""Where calendar units stand in a text, with the words before them that say how they are meant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dxextract.document import Document
from dxextract.knowledge.periods import PeriodRules, UnitRule
from dxextract.tokenizer.claims import ClaimKind

_LONGEST_PREFIX = 60
_LONGEST_LEAD = 12
_OF = frozenset({"attach"})
_OF_EDITIONS = frozenset({"baseline", "event"})
"""What words before an edition of an index may do; others belong to its name (``8 trục của PAPI 2023``)."""
_TELLS_WHEN = frozenset({"plain", "within", "attach"})
"""What words before the day of an event may do (``từ khi sáp nhập vào ngày 1/7``)."""


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A calendar unit with its prefixes, not yet dated.

    Attributes:
        start: where its prefixes begin.
        unit_start: where the unit itself begins.
        groups: what the rule captured.
        before: the effects of its prefixes, see ``gazetteer/period_cues.yaml``.
    """

    start: int
    end: int
    unit_start: int
    rule: UnitRule
    groups: dict[str, str]
    before: frozenset[str]

    @property
    def quantity(self) -> str:
        """The quarter, the number of months or the month, as written but for zeros before it; empty when none is."""
        quantity = self.groups.get("quarter") or self.groups.get("months") or self.groups.get("month") or ""
        return quantity.lstrip("0")

    @property
    def own_year(self) -> int | None:
        """The year that the expression says itself, in digits."""
        year = self.groups.get("year", "")
        return int(year) if year.isdigit() else None


def find_units(document: Document, rules: PeriodRules) -> list[FoundUnit]:
    """Find calendar units: the longest from the leftmost start; no two overlap."""
    return _choose(list(_candidates(document, rules)))


def _candidates(document: Document, rules: PeriodRules) -> Iterator[FoundUnit]:
    folded = document.folded
    taken = [c for c in document.claims if c.kind in (ClaimKind.DOCUMENT_NUMBER, ClaimKind.ADDRESS)]
    starts = [c.start for c in taken]
    sentences = [sentence.start for sentence in document.sentences]
    for number, match in rules.anchors.finditer(folded):
        rule = rules.units[number]
        i = bisect_right(starts, match.end() - 1) - 1
        if i >= 0 and taken[i].end > match.start():
            continue
        if "\n" in match[0] and bisect_right(sentences, match.end() - 1) > bisect_right(sentences, match.start()):
            continue  # a headline that ends in "6 tháng" above "Năm 2023, ..."
        start, before = _prefixes(folded, match.start(), rules)
        if rule.frames and not rule.frames & before:
            continue
        if rule.edition:
            before &= _OF_EDITIONS
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        yield FoundUnit(start, match.end(), match.start(), rule, groups, before)


def _prefixes(folded: str, at: int, rules: PeriodRules) -> tuple[int, frozenset[str]]:
    """Where the run of prefix phrases before ``at`` begins, and what they do."""
    window = max(0, at - _LONGEST_PREFIX)
    window = max(folded.rfind("\n", window, at) + 1, window)
    words = folded[window:at].split()
    run = None
    if words and words[-1].endswith(rules.prefix_ends) and folded[at - 1].isspace():
        run = rules.prefixes.search(folded, window, at)
    begun = rules.cues.since_event.search(folded, window, run.start() if run else at) if "từ" in words else None
    if run is None:
        return (begun.start(), frozenset({"since"})) if begun else (at, frozenset())
    phrases = [
        (p.start(), rules.effects[" ".join(p[0].split())]) for p in rules.prefix.finditer(folded, run.start(), at)
    ]
    if rules.cues.leads.search(folded, max(0, run.start() - _LONGEST_LEAD), run.start() + len("như")):
        phrases = phrases[1:]
    for position in range(len(phrases) - 1, 0, -1):
        if phrases[position][1] == _OF and "until" in phrases[position - 1][1]:  # "đích đến của năm 2025"
            phrases = phrases[position:]
            break
    if not phrases:
        return at, frozenset()
    effects = frozenset().union(*(effects for _, effects in phrases))
    if begun is not None and effects <= _TELLS_WHEN:
        return begun.start(), frozenset({"since"})
    return phrases[0][0], effects


def _choose(candidates: list[FoundUnit]) -> list[FoundUnit]:
    chosen: list[FoundUnit] = []
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end, c.unit_start)):
        if not chosen or candidate.start >= chosen[-1].end:
            chosen.append(candidate)
    return chosen
