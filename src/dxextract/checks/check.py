"""All checks of one article, and their records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from dxextract.checks.bounds import check_bounds
from dxextract.checks.changes import check_changes, find_changes
from dxextract.checks.dates import check_dates
from dxextract.checks.doubts import AnyFact, Doubt
from dxextract.checks.goals import check_goals
from dxextract.checks.misprints import check_places, check_terms
from dxextract.checks.ranks import check_ranks
from dxextract.checks.repeats import check_repeats
from dxextract.checks.rests import check_opposites, check_rest
from dxextract.checks.shares import Share, check_shares, find_shares
from dxextract.checks.story import Story
from dxextract.checks.sums import Breakdown, check_breakdowns, find_breakdowns
from dxextract.checks.tables import shares_in_tables
from dxextract.document import Document
from dxextract.finders.places import PlaceMention
from dxextract.finders.tables import Cell
from dxextract.ids import digest
from dxextract.knowledge.load import Knowledge
from dxextract.records.model import Finding, Metric, Result

F = TypeVar("F", bound=AnyFact)


def check(
    document: Document,
    result: Result,
    *,
    places: Sequence[PlaceMention],
    cells: Mapping[int, Cell],
    knowledge: Knowledge,
) -> Result:
    """Look for what cannot be true together in an article, and for misprints.

    Args:
        document: the article laid out.
        result: its records.
        places: the places that are named in it.
        cells: the cells of its tables, by the place where the number starts.
        knowledge: what the checks know, the known places and documents.

    Returns:
        The result with its findings in the order of the text. Facts of which a finding speaks name it in
        ``finding_ids``; parts of a whole name it in ``part_of``. Nothing that was printed changes.
    """
    story = Story(
        document, result.article, result.metrics, result.rankings, result.references, _columns(cells), knowledge.checks
    )
    shares, breakdowns = find_shares(story), find_breakdowns(story)
    doubts = chain(
        check_shares(story, shares),
        shares_in_tables(story),
        check_breakdowns(story, breakdowns),
        check_rest(story),
        check_opposites(story),
        check_changes(story, find_changes(story)),
        check_ranks(story),
        check_bounds(story),
        check_goals(story),
        check_dates(story, knowledge.documents.registry),
        check_repeats(story),
        check_terms(story),
        check_places(story, places, knowledge.places),
    )
    findings = _findings(doubts, story)
    wholes = _wholes(shares, breakdowns)
    return _with_findings(result, findings, wholes)


def _columns(cells: Mapping[int, Cell]) -> dict[int, tuple[int, int]]:
    """For each cell the number of its column and the place of its table's first header."""
    return {
        start: (len(cell.headers_before), (*cell.headers_before[::-1], cell.header)[0].start)
        for start, cell in cells.items()
    }


def _findings(doubts: Iterable[Doubt], story: Story) -> tuple[Finding, ...]:
    found = sorted(doubts, key=lambda doubt: (doubt.facts[0].start, doubt.facts[-1].start, doubt.rule))
    records: dict[str, Finding] = {}
    for doubt in found:
        record = _finding(doubt, story)
        if record is not None:
            records.setdefault(record.finding_id, record)
    return tuple(records.values())


def _finding(doubt: Doubt, story: Story) -> Finding | None:
    """The record of a doubt; None where its rule was taken out."""
    rule = story.rules.rules.get(doubt.rule)
    if rule is None:
        return None
    unsure = min(fact.confidence for fact in doubt.facts) < story.words.least_confidence
    severity = "warning" if rule.severity == "error" and (doubt.loose or unsure) else rule.severity
    ids = tuple(fact.fact_id for fact in doubt.facts)
    named = {"actual": doubt.actual, "expected": doubt.expected or "", "number": "", "whole": "", **doubt.named}
    return Finding(
        finding_id=digest("finding", story.article.input_id, doubt.rule, *ids),
        input_id=story.article.input_id,
        kind=rule.kind,
        severity=severity,
        rule=doubt.rule,
        fact_ids=ids,
        expected=doubt.expected,
        actual=doubt.actual,
        message_vi=rule.message_vi.format_map(named),
        message_en=rule.message_en.format_map(named),
    )


def _wholes(shares: Iterable[Share], breakdowns: Iterable[Breakdown]) -> dict[str, str]:
    """``fact_id`` of a part → that of the whole that the text gives it to."""
    wholes: dict[str, str] = {}
    for breakdown in breakdowns:
        if breakdown.alike:
            wholes.update({part.fact_id: breakdown.whole.fact_id for part in breakdown.parts})
    for share in shares:
        if share.firm and share.wholes:
            wholes.update({fact.fact_id: share.wholes[0].fact_id for fact in (share.part, share.percentage)})
    return wholes


def _with_findings(result: Result, findings: Sequence[Finding], wholes: Mapping[str, str]) -> Result:
    told: dict[str, list[str]] = {}
    for finding in findings:
        for fact_id in finding.fact_ids:
            told.setdefault(fact_id, []).append(finding.finding_id)
    return replace(
        result,
        article=replace(result.article, n_findings=len(findings)),
        metrics=tuple(_part(fact, wholes) for fact in _marked(result.metrics, told)),
        rankings=tuple(_marked(result.rankings, told)),
        references=tuple(_marked(result.references, told)),
        findings=tuple(findings),
    )


def _marked(facts: Iterable[F], told: Mapping[str, Sequence[str]]) -> Iterator[F]:
    for fact in facts:
        yield replace(fact, finding_ids=tuple(told[fact.fact_id])) if fact.fact_id in told else fact


def _part(metric: Metric, wholes: Mapping[str, str]) -> Metric:
    whole = wholes.get(metric.fact_id)
    return replace(metric, part_of=whole) if whole is not None else metric
