from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dxextract.knowledge.load import Knowledge
from dxextract.panels.origins import Origin, doubted, origins

from .conftest import metric, tables


def origin(knowledge: Knowledge, **fields: Any) -> Origin:
    (found,) = origins(tables(metric("57%", **fields))["articles"], knowledge).values()
    return found


def test_an_article(knowledge: Knowledge) -> None:
    found = origin(knowledge, article_id="t", outlet="Báo  Đồng Tháp ")
    assert found == Origin("a.txt", "a.txt", "t", "t", "báo đồng tháp", date(2024, 4, 14), "N82", False)
    assert origin(knowledge, article_id="t", cluster_id="c").cluster == "c"


@pytest.mark.parametrize(
    ("outlet", "url", "official"),
    [
        ("Cổng Thông tin điện tử tỉnh Đồng Tháp", None, True),
        ("SỞ TT&TT", None, True),
        ("Sở", None, True),
        ("Sởi", None, False),
        ("Báo Đồng Tháp", "https://dongthap.gov.vn:8080/a", True),
        ("", "gov.vn", False),
        (None, "http://[", False),
        (None, "https://notgov.vn/", False),
        (None, None, False),
    ],
)
def test_authorities(knowledge: Knowledge, outlet: str | None, url: str | None, official: bool) -> None:
    assert origin(knowledge, outlet=outlet, url=url).official is official


@pytest.mark.parametrize(("place", "province"), [("VN", "VN"), ("D941", "N92"), ("X", None), (None, None)])
def test_the_province_it_is_about(knowledge: Knowledge, place: str | None, province: str | None) -> None:
    assert origin(knowledge, article_place=place).province == province


def test_only_errors_are_doubts() -> None:
    findings = [{"severity": severity, "fact_ids": [severity]} for severity in ("error", "warning", "note")]
    assert doubted(tables(findings=findings)["findings"]) == {"error"}
