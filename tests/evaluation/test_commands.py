"""``dxextract evaluate`` and ``dxextract diff`` on records that are not the extractor's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from dxextract.cli.diff import diff
from dxextract.cli.evaluate import evaluate
from dxextract.errors import AccuracyError, DxextractError, UsageError
from dxextract.evaluation import predictions
from dxextract.evaluation.floors import load
from dxextract.evaluation.gold import GoldText

Annotate = Callable[..., Path]
TEXT = "Tỉnh có 906 dịch vụ."
GOLD = 'id: a\nfacts:\n- {q: "có [[906]]", kind: count, value: 906, unit: dịch vụ}\n'
METRIC = {
    "record": "metric",
    "fact_id": "f1",
    "source": "a.txt",
    "start": 8,
    "end": 11,
    "raw": "906",
    "kind": "count",
    "value": 906,
    "unit": "dịch vụ",
}

app = typer.Typer()
app.command()(evaluate)
app.command()(diff)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def jsonl(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def corpus(annotate: Annotate) -> Path:
    annotate(TEXT, GOLD)
    return annotate(TEXT, GOLD, name="check/b")


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the extractor finds in every text."""
    found = [METRIC]

    def extracted(texts: list[GoldText], *, knowledge: Path | None = None) -> Iterator[dict[str, Any]]:
        return ({**record, "source": str(text.path)} for text in texts for record in found)

    monkeypatch.setattr(predictions, "extracted", extracted)
    return found


def test_table_and_misses(corpus: Path, tmp_path: Path) -> None:
    records = jsonl(tmp_path / "r.jsonl", METRIC | {"value": 905})
    result = run("evaluate", corpus, "--records", records, "--misses")
    assert result.exit_code == 0
    assert "2 annotated texts" in result.stdout
    assert "VALUE (1)" in result.stdout
    assert "MISSED" not in result.stdout, "b is of the check half"
    assert "3 misses in 1 text of the check half kept back" in result.stdout
    assert "MISSED (1)" in run("evaluate", corpus, "--records", records, "--misses", "--final").stdout


def test_json(corpus: Path, tmp_path: Path) -> None:
    numbers = json.loads(run("evaluate", corpus, "--records", jsonl(tmp_path / "r.jsonl", METRIC), "--json").stdout)
    assert numbers["found.all"] == {"p": 1.0, "r": 0.5, "f1": 2 / 3, "tp": 1, "fp": 0, "fn": 1}
    assert numbers["slots"]["metric.unit"]["right"] == 1


def test_floors(corpus: Path, extractor: list[dict[str, Any]]) -> None:
    path = corpus / "floors.json"
    assert run("evaluate", corpus).exit_code == 0, "no floors, nothing to undercut"
    assert isinstance(run("evaluate", corpus, "--raise-floors").exception, UsageError)
    assert not path.exists()

    assert run("evaluate", corpus, "--raise-floors", "--floors", path).exit_code == 0
    assert load(path)["check"].flat()["record.all"] == 1
    assert run("evaluate", corpus).exit_code == 0
    assert run("evaluate", corpus / "tuned").exit_code == 0, "the other half is not asked for"

    extractor[0] = METRIC | {"value": 905}
    undercut = run("evaluate", corpus)
    assert "precision" in undercut.stdout, "the scores are printed nevertheless"
    assert isinstance(undercut.exception, AccuracyError)
    assert undercut.exception.exit_code == 4
    assert len(str(undercut.exception).splitlines()) == 8  # value and record, metric and all, two halves
    before = path.read_bytes()
    assert isinstance(run("evaluate", corpus, "--raise-floors").exception, AccuracyError)
    assert path.read_bytes() == before

    assert run("evaluate", corpus / "tuned", "--lower-floors").exit_code == 0
    assert load(path)["tuned"].flat()["value.all"] == 0
    assert load(path)["check"].flat()["value.all"] == 1


def test_changed_annotations_must_be_pinned_again(corpus: Path, extractor: list[dict[str, Any]]) -> None:
    run("evaluate", corpus, "--raise-floors", "--floors", corpus / "floors.json")
    (corpus / "tuned" / "a.yaml").write_text(GOLD + "# seen again\n", encoding="utf-8")
    assert "annotations changed" in str(run("evaluate", corpus).exception)
    assert run("evaluate", corpus, "--raise-floors").exit_code == 0
    assert run("evaluate", corpus).exit_code == 0


def test_a_half_that_is_gone_is_noticed(corpus: Path, extractor: list[dict[str, Any]]) -> None:
    run("evaluate", corpus, "--raise-floors", "--floors", corpus / "floors.json")
    (corpus / "check" / "b.yaml").unlink()
    assert "check: has floors, but no annotated text" in str(run("evaluate", corpus).exception)


def test_floors_are_not_those_of_a_file(corpus: Path, tmp_path: Path, extractor: list[dict[str, Any]]) -> None:
    floors = corpus / "floors.json"
    run("evaluate", corpus, "--raise-floors", "--floors", floors)
    records = jsonl(tmp_path / "r.jsonl")
    assert run("evaluate", corpus, "--records", records).exit_code == 0
    assert isinstance(run("evaluate", corpus, "--records", records, "--floors", floors).exception, AccuracyError)
    assert isinstance(run("evaluate", corpus, "--records", records, "--lower-floors").exception, UsageError)


def test_a_missing_floors_file_is_said_before_the_long_part(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def extracted(texts: list[GoldText], **_: object) -> Iterator[dict[str, Any]]:
        raise AssertionError("was run")

    monkeypatch.setattr(predictions, "extracted", extracted)
    result = run("evaluate", corpus, "--floors", corpus / "nope.json")
    assert isinstance(result.exception, UsageError) and "nope.json" in str(result.exception)


def test_records_of_other_texts(corpus: Path, tmp_path: Path) -> None:
    result = run("evaluate", corpus, "--records", jsonl(tmp_path / "r.jsonl", METRIC | {"source": "z.txt"}))
    assert isinstance(result.exception, DxextractError) and result.exception.exit_code == 1
    assert "no record belongs to an annotated text" in str(result.exception)


def test_diff_of_results_that_share_no_source(tmp_path: Path) -> None:
    old = jsonl(tmp_path / "old.jsonl", METRIC)
    same, other = (jsonl(tmp_path / f"{n}.jsonl", METRIC | {"source": f"new/{n}.txt"}) for n in "ab")
    result = run("diff", old, same)
    assert "share no source: 1 compared by their text or file name" in result.stderr
    assert result.stdout == "no difference\n"
    assert "share no source: extract both from the same folder" in run("diff", old, other).stderr


def test_diff(tmp_path: Path) -> None:
    old, new = jsonl(tmp_path / "old.jsonl", METRIC), jsonl(tmp_path / "new.jsonl", METRIC | {"value": 905})
    assert run("diff", old, old, "--exit-code").exit_code == 0
    result = run("diff", old, new)
    assert result.exit_code == 0
    assert "value: 906 → 905" in result.stdout
    assert run("diff", old, new, "--exit-code").exit_code == 1
    assert run("diff", old, new, "--exit-code", "--ignore", "value").exit_code == 0
    (line,) = run("diff", old, new, "--json").stdout.splitlines()
    assert json.loads(line)["fields"] == {"value": {"old": 906, "new": 905}}
