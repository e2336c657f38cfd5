"""Scores of records against annotated texts.

*found*: a record is paired with the fact. *value*: and the number (rank, document number) is right. *record*: and the
spans agree and every field is right but those of :data:`MINOR`. A wrong pair counts as an extra and a miss.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from dxextract.evaluation.align import Prediction, align
from dxextract.evaluation.compare import RULES, Record, overlap, province, spans_agree, value_right
from dxextract.evaluation.gold import FAMILIES, GoldFact, GoldText

MEASURES: Final = ("found", "value", "record")
MINOR: Final = frozenset({"unit", "per", "issuer"})
"""Fields that a whole record may get wrong: two careful readers word them differently."""

_CONTEXT = 30


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of right, extra and missing records, and what follows from them."""

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    @property
    def floor(self) -> float:
        """F1 rounded down to three decimals, in whole numbers, so that no rounding of floats lifts or sinks it."""
        return 2000 * self.tp // (2 * self.tp + self.fp + self.fn) / 1000 if self.tp else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)


@dataclass(slots=True)
class Accuracy:
    """How many pairs have a field right."""

    right: int = 0
    of: int = 0

    def count(self, right: bool) -> None:
        self.right += right
        self.of += 1


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is wrong.

    Attributes:
        kind: MISSED, EXTRA, VALUE, FIELD x, ARTICLE x or BAD SPAN.
        text: the annotated text it is about.
        fact: the annotated fact; None where no fact is behind it (EXTRA, BAD SPAN, ARTICLE x).
        wanted: the preferred answer.
        got: what the record says; of an extra its family and the text around it; of a bad span family, start, end and
            ``raw``.
    """

    kind: str
    text: GoldText
    fact: GoldFact | None = None
    wanted: object = None
    got: object = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an annotated fact or of a record.

    Attributes:
        fact: None for an extra record.
        prediction: None for a fact that was missed.
        wrong: of a pair, what is wrong: ``value``, ``span``, names of fields.
    """

    text: GoldText
    family: str
    fact: GoldFact | None
    prediction: Prediction | None
    wrong: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether it is a record that is right as a whole."""
        return self.fact is not None and self.prediction is not None and MINOR.issuperset(self.wrong)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that a judgement gives.

    Attributes:
        scores: by ``measure.family``, such as ``found.metric`` and ``record.all``.
        fields: by ``family.field``, over the pairs.
        misses: in the order of the texts.
    """

    scores: Mapping[str, Score]
    fields: Mapping[str, Accuracy]
    misses: tuple[Miss, ...]

    def as_json(self) -> dict[str, Any]:
        """The numbers, ready for ``json.dumps``."""
        numbers: dict[str, Any] = {
            name: {"p": s.precision, "r": s.recall, "f1": s.f1, "tp": s.tp, "fp": s.fp, "fn": s.fn}
            for name, s in self.scores.items()
        }
        numbers["slots"] = {
            name: {"right": a.right, "of": a.of, "accuracy": a.right / a.of} for name, a in self.fields.items()
        }
        return numbers


@dataclass(slots=True)
class _Tally:
    """What is counted on the way through the texts."""

    found: dict[str, Score] = field(default_factory=lambda: dict.fromkeys(FAMILIES, Score(0, 0, 0)))
    right: dict[str, Counter[str]] = field(default_factory=lambda: {"value": Counter(), "record": Counter()})
    fields: defaultdict[tuple[str, str], Accuracy] = field(default_factory=lambda: defaultdict(Accuracy))
    misses: list[Miss] = field(default_factory=list)

    def count(self, family: str, *, tp: int = 0, fp: int = 0, fn: int = 0) -> None:
        self.found[family] += Score(tp, fp, fn)

    def evaluation(self) -> Evaluation:
        scores: dict[str, Score] = {}
        for measure in MEASURES:
            total = Score(0, 0, 0)
            for family, found in self.found.items():
                wrong = found.tp - self.right[measure][family] if measure in self.right else 0
                score = Score(found.tp - wrong, found.fp + wrong, found.fn + wrong)
                scores[f"{measure}.{family}"] = score
                total += score
            scores[f"{measure}.all"] = total
        fields = {f"{family}.{name}": accuracy for (family, name), accuracy in sorted(self.fields.items())}
        return Evaluation(scores, fields, tuple(self.misses))


class _Records:
    """Records by the text they are about: by its path, or else by the name of its file."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._facts: defaultdict[Path | str, list[Record]] = defaultdict(list)
        self._articles: dict[Path | str, Record] = {}
        paths: dict[str, Path] = {}
        for record in records:
            source = str(record.get("source", "")).split("#")[0]
            path = paths.get(source) or paths.setdefault(source, Path(source).resolve())
            if record.get("record") in FAMILIES:
                self._facts[path].append(record)
                self._facts[path.stem].append(record)
            elif record.get("record") == "article":
                self._articles[path] = self._articles[path.stem] = record

    def facts(self, text: GoldText) -> list[Record]:
        return self._facts.get(text.path) or self._facts.get(text.name, [])

    def article(self, text: GoldText) -> Record | None:
        return self._articles.get(text.path) or self._articles.get(text.name)


def _judge_article(text: GoldText, article: Record | None, tally: _Tally) -> None:
    published = code = None
    if article is not None:
        published = str(article["published"])[:10] if article.get("published") else None
        code = article.get("place_code")
    for name, right, want, got in (
        ("published", text.published == published, text.published, published),
        ("place", province(text.place) == province(code), text.place, code),
    ):
        right_here = article is not None and right
        tally.fields["article", name].count(right_here)
        if not right_here:
            tally.misses.append(Miss(f"ARTICLE {name}", text, None, want, got))


def _predictions(text: GoldText, records: Iterable[Record]) -> tuple[list[Prediction], list[Record]]:
    """The records whose span and ``raw`` are those of the text, and the others."""
    sound: list[Prediction] = []
    broken: list[Record] = []
    for record in records:
        start, end = record.get("start"), record.get("end")
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text.text):
            there = text.text[start:end]
            if record.get("raw", there) == there:
                sound.append(Prediction(start, end, record["record"], record))
                continue
        broken.append(record)
    return sound, broken


def _wrong(text: GoldText, fact: GoldFact, prediction: Prediction) -> Iterator[str]:
    """What is wrong with a record: ``value``, ``span``, fields."""
    if not value_right(fact.family, fact.value, prediction.value):
        yield "value"
    if not spans_agree(fact, prediction, text.text):
        yield "span"
    for name, wanted in fact.wanted.items():
        if not any(RULES[name](want, prediction.record) for want in wanted):
            yield name


def verdicts(texts: Iterable[GoldText], records: Iterable[Record]) -> Iterator[Verdict]:
    """Judge records one by one: text by text first the pairs, then what was missed, then what is extra.

    Args:
        texts, records: as for :func:`score`. Records with an impossible span are left out.
    """
    by_text = _Records(records)
    for text in texts:
        yield from _verdicts(text, _predictions(text, by_text.facts(text))[0])


def _verdicts(text: GoldText, predictions: Sequence[Prediction]) -> Iterator[Verdict]:
    alignment = align(text.text, text.facts, predictions)
    for fact, prediction in alignment.pairs:
        if not fact.optional:
            yield Verdict(text, fact.family, fact, prediction, tuple(_wrong(text, fact, prediction)))
    for fact in alignment.missed:
        if not fact.optional:
            yield Verdict(text, fact.family, fact, None)
    for prediction in alignment.extra:
        if not any(fact.optional and overlap(fact, prediction) > 0 for fact in text.facts):
            yield Verdict(text, prediction.family, None, prediction)


def _tally_pair(verdict: Verdict, fact: GoldFact, prediction: Prediction, tally: _Tally) -> None:
    family, text, wrong = verdict.family, verdict.text, verdict.wrong
    tally.count(family, tp=1)
    tally.right["value"][family] += "value" not in wrong
    tally.right["record"][family] += verdict.right
    for name in ("span", *fact.wanted):
        tally.fields[family, name].count(name not in wrong)
    for name in wrong:
        if name == "value":
            tally.misses.append(Miss("VALUE", text, fact, fact.value, prediction.value))
        elif name == "span":
            there = text.text[prediction.start : prediction.end]
            tally.misses.append(Miss("FIELD span", text, fact, fact.raw, there))
        else:
            got = said(name, prediction.record)
            tally.misses.append(Miss(f"FIELD {name}", text, fact, fact.wanted[name][0], got))


def said(name: str, record: Record) -> object:
    """What a record says about a field, for people."""
    if name == "period":
        return record.get("period_start"), record.get("period_end"), record.get("period_basis")
    if name == "place":
        return record.get("place_code"), record.get("place_name")
    return record.get(name)


def _judge(text: GoldText, records: Iterable[Record], tally: _Tally) -> None:
    sound, broken = _predictions(text, records)
    for record in broken:
        family, where = record["record"], (record.get("start"), record.get("end"), record.get("raw"))
        tally.count(family, fp=1)
        tally.misses.append(Miss("BAD SPAN", text, None, None, (family, *where)))
    for verdict in _verdicts(text, sound):
        fact, prediction = verdict.fact, verdict.prediction
        if fact is not None and prediction is not None:
            _tally_pair(verdict, fact, prediction, tally)
        elif fact is not None:
            tally.count(fact.family, fn=1)
            tally.misses.append(Miss("MISSED", text, fact))
        elif prediction is not None:
            tally.count(prediction.family, fp=1)
            around = text.text[max(0, prediction.start - _CONTEXT) : prediction.end + _CONTEXT]
            tally.misses.append(Miss("EXTRA", text, None, None, (prediction.family, around.replace("\n", " "))))


def score(texts: Sequence[GoldText], records: Iterable[Record]) -> Evaluation:
    """Judge records against annotated texts.

    Args:
        texts: see :func:`dxextract.evaluation.gold.load_gold`.
        records: as in the JSON lines. ``source`` names the text's file, by path or else by its name. Records of other
            texts are ignored.
    """
    by_text = _Records(records)
    tally = _Tally()
    for text in texts:
        _judge_article(text, by_text.article(text), tally)
        _judge(text, by_text.facts(text), tally)
    return tally.evaluation()
