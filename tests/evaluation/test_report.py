from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dxextract.evaluation.gold import load_gold
from dxextract.evaluation.report import misses, shown, table
from dxextract.evaluation.score import Miss, score

Annotate = Callable[..., Path]

TEXT = "Tỉnh có 906 dịch vụ."
GOLD = 'id: a\nfacts:\n- {q: "có [[906]]", kind: count, value: 906, unit: dịch vụ}\n'
RECORD = {"record": "metric", "source": "a.txt", "start": 8, "end": 11, "value": 905.0, "kind": "count", "unit": "%"}


def test_misses_of_the_check_half_are_kept_back(annotate: Annotate) -> None:
    annotate(TEXT, GOLD)
    evaluation = score(load_gold([annotate(TEXT, GOLD, name="check/b")]), [RECORD])
    shown_lines, all_lines = (list(misses(evaluation.misses, final=final)) for final in (False, True))
    assert shown_lines == [
        "VALUE (1)",
        "  a        có [[906]]: wanted 906, got 905",
        "",
        "FIELD unit (1)",
        "  a        có [[906]]: wanted dịch vụ, got %",
        "",
        "ARTICLE place (1)",
        "  a        wanted none, got none",
        "",
        "ARTICLE published (1)",
        "  a        wanted none, got none",
        "",
        "3 misses in 1 text of the check half kept back; --final shows them",
    ]
    assert "  b        có [[906]]" in all_lines
    assert not any("kept back" in line for line in all_lines)


@pytest.mark.parametrize(
    ("kind", "wanted", "got", "line"),
    [
        ("FIELD period", None, (None, "2024-04-14", "published"), "none, got ..2024-04-14 (the day of publication)"),
        ("FIELD period", ("2024-01-01", "2024-03-31"), (None, None, "none"), "2024-01-01..2024-03-31, got none"),
        (
            "FIELD period",
            ("2024-01-01", None),
            ("2024-01-02",) * 2 + ("stated",),
            "2024-01-01.., got 2024-01-02 (stated)",
        ),
        ("FIELD place", None, ("93", "Hậu Giang"), "none, got 93 Hậu Giang"),
        ("FIELD place", "93", (None, None), "93, got none"),
        ("FIELD per", None, "năm", "none, got năm"),
    ],
)
def test_nothing_is_said_as_none(annotate: Annotate, kind: str, wanted: object, got: object, line: str) -> None:
    (text,) = load_gold([annotate(TEXT, GOLD)])
    shown_lines = list(misses([Miss(kind, text, text.facts[0], wanted, got)], final=False))
    assert shown_lines[1] == f"  a        có [[906]]: wanted {line}"


def test_table(annotate: Annotate) -> None:
    lines = list(table(score(load_gold([annotate(TEXT, GOLD)]), [RECORD]), texts=1))
    assert lines[0] == "1 annotated text"
    (found,) = (line.split() for line in lines if line.startswith("found   metric"))
    assert found == ["found", "metric", "1.000", "1.000", "1.000", "1", "0", "0"]
    (unit,) = (line.split() for line in lines if line.startswith("metric     unit"))
    assert unit == ["metric", "unit", "0", "1", "0.000"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (906.0, "906"),
        (50.4, "50.4"),
        (90e9, "90000000000"),
        (("a", None), "a –"),
        ("a\nb", "a b"),
        ([], "–"),
    ],
)
def test_shown(value: object, text: str) -> None:
    assert shown(value) == text
