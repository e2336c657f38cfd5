"""Link the documents that a text names to what it says of them: date, issuer, title, article."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dxextract.document import Document
from dxextract.finders.documents import DocumentMention
from dxextract.finders.issuing import Issuer, Issuing, iso_date, read_issuing
from dxextract.knowledge.documents import Height, ReferenceRules, Scope
from dxextract.linkers.issuers import JOINING, Before, IssuerLinker
from dxextract.spans import Span
from dxextract.text import skip_space

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


_TITLE_MARK = re.compile(r"[.,;:()\n\"]")
_QUOTED = re.compile(r"\"(?P<title>[^\"\n]{3,200})\"")
_WORD = re.compile(r"\S+")
_OPENING = re.compile(r"[\s,)]*")
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
        issuers, before = IssuerLinker(self.document, self.mentions, behind, ends, self.rules).link()
        dated = [self._dated(*said) for said in zip(self.mentions, behind, before, strict=True)]
        return [
            self._draft(mention, behind[position], dated[position], issuers[position], ends[position])
            for position, mention in enumerate(self.mentions)
        ]

    def _dated(self, mention: DocumentMention, behind: Issuing, before: Before) -> Before:
        """What stands before a document, with the day named last where ``cùng ngày`` before or behind it means that."""
        same = before.same_day or self.rules.match(
            "same_day", self.folded, skip_space(self.folded, behind.end, len(self.text)), len(self.text)
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
            if shared is not None and JOINING.fullmatch(gap) is not None:
                said[position] = replace(mine, issue_date=following.issue_date, taken=following.taken)
        return said

    def _draft(
        self, mention: DocumentMention, behind: Issuing, before: Before, issuer: Issuer | None, end: int
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
            if skip_space(self.folded, match.end(), at) == at:
                return match
        return None

    def _title(self, at: int, end: int) -> str | None:
        opening = _OPENING.match(self.folded, at, end)
        start = opening.end() if opening else at
        mark = self.rules.match("title", self.folded, start, end)
        if mark is not None:
            start = skip_space(self.folded, mark.end(), end)
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
