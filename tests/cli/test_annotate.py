"""``dxextract annotate``: from an article to gold, and to annotation tools and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from dxextract.records.load import load

from .conftest import ARTICLE, Run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE.replace("Đồng Tháp đẩy", "🏆 Đồng Tháp đẩy"), encoding="utf-8")
    return path


def test_a_draft_passes_the_check(dxextract_: Run, article: Path) -> None:
    done = dxextract_("annotate", article)
    assert done.returncode == 0, done.stderr
    annotation = yaml.safe_load(article.with_suffix(".yaml").read_text(encoding="utf-8"))
    assert annotation["id"] == "a" and str(annotation["published"]) == "2024-04-14"
    assert [fact["kind"] for fact in annotation["facts"]] == ["count", "percentage", "ranking", "reference"]
    checked = dxextract_("annotate", "check", article.parent)
    assert (checked.returncode, checked.stdout) == (0, "1 text, 4 facts: no fault\n")


def test_the_text_goes_beside_a_draft_that_lies_elsewhere(dxextract_: Run, article: Path, tmp_path: Path) -> None:
    assert dxextract_("annotate", article, "-o", tmp_path / "gold" / "b.yaml").returncode == 0
    assert (tmp_path / "gold" / "b.txt").read_text(encoding="utf-8") == article.read_text(encoding="utf-8")


def test_what_was_corrected_is_not_overwritten(dxextract_: Run, article: Path) -> None:
    dxextract_("annotate", article)
    target = article.with_suffix(".yaml")
    target.write_text("id: a\n", encoding="utf-8")
    done = dxextract_("annotate", article)
    assert done.returncode == 1 and "a.yaml is there already; add --overwrite" in done.stderr
    assert target.read_text(encoding="utf-8") == "id: a\n"
    assert dxextract_("annotate", article, "--overwrite").returncode == 0


def test_faults_name_file_and_entry(dxextract_: Run, article: Path) -> None:
    gold = {"id": "a", "facts": [{"q": "[[nothing]] here", "kind": "count"}, {"q": "có [[906]]", "kind": "numbr"}]}
    article.with_suffix(".yaml").write_text(yaml.safe_dump(gold), encoding="utf-8")
    done = dxextract_("annotate", "check", article.parent)
    assert done.returncode == 1 and "a.yaml: facts[1]" in done.stderr


@pytest.mark.parametrize("tool", ["label-studio", "doccano", "prodigy"])
def test_to_a_tool_and_back(dxextract_: Run, article: Path, tmp_path: Path, tool: str) -> None:
    dxextract_("annotate", article, "-o", tmp_path / "gold" / "a.yaml")
    exported = tmp_path / "tasks.json"
    assert dxextract_("annotate", "export", tmp_path / "gold", "--tool", tool, "-o", exported).returncode == 0
    done = dxextract_("annotate", "import", exported, "--tool", tool, "-o", tmp_path / "back")
    assert done.returncode == 0, done.stderr
    for name in ("a.yaml", "a.txt"):
        assert (tmp_path / "back" / name).read_bytes() == (tmp_path / "gold" / name).read_bytes()


def test_spans_from_elsewhere_are_drafted_or_noted(dxextract_: Run, tmp_path: Path) -> None:
    text = "🙂 Tỉnh Đồng Tháp xếp hạng 25/63, có nhiều xã."
    line = {"text": text, "label": [[text.index("25") + 1, text.index(",") + 1, "ranking"], [3, 7, "count"]]}
    (tmp_path / "d.jsonl").write_text(json.dumps(line, ensure_ascii=False), encoding="utf-8")
    done = dxextract_("annotate", "import", tmp_path / "d.jsonl", "--tool", "doccano", "-o", tmp_path / "gold")
    assert done.returncode == 0 and "1 new spans want their fields" in done.stderr
    facts = yaml.safe_load((tmp_path / "gold" / "d-001.yaml").read_text(encoding="utf-8"))["facts"]
    assert [fact.get("rank") for fact in facts] == [None, 25]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("annotate", "nowhere.txt"), 2, "no such file"),
        (("annotate", "nowhere.txt", "-o", "x.json"), 2, "NAME.yaml"),
        (("annotate", "check", "nowhere"), 2, "no such folder"),
        (
            ("annotate", "import", "nowhere.json", "--tool", "doccano", "-o", "x"),
            2,
            "nowhere.json: cannot be read: No such",
        ),
        (("annotate", "export", ".", "-o", "x"), 2, "--tool"),
    ],
)
def test_wrong_calls(dxextract_: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = dxextract_(*arguments, cwd=tmp_path)
    assert done.returncode == code and said in done.stderr
    assert not list(tmp_path.iterdir())


def test_flags_of_a_report_become_gold(dxextract_: Run, article: Path, tmp_path: Path) -> None:
    dataset = tmp_path / "out"
    assert dxextract_("extract", article, "-o", dataset).returncode == 0
    [fact] = [row for row in load(dataset).metrics.to_pylist() if row["raw"] == "50,4%"]
    one = {key: fact[key] for key in ("fact_id", "input_id", "raw")} | {"wrong": ["not_a_fact"]}
    flags = {"format": "dxextract-flags", "version": 1, "flags": [one, one | {"fact_id": "gone"}]}
    (tmp_path / "flags.json").write_text(json.dumps(flags), encoding="utf-8")
    done = dxextract_("annotate", "flags", tmp_path / "flags.json", "--dataset", dataset, "-o", tmp_path / "gold")
    assert done.returncode == 0, done.stderr
    assert "does not hold the record gone (50,4%)" in done.stderr and "1 flag, 1 text →" in done.stderr
    facts = yaml.safe_load((tmp_path / "gold" / "a.yaml").read_text(encoding="utf-8"))["facts"]
    assert [fact["kind"] for fact in facts] == ["count", "ranking", "reference"]
    assert dxextract_("annotate", "check", tmp_path / "gold").returncode == 0
