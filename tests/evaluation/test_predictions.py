from __future__ import annotations

from pathlib import Path

import pytest

from dxextract.errors import UsageError
from dxextract.evaluation.predictions import read_jsonl


def test_records_are_lines(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    # A line separator inside a string is no end of a line.
    path.write_text(
        '{"record": "metric", "raw": "5\u2028%"}\r\n\n{"record": "article"}', encoding="utf-8-sig", newline=""
    )
    assert read_jsonl(path) == [{"record": "metric", "raw": "5\u2028%"}, {"record": "article"}]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'{"a": 1}\n{', "records.jsonl:2: is no JSON"),
        (b"{}\n\n[1]", "records.jsonl:3: is no record"),
        (b"\xff", "UTF-8"),
    ],
)
def test_faults_name_the_line(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=fault):
        read_jsonl(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.jsonl"):
        read_jsonl(tmp_path / "gone.jsonl")
