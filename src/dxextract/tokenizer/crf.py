"""Reading a linear-chain model that CRFsuite wrote.

The file format is CRFsuite's own ("lCRF", version 100): a header, the features with their weights, and two databases
that name labels and attributes (CQDB: https://www.chokkan.org/software/cqdb/). All numbers are little-endian.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from struct import Struct

_HEADER = Struct("<4sI4s9I")
_CHUNK = Struct("<4sII")
_FEATURE = Struct("<IIId")
_DATABASE = Struct("<4s5I")
_RECORD = Struct("<II")
_OFFSET = Struct("<I")
_VERSION = 100
_STATE, _TRANSITION = 0, 1


@dataclass(frozen=True, slots=True)
class Crf:
    """The weights of a model.

    Attributes:
        state: attribute → label → weight.
        transitions: label before, label → weight; pairs without a feature weigh nothing.
    """

    state: Mapping[str, Mapping[str, float]]
    transitions: Mapping[tuple[str, str], float]


def read_crf(data: bytes) -> Crf:
    """Read a model.

    Args:
        data: the whole file.

    Raises:
        ValueError: it is no model of this format.
    """
    magic, _, kind, version, _, _, _, features, labels, attributes, _, _ = _HEADER.unpack_from(data)
    if (magic, kind, version) != (b"lCRF", b"FOMC", _VERSION):
        raise ValueError("no CRFsuite model of version 100")
    label_of, attribute_of = dict(_names(data, labels)), dict(_names(data, attributes))
    state: dict[str, dict[str, float]] = {}
    transitions: dict[tuple[str, str], float] = {}
    _, _, count = _CHUNK.unpack_from(data, features)
    first = features + _CHUNK.size
    for kind_of, source, target, weight in _FEATURE.iter_unpack(data[first : first + count * _FEATURE.size]):
        if kind_of == _STATE:
            state.setdefault(attribute_of[source], {})[label_of[target]] = weight
        elif kind_of == _TRANSITION:
            transitions[label_of[source], label_of[target]] = weight
    return Crf(state, transitions)


def _names(data: bytes, start: int) -> Iterator[tuple[int, str]]:
    """The numbers and strings of a database."""
    magic, _, _, _, count, backward = _DATABASE.unpack_from(data, start)
    if magic != b"CQDB":
        raise ValueError("the database of names is missing")
    for (offset,) in _OFFSET.iter_unpack(data[start + backward : start + backward + count * _OFFSET.size]):
        if offset:
            number, size = _RECORD.unpack_from(data, start + offset)
            at = start + offset + _RECORD.size
            yield number, data[at : at + size - 1].decode("utf-8")
