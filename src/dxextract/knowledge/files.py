"""Reading what people edit: YAML and CSV checked against a strict model, every fault with file, line and field.

A file may come in layers: the packaged one, and the user's own that adds to it (:mod:`dxextract.knowledge.overlay`).
Whatever layer a value comes from, its fault is told with the place where it is written.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from yaml.constructor import SafeConstructor

from dxextract.errors import KnowledgeError
from dxextract.knowledge import overlay
from dxextract.knowledge.overlay import Fault, Location, Row, fault_at
from dxextract.knowledge.wording import plain

E = TypeVar("E", bound=BaseModel)
Trouble = tuple[int, Location, str]
"""What a check of entries finds: the position of the entry, the way to the value in it, and what is wrong."""
Check = Callable[[Sequence[E], frozenset[str]], Iterable[Trouble]]
"""Looks at all entries of a file; is also given every id in it, those of entries that have faults included."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Entry(BaseModel):
    """Base of every entry in a knowledge file: unknown keys and wrong types are faults, values never change."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


@dataclass(frozen=True, slots=True)
class KnowledgeFile:
    """A file in its layers; each adds to the one before it.

    Attributes:
        faults: takes the faults, and what has none is used; None: faults raise.
    """

    paths: tuple[Path, ...]
    faults: list[Fault] | None = None


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of knowledge in its layers, to be used like a path: ``folder / "units.yaml"``."""

    layers: tuple[Path, ...]
    faults: list[Fault] | None = None

    def __truediv__(self, name: str) -> KnowledgeFile:
        base, *own = (layer / name for layer in self.layers)
        return KnowledgeFile((base, *(path for path in own if path.exists())), self.faults)


AnyFolder = Path | Folder
AnyFile = Path | KnowledgeFile


@dataclass(frozen=True, slots=True)
class Item(Generic[E]):
    """An entry and where it is written; ``own``: in the user's knowledge."""

    entry: E
    node: yaml.Node
    own: bool = False

    def fault(self, location: Location, message: str) -> Fault:
        """A fault of a value in the entry."""
        return fault_at(self.node, location, message)


def read_entries(source: AnyFile, model: type[E], *, check: Check[E] | None = None) -> tuple[E, ...]:
    """Read a YAML list of entries.

    Args:
        source: the file.
        model: what an entry looks like. Where it has an ``id``, no two entries may share it.
        check: finds faults that concern more than one value.

    Raises:
        KnowledgeError: the file cannot be read or entries are wrong; one line ``file:line: field: message`` a fault.
            A file that collects faults gives the entries without one instead, or the packaged entry for the user's.
    """
    return tuple(item.entry for item in read_items(source, model, check=check))


def read_items(source: AnyFile, model: type[E], *, check: Check[E] | None = None) -> tuple[Item[E], ...]:
    """:func:`read_entries`, with the places of the entries."""
    file = _file(source)
    merged = _merged(file)
    if not isinstance(merged.node, yaml.SequenceNode):
        raise KnowledgeError(str(Fault(str(file.paths[0]), 1, "entry", "a list of entries is expected")))
    faults = list(merged.faults)
    items: list[Item[E]] = []
    ids: list[str] = []
    for node, data in zip(merged.node.value, _data(merged.node), strict=True):
        if isinstance(data, dict):
            ids.append(str(data.get("id")))
        try:
            items.append(Item(model.model_validate(data), node, node.start_mark.name != str(file.paths[0])))
        except ValidationError as error:
            faults += [fault_at(node, e["loc"], plain(e)) for e in error.errors()]
            if (packaged := merged.fallbacks.get(id(node))) is not None:
                items.append(Item(model.model_validate(_data(packaged)), packaged))
    troubles = list(_twice(items))
    if check is not None:
        # What is packaged comes first: where two entries cannot both be right, it is the user's that is wrong.
        order = sorted(range(len(items)), key=lambda position: items[position].own)
        found = check([items[position].entry for position in order], frozenset(ids))
        troubles += [(order[position], location, message) for position, location, message in found]
    faults += [items[position].fault(location, message) for position, location, message in troubles]
    wrong = {position for position, _, _ in troubles}
    items = [
        Item(model.model_validate(_data(packaged)), packaged) if packaged else item
        for position, item in enumerate(items)
        if (packaged := merged.fallbacks.get(id(item.node)) if position in wrong else None) or position not in wrong
    ]
    report(file, faults)
    return tuple(items)


def read_table(source: AnyFile, model: type[E]) -> E:
    """Read a YAML mapping as one entry; faults as in :func:`read_entries`."""
    return read_item(source, model).entry


def read_item(source: AnyFile, model: type[E]) -> Item[E]:
    """:func:`read_table`, with the places of the values."""
    file = _file(source)
    merged = _merged(file)
    faults = list(merged.faults)
    node, first = merged.node, True
    while True:
        try:
            item = Item(model.model_validate(_data(node)), node)
            break
        except ValidationError as error:
            found = error.errors()
            if first:
                faults += [fault_at(node, e["loc"], plain(e)) for e in found]
            first = False
            if file.faults is None or node is merged.packaged:
                raise KnowledgeError("\n".join(map(str, faults))) from error
            if not any([overlay.drop(node, e["loc"]) for e in reversed(found)]):
                node = merged.packaged
    report(file, faults)
    return item


def read_rows(source: AnyFile, *, needed: Iterable[str], optional: Iterable[str] = ()) -> Iterator[Row]:
    """Read a CSV table whose rows have ids; the lists in ``aliases`` and ``lookups`` are parted by semicolons.

    Args:
        source: the file. In the user's own, columns may be left out and cells left empty: they stay as packaged.
        needed: columns that the packaged file must have.
        optional: columns that it may lack.

    Raises:
        KnowledgeError: the file cannot be read, or a row has too many or too few cells.
    """
    file = _file(source)
    faults: list[Fault] = []
    base, *own = file.paths
    columns, rows = _table(base, faults)
    if missing := sorted(set(needed) - set(columns)):
        faults.append(Fault(str(base), 1, missing[0], "this column is missing"))
    for path in own:
        _, more = _table(path, faults, known={*columns, *optional})
        rows = overlay.merge_rows(rows, more)
    report(file, faults)
    return iter(rows)


def report(source: AnyFile | AnyFolder, faults: Sequence[Fault]) -> None:
    """Add faults to those that a file or folder collects.

    Raises:
        KnowledgeError: there are faults, and it collects none.
    """
    if isinstance(source, KnowledgeFile | Folder) and source.faults is not None:
        source.faults.extend(faults)
    elif faults:
        raise KnowledgeError("\n".join(map(str, faults)))


def _table(path: Path, faults: list[Fault], *, known: set[str] | None = None) -> tuple[list[str], list[Row]]:
    """The columns and rows of one CSV file; rows with faults are left out."""
    where = str(path)
    rows: list[Row] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            columns = list(reader.fieldnames or ())
            if known is not None:
                faults += [
                    Fault(where, 1, name, "no table of places has this column") for name in columns if name not in known
                ]
            for row in reader:
                if None in row or None in row.values():
                    faults.append(Fault(where, reader.line_num, "row", f"{len(columns)} cells are expected"))
                elif not row.get("id"):
                    faults.append(Fault(where, reader.line_num, "id", "a row needs the id of its place"))
                else:
                    rows.append(Row(row, where, reader.line_num))
    except OSError as error:
        raise KnowledgeError(f"{path}:1: file: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise KnowledgeError(f"{path}:1: file: cannot be read: {error}") from error
    return columns, rows


def _file(source: AnyFile) -> KnowledgeFile:
    return source if isinstance(source, KnowledgeFile) else KnowledgeFile((source,))


def _merged(file: KnowledgeFile) -> overlay.Merged:
    base, *own = file.paths
    merged = overlay.Merged(parse(base))
    for path in own:
        try:
            node = parse(path)
            _data(node)
        except KnowledgeError as error:
            if file.faults is None:
                raise
            merged.faults.append(Fault.read(str(error)))
        else:
            merged.add(node)
    return merged


def parse(path: Path) -> yaml.Node:
    """The node tree of a file. The loader notes the file's name in the marks of the nodes."""
    try:
        with path.open("rb") as stream:
            node: yaml.Node | None = yaml.compose(stream, Loader=_Loader)
        if node is not None and (own := _in_itself(node)) is not None:
            raise KnowledgeError(f"{path}:{own.start_mark.line + 1}: file: an alias (*) stands inside what it means")
    except OSError as error:
        raise KnowledgeError(f"{path}:1: file: cannot be read: {error.strerror}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(f"{path}:{line}: file: not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path}:1: file: not valid YAML: {' '.join(str(error).split())}") from error
    if node is None:
        raise KnowledgeError(f"{path}:1: file: it is empty")
    return node


def _in_itself(node: yaml.Node) -> yaml.Node | None:
    """A node that holds itself, through an alias; such a tree has no end."""
    above: list[yaml.Node] = []
    todo: list[tuple[yaml.Node, int]] = [(node, 0)]
    done: set[int] = set()
    while todo:
        node, depth = todo.pop()
        del above[depth:]
        if any(node is other for other in above):
            return node
        if id(node) in done or not isinstance(node, yaml.CollectionNode):
            continue
        done.add(id(node))
        above.append(node)
        parts = [part for pair in node.value for part in (pair if isinstance(pair, tuple) else (pair,))]
        todo += [(part, depth + 1) for part in parts]
    return None


def _data(node: yaml.Node) -> Any:
    """The values of a tree, lists as tuples.

    Raises:
        KnowledgeError: a value cannot be made, such as ``2025-02-30``, which YAML takes for a date.
    """
    try:
        return _tuples(SafeConstructor().construct_document(node))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else node.start_mark.line + 1
        raise KnowledgeError(f"{node.start_mark.name}:{line}: value: {error.problem}") from error
    except ValueError as error:
        if isinstance(node, yaml.CollectionNode):
            for part in node.value:
                for inner in part if isinstance(part, tuple) else (part,):
                    _data(inner)
        raise KnowledgeError(f"{node.start_mark.name}:{node.start_mark.line + 1}: value: {error}") from error


def _tuples(value: Any) -> Any:
    """Lists as tuples, which frozen models ask for."""
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return value


def _twice(items: Sequence[Item[Any]]) -> Iterator[Trouble]:
    """Entries whose id another one has already."""
    seen: set[str] = set()
    for position, item in enumerate(items):
        name = getattr(item.entry, "id", None)
        if name is not None and name in seen:
            yield position, ("id",), f"another entry has the id {name!r}"
        seen.add(str(name))
