from __future__ import annotations

import pytest

from dxextract.knowledge.phrases import AtEnd, anywhere, at_start


def test_the_longest_phrase_wins() -> None:
    found = anywhere(("chỉ số", "chỉ số DTI"))
    assert [m[0] for m in found.finditer("chỉ số dti và chỉ  số")] == ["chỉ số dti", "chỉ  số"]


@pytest.mark.parametrize("text", ["chỉ sốx", "xchỉ số", ""])
def test_phrases_are_whole_words(text: str) -> None:
    assert anywhere(("chỉ số",)).search(text) is None


def test_marks_need_no_space_around_them() -> None:
    assert anywhere((";",)).search("kỳ;số") is not None


def test_ends_and_starts() -> None:
    assert AtEnd(("hơn",)).search("có hơn: ") is not None
    assert AtEnd(("hơn",)).search("hơn nữa") is None
    assert at_start(("trở lên",)).match(" trở lên là") is not None
    assert at_start(("trở lên",)).match(" từ trở lên") is None


def test_no_phrases_match_nothing() -> None:
    assert anywhere(()).search("a") is None
    assert AtEnd(()).search("") is None
    assert at_start(()).match("") is None


def test_the_start_is_not_sought_far_behind() -> None:
    starts = at_start(("trở lên",))
    assert starts.match('": "trở lên') is not None
    assert starts.match('"' * 21 + "trở lên") is None
