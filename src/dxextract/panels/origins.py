"""Where claims come from: what an article says about its facts, and which of them doubts concern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.compute as pc

from dxextract.knowledge.load import Knowledge
from dxextract.text import fold

_COLUMNS = ["input_id", "source", "cluster_id", "article_id", "outlet", "url", "published", "place_id"]


@dataclass(frozen=True, slots=True)
class Origin:
    """What an article says about its facts.

    Attributes:
        text: the article's text; copies share it.
        cluster: shared by near-duplicates.
        outlet: folded; None when it is unknown.
        province: the present-day province that the article is about.
        official: whether an authority itself publishes it.
    """

    input_id: str
    source: str
    text: str
    cluster: str
    outlet: str | None
    published: date | None
    province: str | None
    official: bool


def origins(articles: pa.Table, knowledge: Knowledge) -> Mapping[str, Origin]:
    """The articles by ``input_id``."""
    return {origin.input_id: origin for origin in _read(articles, knowledge)}


def doubted(findings: pa.Table) -> frozenset[str]:
    """``fact_id`` of every fact that a finding of severity error concerns."""
    errors = findings.filter(pc.equal(findings["severity"], "error"))
    return frozenset(fact for facts in errors["fact_ids"].to_pylist() for fact in facts)


def _read(articles: pa.Table, knowledge: Knowledge) -> Iterator[Origin]:
    places, rules = knowledge.places, knowledge.panel
    names = tuple(fold(name) for name in rules.official_outlets)

    @cache
    def province(place_id: str | None) -> str | None:
        try:
            return None if place_id is None else places.holder_2025(places.get(place_id)).id
        except KeyError:  # extracted with other knowledge
            return None

    for row in articles.select(_COLUMNS).to_pylist():
        outlet = " ".join(fold(row["outlet"] or "").split())
        host = _host(row["url"])
        yield Origin(
            input_id=row["input_id"],
            source=row["source"],
            text=row["article_id"],
            cluster=row["cluster_id"] or row["article_id"],
            outlet=outlet or None,
            published=row["published"],
            province=province(row["place_id"]),
            official=any(f"{outlet} ".startswith(f"{name} ") for name in names)
            or any(f".{host}".endswith(f".{domain}") for domain in rules.official_domains),
        )


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:  # what an article prints as its address need not be one
        return ""
