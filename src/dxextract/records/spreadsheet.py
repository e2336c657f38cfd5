"""A dataset as an Excel workbook: one sheet a table, with typed numbers and days (xlsxwriter, extra ``xlsx``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dxextract.errors import OutputError
from dxextract.records.export import replacing, rows
from dxextract.records.load import Dataset

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Excel's limits (support.microsoft.com, "Excel specifications and limits"); characters are UTF-16 code units.
_MOST_ROWS = 1_048_576
_MOST_CHARACTERS = 32_767
_FIRST_DAY = date(1900, 3, 1)  # before it, Excel counts a day that never was

_WIDTHS = {"text": 60, "sentence": 60, "raw": 20, "title": 40, "detail": 60, "message_vi": 50, "message_en": 50}
_WIDTH_OF_ID, _WIDTH = 12, 16
_MADE = datetime(2000, 1, 1)  # the same dataset gives the same file
_NOTES = "notes"


def write_xlsx(data: Dataset, path: Path, names: Sequence[str]) -> list[str]:
    """Write tables as a workbook, a row at a time; it is there whole or not at all.

    Args:
        data: the dataset.
        path: the file.
        names: the tables that are wanted, a sheet each.

    Returns:
        What Excel has no room for, as sentences; they stand on a sheet ``notes`` too. Rows beyond its limit go on in
        further sheets (``metrics 2``), texts beyond its limit are cut and end in ``…``.

    Raises:
        OutputError: xlsxwriter is missing, or the file cannot be written.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise OutputError("xlsxwriter is not installed: pip install 'dxextract[xlsx]'") from error
    notes: list[str] = []
    with replacing(path) as file:
        book = Workbook(file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
        book.set_properties({"created": _MADE})
        for name in names:
            notes += _Sheets(book, name, data.tables[name]).write()
        if notes:
            sheet = book.add_worksheet(_NOTES)
            sheet.set_column(0, 0, 120)
            for position, note in enumerate(notes):
                sheet.write_string(position, 0, note)
        book.close()
    return notes


class _Sheets:
    """The sheets of one table."""

    def __init__(self, book: Workbook, name: str, table: pa.Table) -> None:
        self._book = book
        self._name = name
        self._table = table
        self._bold: Format = book.add_format({"bold": True})
        self._cut: dict[str, int] = {}
        self._number = 0

    def write(self) -> Iterator[str]:
        sheet, at = self._add(), 1
        for row in rows(self._table):
            if at == _MOST_ROWS:
                sheet, at = self._add(), 1
            for position, (column, value) in enumerate(row.items()):
                self._write(sheet, at, position, column, value)
            at += 1
        if self._number > 1:
            yield f"{self._name}: more rows than a sheet of Excel has; they go on in {self._number} sheets"
        for column, count in self._cut.items():
            yield f"{self._name}: {count} cells of {column} are cut at {_MOST_CHARACTERS:,} characters, Excel's limit"

    def _add(self) -> Worksheet:
        self._number += 1
        sheet = self._book.add_worksheet(self._name if self._number == 1 else f"{self._name} {self._number}")
        sheet.freeze_panes(1, 0)
        for position, column in enumerate(self._table.column_names):
            short = column.endswith("_id") or column == "id"
            sheet.set_column(position, position, _WIDTHS.get(column, _WIDTH_OF_ID if short else _WIDTH))
            sheet.write_string(0, position, column, self._bold)
        return sheet

    def _write(self, sheet: Worksheet, row: int, position: int, column: str, value: Any) -> None:
        match value:
            case None:
                pass
            case bool():
                sheet.write_boolean(row, position, value)
            case int() | float():
                sheet.write_number(row, position, value)
            case date() if value >= _FIRST_DAY:
                sheet.write_datetime(row, position, datetime(value.year, value.month, value.day))
            case list():
                self._write_text(sheet, row, position, column, "; ".join(value))
            case _:
                self._write_text(sheet, row, position, column, str(value))

    def _write_text(self, sheet: Worksheet, row: int, position: int, column: str, text: str) -> None:
        if len(text) * 2 > _MOST_CHARACTERS and len(units := text.encode("utf-16-le")) > 2 * _MOST_CHARACTERS:
            self._cut[column] = self._cut.get(column, 0) + 1
            text = units[: 2 * (_MOST_CHARACTERS - 1)].decode("utf-16-le", "ignore") + "…"
        sheet.write_string(row, position, text)
