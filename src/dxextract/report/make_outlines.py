"""Makes ``assets/provinces.json``, the outlines of the report's map, from the npm package ``@svg-maps/vietnam``.

Run it again only when the outlines themselves change::

    npm pack @svg-maps/vietnam@2.0.0 && tar xzf svg-maps-vietnam-2.0.0.tgz
    python -m dxextract.report.make_outlines package/index.js

The package's 65 shapes become the 63 provinces of the gazetteer (Hoàng Sa belongs to Đà Nẵng, Trường Sa to Khánh Hòa),
their lines are thinned out (Ramer-Douglas-Peucker) and rounded to a tenth of the package's unit. Neighbours are thinned
out independently; what gapes between them is narrower than the border that the page draws.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from pathlib import Path

from dxextract.errors import DxextractError
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.places import LAST_DAY_BEFORE
from dxextract.knowledge.sources import find_sources

TARGET = Path(__file__).parent / "assets" / "provinces.json"
SOURCE = "npm package @svg-maps/vietnam 2.0.0, https://github.com/VictorCazanave/svg-maps"
CREDIT = "@svg-maps/vietnam 2.0.0 by Stephen Truong and Victor Cazanave, thinned out and grouped"
LICENSE = "CC BY 4.0"

_ARCHIPELAGOS = {"hoangsa": "Đà Nẵng", "truongsa": "Khánh Hòa"}
_OTHER_NAMES = {"baria": "Bà Rịa - Vũng Tàu", "hcm": "Hồ Chí Minh", "tthue": "Thừa Thiên Huế"}
_SCALE = 10
_TOLERANCE = 0.4  # of the package's units; the whole country is 873 high
_SMALLEST = 0.4  # area below which an island is left out, unless it is of an archipelago
_DOT = 0.7  # half the width of the dot that stands for a reef

_TOKEN = re.compile(r"[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "z": 0}

Point = tuple[float, float]
Ring = list[Point]


def rings(path: str) -> Iterator[Ring]:
    """The closed rings of an SVG path of lines and cubic curves; a curve becomes the line between its ends.

    Raises:
        ValueError: the path has another command.
    """
    tokens = _TOKEN.findall(path)
    at, command, ring = 0, "", list[Point]()
    x = y = 0.0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        kind = command.lower()
        if kind not in _ARGUMENTS:
            raise ValueError(f"unexpected command {command!r}")
        numbers = [float(token) for token in tokens[at : at + _ARGUMENTS[kind]]]
        at += len(numbers)
        if kind == "z":
            yield ring
            x, y = ring[0]
            continue
        relative = command.islower()
        if kind == "h":
            x = numbers[0] + x * relative
        elif kind == "v":
            y = numbers[0] + y * relative
        else:
            x, y = numbers[-2] + x * relative, numbers[-1] + y * relative
        if kind == "m":
            ring, command = [], "l" if relative else "L"
        ring.append((x, y))


def thinned(ring: Ring, tolerance: float) -> Ring:
    """The ring without the points that lie nearer than ``tolerance`` to the line of those that are kept."""
    # A ring has no ends: it is cut at the point farthest from its first one.
    far = max(range(len(ring)), key=lambda i: hypot(ring[i][0] - ring[0][0], ring[i][1] - ring[0][1]))
    return _line(ring[: far + 1], tolerance)[:-1] + _line([*ring[far:], ring[0]], tolerance)[:-1]


def _line(points: Ring, tolerance: float) -> Ring:
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        between = range(first + 1, last)
        if not between:
            continue
        far = max(between, key=lambda i: _distance(points[i], points[first], points[last]))
        if _distance(points[far], points[first], points[last]) > tolerance:
            keep.add(far)
            waiting += [(first, far), (far, last)]
    return [points[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy)
    if not length:
        return hypot(point[0] - start[0], point[1] - start[1])
    return abs(dy * (point[0] - start[0]) - dx * (point[1] - start[1])) / length


def area(ring: Ring) -> float:
    """The area that a ring encloses."""
    shifted = [*ring[1:], ring[0]]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, shifted, strict=True))) / 2


def _dot(ring: Ring) -> Ring:
    x, y = (sum(point[i] for point in ring) / len(ring) for i in (0, 1))
    return [(x - _DOT, y), (x, y - _DOT), (x + _DOT, y), (x, y + _DOT)]


def _drawn(ring: Ring) -> str:
    points = [(round(x * _SCALE), round(y * _SCALE)) for x, y in ring]
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def outline(path: str, *, archipelago: bool) -> str:
    """An SVG path, thinned out; of an archipelago every island stays, the smallest as dots."""
    drawn: list[str] = []
    for ring in rings(path):
        small = area(ring) < _SMALLEST
        if small and not archipelago:
            continue
        drawn.append(_drawn(_dot(ring) if small else thinned(ring, _TOLERANCE)))
    return "".join(drawn)


def main(package: Path) -> None:
    """Write the outlines.

    Raises:
        DxextractError: a shape is no province, or a province has no shape.
    """
    shapes = json.loads(package.read_text(encoding="utf-8").removeprefix("export default ").rstrip().rstrip(";"))
    places = PlaceIndex.load(find_sources().gazetteer)
    drawn: dict[str, str] = {}
    for shape in shapes["locations"]:
        name = _ARCHIPELAGOS.get(shape["id"]) or _OTHER_NAMES.get(shape["id"]) or shape["name"]
        place = places.resolve(name, on=LAST_DAY_BEFORE, level="province").place
        if place is None:
            raise DxextractError(f"{package}: {shape['name']} is no province of the gazetteer")
        drawn[place.id] = drawn.get(place.id, "") + outline(shape["path"], archipelago=shape["id"] in _ARCHIPELAGOS)
    box = [round(float(number) * _SCALE) for number in shapes["viewBox"].split()]
    made = {"source": SOURCE, "credit": CREDIT, "license": LICENSE, "view_box": box, "outlines": drawn}
    made["outlines"] = dict(sorted(drawn.items()))
    TARGET.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
