"""How fast names of places are looked up and found in text: ``python benchmarks/places.py [TEXT...]``."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from dxextract.knowledge.load import load_knowledge
from dxextract.text import fold

ROOT = Path(__file__).parents[1]
ON = date(2023, 5, 1)


def main() -> None:
    began = time.perf_counter()
    places = load_knowledge().places
    print(f"all knowledge is loaded in {time.perf_counter() - began:.2f} s")
    with (ROOT / "gazetteer" / "communes.csv").open(encoding="utf-8") as rows:
        names = [row.split(",")[2] for row in rows][1:]
    places.resolve(names[0])
    for said in ("new", "known"):
        began = time.perf_counter()
        for name in names:
            places.resolve(name, on=ON)
        print(f"{len(names) / (time.perf_counter() - began):,.0f} lookups a second of {said} names")
    files = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "corpus" / "tuned").glob("*.txt"))
    text = fold("\n".join(file.read_text("utf-8") for file in files))
    text *= max(1, 5_000_000 // len(text))
    began = time.perf_counter()
    hits = sum(1 for _ in places.scan(text))
    speed = len(text) / (time.perf_counter() - began) / 1e6
    print(f"{speed:.1f} million characters a second scanned, {hits:,} names found")


if __name__ == "__main__":
    main()
