"""Why records say what they say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dxextract.explanation import Choice, Explanation, FactExplanation
from dxextract.extractor import Extractor
from dxextract.records.model import Metric, Ranking, Reference

TUNED = Path(__file__).parents[1] / "corpus" / "tuned"
TEXT = """Đến tháng 3/2024, tỉnh Đồng Tháp có 906 dịch vụ công trực tuyến toàn trình, so với năm 2023 tăng 12 dịch vụ.
Tỉnh xếp hạng 25/63 về PAR Index.
Huyện Tháp Mười có 15 trạm BTS, gần bằng thành phố Sa Đéc, theo Kế hoạch 349/KH-UBND."""


@pytest.fixture(scope="module")
def explanation(extractor: Extractor) -> Explanation:
    return extractor.explain(TEXT)


def of(explanation: Explanation, raw: str) -> FactExplanation:
    return explanation.of(next(fact for fact in explanation.facts if fact.raw == raw))


def chosen(choices: tuple[Choice, ...]) -> list[str]:
    return [choice.what for choice in choices if choice.chosen]


def against(choices: tuple[Choice, ...], what: str) -> str:
    return next(choice.why for choice in choices if choice.what == what and not choice.chosen)


def test_the_indicator_that_was_linked_and_those_that_were_not(explanation: Explanation) -> None:
    subjects = of(explanation, "906").subjects
    assert chosen(subjects) == ["online_public_services_full"] and subjects[0].chosen
    assert against(subjects, "online_public_services_total") == "“toàn trình” forbids it"
    assert against(subjects, "online_public_services_full_share") == "it is a percentage, the number a count"
    assert all(choice.score is None or 0 <= choice.score <= 1 for choice in subjects)


def test_times_that_govern_and_times_that_do_not(explanation: Explanation) -> None:
    periods = of(explanation, "906").periods
    assert chosen(periods) == ["Đến tháng 3/2024"]
    assert against(periods, "so với năm 2023") == "figures are compared with it"


def test_places_of_the_sentence(explanation: Explanation) -> None:
    places = of(explanation, "15").places
    assert chosen(places) == [next(fact.place_id for fact in explanation.facts if fact.raw == "15")]
    assert [choice.words for choice in places] == ["Huyện Tháp Mười", "thành phố Sa Đéc"]
    assert "behind" in places[1].why or "mentions" in places[1].why


def test_an_index_that_follows_its_position(explanation: Explanation) -> None:
    assert chosen(of(explanation, "25/63").subjects) == ["par_index"]


def test_a_reference_has_neither_subject_nor_time(explanation: Explanation) -> None:
    explained = of(explanation, "Kế hoạch 349/KH-UBND")
    assert explained.subjects == () and explained.periods == ()


def test_the_parts_make_up_the_confidence(explanation: Explanation) -> None:
    for fact in explanation.facts:
        parts = explanation.of(fact).parts
        assert parts and all(0 < part.probability < 1 for part in parts)
        weights = [weight for part in parts for _, weight in part.weights]
        assert all(weights)


def everything(extractor: Extractor) -> Iterator[FactExplanation]:
    for path in sorted(TUNED.glob("*.txt"))[:16]:
        explanation = extractor.explain(path.read_text(encoding="utf-8"))
        yield from map(explanation.of, explanation.facts)


def test_what_is_explained_is_what_is_recorded(extractor: Extractor) -> None:
    """Over the corpus: the choice marked as chosen is the link of the record, and where there is a link, one is."""
    count = 0
    for explained in everything(extractor):
        fact = explained.fact
        count += 1
        assert chosen(explained.places)[:1] == ([fact.place_id] if fact.place_id else []) or isinstance(fact, Reference)
        if isinstance(fact, Metric):
            assert chosen(explained.subjects) == ([fact.indicator_id] if fact.indicator_id else [])
        if isinstance(fact, Ranking):
            assert chosen(explained.subjects)[:1] == ([fact.index_id] if fact.index_id else [])
        if not isinstance(fact, Reference):
            assert bool(chosen(explained.periods)) == (fact.period_basis != "none")
    assert count > 300


def test_explaining_changes_no_record(extractor: Extractor) -> None:
    assert extractor.explain(TEXT).result == extractor.extract(TEXT)
