"""``dxextract check``: what is packaged is sound, and every kind of fault is told with file, line and field."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from dxextract.errors import KnowledgeError
from dxextract.knowledge import sources
from dxextract.knowledge.check import LISTS, TABLES
from dxextract.knowledge.contexts import ANSWERS_FILE, CLUES_FILE
from dxextract.knowledge.place_tables import PLACE_TABLES
from dxextract.proof import check

ROOT = Path(__file__).parents[1]

INDICATOR = """- id: drones
  name: {vi: Số máy bay không người lái, en: Drones}
  kind: count
  unit: chiếc
  aliases: [máy bay không người lái]
  examples: ["Toàn tỉnh có [[12]] chiếc máy bay không người lái."]
"""
LABEL = """- id: name.label
  description: labels
  pattern: "nhãn {small_number}"
  examples: [nhãn 12]
"""
LATER = """id,code,name,type,valid_from,holder_2025,region
P87,87,Sen Hồng,tỉnh,2020-01-01,N82,Đồng bằng sông Cửu Long
"""


INDICATORS = {
    "bts_stations",
    "online_application_rate",
    "online_applications",
    "applications_received",
    "dti_score",
    "pci_score",
    "pii_score",
    "par_index_score",
    "par_component_score",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged knowledge with few indicators and places: proving it is quick."""
    root = tmp_path_factory.mktemp("small")
    for part in ("patterns", "gazetteer"):
        shutil.copytree(ROOT / part, root / part)
    path = root / "gazetteer" / "indicators.yaml"
    entries = yaml.safe_load(path.read_text("utf-8"))
    kept = [e | {"confusable_with": []} for e in entries if e["id"] in INDICATORS or e["id"].startswith("service_q")]
    path.write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
    for name, wanted in (("districts.csv", re.compile(",P(75|93),")), ("communes.csv", re.compile(",(D93.|N92),"))):
        path = root / "gazetteer" / name
        head, *rows = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text(head + "".join(row for row in rows if wanted.search(row)), "utf-8")
    return root


@pytest.fixture
def quick(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "ROOTS", (small,))


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_what_is_packaged_is_sound() -> None:
    report = check()
    assert [str(fault) for fault in report.faults] == []
    assert report.entries > 400
    assert report.examples > 900


def test_every_packaged_file_is_looked_at() -> None:
    packaged = sources.find_sources()
    files = {
        f"{folder.layers[0].name}/{path.name}"
        for folder in (packaged.patterns, packaged.gazetteer)
        for path in folder.layers[0].iterdir()
    }
    weights = {  # numbers that a program has counted or fitted
        "gazetteer/confidence.yaml",
        *(f"gazetteer/{name}" for name in (ANSWERS_FILE, CLUES_FILE)),
    }
    tables = {f"gazetteer/{name}" for name, *_ in PLACE_TABLES}
    assert files - weights == {*LISTS, *TABLES, *tables, "patterns/fragments.yaml"}


@pytest.mark.usefixtures("quick")
def test_sound_knowledge_of_ones_own_passes(tmp_path: Path) -> None:
    files = {"gazetteer/indicators.yaml": INDICATOR, "patterns/non_quantities.yaml": LABEL}
    assert check(write(tmp_path, files)).faults == ()


def indicator(old: str, new: str) -> dict[str, str]:
    assert old in INDICATOR
    return {"gazetteer/indicators.yaml": INDICATOR.replace(old, new)}


def rule(old: str, new: str) -> dict[str, str]:
    assert old in LABEL
    return {"patterns/non_quantities.yaml": LABEL.replace(old, new)}


BROKEN: list[tuple[str, dict[str, str], int, str]] = [
    ("an unknown key", indicator("  unit", "  colour: red\n  unit"), 4, "colour"),
    ("a wrong value", indicator("count", "number"), 3, "kind"),
    ("a wrong type", indicator("unit: chiếc", "unit: 3"), 4, "unit"),
    ("a missing field", indicator("  kind: count\n", ""), 1, "kind"),
    ("no YAML", indicator("[máy", "[[máy"), 6, "file"),
    ("a key given twice", indicator("  unit: chiếc\n", "  unit: cái\n  unit: chiếc\n"), 5, "unit"),
    ("a dangling share", indicator("  unit", "  share: nothing\n  unit"), 4, "share"),
    ("a dangling neighbour", indicator("  unit", "  confusable_with: [nothing]\n  unit"), 4, "confusable_with.0"),
    ("an unknown class of words", indicator("  unit", "  nouns: ['{nothing}']\n  unit"), 4, "nouns.0"),
    ("two entries with one id", {"gazetteer/indicators.yaml": INDICATOR + INDICATOR}, 7, "id"),
    ("an alias that means another", indicator("[máy bay không người lái]", "[trạm BTS]"), 5, "aliases.0"),
    ("an alias given twice", indicator("[máy", "[Máy bay không người lái, máy"), 5, "aliases.1"),
    ("no example", indicator('  examples: ["Toàn tỉnh có [[12]] chiếc máy bay không người lái."]\n', ""), 1, "id"),
    ("an example without a mark", indicator("[[12]]", "12"), 6, "examples.0"),
    ("an example of something else", indicator("chiếc máy bay không người lái.", "trạm BTS."), 6, "examples.0"),
    ("an example without a number", indicator("[[12]] chiếc", "[[nhiều]]"), 6, "examples.0"),
    ("a pattern that cannot be read", rule("nhãn {", "nhãn (a|{"), 3, "pattern"),
    ("an unknown fragment", rule("{small_number}", "{nothing}"), 3, "pattern"),
    ("an example that does not match", rule("[nhãn 12]", "[nhãn mười]"), 4, "examples.0"),
    (
        "a counter-example that matches",
        rule("[nhãn 12]", "[nhãn 12]\n  counter_examples: [nhãn 13]"),
        5,
        "counter_examples.0",
    ),
    ("no regular expression", {"patterns/fragments.yaml": 'mine: "(a"\n'}, 1, "mine"),
    ("an entry that shadows", rule("nhãn {small_number}", "khóa học thứ {number}"), 4, "examples.0"),
    ("a row of a time that is taken", {"gazetteer/provinces.csv": LATER}, 2, "valid_from"),
    ("a day that is none", {"gazetteer/provinces.csv": "id,valid_to\nP87,2025-06-31\n"}, 2, "valid_to"),
    ("an unknown place above", {"gazetteer/districts.csv": "id,parent\nD934,P00\n"}, 2, "parent"),
    ("an unknown holder", {"gazetteer/provinces.csv": "id,holder_2025\nP87,N00\n"}, 2, "holder_2025"),
    ("an alias of another province", {"gazetteer/provinces.csv": "id,aliases\nP87,Sài Gòn\n"}, 2, "aliases"),
    (
        "a name that a neighbour has",
        {
            "gazetteer/districts.csv": "id,code,name,type,parent,valid_from\n"
            "D999,999,Châu Thành A,huyện,P93,2020-01-01\n"
        },
        2,
        "name",
    ),
    ("a name of a smaller place", {"gazetteer/provinces.csv": "id,aliases\nP87,Phụng Hiệp\n"}, 2, "aliases"),
    ("an indicator with the name of a place", indicator("[máy", "[Phụng Hiệp, máy"), 5, "aliases.0"),
    (
        "a word that is in many names",
        {
            "gazetteer/indicators.yaml": INDICATOR.replace("[máy", "[máy, máy")
            + "".join(
                f"- {{id: {one}, name: {{vi: máy {one}, en: {one}}}, kind: count, unit: cái, aliases: [máy {one}],"
                f' examples: ["Toàn tỉnh có [[12]] máy {one}."]}}\n'
                for one in ("bay", "cày", "gặt", "bơm", "tiện")
            )
        },
        5,
        "aliases.0",
    ),
    ("an unknown successor", {"gazetteer/communes.csv": "id,successor\nC31402,NC0\n"}, 2, "successor"),
    (
        "an unknown indicator of a score",
        {"gazetteer/indices.yaml": "- id: pci\n  extends: true\n  scores: {money: nothing}\n"},
        3,
        "scores.money",
    ),
    (
        "an index that is part of none",
        {"gazetteer/indices.yaml": "- id: pci\n  extends: true\n  pillar_of: nothing\n"},
        3,
        "pillar_of",
    ),
    (
        "an alias of two indices",
        {"gazetteer/indices.yaml": "- id: pci\n  extends: true\n  aliases: [papi]\n"},
        3,
        "aliases.0",
    ),
    (
        "letters of two kinds of documents",
        {"gazetteer/document_types.yaml": "- id: decree\n  extends: true\n  state: [QĐ]\n"},
        3,
        "state.0",
    ),
    (
        "a word of two units",
        {"gazetteer/units.yaml": "- id: km\n  extends: true\n  words: [mét]\n"},
        3,
        "words.0",
    ),
    (
        "a cue that says something else",
        {
            "gazetteer/cues.yaml": "change:\n- id: change.increase\n  extends: true\n"
            '  examples: ["Số trạm BTS tăng lên [[120]] trạm."]\n'
        },
        4,
        "change.0.examples.0",
    ),
    ("a file that nothing reads", {"gazetteer/indicator.yaml": INDICATOR}, 1, "file"),
    ("a file in the wrong folder", {"gazetteer/units.yaml": "[]", "indicators.yaml": INDICATOR}, 1, "file"),
]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("files", "line", "field"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_a_fault_is_told_with_file_line_and_field(tmp_path: Path, files: dict[str, str], line: int, field: str) -> None:
    faults = check(write(tmp_path, files)).faults
    file = list(files)[-1]
    assert [(fault.path, fault.line, fault.field) for fault in faults] == [(str(tmp_path / file), line, field)]


@pytest.mark.usefixtures("quick")
def test_ten_faults_are_told_at_once(tmp_path: Path) -> None:
    files = {
        "gazetteer/indicators.yaml": INDICATOR.replace("count", "number")
        + INDICATOR.replace("drones", "b").replace("  unit", "  colour: red\n  unit")
        + INDICATOR.replace("drones", "c").replace("  unit", "  share: nothing\n  unit")
        + INDICATOR.replace("drones", "d").replace("[máy", "[chiếc máy").replace("[[12]]", "12"),
        "patterns/non_quantities.yaml": LABEL.replace("{small_number}", "{nothing}")
        + LABEL.replace("name.label", "name.other").replace("[nhãn 12]", "[nhãn mười]"),
        "gazetteer/provinces.csv": "id,valid_to,aliases\nP87,2025-06-31,\nP80,,Sài Gòn\n",
        "gazetteer/units.yaml": "- id: km\n  extends: true\n  words: [3]\n",
        "gazetteer/unit.yaml": "[]",
    }
    folder = write(tmp_path, files)
    found = {(str(Path(f.path).relative_to(folder)), f.line, f.field) for f in check(folder).faults}
    assert found == {
        ("gazetteer/indicators.yaml", 3, "kind"),
        ("gazetteer/indicators.yaml", 10, "colour"),
        ("gazetteer/indicators.yaml", 17, "share"),
        ("gazetteer/indicators.yaml", 26, "examples.0"),
        ("gazetteer/provinces.csv", 2, "valid_to"),
        ("gazetteer/provinces.csv", 3, "aliases"),
        ("gazetteer/unit.yaml", 1, "file"),
        ("gazetteer/units.yaml", 3, "words.0"),
        ("patterns/non_quantities.yaml", 3, "pattern"),
        ("patterns/non_quantities.yaml", 8, "examples.0"),
    }


@pytest.mark.usefixtures("quick")
def test_an_entry_that_takes_a_packaged_place_is_named_where_others_fail_for_it(tmp_path: Path) -> None:
    files = {"gazetteer/indicators.yaml": INDICATOR.replace("drones", "bts_stations")}
    *packaged, last = check(write(tmp_path, files)).faults
    assert all("something there reaches too far: " in fault.message for fault in packaged)
    assert packaged and not any(fault.path.startswith(str(tmp_path)) for fault in packaged)
    assert (last.path, last.line) == (str(tmp_path / "gazetteer/indicators.yaml"), 1)
    assert "'bts_stations' takes the place of the packaged entry" in last.message and "extends: true" in last.message


def test_a_folder_must_hold_knowledge(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="neither patterns/ nor gazetteer/"):
        check(tmp_path)
