"""What a project folder says once for all commands: ``dxextract.toml``, or ``[tool.dxextract]`` of ``pyproject.toml``.

The file of the current folder is read. The one key is ``knowledge``, a folder named from where the file lies; an option
on the command line wins over it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dxextract.errors import UsageError

_KEYS = ("knowledge",)


def own_knowledge(option: Path | None) -> Path | None:
    """The user's knowledge: what ``--knowledge`` names, or else the configuration of the current folder.

    Raises:
        UsageError: the configuration cannot be read, or holds something else.
    """
    return option if option is not None else _configured(Path())


def _configured(folder: Path) -> Path | None:
    for name, table in (("dxextract.toml", ()), ("pyproject.toml", ("tool", "dxextract"))):
        path = folder / name
        if not path.is_file():
            continue
        settings = _read(path)
        for key in table:
            settings = settings.get(key, {})
        if unknown := sorted(set(settings) - set(_KEYS)):
            raise UsageError(f"{path}: {unknown[0]}: there is no such setting; the settings are: {', '.join(_KEYS)}")
        value = settings.get("knowledge")
        if value is not None:
            if not isinstance(value, str) or not value:
                raise UsageError(f'{path}: knowledge: a folder is expected, as in knowledge = "my"')
            return path.parent / value
    return None


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error
