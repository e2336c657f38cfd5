"""dxextract as a component of a spaCy pipeline: ``nlp.add_pipe("dxextract")``.

It works on any ``Doc``, whatever tokenizer made it. Importing this module imports spaCy; the factory's name is found
through the entry point of the installed package, so that nobody has to import it by hand.

    >>> nlp = spacy.blank("xx")
    >>> nlp.add_pipe("dxextract")
    >>> doc = nlp("Tỉnh Đồng Tháp xếp hạng 25/63 về chuyển đổi số.")
    >>> [(span.text, span.label_) for span in doc.spans["sc"]]
    [('25/63', 'ranking')]
    >>> displacy.render(doc, style="span")
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as DocSpan

from dxextract.extractor import Extractor
from dxextract.records.model import Fact, Metric, Ranking
from dxextract.text import contract_positions

SPANS_KEY = "sc"
"""Where displaCy looks for spans that may overlap."""


class FactsComponent:
    """Finds the facts of a ``Doc``.

    It sets ``doc._.facts``, a tuple of the records of the contract in the order of the text, ``doc._.dxextract``, the
    whole :class:`~dxextract.records.model.Result`, and ``doc.spans[spans_key]``, a span for each fact: ``label_`` is
    the family (``metric``, ``ranking``, ``reference``), ``id_`` the ``fact_id``, ``span._.fact`` the record. A span
    covers every token that the fact touches; the exact characters are in the record.

    The day of publication is taken from ``doc._.published``, where a pipeline has set one (a date, or ``YYYY-MM-DD``).
    Offsets of the records count in ``doc._.dxextract.article.text``, which is ``doc.text`` unless that is not in
    Unicode NFC.

    Args:
        extractor: what finds the facts.
        spans_key: name of the span group.
    """

    def __init__(self, extractor: Extractor, *, spans_key: str = SPANS_KEY) -> None:
        self.extractor = extractor
        self.spans_key = spans_key
        if not Doc.has_extension("facts"):
            Doc.set_extension("facts", default=())
            Doc.set_extension("dxextract", default=None)
            DocSpan.set_extension("fact", getter=_fact_of)
        if not Doc.has_extension("published"):
            Doc.set_extension("published", default=None)

    def __call__(self, doc: Doc) -> Doc:
        published: date | str | None = doc._.published
        result = self.extractor.extract(doc.text, published=published)
        facts = sorted((*result.metrics, *result.rankings, *result.references), key=lambda fact: (fact.start, fact.end))
        doc._.dxextract = result
        doc._.facts = tuple(facts)
        to_doc = None if doc.text == result.article.text else contract_positions(doc.text)
        spans = [_span(doc, fact, to_doc) for fact in facts]
        doc.spans[self.spans_key] = SpanGroup(doc, name=self.spans_key, spans=spans)
        return doc


@Language.factory(
    "dxextract",
    default_config={"knowledge": None, "spans_key": SPANS_KEY},
    assigns=["doc._.facts", "doc._.dxextract", "doc.spans"],
)
def create_component(nlp: Language, name: str, knowledge: str | None, spans_key: str) -> FactsComponent:
    """The factory that spaCy calls.

    Args:
        nlp, name: the pipeline and the component's name in it; spaCy passes them, nothing here depends on them.
        knowledge: a folder that adds to the packaged knowledge, or None.
        spans_key: name of the span group.

    Raises:
        UsageError: there is no such folder.
        KnowledgeError: the knowledge cannot be used.
    """
    return FactsComponent(Extractor(Path(knowledge) if knowledge is not None else None), spans_key=spans_key)


def family(fact: Fact) -> str:
    """``metric``, ``ranking`` or ``reference``."""
    if isinstance(fact, Metric):
        return "metric"
    return "ranking" if isinstance(fact, Ranking) else "reference"


def _span(doc: Doc, fact: Fact, to_doc: list[int] | None) -> DocSpan:
    start, end = (fact.start, fact.end) if to_doc is None else (to_doc[fact.start], to_doc[fact.end])
    span = doc.char_span(start, end, label=family(fact), span_id=fact.fact_id, alignment_mode="expand")
    assert span is not None  # a fact has characters, and every character is in a token
    return span


def _fact_of(span: DocSpan) -> Fact | None:
    return next((fact for fact in span.doc._.facts if fact.fact_id == span.id_), None)
