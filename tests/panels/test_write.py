from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dxextract.errors import OutputError, UsageError
from dxextract.panels.write import check_targets, write_table

TABLE = pa.table({"name": ["Đồng Tháp", None], "value": [50.4, 906.0], "sources": [["a", 'b;"c'], []]})


def test_parquet(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "p.parquet")
    assert pq.read_table(tmp_path / "p.parquet").equals(TABLE)
    assert [path.name for path in tmp_path.iterdir()] == ["p.parquet"]


def test_csv(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "P.CSV")
    assert (tmp_path / "P.CSV").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "P.CSV").open(encoding="utf-8-sig", newline="") as lines:
        assert list(csv.DictReader(lines)) == [
            {"name": "Đồng Tháp", "value": "50.4", "sources": 'a; b;"c'},
            {"name": "", "value": "906", "sources": ""},
        ]


def test_a_text_is_no_formula_in_a_spreadsheet(tmp_path: Path) -> None:
    texts = {"sentence": ['=HYPERLINK("http://x")', "- 12 xã", "-12"], "sources": [["=1+2.html", "b"], [], None]}
    write_table(pa.table(texts), tmp_path / "p.csv")
    with (tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as lines:
        cells = [tuple(row.values()) for row in csv.DictReader(lines)]
    assert cells == [('\'=HYPERLINK("http://x")', "'=1+2.html; b"), ("'- 12 xã", ""), ("-12", "")]
    write_table(pa.table(texts), tmp_path / "p.parquet")
    assert pq.read_table(tmp_path / "p.parquet")["sentence"].to_pylist() == texts["sentence"]


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "p.parquet"
    target.write_text("old", encoding="utf-8")
    write_table(TABLE, target)
    assert pq.read_table(target).num_rows == 2


def test_targets_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"p\.xlsx: the name must end in \.parquet or \.csv"):
        check_targets([tmp_path / "p.xlsx"], overwrite=False)
    with pytest.raises(OutputError, match="there is no folder"):
        check_targets([tmp_path / "none" / "p.csv"], overwrite=False)
    (tmp_path / "p.csv").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        check_targets([tmp_path / "p.csv"], overwrite=True)
    with pytest.raises(OutputError, match="cannot be written"):
        write_table(TABLE, tmp_path / "p.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["p.csv"]


def test_what_stands_there_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"own\.csv exists; add --overwrite"):
        check_targets([tmp_path / "new.csv", own], overwrite=False)
    check_targets([tmp_path / "new.csv", own], overwrite=True)


def test_two_tables_do_not_go_into_one_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(UsageError, match="cannot hold two tables"):
        check_targets([tmp_path / "p.csv", tmp_path / "a" / ".." / "p.csv"], overwrite=True)
