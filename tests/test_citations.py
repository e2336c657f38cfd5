"""What a dataset cites, counted, and as a graph that other tools read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.citations import CitedDocument, cited_documents, columns, write_graph
from dxextract.errors import OutputError

Row = Mapping[str, Any]
SPACE = {"g": "http://graphml.graphdrawing.org/xmlns"}


def article(name: str, published: date | None = None) -> Row:
    return {"input_id": name, "source": f"{name}.txt", "title": f"Bài {name}", "published": published}


def reference(fact: str, document_id: str | None = None, **columns: Any) -> Row:
    row = {
        "fact_id": fact,
        "input_id": fact[0],
        "source": f"{fact[0]}.txt",
        "start": int(fact[1:]),
        "raw": "Quyết định\nsố 5",
        "doc_type": "decision",
        "number": "5",
        "ref_id": document_id and document_id.split(";")[0],
        "document_id": document_id,
        "document_basis": "printed" if document_id else "none",
        "issue_date": None,
        "issuer": None,
        "issuer_place_id": None,
        "place_id_2025": None,
        "title": None,
        "same_as": None,
        "taken_up": 0,
    }
    return row | columns


ARTICLES = [article("a", date(2023, 1, 5)), article("b", date(2022, 3, 1)), article("c")]


def test_documents_are_counted() -> None:
    references = [
        reference("a1", "05/QĐ-UBND;P87"),
        reference("a2", "05/QĐ-UBND;P87", ref_id=None, taken_up=2),
        reference("b1", "05/QĐ-UBND;P87", issue_date="2021-03-04", issuer="UBND tỉnh", raw="Quyết định số 5/QĐ-UBND"),
        reference("c1", "06/QĐ-UBND;P87"),
        reference("c2", "06/QĐ-UBND;P87"),
        reference("c3", "06/QĐ-UBND;P87"),
    ]
    first, second = cited_documents(references, ARTICLES)
    assert (first.document_id, first.mentions, first.taken_up) == ("05/QĐ-UBND;P87", 3, 2)
    assert (first.first, first.last) == (date(2022, 3, 1), date(2023, 1, 5))
    assert [(citation.source, citation.mentions) for citation in first.articles] == [("a.txt", 2), ("b.txt", 1)]
    assert (first.name, first.issue_date, first.issuer) == ("Quyết định số 5/QĐ-UBND", "2021-03-04", "UBND tỉnh")
    assert (second.document_id, second.mentions, len(second.articles), second.first) == ("06/QĐ-UBND;P87", 3, 1, None)
    assert columns(second)["sources"] == ["c.txt"]
    assert columns(second)["name"] == "Quyết định số 5"


def test_short_forms_without_an_id_count_by_kind_number_and_place() -> None:
    references = [
        reference("a1", place_id_2025="N82"),
        reference("b1", place_id_2025="N82", number="05"),
        reference("c1", place_id_2025="N92"),
        reference("c2", place_id_2025="N82", doc_type="plan"),
    ]
    assert sorted(document.mentions for document in cited_documents(references, ARTICLES)) == [1, 1, 2]


def test_a_short_form_counts_for_the_mention_that_it_is_the_same_as() -> None:
    references = [reference("a1", issue_date="2023-11-07"), reference("a2", same_as="a1"), reference("b1")]
    assert [document.mentions for document in cited_documents(references, ARTICLES)] == [2, 1]


def test_no_references() -> None:
    assert cited_documents([], ARTICLES) == ()


def graph_of(documents: tuple[CitedDocument, ...], path: Path) -> ElementTree.Element:
    write_graph(documents, path)
    return ElementTree.parse(path).getroot()


def test_graph(tmp_path: Path) -> None:
    title = '<Đề án> "A" & B\x00\x0b'
    documents = cited_documents(
        [reference("a1", "05/QĐ;VN", title=title), reference("a2", "05/QĐ;VN"), reference("b1", "06/QĐ;VN")], ARTICLES
    )
    root = graph_of(documents, tmp_path / "g.graphml")
    declared = {key.get("id") for key in root.findall("g:key", SPACE)}
    nodes = {
        node.get("id"): {str(data.get("key")): data.text for data in node.findall("g:data", SPACE)}
        for node in root.findall("g:graph/g:node", SPACE)
    }
    edges = [
        (nodes[edge.get("source")]["label"], nodes[edge.get("target")]["label"], edge.findtext("g:data", None, SPACE))
        for edge in root.findall("g:graph/g:edge", SPACE)
    ]
    assert root.tag == "{http://graphml.graphdrawing.org/xmlns}graphml"
    assert edges == [("a.txt", "05/QĐ", "2"), ("b.txt", "06/QĐ", "1")]
    assert {key for values in nodes.values() for key in values} <= declared
    assert [values["title"] for values in nodes.values() if values["label"] == "05/QĐ"] == [
        title.replace("\x00", "\ufffd").replace("\x0b", "\ufffd")
    ]
    assert nodes["a-a"] == {"kind": "article", "label": "a.txt", "title": "Bài a", "published": "2023-01-05"}


@given(st.text(max_size=20))
def test_any_title_gives_a_graph_that_can_be_read(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    documents = cited_documents([reference("a1", "05/QĐ;VN", title=title)], ARTICLES)
    assert graph_of(documents, tmp_path_factory.getbasetemp() / "any.graphml").find("g:graph", SPACE) is not None


def test_a_graph_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_graph((), tmp_path / "nowhere" / "g.graphml")


def test_a_graph_takes_the_place_of_a_graph_only(tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    write_graph((), path)
    write_graph((), path)
    article_text = tmp_path / "article.txt"
    article_text.write_text("Tỉnh có 12 xã.", encoding="utf-8")
    with pytest.raises(OutputError, match="no GraphML file"):
        write_graph((), article_text)
    assert article_text.read_text(encoding="utf-8") == "Tỉnh có 12 xã."
