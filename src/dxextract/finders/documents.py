"""Find the legal and administrative documents that a text names.

A document is named by the word of its type together with a number, a symbol or a date; a number with a known symbol
needs no word. This module decides what a span is; who issued it and when is the linker's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from dxextract.document import Document
from dxextract.finders.document_numbers import DocumentNumber, number_end, parse_number
from dxextract.finders.issuing import Issuing, read_issuing
from dxextract.knowledge.documents import DocumentType, ReferenceRules
from dxextract.knowledge.registry import bare
from dxextract.spans import Span
from dxextract.text import level, skip_space
from dxextract.tokenizer.claims import ClaimKind


@dataclass(frozen=True, slots=True)
class DocumentMention:
    """A document named in the text.

    Attributes:
        span: from the word of the type to the end of number and symbol; the number alone behind a shared word.
        doc_type: the guideline's type.
        number: as written, None for a document known by name and date.
        year: the year that is part of the number.
        symbol: ``QĐ-UBND-HC``, ``NQ/TU``; None without one.
        ref_id: the canonical form of number, year and symbol; None without a symbol.
        bodies: letters of the issuing bodies in the symbol.
        head: position, among all mentions, of the one whose word this one shares; None with a word of its own or none.
        name: name of a document known by it (``Giao dịch điện tử``).
        taken: spans that no other finder may use: number and symbol.
        rule: id of the grammar.
    """

    span: Span
    doc_type: str
    number: str | None
    year: int | None
    symbol: str | None
    ref_id: str | None
    bodies: tuple[str, ...]
    head: int | None
    name: str | None
    taken: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that mean a document named before: ``Nghị quyết này``, ``Quyết định trên``. No reference of its own."""

    span: Span
    doc_type: str


@dataclass(frozen=True, slots=True)
class _Head:
    """The word of a type; ``short`` for an abbreviation, ``plural`` when several numbers may follow it."""

    span: Span
    type: DocumentType
    short: bool
    capital: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as it stands; ``symbol`` is None for digits alone."""

    span: Span
    digits: str
    year: int | None
    symbol: DocumentNumber | None


_BETWEEN = re.compile(r"\s*(?:\([^()\n]{1,20}\)\s*)?:?\s*")
_GAP = re.compile(r"[\s:]*")
_COLON = re.compile(r":(?=\s*\d)")
_DIGITS = re.compile(r"\d{1,5}[a-zđ]?(?![\w/%]|[.,:-]\d|\s[/%]|\s-\s\d)")
_WITH_YEAR = re.compile(r"(?P<digits>\d{1,4}[a-zđ]?)\s?/\s?(?P<year>(?:19|20)\d\d)(?![\w/]|[.,-]\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEPARATOR = re.compile(r"\s*(?P<sign>[,;]?)\s*")
_PLURAL = re.compile(r"(?:\b(?:các|những|hai|ba|bốn|năm|loạt)|\d)\s+\"?\Z")
_NAME_PART = re.compile(r"(?:,\s+(?!năm\b|tháng\b)|\s+)[^\s.,;:()\"]+|\s?\(sửa đổi(?:, bổ sung)?\)")
_JOINS = ("/", "-", ".")
_SENTENCE_MARK = re.compile(r"[.;:\n\"()]")
_LONGEST_NAME = 18
_LONGEST_GAP = 110
_FULL_DAY = 10


def find_documents(document: Document, rules: ReferenceRules) -> tuple[DocumentMention, ...]:
    """Find documents.

    Args:
        document: the article, laid out.
        rules: the knowledge of references.

    Returns:
        Mentions in the order of the text; they do not overlap.
    """
    finder = _Finder(document, rules)
    done = 0
    for head in finder.heads():
        if head.span.start >= done:
            finder.bare(done, head.span.start)
            done = finder.headed(head) or head.span.start
    finder.bare(done, len(document.text))
    return tuple(finder.mentions)


def find_pointers(document: Document, rules: ReferenceRules) -> tuple[Pointer, ...]:
    """Find words that point back at one document, in the order of the text. ``các nghị quyết này`` points at several,
    and is none."""
    finder = _Finder(document, rules)
    return tuple(
        Pointer(Span(head.span.start, match.end()), head.type.type)
        for head in finder.heads()
        if not head.plural and (match := finder.pointer(head)) is not None
    )


class _Finder:
    """Collects the mentions of one article, in the order of the text."""

    def __init__(self, document: Document, rules: ReferenceRules) -> None:
        self.text = document.text
        self.folded = document.folded
        self.document = document
        self.rules = rules
        self.mentions: list[DocumentMention] = []
        self._claims = [claim for claim in document.claims if claim.kind is ClaimKind.DOCUMENT_NUMBER]
        self._claim_starts = [claim.start for claim in self._claims]
        self._paragraph_starts = [paragraph.start for paragraph in document.paragraphs]
        self._block_ends = {paragraph.block: paragraph.end for paragraph in document.paragraphs}

    def heads(self) -> Iterator[_Head]:
        """The words of types, in the order of the text."""
        words = [(m, False) for _, m in self.rules.heads.finditer(self.folded)]
        words += [(m, True) for _, m in self.rules.short.finditer(level(self.text))]
        for match, short in sorted(words, key=lambda word: word[0].start()):
            kind = self.rules.types[" ".join(match[0].split())]
            before = self.folded[max(0, match.start() - 12) : match.start()]
            inside_number = short and before.endswith(_JOINS)
            if not inside_number and not before.rstrip().endswith(kind.not_after):
                capital = self.text[match.start()].isupper()
                yield _Head(Span(*match.span()), kind, short, capital, _PLURAL.search(before) is not None)

    def bare(self, start: int, end: int) -> None:
        """Numbers between two offsets that have no word of a type, but letters that say it."""
        for claim in self._claims[bisect_left(self._claim_starts, start) : bisect_left(self._claim_starts, end)]:
            symbol = parse_number(self.text[claim.start : claim.end], self.rules)
            if symbol.type is not None and (symbol.year or not symbol.symbol.isalnum()):
                number = _Number(Span(claim.start, claim.end), symbol.number, symbol.year, symbol)
                self._add(number, number.span, symbol.type, "reference.bare")

    def pointer(self, head: _Head) -> re.Match[str] | None:
        """The words behind the word of a type that make it point back."""
        end, _ = self._ends(head.span.start)
        return self.rules.match("pointer", self.folded, skip_space(self.folded, head.span.end, end), end)

    def headed(self, head: _Head) -> int | None:
        """The document that a word begins, and those that share the word; where they end, None when there is none."""
        end, block_end = self._ends(head.span.start)
        number = self._number_behind(head, block_end)
        if number is not None:
            rule = "reference.numbered" if number.symbol or number.year else "reference.digits"
        elif (head.capital or head.plural) and not head.short:
            number = self._number_behind_name(head, end)
            rule = "reference.name_and_number"
            if number is None and head.capital:
                return self._dated(head, end)
        if number is None:
            return None
        kind, own = head.type, True
        if number.symbol is not None and number.symbol.type is not None:
            own = number.symbol.type.type == kind.type or head.capital or kind.numbered == "loose"
            if kind.generic or not own:
                kind = number.symbol.type
        # A verb is no word of a type: "kết luận 57-NQ/TW ...".
        span = Span(head.span.start, number.span.end) if own or head.type.generic else number.span
        self._add(number, span, kind, rule)
        return self._shared(head, len(self.mentions) - 1, end)

    def _ends(self, at: int) -> tuple[int, int]:
        """The ends of the paragraph and of the block around an offset; a number may be broken over lines of a block."""
        position = bisect_right(self._paragraph_starts, at) - 1
        if position < 0:
            return len(self.text), len(self.text)
        paragraph = self.document.paragraphs[position]
        return paragraph.end, self._block_ends[paragraph.block]

    def _number_behind(self, head: _Head, end: int) -> _Number | None:
        between = _BETWEEN.match(self.folded, head.span.end, end)
        at = between.end() if between else head.span.end
        mark = self.rules.match("mark", self.folded, at, end)
        gap = _GAP.match(self.folded, mark.end(), end) if mark else None
        start = gap.end() if gap else at
        if start == head.span.end and not head.short:
            return None
        number = self._symbol(start, end)
        if number is not None:
            return number
        if mark is not None or head.type.normative:
            pair = _WITH_YEAR.match(self.folded, start, end)
            if pair is not None:
                return _Number(Span(*pair.span()), pair["digits"], int(pair["year"]), None)
        sure = head.capital and (mark is not None or self._nicknamed(head, start, end))
        number = self._digits(start, end, guarded=not sure)
        if number is None or (mark is None and _YEAR.fullmatch(number.digits)):
            return None
        if (
            mark is not None
            and number.digits == "1"
            and not read_issuing(self.document, self.rules, number.span.end, end).taken
        ):
            return None  # "nhiệm vụ, kế hoạch số 1" is the first one
        enough = {
            "loose": True,
            "capital": head.capital or mark is not None,
            "marked": head.capital and mark is not None,
            "symbol": False,
        }
        return number if enough[head.type.numbered] else None

    def _symbol(self, at: int, end: int) -> _Number | None:
        stop = number_end(self.text, at)
        if stop is None or stop > end:
            return None
        symbol = parse_number(self.text[at:stop], self.rules)
        return _Number(Span(at, stop), symbol.number, symbol.year, symbol)

    def _digits(self, at: int, end: int, *, guarded: bool) -> _Number | None:
        """Digits alone; ``guarded`` when they may count what follows."""
        digits = _DIGITS.match(self.folded, at, end)
        if digits is None or (guarded and self._counts(digits.end(), end)):
            return None
        return _Number(Span(*digits.span()), digits[0], None, None)

    def _nicknamed(self, head: _Head, at: int, end: int) -> bool:
        """``Tổ công tác Đề án 06 tỉnh``: whether a well-known document is called so; six schemes are no ``06``."""
        digits = _DIGITS.match(self.folded, at, end)
        named = self.rules.registry.by_name
        return digits is not None and digits[0].startswith("0") and (head.type.type, bare(digits[0])) in named

    def _counts(self, at: int, end: int) -> bool:
        at = skip_space(self.folded, at, end)
        counted = self.rules.match("counted", self.folded, at, end)
        return (
            counted is not None
            and not self._names_place(counted.end(), end)
            and self.rules.match("issue_date", self.folded, at, end) is None
            and self.rules.match("loose_date", self.folded, at, end) is None
        )

    def _names_place(self, at: int, end: int) -> bool:
        """``Đề án 06 tỉnh Bạc Liêu``: whether a name stands behind the word that might be counted."""
        name = skip_space(self.folded, at, end)
        return name < end and self.text[name].isupper()

    def _number_behind_name(self, head: _Head, end: int) -> _Number | None:
        """``Luật Giao dịch điện tử số 20/2023/QH15``, ``các Quyết định của Thủ tướng: số 749/QĐ-TTg; ...``."""
        limit = min(end, head.span.end + _LONGEST_GAP)
        marks = [*self.rules.find("mark", self.folded, head.span.end, limit)]
        marks += _COLON.finditer(self.folded, head.span.end, limit)
        for mark in sorted(marks, key=re.Match.start):
            between = self.folded[head.span.end : mark.start()].rstrip(": ")
            if _SENTENCE_MARK.search(between) or self.rules.words.search(between):
                return None
            gap = _GAP.match(self.folded, mark.end(), end)
            number = self._symbol(gap.end(), end) if gap else None
            if number is not None and number.symbol is not None:
                same = number.symbol.type is not None and number.symbol.type.type == head.type.type
                return number if same else None
        return None

    def _shared(self, head: _Head, first: int, end: int) -> int:
        """The further numbers under one word: ``các Quyết định số 749/QĐ-TTg ngày 3/6/2020 và 942/QĐ-TTg``."""
        at = self.mentions[first].span.end
        while True:
            said = read_issuing(self.document, self.rules, at, end)
            separator = _SEPARATOR.match(self.folded, said.end, end)
            if said.issuer is not None or separator is None:
                return at
            coordinator = self.rules.match("coordinator", self.folded, separator.end(), end)
            if not separator["sign"] and coordinator is None:
                return at
            start = skip_space(self.folded, coordinator.end(), end) if coordinator else separator.end()
            mark = self.rules.match("mark", self.folded, start, end)
            start = skip_space(self.folded, mark.end(), end) if mark else start
            number = self._symbol(start, end)
            if number is None and head.plural:
                number = self._digits(start, end, guarded=True)
                if number is not None and mark is None and _YEAR.fullmatch(number.digits):
                    return at
            if number is None:
                return at
            kind = number.symbol.type if number.symbol else None
            if kind is None or kind.type == head.type.type:
                self._add(number, number.span, head.type, "reference.shared", head=first)
            else:
                self._add(number, number.span, kind, "reference.bare")
            at = number.span.end

    def _dated(self, head: _Head, end: int) -> int | None:
        """A document known by its name and date, or by its type and day."""
        at = head.span.end
        for parts in range(_LONGEST_NAME):
            start = skip_space(self.folded, at, end)
            year = self.rules.match("law_date", self.folded, start, end) if head.type.named else None
            if year is not None:
                return self._add_named(head, at, Span(*year.span()))
            said = read_issuing(self.document, self.rules, at, end)
            if said.issue_date is not None:
                known = head.type.named or (len(said.issue_date) == _FULL_DAY and self._issued(head, at, said, parts))
                return self._add_named(head, at, None) if known else None
            part = _NAME_PART.match(self.folded, at, end)
            amending = self.folded.startswith(" sửa đổi", head.span.end)
            if part is None or (parts and not amending and self.rules.match("title_end", self.folded, start, end)):
                return None
            word = start + 2 if self.folded.startswith(", ", start) else start
            proper = self.text[word].isupper() or amending
            another = not amending and self.rules.words.match(self.folded, word, end) is not None
            if another or (head.type.named and not parts and not proper):
                return None
            at = part.end()
        return None

    def _issued(self, head: _Head, at: int, said: Issuing, parts: int) -> bool:
        """Whether a full day behind a type, or behind a name of ``parts`` words, is the day of issuing."""
        if parts:
            return head.type.numbered != "symbol" and bool(self.rules.find("issuing", self.folded, at, said.end))
        return head.type.dated and (said.issuer is not None or head.type.numbered != "marked")

    def _add(self, number: _Number, span: Span, kind: DocumentType, rule: str, *, head: int | None = None) -> None:
        symbol = number.symbol
        self.mentions.append(
            DocumentMention(
                span=span,
                doc_type=kind.type,
                number=number.digits,
                year=number.year,
                symbol=symbol.symbol if symbol else None,
                ref_id=symbol.ref_id if symbol else None,
                bodies=symbol.bodies if symbol else (),
                head=head,
                name=None,
                taken=(number.span,),
                rule=rule,
            )
        )

    def _add_named(self, head: _Head, end: int, year: Span | None) -> int:
        """A document without a number; ``year`` is the year in its name."""
        self.mentions.append(
            DocumentMention(
                span=Span(head.span.start, end),
                doc_type=head.type.type,
                number=None,
                year=None,
                symbol=None,
                ref_id=None,
                bodies=(),
                head=None,
                name=self.text[head.span.end : end].strip() or None,
                taken=(year,) if year else (),
                rule="reference.named" if end > head.span.end else "reference.dated",
            )
        )
        return year.end if year else end
