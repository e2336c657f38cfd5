"""Time grows with the length of an input and not faster, whatever stands in it: every stage, up to a megabyte.

Each input is made twice as long until it has a megabyte or takes long enough to be sure. Times are those of the
process; a pair that does not fit is measured again, more often, as other work on the machine disturbs it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator

import pytest

from dxextract.clusters import sketch
from dxextract.errors import InputError
from dxextract.extractor import Extractor
from dxextract.readers.options import ReadOptions
from dxextract.readers.reading import read
from dxextract.readers.records import Raw

pytestmark = pytest.mark.alone

MOST = 2.3
MEGABYTE = 1 << 20
NOISE = 0.05  # seconds: what is faster than this is not compared
ATTEMPTS = 4
LONG = 10.0  # seconds: a text that takes as much is not made longer

SENTENCE = "Đến tháng 3/2024, tỉnh Đồng Tháp đã cung cấp 906 dịch vụ công trực tuyến, đạt 50,4%. "
OPENING = f"Đồng Tháp đẩy mạnh chuyển đổi số\n\n{SENTENCE}\n\n"
OPTIONS = ReadOptions()

Make = Callable[[int], str]


def run(piece: str, *, opening: str = OPENING) -> Make:
    """A text of a length that opens as an article does, and goes on with a piece over and over."""
    return lambda length: opening + piece * max((length - len(opening)) // len(piece), 1)


def raw(piece: str) -> Make:
    return run(piece, opening="")


# What the format is, and what a text of a given length is made of.
NAMED: dict[str, tuple[str, Make]] = {
    "a.": ("text", run("a.")),
    "digits": ("text", run("1234567890")),
    "brackets": ("text", run("(")),
    "square brackets": ("text", run("[")),
    "one line": ("text", run(SENTENCE)),
    "lines": ("text", run(SENTENCE + "\n")),
    "short lines": ("text", run("a\n")),
    "marks": ("text", run("\u0301")),
    "marks out of order": ("text", run("\u0301\u0323\u0302")),
    "stops": ("text", run(".")),
    "quotation marks": ("text", run('"')),
    "dashes": ("text", run("-")),
    "breaks": ("text", run("\n")),
    "divisions": ("html", raw("<div>")),
    "arrays": ("json", raw("[")),
}
OTHERS: dict[str, tuple[str, Make]] = {
    "letters": ("text", run("t")),
    "positions": ("text", run("và hạng 5 ")),
    "bracketed parts": ("text", run("(111, ")),
    "sentences that go on": ("text", run("Đồng thời có 5 xã. ")),
    "1.": ("text", run("1.")),
    "1,": ("text", run("1,")),
    "1/": ("text", run("1/")),
    "(1": ("text", run("(1")),
    "numbers": ("text", run("1 ")),
    "number cells": ("text", run("1\n")),
    "cells": ("text", run("a\t1\n")),
    "bars": ("text", run("| a | 1 |\n")),
    "percentages": ("text", run("5% ")),
    "list": ("text", run("5 xã; ")),
    "ranges": ("text", run("từ 5 đến 6 ")),
    "parts": ("text", run("trong đó 5 xã, ")),
    "changes": ("text", run("tăng 5% so với năm 2020, ")),
    "ranks": ("text", run("xếp hạng 5/63, ")),
    "editions": ("text", run("DTI năm 2020 xếp thứ 5. ")),
    "averages": ("text", run("Xếp thứ 5 PCI, trung bình đạt 61 điểm. ")),
    "aims in brackets": ("text", run("đạt 61% (mục tiêu 70%), ")),
    "years": ("text", run("năm 2020, ")),
    "days": ("text", run("ngày 1/1/2020 ")),
    "spans of years": ("text", run("2020-2021-")),
    "documents": ("text", run("số 1/QĐ-UBND, ")),
    "half documents": ("text", run("1/QĐ-")),
    "laws": ("text", run("Luật Đất đai, ")),
    "articles of laws": ("text", run("khoản 1 Điều 2 ")),
    "provinces": ("text", run("tỉnh Đồng Tháp, ")),
    "communes": ("text", run("xã Tân Hồng ")),
    "number words": ("text", run("một trăm ")),
    "capitals": ("text", run("Chuyển Đổi Số ")),
    "abbreviations": ("text", run("UBND (UBND) ")),
    "TP.": ("text", run("TP.")),
    "Windows breaks": ("text", run("\r\n")),
    "invisible": ("text", run("\u200b")),
    "emoji": ("text", run("😀1")),
    "addresses": ("text", run("http://a.b/")),
    "mojibake": ("text", run("Ã¡", opening="")),
    "VNI": ("text", run("Thoâng tin ", opening="")),
    "headlines": ("text", run("Tin liên quan\nHọp báo (28/11)\n")),
    "paragraphs": ("html", raw("<p>a")),
    "less": ("html", raw("<")),
    "entities": ("html", raw("&aacute;")),
    "tables": ("html", raw("<table><tr><td>1")),
    "comments": ("html", raw("<!--")),
    "attributes": ("html", raw('<a a="')),
    "JSON-LD": ("html", lambda length: f'<script type="application/ld+json">{"[" * length}</script>'),
    "objects": ("json", raw('{"a":')),
    "escapes": ("json", lambda length: '{"text": "' + SENTENCE + r"\u1ea1 " * (length // 7) + '"}'),
    "keys": ("json", lambda length: "{" + ",".join(f'"k{i % 9999}": 1' for i in range(length // 10)) + "}"),
}


def stages(extractor: Extractor, format_: str, text: str) -> Iterator[tuple[str, float]]:
    """The seconds that each stage takes; those behind a reject take none."""
    data = text.encode()
    gc.collect()
    started = time.process_time()
    try:
        article = read(Raw(source="x", format=format_, data=data), extractor.knowledge.layout, OPTIONS)
    except InputError:
        yield "read", time.process_time() - started
        return
    yield "read", time.process_time() - started
    started = time.process_time()
    extractor.extract(article)
    yield "extract", time.process_time() - started
    started = time.process_time()
    sketch(article.text, furniture=article.furniture)
    yield "sketch", time.process_time() - started


def best(extractor: Extractor, format_: str, text: str, *, times: int) -> dict[str, float]:
    measured = [dict(stages(extractor, format_, text)) for _ in range(times)]
    return {stage: min(one[stage] for one in measured) for stage in measured[0]}


def slower(extractor: Extractor, format_: str, make: Make, *, start: int, enough: float) -> list[str]:
    """The stages whose time more than doubles, once it is ``enough`` seconds or the text has a megabyte."""
    length = start
    while length < MEGABYTE // 2 and sum(best(extractor, format_, make(2 * length), times=1).values()) < enough:
        length *= 2
    faults: list[str] = []
    for times in range(1, ATTEMPTS + 1):
        half = best(extractor, format_, make(length), times=times)
        whole = best(extractor, format_, make(2 * length), times=times)
        faults = [
            f"{stage}: {half[stage]:.3f} s for {length}, {seconds:.3f} s for twice that"
            for stage, seconds in whole.items()
            if stage in half and seconds > MOST * half[stage] + NOISE
        ]
        if not faults:
            break
        if sum(whole.values()) < LONG:
            length = min(2 * length, MEGABYTE // 2)  # a step where a cache is full is no growth
    return faults


@pytest.mark.parametrize("name", NAMED)
def test_twice_the_length_takes_twice_the_time(extractor: Extractor, name: str) -> None:
    format_, make = NAMED[name]
    assert slower(extractor, format_, make, start=1 << 14, enough=0.15) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMED)
def test_a_megabyte_takes_twice_the_time_of_half_of_it(extractor: Extractor, name: str) -> None:
    format_, make = NAMED[name]
    assert slower(extractor, format_, make, start=MEGABYTE // 2, enough=0) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", OTHERS)
def test_twice_the_length_takes_twice_the_time_for_longer_texts(extractor: Extractor, name: str) -> None:
    format_, make = OTHERS[name]
    assert slower(extractor, format_, make, start=1 << 15, enough=0.5) == []
