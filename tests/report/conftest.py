"""Datasets to make reports of, and a browser to open them in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from dxextract.extractor import Extractor
from dxextract.knowledge.load import Knowledge
from dxextract.records.load import Dataset
from dxextract.records.model import Finding, Reject, Result
from dxextract.records.schema import SCHEMAS
from dxextract.report.build import build_report
from dxextract.report.names import Names, load_names

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FACT_TABLES = ("metrics", "rankings", "references")

ARTICLE = """Đồng Tháp đẩy mạnh chuyển đổi số

Cập nhật ngày: 14/04/2024 05:33:48

Đến tháng 3/2024, tỉnh Đồng Tháp đã cung cấp 906 dịch vụ công trực tuyến, tỷ lệ hồ sơ trực tuyến đạt 50,4%.
Năm 2022, tỉnh xếp hạng 25/63 về chuyển đổi số, thực hiện Quyết định số 861/QĐ-UBND-HC ngày 5/8/2022.
"""

HOSTILE = """<img src=x onerror="document.title='owned'"></script><script>document.title='owned'</script>

Cập nhật ngày: 20/11/2023 08:15

😀👍🏽 Tỉnh Hà Giang &amp; <b>huyện Mèo Vạc</b> có 1.436 trạm BTS \u2028 {{script}} ]]> <!-- đạt 97,8% số thôn 🎉 có
"""

SPREADSHEET = """=HYPERLINK("http://example.com")

Cập nhật ngày: 01/02/2024 08:15

Tỉnh An Giang có 12 trạm BTS, đạt 30% kế hoạch.
"""


def dataset(outcomes: list[Result | Reject], **manifest: Any) -> Dataset:
    results = sorted((one for one in outcomes if isinstance(one, Result)), key=lambda result: result.article.source)
    rows: dict[str, list[Any]] = {
        "articles": [result.article for result in results],
        "findings": [finding for result in results for finding in result.findings],
        "rejects": [one for one in outcomes if isinstance(one, Reject)],
        **{name: [fact for result in results for fact in getattr(result, name)] for name in FACT_TABLES},
    }
    tables = {
        name: pa.Table.from_pylist([asdict(row) for row in rows[name]], schema=schema)
        for name, schema in SCHEMAS.items()
    }
    return Dataset(**tables, manifest={"dxextract_version": "0.0.0", "knowledge_hash": "0" * 16, **manifest})


def copies(data: Dataset, times: int) -> Dataset:
    """The dataset several times over: other ids, sources and sentences, the same facts."""

    def numbered(table: pa.Table, name: str, copy: int) -> pa.ChunkedArray:
        return pc.binary_join_element_wise(table[name], pa.scalar(str(copy)), pa.scalar("-"))

    def copied(table: pa.Table, copy: int) -> pa.Table:
        for name in ("input_id", "fact_id", "source", "sentence", "title", "part_of", "same_as", "finding_id"):
            if name in table.column_names:
                table = table.set_column(
                    table.column_names.index(name), table.schema.field(name), numbered(table, name, copy)
                )
        return table

    tables = {
        name: pa.concat_tables(copied(table, copy) for copy in range(times)) for name, table in data.tables.items()
    }
    return Dataset(**tables, manifest=data.manifest)


@pytest.fixture(scope="session")
def small(extractor: Extractor) -> Dataset:
    """Four articles (one that means harm, one for spreadsheets, one without facts), a finding and a reject."""
    texts = {
        "a.txt": ARTICLE,
        "b.txt": HOSTILE,
        "c.txt": "Không có gì\n\nBài này không có số liệu.\n",
        "d.txt": SPREADSHEET,
    }
    results = {source: extractor.extract(text, source=source) for source, text in texts.items()}
    first = results["a.txt"]
    finding = Finding(
        finding_id="f" * 32,
        input_id=first.article.input_id,
        kind="share",
        severity="warning",
        rule="test",
        fact_ids=tuple(fact.fact_id for fact in first.metrics),
        expected="50,3",
        actual="50,4",
        message_vi="Tỷ lệ <i>không khớp</i>",
        message_en="The <i>share</i> does not match",
    )
    rejected = Reject(
        input_id="r" * 32, source="<b>x</b>.txt", stage="read", reason="empty", detail="the file is empty"
    )
    doubted = Result(**{**_fields(first), "findings": (finding,)})
    return dataset([doubted, *list(results.values())[1:], rejected])


def _fields(result: Result) -> dict[str, Any]:
    return {name: getattr(result, name) for name in ("article", *FACT_TABLES)}


@pytest.fixture(scope="session")
def large(extractor: Extractor) -> Dataset:
    """More than 50,000 records in 2,000 articles, each with a text of its own length."""
    folder = Path(__file__).parents[2] / "corpus" / "tuned"
    results = [extractor.extract(path.read_text("utf-8"), source=path.name) for path in sorted(folder.glob("*.txt"))]
    one = dataset(list(results))
    records = sum(one.tables[name].num_rows for name in FACT_TABLES)
    return copies(one, 50_000 // records + 1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one that ``DXEXTRACT_CHROMIUM`` names, or an installed one. Without it the tests cannot be run."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = os.environ.get("DXEXTRACT_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("there is no chromium; name one in DXEXTRACT_CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield chromium
        chromium.close()


_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Open = Callable[..., "Page"]
Build = Callable[..., str]


@pytest.fixture(scope="session")
def names(knowledge: Knowledge) -> Names:
    return load_names(None, knowledge.places)


@pytest.fixture(scope="session")
def build(knowledge: Knowledge, names: Names) -> Build:
    """The page of a dataset: ``build(data, **options)``."""
    return partial(build_report, knowledge=knowledge, names=names, title="x")


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page in a browser of its own: ``opened(html, hash)``. Whatever the page complains about fails the test,
    and so does every request but the one for the page itself."""
    complaints: list[str] = []
    requests: list[str] = []
    contexts = []

    def open_page(
        html: str, state: Mapping[str, str] | str = "", *, width: int = 1400, height: int = 900, **options: Any
    ) -> Page:
        path = tmp_path / "report.html"
        if not path.exists() or path.read_text("utf-8") != html:
            path.write_text(html, "utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, **{"locale": "en-GB", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(f"{path.as_uri()}#{state}")
        page.wait_for_selector("html[data-ready]", timeout=20_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "blob:"))] == []


@pytest.fixture(scope="session")
def small_page(small: Dataset, build: Build) -> str:
    return build(small, title="Nhỏ <b>&")


@pytest.fixture(scope="session")
def large_page(large: Dataset, build: Build) -> str:
    return build(large)
