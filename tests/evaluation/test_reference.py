"""Agreement with the reference scorer, to the digit and to the miss, where it is at hand beside the checkout.

It is not part of this project; where it is missing nothing is collected from here (a skip would fail ``make
test-all``).
"""

from __future__ import annotations

import importlib.util
import json
import random
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dxextract.evaluation.gold import VALUES, load_gold
from dxextract.evaluation.score import Miss, score

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "tools" / "gold.py"
FOLDERS = [folder for folder in (ROOT / "corpus", ROOT.parent / "shared" / "corpus" / "real") if folder.is_dir()]
SEEDS = range(40)


@cache
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_scorer", REFERENCE)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def gold() -> tuple[list[dict[str, Any]], list[Any]]:
    return [text for folder in FOLDERS for text in reference().load(folder)], load_gold(FOLDERS)


def perfect(text: Any) -> list[dict[str, Any]]:
    """The records that make every field of a text right."""
    code = text.place and text.place.split("/")[0]
    source = str(text.path)
    records: list[dict[str, Any]] = [
        {"record": "article", "source": source, "published": text.published, "place_code": code}
    ]
    for fact in text.facts:
        record = {name: wanted[0] for name, wanted in fact.wanted.items() if name not in ("place", "period")}
        place = fact.wanted.get("place", (None,))[0]
        start, end = fact.wanted.get("period", (None,))[0] or (None, None)
        record |= {
            "record": fact.family,
            "source": source,
            "start": fact.start,
            "end": fact.end,
            "raw": fact.raw,
            VALUES[fact.family][1]: fact.value,
            "place_code": place and (place if "/" not in place else place.split("/")[0] + "/001"),
            "place_name": place and place.split("/")[-1],
            "period_start": start,
            "period_end": end,
            "period_basis": "stated" if start or end else "none",
        }
        records.append(record)
    return records


SPAN_COLUMNS = {"record", "source", "start", "end", "raw"}


def spoil(records: list[dict[str, Any]], rng: random.Random, rate: float) -> list[dict[str, Any]]:
    """Records with errors of every kind: lost, doubled, moved, of another family, with fields of other records."""
    spoilt: list[dict[str, Any]] = []
    for original in records:
        record = dict(original)
        if rng.random() < rate / 2:
            continue
        if rng.random() < rate / 3:
            record["source"] = rng.choice([f"{record['source']}#1", Path(record["source"]).name, "elsewhere/zzz.txt"])
        if "start" in record:
            text_of_span = record["raw"]
            if rng.random() < rate:
                record["start"] += rng.randint(-8, 8)
                record["end"] += rng.randint(-20, 20)
                if rng.random() < 0.9:
                    record.pop("raw")
            if rng.random() < rate / 5:
                record["raw"] = rng.choice([text_of_span.upper() + "x", None])
            if rng.random() < rate / 8:
                record["start"], record["end"] = rng.choice([(None, 3), (5, 5), (-1, 4), (0, 10**7), ("1", "2")])
            if rng.random() < rate / 8:
                record["record"] = rng.choice(["metric", "ranking", "reference", "finding"])
        for column in [c for c in record if c not in SPAN_COLUMNS]:
            if rng.random() < rate / 4:
                other = rng.choice(records)
                record[column] = rng.choice(
                    [other.get(column), None, "", str(record[column]).upper(), record[column], "Sở  Ðất - Nước/UBND"]
                )
            elif rng.random() < rate / 20:
                del record[column]
        spoilt.append(record)
        if rng.random() < rate / 6:
            spoilt.append(dict(record))
    if rng.random() < rate:
        rng.shuffle(spoilt)
    return spoilt


def row(miss: Miss) -> tuple[Any, ...]:
    """A miss as the reference gives it, but for the wrong value: of a record without one it shows another column."""
    head = (miss.kind, miss.text.name)
    if isinstance(miss.got, tuple) and miss.kind in ("EXTRA", "BAD SPAN"):
        return (*head, *miss.got)
    if miss.fact is None:
        return (*head, miss.wanted, miss.got)
    if miss.kind == "MISSED":
        return (*head, miss.fact.raw, miss.fact.quote)
    if miss.kind == "VALUE":
        return (*head, miss.fact.raw, miss.wanted)
    return (*head, miss.fact.raw, miss.wanted, miss.got)


def compare(records: list[dict[str, Any]]) -> dict[str, Any]:
    docs, texts = gold()
    numbers, misses = reference().score(docs, records)
    mine = score(texts, records)
    # No plain ``==`` on the lists: on a difference pytest would print misses of the held-out half.
    assert json.dumps(mine.as_json()) == json.dumps(numbers)
    assert len(mine.misses) == len(misses)
    different = [
        i
        for i, (miss, wanted) in enumerate(zip(mine.misses, misses, strict=True))
        if row(miss) != (wanted[:4] if miss.kind == "VALUE" else wanted)
    ]
    assert different == []
    return mine.as_json()


if REFERENCE.is_file():

    def test_the_texts_agree() -> None:
        docs, texts = gold()
        assert [(d["path"], d["name"]) for d in docs] == [(t.path, t.name) for t in texts]
        assert all(d["text"] == t.text for d, t in zip(docs, texts, strict=True))

    def test_perfect_records() -> None:
        numbers = compare([record for text in gold()[1] for record in perfect(text)])
        assert all(numbers[f"{measure}.all"]["f1"] == 1 for measure in ("found", "value", "record"))
        assert all(field["accuracy"] == 1 for field in numbers["slots"].values())

    def test_no_records() -> None:
        assert compare([])["found.all"]["tp"] == 0

    @pytest.mark.parametrize("seed", SEEDS)
    def test_spoilt_records(seed: int) -> None:
        rng = random.Random(seed)
        records = [record for text in gold()[1] for record in perfect(text)]
        numbers = compare(spoil(records, rng, rng.choice([0.05, 0.3, 0.8])))
        assert 0 < numbers["record.all"]["f1"] < numbers["found.all"]["f1"] < 1
