"""What is wrong with a value, in words for people who write files and commands and need not know what checks them."""

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
    "int_parsing": "a whole number is expected",
    "int_from_float": "a whole number is expected",
    "float_type": "a number is expected",
    "float_parsing": "a number is expected",
    "finite_number": "a number is expected",
    "date_type": "a day is expected: YYYY-MM-DD",
    "date_parsing": "a day is expected: YYYY-MM-DD",
    "date_from_datetime_parsing": "a day is expected: YYYY-MM-DD",
    "string_too_short": "it is empty",
    "too_short": "it has too few values",
}
"""Kind of a pydantic error → what is said of it."""

_SAID_OF = {
    "literal_error": "one of {expected} is expected",
    "enum": "one of {expected} is expected",
    "union_tag_invalid": "{discriminator}: one of {expected_tags} is expected, not '{tag}'",
    "union_tag_not_found": "{discriminator}: this key is missing",
    "greater_than": "more than {gt:g} is expected",
    "greater_than_equal": "{ge:g} or more is expected",
    "less_than": "less than {lt:g} is expected",
    "less_than_equal": "{le:g} or less is expected",
    "value_error": "{error}",
    "assertion_error": "{error}",
}
"""The same of kinds that say more of what was expected."""


def plain(error: Any) -> str:
    """What one of pydantic's error details says, without the words of programmers.

    Args:
        error: one of ``ValidationError.errors()``.
    """
    kind = error["type"]
    if kind in _SAID_OF:
        context = error["ctx"]
        return _SAID_OF[kind].format_map({**context, "discriminator": str(context.get("discriminator")).strip("'")})
    return _SAID.get(kind, str(error["msg"]))
