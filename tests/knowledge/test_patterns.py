from __future__ import annotations

import pytest

from dxextract.errors import KnowledgeError
from dxextract.knowledge.patterns import compile_pattern

FRAGMENTS = {"month": "1[0-2]|0?[1-9]", "year": r"(?:19|20)\d\d"}


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("đến tháng {month}", "đến  tháng 12 năm", "đến  tháng 12"),
        ("(đến|tới) nay", "tới nay", "tới nay"),
        ("[tính] đến nay", "tính đến nay", "tính đến nay"),
        ("[tính] đến nay", "đến nay", "đến nay"),
        ("[a] [b] c", "b c", "b c"),
        ("a [b] [c] d", "a c d", "a c d"),
        ("{month}~/~{year}", "3 / 2024", "3 / 2024"),
        ("tháng {m:month}[/{y:year}]", "tháng 3/2024", "tháng 3/2024"),
        ("a~[,]~b", "a , b", "a , b"),
        ("a~[,]~b", "ab", "ab"),
        ("a~[,] b", "a, b", "a, b"),
        ("a~[,] b", "a ,b", None),
        ("~[,] b", " , b", " , b"),
        ("~[,] b", ",b", None),
        ("a.b", "axb", None),
        ("đến nay", "đến này", None),
        ("nay", "hôm naym", None),
    ],
)
def test_patterns(pattern: str, text: str, found: str | None) -> None:
    match = compile_pattern(pattern, FRAGMENTS).search(text)
    assert (match[0] if match else None) == found


def test_captures_are_named() -> None:
    match = compile_pattern("tháng {m:month}[/{y:year}]", FRAGMENTS).search("tháng 3/2024")
    assert match is not None
    assert match.groupdict() == {"m": "3", "y": "2024"}


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(a|b", "')' is missing"),
        ("a)", "unexpected ')'"),
        ("{nothing}", "no fragment is named 'nothing'"),
        ("{Bad Name}", "a fragment is written"),
        ("(a||b)", "empty alternative"),
        ("", "empty alternative"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_where(pattern: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=r"character \d+") as caught:
        compile_pattern(pattern, FRAGMENTS)
    assert message in str(caught.value)
