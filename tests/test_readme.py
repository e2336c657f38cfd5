"""What README.md says to type works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from dxextract.extractor import Extractor
from dxextract.records.write import write_dataset

PAGE = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)

ARTICLES = {
    "a.txt": "Đến tháng 3/2024, tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 57%. Năm 2022 là 31%.",
    "b.txt": "Tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 12%.",  # of the day of publication only
    "c.txt": "Năm 2023, tỷ lệ hồ sơ trực tuyến của tỉnh Hà Giang tăng 12,1%, đạt 64,3%. Mục tiêu năm 2025 là 90%.",
    "d.txt": "Năm 2023, tỷ lệ hồ sơ trực tuyến của huyện Cao Lãnh (Đồng Tháp) đạt 99%.",
}


@pytest.mark.filterwarnings("ignore:FigureCanvasAgg")
def test_the_plot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.chdir(tmp_path)
    extractor = Extractor()
    results = [extractor.extract(text, source=name, published="2024-05-02") for name, text in ARTICLES.items()]
    write_dataset(Path("out"), results, knowledge_hash=extractor.knowledge_hash)
    made: dict[str, Any] = {}
    exec(PYTHON[0], made)
    assert made["online"].select("place_name", "value").rows() == [("Đồng Tháp", 57.0), ("Hà Giang", 64.3)]
    assert Path("online.png").read_bytes().startswith(b"\x89PNG")


def test_many_texts_become_a_dataset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made: dict[str, Any] = {}
    exec(PYTHON[1], made)
    assert made["data"].metrics["place_name"].to_pylist() == ["Hà Giang", "Cao Bằng"]
    assert len(made["panel"]) == 2
