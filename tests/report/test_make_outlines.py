from __future__ import annotations

import json
from pathlib import Path

import pytest

from dxextract.errors import DxextractError
from dxextract.report import make_outlines
from dxextract.report.make_outlines import area, outline, rings, thinned

SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("m 1,2 3,0 0,3 z", [[(1, 2), (4, 2), (4, 5)]]),
        ("M 1 2 4 2 L 4 5 Z", [[(1, 2), (4, 2), (4, 5)]]),
        ("m 1,2 h 3 v 3 H 1 z", [[(1, 2), (4, 2), (4, 5), (1, 5)]]),
        ("m 0,0 1,0 0,1 z m 5,5 1,0 0,1 z", [[(0, 0), (1, 0), (1, 1)], [(5, 5), (6, 5), (6, 6)]]),
        ("m 0,0 c 9,9 9,9 1,0 l 0,-1 z", [[(0, 0), (1, 0), (1, -1)]]),
        ("m 0,0 1e-1,-.5 1,1 z", [[(0, 0), (0.1, -0.5), (1.1, 0.5)]]),
    ],
)
def test_rings(path: str, expected: list[list[tuple[float, float]]]) -> None:
    assert [[pytest.approx(point) for point in ring] for ring in rings(path)] == expected


def test_an_arc_is_refused() -> None:
    with pytest.raises(ValueError, match="'a'"):
        list(rings("m 0,0 a 1,1 0 0 1 2,2 z"))


def test_points_on_a_line_are_thinned_out() -> None:
    dense = [(x / 2, 0.0) for x in range(8)] + [(4.0, y / 2) for y in range(8)] + [(4 - x / 2, 4.0) for x in range(8)]
    ring = [*dense, *((0.0, 4 - y / 2) for y in range(8))]
    assert sorted(thinned(ring, 0.1)) == sorted(SQUARE)
    assert area(ring) == area(SQUARE) == 16


def test_reefs_stay_only_in_an_archipelago() -> None:
    reef = "m 10,10 0.1,0 0,0.1 z"
    assert outline(reef, archipelago=False) == ""
    assert outline(reef, archipelago=True).count("M") == 1


def test_a_shape_that_is_no_province(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = {"viewBox": "0 0 9 9", "locations": [{"id": "atlantis", "name": "Atlantis", "path": "m 0,0 4,0 0,4 z"}]}
    source = tmp_path / "index.js"
    source.write_text("export default " + json.dumps(shapes))
    monkeypatch.setattr(make_outlines, "TARGET", tmp_path / "provinces.json")
    with pytest.raises(DxextractError, match="Atlantis is no province"):
        make_outlines.main(source)


def test_a_package_becomes_outlines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "m 0,0 4,0 0,4 z"
    shapes = {
        "viewBox": "0 0 9 9",
        "locations": [
            {"id": "danang", "name": "Da Nang", "path": path},
            {"id": "hoangsa", "name": "Hoang Sa", "path": path},
            {"id": "tthue", "name": "Thua Thien-Hue", "path": path},
        ],
    }
    source = tmp_path / "index.js"
    source.write_text("export default " + json.dumps(shapes) + ";\n")
    monkeypatch.setattr(make_outlines, "TARGET", tmp_path / "provinces.json")
    make_outlines.main(source)
    made = json.loads((tmp_path / "provinces.json").read_text("utf-8"))
    assert made["outlines"] == {"P46": "M0 0l40 0 0 40z", "P48": "M0 0l40 0 0 40zM0 0l40 0 0 40z"}
    assert (made["view_box"], made["license"]) == ([0, 0, 90, 90], "CC BY 4.0")
