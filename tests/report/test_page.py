from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from dxextract.records.load import Dataset
from dxextract.report.page import SCRIPTS, SIGN, STYLES, fill

from .conftest import HOSTILE, Build


class Elements(HTMLParser):
    """Names, attributes and contents of all elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1][2].append(data)

    def named(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, "".join(content)) for name, attributes, content in self.found if name == tag]


def unpacked(html: str, name: str) -> Any:
    (data,) = (content for attributes, content in Elements(html).named("script") if attributes.get("id") == name)
    return json.loads(zlib.decompress(b64decode(data)))


def test_scripts_and_styles_run_by_their_hash_alone(small_page: str) -> None:
    elements = Elements(small_page)
    (policy,) = (
        attributes["content"]
        for attributes, _ in elements.named("meta")
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    run = [content for attributes, content in elements.named("script") if "type" not in attributes]
    styles = [content for _, content in elements.named("style")]
    assert (len(run), len(styles)) == (1, 1)
    for content in (*run, *styles):
        assert f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in policy


def test_nothing_is_loaded_from_anywhere(small_page: str) -> None:
    for tag, attributes, _ in Elements(small_page).found:
        assert not {"src", "srcset", "action", "ping", "background", "style"} & set(attributes), tag
        assert attributes.get("href", "#main") == "#main", tag
    assert "url(" not in small_page
    assert "@import" not in small_page


def test_of_a_text_the_source_has_only_base64(small_page: str) -> None:
    assert "onerror" not in small_page
    assert "\u2028" not in small_page
    data = [content for attributes, content in Elements(small_page).named("script") if "type" in attributes]
    assert len(data) == 2
    assert all(re.fullmatch(r"[A-Za-z0-9+/]+=*", content) for content in data)
    assert HOSTILE in unpacked(small_page, "texts-0")


def test_the_title_is_escaped(small_page: str) -> None:
    assert "<title>Nhỏ &lt;b&gt;&amp; · dxextract</title>" in small_page
    assert unpacked(small_page, "core")["title"] == "Nhỏ <b>&"


def test_the_same_dataset_gives_the_same_page(small: Dataset, small_page: str, build: Build) -> None:
    assert build(small, title="Nhỏ <b>&") == small_page


def test_a_part_is_never_taken_for_a_slot() -> None:
    assert fill("{{a}} {{b}}", {"a": "{{b}}", "b": "\\1"}) == "{{b}} \\1"
    with pytest.raises(KeyError):
        fill("{{c}}", {})


def test_every_asset_is_used() -> None:
    from dxextract.report import page

    there = {item.name for item in page._ASSETS.iterdir()}
    assert there == {*STYLES, *SCRIPTS, "page.html", "provinces.json"}
    assert SIGN in (page._ASSETS / "page.html").read_text(encoding="utf-8")[:1000]


def test_strings_are_in_both_languages() -> None:
    from dxextract.report import page

    scripts = "".join((page._ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS)
    strings = (page._ASSETS / "strings.js").read_text(encoding="utf-8")
    defined = set(re.findall(r'^  "?([\w.]+)"?: \[', strings, re.MULTILINE))
    used = set(re.findall(r'\bt\("([\w.]*\w)"', scripts.replace('t("key"', ""))) | set(
        re.findall(r'empty\("([\w.]+)"\)', scripts)
    )
    assert used - defined == set()
    assert len(defined) > 100
