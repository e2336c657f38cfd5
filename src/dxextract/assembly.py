"""Linked drafts → the records of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dxextract.document import Document, Sentence
from dxextract.ids import fact_id
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.places import Place
from dxextract.linkers.identities import Identity
from dxextract.linkers.links import Links
from dxextract.linkers.metric_drafts import MetricDraft
from dxextract.linkers.periods import PeriodLink
from dxextract.linkers.rankings import RankingDraft
from dxextract.linkers.references import ReferenceDraft
from dxextract.records.model import Metric, Ranking, Reference
from dxextract.spans import Span


@dataclass(frozen=True, slots=True)
class Context:
    """What every fact of an article shares."""

    document: Document
    input_id: str
    article_id: str
    index: PlaceIndex


def metric(draft: MetricDraft, links: Links, *, confidence: float, context: Context) -> Metric:
    """A metric's record."""
    quantity, text = draft.quantity, context.document.text
    found = draft.indicator_span
    return Metric(
        **_common("metric", quantity, draft.sentence, links, context),
        rule=quantity.rule,
        confidence=confidence,
        kind=quantity.kind,
        value=float(quantity.value),
        value_high=_float(quantity.value_high),
        denominator=_float(quantity.denominator),
        value_text=_exact(quantity.value),
        comparator=draft.comparator,
        modifier_text=draft.modifier_text,
        unit=draft.unit,
        per=draft.per,
        indicator_id=draft.indicator,
        indicator_text=text[found.start : found.end] if found else None,
        indicator_score=draft.indicator_score,
        change=draft.change,
        part_of=None,
    )


def ranking(draft: RankingDraft, scope: str, links: Links, *, confidence: float, context: Context) -> Ranking:
    """A ranking's record; the edition is the year of a stated period of one year."""
    position, found = draft.position, draft.index_span
    return Ranking(
        **_common("ranking", position, draft.sentence, links, context),
        rule=position.rule,
        confidence=confidence,
        index_id=draft.index,
        index_text=context.document.text[found.start : found.end] if found else None,
        edition=_edition(draft, links.period),
        rank=position.rank,
        out_of=position.out_of,
        top=position.top,
        scope=scope,
        delta=draft.delta,
        since_text=draft.since,
    )


def reference_id(draft: ReferenceDraft, context: Context) -> str:
    """The ``fact_id`` of a reference, for mentions that point at it."""
    return fact_id(context.input_id, "reference", draft.span.start, draft.span.end)


def reference(
    draft: ReferenceDraft,
    identity: Identity,
    sentence: Sentence,
    links: Links,
    same_as: str | None,
    *,
    confidence: float,
    context: Context,
) -> Reference:
    """A reference's record; ``same_as`` is the ``fact_id`` of the mention that its identity points at."""
    return Reference(
        **_common("reference", draft.span, sentence, links, context),
        rule=draft.rule,
        confidence=confidence,
        doc_type=draft.doc_type,
        number=draft.number,
        year=draft.year,
        symbol=draft.symbol,
        article_number=draft.article_number,
        clause=draft.clause,
        point=draft.point,
        ref_id=draft.ref_id,
        document_id=identity.document_id,
        document_basis=identity.basis,
        issue_date=draft.issue_date,
        issuer=draft.issuer,
        issuer_place_id=identity.issuer_place.id if identity.issuer_place else None,
        issuer_basis=draft.issuer_basis,
        title=identity.title,
        same_as=same_as,
        taken_up=identity.taken_up,
    )


def place_columns(place: Place | None) -> Mapping[str, str | None]:
    """``place_id``, ``place_code`` and ``place_name`` of a place."""
    return {
        "place_id": place.id if place else None,
        "place_code": place.code if place else None,
        "place_name": place.name if place else None,
    }


def _common(family: str, span: Span, sentence: Sentence, links: Links, context: Context) -> dict[str, Any]:
    text = context.document.article.text
    place = links.place.place
    holder = context.index.holder_2025(place) if place else None
    return {
        "fact_id": fact_id(context.input_id, family, span.start, span.end),
        "input_id": context.input_id,
        "article_id": context.article_id,
        "source": context.document.article.source,
        "start": span.start,
        "end": span.end,
        "raw": text[span.start : span.end],
        "sentence": text[sentence.start : sentence.end],
        "sentence_start": sentence.start,
        **place_columns(place),
        "place_id_2025": holder.id if holder else None,
        "place_name_2025": holder.name if holder else None,
        "place_basis": links.place.basis,
        "period_start": links.period.start,
        "period_end": links.period.end,
        "period_text": links.period.text,
        "period_basis": links.period.basis,
        "status": links.status,
    }


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _exact(value: Decimal) -> str:
    """The decimal without exponent and without zeros that say nothing."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _edition(draft: RankingDraft, period: PeriodLink) -> str | None:
    start, end = period.start, period.end
    if draft.index is None or period.basis != "stated" or start is None or end is None:
        return None
    whole_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year
    return str(start.year) if whole_year else None
