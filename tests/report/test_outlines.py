"""The outlines of the provinces."""

from __future__ import annotations

from datetime import date

from dxextract.knowledge.load import Knowledge
from dxextract.report.outlines import load_outlines, load_successors


def test_every_province_before_the_merger_has_an_outline(knowledge: Knowledge) -> None:
    there_were = {place.id for place in knowledge.places.provinces() if place.valid(date(2025, 6, 30))}
    assert set(load_outlines()) == there_were and len(there_were) == 63


def test_outlines_are_rings_inside_the_map() -> None:
    for place, rings in load_outlines().items():
        assert rings, place
        for ring in rings:
            assert len(ring) >= 3
            assert all(0 <= x <= 8120 and 0 <= y <= 8730 for x, y in ring), place


def test_hanoi_lies_north_of_ho_chi_minh_city() -> None:
    outlines = load_outlines()
    assert max(y for _, y in outlines["P01"][0]) < min(y for _, y in outlines["P79"][0])


def test_34_provinces_hold_the_63(knowledge: Knowledge) -> None:
    successors = load_successors()
    assert successors.keys() == load_outlines().keys()
    assert {*successors.values()} == {p.id for p in knowledge.places.provinces() if p.valid(date(2025, 7, 1))}
    assert len({*successors.values()}) == 34
