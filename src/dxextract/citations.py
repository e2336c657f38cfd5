"""Which documents a dataset cites, and the graph of its articles and documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from dxextract.errors import OutputError

Row = Mapping[str, Any]

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_HEAD_OF_GRAPH = 400
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """An article that cites a document: its source, its day of publication, and how often it does so."""

    input_id: str
    source: str
    title: str | None
    published: date | None
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDocument:
    """A document that a dataset cites.

    Attributes:
        document_id, document_basis, ref_id, doc_type, title, issue_date, issuer, issuer_place_id: as in the records, of
            the mention that says most.
        name: the document as that mention writes it.
        mentions: how many references mean it.
        taken_up: how often texts come back to it without a number (``Nghị quyết này``).
        first, last: days of publication of the first and the last article; None when none of them has one.
        articles: the articles, in the order of their sources.
    """

    document_id: str | None
    document_basis: str
    ref_id: str | None
    doc_type: str
    name: str
    title: str | None
    issue_date: str | None
    issuer: str | None
    issuer_place_id: str | None
    mentions: int
    taken_up: int
    first: date | None
    last: date | None
    articles: tuple[Citation, ...]


def cited_documents(references: Iterable[Row], articles: Iterable[Row]) -> tuple[CitedDocument, ...]:
    """The documents that references mean.

    References mean one document when their ``document_id`` is the same. A short form without one counts for itself in
    each place: it is one document for all that write the same kind and number there.

    Args:
        references: rows of ``references``.
        articles: rows of ``articles``.

    Returns:
        The documents, those cited by most articles first.
    """
    by_fact = {row["fact_id"]: row for row in references}
    groups: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in by_fact.values():
        groups[_key(by_fact.get(row["same_as"], row))].append(row)
    by_input = {row["input_id"]: row for row in articles}
    found = [_document(rows, by_input) for rows in groups.values()]
    return tuple(sorted(found, key=lambda d: (-len(d.articles), -d.mentions, d.document_id or d.name, d.name)))


def _key(row: Row) -> tuple[str, ...]:
    if row["document_id"] is not None:
        return (row["document_id"],)
    called = (row["number"] or "").lstrip("0") or (row["title"] or "").casefold()
    place = row["issuer_place_id"] or row["place_id_2025"] or ""
    return row["doc_type"], called, place, (row["issue_date"] or "")[:4]


def _document(rows: Sequence[Row], by_input: Mapping[str, Row]) -> CitedDocument:
    fullest = min(
        rows,
        key=lambda r: (r["ref_id"] is None, -len(r["issue_date"] or ""), r["issuer"] is None, r["source"], r["start"]),
    )
    counts: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        counts[row["input_id"]] += 1
    citations = sorted((_citation(by_input[one], counts[one]) for one in counts), key=lambda c: (c.source, c.input_id))
    days = [citation.published for citation in citations if citation.published is not None]
    return CitedDocument(
        document_id=fullest["document_id"],
        document_basis=fullest["document_basis"],
        ref_id=fullest["ref_id"],
        doc_type=fullest["doc_type"],
        name=" ".join(fullest["raw"].split()),
        title=fullest["title"],
        issue_date=fullest["issue_date"],
        issuer=fullest["issuer"],
        issuer_place_id=fullest["issuer_place_id"],
        mentions=len(rows),
        taken_up=sum(row["taken_up"] for row in rows),
        first=min(days, default=None),
        last=max(days, default=None),
        articles=tuple(citations),
    )


def _citation(article: Row, mentions: int) -> Citation:
    return Citation(
        input_id=article["input_id"],
        source=article["source"],
        title=article["title"],
        published=article["published"],
        mentions=mentions,
    )


def columns(document: CitedDocument) -> dict[str, Any]:
    """A document as plain values for JSON and CSV; ``articles`` is their number, ``sources`` names them."""
    return {
        "document_id": document.document_id,
        "document_basis": document.document_basis,
        "ref_id": document.ref_id,
        "doc_type": document.doc_type,
        "name": document.name,
        "title": document.title,
        "issue_date": document.issue_date,
        "issuer": document.issuer,
        "issuer_place_id": document.issuer_place_id,
        "articles": len(document.articles),
        "mentions": document.mentions,
        "taken_up": document.taken_up,
        "first": document.first.isoformat() if document.first else None,
        "last": document.last.isoformat() if document.last else None,
        "sources": [citation.source for citation in document.articles],
    }


_NODE_KEYS = ("kind", "label", "title", "published", "doc_type", "document_id", "issue_date", "issuer")


def _spare(path: Path) -> None:
    """Refuse to write over what is no graph."""
    try:
        if path.exists() and _GRAPHML.encode() not in path.read_bytes()[:_HEAD_OF_GRAPH]:
            raise OutputError(f"{path}: is there already and is no GraphML file; name another one")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error


def write_graph(documents: Sequence[CitedDocument], path: Path) -> None:
    """Write articles and documents as a directed graph in GraphML 1.0.

    Nodes are articles (``kind`` is ``article``) and documents (``document``); an edge leads from an article to each
    document that it cites, and its ``weight`` says how often it does.

    Args:
        documents: what :func:`cited_documents` gave.
        path: the file; a graph that was there is replaced.

    Raises:
        OutputError: the file cannot be written, or something else stands there.
    """
    _spare(path)
    ElementTree.register_namespace("", _GRAPHML)
    root = ElementTree.Element(f"{{{_GRAPHML}}}graphml")
    for name in _NODE_KEYS:
        _key_of(root, name, "node", "string")
    _key_of(root, "weight", "edge", "int")
    graph = ElementTree.SubElement(root, f"{{{_GRAPHML}}}graph", id="references", edgedefault="directed")
    articles = {citation.input_id: citation for document in documents for citation in document.articles}
    for one in sorted(articles.values(), key=lambda citation: (citation.source, citation.input_id)):
        published = one.published.isoformat() if one.published else None
        _node(graph, f"a-{one.input_id}", kind="article", label=one.source, title=one.title, published=published)
    for number, document in enumerate(documents):
        _node(
            graph,
            f"d-{number}",
            kind="document",
            label=document.ref_id or document.name,
            title=document.title,
            doc_type=document.doc_type,
            document_id=document.document_id,
            issue_date=document.issue_date,
            issuer=document.issuer,
        )
    for number, document in enumerate(documents):
        for citation in document.articles:
            ends = {"source": f"a-{citation.input_id}", "target": f"d-{number}"}
            _data(ElementTree.SubElement(graph, f"{{{_GRAPHML}}}edge", ends), "weight", str(citation.mentions))
    ElementTree.indent(root, " ")
    try:
        ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error


def _key_of(root: ElementTree.Element, name: str, kind: str, type_: str) -> None:
    attributes = {"id": name, "for": kind, "attr.name": name, "attr.type": type_}
    ElementTree.SubElement(root, f"{{{_GRAPHML}}}key", attributes)


def _node(graph: ElementTree.Element, node_id: str, **values: str | None) -> None:
    node = ElementTree.SubElement(graph, f"{{{_GRAPHML}}}node", id=node_id)
    for name, value in values.items():
        if value is not None:
            _data(node, name, value)


def _data(parent: ElementTree.Element, key: str, value: str) -> None:
    # Control characters are not allowed in XML, not even escaped.
    ElementTree.SubElement(parent, f"{{{_GRAPHML}}}data", key=key).text = _FORBIDDEN.sub("\ufffd", value)
