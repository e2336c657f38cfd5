"""Scores take the scale that their paragraph announced. Expected: ``value/scale``, or the value alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dxextract.document import Document
from dxextract.finders.numerals import find_quantities
from dxextract.finders.scales import on_announced_scales
from dxextract.finders.taken import Taken
from dxextract.knowledge.load import Knowledge


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("Sở chấm theo thang điểm 100. Xã A được 88,5 điểm, xã B 71 điểm.", ["88.5/100", "71/100"]),
        ("Bộ tiêu chí có thang điểm 1.000, phường C đạt 912 điểm.", ["912/1000"]),
        ("Người dân chấm 8,4 điểm (thang điểm 10).", ["8.4/10"]),
        ("Mức hài lòng đạt 4,2 điểm trên thang 5.", ["4.2/5"]),
        # what came before the scale, more than it holds, another paragraph, another scale
        ("Xã A được 88,5 điểm. Năm nay chấm theo thang điểm 100.", ["88.5"]),
        ("Chấm theo thang điểm 100, xã D có 120 điểm.", ["120"]),
        ("Chấm theo thang điểm 100.\nXã A được 88,5 điểm.", ["88.5"]),
        ("Chấm theo thang điểm 100, xã A được 8,5/10 điểm.", ["8.5/10"]),
        ("PAPI chỉ thu 40,83 điểm trên thang 80, PCI được 66,43 điểm.", ["40.83/80", "66.43"]),
        # no scale at all
        ("Từ tháng 8, mỗi tháng 4 điểm.", ["4"]),
        ("moi thang 120 điểm", ["120"]),
    ],
)
def test_scores_are_on_the_scale_announced(
    text: str, scores: list[str], lay_out_text: Callable[[str], Document], knowledge: Knowledge
) -> None:
    document = lay_out_text(text)
    quantities = find_quantities(document, knowledge.numbers, Taken(), frozenset())
    found = on_announced_scales(quantities, document, knowledge.numbers.joins)
    told = [
        f"{q.value.normalize():f}" + (f"/{q.denominator.normalize():f}" if q.denominator is not None else "")
        for q in found
        if q.kind == "score"
    ]
    assert told == scores
