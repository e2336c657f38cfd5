"""The words around a number, and what they are clues to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.linkers.contexts import SentenceWords, answers
from dxextract.spans import Span
from dxextract.text import fold


def clues(marked: str) -> set[str]:
    """The clues of the number in brackets; the sentence is the whole text."""
    start, end = marked.index("["), marked.index("]") - 1
    text = fold(marked.replace("[", "").replace("]", ""))
    return set(SentenceWords(text, Span(0, len(text))).clues(Span(start, end)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("có [12] trạm", {"<có", ">trạm"}),
        ("Đã có [12] trạm phát sóng", {"<đã", "<có", "<đã có", ">trạm", ">phát", ">sóng", ">trạm phát", ">phát sóng"}),
        ("xe 7 chỗ [12]", {"<xe", "<#", "<chỗ", "<xe #", "<# chỗ"}),
        ("[1.234,5]%, tăng", {">%", ">,", ">tăng", ">% ,", ">, tăng"}),
        ("[12]", set()),
    ],
)
def test_words_and_pairs_of_words(text: str, found: set[str]) -> None:
    assert clues(text) == found


def test_what_is_not_near_is_marked_twice() -> None:
    found = clues("a b c d e f g [12] h i j k l m n")
    assert {"<c", "<g", "<<b", "<<a", ">h", ">l", ">>m", ">>n"} <= found
    assert {"<b c", "<<a b", ">l m", ">>m n"} <= found, "the nearer word decides"
    assert not {"<b", "<<c", ">m", ">>l", "<g h", ">g h"} & found


def test_what_is_too_far_is_no_clue() -> None:
    before, behind = [f"a{at}" for at in range(40)], [f"b{at}" for at in range(40)]
    found = clues(f"{' '.join(before)} [12] {' '.join(behind)}")
    assert {"<<a10", ">>b19"} <= found
    assert not {"<<a9", ">>b20"} & found


def test_other_sentences_are_no_clues() -> None:
    text = "trước. có 12 trạm. sau"
    found = SentenceWords(text, Span(7, 18)).clues(Span(10, 12))
    assert list(found) == ["<có", ">trạm", ">.", ">trạm ."], "always in the same order"


@given(st.text("ab1 ,.", max_size=80), st.data())
def test_any_span_has_clues(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = SentenceWords(text, Span(0, len(text))).clues(Span(start, end))
    assert all(clue.lstrip("<>") for clue in found)


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        (None, None, "none"),
        (None, date(2024, 3, 31), "open"),
        (date(2024, 3, 31), date(2024, 3, 31), "of_a_day"),
        (date(2024, 1, 1), date(2024, 6, 30), "shorter"),
        (date(2024, 1, 1), date(2024, 12, 31), "of_a_year"),
        (date(2021, 1, 1), date(2025, 12, 31), "longer"),
    ],
)
def test_lengths_of_periods(start: date | None, end: date | None, length: str) -> None:
    assert answers(indicator=None, status="actual", start=start, end=end, place=None)["period"] == length


@pytest.mark.parametrize(
    ("place", "level"),
    [(None, "none"), ("VN", "country"), ("R4", "region"), ("87", "province"), ("87/sa-dec", "below_province")],
)
def test_levels_of_places(place: str | None, level: str) -> None:
    assert answers(indicator="x", status="target", start=None, end=None, place=place) == {
        "subject": "x",
        "status": "target",
        "period": "none",
        "place": level,
    }
