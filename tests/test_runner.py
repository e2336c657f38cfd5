from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dxextract.extractor import Extractor
from dxextract.readers.inputs import Input, expand
from dxextract.records.model import Reject, Result
from dxextract.runner import Outcome, Tally, process, run

TEXT = "Tỉnh Đồng Tháp có 1.797 xã."


class ListSink(list[Outcome]):
    def add(self, outcome: Outcome) -> None:
        self.append(outcome)


class Breaking:
    """The extractor, but broken for texts with a certain word."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor

    def extract(self, article: str, /, *, published: date | None = None, source: str = "text") -> Result:
        if "interrupt" in article:
            raise KeyboardInterrupt
        if "crash" in article:
            raise RuntimeError("no way\nout")
        result = self._extractor.extract(article, published=published, source=source)
        if "shifted" in article:
            return replace(result, metrics=tuple(replace(m, start=m.start + 1) for m in result.metrics))
        return result


@pytest.fixture(scope="module")
def extractor() -> Breaking:
    return Breaking(Extractor())


def inputs(folder: Path, **texts: str) -> list[Input | Reject]:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return expand([folder, folder / "missing"])


def test_every_input_gives_one_outcome_in_its_order(tmp_path: Path, extractor: Breaking) -> None:
    items = inputs(tmp_path, b=TEXT, a=TEXT, c="", d="\0")
    sink, seen = ListSink(), ListSink()
    tally = run(items, extractor, sink, progress=seen.append)
    sources = [o.source if isinstance(o, Reject) else o.article.source for o in sink]
    assert sources == [item.source for item in items]
    assert seen == sink
    assert [o.reason for o in sink if isinstance(o, Reject)] == ["empty", "binary", "missing"]
    results = [o for o in sink if isinstance(o, Result)]
    assert tally == Tally(
        articles=2,
        metrics=sum(len(r.metrics) for r in results),
        rankings=sum(len(r.rankings) for r in results),
        references=sum(len(r.references) for r in results),
        findings=sum(len(r.findings) for r in results),
        rejected=3,
    )
    assert tally.metrics and tally.inputs == len(items)


@pytest.mark.parametrize(
    ("text", "detail"),
    [("crash", "RuntimeError: no way out"), (f"shifted: {TEXT}", "ValueError: raw is ")],
)
def test_a_fault_on_one_article_is_a_reject(tmp_path: Path, extractor: Breaking, text: str, detail: str) -> None:
    sink = ListSink()
    tally = run(inputs(tmp_path, a=TEXT, b=text, c=TEXT), extractor, sink)
    (found,) = [o for o in sink if isinstance(o, Reject) and o.stage != "read"]
    assert (found.stage, found.reason) == ("extract", "failed")
    assert found.detail.startswith(detail)
    assert tally.articles == 2


def test_an_interrupt_keeps_what_was_done(tmp_path: Path, extractor: Breaking) -> None:
    sink = ListSink()
    tally = run(inputs(tmp_path, a=TEXT, b="interrupt", c=TEXT), extractor, sink)
    assert len(sink) == tally.inputs == tally.articles == 1
    assert tally.interrupted


def test_a_fault_of_the_sink_is_not_hidden(tmp_path: Path, extractor: Breaking) -> None:
    class Full:
        def add(self, outcome: Outcome) -> None:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        run(inputs(tmp_path, a=TEXT), extractor, Full())


def test_the_day_of_publication_is_handed_on(tmp_path: Path, extractor: Breaking) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    result = process(Input("a", tmp_path / "a.txt"), extractor, published=date(2024, 4, 14))
    assert isinstance(result, Result)
    assert (result.article.published, result.article.source) == (date(2024, 4, 14), "a")
