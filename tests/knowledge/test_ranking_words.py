"""Words that steer what belongs to a position."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dxextract.errors import KnowledgeError
from dxextract.knowledge.ranking_words import load_ranking_words

GAZETTEER = Path(__file__).parents[2] / "gazetteer"


def test_every_list_is_compiled() -> None:
    words = load_ranking_words(GAZETTEER)
    assert words.since.match(" bậc so với năm 2021")
    assert not words.since.match(" bậc hơn năm 2021")
    assert words.measured.search("đạt 128 mbps, xếp thứ ")
    assert not words.measured.search("đạt 128 điểm, xếp thứ ")
    assert words.topic.match("về hồ sơ trực tuyến, huyện a")
    assert not words.topic.match("về chỉ số hài lòng, huyện a")
    assert words.field.match(" toàn tỉnh về hồ sơ")
    assert not words.field.match(" thuộc về chợ")
    assert words.department.match("Sở Xây dựng") and not words.department.match("sở thích")


def test_a_list_of_ones_own_counts(tmp_path: Path) -> None:
    shutil.copy(GAZETTEER / "ranking_words.yaml", tmp_path)
    file = tmp_path / "ranking_words.yaml"
    file.write_text(file.read_text("utf-8").replace("measured: [", "measured: [sản phẩm, "), encoding="utf-8")
    assert load_ranking_words(tmp_path).measured.search("có 128 sản phẩm, xếp thứ ")


def test_an_unknown_list_is_a_fault(tmp_path: Path) -> None:
    text = (GAZETTEER / "ranking_words.yaml").read_text("utf-8")
    (tmp_path / "ranking_words.yaml").write_text(text + "mesured: [km]\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"ranking_words\.yaml:\d+: mesured"):
        load_ranking_words(tmp_path)
