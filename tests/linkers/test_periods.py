"""Which time a figure is about. The figures of the tables stand in double square brackets, with the expected period."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dxextract.article import Article
from dxextract.finders.periods import find_periods
from dxextract.finders.places import find_places
from dxextract.finders.tables import find_tables
from dxextract.knowledge.periods import PeriodRules, load
from dxextract.knowledge.place_index import PlaceIndex
from dxextract.linkers.periods import PeriodLink, PeriodLinker
from dxextract.spans import Span
from dxextract.tokenizer.layout import lay_out

ROOT = Path(__file__).parents[2]
PUBLISHED = date(2024, 4, 14)
MARCH = "2024-03-01..2024-03-31"
NOW = "..2024-04-14"
MONTHS = ["2024-01-01..2024-01-31", "2024-02-01..2024-02-29"]
MARCH = "2024-03-01..2024-03-31"
QUARTERS = ["2023-01-01..2023-03-31", "2024-01-01..2024-03-31"]
FIGURE = re.compile(r"\[\[(.*?)\]\]")


@cache
def rules() -> PeriodRules:
    fragments = yaml.safe_load((ROOT / "patterns" / "fragments.yaml").read_text("utf-8"))
    return load(ROOT / "patterns", ROOT / "gazetteer", fragments)


def linker(text: str, *, published: date | None = PUBLISHED) -> PeriodLinker:
    article = Article(source="x", text=text, title=text.partition("\n")[0], published=published)
    document = lay_out(article, abbreviations=frozenset({"TP."}))
    return PeriodLinker(document, find_periods(document, rules()), rules())


def links(marked: str, *, published: date | None = PUBLISHED) -> list[PeriodLink]:
    """The links of the bracketed figures, under a title that says nothing."""
    marked = f"Tin chuyển đổi số\n\n{marked}"
    text = FIGURE.sub(r"\1", marked)
    linking = linker(text, published=published)
    found = []
    for shift, match in enumerate(FIGURE.finditer(marked)):
        start = match.start() - 4 * shift
        found.append(linking.link(Span(start, start + len(match[1]))))
    return found


def written(link: PeriodLink) -> str:
    """As the guideline writes it, whole years, quarters and half years shortened; ``-`` where nothing is stated."""
    if link.basis != "stated":
        return "-"
    if (
        link.start
        and link.end
        and link.start == date(link.end.year, 1, 1)
        and (link.end.month, link.end.day) == (12, 31)
    ):
        return str(link.end.year)
    return f"{link.start or ''}..{link.end or ''}"


def periods(marked: str) -> list[str]:
    return [written(link) for link in links(marked)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2022, tỉnh đạt [[50%]], xếp thứ [[25/63]].", ["2022", "2022"]),
        ("Năm 2022 đạt [[50%]], năm 2023 đạt [[60%]].", ["2022", "2023"]),
        ("Năm 2022 đạt [[50%]], tăng [[3%]] so với năm 2021.", ["2022", "2022"]),
        ("Tỉnh phấn đấu vào tốp [[20]] cả nước trong năm 2024, hạng [[30/63]].", ["2024", "2024"]),
        ("Đến năm 2025 đạt [[90%]]; hiện mới có [[4]] bệnh viện.", ["..2025-12-31", NOW]),
        ("Chọn ít nhất [[2]] xã, phường làm điểm, hoàn thành trong quý II/2024.", ["2024-04-01..2024-06-30"]),
        ("Các địa phương hoàn thành trong quý II/2024; chỉ tiêu là [[90%]].", ["-"]),
        ("Đạt [[95%]] (tính đến tháng 3/2024).", ["..2024-03-31"]),
        ("Nghị quyết số 04-NQ/TU ngày 31/12/2021 có [[24]] chỉ tiêu.", ["-"]),
        ("Sáng 10/4, hội nghị với [[72]] điểm cầu đánh giá 3 tháng đầu năm 2024.", ["-"]),
        ("Phiên chợ ngày 10/4/2024 bán [[450]] đơn hàng.", ["2024-04-10..2024-04-10"]),
        ("Phiên họp ngày 10/4/2024 có [[45]] đại biểu.", ["-"]),
        ("Hôm 10/4, trạm ghi nhận [[45]] lượt khách.", ["2024-04-10..2024-04-10"]),
        ("Đầu năm 2023, toàn xã có [[7]] trạm.", ["2023-01-01..2023-01-31"]),
        ("Đầu năm 2023, xã ký kế hoạch [[7]] điểm.", ["-"]),
        ("Tháng 3 bán [[45]] đơn, bây giờ hơn [[90]] đơn.", ["2024-03-01..2024-03-31", NOW]),
        ("Năm 2022 bán [[45]] đơn. Giờ mỗi tháng bán [[90]] đơn.", ["2022", "-"]),
        ("Cao điểm như tháng 3/2024, có ngày đón [[45]] đoàn.", ["2024-03-01..2024-03-31"]),
        ("Xã có [[45]] dịch vụ mức độ 3, 4 năm 2023.", ["2023"]),
        ("Hiện có [[90]] trạm, sẽ lắp [[12]] trạm trong năm nay.", [NOW, "2024"]),
        ("Cuối năm, toàn xã có [[9]] trạm.", ["..2024-12-31"]),
        ("Số liệu đến 31/3 cho thấy [[45]] trạm còn hoạt động.", ["..2024-03-31"]),
        ("Tháng 3/2024, xã An bán [[45]] tấn. Cùng kỳ, xã Bình bán [[30]] tấn.", ["2024-03-01..2024-03-31"] * 2),
        ("Năm 2023, xã An bán [[45]] tấn. Cùng thời gian, chợ huyện bán [[30]] tấn.", ["2023", "2023"]),
        ("Hội thi năm 2023 nhận [[312]] bài.", ["2023"]),
        ("Hội thi năm 2023 gồm [[3]] vòng.", ["-"]),
        ("Năm 2023, chênh lệch lộ ra: nay phường An bán [[45]] tấn.", [NOW]),
        ("Trước đây mất [[45 phút]]; đến nay, sau 3 năm, còn [[10 phút]].", ["..", NOW]),
    ],
)
def test_inside_a_sentence(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2023 đạt [[59%]], vượt mục tiêu [[55%]] của năm 2022 và tăng [[2%]].", ["2023", "2022", "2023"]),
        ("Tỉnh đặt mục tiêu [[10%]] vào năm 2025 và [[20%]] vào năm 2030.", ["2025", "2030"]),
        ("Tỉnh yêu cầu đến 30/9 hoàn thành [[95%]] khối lượng.", ["..2024-09-30"]),
        ("Đến 30/5, các xã xong [[95%]] khối lượng.", ["..2024-05-30"]),
        ("Đến 30/11, các xã xong [[95%]] khối lượng.", ["..2023-11-30"]),
        ("Trước đó, bà con phải đi bộ [[5 km]]. Trạm phủ bán kính [[3 km]].", ["..", "-"]),
        ("Năm 2022 chiếm [[7%]]. Đích của nghị quyết đến năm 2025 là [[20%]].", ["2022", "..2025-12-31"]),
        ("Tỷ lệ tăng từ [[41%]] cuối năm 2022 lên [[48%]] năm 2023.", ["..2022-12-31", "2023"]),
        ("Năm 2024, tỉnh nâng tỷ lệ từ [[61,5%]] lên [[70%]].", ["-", "2024"]),
        ("Năm 2024, từ [[80%]] trở lên hồ sơ xử lý trên mạng.", ["2024"]),
        ("Xếp thứ [[12]] về DTI năm 2022 và thứ [[15]] về PCI năm 2023.", ["2022", "2023"]),
        ("Năm 2023 có [[500]] hồ sơ, cao hơn [[400]] hồ sơ năm 2022.", ["2023", "2022"]),
        ("Tăng từ [[10]] (năm 2022) lên [[15]] (năm 2023).", ["2022", "2023"]),
        ("Năm 2023 bán [[90]] tấn, gấp ba lần mức [[30]] tấn của cùng kỳ.", ["2023", "2022"]),
        ("Năm 2023 bán [[90]] tấn, bằng [[120%]] của cùng kỳ.", ["2023", "2023"]),
        ("DTI năm 2023 giảm từ vị trí thứ [[11]] năm 2022 xuống vị trí thứ [[34]].", ["2022", "2023"]),
    ],
)
def test_an_expression_that_belongs_to_its_number(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ước đạt [[6,42%]] (năm 2021: [[4,49%]]; năm 2022: [[4,57%]]).", ["-", "2021", "2022"]),
        ("Năm 2024 đạt [[80%]] hồ sơ (năm 2023 đạt [[71%]]), [[90%]] văn bản.", ["2024", "2023", "2024"]),
        ("Năm 2023 có [[300]] hồ sơ, tăng so với năm 2022 ([[270]] hồ sơ).", ["2023", "2022"]),
        ("Cuối năm nay hoàn thành các chỉ tiêu thấp (mới đạt [[31,7%]]).", ["-"]),
        ("Năm 2021 và 2022 lần lượt là [[4,9%]] và [[5,8%]].", ["2021", "2022"]),
        ("Giai đoạn 2021-2023 lần lượt đạt [[41%]], [[56%]] và [[72%]].", ["2021", "2022", "2023"]),
        ("Giai đoạn 2021-2023, hai tỷ lệ lần lượt là [[41%]] và [[56%]].", ["2021-01-01..2023-12-31"] * 2),
        (
            "Các tháng 1, 2, 3 lần lượt bán [[5]], [[7]] và [[9]] tấn.",
            [f"2024-0{m}" for m in ("1-01..2024-01-31", "2-01..2024-02-29", "3-01..2024-03-31")],
        ),
        (
            "Lần lượt qua các tháng 1 và 2/2024, xã đón [[5]] và [[7]] đoàn.",
            ["2024-01-01..2024-01-31", "2024-02-01..2024-02-29"],
        ),
        ("Qua các tháng 1 và 2/2024, xã đón [[5]] và [[7]] đoàn.", ["2024-01-01..2024-02-29"] * 2),
        ("Lần lượt trong các năm 2021, 2022, 2023 bán [[5]], [[7]] và [[9]] tấn.", ["2021", "2022", "2023"]),
        (
            "Bán [[5]] tấn năm 2022, [[7]] tấn năm 2023; doanh thu tương ứng là [[50]] và [[70]] triệu.",
            ["2022", "2023"] * 2,
        ),
        (
            "Năm 2022 có [[5]] chợ, năm 2023 có [[7]] chợ; chi phí lần lượt là [[50]] và [[70]] triệu.",
            ["2022", "2023"] * 2,
        ),
        ("Năm 2022 có [[5]] chợ; năm 2023, hai tỷ lệ lần lượt là [[50%]] và [[70%]].", ["2022", "2023", "2023"]),
        ("Trong hai năm 2022 và 2023, tỉnh mở [[20]] lớp.", ["2022-01-01..2023-12-31"]),
    ],
)
def test_brackets_and_lists(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quý I/2024 có [[300]] hồ sơ. Tỷ lệ đúng hạn đạt [[99%]].", ["2024-01-01..2024-03-31"] * 2),
        ("Đến 30/3/2024, có [[300]] trạm. Riêng huyện A còn [[11]] thôn.", ["..2024-03-30"] * 2),
        ("Quý I/2024 có [[300]] hồ sơ.\n\nTỷ lệ đúng hạn đạt [[99%]].", ["2024-01-01..2024-03-31", "-"]),
        ("Quý I/2024 xử lý [[300]] hồ sơ. Toàn tỉnh có [[894]] dịch vụ.", ["2024-01-01..2024-03-31", "-"]),
        ("Quý I/2024 xử lý [[300]] hồ sơ. Có [[12]] phản ánh.", ["2024-01-01..2024-03-31"] * 2),
        ("Quý I/2024 xử lý [[300]] hồ sơ. Huyện A chỉ có [[12%]], kém huyện B.", ["2024-01-01..2024-03-31"] * 2),
        ("Quý I/2024 xử lý [[300]] hồ sơ. Mới có [[12%]] dân số có ví.", ["2024-01-01..2024-03-31", "-"]),
        ("Đến nay có [[300]] trạm. Kế hoạch đề ra [[500]] trạm.", [NOW, "-"]),
        ("Đến năm 2025 đạt [[90%]]. Các huyện đạt [[40%]].", ["..2025-12-31", "-"]),
        ("Năm 2022 đạt [[1%]]; năm 2023 đạt [[2%]]. Tỉnh giảm [[40%]] phí.", ["2022", "2023", "-"]),
        ("Xã hiện có [[5]] trạm. Mỗi trạm tốn [[9 tỷ đồng]].", [NOW, "-"]),
        ("Hiện toàn xã có [[5]] trạm. Còn [[2]] thôn chưa có sóng.", [NOW, NOW]),
        ("Năm ngoái có [[300]] lượt, nay đã có [[450]] lượt. Mỗi lượt mất [[5 phút]].", ["2023", NOW, "-"]),
        ("Năm 2022 đạt [[1%]]. Hằng năm, tỉnh bố trí [[2%]].", ["2022", "-"]),
        ("Năm 2022 đạt [[2%]], cùng kỳ năm trước [[1%]]. Tỷ lệ quá hạn là [[3%]].", ["2022", "2021", "2022"]),
        ("Năm 2022 đạt [[2%]]. Cùng kỳ năm 2021 là [[1%]]. Tỷ lệ quá hạn là [[3%]].", ["2022", "2021", "2022"]),
        ("Năm 2022 đạt [[1%]] hồ sơ trực tuyến. Về hồ sơ trực tuyến, huyện A đạt [[2%]].", ["2022", "2022"]),
        ("Năm 2022 đạt [[1%]] hồ sơ trực tuyến. Về hạ tầng, huyện A đạt [[2%]].", ["2022", "-"]),
        ("Năm 2022 tiếp nhận [[300]] hồ sơ. Tỉnh đã cấp [[894]] chữ ký số.", ["2022", "-"]),
        ("Đến tháng 3/2024, rà soát [[9]] thửa. [[5]] thửa phải sửa; [[4]] thửa thiếu.", ["..2024-03-31"] * 3),
        ("Đến tháng 3/2024, rà soát [[9]] thửa. Phấn đấu [[5]] xã; [[4]] huyện.", ["..2024-03-31", "-", "-"]),
        ("DTI năm 2022 xếp thứ [[9]]. Chủ tịch nói: “Xã hội số còn đứng thứ [[28]]”.", ["2022", "2022"]),
        (
            "Quý I/2024 có [[300]] hồ sơ. Thời gian giảm từ [[30 ngày]] còn [[18 ngày]].",
            ["2024-01-01..2024-03-31", "-", "-"],
        ),
    ],
)
def test_from_sentence_to_sentence(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tháng 3/2024, xã họp.\n\nTrong tháng, xã nhận [[300]] hồ sơ. Đúng hạn [[99%]].", [MARCH, MARCH]),
        ("Quý I/2024, huyện họp.\n\nCả quý, huyện nhận [[300]] hồ sơ.", ["2024-01-01..2024-03-31"]),
        ("Xã họp (từ 4/3 đến 8/3/2024).\n\nTrong tuần, xã nhận [[30]] đơn.", ["2024-03-04..2024-03-08"]),
        (
            "Quý I/2024 có [[9]] hồ sơ, quý I/2023 có [[7]].\n\nCả quý, huyện chi [[5 tỷ đồng]].",
            ["2024-01-01..2024-03-31", "2023-01-01..2023-03-31", "2024-01-01..2024-03-31"],
        ),
        ("Kết quả tháng 3/2024\n\nTháng 4/2024, xã họp.\n\n- Trong tháng, nhận [[300]] hồ sơ.", [MARCH]),
        ("Năm 2023, xã họp.\n\nTrong năm tỉnh ấy, A có [[300]] trạm.", ["-"]),
        ("Tháng 3/2024, xã họp.\n\nTrong quý, xã nhận [[300]] hồ sơ.", ["-"]),
        ("Xã nhận đơn ít hơn so với tháng 2/2024.\n\nTrong tháng, xã nhận [[300]] hồ sơ.", ["-"]),
    ],
)
def test_back_to_the_last_time_of_a_kind(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mục tiêu đến năm 2025\n\n- Chính quyền số: [[100%]];\n\n- Kinh tế số: [[20%]].", ["..2025-12-31"] * 2),
        ("Mục tiêu đến năm 2025\n\nTỷ lệ đạt [[80%]].\n\nToàn tỉnh có [[178]] xã.", ["..2025-12-31", "-"]),
        ("Kết quả năm 2023\n\nChính quyền số\n\n- Tỷ lệ đạt [[80%]];", ["2023"]),
        ("Báo cáo\nKết quả năm 2023, nhiệm vụ năm 2025\n\nI. Kết quả\n\n- Đạt [[80%]].", ["2023"]),
        ("Mục tiêu đến năm 2025\n\n- Kinh tế số: [[20%]].\n\nSở có [[12]] máy.", ["..2025-12-31", "-"]),
        ("Tính đến 31/3/2024, toàn tỉnh có:\n- [[12]] trạm;\n- [[34]] xã.", ["..2024-03-31"] * 2),
        ("2. Mục tiêu\n\na) Năm 2025\n\n- Đạt [[80%]];\n\nb) Đến năm 2030\n\n- Đạt [[90%]].", ["2025", "..2030-12-31"]),
        ("I. Năm 2025\n\n1. Hạ tầng\n\nĐạt [[80%]].\n\n2. Dữ liệu\n\nĐạt [[90%]].", ["2025", "2025"]),
        ("I. Năm 2025\n\nĐạt [[80%]].\n\nII. Kinh phí\n\nChi [[9 tỷ đồng]].", ["2025", "-"]),
        ("Kết quả năm 2023\n- DTI năm 2022 xếp thứ [[9]].\n- Tiếp nhận [[100]] hồ sơ.", ["2022", "2023"]),
        ("Đến 31/5/2019 đạt [[88%]], cùng thời điểm này năm ngoái là [[71%]].", ["..2019-05-31", "..2018-05-31"]),
        ("Tỷ lệ đạt [[2%]], thấp hơn mục tiêu năm 2025 là [[50%]]. Ea Kar có [[900]] thẻ.", ["-", "2025", "-"]),
        ("Trong năm 2025, tỉnh tập trung:\n- Đưa [[300]] sản phẩm lên sàn;\n- Mở [[5]] lớp.", ["2025", "2025"]),
        ("Tỉnh có:\n- Năm 2022, [[9]] xã:\n+ Đạt [[8]];\n+ Chưa [[1]];\n- [[5]] huyện.", ["2022", "2022", "2022", "-"]),
        ("Kết quả năm 2023\n\nPCI năm 2022 xếp thứ [[9]]; mở [[5]] lớp; PAPI xếp thứ [[8]].", ["2022", "2023", "2022"]),
        (
            "Bảng 1. Kết quả (đến 31.3.2024)\n\nTT\nĐơn vị\nSố\n1\nSở Tư pháp\n[[96]]\n2\nSở Nội vụ\n[[31]]",
            ["..2024-03-31"] * 2,
        ),
    ],
)
def test_headings_lists_and_tables(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2026, xã phấn đấu trồng [[9 ha]]. Độ che phủ đạt [[40%]].", ["2026", "2026"]),
        ("Năm 2026, xã phấn đấu trồng [[9 ha]]. Số hộ khó khăn giảm còn [[4%]].", ["2026", "2026"]),
        ("Năm 2026, xã phấn đấu trồng [[9 ha]]. Độ che phủ mới đạt [[40%]].", ["2026", "-"]),
        ("Năm 2026, xã phấn đấu trồng [[9 ha]]. Kinh phí là [[4 tỷ đồng]].", ["2026", "-"]),
        ("Năm 2026, xã phấn đấu trồng [[9 ha]]. Xã đang đề nghị hỗ trợ để đạt [[40%]].", ["2026", "-"]),
    ],
)
def test_the_next_sentence_goes_on_with_a_plan(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


def test_a_time_said_of_one_place_does_not_reach_the_next() -> None:
    text = "Gia Lai đến hết tháng 2/2024 có [[5]] làng. Hải Phòng cấp [[9]] chữ ký.\n\nĐến 3/2024, huyện A có [[4]]."
    plain = FIGURE.sub(r"\1", f"Tin\n\n{text}")
    document = lay_out(Article(source="x", text=plain, title="Tin", published=PUBLISHED), abbreviations=frozenset())
    named = find_places(document, PlaceIndex.load(ROOT / "gazetteer"))
    linking = PeriodLinker(document, find_periods(document, rules()), rules(), named)
    starts = [plain.index(figure) for figure in ("5 làng", "9 chữ")]
    assert [written(linking.link(Span(start, start + 1))) for start in starts] == ["..2024-02-29", "-"]


def test_an_edition_is_of_all_places_that_are_ranked() -> None:
    text = "Gia Lai về DTI năm 2022 xếp thứ [[21]]. Hải Phòng đạt [[0,8]] điểm. Quảng Ninh lắp [[9]] trạm."
    plain = FIGURE.sub(r"\1", f"Tin\n\n{text}")
    document = lay_out(Article(source="x", text=plain, title="Tin", published=PUBLISHED), abbreviations=frozenset())
    named = find_places(document, PlaceIndex.load(ROOT / "gazetteer"))
    linking = PeriodLinker(document, find_periods(document, rules()), rules(), named)
    starts = [plain.index(figure) for figure in ("21.", "0,8 điểm", "9 trạm")]
    assert [written(linking.link(Span(start, start + 1))) for start in starts] == ["2022", "2022", "-"]


def test_the_title_of_a_document_dates_no_figure() -> None:
    assert periods("HĐND thông qua Nghị quyết số 41/NQ-HĐND về nhiệm vụ năm 2025, với [[48]] phiếu.") == ["-"]


def test_lines_of_several_sentences_are_paragraphs_of_their_own() -> None:
    several = "Đến tháng 3/2024 có [[5]] xã. Ai cũng vui.\nHuyện có [[9]] tổ. Bà con mừng.\nLớp đông. Có [[4]] em."
    assert periods(several) == ["..2024-03-31", "-", "-"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nội dung | Năm 2022 | Năm 2023\nTrạm | 110 | 124\nLớp | 20 | 31\n", ["2022", "2023", "2022", "2023"]),
        ("Số hồ sơ\nNăm | Giấy | Mạng\nNăm 2021 | 110 | 124\nNăm 2022 | 20 | 31\n", ["2021", "2021", "2022", "2022"]),
        (
            "Kết quả năm 2022 của các xã\nXã | Hồ sơ | Năm 2021\nPhú Lộc | 110 | 124\nVĩnh An | 20 | 31\n",
            ["2022", "2021", "2022", "2021"],
        ),
        (
            "Biểu 4. Hồ sơ năm 2022\nTT\nXã\nGiấy\nMạng\n1\nPhú Lộc\n110\n124\n2\nVĩnh An\n20\n31\n",
            ["2022", "2022", "2022", "2022"],
        ),
        ("Số hồ sơ\nNăm | Giấy | Mạng\n2021 | 110 | 124\n2022 | 20 | 31\n", ["2021", "2021", "2022", "2022"]),
        (
            "Mục tiêu đến hết năm 2025 là 95%.\n\nXã | Giấy | Mạng\nPhú Lộc | 110 | 124\nVĩnh An | 20 | 31\n",
            ["-", "-", "-", "-"],
        ),
        ("Hồ sơ của các xã\nXã | Giấy | Mạng\nPhú Lộc | 110 | 124\nVĩnh An | 20 | 31\n", ["-", "-", "-", "-"]),
    ],
)
def test_a_cell_has_the_time_of_its_column_its_row_or_the_caption(text: str, expected: list[str]) -> None:
    document = lay_out(Article(source="x", text=text, title="", published=PUBLISHED), abbreviations=frozenset())
    linking = PeriodLinker(document, find_periods(document, rules()), rules(), cells=find_tables(document).cells)
    starts = [text.rindex(number) for number in ("110", "124", "20", "31")]
    starts[2] = text.rindex("20", 0, starts[3])
    assert [written(linking.link(Span(s, s + 2))) for s in starts] == expected


def test_the_title_governs_itself_only() -> None:
    text = "Đặt 24 chỉ tiêu năm 2024\n\nTỷ lệ đạt 80%."
    linking = linker(text)
    assert [written(linking.link(Span(text.index(n), text.index(n) + 2))) for n in ("24", "80")] == ["2024", "-"]


def test_basis() -> None:
    text = "Toàn tỉnh có [[178]] xã."
    assert links(text) == [PeriodLink(None, PUBLISHED, None, "published")]
    assert links(text, published=None) == [PeriodLink(None, None, None, "none")]
    assert links("Đến nay có [[178]] xã.", published=None) == [PeriodLink(None, None, "Đến nay", "stated")]
    assert links("Tính đến hết năm 2023 có [[178]] xã.") == [
        PeriodLink(None, date(2023, 12, 31), "Tính đến hết năm 2023", "stated")
    ]


@given(st.text(alphabet="0123456789/%(), .:\nàđếnăm2từ", max_size=60), st.integers(0, 60), st.integers(1, 5))
def test_any_span_of_any_text_gets_a_link(text: str, start: int, length: int) -> None:
    link = linker(text).link(Span(start, start + length))
    assert link.basis in {"stated", "published"}
    assert link.start is None or link.end is None or link.start <= link.end
    assert (link.text is not None) == (link.basis == "stated")


def test_an_introducing_deadline_reaches_its_list_and_plans_in_brackets_stay_in_the_past() -> None:
    plan = "Kế hoạch\n\nCác chỉ tiêu phải hoàn thành trong năm 2026, gồm:\n- Có 85% hồ sơ số;\n- Có 60% hộ nộp."
    linked = linker(plan)
    ends = [linked.link(Span(plan.index(n), plan.index(n) + 3)).end for n in ("85%", "60%")]
    assert ends == [date(2026, 12, 31)] * 2
    review = (
        "Nhìn lại\n\nNhìn lại năm 2023, cả 12 xã có trạm. Tỷ lệ trực tuyến 81% (kế hoạch giao 80%), số hóa đạt 68%."
    )
    linked = linker(review)
    starts = [linked.link(Span(review.index(n), review.index(n) + 3)).start for n in ("81%", "80%", "68%")]
    assert starts == [date(2023, 1, 1)] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phải số hóa [[100%]] hồ sơ trước ngày 31/12/2031.", ["..2031-12-31"]),
        ("Trước 31/12/2031, mỗi xã phải có [[2]] cán bộ.", ["..2031-12-31"]),
        ("Chậm nhất ngày 31/12/2031 phải có [[2]] trạm.", ["..2031-12-31"]),
        ("Trước ngày 31/12/2019, xã có [[2]] trạm.", ["-"]),
        ("Huyện yêu cầu trước ngày 31/12/2031, mỗi xã có [[2]] trạm.", ["..2031-12-31"]),
        ("Phấn đấu trước 31/12/2031 lắp [[2]] trạm.", ["..2031-12-31"]),
        ("Báo cáo trước ngày 31/12/2031; có [[2]] trạm hỏng.", ["-"]),
        ("Khắc phục [[17]] lỗi, hoàn thành trước ngày 31/12/2031.", ["-"]),
        ("Doanh thu 2 tháng ước đạt [[9 tỷ đồng]].", ["2024-01-01..2024-02-29"]),
        ("Theo Quyết định số 12/QĐ-UBND tháng 9/2022, có [[9]] nhóm việc.", ["-"]),
        ("Tỷ lệ đạt [[87%]], còn cách mục tiêu cho năm nay [[2%]].", ["-", "2024"]),
        ("Định hướng đến năm 2030\n\n- Có [[900]] doanh nghiệp.", ["..2030-12-31"]),
        ("Ngày 20/2/2024, đã có [[12]] xe khai báo.", ["2024-02-20..2024-02-20"]),
        ("Ngày 20/2/2024, UBND tỉnh họp, có [[12]] đại biểu.", ["-"]),
    ],
)
def test_deadlines_totals_and_days(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a time that begins a plan behind a comma, or governs a figure of its own, dates nothing before it
        ("Còn [[19]] xóm chưa có điện, phấn đấu đến hết năm 2025 chỉ còn [[5]] xóm.", ["-", "..2025-12-31"]),
        ("Mạng nối [[116]] điểm, từ đầu năm 2024 đã phục vụ [[214]] cuộc.", ["-", "2024-01-01.."]),
        ("Cải tạo [[12]] nhà văn hóa, trong năm 2024.", ["2024"]),
        # in brackets behind the first level of a change
        ("Năm 2022, tỷ lệ tăng từ [[41%]] (năm 2021) lên [[60%]].", ["2021", "2022"]),
        # what a figure was set for
        (
            "Đến nay mới [[21,7%]] có chữ ký số, còn xa mức [[50%]] mà tỉnh đặt ra cho cuối năm 2025.",
            ["..2024-04-14", "..2025-12-31"],
        ),
        # the months of a list that leaves some out
        ("Các tháng 1 và 3/2024 lần lượt đạt [[41%]] và [[60%]].", ["2024-01-01..2024-01-31", MARCH]),
        # a span with an event between its ends
        (
            "Kể từ ngày 1/2/2024, khi bộ phận mới vận hành, đến hết ngày 31/3/2024, xã nhận [[9]] hồ sơ.",
            ["2024-02-01..2024-03-31"],
        ),
        # how often a sum is paid is no time
        ("Tháng 3/2024, [[71]] hộ nhận trợ cấp hằng tháng qua tài khoản ([[80%]]).", [MARCH, MARCH]),
        ("Năm rồi [[26]] cơ quan báo cáo chậm.", ["2023"]),
        # work is done somewhere, at no present time; and what is so now, against a year before
        ("Đợt đo tháng 3/2024 được thực hiện tại [[60]] điểm, cho tốc độ [[41 Mbps]].", [MARCH, MARCH]),
        ("Nếu như năm 2015 xã chỉ dùng sổ tay, thì nay phần mềm đã chạy tại [[15]] xã.", ["..2024-04-14"]),
        ("Bộ dự kiến trước ngày 30/6/2024 cấp đủ [[50]] thẻ.", ["..2024-06-30"]),
        # the years of a term are part of an assembly's name; a plan's end behind "và" is that of the plan
        ("Đại hội lần thứ XX, nhiệm kỳ 2020 - 2025 đã bế mạc. [[247]] đại biểu dự.", ["-"]),
        ("Tỉnh đã bố trí [[126 tỷ đồng]] và đặt mục tiêu hoàn thành trước ngày 30/6/2024.", ["-"]),
        # to each number the time behind it
        ("Có [[152]] dịch vụ năm 2021, [[388]] dịch vụ năm 2022, năm 2023 là [[711]].", ["2021", "2022", "2023"]),
        ("Năm 2022 có [[152]] dịch vụ, [[388]] lượt họp.", ["2022", "2022"]),
        # a second level with a time of its own
        (
            "Giai đoạn 2021-2023 giảm [[4%]], từ [[8%]] cuối năm 2020 còn [[3%]] cuối năm 2023.",
            ["2021-01-01..2023-12-31", "..2020-12-31", "..2023-12-31"],
        ),
        # the day of a document is no event of the clause
        ("Nghị quyết số 38/NQ-HĐND ngày 9/12/2023 bố trí [[86 tỷ đồng]] trong năm 2024.", ["2024"]),
        ("Ngày 9/12/2023 họp với [[72]] điểm cầu bàn việc năm 2024.", ["-"]),
        # the edition that a position before is in
        ("Tỉnh xếp hạng [[27]] về DTI năm 2022, trong đó kinh tế số hạng [[19]].", ["2022", "2022"]),
        ("Tỉnh xếp hạng [[27]] về DTI năm 2022; toàn tỉnh lắp [[19]] trạm.", ["2022", "-"]),
        ("Hiện nay, tỉnh xếp hạng [[27]] về Chỉ số cải cách hành chính năm 2022.", ["2022"]),
        ("Hiện nay, tỉnh xếp hạng [[27]], tăng 3 bậc so với DTI năm 2022.", ["..2024-04-14"]),
        ("- [[7,2%]]: tỷ trọng kinh tế số năm 2023\n- [[100%]]: xã có cáp quang", ["2023", "-"]),
        ("Hiện nay, tỉnh xếp hạng [[27]]; kết quả DTI năm 2022 là hạng 30.", ["..2024-04-14"]),
        ("A đứng thứ [[7]], B thứ [[32]] trên bảng PCI năm 2022.", ["2022", "2022"]),
        ("A đứng thứ [[3]], sau bộ Y, ở PCI 2022.", ["2022"]),
        ("A vào tốp [[10]] của bảng chỉ số thương mại điện tử (EBI) 2022.", ["2022"]),
        ("A lắp [[7]] trạm, B [[32]] trạm, đứng đầu PCI năm 2022.", ["-", "-"]),
        ("Xếp hạng [[46]] về PII năm 2023. Trong vùng, tỉnh đứng thứ [[4]].", ["2023", "2023"]),
        # what it is compared with is not handed on
        ("Nộp qua mạng [[779]] hồ sơ; con số của năm 2022 là [[800]]. Chợ nối [[18]] sạp.", ["-", "2022", "-"]),
        ("Năm 2022 nộp [[779]] hồ sơ; trễ hạn [[8]]. Chợ nối [[18]] sạp.", ["2022", "2022", "2022"]),
        # an edition governs what follows where standings are spoken of
        ("Năm 2023 tỉnh xếp thứ [[8]] về DTI. Camera gồm [[300]] mắt.", ["2023", "-"]),
        ("Năm 2023 tỉnh xếp thứ [[8]] về DTI. Kinh tế số được [[0,5 điểm]].", ["2023", "2023"]),
        # what a result is measured by is no plan of its own
        ("Năm 2022 đón [[5]] đoàn. Thu [[7 tỷ đồng]], vượt kế hoạch năm, tăng [[9%]].", ["2022", "2022", "2022"]),
        ("Năm 2022 đón [[5]] đoàn. Sở Kế hoạch và Đầu tư nhận [[9]] đơn.", ["2022", "2022"]),
        ("Năm 2022 đón [[5]] đoàn. Thực hiện kế hoạch, xã lắp [[9]] trạm.", ["2022", "2022"]),
        ("Năm 2022 đón [[5]] đoàn. Theo kế hoạch, xã lắp [[9]] trạm.", ["2022", "-"]),
        ("Năm 2022 đón [[5]] đoàn. Thu được [[7%]] kế hoạch, tăng [[9%]].", ["2022", "2022", "2022"]),
        # a state dates itself, a flow is dated by the span
        ("Quý I/2024 xử lý [[300]] hồ sơ. Tỉnh đang rà soát [[38]] thủ tục.", ["2024-01-01..2024-03-31", "-"]),
        ("Quý I/2024 xử lý [[300]] hồ sơ. Tỉnh đã lắp [[38]] trạm.", ["2024-01-01..2024-03-31", "-"]),
        ("Quý I/2024 xử lý [[300]] hồ sơ. Tỉnh đã xử phạt [[38]] hộ.", ["2024-01-01..2024-03-31"] * 2),
        ("Quý I/2024 xử lý [[300]] hồ sơ. Tuy vậy, tỷ lệ chỉ là [[38%]].", ["2024-01-01..2024-03-31"] * 2),
        ("Quý I/2024 làm tốt. Hồ sơ gửi qua mạng có [[779]].", ["2024-01-01..2024-03-31"]),
        ("Quý I/2024 xử lý [[300]] hồ sơ. Trung bình mỗi ngày có [[4]] lượt.", ["2024-01-01..2024-03-31", "-"]),
        (
            "Trong 8 tháng năm 2023, huyện thu [[61 tỷ đồng]], vượt xa mục tiêu cả năm. Số nộp qua mạng chiếm [[72%]].",
            ["2023-01-01..2023-08-31", "2023-01-01..2023-08-31"],
        ),
        ("Tỷ lệ này vượt mục tiêu năm 2023 là [[50%]].", ["2023"]),
        ("Năm 2022 nộp [[61]] tờ khai. Sau 4 năm vận hành, bến đã đón [[720]] tàu.", ["2022", "-"]),
        ("Trong quý III và quý IV năm 2022, sở mở [[12]] lớp.", ["2022-07-01..2022-12-31"]),
        ("Quý III và quý I/2023, sở mở [[12]] lớp.", ["2023-01-01..2023-03-31"]),
    ],
)
def test_what_a_time_reaches(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # now, said inside a sentence, and a span that is open at its end are not handed on
        ("Cổng thông tin của xã đến nay đã có [[900]] tài khoản. Đường liên thôn dài [[7]] cây số.", [NOW, "-"]),
        ("Đến nay, cổng của xã có [[900]] tài khoản. Tỷ lệ truy cập đạt [[12%]].", [NOW, NOW]),
        ("Từ ngày 1/3/2024, cổng mở thử, đón [[40]] lượt. Tỷ lệ lỗi là [[3%]].", ["2024-03-01..", "-"]),
        # since when something is there
        ("Máy quét mua từ năm 2016, [[40%]] đã hỏng.", ["-"]),
        ("Trạm có điện lưới từ năm 2015 nên phủ được [[85%]] số hộ.", ["-"]),
        ("Từ năm 2016, [[40%]] số hộ dùng ví.", ["2016-01-01.."]),
        ("Có [[320]] hộ dùng ví từ năm 2022.", ["2022-01-01.."]),
        # ages, durations, prices, rates, what has just been done, what a speaker adds
        ("Tháng 3/2024, xã cấp [[90]] thẻ. Bà Tư [[72 tuổi]] cũng có thẻ.", [MARCH, "-"]),
        ("Tháng 3/2024, xã cấp [[90]] thẻ. Mỗi thẻ làm trong [[25 phút]].", [MARCH, "-"]),
        ("Tháng 3/2024, bán [[90]] đơn. Giá bán chừng [[30.000 đồng]]/kg.", [MARCH, "-"]),
        ("Năm 2023, xã xóa nghèo [[20]] hộ. Thu nhập đạt [[50 triệu đồng]]/người.", ["2023", "2023"]),
        ("Tháng 3/2024, chợ bán [[90]] đơn. Có hộ mỗi tối chốt [[12]] đơn.", [MARCH, "-"]),
        ("Tháng 3/2024, huyện rà [[90]] máy. Huyện vừa mua [[15]] máy, trong đó [[4]] máy in.", [MARCH, "-", "-"]),
        ("Năm 2023, có [[90]] đơn vị. Doanh nghiệp nhỏ và vừa chiếm [[80%]].", ["2023", "2023"]),
        ("Năm 2023, có [[90]] trạm. “Dựng một trạm tốn [[2 tỷ đồng]]”, anh Ba nói.", ["2023", "-"]),
        ("Quý I/2024, còn [[90]] đơn trễ. Một khảo sát hỏi [[300]] người.", [QUARTERS[1], "-"]),
        # the same thing elsewhere, the second level of a change, a plan beside its result
        ("Năm 2023, tỷ lệ này là [[30%]]. Về tỷ lệ này, khối xã đạt [[20%]].", ["2023", "2023"]),
        ("Năm 2023, huyện nhận [[900]] đơn. Tỷ lệ trễ giảm từ [[4%]] xuống [[2%]].", ["2023", "-", "2023"]),
        ("Năm 2023, có [[90]] lớp. Tỷ lệ học đạt [[30%]], trong khi kế hoạch giao [[45%]].", ["2023"] * 3),
        ("Quý I/2024, đơn trễ giảm từ [[61]] đơn của cùng kỳ năm 2023 xuống còn [[20]].", [QUARTERS[0], QUARTERS[1]]),
        ("Quý I/2024 có [[50]] đơn. Con số của cùng kỳ năm 2023 là [[40]].", [QUARTERS[1], QUARTERS[0]]),
        # a plan's date right behind it; sums for the years of a programme
        (
            "Tính đến 31/3/2024 đạt [[86%]], còn đề án đặt mục tiêu [[90%]] đến cuối năm 2025.",
            ["..2024-03-31", "..2025-12-31"],
        ),
        ("Tỉnh dành [[46 tỷ đồng]] cho chuyển đổi số giai đoạn 2023 - 2025.", ["2023-01-01..2025-12-31"]),
        ("Đề án chuyển đổi số giai đoạn 2023 - 2025 đặt ra [[46]] chỉ tiêu.", ["-"]),
        # editions
        ("Tỉnh xếp hạng [[5]] (PII 2022 xếp hạng [[9]]).", ["-", "2022"]),
        ("Với [[88,1]] điểm, tỉnh đứng đầu PAR INDEX 2023.", ["2023"]),
        ("Tỉnh muốn vào tốp [[20]] nhưng PCI năm 2023 chỉ xếp thứ [[41]].", ["-", "2023"]),
        ("Theo bảng công bố ngày 14/1/2024, huyện được [[81]] điểm chỉ số chuyển đổi số năm 2023.", ["2023"]),
        ("Chỉ số gồm các phần sau (số liệu đến 31/12/2023):\n\n- [[9,8%]] dân số có chữ ký số;", ["..2023-12-31"]),
        ("Theo Chỉ số Phát triển Chính phủ điện tử 2022 của Liên hợp quốc, nước ta xếp thứ [[86]].", ["2022"]),
        ("Tỉnh xếp thứ [[54]] DTI 2022; còn [[91]] bản chưa có điện.", ["2022", "-"]),
        ("Tỉnh xếp thứ [[54]] DTI 2022; riêng xã hội số xếp thứ [[60]].", ["2022", "2022"]),
        ("DTI 2022 xếp tỉnh thứ [[54]]; có [[hai]] sở bị xếp loại C.", ["2022", "2022"]),
        # parts of the last figure
        ("Tỷ trọng năm 2022 là [[12%]], năm 2023 là [[13%]]. Trong đó, phần lõi là [[7%]].", ["2022", "2023", "2023"]),
        ("Tỷ trọng năm 2022 là [[12%]], năm 2023 là [[13%]]. Phần lõi là [[7%]].", ["2022", "2023", "-"]),
        # times that follow on each other
        ("Trong quý IV/2023 và 2 tháng đầu năm 2024, có [[90]] đơn.", ["2023-10-01..2024-02-29"]),
        ("Dịp Tết bán [[90]] đơn, tăng [[35%]] so với Tết năm ngoái.", ["-", "-"]),
        # what a meeting looks back on, where its report is told
        ("Sáng 4/4, ngành sơ kết quý I/2024. Theo báo cáo, doanh thu đạt [[5 tỷ đồng]].", [QUARTERS[1]]),
        ("Sáng 4/4, ngành tổng kết công tác năm 2023.\n\nBáo cáo tại hội nghị, doanh thu đạt [[9 tỷ đồng]].", ["2023"]),
        (
            "Sáng 4/4, ngành tổng kết năm 2023.\n\nChi hết [[5 tỷ đồng]]. Theo báo cáo, doanh thu đạt [[9 tỷ đồng]].",
            ["-", "2023"],
        ),
        ("Sáng 4/4, ngành tổng kết năm 2023.\n\nHọp tại xã.\n\nTheo báo cáo, doanh thu đạt [[9 tỷ đồng]].", ["-"]),
        ("Sáng 4/4, ngành sơ kết quý I/2024. Dự họp có [[9]] người.", ["-"]),
        ("Ngành sơ kết giai đoạn 2021 - 2023. Theo báo cáo, doanh thu đạt [[5 tỷ đồng]].", ["-"]),
        # a state is of no span, what goes on during it is
        ("Năm 2023, bưu cục nhận [[90]] đơn. Đơn vị có [[5]] kho.", ["2023", "-"]),
        ("Năm 2023, bưu cục nhận [[90]] đơn. Toàn huyện có [[50]] khách hàng.", ["2023", "-"]),
        ("Năm 2023, bưu cục nhận [[90]] đơn. Toàn huyện có [[50]] đơn hàng.", ["2023", "2023"]),
        ("Năm 2023, bưu cục nhận [[90]] đơn. Cùng thời gian ấy, xã có [[5]] trạm.", ["2023", "2023"]),
        ("Đề án đặt mục tiêu đến 2025 mỗi xã có [[1]] cán bộ.", ["..2025-12-31"]),
        ("Đến 2025 [[90%]] hồ sơ nộp qua mạng.", ["..2025-12-31"]),
        # since when, below a line that says until when
        (
            "Tính đến ngày 31/3/2024:\n\n- Số hồ sơ từ đầu năm: [[90]].\n- Đúng hạn [[99%]].",
            ["2024-01-01..2024-03-31", "..2024-03-31"],
        ),
        ("Tháng 3/2024:\n\n- Số hồ sơ từ đầu năm: [[90]].", ["2024-01-01.."]),
        ("Năm 2023, thu [[5 tỷ đồng]], bằng [[118%]] năm 2022, chiếm [[83%]] tổng thu.", ["2023"] * 3),
        ("Tiếp nhận [[96]] hồ sơ (3 tháng), [[71%]] qua mạng.", [QUARTERS[1]] * 2),
        ("Dành [[46 tỷ đồng]] cho khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số năm 2024.", ["2024"]),
        ("Đại biểu nêu tỷ lệ hồ sơ qua mạng 3 tháng mới đạt [[41%]].", [QUARTERS[1]]),
        ("Sau 3 tháng đạt [[41%]].", ["-"]),
        # what is still to end
        ("Sắp hết năm 2024 nhưng mới [[18/40]] xã xong.", ["-"]),
    ],
)
def test_what_goes_on_and_what_does_not(text: str, expected: list[str]) -> None:
    assert periods(text) == expected
