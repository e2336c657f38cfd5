"""The Arrow schema of every table: names, types, order and the meaning of each column.

The columns of a table are the fields of its dataclass in :mod:`dxextract.records.model`, in the same order; a test
holds the two together. A column is nullable exactly where the dataclass allows None.
"""

from __future__ import annotations

import pyarrow as pa

from dxextract.records.columns import BOOL, DAY, INT, NUMBER, SHARE, STRING, STRINGS, choice, column, optional

SCHEMA_VERSION = 1
"""Raised when a column is renamed, removed or changes its type; a new column does not raise it."""

_ARTICLES = (
    column("input_id", STRING, "Identity of the input; every table joins on it."),
    column("article_id", STRING, "Identity of the text: the same text from two inputs has one."),
    column("source", STRING, "Path or URL as given; path#n for the n-th record of a file."),
    optional("title", STRING, "Title of the article."),
    optional("author", STRING, "Author as printed."),
    optional("outlet", STRING, "Newspaper or portal that published the article."),
    optional("url", STRING, "Address of the article."),
    optional("language", STRING, "Language of the text, ISO 639-1."),
    column("text", STRING, "The text that all offsets index, in Unicode NFC."),
    optional("published", DAY, "Day of publication."),
    choice(
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
    optional("place_id", STRING, "Main place of the article: entity of the gazetteer."),
    optional("place_code", STRING, "Main place of the article: GSO code valid at the time."),
    optional("place_name", STRING, "Main place of the article: name without its type."),
    column("repairs", STRINGS, "What was repaired in the input before the text was fixed."),
    optional("cluster_id", STRING, "Shared by near-duplicates."),
    column("n_chars", INT, "Length of the text in code points."),
    column("n_sentences", INT, "Number of sentences."),
    column("n_metrics", INT, "Number of rows in metrics."),
    column("n_rankings", INT, "Number of rows in rankings."),
    column("n_references", INT, "Number of rows in references."),
    column("n_findings", INT, "Number of rows in findings."),
    column("dxextract_version", STRING, "Version of dxextract that extracted the article."),
    column("knowledge_hash", STRING, "Hash of the patterns and the gazetteer that were used."),
)

_FACT = (
    column("fact_id", STRING, "Identity of the fact: input, family and position; stable when rules change."),
    column("input_id", STRING, "The input that the fact is from."),
    column("article_id", STRING, "The text that the fact is from."),
    column("source", STRING, "Path or URL of the input."),
    column("start", INT, "First code point of the fact in the article's text."),
    column("end", INT, "Code point after the last one of the fact."),
    column("raw", STRING, "The fact as written: text[start:end]."),
    column("sentence", STRING, "The sentence that holds the fact."),
    column("sentence_start", INT, "First code point of the sentence in the article's text."),
    optional("place_id", STRING, "Place the fact is about: entity of the gazetteer."),
    optional("place_code", STRING, "GSO code of the place at the time the fact is about."),
    optional("place_name", STRING, "Name of the place without its type."),
    optional("place_id_2025", STRING, "Province-level entity that holds the place since 2025-07-01."),
    optional("place_name_2025", STRING, "Name of that entity."),
    choice(
        "place_basis",
        "Where the place was named.",
        {
            "sentence": "in the fact's sentence",
            "paragraph": "in its paragraph, or a heading above it",
            "article": "it is the article's main place",
            "none": "nowhere; the place is null",
        },
    ),
    optional("period_start", DAY, "First day of the period; null for a state at a day."),
    optional("period_end", DAY, "Last day of the period, or the day of a state."),
    optional("period_text", STRING, "The period as written."),
    choice(
        "period_basis",
        "What the period rests on.",
        {
            "stated": "the text says it, in the sentence or by inheritance, `đến nay` included",
            "published": "the article's day of publication, because the text says nothing",
            "none": "nothing; both ends are null",
        },
    ),
    choice(
        "status",
        "Whether it is so, is to be so, or is reckoned.",
        {"actual": "it was so", "target": "it is to become so", "estimate": "it is expected or reckoned (`ước`)"},
    ),
    column("rule", STRING, "Rule that produced the fact."),
    column("confidence", SHARE, "Probability that the fact is right, 0 to 1."),
    column("finding_ids", STRINGS, "The findings that speak of the fact."),
)

_METRICS = (
    *_FACT,
    choice(
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
    optional("value", NUMBER, "The number in full; percentages as printed (50.4 for 50,4%)."),
    optional("value_high", NUMBER, "Upper end of a range."),
    optional("denominator", NUMBER, "What the number is out of: 143 in 88/143."),
    optional("value_text", STRING, "The number as an exact decimal."),
    choice(
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
    optional("modifier_text", STRING, "The words behind the comparator, as written."),
    optional("unit", STRING, "%, VND, USD, the symbol of a measurement, or the counted noun."),
    optional("per", STRING, "The period or thing of a rate: năm in 90 tỷ đồng/năm."),
    optional("indicator_id", STRING, "Indicator of the gazetteer that the number measures."),
    optional("indicator_text", STRING, "The indicator as written."),
    optional("indicator_score", SHARE, "How well the words match the indicator, 0 to 1."),
    optional("change", STRING, "increase or decrease when the number is the amount of a change."),
    optional("part_of", STRING, "fact_id of the total that the number is a part of."),
)

_RANKINGS = (
    *_FACT,
    optional("index_id", STRING, "Family of the index (dti, par_index, ...)."),
    optional("index_text", STRING, "The index as written."),
    optional("edition", STRING, "Edition of the index."),
    optional("rank", INT, "The position."),
    optional("out_of", INT, "Number of places in the ordering: 63 in 25/63."),
    column("top", BOOL, "True when only membership in the first `rank` places is said."),
    column("scope", STRING, "Where the ordering holds: VN, the name of a region, a province or a district, thế giới."),
    optional("delta", INT, "Places gained, negative when lost."),
    optional("since_text", STRING, "What the change is compared with, as written."),
)

_REFERENCES = (
    *_FACT,
    column("doc_type", STRING, "law, decree, decision, resolution, plan, ..."),
    optional("number", STRING, "Number as written, leading zeros kept."),
    optional("year", INT, "Year when it is part of the number: 2022 in 42/2022/NĐ-CP."),
    optional("symbol", STRING, "Symbol after the number: QĐ-UBND-HC, NQ/TU, NĐ-CP."),
    optional("article_number", STRING, "Article (Điều) of the document."),
    optional("clause", STRING, "Clause (khoản) of the document."),
    optional("point", STRING, "Point (điểm) of the document."),
    optional("ref_id", STRING, "Canonical printed form of the number."),
    optional("document_id", STRING, "The document: its number with the issuer's place and the year where known."),
    choice(
        "document_basis",
        "What document_id rests on.",
        {
            "printed": "the number that is printed",
            "same_as": "the fuller mention that `same_as` names",
            "registry": "the registry of well-known documents",
            "none": "nothing; `document_id` is null",
        },
    ),
    optional("issue_date", STRING, "Date of issue, ISO; may be only 2020 or 2023-06."),
    optional("issuer", STRING, "Issuer of the document."),
    optional("issuer_place_id", STRING, "Place of the issuer: entity of the gazetteer."),
    choice(
        "issuer_basis",
        "What the issuer rests on.",
        {
            "stated": "the text names it",
            "symbol": "only the letters of the number imply one; `issuer` is null",
            "none": "nothing",
        },
    ),
    optional("title", STRING, "Title of the document as written; the registry's where document_basis is registry."),
    optional("same_as", STRING, "fact_id of the fuller mention of the same document."),
    column("taken_up", INT, "How often the text comes back to it without a number: Nghị quyết này."),
)

_FINDINGS = (
    column("finding_id", STRING, "Identity of the finding."),
    column("input_id", STRING, "The input that the finding is about."),
    choice(
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
    choice(
        "severity",
        "How sure it is that something is wrong.",
        {
            "error": "the numbers as printed cannot all be true",
            "warning": "it is improbable, or may have another explanation",
            "note": "worth knowing",
        },
    ),
    column("rule", STRING, "Rule that raised the doubt (patterns/checks.yaml)."),
    column("fact_ids", STRINGS, "The facts that it concerns, in the order of the text."),
    optional("expected", STRING, "What would be consistent."),
    optional("actual", STRING, "What was printed."),
    column("message_vi", STRING, "The doubt in Vietnamese."),
    column("message_en", STRING, "The doubt in English."),
)

_REJECTS = (
    column("input_id", STRING, "Identity of the input."),
    column("source", STRING, "Path or URL as given."),
    column("stage", STRING, "Stage that gave up: read, decode or extract."),
    column("reason", STRING, "missing, unreadable, empty, binary, encoding, too_large, failed, timeout or crashed."),
    column("detail", STRING, "The reason for people."),
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
