"""Which phenomena an annotated fact shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dxextract.evaluation.gold import load_gold
from dxextract.evaluation.phenomena import PHENOMENA

COUNT = "kind: count, value: 5"
RANK = "kind: ranking, rank: 2"


@pytest.mark.parametrize(
    ("text", "fact", "shown", "not_shown"),
    [
        ("Huyện có [[5]] máy.", COUNT, {"counts", "no indicator fits", "not said"}, {"number words", "in brackets"}),
        ("Huyện có [[năm]] máy.", COUNT, {"number words"}, {"ratios"}),
        ("Đạt [[5 - 10%]].", "kind: percentage, value: 5, high: 10", {"ranges", "percentages"}, {"counts"}),
        ("Có [[5/9]] xã.", f"{COUNT}, of: 9", {"ratios"}, {"with the number of places"}),
        ("Tăng hơn [[5]] máy.", f"{COUNT}, cmp: gt, change: increase", {"modified", "changes"}, {"rates"}),
        ("Sở đã bán (có [[5]] cái).", COUNT, {"in brackets"}, {"list items"}),
        ("Sở (cũ) có [[5]] cái.", COUNT, set(), {"in brackets"}),
        ("Gồm:\n- Máy: [[5]] cái.", COUNT, {"list items"}, {"tables"}),
        ("Xã | Máy\nA | [[5]]", COUNT, {"tables"}, {"list items"}),
        ("Máy\n[[5]]\n", COUNT, {"tables"}, set()),
        ("Có [[5]] máy. Năm 2022 khác.", f'{COUNT}, period: "2022"', {"said outside", "spans"}, {"states", "not said"}),
        ("Năm 2022 có [[5]] máy.", f'{COUNT}, period: "2022"', {"spans"}, {"said outside"}),
        ("Đến nay có [[5]] máy.", f'{COUNT}, period: "..2022"', {"states"}, {"spans", "open at the end"}),
        ("Từ 2015 có [[5]] máy.", f'{COUNT}, period: "2015.."', {"open at the end"}, {"states"}),
        ("Lai Vung có [[5]] máy.", f"{COUNT}, place: 87/Lai Vung", {"districts", "other than"}, set()),
        ("Sẽ có [[5]] máy.", f"{COUNT}, status: target", {"targets"}, {"estimates"}),
        ("Xếp [[2/63]] cả nước.", f"{RANK}, of: 63", {"with the number of places", "no index named"}, {"in words"}),
        (
            "Đứng [[nhì]] vùng.",
            f"{RANK}, scope: Tây Nguyên, delta: 3",
            {"in words", "in a region", "places gained"},
            set(),
        ),
        ("Lọt tốp [[2]].", f"{RANK}, top: true, index: pci", {"membership only"}, {"no index named"}),
        ("A và B lần lượt [[5]], 6.", COUNT, {"`lần lượt`"}, {"four or more"}),
        (
            "Theo [[Đề án 06]].",
            'kind: reference, type: scheme, num: "06"',
            {"by number or name only"},
            {"by number and"},
        ),
    ],
)
def test_phenomena(text: str, fact: str, shown: set[str], not_shown: set[str], annotate: Callable[..., Path]) -> None:
    gold_file = f'id: a\nplace: "87"\nfacts:\n- {{q: {json.dumps(text)}, {fact}}}\n'
    folder = annotate(text.replace("[[", "").replace("]]", ""), gold_file)
    (gold,) = load_gold([folder])
    found = [name for tests in PHENOMENA.values() for name, test in tests.items() if test(gold.facts[0], gold)]
    assert not {part for part in shown if not any(part in name for name in found)}, found
    assert not {part for part in not_shown if any(part in name for name in found)}, found
