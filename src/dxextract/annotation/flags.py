"""Records that people flagged as wrong in the report (docs/report.md), as annotations that say what is right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from dxextract.annotation.annotated import AnnotatedText, validated
from dxextract.annotation.draft import draft, fields_of, place_code
from dxextract.errors import GoldError, UsageError
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.records.load import Dataset
from dxextract.records.model import ArticleRecord, Fact, Metric, Ranking, Reference, Result
from dxextract.wording import plain

NOT_A_FACT, SPAN = "not_a_fact", "span"

_TABLES: Mapping[str, type[Fact]] = {"metrics": Metric, "rankings": Ranking, "references": Reference}
_DAYS = ("period_start", "period_end")
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


class Flag(BaseModel):
    """One record that is wrong. ``corrections`` hold what is right for the columns named in ``wrong``."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    fact_id: str
    input_id: str
    raw: str
    wrong: tuple[str, ...]
    corrections: dict[str, Any] = {}
    note: str = ""


class FlagFile(BaseModel):
    """The file that the report downloads."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    format: Literal["dxextract-flags"]
    version: Literal[1]
    flags: tuple[Flag, ...]


def read_flags(content: str) -> tuple[Flag, ...]:
    """The flags in a file.

    Raises:
        UsageError: it is no file of flags, or nothing is flagged in it.
    """
    try:
        flags = FlagFile.model_validate_json(content).flags
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"]))
        raise UsageError(f"no flags of a report: {where + ': ' if where else ''}{plain(fault)}") from error
    if not flags:
        raise UsageError("nothing is flagged in it; flag records in the report and download the file again")
    return flags


def to_gold(flags: tuple[Flag, ...], dataset: Dataset, places: PlaceIndex) -> tuple[list[AnnotatedText], list[Flag]]:
    """An annotation for each article that has a flag: its records, put right where they are flagged.

    What is flagged as no fact is left out. A flag without corrections leaves its note for the person who goes on.

    Args:
        flags: from :func:`read_flags`.
        dataset: what the report was made of, or a later extraction of the same inputs.
        places: the gazetteer, for corrected codes of places below the province.

    Returns:
        The annotations in the order of the sources, and the flags whose record the dataset does not hold.

    Raises:
        GoldError: a correction is none that an annotation can hold.
    """
    by_input: dict[str, dict[str, Flag]] = defaultdict(dict)
    for flag in flags:
        by_input[flag.input_id][flag.fact_id] = flag
    texts: list[AnnotatedText] = []
    found: set[str] = set()
    names: set[str] = set()
    for result in _results(dataset, frozenset(by_input)):
        mine = by_input[result.article.input_id]
        found |= mine.keys() & {fact.fact_id for fact in _facts(result)}
        name = _name(result.article.source, names)
        texts.append(_put_right(result, mine, places, name))
    return texts, [flag for flag in flags if flag.fact_id not in found]


def _put_right(result: Result, flags: Mapping[str, Flag], places: PlaceIndex, name: str) -> AnnotatedText:
    place = place_code(result.article.place_code, result.article.place_name)
    kept = [fact for fact in _facts(result) if NOT_A_FACT not in _wrong(flags, fact)]
    right = draft(_with(result, kept), id=name)
    by_start = {(fact.start, fact.end): fact for fact in kept}
    facts = []
    for span, drafted in right.facts:
        fact = by_start[span.start, span.end]
        flag = flags.get(fact.fact_id)
        if flag is None:
            facts.append((span, drafted))
            continue
        try:
            fields_right = dict(fields_of(_corrected(fact, flag, places), place))
        except (AttributeError, TypeError, ValueError) as error:  # of a file that somebody has written by hand
            raise GoldError(f"{name}: the correction of {fact.raw!r} cannot be used: {error}") from error
        if note := _note(flag):
            fields_right["note"] = note
        facts.append((span, validated(name, "[[x]]", fields_right)))
    return replace(right, facts=tuple(facts))


def _wrong(flags: Mapping[str, Flag], fact: Fact) -> tuple[str, ...]:
    flag = flags.get(fact.fact_id)
    return flag.wrong if flag else ()


def _corrected(fact: Fact, flag: Flag, places: PlaceIndex) -> Fact:
    """The record with the columns that were corrected."""
    known = {column.name for column in fields(fact)}
    right = {name: value for name, value in flag.corrections.items() if name in known and name in flag.wrong}
    for name in _DAYS:
        if name in right and right[name] is not None:
            right[name] = date.fromisoformat(right[name])
    if any(name in right for name in _DAYS):
        start, end = right.get("period_start", fact.period_start), right.get("period_end", fact.period_end)
        right["period_basis"] = "none" if start is None and end is None else "stated"
    if "place_code" in right:
        right["place_name"] = _place_name(right["place_code"], places)
    return replace(fact, **right)


def _place_name(code: str | None, places: PlaceIndex) -> str | None:
    """The name behind a code below the province; what is no code is a name already (``87/Cao Lãnh``)."""
    below = (code or "").partition("/")[2]
    for kind in "DC":
        try:
            return places.get(kind + below).name
        except KeyError:
            continue
    return below or None


def _note(flag: Flag) -> str | None:
    """What a person has to look at still: what was wrong without being corrected, and the remark."""
    open_ = [name for name in flag.wrong if name == SPAN or name not in flag.corrections]
    said = [f"flagged: {', '.join(open_)}"] if open_ else []
    return "; ".join([*said, *([flag.note] if flag.note else [])]) or None


def _results(dataset: Dataset, wanted: frozenset[str]) -> Iterator[Result]:
    """The articles with these ids, with their records, in the order of the sources."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ids = pa.array(sorted(wanted), pa.string())

    def rows(name: str) -> list[dict[str, Any]]:
        table = dataset.tables[name]
        chosen: list[dict[str, Any]] = table.filter(pc.is_in(table["input_id"], ids)).to_pylist()
        return chosen

    facts: dict[str, list[Fact]] = defaultdict(list)
    for name, family in _TABLES.items():
        for row in rows(name):
            facts[row["input_id"]].append(_record(family, row))
    for row in sorted(rows("articles"), key=lambda row: row["source"]):
        article = ArticleRecord(**{**row, "repairs": tuple(row["repairs"])})
        yield _with(Result(article=article), facts[article.input_id])


def _record(family: Callable[..., Fact], row: Mapping[str, Any]) -> Fact:
    return family(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})


def _with(result: Result, facts: list[Fact]) -> Result:
    return Result(
        article=result.article,
        metrics=tuple(fact for fact in facts if isinstance(fact, Metric)),
        rankings=tuple(fact for fact in facts if isinstance(fact, Ranking)),
        references=tuple(fact for fact in facts if isinstance(fact, Reference)),
    )


def _facts(result: Result) -> tuple[Fact, ...]:
    return (*result.metrics, *result.rankings, *result.references)


def _name(source: str, taken: set[str]) -> str:
    """A file name from a source, unlike those before."""
    last = PurePosixPath(source.replace("#", "-"))
    stem = _NOT_IN_NAMES.sub("-", last.stem if last.suffix else last.name).strip("-.") or "article"
    name = next(
        name
        for number in range(1, len(taken) + 2)
        if (name := stem if number == 1 else f"{stem}-{number}") not in taken
    )
    taken.add(name)
    return name
