"""Small results, so that tests name only what they are about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dxextract import ids
from dxextract.records.model import ArticleRecord, Finding, Metric, Ranking, Reference, Reject, Result

MakeResult = Callable[..., Result]
TEXT = "Năm 2023 xếp 5/63, đạt 1.797 xã.\nTheo Nghị quyết 57."


def _fact(source: str, raw: str) -> dict[str, Any]:
    start = TEXT.index(raw)
    return {
        "fact_id": ids.fact_id(ids.input_id(source), raw, start, start + len(raw)),
        "input_id": ids.input_id(source),
        "article_id": ids.article_id(TEXT),
        "source": source,
        "start": start,
        "end": start + len(raw),
        "raw": raw,
        "sentence": TEXT,
        "sentence_start": 0,
        "place_id": "P87",
        "place_code": "87",
        "place_name": "Đồng Tháp",
        "place_id_2025": "N82",
        "place_name_2025": "Đồng Tháp",
        "place_basis": "article",
        "period_start": date(2023, 1, 1),
        "period_end": date(2023, 12, 31),
        "period_text": "Năm 2023",
        "period_basis": "stated",
        "status": "actual",
        "rule": "test",
        "confidence": 0.9,
    }


def _metric(source: str, raw: str, value: float | None) -> Metric:
    return Metric(
        **_fact(source, raw),
        kind="count",
        value=value,
        value_high=None,
        denominator=None,
        value_text=raw.replace(".", ""),
        comparator="eq",
        modifier_text=None,
        unit="xã",
        per=None,
        indicator_id="communes",
        indicator_text=None,
        indicator_score=0.5,
        change=None,
        part_of=None,
    )


def _ranking(source: str) -> Ranking:
    return Ranking(
        **_fact(source, "5/63"),
        index_id="dti",
        index_text=None,
        edition="2023",
        rank=5,
        out_of=63,
        top=False,
        scope="VN",
        delta=-2,
        since_text=None,
    )


def _reference(source: str) -> Reference:
    return Reference(
        **_fact(source, "Nghị quyết 57"),
        doc_type="resolution",
        number="57",
        year=None,
        symbol=None,
        article_number=None,
        clause=None,
        point=None,
        ref_id="57",
        document_id=None,
        document_basis="none",
        issue_date=None,
        issuer=None,
        issuer_place_id=None,
        issuer_basis="none",
        title=None,
        same_as=None,
        taken_up=0,
    )


def _article(source: str, text: str) -> ArticleRecord:
    return ArticleRecord(
        input_id=ids.input_id(source),
        article_id=ids.article_id(text),
        source=source,
        title=None,
        author=None,
        outlet=None,
        url=None,
        language="vi",
        text=text,
        published=date(2024, 4, 14),
        published_basis="header",
        place_id=None,
        place_code=None,
        place_name=None,
        repairs=("mojibake",),
        cluster_id=None,
        n_chars=len(text),
        n_sentences=2,
        n_metrics=2,
        n_rankings=1,
        n_references=1,
        n_findings=1,
        dxextract_version="0",
        knowledge_hash="k",
    )


@pytest.fixture
def make() -> MakeResult:
    """A result for a source: two metrics (the later one first), a ranking, a reference and a finding."""

    def result(source: str = "a.txt", *, value: float | None = 1797.0) -> Result:
        metrics = (_metric(source, "1.797", value), _metric(source, "2023", 2023.0))
        finding = Finding(
            finding_id="f",
            input_id=ids.input_id(source),
            kind="sum",
            severity="warning",
            rule="test",
            fact_ids=tuple(m.fact_id for m in metrics),
            expected="1",
            actual="2",
            message_vi="Không khớp",
            message_en="Does not add up",
        )
        return Result(
            article=_article(source, TEXT),
            metrics=metrics,
            rankings=(_ranking(source),),
            references=(_reference(source),),
            findings=(finding,),
        )

    return result


@pytest.fixture
def reject() -> Reject:
    return Reject(input_id=ids.input_id("z.txt"), source="z.txt", stage="read", reason="missing", detail="no such file")
