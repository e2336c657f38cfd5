"""Which document a reference means: whose it is, its id, and what the registry of well-known documents says of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dxextract.document import Document
from dxextract.finders.documents import Pointer, find_pointers
from dxextract.finders.places import PlaceMention
from dxextract.knowledge.documents import ReferenceRules
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.knowledge.places import Level, Place
from dxextract.knowledge.registry import KnownDocument, Registry, bare
from dxextract.linkers.places import PlaceLink
from dxextract.linkers.references import ReferenceDraft
from dxextract.linkers.resolvers import RESOLVERS, Mention, Resolution, Resolver, emptiness, resolve

DocumentBasis = Literal["printed", "same_as", "registry", "none"]


@dataclass(frozen=True, slots=True)
class Identity:
    """The document that a reference means.

    Attributes:
        issuer_place: the country for central issuers; the province, district or commune of a local one.
        document_id: number and symbol with the issuer's place, and the year where the number has none; None when the
            mention is short and nothing tells which document it is.
        basis: what ``document_id`` rests on: the number printed at the mention, that of the fuller mention, the
            registry, or nothing.
        title: as the mention gives it; with the basis ``registry`` the registry's.
        same_as: position, among the drafts, of the fullest mention of the same document in the article; None for that
            one itself and where several may be meant.
        taken_up: how often the text comes back to the document by ``Nghị quyết này``; counted at the fullest mention.
    """

    issuer_place: Place | None
    document_id: str | None
    basis: DocumentBasis
    title: str | None
    same_as: int | None
    taken_up: int


def identify(
    document: Document,
    drafts: Sequence[ReferenceDraft],
    links: Sequence[PlaceLink],
    named: Sequence[PlaceMention],
    rules: ReferenceRules,
    index: PlaceIndex,
    *,
    resolvers: Sequence[Resolver] = RESOLVERS,
) -> tuple[Identity, ...]:
    """Say which documents the references of an article mean.

    Args:
        document: the article, laid out.
        drafts: its references, in the order of the text.
        links: the place that each of them is linked to.
        named: what ``find_places`` found in the article.
        rules: the knowledge of references.
        index: the gazetteer of places.
        resolvers: see :func:`dxextract.linkers.resolvers.resolve`.

    Returns:
        An identity for each draft, in the same order.
    """
    published = document.article.published
    if not drafts:
        return ()
    places = _IssuerPlaces(named, index, published)
    issuers = [places.of(draft, link) for draft, link in zip(drafts, links, strict=True)]
    mentions = [
        Mention.of(draft, place.id if place else None, place_named=certain)
        for draft, (place, certain) in zip(drafts, issuers, strict=True)
    ]
    resolutions = resolve(mentions, resolvers=resolvers)
    known = [
        None if resolution.candidates else recognise(mention, rules.registry, document.folded, published)
        for mention, resolution in zip(mentions, resolutions, strict=True)
    ]
    targets = _targets(drafts, resolutions, known)
    unresolved = frozenset(position for position, found in enumerate(resolutions) if found.unresolved)
    taken_up = _taken_up(document, find_pointers(document, rules), drafts, targets, unresolved)
    own = [_own(draft, place, entry) for draft, (place, _), entry in zip(drafts, issuers, known, strict=True)]
    identities: list[Identity] = []
    for position, (alone, target) in enumerate(zip(own, targets, strict=True)):
        identity = alone if target is None else _as_fuller(alone, own[target])
        identities.append(replace(identity, same_as=target, taken_up=taken_up[position]))
    return tuple(identities)


def _targets(
    drafts: Sequence[ReferenceDraft], resolutions: Sequence[Resolution], known: Sequence[KnownDocument | None]
) -> list[int | None]:
    """The fullest mention of each document, for its mentions; the registry joins some. None for that mention itself."""
    fullest: dict[str, int] = {}
    for position in sorted(range(len(drafts)), key=lambda position: emptiness(drafts[position])):
        if (entry := known[position]) is not None:
            fullest.setdefault(entry.document_id, position)
    targets: list[int | None] = []
    for position, resolution in enumerate(resolutions):
        root = position if resolution.target is None else resolution.target
        if (entry := known[root]) is not None:
            root = fullest[entry.document_id]
        targets.append(None if root == position else root)
    return targets


def recognise(mention: Mention, registry: Registry, folded: str, published: date | None) -> KnownDocument | None:
    """The well-known document that a mention means; None where there is none, or more than one.

    Args:
        mention: what the text says of it.
        registry: the well-known documents.
        folded: the folded article, which is searched for evidence.
        published: its day of publication: no text speaks of a document before its date.
    """
    draft = mention.draft
    if draft.ref_id is not None:
        found = registry.by_ref_id.get(draft.ref_id, ())
        named = registry.by_name.get((draft.doc_type, bare(draft.ref_id)), ())
    else:
        found = registry.by_number.get((draft.doc_type, mention.called), ()) if draft.number else ()
        named = registry.by_name.get((draft.doc_type, mention.called), ())
    fitting = {
        known.document_id: known
        for known in (*found, *named)
        if _may_mean(mention, known, published) and (known in named or _evident(draft, known, folded))
    }
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _may_mean(mention: Mention, known: KnownDocument, published: date | None) -> bool:
    """Whether nothing that the mention says speaks against a document."""
    draft = mention.draft
    if draft.year is not None and draft.year != known.year:
        return False
    if draft.issue_date is not None:
        size = 4 if draft.ref_id == known.ref_id else min(len(draft.issue_date), len(known.date))
        if draft.issue_date[:size] != known.date[:size]:
            return False
    elif published is not None and published.isoformat() < known.date:
        return False
    if draft.issuer_letters and draft.issuer_letters.isdisjoint(known.letters):
        return False
    central = known.place_id == "VN"
    return (draft.issuer_scope != "local") if central else (mention.place_id == known.place_id)


def _evident(draft: ReferenceDraft, known: KnownDocument, folded: str) -> bool:
    """Whether the year is said, or the article is about what the document is about."""
    return draft.year is not None or draft.issue_date is not None or known.about.search(folded) is not None


def _own(draft: ReferenceDraft, place: Place | None, known: KnownDocument | None) -> Identity:
    """What a mention tells by itself."""
    if known is not None:
        return Identity(place, known.document_id, "registry", known.title, None, 0)
    if draft.ref_id is None:
        return Identity(place, None, "none", draft.title, None, 0)
    year = draft.issue_date[:4] if draft.issue_date and draft.year is None else None
    parts = (draft.ref_id, place.id if place else None, year)
    return Identity(place, ";".join(part for part in parts if part), "printed", draft.title, None, 0)


def _as_fuller(mention: Identity, fuller: Identity) -> Identity:
    """A mention that means the document of a fuller one."""
    known = fuller.basis == "registry"
    return replace(
        mention,
        document_id=fuller.document_id,
        basis="same_as" if fuller.basis == "printed" else fuller.basis,
        title=fuller.title if known else mention.title,
    )


class _IssuerPlaces:
    """Finds the places of issuers in one article."""

    def __init__(self, named: Sequence[PlaceMention], index: PlaceIndex, published: date | None) -> None:
        self._named = [mention for mention in named if not mention.country]
        self._starts = [mention.start for mention in self._named]
        self._index = index
        self._published = published

    def of(self, draft: ReferenceDraft, link: PlaceLink) -> tuple[Place | None, bool]:
        """The issuer's place, and whether the mention or its sentence names it."""
        if draft.issuer_scope is None:
            return None, False
        if draft.issuer_scope == "central":
            return self._index.country, True
        day = self._day(draft.issue_date)
        place = self._stated(draft, link, day)
        named = place is not None or link.basis == "sentence"
        place = place or self._linked(draft, link.place)
        return self._index.at(place, day) if place is not None and day is not None else place, named

    def _day(self, issue_date: str | None) -> date | None:
        """The day on which the issuer is looked for: of issue, as far as it is known; else of publication."""
        published = self._published
        if issue_date is None or (published is not None and published.isoformat().startswith(issue_date)):
            return published
        year, month, day, *_ = (*map(int, issue_date.split("-")), 1, 1)
        return date(year, month, day)

    def _stated(self, draft: ReferenceDraft, link: PlaceLink, day: date | None) -> Place | None:
        """The place in the issuer's name; the smaller one of ``UBND huyện Tháp Mười, tỉnh Đồng Tháp``."""
        span = draft.issuer_span
        if span is None:
            return None
        inside = self._named[bisect_right(self._starts, span.start - 1) : bisect_right(self._starts, span.end - 1)]
        for mention in inside:
            places = mention.candidates
            if day is not None:
                places = tuple(place for place in places if place.valid(day)) or places
            if places[0].level is Level.PROVINCE:
                return places[0]
            home = self._index.province(link.place) if link.place else None
            here = [place for place in places if home is None or self._index.within(place, home)]
            if len({place.id for place in here}) == 1:
                return here[0]
        return None

    def _linked(self, draft: ReferenceDraft, linked: Place | None) -> Place | None:
        """The place that ``UBND tỉnh``, ``UBND huyện`` or the symbol mean where the mention is about ``linked``."""
        if linked is None:
            return None
        if draft.issuer_height in (None, "province"):
            return self._index.province(linked)
        if draft.issuer_height == "district" and linked.level is Level.COMMUNE and linked.parent is not None:
            linked = self._index.get(linked.parent, linked.valid_to)
        return linked if linked.level == draft.issuer_height else None


def _taken_up(
    document: Document,
    pointers: Sequence[Pointer],
    drafts: Sequence[ReferenceDraft],
    targets: Sequence[int | None],
    unresolved: frozenset[int],
) -> Counter[int]:
    """How many words point back at the document of each fullest mention.

    They mean the last document of the kind in their paragraph or the one before, when its sentence names no other.
    """
    paragraphs = [paragraph.start for paragraph in document.paragraphs]
    sentences = [sentence.start for sentence in document.sentences]
    starts = [draft.span.start for draft in drafts]
    found: Counter[int] = Counter()
    for pointer in pointers:
        here = bisect_right(paragraphs, pointer.span.start) - 1
        earliest = paragraphs[max(0, here - 1)]
        meant: set[int] = set()
        for position in range(bisect_right(starts, pointer.span.start) - 1, -1, -1):
            if starts[position] < earliest:
                break
            if drafts[position].doc_type != pointer.doc_type:
                continue
            target = targets[position]
            meant.add(position if target is None else target)
            earliest = sentences[bisect_right(sentences, starts[position]) - 1]
        if len(meant) == 1 and meant.isdisjoint(unresolved):
            found.update(meant)
    return found
