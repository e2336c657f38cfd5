"""A tree of elements as lines of text: HTML, and the vocabularies of trafilatura (its own and TEI).

Blocks are parted by a blank line; items of a list and rows of a table by a line end. White space is what HTML means by
it. A row is its cells with bars between them, as :mod:`dxextract.finders.tables` reads it, and ``-`` stands for an
empty cell. A table that only lays a page out gives its cells as blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HIDDEN = frozenset(
    (
        *("script", "style", "noscript", "template", "iframe", "svg", "math", "canvas", "audio", "video"),
        *("select", "option", "button", "input", "textarea", "graphic"),
    )
)
"""What is no text, or text that is not printed."""

AROUND = frozenset(("nav", "aside", "footer", "menu"))
"""Parts of a page around its article."""

_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "hi"),
        *("i", "ins", "kbd", "label", "mark", "q", "ref", "rt", "ruby", "s", "samp", "small", "span", "strike"),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_BREAKS = frozenset(("br", "lb"))
_ITEMS = frozenset(("li", "item", "dt", "dd"))
_ROWS = frozenset(("tr", "row"))
_CELLS = frozenset(("td", "th", "cell"))
_BULLET = re.compile(r"[-+*•●▪◦·–—]|\w{1,3}[.)]")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_EMPTY = "-"
_LONGEST_CELL = 200


def render(root: Element, *, around: bool = True) -> str:
    """The text under an element.

    Args:
        root: an element; it may not be deeper than Python's own recursion.
        around: whether what stands around an article (:data:`AROUND`) is left out.
    """
    writer = _Writer(HIDDEN | AROUND if around else HIDDEN)
    writer.walk(root)
    return writer.text()


def name_of(element: Element) -> str:
    """The name of an element without namespace; nothing for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def is_deeper(root: Element, most: int) -> bool:
    """Whether more than ``most`` elements stand inside one another."""
    level = [root]
    for _ in range(most):
        level = [child for element in level for child in element]
    return bool(level)


class _Writer:
    def __init__(self, skipped: frozenset[str]) -> None:
        self._skipped = skipped
        self._blocks: list[tuple[str, str]] = []
        self._inline: list[str] = []
        self._kind = "block"
        self._verbatim = 0

    def text(self) -> str:
        self._flush()
        parts: list[str] = []
        for at, (kind, text) in enumerate(self._blocks):
            if at:
                parts.append("\n" if kind != "block" and kind == self._blocks[at - 1][0] else "\n\n")
            parts.append(text)
        return "".join(parts)

    def walk(self, element: Element) -> None:
        name = name_of(element)
        if not name or name in self._skipped:
            return
        if name in _BREAKS:
            self._inline.append("\x00")
        elif name in _INLINE:
            self._inside(element)
        elif name == "table":
            self._flush()
            self._table(element)
        elif name in _ITEMS:
            self._flush()
            outer, self._kind = self._kind, "item"
            self._inside(element)
            self._flush()
            self._kind = outer
        else:
            self._flush()
            self._verbatim += name == "pre"
            self._inside(element)
            self._flush()
            self._verbatim -= name == "pre"

    def _inside(self, element: Element) -> None:
        self._take(element.text)
        for child in element:
            self.walk(child)
            self._take(child.tail)

    def _take(self, text: str | None) -> None:
        if text:
            self._inline.append(text.replace("\r\n", "\x00").replace("\n", "\x00") if self._verbatim else text)

    def _flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self._inline))
        self._inline.clear()
        lines = [line.strip() for line in text.split("\x00")]
        while lines and not lines[0]:
            lines.pop(0)
        while lines and not lines[-1]:
            lines.pop()
        if lines:
            joined = "\n".join(lines)
            bullet = self._kind == "item" and not _BULLET.match(joined)
            self._blocks.append((self._kind, f"- {joined}" if bullet else joined))

    def _table(self, table: Element) -> None:
        rows = [[self._cell(cell) for cell in row if name_of(cell) in _CELLS] for row in _rows(table)]
        for child in table:
            if name_of(child) == "caption":
                self.walk(child)
        laid_out = not any(len(row) > 1 for row in rows) or any(
            len(cell) > _LONGEST_CELL or "\n\n" in cell for row in rows for cell in row
        )
        width = max(map(len, rows), default=0)
        for row in rows:
            filled = [cell for cell in row if cell]
            if not filled:
                continue
            if laid_out or len(row) == 1:
                self._blocks += [("block", cell) for cell in filled]
            else:
                cells = [" ".join(cell.split()) or _EMPTY for cell in row]
                self._blocks.append(("row", " | ".join(cells + [_EMPTY] * (width - len(cells)))))

    def _cell(self, cell: Element) -> str:
        writer = _Writer(self._skipped)
        writer._inside(cell)
        return writer.text()


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, not those of tables in its cells."""
    for child in table:
        if name_of(child) in _ROWS:
            yield child
        elif name_of(child) in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if name_of(row) in _ROWS)
