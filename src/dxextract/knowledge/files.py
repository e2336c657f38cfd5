"""Reading what people edit: YAML files checked against a strict model, every fault with file, line and field."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from dxextract.errors import KnowledgeError


class Entry(BaseModel):
    """Base of every entry in a knowledge file: unknown keys and wrong types are faults, values never change."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


E = TypeVar("E", bound=BaseModel)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_entries(path: Path, model: type[E]) -> tuple[E, ...]:
    """Read a YAML list of entries.

    Raises:
        KnowledgeError: the file cannot be read or entries are wrong; one line ``file:line: field: message`` a fault.
    """
    data, node = _parse(path)
    if not isinstance(data, list):
        raise KnowledgeError(f"{path}:1: a list of entries is expected")
    entries: list[E] = []
    faults: list[str] = []
    for position, raw in enumerate(data):
        try:
            entries.append(model.model_validate(_tuples(raw)))
        except ValidationError as error:
            faults += [
                f"{path}:{_line(node(), (position, *e['loc']))}: {_field(e['loc'])}: {e['msg']}" for e in error.errors()
            ]
    if faults:
        raise KnowledgeError("\n".join(faults))
    return tuple(entries)


def read_table(path: Path, model: type[E]) -> E:
    """Read a YAML mapping as one entry; faults as in :func:`read_entries`."""
    data, node = _parse(path)
    try:
        return model.model_validate(_tuples(data))
    except ValidationError as error:
        lines = [f"{path}:{_line(node(), e['loc'])}: {_field(e['loc'])}: {e['msg']}" for e in error.errors()]
        raise KnowledgeError("\n".join(lines)) from error


def _parse(path: Path) -> tuple[Any, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        return yaml.load(text, Loader=_Loader), lambda: yaml.compose(text, Loader=_Loader)
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read: {error.strerror}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(f"{path}:{line}: not valid YAML: {error.problem}") from error


def _tuples(value: Any) -> Any:
    """Lists as tuples, which frozen models ask for."""
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return value


def _line(node: Any, location: tuple[int | str, ...]) -> int:
    """The line of the deepest node on the way to ``location``."""
    for step in location:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            found = next((v for k, v in node.value if k.value == step), None)
            if found is None:
                break
            node = found
        else:
            break
    return int(node.start_mark.line) + 1


def _field(location: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in location) or "entry"
