from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dxextract.evaluation.gold import load_gold
from dxextract.evaluation.report import misses, shown, table
from dxextract.evaluation.score import score

TEXT = "Tỉnh có 906 dịch vụ."
GOLD = 'id: a\nfacts:\n- {q: "có [[906]]", kind: count, value: 906, unit: dịch vụ}\n'
RECORD = {"record": "metric", "source": "a.txt", "start": 8, "end": 11, "value": 905.0, "kind": "count", "unit": "%"}


def test_misses_of_the_check_half_are_kept_back(annotate: Callable[..., Path]) -> None:
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
        "  a        wanted –, got –",
        "",
        "ARTICLE published (1)",
        "  a        wanted –, got –",
        "",
        "3 misses in 1 text of the check half kept back; --final shows them",
    ]
    assert "  b        có [[906]]" in all_lines
    assert not any("kept back" in line for line in all_lines)


def test_table(annotate: Callable[..., Path]) -> None:
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
