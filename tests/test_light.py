"""Light values: made like others, compared like others, and no heavier base goes unnoticed."""

from __future__ import annotations

import copy
import pickle
from dataclasses import dataclass, field, replace

import pytest

from dxextract.finders.numerals import Quantity
from dxextract.light import light
from dxextract.spans import Span


@light
@dataclass(frozen=True, slots=True)
class Point:
    left: int
    right: int = 7
    names: list[str] = field(default_factory=list)


@light
@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Span):
    name: str = "none"


@dataclass(frozen=True, slots=True)
class Heavy(Span):
    """One that is not light may have a light base."""

    weight: int


def test_defaults_and_keywords_are_kept() -> None:
    assert (Point(1).left, Point(1).right, Point(1).names) == (1, 7, [])
    assert Point(1).names is not Point(1).names
    assert Named(1, 2, name="a").name == "a"
    with pytest.raises(TypeError):
        Named(1, 2, "a")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]


def test_values_are_compared_copied_and_pickled() -> None:
    one = Named(1, 2, name="a")
    assert one == Named(1, 2, name="a") != Named(1, 2, name="b")
    assert hash(one) == hash(Named(1, 2, name="a"))
    assert replace(one, start=0) == Named(0, 2, name="a")
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
    assert repr(one) == "Named(start=1, end=2, name='a')"
    assert not hasattr(one, "__dict__")


def test_a_heavy_value_with_a_light_base_stays_frozen() -> None:
    heavy = Heavy(1, 2, 3)
    assert (heavy.start, heavy.end, heavy.weight) == (1, 2, 3)
    with pytest.raises(AttributeError):
        heavy.weight = 4  # type: ignore[misc]


def test_a_light_value_with_a_heavy_base_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be light"):

        @light
        @dataclass(frozen=True, slots=True)
        class Lighter(Heavy):
            more: int


def test_what_does_something_when_it_is_made_is_refused() -> None:
    with pytest.raises(TypeError, match="__post_init__"):

        @light
        @dataclass(frozen=True, slots=True)
        class Careful:
            at: int

            def __post_init__(self) -> None:
                raise ValueError


def test_the_values_of_an_extraction_are_light() -> None:
    assert Quantity.__setattr__ is Span.__setattr__ is object.__setattr__
