"""Where a number looks for what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxextract.article import Article
from dxextract.document import Document
from dxextract.finders.numerals import Quantity, find_quantities
from dxextract.finders.tables import Cell
from dxextract.finders.taken import Taken
from dxextract.knowledge.load import Knowledge
from dxextract.linkers.surroundings import surroundings
from dxextract.linkers.windows import PRIMARY, Surroundings
from dxextract.spans import Span
from dxextract.tokenizer.layout import lay_out

LayOut = Callable[..., Document]


def _look(knowledge: Knowledge, document: Document, covered: tuple[str, ...] = ()) -> list[Surroundings]:
    """The surroundings of the numbers of the last sentence; those of the sentences before are handed on."""
    hidden = [Span(*m.span()) for phrase in covered for m in re.finditer(re.escape(phrase), document.text)]
    found: list[Surroundings] = []
    earlier: Surroundings | None = None
    for at, sentence in enumerate(document.sentences):
        numbers = [q for q in _numbers(knowledge, document, hidden) if sentence.start <= q.start < sentence.end]
        context = document.sentences[at - 1 : at] if at else ()
        found = surroundings(
            document, sentence, context, numbers, hidden, knowledge.links, earlier=earlier, joined=earlier is not None
        )
        earlier = found[-1] if found else earlier
    return found


def _numbers(knowledge: Knowledge, document: Document, hidden: list[Span]) -> tuple[Quantity, ...]:
    return find_quantities(document, knowledge.numbers, Taken(hidden), frozenset())


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Tỉnh có 906 dịch vụ công.", "dịch vụ"),
        ("Sóng phủ 97,8% số thôn, bản.", "thôn"),
        ("Phải đưa 80% trở lên hồ sơ lên mạng.", "hồ sơ"),
        ("Trong đó có 24,9% tổng số hồ sơ.", "hồ sơ"),
        ("Tỷ lệ đạt 57% và còn tăng.", None),
        ("Tỷ lệ đạt 57%, vượt chỉ tiêu.", None),
        ("Điểm (57%) là cao.", None),
    ],
)
def test_the_noun_behind_a_number(knowledge: Knowledge, lay_out_text: LayOut, text: str, noun: str | None) -> None:
    document = lay_out_text(text)
    (where,) = _look(knowledge, document)
    assert (where.noun is None) == (noun is None)
    if noun is not None and where.noun is not None:
        assert document.folded.startswith(noun, where.noun)


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("Tỉnh có 906 dịch vụ công.", True),
        ("Kinh tế số chiếm 20% GRDP.", False),
        ("Doanh thu bằng 71,5% kế hoạch năm.", False),
        ("20% GRDP là kinh tế số.", True),
        ("Tỷ lệ đạt 57%.", False),
    ],
)
def test_the_subject_stands_behind_or_before(
    knowledge: Knowledge, lay_out_text: LayOut, text: str, follows: bool
) -> None:
    document = lay_out_text(text)
    (where,) = _look(knowledge, document)
    assert where.noun_follows is follows
    heaviest = where.windows[0]
    assert heaviest.weight == PRIMARY
    assert (heaviest.start > 0) is follows


@pytest.mark.parametrize(
    ("text", "dependent"),
    [
        ("Tỉnh cung cấp 906 dịch vụ (chiếm 50,4%).", [False, True]),
        ("Tỷ lệ hồ sơ đạt 59%, vượt mục tiêu 55%.", [False, True]),
        ("Tỷ lệ hồ sơ đạt 59%, tỷ lệ thanh toán 12%.", [False, False]),
        ("Hồ sơ giảm từ 1.902 hồ sơ xuống còn 1.529 hồ sơ.", [False, True]),
        ("Tỷ lệ hồ sơ của Lấp Vò là 61%, của Tân Hồng là 48%.", [False, True]),
        ("Tỷ lệ hồ sơ đạt 59%; doanh nghiệp dùng hóa đơn 90%.", [False, False]),
        ("Tỷ lệ hồ sơ đạt 59%. Mục tiêu là 70%.", [True]),
        ("Tỷ lệ hồ sơ đạt 59%. Tỷ lệ này ở vùng biên giới phía tây là 12%.", [True]),
        ("Tỷ lệ hồ sơ đạt 59%. Doanh thu tăng 70%.", [False]),
    ],
)
def test_a_number_leans_on_its_predecessor(
    knowledge: Knowledge, lay_out_text: LayOut, text: str, dependent: list[bool]
) -> None:
    assert [w.dependent for w in _look(knowledge, lay_out_text(text))] == dependent


def test_covered_spans_say_nothing(knowledge: Knowledge, lay_out_text: LayOut) -> None:
    document = lay_out_text("Tỷ lệ hồ sơ đạt 59%, kế hoạch của ủy ban dân tộc 70%.")
    assert [w.dependent for w in _look(knowledge, document)] == [False, False]
    assert [w.dependent for w in _look(knowledge, document, ("ủy ban dân tộc",))] == [False, True]


def test_the_last_of_a_series_lends_its_noun(knowledge: Knowledge, lay_out_text: LayOut) -> None:
    document = lay_out_text("Các huyện ghi nhận 7.932, 5.106 và 4.377 giao dịch.")
    found = _look(knowledge, document)
    assert {document.folded[w.noun : w.noun + 9] for w in found if w.noun is not None} == {"giao dịch"}
    assert all(w.noun_follows for w in found)


def test_a_cell_looks_at_its_header(knowledge: Knowledge, lay_out_text: LayOut) -> None:
    document = lay_out_text("Số hồ sơ\n120 và thêm")
    sentence = document.sentences[-1]
    number = next(q for q in _numbers(knowledge, document, []) if sentence.start <= q.start)
    cell = Cell(Span(0, 8), (), ())
    (where,) = surroundings(document, sentence, (), [number], [], knowledge.links, cells={number.start: cell})
    assert [(w.start, w.end, w.weight) for w in where.windows] == [(0, 8, PRIMARY)]


PARTS = st.sampled_from(
    [
        "Tỷ lệ hồ sơ",
        " đạt ",
        "57%",
        "906",
        " dịch vụ",
        ", ",
        " và ",
        "; ",
        ". ",
        " (chiếm ",
        ")",
        " tổng số ",
        "12 tỷ đồng",
        " của Lấp Vò ",
        "\n",
    ]
)


@settings(max_examples=60)
@given(st.lists(PARTS, min_size=1, max_size=14).map("".join))
def test_windows_are_weighed_and_lie_in_the_text(knowledge: Knowledge, text: str) -> None:
    document = lay_out(Article("test", text), abbreviations=knowledge.abbreviations)
    for where in _look(knowledge, document):
        weights = [w.weight for w in where.windows]
        assert weights == sorted(weights, reverse=True)
        assert all(0 < w <= PRIMARY for w in weights)
        assert all(0 <= w.start <= w.end <= len(text) for w in where.windows)
        assert where.noun is None or document.folded[where.noun].isalpha()
