"""Marked spans as an annotation."""

from __future__ import annotations

import pytest

from dxextract.annotation.complete import TO_FILL, complete
from dxextract.annotation.spans_json import Marked
from dxextract.errors import GoldError
from dxextract.extractor import Extractor
from dxextract.spans import Span

TEXT = "Tỉnh Đồng Tháp có 906 dịch vụ công trực tuyến, xếp hạng 25/63 theo Kế hoạch mới."


def marked(*spans: tuple[str, str, dict[str, object] | None]) -> Marked:
    found = tuple((Span(TEXT.index(raw), TEXT.index(raw) + len(raw)), label, fields) for raw, label, fields in spans)
    return Marked("a", TEXT, "87", None, found)


def test_fields_that_came_along_stay(extractor: Extractor) -> None:
    [(_, fields)] = complete(marked(("906", "count", {"kind": "count", "value": 7})), extractor, id="a").facts
    assert fields == {"kind": "count", "value": 7}


def test_a_new_span_takes_what_the_extractor_finds(extractor: Extractor) -> None:
    [(_, fields)] = complete(marked(("25/63", "ranking", None)), extractor, id="a").facts
    assert (fields["rank"], fields["of"]) == (25, 63)


def test_a_new_span_where_nothing_is_found_wants_its_fields(extractor: Extractor) -> None:
    facts = complete(marked(("Tỉnh", "count", None), ("Kế hoạch mới", "reference", None)), extractor, id="a").facts
    assert [fields["note"] for _, fields in facts] == [TO_FILL, TO_FILL]


def test_a_changed_label_does_not_keep_the_fields_of_the_old_one(extractor: Extractor) -> None:
    [(_, fields)] = complete(marked(("906", "score", {"kind": "count", "value": 906})), extractor, id="a").facts
    assert fields == {"kind": "score", "note": TO_FILL}


def test_a_text_from_elsewhere_gets_its_place_drafted(extractor: Extractor) -> None:
    assert complete(Marked(None, TEXT, None, None, ()), extractor, id="a").place == "87"


@pytest.mark.parametrize("spans", [[("906", "number", None)], [("906", "count", {"kind": "count", "rank": 1})]])
def test_unknown_labels_and_fields_are_refused(extractor: Extractor, spans: list[tuple[str, str, None]]) -> None:
    with pytest.raises(GoldError, match="a: "):
        complete(marked(*spans), extractor, id="a")


def test_overlapping_spans_are_refused(extractor: Extractor) -> None:
    with pytest.raises(GoldError, match="overlap"):
        complete(marked(("906 dịch", "count", None), ("dịch vụ", "count", None)), extractor, id="a")
