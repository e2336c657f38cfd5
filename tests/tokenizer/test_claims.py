"""What is claimed on the characters, and as what."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxextract.tokenizer.claims import ClaimKind, claim

A, D, N = ClaimKind.ADDRESS, ClaimKind.DOCUMENT_NUMBER, ClaimKind.NUMBER
CASES = [
    ("Quyết định số 861/QĐ-UBND-HC ngày 5/8/2022", [("861/QĐ-UBND-HC", D), ("5/8/2022", ClaimKind.DATE)]),
    ("Nghị định 42/2022/NĐ-CP.", [("42/2022/NĐ-CP", D)]),
    ("Nghị quyết số 04-NQ/TU của Tỉnh ủy", [("04-NQ/TU", D)]),
    ("Quyết định số 17/QĐ\n- UBND tỉnh", [("17/QĐ", D)]),
    ("ngày 26.4.2020 của Bộ", [("26.4.2020", ClaimKind.DATE)]),
    ("tháng 3/2024 đạt", [("3/2024", ClaimKind.MONTH)]),
    ("lúc 05:33:48", [("05:33:48", ClaimKind.TIME)]),
    ("từ 8h30 sáng", [("8h30", ClaimKind.TIME)]),
    ("sóng 4G, Covid-19", [("4G", ClaimKind.IDENTIFIER), ("Covid-19", ClaimKind.IDENTIFIER)]),
    ("xếp 25/63", [("25/63", ClaimKind.FRACTION)]),
    ("bảng 74\n/63", [("74", N), ("63", N)]),
    ("đạt 1.797 hồ sơ, 50,4%", [("1.797", N), ("50,4", N)]),
    ("dài 2,03km", [("2,03", N)]),
    ("tại https://dichvucong.gov.vn. Trong", [("https://dichvucong.gov.vn", A)]),
    ("(xem http://a.vn/b.html).", [("http://a.vn/b.html", A)]),
    ("gửi về a.b@tinh.gov.vn.", [("a.b@tinh.gov.vn", A)]),
    ("tại dichvucong.gov.vn. Hiện", [("dichvucong.gov.vn", A)]),
    ("theo VnExpress.net, tỉnh", [("VnExpress.net", A)]),
    ("theo zing.vn.Trong đó", [("zing.vn", A)]),
    (
        "/uploads/Audio/News/2023/01/25/061353chuyển đổi số.mp3",
        [("/uploads/Audio/News/2023/01/25/061353chuyển đổi số.mp3", A)],
    ),
    ("TP.HCM và T.Ư", []),
    ("năm.Về phần mình", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_claims(text: str, expected: list[tuple[str, ClaimKind]]) -> None:
    assert [(text[c.start : c.end], c.kind) for c in claim(text)] == expected


@given(st.one_of(st.text(), st.text(alphabet="a1A./-: @,vn\nĐ%“”…\u200b")))
def test_claims_are_in_order_and_on_one_line(text: str) -> None:
    claims = claim(text)
    assert all(c.start < c.end <= len(text) for c in claims)
    assert all(a.end <= b.start for a, b in pairwise(claims))
    assert not any("\n" in text[c.start : c.end] for c in claims)


@pytest.mark.parametrize("unit", ["a.", "1/", "-/a", "/a.", "1/A-", "a@a.", "1.1/1.1x", "http://a.vn/"])
def test_time_is_linear(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        taken = []
        for _ in range(3):
            start = perf_counter()
            claim(text)
            taken.append(perf_counter() - start)
        return min(taken)

    # Four times the text: four times the time, where quadratic time would be sixteen times.
    assert seconds(80_000) < 9 * seconds(20_000) + 0.005
