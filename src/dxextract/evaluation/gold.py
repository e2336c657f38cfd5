"""Annotated texts: ``NAME.yaml`` beside ``NAME.txt``, as corpus/GUIDELINE.md describes them.

The pydantic models are the files as people write them; :class:`GoldText` and :class:`GoldFact` are what the scorer
works with: offsets instead of quotes, column names of the records instead of the short field names of the files.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from dxextract.errors import GoldError, UsageError
from dxextract.spans import Span
from dxextract.text import contract_text
from dxextract.wording import plain

FAMILIES: Final = ("metric", "ranking", "reference")

Period = tuple[str | None, str | None]
"""First and last day as ISO strings; None where the period is open."""

Comparator = Literal["eq", "approx", "gt", "ge", "lt", "le"]
Status = Literal["actual", "target", "estimate"]
Change = Literal["increase", "decrease"]
MetricKind = Literal["count", "percentage", "money", "measurement", "score"]
DocType = Literal[
    "law", "ordinance", "resolution", "decree", "decision", "circular", "directive", "plan", "programme", "scheme",
    "official_letter", "report", "notice", "submission", "conclusion", "guidance", "regulation", "other",
]  # fmt: skip


def _days(word: str) -> tuple[date, date]:
    """First and last day of ``2024``, ``2024-03``, ``2024-Q1``, ``2023-H1`` or ``2024-03-15``."""
    if match := re.fullmatch(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})))?", word):
        year = int(match[1])
        first, last = 1, 12
        if match[2]:
            first, last = 3 * int(match[2]) - 2, 3 * int(match[2])
        elif match[3]:
            first, last = 6 * int(match[3]) - 5, 6 * int(match[3])
        elif match[4]:
            first = last = int(match[4])
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    day = date.fromisoformat(word)
    return day, day


def parse_period(word: object) -> Period | None:
    """The days of a period as annotated (see the guideline): ``2024-Q1``, ``..2024-03``, ``2021..2025``, ``2015-01..``.

    Raises:
        ValueError: the period cannot be read.
    """
    if word is None:
        return None
    first, dots, last = str(word).strip().partition("..")
    if not dots:
        last = first
    if not first and not last:
        raise ValueError("a period needs a beginning or an end")
    start = _days(first)[0].isoformat() if first else None
    end = _days(last)[1].isoformat() if last else None
    if start and end and start > end:
        raise ValueError("the period ends before it begins")
    return start, end


AnnotatedPeriod = Annotated[Period | None, BeforeValidator(parse_period)]
IssueDate = Annotated[str | None, BeforeValidator(lambda day: None if day is None else str(day))]


class _Annotation(BaseModel):
    """What every entry of ``facts`` may say."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)

    q: str
    opt: bool = False
    note: str | None = None
    place: str | None = None
    place_alt: list[str | None] = []
    period: AnnotatedPeriod = None
    period_alt: list[AnnotatedPeriod] = []
    status: Status = "actual"
    status_alt: list[Status] = []


class MetricAnnotation(_Annotation):
    """A number that measures something."""

    kind: MetricKind
    kind_alt: list[MetricKind] = []
    value: float | None = None
    high: float | None = None
    high_alt: list[float | None] = []
    of: float | None = None
    of_alt: list[float | None] = []
    cmp: Comparator = "eq"
    cmp_alt: list[Comparator] = []
    unit: str | None = None
    unit_alt: list[str | None] = []
    per: str | None = None
    per_alt: list[str | None] = []
    ind: str | None = None
    ind_alt: list[str | None] = []
    change: Change | None = None
    change_alt: list[Change | None] = []


class RankingAnnotation(_Annotation):
    """A position in an ordering."""

    kind: Literal["ranking"]
    index: str | None = None
    index_alt: list[str | None] = []
    rank: int | None = None
    of: float | None = None
    of_alt: list[float | None] = []
    scope: str = "VN"
    scope_alt: list[str] = []
    top: bool = False
    delta: int | None = None
    delta_alt: list[int | None] = []
    since: str | None = None


class ReferenceAnnotation(_Annotation):
    """A legal or administrative document."""

    kind: Literal["reference"]
    type: DocType
    type_alt: list[DocType] = []
    num: str | None = None
    num_alt: list[str | None] = []
    year: int | None = None
    year_alt: list[int | None] = []
    sym: str | None = None
    sym_alt: list[str | None] = []
    date: IssueDate = None
    date_alt: list[IssueDate] = []
    issuer: str | None = None
    issuer_alt: list[str | None] = []


Annotation = MetricAnnotation | RankingAnnotation | ReferenceAnnotation


class GoldFile(BaseModel):
    """One annotation file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)

    id: str
    place: str | None = None
    published: date | None = None
    facts: list[Annotated[Annotation, Field(discriminator="kind")]] = []


_COMMON = {"place": "place", "period": "period", "status": "status"}
COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "metric": {
        "kind": "kind",
        "cmp": "comparator",
        "unit": "unit",
        "ind": "indicator_id",
        **_COMMON,
        "of": "denominator",
        "high": "value_high",
        "change": "change",
        "per": "per",
    },
    "ranking": {"index": "index_id", "of": "out_of", "scope": "scope", "delta": "delta", "top": "top", **_COMMON},
    "reference": {
        "type": "doc_type",
        "num": "number",
        "year": "year",
        "sym": "symbol",
        "date": "issue_date",
        "issuer": "issuer",
    },
}
"""Family → field of an annotation → what it is called in the records; the order is that of the reports."""

VALUES: Final[Mapping[str, tuple[str, str]]] = {
    "metric": ("value", "value"),
    "ranking": ("rank", "rank"),
    "reference": ("num", "number"),
}
"""Family → the field of an annotation and the column of a record that hold its value."""


@dataclass(frozen=True, slots=True)
class GoldFact(Span):
    """An annotated fact; ``start`` and ``end`` index the text.

    Attributes:
        family: metric, ranking or reference.
        quote: as annotated, with ``[[`` and ``]]``.
        raw: the annotated span.
        optional: neither asked for nor punished.
        value: the number, the rank or the document number.
        wanted: for each column the accepted answers, the preferred one first. ``place`` and ``period`` stand for the
            columns that begin with these words.
    """

    family: str
    quote: str
    raw: str
    optional: bool
    value: float | str | None
    wanted: Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class GoldText:
    """An annotated text. ``path`` is the resolved path of the text; ``published`` an ISO day."""

    path: Path
    text: str
    place: str | None
    published: str | None
    facts: tuple[GoldFact, ...]

    @property
    def name(self) -> str:
        """What reports call the text: the file's name without its ending."""
        return self.path.stem

    @property
    def held_out(self) -> bool:
        """Whether the text lies in a folder named ``check``, whose misses nobody reads while rules are written."""
        return self.path.parent.name == "check"


def locate(text: str, quote: str) -> Span:
    """Where the part of ``quote`` between ``[[`` and ``]]`` stands in ``text``.

    Raises:
        GoldError: the quote has not exactly one marked part, or is not found exactly once.
    """
    if (quote.count("[["), quote.count("]]")) != (1, 1):
        raise GoldError(f"the quote needs one [[span]]: {quote!r}")
    before, _, rest = unicodedata.normalize("NFC", quote).partition("[[")
    raw, _, after = rest.partition("]]")
    needle = before + raw + after
    times = text.count(needle)
    if times != 1:
        raise GoldError(f"found {times} times, not once: {needle!r}")
    start = text.index(needle) + len(before)
    return Span(start, start + len(raw))


def _gold_fact(text: str, annotation: Annotation, place: str | None) -> GoldFact:
    family = annotation.kind if annotation.kind in ("ranking", "reference") else "metric"
    span = locate(text, annotation.q)
    wanted = {
        column: (getattr(annotation, field), *getattr(annotation, f"{field}_alt", ()))
        for field, column in COLUMNS[family].items()
    }
    if "place" in wanted and "place" not in annotation.model_fields_set:
        wanted["place"] = (place, *wanted["place"][1:])
    return GoldFact(
        span.start,
        span.end,
        family=family,
        quote=annotation.q,
        raw=text[span.start : span.end],
        optional=annotation.opt,
        value=getattr(annotation, VALUES[family][0]),
        wanted=wanted,
    )


def _faults(error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        where = [str(part) for part in fault["loc"]]
        if where[:1] == ["facts"] and len(where) > 1:
            # Behind the entry's number pydantic names the member of the union, which is no part of the file.
            where = [f"facts[{where[1]}]", *where[3:]]
        yield f"{'.'.join(where) or 'file'}: {plain(fault)}"


def read_gold_file(path: Path) -> tuple[GoldFile, str]:
    """An annotation file and the text beside it; quotes are not looked up.

    Raises:
        GoldError: one of them cannot be read, or the file has faults, one a line.
    """
    try:
        text = contract_text(path.with_suffix(".txt").read_bytes().decode("utf-8"))
        return GoldFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))), text
    except FileNotFoundError as error:
        what = f"there is no {path.stem}.txt beside it" if path.exists() else "no such file"
        raise GoldError(f"{path}: {what}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise GoldError(f"{path}: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        raise GoldError("\n".join(f"{path}: {fault}" for fault in _faults(error))) from error


def _load_one(path: Path) -> GoldText:
    """Load one annotation file; the message of a GoldError has one line for each fault."""
    file, text = read_gold_file(path)
    facts: list[GoldFact] = []
    faults: list[str] = []
    for number, annotation in enumerate(file.facts):
        try:
            facts.append(_gold_fact(text, annotation, file.place))
        except GoldError as error:
            faults.append(f"{path}: facts[{number}]: {error}")
    for before, after in pairwise(sorted(facts, key=lambda fact: (fact.start, fact.end))):
        if before.overlaps(after):
            faults.append(f"{path}: {before.quote!r} and {after.quote!r} overlap")
    if faults:
        raise GoldError("\n".join(faults))
    published = file.published.isoformat() if file.published else None
    return GoldText(path.with_suffix(".txt").resolve(), text, file.place, published, tuple(facts))


def load_gold(folders: Iterable[Path]) -> list[GoldText]:
    """Load every annotated text below the folders, in the order of their paths.

    Args:
        folders: each is searched with all that lies below it.

    Raises:
        UsageError: a folder is missing or holds no annotation.
        GoldError: annotations have faults; every fault of every file is a line of the message, with file and entry.
    """
    texts: list[GoldText] = []
    faults: list[str] = []
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"{folder}: {'is a file; name its folder' if folder.exists() else 'no such folder'}")
        paths = sorted(folder.rglob("*.yaml"))
        if not paths:
            raise UsageError(f"{folder}: holds no annotated text (NAME.txt with NAME.yaml beside it)")
        for path in paths:
            try:
                texts.append(_load_one(path))
            except GoldError as error:
                faults.append(str(error))
    if faults:
        raise GoldError("\n".join(faults))
    return texts
