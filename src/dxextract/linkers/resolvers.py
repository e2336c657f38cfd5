"""Which mentions of an article mean one document: short forms and their fuller mentions.

As case citations are resolved: a full mention makes a document, a shorter one is resolved to it by a *resolver*, and
what fits no document, or several, stays unresolved. Resolvers are plain callables given to :func:`resolve`, so that
others can take their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dxextract.knowledge.registry import bare
from dxextract.linkers.references import ReferenceDraft


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention as resolvers see it.

    Attributes:
        draft: what the text says at the mention.
        called: its number without leading zeros, or its name, folded; empty with neither.
        place_id: the issuer's place; None where it is unknown.
        place_named: whether the mention itself or its sentence names that place, so that another place means another
            document.
    """

    draft: ReferenceDraft
    called: str
    place_id: str | None
    place_named: bool

    @classmethod
    def of(cls, draft: ReferenceDraft, place_id: str | None = None, *, place_named: bool = False) -> Mention:
        """A draft as a mention."""
        return cls(draft, bare(draft.number or draft.title or ""), place_id, place_named)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of a mention.

    Attributes:
        candidates: positions of the fuller mentions that it may mean.
    """

    candidates: tuple[int, ...]

    @property
    def target(self) -> int | None:
        """The fuller mention; None for the fullest mention of a document, and for an unresolved one."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def unresolved(self) -> bool:
        """Whether it may mean several documents, so that nobody can tell which."""
        return len(self.candidates) > 1


class Resolver(Protocol):
    """Decides about one way of naming a document again."""

    def __call__(self, mention: Mention, documents: Sequence[Mention]) -> Sequence[Mention]:
        """The documents that a mention may mean.

        Args:
            mention: what is to be resolved.
            documents: the fullest mentions of the documents known so far.

        Returns:
            One, several where it cannot be told which, or none where the mention is not of the kind that this resolver
            knows; then the next resolver is asked.
        """
        ...


def same_number(mention: Mention, documents: Sequence[Mention]) -> Sequence[Mention]:
    """The same number and symbol again: ``861/QĐ-UBND-HC``."""
    if mention.draft.ref_id is None:
        return ()
    return [d for d in documents if d.draft.ref_id == mention.draft.ref_id and not differ(mention, d)]


def short_number(mention: Mention, documents: Sequence[Mention]) -> Sequence[Mention]:
    """A number without its symbol: ``Kế hoạch 349`` for ``Kế hoạch số 349/KH-UBND``."""
    if mention.draft.number is None or mention.draft.ref_id is not None:
        return ()
    return [d for d in documents if d.called == mention.called and _same_kind(mention, d) and not differ(mention, d)]


def same_name(mention: Mention, documents: Sequence[Mention]) -> Sequence[Mention]:
    """The name of a document without a number: ``Luật Đất đai năm 2024``."""
    if mention.draft.number is not None or not mention.called:
        return ()
    return [d for d in documents if d.called == mention.called and _same_kind(mention, d) and not differ(mention, d)]


def _same_kind(one: Mention, other: Mention) -> bool:
    numbered = (one.draft.number is None, other.draft.number is None)
    return one.draft.doc_type == other.draft.doc_type and numbered in ((True, True), (False, False))


RESOLVERS: tuple[Resolver, ...] = (same_number, short_number, same_name)


def resolve(mentions: Sequence[Mention], *, resolvers: Sequence[Resolver] = RESOLVERS) -> tuple[Resolution, ...]:
    """Resolve the mentions of one article.

    Args:
        mentions: in the order of the text.
        resolvers: asked one after the other; the first that knows a document decides.

    Returns:
        A resolution for each mention, in the same order. Targets are themselves fullest mentions.
    """
    order = sorted(range(len(mentions)), key=lambda position: emptiness(mentions[position].draft))
    found: dict[int, Resolution] = {}
    fullest: list[Mention] = []
    positions: list[int] = []
    for position in order:
        mention = mentions[position]
        answers = (resolver(mention, fullest) for resolver in resolvers)
        meant = next((answer for answer in answers if answer), ())
        chosen = {id(document) for document in meant}
        found[position] = Resolution(tuple(p for p, d in zip(positions, fullest, strict=True) if id(d) in chosen))
        if not meant:
            fullest.append(mention)
            positions.append(position)
    return tuple(found[position] for position in range(len(mentions)))


def differ(one: Mention, other: Mention) -> bool:
    """Whether two mentions say what no single document can be: other years, other dates, issuers of other places."""
    a, b = one.draft, other.draft
    if a.year is not None and b.year is not None and a.year != b.year:
        return True
    if a.issue_date and b.issue_date:
        same_symbol = a.ref_id is not None and a.ref_id == b.ref_id
        size = 4 if same_symbol else min(len(a.issue_date), len(b.issue_date))  # days are misprinted, years seldom
        if a.issue_date[:size] != b.issue_date[:size]:
            return True
    return one.place_named and other.place_named and one.place_id != other.place_id


def emptiness(draft: ReferenceDraft) -> tuple[bool, int, bool]:
    """How little a mention says: the fullest sorts first."""
    return draft.ref_id is None, -len(draft.issue_date or ""), draft.issuer is None
