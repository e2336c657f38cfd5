"""Accuracy that must not be lost: F1 floors in a file kept in git.

``floors.json`` lies above the halves of a corpus (the folders ``tuned`` and ``check``) and holds for each half a hash
of its annotated texts and, for found, value and record, the floor of each family and of all. Floors are F1 rounded
down to three decimals. Changed annotations make the old floors meaningless, so they count as undercut until the
floors are pinned again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from dxextract.errors import AccuracyError, UsageError
from dxextract.evaluation.compare import Record
from dxextract.evaluation.gold import GoldText
from dxextract.evaluation.score import MEASURES, score
from dxextract.wording import plain

FILE_NAME: Final = "floors.json"


class FamilyFloors(BaseModel):
    """Floors of one measure."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    all: float
    metric: float
    ranking: float
    reference: float


class HalfFloors(BaseModel):
    """Floors of one half, and the hash of the annotated texts that they were measured on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    annotations: str
    found: FamilyFloors
    value: FamilyFloors
    record: FamilyFloors

    def flat(self) -> dict[str, float]:
        """``found.metric`` and so on → floor."""
        return {
            f"{measure}.{family}": floor
            for measure in MEASURES
            for family, floor in getattr(self, measure).model_dump().items()
        }


Floors = Mapping[str, HalfFloors]
"""By the name of the half."""

_FILE: Final = TypeAdapter(dict[str, HalfFloors])


def floors_file(folder: Path) -> Path | None:
    """The floors that hold for an annotated folder: ``floors.json`` in it or in the folder above, None without."""
    folder = folder.resolve()
    return next((path for path in (folder / FILE_NAME, folder.parent / FILE_NAME) if path.is_file()), None)


def load(path: Path) -> Floors:
    """Read a floors file.

    Raises:
        UsageError: it cannot be read, or is no floors file.
    """
    try:
        return _FILE.validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        raise UsageError(f"{path}: {'.'.join(map(str, fault['loc']))}: {plain(fault)}") from error


def save(path: Path, floors: Floors) -> None:
    """Write a floors file in one step: a reader sees the old file or the new one."""
    plain = {name: half.model_dump() for name, half in sorted(floors.items())}
    with NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, delete=False) as file:
        try:
            file.write(json.dumps(plain, indent=2) + "\n")
            file.close()
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise


def annotation_hash(texts: Iterable[GoldText]) -> str:
    """Hash of texts and annotations, whatever their order, folder and line ends."""
    whole = sha256()
    for text in sorted(texts, key=lambda text: text.path.name):
        for path in (text.path, text.path.with_suffix(".yaml")):
            part = sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
            whole.update(f"{path.name} {part}\n".encode())
    return f"sha256:{whole.hexdigest()}"


def reached(texts: Iterable[GoldText], records: Iterable[Record], *, base: Path) -> dict[str, HalfFloors]:
    """What the records reach on each half, as floors.

    Args:
        texts: annotated texts; those that do not lie below ``base`` have no floors and are left out.
        records: as in the JSON lines.
        base: the folder of the floors file; the halves are its folders.
    """
    base = base.resolve()
    halves: dict[str, list[GoldText]] = {}
    for text in texts:
        if text.path.is_relative_to(base):
            folders = text.path.relative_to(base).parts[:-1]
            halves.setdefault(folders[0] if folders else ".", []).append(text)
    records = list(records)
    measured: dict[str, HalfFloors] = {}
    for name, half in halves.items():
        floors = {key: score.floor for key, score in score(half, records).scores.items()}
        measured[name] = _half(annotation_hash(half), floors)
    return measured


def _half(annotations: str, floors: Mapping[str, float]) -> HalfFloors:
    by_measure = {
        measure: {family: floors[f"{measure}.{family}"] for family in FamilyFloors.model_fields} for measure in MEASURES
    }
    return HalfFloors.model_validate({"annotations": annotations, **by_measure})


def undercut(pinned: Floors, measured: Floors, *, whole: bool) -> Iterator[str]:
    """One line for each floor that is not reached, and for each half whose floors say nothing about it.

    Args:
        pinned: the floors of the file.
        measured: see :func:`reached`.
        whole: whether every half was to be measured, so that one that is gone is noticed.
    """
    for name, now in measured.items():
        if name not in pinned:
            yield f"{name}: has no floors yet; --raise-floors pins them"
            continue
        if pinned[name].annotations != now.annotations:
            yield f"{name}: the annotations changed since the floors were pinned; --raise-floors pins them anew"
        yield from _lower(name, pinned[name], now)
    if whole:
        yield from (
            f"{name}: has floors, but no annotated text; restore it or take it out of the file"
            for name in pinned
            if name not in measured
        )


def _lower(name: str, pinned: HalfFloors, now: HalfFloors) -> Iterator[str]:
    scores = now.flat()
    for key, floor in pinned.flat().items():
        if scores[key] < floor:
            yield f"{name}: {key} F1 {scores[key]:.3f} is below its floor {floor:.3f}"


def pin(pinned: Floors, measured: Floors, *, up: bool, down: bool) -> dict[str, HalfFloors]:
    """New floors.

    Args:
        pinned: the floors so far; halves that were not measured keep theirs.
        measured: what is reached now.
        up: whether floors that are exceeded rise.
        down: whether floors that are undercut sink.

    Raises:
        AccuracyError: a floor is undercut and ``down`` is false.
    """
    if not down:
        lower = [line for name, now in measured.items() if name in pinned for line in _lower(name, pinned[name], now)]
        if lower:
            raise AccuracyError("\n".join([*lower, "nothing was pinned; --lower-floors lowers floors"]))
    new = dict(pinned)
    for name, now in measured.items():
        old = pinned[name].flat() if name in pinned else {}
        floors = {
            key: floor if (up if floor > old.get(key, floor) else down) else old.get(key, floor)
            for key, floor in now.flat().items()
        }
        new[name] = _half(now.annotations, floors)
    return new
