from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dxextract.errors import InputError
from dxextract.readers.fields import ALIASES, LISTS, Fields, find_fields, is_text_field, nested, no_column, wanted
from dxextract.readers.options import FIELDS


def find(record: dict[str, Any], **own: str) -> Fields:
    return find_fields(record, own)


def test_aliases_are_folded_and_mean_one_thing() -> None:
    assert set(ALIASES) == set(FIELDS)
    for aliases in (*ALIASES.values(), LISTS):
        assert all(alias.isalnum() and alias.islower() and alias.isascii() for alias in aliases)
        assert len(set(aliases)) == len(aliases)
    meanings = [alias for name, aliases in ALIASES.items() for alias in aliases if alias != "source"]
    assert len(set(meanings)) == len(meanings)


@pytest.mark.parametrize(
    ("record", "name", "value"),
    [
        ({"text": "a", "content": "b"}, "text", "a"),
        ({"text": " ", "content": "b"}, "text", "b"),
        ({"text": None, "Content": ["a", "", "b"]}, "text", "a\nb"),
        ({"article-body": "a"}, "text", "a"),
        ({"NỘI DUNG": "a"}, "text", "a"),
        ({"text": "a", "Tiêu đề": "b"}, "title", "b"),
        ({"text": "a", "author": [{"name": "b"}, "c"]}, "author", "b, c"),
        ({"text": "a", "publisher": {"@type": "Organization", "name": "b"}}, "outlet", "b"),
        ({"text": "a", "source": "https://a.vn/1"}, "outlet", None),
        ({"text": "a", "source": "https://a.vn/1"}, "url", "https://a.vn/1"),
        ({"text": "a", "source": "Báo A"}, "outlet", "Báo A"),
        ({"text": "a", "url": "/bai/1", "link": "http://a.vn"}, "url", "http://a.vn"),
        ({"text": "a", "date": "hôm nay", "pubDate": "19/04/2024"}, "published", date(2024, 4, 19)),
        ({"text": "a", "date_download": "2024-04-19", "timestamp": 1713489300}, "published", None),
        ({"html": "<p>a</p>"}, "html", "<p>a</p>"),
        ({"_source": {"text": "a", "title": "b"}}, "title", "b"),
        ({"data": {"text": "a"}}, "text", "a"),
        ({"text": "a", "title": 5}, "title", None),
    ],
)
def test_fields_are_found(record: dict[str, Any], name: str, value: object) -> None:
    assert getattr(find(record), name) == value


def test_own_names_win() -> None:
    record = {"text": "a", "body": {"inner": "b"}, "when": "19/04/2024", "date": "20/04/2024"}
    assert find(record, text="body.inner", date="when") == Fields(text="b", published=date(2024, 4, 19))
    with pytest.raises(InputError, match="no field is called main; it has text, body, when, date"):
        find(record, text="main")
    with pytest.raises(InputError, match=r"no text in its field body\.outer"):
        find(record, text="body.outer")


def test_a_table_without_a_text_says_what_it_has() -> None:
    assert (
        no_column(["a", "b"], {}) == "no column is known as the text (there are: a, b); name one with --map text=COLUMN"
    )
    assert no_column(["a", "b"], {"text": "c"}) == "no column is called c (there are: a, b)"


@pytest.mark.parametrize(
    ("record", "detail"),
    [
        ({}, "it has none; name one with --map text=FIELD"),
        ({"a": 1, "b": 2}, "it has a, b;"),
        ({"title": "a", "content": ""}, "no text in its field content"),
        ({"text": 5}, "no text in its field text"),
    ],
)
def test_no_text(record: dict[str, Any], detail: str) -> None:
    with pytest.raises(InputError) as caught:
        find(record)
    assert caught.value.reason == "no_text" and detail in caught.value.detail


def test_only_what_trafilatura_writes_is_guessed() -> None:
    assert find({"text": "a", "fingerprint": "b", "hostname": None}).guessed
    assert not find({"text": "a", "hostname": "b"}).guessed


def test_lists_of_records() -> None:
    assert nested({"status": "ok", "articles": [{"text": "a"}, 1]}, {}) == [{"text": "a"}, {}]
    assert nested({"text": "a", "articles": [{"text": "b"}]}, {}) is None
    assert nested({"articles": []}, {}) is None


def test_columns_that_are_read() -> None:
    assert wanted(["id", "title", "vector", "content"], {}) == ["title", "content"]
    assert wanted(["id", "title"], {}) == []
    assert wanted(["id", "title", "a"], {"text": "a.b"}) == ["title", "a"]


def test_a_long_name_is_no_field() -> None:
    assert not is_text_field("text" + " " * 1000)


def test_the_documentation_names_them_all() -> None:
    page = (Path(__file__).parents[2] / "docs" / "inputs.md").read_text("utf-8")
    shown = page.partition("<!-- fields -->")[2].partition("<!-- /fields -->")[0].strip().split("\n")[2:]
    assert shown == [f"| `{name}` | {', '.join(aliases)} |" for name, aliases in ALIASES.items()]
