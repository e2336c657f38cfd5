from __future__ import annotations

from dxextract.ids import article_id, fact_id, input_id


def test_identities_depend_on_what_they_are_made_from_and_nothing_else() -> None:
    assert input_id("a.txt") == input_id("a.txt") != input_id("b.txt")
    assert article_id("a") != input_id("a")
    assert fact_id("i", "metric", 1, 2) != fact_id("i", "ranking", 1, 2)
    assert fact_id("i", "metric", 1, 23) != fact_id("i", "metric", 12, 3)
    assert len(fact_id("i", "metric", 1, 2)) == 32


def test_undecodable_file_names_have_an_identity() -> None:
    assert input_id("bad\udcff.txt") != input_id("bad.txt")
