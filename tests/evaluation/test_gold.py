from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from dxextract.errors import GoldError, UsageError
from dxextract.evaluation.gold import COLUMNS, load_gold, locate, parse_period
from dxextract.spans import Span

Annotate = Callable[..., Path]
CORPUS = Path(__file__).parents[2] / "corpus"

TEXT = "Tỉnh có 906 dịch vụ, xếp thứ 25/63 theo Quyết định số 861/QĐ-UBND."
GOLD = """\
id: a
place: "87"
published: 2024-04-14
facts:
- {q: "có [[906]] dịch", kind: count, value: 906, unit: dịch vụ, ind: x, ind_alt: [null, y], period: "..2024-03"}
- {q: "thứ [[25/63]]", kind: ranking, index: dti, rank: 25, of: 63, place: null, opt: true}
- {q: "[[Quyết định số 861/QĐ-UBND]]", kind: reference, type: decision, num: "861", sym: QĐ-UBND, date: 2022-08-05}
"""


@pytest.mark.parametrize(
    ("word", "days"),
    [
        (None, None),
        (2022, ("2022-01-01", "2022-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-Q2", ("2023-04-01", "2023-06-30")),
        ("2023-H1", ("2023-01-01", "2023-06-30")),
        ("2023-H2", ("2023-07-01", "2023-12-31")),
        ("2024-03-15", ("2024-03-15", "2024-03-15")),
        ("..2024-03", (None, "2024-03-31")),
        ("2015-01..", ("2015-01-01", None)),
        ("2021..2025", ("2021-01-01", "2025-12-31")),
        ("2023-09..2024-08", ("2023-09-01", "2024-08-31")),
    ],
)
def test_period(word: object, days: object) -> None:
    assert parse_period(word) == days


@pytest.mark.parametrize("word", ["", "..", "24", "2024-13", "2024-Q5", "2024-02-30", "2025..2021", "2021-2025", True])
def test_no_period(word: object) -> None:
    with pytest.raises(ValueError):
        parse_period(word)


@pytest.mark.parametrize(
    ("quote", "span"), [("có [[906]]", Span(8, 11)), ("[[Tỉnh]] có", Span(0, 4)), ("UBND[[.]]", Span(65, 66))]
)
def test_locate(quote: str, span: Span) -> None:
    assert locate(TEXT, quote) == span
    assert locate(TEXT, unicodedata.normalize("NFD", quote)) == span


@pytest.mark.parametrize("quote", ["có 906", "[[có]] [[906]]", "]]có[[", "[[không có]]", "[[6]]"])
def test_quote_that_cannot_be_located(quote: str) -> None:
    with pytest.raises(GoldError):
        locate(TEXT, quote)


def test_load(annotate: Annotate) -> None:
    (text,) = load_gold([annotate(f"\ufeff{TEXT}\r\n", GOLD)])
    assert (text.name, text.text, text.place, text.published) == ("a", f"{TEXT}\n", "87", "2024-04-14")
    assert not text.held_out
    metric, ranking, reference = text.facts
    assert (metric.raw, metric.family, metric.value, metric.optional) == ("906", "metric", 906, False)
    assert metric.wanted["indicator_id"] == ("x", None, "y")
    assert metric.wanted["period"] == ((None, "2024-03-31"),)
    assert metric.wanted["place"] == ("87",), "the article's place holds where a fact names none"
    assert metric.wanted["comparator"] == ("eq",)
    assert ranking.wanted["place"] == (None,), "null is not the article's place"
    assert (ranking.optional, ranking.wanted["scope"], ranking.wanted["top"]) == (True, ("VN",), (False,))
    assert (reference.value, reference.wanted["issue_date"]) == ("861", ("2022-08-05",))
    assert all(tuple(fact.wanted) == tuple(COLUMNS[fact.family].values()) for fact in text.facts)


def test_held_out(annotate: Annotate) -> None:
    assert load_gold([annotate(TEXT, GOLD, name="check/a")])[0].held_out


FACT = '- {q: "có [[906]] dịch", kind: count, value: 906'


@pytest.mark.parametrize(
    ("gold", "fault"),
    [
        (f"id: a\nfacts:\n{FACT}, valeu: 3}}", "facts[0].valeu: this key is not known here"),
        ("id: a\nauthor: b", "author: this key is not known here"),
        (f"id: a\nfacts:\n{FACT}, cmp: more}}", "facts[0].cmp"),
        (f"id: a\nfacts:\n{FACT}, ind_alt: x}}", "facts[0].ind_alt"),
        (f"id: a\nfacts:\n{FACT}, place: 87}}", "facts[0].place"),
        (f"id: a\nfacts:\n{FACT}, period: 24-3}}", "facts[0].period"),
        (f"id: a\nfacts:\n{FACT}, rank: 3}}", "facts[0].rank: this key is not known here"),
        ('id: a\nfacts:\n- {q: "có [[906]]", kind: count, value: "906"}', "facts[0].value"),
        ('id: a\nfacts:\n- {q: "có [[906]]", kind: count, value: yes}', "facts[0].value"),
        ('id: a\nfacts:\n- {q: "có [[906]]", kind: number}', "facts[0]"),
        ('id: a\nfacts:\n- {q: "có [[907]]", kind: count}', "facts[0]: found 0 times"),
        (f'id: a\nfacts:\n{FACT}}}\n- {{q: "[[906 dịch]]", kind: count}}', "overlap"),
        ("id: a\nplace: 87", "place"),
        ("id: [", "a.yaml"),
        ("", "file"),
    ],
)
def test_faults_name_file_and_entry(annotate: Annotate, gold: str, fault: str) -> None:
    corpus = annotate(TEXT, gold)
    with pytest.raises(GoldError) as error:
        load_gold([corpus])
    (line,) = str(error.value).splitlines()
    assert line.startswith(f"{corpus / 'tuned' / 'a.yaml'}: ")
    assert fault in line


def test_every_fault_of_every_file_is_a_line(annotate: Annotate) -> None:
    annotate(TEXT, f"id: a\nfacts:\n{FACT}, valeu: 3, untit: x}}")
    corpus = annotate(TEXT, "id: b\nauthor: c", name="check/b")
    with pytest.raises(GoldError) as error:
        load_gold([corpus])
    assert len(str(error.value).splitlines()) == 3


def test_nothing_annotated(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no annotated text"):
        load_gold([tmp_path])
    (tmp_path / "a.yaml").write_text("id: a", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file; name its folder"):
        load_gold([tmp_path / "a.yaml"])
    (tmp_path / "a.yaml").unlink()
    with pytest.raises(UsageError, match="no such folder"):
        load_gold([tmp_path / "gone"])


def test_annotation_without_text(annotate: Annotate) -> None:
    corpus = annotate(TEXT, GOLD)
    (corpus / "tuned" / "a.txt").unlink()
    with pytest.raises(GoldError, match=r"no a\.txt"):
        load_gold([corpus])


def test_the_corpus_has_no_faults() -> None:
    assert {text.path.parent.name for text in load_gold([CORPUS])} == {"tuned", "check", "fresh"}
