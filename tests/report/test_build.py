from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.errors import OutputError
from dxextract.report.build import check_target, write


def test_an_older_report_is_replaced(tmp_path: Path, small_page: str) -> None:
    target = tmp_path / "report.html"
    for _ in range(2):
        check_target(target)
        assert write(small_page, target) == target.stat().st_size
    assert target.read_text("utf-8") == small_page
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("notes.html", "is no report of dxextract"),
        ("folder", "is a folder"),
        ("missing/report.html", "there is no folder"),
    ],
)
def test_nothing_else_is_touched(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "notes.html").write_text("<p>mine</p>", "utf-8")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match=message):
        check_target(tmp_path / name)
    assert (tmp_path / "notes.html").read_text("utf-8") == "<p>mine</p>"


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "gone" / "report.html"
    with pytest.raises(OutputError, match="cannot be written"):
        write("x", target)
    assert list(tmp_path.iterdir()) == []
