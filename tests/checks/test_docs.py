"""``docs/findings.md`` is true: its texts raise what stands behind them, its Python prints what it shows."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

from dxextract.extractor import Extractor
from dxextract.text import contract_text

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "findings.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```text(?: (\S+))?\n(.*?)\n```\n\n```findings\n(.*?)```$", PAGE, re.DOTALL | re.MULTILINE)


def test_every_text_has_its_findings() -> None:
    assert len(EXAMPLES) == PAGE.count("\n```text") == PAGE.count("\n```findings") > 10


@pytest.mark.parametrize(("source", "text", "expected"), EXAMPLES, ids=lambda value: str(value)[:40])
def test_an_example_raises_its_findings(extractor: Extractor, source: str, text: str, expected: str) -> None:
    findings = extractor.extract(text).findings
    assert [f"{f.severity} {f.rule}: {f.message_en}" for f in findings] == expected.splitlines()


@pytest.mark.parametrize(("source", "text"), [(source, text) for source, text, _ in EXAMPLES if source])
def test_an_example_with_a_name_is_a_sentence_of_the_corpus(source: str, text: str) -> None:
    assert text in contract_text((ROOT / source).read_text("utf-8"))


def test_the_python_prints_what_is_shown() -> None:
    code, shown = re.findall(r"^```python\n(.*?)```\n\n```output\n(.*?)```$", PAGE, re.DOTALL | re.MULTILINE)[0]
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(code, "docs/findings.md", "exec"), {})
    assert output.getvalue() == shown


def test_the_rules_can_be_changed_as_shown(tmp_path: Path) -> None:
    path, body = re.findall(r"^```yaml (\S+)\n(.*?)```$", PAGE, re.DOTALL | re.MULTILINE)[0]
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(body, encoding="utf-8")
    rules = Extractor(tmp_path / "my").knowledge.checks.rules
    assert "date.after_publication" not in rules
    assert rules["misprint.place"].severity == "warning"
