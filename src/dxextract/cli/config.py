"""What a project folder says once for all commands: ``dxextract.toml``, or ``[tool.dxextract]`` of ``pyproject.toml``.

The file of the current folder is read. An option on the command line wins over it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxextract.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings; None or nothing where the file does not say.

    Attributes:
        knowledge: folder with one's own patterns and gazetteer; in the file, named from where that lies.
        jobs: processes of ``extract``.
        timeout: seconds for one article, 0 for any time.
        map: which field of a record holds what, as ``--map`` says it.
    """

    knowledge: Path | None = None
    jobs: int | None = None
    timeout: float | None = None
    map: Mapping[str, str] = field(default_factory=dict)


def own_knowledge(option: Path | None) -> Path | None:
    """The user's knowledge: what ``--knowledge`` names, or else the configuration of the current folder.

    Raises:
        UsageError: the configuration cannot be read, or holds something else.
    """
    return option if option is not None else config().knowledge


def config(folder: Path = Path()) -> Config:
    """The configuration of a folder.

    Raises:
        UsageError: it cannot be read, a setting is unknown or has a value that it cannot have.
    """
    for name, table in (("dxextract.toml", ()), ("pyproject.toml", ("tool", "dxextract"))):
        path = folder / name
        if not path.is_file():
            continue
        settings: Any = _read(path)
        for key in table:
            settings = settings.get(key, {})
        if unknown := sorted(set(settings) - set(_READERS)):
            raise UsageError(f"{path}: {unknown[0]}: there is no such setting; the settings are: {', '.join(_READERS)}")
        if settings:
            return Config(**{key: _READERS[key](path, value) for key, value in settings.items()})
    return Config()


def _knowledge(path: Path, value: Any) -> Path:
    if not isinstance(value, str) or not value:
        raise UsageError(f'{path}: knowledge: a folder is expected, as in knowledge = "my"')
    return path.parent / value


def _jobs(path: Path, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UsageError(f"{path}: jobs: a number of processes is expected, as in jobs = 4")
    return value


def _timeout(path: Path, value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < float("inf"):
        raise UsageError(f"{path}: timeout: a number of seconds is expected, as in timeout = 60; 0 is no limit")
    return float(value)


def _map(path: Path, value: Any) -> dict[str, str]:
    from dxextract.readers.options import parse_map

    if not isinstance(value, dict) or not all(isinstance(column, str) for column in value.values()):
        raise UsageError(f'{path}: map: fields by name are expected, as in map = {{text = "body"}}')
    try:
        return parse_map(",".join(f"{name}={column}" for name, column in value.items())) if value else {}
    except UsageError as error:
        raise UsageError(f"{path}: {str(error).replace('--map', 'map')}") from error


_READERS: dict[str, Callable[[Path, Any], Any]] = {
    "knowledge": _knowledge,
    "jobs": _jobs,
    "timeout": _timeout,
    "map": _map,
}


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
