"""``check``, ``lookup``, ``knowledge export``, and ``--knowledge`` on ``extract``."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from dxextract.cli.app import app

from .conftest import Run

INDICATOR = """- id: bus_lines
  name: {vi: Số tuyến xe buýt, en: Bus lines}
  kind: count
  unit: tuyến
  aliases: [tuyến xe buýt]
  examples: ["Toàn tỉnh có [[12]] tuyến xe buýt."]
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / "my" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder / "my"


@pytest.mark.parametrize(
    ("file", "own", "text", "record", "column", "before", "after"),
    [
        (
            "gazetteer/indicators.yaml",
            INDICATOR,
            "Năm 2023, tỉnh Đồng Tháp có 12 tuyến xe buýt.",
            "metric",
            "indicator_id",
            [None],
            ["bus_lines"],
        ),
        (
            "gazetteer/indicators.yaml",
            "- {id: bts_stations, extends: true, aliases: [trụ phát], nouns: [trụ phát]}",
            "Năm 2023, tỉnh Đồng Tháp có 1.200 trụ phát.",
            "metric",
            "indicator_id",
            [None],
            ["bts_stations"],
        ),
        (
            "gazetteer/provinces.csv",
            "id,aliases\nP87,Đất Sen Hồng\n",
            "Năm 2023, Đất Sen Hồng có 1.200 trạm BTS.",
            "metric",
            "place_id",
            [None],
            ["P87"],
        ),
        (
            "gazetteer/indicators.yaml",
            "- {id: bts_stations, extends: true, aliases: [cột phát sóng vùng sâu]}",
            "Năm 2023, tỉnh Đồng Tháp có 1.200 cột phát sóng vùng sâu.",
            "metric",
            "indicator_id",
            [None],
            ["bts_stations"],
        ),
        (
            "gazetteer/document_types.yaml",
            "- {id: pledge, type: other, words: [bản cam kết], state: [BCK], numbered: symbol}",
            "Các xã đã ký Bản cam kết số 12/BCK-UBND.",
            "reference",
            "raw",
            [],
            ["Bản cam kết số 12/BCK-UBND"],
        ),
        (
            "gazetteer/cues.yaml",
            "comparator:\n- {id: comparator.approx, extends: true, phrases: [na ná]}",
            "Năm 2023, tỉnh Đồng Tháp có na ná 1.200 trạm BTS.",
            "metric",
            "comparator",
            ["eq"],
            ["approx"],
        ),
    ],
    ids=["indicator", "alias", "place alias", "alias behind the number", "document type", "cue"],
)
def test_what_one_adds_changes_what_is_found(
    dxextract_: Run,
    tmp_path: Path,
    file: str,
    own: str,
    text: str,
    record: str,
    column: str,
    before: list[str | None],
    after: list[str | None],
) -> None:
    def found(*options: object) -> list[Any]:
        done = dxextract_("extract", "-", "--format", "jsonl", "--quiet", *options, stdin=text)
        assert done.returncode == 0, done.stderr
        records = map(json.loads, done.stdout.splitlines())
        return [r[column] for r in records if r["record"] == record]

    folder = write(tmp_path, file, own)
    assert found() == before
    assert found("--knowledge", folder) == after


def test_check_names_the_users_fault_and_fails(dxextract_: Run, tmp_path: Path) -> None:
    folder = write(tmp_path, "gazetteer/indicators.yaml", INDICATOR.replace("count", "number"))
    done = dxextract_("check", "--knowledge", folder)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{folder}/gazetteer/indicators.yaml:3: kind: ")
    assert done.stderr == "1 fault\n"


def test_extract_refuses_what_it_cannot_use(dxextract_: Run, tmp_path: Path) -> None:
    folder = write(tmp_path, "gazetteer/indicators.yaml", INDICATOR.replace("count", "number") + "- {id: x}\n")
    done = dxextract_("extract", "-", "--format", "jsonl", "--knowledge", folder, stdin="12")
    assert done.returncode == 1
    assert "indicators.yaml:3: kind: " in done.stderr
    assert "indicators.yaml:7: name: " in done.stderr


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (
            ["place", "Đồng Tháp", "--on", "2023-05-01"],
            ["P87  tỉnh Đồng Tháp", "  since 2025-07-01: tỉnh Đồng Tháp (N82)"],
        ),
        (["place", "Đồng Tháp", "--on", "2026-01-01"], ["N82  tỉnh Đồng Tháp"]),
        (["place", "TP Huế", "--on", "2024-05-01"], ["D474.2024  thành phố Huế", "  level: district"]),
        (["place", "TP Huế", "--on", "2025-05-01"], ["P46  thành phố Huế", "  level: province"]),
        (["place", "Vĩnh Long", "--on", "2024-05-01"], ["P86  tỉnh Vĩnh Long"]),
        (["place", "TP Vĩnh Long", "--on", "2024-05-01"], ["D855  thành phố Vĩnh Long"]),
        (["place", "Châu Thành"], ["Châu Thành: 10 places have this name: a larger place must be stated"]),
        (["place", "Châu Thành", "--within", "Tiền Giang", "--on", "2024-05-01"], ["D821  huyện Châu Thành"]),
        (
            ["place", "Sài Gòn"],
            ["Sài Gòn: 2 places have this name: they followed each other, so the day must be stated"],
        ),
        (["place", "Sài Gòn", "--on", "2024-05-01"], ["P79  thành phố Hồ Chí Minh", "  found by: its alias 'sài gòn'"]),
        (
            ["place", "thị trấn Gạch Ròi", "--within", "Châu Thành A"],
            ["C31359  thị trấn Rạch Gòi", "  found by: almost its name", "  successor: NC31360"],
        ),
        (["place", "P87"], ["P87: this is the id of a place", "  valid: ... to 2025-06-30"]),
        (
            ["indicator", "trạm BTS"],
            ["bts_stations  Số trạm thu phát sóng di động (BTS)", "  found by: its alias 'trạm BTS'"],
        ),
        (["indicator", "tram bts 4g"], ["tram bts 4g: no entry has exactly this name"]),
        (["index", "chỉ số PCI"], ["pci  Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)"]),
        (["document", "Nghị định"], ["decree  nghị định"]),
        (["place", "HẬU_GIANG"], ["HẬU_GIANG: one place has this name", "P93  tỉnh Hậu Giang"]),
        (["document", "Nghị quyết 57"], ["all of one: dxextract lookup document '57-NQ/TW;VN;2024'"]),
        (["document", "Quyết định số 749"], ["  found by: the name is part of its id '749/QĐ-TTg;VN;2020'"]),
        (["document", "Đề án 06"], ["  found by: its name 'Đề án 06'"]),
    ],
    ids=lambda value: " ".join(value[:4]) if isinstance(value, list) and value[0].islower() else "",
)
def test_lookup(dxextract_: Run, arguments: list[str], lines: list[str]) -> None:
    done = dxextract_("lookup", *arguments)
    assert done.returncode == 0, done.stderr
    assert set(lines) <= set(done.stdout.splitlines())


@pytest.mark.parametrize(
    "arguments", [["place", "Atlantis"], ["place", "Sa Đéc", "--within", "Atlantis"], ["index", "xyz"]]
)
def test_a_name_that_leads_nowhere(dxextract_: Run, arguments: list[str]) -> None:
    done = dxextract_("lookup", *arguments)
    assert done.returncode == 1
    assert done.stdout.count("\n") == 1 and done.stderr == ""


def test_a_name_of_another_sort(dxextract_: Run) -> None:
    done = dxextract_("lookup", "indicator", "SIPAS")
    assert (done.returncode, done.stdout) == (1, "SIPAS: no entry has this name\n")
    assert done.stderr == "one of another sort has it: dxextract lookup index SIPAS\n"


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["indicator"], ["bts_stations +Số trạm thu phát sóng di động \\(BTS\\)", "official_certs +Chứng thư số .*"]),
        (["document"], ["decree +nghị định", "71/2025/QH15;VN +Công nghiệp công nghệ số"]),
        (["place"], ["P87 +tỉnh Đồng Tháp, .*", "N82 +tỉnh Đồng Tháp, .*"]),
        (
            ["indicator", "chữ ký số"],
            ["official_certs +Chứng thư số .*", "all of one: .* official_certs"],
        ),
    ],
)
def test_many_answers_are_a_list(arguments: list[str], lines: list[str]) -> None:
    done = CliRunner().invoke(app, ["lookup", *arguments])
    assert done.exit_code == 0
    for line in lines:
        assert re.search(f"^(?:{line})$", done.output, re.MULTILINE), line
    assert "found by" not in done.output


@pytest.mark.parametrize("command", [("lookup", "indicator", "BTS"), ("knowledge", "export", "OUT")])
def test_broken_knowledge_is_named_and_not_passed_over(
    dxextract_: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = write(tmp_path, "gazetteer/indicators.yaml", INDICATOR.replace("count", "number"))
    done = dxextract_(*(str(tmp_path / "out") if word == "OUT" else word for word in command), "--knowledge", folder)
    assert done.returncode == 1
    assert "indicators.yaml:3: kind: " in done.stderr


def test_a_day_is_for_places(dxextract_: Run) -> None:
    assert dxextract_("lookup", "index", "PCI", "--on", "2024-01-01").returncode == 2


def test_knowledge_is_exported_as_tables(dxextract_: Run, tmp_path: Path) -> None:
    folder = write(tmp_path, "gazetteer/indicators.yaml", INDICATOR)
    out = tmp_path / "tables"
    assert dxextract_("knowledge", "export", out, "--knowledge", folder).returncode == 0
    with (out / "indicators.csv").open(encoding="utf-8-sig", newline="") as lines:
        indicators = {row["id"]: row for row in csv.DictReader(lines)}
    assert indicators["bus_lines"]["aliases"] == "tuyến xe buýt"
    assert len(indicators) > 150
    with (out / "cues.csv").open(encoding="utf-8-sig", newline="") as lines:
        cues = [(row["key"], row["entry"], row["field"], row["value"]) for row in csv.DictReader(lines)]
    assert ("comparator", "comparator.approx", "phrases", "khoảng") in cues


def test_tables_that_are_there_are_not_replaced_unasked(dxextract_: Run, tmp_path: Path) -> None:
    (tmp_path / "indices.csv").write_text("mine")
    refused = dxextract_("knowledge", "export", tmp_path)
    assert refused.returncode == 1
    assert "indices.csv: it is there already" in refused.stderr
    assert (tmp_path / "indices.csv").read_text() == "mine"
    assert dxextract_("knowledge", "export", tmp_path, "--overwrite").returncode == 0
    assert (tmp_path / "indices.csv").read_text("utf-8-sig").startswith("id,")


def test_knowledge_is_exported_as_parquet(dxextract_: Run, tmp_path: Path) -> None:
    assert dxextract_("knowledge", "export", tmp_path, "--format", "parquet").returncode == 0
    provinces = pq.read_table(tmp_path / "provinces.parquet").to_pylist()
    assert {row["name"] for row in provinces if row["id"] in ("P87", "N82")} == {"Đồng Tháp"}
