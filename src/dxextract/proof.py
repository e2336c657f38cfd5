"""Proof of knowledge: every example in it is run, and must do what it says.

An example of a rule is a text that its pattern matches, a counter-example one that it does not. An example of an
indicator, index, cue or unit is a sentence with the number marked, ``Toàn tỉnh có [[1.200]] trạm BTS.``, which must
come out of the whole extraction as it says. An example of a document type is a sentence with a document of that type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from dxextract.errors import KnowledgeError
from dxextract.extractor import Extractor
from dxextract.knowledge.anchors import Anchors
from dxextract.knowledge.check import Book
from dxextract.knowledge.files import Item
from dxextract.knowledge.layout import LayoutRules
from dxextract.knowledge.load import Knowledge, load_sound
from dxextract.knowledge.overlay import Fault, Location
from dxextract.knowledge.patterns import compile_pattern, load_fragments
from dxextract.knowledge.phrases import anywhere
from dxextract.knowledge.places import Level
from dxextract.knowledge.sources import find_sources
from dxextract.readers.furniture import recognise, split_lines
from dxextract.records.model import Metric, Ranking, Result
from dxextract.text import fold

Findings = Iterator[tuple[Location, str]]
"""What is wrong in an entry: the way to the value, and the message."""

_MARKED = re.compile(r"\[\[(.+?)\]\]")


@dataclass(frozen=True, slots=True)
class Report:
    """What ``dxextract check`` has found.

    Attributes:
        faults: in the order of files and lines.
        entries: how many entries were looked at.
        examples: how many examples were run.
    """

    faults: tuple[Fault, ...]
    entries: int
    examples: int


def check(folder: Path | None = None) -> Report:
    """Load, validate and prove knowledge.

    Args:
        folder: the user's own knowledge, which adds to the packaged one; None for the packaged alone.

    Raises:
        KnowledgeError: there is no such folder.
    """
    knowledge, faults = load_sound(folder)
    sources = find_sources(folder, faults=[])
    book = Book(sources)
    try:
        faults += book.faults()
        if knowledge is None:
            return Report(tuple(sorted(set(faults))), 0, 0)
        prover = _Prover(knowledge, load_fragments(replace(sources.patterns, faults=[])))
        faults += prover.faults(book, spoilt=_Spoilt(faults))
        if folder is not None and not all(Path(fault.path).is_relative_to(folder) for fault in faults):
            faults = [_blamed(fault, folder) for fault in faults]
            faults += book.replaced()
    except KnowledgeError as error:
        faults += map(Fault.read, str(error).splitlines())
        return Report(tuple(sorted(set(faults))), 0, 0)
    return Report(tuple(sorted(set(faults))), prover.entries, prover.examples)


def _blamed(fault: Fault, folder: Path) -> Fault:
    """A fault of a packaged entry, which holds by itself: what is wrong is in the user's folder."""
    if Path(fault.path).is_relative_to(folder):
        return fault
    return replace(
        fault, message=f"holds no longer with what is in {folder}, something there reaches too far: {fault.message}"
    )


class _Spoilt:
    """Lines that have faults already; what is wrong with their examples follows from these."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.lines = {(fault.path, fault.line) for fault in faults}

    def __contains__(self, item: Item[Any]) -> bool:
        first, last = item.node.start_mark, item.node.end_mark
        return any((first.name, line + 1) in self.lines for line in range(first.line, last.line + 1))


class _Prover:
    """Runs examples, and counts entries and examples."""

    def __init__(self, knowledge: Knowledge, fragments: Mapping[str, str]) -> None:
        self.knowledge = knowledge
        self.fragments = fragments
        self.extractor = Extractor(knowledge)
        self.entries = 0
        self.examples = 0

    def faults(self, book: Book, *, spoilt: _Spoilt) -> Iterator[Fault]:
        """Everything in a book that does not hold."""
        proofs: dict[str, Callable[[Any], Findings]] = {
            "patterns/checks.yaml": self._check,
            "patterns/furniture.yaml": self._furniture,
            "patterns/header.yaml": self._header,
            "patterns/non_quantities.yaml": self._searched,
            "patterns/periods.yaml": self._searched,
            "patterns/rankings.yaml": self._ranking_rule,
            "patterns/references.yaml": self._whole,
            "gazetteer/document_types.yaml": self._document_type,
            "gazetteer/indicators.yaml": self._indicator,
            "gazetteer/indices.yaml": self._index,
            "gazetteer/misprints.yaml": self._misprint,
            "gazetteer/units.yaml": self._unit,
        }
        for file, prove in proofs.items():
            for item in book.items(file):
                if item not in spoilt:
                    yield from (item.fault(*finding) for finding in self._proven(item.entry, prove))
        cues = book.table("gazetteer/cues.yaml")
        for group, column in (
            ("comparator", "comparator"),
            ("change", "change"),
            ("status", "status"),
            ("scope", None),
        ):
            for position, entry in enumerate(getattr(cues.entry, group)):
                findings = self._proven(entry, partial(self._cue, column=column))
                for location, message in findings:
                    yield cues.fault((group, position, *location), message)

    def _proven(self, entry: Any, prove: Callable[[Any], Findings]) -> Findings:
        self.entries += 1
        self.examples += len(entry.examples) + len(getattr(entry, "counter_examples", ()))
        if not entry.examples:
            yield ("id",), f"{entry.id!r} has no example; add examples: [...]"
        yield from prove(entry)

    # ------------------------------------------------------------------ patterns

    def _both(self, entry: Any, holds: Callable[[str], bool]) -> Findings:
        for number, example in enumerate(entry.examples):
            if not holds(example):
                yield ("examples", number), f"the rule does not match {example!r}"
        for number, example in enumerate(entry.counter_examples):
            if holds(example):
                yield ("counter_examples", number), f"the rule matches {example!r}"

    def _searched(self, entry: Any) -> Findings:
        pattern = compile_pattern(entry.pattern, self.fragments)
        yield from self._both(entry, lambda text: pattern.search(fold(text)) is not None)

    def _whole(self, entry: Any) -> Findings:
        pattern = compile_pattern(entry.pattern, self.fragments)
        yield from self._both(entry, lambda text: pattern.fullmatch(fold(text)) is not None)

    def _ranking_rule(self, entry: Any) -> Findings:
        rule = next(rule for rule in self.knowledge.rankings.rules if rule.id == entry.id)

        def holds(text: str) -> bool:
            folded = fold(text)
            return any(
                not rule.not_after.search(folded[: match.start()]) and not rule.not_before.match(folded, match.end())
                for match in rule.pattern.finditer(folded)
            )

        yield from self._both(entry, holds)

    def _header(self, entry: Any) -> Findings:
        pattern = next(rule.pattern for rule in self.knowledge.layout.header if rule.id == entry.id)

        def holds(text: str) -> bool:
            words = split_lines(text)[0].piece.words
            return (pattern.fullmatch(words) if entry.part == "section" else pattern.search(words)) is not None

        yield from self._both(entry, holds)

    def _furniture(self, entry: Any) -> Findings:
        rule = next(rule for rule in self.knowledge.layout.furniture if rule.id == entry.id)
        alone = LayoutRules((), (rule,), rule.pattern, Anchors([]))

        def holds(text: str) -> bool:
            piece = split_lines(text)[0].piece
            taken = any(recognise(part, alone) for part in (piece, *piece.parts()))
            return taken and recognise(piece, self.knowledge.layout) is not None

        yield from self._both(entry, holds)

    def _check(self, entry: Any) -> Findings:
        yield from self._both(entry, lambda text: self._finds(text, entry.id, published=entry.published))

    def _misprint(self, entry: Any) -> Findings:
        yield from self._both(entry, lambda text: self._finds(text, "misprint.term", meant=entry.meant))

    def _finds(self, text: str, rule: str, *, published: str | None = None, meant: str | None = None) -> bool:
        """Whether a text raises the finding of a rule, with the meaning given."""
        findings = self.extractor.extract(text, published=published).findings
        return any(f.rule == rule and meant in (None, f.expected) for f in findings)

    # ------------------------------------------------------------------ the whole extraction

    def _sentences(self, entry: Any) -> Iterator[tuple[Location, str, Result, list[Metric | Ranking]]]:
        """Examples with a marked number: the way to each, its text, the records, and the facts at the mark."""
        for number, example in enumerate(entry.examples):
            match = _MARKED.search(example)
            text = _MARKED.sub(r"\1", example)
            result = self.extractor.extract(text)
            facts: list[Metric | Ranking] = []
            if match:
                start, end = match.start(), match.start() + len(match[1])
                everything: list[Metric | Ranking] = [*result.metrics, *result.rankings]
                facts = [f for f in everything if f.start < end and start < f.end]
            yield ("examples", number), text, result, facts

    def _numbers(self, entry: Any) -> Iterator[tuple[Location, str, list[Metric | Ranking]] | tuple[Location, str]]:
        for location, text, _, facts in self._sentences(entry):
            example = entry.examples[int(location[1])]
            if len(_MARKED.findall(example)) != 1:
                yield location, "mark the number in it, as in: Toàn tỉnh có [[1.200]] trạm BTS."
            elif not facts:
                yield location, "no fact is found at the marked number"
            else:
                yield location, text, facts

    def _expect(self, entry: Any, wrong: Callable[[str, list[Metric | Ranking]], str | None]) -> Findings:
        for found in self._numbers(entry):
            if len(found) == 2:
                yield found
            elif message := wrong(found[1], found[2]):
                yield found[0], message

    def _indicator(self, entry: Any) -> Findings:
        def wrong(_: str, facts: list[Metric | Ranking]) -> str | None:
            linked = [fact.indicator_id for fact in facts if isinstance(fact, Metric)]
            return None if entry.id in linked else f"the marked number is linked to {_said(linked, 'no indicator')}"

        return self._expect(entry, wrong)

    def _index(self, entry: Any) -> Findings:
        def wrong(_: str, facts: list[Metric | Ranking]) -> str | None:
            linked = [fact.index_id for fact in facts if isinstance(fact, Ranking)]
            scores = {fact.indicator_id for fact in facts if isinstance(fact, Metric)}
            if entry.id in linked or scores & {*entry.scores.values()}:
                return None
            return f"the marked position is linked to {_said(linked, 'no index')}"

        return self._expect(entry, wrong)

    def _unit(self, entry: Any) -> Findings:
        def wrong(_: str, facts: list[Metric | Ranking]) -> str | None:
            units = [fact.unit for fact in facts if isinstance(fact, Metric) and fact.kind == entry.kind]
            return None if entry.symbol in units else f"the marked number is measured in {_said(units, 'nothing')}"

        return self._expect(entry, wrong)

    def _cue(self, entry: Any, *, column: str | None) -> Findings:
        phrase = anywhere(entry.phrases)

        def wrong(text: str, facts: list[Metric | Ranking]) -> str | None:
            if not phrase.search(fold(text)):
                return "none of the phrases stands in it"
            if column is None:
                return self._wrong_scope(entry.value, [fact.scope for fact in facts if isinstance(fact, Ranking)])
            values = [getattr(fact, column, None) for fact in facts]
            return None if entry.value in values else f"the marked number has {column} {_said(values, 'none')}"

        return self._expect(entry, wrong)

    def _wrong_scope(self, value: str, scopes: list[str]) -> str | None:
        """Whether the scope of a position is of the sort that a cue stands for."""
        sorts = {self._sort(scope) for scope in scopes}
        wanted = "district" if value == "units" else value
        return None if wanted in sorts else f"the marked position has the scope {_said(scopes, 'none')}"

    def _sort(self, scope: str) -> str:
        places = self.knowledge.places
        if scope in ("VN", "thế giới"):
            return "VN" if scope == "VN" else "world"
        if places.region(scope):
            return "region"
        levels = {place.level for place in places.named(scope)}
        return next((level.value for level in (Level.PROVINCE, Level.DISTRICT) if level in levels), "written")

    def _document_type(self, entry: Any) -> Findings:
        names = anywhere([*entry.words, *entry.short])
        letters = {*entry.state, *entry.party}
        for location, _, result, _ in self._sentences(entry):
            kinds = [
                reference.doc_type
                for reference in result.references
                if names.search(fold(reference.raw)) or letters & {*re.split(r"[-/]", reference.symbol or "")}
            ]
            if entry.type not in kinds:
                yield location, f"the document in it is {_said(kinds, 'not found')}"


def _said(values: Iterable[object], nothing: str) -> str:
    return ", ".join(str(value) for value in values if value is not None) or nothing
