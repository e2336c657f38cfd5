"""What is said of wrong values."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError, field_validator

from dxextract.knowledge.files import Entry
from dxextract.knowledge.wording import plain


class Thing(Entry):
    id: str
    sort: Literal["one", "two"] = "one"
    words: tuple[str, ...] = ()
    size: int = 0
    share: float = 0.0
    known: bool = False
    name: Annotated[str, Field(min_length=1)] = "x"
    sizes: dict[str, int] = Field(default_factory=dict)
    even: int = 0

    @field_validator("even")
    @classmethod
    def _even(cls, value: int) -> int:
        if value % 2:
            raise ValueError("it must be even")
        return value


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "this key is missing"),
        ({"id": "a", "wrods": ()}, "this key is not known here; look for a misspelling"),
        ({"id": 3}, "a text is expected; write it in quotation marks if it looks like something else"),
        ({"id": "a", "sort": "six"}, "one of 'one' or 'two' is expected"),
        ({"id": "a", "words": "w"}, "a list is expected: [one, two]"),
        ({"id": "a", "size": "3"}, "a whole number is expected"),
        ({"id": "a", "share": "3"}, "a number is expected"),
        ({"id": "a", "known": "yes"}, "true or false is expected"),
        ({"id": "a", "name": ""}, "it is empty"),
        ({"id": "a", "sizes": ("k",)}, "a mapping is expected: {key: value}"),
        ({"id": "a", "even": 3}, "it must be even"),
    ],
)
def test_plain(values: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Thing.model_validate(values)
    assert [plain(error) for error in caught.value.errors()] == [said]
