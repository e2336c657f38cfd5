"""The page as people meet it, in a real browser. The fixture ``opened`` fails on console messages and requests."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from dxextract.extractor import Extractor
from dxextract.records.load import Dataset

from .conftest import ARTICLE, HOSTILE, Build, Open, dataset

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.needs_browser

# On an idle machine; a slow or shared one may ask for more patience.
PATIENCE = float(os.environ.get("DXEXTRACT_BROWSER_PATIENCE", "1"))
LOAD_MS, FILTER_MS = 3000 * PATIENCE, 150 * PATIENCE

TYPE = """async (query) => {
  const input = document.getElementById("search");
  const start = performance.now();
  input.value = query;
  input.dispatchEvent(new Event("input"));
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  return performance.now() - start;
}"""


def rows(page: Page) -> list[str]:
    return [text.replace("\xa0", " ") for text in page.locator(".records .rows .row").all_inner_texts()]


def row(page: Page, fact: str) -> Locator:
    """The row whose fact holds these words."""
    return page.locator(".records .rows .row").filter(has=page.locator(".c-fact", has_text=fact))


def label(page: Page, province: str) -> str:
    return (page.locator(f'.province[data-id="{province}"]').get_attribute("aria-label") or "").replace("\xa0", " ")


def count(page: Page) -> str:
    text: str = page.locator("#count").inner_text()
    return text


def search(page: Page, query: str) -> None:
    page.fill("#search", query)


def marks(page: Page) -> list[str]:
    texts: list[str] = page.locator(".text mark").all_inner_texts()
    return texts


def downloaded(page: Page, click: str) -> bytes:
    with page.expect_download() as waiting:
        page.click(click)
    return Path(waiting.value.path()).read_bytes()


# How quick it is


@pytest.mark.alone
def test_fifty_thousand_records_load_in_time(opened: Open, large_page: str) -> None:
    page = opened(large_page)
    assert page.evaluate("performance.getEntriesByName('ready')[0].startTime") < LOAD_MS
    shown = int(count(page).split()[0].replace(",", ""))
    assert shown > 50_000
    assert 5 < page.locator(".records .rows .row").count() < 60


@pytest.mark.alone
def test_filtering_fifty_thousand_records_is_quick(opened: Open, large_page: str) -> None:
    page = opened(large_page)
    page.wait_for_selector("html[data-prepared]", timeout=20_000)
    queries = ["q", "qd", "qd-ttg", "dong thap", "xep hang", '"nghi quyet so"', "zzz", ""]
    took = {query: page.evaluate(TYPE, query) for query in queries}
    assert median(took.values()) < FILTER_MS, took


def test_far_rows_are_reached_by_scrolling(opened: Open, large_page: str) -> None:
    page = opened(large_page)
    page.locator(".records").focus()
    page.keyboard.press("End")
    last = page.locator(".records .rows .row").last
    assert last.get_attribute("aria-rowindex") == page.locator(".records").get_attribute("aria-rowcount")
    assert last.get_attribute("aria-selected") == "true"


# What it finds


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("qd-ubnd-hc", ["no. 25/63", "Decision 861/QĐ-UBND-HC"]),
        ("QĐ-UBND-HC", ["no. 25/63", "Decision 861/QĐ-UBND-HC"]),
        ("digital transformation", ["no. 25/63"]),
        ('"hang 25/63"', ["no. 25/63", "Decision 861/QĐ-UBND-HC"]),
        ('"25/63 hang"', []),
        ("ubnd hang tinh", ["no. 25/63", "Decision 861/QĐ-UBND-HC"]),
        ("bnd", []),  # a word begins with it, or it is not found
        ("1.436 tram", ["1,436 trạm BTS"]),
    ],
)
def test_search_without_accents(opened: Open, small_page: str, query: str, expected: list[str]) -> None:
    page = opened(small_page)
    search(page, query)
    assert [text.split("\n")[0] for text in rows(page)] == expected
    if not expected:
        assert "No record matches" in page.locator("#nothing").inner_text()


def test_filters_and_their_counts(opened: Open, small_page: str, small: Dataset) -> None:
    page = opened(small_page)
    page.click(".chip.f-reference")
    assert count(page) == f"1 of {sum(small.tables[n].num_rows for n in ('metrics', 'rankings', 'references'))} records"
    page.click(".chip.f-metric")
    assert count(page).startswith(f"{1 + small.metrics.num_rows} of")
    page.click("#clear")
    page.select_option("#filter-place", "P89")
    assert all("An Giang" in text for text in rows(page))
    assert page.locator("#filter-place option").all_inner_texts()[1].startswith("Đồng Tháp (")
    page.click("#clear")
    page.check("#filter-doubtful")
    assert count(page).startswith("2 of")


def test_sorting(opened: Open, small_page: str) -> None:
    page = opened(small_page)
    heading = page.locator(".sort").first
    heading.click()
    first = rows(page)[0]
    heading.click()
    assert page.locator("[aria-sort=descending]").count() == 1
    assert rows(page)[0].startswith("1,436 trạm BTS")
    assert first.startswith("12 trạm BTS")


# What it shows


def test_hostile_text_is_shown_and_inert(opened: Open, small_page: str) -> None:
    page = opened(small_page)
    search(page, "meo vac 1.436")
    page.locator(".records .rows .row").first.click()
    page.wait_for_selector(".text mark.on")
    shown = page.locator(".text").inner_text()
    assert "<img src=x onerror=\"document.title='owned'\"></script><script>document.title='owned'</script>" in shown
    assert "&amp; <b>huyện Mèo Vạc</b>" in shown
    assert page.title() == "Nhỏ <b>& · dxextract"
    assert page.locator(".text img, .text b, .text script").count() == 0
    page.click("#tab-rejects")
    assert "<b>x</b>.txt" in page.locator(".rejects").inner_text()
    page.click("#tab-findings")
    assert "The <i>share</i> does not match" in page.locator(".findings").inner_text()


def test_an_emoji_before_a_span_does_not_shift_it(opened: Open, small_page: str, small: Dataset) -> None:
    page = opened(small_page)
    search(page, "meo vac")
    page.locator(".records .rows .row").first.click()
    page.wait_for_selector(".text mark.on")
    article = small.articles["input_id"].to_pylist()[small.articles["source"].to_pylist().index("b.txt")]
    wanted = [
        row["raw"]
        for row in sorted(small.metrics.to_pylist(), key=lambda row: row["start"])
        if row["input_id"] == article
    ]
    assert "1.436" in wanted
    assert HOSTILE.index("1.436") > HOSTILE.index("👍🏽")
    assert marks(page) == wanted
    assert page.locator(".records .rows .c-context b").all_inner_texts()[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("address", "links"), [("https://example.com/a", 1), ("javascript:alert(1)", 0), ("data:text/html,x", 0)]
)
def test_only_web_addresses_become_links(
    opened: Open, build: Build, extractor: Extractor, address: str, links: int
) -> None:
    data = dataset([extractor.extract(ARTICLE, source="a.txt")])
    column = data.articles.schema.get_field_index("url")
    linked = data.articles.set_column(column, data.articles.schema.field(column), [[address]])
    page = opened(build(type(data)(**{**data.tables, "articles": linked}, manifest=data.manifest)))
    page.locator(".records .rows .row").first.click()
    page.wait_for_selector(".text mark.on")
    assert page.locator(".reader a").count() == links


def test_clicks_go_both_ways(opened: Open, small_page: str) -> None:
    page = opened(small_page)
    row(page, "861/QĐ-UBND-HC").click()
    page.wait_for_selector(".text mark.on")
    assert page.locator(".text mark.on").all_inner_texts() == ["Quyết định số 861/QĐ-UBND-HC"]
    page.locator(".text mark", has_text="50,4%").click()
    assert page.locator(".records .row.on").inner_text().startswith("50.4%")
    assert "50.4%" in page.locator("#card").inner_text()


def test_overlapping_records_are_all_reached(opened: Open, build: Build, extractor: Extractor) -> None:
    result = extractor.extract(ARTICLE, source="a.txt")
    inner = result.metrics[0]
    data = dataset([result])
    # A record around another one, from the first word of its sentence on, as different rules may find.
    grown = {"start": inner.start - 8, "raw": ARTICLE[inner.start - 8 : inner.end], "fact_id": "0" * 32}
    outer = data.metrics.slice(0, 1)
    for name, value in grown.items():
        field = outer.schema.field(name)
        outer = outer.set_column(outer.schema.get_field_index(name), field, pa.array([value], field.type))
    both = type(data)(**{**data.tables, "metrics": pa.concat_tables([data.metrics, outer])}, manifest=data.manifest)
    page = opened(build(both))
    page.locator(".records .rows .row").first.click()
    nested = page.locator(".text mark mark", has_text=inner.raw)
    assert nested.count() == 1
    chosen = set()
    for _ in range(2):
        nested.click()
        chosen.add(page.evaluate("new URLSearchParams(location.hash.slice(1)).get('fact')"))
    assert chosen == {inner.fact_id, "0" * 32}
    assert page.locator(".links .chip").count() == 1


def test_findings_stand_beside_the_text(opened: Open, small_page: str) -> None:
    page = opened(small_page, "tab=findings", width=1500)
    page.locator(".findings .rows .row").click()
    page.wait_for_selector(".text mark.concerned")
    assert page.locator(".text mark.concerned").all_inner_texts() == ["906", "50,4%"]
    note, mark = page.locator(".note").bounding_box(), page.locator(".text mark.concerned").first.bounding_box()
    assert note and mark and note["x"] > mark["x"] + mark["width"]
    assert abs(note["y"] - mark["y"]) < 25
    page.locator("#card .chip", has_text="50.4").click()
    assert "The <i>share</i>" in page.locator("#card .note").inner_text()


def test_texts_that_were_left_out(opened: Open, build: Build, small: Dataset) -> None:
    page = opened(build(small, limit=1))
    assert "texts of the last 3 articles are not in this page" in page.locator("#texts-left-out").inner_text()
    search(page, "an giang")
    page.locator(".records .rows .row").first.click()
    page.wait_for_selector(".text mark.on")
    assert "not in the page" in page.locator(".text").inner_text()
    assert "12" in marks(page)


def test_an_empty_dataset(opened: Open, build: Build) -> None:
    page = opened(build(dataset([])))
    assert "has no records" in page.locator("#list").inner_text()
    for tab in ("findings", "rejects", "charts", "map", "about"):
        page.click(f"#tab-{tab}")
        assert page.locator(f"#tab-{tab}").get_attribute("aria-selected") == "true"


# What it remembers


def test_the_address_restores_what_was_seen(opened: Open, small_page: str) -> None:
    page = opened(small_page)
    search(page, "dong thap")
    page.click(".chip.f-metric")
    row(page, "906").click()
    page.wait_for_selector(".text mark.on")
    state = page.url.partition("#")[2]
    seen = (count(page), rows(page), page.locator("#card").inner_text())
    again = opened(small_page, state)
    again.wait_for_selector(".text mark.on")
    assert (count(again), rows(again), again.locator("#card").inner_text()) == seen
    assert again.input_value("#search") == "dong thap"


def test_back_and_forward(opened: Open, small_page: str) -> None:
    page = opened(small_page)
    page.click("#tab-charts")
    page.click("#tab-map")
    page.go_back()
    assert page.locator("#tab-charts").get_attribute("aria-selected") == "true"
    page.go_back()
    assert page.locator("#tab-records").get_attribute("aria-selected") == "true"


def test_on_a_phone_back_leads_from_the_article_to_the_list(opened: Open, small_page: str) -> None:
    page = opened(small_page, width=390, height=800)
    page.locator(".records .rows .row").first.click()
    page.wait_for_selector(".text mark.on")
    assert not page.locator("#list").is_visible()
    page.go_back()
    assert page.locator("#list").is_visible()


def test_an_address_of_another_dataset_does_no_harm(opened: Open, small_page: str) -> None:
    page = opened(
        small_page, "tab=nowhere&fact=0000&sort=x.y&missed=77&finding=1&open=2&colour=z&lang=xx&theme=q&kind=none"
    )
    assert count(page).startswith("0 of")
    page.click("#clear")
    assert rows(page)


# What it gives away


def test_csv_of_what_is_filtered(opened: Open, small_page: str) -> None:
    page = opened(small_page)
    search(page, "an giang")
    content = downloaded(page, "#csv")
    assert content.startswith(b"\xef\xbb\xbf")
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [found[0][name] for name in ("raw", "value", "place_name")] == ["12", "12", "An Giang"]
    assert {row["source"] for row in found} == {"d.txt"}
    assert {row["indicator_name"] for row in found} >= {"Mobile base stations (BTS)"}


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("-5", "'-5"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        (-5, "-5"),
        (50.4, "50.4"),
        (None, ""),
        ('a "b", c', '"a ""b"", c"'),
        ('=A("x")', '"\'=A(""x"")"'),
        ("dòng\nmới", '"dòng\nmới"'),
    ],
)
def test_cells_are_no_formulas(opened: Open, small_page: str, value: Any, cell: str) -> None:
    script = small_page.partition("/* What is filtered, as CSV")[2].partition("function csvOf")[0]
    page = opened(small_page)
    assert (
        page.evaluate("([source, value]) => new Function(source + 'return csvCell')()(value)", ["/*" + script, value])
        == cell
    )


def test_flags_come_out_as_they_were_set(opened: Open, small_page: str, small: Dataset) -> None:
    page = opened(small_page)
    row(page, "906").click()
    page.click("#flag")
    page.fill("[name=to-indicator_id]", "")
    page.fill("[name=to-value]", "907,5")
    page.fill("[name=note]", "Bài viết nói <khác> 😀")
    page.click("#flag-form [type=submit]")
    row(page, "25/63").click()
    page.click("#flag")
    page.check("[name=not_a_fact]")
    page.click("#flag-form [type=submit]")
    assert page.locator(".badge.flagged").count() >= 2
    made = json.loads(downloaded(page, "#flags"))
    assert (made["format"], made["version"], made["dataset"]) == ("dxextract-flags", 1, "Nhỏ <b>&")
    first, second = made["flags"]
    (fact,) = (row for row in small.metrics.to_pylist() if row["raw"] == "906")
    same = ("fact_id", "input_id", "article_id", "source", "start", "end", "raw")
    assert {name: first[name] for name in same} == {name: fact[name] for name in same}
    assert first["wrong"] == ["value", "indicator_id"]
    assert first["corrections"] == {"value": 907.5, "indicator_id": None}
    assert first["note"] == "Bài viết nói <khác> 😀"
    assert (second["family"], second["wrong"], second["corrections"]) == ("ranking", ["not_a_fact"], {})


def test_flags_survive_and_are_read_back(opened: Open, small_page: str, tmp_path: Path) -> None:
    page = opened(small_page)
    page.locator(".records .rows .row").first.click()
    page.keyboard.press("f")
    page.check("[name=not_a_fact]")
    page.click("#flag-form [type=submit]")
    content = downloaded(page, "#flags")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#flags").inner_text() == "Download flags (1)"
    page.click("#flag")
    page.click("#unflag")
    assert page.locator("#flags").is_hidden()
    saved = tmp_path / "flags.json"
    other = json.loads(content)
    other["flags"].append({"fact_id": "of another dataset", "wrong": []})
    saved.write_text(json.dumps(other), "utf-8")
    page.click("#tab-about")
    page.set_input_files("#flags-file", saved)
    page.locator("#flags-told", has_text="Added 1 ").wait_for()
    page.click("#tab-records")
    assert downloaded(page, "#flags") == content


# How it is used


def test_by_keyboard_alone(opened: Open, small_page: str) -> None:
    page = opened(small_page)
    page.keyboard.press("/")
    page.keyboard.type("dong thap")
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".text mark.on")
    page.keyboard.press("ArrowDown")
    first = page.locator(".records .row.on").inner_text()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className").startswith("text")
    page.keyboard.press("ArrowRight")
    assert page.locator(".records .row.on").inner_text() != first
    page.keyboard.press("f")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert page.locator("#flags").inner_text() == "Download flags (1)"
    page.keyboard.press("Escape")
    assert page.locator("body.reading").count() == 0
    page.keyboard.press("6")
    assert page.locator("#tab-map").get_attribute("aria-selected") == "true"
    page.keyboard.press("l")
    assert page.locator("html").get_attribute("lang") == "vi"
    page.keyboard.press("d")
    assert page.locator("html").get_attribute("data-theme") == "light"
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_tabs_by_arrow_keys(opened: Open, small_page: str) -> None:
    page = opened(small_page)
    page.focus("#tab-records")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.id") == "tab-about"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "tab-records"


@pytest.mark.parametrize(("tab", "of"), [("charts", ".bars li"), ("map", ".province")])
def test_charts_say_and_filter(opened: Open, small_page: str, tab: str, of: str) -> None:
    page = opened(small_page, f"tab={tab}")
    assert page.locator(of).count() > (33 if tab == "map" else 5)
    if tab == "map":
        assert label(page, "N82") == "Đồng Tháp: 4 records"
        page.click(".switch button:nth-child(2)")
        assert page.locator(".province").count() == 63
        page.locator('.province[data-id="P87"]').press("Enter")
        assert count(page).startswith("4 of")
    else:
        page.locator(".bars button", has_text="Decision").first.click()
        assert count(page).startswith("1 of")


def test_the_map_of_an_indicator(opened: Open, small_page: str) -> None:
    page = opened(small_page, "tab=map&map=before&colour=bts_stations")
    assert label(page, "P89") == "An Giang: 12 trạm BTS, 1 Feb 2024"
    # Mèo Vạc is a district: its number is not Hà Giang's.
    assert label(page, "P02") == "Hà Giang: no data"


def test_annotations_beside_records(opened: Open, build: Build, extractor: Extractor, tmp_path: Path) -> None:
    from .test_comparison import GOLD

    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "a.yaml").write_text(GOLD, "utf-8")
    data = dataset([extractor.extract(ARTICLE, source="a.txt")])
    page = opened(build(data, gold=[tmp_path]), "tab=compare")
    page.locator("#list .chip.v-missed").click()
    page.locator(".compare .rows .row").click()
    page.wait_for_selector(".text mark.on")
    assert page.locator(".text mark.v-missed.on").inner_text() == "số"
    page.locator("#list .chip.v-missed").click()
    page.locator("#list .chip.v-differs").click()
    page.locator(".compare .rows .row", has_text="25/63").click()
    assert page.locator(".against .wrong").all_inner_texts() == ["Index\tpar_index\tdti\t≠"]


def test_the_panel(opened: Open, small_page: str) -> None:
    page = opened(small_page, "tab=panel")
    page.select_option("#panel-indicator", "bts_stations")
    assert page.locator(".panel .rows .row").all_inner_texts() == [
        "An Giang\n(1 Feb 2024)\n12\xa0trạm BTS\nsingle\n1",
        "Mèo Vạc\n(20 Nov 2023)\n1,436\xa0trạm BTS\nsingle\n1",
    ]
    page.check("#panel-provinces")
    page.locator(".panel .rows .row").click()
    page.wait_for_selector(".text mark.on")
    assert page.locator(".text mark.on").inner_text() == "12"


def test_printing_sets_the_table_out(opened: Open, small_page: str, small: Dataset) -> None:
    page = opened(small_page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    total = sum(small.tables[name].num_rows for name in ("metrics", "rankings", "references"))
    assert page.locator("#printed tbody tr").count() == total
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#printed tr").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800, 1920])
def test_nothing_is_wider_than_the_window(opened: Open, small_page: str, scheme: str, width: int) -> None:
    page = opened(small_page, width=width, height=740, color_scheme=scheme)
    page.locator(".records .rows .row").first.click()
    page.wait_for_selector(".text mark.on")
    for tab in ("records", "findings", "rejects", "charts", "map", "about"):
        page.locator(f"#tab-{tab}").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, tab
        assert page.evaluate(
            "document.getElementById('wide').scrollWidth <= document.getElementById('wide').clientWidth"
        ), tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough(opened: Open, small_page: str, scheme: str) -> None:
    """WCAG 2.2, 1.4.3: text has 4.5:1 against what it stands on."""
    page = opened(small_page, color_scheme=scheme)
    page.locator(".records .rows .row").first.click()
    page.wait_for_selector(".text mark.on")
    low = page.evaluate(CONTRAST)
    assert low == []


CONTRAST = """() => {
  const parse = (color) => {
    const canvas = document.createElement("canvas").getContext("2d");
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const color = parse(getComputedStyle(element).backgroundColor);
      if (color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const hidden = !e.checkVisibility() || e.closest(":disabled");
    if (!own || hidden || ["SCRIPT", "NOSCRIPT", "OPTION"].includes(e.tagName)) continue;
    const pair = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (ratio < 4.5) low.push([e.className, e.textContent.slice(0, 30), ratio]);
  }
  return low;
}"""
