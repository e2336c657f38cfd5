"""Who issued the documents that a text names: said behind them, between type and number, or as the subject before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dxextract.document import Document
from dxextract.finders.documents import DocumentMention
from dxextract.finders.issuing import Issuer, Issuing, iso_date, issuer_at, past_adverbs
from dxextract.knowledge.documents import ReferenceRules
from dxextract.spans import Span
from dxextract.text import skip_space

JOINING = re.compile(r"[\s,;]*(?:và|cùng|cùng với|cũng như)?\s*(?:các|số)?[\s:]*")
"""What stands between two documents that are told off together."""
_CLAUSE_MARK = re.compile(r"[.;:\n]")
_CLAUSE_BREAKS = ',;:.()-"'
_SUBJECT_MARK = re.compile(r"[.,;:()\n]")
_LONGEST_ASIDE = 120


@dataclass(frozen=True, slots=True)
class Before:
    """What the clause before a document says of its issuing.

    Attributes:
        issuer: its subject; None when it names none that fits the document.
        issue_date: ISO, when the clause says it.
        taken: where the date is written.
        same_day: whether the clause says that the day is one named before.
    """

    issuer: Issuer | None
    issue_date: str | None
    taken: tuple[Span, ...]
    same_day: bool = False


_NOTHING = Before(None, None, ())


class IssuerLinker:
    """Links the documents of one article to who issued them.

    Args:
        document: the article, laid out.
        mentions: the documents named in it.
        behind: what is said right behind each of them.
        ends: where the paragraph of each of them ends.
        rules: the knowledge of references.
    """

    def __init__(
        self,
        document: Document,
        mentions: Sequence[DocumentMention],
        behind: Sequence[Issuing],
        ends: Sequence[int],
        rules: ReferenceRules,
    ) -> None:
        self.document = document
        self.folded = document.folded
        self.mentions = mentions
        self.behind = behind
        self.ends = ends
        self.rules = rules
        self._sentence_starts = [sentence.start for sentence in document.sentences]

    def link(self) -> tuple[list[Issuer | None], list[Before]]:
        """The issuer of each document, and what stands before it; one of each a mention, in the same order."""
        issuers = self._shared_issuers()
        for position, mention in enumerate(self.mentions):
            if issuers[position] is None:
                issuers[position] = self._within(mention)
        before: list[Before] = []
        for position, mention in enumerate(self.mentions):
            before.append(self._before(position, before))
            if issuers[position] is None and mention.head is None:
                issuers[position] = before[position].issuer
            if issuers[position] is None:
                issuers[position] = self._behind_subject(position)
        for position, mention in enumerate(self.mentions):
            if issuers[position] is None and mention.head is not None:
                issuers[position] = issuers[mention.head]
        return issuers, before

    def _sentence_start(self, at: int) -> int:
        position = bisect_right(self._sentence_starts, at) - 1
        return self._sentence_starts[position] if position >= 0 else 0

    def _shared_issuers(self) -> list[Issuer | None]:
        """Issuers behind the numbers; the last of a list speaks for those before it that have none."""
        issuers = [said.issuer for said in self.behind]
        for position in range(len(self.mentions) - 2, -1, -1):
            mine, following = self.mentions[position], self.mentions[position + 1]
            if issuers[position] is not None or issuers[position + 1] is None:
                continue
            gap = self.folded[self.behind[position].end : following.span.start]
            listed = following.head is not None and following.head in (position, mine.head)
            alike = mine.bodies != () and mine.bodies == following.bodies and mine.doc_type == following.doc_type
            if listed or (alike and JOINING.fullmatch(gap) is not None):
                issuers[position] = issuers[position + 1]
        return issuers

    def _within(self, mention: DocumentMention) -> Issuer | None:
        """An issuer between the word of the type and the number: ``Quyết định của Thủ tướng Chính phủ số ...``."""
        if mention.number is None:
            return None
        name = self._next_name(mention.span.start, mention.taken[0].start)
        return issuer_at(self.document, self.rules, name, mention.taken[0].start) if name is not None else None

    def _behind_subject(self, position: int) -> Issuer | None:
        """An issuer that the symbol confirms, behind what the document does: ``... về chuyển đổi số của UBND tỉnh``."""
        mention = self.mentions[position]
        end = self.ends[position]
        if position + 1 < len(self.mentions):
            end = min(end, self.mentions[position + 1].span.start)
        start = skip_space(self.folded, self.behind[position].end, end)
        if self.rules.match("subject", self.folded, start, end) is None:
            return None
        mark = _SUBJECT_MARK.search(self.folded, start, end)
        for owner in self.rules.find("owner", self.folded, start, mark.start() if mark else end):
            issuer = issuer_at(self.document, self.rules, skip_space(self.folded, owner.end(), end), end)
            if issuer is not None and self._agrees(mention, issuer, certain=True):
                return issuer
        return None

    def _before(self, position: int, earlier: Sequence[Before]) -> Before:
        mention = self.mentions[position]
        start = self._sentence_start(mention.span.start)
        if position and self.behind[position - 1].issuer is None and self.mentions[position - 1].span.start >= start:
            gap = self.folded[self.behind[position - 1].end : mention.span.start]
            if JOINING.fullmatch(gap) is not None:
                found = earlier[position - 1]
                return found if self._agrees(mention, found.issuer) else _NOTHING
        if position:
            start = max(start, self.behind[position - 1].end)
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
                return Before(issuer, None, ())
            day = self._opening_date("date_before", start, gap_start, verb.start())
            same = day is None and self._opening_date("same_day", start, gap_start, verb.start()) is not None
            return Before(issuer, iso_date(day) if day else None, (Span(*day.span()),) if day else (), same)
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
        while at > start and self.document.text[at - 1].isspace():
            at -= 1
        return at == start or self.folded[at - 1] in _CLAUSE_BREAKS
