from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dxextract.errors import UsageError
from dxextract.spark import session
from dxextract.spark.session import need_java, need_pyspark, reason

PYTHON = """
An exception was thrown from the Python worker. Please see the stack trace below.
Traceback (most recent call last):
  File "dxextract/spark/recipe.py", line 42, in extractor
    raise OutputError(_differs("has other patterns/"))
dxextract.errors.OutputError: the dxextract of Spark's workers has other patterns/

at org.apache.spark.api.python.BasePythonRunner$ReaderIterator.handlePythonException(PythonRunner.scala:581)
Caused by: java.lang.Exception: nothing
"""
NO_MODULE = """Job aborted due to stage failure: Task 0 failed
Traceback (most recent call last):
    return self.loads(obj)
ModuleNotFoundError: No module named 'dxextract'
\tat org.apache.spark.api.python
"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (PYTHON, "the dxextract of Spark's workers has other patterns/"),
        (
            NO_MODULE,
            "ModuleNotFoundError: No module named 'dxextract'; Spark's workers need the environment of the driver"
            " (docs/scale.md)",
        ),
        (
            "[PATH_NOT_FOUND] Path does not exist: x. SQLSTATE: 42K03;\nmore",
            "[PATH_NOT_FOUND] Path does not exist: x. SQLSTATE: 42K03;",
        ),
        ("", "it says nothing"),
    ],
)
def test_the_line_that_says_it(said: str, expected: str) -> None:
    assert reason(said) == expected


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(UsageError, match="needs Java 17 or newer: none is on the PATH"):
        need_java()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(UsageError, match="no bin/java is there"):
        need_java()
    java = tmp_path / "bin" / ("java.exe" if sys.platform == "win32" else "java")
    java.parent.mkdir()
    java.touch(mode=0o755)
    need_java()
    monkeypatch.setattr(session, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'dxextract\[spark\]'"):
        need_pyspark()
