"""Documents are found in every grammar, and what only looks like one is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from dxextract.article import Article
from dxextract.finders.document_numbers import parse_number
from dxextract.finders.documents import DocumentMention, find_documents, find_pointers
from dxextract.knowledge.documents import ReferenceRules, load
from dxextract.tokenizer.layout import lay_out

ROOT = Path(__file__).parents[2]


def read_rules() -> ReferenceRules:
    fragments = yaml.safe_load((ROOT / "patterns" / "fragments.yaml").read_text("utf-8"))
    return load(ROOT / "patterns", ROOT / "gazetteer", fragments)


RULES = read_rules()


def find(text: str) -> tuple[DocumentMention, ...]:
    return find_documents(lay_out(Article(source="test", text=text), abbreviations=frozenset({"TP"})), RULES)


# text with the span in [[ ]], type, number, year, symbol, ref_id
STATE = [
    ("theo [[Quyết định số 861/QĐ-UBND-HC]] ngày 5/8/2022", "decision", "861", None, "QĐ-UBND-HC", "861/QĐ-UBND-HC"),
    ("[[Quyết định 749/QĐ-TTg]] phê duyệt", "decision", "749", None, "QĐ-TTg", "749/QĐ-TTg"),
    ("[[QUYẾT ĐỊNH SỐ 749/QĐ-TTG]]", "decision", "749", None, "QĐ-TTG", "749/QĐ-TTg"),
    ("[[Quyết định số: 12/QĐ-STTTT]]", "decision", "12", None, "QĐ-STTTT", "12/QĐ-STTTT"),
    ("[[Quyết định (QĐ) số 749/QĐ-TTg]]", "decision", "749", None, "QĐ-TTg", "749/QĐ-TTg"),
    ("[[QĐ số 749/QĐ-TTg]]", "decision", "749", None, "QĐ-TTg", "749/QĐ-TTg"),
    ("[[Quyết định số 5792/QĐ-UBND.VX]] của", "decision", "5792", None, "QĐ-UBND.VX", "5792/QĐ-UBND.VX"),
    ("[[Kế hoạch số 102/KH-UBND]].", "plan", "102", None, "KH-UBND", "102/KH-UBND"),
    ("[[Kế hoạch hành động số 102/KH-UBND]].", "plan", "102", None, "KH-UBND", "102/KH-UBND"),
    ("[[kế hoạch số 5/KH-UBND]]", "plan", "5", None, "KH-UBND", "05/KH-UBND"),
    ("[[Chỉ thị 34/CT-TTg]].", "directive", "34", None, "CT-TTg", "34/CT-TTg"),
    ("[[Nghị quyết số 17/NQ-CP]]", "resolution", "17", None, "NQ-CP", "17/NQ-CP"),
    ("[[Nghị quyết số 29/NQ-HĐND]]", "resolution", "29", None, "NQ-HĐND", "29/NQ-HĐND"),
    ("[[Báo cáo số 96/BC-UBND]]", "report", "96", None, "BC-UBND", "96/BC-UBND"),
    ("[[Thông báo số 56/TB-VPCP]]", "notice", "56", None, "TB-VPCP", "56/TB-VPCP"),
    ("[[Thông báo kết luận số 56/TB-VPCP]]", "notice", "56", None, "TB-VPCP", "56/TB-VPCP"),
    ("[[Tờ trình số 98/TTr-SKHCN]]", "submission", "98", None, "TTr-SKHCN", "98/TTr-SKHCN"),
    ("[[Hướng dẫn số 07/HD-LĐLĐ]]", "guidance", "07", None, "HD-LĐLĐ", "07/HD-LĐLĐ"),
    ("[[Công điện số 1164/CĐ-TTg]]", "other", "1164", None, "CĐ-TTg", "1164/CĐ-TTg"),
    ("[[Quy chế số 12/QC-UBND]]", "regulation", "12", None, "QC-UBND", "12/QC-UBND"),
    ("[[Hợp đồng số 01/HĐ-VNPT]]", "other", "01", None, "HĐ-VNPT", "01/HĐ-VNPT"),
    ("[[Kế hoạch số 45/KH-BCĐ]]", "plan", "45", None, "KH-BCĐ", "45/KH-BCĐ"),
    ("[[Quyết định của Thủ tướng Chính phủ số 749/QĐ-TTg]]", "decision", "749", None, "QĐ-TTg", "749/QĐ-TTg"),
    ("[[Kế hoạch chuyển đổi số tỉnh Long An số 12/KH-UBND]]", "plan", "12", None, "KH-UBND", "12/KH-UBND"),
]
NORMATIVE = [
    ("[[Nghị định số 42/2022/NĐ-CP]] ngày", "decree", "42", 2022, "NĐ-CP", "42/2022/NĐ-CP"),
    ("[[Nghị định 42/2022/ND-CP]]", "decree", "42", 2022, "ND-CP", "42/2022/NĐ-CP"),
    ("[[NĐ 42/2022/NĐ-CP]]", "decree", "42", 2022, "NĐ-CP", "42/2022/NĐ-CP"),
    ("[[Thông tư 01/2023/TT-VPCP]]", "circular", "01", 2023, "TT-VPCP", "01/2023/TT-VPCP"),
    (
        "[[Thông tư liên tịch số 55/2015/TTLT-BTC-BKHCN]]",
        "circular",
        "55",
        2015,
        "TTLT-BTC-BKHCN",
        "55/2015/TTLT-BTC-BKHCN",
    ),
    ("[[Nghị quyết số 06/2024/NQ-HĐND]] giảm", "resolution", "06", 2024, "NQ-HĐND", "06/2024/NQ-HĐND"),
    ("[[Quyết định 19/2025/QĐ-TTg]]", "decision", "19", 2025, "QĐ-TTg", "19/2025/QĐ-TTg"),
    ("[[Nghị quyết 66.7/2025/NQ-CP]]", "resolution", "66.7", 2025, "NQ-CP", "66.7/2025/NQ-CP"),
    ("[[Luật số 20/2023/QH15]]", "law", "20", 2023, "QH15", "20/2023/QH15"),
    ("[[Luật Giao dịch điện tử số 20/2023/QH15]]", "law", "20", 2023, "QH15", "20/2023/QH15"),
    ("[[Nghị quyết 202/2025/QH15]]", "resolution", "202", 2025, "QH15", "202/2025/QH15"),
    ("[[Nghị quyết số 1365/NQ-UBTVQH15]]", "resolution", "1365", None, "NQ-UBTVQH15", "1365/NQ-UBTVQH15"),
    ("[[Pháp lệnh số 02/2022/UBTVQH15]]", "ordinance", "02", 2022, "UBTVQH15", "02/2022/UBTVQH15"),
    ("[[Nghị định 13/2023]] về bảo vệ", "decree", "13", 2023, None, None),
    ("[[Thông tư số 12/2023]] của Bộ", "circular", "12", 2023, None, None),
    ("[[Thông tư số 12a/2023/TT-BTC]]", "circular", "12a", 2023, "TT-BTC", "12a/2023/TT-BTC"),
]
LETTERS = [
    ("[[Công văn số 793/BTTTT-THH]]", "official_letter", "793", None, "BTTTT-THH", "793/BTTTT-THH"),
    ("[[Công văn 1552/BTTTT – THH]]", "official_letter", "1552", None, "BTTTT-THH", "1552/BTTTT-THH"),
    ("[[văn bản số 234/UBND-KGVX]]", "official_letter", "234", None, "UBND-KGVX", "234/UBND-KGVX"),
    ("[[Công văn số 1350-CV/TU]]", "official_letter", "1350", None, "CV/TU", "1350-CV/TU"),
    ("[[CV 88/STTTT-CNTT]]", "official_letter", "88", None, "STTTT-CNTT", "88/STTTT-CNTT"),
    ("đề nghị tại [[793/BTTTT-THH]]", "official_letter", "793", None, "BTTTT-THH", "793/BTTTT-THH"),
]
PARTY = [
    ("[[Nghị quyết số 04-NQ/TU]]", "resolution", "04", None, "NQ/TU", "04-NQ/TU"),
    ("[[Nghị quyết 57-NQ/TW]]", "resolution", "57", None, "NQ/TW", "57-NQ/TW"),
    ("[[Nghị quyết số 57-NQ/TƯ]]", "resolution", "57", None, "NQ/TƯ", "57-NQ/TW"),
    ("[[NQ 57-NQ/TW]]", "resolution", "57", None, "NQ/TW", "57-NQ/TW"),
    ("[[Nghị quyết số 22/NQ-TU]]", "resolution", "22", None, "NQ/TU", "22-NQ/TU"),
    ("[[Nghị quyết 04 NQ/TU]]", "resolution", "04", None, "NQ/TU", "04-NQ/TU"),
    ("[[Nghị quyết 04/NQ/TU]]", "resolution", "04", None, "NQ/TU", "04-NQ/TU"),
    ("[[Chỉ thị số 05-CT/TU]]", "directive", "05", None, "CT/TU", "05-CT/TU"),
    ("[[Chương trình hành động số 12-CTr/TU]]", "programme", "12", None, "CTr/TU", "12-CTr/TU"),
    ("[[Kết luận số 45-KL/TU]]", "conclusion", "45", None, "KL/TU", "45-KL/TU"),
    ("[[Hướng dẫn 36-HD/VPTW]]", "guidance", "36", None, "HD/VPTW", "36-HD/VPTW"),
    ("[[Quy định số 19-QĐi/TU]]", "regulation", "19", None, "QĐi/TU", "19-QĐi/TU"),
    ("[[Quy định 66-QĐ/TW]]", "regulation", "66", None, "QĐ/TW", "66-QĐ/TW"),
    ("[[Kế hoạch số 02-KH/BCĐTW]]", "plan", "02", None, "KH/BCĐTW", "02-KH/BCĐTW"),
    ("[[Đề án 01-ĐA/TU]]", "scheme", "01", None, "ĐA/TU", "01-ĐA/TU"),
    ("[[Kế hoạch 145-KH/HU]]", "plan", "145", None, "KH/HU", "145-KH/HU"),
]
DIGITS = [
    ("[[Kế hoạch số 349]] ngày 7/11/2023", "plan", "349", None, None, None),
    ("[[Kế hoạch 349]] ngày 7/11/2023", "plan", "349", None, None, None),
    ("[[Quyết định 2459]] ban hành năm 2016", "decision", "2459", None, None, None),
    ("[[Đề án 06]] phải bắt đầu", "scheme", "06", None, None, None),
    ("Tổ công tác [[Đề án 06]] tỉnh Lai Châu", "scheme", "06", None, None, None),
    ("Tổ công tác [[Đề án 06]] tỉnh họp", "scheme", "06", None, None, None),
    ("“[[Đề án 06]]”", "scheme", "06", None, None, None),
    ("[[Đề án 06/CP]] của Chính phủ", "scheme", "06", None, "CP", "06/CP"),
    ("[[Nghị quyết 57]] đi vào cuộc sống", "resolution", "57", None, None, None),
    ("[[nghị quyết 57]] mở đường", "resolution", "57", None, None, None),
    ("[[Nghị quyết số 02]], về xây dựng", "resolution", "02", None, None, None),
    ("theo [[Quyết định số 1718]].", "decision", "1718", None, None, None),
    ("[[Chương trình 135]] giai đoạn 2", "programme", "135", None, None, None),
    ("của [[Kế hoạch 87]], có 47 nhiệm vụ", "plan", "87", None, None, None),
    ("[[Báo cáo số 216]] ngày 5/10/2022", "report", "216", None, None, None),
    ("[[Kế hoạch 87]] năm 2024", "plan", "87", None, None, None),
    ("[[Công văn 793]] của Bộ", "official_letter", "793", None, None, None),
]
NAMED = [
    ("[[Luật Giao dịch điện tử]] ngày 22/6/2023", "law", None, None, None, None),
    ("[[Luật Giao dịch điện tử]] được Quốc hội thông qua ngày 22/6/2023", "law", None, None, None, None),
    ("[[Luật Giao dịch điện tử]], được Quốc hội khóa XV thông qua ngày 22/6/2023", "law", None, None, None, None),
    ("[[Luật Đất đai]] năm 2024 quy định", "law", None, None, None, None),
    ("[[Luật Đất đai]] 2024", "law", None, None, None, None),
    ("[[Luật Đất đai (sửa đổi)]] năm 2024", "law", None, None, None, None),
    ("[[Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ]] ngày 22/11/2019", "law", None, None, None, None),
    ("[[Bộ luật Dân sự]] năm 2015", "law", None, None, None, None),
    ("[[Hiến pháp]] năm 2013", "other", None, None, None, None),
    ("[[Luật Dữ liệu]] (thông qua ngày 30/11/2024)", "law", None, None, None, None),
    ("[[Nghị quyết]] ngày 10/12/2021 của Tỉnh ủy", "resolution", None, None, None, None),
    ("[[Kế hoạch chuyển đổi số]] ban hành ngày 5/8/2022", "plan", None, None, None, None),
]
WRAPPED = [
    ("[[Quyết định\nsố 861/QĐ-UBND-HC]] ngày", "decision", "861", None, "QĐ-UBND-HC", "861/QĐ-UBND-HC"),
    ("[[Quyết định số 861/QĐ-\nUBND-HC]] ngày", "decision", "861", None, "QĐ-UBND-HC", "861/QĐ-UBND-HC"),
    ("[[Quyết định số 861 / QĐ – UBND – HC]] ngày", "decision", "861", None, "QĐ-UBND-HC", "861/QĐ-UBND-HC"),
    ("[[Nghị quyết số 04 – NQ/TU]] ngày", "resolution", "04", None, "NQ/TU", "04-NQ/TU"),
    ("[[Nghị\u00a0quyết số\u00a004-NQ/TU]]", "resolution", "04", None, "NQ/TU", "04-NQ/TU"),
]
MORE = [
    ("[[Quyết định 27/2024/QĐ-UBND]] ngày", "decision", "27", 2024, "QĐ-UBND", "27/2024/QĐ-UBND"),
    (
        "[[Thông tư liên tịch 01/2022/TTLT-VKSTC-TATC-BCA]]",
        "circular",
        "01",
        2022,
        "TTLT-VKSTC-TATC-BCA",
        "01/2022/TTLT-VKSTC-TATC-BCA",
    ),
    ("[[Lệnh số 12/2023/L-CTN]] của Chủ tịch nước", "other", "12", 2023, "L-CTN", "12/2023/L-CTN"),
    ("[[Báo cáo số 123-BC/TU]]", "report", "123", None, "BC/TU", "123-BC/TU"),
    ("[[Tờ trình số 45-TTr/ĐU]]", "submission", "45", None, "TTr/ĐU", "45-TTr/ĐU"),
    ("[[Thông báo số 99-TB/TW]]", "notice", "99", None, "TB/TW", "99-TB/TW"),
    ("[[Quyết định số 204-QĐ/TW]] về", "decision", "204", None, "QĐ/TW", "204-QĐ/TW"),
    ("[[Quy định số 338-QyĐ/TW]]", "regulation", "338", None, "QyĐ/TW", "338-QyĐ/TW"),
    ("[[Hướng dẫn số 03-HD/BTGTU]]", "guidance", "03", None, "HD/BTGTU", "03-HD/BTGTU"),
    ("[[Văn bản số 6218/BYT-KCB]]", "official_letter", "6218", None, "BYT-KCB", "6218/BYT-KCB"),
    ("[[Giấy mời số 112/GM-UBND]]", "other", "112", None, "GM-UBND", "112/GM-UBND"),
    ("[[Biên bản ghi nhớ số 01/BGN-UBND-FPT]]", "other", "01", None, "BGN-UBND-FPT", "01/BGN-UBND-FPT"),
    ("[[Kế hoạch số 1253/KH-UBND-VX]]", "plan", "1253", None, "KH-UBND-VX", "1253/KH-UBND-VX"),
    ("[[Quyết định số 861/QĐ/UBND]]", "decision", "861", None, "QĐ-UBND", "861/QĐ-UBND"),
    ("[[Quyết định số 749/QĐTTg]]", "decision", "749", None, "QĐ-TTg", "749/QĐ-TTg"),
    ("[[Kế hoạch số 12/KHUBND]]", "plan", "12", None, "KH-UBND", "12/KH-UBND"),
    ("[[Quyết định số 749-QĐ/TTg]]", "decision", "749", None, "QĐ-TTg", "749/QĐ-TTg"),
    ("[[Quyết định số 749/QÐ-TTg]]", "decision", "749", None, "QĐ-TTg", "749/QĐ-TTg"),
    ("[[quyết định số 749/QĐ-TTg]]", "decision", "749", None, "QĐ-TTg", "749/QĐ-TTg"),
    ("[[Nghị quyết số 18/2022/NQ - HĐND]]", "resolution", "18", 2022, "NQ-HĐND", "18/2022/NQ-HĐND"),
    ("khoản 2 Điều 5 [[Nghị định số 42/2022/NĐ-CP]]", "decree", "42", 2022, "NĐ-CP", "42/2022/NĐ-CP"),
    ("[[Nghị định 100/2019]] về", "decree", "100", 2019, None, None),
    ("[[NQ57]] đi vào cuộc sống", "resolution", "57", None, None, None),
    ("triển khai [[ĐA06]],", "scheme", "06", None, None, None),
    ("[[Chương trình 30a]]", "programme", "30a", None, None, None),
    ("[[Chỉ thị 16]] của Thủ tướng", "directive", "16", None, None, None),
    ("[[Bộ luật Lao động]] 2019", "law", None, None, None, None),
    ("[[Hiến pháp]] 2013", "other", None, None, None, None),
    ("[[Pháp lệnh Dân số]] năm 2003", "ordinance", None, None, None, None),
    ("[[Kế hoạch số 1]] ngày 3/2/2023", "plan", "1", None, None, None),
]
BARE = [
    ("Số: [[861/QĐ-UBND-HC]]", "decision", "861", None, "QĐ-UBND-HC", "861/QĐ-UBND-HC"),
    ("(xem [[42/2022/NĐ-CP]])", "decree", "42", 2022, "NĐ-CP", "42/2022/NĐ-CP"),
    ("thực hiện [[57-NQ/TW]] của", "resolution", "57", None, "NQ/TW", "57-NQ/TW"),
    ("ông kết luận [[12/KH-UBND]] còn chậm", "plan", "12", None, "KH-UBND", "12/KH-UBND"),
]
REFERENCES = STATE + NORMATIVE + LETTERS + PARTY + DIGITS + NAMED + WRAPPED + MORE + BARE


@pytest.mark.parametrize(("quote", "doc_type", "number", "year", "symbol", "ref_id"), REFERENCES)
def test_a_document_is_found(
    quote: str, doc_type: str, number: str | None, year: int | None, symbol: str | None, ref_id: str | None
) -> None:
    text = quote.replace("[[", "").replace("]]", "")
    (found,) = find(text)
    assert text[found.span.start : found.span.end] == quote[quote.index("[[") + 2 : quote.index("]]")]
    said = (found.doc_type, found.number, found.year, found.symbol, found.ref_id)
    assert said == (doc_type, number, year, symbol, ref_id)


LOOKALIKES = [
    "ngày 14/04/2024",
    "sáng 5/8, tỉnh họp",
    "đạt 25/63 tỉnh, thành",
    "chiếm 2/3 dân số",
    "điện thoại 0277.3851.431",
    "đường dây nóng 1900 1234",
    "xe biển số 66A-123.45",
    "biển kiểm soát 51F-123.45",
    "hỗ trợ 24/7",
    "Quốc hội khóa XV, QH15",
    "theo Điều 5",
    "khoản 2 Điều 12",
    "kế hoạch năm 2024",
    "Kế hoạch năm 2024 của tỉnh",
    "Kế hoạch phát triển kinh tế - xã hội 5 năm 2021 - 2025",
    "Kế hoạch 5 năm 2021 - 2025",
    "Kế hoạch 100 ngày đầu",
    "Báo cáo 9 tháng đầu năm",
    "Báo cáo 6 tháng",
    "báo cáo số liệu 216 trang",
    "Nghị quyết Đại hội XIII của Đảng",
    "Nghị quyết này",
    "quyết định 12 nội dung quan trọng",
    "Quyết định 3 dự án lớn",
    "HĐND tỉnh quyết định 02 nhiệm vụ",
    "thông báo 5 trường hợp",
    "hướng dẫn 15 người dân",
    "Chương trình 30 phút mỗi ngày",
    "Chương trình OCOP năm 2023",
    "chương trình “Chợ 4.0”",
    "Gói thầu số 05/XL-2024",
    "gói thầu số 12",
    "Dự án số 2",
    "Phương án 2",
    "Trường THPT số 1",
    "phường 4, tổ 5",
    "vi phạm pháp luật năm 2024",
    "PHÁP LUẬT NĂM 2024",
    "Câu lạc bộ Luật sư 2024",
    "xử lý kỷ luật 12 cán bộ",
    "Luật Giao thông đường bộ, năm 2023 toàn tỉnh",
    "Luật Đất đai có hiệu lực từ năm 2024",
    "chuyển đổi số 2024",
    "đạt 15/TTHC",
    "tỷ lệ 4/KCN",
    "mức độ 3, 4",
    "Đề án chuyển đổi số",
    "Đề án 5 triệu cây xanh",
    "Nghị quyết 3 điểm",
    "https://vbpl.vn/861/QĐ-UBND.pdf",
    "Kế hoạch và Đầu tư 2024",
    "thực hiện quy định 2 lần",
    "Kết luận 4 vụ việc",
    "TCVN 12344:2019",
    "QCVN 01:2021/BXD",
    "hệ thống quản lý chất lượng TCVN ISO 9001:2015",
    "lô 24/7 khu B",
    "lô đất 12/BT-03",
    "gói thầu XL-05/2023",
    "Gói thầu 12/XL-UBND",
    "biển số 66C1-123.45",
    "mã hồ sơ H20.45-240412-0012",
    "tỷ lệ bản đồ 1/500",
    "tỷ lệ 3/GDP",
    "tờ bản đồ số 12, thửa 34",
    "số CCCD 087012345678",
    "Báo cáo số 1 cả nước",
    "kế hoạch số 1 là phát triển",
    "Chương trình 5 tốt",
    "Hợp đồng 12 tháng",
    "Công văn đến 1.250, công văn đi 890",
    "nghiên cứu mẫu CT01 và CT16",
    "UBND-HC",
    "Kế hoạch 2021-2025",
]


@pytest.mark.parametrize("text", LOOKALIKES)
def test_a_lookalike_is_none(text: str) -> None:
    assert find(text) == ()


LISTS = [
    (
        "các Quyết định của Thủ tướng Chính phủ: số 749/QĐ-TTg ngày 03/6/2020; số 942/QĐ-TTg ngày 15/6/2021",
        [
            ("Quyết định của Thủ tướng Chính phủ: số 749/QĐ-TTg", "decision", None),
            ("942/QĐ-TTg", "decision", 0),
        ],
    ),
    (
        "các nghị quyết của Bộ Chính trị: 57-NQ/TW, 59-NQ/TW",
        [("nghị quyết của Bộ Chính trị: 57-NQ/TW", "resolution", None), ("59-NQ/TW", "resolution", 0)],
    ),
    ("Kế hoạch của tỉnh: 906 dịch vụ", []),
    (
        "các Quyết định số 749/QĐ-TTg và 942/QĐ-TTg",
        [("Quyết định số 749/QĐ-TTg", "decision", None), ("942/QĐ-TTg", "decision", 0)],
    ),
    (
        "các Quyết định số 411/QĐ-TTg ngày 31/3/2022 và số 146/QĐ-TTg ngày 28/01/2022",
        [("Quyết định số 411/QĐ-TTg", "decision", None), ("146/QĐ-TTg", "decision", 0)],
    ),
    (
        "Quyết định: số 749/QĐ-TTg; số 942/QĐ-TTg",
        [("Quyết định: số 749/QĐ-TTg", "decision", None), ("942/QĐ-TTg", "decision", 0)],
    ),
    (
        "các Nghị quyết 57, 59, 66 và 68 của Bộ Chính trị",
        [
            ("Nghị quyết 57", "resolution", None),
            ("59", "resolution", 0),
            ("66", "resolution", 0),
            ("68", "resolution", 0),
        ],
    ),
    (
        "Quyết định số 12/QĐ-UBND và 45/KH-UBND",
        [("Quyết định số 12/QĐ-UBND", "decision", None), ("45/KH-UBND", "plan", None)],
    ),
    ("Kế hoạch 87, 47 nhiệm vụ đã xong", [("Kế hoạch 87", "plan", None)]),
    (
        "Luật Giao dịch điện tử được Quốc hội thông qua ngày 22/6/2023, Nghị định 13/2023/NĐ-CP về bảo vệ",
        [("Luật Giao dịch điện tử", "law", None), ("Nghị định 13/2023/NĐ-CP", "decree", None)],
    ),
    ("Luật An ninh mạng, Luật Viễn thông năm 2023", [("Luật Viễn thông", "law", None)]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_numbers_share_a_word(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert [(text[m.span.start : m.span.end], m.doc_type, m.head) for m in find(text)] == expected


WRITINGS = {
    "861/QĐ-UBND-HC": ["861/QĐ-UBND-HC", "861 / QĐ-UBND-HC", "861/QĐ – UBND – HC", "0861/QĐ-UBND-HC", "861/QD-UBND-HC"],
    "04-NQ/TU": ["04-NQ/TU", "4-NQ/TU", "04/NQ-TU", "04 - NQ/TU", "04 NQ/TU", "04/NQ/TU"],
    "42/2022/NĐ-CP": ["42/2022/NĐ-CP", "42/2022/ND-CP", "42/2022/NĐ - CP", "42 / 2022 / NĐ-CP", "42/2022/Nđ-CP"],
}


@pytest.mark.parametrize(("ref_id", "written"), [(ref, w) for ref, ways in WRITINGS.items() for w in ways])
def test_every_writing_has_one_ref_id(ref_id: str, written: str) -> None:
    assert parse_number(written, RULES).ref_id == ref_id


LETTERS_OF_TYPES = st.sampled_from([*sorted(RULES.state_types), "BTTTT", "UBND"])
LETTERS_OF_BODIES = st.sampled_from(sorted(RULES.scopes))


@pytest.mark.parametrize("ref_id", WRITINGS)
def test_one_document_in_five_writings(ref_id: str) -> None:
    kind = {"861/QĐ-UBND-HC": "Quyết định", "04-NQ/TU": "Nghị quyết", "42/2022/NĐ-CP": "Nghị định"}[ref_id]
    found = find("; ".join(f"{kind} số {written}" for written in WRITINGS[ref_id]))
    assert [mention.ref_id for mention in found] == [ref_id] * len(WRITINGS[ref_id])


def test_the_tables_are_as_long_as_they_must_be() -> None:
    assert len(REFERENCES) >= 120
    assert len(LOOKALIKES) >= 60


@given(
    st.integers(1, 99999),
    st.sampled_from(["", "/2024"]),
    LETTERS_OF_TYPES,
    st.lists(LETTERS_OF_BODIES, min_size=1, max_size=3),
)
def test_ref_id_is_stable(number: int, year: str, letters: str, bodies: list[str]) -> None:
    once = parse_number(f"{number}{year}/{letters}-{'-'.join(bodies)}", RULES)
    again = parse_number(once.ref_id, RULES)
    assert again.ref_id == once.ref_id
    assert (again.year, again.type, again.bodies) == (once.year, once.type, once.bodies)


@given(st.integers(1, 9999), st.sampled_from(["QĐ", "NQ", "KH", "BC", "CTr"]), LETTERS_OF_BODIES)
def test_a_printed_ref_id_is_read_back(number: int, letters: str, body: str) -> None:
    ref_id = parse_number(f"{number}/{letters}-{body}", RULES).ref_id
    (found,) = find(f"theo {ref_id}.")
    assert found.ref_id == ref_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết này xác định", [("Nghị quyết này", "resolution")]),
        ("theo Quyết định trên, tỉnh", [("Quyết định trên", "decision")]),
        ("Kế hoạch nêu trên đặt mục tiêu", [("Kế hoạch nêu trên", "plan")]),
        ("thực hiện nghị quyết đó.", [("nghị quyết đó", "resolution")]),
        ("triển khai kế hoạch trên địa bàn tỉnh", []),
        ("quyết định trên cơ sở đề xuất", []),
        ("các nghị quyết này", []),
        ("Nghị quyết 57", []),
    ],
)
def test_words_that_point_back(text: str, expected: list[tuple[str, str]]) -> None:
    document = lay_out(Article(source="test", text=text), abbreviations=frozenset())
    pointers = find_pointers(document, RULES)
    assert [(text[p.span.start : p.span.end], p.doc_type) for p in pointers] == expected
    assert not {mention.span for mention in find(text)} & {p.span for p in pointers}


PIECES = [*(quote for quote, *_ in REFERENCES), *LOOKALIKES, "\n", "\n\n", ", ", ". ", "💡", "của", "số", "QĐ-"]


@given(st.lists(st.sampled_from(PIECES), max_size=8))
def test_mentions_are_in_order_and_disjoint(parts: list[str]) -> None:
    text = " ".join(parts).replace("[[", "").replace("]]", "")
    found = find(text)
    edges = [edge for mention in found for edge in (mention.span.start, mention.span.end)]
    assert edges == sorted(edges)
    for mention in found:
        assert all(text[span.start : span.end].strip() for span in (mention.span, *mention.taken))
        if mention.head is not None:
            assert found[mention.head].span < mention.span


def test_words_and_numbers_that_share_nothing_take_linear_time() -> None:
    assert len(find("Quyết định số 1/QĐ-UBND. " * 2000)) == 2000


@given(st.text("0123456789/-–. NQĐTUƯWCPBHabcê&\n", max_size=60))
@example("0 BB–B/")
def test_any_text_can_be_read(text: str) -> None:
    for mention in find(f"Quyết định số {text}"):
        assert mention.span.end <= len(text) + 14
