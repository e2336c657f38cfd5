"""Positions: outside their denominator, against the places gained, against the verb that leads from one to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dxextract.checks.doubts import Doubt, doubt
from dxextract.checks.story import Line, Story
from dxextract.records.model import Ranking

_REACH = 120
_YEAR = re.compile(r"(?:19|20)\d\d")


def check_ranks(story: Story) -> Iterator[Doubt]:
    """Positions that cannot be."""
    for ranking in story.rankings:
        yield from _outside(story, ranking)
    tied: set[str] = set()
    for line in story.lines:
        for one, other in zip(line.rankings, line.rankings[1:], strict=False):
            if _from_to(story, line, one, other):
                tied |= {one.fact_id, other.fact_id}
                yield from _led(story, one, other)
            elif (delta := _compared(story, one, other)) is not None:
                tied |= {one.fact_id, other.fact_id}
                yield from _delta(other, one, delta, (other.rank or 0) - (one.rank or 0), loose=False)
    yield from _editions([r for r in story.rankings if r.fact_id not in tied])


def _outside(story: Story, ranking: Ranking) -> Iterator[Doubt]:
    last = ranking.out_of if ranking.out_of is not None else _said_beside(story, ranking)
    if ranking.rank is not None and last is not None and ranking.rank > last:
        yield doubt(
            "rank.outside",
            [ranking],
            actual=ranking.raw,
            expected=f"≤ {last}",
            number=str(ranking.rank),
            whole=str(last),
            loose=ranking.out_of is None,
        )


def _said_beside(story: Story, ranking: Ranking) -> int | None:
    """How many are ranked where it is no part of the position: ``thứ 9 trong 14 tỉnh``, ``Trong 14 tỉnh, thứ 9``."""
    end = ranking.sentence_start + len(ranking.sentence)
    behind = story.words.among_behind.match(story.folded, ranking.end, end)
    if behind is not None:
        return int(behind["of"])
    start = max(ranking.sentence_start, ranking.start - _REACH)
    before = story.words.among_before.search(story.folded, start, ranking.start)
    if before is None or ranking.top or any(before.start() < r.start < ranking.start for r in story.rankings):
        return None
    return None if story.words.country.match(story.folded, ranking.end, end) else int(before["of"])


def _comparable(one: Ranking, other: Ranking) -> bool:
    """Whether two positions are in one ordering, by what the text says."""
    plain = one.rank is not None and other.rank is not None and not one.top and not other.top
    return plain and (one.index_id, one.scope, one.status) == (other.index_id, other.scope, other.status)


def _compared(story: Story, one: Ranking, other: Ranking) -> int | None:
    """The places gained in ``xếp thứ 17, tăng 11 bậc so với năm trước (hạng 28)``: the earlier position follows."""
    if not _comparable(one, other) or one.place_id != other.place_id:
        return None
    tie = story.words.compared_rank_tie.fullmatch(story.between(one, other))
    deltas = [r.delta for r in (one, other) if r.delta is not None]
    return deltas[0] if tie is not None and len(deltas) == 1 else None


def _from_to(story: Story, line: Line, one: Ranking, other: Ranking) -> bool:
    """``từ hạng 35 của năm 2021, tỉnh nhảy lên hạng 19``: two positions that one place went from and to."""
    if not _comparable(one, other):
        return False
    start = max(line.start, one.start - 30)
    opens = story.words.from_rank_word.search(story.folded, start, one.start)
    return opens is not None and story.words.led_tie.fullmatch(story.between(one, other)) is not None


def _led(story: Story, one: Ranking, other: Ranking) -> Iterator[Doubt]:
    first, last = one.rank or 0, other.rank or 0
    delta = other.delta if other.delta is not None else one.delta
    if delta is not None:
        yield from _delta(one, other, delta, first - last, loose=False)
        return
    link = story.words.led_tie.fullmatch(story.between(one, other))
    rises = None if link is None else (True if link["up"] else (False if link["down"] else None))
    if rises is not None and first != last and rises != (last < first):
        yield doubt(
            "rank.direction",
            [one, other],
            actual=f"{one.raw} → {other.raw}",
            expected=f"{'<' if rises else '>'} {first}",
            number=one.raw,
            whole=other.raw,
        )


def _delta(one: Ranking, other: Ranking, printed: int, computed: int, *, loose: bool) -> Iterator[Doubt]:
    if printed != computed:
        yield doubt(
            "rank.delta",
            [one, other],
            actual=f"{printed:+d}",
            expected=f"{computed:+d}",
            number=one.raw,
            whole=other.raw,
            loose=loose,
        )


def _editions(rankings: Sequence[Ranking]) -> Iterator[Doubt]:
    """``tăng 11 bậc so với năm 2020`` against the position of 2020, wherever the article gives it."""
    dated: dict[tuple[object, ...], list[Ranking]] = {}
    for ranking in rankings:
        year = _year(ranking)
        if ranking.rank is not None and not ranking.top and ranking.status == "actual" and year is not None:
            dated.setdefault(_key(ranking, year), []).append(ranking)
    for ranking in rankings:
        own = _year(ranking)
        if ranking.delta is None or ranking.rank is None or ranking.index_id is None or own is None:
            continue
        since = _YEAR.search(ranking.since_text or "")
        earlier = dated.get(_key(ranking, int(since[0]) if since else own - 1), [])
        if len({other.rank for other in earlier}) == 1 and earlier[0] is not ranking:
            computed = (earlier[0].rank or 0) - ranking.rank
            yield from _delta(earlier[0], ranking, ranking.delta, computed, loose=since is None)


def _year(ranking: Ranking) -> int | None:
    """The year that a position is of, where the text says it."""
    return ranking.period_end.year if ranking.period_basis == "stated" and ranking.period_end is not None else None


def _key(ranking: Ranking, year: int) -> tuple[object, ...]:
    return ranking.index_id, ranking.scope, ranking.place_id, year
