"""The pages made from the code are those of today's code."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.cli.documentation import cli_page, with_columns
from dxextract.panels.schema import page as panel_page
from dxextract.records.describe import page as records_page

DOCS = Path(__file__).parents[2] / "docs"


def test_the_command_line_is_documented_as_it_is() -> None:
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == cli_page(), "run `make docs`"


@pytest.mark.parametrize(("name", "columns"), [("records.md", records_page()), ("panel.md", panel_page())])
def test_every_column_is_documented_as_it_is(name: str, columns: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    assert page == with_columns(page, columns), "run `make docs`"


def test_a_page_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="columns"):
        with_columns("# Records\n<!-- columns -->\n", "")
