from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from dxextract.clusters import sketch
from dxextract.readers.options import ReadOptions
from dxextract.readers.records import Raw
from dxextract.records.model import Reject, Result
from dxextract.runner.deadline import TimedOut, deadline
from dxextract.runner.process import process

from .conftest import TEXT


def raw(text: str) -> Raw:
    return Raw(source="a.txt", format="text", data=text.encode())


def test_a_record_gives_its_facts_and_a_sketch(breaking: Any) -> None:
    done = process(raw(TEXT.format(n=5)), breaking, ReadOptions(published=date(2024, 4, 14)), timeout=60)
    assert isinstance(done.outcome, Result)
    assert (done.source, done.outcome.article.published) == ("a.txt", date(2024, 4, 14))
    assert done.outcome.metrics and done.sketch == sketch(done.outcome.article.text)


@pytest.mark.parametrize(
    ("text", "stage", "reason", "detail"),
    [
        ("FAULT", "extract", "failed", "RuntimeError: no way out"),
        (f"SHIFTED {TEXT.format(n=5)}", "extract", "failed", "ValueError: raw is "),
        ("\0", "decode", "binary", "binary data"),
    ],
)
def test_what_goes_wrong_is_a_reject(breaking: Any, text: str, stage: str, reason: str, detail: str) -> None:
    done = process(raw(text), breaking, ReadOptions())
    assert isinstance(done.outcome, Reject) and done.sketch is None
    assert (done.outcome.stage, done.outcome.reason) == (stage, reason)
    assert done.outcome.detail.startswith(detail)


def test_what_takes_too_long_is_a_reject_that_says_where(breaking: Any) -> None:
    started = time.monotonic()
    done = process(raw(f"ENDLESS {TEXT}"), breaking, ReadOptions(), timeout=0.3)
    assert time.monotonic() - started < 5
    assert isinstance(done.outcome, Reject)
    assert (done.outcome.stage, done.outcome.reason) == ("extract", "timeout")
    assert done.outcome.detail == "took longer than 0.3 s, in dxextract"
    assert isinstance(process(raw(TEXT.format(n=5)), breaking, ReadOptions(), timeout=60).outcome, Result)


def test_the_part_that_was_at_work_is_named(breaking: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from dxextract.readers import plain

    def slow(*_: object, **__: object) -> None:
        time.sleep(30)

    monkeypatch.setattr(plain, "find_furniture", slow)
    done = process(raw(TEXT), breaking, ReadOptions(), timeout=0.3)
    assert isinstance(done.outcome, Reject)
    assert (done.outcome.stage, done.outcome.detail) == ("read", "took longer than 0.3 s, in readers")


def test_an_interrupt_goes_through(breaking: Any) -> None:
    with pytest.raises(KeyboardInterrupt):
        process(raw("INTERRUPT"), breaking, ReadOptions())


def test_a_deadline_that_is_swallowed_comes_again() -> None:
    with pytest.raises(TimedOut), deadline(0.1):
        try:
            time.sleep(30)
        except BaseException:
            time.sleep(30)


def test_a_deadline_ends_with_its_block() -> None:
    with deadline(0.1):
        pass
    time.sleep(0.2)
