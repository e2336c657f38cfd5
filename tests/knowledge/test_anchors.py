"""Patterns tried at their literals only: the same matches as anywhere."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxextract.knowledge.anchors import Anchored, Anchors, first_literals, look_together, needed_literals
from dxextract.knowledge.load import Knowledge
from dxextract.knowledge.phrases import AtEnd, anywhere, guarded
from dxextract.text import contract_text, fold

ROOT = Path(__file__).parents[2]
TEXTS = [fold(contract_text(path.read_text("utf-8"))) for path in sorted((ROOT / "corpus" / "tuned").glob("*.txt"))]


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("tháng", {"tháng"}),
        (r"(?<!\w(?=\w))(?:tháng|quý)\s+\d", {"tháng \ue000", "tháng  ", "quý \ue000", "quý  "}),
        ("(?:cả )?năm", {"cả năm", "năm"}),
        (r"\d{1,2} tháng", {"\ue000 tháng"}),
        (r"(?:0?[1-9]|[12]\d)(?:/|\s+tháng)", {"\ue000/", "\ue000 tháng", "\ue000  "}),
        ("bình quân", {"bình quâ"}),
        ("(?:một|hai){2}", {"một", "hai"}),
        (r"(?:19|20)\d\d", {"\ue000"}),
        ("24/7", {"\ue000/\ue000"}),
        ("(?:hai|hai mươi)", {"hai"}),
        ("a+b", {"a"}),
        ("(?P<x>ab)(?=c)", {"ab"}),
        ("a(?!b)c", {"ac"}),
        (r"\s*tháng", {" tháng", "  ", "tháng"}),
        (r"\w+", None),
        (".a", None),
        ("[^a]", None),
        ("a?", None),
        ("(?i)tháng", None),
    ],
)
def test_what_a_pattern_begins_with(pattern: str, literals: set[str] | None) -> None:
    assert first_literals(re.compile(pattern)) == literals


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (r"\w+\.(?:pdf|docx?)(?!\w)", {".pdf", ".doc"}),
        (r"[^a]+\s+năm", {"năm"}),
        (r"\w+(?:\.pdf)?", {""}),
        (r"\w+\.\d", {""}),
        (r"\w+\.zip(?: \d)?", {".zip"}),
        (r"(?i)\w+\.pdf", {""}),
        (r"\w+(?:ab|c)", {""}),
    ],
)
def test_what_every_match_of_a_pattern_holds(pattern: str, literals: set[str]) -> None:
    assert needed_literals(re.compile(pattern)) == literals


def test_patterns_that_begin_anyhow_are_found_where_what_they_need_stands() -> None:
    anchors = Anchors([re.compile(r"(?<!\S)\S+\.(?:pdf|zip)(?!\w)"), re.compile(r"(?<!\w)\w+\s+năm(?!\w)")])
    for text in ("", "tải a.pdf và b.zip", "a.pdfx", "mỗi\nnăm", "mười năm", "mườinăm"):
        assert all_matches(anchors, text) == plainly(anchors, text)


def test_patterns_that_begin_with_one_letter_before_digits_are_found() -> None:
    anchors = Anchors([re.compile(r"(?<!\w(?=\w))(?:[gh]\d{2}|h\s+x)"), re.compile(r"(?<!\w(?=\w))(?:h\d|\d+h)")])
    for text in ("", "h22", "g5 g51", "ph22", "mã h22.4 và 12h30", "5g22", "h x", "h  x h1", "_h22 h٣"):
        assert all_matches(anchors, text) == plainly(anchors, text)


def all_matches(anchors: Anchors, text: str) -> list[tuple[int, tuple[int, int]]]:
    return [(number, match.span()) for number, match in anchors.finditer(text)]


def plainly(anchors: Anchors, text: str) -> list[tuple[int, tuple[int, int]]]:
    return [(n, match.span()) for n, pattern in enumerate(anchors.patterns) for match in pattern.finditer(text)]


def knowledge_anchors(knowledge: Knowledge) -> list[Anchors]:
    rankings = knowledge.rankings
    return [knowledge.periods.anchors, knowledge.numbers.anchors, rankings.anchors, rankings.alias]


def test_rules_find_the_same_in_the_corpus(knowledge: Knowledge) -> None:
    found = 0
    for anchors in knowledge_anchors(knowledge):
        for text in TEXTS:
            assert all_matches(anchors, text) == plainly(anchors, text)
            found += len(plainly(anchors, text))
    assert found > 2000


def test_few_rules_are_tried_everywhere(knowledge: Knowledge) -> None:
    assert len(knowledge.numbers.anchors._scan()._free) <= 1


PIECES = [
    "tháng",
    "quý",
    "năm",
    "hai",
    "hai mươi",
    "12",
    "3",
    "2024",
    " ",
    " ",
    "\n",
    "-",
    "/",
    "_",
    ".",
    "a",
    "đầu năm",
    "thứ",
    "h",
    "g22.",
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_rules_find_the_same_in_any_text(knowledge: Knowledge, text: str) -> None:
    text = fold(text)
    for anchors in knowledge_anchors(knowledge):
        assert all_matches(anchors, text) == plainly(anchors, text)


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(["phấn", "đấu", "mục", "tiêu", " ", " ", "x", ","]), max_size=20).map("".join),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_parts_of_a_text_are_searched_as_re_does(text: str, start: int, end: int) -> None:
    anchors = Anchors([anywhere(["mục tiêu"]), anywhere(["phấn đấu", "phấn", "đấu mục"])])
    for number, pattern in enumerate(anchors.patterns):
        wanted = [match.span() for match in pattern.finditer(text, start, end)]
        assert [match.span() for match in Anchored(anchors, number).finditer(text, start, end)] == wanted


def test_anchors_travel(knowledge: Knowledge) -> None:
    several = knowledge_anchors(knowledge)
    copies = pickle.loads(pickle.dumps(several))
    for anchors, copied in zip(several, copies, strict=True):
        assert all_matches(copied, TEXTS[0]) == all_matches(anchors, TEXTS[0])
        assert copied._scan() is copies[0]._scan(), "what goes over a text together does so elsewhere"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["phấn", "đấu", "mục", "tiêu", " ", " ", "12", "%"]), max_size=20).map("".join),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_where_nothing_may_stand_nothing_is_found(text: str, start: int, end: int) -> None:
    first, second = (
        Anchors([anywhere(["mục tiêu"]), re.compile(r"(?<!\w)\d+%")]),
        Anchors([anywhere(["phấn đấu", "tiêu"])]),
    )
    look_together([first, second])
    for anchors in (first, second):
        found = [m for pattern in anchors.patterns for m in pattern.finditer(text, start, end)]
        assert anchors.may_stand(text, start, end) or not found
        assert all_matches(anchors, text) == plainly(anchors, text)
    assert not second.may_stand("mục 12%", 0, 7)


PHRASES = ["đến", "cho đến", "từ", "(từ", "%"]
NEAR = st.lists(st.sampled_from([*PHRASES, "x", " ", " ", ":", "\n", "\t", "\u2028", "1"]), max_size=8).map("".join)


@settings(max_examples=300)
@given(NEAR)
def test_guards_behind_the_first_letter_change_nothing(text: str) -> None:
    plain = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(PHRASES, key=lambda p: (-len(p), p)))
    into, out = r"(?<!\w(?=\w))", r"(?!(?<=\w)\w)"

    def spans(pattern: str) -> list[tuple[int, int]]:
        return [match.span() for match in re.finditer(pattern, text)]

    assert spans(guarded(PHRASES)) == spans(f"{into}(?:{plain})")
    assert spans(guarded(PHRASES, strictly=True)) == spans(rf"(?<!\w)(?:{plain})")
    wanted = re.search(rf"{into}(?:{plain}){out}[\s:]*$", text)
    found = AtEnd(PHRASES).search(text)
    assert (found and found.span()) == (wanted and wanted.span())


def test_no_phrase_ends_a_text() -> None:
    assert AtEnd([]).search("từ") is None
