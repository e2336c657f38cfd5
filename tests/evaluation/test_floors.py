from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dxextract.errors import AccuracyError, UsageError
from dxextract.evaluation.floors import (
    FamilyFloors,
    HalfFloors,
    annotation_hash,
    floors_file,
    load,
    pin,
    reached,
    save,
    undercut,
)
from dxextract.evaluation.gold import load_gold

Annotate = Callable[..., Path]
TEXT = "Tỉnh có 906 dịch vụ."
GOLD = 'id: a\nfacts:\n- {q: "[[906]]", kind: count, value: 906, unit: dịch vụ}\n'


def half(found: float, *, value: float = 0.5, annotations: str = "sha256:1") -> HalfFloors:
    def floors(metric: float) -> FamilyFloors:
        return FamilyFloors(all=metric, metric=metric, ranking=0, reference=0)

    return HalfFloors(annotations=annotations, found=floors(found), value=floors(value), record=floors(0.25))


def test_nothing_is_undercut() -> None:
    assert list(undercut({"tuned": half(0.9)}, {"tuned": half(0.9)}, whole=True)) == []
    assert list(undercut({"tuned": half(0.9)}, {"tuned": half(0.95)}, whole=True)) == []


def test_each_undercut_floor_is_a_line() -> None:
    assert list(undercut({"tuned": half(0.9)}, {"tuned": half(0.899)}, whole=True)) == [
        "tuned: found.all F1 0.899 is below its floor 0.900",
        "tuned: found.metric F1 0.899 is below its floor 0.900",
    ]


def test_changed_annotations_are_noticed() -> None:
    (line,) = undercut({"tuned": half(0.9)}, {"tuned": half(0.9, annotations="sha256:2")}, whole=True)
    assert "annotations changed" in line


def test_halves_without_floors_and_floors_without_half() -> None:
    pinned, measured = {"tuned": half(0.9)}, {"check": half(0.9)}
    assert len(list(undercut(pinned, measured, whole=True))) == 2
    (line,) = undercut(pinned, measured, whole=False)
    assert line.startswith("check: has no floors yet")


@pytest.mark.parametrize(
    ("up", "down", "found", "value"),
    [(True, False, 0.9, None), (True, True, 0.9, 0.4), (False, True, 0.8, 0.4)],
)
def test_pin(up: bool, down: bool, found: float, value: float | None) -> None:
    pinned, measured = {"tuned": half(0.8)}, {"tuned": half(0.9, value=value or 0.5, annotations="sha256:2")}
    (now,) = pin(pinned, measured, up=up, down=down).values()
    assert (now.found.all, now.value.metric, now.annotations) == (found, value or 0.5, "sha256:2")


def test_raising_refuses_to_lower_anything() -> None:
    with pytest.raises(AccuracyError, match=r"tuned: value.all F1 0.400 is below its floor 0.500"):
        pin({"tuned": half(0.8)}, {"tuned": half(0.9, value=0.4)}, up=True, down=False)


def test_halves_that_were_not_measured_keep_their_floors() -> None:
    new = pin({"check": half(0.7)}, {"tuned": half(0.9)}, up=True, down=False)
    assert new == {"check": half(0.7), "tuned": half(0.9)}


def test_file(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    save(path, {"tuned": half(0.9), "check": half(0.7)})
    assert load(path) == {"tuned": half(0.9), "check": half(0.7)}
    before = path.read_bytes()
    assert json.loads(before)["tuned"]["found"] == {"all": 0.9, "metric": 0.9, "ranking": 0.0, "reference": 0.0}
    save(path, {"check": half(0.7), "tuned": half(0.9)})
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", ["", "[]", '{"tuned": {}}', "\xff"])
def test_no_floors_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(UsageError, match=r"floors\.json"):
        load(path)
    with pytest.raises(UsageError, match=r"gone\.json"):
        load(tmp_path / "gone.json")


def test_floors_file_is_found_in_the_folder_and_above(tmp_path: Path) -> None:
    tuned = tmp_path / "corpus" / "tuned"
    tuned.mkdir(parents=True)
    assert floors_file(tuned) is None
    path = tmp_path / "corpus" / "floors.json"
    path.touch()
    assert floors_file(tuned) == floors_file(tuned.parent) == path
    assert floors_file(tmp_path) is None


def test_reached(annotate: Annotate, tmp_path: Path) -> None:
    annotate(TEXT, GOLD)
    corpus = annotate(TEXT, GOLD, name="check/b")
    outside = tmp_path / "other"
    outside.mkdir()
    (outside / "c.txt").write_text(TEXT, encoding="utf-8")
    (outside / "c.yaml").write_text(GOLD, encoding="utf-8")
    records: list[dict[str, Any]] = [
        {"record": "metric", "source": "a.txt", "start": 8, "end": 11, "raw": "906", "value": 906, "kind": "money"}
    ]
    measured = reached(load_gold([corpus, outside]), records, base=corpus)
    assert set(measured) == {"tuned", "check"}
    assert measured["tuned"].flat()["value.all"] == 1
    assert measured["tuned"].flat()["record.all"] == 0
    assert measured["check"].flat()["found.all"] == 0


def test_annotation_hash(annotate: Annotate) -> None:
    annotate(TEXT, GOLD)
    corpus = annotate(TEXT, GOLD, name="tuned/b")
    texts = load_gold([corpus])
    before = annotation_hash(texts)
    assert annotation_hash(reversed(texts)) == before
    path = corpus / "tuned" / "b.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert annotation_hash(texts) == before
    path.write_bytes(path.read_bytes() + b"# checked\n")
    assert annotation_hash(texts) != before
    assert annotation_hash(texts[:1]) != before
