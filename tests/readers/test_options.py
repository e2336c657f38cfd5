from __future__ import annotations

import pickle
from datetime import date

import pytest

from dxextract.errors import UsageError
from dxextract.readers.options import ReadOptions, parse_map


def test_a_map() -> None:
    assert parse_map(" text = body, date=pub.day ") == {"text": "body", "date": "pub.day"}


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("", "'' is no NAME=FIELD"),
        ("text", "'text' is no NAME=FIELD"),
        ("text=", "is no NAME=FIELD"),
        ("body=text", "'body' is unknown; the names are text, "),
        ("text=a,text=b", "'text' is there twice"),
    ],
)
def test_what_is_no_map(argument: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_map(argument)
    assert said in str(caught.value)


def test_options_travel() -> None:
    options = ReadOptions(published=date(2024, 4, 19), fields={"text": "body"})
    assert pickle.loads(pickle.dumps(options)) == options
