"""How the user's own knowledge is laid over the packaged one.

A file of the user's has the name of the packaged file that it adds to, and holds only what differs:

- in a list of entries, one with a new id is added, one with a known id takes the packaged one's place. With ``extends:
  true`` it is added to the packaged one instead, and with ``remove: true`` that one is taken out, and out of the
  ``confusable_with`` of the others;
- a table of lists (``cues.yaml``, ``link_words.yaml``) is always added to, key by key.

*Added to* means: lists grow, mappings are merged, other values replace. Trees of YAML nodes are merged rather than
values, because a node knows the file and line that it was written in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from yaml import MappingNode, Node, ScalarNode, SequenceNode

Location = tuple[int | str, ...]
"""The way to a value: keys of mappings and positions in lists."""

_KEYS = ("id", "name", "long", "letters", "letter")
"""What tells the entries of a list apart; the first of these keys that an entry has."""
_PRINTED = re.compile(r"(.*?):(\d+): ([^\s:]+): (.*)")
_LISTS = ("aliases", "lookups")
_MENTIONS = "confusable_with"
"""A list of other entries, which means nothing without them."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a knowledge file, and where. Prints as ``file:line: field: message``."""

    path: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.field}: {self.message}"

    @classmethod
    def read(cls, printed: str) -> Fault:
        """A fault from how it is printed."""
        match = _PRINTED.fullmatch(printed)
        return cls(match[1], int(match[2]), match[3], match[4]) if match else cls("knowledge", 1, "file", printed)


@dataclass(slots=True)
class Merged:
    """A tree with everything that was added to it.

    Attributes:
        packaged: the tree of the packaged file.
        node: the same with everything added.
        fallbacks: by ``id()`` of a node that took the place of a packaged entry, that entry.
    """

    packaged: Node
    node: Node = field(init=False)
    fallbacks: dict[int, Node] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.node = self.packaged

    def add(self, own: Node) -> None:
        """Add the tree of a user's file."""
        if isinstance(self.node, SequenceNode) and isinstance(own, SequenceNode):
            self.node = self._entries(self.node, own, marked=True)
        elif isinstance(self.node, MappingNode) and isinstance(own, MappingNode):
            self.node = self._extended(self.node, own, "entry")
        else:
            expected = "list" if isinstance(self.node, SequenceNode) else "mapping"
            self._fault(own, "entry", f"a {expected} is expected, as in the packaged file")

    def _entries(self, base: SequenceNode, own: SequenceNode, *, marked: bool) -> SequenceNode:
        """A list of entries; ``marked``: they may say how they are meant."""
        entries = list(base.value)
        at = {key: position for position, entry in enumerate(entries) if (key := _key(entry))}
        removed: set[int] = set()
        mine: set[tuple[str, str]] = set()
        for node in own.value:
            key = _key(node)
            extends, removes = (_take(node, "extends"), _take(node, "remove")) if marked else (False, False)
            if extends and removes:
                self._fault(node, "remove", "an entry is either added to (extends) or taken out (remove)")
            elif key in mine:
                self._fault(node, key[0], f"another entry of this file has {key[0]} {key[1]!r}")
            elif key is None or key not in at:
                if extends or removes:
                    self._fault(node, key[0] if key else "id", "no packaged entry has this name: nothing to change")
                elif key is not None or _text(node) not in {_text(entry) for entry in base.value}:
                    entries.append(node)
            elif removes:
                removed.add(at[key])
            else:
                packaged = entries[at[key]]
                entries[at[key]] = self._extended(packaged, node, key[1]) if extends else node
                self.fallbacks[id(entries[at[key]])] = packaged
            if key is not None:
                mine.add(key)
        names = {key[1] for position in removed if (key := _key(entries[position]))}
        kept = [entry for position, entry in enumerate(entries) if position not in removed]
        for entry in kept if names else ():
            _forget(entry, names)
        return SequenceNode(base.tag, kept, base.start_mark, base.end_mark)

    def _extended(self, base: Node, own: Node, name: str) -> Node:
        """``base`` with ``own`` added to it; the place of a mapping is that of the added one."""
        if isinstance(base, SequenceNode) and isinstance(own, SequenceNode):
            if any(_key(entry) for entry in base.value):
                return self._entries(base, own, marked=True)
            known = {_text(entry) for entry in base.value}
            added = [entry for entry in own.value if _text(entry) is None or _text(entry) not in known]
            return SequenceNode(base.tag, [*base.value, *added], own.start_mark, own.end_mark)
        if isinstance(base, MappingNode) and isinstance(own, MappingNode):
            pairs = {key.value: (key, value) for key, value in base.value}
            for key, value in own.value:
                old = pairs.get(key.value)
                pairs[key.value] = (key, self._extended(old[1], value, key.value) if old else value)
            return MappingNode(base.tag, list(pairs.values()), own.start_mark, own.end_mark)
        if type(base) is not type(own):
            expected = (
                "list"
                if isinstance(base, SequenceNode)
                else "mapping"
                if isinstance(base, MappingNode)
                else "single value"
            )
            self._fault(own, name, f"a {expected} is expected, as in the packaged entry")
            return base
        return own

    def _fault(self, node: Node, name: str, message: str) -> None:
        self.faults.append(Fault(node.start_mark.name, node.start_mark.line + 1, name, message))


def fault_at(node: Node, location: Location, message: str) -> Fault:
    """A fault of a value in a tree: file and line of the deepest node on the way to it, positions as in that file."""
    field: list[str] = []
    deepest, lost = node, False
    for step in location:
        found: Node | None = None
        said = step
        if lost:
            pass
        elif isinstance(deepest, SequenceNode) and isinstance(step, int) and step < len(deepest.value):
            found = deepest.value[step]
            said = sum(other.start_mark.name == found.start_mark.name for other in deepest.value[:step])
        elif isinstance(deepest, MappingNode):
            found = next((v for k, v in deepest.value if k.value == step), None)
        field.append(str(said))
        deepest, lost = found or deepest, found is None
    return Fault(deepest.start_mark.name, deepest.start_mark.line + 1, ".".join(field) or "entry", message)


def drop(node: Node, location: Location) -> bool:
    """Take the value at ``location`` out of a tree: the innermost entry of a list on the way to it, or else its key.

    Returns:
        Whether there was something to take out.
    """
    best: tuple[Node, int | str] | None = None
    for step in location:
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            best, node = (node, step), node.value[step]
        elif isinstance(node, MappingNode) and (pair := next((p for p in node.value if p[0].value == step), None)):
            best, node = best if best and isinstance(best[0], SequenceNode) else (node, step), pair[1]
        else:
            break
    if best is None:
        return False
    holder, step = best
    holder.value = [v for n, v in enumerate(holder.value) if (v[0].value if isinstance(step, str) else n) != step]
    return True


class Row(NamedTuple):
    """A row of a table and where it is written.

    Attributes:
        packaged: the row that this one changes.
    """

    values: dict[str, str]
    path: str
    line: int
    packaged: Row | None = None

    def fault(self, column: str, message: str) -> Fault:
        """A fault of a value in the row."""
        return Fault(self.path, self.line, column, message)


def merge_rows(base: list[Row], own: list[Row]) -> list[Row]:
    """Rows of places with the user's laid over them.

    A row with a known id changes the cells that it fills, and its ``aliases`` are added; if it gives a ``valid_from``,
    it changes the row of that time. Any other row is added.
    """
    rows = list(base)
    at: defaultdict[str, list[int]] = defaultdict(list)
    for position, row in enumerate(rows):
        at[row.values["id"]].append(position)
    for values, path, line, _ in own:
        since = values.get("valid_from")
        same = [n for n in at[values["id"]] if not since or rows[n].values["valid_from"] == since]
        for position in same:
            old = rows[position].values
            new = {
                column: ";".join(filter(None, (old.get(column), cell))) if column in _LISTS else cell
                for column, cell in values.items()
                if cell
            }
            rows[position] = Row(old | new, path, line, rows[position])
        if not same:
            rows.append(Row(dict.fromkeys(base[0].values, "") | values, path, line))
            at[values["id"]].append(len(rows) - 1)
    return rows


def _key(node: Node) -> tuple[str, str] | None:
    """What names an entry: its first naming key and the value of it."""
    if not isinstance(node, MappingNode):
        return None
    values = {k.value: v.value for k, v in node.value if isinstance(v, ScalarNode)}
    return next(((key, values[key]) for key in _KEYS if key in values), None)


def _forget(entry: Node, names: set[str]) -> None:
    """Take names out of what an entry may be taken for."""
    if isinstance(entry, MappingNode):
        for key, value in entry.value:
            if key.value == _MENTIONS and isinstance(value, SequenceNode):
                value.value = [node for node in value.value if _text(node) not in names]


def _take(node: Node, flag: str) -> bool:
    """Whether an entry has a flag set to true, which is taken out of it."""
    if not isinstance(node, MappingNode):
        return False
    given = [value for key, value in node.value if key.value == flag]
    if not (given and given[0].tag == "tag:yaml.org,2002:bool" and given[0].value.lower() in ("true", "yes", "on")):
        return False
    node.value = [(key, value) for key, value in node.value if key.value != flag]
    return True


def _text(node: Node) -> str | None:
    return node.value if isinstance(node, ScalarNode) else None


__all__ = ["Fault", "Location", "Merged", "Row", "drop", "fault_at", "merge_rows"]
