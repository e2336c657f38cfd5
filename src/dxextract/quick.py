"""Frozen values that are built in less time. An article needs more than a thousand of them."""

from __future__ import annotations

import inspect
from dataclasses import MISSING, fields
from typing import Any, TypeVar

T = TypeVar("T")


def quick(cls: type[T]) -> type[T]:
    """Build the values of a dataclass faster: ``@quick`` stands above ``@dataclass(frozen=True, slots=True)``.

    The values are the same and as frozen as before. What ``dataclass`` writes sets each field of a frozen value by its
    name, ``object.__setattr__(self, "start", start)``, which looks the slot up anew; here the slot itself is told.

    Raises:
        TypeError: the class makes some of its fields itself, or has no slots.
    """
    known: dict[str, Any] = {}
    made = [field for field in fields(cls) if not field.init or field.default_factory is not MISSING]  # type: ignore[arg-type]
    if made or hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__name__} makes some of its fields itself")
    parameters: list[str] = ["self"]
    for name, parameter in inspect.signature(cls).parameters.items():
        slot = getattr(cls, name, None)
        if not inspect.ismemberdescriptor(slot):
            raise TypeError(f"{cls.__name__}.{name} has no slot")
        known[f"_set_{name}"] = slot.__set__
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in parameters:
            parameters.append("*")
        if parameter.default is parameter.empty:
            parameters.append(name)
        else:
            known[f"_default_{name}"] = parameter.default
            parameters.append(f"{name}=_default_{name}")
    sets = "".join(f"    _set_{field.name}(self, {field.name})\n" for field in fields(cls))  # type: ignore[arg-type]
    exec(f"def __init__({', '.join(parameters)}):\n{sets}", known)
    written, built = cls.__init__, known["__init__"]
    built.__module__, built.__qualname__ = written.__module__, written.__qualname__
    built.__annotations__ = written.__annotations__
    cls.__init__ = built  # type: ignore[method-assign]
    return cls
