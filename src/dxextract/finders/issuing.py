"""Who issued a document and when, as said behind its number: ``ngày 5/8/2022 của UBND tỉnh``, ``do UBND tỉnh ký``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from dxextract.document import Document
from dxextract.knowledge.documents import Body, ReferenceRules
from dxextract.spans import Span
from dxextract.text import skip_space

_BEFORE_OWNER = re.compile(r"[\s,)]*")
_OPENING = re.compile(r"\s*(?P<comma>,?)\s*\(?\s*")
_MARK = re.compile(r"\s*[,;.)]")
_CLOSING = re.compile(r"\s*\)")
_WORD = re.compile(r"[^\s,.;:()\"]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT_NAME = re.compile(r"\s*\([^()\n]{1,30}\)\s+")
_ASIDE = re.compile(r"\s*\([^()\n]{1,40}\)")
_JOINED = re.compile(r"(?:và|-)\s+")
_OCCASION = re.compile(r"\s*tại\s++[^.;:\n]{1,60}?(?=\s*(?:ngày|năm)\s)")
_DAY = "ngày"
_MOST_WORDS = 14
_MOST_LOWER = 2


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer as written; ``body`` is None when its name is not in the gazetteer."""

    span: Span
    body: Body | None


@dataclass(frozen=True, slots=True)
class Issuing:
    """What is said of the issuing at one place.

    Attributes:
        issue_date: ISO, ``2020`` or ``2023-06`` when only that is said; None when nothing is, or the year is missing.
        taken: spans of the dates, those without a year included.
        issuer: who, when it is said.
        end: where reading stopped.
    """

    issue_date: str | None
    taken: tuple[Span, ...]
    issuer: Issuer | None
    end: int


def iso_date(match: re.Match[str], *, year: int | None = None) -> str | None:
    """ISO date of a match that captured ``year`` and perhaps ``month`` and ``day``; None for no day of the calendar.

    Args:
        match: of a rule for dates.
        year: the year when the match has none.
    """
    parts = match.groupdict()
    known = parts.get("year") or year
    if known is None:
        return None
    try:
        whole = date(int(known), int(parts.get("month") or 1), int(parts.get("day") or 1)).isoformat()
    except ValueError:
        return None
    return whole if parts.get("day") else whole[:7] if parts.get("month") else whole[:4]


def read_issuing(document: Document, rules: ReferenceRules, at: int, end: int, *, year: int | None = None) -> Issuing:
    """Read date and issuer behind a number.

    Args:
        document: the article.
        rules: the knowledge of references.
        at: where the number ends.
        end: where its paragraph ends.
        year: the year of a date that lacks it (the one in ``42/2022/NĐ-CP``).

    Returns:
        What is said from ``at`` on without anything else between; empty, with ``end == at``, when nothing is.
    """
    said = Issuing(None, (), None, at)
    while True:
        opening = _OPENING.match(document.folded, said.end, end)
        start = opening.end() if opening else said.end
        comma = bool(opening and opening["comma"])
        step = None
        if not said.taken:
            step = _read_date(document, rules, start, end, said, comma=comma)
        if step is None and said.issuer is None:
            step = _read_issuer(document, rules, start, end, said)
        if step is None:
            return said
        if step.issue_date is None and step.taken and year is not None:
            step = replace(step, issue_date=_date_in(document, rules, step.taken[0], year))
        closing = _CLOSING.match(document.folded, step.end, end)
        said = replace(step, end=closing.end()) if closing and "(" in document.folded[at : step.end] else step


def _read_date(
    document: Document, rules: ReferenceRules, at: int, end: int, said: Issuing, *, comma: bool
) -> Issuing | None:
    match = rules.match("issue_date", document.folded, at, end)
    loose = match is None
    match = match or rules.match("loose_date", document.folded, at, end)
    if match is None:
        return None
    behind = _BEFORE_OWNER.match(document.folded, match.end(), end)
    owned = behind is not None and (
        rules.match("owner", document.folded, behind.end(), end) is not None
        or rules.match("agent", document.folded, behind.end(), end) is not None
    )
    month = loose and "month" in match.groupdict() and _MARK.match(document.folded, match.end())
    if loose and not owned and not month:
        return None
    told = loose or match[0].startswith(_DAY)  # without a verb: "ban hành ngày 5/8/2022" is sure
    if comma and told and not owned and document.folded.startswith(",", match.end()) and said.issuer is None:
        return None  # "theo Kế hoạch số 12, ngày 5/8/2022, tỉnh tổ chức": the day of something else
    return replace(said, issue_date=iso_date(match), taken=(Span(*match.span()),), end=match.end())


def _date_in(document: Document, rules: ReferenceRules, span: Span, year: int) -> str | None:
    match = rules.match("issue_date", document.folded, span.start, span.end)
    return iso_date(match, year=year) if match else None


def _read_issuer(document: Document, rules: ReferenceRules, at: int, end: int, said: Issuing) -> Issuing | None:
    folded = document.folded
    agent = rules.match("agent", folded, at, end)
    if agent is not None:
        issuer = issuer_at(document, rules, skip_space(folded, agent.end(), end), end, lone=True)
        verb = issuer and issuing_verb(document, rules, issuer.span.end, end)
        if not issuer or not verb:
            return None
        stop = verb.end()
        if said.taken:
            return replace(said, issuer=issuer, end=stop)
        occasion = _OCCASION.match(folded, stop, end)
        start = skip_space(folded, occasion.end() if occasion else stop, end)
        match = rules.match("issue_date", folded, start, end) or rules.match("loose_date", folded, start, end)
        if match is None:
            return replace(said, issuer=issuer, end=stop)
        return Issuing(iso_date(match), (Span(*match.span()),), issuer, match.end())
    owner = rules.match("owner", folded, at, end)
    if owner is None:
        return _undersigned(document, rules, at, end, said)
    issuer = issuer_at(document, rules, skip_space(folded, owner.end(), end), end, known=False)
    return replace(said, issuer=issuer, end=issuer.span.end) if issuer else None


def _undersigned(document: Document, rules: ReferenceRules, at: int, end: int, said: Issuing) -> Issuing | None:
    """``Kế hoạch số 12/KH-UBND UBND tỉnh ban hành hồi tháng 10/2023``: an issuer with no word before it."""
    if said.taken or "," in document.folded[said.end : at] or "(" in document.folded[said.end : at]:
        return None
    issuer = issuer_at(document, rules, at, end)
    start = past_adverbs(document, rules, issuer.span.end, end) if issuer else at
    match = rules.match("issue_date", document.folded, start, end)
    if issuer is None or match is None or match[0].startswith(_DAY):
        return None
    return Issuing(iso_date(match), (Span(*match.span()),), issuer, match.end())


def issuing_verb(document: Document, rules: ReferenceRules, at: int, end: int) -> re.Match[str] | None:
    """The verb of issuing that follows an issuer's name, an aside in brackets and adverbs skipped."""
    return rules.match("issuing", document.folded, past_adverbs(document, rules, at, end), end)


def past_adverbs(document: Document, rules: ReferenceRules, at: int, end: int) -> int:
    """Where the words between an issuer's name and its verb end: ``(khóa XIV) vừa``, ``Nguyễn Văn A đã``."""
    start = skip_space(document.folded, at, end)
    if rules.surnames.match(document.folded, start, end):
        while (word := _LETTERS.match(document.text, start, end)) is not None and word[0][0].isupper():
            at, start = word.end(), skip_space(document.folded, word.end(), end)
    aside = _ASIDE.match(document.folded, at, end)
    return rules.past("adverb", document.folded, aside.end() if aside else at, end)


def issuer_at(
    document: Document, rules: ReferenceRules, at: int, end: int, *, known: bool = True, lone: bool = False
) -> Issuer | None:
    """The issuer whose name begins at ``at``.

    Args:
        document: the article.
        rules: the knowledge of references.
        at: where a name may begin; it begins with a capital letter.
        end: where to stop.
        known: only bodies of the gazetteer; otherwise any name.
        lone: an office may stand without the body that it is of (``được Bộ trưởng ký``).
    """
    text, folded = document.text, document.folded
    if not text[at : at + 1].isupper():
        return None
    name = rules.body_names.match(folded, at, end)
    office = None if name else rules.offices.match(folded, at, end)
    head = at
    if office is not None:
        head = skip_space(folded, office.end(), end)
        name = rules.body_names.match(folded, head, end)
    if name is None and known and not (office and (lone or rules.levels.match(folded, head, end))):
        return None
    body = rules.bodies[" ".join(name[0].split())] if name else None
    stop = name.end() if name else office.end() if office else at
    person = office is not None or (body is not None and body.person)
    stop = _name_end(document, rules, stop, end, free=body is None or body.open, person=person)
    return Issuer(Span(at, stop), body) if stop > at else None


def _name_end(document: Document, rules: ReferenceRules, at: int, end: int, *, free: bool, person: bool) -> int:
    """Where a name goes on to: words of level, capitalised words and, in a free name, a word or two behind them.

    Behind an office (``person``) the name of its holder is no part of it.
    """
    text, folded = document.text, document.folded
    lower_left = 0
    placed = False
    for _ in range(_MOST_WORDS):
        start = skip_space(folded, at, end)
        short = _SHORT_NAME.match(folded, at, end)
        if short is not None and (text[short.end()].isupper() or rules.levels.match(folded, short.end(), end)):
            start = short.end()
        level = rules.levels.match(folded, start, end)
        if level is not None:
            at, lower_left, placed = level.end(), 0, True
            continue
        word = _WORD.match(folded, start, end)
        if word is None:
            break
        capital = text[start].isupper()
        titled = capital and not text[start : word.end()].isupper()  # "UBND tỉnh Cao Bằng"
        if not titled and rules.match("title_end", folded, start, end):
            break
        if capital and rules.words.match(folded, start, end):
            break
        if capital and person and _holder(document, rules, start, end, placed=placed):
            break
        placed = False
        joined = _JOINED.match(folded, start, end) if free else None
        if joined is not None and text[joined.end() : joined.end() + 1].isupper():
            if rules.body_names.match(folded, joined.end(), end) or rules.words.match(folded, joined.end(), end):
                break
            at, lower_left = joined.end() - 1, 0
            continue
        if capital:
            at = word.end()
            lower_left = 0 if word.end() - start > 1 and text[start : word.end()].isupper() else _MOST_LOWER
        elif free and lower_left:
            at, lower_left = word.end(), lower_left - 1
        else:
            break
    return at


def _holder(document: Document, rules: ReferenceRules, at: int, end: int, *, placed: bool) -> bool:
    """Whether the name of a person begins at ``at``. Behind a word of level it may be a place (``tỉnh Thái Bình``):
    then it must have three words before the next family name."""
    if rules.surnames.match(document.folded, at, end) is None:
        return False
    if not placed:
        return True
    words = 0
    while (word := _LETTERS.match(document.text, at, end)) is not None and word[0][0].isupper():
        if words and rules.surnames.match(document.folded, at, end):
            break
        words, at = words + 1, skip_space(document.folded, word.end(), end)
    return words > 2
