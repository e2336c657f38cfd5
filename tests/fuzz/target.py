"""What fuzzing tries: bytes to records, and what must hold of them whatever the bytes are."""

from __future__ import annotations

import json
import tempfile
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from dxextract.article import Article
from dxextract.clusters import sketch
from dxextract.errors import InputError
from dxextract.extractor import Extractor
from dxextract.readers.inputs import Input
from dxextract.readers.options import Limits, ReadOptions
from dxextract.readers.reading import read
from dxextract.readers.records import Raw, open_records
from dxextract.records.check import check
from dxextract.records.jsonl import lines
from dxextract.records.model import Result
from dxextract.rows import Done, flatten, rows

FORMATS = ("text", "html", "xml", "json", "file")
"""What the first byte chooses. ``file``: the rest is a file whose format is found out."""

PIECES = [
    *"0123456789.,;:/-–%()[]{}\"'“”…\n\t #&<>=|*\\",
    *["\u0301", "\u0323", "\ufeff", "\u200b", "\xa0", "😀", "ð", "\x07", "\r\n", "\ufffd", "Ã¡", "á»"],
    *["Quyết định số ", "861/QĐ-UBND-HC", " ngày ", "5/8/2022", "Điều 5 ", "tỉnh ", "Đồng Tháp", "xã ", "năm 2023"],
    *[
        "đến tháng 3/2024",
        "quý I",
        "xếp hạng ",
        "25/63",
        "tăng 11 bậc",
        "DTI",
        "dịch vụ công",
        "tỷ lệ ",
        "đạt ",
        "50,4%",
    ],
    *["1.797", " triệu", " tỷ đồng", "trên ", "từ 5 đến 7", "trong đó ", "mục tiêu ", "so với ", "Tin liên quan"],
    *["<p>", "</p>", "<table>", "<tr><td>", '{"text": "', '"}', "[", "]", "&aacute;", "<!--", "-->"],
    *[
        "2021 - 2025",
        "Nghị quyết ",
        "khoản 2 ",
        "của UBND ",
        "huyện Châu Thành",
        "Hà Nội",
        "đứng thứ ",
        "(chiếm ",
        "USD",
    ],
    *["Cập nhật ngày: 14/04/2024 05:33:48", "6 tháng đầu năm ", '<time datetime="2024-04-14">', '"date": "', "\\u0041"],
]
"""What articles are made of."""

_OPTIONS = ReadOptions(limits=Limits(article_bytes=100_000, file_bytes=1_000_000))


@cache
def extractor() -> Extractor:
    return Extractor()


def examine(data: bytes) -> int:
    """Read and extract; AssertionError if what comes out is not sound, any other exception if one escapes.

    Args:
        data: the first byte chooses the format, the rest is the input.

    Returns:
        How many articles it gave.
    """
    if not data:
        return 0
    articles = 0
    for raw in _raws(FORMATS[data[0] % len(FORMATS)], data[1:]):
        try:
            article = read(raw, extractor().knowledge.layout, _OPTIONS)
        except InputError as error:
            assert error.stage and error.reason and error.detail
            continue
        articles += 1
        _check_article(article)
        result = extractor().extract(article)
        _check_result(article.text, result)
        done = Done(result, sketch(article.text, furniture=article.furniture))
        flatten(rows([done]))
        for line in lines(result):
            json.loads(line)
    return articles


def _raws(format_: str, data: bytes) -> Iterator[Raw]:
    if format_ != "file":
        yield Raw(source="fuzz", format=format_, data=data)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "input")
        path.write_bytes(data)
        yield from (raw for raw in open_records(Input("fuzz", path), _OPTIONS) if isinstance(raw, Raw))


def _check_article(article: Article) -> None:
    text = article.text
    assert text.strip() and unicodedata.is_normalized("NFC", text)
    assert "\r\n" not in text and "\0" not in text
    text.encode()
    spans = article.furniture
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def _check_result(text: str, result: Result) -> None:
    check(result)
    assert result.article.text == text
    for fact in (*result.metrics, *result.rankings, *result.references):
        assert text[fact.start : fact.end] == fact.raw != ""
        assert text[fact.sentence_start :].startswith(fact.sentence)
        assert fact.sentence_start <= fact.start < fact.end <= fact.sentence_start + len(fact.sentence)
