"""The Arrow schema of every table: names, types, order and the meaning of each column.

The columns of a table are the fields of its dataclass in :mod:`dxextract.records.model`, in the same order; a test
holds the two together. A column is nullable exactly where the dataclass allows None.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyarrow as pa

SCHEMA_VERSION = 1
"""Raised when a column is renamed, removed or changes its type; a new column does not raise it."""

_STRING = pa.string()
_STRINGS = pa.list_(pa.string())
_INT = pa.int32()
_SHARE = pa.float32()
_NUMBER = pa.float64()
_DAY = pa.date32()
_BOOL = pa.bool_()


def _column(name: str, type_: pa.DataType, meaning: str) -> pa.Field:
    return pa.field(name, type_, nullable=False, metadata={"description": meaning})


def _choice(name: str, meaning: str, values: Mapping[str, str]) -> pa.Field:
    """A column of strings with few values, each with its meaning."""
    description = {"description": meaning, "values": json.dumps(values, ensure_ascii=False)}
    return pa.field(name, _STRING, nullable=False, metadata=description)


def values(column: pa.Field) -> dict[str, str]:
    """The values of a column that has few, with the meaning of each; empty for another column."""
    known: dict[str, str] = json.loads((column.metadata or {}).get(b"values", b"{}"))
    return known


def _optional(name: str, type_: pa.DataType, meaning: str) -> pa.Field:
    return _column(name, type_, meaning).with_nullable(True)


_ARTICLES = (
    _column("input_id", _STRING, "Identity of the input; every table joins on it."),
    _column("article_id", _STRING, "Identity of the text: the same text from two inputs has one."),
    _column("source", _STRING, "Path or URL as given; path#n for the n-th record of a file."),
    _optional("title", _STRING, "Title of the article."),
    _optional("author", _STRING, "Author as printed."),
    _optional("outlet", _STRING, "Newspaper or portal that published the article."),
    _optional("url", _STRING, "Address of the article."),
    _optional("language", _STRING, "Language of the text, ISO 639-1."),
    _column("text", _STRING, "The text that all offsets index, in Unicode NFC."),
    _optional("published", _DAY, "Day of publication."),
    _choice(
        "published_basis",
        "Where the day of publication comes from.",
        {
            "meta": "JSON-LD or a meta tag of the page, or a field of the record",
            "time": "a `<time>` element of the page",
            "header": "a line of the text that is nothing but a date line",
            "url": "the address",
            "given": "the caller (`--published`)",
            "none": "the input does not say; `published` is null",
        },
    ),
    _optional("place_id", _STRING, "Main place of the article: entity of the gazetteer."),
    _optional("place_code", _STRING, "Main place of the article: GSO code valid at the time."),
    _optional("place_name", _STRING, "Main place of the article: name without its type."),
    _column("repairs", _STRINGS, "What was repaired in the input before the text was fixed."),
    _optional("cluster_id", _STRING, "Shared by near-duplicates."),
    _column("n_chars", _INT, "Length of the text in code points."),
    _column("n_sentences", _INT, "Number of sentences."),
    _column("n_metrics", _INT, "Number of rows in metrics."),
    _column("n_rankings", _INT, "Number of rows in rankings."),
    _column("n_references", _INT, "Number of rows in references."),
    _column("n_findings", _INT, "Number of rows in findings."),
    _column("dxextract_version", _STRING, "Version of dxextract that extracted the article."),
    _column("knowledge_hash", _STRING, "Hash of the patterns and the gazetteer that were used."),
)

_FACT = (
    _column("fact_id", _STRING, "Identity of the fact: input, family and position; stable when rules change."),
    _column("input_id", _STRING, "The input that the fact is from."),
    _column("article_id", _STRING, "The text that the fact is from."),
    _column("source", _STRING, "Path or URL of the input."),
    _column("start", _INT, "First code point of the fact in the article's text."),
    _column("end", _INT, "Code point after the last one of the fact."),
    _column("raw", _STRING, "The fact as written: text[start:end]."),
    _column("sentence", _STRING, "The sentence that holds the fact."),
    _column("sentence_start", _INT, "First code point of the sentence in the article's text."),
    _optional("place_id", _STRING, "Place the fact is about: entity of the gazetteer."),
    _optional("place_code", _STRING, "GSO code of the place at the time the fact is about."),
    _optional("place_name", _STRING, "Name of the place without its type."),
    _optional("place_id_2025", _STRING, "Province-level entity that holds the place since 2025-07-01."),
    _optional("place_name_2025", _STRING, "Name of that entity."),
    _choice(
        "place_basis",
        "Where the place was named.",
        {
            "sentence": "in the fact's sentence",
            "paragraph": "in its paragraph, or a heading above it",
            "article": "it is the article's main place",
            "none": "nowhere; the place is null",
        },
    ),
    _optional("period_start", _DAY, "First day of the period; null for a state at a day."),
    _optional("period_end", _DAY, "Last day of the period, or the day of a state."),
    _optional("period_text", _STRING, "The period as written."),
    _choice(
        "period_basis",
        "What the period rests on.",
        {
            "stated": "the text says it, in the sentence or by inheritance, `đến nay` included",
            "published": "the article's day of publication, because the text says nothing",
            "none": "nothing; both ends are null",
        },
    ),
    _choice(
        "status",
        "Whether it is so, is to be so, or is reckoned.",
        {"actual": "it was so", "target": "it is to become so", "estimate": "it is expected or reckoned (`ước`)"},
    ),
    _column("rule", _STRING, "Rule that produced the fact."),
    _column("confidence", _SHARE, "Probability that the fact is right, 0 to 1."),
    _column("finding_ids", _STRINGS, "The findings that speak of the fact."),
)

_METRICS = (
    *_FACT,
    _choice(
        "kind",
        "What the number is.",
        {
            "count": "how many of something; `unit` is the counted noun",
            "percentage": "a share or a rate; `unit` is %",
            "money": "an amount; `unit` is VND, USD, ...",
            "measurement": "a physical quantity; `unit` is its symbol",
            "score": "points of an index or a survey",
        },
    ),
    _optional("value", _NUMBER, "The number in full; percentages as printed (50.4 for 50,4%)."),
    _optional("value_high", _NUMBER, "Upper end of a range."),
    _optional("denominator", _NUMBER, "What the number is out of: 143 in 88/143."),
    _optional("value_text", _STRING, "The number as an exact decimal."),
    _choice(
        "comparator",
        "How the value stands to the truth.",
        {
            "eq": "it is the value",
            "approx": "about (`khoảng`, `gần`)",
            "gt": "more than (`hơn`, `trên`)",
            "ge": "at least (`tối thiểu`, `từ ... trở lên`)",
            "lt": "less than (`dưới`)",
            "le": "at most (`tối đa`, `không quá`)",
        },
    ),
    _optional("modifier_text", _STRING, "The words behind the comparator, as written."),
    _optional("unit", _STRING, "%, VND, USD, the symbol of a measurement, or the counted noun."),
    _optional("per", _STRING, "The period or thing of a rate: năm in 90 tỷ đồng/năm."),
    _optional("indicator_id", _STRING, "Indicator of the gazetteer that the number measures."),
    _optional("indicator_text", _STRING, "The indicator as written."),
    _optional("indicator_score", _SHARE, "How well the words match the indicator, 0 to 1."),
    _optional("change", _STRING, "increase or decrease when the number is the amount of a change."),
    _optional("part_of", _STRING, "fact_id of the total that the number is a part of."),
)

_RANKINGS = (
    *_FACT,
    _optional("index_id", _STRING, "Family of the index (dti, par_index, ...)."),
    _optional("index_text", _STRING, "The index as written."),
    _optional("edition", _STRING, "Edition of the index."),
    _optional("rank", _INT, "The position."),
    _optional("out_of", _INT, "Number of places in the ordering: 63 in 25/63."),
    _column("top", _BOOL, "True when only membership in the first `rank` places is said."),
    _column("scope", _STRING, "Where the ordering holds: VN, the name of a region or a province, thế giới."),
    _optional("delta", _INT, "Places gained, negative when lost."),
    _optional("since_text", _STRING, "What the change is compared with, as written."),
)

_REFERENCES = (
    *_FACT,
    _column("doc_type", _STRING, "law, decree, decision, resolution, plan, ..."),
    _optional("number", _STRING, "Number as written, leading zeros kept."),
    _optional("year", _INT, "Year when it is part of the number: 2022 in 42/2022/NĐ-CP."),
    _optional("symbol", _STRING, "Symbol after the number: QĐ-UBND-HC, NQ/TU, NĐ-CP."),
    _optional("article_number", _STRING, "Article (Điều) of the document."),
    _optional("clause", _STRING, "Clause (khoản) of the document."),
    _optional("point", _STRING, "Point (điểm) of the document."),
    _optional("ref_id", _STRING, "Canonical printed form of the number."),
    _optional("document_id", _STRING, "The document: its number with the issuer's place and the year where known."),
    _choice(
        "document_basis",
        "What document_id rests on.",
        {
            "printed": "the number that is printed",
            "same_as": "the fuller mention that `same_as` names",
            "registry": "the registry of well-known documents",
            "none": "nothing; `document_id` is null",
        },
    ),
    _optional("issue_date", _STRING, "Date of issue, ISO; may be only 2020 or 2023-06."),
    _optional("issuer", _STRING, "Issuer of the document."),
    _optional("issuer_place_id", _STRING, "Place of the issuer: entity of the gazetteer."),
    _choice(
        "issuer_basis",
        "What the issuer rests on.",
        {
            "stated": "the text names it",
            "symbol": "only the letters of the number imply one; `issuer` is null",
            "none": "nothing",
        },
    ),
    _optional("title", _STRING, "Title of the document as written; the registry's where document_basis is registry."),
    _optional("same_as", _STRING, "fact_id of the fuller mention of the same document."),
    _column("taken_up", _INT, "How often the text comes back to it without a number: Nghị quyết này."),
)

_FINDINGS = (
    _column("finding_id", _STRING, "Identity of the finding."),
    _column("input_id", _STRING, "The input that the finding is about."),
    _choice(
        "kind",
        "What kind of doubt it is.",
        {
            "share": "a percentage beside a count and its whole",
            "sum": "parts and their sum",
            "change": "a change and its two levels",
            "rank": "a position outside its ordering, or against the places gained",
            "range": "a value that cannot be",
            "goal": "a goal and its outcome",
            "date": "dates that contradict each other or cannot be",
            "repetition": "one figure, given twice",
            "misprint": "a term or a place that is probably misprinted",
        },
    ),
    _choice(
        "severity",
        "How sure it is that something is wrong.",
        {
            "error": "the numbers as printed cannot all be true",
            "warning": "it is improbable, or may have another explanation",
            "note": "worth knowing",
        },
    ),
    _column("rule", _STRING, "Rule that raised the doubt (patterns/checks.yaml)."),
    _column("fact_ids", _STRINGS, "The facts that it concerns, in the order of the text."),
    _optional("expected", _STRING, "What would be consistent."),
    _optional("actual", _STRING, "What was printed."),
    _column("message_vi", _STRING, "The doubt in Vietnamese."),
    _column("message_en", _STRING, "The doubt in English."),
)

_REJECTS = (
    _column("input_id", _STRING, "Identity of the input."),
    _column("source", _STRING, "Path or URL as given."),
    _column("stage", _STRING, "Stage that gave up: read, decode or extract."),
    _column("reason", _STRING, "missing, unreadable, empty, binary, encoding, too_large, failed, timeout or crashed."),
    _column("detail", _STRING, "The reason for people."),
)

SCHEMAS: dict[str, pa.Schema] = {
    "articles": pa.schema(_ARTICLES),
    "metrics": pa.schema(_METRICS),
    "rankings": pa.schema(_RANKINGS),
    "references": pa.schema(_REFERENCES),
    "findings": pa.schema(_FINDINGS),
    "rejects": pa.schema(_REJECTS),
}
"""Every table of a dataset by name, in the order in which they are documented."""
