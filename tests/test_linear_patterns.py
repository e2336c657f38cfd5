"""No expression takes more than linear time, whatever it is applied to: each by itself, in the way the code uses it.

Only a repetition without end can make an expression slow. From its parsed form come, for each of them, texts that lead
up to it and into it, and on, and never to what it needs behind. A whole stage would show such an expression on none but
the one text that holds its words.
"""

from __future__ import annotations

import ast
import gc
import math
import random
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any

import pytest

import dxextract
from dxextract.extractor import Extractor

from .cli.conftest import POSIX

pytestmark = [POSIX, pytest.mark.alone]

ROOT = Path(dxextract.__file__).parent
STAGES = ("readers", "tokenizer", "finders", "linkers", "checks")
MODULES = ("assembly", "citations", "clusters", "text")
METHODS = frozenset({"match", "fullmatch", "search", "finditer", "findall", "sub"})
ONCE = {frozenset({"match"}): "match", frozenset({"fullmatch"}): "fullmatch"}

MATCHED = (
    "knowledge.checks.words.same_things",
    "knowledge.links.implied",
    "tokenizer.layout._LABELS",
    *(f"knowledge.rankings.rules[rank.{name}].pattern" for name in ("series", "from_to", "compared")),
)
"""What is only matched at one place, though the code calls it by another name, or others of its name otherwise."""

SHORT = {
    "knowledge.layout.": "lines of at most 300 characters (readers/furniture.py, readers/header.py)",
    "knowledge.periods.prefixes": "the characters before an expression, at most _LONGEST_PREFIX (finders/periods.py)",
    "readers.dates.": "values of at most 100 characters (readers/dates.py)",
}
"""What is only applied to texts that cannot be long, and why not."""

TIMES = 1024
MOST = 2.7
LEAST = 0.002  # seconds: quadratic time is above for so many pieces, linear time for most expressions below
ENOUGH = 0.1
TOO_LONG = 2.0
TEXTS = 12


class TooLongError(Exception):
    """Raised in a match that does not end."""


# ---------------------------------------------------------------------------------------------- what there is


def expressions(extractor: Extractor) -> dict[str, re.Pattern[str]]:
    """All expressions that articles are read with, each under the shortest name that leads to it."""
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    seen: set[int] = set()

    def walk(thing: Any, name: str) -> None:
        if isinstance(thing, re.Pattern):
            if isinstance(thing.pattern, str):
                found.setdefault((thing.pattern, thing.flags), (name, thing))
        elif id(thing) not in seen:
            seen.add(id(thing))
            for part, inside in parts(thing):
                walk(inside, f"{name}{part}")

    walk(extractor.knowledge, "knowledge")
    for module in modules():
        for name, thing in vars(module).items():
            if not isinstance(thing, ModuleType):
                walk(thing, f"{module.__name__.removeprefix('dxextract.')}.{name}")
    return {name: pattern for name, pattern in found.values()}


def modules() -> Iterator[ModuleType]:
    names = [f"{stage}.{module.name}" for stage in STAGES for module in iter_modules([str(ROOT / stage)])]
    for name in (*names, *MODULES):
        with suppress(ImportError):  # of an extra
            yield import_module(f"dxextract.{name}")


def parts(thing: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(thing, Mapping):
        yield from ((f"[{key}]", inside) for key, inside in thing.items())
    elif isinstance(thing, tuple | list | frozenset | set):
        yield from ((f"[{getattr(inside, 'id', at)}]", inside) for at, inside in enumerate(thing))
    elif type(thing).__module__.startswith("dxextract."):
        names = [name for kind in type(thing).__mro__ for name in getattr(kind, "__slots__", ())]
        names += getattr(thing, "__dict__", {})
        yield from ((f".{name}", getattr(thing, name)) for name in names if hasattr(thing, name))


def uses() -> dict[str, frozenset[str]]:
    """The methods of expressions that the code calls: by module and name of a constant, or by name of an attribute."""
    found: dict[str, set[str]] = {}
    files = [path for stage in (*STAGES, "knowledge") for path in (ROOT / stage).glob("*.py")]
    for path in (*files, *(ROOT / f"{module}.py" for module in MODULES)):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                value = node.value.value if isinstance(node.value, ast.Subscript) else node.value
                name = f"{module}.{value.id}" if isinstance(value, ast.Name) else getattr(value, "attr", "")
                found.setdefault(name, set()).add(node.attr)
    return {name: frozenset(methods) for name, methods in found.items()}


def methods_of(name: str, used: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What is called on the expression of a name; nothing where that cannot be told."""
    if name.startswith(MATCHED):
        return frozenset({"match"})
    return used.get(name) or used.get(re.sub(r"(?:\[.*\])?\Z", "", name).rpartition(".")[2], frozenset())


def applied(pattern: re.Pattern[str], methods: frozenset[str]) -> Callable[[str], object]:
    """How an expression is tried: once where it is only matched at one place, else all over the text."""
    if once := ONCE.get(methods):
        return getattr(pattern, once)  # type: ignore[no-any-return]
    return lambda text: sum(1 for _ in pattern.finditer(text))


# ---------------------------------------------------------------------------------------------- what it is tried on


def texts(pattern: re.Pattern[str], most: int) -> list[Callable[[int], str]]:
    """Makers of texts, by how many times they repeat a piece: each goes on with an endless repetition of a pattern."""
    chance = random.Random(0)
    tree = _parser.parse(pattern.pattern, pattern.flags)
    pairs: set[tuple[str, str]] = set()
    for _ in range(8):
        _sample(tree, chance, [], pairs)
    chosen = chance.sample(sorted(pairs), min(len(pairs), most // 4))
    pieces = {("", body) for _, body in chosen} | set(chosen)
    pieces |= {("", before + body + behind) for before, body in chosen for behind in ("", " ")}
    return [partial(_repeated, *pair) for pair in sorted(pieces)]


def _repeated(before: str, piece: str, times: int) -> str:
    return before + piece * times


def _sample(items: Iterable[Any], chance: random.Random, out: list[str], pairs: set[tuple[str, str]]) -> None:
    """Append a text that the items match; note for each endless repetition what stands before and what it repeats."""
    for code, argument in items:
        if code is sre.LITERAL:
            out.append(chr(argument))
        elif code in (sre.IN, sre.NOT_LITERAL, sre.ANY):
            out.append(_character(code, argument, chance))
        elif code is sre.BRANCH:
            _sample(chance.choice(argument[1]), chance, out, pairs)
        elif code is sre.SUBPATTERN:
            _sample(argument[-1], chance, out, pairs)
        elif code is sre.ATOMIC_GROUP:
            _sample(argument, chance, out, pairs)
        elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            least, most, body = argument
            inside: list[str] = []
            _sample(body, chance, inside, pairs)
            if most is sre.MAXREPEAT and (piece := "".join(inside)):
                pairs.add(("".join(out), piece))
            for _ in range(max(least, min(most, chance.randint(0, 2)))):
                _sample(body, chance, out, pairs)


_SIGNS = "aô1 .,/()-:\n\"'@;|_<>{}"


def _character(code: Any, argument: Any, chance: random.Random) -> str:
    """A character that one item of an expression matches."""
    if code is sre.NOT_LITERAL:
        return chance.choice([sign for sign in _SIGNS if sign != chr(argument)])
    if code is sre.ANY:
        return chance.choice("a1 .")
    named: list[str] = [chr(a if c is sre.LITERAL else a[0]) for c, a in argument if c in (sre.LITERAL, sre.RANGE)]
    one = re.compile(_class(argument))
    fitting: list[str] = [sign for sign in (*_SIGNS, *named) if one.match(sign)]
    return chance.choice(fitting or ["x"])


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}


def _class(items: Iterable[Any]) -> str:
    written = ""
    for code, argument in items:
        if code is sre.NEGATE:
            written += "^"
        elif code is sre.LITERAL:
            written += re.escape(chr(argument))
        elif code is sre.RANGE:
            written += "-".join(re.escape(chr(end)) for end in argument)
        else:
            written += _CATEGORIES[argument]
    return f"[{written}]"


# ---------------------------------------------------------------------------------------------- how long it takes


def seconds(apply: Callable[[str], object], text: str) -> float:
    """Of the process; infinite where it takes longer than ``TOO_LONG``."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, TOO_LONG)
    started = time.process_time()
    try:
        apply(text)
    except TooLongError:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return time.process_time() - started


def grows(apply: Callable[[str], object], make: Callable[[int], str]) -> bool:
    """Whether twice the length takes clearly more than twice the time."""
    first = seconds(apply, make(TIMES))
    if first < LEAST / 2 or first is math.inf:
        return first is math.inf
    for times in (TIMES, 2 * TIMES, 4 * TIMES):  # what is near the limit is told by a longer text
        whole = min(seconds(apply, make(2 * times)) for _ in range(2))
        if whole is math.inf:
            return True
        half = min(seconds(apply, make(times)) for _ in range(3))
        if whole < LEAST or whole < MOST * half:
            return False
        if whole > ENOUGH:
            break
    return True


@pytest.fixture(autouse=True)
def no_collection() -> Iterator[None]:
    """The garbage collector goes through all the knowledge, in the middle of anything."""
    gc.disable()
    yield
    gc.enable()


def slow_ones(extractor: Extractor, most: int) -> list[str]:
    used = uses()
    faults = []
    for name, pattern in expressions(extractor).items():
        if name.startswith(tuple(SHORT)):
            continue
        apply = applied(pattern, methods_of(name, used))
        bad = next((make for make in texts(pattern, most) if grows(apply, make)), None)
        if bad:
            faults.append(f"{name}: {bad(3)!r} ... with {pattern.pattern[:200]}")
    return faults


def test_every_expression_takes_linear_time(extractor: Extractor) -> None:
    assert slow_ones(extractor, TEXTS) == []


@pytest.mark.slow
def test_every_expression_takes_linear_time_on_many_texts(extractor: Extractor) -> None:
    assert slow_ones(extractor, 20 * TEXTS) == []


@pytest.mark.parametrize(
    ("pattern", "methods"),
    [
        (r"[\w./()-]+\.(?:pdf|docx?)", {"search"}),
        (r"[A-Za-z]*[^\W\d_A-Za-z][^\W\d_]*", {"findall"}),
        (r"\s+nhưng\s+", {"finditer"}),
        (r"(?:\s*[^\s,;:.\d]+){0,6}?\s+(?:lên|xuống)", {"match"}),
        (r"\s*,?\s*(?:lên|xuống)", {"match"}),
        (r"số\s+\d+[^\n]*kết thúc", {"search"}),
    ],
)
def test_expressions_that_take_more_are_told(pattern: str, methods: set[str]) -> None:
    apply = applied(re.compile(pattern), frozenset(methods))
    # other work on the machine may hide it once
    assert any(grows(apply, make) for _ in range(3) for make in texts(re.compile(pattern), TEXTS))


def test_what_is_exempt_is_there(extractor: Extractor) -> None:
    names = expressions(extractor)
    assert len(names) > 400
    assert [start for start in SHORT if not any(name.startswith(start) for name in names)] == []
    assert [start for start in MATCHED if not any(name.startswith(start) for name in names)] == []
    assert len(uses()) > 100
