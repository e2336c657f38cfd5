from __future__ import annotations

import time

import pytest

from dxextract.errors import InputError
from dxextract.readers.sniff import kind_of_name, sniff


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", "Tỉnh có 12 xã", "text"),
        ("a", "", "text"),
        ("a.txt", "[Infographic] Chuyển đổi số", "text"),
        ("a.txt", "{tên} là một chỗ trống", "text"),
        ("a.txt", "Nội dung, tiêu đề, ngày", "text"),
        ("a.txt", "< Trở về trang trước", "text"),
        ("a.txt", '{"text": "a"}', "json"),
        ("a", ' \n[ {"text": "a"}]', "json"),
        ("a", '{"text": "a"}\n{"text": "b"}', "jsonl"),
        ("a.jsonl", '{"text": "a"}', "jsonl"),
        ("a.json", '{\n "text": "a"\n}\n', "json"),
        ("a.json", "", "json"),
        ("a.jsonl", "nonsense", "jsonl"),
        ("a", "<!DOCTYPE html><html>", "html"),
        ("a.xml", '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', "html"),
        ("a.txt", "<!-- a --><!-- b -->\n<HTML>", "html"),
        ("a.html", "Một dòng<br>hai dòng", "html"),
        ("a.html", "Tỉnh có 12 xã, 5 < 6", "text"),
        ("a", '<doc title="a"><main>', "xml"),
        ("a.html", '<?xml version="1.0"?><TEI xmlns="x">', "xml"),
        ("a.xml", "<rss>", "xml"),
        ("a", "id,title,content\n", "csv"),
        ("a", "Tiêu đề;Nội dung\n", "csv"),
        ("a", '"text"\t"date"\n', "csv"),
        ("a", "text\n", "text"),
        ("a.csv", "text\n", "csv"),
        ("a.csv", "a,b\n", "csv"),
        ("a", "Theo văn bản, text này là một câu dài hơn sáu mươi ký tự và không phải tiêu đề cột, content\n", "text"),
        ("a", "PAR1", "parquet"),
        ("a", "WARC/1.0\r\n", "warc"),
    ],
)
def test_kinds(name: str, head: str, kind: str) -> None:
    assert sniff(head.encode(), name) == kind
    if head and kind in ("json", "jsonl", "html", "csv"):
        assert sniff(head.encode("utf-16"), name) == kind


@pytest.mark.parametrize("head", [b"%PDF-1.7", b"PK\x03\x04", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"\x1f\x8b\x08"])
def test_what_holds_no_text(head: bytes) -> None:
    with pytest.raises(InputError) as caught:
        sniff(head, "a.txt")
    assert caught.value.reason == "unknown_format"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.TXT", "text"),
        ("b/a.jsonl.gz", "jsonl"),
        ("a.csv.zst", "csv"),
        ("a.gz", None),
        ("a.docx", None),
        ("a", None),
        (".txt", None),
    ],
)
def test_names(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize("piece", ["<!--a-->", "<!--", "<", "[", "{", "}\n", " ", "a,", "<?xml", "<a "])
def test_sniffing_is_quick(piece: str) -> None:
    head = (piece * 65536)[:65536].encode()
    start = time.perf_counter()
    sniff(head, "a.html")
    assert time.perf_counter() - start < 0.5
