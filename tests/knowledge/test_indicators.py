"""Loading indicators: variants of terms, classes of words, and what is refused."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.errors import KnowledgeError
from dxextract.knowledge.indicators import IndicatorRules, TermMatcher, load_indicators
from dxextract.knowledge.load import Knowledge

HEAD = "- id: {id}\n  name: {{vi: Tên, en: Name}}\n  kind: count\n  unit: thủ tục\n"


def _load(folder: Path, *entries: str) -> IndicatorRules:
    (folder / "indicators.yaml").write_text("".join(entries), encoding="utf-8")
    (folder / "short_forms.yaml").write_text("- {long: dịch vụ công, short: [dvc]}\n", encoding="utf-8")
    (folder / "word_classes.yaml").write_text("- {id: village, words: [thôn, bản]}\n", encoding="utf-8")
    return load_indicators(folder)


def _entry(name: str, **fields: str) -> str:
    return HEAD.format(id=name) + "".join(f"  {key}: {value}\n" for key, value in fields.items())


def _words(rules: IndicatorRules, numbers: frozenset[int]) -> set[str]:
    return {rules.matcher.terms[number] for number in numbers}


def test_a_term_is_found_in_its_short_form_too(tmp_path: Path) -> None:
    rules = _load(tmp_path, _entry("a", aliases="[Số dịch vụ công]"))
    (evidence,) = rules.indicators["a"].evidence
    assert _words(rules, evidence.groups[0]) == {"số dịch vụ công", "số dvc"}


def test_classes_and_nouns_are_spelt_out(tmp_path: Path) -> None:
    rules = _load(tmp_path, _entry("a", nouns="['{village}', ấp]", evidence="['# & phủ sóng & !5g']", never="[4g]"))
    indicator = rules.indicators["a"]
    assert _words(rules, indicator.nouns) == {"thôn", "bản", "ấp"}
    (evidence,) = indicator.evidence
    assert [_words(rules, g) for g in evidence.groups] == [{"thôn", "bản", "ấp"}, {"phủ sóng"}]
    assert _words(rules, evidence.never) == {"4g", "5g"}


def test_the_unit_is_the_noun_of_a_count_without_nouns(tmp_path: Path) -> None:
    rules = _load(tmp_path, _entry("a", aliases="[cống ngăn mặn]"))
    assert _words(rules, rules.indicators["a"].nouns) == {"thủ tục", "cống ngăn mặn"}


def test_weak_aliases_count_less(tmp_path: Path) -> None:
    rules = _load(tmp_path, _entry("a", aliases="[tổng số]", aliases_weak="[số]"))
    strong, weak = rules.indicators["a"].evidence
    assert weak.strength < strong.strength


def test_weak_aliases_need_what_the_article_is_about(tmp_path: Path) -> None:
    rules = _load(tmp_path, _entry("a", aliases="[tổng số]", aliases_weak="[số]", about="[số hóa]"))
    strong, weak = rules.indicators["a"].evidence
    assert (_words(rules, strong.about), _words(rules, weak.about)) == (set(), {"số hóa"})


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([_entry("a"), _entry("a")], "another entry has the id"),
        ([_entry("a", share="b")], "no indicator has the id 'b'"),
        ([_entry("a", confusable_with="[b]")], "no indicator has the id 'b'"),
        ([_entry("a", evidence="['!x']")], "nothing but forbidden"),
        ([_entry("a", evidence="['x & # & y']", nouns="[]")], "# without nouns"),
        ([_entry("a", evidence="['x & ']")], "empty term"),
        ([_entry("a", evidence="['{town} & x']")], r"no class of words is named \{town\}"),
        ([_entry("a", weight="3")], "weight"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, entries: list[str], message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        _load(tmp_path, *entries)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thủ tục", ["thủ tục"]),
        ("bộ thủ tục hành chính", ["thủ tục", "thủ tục hành chính"]),
        ("thủ tụcx", []),
        ("xthủ tục", []),
        ("thuê bao/100 dân", ["thuê bao/100 dân"]),
        ("95 thuê bao/100 dân số", ["thuê bao/100 dân"]),
        ("thủ tục, thủ tục", ["thủ tục", "thủ tục"]),
    ],
)
def test_terms_are_whole_words(text: str, found: list[str]) -> None:
    matcher = TermMatcher(("thủ tục", "thủ tục hành chính", "thuê bao/100 dân"))
    assert sorted(matcher.terms[t] for t, _, _ in matcher.find(text)) == sorted(found)


@given(st.text(alphabet="ab ố,", max_size=60))
def test_hits_are_where_they_say(text: str) -> None:
    matcher = TermMatcher(("a", "ab", "b a", "ố"))
    hits = matcher.find(text)
    assert all(text[start:end] == matcher.terms[term] for term, start, end in hits)
    letters = {at for at, c in enumerate(text) if c == "ố"}
    alone = {at for at in letters if not text[max(0, at - 1) : at].isalnum() and not text[at + 1 : at + 2].isalnum()}
    assert {start for term, start, _ in hits if matcher.terms[term] == "ố"} == alone


def test_a_compound_hides_its_parts() -> None:
    matcher = TermMatcher(("bản", "tổ"), ("văn bản", "tổ chức"))
    hits = matcher.find("văn bản của tổ chức, bản và tổ")
    assert [(matcher.terms[t], s) for t, s, _ in hits] == [("bản", 21), ("tổ", 28)]


def test_the_matcher_survives_pickling() -> None:
    matcher = TermMatcher(("thủ tục",))
    assert pickle.loads(pickle.dumps(matcher)).find("một thủ tục") == matcher.find("một thủ tục")


def test_every_packaged_indicator_can_be_found(knowledge: Knowledge) -> None:
    rules = knowledge.indicators
    scores = {name for index in knowledge.rankings.indices.values() for name in index.scores.values()}
    parts = {i.component_score for i in knowledge.rankings.indices.values()}
    unreachable = {i.id for i in rules.indicators.values() if not i.evidence} - scores - parts
    assert unreachable == set()


def test_shares_are_percentages(knowledge: Knowledge) -> None:
    indicators = knowledge.indicators.indicators
    shares = {i.id: i.share for i in indicators.values() if i.share}
    assert shares
    assert {name for name, share in shares.items() if indicators[share].kind != "percentage"} == set()
    assert {name for name in shares if indicators[name].kind != "count"} == set()
