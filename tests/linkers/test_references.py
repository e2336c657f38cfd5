"""References get what the text says of them at that mention, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dxextract.article import Article
from dxextract.finders.documents import find_documents
from dxextract.knowledge.documents import ReferenceRules, load
from dxextract.linkers.references import ReferenceDraft, link_references
from dxextract.tokenizer.layout import lay_out

ROOT = Path(__file__).parents[2]


def read_rules() -> ReferenceRules:
    fragments = yaml.safe_load((ROOT / "patterns" / "fragments.yaml").read_text("utf-8"))
    return load(ROOT / "patterns", ROOT / "gazetteer", fragments)


RULES = read_rules()


def link(text: str) -> tuple[ReferenceDraft, ...]:
    document = lay_out(Article(source="test", text=text), abbreviations=frozenset({"TP"}))
    return link_references(document, find_documents(document, RULES), RULES)


DATES = [
    ("Quyết định số 861/QĐ-UBND-HC ngày 5/8/2022", "2022-08-05"),
    ("Quyết định số 749/QĐ-TTg ngày 3.6.2020 của Thủ tướng", "2020-06-03"),
    ("Kế hoạch số 9812/KH-UBND ngày 7-10-2021", "2021-10-07"),
    ("Nghị quyết số 04-NQ/TU ngày 31 tháng 12 năm 2021", "2021-12-31"),
    ("Nghị quyết số 04-NQ/TU, ngày 31/12/2021, của Tỉnh ủy", "2021-12-31"),
    ("Nghị quyết số 04-NQ/TU (ngày 31/12/2021)", "2021-12-31"),
    ("Quyết định 2459 ban hành năm 2016", "2016"),
    ("Quyết định 2459 được ban hành từ cuối năm 2016", "2016"),
    ("Kế hoạch số 12/KH-UBND ban hành tháng 6/2023", "2023-06"),
    ("Kế hoạch số 12/KH-UBND tháng 6 năm 2023 của UBND tỉnh", "2023-06"),
    ("Nghị quyết 25 năm 2020 của HĐND tỉnh", "2020"),
    ("Kế hoạch số 12/KH-UBND do UBND tỉnh ký ngày 7/2/2023", "2023-02-07"),
    ("Kế hoạch số 12/KH-UBND được UBND tỉnh ban hành ngày 7/2/2023", "2023-02-07"),
    ("Kế hoạch số 12/KH-UBND của UBND tỉnh ban hành ngày 7/2/2023", "2023-02-07"),
    ("Kế hoạch số 12/KH-UBND của UBND tỉnh ngày 7/2/2023", "2023-02-07"),
    ("Luật Giao dịch điện tử được Quốc hội thông qua ngày 22/6/2023", "2023-06-22"),
    ("Luật Giao dịch điện tử được Quốc hội thông qua tại kỳ họp thứ 5, ngày 22/6/2023", "2023-06-22"),
    ("Luật Đất đai năm 2024", "2024"),
    ("Luật Đất đai 2024", "2024"),
    ("Cuối năm 2020, Ban Chấp hành Đảng bộ tỉnh (khóa XIV) ban hành Nghị quyết số 02, về xây dựng", "2020"),
    ("Ngày 5/8/2022, UBND tỉnh ban hành Quyết định số 861/QĐ-UBND", "2022-08-05"),
    ("(ĐTO) - Tháng 6/2023, Tỉnh ủy ban hành Nghị quyết số 12", "2023-06"),
    ("UBND tỉnh ngày 5/8/2022 ban hành Quyết định số 861/QĐ-UBND", "2022-08-05"),
    ("Năm 2021, tỉnh ban hành Quyết định số 861/QĐ-UBND", "2021"),
    ("Nghị định số 42/2022/NĐ-CP ngày 24/6 của Chính phủ", "2022-06-24"),
    ("Chương trình hành động số 02-CTr/TU (tháng 9/2025) của Tỉnh ủy", "2025-09"),
    ("[[Kế hoạch số 7/KH-UBND]], Công văn số 33/UBND-TH và Quyết định số 15/QĐ-UBND cùng ngày 3/4/2022", "2022-04-03"),
    ("các Quyết định số 12/QĐ-UBND và [[15/QĐ-UBND]] ban hành cùng ngày 3/4/2022", "2022-04-03"),
    ("[[Kế hoạch số 7/KH-UBND]] và Quyết định số 15/QĐ-UBND ngày 3/4/2022", None),
    ("Cùng ngày 29/12/2023, Chủ tịch UBND tỉnh ký ban hành Quyết định số 4468/QĐ-UBND", "2023-12-29"),
    ("[[Kế hoạch số 7/KH-UBND]] thay cho Quyết định số 15/QĐ-UBND cùng ngày 3/4/2022", None),
    # the day that was named last
    ("Quyết định số 12/QĐ-UBND ngày 3/4/2022; cùng ngày, ban hành [[Kế hoạch số 7/KH-UBND]]", "2022-04-03"),
    (
        "Ngày 3/4/2022, UBND tỉnh ban hành Quyết định số 12/QĐ-UBND; cùng ngày, UBND tỉnh ký [[Kế hoạch số 7/KH-UBND]]",
        "2022-04-03",
    ),
    ("Ngày 3/4/2022, huyện họp bàn. Cũng trong ngày, UBND huyện ban hành [[Kế hoạch số 7/KH-UBND]]", "2022-04-03"),
    ("Quyết định số 12/QĐ-UBND ngày 3/4/2022 và [[Kế hoạch số 7/KH-UBND]] cùng ngày của UBND tỉnh", "2022-04-03"),
    ("Quyết định số 12/QĐ-UBND; cùng ngày, ban hành [[Kế hoạch số 7/KH-UBND]]", None),
    ("Quyết định số 12/QĐ-UBND ngày 3/4/2022, ngày 5/4 họp bàn; cùng ngày, ban hành [[Kế hoạch số 7/KH-UBND]]", None),
    ("Quyết định số 12/QĐ-UBND ngày 3/4/2022; ban hành [[Kế hoạch số 7/KH-UBND]]", None),
    ("Quyết định số 861/QĐ-UBND-HC", None),
    ("Nghị định số 42/2022/NĐ-CP từ ngày 15/8/2022", None),
    ("Nghị định số 42/2022/NĐ-CP có hiệu lực từ ngày 15/8/2022", None),
    ("Thực hiện Đề án 06 năm 2023, tỉnh đạt", None),
    ("Thực hiện Nghị quyết số 18-NQ/TU năm 2023, tỉnh đạt", None),
    ("Theo Kế hoạch số 12/KH-UBND, ngày 5/8/2022, tỉnh tổ chức hội nghị", None),
    ("Quyết định số 861/QĐ-UBND ngày 5/8", None),
    ("Quyết định số 861/QĐ-UBND ngày 31/02/2022", None),
    ("Năm 2022, tỉnh thực hiện Quyết định số 749/QĐ-TTg", None),
    ("Để thúc đẩy chuyển đổi số năm 2024, UBND tỉnh ban hành Kế hoạch số 5/KH-UBND", None),
    ("Kế hoạch số 12/KH-UBND về chuyển đổi số năm 2024", None),
    ("UBND ban hành Kế hoạch số 10/KH-UBND ngày 16/02/2024 về số hóa, cụ thể hóa [[Nghị quyết số 05-NQ/TU]]", None),
]


def marked(quote: str) -> tuple[str, int | None]:
    """The text, and where the draft that is meant begins; None when the text has only one."""
    return quote.replace("[[", "").replace("]]", ""), quote.index("[[") if "[[" in quote else None


def meant(quote: str) -> ReferenceDraft:
    text, start = marked(quote)
    (draft,) = [d for d in link(text) if start is None or d.span.start == start]
    return draft


@pytest.mark.parametrize(("quote", "expected"), DATES)
def test_issue_date(quote: str, expected: str | None) -> None:
    assert meant(quote).issue_date == expected


ISSUERS = [
    ("Quyết định số 861/QĐ-UBND của UBND tỉnh Đồng Tháp về việc", "UBND tỉnh Đồng Tháp"),
    ("Nghị quyết số 18-NQ/TU ngày 10/12/2021 của Ban Chấp hành Đảng bộ tỉnh và", "Ban Chấp hành Đảng bộ tỉnh"),
    ("Nghị quyết số 49-NQ/TU của Ban Thường vụ Tỉnh ủy về chuyển đổi số", "Ban Thường vụ Tỉnh ủy"),
    ("Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ có hiệu lực", "Chính phủ"),
    ("Công văn 793/BTTTT-THH của Bộ TT&TT và hướng dẫn", "Bộ TT&TT"),
    ("Thông tư 46/2018/TT-BYT của Bộ Y tế hướng dẫn", "Bộ Y tế"),
    ("Quyết định 12/QĐ-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch, sở", "Bộ Văn hóa, Thể thao và Du lịch"),
    ("Quyết định số 1736/QĐ-UBND của Chủ tịch UBND tỉnh.", "Chủ tịch UBND tỉnh"),
    ("Quyết định số 12/QĐ-UBND của Chủ tịch UBND tỉnh Nguyễn Văn A", "Chủ tịch UBND tỉnh"),
    ("Quyết định số 12/QĐ-UBND của UBND TP. Cần Thơ đặt mục tiêu", "UBND TP. Cần Thơ"),
    ("Quyết định số 12/QĐ-UBND của UBND thành phố Thủ Đức", "UBND thành phố Thủ Đức"),
    ("Kế hoạch số 12/KH-UBND của UBND tỉnh Bà Rịa - Vũng Tàu", "UBND tỉnh Bà Rịa - Vũng Tàu"),
    ("Quyết định số 12/QĐ-ĐHCT của Trường Đại học Cần Thơ", "Trường Đại học Cần Thơ"),
    ("Kế hoạch số 45/KH-BCĐ của Ban Chỉ đạo Chuyển đổi số tỉnh yêu cầu", "Ban Chỉ đạo Chuyển đổi số tỉnh"),
    ("Kế hoạch số 12/KH-UBND do UBND tỉnh ký ngày 7/2/2023", "UBND tỉnh"),
    ("Kế hoạch số 12/KH-UBND mà UBND huyện Cao Lãnh vừa ban hành", "UBND huyện Cao Lãnh"),
    ("Luật Giao dịch điện tử được Quốc hội khóa XV thông qua ngày 22/6/2023", "Quốc hội"),
    ("UBND tỉnh Thái Nguyên vừa ban hành Kế hoạch số 17/KH-UBND ngày 29/01/2021", "UBND tỉnh Thái Nguyên"),
    ("UBND tỉnh Đồng Tháp ban hành Đề án Chuyển đổi số theo Quyết định số 861/QĐ-UBND-HC", "UBND tỉnh Đồng Tháp"),
    ("HĐND tỉnh cũng thông qua Nghị quyết số 06/2024/NQ-HĐND", "HĐND tỉnh"),
    ("Liên đoàn Lao động tỉnh ra Hướng dẫn số 07/HD-LĐLĐ", "Liên đoàn Lao động tỉnh"),
    ("Tỉnh ủy đã cụ thể hóa phong trào bằng Chương trình hành động số 12-CTr/TU", "Tỉnh ủy"),
    ("Ban Chấp hành Đảng bộ tỉnh (khóa XIV) ban hành Nghị quyết số 02", "Ban Chấp hành Đảng bộ tỉnh"),
    ("Sở TT&TT tham mưu UBND tỉnh ban hành Quyết định số 12/QĐ-UBND", "UBND tỉnh"),
    ("Chủ tịch UBND tỉnh đã ký Quyết định số 12/QĐ-UBND", "Chủ tịch UBND tỉnh"),
    ("UBND tỉnh ban hành Kế hoạch số 1/KH-UBND và [[Quyết định số 2/QĐ-UBND]]", "UBND tỉnh"),
    ("các [[Quyết định số 749/QĐ-TTg]] và 942/QĐ-TTg của Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
    ("các Quyết định số 749/QĐ-TTg ngày 3/6/2020, [[942/QĐ-TTg]] và 411/QĐ-TTg của Thủ tướng", "Thủ tướng"),
    ("[[Quyết định số 749/QĐ-TTg]] và Quyết định số 942/QĐ-TTg của Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
    ("NGHỊ QUYẾT SỐ 57-NQ/TW CỦA BỘ CHÍNH TRỊ VỀ ĐỘT PHÁ", "BỘ CHÍNH TRỊ"),
    ("Phó Thủ tướng Trần Hồng Hà vừa ký Quyết định số 1562/QĐ-TTg", "Phó Thủ tướng"),
    ("Bộ trưởng Bộ Y tế Đào Hồng Lan ký Quyết định số 503/QĐ-BYT", "Bộ trưởng Bộ Y tế"),
    ("Chủ tịch UBND tỉnh Thái Bình Nguyễn Khắc Thận ký Quyết định số 5/QĐ-UBND", "Chủ tịch UBND tỉnh Thái Bình"),
    ("Chủ tịch UBND TP Hồ Chí Minh ký Quyết định số 5/QĐ-UBND", "Chủ tịch UBND TP Hồ Chí Minh"),
    ("Nghị quyết HĐND tỉnh số 12/2023/NQ-HĐND", "HĐND tỉnh"),
    ("Quyết định của Thủ tướng Chính phủ số 749/QĐ-TTg", "Thủ tướng Chính phủ"),
    ("Sở Thông tin và Truyền thông (Sở TT&TT) ban hành Hướng dẫn số 12/HD-STTTT", "Sở Thông tin và Truyền thông"),
    ("Kế hoạch số 12/KH-UBND về chuyển đổi số năm 2023 của UBND tỉnh", "UBND tỉnh"),
    ("Kế hoạch số 12/KH-UBND triển khai nghị quyết của HĐND tỉnh", None),
    ("UBND tỉnh yêu cầu các sở tại Công văn số 12/UBND-VX", "UBND tỉnh"),
    ("UBND tỉnh giao các sở thực hiện theo Quyết định số 12/QĐ-UBND", None),
    ("UBND huyện Tháp Mười xây dựng Kế hoạch số 45/KH-UBND", "UBND huyện Tháp Mười"),
    ("Theo Quyết định số 749/QĐ-TTg, UBND tỉnh yêu cầu", None),
    ("UBND tỉnh thực hiện Quyết định số 749/QĐ-TTg", None),
    ("UBND tỉnh ban hành kế hoạch theo Quyết định số 749/QĐ-TTg", None),
    ("UBND tỉnh vừa ban hành Kế hoạch số 17/KH-UBND triển khai [[Nghị quyết số 01-NQ/TU]]", None),
    ("Đại diện Sở Công Thương cho biết, thực hiện Quyết định 1813/QĐ-TTg", None),
    ("UBND tỉnh giao Sở TT&TT tham mưu sửa Quyết định 2459", None),
    ("tỉnh ban hành Quyết định số 3247/QĐ-UBND", None),
    ("HĐND tỉnh nghe UBND tỉnh trình bày Báo cáo số 215/BC-UBND ngày 5/7/2024", "UBND tỉnh"),
    ("Văn phòng UBND tỉnh ban hành Thông báo số 112/TB-UBND về kết luận của Chủ tịch UBND tỉnh", "Văn phòng UBND tỉnh"),
    ("Chương trình hành động số 02-CTr/TU (tháng 9/2025) của Tỉnh ủy", "Tỉnh ủy"),
    ("các Quyết định của Thủ tướng Chính phủ: số 749/QĐ-TTg ngày 3/6/2020; số [[942/QĐ-TTg]]", "Thủ tướng Chính phủ"),
    ("[[Nghị quyết số 02-NQ/TU]] và Kế hoạch số 12/KH-UBND của UBND tỉnh", None),
    ("Quyết định số 1012 ngày 25/5/2024 của UBND tỉnh Cao Bằng, có", "UBND tỉnh Cao Bằng"),
    ("Kế hoạch số 45 của UBND huyện bằng hình thức trực tuyến", "UBND huyện"),
    ("UBND TP.HCM vừa ban hành Quyết định 2345/QĐ-UBND", "UBND TP.HCM"),
    ("Quyết định số 5176/QĐ-BNNMT vừa được Bộ trưởng ký ngày 10/12/2025", "Bộ trưởng"),
    ("Kế hoạch số 3012/KH-UBND UBND tỉnh ban hành hồi tháng 10-2023", "UBND tỉnh"),
    ("theo Kế hoạch số 3012/KH-UBND, UBND tỉnh ban hành tháng 10/2023 hai đề án", None),
    ("UBND huyện cụ thể hóa bằng Kế hoạch số 87/KH-UBND ngày 14/3/2022", "UBND huyện"),
    ("kinh phí đã được UBND tỉnh chấp thuận tại Văn bản số 2377/UBND-KGVX", "UBND tỉnh"),
    ("UBND tỉnh thực hiện bằng Quyết định số 749/QĐ-TTg", None),
]


@pytest.mark.parametrize(("quote", "expected"), ISSUERS)
def test_issuer(quote: str, expected: str | None) -> None:
    draft = meant(quote)
    assert draft.issuer == expected
    if draft.issuer_span is not None:
        text, _ = marked(quote)
        assert text[draft.issuer_span.start : draft.issuer_span.end] == expected


@pytest.mark.parametrize(
    ("text", "basis", "scope"),
    [
        ("Quyết định số 749/QĐ-TTg của Thủ tướng", "stated", "central"),
        ("Quyết định số 749/QĐ-TTg", "symbol", "central"),
        ("Nghị quyết số 04-NQ/TU", "symbol", "local"),
        ("Thông tư 46/2018/TT-BYT", "symbol", "central"),
        ("Quyết định số 12/QĐ-SYT", "symbol", "local"),
        ("Luật số 20/2023/QH15", "symbol", "central"),
        ("Đề án 06", "none", None),
        ("Quyết định số 12/QĐ-ABC", "none", None),
    ],
)
def test_issuer_basis_and_scope(text: str, basis: str, scope: str | None) -> None:
    assert (meant(text).issuer_basis, meant(text).issuer_scope) == (basis, scope)


@pytest.mark.parametrize(
    ("text", "height"),
    [
        ("Kế hoạch số 5/KH-UBND của UBND tỉnh", "province"),
        ("Kế hoạch số 5/KH-UBND của UBND huyện Tháp Mười", "district"),
        ("Kế hoạch số 5/KH-UBND của UBND xã Mỹ An", "commune"),
        ("Kế hoạch số 5/KH-UBND", None),
        ("Nghị quyết số 5-NQ/HU", "district"),
        ("Nghị quyết số 5-NQ/TU", "province"),
        ("Thông báo số 5/TB-VP của Văn phòng UBND tỉnh", "province"),
        ("Kế hoạch số 5/KH-BHXH của Bảo hiểm xã hội tỉnh", "province"),
    ],
)
def test_how_high_the_issuer_stands(text: str, height: str | None) -> None:
    assert meant(text).issuer_height == height


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("khoản 2 Điều 5 Nghị định số 42/2022/NĐ-CP", ("5", "2", None)),
        ("điểm a, khoản 2, Điều 5 của Nghị định số 42/2022/NĐ-CP", ("5", "2", "a")),
        ("Điều 12 Luật Đất đai năm 2024", ("12", None, None)),
        ("theo Điều 5. Nghị định số 42/2022/NĐ-CP", (None, None, None)),
        ("Điều 5 và Nghị định số 42/2022/NĐ-CP", (None, None, None)),
    ],
)
def test_locator(text: str, expected: tuple[str | None, str | None, str | None]) -> None:
    draft = meant(text)
    assert (draft.article_number, draft.clause, draft.point) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kế hoạch số 152/KH-UBND ngày 5/5/2022 của UBND tỉnh về “Hỗ trợ doanh nghiệp”.", "Hỗ trợ doanh nghiệp"),
        ("Nghị định 13/2023/NĐ-CP về bảo vệ dữ liệu cá nhân cũng rõ", "bảo vệ dữ liệu cá nhân"),
        ("Quyết định số 12/QĐ-UBND về việc giao chỉ tiêu năm 2024.", "giao chỉ tiêu năm 2024"),
        ("Quyết định số 12/QĐ-UBND “Phê duyệt đề án”", "Phê duyệt đề án"),
        ("Luật Giao dịch điện tử ngày 22/6/2023", "Giao dịch điện tử"),
        ("Quyết định số 12/QĐ-UBND, tỉnh đạt 5%", None),
    ],
)
def test_title(text: str, title: str | None) -> None:
    assert meant(text).title == title


def test_number_and_date_are_taken() -> None:
    text = (
        "Ngày 5/8/2022, UBND tỉnh ban hành Quyết định số 861/QĐ-UBND; Kế hoạch số 349 ngày 7/11/2023; Luật Đất đai 2024"
    )
    taken = [[text[span.start : span.end] for span in draft.taken] for draft in link(text)]
    assert taken == [["Ngày 5/8/2022", "861/QĐ-UBND"], ["349", "ngày 7/11/2023"], ["2024"]]


PARTS = [marked(quote)[0] for quote, _ in DATES + ISSUERS]


@given(st.lists(st.sampled_from([*PARTS, "\n", "\n\n", ";", "(", "💡", "của", "ngày 5/8/2022"]), max_size=8))
def test_what_is_taken_and_said_stands_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    drafts = link(text)
    for draft in drafts:
        assert all(0 <= span.start < span.end <= len(text) for span in draft.taken)
        if draft.issuer is not None and draft.issuer_span is not None:
            assert text[draft.issuer_span.start : draft.issuer_span.end] == draft.issuer == draft.issuer.strip()
        assert draft.title is None or draft.title in text
