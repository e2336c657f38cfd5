"""Every input of tests/readers/inputs through the real reading path."""

from __future__ import annotations

import importlib.util
import pickle
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dxextract.article import Article
from dxextract.errors import InputError
from dxextract.knowledge.layout import LayoutRules
from dxextract.readers.inputs import Input, expand, reject
from dxextract.readers.options import ReadOptions, parse_map
from dxextract.readers.reading import read
from dxextract.readers.records import open_records
from dxextract.records.model import Reject

INPUTS = Path(__file__).parent / "inputs"
EXPECTED: dict[str, Any] = yaml.safe_load((INPUTS / "expected.yaml").read_text("utf-8"))
ROWS: dict[str, dict[str, Any]] = {row["input"]: row for row in EXPECTED["inputs"]}
ABOUT = ("author", "outlet", "url")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the inputs that ``make.py`` makes."""
    spec = importlib.util.spec_from_file_location("make", INPUTS / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("inputs") / "made"
    module.make(folder)
    return folder


def outcomes(path: Path, rules: LayoutRules, options: ReadOptions) -> Iterator[Article | Reject]:
    for item in expand([path]):
        assert isinstance(item, Input)
        for raw in open_records(item, options):
            if isinstance(raw, Reject):
                yield raw
                continue
            try:
                yield read(pickle.loads(pickle.dumps(raw)), rules, options)
            except InputError as error:
                yield reject(raw.source, error)


@cache
def wanted(name: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = ROWS[name].get("records", [ROWS[name]])
    return records


@pytest.mark.parametrize("name", ROWS)
def test_input(name: str, made: Path, rules: LayoutRules) -> None:
    path = made / name.removeprefix("made/") if name.startswith("made/") else INPUTS / name
    options = ReadOptions(fields=parse_map(ROWS[name]["map"]) if "map" in ROWS[name] else {})
    found = list(outcomes(path, rules, options))
    assert len(found) == len(wanted(name)), found
    for outcome, expected in zip(found, wanted(name), strict=True):
        number = expected.get("n")
        assert outcome.source == (f"{path.as_posix()}#{number}" if number else path.as_posix())
        if "reject" in expected:
            assert isinstance(outcome, Reject), outcome
            assert f"{outcome.stage} {outcome.reason}" == expected["reject"], outcome.detail
            assert outcome.detail.startswith(expected.get("detail", "")) and outcome.detail
            continue
        assert isinstance(outcome, Article), outcome
        check(outcome, expected)


def check(article: Article, expected: dict[str, Any]) -> None:
    known = EXPECTED["articles"].get(expected.get("article"), {})
    assert article.text == expected.get("text", known.get("text"))
    assert article.title == expected.get("title", known.get("title"))
    day = expected.get("published")
    assert article.published == (date.fromisoformat(str(day)) if day else None)
    assert article.published_basis == expected.get("basis", "none")
    assert article.language == "vi"
    assert list(article.repairs) == expected.get("repairs", [])
    for name in ABOUT:
        if name in expected:
            assert getattr(article, name) == expected[name]
    for line in expected.get("masked", ()):
        assert line in [article.text[span.start : span.end] for span in article.furniture]


def test_the_table_has_every_input(made: Path) -> None:
    there = {path.relative_to(INPUTS).as_posix() for path in INPUTS.rglob("*/*") if path.suffix != ".pyc"}
    there |= {f"made/{path.name}" for path in made.iterdir()}
    assert there == set(ROWS)
    assert len(ROWS) >= 60


def test_every_basis_of_a_date_is_in_it() -> None:
    bases = Counter(one.get("basis", "none") for name in ROWS for one in wanted(name) if "reject" not in one)
    assert set(bases) == {"meta", "time", "header", "url", "none"}
