"""The language that rules are written in, and its translation into one regular expression a rule.

A pattern is text as it stands in an article, lower case, plus a few signs:

========================  =====================================================================
``(a|b c)``               one of the alternatives
``[x]``                   ``x`` or nothing
``{month}``               a fragment of ``patterns/fragments.yaml``
``{from:month}``          the same, captured under the name ``from``
``~``                     white space or nothing
``\\(``                    the sign itself
========================  =====================================================================

A space matches any white space. Everything else stands for itself. Patterns match the folded text (see
:func:`dxextract.text.fold`) and never begin or end inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, RootModel

from dxextract.errors import KnowledgeError
from dxextract.knowledge.files import AnyFolder, Check, Trouble, read_table
from dxextract.knowledge.phrases import INTO_WORD, OUT_OF_WORD
from dxextract.text import fold


def _regex(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from error
    return text


_NAME = re.compile(r"\{(?:(?P<as>[a-z_]+):)?(?P<fragment>[a-z_]+)\}")
_SPECIAL = "()[]{}|~ \\"
_WHITE = r"\s*"


@dataclass(frozen=True, slots=True)
class _Item:
    regex: str
    spaced: bool
    optional: bool = False


class _Parser:
    """Recursive descent over one pattern. Raises KnowledgeError with the position of what it cannot read."""

    def __init__(self, pattern: str, fragments: Mapping[str, str]) -> None:
        self.pattern = pattern
        self.fragments = fragments
        self.at = 0

    def parse(self) -> str:
        regex = self.alternatives("")
        if self.at != len(self.pattern):
            raise self.fault(f"unexpected {self.pattern[self.at]!r}")
        return regex

    def fault(self, what: str) -> KnowledgeError:
        return KnowledgeError(f"pattern {self.pattern!r}, character {self.at + 1}: {what}")

    def alternatives(self, closing: str) -> str:
        options = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            options.append(self.sequence())
        if closing:
            if self.peek() != closing:
                raise self.fault(f"{closing!r} is missing")
            self.at += 1
        return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"

    def peek(self) -> str:
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def sequence(self) -> str:
        items: list[_Item] = []
        spaced = False
        while (sign := self.peek()) and sign not in "|)]":
            if sign == " ":
                self.at += 1
                spaced = bool(items)
                continue
            items.append(self.item(spaced))
            spaced = False
        if not items:
            raise self.fault("empty alternative")
        return _join(items)

    def item(self, spaced: bool) -> _Item:
        sign = self.peek()
        if sign == "(":
            self.at += 1
            return _Item(f"(?:{self.alternatives(')')})", spaced)
        if sign == "[":
            self.at += 1
            return _Item(f"(?:{self.alternatives(']')})", spaced, optional=True)
        if sign == "~":
            self.at += 1
            return _Item(_WHITE, spaced=False)
        if sign == "{":
            return _Item(self.fragment(), spaced)
        if sign == "\\":
            self.at += 2
            return _Item(re.escape(self.pattern[self.at - 1 : self.at]), spaced)
        start = self.at
        while self.peek() and self.peek() not in _SPECIAL:
            self.at += 1
        return _Item(re.escape(fold(self.pattern[start : self.at])), spaced)

    def fragment(self) -> str:
        match = _NAME.match(self.pattern, self.at)
        if match is None:
            raise self.fault("a fragment is written {name} or {as:name}")
        if match["fragment"] not in self.fragments:
            raise self.fault(f"no fragment is named {match['fragment']!r}; see patterns/fragments.yaml")
        self.at = match.end()
        body = self.fragments[match["fragment"]]
        return f"(?P<{match['as']}>{body})" if match["as"] else f"(?:{body})"


def _join(items: list[_Item]) -> str:
    """Optional items take the white space beside them along: behind them at the front of a sequence, else before.

    In ``~[x] y`` the ``~`` goes with ``x``: two runs of white space side by side would be matched in every way to part
    them.
    """
    parts: list[str] = []
    leading = True
    taken = ""
    for position, item in enumerate(items):
        space = r"\s+" if item.spaced and not (leading and position) else ""
        if item.regex == _WHITE and _is_parted(items[position + 1 : position + 3]):
            leading, taken = False, item.regex
        elif not item.optional:
            leading = False
            parts.append(f"{space}{item.regex}")
        elif leading and position + 1 < len(items) and items[position + 1].spaced:
            parts.append(f"(?:{item.regex}\\s+)?")
        else:
            leading = False
            parts.append(f"(?:{taken}{space}{item.regex})?")
            taken = ""
    return "".join(parts)


def _is_parted(following: list[_Item]) -> bool:
    """Whether an optional item comes, and then white space."""
    if len(following) < 2 or not following[0].optional or following[0].spaced:
        return False
    return following[1].spaced or following[1].regex == _WHITE


class _Fragments(RootModel[dict[str, Annotated[str, AfterValidator(_regex)]]]):
    """``patterns/fragments.yaml``."""

    model_config = ConfigDict(strict=True, frozen=True)


def load_fragments(patterns: AnyFolder) -> Mapping[str, str]:
    """Load ``fragments.yaml``: regular expressions by name.

    Raises:
        KnowledgeError: the file cannot be used, or an expression cannot be compiled.
    """
    return read_table(patterns / "fragments.yaml", _Fragments).root


def translate(pattern: str, fragments: Mapping[str, str]) -> str:
    """The regular expression of a pattern, without the guards at its ends.

    Args:
        pattern: a pattern in the language above.
        fragments: regular expressions by name.

    Raises:
        KnowledgeError: the pattern cannot be read; the message names the character.
    """
    return _Parser(pattern, fragments).parse()


def compile_pattern(pattern: str, fragments: Mapping[str, str]) -> re.Pattern[str]:
    """A compiled pattern that matches whole words of folded text only.

    Raises:
        KnowledgeError: the pattern or a fragment in it cannot be read.
    """
    try:
        return re.compile(rf"{INTO_WORD}(?:{translate(pattern, fragments)}){OUT_OF_WORD}")
    except re.error as error:
        raise KnowledgeError(f"pattern {pattern!r}: {error}") from error


def readable(
    fragments: Mapping[str, str], captures: Callable[[Any], frozenset[str]] = lambda entry: frozenset()
) -> Check[Any]:
    """A check of entries with a ``pattern``: it can be read, and captures the names that its entry asks for."""

    def check(entries: Sequence[Any], _: frozenset[str]) -> Iterator[Trouble]:
        for position, entry in enumerate(entries):
            try:
                missing = captures(entry) - compile_pattern(entry.pattern, fragments).groupindex.keys()
            except KnowledgeError as error:
                yield position, ("pattern",), str(error)
            else:
                if missing:
                    yield position, ("pattern",), f"it captures no {', '.join(sorted(missing))}"

    return check
