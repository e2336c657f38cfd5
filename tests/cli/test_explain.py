"""``dxextract explain``."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import ARTICLE, Run


def test_a_sentence_is_explained(dxextract_: Run) -> None:
    done = dxextract_("explain", "Đến tháng 3/2024, tỉnh Đồng Tháp có 906 dịch vụ công trực tuyến toàn trình.")
    assert done.returncode == 0, done.stderr
    flat = " ".join(done.stdout.split())
    assert "rule numeral.digits: a number in digits" in flat
    assert "about → online_public_services_full" in flat and "“toàn trình” forbids it" in flat
    assert "period → Đến tháng 3/2024: it governs the fact" in flat
    assert "confidence 0." in flat


def test_one_fact_of_a_file(dxextract_: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    done = dxextract_("explain", tmp_path / "a.txt", "--fact", "25/63")
    assert done.returncode == 0 and done.stdout.count("confidence") == 1
    by_id = done.stdout.split("fact ")[1].split(",")[0].strip()
    assert dxextract_("explain", tmp_path / "a.txt", "--fact", by_id[:8]).stdout == done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Tỉnh có 906 xã.", "--fact", "907"), "no fact '907'; there are: 906"),
        (("Không có con số nào ở đây cả.",), "no facts in it"),
        (("nowhere.txt",), "no such file"),
    ],
)
def test_what_cannot_be_explained(dxextract_: Run, arguments: tuple[str, ...], said: str) -> None:
    done = dxextract_("explain", *arguments)
    assert done.returncode == 2 and said in done.stderr
