"""Weights of the words around numbers, and the tables that they are counted in."""

from __future__ import annotations

from math import log, sqrt
from pathlib import Path

import pytest

from dxextract.errors import KnowledgeError
from dxextract.knowledge.contexts import ANSWERS_FILE, CLUES_FILE, ContextCounts, ContextModel, load_contexts
from dxextract.knowledge.files import Folder
from dxextract.knowledge.load import Knowledge, load_knowledge

ROOT = Path(__file__).parents[2]
COUNTS = ContextCounts(
    answers={("status", "actual"): 8, ("status", "target"): 2, ("subject", "none"): 10},
    clues={"<đạt": {0: 6, 2: 6}, "<phấn đấu": {1: 2, 2: 2}, ">hồ sơ": {0: 4, 1: 1, 2: 5}},
)


@pytest.fixture(scope="module")
def model() -> ContextModel:
    return ContextModel.weigh(COUNTS)


def test_a_clue_speaks_for_what_it_stands_with(model: ContextModel) -> None:
    actual, other = model.suited(["<đạt"]).of("status", "actual")
    expected = 2 * 6 / 10
    assert actual == pytest.approx((log((6 + expected) / (8 + 2)) - log((0 + expected) / (2 + 2))) / sqrt(2), abs=1e-5)
    assert other == pytest.approx(-actual, abs=1e-5)
    target, other = model.suited(["<phấn đấu"]).of("status", "target")
    assert target > 0 > other


def test_a_clue_that_stands_with_all_says_nothing(model: ContextModel) -> None:
    assert model.suited([">hồ sơ"]).of("status", "actual") == pytest.approx((0, 0), abs=0.1)


@pytest.mark.parametrize("clues", [[], ["<chưa thấy"]])
def test_unknown_clues_say_nothing(model: ContextModel, clues: list[str]) -> None:
    assert model.suited(clues).of("status", "actual") == (0, 0)


@pytest.mark.parametrize(
    ("part", "answer"), [("status", "estimate"), ("place", "none"), ("subject", "none"), ("subject", "bts_stations")]
)
def test_nothing_is_said_of_an_answer_without_another_or_that_was_never_seen(
    model: ContextModel, part: str, answer: str
) -> None:
    assert model.suited(["<đạt"]).of(part, answer) == (0, 0)


def test_where_nothing_was_counted_nothing_is_said() -> None:
    assert ContextModel.weigh(ContextCounts({}, {})).suited(["<đạt"]).of("status", "actual") == (0, 0)


@pytest.mark.parametrize(
    ("clues", "part", "more", "less"),
    [
        (["<phấn", "<đấu", "<phấn đấu"], "status", "target", "actual"),
        (["<tổ", "<công", "<nghệ", ">thành", ">viên", ">thành viên"], "subject", "community_team_members", "none"),
        (["<đến", "<nay", "<đến nay"], "period", "open", "longer"),
    ],
)
def test_the_packaged_tables(knowledge: Knowledge, clues: list[str], part: str, more: str, less: str) -> None:
    suited = knowledge.contexts.suited(clues)
    assert suited.of(part, more)[0] > suited.of(part, less)[0]


def folder(tmp_path: Path, answers: str, clues: str) -> Folder:
    (tmp_path / ANSWERS_FILE).write_text(answers, encoding="utf-8")
    (tmp_path / CLUES_FILE).write_text(clues, encoding="utf-8")
    return Folder((tmp_path,))


HEAD, CLUES = "part,answer,numbers\n", "clue,answers\n"


def test_tables_load(tmp_path: Path) -> None:
    answers = HEAD + "status,actual,8\nstatus,target,2\nsubject,none,10\n"
    clues = CLUES + '<đạt,0*6 2*6\n"<phấn đấu",1*2 2*2\n>hồ sơ,0*4 1*1 2*5\n'
    loaded = load_contexts(folder(tmp_path, answers, clues))
    expected = ContextModel.weigh(COUNTS)
    assert (loaded.rows, loaded.columns, loaded.parts) == (expected.rows, expected.columns, expected.parts)
    assert (loaded.weights == expected.weights).all()


@pytest.mark.parametrize(
    ("answers", "clues", "message"),
    [
        (HEAD + "status,actual,acht\n", CLUES, f"{ANSWERS_FILE}:2: numbers: 'acht' is no number"),
        ("part,answer\n", CLUES, f"{ANSWERS_FILE}:1: file: its columns must be part, answer, numbers"),
        (HEAD + "status,actual\n", CLUES, f"{ANSWERS_FILE}:2: row: 3 cells are expected"),
        (HEAD + "status,actual,8\n", CLUES + "<đạt,0*6\n<có,0*\n", f"{CLUES_FILE}:3: answers: '0*' is no list"),
        (HEAD + "status,actual,8\n", CLUES + "<đạt,0*6 1\n", f"{CLUES_FILE}:2: answers: '0*6 1' is no list"),
        (HEAD + "status,actual,8\n", CLUES + "<đạt,1*6\n", f"{CLUES_FILE}:2: answers: '1*6' names an answer that"),
    ],
)
def test_faults_are_told(tmp_path: Path, answers: str, clues: str, message: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        load_contexts(folder(tmp_path, answers, clues))
    assert message in str(raised.value)


def test_nobody_adds_to_what_was_counted(tmp_path: Path) -> None:
    own = tmp_path / "gazetteer"
    own.mkdir()
    (own / CLUES_FILE).write_text(CLUES, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=f"{CLUES_FILE}:1: file: is counted on the corpus"):
        load_knowledge(tmp_path)
