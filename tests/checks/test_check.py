"""Findings as records: identity, order, what facts say of them, and how sure they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dxextract.extractor import Extractor
from dxextract.knowledge.load import Knowledge
from dxextract.records.model import Result

TEXT = "Tỉnh tiếp nhận 1.004.512 hồ sơ, trong đó 612.752 hồ sơ trực tuyến (đạt 71%).\n\nDTI xếp hạng 65/63."


@pytest.fixture(scope="module")
def result(extractor: Extractor) -> Result:
    return extractor.extract(TEXT, source="a.txt")


def test_findings_stand_in_the_order_of_the_text(result: Result) -> None:
    assert [f.rule for f in result.findings] == ["share.of_whole", "rank.outside"]
    assert [f.kind for f in result.findings] == ["share", "rank"]
    assert result.article.n_findings == 2


def test_a_finding_and_its_facts_point_at_each_other(result: Result) -> None:
    share, rank = result.findings
    assert [m.finding_ids for m in result.metrics] == [(share.finding_id,)] * 3
    assert [m.fact_id for m in result.metrics] == list(share.fact_ids)
    assert [r.finding_ids for r in result.rankings] == [(rank.finding_id,)]


def test_what_was_printed_stays(result: Result) -> None:
    assert [m.value for m in result.metrics] == [1_004_512, 612_752, 71]
    assert (result.findings[0].actual, result.findings[0].expected) == ("71%", "61%")


def test_parts_name_their_whole(result: Result) -> None:
    whole, part, share = result.metrics
    assert (whole.part_of, part.part_of, share.part_of) == (None, whole.fact_id, whole.fact_id)


def test_parts_of_a_sum_name_their_whole(extractor: Extractor) -> None:
    metrics = extractor.extract("Có 2.264 tổ, gồm 558 tổ cấp xã và 1.706 tổ cấp thôn với 9.120 thành viên.").metrics
    assert [m.part_of == metrics[0].fact_id for m in metrics] == [False, True, True, False]


def test_messages_say_the_numbers_in_both_languages(result: Result) -> None:
    finding = result.findings[0]
    assert finding.message_vi == "612.752 trên tổng số 1.004.512 tương đương 61%, bài in 71%."
    assert finding.message_en == "612.752 of 1.004.512 is 61%; the article prints 71%."


def test_identity_hangs_on_input_rule_and_facts_alone(extractor: Extractor, result: Result) -> None:
    again = extractor.extract(TEXT.replace("hồ sơ trực tuyến", "hồ sơ qua mạng  "), source="a.txt")
    other = extractor.extract(TEXT, source="b.txt")
    assert [f.finding_id for f in again.findings] == [f.finding_id for f in result.findings]
    assert not {f.finding_id for f in other.findings} & {f.finding_id for f in result.findings}


def test_an_error_on_uncertain_facts_is_a_warning(knowledge: Knowledge) -> None:
    words = replace(knowledge.checks.words, least_confidence=0.999)
    unsure = Extractor(replace(knowledge, checks=replace(knowledge.checks, words=words)))
    assert [f.severity for f in unsure.extract(TEXT).findings] == ["warning", "warning"]


def test_a_rule_that_was_taken_out_raises_nothing(tmp_path: Path) -> None:
    (tmp_path / "patterns").mkdir()
    rule = "- {id: rank.outside, remove: true}\n"
    (tmp_path / "patterns" / "checks.yaml").write_text(rule, encoding="utf-8")
    result = Extractor(tmp_path).extract(TEXT)
    assert [f.rule for f in result.findings] == ["share.of_whole"]
    assert result.rankings[0].finding_ids == ()


def test_ones_own_misprints_are_added(tmp_path: Path) -> None:
    (tmp_path / "gazetteer").mkdir()
    entry = "- {id: stall, printed: gian hạng, meant: gian hàng, behind: ['sàn có'], examples: [x]}\n"
    (tmp_path / "gazetteer" / "misprints.yaml").write_text(entry.replace("sàn có", "mở"), encoding="utf-8")
    result = Extractor(tmp_path).extract("Có 12 xã mở gian hạng trên sàn.")
    assert [(f.rule, f.expected) for f in result.findings] == [("misprint.term", "gian hàng")]


def test_an_article_without_numbers_has_no_findings(extractor: Extractor) -> None:
    assert extractor.extract("Không có số liệu nào.").findings == ()
