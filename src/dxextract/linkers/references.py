"""Link the documents that a text names to what it says of them: date, issuer, title, article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dxextract.document import Document
from dxextract.finders.documents import DocumentMention
from dxextract.finders.issuing import Issuer, Issuing, iso_date, issuer_at, past_adverbs, read_issuing
from dxextract.knowledge.documents import Height, ReferenceRules, Scope
from dxextract.spans import Span

IssuerBasis = Literal["stated", "symbol", "none"]


@dataclass(frozen=True, slots=True)
class ReferenceDraft:
    """A reference before it becomes a record.

    Attributes:
        span, doc_type, number, year, symbol, ref_id, rule: as in the mention.
        article_number, clause, point: the part of the document that is meant.
        issue_date: ISO; ``2020`` or ``2023-06`` when only that is said at this mention.
        issuer: as written at this mention, None when it is not said there.
        issuer_span: where it is written.
        issuer_scope: whether there is one such issuer in the country or one in every place; from the issuer or the
            symbol, None when neither tells.
        issuer_height: how high a local issuer stands, likewise; None where nothing says it.
        issuer_letters: letters of the issuer named at this mention; empty when none or an unknown one is.
        issuer_basis: ``stated``; ``symbol`` when only the letters of the number imply one; ``none``.
        title: as written in quotation marks or behind ``về``, or the name of a document known by it.
        taken: spans of number and issue date, which no other finder may use.
    """

    span: Span
    doc_type: str
    number: str | None
    year: int | None
    symbol: str | None
    ref_id: str | None
    article_number: str | None
    clause: str | None
    point: str | None
    issue_date: str | None
    issuer: str | None
    issuer_span: Span | None
    issuer_scope: Scope | None
    issuer_height: Height | None
    issuer_letters: frozenset[str]
    issuer_basis: IssuerBasis
    title: str | None
    taken: tuple[Span, ...]
    rule: str


_JOINING = re.compile(r"[\s,;]*(?:và|cùng|cùng với|cũng như)?\s*(?:các|số)?[\s:]*")
_CLAUSE_MARK = re.compile(r"[.;:\n]")
_CLAUSE_BREAKS = ',;:.()-"'
_SUBJECT_MARK = re.compile(r"[.,;:()\n]")
_TITLE_MARK = re.compile(r"[.,;:()\n\"]")
_QUOTED = re.compile(r"\"(?P<title>[^\"\n]{3,200})\"")
_WORD = re.compile(r"\S+")
_OPENING = re.compile(r"[\s,)]*")
_LONGEST_ASIDE = 120
_LONGEST_LOCATOR = 60


def link_references(
    document: Document, mentions: Sequence[DocumentMention], rules: ReferenceRules
) -> tuple[ReferenceDraft, ...]:
    """Link mentions to what the text says of them.

    Args:
        document: the article, laid out.
        mentions: what :func:`dxextract.finders.documents.find_documents` found in it.
        rules: the knowledge of references.

    Returns:
        One draft a mention, in the same order.
    """
    return tuple(_Linker(document, mentions, rules).drafts())


@dataclass(frozen=True, slots=True)
class _Before:
    """What the clause before a document says of its issuing."""

    issuer: Issuer | None
    issue_date: str | None
    taken: tuple[Span, ...]
    same_day: bool = False


_NOTHING = _Before(None, None, ())


class _Linker:
    def __init__(self, document: Document, mentions: Sequence[DocumentMention], rules: ReferenceRules) -> None:
        self.document = document
        self.text = document.text
        self.folded = document.folded
        self.mentions = mentions
        self.rules = rules
        self._paragraph_starts = [paragraph.start for paragraph in document.paragraphs]
        self._sentence_starts = [sentence.start for sentence in document.sentences]

    def drafts(self) -> list[ReferenceDraft]:
        ends = [self._paragraph_end(mention.span.start) for mention in self.mentions]
        behind = self._sharing_days(
            [self._behind(mention, end) for mention, end in zip(self.mentions, ends, strict=True)]
        )
        issuers = self._shared_issuers(behind)
        for position, mention in enumerate(self.mentions):
            if issuers[position] is None:
                issuers[position] = self._within(mention)
        before: list[_Before] = []
        for position, mention in enumerate(self.mentions):
            before.append(self._before(position, behind, before))
            if issuers[position] is None and mention.head is None:
                issuers[position] = before[position].issuer
            if issuers[position] is None:
                next_start = self.mentions[position + 1].span.start if position + 1 < len(ends) else len(self.text)
                limit = min(ends[position], next_start)
                issuers[position] = self._behind_subject(mention, behind[position].end, limit)
        for position, mention in enumerate(self.mentions):
            if issuers[position] is None and mention.head is not None:
                issuers[position] = issuers[mention.head]
        dated = [self._dated(*said) for said in zip(self.mentions, behind, before, strict=True)]
        return [
            self._draft(mention, behind[position], dated[position], issuers[position], ends[position])
            for position, mention in enumerate(self.mentions)
        ]

    def _dated(self, mention: DocumentMention, behind: Issuing, before: _Before) -> _Before:
        """What stands before a document, with the day named last where ``cùng ngày`` before or behind it means that."""
        same = before.same_day or self.rules.match(
            "same_day", self.folded, _skip(self.folded, behind.end, len(self.text)), len(self.text)
        )
        if behind.taken or before.issue_date is not None or not same:
            return before
        start = self.document.paragraphs[bisect_right(self._paragraph_starts, mention.span.start) - 1].start
        days = [
            day
            for role in ("issue_date", "date_before")
            for day in self.rules.find(role, self.folded, start, mention.span.start)
            if day.groupdict().get("day")
        ]
        return replace(before, issue_date=iso_date(max(days, key=re.Match.end))) if days else before

    def _paragraph_end(self, at: int) -> int:
        position = bisect_right(self._paragraph_starts, at) - 1
        return self.document.paragraphs[position].end if position >= 0 else len(self.text)

    def _sentence_start(self, at: int) -> int:
        position = bisect_right(self._sentence_starts, at) - 1
        return self._sentence_starts[position] if position >= 0 else 0

    def _behind(self, mention: DocumentMention, end: int) -> Issuing:
        at = mention.taken[-1].end if mention.taken else mention.span.end
        said = read_issuing(self.document, self.rules, at, end, year=mention.year)
        if mention.number is None and mention.taken:
            year = mention.taken[0]
            return replace(said, issue_date=self.text[year.start : year.end][-4:], taken=(*mention.taken, *said.taken))
        return said

    def _sharing_days(self, behind: Sequence[Issuing]) -> list[Issuing]:
        """``Kế hoạch số 12 và Quyết định số 15 cùng ngày 3/4/2022``: the day is that of all in the list."""
        said = list(behind)
        for position in range(len(said) - 2, -1, -1):
            mine, following = said[position], said[position + 1]
            if mine.taken or not following.taken or following.issue_date is None:
                continue
            shared = self.rules.match("shared_date", self.folded, following.taken[0].start, following.taken[0].end)
            gap = self.folded[mine.end : self.mentions[position + 1].span.start]
            if shared is not None and _JOINING.fullmatch(gap) is not None:
                said[position] = replace(mine, issue_date=following.issue_date, taken=following.taken)
        return said

    def _within(self, mention: DocumentMention) -> Issuer | None:
        """An issuer between the word of the type and the number: ``Quyết định của Thủ tướng Chính phủ số ...``."""
        if mention.number is None:
            return None
        name = self._next_name(mention.span.start, mention.taken[0].start)
        return issuer_at(self.document, self.rules, name, mention.taken[0].start) if name is not None else None

    def _behind_subject(self, mention: DocumentMention, at: int, end: int) -> Issuer | None:
        """An issuer that the symbol confirms, behind what the document does: ``... về chuyển đổi số của UBND tỉnh``."""
        start = _skip(self.folded, at, end)
        if self.rules.match("subject", self.folded, start, end) is None:
            return None
        mark = _SUBJECT_MARK.search(self.folded, start, end)
        for owner in self.rules.find("owner", self.folded, start, mark.start() if mark else end):
            issuer = issuer_at(self.document, self.rules, _skip(self.folded, owner.end(), end), end)
            if issuer is not None and self._agrees(mention, issuer, certain=True):
                return issuer
        return None

    def _shared_issuers(self, behind: Sequence[Issuing]) -> list[Issuer | None]:
        """Issuers behind the numbers; the last of a list speaks for those before it that have none."""
        issuers = [said.issuer for said in behind]
        for position in range(len(self.mentions) - 2, -1, -1):
            mine, following = self.mentions[position], self.mentions[position + 1]
            if issuers[position] is not None or issuers[position + 1] is None:
                continue
            gap = self.folded[behind[position].end : following.span.start]
            listed = following.head is not None and following.head in (position, mine.head)
            alike = mine.bodies != () and mine.bodies == following.bodies and mine.doc_type == following.doc_type
            if listed or (alike and _JOINING.fullmatch(gap) is not None):
                issuers[position] = issuers[position + 1]
        return issuers

    def _before(self, position: int, behind: Sequence[Issuing], earlier: Sequence[_Before]) -> _Before:
        mention = self.mentions[position]
        start = self._sentence_start(mention.span.start)
        if position and behind[position - 1].issuer is None and self.mentions[position - 1].span.start >= start:
            gap = self.folded[behind[position - 1].end : mention.span.start]
            if _JOINING.fullmatch(gap) is not None:
                found = earlier[position - 1]
                return found if self._agrees(mention, found.issuer) else _NOTHING
        if position:
            start = max(start, behind[position - 1].end)
        verbs = self.rules.find("issuing", self.folded, start, mention.span.start)
        embodying = self.rules.find("embodying", self.folded, start, mention.span.start)
        for verb in sorted(verbs + embodying, key=re.Match.start, reverse=True):
            direct = self._leads_to(mention, verb.end(), "means" if verb in embodying else "connector")
            if direct is None or (direct and verb in embodying):
                continue
            issuer, gap_start = self._subject(start, verb.start())
            if issuer is not None and not self._agrees(mention, issuer, certain=not direct):
                issuer = None
            if issuer is None and not direct:
                continue
            if not direct:
                return _Before(issuer, None, ())
            day = self._opening_date("date_before", start, gap_start, verb.start())
            same = day is None and self._opening_date("same_day", start, gap_start, verb.start()) is not None
            return _Before(issuer, iso_date(day) if day else None, (Span(*day.span()),) if day else (), same)
        return _NOTHING

    def _leads_to(self, mention: DocumentMention, at: int, link: Literal["connector", "means"]) -> bool | None:
        """Whether what stands at ``at`` leads to the document: directly, over another object (False), or not (None)."""
        end = mention.span.start
        between = self.rules.past("determiner", self.folded, at, end)
        if between == end:  # "UBND huyện cụ thể hóa bằng Kế hoạch số ..."
            return not (link == "means" and self.rules.find("means", self.folded, at, end))
        filler = self.folded[at:end]
        if len(filler) > _LONGEST_ASIDE or _CLAUSE_MARK.search(filler):
            return None
        connectors = self.rules.find(link, self.folded, at, end)
        leads = connectors and self.rules.past("determiner", self.folded, connectors[-1].end(), end) == end
        return False if leads else None

    def _subject(self, start: int, verb: int) -> tuple[Issuer | None, int]:
        """The issuer right before a verb, and where the subject begins."""
        names: list[Issuer] = []
        at = start
        while (name := self._next_name(at, verb)) is not None:
            issuer = issuer_at(self.document, self.rules, name, verb)
            at = issuer.span.end if issuer else name + 1
            names += [issuer] if issuer else []
        # The last one, or the one before when the last is its short form in brackets.
        for issuer in reversed(names[-2:]):
            gap = past_adverbs(self.document, self.rules, issuer.span.end, verb)
            day = self.rules.match("date_before", self.folded, gap, verb)
            if day is not None:
                gap = self.rules.past("adverb", self.folded, day.end(), verb)
            if gap == verb:
                return issuer, issuer.span.start
        return None, verb

    def _next_name(self, at: int, end: int) -> int | None:
        starts = [
            match.start()
            for pattern in (self.rules.offices, self.rules.body_names)
            if (match := pattern.search(self.folded, at, end)) is not None
        ]
        return min(starts) if starts else None

    def _agrees(self, mention: DocumentMention, issuer: Issuer | None, *, certain: bool = False) -> bool:
        """Whether the symbol's letters allow the issuer; ``certain``: only if they name it."""
        known = [letters for letters in mention.bodies if letters in self.rules.scopes]
        mine = issuer.body.symbols if issuer and issuer.body else frozenset[str]()
        if not known or not mine:
            return not certain
        return not mine.isdisjoint(known)

    def _opening_date(
        self, role: Literal["date_before", "same_day"], start: int, subject: int, verb: int
    ) -> re.Match[str] | None:
        """The last time that opens a clause before the subject, or stands between it and its verb."""
        for day in reversed(self.rules.find(role, self.folded, start, verb)):
            if day.start() > subject or self._opens_clause(day.start()):
                return day
        return None

    def _opens_clause(self, at: int) -> bool:
        start = self._sentence_start(at)
        while at > start and self.text[at - 1].isspace():
            at -= 1
        return at == start or self.folded[at - 1] in _CLAUSE_BREAKS

    def _draft(
        self, mention: DocumentMention, behind: Issuing, before: _Before, issuer: Issuer | None, end: int
    ) -> ReferenceDraft:
        dated = before if behind.issue_date is None and not behind.taken else behind
        known = [self.rules.scopes[letters] for letters in mention.bodies if letters in self.rules.scopes]
        scope = issuer.body.scope if issuer and issuer.body else known[0] if known else None
        said = self.folded[issuer.span.start : issuer.span.end] if issuer else ""
        letters = issuer.body.symbols if issuer and issuer.body else frozenset[str]()
        heights = [
            self.rules.heights[code] for code in (*sorted(letters), *mention.bodies) if code in self.rules.heights
        ]
        locator = self._locator(mention.span.start)
        return ReferenceDraft(
            span=mention.span,
            doc_type=mention.doc_type,
            number=mention.number,
            year=mention.year,
            symbol=mention.symbol,
            ref_id=mention.ref_id,
            article_number=locator["article"] if locator else None,
            clause=locator["clause"] if locator else None,
            point=locator["point"] if locator else None,
            issue_date=dated.issue_date,
            issuer=self.text[issuer.span.start : issuer.span.end] if issuer else None,
            issuer_span=issuer.span if issuer else None,
            issuer_scope=scope,
            issuer_height=self.rules.height(said) or (heights[0] if heights else None),
            issuer_letters=letters,
            issuer_basis="stated" if issuer else "symbol" if known else "none",
            title=mention.name or self._title(behind.end, end),
            taken=tuple(sorted({*mention.taken, *dated.taken})),
            rule=mention.rule,
        )

    def _locator(self, at: int) -> re.Match[str] | None:
        """Article, clause and point that end right before ``at``."""
        start = max(self._sentence_start(at), at - _LONGEST_LOCATOR)
        for match in self.rules.find("locator", self.folded, start, at):
            if _skip(self.folded, match.end(), at) == at:
                return match
        return None

    def _title(self, at: int, end: int) -> str | None:
        opening = _OPENING.match(self.folded, at, end)
        start = opening.end() if opening else at
        mark = self.rules.match("title", self.folded, start, end)
        if mark is not None:
            start = _skip(self.folded, mark.end(), end)
        quoted = _QUOTED.match(self.folded, start, end)
        if quoted is not None:
            return self.text[quoted.start("title") : quoted.end("title")]
        if mark is None:
            return None
        stop = _TITLE_MARK.search(self.folded, start, end)
        limit = stop.start() if stop else end
        first = _WORD.match(self.folded, start, limit)  # a title may begin with a verb that would end it
        ends = self.rules.find("title_end", self.folded, first.end() if first else start, limit)
        title = self.text[start : ends[0].start() if ends else limit].strip()
        return title or None


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at
