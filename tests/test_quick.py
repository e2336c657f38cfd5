"""Values built faster are the values that ``dataclass`` builds."""

from __future__ import annotations

import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace
from typing import Any

import pytest

from dxextract.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 2


@quick
@dataclass(frozen=True, slots=True)
class Named(Point):
    name: str = "origin"


@dataclass(frozen=True, slots=True)
class Plain(Named):
    more: tuple[int, ...] = ()


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    start: int
    raw: str = ""


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        (Point(1), {"x": 1, "y": 2}),
        (Point(1, y=3), {"x": 1, "y": 3}),
        (Named(4, 5, "here"), {"x": 4, "y": 5, "name": "here"}),
        (Plain(1, more=(7,)), {"x": 1, "y": 2, "name": "origin", "more": (7,)}),
        (Row(start=3), {"start": 3, "raw": ""}),
    ],
)
def test_fields_are_what_was_given(value: Any, fields: dict[str, Any]) -> None:
    assert {name: getattr(value, name) for name in fields} == fields
    assert pickle.loads(pickle.dumps(value)) == value
    assert hash(replace(value)) == hash(value)


def test_values_stay_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Point(1).x = 2  # type: ignore[misc]


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(TypeError, match=r"Point.__init__\(\) missing 1 required positional argument: 'x'"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="positional"):
        Row(3)  # type: ignore[misc]


def test_the_signature_is_that_of_the_dataclass() -> None:
    @dataclass(frozen=True, slots=True)
    class Same:
        x: int
        y: int = 2

    assert inspect.signature(quick(Same)) == inspect.signature(Point)


def test_what_cannot_be_built_faster_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Made:
        x: list[int] = field(default_factory=list)

    @dataclass(frozen=True)
    class Loose:
        x: int

    @dataclass(frozen=True, slots=True)
    class Checked:
        x: int

        def __post_init__(self) -> None: ...

    @dataclass(frozen=True, slots=True)
    class Counted:
        x: int
        size: int = field(init=False)

    for cls in (Made, Loose, Checked, Counted):
        with pytest.raises(TypeError, match=cls.__name__):
            quick(cls)
