from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxextract.readers.inputs import Input
from dxextract.readers.options import ReadOptions
from dxextract.readers.records import Raw
from dxextract.records.model import Reject
from dxextract.runner import plan
from dxextract.runner.plan import LEAST, MOST, Chunk, chunks, content_of, records

REJECT = Reject(input_id="i", source="r", stage="read", reason="missing", detail="gone")


def raws(names: list[str]) -> Iterator[Raw]:
    return (Raw(source=name, format="text", data=name.encode()) for name in names)


def cut(names: list[str]) -> list[tuple[str, ...]]:
    return [tuple(item.source for item in chunk.items) for chunk in chunks(raws(names))]


NAMES = [f"in/{n:05d}.txt" for n in range(3000)]
CUT = set(cut(NAMES))


@given(st.lists(st.text(max_size=8), max_size=600, unique=True))
def test_nothing_is_lost_and_sizes_are_bounded(names: list[str]) -> None:
    made = cut(sorted(names))
    assert list(chain.from_iterable(made)) == sorted(names)
    assert all(LEAST <= len(chunk) <= MOST for chunk in made[:-1])
    assert all(made)


@settings(max_examples=25)
@given(st.integers(0, 2999), st.booleans())
def test_an_input_that_comes_or_goes_changes_its_neighbourhood_only(at: int, comes: bool) -> None:
    names = sorted([*NAMES, f"{NAMES[at]}.new"]) if comes else NAMES[:at] + NAMES[at + 1 :]
    old, new = CUT, set(cut(names))
    assert 1 <= len(old - new) <= 8 and len(old & new) > len(old) / 2


def test_blocks_are_neither_tiny_nor_all_full() -> None:
    sizes = [len(chunk) for chunk in cut(NAMES)]
    assert 90 < sum(sizes) / len(sizes) < 170
    assert len(set(sizes)) > 5


def test_large_records_end_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "MOST_BYTES", 10)
    items = [Raw(source=str(n), format="text", data=b"123456") for n in range(4)]
    assert [[item.source for item in chunk.items] for chunk in chunks(items)] == [["0", "1"], ["2", "3"]]


def raw(**changes: object) -> Raw:
    return Raw(**{"source": "a", "format": "text", "data": b"x", **changes})  # type: ignore[arg-type]


def test_content_is_all_but_the_source() -> None:
    assert content_of(raw()) == content_of(raw(source="b"))
    others: list[Raw | Reject] = [
        raw(),
        raw(data=b"y"),
        raw(format="html"),
        raw(url="u"),
        raw(charset="c"),
        raw(where="line 1"),
        raw(data={"text": "x"}),
        raw(data={"text": "x", "n": 1}),
        raw(data={"text": "x", "n": b"1"}),
        raw(data={"text": "\ud800"}),
        REJECT,
    ]
    assert len({content_of(other) for other in others}) == len(others)
    assert content_of(raw(data={"a": 1, "b": 2})) == content_of(raw(data={"b": 2, "a": 1}))


def test_records_of_all_inputs_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A")
    there, gone = Input("a", tmp_path / "a.txt"), Input("b", tmp_path / "vanished.txt")
    found = list(records([there, gone, REJECT], ReadOptions()))
    assert [item.source for item in found] == ["a", "b", "r"]
    assert isinstance(found[1], Reject) and found[1].reason == "missing"


def test_a_fault_of_a_reader_costs_its_input_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(item: Input, options: ReadOptions) -> Iterator[Raw]:
        yield Raw(source=f"{item.source}#1", format="text", data=b"")
        raise RuntimeError("no way")

    monkeypatch.setattr(plan, "open_records", broken)
    found = list(records([Input("a", None), REJECT], ReadOptions()))
    assert [item.source for item in found] == ["a#1", "a", "r"]
    assert isinstance(found[1], Reject) and found[1].detail == "RuntimeError: no way"


def test_the_size_of_a_chunk_is_that_of_its_records() -> None:
    (chunk,) = chunks([raw(data=b"12345"), REJECT, raw(data={"text": "abc", "n": 10})])
    assert isinstance(chunk, Chunk) and chunk.size == 10
