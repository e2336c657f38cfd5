"""``dxextract schema``."""

from __future__ import annotations

import json

from dxextract.records.schema import SCHEMAS

from .conftest import Run


def test_shows_all_tables(dxextract_: Run) -> None:
    done = dxextract_("schema")
    assert done.returncode == 0
    for name in SCHEMAS:
        assert f"\n{name}: " in done.stdout
    assert "at least" in done.stdout  # a value of an enumeration


def test_json_is_for_programs(dxextract_: Run) -> None:
    done = dxextract_("schema", "rankings", "--format", "json")
    [(name, columns)] = json.loads(done.stdout).items()
    assert name == "rankings" and [column["name"] for column in columns] == SCHEMAS["rankings"].names


def test_markdown_is_for_pages(dxextract_: Run) -> None:
    assert dxextract_("schema", "findings", "--format", "markdown").stdout.startswith("### findings\n")


def test_an_unknown_table_is_refused(dxextract_: Run) -> None:
    done = dxextract_("schema", "numbers")
    assert done.returncode == 2 and "there is no table numbers; the tables are: articles" in done.stderr
