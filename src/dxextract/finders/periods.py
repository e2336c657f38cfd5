"""Find time expressions and date them.

An expression is a calendar unit (``tháng 3/2024``) with the words before it that say how it is meant (``đến hết``).
Two expressions that form one span (``từ ngày 1-1`` ``đến 14-11-2024``) are one mention. Dates are given only where
the text makes them certain: a year that is not said comes from an expression of the same sort in the same paragraph,
or from the day of publication (the most recent time, or the nearest for plans), else the dates stay empty.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dxextract.document import Document, Sentence
from dxextract.finders.period_dates import SCHOOL_ENDS, SCHOOL_STARTS, shift, unit_dates
from dxextract.finders.period_roles import PeriodRole, PeriodRoles
from dxextract.finders.period_units import FoundUnit, find_units
from dxextract.knowledge.periods import PeriodRules
from dxextract.spans import Span

_NEARBY = 120
_POINTS = ("day", "month", "quarter", "year", "now")
"""Units from which a span may start; the others are spans themselves."""
_AHEAD = timedelta(days=45)
"""So long before their end do the first months of a year have figures."""
_LONG_AGO = timedelta(days=300)
_SOON = timedelta(days=60)
_NEW = 3
"""For so many months may the year before be meant where no year is said."""
_JUST_OVER, _JUST_AHEAD = 31, 10
"""So many days after and before their end are months spoken of as over."""
_OPENING = 12
"""So near its start stands what a sentence begins with."""
_WORD = re.compile(r"\s+(\w+)")
_SPAN_GAP = re.compile(r"\)?[\s,]*(?:\([^()\n]{1,100}\)[\s,]*|(?:khi|lúc|thời điểm|ngày) [^,.;:()\n\d]{1,80}, )?")
_DASH_GAP = re.compile(r"\s*-\s*")


@dataclass(frozen=True, slots=True)
class PeriodMention(Span):
    """A time expression.

    Attributes:
        text: as written.
        rule: id of the rule in ``patterns/periods.yaml``; ``row.year`` for a year that labels the row of a table.
        unit: the rule's unit.
        role: what it is there for.
        since: first day; None for a state, and for what cannot be dated.
        until: last day; None where the end is open, and for what cannot be dated.
        attached: it may date the number before it (``30% của năm 2022``).
        loose: it dates what stands before it in its own right (``trong``, ``vào``).
        deadline: it dates nothing that follows (``hoàn thành trong quý IV``).
        needs_published: its dates hang on the day of publication.
        lasting: it says how long (``sau 2 năm triển khai``), not when.
        passing: it dates its own sentence only: now, where it is said inside a sentence (``xã hiện có``, ``bon đến nay
            vẫn chưa có``), and a span whose end is open (``máy cấp từ năm 2017``).
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
    lasting: bool = False

    @property
    def dated(self) -> bool:
        return self.since is not None or self.until is not None

    def covers(self, unit: str) -> bool:
        """Whether it is a time of a unit; some ``days`` may also be written as a first and a last one."""
        several = unit == "days" and self.unit == "day" and self.since != self.until
        return self.unit == unit or several


def find_periods(document: Document, rules: PeriodRules) -> tuple[PeriodMention, ...]:
    """Find every time expression of a document.

    Args:
        document: a laid-out article; its ``article.published`` dates ``đến nay`` and years that are not said.
        rules: see :mod:`dxextract.knowledge.periods`.

    Returns:
        Mentions in the order of the text; they do not overlap.
    """
    return tuple(_Dating(document, rules).mentions(find_units(document, rules)))


class _Dating:
    """Dates found expressions one after the other: what was said before helps with what is said shortly."""

    def __init__(self, document: Document, rules: PeriodRules) -> None:
        self.document = document
        self.rules = rules
        self.roles = PeriodRoles(document, rules.cues)
        self.published = document.article.published
        self.sentence_starts = [s.start for s in document.sentences]
        self.years: dict[tuple[str, str], int] = {}
        self.years_here: dict[str, int] = {}
        self.paragraph = -1
        self.last: PeriodMention | None = None

    def mentions(self, found: Sequence[FoundUnit]) -> Iterator[PeriodMention]:
        at = 0
        while at < len(found):
            first = found[at]
            second = found[at + 1] if at + 1 < len(found) else None
            self.enter(first)
            if second is not None and self.one_span(first, second):
                mention = self.span(first, second)
                at += 2
            else:
                mention = self.single(first, found[at - 1] if at else None, second)
                at += 1
            if mention is not None:
                if mention.role is PeriodRole.VALUE and mention.dated:
                    self.last = mention
                yield mention

    def enter(self, found: FoundUnit) -> None:
        paragraph = self.sentence(found).paragraph
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.years_here = {}

    def sentence(self, found: FoundUnit) -> Sentence:
        return self.document.sentences[max(0, bisect_right(self.sentence_starts, found.unit_start) - 1)]

    def one_span(self, first: FoundUnit, second: FoundUnit) -> bool:
        between = self.document.folded[first.end : second.start]
        if "since" in first.before and "until" in second.before:
            return _SPAN_GAP.fullmatch(between) is not None
        return first.rule.unit == second.rule.unit != "year" and _DASH_GAP.fullmatch(between) is not None

    def span(self, first: FoundUnit, second: FoundUnit) -> PeriodMention | None:
        """``từ A đến B``: the year of B serves A too."""
        until = self.dates(second, self.year(second))
        year = first.own_year
        if year is None and until is not None and first.rule.unit != "now":
            year = until[1].year
        since = self.dates(first, year if year is not None else self.year(first))
        forward = since is None or until is None or since[0] <= until[1]
        return self.mention(
            replace(first, end=second.end),
            role=self.roles.span_role(first, second.end),
            since=since[0] if since and forward else None,
            until=until[1] if until and forward else None,
            by_published=any(f.rule.unit == "now" or f.own_year is None for f in (first, second)),
        )

    def single(self, found: FoundUnit, previous: FoundUnit | None, following: FoundUnit | None) -> PeriodMention | None:
        rule = found.rule
        key = (rule.unit, found.quantity)
        if rule.again and (key not in self.years if rule.unit != "year" else not self.continues(found, previous)):
            return None
        year = self.years.get(key) if rule.again and rule.unit != "year" else self.year(found, following)
        role = self.roles.role(found)
        dates = self.same_period(found) if rule.unit == "same_period" else self.dates(found, year)
        since, until = dates if dates else (None, None)
        if year is not None:
            if role is not PeriodRole.BASELINE or key not in self.years:
                self.years[key] = year
            if found.own_year is not None and role is PeriodRole.VALUE:
                self.years_here[rule.unit] = year
        if "since" in found.before and rule.unit in _POINTS and not (rule.unit == "now" and "until" in found.before):
            until = None  # but "từ đầu nhiệm kỳ đến nay" is the state of now
        elif rule.unit == "now" or found.before & {"until", "end", "limit"}:
            since = None
        if "limit" in found.before:
            role = self.roles.limit_role(until)
        if since is not None and until is None and "start" not in found.before and self.roles.tells_age(found):
            role = PeriodRole.EVENT
        return self.mention(
            found,
            role=role,
            since=since,
            until=until,
            by_published=rule.unit == "now" or (found.own_year is None and rule.unit != "vague"),
        )

    def mention(
        self, found: FoundUnit, *, role: PeriodRole, since: date | None, until: date | None, by_published: bool
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
            deadline="deadline" in found.before
            or ("limit" in found.before and not self.roles.begins_plan(found.start)),
            needs_published=by_published,
            passing=self.passes(found, since, until),
            lasting=found.rule.lasting,
        )

    def passes(self, found: FoundUnit, since: date | None, until: date | None) -> bool:
        inside = found.rule.unit == "now" and found.start - self.sentence(found).start > _OPENING
        return inside or (since is not None and until is None) or self.roles.is_passing(found)

    def continues(self, found: FoundUnit, previous: FoundUnit | None) -> bool:
        """Whether it is a further member of a list of years (``năm 2021, 2022 và 2023``)."""
        if previous is None or previous.rule.unit != "year":
            return False
        return self.rules.cues.list_joint.fullmatch(self.document.folded, previous.end, found.start) is not None

    def shared_year(self, found: FoundUnit, following: FoundUnit | None) -> int | None:
        """``quý III và quý IV năm 2024``: the year behind the next member of a list, which is its own too."""
        if following is None or following.own_year is None or following.rule.unit != found.rule.unit:
            return None
        if not found.quantity or not following.quantity:
            return None
        if self.rules.cues.list_joint.fullmatch(self.document.folded, found.end, following.unit_start) is None:
            return None
        year = following.own_year
        first, last = self.dates(found, year), self.dates(following, year)
        return year if first is not None and last is not None and first < last else None

    def year(self, found: FoundUnit, following: FoundUnit | None = None) -> int | None:
        own = found.own_year or self.shared_year(found, following)
        if own is not None:
            return own
        word = " ".join(found.groups.get("year", "").split())
        offset = self.rules.year_words.get(word, found.rule.offset)
        told = self.told_before(found) if word in self.rules.told_from and found.rule.unit == "year" else None
        if told is not None and offset is not None:
            return told + offset
        if found.rule.unit == "school_year":
            if self.published is None or offset is None:
                return None
            starts = SCHOOL_ENDS + 1 if found.rule.recent else SCHOOL_STARTS
            return self.published.year - (self.published.month < starts) + offset
        if offset is not None and (offset or found.groups.get("year") or self.published is not None):
            return self.published.year + offset if self.published else None
        if found.rule.unit == "year" and not found.rule.recent:
            return self.current_year(found) if self.published else self.years_here.get("year")
        return self.likely_year(found)

    def current_year(self, found: FoundUnit) -> int:
        """``cuối năm`` said early in a year is that of the year before, where nothing is planned."""
        assert self.published is not None
        just_over = (
            self.published.month <= _NEW and "end" in found.before and not found.groups and "until" not in found.before
        )
        return self.published.year - 1 if just_over and not self.is_target(found) else self.published.year

    def told_before(self, found: FoundUnit) -> int | None:
        """The year of the last time of figures in the same sentence."""
        last = self.last.until if self.last is not None and self.last.start >= self.sentence(found).start else None
        return last.year if last is not None else None

    def likely_year(self, found: FoundUnit) -> int | None:
        if found.rule.recent:
            return self.recent_year(found)
        here = self.years_here.get(found.rule.unit)
        if here is not None:
            return here
        if self.published is None:
            return self.years.get((found.rule.unit, found.quantity))
        published = self.published
        options = [(y, dates) for y in (-1, 0, 1) if (dates := self.dates(found, published.year + y)) is not None]
        past = [(y, dates) for y, dates in options if dates[0] <= published and not self.too_early(found, dates[1])]
        if self.is_next(found):
            return next((published.year + y for y, dates in options if dates[0] > published), None)
        if "limit" in found.before and self.is_target(found):
            return next((published.year + y for y, dates in options if dates[1] >= published), None)
        if not past:
            return None
        if not self.is_target(found) and not self.is_nearly_here(found, past[-1][1][1], options):
            return published.year + past[-1][0]
        nearest = min(options, key=lambda o: max((o[1][0] - published).days, (published - o[1][1]).days, 0))
        return published.year + nearest[0]

    def recent_year(self, found: FoundUnit) -> int | None:
        """``bảy tháng qua`` in August: the first months of the year that end about the day of publication.

        ``trong năm`` is the year spoken of, or else the current one, unless it has hardly begun.
        """
        if self.published is None:
            return self.years.get((found.rule.unit, found.quantity))
        if found.rule.unit == "year":
            return self.years_here.get("year", self.published.year if self.published.month > _NEW else None)
        for year in (self.published.year, self.published.year - 1):
            dates = self.dates(found, year)
            if dates is not None and -_JUST_AHEAD <= (self.published - dates[1]).days <= _JUST_OVER:
                return year
        return None

    def too_early(self, found: FoundUnit, last: date) -> bool:
        return found.rule.unit == "months" and self.published is not None and last > self.published + _AHEAD

    def is_next(self, found: FoundUnit) -> bool:
        """``tháng 3 tới``."""
        following = _WORD.match(self.document.folded, found.end)
        return following is not None and self.rules.year_words.get(following[1]) == 1

    def is_nearly_here(self, found: FoundUnit, past: date, options: Sequence[tuple[int, tuple[date, date]]]) -> bool:
        """``Đến 30/9`` said at the end of August: whether a day is about to come that was last nearly a year ago."""
        assert self.published is not None
        if found.rule.unit != "day" or self.published - past < _LONG_AGO:
            return False
        return any(self.published < dates[1] <= self.published + _SOON for _, dates in options)

    def is_target(self, found: FoundUnit) -> bool:
        sentence = self.sentence(found)
        start, end = max(sentence.start, found.start - _NEARBY), min(sentence.end, found.end + _NEARBY)
        return self.rules.cues.target.search(self.document.folded, start, end) is not None

    def same_period(self, found: FoundUnit) -> tuple[date | None, date | None] | None:
        """The last dated time of figures, in the year that is meant."""
        last = self.last
        if last is None or last.until is None:
            return None
        year = found.own_year
        years = year - last.until.year if year is not None else found.rule.offset
        if years is None:
            years = -1
        return (shift(last.since, years) if last.since else None), shift(last.until, years)

    def dates(self, found: FoundUnit, year: int | None) -> tuple[date, date] | None:
        return unit_dates(found, year, self.rules.month_counts, self.published)
