from __future__ import annotations

from dxextract.knowledge.short_forms import ShortFormEntry, variants

FORMS = (
    ShortFormEntry(long="chuyển đổi số", short=("CĐS",)),
    ShortFormEntry(long="doanh nghiệp", short=("DN", "dn")),
)


def test_every_long_form_is_tried_in_its_short_forms() -> None:
    assert set(variants("Doanh nghiệp  chuyển đổi số", FORMS)) == {
        "doanh nghiệp chuyển đổi số",
        "doanh nghiệp cđs",
        "dn chuyển đổi số",
        "dn cđs",
    }


def test_a_phrase_without_a_long_form_stays_alone() -> None:
    assert variants("Cổng dịch vụ", FORMS) == ["cổng dịch vụ"]
