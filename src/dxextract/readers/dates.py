"""Days of publication out of metadata and addresses. Nothing here looks at the text of an article.

A day is one of Vietnam: a moment with a zone is moved to +07:00 first, one without is taken as it is written.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

VIETNAM = timezone(timedelta(hours=7))

# Before, there were no news on the web; 1970 and 0001 are what software writes for "no date".
_FIRST_YEAR = 1990
_LAST_YEAR = 2099
_LONGEST = 100
_MILLISECONDS = 100_000_000_000
"""Seconds since 1970 stay below until the year 5138, milliseconds are above since 1973."""

_ZONE = r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d(?::?\d\d)?)?"
_ISO = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)"
    rf"(?:[T\s]+(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{{1,9}})?)?{_ZONE})?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?![\d/-])")
_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s*,)?\s*(?:năm\s+)?(\d{4})(?!\d)", re.IGNORECASE)
_HALF_DAY = re.compile(r"\d\s*[AP]M\b", re.IGNORECASE)
_ENGLISH = re.compile(
    r"(?:(?P<before>\d{1,2})\s+)?(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"(?:\s+(?P<after>\d{1,2}))?(?:st|nd|rd|th)?\s*,?\s+(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NUMBER = re.compile(r"\d{9,13}(?:\.\d+)?")

_IN_FOLDERS = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?=/|$)|/(\d{4})-(\d\d)-(\d\d)(?=/|$)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d(?:\d{3})?)?)?(?!\d)")


def parse_day(value: object) -> date | None:
    """The day that a value of metadata means.

    Args:
        value: a date or a moment; seconds or milliseconds since 1970; or a short text: ISO 8601, RFC 2822, a Vietnamese
            date (``19/04/2024 08:15``, ``19 tháng 4 năm 2024``), an English one with the month's name.

    Returns:
        The day in Vietnam. Figures are day, month, year; ``4/19/2024`` can only be month, day, year. None for what is
        no date, holds two, lies outside 1990 to 2099, or may be either (``4/5/2024 8:15 AM``: the half of the day is
        American).
    """
    try:
        day = _parse(value)
    except (ValueError, OverflowError, TypeError, OSError):
        return None
    return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def url_day(url: str) -> date | None:
    """The day in an address: in its folders (``/2024/04/19/``) or a stamp (``-20240419081500.htm``); else None."""
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    path = path.split("://", 1)[-1]
    days = {
        day
        for pattern in (_IN_FOLDERS, _COMPACT)
        for match in pattern.finditer(path)
        if (day := _valid(*[int(group) for group in match.groups() if group]))
    }
    return days.pop() if len(days) == 1 else None


def prints(text: str, day: date) -> bool:
    """Whether a text prints a day, or its month if it is the first of one, or its year if it is New Year's Day.

    What guesses a date from the text fills in missing parts with 1, so that such a guess is known by it.
    """
    written = {(int(m[4]), int(m[3]), int(m[1])) for m in _DAY_FIRST.finditer(text)} | {
        (int(m[3]), int(m[2]), int(m[1])) for m in _WORDS.finditer(text)
    }
    if (day.year, day.month, day.day) in written:
        return True
    if day.day == 1 and re.search(rf"(?<!\d)0?{day.month}\s?(?:/|-|\.|năm)\s?{day.year}(?!\d)", text):
        return True
    return (day.month, day.day) == (1, 1) and re.search(rf"(?<!\d){day.year}(?!\d)", text) is not None


def _parse(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).date() if value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _moment(value)
    text = " ".join(str(value).split())
    if not text or len(text) > _LONGEST:
        return None
    if _NUMBER.fullmatch(text):
        return _moment(float(text))
    for parse in (_iso, _day_first, _words, _rfc_2822, _english):
        if day := parse(text):
            return day
    return None


def _moment(seconds: float) -> date:
    if seconds > _MILLISECONDS:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC).astimezone(VIETNAM).date()


def _iso(text: str) -> date | None:
    match = _ISO.match(text)
    if match is None or (not match["mark"] and len(match["month"] + match["day"]) != 4):
        return None
    rest = text[match.end() :]
    if rest[:1].isdigit() or _ISO.search(rest):  # another figure, another date
        return None
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    if not match["zone"]:
        return day
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_zone(match["zone"]))
    return moment.astimezone(VIETNAM).date()


def _zone(text: str) -> timezone:
    figures = text[1:].replace(":", "")
    if text[0] not in "+-":
        return UTC
    offset = timedelta(hours=int(figures[:2]), minutes=int(figures[2:4]))
    return timezone(-offset if text[0] == "-" else offset)


def _day_first(text: str) -> date | None:
    found = [(int(m[1]), int(m[3]), int(m[4])) for m in _DAY_FIRST.finditer(text)]
    if len(found) != 1:
        return None
    first, second, year = found[0]
    as_day, as_month = _valid(year, second, first), _valid(year, first, second)
    if as_day and as_month and as_day != as_month and _HALF_DAY.search(text):
        return None
    return as_day or as_month


def _words(text: str) -> date | None:
    found = [_valid(int(m[3]), int(m[2]), int(m[1])) for m in _WORDS.finditer(text)]
    return found[0] if len(found) == 1 else None


def _rfc_2822(text: str) -> date | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return moment.astimezone(VIETNAM).date() if moment.tzinfo else moment.date()


def _english(text: str) -> date | None:
    found = list(_ENGLISH.finditer(text))
    if len(found) != 1 or bool(found[0]["before"]) == bool(found[0]["after"]):
        return None
    match = found[0]
    day = int(match["before"] or match["after"])
    return _valid(int(match["year"]), _MONTHS.index(match["month"].lower()) + 1, day)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None
