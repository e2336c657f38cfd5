from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from dxextract.errors import OutputError
from dxextract.records import spreadsheet as module
from dxextract.records.load import Dataset, load
from dxextract.records.model import Reject
from dxextract.records.spreadsheet import write_xlsx
from dxextract.records.tables import tables
from dxextract.records.write import write_dataset

from .conftest import MakeResult


@pytest.fixture
def data(tmp_path: Path, make: MakeResult, reject: Reject) -> Dataset:
    write_dataset(tmp_path / "out", [make("a.txt"), make("b.txt"), reject], knowledge_hash="k")
    return load(tmp_path / "out")


def test_a_sheet_a_table_with_typed_cells(tmp_path: Path, data: Dataset) -> None:
    assert write_xlsx(data, tmp_path / "out.xlsx", list(data.tables)) == []
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == list(data.tables)
    sheet = book["metrics"]
    names = [cell.value for cell in sheet[1]]
    assert names == data.metrics.column_names
    assert sheet.freeze_panes == "A2" and sheet["A1"].font.bold
    assert sheet.max_row == data.metrics.num_rows + 1
    first = dict(zip(names, (cell.value for cell in sheet[2]), strict=True))
    assert first["place_name"] == "Đồng Tháp"
    assert (first["value"], first["confidence"], first["per"]) == (2023, 0.9, None)
    assert first["period_start"] == datetime(2023, 1, 1)
    assert sheet.cell(2, names.index("period_start") + 1).number_format == "yyyy-mm-dd"
    assert first["place_code"] == "87"  # a code is no number
    assert book["rankings"].cell(2, data.rankings.column_names.index("top") + 1).value is False
    assert book["articles"].column_dimensions["I"].width > 50


def test_the_same_dataset_gives_the_same_file(tmp_path: Path, data: Dataset) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_xlsx(data, tmp_path / name, ["metrics"])
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_texts_stay_texts(tmp_path: Path, make: MakeResult) -> None:
    result = make()
    texts: dict[str, Any] = {"unit": "=1+1", "period_text": "http://example.org", "per": "0012"}
    texts["indicator_text"] = "a\x00b\ttab"
    metric = replace(result.metrics[0], **texts, period_start=date(1890, 1, 1))
    found = tables([replace(result, metrics=(metric,))])
    write_xlsx(Dataset(manifest={}, **found), tmp_path / "out.xlsx", ["metrics"])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["metrics"]
    cells = dict(zip((cell.value for cell in sheet[1]), sheet[2], strict=True))
    assert [(cells[name].value, cells[name].data_type) for name in ("unit", "period_text", "per")] == [
        ("=1+1", "s"),
        ("http://example.org", "s"),
        ("0012", "s"),
    ]
    assert cells["unit"].hyperlink is None
    assert cells["period_start"].value == "1890-01-01"  # before Excel's first day


def test_limits_of_excel_are_kept_and_said(tmp_path: Path, data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_ROWS", 3)
    monkeypatch.setattr(module, "_MOST_CHARACTERS", 20)
    notes = write_xlsx(data, tmp_path / "out.xlsx", ["metrics"])
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["metrics", "metrics 2", "notes"]
    assert [book[name].max_row for name in ("metrics", "metrics 2")] == [3, 3]
    assert [cell.value for cell in book["metrics 2"][1]] == data.metrics.column_names
    assert "2 sheets" in notes[0] and "sentence are cut" in " ".join(notes)
    assert [row[0] for row in book["notes"].iter_rows(values_only=True)] == notes
    sentence = data.metrics.column_names.index("sentence")
    assert book["metrics"].cell(2, sentence + 1).value == "Năm 2023 xếp 5/63, …"


def test_a_long_text_is_cut_between_characters(tmp_path: Path, make: MakeResult) -> None:
    result = make()
    article = replace(result.article, text="😀" * 20_000)
    found = tables([replace(result, article=article)])
    notes = write_xlsx(Dataset(manifest={}, **found), tmp_path / "out.xlsx", ["articles"])
    assert notes == ["articles: 1 cells of text are cut at 32,767 characters, Excel's limit"]
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["articles"]
    assert sheet.cell(2, found["articles"].column_names.index("text") + 1).value == "😀" * 16_383 + "…"


def test_a_table_without_rows_has_its_header(tmp_path: Path) -> None:
    empty = Dataset(manifest={}, **tables([]))
    assert isinstance(empty.metrics, pa.Table)
    write_xlsx(empty, tmp_path / "out.xlsx", ["rejects"])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["rejects"]
    assert [cell.value for cell in sheet[1]] == ["input_id", "source", "stage", "reason", "detail"]


def test_without_the_extra_the_error_names_it(tmp_path: Path, data: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(OutputError, match=r"pip install 'dxextract\[xlsx\]'"):
        write_xlsx(data, tmp_path / "out.xlsx", ["metrics"])
