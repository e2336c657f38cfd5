"""Near-duplicates: syndicated copies of an article get one ``cluster_id``.

A copy has most of the words of the other *and* most of its details, which are numbers and names. Words alone cannot
tell a copy with a few sentences rewritten from next month's report, which fills the same sentences with other numbers.

An article is reduced to a sketch of a fixed size: two MinHash signatures (Broder 1997; R-MinHash of rensa), one of its
word pairs and one of its details, each slot cut to 16 bits (b-bit minwise hashing, Li and König 2010). Candidates come
from banding; sketches decide. Nothing depends on the order of the articles.

The thresholds were measured on the corpus (``tests/test_clusters.py`` repeats it). Of word pairs, a copy with a fifth
of its words changed shares half, and different articles about the same topic at most 13 per cent. Of details, copies
with another header, a byline, two fifths cut or a fifth changed share at least 83 per cent, a report in which half of
the numbers are new mostly below 72: four of 904 of them, rich in names, are taken for copies.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from dxextract.errors import OutputError
from dxextract.spans import Span, mask
from dxextract.text import SMALL_LETTERS, fold, level

SKETCH_VERSION = f"1.{RMinHash.ALGORITHM_VERSION}"
"""Sketches can be compared only if they were made by the same version: ours, and that of rensa's hashing, which is the
same on all 64-bit platforms but has changed between releases."""

_WORDS_ALIKE = 0.35
_DETAILS_ALIKE = 0.78

_SLOTS = 128
_SEED = 20_230_104
_ROWS = 3
_BANDS = _SLOTS // _ROWS
# How many neighbours in a bucket an article is compared with: bounds the work where thousands fill the same template.
_NEIGHBOURS = 12
_PIECE = 1 << 12
_NUMBER_WEIGHT = 3  # a number says more about which report it is than a name

_HEAD = struct.Struct("<8sII")
_TAG = SKETCH_VERSION.encode()
_SKETCH = np.dtype([("version", "S8"), ("n_words", "<u4"), ("n_details", "<u4"), ("slots", "<u2", (2, _SLOTS))])
"""What :func:`sketch` packs, as a row of a table."""

_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+")
_DETAIL = re.compile(rf"\d+(?:[.,/]\d+)*|[^\W\d_{SMALL_LETTERS}](?<![^\W\d_].)[^\W\d_]*")
"""A number, or a word that does not begin with a small letter."""

_Slots = npt.NDArray[np.uint16]
_Numbers = npt.NDArray[np.float64]
_Positions = npt.NDArray[np.int64]
_Pairs = npt.NDArray[np.int64]  # two rows: the left ones, the right ones


def sketch(text: str, *, furniture: Sequence[Span] = ()) -> bytes:
    """What is needed of an article to find its copies: 528 bytes, the same for the same text on all 64-bit platforms.

    Args:
        text: the article's text.
        furniture: spans that are no content; they do not count.
    """
    content = mask(text, furniture)
    folded = fold(content)
    words = _word_pairs(_TOKEN.findall(folded))
    details = _details(level(content), folded)
    head = _HEAD.pack(_TAG, len(words), len(details))
    return head + _signature(words) + _signature(details)


def cluster(sketches: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Which articles are copies of each other.

    Time grows with n log n: 20,000 articles take seconds, whatever they hold. An article that fills a template together
    with thousands of others is compared only with those whose details are likest; a copy among them may be missed.

    Args:
        sketches: pairs of ``article_id`` and :func:`sketch`, in any order; an ``article_id`` may come more than once.

    Returns:
        The ``cluster_id`` of every ``article_id``: the smallest ``article_id`` of its cluster, its own where nothing is
        near.

    Raises:
        OutputError: a sketch was made by another version.
    """
    ids, signatures = _collected(sketches)
    clusters = _Clusters(len(ids))
    for band in range(_BANDS):
        for pairs in signatures.candidates(band):
            clusters.join(signatures.copies(clusters.apart(pairs)))
    return {one: ids[clusters.find(position)] for position, one in enumerate(ids)}


def _word_pairs(tokens: Sequence[str]) -> set[str]:
    return set(map(" ".join, pairwise(tokens))) or set(tokens)


def _details(levelled: str, folded: str) -> set[str]:
    """The numbers, and the pairs of capitalised words: names without the borders that tell where one begins."""
    details: set[str] = set()
    before, end = "", -2
    for match in _DETAIL.finditer(levelled):
        printed, start = match[0], match.start()
        if printed[0].isdigit():
            token = folded[start : match.end()]
            details.update([f"{token}#{copy}" for copy in range(_NUMBER_WEIGHT)])
        elif printed[0].isupper() and (len(printed) == 1 or not printed.isupper()):
            token = folded[start : match.end()]
            if start == end + 1 and levelled[end] == " ":
                details.add(f"{before} {token}")
            before, end = token, match.end()
    return details


def _signature(features: set[str]) -> bytes:
    signature = RMinHash(num_perm=_SLOTS, seed=_SEED)
    signature.update(list(features))
    return (np.array(signature.digest(), dtype=np.uint32) & 0xFFFF).astype("<u2").tobytes()


def _collected(sketches: Iterable[tuple[str, bytes]]) -> tuple[list[str], _Signatures]:
    """The ids in their order, and the sketches likewise. They are the most that a run holds, so they are held once."""
    positions: dict[str, int] = {}
    rows = bytearray()
    for article_id, one in sketches:
        if len(one) != _SKETCH.itemsize or one[:8].rstrip(b"\0") != _TAG:
            raise OutputError("near-duplicates: a sketch was made by another version; extract the articles again")
        start = positions.setdefault(article_id, len(positions)) * _SKETCH.itemsize
        rows[start : start + _SKETCH.itemsize] = one
    ids = sorted(positions)
    table = np.frombuffer(rows, dtype=_SKETCH)
    return ids, _Signatures(table[[positions[one] for one in ids]])


class _Signatures:
    """The sketches as matrices, a row an article."""

    def __init__(self, table: npt.NDArray[np.void]) -> None:
        self.n_words: _Numbers = table["n_words"].astype(np.float64)
        self.n_details: _Numbers = table["n_details"].astype(np.float64)
        self.words: _Slots = table["slots"][:, 0]
        self.details: _Slots = table["slots"][:, 1]

    def candidates(self, band: int) -> Iterator[_Pairs]:
        """Pairs that agree in a band of words; in a large bucket those that stand near each other by their details."""
        rows = self.words[:, band * _ROWS : (band + 1) * _ROWS].astype(np.uint64)
        keys = rows[:, 0] << np.uint64(32) | rows[:, 1] << np.uint64(16) | rows[:, 2]
        order = np.lexsort((np.arange(len(keys)), self.details[:, band], keys))
        order = order[self.n_words[order] > 0]
        keys = keys[order]
        for distance in range(1, _NEIGHBOURS + 1):
            (same,) = np.nonzero(keys[:-distance] == keys[distance:])
            if not len(same):
                return
            yield np.stack((order[same], order[same + distance]))

    def copies(self, pairs: _Pairs) -> _Pairs:
        """Those of the pairs that are copies."""
        pairs = pairs[:, _alike(self.words, pairs) >= _WORDS_ALIKE]
        jaccard = _alike(self.details, pairs)
        sizes = self.n_details[pairs]
        # Containment from Jaccard: what a shortened copy has, the whole one has too.
        common = jaccard * sizes.sum(axis=0) / (1 + jaccard)
        return pairs[:, common >= _DETAILS_ALIKE * sizes.min(axis=0)]


def _alike(slots: _Slots, pairs: _Pairs) -> _Numbers:
    """The estimated Jaccard similarity of pairs, in pieces that need little memory."""
    pieces = np.array_split(pairs, pairs.shape[1] // _PIECE + 1, axis=1)
    return np.concatenate([(slots[left] == slots[right]).mean(axis=1) for left, right in pieces])


class _Clusters:
    """Disjoint sets; the smallest position stands for its set."""

    def __init__(self, size: int) -> None:
        self._parents: _Positions = np.arange(size)

    def find(self, position: int) -> int:
        parents = self._parents
        root = position
        while parents[root] != root:
            root = int(parents[root])
        while parents[position] != root:
            parents[position], position = root, int(parents[position])
        return root

    def apart(self, pairs: _Pairs) -> _Pairs:
        """Those of the pairs that are not known to be together; some that are may be among them."""
        left, right = self._parents[self._parents[pairs]]
        return pairs[:, left != right]

    def join(self, pairs: _Pairs) -> None:
        for first, second in pairs.T.tolist():
            roots = self.find(first), self.find(second)
            self._parents[max(roots)] = min(roots)
