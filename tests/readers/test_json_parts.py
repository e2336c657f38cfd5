from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.errors import InputError
from dxextract.readers import json_parts
from dxextract.readers.json_parts import load, split_lines, split_values
from dxextract.readers.options import Limits, ReadOptions

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=8,
)
OBJECTS = st.lists(st.dictionaries(st.text(), VALUES, min_size=1, max_size=3), min_size=2, max_size=5)


def values(data: bytes, options: ReadOptions | None = None) -> list[Any]:
    found = [part.data for part in split_values(io.BytesIO(data), options or ReadOptions())]
    return [json.loads(one) if isinstance(one, bytes) else getattr(one, "reason", one) for one in found]


@given(OBJECTS, st.sampled_from([None, 1]), st.booleans(), st.integers(1, 7))
def test_an_array_is_cut_at_its_values(objects: list[Any], indent: int | None, ascii_only: bool, chunk: int) -> None:
    data = json.dumps(objects, indent=indent, ensure_ascii=ascii_only).encode()
    whole = json_parts._CHUNK
    json_parts._CHUNK = chunk
    try:
        assert values(data) == objects
        assert values(b"\n".join(json.dumps(one, indent=indent).encode() for one in objects)) == objects
    finally:
        json_parts._CHUNK = whole


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"[]", []),
        (b"[{}]", [{}]),
        (b'[{"a": "}]{["}]', [{"a": "}]{["}]),
        (rb'[{"a": "\"}"}]', [{"a": '"}'}]),
        (rb'[{"a": "\\"}, {"b": 1}]', [{"a": "\\"}, {"b": 1}]),
        (b'[{"a": 1}, null, "x", {"b": 2}]', [{"a": 1}, "json", {"b": 2}]),
        (b'[{"a": 1}, {"b"', [{"a": 1}, "json"]),
        (b'{"a": 1} {"b": 2}', [{"a": 1}, {"b": 2}]),
        (b'[{"a": 1}] x', [{"a": 1}, "json"]),
        (b'[{"a": 1}, {"b": ' + b"[" * 99 + b"]" * 99 + b'}, {"c": 3}]', [{"a": 1}, "too_deep", {"c": 3}]),
    ],
)
def test_what_is_no_value_is_a_reject(data: bytes, expected: list[Any]) -> None:
    assert values(data) == expected


def test_an_object_is_its_file_and_a_list_in_it_is_not() -> None:
    (alone,) = split_values(io.BytesIO(b'{"text": "a"}'), ReadOptions())
    assert alone.number == 0
    listed = list(split_values(io.BytesIO(b'{"articles": [{"text": "a"}, 5]}'), ReadOptions()))
    assert [(part.number, part.data) for part in listed] == [(1, {"text": "a"}), (2, {})]


def test_lines_have_two_numbers() -> None:
    parts = list(split_lines(io.BytesIO(b'\n{"a": 1}\n\n  \n{"b": 2}'), 100))
    assert [(part.number, part.where) for part in parts] == [(1, "line 2"), (2, "line 5")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "json"),
        (b"", "json"),
        (b"9" * 5000, "json"),
        (b"[" * 65 + b"]" * 65, "too_deep"),
        (b"[" * 200_000, "too_deep"),
        (b'{"a": "\xff\x00"}', "binary"),
    ],
)
def test_what_cannot_be_loaded(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        load(data, Limits())
    assert caught.value.reason == reason


def test_what_can_be_loaded() -> None:
    assert load(b"[" * 64 + b"]" * 64, Limits())[0]
    assert load(b'\xef\xbb\xbf{"a": "line\nline"}', Limits()) == ({"a": "line\nline"}, ())
