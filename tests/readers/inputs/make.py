"""Makes the inputs that are no plain text out of those that are (see README.md): ``python make.py FOLDER``."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = Path(__file__).parent
NO_TIME = 0
HALF = 2


def make(folder: Path) -> None:
    """Write all of them into a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in {**encoded(), **parquet(), **compressed(), **archives(), **no_text()}.items():
        (folder / name).write_bytes(data)


def stored(name: str) -> bytes:
    return (HERE / name).read_bytes()


def article(name: str) -> tuple[str, str]:
    """Title and whole text of one of the articles of expected.yaml."""
    import yaml

    found = yaml.safe_load(stored("expected.yaml"))["articles"][name]
    return found["title"], found["text"] + "\n"


def encoded() -> dict[str, bytes]:
    text = article("tra_vinh")[1]
    lines = stored("json/elasticsearch.jsonl").decode()
    return {
        "bom.txt": codecs.BOM_UTF8 + text.encode(),
        "crlf.txt": text.replace("\n", "\r\n").encode(),
        "utf_16_le.txt": codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        "utf_16_be.txt": codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        "mojibake.txt": misread(text).encode(),
        "utf_16.html": stored("html/json_ld.html").decode().encode("utf-16"),
        "utf_16.jsonl": lines.encode("utf-16"),
        "excel.tsv": stored("csv/tabs.tsv").decode().encode("utf-16"),
        "bom.json": codecs.BOM_UTF8 + stored("json/news_please.json"),
        "mojibake.jsonl": misread(lines).encode(),
        "deep.json": b'{"text": ' + b"[" * 2000 + b'"x"' + b"]" * 2000 + b"}",
        "deep.html": b"<html><body>" + b"<div>" * 2000 + b"x",
    }


def misread(text: str) -> str:
    """UTF-8 read as windows-1252; the five bytes that this does not know stay as they are."""
    return "".join(bytes([byte]).decode("windows-1252", "ignore") or chr(byte) for byte in text.encode())


def parquet() -> dict[str, bytes]:
    records: list[dict[str, Any]] = json.loads(stored("json/scrapy.json"))
    moment = {**records[0], "pubDate": datetime(2023, 8, 22, 17, 30, tzinfo=UTC), "vector": [0.5, 1.5]}
    whole = table(records)
    return {
        "table.parquet": whole,
        "moments.parquet": table([moment]),
        "no_text_column.parquet": table([{"province": "Gia Lai", "code": 64}]),
        "cut.parquet": whole[: len(whole) // HALF],
    }


def table(rows: list[dict[str, Any]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink)
    return sink.getvalue()


def compressed() -> dict[str, bytes]:
    line = stored("json/elasticsearch.jsonl")
    packed = gz(line)
    return {
        "table.parquet.gz": gz(parquet()["table.parquet"]),
        "header_line.txt.gz": gz(stored("text/header_line.txt")),
        "json_ld.html.zst": zst(stored("html/json_ld.html")),
        "scrapy.json.gz": gz(stored("json/scrapy.json")),
        "two_members.jsonl.gz": packed * 2,
        "commas.csv.zst": zst(stored("csv/commas.csv")),
        "cut.jsonl.gz": packed[: len(packed) // HALF],
        "bomb.txt.gz": gz(bytes(60_000_000)),
        "bomb.jsonl.zst": zst(line + b"a" * 200_000_000),
        "twice.txt.gz.gz": gz(gz(stored("text/header_line.txt"))),
    }


def gz(data: bytes) -> bytes:
    return gzip.compress(data, mtime=NO_TIME)


def zst(data: bytes) -> bytes:
    packed: bytes = pa.compress(data, codec="zstd", asbytes=True)
    return packed


def archives() -> dict[str, bytes]:
    whole = warc(packed=False)
    within = whole.index("xã Bản Qua".encode("utf-16-le"))
    return {"pages.warc": whole, "pages.warc.gz": warc(packed=True), "cut.warc": whole[:within]}


def warc(*, packed: bool) -> bytes:
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("pages.warc", {"software": "make.py"}))
    page = "<html><body><h1>{}</h1>{}</body></html>"
    title, text = article("ban_qua")
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n")[1:])
    responses = [
        ("https://baohaugiang.example/1", "200 OK", "text/html; charset=utf-8", stored("html/json_ld.html")),
        ("https://baohaugiang.example/2", "404 Not Found", "text/html", b"<p>nothing</p>"),
        ("https://baohaugiang.example/3.png", "200 OK", "image/png", b"\x89PNG"),
        (
            "https://baolaocai.example/2022/12/05/ban-qua.html",
            "200 OK",
            "text/html; charset=utf-16",
            page.format(title, paragraphs).encode("utf-16"),
        ),
        ("https://baoyenbai.example/3", "200 OK", "text/plain", article("yen_bai")[1].encode()),
    ]
    for url, status, kind, body in responses:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return sink.getvalue()


def no_text() -> dict[str, bytes]:
    return {
        "image.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "document.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        "archive.zip": b"PK\x03\x04\x14\0\0\0",
        "noise.txt": bytes((7 * n * n + 3) % 251 for n in range(2000)),
    }


if __name__ == "__main__":
    make(Path(sys.argv[1]))
