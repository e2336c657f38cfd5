"""One article from one file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dxextract.errors import UsageError
from dxextract.knowledge.load import Knowledge
from dxextract.readers.single import read_single

TEXT = "Đồng Tháp chuyển đổi số\n\nTỉnh có 906 dịch vụ công trực tuyến.\n"


def test_a_text(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    article = read_single(tmp_path / "a.txt", knowledge.layout, published=date(2024, 1, 2))
    assert (article.text, article.published) == (TEXT, date(2024, 1, 2))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("nowhere.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("image.txt", bytes(range(256)) * 9, "text"),
        ("two.jsonl", '{"text": "Tỉnh có 5 xã."}\n{"text": "Tỉnh có 6 xã."}\n'.encode(), "holds 2 articles"),
    ],
)
def test_what_gives_no_article(
    tmp_path: Path, knowledge: Knowledge, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=said):
        read_single(tmp_path / name, knowledge.layout)


def test_a_folder_is_no_article(tmp_path: Path, knowledge: Knowledge) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        read_single(tmp_path, knowledge.layout)
