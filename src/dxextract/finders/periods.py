"""Find time expressions and date them.

An expression is a calendar unit (``tháng 3/2024``) with the words before it that say how it is meant (``đến hết``).
Two expressions that form one span (``từ ngày 1-1`` ``đến 14-11-2024``) are one mention. Dates are given only where
the text makes them certain: a year that is not said comes from an expression of the same sort in the same paragraph,
or from the day of publication (the most recent time, or the nearest for plans), else the dates stay empty.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from dxextract.document import Document, Sentence
from dxextract.knowledge.periods import PeriodRules, UnitRule
from dxextract.light import light
from dxextract.spans import Span
from dxextract.tokenizer.claims import ClaimKind

_LONGEST_PREFIX = 60
_LONGEST_NAME = 120
_POINTS = ("day", "month", "quarter", "year", "now")
"""Units from which a span may start; the others are spans themselves."""
_SCHOOL_STARTS = 9
_AHEAD = timedelta(days=45)
"""So long before their end do the first months of a year have figures."""
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH_WORDS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_TITLE = re.compile(r"(?:[^,;:.()\n]|\d[./]\d){0,40}\svề\s[^,;:.()\n]*$")
_ADVERBS = ("hiện", "hiện có")
_WORD = re.compile(r"\s+(\w+)")
_LIST_GAP = re.compile(r"\s*(?:,|và|;)\s*")
_SPAN_GAP = re.compile(r"[\s,]*")
_DASH_GAP = re.compile(r"\s*-\s*")
_LEADS = re.compile(r"(?<!\w)(?:dẫn|đứng) đầu\Z")
"""``dẫn đầu SIPAS 2020`` is no beginning of 2020."""
_MARKS = re.compile(r"(?:[\W_]|\d{1,2}[.)]|[a-hj-uwyzđ][.)]|[ivx]+[.)])*")
_LONGEST_LABEL = 20
_TELLS = re.compile(r",\s+(?:đã )?(?:có|ghi nhận|tiếp nhận|phát sinh)(?!\w)")
"""Behind a day that opens a clause: its figures, not what happened on it."""
_CLAUSE_MARKS = ",;:.()\n"


class PeriodRole(StrEnum):
    """What an expression is there for."""

    VALUE = "value"
    """The time of figures."""
    BASELINE = "baseline"
    """What figures are compared with (``so với năm 2022``)."""
    EVENT = "event"
    """When something happened (``ngày 27/10 tổ chức``, a document's date)."""
    NAME = "name"
    """Part of a name (``Hội thi lần thứ 18 năm 2024``)."""


@dataclass(frozen=True, slots=True)
class PeriodMention(Span):
    """A time expression.

    Attributes:
        text: as written.
        rule: id of the rule in ``patterns/periods.yaml``.
        unit: the rule's unit.
        role: what it is there for.
        since: first day; None for a state, and for what cannot be dated.
        until: last day; None where the end is open, and for what cannot be dated.
        attached: it may date the number before it (``30% của năm 2022``).
        loose: it dates what stands before it in its own right (``trong``, ``vào``).
        deadline: it dates nothing that follows (``hoàn thành trong quý IV``).
        needs_published: its dates hang on the day of publication.
        passing: an adverb (``hiện``, ``nay``) that dates its own sentence only.
    """

    text: str
    rule: str
    unit: str
    role: PeriodRole
    since: date | None
    until: date | None
    attached: bool
    loose: bool
    deadline: bool
    needs_published: bool
    passing: bool = False

    @property
    def dated(self) -> bool:
        return self.since is not None or self.until is not None


@light
@dataclass(frozen=True, slots=True)
class _Found:
    """A unit with its prefixes, not yet dated. ``before`` are the effects of its prefixes."""

    start: int
    end: int
    unit_start: int
    rule: UnitRule
    groups: dict[str, str]
    before: frozenset[str]


def find_periods(document: Document, rules: PeriodRules) -> tuple[PeriodMention, ...]:
    """Find every time expression of a document.

    Args:
        document: a laid-out article; its ``article.published`` dates ``đến nay`` and years that are not said.
        rules: see :mod:`dxextract.knowledge.periods`.

    Returns:
        Mentions in the order of the text; they do not overlap.
    """
    found = _choose(list(_candidates(document, rules)))
    return tuple(_Dating(document, rules).mentions(found))


def _candidates(document: Document, rules: PeriodRules) -> Iterator[_Found]:
    folded = document.folded
    taken = [c for c in document.claims if c.kind in (ClaimKind.DOCUMENT_NUMBER, ClaimKind.ADDRESS)]
    starts = [c.start for c in taken]
    for number, match in rules.anchors.finditer(folded):
        rule = rules.units[number]
        i = bisect_right(starts, match.end() - 1) - 1
        if i >= 0 and taken[i].end > match.start():
            continue
        start, before = _prefixes(folded, match.start(), rules)
        if rule.frames and not rule.frames & before:
            continue
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        yield _Found(start, match.end(), match.start(), rule, groups, before)


def _prefixes(folded: str, at: int, rules: PeriodRules) -> tuple[int, frozenset[str]]:
    """Where the run of prefix phrases before ``at`` begins, and what they do."""
    window = max(0, at - _LONGEST_PREFIX)
    window = max(folded.rfind("\n", window, at) + 1, window)
    words = folded[window:at].split()
    if not words or not words[-1].endswith(rules.prefix_ends) or not folded[at - 1].isspace():
        return at, frozenset()
    run = rules.prefixes.search(folded, window, at)
    if run is None or _LEADS.search(folded, max(0, run.start() - 6), run.start() + 3):
        return at, frozenset()
    phrases = rules.prefix.finditer(folded, run.start(), at)
    return run.start(), frozenset().union(*(rules.effects[" ".join(p[0].split())] for p in phrases))


def _choose(candidates: list[_Found]) -> list[_Found]:
    """The longest from the leftmost start; no two overlap."""
    chosen: list[_Found] = []
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end, c.unit_start)):
        if not chosen or candidate.start >= chosen[-1].end:
            chosen.append(candidate)
    return chosen


class _Dating:
    """Dates found expressions one after the other: what was said before helps with what is said shortly."""

    def __init__(self, document: Document, rules: PeriodRules) -> None:
        self.document = document
        self.rules = rules
        self.published = document.article.published
        self.sentence_starts = [s.start for s in document.sentences]
        self.years: dict[tuple[str, str], int] = {}
        self.years_here: dict[str, int] = {}
        self.paragraph = -1
        self.last: PeriodMention | None = None

    def mentions(self, found: Sequence[_Found]) -> Iterator[PeriodMention]:
        at = 0
        while at < len(found):
            first = found[at]
            second = found[at + 1] if at + 1 < len(found) else None
            self.enter(first)
            if second is not None and self.one_span(first, second):
                mention = self.span(first, second)
                at += 2
            else:
                mention = self.single(first, found[at - 1] if at else None)
                at += 1
            if mention is not None:
                if mention.role is PeriodRole.VALUE and mention.dated:
                    self.last = mention
                yield mention

    def enter(self, found: _Found) -> None:
        paragraph = self.sentence(found).paragraph
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.years_here = {}

    def sentence(self, found: _Found) -> Sentence:
        return self.document.sentences[max(0, bisect_right(self.sentence_starts, found.unit_start) - 1)]

    def one_span(self, first: _Found, second: _Found) -> bool:
        between = self.document.folded[first.end : second.start]
        if "since" in first.before and "until" in second.before:
            return _SPAN_GAP.fullmatch(between) is not None
        return first.rule.unit == second.rule.unit != "year" and _DASH_GAP.fullmatch(between) is not None

    # ------------------------------------------------------------ whole mentions

    def span(self, first: _Found, second: _Found) -> PeriodMention | None:
        """``từ A đến B``: the year of B serves A too."""
        until = self.dates(second, self.year(second))
        year = self.own_year(first)
        if year is None and until is not None and first.rule.unit != "now":
            year = until[1].year
        since = self.dates(first, year if year is not None else self.year(first))
        forward = since is None or until is None or since[0] <= until[1]
        return self.mention(
            replace(first, end=second.end),
            role=self.role(first),
            since=since[0] if since and forward else None,
            until=until[1] if until and forward else None,
            by_published=any(f.rule.unit == "now" or self.own_year(f) is None for f in (first, second)),
        )

    def single(self, found: _Found, previous: _Found | None) -> PeriodMention | None:
        rule = found.rule
        key = (rule.unit, self.quantity(found))
        if rule.again and (key not in self.years if rule.unit != "year" else not self.continues(found, previous)):
            return None
        year = self.years.get(key) if rule.again and rule.unit != "year" else self.year(found)
        role = self.role(found)
        dates = self.same_period(found) if rule.unit == "same_period" else self.dates(found, year)
        since, until = dates if dates else (None, None)
        if year is not None:
            self.years[key] = year
            if self.own_year(found) is not None and role is PeriodRole.VALUE:
                self.years_here[rule.unit] = year
        if "since" in found.before and rule.unit in _POINTS:
            until = None
        elif rule.unit == "now" or found.before & {"until", "end", "limit"}:
            since = None
        if "limit" in found.before:
            role = self.limit_role(until)
        return self.mention(
            found,
            role=role,
            since=since,
            until=until,
            by_published=rule.unit == "now" or (self.own_year(found) is None and rule.unit != "vague"),
        )

    def mention(
        self, found: _Found, *, role: PeriodRole, since: date | None, until: date | None, by_published: bool
    ) -> PeriodMention:
        return PeriodMention(
            found.start,
            found.end,
            text=self.document.article.text[found.start : found.end],
            rule=found.rule.id,
            unit=found.rule.unit,
            role=role,
            since=since,
            until=until,
            attached="attach" in found.before,
            loose="limit" not in found.before
            and bool(found.before & {"within", "attach", "deadline", "until", "since"}),
            deadline="deadline" in found.before or ("limit" in found.before and not self.begins_clause(found.start)),
            needs_published=by_published,
            passing=self.is_passing(found),
        )

    # ------------------------------------------------------------ roles

    def role(self, found: _Found) -> PeriodRole:
        before = found.before
        if "baseline" in before and not ("attach" in before and found.rule.unit != "same_period"):
            return PeriodRole.BASELINE
        if "event" in before:
            return PeriodRole.EVENT
        if "name" in before and not self.opens_line(found):
            return PeriodRole.NAME
        if found.rule.unit == "day" and not before & {"until", "since", "end", "within", "attach"}:
            tells = _TELLS.match(self.document.folded, found.end) and self.begins_clause(found.start)
            return PeriodRole.VALUE if tells else PeriodRole.EVENT
        if found.rule.unit in ("month", "year") and not before and self.behind_document(found):
            return PeriodRole.EVENT
        if found.rule.unit == "same_period":
            return PeriodRole.VALUE if self.begins_clause(found.start) else PeriodRole.BASELINE
        if "start" in before and not before & {"since", "until"}:
            return PeriodRole.EVENT
        return PeriodRole.NAME if self.in_name(found) else PeriodRole.VALUE

    def limit_role(self, until: date | None) -> PeriodRole:
        """``trước ngày 30/6``: a deadline when it lies ahead; else something happened before it."""
        ahead = until is not None and self.published is not None and until > self.published
        return PeriodRole.VALUE if ahead else PeriodRole.EVENT

    def opens_line(self, found: _Found) -> bool:
        """``Định hướng đến năm 2030`` on a line of its own is no part of a name."""
        folded = self.document.folded
        line = folded.rfind("\n", max(0, found.start - _LONGEST_LABEL), found.start) + 1
        alone = folded[found.end : found.end + 1] in ("\n", ":", ".", "")
        return alone and line > 0 and _MARKS.fullmatch(folded, line, found.start) is not None

    def in_name(self, found: _Found) -> bool:
        folded = self.document.folded
        cues = self.rules.cues
        if found.rule.unit not in ("year", "years"):
            return False
        first = max(0, found.start - _LONGEST_NAME)
        clause = folded[
            max(first, *(folded.rfind(mark, first, found.start) + 1 for mark in _CLAUSE_MARKS)) : found.start
        ]
        if cues.name_end.search(clause):
            return False
        if cues.event_name.search(clause):
            return True
        if "until" in found.before and cues.plan_says.match(folded, found.end):
            return False
        names = found.rule.unit == "years" or "until" in found.before or self.titled(found)
        return names and cues.document_name.search(clause) is not None

    def behind_document(self, found: _Found) -> bool:
        """``theo Quyết định số 1816/QĐ-UBND tháng 9/2022, ...``: the day of the document."""
        claims = self.document.claims
        at = bisect_right(claims, found.start, key=lambda c: c.start) - 1
        if at < 0 or claims[at].kind is not ClaimKind.DOCUMENT_NUMBER or claims[at].end + 1 != found.start:
            return False
        return self.document.folded[found.end : found.end + 1] in (",", ";", ".", ")")

    def titled(self, found: _Found) -> bool:
        """Whether it stands in the title behind a document's number: ``Nghị quyết số 41/NQ-HĐND về ... năm 2025``."""
        claims = self.document.claims
        at = bisect_right(claims, found.start, key=lambda c: c.start)
        for claim in reversed(claims[max(0, at - 4) : at]):
            if claim.kind is ClaimKind.DOCUMENT_NUMBER:
                between = self.document.folded[claim.end : found.start]
                return len(between) < _LONGEST_NAME and _TITLE.match(between) is not None
        return False

    def begins_clause(self, start: int) -> bool:
        before = self.document.folded[max(0, start - 12) : start].rstrip(" ")
        return not before or before[-1] in "\n,;:(." or before.endswith((" khi", " còn", " nhưng", " và", " mà"))

    def is_passing(self, found: _Found) -> bool:
        """``xã hiện có 5 trạm``, ``nay còn 2 ngày``: said in passing, unlike ``Hiện toàn xã có``."""
        written = self.document.folded[found.start : found.end].strip()
        return written == "nay" or (written in _ADVERBS and not self.begins_clause(found.start))

    def continues(self, found: _Found, previous: _Found | None) -> bool:
        """Whether it is a further member of a list of years (``năm 2021, 2022 và 2023``)."""
        if previous is None or previous.rule.unit != "year":
            return False
        return _LIST_GAP.fullmatch(self.document.folded, previous.end, found.start) is not None

    # ------------------------------------------------------------ dates

    @staticmethod
    def quantity(found: _Found) -> str:
        groups = found.groups
        return groups.get("quarter") or groups.get("months") or groups.get("month") or ""

    def own_year(self, found: _Found) -> int | None:
        """The year that the expression says itself, in digits."""
        year = found.groups.get("year", "")
        return int(year) if year.isdigit() else None

    def year(self, found: _Found) -> int | None:
        own = self.own_year(found)
        if own is not None:
            return own
        offset = self.rules.year_words.get(" ".join(found.groups.get("year", "").split()), found.rule.offset)
        if found.rule.unit == "school_year":
            if self.published is None or offset is None:
                return None
            return self.published.year - (self.published.month < _SCHOOL_STARTS) + offset
        if offset is not None and (offset or found.groups.get("year") or self.published is not None):
            return self.published.year + offset if self.published else None
        if found.rule.unit == "year":
            return self.published.year if self.published else self.years_here.get("year")
        return self.likely_year(found)

    def likely_year(self, found: _Found) -> int | None:
        here = self.years_here.get(found.rule.unit)
        if here is not None:
            return here
        if self.published is None:
            return self.years.get((found.rule.unit, self.quantity(found)))
        published = self.published
        options = [(y, dates) for y in (-1, 0, 1) if (dates := self.dates(found, published.year + y)) is not None]
        past = [(y, dates) for y, dates in options if dates[0] <= published and not self.too_early(found, dates[1])]
        if self.is_next(found):
            return next((published.year + y for y, dates in options if dates[0] > published), None)
        if "limit" in found.before and self.is_target(found):
            return next((published.year + y for y, dates in options if dates[1] >= published), None)
        if not past:
            return None
        if not self.is_target(found):
            return published.year + past[-1][0]
        nearest = min(options, key=lambda o: max((o[1][0] - published).days, (published - o[1][1]).days, 0))
        return published.year + nearest[0]

    def too_early(self, found: _Found, last: date) -> bool:
        return found.rule.unit == "months" and self.published is not None and last > self.published + _AHEAD

    def is_next(self, found: _Found) -> bool:
        """``tháng 3 tới``."""
        following = _WORD.match(self.document.folded, found.end)
        return following is not None and self.rules.year_words.get(following[1]) == 1

    def is_target(self, found: _Found) -> bool:
        sentence = self.sentence(found)
        start, end = max(sentence.start, found.start - _LONGEST_NAME), min(sentence.end, found.end + _LONGEST_NAME)
        return self.rules.cues.target.search(self.document.folded, start, end) is not None

    def same_period(self, found: _Found) -> tuple[date | None, date | None] | None:
        """The last dated time of figures, in the year that is meant."""
        last = self.last
        if last is None or last.until is None:
            return None
        year = self.own_year(found)
        shift = year - last.until.year if year is not None else -1
        return (_shift(last.since, shift) if last.since else None), _shift(last.until, shift)

    def dates(self, found: _Found, year: int | None) -> tuple[date, date] | None:
        """First and last day of the unit; None when it has none."""
        rule, groups = found.rule, found.groups
        if rule.unit == "now":
            return (self.published, self.published) if self.published else None
        if year is None or rule.unit in ("vague", "same_period"):
            return None
        try:
            match rule.unit:
                case "day":
                    day = date(year, int(groups["month"]), int(groups["day"]))
                    return day, day
                case "month":
                    return _months(year, int(groups["month"]), int(groups["month"]))
                case "quarter":
                    last = 3 * _QUARTERS[groups["quarter"]]
                    return _months(year, last - 2, last)
                case "months":
                    count = rule.count or _count(groups["months"])
                    first = 13 - count if rule.last else int(groups.get("month", 1))
                    return _months(year, first, 12 if rule.last else count) if first <= count or rule.last else None
                case "years":
                    to_year = int(groups["to_year"])
                    return (date(year, 1, 1), date(to_year, 12, 31)) if to_year >= year else None
                case "school_year":
                    return date(year, _SCHOOL_STARTS, 1), date(year + 1, _SCHOOL_STARTS - 1, 31)
        except ValueError:
            return None
        if "start" in found.before:
            return date(year, 1, 1), date(year, 1, 1)
        return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _count(months: str) -> int:
    return int(months) if months.isdigit() else _MONTH_WORDS.index(" ".join(months.split())) + 1


def _shift(day: date, years: int) -> date:
    """The same day of another year; the last day of a month stays the last."""
    year = day.year + years
    last = (day + timedelta(days=1)).month != day.month
    return date(year, day.month, calendar.monthrange(year, day.month)[1] if last else day.day)
