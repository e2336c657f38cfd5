"""One table a rule: what the guideline wants, what a record says, whether it is right."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.evaluation.compare import RULES, folded, overlap, same_number, spans_agree, value_right
from dxextract.evaluation.gold import COLUMNS
from dxextract.spans import Span

CASES: dict[str, list[tuple[Any, dict[str, Any], bool]]] = {
    "place": [
        (None, {}, True),
        (None, {"place_code": "87"}, False),
        ("87", {}, False),
        ("87", {"place_code": "87", "place_name": "Đồng Tháp"}, True),
        ("87", {"place_code": "82"}, False),
        ("87", {"place_code": "87/866"}, False),
        ("93/Phụng Hiệp", {"place_code": "93/934", "place_name": "Phụng Hiệp"}, True),
        ("93/Phụng Hiệp", {"place_code": "93/934", "place_name": "huyện PHỤNG  HIỆP"}, True),
        ("93/Phụng Hiệp", {"place_code": "93/934", "place_name": "Châu Thành"}, False),
        ("93/Phụng Hiệp", {"place_code": "93/934", "place_name": None}, False),
        ("93/Phụng Hiệp", {"place_code": "93", "place_name": "Phụng Hiệp"}, False),
        ("93/Phụng Hiệp/Cây Dương", {"place_code": "93/934/1", "place_name": "Cây Dương"}, True),
        ("VN", {"place_code": "VN"}, True),
    ],
    "period": [
        (None, {}, True),
        (None, {"period_end": "2024-04-14", "period_basis": "published"}, True),
        (None, {"period_end": "2024-04-14", "period_basis": "stated"}, False),
        ((None, "2024-03-31"), {"period_end": "2024-03-31", "period_basis": "stated"}, True),
        ((None, "2024-03-31"), {"period_end": "2024-03-31", "period_basis": "published"}, False),
        (("2024-01-01", "2024-03-31"), {"period_end": "2024-03-31", "period_basis": "stated"}, False),
    ],
    "top": [(True, {"top": True}, True), (False, {}, True), (False, {"top": None}, True), (True, {}, False)],
    "denominator": [(143, {"denominator": 143.0}, True), (None, {}, True), (143, {}, False)],
    "value_high": [(10, {"value_high": 10}, True), (10, {"value_high": 5}, False)],
    "out_of": [(63, {"out_of": 63}, True), (None, {"out_of": 63}, False)],
    "delta": [(-3, {"delta": -3}, True), (3, {"delta": -3}, False)],
    "year": [(2022, {"year": "2022"}, True), (2022, {"year": True}, False), (2022, {"year": "hai"}, False)],
    "comparator": [("eq", {}, True), ("eq", {"comparator": "approx"}, False), ("gt", {"comparator": "gt"}, True)],
    "status": [("actual", {"status": None}, True), ("target", {}, False), ("target", {"status": "target"}, True)],
    "unit": [
        ("dịch vụ", {"unit": "Dịch vụ công"}, True),
        ("huyện, thành phố", {"unit": "huyện"}, True),
        ("dịch vụ", {"unit": "dịch"}, True),
        ("dịch vụ", {"unit": "vụ"}, False),
        ("hộ", {"unit": "hộp"}, False),
        (None, {}, True),
        ("%", {"unit": None}, False),
        ("%", {"unit": ""}, False),
    ],
    "issuer": [
        ("UBND tỉnh", {"issuer": "UBND tỉnh Đồng Tháp"}, True),
        ("UBND tỉnh Đồng Tháp", {"issuer": "UBND tỉnh"}, True),
        ("UBND tỉnh", {"issuer": "UBND"}, True),
        ("Bộ Tài chính", {"issuer": "Bộ Nội vụ"}, False),
        ("Bộ Y tế", {"issuer": "Y t"}, False),
    ],
    "symbol": [
        ("QĐ-UBND-HC", {"symbol": "qđ/UBND-HC"}, True),
        ("QĐ-UBND", {"symbol": "ÐQ-UBND"}, False),
        ("QĐ-UBND", {"symbol": "QÐ-UBND"}, True),
        ("NQ/TU", {"symbol": None}, False),
    ],
    "scope": [("VN", {"scope": "vn"}, True), ("VN", {}, False), ("thế giới", {"scope": "thế  giới"}, True)],
    "number": [("04", {"number": "04"}, True), ("04", {"number": "4"}, False), (None, {"number": "4"}, False)],
    "per": [("năm", {"per": "Năm"}, True), ("năm", {}, False), ("năm", {"per": "năm học"}, False)],
    "kind": [("count", {"kind": "count"}, True), ("count", {"kind": "Count"}, False)],
    "indicator_id": [(None, {}, True), ("x", {}, False), ("x", {"indicator_id": "x"}, True)],
    "change": [("increase", {"change": "increase"}, True), (None, {"change": "increase"}, False)],
    "index_id": [("dti", {"index_id": "dti"}, True), ("dti", {"index_id": "dti_economy"}, False)],
    "doc_type": [("plan", {"doc_type": "plan"}, True), ("plan", {"doc_type": "programme"}, False)],
    "issue_date": [("2020", {"issue_date": "2020"}, True), ("2020", {"issue_date": "2020-01-01"}, False)],
}


@pytest.mark.parametrize(
    ("column", "want", "record", "right"), [(column, *case) for column, cases in CASES.items() for case in cases]
)
def test_rule(column: str, want: object, record: dict[str, Any], right: bool) -> None:
    assert RULES[column](want, record) is right


def test_every_column_has_a_rule_and_a_table() -> None:
    columns = {column for columns in COLUMNS.values() for column in columns.values()}
    assert columns == set(RULES) == set(CASES)
    assert all({right for *_, right in cases} == {True, False} for cases in CASES.values())


@pytest.mark.parametrize(
    ("want", "got", "same"),
    [
        (50.4, 50.4, True),
        (90e9, 90e9 + 1, True),
        (90e9, 90e9 + 100, False),
        (0.1 + 0.2, 0.3, True),
        (0, None, False),
        (None, None, True),
        (1, True, False),
        (1, float("nan"), False),
        (1, [1], False),
    ],
)
def test_same_number(want: object, got: object, same: bool) -> None:
    assert same_number(want, got) is same


@pytest.mark.parametrize(
    ("family", "want", "got", "right"),
    [
        ("metric", 906, 906.0, True),
        ("metric", 906, None, False),
        ("ranking", 25, 25, True),
        ("reference", "04", "4", False),
        ("reference", None, "", True),
        ("reference", "QH15", "qh15", True),
    ],
)
def test_value_right(family: str, want: object, got: object, right: bool) -> None:
    assert value_right(family, want, got) is right


@pytest.mark.parametrize(("value", "text"), [("Ðồng  Tháp\n", "đồng tháp"), ("e\u0302", "ê"), (87, "87")])
def test_folded(value: object, text: str) -> None:
    assert folded(value) == text


TEXT = "đạt 92,36 điểm, xếp thứ hai trong bảng xếp hạng của cả nước"


def span(part: str) -> Span:
    return Span(TEXT.index(part), TEXT.index(part) + len(part))


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ("92,36", "92,36 điểm", True),
        ("hai", "thứ hai", True),
        ("92,36", "2,36", False),
        ("92,36", "92", False),
        ("hai", "hai trong bảng xếp", True),
        ("hai", "hai trong bảng xếp hạng", False),
        ("thứ hai", "hai trong", True),
        ("hai", "trong", False),
    ],
)
def test_spans_agree(a: str, b: str, agree: bool) -> None:
    assert spans_agree(span(a), span(b), TEXT) is agree
    assert spans_agree(span(b), span(a), TEXT) is agree


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 15)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(SPANS, SPANS)
def test_overlap_is_a_share(a: Span, b: Span) -> None:
    union = set(range(a.start, a.end)) | set(range(b.start, b.end))
    common = set(range(a.start, a.end)) & set(range(b.start, b.end))
    if common:
        assert overlap(a, b) == len(common) / len(union)
    else:
        assert overlap(a, b) == 0
    assert overlap(a, b) == overlap(b, a)
