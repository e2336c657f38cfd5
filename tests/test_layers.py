"""The way of the data is one way: which part of the package may import which (docs/architecture.md).

Read from the source, imports inside functions included, so that a forbidden import fails before it is run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"

FORBIDDEN = {
    "dxextract.finders": ["dxextract.linkers", "dxextract.records", "dxextract.runner", "dxextract.cli"],
    "dxextract.linkers": ["dxextract.readers", "dxextract.checks", "dxextract.runner", "dxextract.cli"],
    "dxextract.checks": ["dxextract.readers", "dxextract.linkers", "dxextract.runner", "dxextract.cli"],
    "dxextract.readers": [
        *("dxextract.tokenizer", "dxextract.finders", "dxextract.linkers", "dxextract.extractor", "dxextract.pipeline"),
        *("dxextract.runner", "dxextract.cli"),
    ],
    # A panel is made from tables alone.
    "dxextract.panels": [
        *("dxextract.readers", "dxextract.tokenizer", "dxextract.finders", "dxextract.linkers"),
        *("dxextract.extractor", "dxextract.pipeline", "dxextract.runner", "dxextract.cli"),
    ],
    # And so is the report.
    "dxextract.report": [
        *("dxextract.readers", "dxextract.tokenizer", "dxextract.finders", "dxextract.linkers"),
        *("dxextract.extractor", "dxextract.pipeline", "dxextract.runner", "dxextract.cli"),
    ],
}

# From text to facts: this part must run where no Arrow is, and know nothing of files.
EXTRACTION = [
    "dxextract.spans",
    "dxextract.text",
    "dxextract.article",
    "dxextract.document",
    "dxextract.tokenizer.claims",
    "dxextract.knowledge",
    "dxextract.finders",
    "dxextract.linkers",
    "dxextract.checks",
]

ENTRANCES = {"dxextract.cli", "dxextract.__main__"}


def name_of(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted((SRC / "dxextract").rglob("*.py"))}


def inside(name: str, part: str) -> bool:
    return name == part or name.startswith(part + ".")


def imported_by(code: str, *, package: str) -> Iterator[str]:
    """Full names of what ``code`` imports; for ``from a import b`` both ``a`` and ``a.b``, as ``b`` may be a module."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            anchor = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*anchor, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


@cache
def imports(module: str) -> frozenset[str]:
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    return frozenset(imported_by(path.read_text("utf-8"), package=package))


def reach(module: str) -> set[str]:
    """Everything that importing and using ``module`` can import, through our own modules and their packages."""
    seen: set[str] = set()
    waiting = {module}
    while waiting:
        name = waiting.pop()
        seen.add(name)
        if name in MODULES:
            parent = name.rpartition(".")[0]
            # The root package is lazy: it offers everything and imports nothing.
            waiting |= (imports(name) | {parent}) - seen - {"", "dxextract"}
    return seen


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import a.b", {"a.b"}),
        ("from a import b", {"a", "a.b"}),
        ("def f():\n    import late", {"late"}),
        ("from . import x", {"p.q", "p.q.x"}),
        ("from ..r import x", {"p.r", "p.r.x"}),
        ("text = 'import nothing'", set()),
    ],
)
def test_imports_are_read(code: str, expected: set[str]) -> None:
    assert set(imported_by(code, package="p.q")) == expected


@pytest.mark.parametrize("part", FORBIDDEN)
def test_a_stage_knows_nothing_of_the_later_ones(part: str) -> None:
    mine = [module for module in MODULES if inside(module, part)]
    assert mine
    found = {
        f"{module} imports {name}"
        for module in mine
        for name in imports(module)
        if any(inside(name, other) for other in FORBIDDEN[part])
    }
    assert not found


def test_only_the_command_line_imports_the_command_line() -> None:
    found = {
        f"{module} imports {name}"
        for module in MODULES
        if not any(inside(module, entrance) for entrance in ENTRANCES)
        for name in imports(module)
        if inside(name, "dxextract.cli")
    }
    assert not found


@pytest.mark.parametrize("part", EXTRACTION)
def test_extraction_needs_no_arrow(part: str) -> None:
    mine = [module for module in MODULES if inside(module, part)]
    assert mine
    found = {module for module in mine if any(inside(name, "pyarrow") for name in reach(module))}
    assert not found
