"""What is wrong with a value, in words for people who edit knowledge and need not know what checks it."""

from __future__ import annotations

from typing import Any

_SAID = {
    "extra_forbidden": "this key is not known here; look for a misspelling",
    "missing": "this key is missing",
    "string_type": "a text is expected; write it in quotation marks if it looks like something else",
    "tuple_type": "a list is expected: [one, two]",
    "list_type": "a list is expected: [one, two]",
    "dict_type": "a mapping is expected: {key: value}",
    "model_type": "a mapping is expected: {key: value}",
    "model_attributes_type": "a mapping is expected: {key: value}",
    "bool_type": "true or false is expected",
    "int_type": "a whole number is expected",
    "float_type": "a number is expected",
    "date_type": "a day is expected: YYYY-MM-DD",
    "string_too_short": "it is empty",
    "too_short": "it has too few values",
}
"""Kind of a pydantic error → what is said of it."""


def plain(error: Any) -> str:
    """What one of pydantic's error details says, without the words of programmers.

    Args:
        error: one of ``ValidationError.errors()``.
    """
    kind, context = error["type"], error.get("ctx", {})
    if kind in ("literal_error", "enum"):
        return f"one of {context['expected']} is expected"
    if kind in ("value_error", "assertion_error"):
        return str(context["error"])
    return _SAID.get(kind, error["msg"])
