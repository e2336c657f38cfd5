"""Which tokens go on with the word before: underthesea's model, decoded without building its feature strings.

The model is a linear-chain CRF with two labels, ``B-W`` and ``I-W``, over tokens, pairs and triples of tokens up to two
places away (``T[-1,0].lower=chuyển đổi``). With two labels only the difference of their weights counts; so every n-gram
adds a few numbers to the places around it, and one pass over the tokens finds the better path. The words are those of
``underthesea.word_tokenize``, whose time goes into the feature strings that are not made here.

This way of decoding fits one model, which is known by the hashes of its files (:data:`KNOWN`).
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import sha256
from pathlib import Path

from dxextract.tokenizer.crf import Crf, read_crf

KNOWN: Mapping[str, str] = {
    "models.bin": "c3a64c64349f1d73304f89babacaa8f8cd6078b1ec1a1b2c104e9e411ac1d2c3",
    "dictionary.bin": "ec8c62b3881c6682c18959988e1fe08800cc835777778845bded470ca02745d9",
    "features.bin": "cf93263c7c7973bf50122b0be76a394443ff61be00c1368713dee1b7d5b8a435",
}
"""SHA-256 of the files of ``ws_crf_vlsp2013_20230727``, the model of underthesea 9.5."""

_BEGIN, _INSIDE = "B-W", "I-W"
_FARTHEST = 2
_OFFSETS: Mapping[int, Sequence[int]] = {1: (2, 1, 0, -1, -2), 2: (1, 0, -1, -2), 3: (0, -1, -2)}
"""How far from a place the n-grams of a length begin that the model looks at."""
_INTEGER = re.compile(r"[+-]?[0-9]+")
_TOO_GREAT = 2**31
"""The model's own reading of numbers ends here."""
_REMEMBERED = 1 << 16
_CLOSE = 1e-9
"""Far more than sums differ by their order, far less than weights do."""

_KINDS = ("", ".lower", ".isdigit", ".istitle", ".is_in_dict")

Weights = tuple[float, ...]
"""What an n-gram adds to the places around it: one number for each of its ``_OFFSETS``."""


def load_segmenter(folder: Path) -> Segmenter | None:
    """The segmenter of the model in a folder; None when it is not the known one, or cannot be read."""
    try:
        files = {name: (folder / name).read_bytes() for name in KNOWN}
    except OSError:
        return None
    if any(sha256(data).hexdigest() != KNOWN[name] for name, data in files.items()):
        return None
    # What is unpickled is, to the bit, a set of strings.
    return Segmenter(read_crf(files["models.bin"]), pickle.loads(files["dictionary.bin"]))


class Segmenter:
    """Tells which tokens of a sentence belong to one word.

    Args:
        crf: the weights of the model.
        dictionary: the words that it knows, in lower case.
    """

    def __init__(self, crf: Crf, dictionary: AbstractSet[str]) -> None:
        tables = _Tables(crf)
        self._dictionary = dictionary
        self._single, self._single_lower = tables.of(1, ""), tables.of(1, ".lower")
        self._pairs, self._triples = tables.of(2, ""), tables.of(3, "")
        self._pairs_lower, self._triples_lower = (tables.lower(size, dictionary) for size in (2, 3))
        self._flags = {
            (flag, value): tables.flag(1, flag, value=value)
            for flag in ("isdigit", "istitle", "is_in_dict")
            for value in (False, True)
        }
        self._usual = tables.usual()
        # Whether all tokens of a pair or triple are titles is asked only of those that begin at the place itself.
        self._title_pair, self._title_triple = (
            tables.gain(size, "istitle")[_OFFSETS[size].index(0)] for size in (2, 3)
        )
        self._edges = {size: tables.edges(size) for size in range(1, 2 * _FARTHEST + 1)}
        self._transitions = [crf.transitions.get((a, b), 0.0) for a in (_BEGIN, _INSIDE) for b in (_BEGIN, _INSIDE)]
        self._known: dict[str, tuple[str, bool, Weights]] = {}

    def goes_on(self, tokens: Sequence[str]) -> list[bool] | None:
        """For each token of a sentence, normalised as underthesea does it: whether it goes on with the word before.

        None when two ways to cut it are so close that the order of additions decides: only underthesea's own sums say
        then which one it takes.
        """
        return self._path(self._sums(tokens)) if tokens else []

    def _sums(self, tokens: Sequence[str]) -> list[float]:
        """By how much every token is rather inside a word than its beginning, the tokens before it left aside."""
        known, learn = self._known.get, self._learn
        pairs, pairs_lower, title_pair = self._pairs.get, self._pairs_lower.get, self._title_pair
        triples, triples_lower, title_triple = self._triples.get, self._triples_lower.get, self._title_triple
        size = len(tokens)
        sums = [0.0] * (size + 2 * _FARTHEST)  # the first two and the last two are places outside the sentence
        pair = pair_lower = ""
        following = following_lower = ""
        following_title = titles = False
        for at in range(size - 1, -1, -1):
            token = tokens[at]
            lower, title, (a, b, c, d, e) = known(token) or learn(token)
            if following:
                triple, triple_lower = f"{token} {pair}", f"{lower} {pair_lower}"
                pair, pair_lower = f"{token} {following}", f"{lower} {following_lower}"
                if found := pairs(pair):
                    w, x, y, z = found
                    b, c, d, e = b + w, c + x, d + y, e + z
                if found := pairs_lower(pair_lower):
                    w, x, y, z = found
                    b, c, d, e = b + w, c + x, d + y, e + z
                if found := triples(triple):
                    x, y, z = found
                    c, d, e = c + x, d + y, e + z
                if found := triples_lower(triple_lower):
                    x, y, z = found
                    c, d, e = c + x, d + y, e + z
                if title and following_title:
                    c += title_pair + title_triple if titles else title_pair
                    titles = True
                else:
                    titles = False
            following, following_lower, following_title = token, lower, title
            sums[at] += a
            sums[at + 1] += b
            sums[at + 2] += c
            sums[at + 3] += d
            sums[at + 4] += e
        sums = sums[_FARTHEST:-_FARTHEST]
        edges = self._edges[min(size, 2 * _FARTHEST)]
        for place in range(min(size, _FARTHEST)):
            sums[place] += edges[place]
        for place in range(1, min(size - _FARTHEST, _FARTHEST) + 1):
            sums[-place] += edges[-place]
        return sums

    def _path(self, sums: Sequence[float]) -> list[bool] | None:
        """The better path. ``lead`` is by how much the best path to a place that ends inside a word is ahead of the
        best one that ends with a beginning."""
        begin_begin, begin_inside, inside_begin, inside_inside = self._transitions
        leads: list[
            tuple[float, float]
        ] = []  # by how much the path through the inside of a word leads on to each label
        lead = sums[0]
        for own in sums[1:]:
            to_begin, to_inside = lead + inside_begin - begin_begin, lead + inside_inside - begin_inside
            leads.append((to_begin, to_inside))
            lead = own + begin_inside - begin_begin
            if to_inside > 0:
                lead += to_inside
            if to_begin > 0:
                lead -= to_begin
        closest = abs(lead)
        inside = lead > 0
        path = [inside]
        for to_begin, to_inside in reversed(leads):
            lead = to_inside if inside else to_begin
            inside = lead > 0
            closest = min(closest, abs(lead))
            path.append(inside)
        path.reverse()
        return path if closest > _CLOSE else None

    def _learn(self, token: str) -> tuple[str, bool, Weights]:
        """What a token adds by itself, its lower case, and whether its first letter is no small one."""
        lower = token.lower()
        first = token[:1]
        title = first == first.upper()
        number = _INTEGER.fullmatch(token) is not None and -_TOO_GREAT <= int(token) < _TOO_GREAT
        parts = [
            self._usual,
            self._single.get(token),
            self._single_lower.get(lower),
            self._flags["isdigit", number],
            self._flags["istitle", title],
            self._flags["is_in_dict", lower in self._dictionary],
        ]
        weights = tuple(map(sum, zip(*(part for part in parts if part is not None), strict=True)))
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[token] = known = lower, title, weights
        return known


class _Tables:
    """The weights of a model by n-gram, where the model has them by feature (``T[-1,0].lower=chuyển đổi``)."""

    def __init__(self, crf: Crf) -> None:
        self._more = {name: by.get(_INSIDE, 0.0) - by.get(_BEGIN, 0.0) for name, by in crf.state.items()}
        self._by_ngram: dict[tuple[int, str], dict[str, list[float]]] = {}
        places = {_place(size, offset): (size, at) for size in _OFFSETS for at, offset in enumerate(_OFFSETS[size])}
        for name, more in self._more.items():
            feature, _, value = name.partition("=")
            place, dot, kind = feature.partition(".")
            size, at = places[place]
            if value.count(" ") == size - 1 or kind in ("istitle", "is_in_dict"):
                table = self._by_ngram.setdefault((size, dot + kind), {})
                table.setdefault(value, [0.0] * len(_OFFSETS[size]))[at] = more
        self._usual = {
            size: self._sum(*(self.flag(size, flag, value=False) for flag in ("istitle", "is_in_dict")))
            for size in (2, 3)
        }

    def of(self, size: int, kind: str) -> dict[str, Weights]:
        """The weights of all n-grams of a length; ``kind`` is empty or ``.lower``."""
        return {ngram: tuple(weights) for ngram, weights in self._by_ngram.get((size, kind), {}).items()}

    def lower(self, size: int, dictionary: AbstractSet[str]) -> dict[str, Weights]:
        """The weights of n-grams in lower case, with what they gain by being words of the dictionary."""
        table, gain = self.of(size, ".lower"), self.gain(size, "is_in_dict")
        for word in dictionary:
            if word.count(" ") == size - 1:
                table[word] = self._sum(table[word], gain) if word in table else gain
        return table

    def flag(self, size: int, flag: str, *, value: bool) -> Weights:
        """The weights of all n-grams of a length for which a flag is true or false."""
        return tuple(self._more.get(f"{_place(size, offset)}.{flag}={value}", 0.0) for offset in _OFFSETS[size])

    def gain(self, size: int, flag: str) -> Weights:
        """What the flag's being true adds to its being false."""
        return self._sum(self.flag(size, flag, value=True), (-w for w in self.flag(size, flag, value=False)))

    def usual(self) -> Weights:
        """What every token adds as the first one of a pair and of a triple that are no titles and no words."""
        longest = len(_OFFSETS[1])
        return self._sum(*((0.0,) * (longest - len(weights)) + weights for weights in self._usual.values()))

    def edges(self, length: int) -> list[float]:
        """For each place of a sentence, what the lack of tokens before it and behind it adds.

        What :meth:`usual` counts for pairs and triples that would end behind the sentence is taken off.
        """
        added = [0.0] * length
        for place in range(length):
            for size, offsets in _OFFSETS.items():
                for offset in offsets:
                    first = place + offset
                    edge = "BOS" if first < 0 else "EOS" if first + size > length else None
                    if edge is not None:
                        added[place] += sum(
                            self._more.get(f"{_place(size, offset)}{kind}={edge}", 0.0) for kind in _KINDS
                        )
                    if edge == "EOS" and first < length and size > 1:
                        added[place] -= self._usual[size][offsets.index(offset)]
        return added

    @staticmethod
    def _sum(*weights: Iterable[float]) -> Weights:
        return tuple(map(sum, zip(*weights, strict=True)))


def _place(size: int, offset: int) -> str:
    """How the model calls the n-grams of a length that begin at an offset."""
    return f"T[{offset}]" if size == 1 else f"T[{offset},{offset + size - 1}]"
